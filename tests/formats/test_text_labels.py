"""Labels between two items (难度：, 编号：): the item's that the whole file shows, or told; never another item's."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_typist import docx, errors_of, items_of, key_of, read

from qbank.errors import Problem

LEVELS = {"易": "easy", "难": "hard", "": "medium"}


def block(n: int, level: str, *, above: bool, word: str = "难度：{}") -> list[str]:
    """Return the lines of an item with a label above or below it; none for no level."""
    label = [word.format(level), f"编号：T{n}"] if level else []
    lines = [f"{n}. 第{n}项应为多少？", "A. 十", "B. 二十", "答案：B"]
    return [*label, *lines] if above else [*lines, *label]


def told(found: list[object]) -> list[tuple[str, str, str]]:
    """Return stem, difficulty and id of each item."""
    return [(each.item.stem, each.item.difficulty, each.item.id) for each in items_of(found)]  # type: ignore[arg-type]


@given(
    levels=st.lists(st.sampled_from(list(LEVELS)), min_size=1, max_size=6),
    above=st.booleans(),
    spaced=st.booleans(),
    word=st.sampled_from(["难度：{}", "【难度】{}", "[难度:{}]", "难度系数：{}"]),
    head=st.sampled_from(["", "安全知识题库", "一、单选题"]),
    word_file=st.booleans(),
)
def test_a_label_is_never_another_items(
    levels: list[str], *, above: bool, spaced: bool, word: str, head: str, word_file: bool
) -> None:
    """Whatever items have labels, above or below: they are read as they were meant, or both neighbours are told."""
    blocks = [block(n, level, above=above, word=word) for n, level in enumerate(levels, 1)]
    lines = [head, *(line for each in blocks for line in (*each, *([""] if spaced else [])))]
    with TemporaryDirectory() as folder:
        text = docx(*lines) if word_file else "\n".join(lines)
        found = read(text, Path(folder), "t.docx" if word_file else "t.txt")
    meant = {(f"第{n}项应为多少？", LEVELS[level], f"T{n}" if level else "") for n, level in enumerate(levels, 1)}
    assert set(told(found)) <= meant
    assert {each.code for each in errors_of(found)} <= {"text-label-between"}
    shows = levels[0] if above else levels[-1]
    if shows or spaced or not any(levels):
        assert errors_of(found) == [] and len(items_of(found)) == len(levels)


def test_blocks_that_begin_with_their_labels(tmp_path: Path) -> None:
    """Type, level, number and passage above each item are its own."""
    text = "\n".join(
        f"【题型】单选题\n【难度】{level}\n【材料】第{n}份材料。\n共两段。\n{n}. 应为？\nA. 十\nB. 二十\n【答案】B\n"
        for n, level in enumerate("易难", 1)
    )
    found = read(text, tmp_path)
    assert [(each.item.difficulty, each.stimulus) for each in items_of(found)] == [
        ("easy", "第1份材料。\n共两段。"), ("hard", "第2份材料。\n共两段。"),
    ]  # fmt: skip
    assert len(found) == 2


def test_answers_above_their_items(tmp_path: Path) -> None:
    """Where the first item's answer stands above it, all do."""
    text = "".join(f"答案：{key}\n{n}. 第{n}项？\nA. 十\nB. 二十\nC. 三十\n" for n, key in enumerate("ABC", 1))
    assert [key_of(each) for each in items_of(read(text, tmp_path))] == [["十"], ["二十"], ["三十"]]


def test_a_chapter_above_items_holds_until_the_next(tmp_path: Path) -> None:
    """As a heading would; labels below are each item's own."""
    text = "".join(
        f"{chapter}{n}. 第{n}项可以。（√）\n难度：易\n"
        for n, chapter in enumerate(("章节：第一章\n", "", "章节：第二章\n", ""), 1)
    )
    found = items_of(read(text, tmp_path))
    assert [each.item.chapter for each in found] == ["第一章", "第一章", "第二章", "第二章"]
    assert {each.item.difficulty for each in found} == {"easy"}


@pytest.mark.parametrize("label", ["难度：易", "编号：T1", "章节：第一章", "题型：单选题"])
def test_two_labels_of_a_kind_are_told(tmp_path: Path, label: str) -> None:
    """One of them is the next item's, or a mistake."""
    other = {"难": "难度：难", "编": "编号：T2", "章": "章节：第二章", "题": "题型：多选题"}[label[0]]
    found = read(f"1. 应为？\nA. 十\nB. 二十\n答案：B\n{label}\n{other}\n", tmp_path)
    assert [each.code for each in found if isinstance(each, Problem)] == ["text-label-twice"]
    assert len(read(f"1. 应为？\nA. 十\nB. 二十\n答案：B\n{label}\n{label}\n", tmp_path)) == 1


@pytest.mark.parametrize("label", ["编号：AQ-1", "题型：单选题", "难度：易", "知识点：消防", "材料：船在港内。"])
def test_a_label_above_a_group_is_told(tmp_path: Path, label: str) -> None:
    """It may be meant for all items below it; where each has its own, it is not."""
    item = "{}. 第{}项？\nA. 十\nB. 二十\n答案：B\n"
    found = read(f"{label}\n{item.format(1, 1)}{item.format(2, 2)}", tmp_path)
    problems = [each for each in found if isinstance(each, Problem)]
    assert [(each.code, each.severity, each.values["number"]) for each in problems] == [
        ("text-label-once", "warning", 1)
    ]
    each = read(f"{label}\n{item.format(1, 1)}{label}\n{item.format(2, 2)}", tmp_path)
    assert len(items_of(each)) == len(each) == 2


def test_a_label_with_nothing_behind_it_says_nothing(tmp_path: Path) -> None:
    """章节： alone names no chapter."""
    item = "章节：{}\n{}. 第{}项可以。（√）\n"
    found = items_of(read(item.format("", 1, 1) + item.format("第一章", 2, 2) + item.format("", 3, 3), tmp_path))
    assert [each.item.chapter for each in found][:2] == ["", "第一章"]
    assert len(found) == 3


@pytest.mark.parametrize("below", ["", "二、判断题\n", "5. 可以吸烟。（×）\n"])
def test_a_passage_that_no_item_asks_about_is_told(tmp_path: Path, below: str) -> None:
    """It is lost with no word to anybody otherwise."""
    text = f"1. 可以。（√）\n根据以下材料，回答2-3题。\n船在港内。\n{below}"
    found = read(text, tmp_path)
    assert [each.values["text"] for each in found if isinstance(each, Problem) and each.code == "text-stray"] == [
        "根据以下材料，回答2-3题。"
    ]
