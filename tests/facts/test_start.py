"""Events that start the clock."""

import pytest
from facts_of import facts_of, words_of


def test_event_and_term():
    """The event between 自 and 之日起, and the term after it."""
    found = facts_of("start", "受理机构应当自受理申请之日起二十个工作日内作出决定。")
    assert words_of(found) == [("受理申请", "二十个工作日内")]


@pytest.mark.parametrize(
    "text",
    [
        "本办法自发布之日起施行。",
        "证书自其颁发之日起三年内有效。",
        "逾期的，自欠缴之日起加收滞纳金。",
        "自变更或者终止之日起三十日内办理。",
    ],
)
def test_commencement_pronouns_and_alternatives_give_nothing(text):
    """What starts a rule, points back, has no term, or names two events is left alone."""
    assert facts_of("start", text) == []
