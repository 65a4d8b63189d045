"""Columns find their items, whatever order they stand in and however their stems are cut and dressed."""

from __future__ import annotations

import random

import numpy as np
import pytest
from answer_samples import Write, bank, paper, single
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.answers import read
from qbank.answers._plain import headed
from qbank.answers.matching import match
from qbank.answers.records import Column
from qbank.model.item import Item

_FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(33, 127)})


def _how(heading: str, items: list[Item], **said) -> tuple[str, str, float]:
    found, matching = match([Column(heading, **said)], items)
    if found[0] is None:
        return ("ambiguous" if matching.ambiguous else "none"), "", 0.0
    return matching.matches[0].how, found[0].id, matching.matches[0].sure


STEM = "值班民警接到报警后应当在多少分钟内到达现场？"


@pytest.mark.parametrize(
    ("heading", "how"),
    [
        ("Q-one", "id"),
        ("Ｑ－ｏｎｅ", "id"),
        (STEM, "stem"),
        (f"3、{STEM}", "stem"),
        (f"第3题 {STEM}[单选题]（2分）", "stem"),
        (f"*【单选题】3. {STEM}", "stem"),
        (f"<p>3.&nbsp;{STEM}<br/></p>", "stem"),
        ("值班民警接到报警后 应当在多少分钟内到达现场", "stem"),
        ("值班民警接到报警后应当…", "beginning"),
        ("12、值班民警接到报警后应当在多少分...", "beginning"),
        (f"{STEM} A.五分钟 B.十分钟", "beginning"),
        ("值班民警接到报警以后应当在多少分钟内到达现场？", "alike"),
        ("灭火", "none"),
        ("今天的天气怎么样，适合出去走走吗？", "none"),
    ],
)
def test_how_a_heading_is_found(heading: str, how: str) -> None:
    """A heading finds its item by id, stem, beginning or likeness; what is far from all finds none."""
    found, item, sure = _how(heading, paper())
    assert found == how
    assert (item == "Q-one") == (how != "none")
    assert 0 <= sure <= 1


def test_surer_ways_are_surer() -> None:
    """Ids are surest, then stems, beginnings, likeness."""
    sures = [
        _how(heading, paper())[2]
        for heading in ("Q-one", STEM, "值班民警接到报警后应当…", "值班民警接到报警以后应当在多少分钟内到达现场？")
    ]
    assert sures == sorted(sures, reverse=True) and len(set(sures)) == 4


def test_what_goes_with_two_items_is_left_out(write: Write) -> None:
    """A beginning that two stems share, and two items with one stem, are named and not guessed."""
    items = [
        single("a", "消防安全检查应当由谁负责组织实施？", ("甲", "乙")),
        single("b", "消防安全检查应当由谁负责监督整改？", ("甲", "乙")),
        single("c", "同样的题干说的是同一件事情", ("甲", "乙")),
        single("d", "同样的题干说的是同一件事情", ("丙", "丁")),
    ]
    heads = ["工号", "消防安全检查应当由谁负责…", "同样的题干说的是同一件事情", "a"]
    reading = read(write([heads, ["1", "A", "A", "B"]]), items=items)
    assert dict(reading.report.matching.ambiguous) == {heads[1]: ("a", "b"), heads[2]: ("c", "d")}
    assert reading.sitting().items == ("a",)
    assert [each.code for each in reading.problems] == ["answers-column-ambiguous"] * 2


def test_one_item_in_two_columns(write: Write) -> None:
    """The surer of two columns is the item's; where both are as sure, neither is."""
    reading = read(write([["工号", "Q-one", STEM, "Q-true", "Q-true"], ["1", "B", "A", "对", "错"]]), items=paper())
    assert reading.sitting().items == ("Q-one",) and reading.sitting().marks.tolist() == [[1]]
    assert {each.code for each in reading.problems} == {"answers-column-claimed"}


def test_numbers_count_in_a_paper_only(write: Write) -> None:
    """第2题 is an item of a paper, never the second item of a bank."""
    rows = [["工号", "第1题", "2", "Q3"], ["1", "B", "ABC", "对"]]
    order = ["Q-one", "Q-many", "Q-true"]
    assert read(write(rows), items=paper(), paper=order).sitting().marks.tolist() == [[1, 1, 1]]
    assert read(write(rows), items=paper()).report.matching.matches == ()
    assert read(write(rows), items=paper(), columns={"第1题": "Q-true"}).report.matching.matches[0].how == "given"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_dressed_stems_find_their_item(data) -> None:
    """Numbers, tags, markup, width, spaces and cutting change nothing about which item a stem is."""
    items = _BANK
    item = data.draw(st.sampled_from(items))
    stem = item.stem
    if data.draw(st.booleans()):
        stem = stem[: data.draw(st.integers(14, len(stem)))] + data.draw(st.sampled_from(["", "…", "..."]))
    if data.draw(st.booleans()):
        at = data.draw(st.integers(1, len(stem) - 1))
        stem = f"{stem[:at]} \u3000{stem[at:]}"
    if data.draw(st.booleans()):
        stem = f"<b>{stem}</b>"
    heading = data.draw(
        st.sampled_from(["{}", "7、{}", "(7){}", "第7题：{}", "{}[单选题]", "*{}（3分）", "【判断题】{}"])
    ).format(stem)
    if data.draw(st.booleans()):
        heading = heading.translate(_FULL_WIDTH) if "<" not in heading else heading
    how, found, _ = _how(heading, items)
    assert found == item.id and how in {"stem", "beginning"}


_BANK = bank(300)


def test_ten_thousand_items_and_two_hundred_columns_are_quick() -> None:
    """Matching looks items up; it does not compare each with each."""
    import time

    items = bank(10_000, 1)
    rng = random.Random(1)
    asked = rng.sample(items, 200)
    columns = [
        Column(f"{at}、{item.stem[:14] if at % 2 else item.stem[:5] + '错' + item.stem[6:]}")
        for at, item in enumerate(asked)
    ]
    start = time.process_time()
    found, _ = match(columns, items)
    assert time.process_time() - start < 10
    assert [each.id if each else None for each in found] == [each.id for each in asked]


_DIRT = ("?", "AB", "E", "漏填", "多选", "A或B", "11", "《》", "答案A")


@pytest.mark.parametrize("seed", range(2))
def test_a_large_dirty_file(write: Write, seed: int) -> None:
    """3,000 people × 200 columns, shuffled, stems cut, 5 % dirty cells: all others are right, the dirty ones named."""
    rng = random.Random(seed)
    items = rng.sample(bank(2_000, 2), 200)
    people = 3_000 if seed == 0 else 300
    headings = [item.stem[:15] + "…" if len(item.stem) > 15 else item.stem for item in items]
    truth = np.full((people, 200), np.nan)
    rows: list[list[object]] = [["工号", *headings]]
    dirty = 0
    for person in range(people):
        row: list[object] = [f"P{person}"]
        for at, item in enumerate(items):
            place, kind = rng.randrange(4), rng.random()
            if kind < 0.05:
                row.append(rng.choice(_DIRT))
                dirty += 1
                continue
            key = item.body.interaction().keys[0]
            truth[person, at] = f"o{place + 1}" == key
            letter = "ABCD"[place]
            text = item.body.interaction().options[place].text
            row.append(
                letter if kind < 0.6 else letter.lower() if kind < 0.7 else chr(ord(letter) + 0xFEE0) if kind < 0.8
                else text if kind < 0.9 else f"{letter}. {text}"
            )  # fmt: skip
        rows.append(row)
    order = list(range(1, 201))
    rng.shuffle(order)
    shuffled = [[row[0], *(row[at] for at in order)] for row in rows]
    reading = read(write(shuffled), items=bank(2_000, 2))
    sitting = reading.sitting()
    place = {name: at for at, name in enumerate(sitting.items)}
    marks = sitting.marks[:, [place[item.id] for item in items]]
    assert len(sitting.items) == 200
    assert np.array_equal(marks, truth, equal_nan=True)
    assert reading.report.dirty_cells == dirty
    named = {(each.item, row) for each in reading.report.dirty for row in each.rows}
    assert named == {(items[at].id, person + 2) for person, at in np.argwhere(np.isnan(truth)).tolist()}


def test_items_with_one_stem_are_told_apart_by_their_options(write: Write) -> None:
    """下列说法正确的是 is over many items: options in words or the number in the paper say which, letters do not."""
    stem = "下列说法中，正确的是哪一项？"
    items = [
        single("x", stem, ("宪法是根本法", "宪法是普通法"), 0),
        single("y", stem, ("警察可以随意搜查", "搜查应当出示证件"), 1),
        single("z", "另一道题目问的是别的事情", ("甲", "乙")),
    ]
    rows = [
        ["工号", f"1、{stem}", f"2、{stem}"],
        ["1", "搜查应当出示证件", "A.宪法是根本法"],
        ["2", "警察可以随意…", ""],
    ]
    reading = read(write(rows), items=items)
    assert reading.sitting().items == ("y", "x") and reading.sitting().marks.tolist() == [[1, 1], [0, 0]]
    assert {each.how for each in reading.report.matching.matches} == {"options"}
    letters = [["工号", f"1、{stem}", f"2、{stem}"], ["1", "B", "A"]]
    assert read(write(letters), items=items).sitting().items == ()
    numbered = read(write(letters), items=items, paper=["y", "x", "z"])
    assert numbered.sitting().items == ("y", "x") and numbered.sitting().marks.tolist() == [[1, 1]]


def test_numbers_of_questions_beyond_a_hundred_are_read() -> None:
    """第一百二十题 is the 120th."""
    assert [headed(f"第{said}题 谁带班？").number for said in ("十二", "一百二十", "一百零五")] == [12, 120, 105]
