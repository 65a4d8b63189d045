"""Forms that every teacher reads in one way: answers within blanks, options by number, English labels, cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_typist import errors_of, items_of, key_of, options_in, read, told

from qbank.errors import Problem
from qbank.formats.texts._read_stems import filled_brackets
from qbank.model.item import BLANK

OPTIONS = "A. 甲班\nB. 乙班\nC. 丙班\n"
WORDS = st.text(alphabet="安全检记录保存限泵站", min_size=1, max_size=6)


def codes(found: list[object], severity: str = "error") -> list[str]:
    """Return the codes of problems of a severity."""
    return [each.code for each in found if isinstance(each, Problem) and each.severity == severity]


# --- answers within blanks ---------------------------------------------------------------------------


@given(parts=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=3), end=WORDS)
def test_brackets_hold_the_answers_of_blanks(parts: list[tuple[str, str]], end: str) -> None:
    """Each in its turn, of whatever width."""
    stem, answers = filled_brackets("".join(f"{before}（{answer}）" for before, answer in parts) + end)
    assert (stem, answers) == ("".join(f"{before}{BLANK}" for before, _ in parts) + end, [each for _, each in parts])


@pytest.mark.parametrize(
    "aside", ["2020年修订", "以下简称泵站", "GPS", "不含节假日", "如：雨衣", "见第三条", "2分", "2020"]
)
def test_brackets_that_may_explain_are_no_answers(aside: str, tmp_path: Path) -> None:
    """Neither alone nor beside others."""
    stems = (f"《办法》（{aside}）规定由（甲班）交接。", f"由丙班（{aside}）交接。", "由（）和（乙班）交接。")
    found = read("一、填空题\n" + "".join(f"{n}. {stem}\n" for n, stem in enumerate(stems, 1)), tmp_path)
    assert (items_of(found), codes(found)) == ([], ["text-no-answer"] * 3)


def test_such_answers_are_told_and_others_go_before(tmp_path: Path) -> None:
    """A list of answers below makes the brackets words of their stems: then nothing is blank."""
    items = "一、填空题\n1. 由（甲班）交接。\n2. 报警电话是_110_，急救是_120_。\n"
    found = read(items, tmp_path)
    assert [key_of(each) for each in items_of(found)] == [["甲班"], ["110", "120"]]
    assert codes(found, "warning") == ["text-answers-in-brackets"]
    assert errors_of(read("一、填空题\n1. 由（甲班）交接。\n参考答案\n1. 乙班\n", tmp_path))


@pytest.mark.parametrize("name", ["_init_name_of", "a_b_c", "self._name_", "x_1_2"])
def test_strokes_of_names_are_no_blanks(name: str, tmp_path: Path) -> None:
    """A program's names have them, too."""
    found = read(f"1. 变量{name}的作用是什么？\n答案：计数的变量\n", tmp_path)
    assert [told(each)[:2] for each in items_of(found)] == [("short_answer", f"变量{name}的作用是什么？")]


def test_words_behind_a_statement_are_not_filled_in(tmp_path: Path) -> None:
    """Its bracket is for a verdict."""
    found = read("1. 由甲班交接。（ ）\n答案：可以\n", tmp_path)
    assert (items_of(found), codes(found)) == ([], ["text-answer-unclear"])


# --- options by number -------------------------------------------------------------------------------


@pytest.mark.parametrize("signs", [("(1)", "(2)", "(3)"), ("（1）", "（2）", "（3）"), ("①", "②", "③")])
@pytest.mark.parametrize("between", ["", "\n", " ", "；"])
@pytest.mark.parametrize("several", [True, False])
def test_options_by_number_are_options(signs: tuple[str, ...], between: str, several: bool, tmp_path: Path) -> None:
    """In one line or in several, with an answer by the same numbers."""
    options = between.join(f"{sign}{text}" for sign, text in zip(signs, ("公开", "公正", "公平"), strict=True))
    answer = signs[0] + signs[2] if several else signs[1]
    found = read(f"1. 原则有（ ）\n{options}\n答案：{answer}\n", tmp_path)
    key = ["公开", "公平"] if several else ["公正"]
    assert [told(each)[1:] for each in items_of(found)] == [("原则有", ["公开", "公正", "公平"], key)]


@pytest.mark.parametrize(
    ("stem", "answer"),
    [
        ("按先后顺序排列（ ）①报告②登记③交接", "①②③"), ("①公开②公正③公平，其中正确的有（ ）", "①②"),
        ("原则有（ ）①公开②公正③公平", "③①"), ("原则有（ ）①公开②公正", "③"), ("原则有（ ）①公开②公正", "①①"),
        ("原则有（ ）①公开②应当（ ）", "①"), ("原则有（ ）①公开③公正", "①"),
        ("原则有（ ）", "②"), ("原则有（ ）", "2）"), ("原则有____", "（3）"),
    ],
)  # fmt: skip
def test_numbers_that_may_be_something_else_are_refused(stem: str, answer: str, tmp_path: Path) -> None:
    """An order, statements that are counted before the question, numbers with gaps."""
    found = read(f"1. {stem}\n答案：{answer}\n", tmp_path)
    assert items_of(found) == [] and len(errors_of(found)) == 1


# --- headings, labels, places ------------------------------------------------------------------------


def test_items_about_a_case_are_of_any_type(tmp_path: Path) -> None:
    """Options and verdicts tell, what has neither is answered in words."""
    text = (
        f"一、案例分析题\n1. 由谁交接（ ）\n{OPTIONS}答案：B\n2. 由谁接班（ ）\n{OPTIONS}答案：AC\n"
        "3. 甲班的做法正确。（×）\n4. 为什么？\n答案：未登记\n"
    )
    found = read(text, tmp_path)
    assert [(each.item.type, key_of(each)) for each in items_of(found)] == [
        ("single_choice", ["乙班"]), ("multiple_choice", ["甲班", "丙班"]), ("true_false", ["错误"]),
        ("short_answer", ["未登记"]),
    ]  # fmt: skip
    assert codes(found) == []


def test_an_answer_above_its_options_is_theirs(tmp_path: Path) -> None:
    """Letters alone; another answer below the options is a second one."""
    above = f"1. 由谁交接？\n答案：B\n{OPTIONS}"
    found = read(f"{above}2. 由谁接班？\n{OPTIONS}答案：C\n", tmp_path)
    assert [key_of(each) for each in items_of(found)] == [["乙班"], ["丙班"]]
    assert codes(read(f"{above}答案：C\n", tmp_path)) == ["text-two-answers"]


@pytest.mark.parametrize("label", ["Answer: ", "ANSWER:", "Correct answer: ", "Ans: ", "answer："])
def test_english_labels_begin_a_part(label: str, tmp_path: Path) -> None:
    """At the beginning of a line; within one they are words."""
    text = f"1. Which answer: one or two?\nA. one\nB. two\n{label}B\nExplanation: it is so\n"
    found = read(text, tmp_path)
    assert [told(each)[1:] for each in items_of(found)] == [
        ("Which answer: one or two?", ["one", "two"], ["two"]),
    ]
    assert [each.item.rationale for each in items_of(found)] == ["it is so"]


def test_a_reason_behind_the_letters_of_a_list(tmp_path: Path) -> None:
    """A stop parts them; one that speaks of another key leaves it in doubt."""
    items = f"1. 由谁交接？\n{OPTIONS}2. 由谁接班？\n{OPTIONS}参考答案\n"
    found = read(f"{items}1. A。甲班当值。\n2. BC。两班都在。\n", tmp_path)
    assert [(key_of(each), each.item.rationale) for each in items_of(found)] == [
        (["甲班"], "甲班当值。"), (["乙班", "丙班"], "两班都在。"),
    ]  # fmt: skip
    assert items_of(read(f"{items}1. A。甲班当值。\n2. B。应为C。\n", tmp_path)) == []


@pytest.mark.parametrize(("pair", "verdict"), [("xy", False), ("nt", False), ("TF", True), ("YN", True), ("√X", True)])
def test_letters_are_verdicts_in_pairs_only(pair: str, verdict: bool, tmp_path: Path) -> None:
    """X and Y may be names of anything."""
    found = read(f"1. 应为？\nA. {pair[0]}\nB. {pair[1]}\n答案：A\n", tmp_path)
    assert [options_in(each) for each in items_of(found)] == [[] if verdict else [*pair]]


# --- answers that say more or less than a key --------------------------------------------------------


@pytest.mark.parametrize("answer", ["乙班", "乙班。", "B乙班", "B. 乙班", "B、乙班"])
def test_the_words_of_one_option_name_it(answer: str, tmp_path: Path) -> None:
    """With its letter or without."""
    found = read(f"1. 由谁交接？\n{OPTIONS}答案：{answer}\n", tmp_path)
    assert [key_of(each) for each in items_of(found)] == [["乙班"]]


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        (OPTIONS, "B. 甲班"), (OPTIONS, "B甲班"), ("A. B\nB. A\n", "B"), (OPTIONS, "B\nC"), (OPTIONS, "B（有争议）"),
        (OPTIONS, "B（待核对）"), (OPTIONS, "B（存疑）"),
    ],
)  # fmt: skip
def test_an_answer_that_names_two_or_is_in_doubt_is_refused(options: str, answer: str, tmp_path: Path) -> None:
    """Words of another option, a letter that is an option's words, a letter in a line of its own, a doubt."""
    found = read(f"1. 由谁交接？\n{options}答案：{answer}\n2. 可以吸烟。（×）\n", tmp_path)
    assert [key_of(each) for each in items_of(found)] == [["错误"]] and len(errors_of(found)) == 1


@pytest.mark.parametrize("answer", ["部分正确", "基本正确", "不完全正确", "大致对"])
def test_half_a_verdict_is_none(answer: str, tmp_path: Path) -> None:
    """Nor is it a short answer."""
    assert codes(read(f"1. 由甲班交接。\n答案：{answer}\n", tmp_path)) == ["text-answer-unclear"]


def test_figures_that_may_be_several_numbers_are_refused(tmp_path: Path) -> None:
    """12 is 1 and 2, or twelve; where nothing is counted it is a figure."""
    found = read("1. 由谁交接？\n(1)甲班(2)乙班(3)丙班\n答案：12\n2. 有几个班？\n答案：12\n", tmp_path)
    assert [key_of(each) for each in items_of(found)] == [["12"]]
    assert codes(found) == ["text-options-counted"]


def test_brackets_that_count_blanks_hold_no_answers(tmp_path: Path) -> None:
    """（1）and（2）are names of blanks."""
    assert codes(read("一、填空题\n1. 由（1）和（2）交接。\n", tmp_path)) == ["text-no-answer"]


def test_an_option_that_is_bold_as_a_whole_is_named(tmp_path: Path) -> None:
    """It may be marked as the right one; bold letters before all options are only for show."""
    found = read("# 题库\n1. 由谁交接？\n- A. 甲班\n- **B. 乙班**\n答案：A\n", tmp_path)
    assert codes(found, "warning")[:1] == ["text-option-bold"]
    found = read("# 题库\n1. 由谁交接？\n- **A.** 甲班\n- **B.** 乙班\n**答案：** A\n", tmp_path)
    assert codes(found, "warning") == ["text-dressing"] and [key_of(each) for each in items_of(found)] == [["甲班"]]
