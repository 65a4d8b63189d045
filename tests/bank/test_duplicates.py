"""Duplicates: the fast way finds what comparing all pairs finds, and what counts as one."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.bank.duplicates import Index, find
from qbank.bank.likeness import Pair, compare, folded, read
from qbank.model.item import Item, MarkingPoint, Option, Source
from qbank.types import FillBlank, ShortAnswer, SingleChoice, TrueFalse

STEM = "受理申请的部门应当自收到申请之日起多少日内作出答复？"


def one_of(*texts: str, key: int = 0) -> SingleChoice:
    """Return a single choice among some texts."""
    options = tuple(Option(f"o{at}", text) for at, text in enumerate(texts))
    return SingleChoice(options, (f"o{key}",))


def item(name: str, stem: str = STEM, body: Any = None, **changes: Any) -> Item:
    """Return an item without proof lines."""
    return Item(id=name, stem=stem, body=body or one_of("30日", "10日", "60日"), **changes)


def proof(start: int, end: int, document: str = "甲.txt", digest: str = "") -> tuple[Source, ...]:
    """Return one proof line."""
    return (Source(document, digest or document, start, end, "x" * (end - start)),)


def kinds(*items: Item) -> list[str]:
    """Return the kinds of the pairs among some items."""
    return [pair.kind for pair in find(items)]


def slowly(items: list[Item]) -> set[Pair]:
    """Return what comparing all pairs of items finds."""
    known = sorted({each.id: each for each in items}.values(), key=lambda each: each.id)
    pairs = [compare(read(one), read(other)) for one, other in combinations(known, 2)]
    return {pair for pair in pairs if pair}


_WORD = st.sampled_from([
    "档案局",
    "财政局",
    "县财政局",
    "备案",
    "检查",
    "三",
    "5",
    "日",
    "《甲法》",
    "《乙法》",
    "应当",
    "不得",
    "____",
    "，",
])
_TEXT = st.one_of(st.lists(_WORD, min_size=1, max_size=9).map("".join), st.text("ab一二12 .《》(", max_size=6))
_ANSWER = st.one_of(st.sampled_from(["5日", "五日", "10日", "5", "县财政局", "市财政局", "财政局"]), _TEXT)
_BODY = st.one_of(
    st.builds(TrueFalse, key=st.booleans()),
    st.lists(_ANSWER, min_size=1, max_size=4).map(lambda texts: one_of(*texts)),
    st.lists(st.lists(_ANSWER, min_size=1, max_size=2).map(tuple), max_size=3).map(lambda key: FillBlank(tuple(key))),
    st.lists(_ANSWER.map(MarkingPoint), max_size=3).map(lambda points: ShortAnswer(tuple(points))),
)
_SOURCE = st.builds(
    lambda document, start, size: Source(document, document, start, start + size, ""),
    st.sampled_from(["甲", "乙"]),
    st.integers(0, 12),
    st.integers(0, 6),
)


@st.composite
def banks(draw: st.DrawFn, most: int = 14) -> list[Item]:
    """Draw items of which many are like others."""
    drawn: list[Item] = []
    for number in range(draw(st.integers(0, most))):
        if drawn and draw(st.booleans()):
            old = draw(st.sampled_from(drawn))
            stem = draw(st.sampled_from([old.stem, old.stem + "。", old.stem[1:], old.stem + draw(_TEXT)]))
            body = draw(st.one_of(st.just(old.body), _BODY))
            changes: dict[str, Any] = {"sources": draw(st.sampled_from([old.sources, ()]))}
        else:
            stem, body = draw(_TEXT), draw(_BODY)
            changes = {"sources": tuple(draw(st.lists(_SOURCE, max_size=2)))}
        stimulus = draw(st.sampled_from(["", "", "", "p1"]))
        name = f"q{draw(st.integers(0, 40)) if draw(st.booleans()) else number}"
        drawn.append(Item(id=name, stem=stem, body=body, stimulus=stimulus, **changes))
    return drawn


# --- laws -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("small", [0, 24])
def test_find_equals_comparing_all_pairs(small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is lost or made up by the indices, with groups large and small, and the order is the one told."""
    monkeypatch.setattr("qbank.bank.duplicates._SMALL", small)

    @settings(max_examples=120)
    @given(banks())
    def law(items: list[Item]) -> None:
        found = find(items)
        assert set(found) == slowly(items)
        assert len(set(found)) == len(found)
        order = ["exact", "near", "same-fact"]
        assert found == sorted(found, key=lambda pair: (order.index(pair.kind), -pair.score, pair.one, pair.other))
        assert all(pair.one < pair.other and 0 <= pair.score <= 1 for pair in found)

    law()


@pytest.mark.parametrize("small", [0, 24])
def test_an_index_follows_what_is_put_and_dropped(small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """After any changes a lookup finds what comparing with all that is known finds."""
    monkeypatch.setattr("qbank.bank.duplicates._SMALL", small)

    @settings(max_examples=60)
    @given(banks(), banks(), st.lists(st.integers(0, 40), max_size=10))
    def law(first: list[Item], later: list[Item], dropped: list[int]) -> None:
        index, known = Index(first), {each.id: each for each in first}
        for each in later:
            index.put(each)
            known[each.id] = each
        for number in dropped:
            index.drop(f"q{number}")
            known.pop(f"q{number}", None)
        assert len(index) == len(known)
        for each in [*first, *later]:
            others = [compare(read(each), read(other)) for other in known.values() if other.id != each.id]
            assert set(index.near(each, limit=1000)) == {pair for pair in others if pair}

    law()


@given(banks(most=2))
def test_comparing_is_symmetric(items: list[Item]) -> None:
    """Who comes first makes no difference."""
    for one, other in combinations(map(read, items), 2):
        there, back = compare(one, other), compare(other, one)
        assert (there and there[2:]) == (back and back[2:])


@given(st.text(), st.text())
def test_folding_takes_any_text(text: str, answer: str) -> None:
    """No text breaks it, and an item is always an exact duplicate of its copy."""
    folded(text)
    body = one_of(answer, "乙", "丙")
    assert kinds(item("a", text, body), item("b", text, body)) == ["exact"]


# --- exact ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "stem",
    [
        "受理申请的部门，应当自收到申请之日起多少日内作出答复",
        "受理申请的部门应当自收到申请之日起 多少日内作出答复？（　　）",
        "\u200b受理申请的部门应当自收到“申请”之日起多少日内作出答复?____",
    ],
)
def test_width_punctuation_and_blanks_make_no_difference(stem: str) -> None:
    """Nor do the order of options and the script of their numbers."""
    assert kinds(item("a"), item("b", stem, one_of("六十日", "１０ 日", "三十日", key=2))) == ["exact"]


def test_what_folding_keeps_apart() -> None:
    """Marks between figures, raised figures and figures with another value are something else."""
    assert folded("1.5") != folded("15")
    assert folded("10²") != folded("102")
    assert folded("8:30") != folded("830")
    assert folded("5-10日") != folded("510日")
    assert folded("1,500元") == folded("1500元")
    assert folded("第三条") == folded("第3条")
    assert folded("应当在____日内") == folded("应当在（　）日内") != folded("应当在日内")


def test_the_same_question_about_two_passages_is_two_questions() -> None:
    """What the stem says hangs on the passage."""
    assert kinds(item("a", stimulus="p1"), item("b", stimulus="p2")) == []


def test_the_same_question_with_contradicting_keys_is_exact() -> None:
    """One of them is wrong: the editor must see it. So is a statement called both true and false."""
    assert kinds(item("a"), item("b", body=one_of("30日", "10日", "60日", key=1))) == ["exact"]
    assert kinds(
        item("a", "甲事项由乙部门负责。", TrueFalse(True)), item("b", "甲事项由乙部门负责。", TrueFalse(False))
    ) == ["exact"]


# --- near -----------------------------------------------------------------------------------------


def test_a_reworded_stem_and_other_distractors_are_near() -> None:
    """The key is the same, and so is all that is asked."""
    reworded = STEM.replace("应当", "须")
    assert kinds(item("a"), item("b", reworded)) == ["near"]
    assert kinds(item("a"), item("b", body=one_of("30日", "5日", "90日"))) == ["near"]


def test_the_same_stem_with_another_key_is_no_duplicate() -> None:
    """下列说法正确的是 asks what the options say."""
    stem = "关于档案的保管和利用，下列说法正确的是哪一项？"
    one = one_of("档案每年清点一次并登记造册", "档案可以自行销毁", "档案不必登记")
    other = one_of("借阅档案须经负责人批准", "档案可以带回家中", "档案可以任意复制")
    assert kinds(item("a", stem, one), item("b", stem, other)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "举办活动的单位应当在活动开始前15日内报送方案，由谁负责审批？",
            "举办活动的单位应当在活动开始前20日内报送方案，由谁负责审批？",
        ),
        ("第三条规定的检查工作由哪个部门牵头负责组织实施？", "第四条规定的检查工作由哪个部门牵头负责组织实施？"),
        ("二级响应启动后现场指挥工作由哪个部门牵头负责？", "三级响应启动后现场指挥工作由哪个部门牵头负责？"),
        ("甲类物品的保管工作由哪个部门牵头负责？", "乙类物品的保管工作由哪个部门牵头负责？"),
        (
            "根据《档案管理办法》，检查工作由哪个部门牵头负责组织？",
            "根据《合同管理办法》，检查工作由哪个部门牵头负责组织？",
        ),
    ],
)
def test_what_is_asked_about_decides(one: str, other: str) -> None:
    """Equal but for a number, an ordinal, a class or the document named: two questions."""
    body = one_of("财政局", "档案局", "教育局")
    assert kinds(item("a", one, body), item("b", other, body)) == []


def test_the_number_asked_for_decides() -> None:
    """30日 and 10日 are two rules, however alike the stems."""
    assert kinds(item("a"), item("b", STEM.replace("应当", "须"), one_of("10日", "30日", "60日"))) == []


def test_a_lead_in_may_be_missing() -> None:
    """The document need not be named in both."""
    assert kinds(item("a"), item("b", f"根据《政务服务办法》，{STEM}")) == ["near"]


def test_like_sentences_of_one_text_differ_on_purpose() -> None:
    """In two texts they say the same, in one text they say two things."""
    other = STEM.replace("受理申请", "受理复核")
    assert kinds(item("a", sources=proof(0, 30)), item("b", other, sources=proof(90, 120))) == []
    assert kinds(item("a", sources=proof(0, 30)), item("b", other, sources=proof(90, 120, "乙.txt"))) == ["near"]


# --- same fact ------------------------------------------------------------------------------------


def test_one_fact_as_choice_and_as_blank() -> None:
    """The unit stands in the stem of the one and in the key of the other."""
    blank = item("b", "受理部门应当在____个月内答复。", FillBlank((("六", "6"),)), sources=proof(20, 40))
    choice = item("a", "受理部门应当在几个月内答复？", one_of("6个月", "3个月", "12个月"), sources=proof(10, 30))
    assert kinds(choice, blank) == ["same-fact"]
    assert kinds(choice, replace(blank, sources=proof(30, 50))) == []
    assert kinds(choice, replace(blank, body=FillBlank((("五",),)))) == []


def test_two_amounts_with_one_number_are_two_facts() -> None:
    """5日内 and 5人 of one sentence."""
    sources = proof(0, 30)
    days = item("a", "应当在几日内核查？", one_of("5日", "3日", "7日"), sources=sources)
    people = item("b", "核查组不少于几人？", one_of("5人", "3人", "7人"), sources=sources)
    assert kinds(days, people) == []


def test_different_documents_with_one_title_have_no_fact_in_common() -> None:
    """The name and the place in the text may be the same: the versions are not."""
    one = item(
        "a",
        "《值班制度》规定几小时巡查一次？",
        one_of("2小时", "3小时", "4小时"),
        sources=proof(0, 9, "值班.txt", "d1"),
    )
    other = item("b", "按《值班制度》每____小时巡查一次。", FillBlank((("2",),)), sources=proof(0, 9, "值班.txt", "d2"))
    assert kinds(one, other) == []
    assert kinds(one, replace(other, sources=proof(0, 9, "副本.txt", "d1"))) == ["same-fact"]


def test_true_and_false_of_one_sentence_are_one_fact() -> None:
    """They differ in one place; what is swapped in two places asks two things."""
    true = item("a", "申请人应当在5日内向县级主管部门提交书面材料。", TrueFalse(True), sources=proof(0, 24))
    false = replace(true, id="b", stem=true.stem.replace("5日", "10日"), body=TrueFalse(False))
    swapped = replace(true, id="c", stem=true.stem.replace("县级主管部门", "上级业务归口单位"), body=TrueFalse(False))
    assert kinds(true, false) == ["same-fact"]
    assert ("b", "c") not in [pair[:2] for pair in find([true, false, swapped])]


# --- the rest -------------------------------------------------------------------------------------


def test_an_empty_bank_has_none() -> None:
    """And a lookup in an empty index finds nothing."""
    assert find([]) == []
    assert Index([]).near(item("a")) == []


def test_a_lookup_names_the_item_first_and_keeps_to_its_limit() -> None:
    """The item itself is never among the pairs."""
    index = Index(item(f"q{number}") for number in range(9))
    found = index.near(item("q5"), limit=3)
    assert [pair.one for pair in found] == ["q5"] * 3
    assert [pair.other for pair in found] == ["q0", "q1", "q2"]
    assert index.near(item("q5"), limit=0) == []
