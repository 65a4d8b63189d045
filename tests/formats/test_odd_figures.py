"""Signs that Python calls digits though no number is made of them, and too many figures: no reader breaks on them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from text_typist import read

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats import json_plain
from qbank.formats._contract import Settings
from qbank.formats.tables import format as sheets
from qbank.model.numerals import is_figures

ODD = ["②", "²", "٣", "３", "9" * 5000]


@given(st.text(st.sampled_from("0123456789０９②²٣๓-. 十")) | st.integers(1, 6000).map(lambda count: "9" * count))
def test_what_counts_as_figures_is_a_number(text: str) -> None:
    """Whatever is called figures, int() takes, and nothing else than figures is in it."""
    if is_figures(text):
        assert str(int(text)) == text.translate(str.maketrans("０９", "09")).lstrip("0") or int(text) == 0
    assert not is_figures(text + "②")


@pytest.mark.parametrize("odd", ODD)
def test_odd_figures_in_a_sheet(tmp_path: Path, odd: str) -> None:
    """As a number, an answer, a level or a count of options they are told or passed over."""
    book = Workbook()
    book.active.append(["序号", "题干", "选项A", "选项B", "答案", "选项数", "难度"])
    book.active.append([odd, "记录保存几年？", "一年", "两年", "A", odd, odd])
    book.active.append(["2", "记录由谁保存？", "甲", "乙", odd, "2", ""])
    book.save(tmp_path / "odd.xlsx")
    found = list(sheets.read(tmp_path / "odd.xlsx", Settings()))
    assert sum(not isinstance(each, Problem) for each in found) <= 1
    assert found


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("answers", ["题号 1 {}\n答案 A B\n", "答案：1-{} AB\n", "参考答案\n1.A {}.B\n"])
def test_odd_figures_in_a_list_of_answers(tmp_path: Path, odd: str, answers: str) -> None:
    """A list whose numbers are none gives no answer."""
    items = "1. 记录保存几年？\nA. 一年\nB. 两年\n2. 记录由谁保存？\nA. 甲\nB. 乙\n"
    found = read(items + answers.format(odd), tmp_path)
    assert found
    assert all(isinstance(each, Problem) for each in found)


@pytest.mark.parametrize("odd", ODD)
def test_odd_figures_in_json(tmp_path: Path, odd: str) -> None:
    """As names of options or as an answer they are told."""
    options = {odd: "一年", "2": "两年"}
    (tmp_path / "odd.json").write_text(json.dumps([{"question": "保存几年？", "options": options, "answer": odd}]))
    assert list(json_plain.read(tmp_path / "odd.json", Settings()))
