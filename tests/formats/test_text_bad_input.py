"""Banks that are wrong, broken, hostile or no banks: never a wrong key, always a Problem that says what to do."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from growing import grows_as_its_input
from hypothesis import given
from hypothesis import strategies as st
from text_typist import docx, errors_of, items_of, key_of, read

from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats.texts import format as text_bank
from qbank.locale import LANGS
from qbank.model.portable import Portable

GOOD = "2、【判断题】值班期间可以饮酒。（×）\n"
OPTIONS = "A、甲\nB、乙\nC、丙\n"


def faults(text: str, folder: Path) -> list[tuple[str, str]]:
    """Return place and code of what is refused, checking that the messages say it in both languages."""
    found = errors_of(read(text, folder))
    for problem in found:
        assert problem.file == "题库.txt"
        for lang in LANGS:
            message = problem.message(lang)
            assert "{" not in message and message.isprintable()
    return [(each.place, each.code) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1、题干（ ）\nA、甲\nC、丙\nD、丁\n答案：C\n", "text-option-missing"),
        ("1、题干（ ）\nA、甲\nC、丙\nB、乙\n答案：C\n", "text-option-missing"),
        ("1、题干（ ）\nA、甲 B、乙 D、丁\n答案：B\n", "text-option-missing"),
        ("1、题干（ ）\nB、甲\nC、乙\n答案：B\n", "text-option-missing"),
        ("1、题干（ ）\nA、甲\nB、乙\nB、丙\n答案：B\n", "text-option-missing"),
        (f"1、题干（ ）\n{OPTIONS}答案：D\n", "text-answer-beyond"),
        ("1、题干（D）\nA、甲\nB、乙\n", "text-answer-beyond"),
        (f"一、单选题\n1、题干（ ）\n{OPTIONS}答案：AB\n", "text-single-many"),
        (f"1、【单选题】题干（ABC）\n{OPTIONS}", "text-single-many"),
        (f"二、多选题\n1、题干（ ）\n{OPTIONS}答案：A\n", "text-multiple-one"),
        (f"1、题干（ ）\n答案：乙\n{OPTIONS}", "text-answer-early"),
        (f"1、题干（ ）\n{OPTIONS}答案：B\n答案：C\n", "text-two-answers"),
        (f"1、题干（ ）\n{OPTIONS}答案：B\n答案：B\n", "text-two-answers"),
        (f"1、题干（A）\n{OPTIONS}答案：B\n", "text-two-answers"),
        (f"1、（A）和（B）\n{OPTIONS}", "text-two-answers"),
        ("1、可以饮酒。（√）\n答案：错误\n", "text-two-answers"),
        ("1、可以（√）饮酒。（×）\n", "text-two-answers"),
        (f"1、题干（ ）\n{OPTIONS}", "text-no-answer"),
        (f"1、题干（ ）\n{OPTIONS}答案：\n", "text-no-answer"),
        (f"1、题干（ ）\n{OPTIONS}答案：见书\n", "text-answer-unclear"),
        (f"1、题干（ ）\n{OPTIONS}答案：A-C\n", "text-answer-unclear"),
        (f"1、题干（ ）\n{OPTIONS}答案：AA\n", "text-answer-unclear"),
        (f"1、题干（ ）\n{OPTIONS}答案：B或C\n", "text-answer-either"),
        (f"1、题干（ ）\n{OPTIONS}答案：A.乙\n", "text-answer-unclear"),
        ("三、判断题\n1、可以饮酒。\n答案：不一定\n", "text-answer-unclear"),
        ("1、题干（ ）\n答案：AB\n", "text-options-few"),
        ("一、单选题\n1、题干（ ）\n答案：甲\n", "text-options-few"),
        ("1、题干（ ）\nA、甲\n答案：A\n", "text-options-few"),
        ("1、题干（ ）\nA、甲\nB、\nC、丙\n答案：A\n", "text-option-empty"),
        ("1、题干（ ）\nA、甲\nB、甲\nC、丙\n答案：A\n", "text-option-repeated"),
        (f"1、题干（ ）\n{OPTIONS}{OPTIONS}答案：A\n", "text-options-twice"),
        (f"1、题干（ ）\n{OPTIONS}答案：A\n解析：略。\nD、丁\n", "text-option-apart"),
        (f"三、判断题\n1、题干（ ）\n{OPTIONS}答案：A\n", "text-type-differs"),
        (f"四、填空题\n1、题干（ ）\n{OPTIONS}答案：A\n", "text-type-differs"),
        (f"1、（单选）题干（多选题）\n{OPTIONS}答案：A\n", "text-type-twice"),
        ("四、填空题\n1、做到____和____。\n答案：不串岗\n", "text-blanks-misfit"),
        ("四、填空题\n1、做到____和____。\n答案：甲；乙；丙\n", "text-blanks-misfit"),
        ("四、填空题\n1、做到____。\n答案：甲；乙\n", "text-blanks-misfit"),
        ("四、填空题\n1、做到____和____。\n答案：甲\n答案：乙\n", "text-two-answers"),
        ("四、填空题\n1、做到____和____。\n", "text-no-answer"),
        ("五、简答题\n1、有哪些措施？\n", "text-no-answer"),
        (f"1、（ ）\n{OPTIONS}答案：A\n", "text-stem-empty"),
        (f"1、题干（ ）\n{OPTIONS}答案：A\n北岭站可以自行处置。（√）\n", "text-unnumbered"),
    ],
)
def test_what_is_unsure_is_refused_with_its_place_and_the_rest_goes_on(
    text: str, expected: str, tmp_path: Path
) -> None:
    """An item that may mean two things is named; the one above and the one below are read."""
    line = next(n for n, each in enumerate(text.split("\n"), 1) if each.startswith("1、"))
    assert faults(text, tmp_path) == [(str(line), expected)]
    following = text + GOOD.replace("9", "2")
    assert (
        [key_of(each) for each in items_of(read(following, tmp_path))] == [["错误"]] or "三、" in text or "四、" in text
    )


def test_a_number_left_out_names_what_follows_and_what_may_hold_it(tmp_path: Path) -> None:
    """1, 2, 4: the fourth is named, and the second too if more text stands in it."""
    text = "1、甲是。（√）\n2、乙是。（√）\n4、丁是。（√）\n5、戊是。（√）\n"
    assert faults(text, tmp_path) == [("3", "text-number-jump")]
    hidden = "1、甲是。（√）\n2、乙是。\n答案：对\n3丙不是。\n4、丁是。（√）\n"
    assert faults(hidden, tmp_path) == [("2", "text-may-hold-another"), ("5", "text-number-jump")]
    assert faults("1、甲是。（√）\n2、乙是。（√）\n2、丙是。（√）\n3、丁是。（√）\n", tmp_path) == [
        ("2", "text-number-twice"),
        ("3", "text-number-twice"),
    ]


# --- lists of answers that do not fit ----------------------------------------------------------------------

QUESTIONS = "".join(f"{n}、题干{n}（ ）\n{OPTIONS}" for n in range(1, 6))


@pytest.mark.parametrize(
    "answers",
    [
        "1-5 ABCA\n",
        "1-4 ABCA\n",
        "1-6 ABCABC\n",
        "1.A 2.B 3.C 4.A\n",
        "1.A 2.B 3.C 5.A 6.B\n",
        "1.A 2.B 2.C 3.A 4.B 5.C\n",
        "2-6 ABCAB\n",
        "1-3 ABC\n4-6 ABC\n",
        "题号\t1\t2\t3\t4\t5\n答案\tA\tB\tC\tA\n",
    ],
)
def test_a_list_of_answers_that_does_not_fit_gives_none(answers: str, tmp_path: Path) -> None:
    """Numbers that differ anywhere may be shifted everywhere, so no answer of the list is taken."""
    found = read(f"一、单选题\n{QUESTIONS}参考答案\n{answers}", tmp_path)
    assert items_of(found) == []
    refused = [each for each in errors_of(found) if each.code != "text-list-short"]
    assert [each.place for each in refused] == ["2", "6", "10", "14", "18"]
    assert {each.code for each in refused} <= {"text-list-misfit", "text-no-answer"}


@pytest.mark.parametrize(
    "answers", ["1-5 ABDAB", "1.A 2.B 3.√ 4.A 5.B", "1.A 2.BC 3.A 4.A 5.B", "1.A 2.B 3.C 4.A 5.见书"]
)
def test_one_answer_that_does_not_fit_makes_the_list_doubtful(answers: str, tmp_path: Path) -> None:
    """A letter beyond the options says that the list may belong to other items: none of its answers is taken."""
    found = read(f"一、单选题\n{QUESTIONS}参考答案\n{answers}\n", tmp_path)
    assert items_of(found) == []
    codes = [each.code for each in errors_of(found)]
    assert codes.count("text-list-doubtful") == 4


def test_a_list_without_headings_is_nobodys_where_numbers_begin_again(tmp_path: Path) -> None:
    """Two sections numbered alike and one list of answers: nobody can tell whose they are."""
    text = f"一、单选题\n{QUESTIONS}二、多选题\n{QUESTIONS}参考答案\n1-5 ABCAB\n"
    found = read(text, tmp_path)
    assert items_of(found) == []
    assert {each.code for each in errors_of(found)} == {"text-list-unclear"}


def test_an_answer_of_its_own_and_one_in_the_list_must_agree(tmp_path: Path) -> None:
    """Where the list says otherwise than the item, nothing of the list is taken, and the item is named."""
    text = f"1、题干1（A）\n{OPTIONS}2、题干2（B）\n{OPTIONS}参考答案\n1.A 2.C\n"
    assert faults(text, tmp_path) == [("1", "text-list-doubtful"), ("5", "text-two-answers")]
    same = read(text.replace("2.C", "2.B"), tmp_path)
    assert [key_of(each) for each in items_of(same)] == [["甲"], ["乙"]]


def test_a_letter_in_a_stem_is_no_answer_where_a_list_has_it(tmp_path: Path) -> None:
    """（B） in a question without a bracket may be a word, and the list says another letter: that is named."""
    text = f"1、标有（B）的牌子是什么颜色？\n{OPTIONS}2、题干2（ ）\n{OPTIONS}参考答案\n1.C 2.A\n"
    assert ("1", "text-two-answers") in faults(text, tmp_path)


# --- files that are none ------------------------------------------------------------------------------------


def zipped(**members: bytes) -> bytes:
    """Return a container with members, ``__`` in their names a slash and ``_`` a point."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return stream.getvalue()


TWO_ENCODINGS = (
    "一、判断题，请在括号内作答。\n1、值班期间可以饮酒。（×）\n".encode()
    + "2、应当登记来访人员的姓名。（√）\n".encode("gb18030")
)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "text-no-items"),
        (b" \r\n\t\r\n", "a.txt", "text-no-items"),
        ("这里没有试题。\n".encode(), "a.txt", "text-no-items"),
        (b"1\0\0\0", "a.txt", "binary-content"),
        ("1、题干（√）\n".encode() + b"\0\xff\xfe", "a.txt", "binary-content"),
        (TWO_ENCODINGS, "a.txt", "mixed-encoding"),
        ("1、值班期间可以饮酒，这是不对的。（×）\n".encode()[:-8] + b"\xe4\xe4", "a.txt", "broken-encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "text-save-as-docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx", "old-format"),
        (b"%PDF-1.7\n%...", "a.pdf", "text-save-as-docx"),
        (b"{\\rtf1 x}", "a.doc", "text-save-as-docx"),
        (b"<!DOCTYPE html><html><body>1</body></html>", "a.txt", "text-save-as-docx"),
        (b"PK\x03\x04" + bytes(40), "a.docx", "broken-zip"),
        (zipped(xl__workbook_xml=b"<x/>"), "a.docx", "not-a-word-file"),
        (zipped(word__document_xml=b"<x"), "a.docx", "broken-xml"),
        (zipped(word__document_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "a.docx", "xml-entities"),
        (zipped(word__document_xml=b"<a>" * 400 + b"</a>" * 400), "a.docx", "xml-too-deep"),
        (docx(), "a.docx", "text-no-items"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_one_problem(data: bytes, name: str, code: str, tmp_path: Path) -> None:
    """Empty, binary, of two encodings, of another program, broken or hostile: the Problem names file and cure."""
    (problem,) = read(data, tmp_path, name)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.file) == (code, name)
    assert problem.message("zh") and problem.message("en")


def test_a_path_that_is_no_file_is_one_problem(tmp_path: Path) -> None:
    """A folder, nothing at all, and a pipe nobody writes to."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    codes = {tmp_path: "is-a-folder", tmp_path / "none.txt": "not-found", pipe: "not-a-regular-file"}
    for path, code in codes.items():
        (problem,) = text_bank.read(path, Settings())
        assert isinstance(problem, Problem)
        assert (problem.code, problem.file) == (code, str(path))


def test_a_million_lines(tmp_path: Path) -> None:
    """Empty ones cost nothing, numbered ones without answers are given up in time, and places stay right."""
    (item,) = read("\n" * 1_000_000 + "1、可以饮酒。（×）\n", tmp_path)
    assert isinstance(item, Portable) and item.place == "1000001"
    found = read("".join(f"{n}、文字\n" for n in range(1, 1_000_001)), tmp_path)
    assert found[-1].code == "text-gave-up"
    assert len(found) == 5001


@pytest.mark.parametrize(
    ("head", "piece", "count", "tail"),
    [
        ("1、题干", "（", 9_000, ""),
        ("1、题干", "（A）", 6_000, ""),
        ("1、", "_", 19_000, ""),
        ("1、", "1、", 9_000, ""),
        ("1、题", "A.", 9_000, ""),
        ("1、题（ ）", "【答案】", 4_000, ""),
        ("1、题（ ）", " A、甲 B、乙", 2_000, ""),
        ("1、题", " ", 18_000, "（ ）"),
        ("一、", "单选", 5_000, ""),
        ("参考答案：", "1-5 ABCDA ", 1_500, ""),
        ("答案：", "1.A", 6_000, ""),
        ("第", "一", 10_000, "章"),
        ("", "1、可以。（√）", 1_000, ""),
        ("", "x", 2_000_000, ""),
    ],
)
@pytest.mark.parametrize(
    "around",
    ["{}", "1、甲。（√）\n{}\n{}\n", "1、甲（ ）\nA、甲\nB、乙\n2、乙（ ）\nA、甲\nB、乙\n{}\n"],
    ids=["alone", "twice", "last"],
)
def test_long_lines_cost_what_they_are_long(
    head: str, piece: str, count: int, tail: str, around: str, tmp_path: Path
) -> None:
    """No pattern runs away on a line that nobody typed: twice the line takes about twice the time."""

    def work(share: float) -> None:
        read(around.replace("{}", f"{head}{piece * int(count * share)}{tail}"), tmp_path)

    assert grows_as_its_input(work)


# --- anything ------------------------------------------------------------------------------------------------

MARKS = [
    "1、", "2．", "3.", "(4)", "（一）", "一、", "第5题", "A、", "B.", "（C）", "D ",
    "答案：", "【答案】", "正确答案:", "参考答案", "1-5 ABCDA", "1.A 2.B", "√", "×", "（ ）",
    "（A）", "（√）", "____", "__甲__", "解析：", "难度：", "单选题", "二、多选题（每题2分）", "三、判断题",
    "填空题", "答：", "①", "②", "甲乙丙", "是什么？", "。", " ", "\t", "\n", "\n\n",
    "题号\t1\t2", "答案\tA\tB", "第一章 总则", "【材料】", "【题干】", "编号：1", "[难度:0.5]",
    "[填空题](系统评分)", "第 1 页", "Ａ．", "：", "\u200b", "\ufdd0", "\ufffc", "{", "\\",
]  # fmt: skip
"""What lines of banks are made of, in no order that makes sense."""


@given(parts=st.lists(st.sampled_from(MARKS) | st.text(max_size=3), max_size=60))
def test_no_text_breaks_the_reader(parts: Sequence[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever stands in a file, it is items with keys among their options, or Problems that can be printed."""
    text = "".join(parts).encode("utf-8", "replace")
    for each in read(text, tmp_path_factory.mktemp("any")):
        if isinstance(each, Problem):
            assert all(each.message(lang).isprintable() for lang in LANGS)
        else:
            assert each.place and each.item.stem
            assert [
                problem for problem in each.item.body.check() if problem.code in {"key-missing", "key-unknown"}
            ] == []


@given(data=st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Any bytes, also as the main part of a Word file, give items or Problems."""
    folder = tmp_path_factory.mktemp("bytes")
    for each in (*read(data, folder), *read(zipped(word__document_xml=data), folder, "a.docx")):
        if isinstance(each, Problem):
            assert all(each.message(lang).isprintable() for lang in LANGS)
        else:
            assert each.item.stem
