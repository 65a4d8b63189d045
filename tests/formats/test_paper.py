"""Papers as they are laid out, before Word or Typst: what stands where, and that nothing tells an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from paper_samples import HIDDEN, PASSAGE, fmt, kept, mixed, one, settings
from portable_strategies import several

from qbank.errors import Problem, QbankError
from qbank.formats._incoming import blanks, choice, options_of, verdict
from qbank.formats.losses import held
from qbank.formats.paper import _measure as measure
from qbank.formats.paper._key import key, short_answer
from qbank.formats.paper._layout import Bracket, Content, Gap, Layout, Line, Lines, Spread, Table, Text, Together, texts
from qbank.formats.paper._plan import KINDS, MOST_ITEMS, Plan, sections_of, shown_options, shown_right
from qbank.formats.paper._printable import printable
from qbank.formats.paper._sheet import paper
from qbank.formats.paper.format import plan_of
from qbank.model.item import Choice, ExtendedText, Interaction, MarkingPoint, Match, Order, TextEntry
from qbank.model.portable import Portable, differences


def plan(portables: list[Portable], **more: object) -> Plan:
    """Return the plan of a paper."""
    return replace(plan_of(portables, settings()), **more)  # type: ignore[arg-type]


def flat(layout: Layout) -> Iterator[Line | Spread | Table | Lines]:
    """Yield all blocks of a layout, what is kept together block by block."""
    for part in layout.parts:
        for block in part.blocks:
            yield from block.blocks if isinstance(block, Together) else (block,)


def gaps(layout: Layout) -> list[float]:
    """Return the widths of all blanks in the questions of a paper."""
    lines = [block for block in flat(Layout(layout.title, layout.parts[:1], layout.footer)) if isinstance(block, Line)]
    return [
        each.ems for line in lines if line.style in {"item", "more"} for each in line.content if isinstance(each, Gap)
    ]


def said(content: Content) -> str:
    """Return the words of a line."""
    return "".join(each.words for each in content if isinstance(each, Text))


# --- what stands where ----------------------------------------------------------------------------


@given(several())
def test_numbers_run_through_and_kinds_stand_together(portables: list[Portable]) -> None:
    """Numbers are 1, 2, 3 …; each section is of one kind, in the order of papers; nothing is left out."""
    sections = sections_of(portables)
    entries = [entry for section in sections for entry in section.entries]
    assert [entry.number for entry in entries] == list(range(1, len(portables) + 1))
    assert {id(entry.portable) for entry in entries} == {id(portable) for portable in portables}
    kinds = [section.kind for section in sections]
    assert kinds == [*(kind for kind in KINDS if kind in kinds), *([None] if None in kinds else [])]
    assert all(entry.kind == section.kind for section in sections if section.kind for entry in section.entries)
    assert all(bool(group.stimulus) == (section.kind is None) for section in sections for group in section.groups)


def test_sections_are_headed_as_papers_are() -> None:
    """The headings count the items and leave the marks to be written in, or tell them where they are known."""
    told = list(texts(paper(plan(mixed()))))
    assert "一、单项选择题" in told
    assert "八、材料题" in told
    head = next(line for line in flat(paper(plan(mixed()))) if isinstance(line, Line) and line.style == "heading")
    assert said(head.content) == "一、单项选择题（共 1 题，每题  分，共  分）"
    assert sum(isinstance(each, Gap) for each in head.content) == 2
    known = plan(mixed(), sections=sections_of(mixed(), {"single": 2.5}), minutes=90, marks=100)
    shown = [said(line.content) for line in flat(paper(known)) if isinstance(line, Line)]
    assert "一、单项选择题（共 1 题，每题 2.5 分，共 2.5 分）" in shown
    assert "考试时间：90 分钟　　满分：100 分　　本卷共 9 题" in shown


def test_items_of_a_passage_stand_under_it() -> None:
    """The passage comes once, before its items, with what is blank in it as lines; each item says what it is."""
    lines = [line for line in flat(paper(plan(mixed()))) if isinstance(line, Line)]
    passage = [line for line in lines if line.style == "passage"]
    assert [said(line.content) for line in passage] == [each.replace("____", "") for each in PASSAGE.split("\n")]
    after = lines[lines.index(passage[-1]) + 1 :]
    assert said(after[0].content) == "（单选）值班员应当在几分钟内上报？"
    assert "阅读下面的材料，回答第 8～9 题。" in [said(line.content) for line in lines]


def test_no_mark_of_a_blank_is_printed() -> None:
    """Blanks are lines or brackets; the mark that stands for them in a stem is nowhere."""
    for has_sheet in (True, False):
        layout = paper(plan(mixed(), has_sheet=has_sheet))
        assert not any("____" in each for each in texts(layout))
        items = [block for block in flat(layout) if isinstance(block, Line) and block.style == "item"]
        assert any(isinstance(each, Bracket) for line in items for each in line.content)


def test_answers_are_written_on_the_sheet_or_on_the_paper() -> None:
    """With an answer sheet it is the last part and has the lines; without one they stand below the questions."""
    with_sheet, without = (paper(plan(mixed(), has_sheet=each)) for each in (True, False))
    assert [len(layout.parts) for layout in (with_sheet, without)] == [2, 1]
    assert "答题卡" in [said(block.content) for block in with_sheet.parts[1].blocks if isinstance(block, Line)]
    on_paper = [block for block in flat(without) if isinstance(block, Lines)]
    on_sheet = [block for block in flat(with_sheet) if isinstance(block, Lines)]
    assert [block.count for block in on_paper] == [block.count for block in on_sheet] == [8]


def test_the_sheet_has_a_box_for_every_letter() -> None:
    """Boxes are lettered from A on for as many options as there are, and for true and false in one order."""
    told = [re.sub(r"\s", "", each) for each in texts(paper(plan(mixed()))) if "[" in each]
    assert told[1:] == ["1[A][B][C][D]", "2[A][B][C][D]", "3[√][×]", "8[A][B]"]


def test_options_stand_in_four_two_or_one_columns() -> None:
    """How many stand side by side follows from the longest."""
    for longest, columns in ((4, 4), (7, 4), (9, 2), (17, 2), (22, 1), (80, 1)):
        options = options_of(["字", "字" * longest, "字", "字"])
        assert measure.columns_for(options, measure.ROOM - 2) == columns
    assert measure.columns_for(options_of(["两行\n字", "字"]), measure.ROOM) == 1


@given(st.lists(st.text(st.characters(codec="gbk"), min_size=1, max_size=40), min_size=1, max_size=9))
def test_options_side_by_side_fit(words: list[str]) -> None:
    """Every option fits its column with its letter."""
    columns = measure.columns_for(options_of(words), measure.ROOM)
    if columns > 1:
        assert all(measure.width(each) + 1.6 <= measure.ROOM / columns for each in words)


def test_what_is_longer_than_a_page_is_not_held_together() -> None:
    """An item is kept on one page unless no page could hold it."""
    stem = "值班人员应当核实情况。"
    for times, together in ((3, True), (300, False)):
        layout = paper(plan([one(stem * times, verdict(True))]))
        blocks = [block for block in layout.parts[0].blocks if isinstance(block, Together)]
        assert bool(blocks) == together


def test_a_paper_has_its_limit() -> None:
    """More items than one file can carry are refused before anything is laid out."""
    item = one("正确吗？", verdict(True))
    assert len(sections_of([item] * MOST_ITEMS)[0].entries) == MOST_ITEMS
    with pytest.raises(QbankError) as caught:
        sections_of(item for _ in range(10 * MOST_ITEMS))
    assert str(MOST_ITEMS) in caught.value.problem.message("zh")


# --- nothing tells an answer ----------------------------------------------------------------------


def _other_answer(interaction: Interaction) -> Interaction:
    """Return the same question with another answer."""
    match interaction:
        case Choice(options=options, keys=keys):
            others = [option.id for option in options if option.id not in keys]
            return replace(interaction, keys=tuple(others[:1]))
        case TextEntry(accepted=accepted):
            return TextEntry(tuple(("另" * len(each[0]),) for each in accepted))
        case ExtendedText(points=points):
            return ExtendedText(tuple(MarkingPoint(f"另一要点{at}", 3) for at, _ in enumerate(points)))
        case Match(left=left, right=right):
            turned = [right[-1], *right[:-1]][: len(left)]
            return replace(interaction, pairs=tuple((a.id, b.id) for a, b in zip(left, turned, strict=True)))
        case Order(options=options):
            ids = [option.id for option in options]
            return replace(interaction, key=(*ids[2:], *ids[:2]))


def _answered_otherwise(portable: Portable) -> Portable:
    from qbank.formats._held import with_interaction

    item = with_interaction(portable.item, _other_answer(portable.item.body.interaction()))
    item = replace(item, id="other", rationale="", difficulty="hard", chapter="", tags=(), audience=())
    return replace(portable, item=item, proof=())


@pytest.mark.parametrize("has_sheet", [True, False])
def test_a_paper_is_the_same_whatever_the_answers(has_sheet: bool) -> None:
    """With other keys, rationales, proof lines, ids and tags the paper is the same to the last mark."""
    asked, otherwise = mixed(), [_answered_otherwise(each) for each in mixed()]
    assert key(plan(asked), with_items=False) != key(plan(otherwise), with_items=False)
    assert paper(plan(asked, has_sheet=has_sheet)) == paper(plan(otherwise, has_sheet=has_sheet))


def test_no_secret_is_laid_out_on_a_paper() -> None:
    """Answers to be written, points, rationales, proof lines and ids are in the key and not on the paper."""
    assert not any(HIDDEN in each for each in texts(paper(plan(mixed()))))
    told = "".join(texts(key(plan(mixed()), with_items=False)))
    for portable in mixed():
        assert portable.item.rationale in told
        assert portable.item.id in told
        assert portable.proof[0] in told


@given(st.lists(st.integers(1, 26), min_size=1, max_size=3), st.lists(st.integers(1, 26), min_size=1, max_size=3))
def test_a_blank_does_not_tell_how_long_its_answer_is(one_item: list[int], other: list[int]) -> None:
    """All blanks of an item are alike, wide enough as far as there is room, and of a handful of widths."""
    sizes = []
    for lengths in (one_item, other):
        stem = "，".join("空____" for _ in lengths)
        found = gaps(paper(plan([one(stem, blanks([["答" * n] for n in lengths]))])))
        assert len(found) == len(lengths)
        assert len(set(found)) == 1
        assert found[0] >= min(max(lengths), 12)
        sizes += found
    assert set(sizes) <= {6, 9, 12, 16, 20, 26}


def test_lines_do_not_tell_how_many_points_there_are() -> None:
    """Room to write is of four sizes, whatever the number of points."""
    assert {measure.lines_for(2 * points) for points in range(1, 30)} == {5, 8, 12, 16}


@pytest.mark.parametrize("rows", [2, 3, 5])
def test_a_match_never_stands_beside_its_key(rows: int) -> None:
    """Where the bank has the right column in the order of the key, it is drawn, always alike, and the key follows."""
    left, right = options_of([f"左{n}" for n in range(rows)], "l"), options_of([f"右{n}" for n in range(rows + 1)], "r")
    pairs = tuple((a.id, b.id) for a, b in zip(left, right, strict=False))
    interaction = Match(left, right, pairs)
    shown = shown_right(interaction)
    assert sorted(option.id for option in shown) == sorted(option.id for option in right)
    assert [option.id for option in shown][:rows] != [option.id for option in right][:rows]
    assert shown == shown_right(interaction)
    (entry,) = plan([one("匹配", interaction)]).entries
    letters = re.findall("[A-Z]", short_answer(entry, "zh"))
    assert [shown[ord(each) - ord("A")].text for each in letters] == [f"右{n}" for n in range(rows)]


def test_a_match_that_tells_nothing_stays_as_it_is() -> None:
    """The bank's order is kept where it is not the key's."""
    left, right = options_of(["甲", "乙", "丙"], "l"), options_of(["一", "二", "三"], "r")
    interaction = Match(left, right, (("l1", "r2"), ("l2", "r1"), ("l3", "r3")))
    assert shown_right(interaction) == right


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("count", [2, 3, 6])
def test_an_order_is_never_shown_in_order(count: int, turned: bool) -> None:
    """Neither the right order nor its reverse is shown, where there is another; the key's letters follow."""
    options = options_of([f"第{n}步" for n in range(count)])
    ids = tuple(option.id for option in options)
    interaction = Order(options, ids[::-1] if turned else ids)
    shown = shown_options(interaction)
    order = tuple(option.id for option in shown)
    assert order != interaction.key
    assert count == 2 or order != interaction.key[::-1]
    (entry,) = plan([one("排序", interaction)]).entries
    letters = short_answer(entry, "zh")
    assert [shown[ord(each) - ord("A")].id for each in letters] == list(interaction.key)


# --- key and table ----------------------------------------------------------------------------------


def test_the_key_says_what_to_write() -> None:
    """Letters, signs, words and marks stand at each number; choices also at a glance."""
    told = [said(block.content) for block in flat(key(plan(mixed()), with_items=False)) if isinstance(block, Line)]
    assert "【答案】B（10分钟）" in told
    assert "【答案】ABD（沙袋；雨衣；手电）" in told
    assert "【答案】×（错误）" in told
    assert f"【答案】（1）{HIDDEN}双岗　（2）{HIDDEN}轮换" in told
    assert f"【也可写】（1）{HIDDEN}两岗" in told
    assert "【答案】（1）C　（2）A　（3）B（信息科——系统维护；财务科——经费拨付；督查科——明察暗访）" in told
    assert "【答案】BCDA（动员→自查→整改→总结）" in told
    assert f"（1）{HIDDEN}要点0（1.5 分）" in told
    tables = [block for block in flat(key(plan(mixed()), with_items=False)) if isinstance(block, Table)]
    assert [said(cell.content) for cell in tables[0].rows[1]][:2] == ["答案", "B"]


def test_the_key_tells_how_marks_are_given() -> None:
    """Marking of multiple choice and blanks in any order are said, and nothing where the usual holds."""
    several = one("多选", choice(["甲", "乙", "丙", "丁"], [0, 1], multiple=True))
    for table, words in (
        ((0.5,), "少选且无错选得 50% 的分"),
        ((0.3, 0.6), "选对 1 项得 30% 的分；选对 2 项得 60% 的分"),
    ):
        rules = {"marking": {"rule": "part", "table": list(table)}}
        item = one("多选", several.item.body.interaction(), rules=rules)
        assert f"【评分】{words}" in _lines(item)
    assert "【评分】各空不分先后" in _lines(one("____、____", blanks([["甲"], ["乙"]]), rules={"any_order": True}))
    assert not any("【评分】" in each for each in _lines(several))


def _lines(portable: Portable) -> list[str]:
    layout = key(plan([portable]), with_items=False)
    return [said(block.content) for block in flat(layout) if isinstance(block, Line)]


def test_a_proof_line_is_not_told_twice() -> None:
    """Where the rationale quotes the sentence, the line names its place; the same place is named once."""
    proof = (
        "《值班办法》第二条：“应当,双人值班。”",
        "《值班办法》第二条：“不得脱岗。”",
        "《值班办法》第三条：“另见。”",
    )
    item = one("对吗？", verdict(True), rationale="依据：“应当，双人值班。”“不得脱岗。”", proof=proof)
    assert [each for each in _lines(item) if each.startswith("【出处】")] == [
        "【出处】《值班办法》第二条",
        "【出处】《值班办法》第三条：“另见。”",
    ]


@given(several())
def test_the_two_way_table_adds_up(portables: list[Portable]) -> None:
    """Types, difficulties and totals of the rows add up to the last row, and that to the items."""
    layout = key(plan(portables), with_items=False)
    table = [block for block in flat(layout) if isinstance(block, Table)][-1]
    body = [[said(cell.content) for cell in row] for row in table.rows[table.head :]]
    numbers = [[int(each or 0) for each in row[1:-2]] for row in body]
    assert [sum(column) for column in zip(*numbers[:-1], strict=True)] == numbers[-1]
    assert numbers[-1][-1] == len(portables)
    assert sum(numbers[-1][-4:-1]) == len(portables)
    listed = [n for row in body[:-1] for run in row[-1].split(", ") for n in _run(run)]
    assert sorted(listed) == list(range(1, len(portables) + 1))


def _run(words: str) -> range:
    """Return the numbers that 3～5 or 7 stands for."""
    first, _, last = words.partition("～")
    return range(int(first), int(last or first) + 1)


def test_rows_of_the_table_are_what_most_items_have() -> None:
    """Chapters first, then the documents of proof lines, then tags."""
    by_chapter = [one("对吗？", verdict(True), n, chapter=f"第{n}章") for n in (1, 2)]
    by_document = [one("对吗？", verdict(True), n, chapter="") for n in (1, 2)]
    by_tag = [one("对吗？", verdict(True), n, chapter="", proof=(), tags=("安全",)) for n in (1, 2)]
    for portables, name, first in (
        (by_chapter, "章节", "第1章"),
        (by_document, "来源文件", "《值班办法》"),
        (by_tag, "知识点", "安全"),
    ):
        table = [block for block in flat(key(plan(portables), with_items=False)) if isinstance(block, Table)][-1]
        assert said(table.rows[1][0].content) == name
        assert said(table.rows[2][0].content) == first


# --- what is held -------------------------------------------------------------------------------------


def test_all_but_our_bookkeeping_is_held() -> None:
    """Spans and reasons are on no paper; everything else is on the paper or in the key."""
    for name in ("docx", "docx-key"):
        for before, after in zip(mixed(), kept(name, mixed(), settings()), strict=True):
            assert list(differences(before, after)) == []


def test_what_has_no_shape_is_not_held() -> None:
    """Control characters and what turns lines round are gone; lines end in one way; the rest is untouched."""
    stem = "甲\r\n乙\x0b丙\x00\x1f丁\u202e戊\ud800己\ufffe　庚\u200b"
    portable = printable(one(stem, choice(["一\u2028二", "三\x07"], [0], multiple=False), tags=("标\x01签",)))
    assert portable.item.stem == "甲\n乙\n丙丁戊己　庚\u200b"
    assert [each.text for each in portable.item.body.interaction().options] == ["一\n二", "三"]  # type: ignore[union-attr]
    assert portable.item.tags == ("标签",)
    assert printable(portable) is not None and list(differences(printable(portable), portable)) == []


def test_what_cannot_be_shown_cannot_be_asked() -> None:
    """An option of nothing but signs without a shape is no option, and the item is left out with the reason."""
    refused = held(fmt("docx"), one("哪一项？", choice(["甲", "\x07"], [0], multiple=False)), settings())
    assert isinstance(refused, Problem)
    assert refused.code == "option-empty"
