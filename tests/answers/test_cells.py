"""What a cell says of an item, in every way people write it."""

from __future__ import annotations

import numpy as np
import pytest
from answer_samples import Write, paper, single
from hypothesis import given
from hypothesis import strategies as st

from qbank.answers import read
from qbank.answers.choices import Doubt, Style, read_cell
from qbank.model.item import Choice, Item, Match, Option, Order, TextEntry
from qbank.types.single_choice import SingleChoice

ANY = Style()


def _choice(*texts: str, multiple: bool = False) -> Choice:
    options = tuple(Option(f"o{at}", text) for at, text in enumerate(texts, 1))
    return Choice(options, ("o1",), multiple)


FOUR = ("五分钟", "十分钟", "三十分钟之内", "一小时")


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("B", ["o2"]),
        ("b", ["o2"]),
        ("Ｂ", ["o2"]),
        ("(B)", ["o2"]),
        ("“B”", ["o2"]),
        ("B\u200b", ["o2"]),
        ("\ufeff十分\u200b钟", ["o2"]),
        ("B.", ["o2"]),
        ("2", ["o2"]),
        ("十分钟", ["o2"]),
        ("十 分钟。", ["o2"]),
        ("B. 十分钟", ["o2"]),
        ("B、十分钟", ["o2"]),
        ("三十分钟…", ["o3"]),
        ("三十分钟之", ["o3"]),
        ("AC", ["o1", "o3"]),
        ("A;C", ["o1", "o3"]),
        ("C,A", ["o1", "o3"]),
        ("a，ｃ", ["o1", "o3"]),
        ("A┋C", ["o1", "o3"]),
        ("1┋3", ["o1", "o3"]),
        ("五分钟┋一小时", ["o1", "o4"]),
        ("五分钟；一小时", ["o1", "o4"]),
        ("A. 五分钟┋D. 一小时", ["o1", "o4"]),
    ],
)
def test_choices(text: str, options: list[str]) -> None:
    """Letters, words and numbers, in any width and case, parted by any sign."""
    assert read_cell(text, _choice(*FOUR, multiple=True), ANY) == options


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("E", "answers-cell-unknown"),
        ("AA", "answers-cell-unknown"),
        ("B. 五分钟", "answers-cell-unknown"),
        ("5", "answers-cell-unknown"),
        ("分钟", "answers-cell-unknown"),
        ("AC", "answers-cell-several"),
        ("1;2", "answers-cell-several"),
        ("?", "answers-cell-unknown"),
    ],
)
def test_what_is_no_choice(text: str, why: str) -> None:
    """What names no option, or several where one is allowed, is doubtful."""
    assert read_cell(text, _choice(*FOUR), ANY) == Doubt(why)


def test_signs_of_figures_count() -> None:
    """1.5 is no 15, −5 is no 5, < is no >; words without their signs are the same words."""
    numbers = _choice("1.5", "-5", "<3", "《宪法》第一条", multiple=True)
    style = Style("answers")
    assert read_cell("1.5", numbers, style) == ["o1"] and read_cell("《宪法》第一条", numbers, style) == ["o4"]
    assert read_cell("宪法第一条", numbers, style) == ["o4"]
    for text in ("15", "5", ">3", "3"):
        assert isinstance(read_cell(text, numbers, style), Doubt), text


def test_a_word_that_is_another_options_letter() -> None:
    """Options that are letters themselves: A may be the first one or the one called A."""
    assert read_cell("A", _choice("B", "A", "C"), ANY) == Doubt("answers-cell-two")
    assert read_cell("A", _choice("A", "B", "C"), ANY) == "o1"


@pytest.mark.parametrize("words", [("正确", "错误"), ("错", "对"), ("是", "否"), ("True", "False")])
def test_a_choice_between_true_and_false(words: tuple[str, str]) -> None:
    """A single choice whose options are verdicts takes any words for them."""
    choice = _choice(*words)
    right = next(option.id for option in choice.options if option.text in {"正确", "对", "是", "True"})
    wrong = next(option.id for option in choice.options if option.id != right)
    for text in ("√", "对", "T", "yes"):
        assert read_cell(text, choice, ANY) == right
    for text in ("×", "错", "F", "no", "0"):
        assert read_cell(text, choice, ANY) == wrong


@given(
    st.lists(st.sampled_from("ABCDEF"), min_size=1, unique=True),
    st.sampled_from(["", ";", ",", "、", " ", "|", "┋", "；"]),
    st.booleans(),
)
def test_any_order_any_sign_any_width(letters: list[str], sign: str, wide: bool) -> None:
    """Several letters name the same options in any order, with any sign between them, in any width."""
    choice = _choice(*(f"第{at}个选项的文字" for at in "一二三四五六"), multiple=True)
    text = sign.join(chr(ord(letter) + 0xFEE0) if wide else letter for letter in letters)
    assert read_cell(text, choice, ANY) == [f"o{'ABCDEF'.index(letter) + 1}" for letter in sorted(letters)]


def test_blanks_pairs_and_orders() -> None:
    """What fits the number of blanks, rows and options is read; the rest is doubtful."""
    blanks = TextEntry((("权利",), ("法律",)))
    assert read_cell("权利；法律", blanks, ANY) == ["权利", "法律"] and read_cell("；法律", blanks, ANY) == ["", "法律"]
    assert read_cell("权利", blanks, ANY) == Doubt("answers-cell-blanks")
    left, right = (
        tuple(Option(f"{side}{at}", text) for at, text in enumerate(texts, 1))
        for side, texts in (("l", "甲乙"), ("r", "丙丁"))
    )
    match = Match(left, right, (("l1", "r1"),))
    assert read_cell("甲——丁；乙——丙", match, ANY) == [["l1", "r2"], ["l2", "r1"]]
    assert read_cell("1-B;2-A", match, ANY) == [["l1", "r2"], ["l2", "r1"]]
    assert read_cell("甲乙", match, ANY) == Doubt("answers-cell-pairs")
    order = Order(tuple(Option(f"o{at}", text) for at, text in enumerate("甲乙丙", 1)), ("o1", "o2", "o3"))
    for text in ("CAB", "丙→甲→乙", "3,1,2", "丙；甲；乙", "c a b"):
        assert read_cell(text, order, ANY) == ["o3", "o1", "o2"], text
    assert read_cell("CA", order, ANY) == Doubt("answers-cell-order")


def test_marks_of_blanks_among_answers_are_asked_about(write: Write) -> None:
    """0 and 1 in the column of a blank whose answer is a word may be marks: not taken for wrong answers."""
    rows = [["工号", "Q-one", "Q-fill"], ["1", "B", 1], ["2", "A", 0]]
    reading = read(write(rows), items=paper())
    assert reading.sitting().items == ("Q-one",)
    assert [each.code for each in reading.problems] == ["answers-cells-unclear"]


def test_zeros_show_that_numbers_are_marks(write: Write) -> None:
    """In a file of numbers, zeros for choices say marks, numbers from one on say options."""
    rows = [["工号", "Q-one", "Q-many", "Q-true"], ["1", 1, 0, 1], ["2", 0, 0.5, 1], ["3", 1, 1, 0]]
    assert read(write(rows), items=paper()).sitting().marks.tolist() == [[1, 0, 1], [0, 0.5, 1], [1, 1, 0]]
    two = [single("x1", "第一道题目的题干", FOUR, 1), single("x2", "第二道题目的题干", FOUR, 3)]
    rows = [["工号", "x1", "x2"], ["1", 2, 4], ["2", 1, 4], ["3", 3, 1]]
    sitting = read(write(rows), items=two).sitting()
    assert sitting.marks.tolist() == [[1, 1], [0, 1], [0, 0]] and sitting.chosen.tolist() == [[1, 3], [0, 3], [2, 0]]


def test_letters_with_their_words_without_a_bank(write: Write) -> None:
    """“B. 十分钟” is B where only a key is known."""
    rows = [["工号", "a", "b"], ["1", "B. 十分钟", "A.甲┋C.丙"], ["2", "A. 五分钟", "A.甲┋B.乙"]]
    assert read(write(rows), key={"a": "B", "b": "AC"}).sitting().marks.tolist() == [[1, 1], [0, 0]]


def test_verdicts_without_a_bank(write: Write) -> None:
    """Words of a verdict are one whatever they are; T and F among other letters are letters."""
    rows = [["工号", "a", "b"], ["1", "√", "F"], ["2", "正确", "A"], ["3", "F", "F"], ["4", "错", "C"]]
    sitting = read(write(rows), key={"a": "对", "b": "F"}).sitting()
    assert sitting.marks.tolist() == [[1, 1], [1, 0], [0, 1], [0, 0]]
    assert sitting.options == (("false", "true"), ("A", "C", "F"))


def test_words_as_key(write: Write) -> None:
    """A key may be the option's words; the options are then what people wrote."""
    rows = [["工号", "a"], ["1", "十分钟"], ["2", "五分钟"], ["3", "十 分钟"], ["4", ""]]
    sitting = read(write(rows), key={"a": "十分钟"}).sitting()
    assert sitting.marks.ravel().tolist() == [1, 0, 1, 0]


def test_columns_that_are_no_marks(write: Write) -> None:
    """Ages are nobody's marks, and numbers that almost everybody has alone are none either."""
    rows = [["年龄", "座机", "a"], *([20 + at % 30, 80_000_000 + 37 * at, at % 2] for at in range(60))]
    reading = read(write(rows))
    assert reading.sitting().items == ("a",)
    assert [each.code for each in reading.problems] == ["answers-columns-no-marks"]


def test_a_highest_mark_that_nobody_says_is_told(write: Write) -> None:
    """The largest that was earned stands in for the highest mark, which is said; headings say it better."""
    rows = [["工号", "a", "b（5分）", "c"], *([str(at), at % 4, at % 3, at % 2] for at in range(30))]
    reading = read(write(rows))
    assert reading.sitting().most.tolist() == [3, 5, 1]
    assert [(each.code, each.values["count"]) for each in reading.problems] == [("answers-most-guessed", 1)]


def test_marking_is_by_distinct_texts(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text is understood once, however many people wrote it."""
    calls = []
    score = SingleChoice.score
    monkeypatch.setattr(SingleChoice, "score", lambda self, response: calls.append(response) or score(self, response))
    rows = [["工号", "Q-one"], *([str(at), "AB"[at % 2]] for at in range(500))]
    assert np.nansum(read(write(rows), items=paper()).sitting().marks) == 250
    assert len(calls) == 2


def test_revision_and_keys_are_kept(write: Write) -> None:
    """What was asked says which version of the item, its options by id, and the keys."""
    item = single("Q", "一道修改过的题目的题干", FOUR, 1)
    item = Item(id=item.id, stem=item.stem, body=item.body, revision=3)
    asked = read(write([["工号", "Q"], ["1", "B"]]), items=[item]).asked[0]
    assert (asked.item, asked.revision, asked.options, asked.keys) == ("Q", 3, ("o1", "o2", "o3", "o4"), ("o2",))
