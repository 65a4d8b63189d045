"""Tables without a column of types whose answers are words: taken where one reading is left, else refused by row."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from table_files import key, read, said, workbook

HEADS = ["题干", "选项A", "选项B", "选项C", "答案"]
CITIES = ["上海", "北京", "广州"]


def row(answer: str, options: list[str] = CITIES, stem: str = "哪里？") -> list[str]:
    """Return a row of an item."""
    return [stem, *options, *[""] * (3 - len(options)), answer]


@settings(max_examples=40, deadline=None)
@given(
    keys=st.lists(st.lists(st.sampled_from(range(4)), min_size=1, max_size=3, unique=True), min_size=1, max_size=6),
    sign=st.sampled_from(["、", "，", ";", "|", "\n"]),
)
def test_words_of_options_are_read_as_their_letters(keys: list[list[int]], sign: str) -> None:
    """Whatever parts them: the same type, and the same options are right, as with a type and letters; it is told."""
    options = ["上海市", "北京市", "广州市", "重庆市"]
    heads = ["题干", "选项A", "选项B", "选项C", "选项D", "答案"]
    words = [[f"第{at}问？", *options, sign.join(options[each] for each in all_)] for at, all_ in enumerate(keys)]
    letters = [
        [*texts[:5], "".join("ABCD"[each] for each in sorted(all_)), "多选题" if len(all_) > 1 else "单选题"]
        for texts, all_ in zip(words, keys, strict=True)
    ]
    with TemporaryDirectory() as folder:
        ours, told = read(workbook(Path(folder) / "words.xlsx", [heads, *words]))
        theirs, _ = read(workbook(Path(folder) / "letters.xlsx", [[*heads, "题型"], *letters]))
    assert [said(each) for each in ours] == [said(each) for each in theirs]
    assert [(each.code, each.severity, each.values["count"]) for each in told] == [
        ("table-types-by-words", "warning", len(keys))
    ]


def test_one_reading_is_taken_and_told(tmp_path: Path) -> None:
    """Verdicts, words for blanks and free answers beside letters; the rows with words are named once."""
    rows = [
        row("B"), row("北京"), row("对", [], "地球是圆的（）。"),
        row("北京", [], "首都是____。"), row("记录并报告", [], "职责是什么？"),
    ]  # fmt: skip
    items, problems = read(workbook(tmp_path / "t.xlsx", [HEADS, *rows]))
    assert [each.item.type for each in items] == [
        "single_choice", "single_choice", "true_false", "fill_blank", "short_answer",
    ]  # fmt: skip
    assert [key(each) for each in items[:2]] == [["北京"], ["北京"]]
    assert [(each.code, each.values["rows"]) for each in problems] == [("table-types-by-words", "3–6")]


@pytest.mark.parametrize(
    "doubted",
    [
        row("上海、北京、广州"),
        row("甲、乙", ["甲", "乙", "甲、乙"]),
        row("深圳"),
        row("CAB"),
        row("对", [], "地球____。"),
        row("北京", ["北京"]),
    ],
)
def test_what_has_two_readings_is_refused_by_its_row(tmp_path: Path, doubted: list[str]) -> None:
    """All options may be right or put into order; one option may say two; a blank may be filled with 对."""
    items, problems = read(workbook(tmp_path / "t.xlsx", [HEADS, row("北京"), doubted]))
    assert len(items) == 1
    assert [(each.code, each.place) for each in problems if each.severity == "error"] == [
        ("table-type-missing", "Sheet1!3")
    ]


def test_named_types_are_not_told_again(tmp_path: Path) -> None:
    """Where every row has its type, nothing is taken from answers."""
    assert read(workbook(tmp_path / "t.xlsx", [[*HEADS, "题型"], [*row("北京"), "单选题"]]))[1] == []
