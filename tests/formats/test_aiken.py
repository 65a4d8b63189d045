"""Aiken: choices of one and judgements in three kinds of lines; nothing else is written, and nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from gift_samples import portable, texts
from hypothesis import given
from hypothesis import strategies as st

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats import _incoming as incoming
from qbank.formats._contract import Settings
from qbank.formats.gift.aiken import hold, read, write
from qbank.formats.overview import full_example
from qbank.model.item import BLANK, Choice
from qbank.model.portable import Portable, differences
from qbank.types._contract import TYPES

SETTINGS = Settings()
_OPTION, _ANSWER = re.compile(r"[A-Z][).][ \t]?"), re.compile("ANSWER:")
"""How Moodle tells the lines."""


def written(*portables: Portable) -> str:
    """Return the file of held portables."""
    stream = BytesIO()
    write(portables, stream, SETTINGS)
    return stream.getvalue().decode()


def found_of(text: str, folder: Path) -> list[Portable | Problem]:
    """Return what is found in a file of that text."""
    path = folder / "题库.txt"
    path.write_text(text, encoding="utf-8")
    return list(read(path, SETTINGS))


def one_of(*words: str, right: int = 0) -> Choice:
    """Return a choice of one."""
    return incoming.choice(words, [right], multiple=False)


def as_moodle_sees(text: str) -> list[tuple[str, list[str], str]]:
    """Return stem, options and answer of each question, told by the lines' beginnings alone."""
    questions: list[tuple[str, list[str], str]] = []
    stem, options = "", []
    for line in filter(None, (line.strip(" \t\r") for line in text.split("\n"))):
        if _OPTION.match(line):
            options.append(line[2:].strip(" \t"))
        elif _ANSWER.match(line):
            questions.append((stem, options, line.partition(":")[2].strip()))
            stem, options = "", []
        else:
            assert not stem, "a second stem"
            stem = line
    assert not stem and not options
    return questions


@given(stem=texts, words=st.lists(texts, min_size=2, max_size=6), right=st.integers(0, 5), stimulus=texts)
def test_any_text_is_found_again(
    stem: str, words: list[str], right: int, stimulus: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever the texts, what is held is one question to Moodle, and is found again."""
    whole = replace(portable(one_of(*words, right=right % len(words)), stem), stimulus=stimulus)
    once = hold(whole, SETTINGS)
    if isinstance(once, Problem):
        assert once.code == "aiken-nothing-left"
        return
    again = hold(once, SETTINGS)
    assert isinstance(again, Portable) and list(differences(once, again)) == []
    text = written(once, once)
    (found, _) = found_of(text, tmp_path_factory.mktemp("any"))
    assert isinstance(found, Portable), found
    assert [(name, once, found) for name in differences(once, found)] == []
    choice = once.item.body.interaction()
    assert isinstance(choice, Choice)
    letter = "ABCDEF"[[option.id for option in choice.options].index(choice.keys[0])]
    seen = (once.item.stem.replace(BLANK, "_____"), [option.text for option in choice.options], letter)
    assert as_moodle_sees(text) == [seen, seen]


def test_a_file_is_three_kinds_of_lines() -> None:
    """A stem in one line, lettered options, the answer; a judgement is a choice between two words."""
    one = hold(portable(one_of("10日", "15日", right=1), f"阅读材料：\n应当在{BLANK}内\n答复。"), SETTINGS)
    two = hold(portable(incoming.verdict(False), "由甲值守。"), SETTINGS)
    assert isinstance(one, Portable) and isinstance(two, Portable)
    assert written(one, two) == (
        "阅读材料： 应当在_____内 答复。\nA. 10日\nB. 15日\nANSWER: B\n\n由甲值守。\nA. 正确\nB. 错误\nANSWER: B\n"
    )


@pytest.mark.parametrize(
    ("stem", "line"),
    [
        ("A. 甲是谁？", "A． 甲是谁？"),
        ("B)甲是谁？", "B）甲是谁？"),
        ("ANSWER: 是什么？", "ANSWER： 是什么？"),
        ("A、甲是谁？", "A、甲是谁？"),
        ("“A. 甲”是谁？", "“A. 甲”是谁？"),
    ],
)
def test_a_stem_is_not_taken_for_another_line(stem: str, line: str) -> None:
    """The mark that would make it an option or an answer is made wide."""
    found = hold(portable(one_of("甲", "乙"), stem), SETTINGS)
    assert isinstance(found, Portable)
    assert written(found).startswith(f"{line}\nA. 甲\n")


@pytest.mark.parametrize("item_type", list(TYPES), ids=TYPES.names())
def test_only_choices_of_one_go_in(item_type: object) -> None:
    """Single choice and true or false are held without what stands beside them; all others are refused."""
    example = full_example(item_type.type_name)  # type: ignore[attr-defined]
    found = hold(example, SETTINGS)
    if item_type.type_name in {"single_choice", "true_false"}:  # type: ignore[attr-defined]
        assert isinstance(found, Portable)
        lost = {"id", "rationale", "difficulty", "chapter", "tags", "audience", "proof", "spans", "reasons"}
        assert {*differences(example, found)} <= lost
    else:
        assert isinstance(found, Problem) and found.code == "aiken-not-held"
        assert "单选题和判断题" in found.message("zh")


def test_more_options_than_letters_are_refused() -> None:
    """Twenty-six options go in, one more does not."""
    assert isinstance(hold(portable(one_of(*(f"事项{n}" for n in range(26)))), SETTINGS), Portable)
    found = hold(portable(one_of(*(f"事项{n}" for n in range(27)))), SETTINGS)
    assert isinstance(found, Problem) and found.code == "aiken-options"


def test_files_of_others_are_read(tmp_path: Path) -> None:
    """Brackets or full stops, spaces or none, empty lines anywhere, words for true and false in any order."""
    text = (
        "谁值守？\nA)甲\nB)  乙\n\nANSWER:B\n 值守的是（　　）。\n\nA. 甲\nB. 乙\nC. 丙\nANSWER: A\n"
        "由甲值守。\nA) False\nB) True\nANSWER: B\n"
    )
    items = [each.item for each in found_of(text, tmp_path) if isinstance(each, Portable)]
    assert [(item.type, item.stem, item.body.key_text()) for item in items] == [
        ("single_choice", "谁值守？", "乙"),
        ("single_choice", f"值守的是{BLANK}。", "甲"),
        ("true_false", "由甲值守。", "正确"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("谁？\nA. 甲\nANSWER: A", "aiken-letters@1"),
        ("谁？\nA. 甲\nC. 乙\nANSWER: A", "aiken-letters@1"),
        ("谁？\nA. 甲\nB.\nANSWER: A", "aiken-letters@1"),
        ("谁？\nA. 甲\nB. 乙\nANSWER: C", "aiken-key@1"),
        ("谁？\nA. 甲\nB. 乙\nANSWER: A, B", "aiken-key@1"),
        ("谁？\nA. 甲\nB. 乙\nANSWER: 甲", "aiken-key@1"),
        ("谁？\nA. 甲\nB. 乙\nANSWER:", "aiken-key@1"),
        ("第一行\n谁？\nA. 甲\nB. 乙\nANSWER: A", "aiken-stem@1"),
        ("A. 甲\nB. 乙\nANSWER: A", "aiken-stem@1"),
        ("谁？\nA、甲\nB、乙\nANSWER: A", "aiken-stem@1"),
        ("谁？\nA. 甲\n的续行\nB. 乙\nANSWER: A", "aiken-stray-line@1"),
        ("谁？\nA. 甲\nB. 乙\n答案：A\nANSWER: A", "aiken-stray-line@1"),
        ("谁？\nA. 甲\nB. 乙\n", "aiken-no-answer@1"),
    ],
)
def test_what_departs_from_the_format_is_named(text: str, code: str, tmp_path: Path) -> None:
    """A fault names the line its question begins in, makes no item, and leaves the next question whole."""
    problem, following = found_of(f"{text}\n\n由谁？\nA. 甲\nB. 乙\nANSWER: B\n", tmp_path)
    assert isinstance(problem, Problem) and f"{problem.code}@{problem.place}" == code
    assert isinstance(following, Portable) and following.item.body.key_text() == "乙"


def test_a_question_broken_off_at_the_end_is_named(tmp_path: Path) -> None:
    """The last question needs its answer as well, and a file that is not there is a problem."""
    (problem,) = found_of("谁？\nA. 甲\nB. 乙\n", tmp_path)
    assert isinstance(problem, Problem) and problem.code == "aiken-no-answer"
    (missing,) = read(tmp_path / "无.txt", SETTINGS)
    assert isinstance(missing, Problem) and missing.code == "not-found"
