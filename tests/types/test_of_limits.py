"""How amounts laid down case by case are asked."""

from random import Random

import pytest
from type_facts import drafts, rows_of

from qbank.types import ShortAnswer, SingleChoice
from qbank.types._of_limits import statements

LADDER = "抽查数量按照办件量确定：办件量900件以上的抽取40卷，300件至900件的抽取20卷，300件以下的抽取10卷。"
LADDER_ROWS = [("900件以上的抽取", "40卷"), ("300件至900件的抽取", "20卷"), ("300件以下的抽取", "10卷")]
SHORT = "甲级路段每周巡查不少于5次，乙级不少于3次，丙级不少于1次。"
SHORT_ROWS = [("甲级路段每周巡查不少于", "5次"), ("乙级不少于", "3次"), ("丙级不少于", "1次")]
DUE = "整改期限，一般问题3日内办结，工程问题15日内办结。"
DUE_ROWS = [("一般问题", "3日"), ("工程问题", "15日")]


def ladder():
    """Return cases that are all told in full."""
    return rows_of(LADDER, LADDER_ROWS, "limit", lead="抽查数量按照办件量确定，办件量")


def told(fact):
    """Return the statements of many draws, as pairs of stem and key."""
    return {(each.stem, each.key) for seed in range(60) for each in statements(fact, Random(seed))}


def asked(fact):
    """Return the single choices of many draws, as stem and options in order."""
    found = (draft for seed in range(40) for draft in drafts(SingleChoice, fact, seed=seed))
    return {draft.stem: (draft.body.key_text(), [option.text for option in draft.body.options]) for draft in found}


def test_each_case_is_asked_and_the_others_are_wrong():
    """The amounts of the other cases come first among the wrong options, sorted with the key."""
    found = asked(ladder())
    key, options = found["抽查数量按照办件量确定，办件量300件至900件的抽取多少卷？"]
    assert key == "20卷"
    assert {"10卷", "20卷", "40卷"} < set(options)
    assert options == sorted(options, key=lambda text: int(text[:-1]))
    assert len(found) == 3


def test_a_case_of_a_noun_has_its_verb():
    """工程类的60天 is asked as 工程类的为多少天."""
    view = "整改的期限，一般问题15天，工程类的60天，停产类的90天。"
    rows = [("一般问题", "15天"), ("工程类的", "60天"), ("停产类的", "90天")]
    found = set(asked(rows_of(view, rows, "limit", lead="整改的期限，")))
    assert {"整改的期限，一般问题多少天？", "整改的期限，工程类的为多少天？"} < found


def test_what_the_later_cases_leave_out_is_asked_of_the_first_only():
    """乙级不少于几次: of what, the first row says."""
    assert set(asked(rows_of(SHORT, SHORT_ROWS, "limit"))) == {"甲级路段每周巡查不少于多少次？"}


def test_the_words_behind_an_amount_are_kept():
    """内办结 belongs to the question."""
    assert set(asked(rows_of(DUE, DUE_ROWS, "limit", lead="整改期限，"))) == {
        "整改期限，一般问题多少日内办结？",
        "整改期限，工程问题多少日内办结？",
    }


@pytest.mark.parametrize(
    ("view", "rows", "false"),
    [(SHORT, SHORT_ROWS, set()), (DUE, DUE_ROWS, {"工程问题3日内办结。"})],
)
def test_no_false_statement_is_entailed(view, rows, false):
    """Who must at least 5 times must at least 3 times; who must within 3 days must within 15."""
    assert {stem for stem, key in told(rows_of(view, rows, "limit")) if not key} == false


def test_three_cases_are_asked_together():
    """The points are the cases with their amounts; two cases are too few, and so are cases without a lead."""
    (draft,) = [each for each in drafts(ShortAnswer, ladder()) if "分别" in each.stem]
    assert draft.stem == "抽查数量按照办件量确定，各种情形的具体标准分别是什么？"
    assert draft.body.key_text().startswith("900件以上的抽取40卷")
    assert drafts(ShortAnswer, rows_of(DUE, DUE_ROWS, "limit", lead="整改期限，")) == []
    assert drafts(ShortAnswer, rows_of(SHORT, SHORT_ROWS, "limit")) == []


def test_the_verb_of_the_first_case_is_lent_to_the_others():
    """一般纠纷150元 is 每件补助 150元; each case of a table with its own verbs keeps them."""
    view = "简单纠纷每件补助60元，一般纠纷150元，疑难纠纷500元。"
    rows = [("简单纠纷每件补助", "60元"), ("一般纠纷", "150元"), ("疑难纠纷", "500元")]
    assert set(asked(rows_of(view, rows, "limit", link="每件补助"))) == {
        "简单纠纷每件补助多少元？",
        "一般纠纷每件补助多少元？",
        "疑难纠纷每件补助多少元？",
    }
