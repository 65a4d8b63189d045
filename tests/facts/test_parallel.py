"""Clauses of one frame in a row: what something hinges on, measures with their aims, digits with their words."""

import pytest
from facts_of import facts_of, words_of

from qbank.model.fact import Parallel


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("河道保洁，重点在巡，关键在管。", ("重点", "巡", "关键", "管")),
        ("抓好秋粮收储，基础在仓容、难点在烘干、关键在资金。", ("基础", "仓容", "难点", "烘干", "关键", "资金")),
        ("结对帮扶重在坚持，贵在用心。", None),
        ("普法工作，重在日常，贵在坚持。", ("重", "日常", "贵", "坚持")),
        ("会场在二楼，食堂在一楼。", None),
        ("当前关键在落实。", None),
        ("重点在XX，关键在管。", None),
        ("重点在落实，关键在落实。", None),
    ],
)
def test_what_something_hinges_on(text, parts):
    """Two clauses and more of what matters, each of another thing; no places, no single one, no redaction."""
    assert words_of(facts_of("hinge", text)) == ([parts] if parts else [])


def test_measures_with_one_pair_of_verbs():
    """The frame is the first pair of verbs; where it changes the row ends."""
    text = "县馆深化结对共建，促进资源共享；深化志愿服务，促进文明实践；开展夜间开放，方便上班读者。"
    (fact,) = facts_of("paired_clauses", text)
    assert isinstance(fact, Parallel)
    assert [(left.text, right.text) for left, right in fact.rows] == [
        ("结对共建", "资源共享"),
        ("志愿服务", "文明实践"),
    ]
    assert [whole.text for whole in fact.wholes] == ["深化结对共建，促进资源共享", "深化志愿服务，促进文明实践"]


def test_three_measures_make_columns_as_well():
    """Measure and aim of three pieces can be matched."""
    text = "加强船员培训，提高操作水平；加强航道巡查，提高应急能力；加强码头保洁，提高乘客满意度。"
    kinds = [fact.kind for fact in facts_of("paired_clauses", text)]
    assert sorted(kinds) == ["pairs", "parallel"]


@pytest.mark.parametrize(
    "text",
    [
        "加强航道巡查，提高应急能力；深化结对共建，促进资源共享。",
        "加强航道巡查，提高应急能力；加强航道巡查，提高救助能力。",
        "加强航道巡查，提高应急能力；加强XX巡查，提高救助能力。",
    ],
)
def test_pieces_that_are_no_row(text):
    """Other verbs, one measure twice, a redaction."""
    assert facts_of("paired_clauses", text) == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("推行“123”工作法，即“1张网格、2支队伍、3项机制”。", [("1", "网格"), ("2", "队伍"), ("3", "机制")]),
        ("落实“3+2+1”模式：3级巡查、2次会商、1本台账。", [("3", "巡查"), ("2", "会商"), ("1", "台账")]),
        ("推行“124”工作法，即“1张网格、2支队伍、3项机制”。", []),
        ("推行“12”工作法，即“1张网格、2支队伍”。", []),
        ("群众拨打“110”报警。", []),
    ],
)
def test_digits_with_their_words(text, rows):
    """The numbers of the list, read in a row, must be the code; two are too few."""
    found = [list(zip(fact.left, fact.right, strict=True)) for fact in facts_of("numbered_words", text)]
    assert [[(left.text, right.text) for left, right in each] for each in found] == ([rows] if rows else [])
