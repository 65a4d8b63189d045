"""What a text takes back is not believed, and a line that may head something else is no part of an item."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_typist import items_of, key_of, read

from qbank.errors import Problem
from qbank.formats.texts._read_withdrawn import key_taken_back

OPTIONS = "A. 十\nB. 二十\nC. 三十\n"
NEXT = "2. 可以吸烟。（×）\n"


def codes(found: list[object]) -> set[str]:
    """Return the codes of errors."""
    return {each.code for each in found if isinstance(each, Problem) and each.severity == "error"}


# --- keys and items that are taken back ----------------------------------------------------------------


@given(
    st.sampled_from(["更正：应为{}", "应为{}", "改为{}", "原为{}", "勘误：答案是{}", "应改为：{}"]),
    st.sampled_from("ABCD√×对错"),
    st.sampled_from(["", "。", "）", "；见附件"]),
)
def test_a_remark_that_names_another_key_takes_it_back(words: str, key: str, end: str) -> None:
    """Whatever key it names."""
    assert key_taken_back(words.format(key) + end)


@pytest.mark.parametrize(
    "remark", ["草应为绿的", "见第三条", "应为三十日", "作废的发票不得使用", "改为对外公布", "原为A组成员", "2分"]
)
def test_a_remark_that_gives_a_reason_takes_nothing_back(remark: str) -> None:
    """Words that a key's word begins are no key."""
    assert not key_taken_back(remark)


@pytest.mark.parametrize("remark", ["更正：应为B", "原为C", "本题已删除", "此题作废", "答案存疑"])
def test_an_answer_that_is_taken_back_is_none(tmp_path: Path, remark: str) -> None:
    """In brackets behind it, behind it in a list, or on a line of the list."""
    own = f"1. 应为（ ）。\n{OPTIONS}答案：A（{remark}）\n{NEXT}"
    listed = f"1. 应为（ ）。\n{OPTIONS}2. 可以吸烟。（ ）\n参考答案\n1.A（{remark}）\n2.×\n"
    for text in (own, listed):
        found = read(text, tmp_path)
        assert [each.item.stem for each in items_of(found)] == ["可以吸烟。"]
        assert codes(found) == {"text-answer-old"}


def test_a_line_of_a_list_that_corrects_an_answer(tmp_path: Path) -> None:
    """It is the answer's of the item that it names; one that corrects nothing changes nothing."""
    text = f"1. 应为（ ）。\n{OPTIONS}2. 可以吸烟。（ ）\n参考答案：1.A 2.×\n"
    found = read(f"{text}更正：第1题答案应为B\n", tmp_path)
    assert [key_of(each) for each in items_of(found)] == [["错误"]]
    assert codes(found) == {"text-answer-old"}


@pytest.mark.parametrize("note", ["（此题作废）", "【本题已删除】", "(该题停用)"])
def test_an_item_that_does_not_count_is_none(tmp_path: Path, note: str) -> None:
    """It says so in brackets; words such as 作废 alone may be what is asked about."""
    found = read(f"1. 应为（B）。{note}\n{OPTIONS}2. 发票（作废）应当保存。（√）\n", tmp_path)
    assert [each.item.stem for each in items_of(found)] == ["发票（作废）应当保存。"]
    assert codes(found) == {"text-item-gone"}


# --- lists beside items that have their answers --------------------------------------------------------


@pytest.mark.parametrize("head", ["参考答案：", "参考答案\n"])
@pytest.mark.parametrize("own", ["bracket", "label"])
def test_a_list_below_items_with_answers_is_compared_or_told(tmp_path: Path, head: str, own: str) -> None:
    """It says otherwise of the first item: that one is refused, or nothing goes in without a word."""
    first, rest = ("（A）", "") if own == "bracket" else ("（ ）", "答案：A\n")
    items = "".join(f"{n}. {word}应为{first}。\n{OPTIONS}{rest}" for n, word in ((1, "甲"), (2, "乙")))
    found = read(f"{items}\n{head}1.B 2.A\n", tmp_path)
    if own == "bracket":
        assert all("甲" not in each.item.stem for each in items_of(found))
    assert codes(found) & {"text-two-answers", "text-list-unchecked"}


# --- lines that may be no part of the item -------------------------------------------------------------


def test_a_blank_line_ends_a_statement_at_its_bracket(tmp_path: Path) -> None:
    """What stands apart from it is told, and is none of its words."""
    text = "一、判断题\n1. 可以吸烟。（ ）\n\n安全科编\n2. 应当巡查。（ ）\n参考答案\n1.× 2.√\n"
    assert [each.item.stem for each in items_of(read(text, tmp_path))] == ["可以吸烟。", "应当巡查。"]


@pytest.mark.parametrize("line", ["B卷", "模拟试题（二）", "答题示例：1.× 2.√", "安全科编"])
@pytest.mark.parametrize("bracket", ["（ ）", "（×）", "(  )。"])
def test_a_line_below_the_bracket_of_a_statement_is_not_its_own(tmp_path: Path, line: str, bracket: str) -> None:
    """A statement ends with the bracket for its verdict."""
    end = "" if "×" in bracket else "参考答案\n1.× 2.√\n"
    found = read(f"一、判断题\n1. 可以吸烟。{bracket}\n{line}\n2. 应当巡查。（√）\n{end}", tmp_path)
    assert [each.item.stem for each in items_of(found)] == ["应当巡查。"]
    assert codes(found) == {"text-after-verdict"}


def test_a_title_below_a_stem_is_not_the_stems(tmp_path: Path) -> None:
    """Where what comes next counts from one again, nobody can tell."""
    text = "一、填空题\n1. 首都是____。\n第二套\n二、填空题\n1. 电话是____。\n"
    found = read(f"{text}参考答案\n一、填空题\n1. 北京\n二、填空题\n1. 110\n", tmp_path)
    assert [each.item.stem for each in items_of(found)] == ["电话是____。"]
    assert codes(found) == {"text-stem-runs-on"}


@pytest.mark.parametrize("figure", ["3", "12", "１２"])
@pytest.mark.parametrize("where", ["stem", "option"])
def test_a_figure_alone_may_be_a_pages_number(tmp_path: Path, figure: str, where: str) -> None:
    """Within a stem or an option nobody can tell whose it is."""
    stem = f"1. 依照规定，\n{figure}\n应为（B）。\n" if where == "stem" else "1. 应为（B）。\n"
    options = OPTIONS.replace("十\nC", f"十\n{figure}\nC") if where == "option" else OPTIONS
    found = read(f"{stem}{options}{NEXT}", tmp_path)
    assert [each.item.stem for each in items_of(found)] == ["可以吸烟。"]
    assert codes(found) == {"text-figure-alone"}


@pytest.mark.parametrize("image", ["![图](a.png)", "[图片]", "【图片】", "（配图）"])
def test_what_stands_for_a_picture_is_one(tmp_path: Path, image: str) -> None:
    """Nobody can answer such an item without it."""
    found = read(f"1. 图中应为（B）。{image}\n{OPTIONS}{NEXT}", tmp_path)
    assert [each.item.stem for each in items_of(found)] == ["可以吸烟。"]
    assert codes(found) == {"text-picture"}


@pytest.mark.parametrize("aside", ["（顺序可换）", "（或红色）", "(不分先后)", "（也可写作朱）"])
def test_what_is_said_of_an_answer_is_none_of_its_words(tmp_path: Path, aside: str) -> None:
    """Nor can a reader know what it allows; a bracket that is part of the answer stays."""
    found = read(f"一、填空题\n1. 是____。\n答案：红{aside}\n2. 是____。\n答案：氯化钠（食盐）\n", tmp_path)
    assert [key_of(each) for each in items_of(found)] == [["氯化钠（食盐）"]]
    assert codes(found) == {"text-answer-aside"}
