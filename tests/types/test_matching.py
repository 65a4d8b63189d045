"""Drafting, checking and marking matching items."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from type_facts import drafts, pairs
from type_strategies import matchings

from qbank.model.item import Option
from qbank.types import Matching

DUTIES = [("政工室", "考试命题"), ("督察大队", "明察暗访"), ("法制大队", "案件抽查"), ("保障室", "装备清查")]


def rows_of(draft):
    """Return the rows of a draft's key in words."""
    return draft.body.key_text().split("；")


@given(st.integers(0, 50))
def test_every_row_keeps_its_right(seed):
    """However the right column is shuffled, the key is the document's pairs and the column is not in their order."""
    (draft,) = drafts(Matching, pairs(DUTIES), seed=seed)
    assert rows_of(draft) == [f"{left}——{right}" for left, right in DUTIES]
    assert [option.text for option in draft.body.right] != [right for _, right in DUTIES]
    assert list(draft.body.check()) == []


@given(st.integers(0, 50))
def test_a_long_group_lends_its_rights_as_spares(seed):
    """Of eight rows five are asked, and the right column has two that belong to none of them."""
    many = [*DUTIES, ("财务室", "经费拨付"), ("信息科", "系统维护"), ("宣传科", "稿件编发"), ("档案科", "材料归档")]
    (draft,) = drafts(Matching, pairs(many), seed=seed)
    assert (len(draft.body.left), len(draft.body.right)) == (5, 7)
    assert set(rows_of(draft)) <= {f"{left}——{right}" for left, right in many}


@given(st.integers(0, 50))
def test_a_draft_rests_on_the_sentences_of_its_rows(seed):
    """Sentences whose row was neither asked nor lent are no proof of anything and are left out."""
    nine = ["命题", "暗访", "抽查", "清查", "拨款", "维护", "编稿", "归档", "接待"]
    rows = [(f"{name}科", duty) for name, duty in zip("甲乙丙丁戊己庚辛壬", nine, strict=True)]
    (draft,) = drafts(Matching, pairs(rows), seed=seed)
    assert len(draft.fact.sentences()) == 7
    assert all(any(s.start <= ask.start < s.end for s in draft.fact.sentences()) for ask in draft.asks)


@pytest.mark.parametrize(
    ("topic", "case", "stem"),
    [
        ("", "", "请将下列部门与其职责进行匹配。"),
        ("职责分工", "", "请将“职责分工”部分的下列部门与其职责进行匹配。"),
        ("", "汛期有险情的", "汛期有险情的，请将下列部门与其职责进行匹配。"),
    ],
)
def test_the_stem_says_what_the_columns_are(topic, case, stem):
    """Section and condition stand in the stem where the fact has them."""
    (draft,) = drafts(Matching, pairs(DUTIES, topic=topic, case=case))
    assert draft.stem == stem


def test_a_row_that_gives_itself_away_is_left_out():
    """A right that repeats a word of its own left alone is not asked; one that all rights have tells nothing."""
    (draft,) = drafts(Matching, pairs([*DUTIES, ("医疗组", "医疗救护")]))
    assert len(draft.body.left) == 4
    shared = [("仓储科", "消防仓储检查"), ("财务科", "账目仓储检查"), ("档案科", "登记仓储检查")]
    assert len(drafts(Matching, pairs(shared, names=("部门", "含义")))) == 1


@pytest.mark.parametrize(
    "odd",
    [
        ("警务室", "考试命题"),
        ("警务室", "组织考试命题"),
        ("县级以上政工室", "车辆管理"),
        ("警务室", "车辆管理" * 8),
        ("负责全市道路交通安全设施日常维护的警务保障室", "车辆管理"),
    ],
)
def test_rows_that_could_be_exchanged_are_left_out(odd):
    """Equal or overlapping duties, offices within offices and long texts are refused, and two rows are no item."""
    assert not any(odd[0] in row for draft in drafts(Matching, pairs([*DUTIES, odd])) for row in rows_of(draft))
    assert drafts(Matching, pairs([*DUTIES[:2], odd])) == []


def test_amounts_stand_in_order_of_size():
    """A right column of amounts is sorted, as examiners sort options that are numbers."""
    shares = [("学习教育", "40分"), ("查摆整改", "25分"), ("群众评议", "35分")]
    (draft,) = drafts(Matching, pairs(shares, names=("考核项目", "分值")))
    assert [option.text for option in draft.body.right] == ["25分", "35分", "40分"]


def body(**changes):
    """Return a good body with changes."""
    left = tuple(Option(f"l{n}", text) for n, text in enumerate(("甲科", "乙科", "丙科"), 1))
    right = tuple(Option(f"r{n}", text) for n, text in enumerate(("命题", "暗访", "抽查", "清查"), 1))
    return replace(Matching(left, right, (("l1", "r2"), ("l2", "r1"), ("l3", "r3"))), **changes)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"key": ()}, ["key-missing"]),
        ({"key": (("l1", "r2"), ("l2", "r1"), ("l3", "x"))}, ["pair-unknown"]),
        ({"key": (("l1", "r2"), ("l2", "r1"), ("l3", "r3"), ("l3", "r3"))}, ["pair-repeated"]),
        ({"key": (("l1", "r2"), ("l2", "r1"))}, ["row-not-one"]),
        ({"key": (("l1", "r2"), ("l2", "r1"), ("l3", "r3"), ("l3", "r4"))}, ["row-not-one"]),
        ({"left": body().left[:2], "key": body().key[:2]}, ["rows-few"]),
        ({"left": (*body().left[:2], Option("l3", "甲科 "))}, ["option-repeated"]),
        ({"left": (*body().left[:2], Option("l3", " "))}, ["option-empty"]),
        ({"right": (*body().right[:3], Option("r3", "清查"))}, ["option-id-repeated"]),
        ({"right": (*body().right[:3], Option("r4", "30分"))}, ["rows-mixed"]),
    ],
)
def test_each_planted_fault_of_matching_is_found(changes, codes):
    """Every rule on columns and pairs catches its fault and nothing else."""
    assert [problem.code for problem in body(**changes).check()] == codes


def test_too_many_rows_are_only_a_warning():
    """Eleven rows are read, with a warning."""
    left = tuple(Option(f"l{n}", f"第{n}科") for n in range(11))
    right = tuple(Option(f"r{n}", f"职责{'甲乙丙丁戊己庚辛壬癸子'[n]}") for n in range(11))
    many = Matching(left, right, tuple((f"l{n}", f"r{n}") for n in range(11)))
    assert [(problem.code, problem.severity) for problem in many.check()] == [("rows-many", "warning")]


@pytest.mark.parametrize(
    ("response", "scored"),
    [
        ([["l1", "r2"], ["l2", "r1"], ["l3", "r3"]], 1),
        ({"l1": "r2", "l2": "r1", "l3": "r4"}, 2 / 3),
        ([["l1", "r2"], ["l1", "r3"]], 0),
        ("", 0),
        ([["l1", "no"]], "response-pairs"),
        ([["r2", "l1"]], "response-pairs"),
        ([["l1"]], "response-pairs"),
        ("甲科", "response-pairs"),
    ],
)
def test_rows_rightly_matched_earn_their_share(response, scored):
    """A row counts when it has its right and no other; an unknown id cannot be marked."""
    result = body().score(response)
    assert getattr(result, "code", result) == (scored if isinstance(scored, str) else pytest.approx(scored))


@given(matchings(), st.randoms(use_true_random=False))
def test_shuffling_the_columns_keeps_the_score(some, rng):
    """Columns in another order earn the same for the same pairs."""
    other = replace(some, left=tuple(rng.sample(some.left, len(some.left))), right=some.right[::-1])
    for response in ([list(pair) for pair in some.key], [list(some.key[0])], []):
        assert some.score(response) == other.score(response)
