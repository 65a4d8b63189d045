"""The event that starts the clock, asked."""

from type_facts import drafts, starting

from qbank.types import SingleChoice


def test_other_steps_on_the_same_thing_are_the_wrong_options():
    """收到申请 is told from 受理申请 and 提出申请."""
    fact = starting("受理机构应当自收到申请之日起十五日内作出答复。", "收到申请", "十五日内")
    (draft,) = drafts(SingleChoice, fact)
    assert draft.stem == "受理机构应当自____之日起十五日内作出答复。"
    assert {option.text for option in draft.body.options} == {"收到申请", "受理申请", "提出申请"}


def test_without_steps_or_like_events_nothing_is_asked():
    """An event of its own kind has no wrong options that could be told apart from it."""
    fact = starting("事故调查组应当自事故发生之日起六十日内提交事故调查报告。", "事故发生", "六十日内")
    assert drafts(SingleChoice, fact) == []
