"""Heads and feet of pages within a bank, and lines below a stem that may be options without letters."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_typist import errors_of, items_of, key_of, read

from qbank.errors import Problem
from qbank.model.item import Choice, ExtendedText
from qbank.model.portable import Portable

ITEM = ["{n}、第{n}库几天检查一次？", "A、一天", "B、两天", "C、三天", "答案：B"]


def codes_of(text: str, folder: Path) -> list[str]:
    """Return why items of a text are refused."""
    return [each.code for each in errors_of(read(text, folder))]


@given(
    places=st.lists(st.integers(0, 14), min_size=2, max_size=4, unique=True),
    words=st.sampled_from(["泵站安全培训试题", "城东公司", "《值班办法》题库（内部）"]),
    page=st.sampled_from(["　第{n}页 共9页", " 第 {n} 页，共 9 页", "第{n}页/共9页", "（第{n}页 共9页）"]),
)
def test_the_head_of_a_page_is_no_text_of_an_item(places: list[int], words: str, page: str) -> None:
    """Wherever it stands twice, with the numbers of two pages, items are what they are without it, and it is told."""
    lines = [line.format(n=n) for n in (1, 2, 3) for line in ITEM]
    plain = "\n".join(lines)
    for number, place in enumerate(sorted(places, reverse=True), 1):
        lines.insert(place, words + page.format(n=number))
    with TemporaryDirectory() as name:
        found, wanted = read("\n".join(lines), Path(name)), read(plain, Path(name))
    told = [each.code for each in found if isinstance(each, Problem)]
    assert told == ["text-furniture"]
    assert [each.item for each in items_of(found)] == [each.item for each in items_of(wanted)]


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_page_told_once_within_an_item_refuses_it(at: int, tmp_path: Path) -> None:
    """It may be the item's own line; nothing tells."""
    lines = [line.format(n=1) for line in ITEM]
    lines.insert(at, "泵站安全培训试题 第1页 共3页")
    assert codes_of("\n".join(lines), tmp_path) == ["text-page-within"]


def test_where_an_answer_is_from_is_no_page(tmp_path: Path) -> None:
    """A source with its page stays with its item, however many there are."""
    text = "".join(
        "\n".join([*(line.format(n=n) for line in ITEM), f"《值班办法》 第{n + 4}页", ""]) for n in (1, 2, 3)
    )
    assert [each.item.rationale for each in items_of(read(text, tmp_path))] == [
        f"《值班办法》 第{n + 4}页" for n in (1, 2, 3)
    ]


@pytest.mark.parametrize("lines", [["一天", "两天"], ["一天", "两天", "三天"], ["两天", "一天", "三天", "四天"]])
def test_lines_of_which_one_is_the_answer_may_be_options(lines: list[str], tmp_path: Path) -> None:
    """Without letters they are refused; where the file says what the item is, or gives letters, it is read."""
    below = "\n".join(lines)
    assert codes_of(f"1、几天检查一次？\n{below}\n答案：两天\n", tmp_path) == ["text-options-bare"]
    (item,) = items_of(read(f"一、简答题\n1、几天检查一次？\n{below}\n答案：两天\n", tmp_path))
    assert isinstance(item.item.body.interaction(), ExtendedText)
    lettered = "\n".join(f"{letter}、{line}" for letter, line in zip("ABCD", lines, strict=False))
    (item,) = items_of(read(f"1、几天检查一次？\n{lettered}\n答案：两天\n", tmp_path))
    assert isinstance(item.item.body.interaction(), Choice) and key_of(item) == ["两天"]


@pytest.mark.parametrize("answer", ["Ⅱ", "二", "乙"])
def test_a_sign_before_one_of_the_lines_may_be_an_options(answer: str, tmp_path: Path) -> None:
    """Whatever the lines are counted with, an answer that is only a sign is no short answer."""
    first = {"Ⅱ": "Ⅰ", "二": "一", "乙": "甲"}[answer]
    (code,) = codes_of(f"1、几天检查一次？\n{first}、一天\n{answer}、两天\n答案：{answer}\n", tmp_path)
    assert code in {"text-options-bare", "text-options-counted", "text-answer-unclear"}


def test_an_answer_that_is_none_of_the_lines_is_a_short_one(tmp_path: Path) -> None:
    """A stem may have several lines, and one line below it offers nothing to choose from."""
    for typed in ("1、几天检查一次？\n甲库\n乙库\n答案：都是两天\n", "1、规定：\n两天\n答案：两天\n"):
        (item,) = (each for each in read(typed, tmp_path) if isinstance(each, Portable))
        assert isinstance(item.item.body.interaction(), ExtendedText)
