"""Options with small letters or hardly any sign, and answers in lists that nothing announces: read where all agree."""

from __future__ import annotations

from pathlib import Path

import pytest
from text_typist import errors_of, items_of, key_of, options_in, read, told

TEN = ["十", "二十", "三十"]


@pytest.mark.parametrize(
    "lines",
    [
        "a. 十\nb. 二十\nc. 三十", "a、十\nb、二十\nc、三十", "(a) 十\n(b) 二十\n(c) 三十", "a) 十 b) 二十 c) 三十",
        "A 十；B 二十；C 三十", "A=十\nB=二十\nC=三十", "A=十；B=二十；C=三十",
        "A 十 | B 二十 | C 三十", "A、十  B、二十\nC、三十", "a.十 b.二十\nc.三十",
    ],
)  # fmt: skip
@pytest.mark.parametrize("answer", ["B", "b", "（B）"])
def test_options_in_other_letters(tmp_path: Path, lines: str, answer: str) -> None:
    """Small letters, letters with a space or an equals sign, on one line or several."""
    items = items_of(read(f"1. 应为？\n{lines}\n答案：{answer}\n", tmp_path))
    assert [(options_in(each), key_of(each)) for each in items] == [(TEN, ["二十"])]


@pytest.mark.parametrize("list_", ["a. 甲在左；\nb. 乙在右。", "（a）甲；\n（b）乙。"])
def test_a_list_of_the_stem_is_not_the_options(tmp_path: Path, list_: str) -> None:
    """Where options with surer letters follow, they are the options."""
    items = items_of(read(f"1. 如下：\n{list_}\nA. 十\nB. 二十\nC. 三十\n答案：B\n", tmp_path))
    assert [told(each)[1:] for each in items] == [(f"如下：\n{list_}", TEN, ["二十"])]


def test_small_letters_of_an_explanation_stay_there(tmp_path: Path) -> None:
    """They count reasons."""
    text = "1. 应为？\nA. 十\nB. 二十\n答案：B\n解析：\na. 甲。\nb. 乙。\n2. 可以吸烟。（×）\n"
    items = items_of(read(text, tmp_path))
    assert [each.item.rationale for each in items] == ["a. 甲。\nb. 乙。", ""]


@pytest.mark.parametrize(
    "answers",
    ["1-3 BCA", "1-2 BC  3 A", "1.B 2.C 3.A", "1、B  2、C  3、A", "1.B。解析：见书。\n2.C。解析：无。\n3.A。"],
)
@pytest.mark.parametrize("head", ["", "答案\n"])
def test_a_list_of_answers_that_nothing_announces(tmp_path: Path, answers: str, head: str) -> None:
    """The numbers of items without answers, with keys: nothing else looks so."""
    text = "".join(f"{n}. 第{n}项？\nA. 十\nB. 二十\nC. 三十\n" for n in (1, 2, 3))
    if "解析" in answers and not head:
        return
    found = read(f"{text}{head}{answers}\n", tmp_path)
    assert errors_of(found) == []
    assert [key_of(each) for each in items_of(found)] == [["二十"], ["三十"], ["十"]]
    assert [options_in(each) for each in items_of(found)] == [TEN] * 3


def test_numbers_that_no_item_has_are_no_list(tmp_path: Path) -> None:
    """A line of numbers and letters in a text is one."""
    text = "1. 甲？\nA. 十\nB. 二十\n2. 乙？\nA. 十\nB. 二十\n7-8 AB\n"
    assert items_of(read(text, tmp_path)) == []


def test_what_an_item_is_worth_behind_its_answer(tmp_path: Path) -> None:
    """答案：C  分值：2 is a key and marks."""
    items = items_of(read("1. 应为？\nA. 十\nB. 二十\n答案：B 分值：2  编号：T7\n", tmp_path))
    assert [(key_of(each), each.item.id) for each in items] == [(["二十"], "T7")]
