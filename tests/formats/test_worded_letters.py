"""Answers by letters as people word them: one rule for texts, tables and JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_typist import key_of, read

from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Settings
from qbank.formats._lettered import every, is_either, row_of, unworded
from qbank.model.portable import Portable

OPTIONS = ["甲班", "乙班", "丙班", "丁班"]
KEYS = st.sets(st.sampled_from("ABCD"), min_size=1).map(sorted)
_WAYS = "选{} 故选{}。 应选：{} 选择{} 选项{} {}项 {}选项 答案：{} 正确答案是{} 本题选{}项 Option:{} {}。"
WORDS = st.sampled_from(_WAYS.split())


def _text(folder: Path, answer: str, kind: str) -> list[Portable | Problem]:
    options = "".join(f"{letter}. {text}\n" for letter, text in zip("ABCD", OPTIONS, strict=True))
    return read(f"1. {f'（{kind}）' if kind else ''}由谁交接？\n{options}答案：{answer}\n", folder)


def _table(folder: Path, answer: str, kind: str) -> list[Portable | Problem]:
    path = folder / "t.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([
            ["题型", "题干", *(f"选项{each}" for each in "ABCD"), "答案"],
            [kind, "由谁交接？", *OPTIONS, answer],
        ])
    return list(FORMATS.get("xlsx").read(path, Settings(file=path.name)))


def _json(folder: Path, answer: str, kind: str) -> list[Portable | Problem]:
    record: dict[str, Any] = {"question": "由谁交接？", "options": OPTIONS, "answer": answer}
    path = folder / "t.json"
    path.write_text(json.dumps([record | ({"type": kind} if kind else {})], ensure_ascii=False), encoding="utf-8")
    return list(FORMATS.get("json-plain").read(path, Settings(file=path.name)))


READERS = pytest.mark.parametrize("reader", [_text, _table, _json])
Reader = Callable[[Path, str, str], list[Portable | Problem]]


def said(reader: Reader, folder: Path, answer: str, kind: str = "") -> object:
    """Return the key that is read, or whether it is refused."""
    found = reader(folder, answer, kind)[0]
    return "refused" if isinstance(found, Problem) else key_of(found)


@given(key=KEYS, words=WORDS, between=st.sampled_from(["", "、", ",", "，", " ", "和"]))
def test_words_around_letters_go_and_letters_stay(key: list[str], words: str, between: str) -> None:
    """Whatever stands around them."""
    bare = unworded(words.format(between.join(key)))
    assert [each for each in bare if each in "ABCD"] == key
    assert not set(bare) & set("选项答案")


@pytest.mark.parametrize("text", ["甲项", "选举", "第2项", "选择题", "B类项目", "项", "选", "答案", "A班负责", ""])
def test_words_without_letters_stay(text: str) -> None:
    """They say something else."""
    assert unworded(text) == text


@given(
    first=st.sampled_from("ABCDE"), last=st.sampled_from("ABCDE"), sign=st.sampled_from(["-", "—", "～", "至", "到"])
)
def test_letters_from_one_to_another_rise(first: str, last: str, sign: str) -> None:
    """All between them, both ends included; falling ones are none."""
    found = row_of(f"{first}{sign}{last}")
    assert found == (list(range(ord(first) - 65, ord(last) - 64)) if first < last else None)


@READERS
@pytest.mark.parametrize(
    ("answer", "kind", "key"),
    [
        ("选B", "", ["乙班"]),
        ("B项", "单选题", ["乙班"]),
        ("B、C两项", "多选题", ["乙班", "丙班"]),
        ("B项和C项", "", ["乙班", "丙班"]),
        ("A-C", "多选题", OPTIONS[:3]),
        ("A～D", "多选题", OPTIONS),
        ("全选", "多选题", OPTIONS),
        ("以上全选", "", OPTIONS),
        ("ABCD全选", "", OPTIONS),
        ("A/B", "多选题", OPTIONS[:2]),
        ("A/B", "", "refused"),
        ("A或B", "单选题", "refused"),
        ("A-C", "", "refused"),
        ("A-C", "单选题", "refused"),
        ("D-A", "多选题", "refused"),
        ("ABC全选", "多选题", "refused"),
        ("全选", "单选题", "refused"),
    ],
)
def test_every_reader_reads_them_alike(reader: Reader, answer: str, kind: str, key: object, tmp_path: Path) -> None:
    """And refuses alike what may be one letter or several."""
    assert said(reader, tmp_path, answer, kind) == key


@pytest.mark.parametrize("option", ["以上都对", "以上全部", "全选", "全部", "都是"])
def test_an_option_may_be_what_says_that_all_are_right(option: str) -> None:
    """Then it is not known which is meant."""
    assert every("全选", ["甲", "乙", option]) is None
    assert every("全选", ["甲", "乙", "丙"]) == [0, 1, 2]


@READERS
@pytest.mark.parametrize(("answer", "key"), [("对。", "正确"), ("错！", "错误"), ("符合", "正确"), ("不符合", "错误")])
def test_verdicts_in_other_words(reader: Reader, answer: str, key: str, tmp_path: Path) -> None:
    """With the stop that ends them."""
    if reader is _text:
        found = read(f"1. 由甲班交接。（ ）\n答案：{answer}\n", tmp_path)[0]
    else:
        path = tmp_path / ("t.csv" if reader is _table else "t.json")
        rows = f"题型,题干,答案\n判断题,由甲班交接。,{answer}\n"
        record = json.dumps([{"question": "由甲班交接。", "answer": answer}], ensure_ascii=False)
        path.write_text(rows if reader is _table else record, encoding="utf-8")
        name = "xlsx" if reader is _table else "json-plain"
        found = next(iter(FORMATS.get(name).read(path, Settings(file=path.name))))
    assert isinstance(found, Portable) and key_of(found) == [key]


def test_a_bracket_with_either_is_refused(tmp_path: Path) -> None:
    """As the answer behind the options is."""
    options = "A. 甲\nB. 乙\nC. 丙\n"
    found = read(f"1. 应为（A/B）。\n{options}2.（多选题）应为（A/B）。\n{options}", tmp_path)
    assert isinstance(found[0], Problem) and found[0].code == "text-answer-either"
    assert isinstance(found[1], Portable) and key_of(found[1]) == ["甲", "乙"]
    assert is_either("(A/B)") and not is_either("A、B")


# --- signs between options ---------------------------------------------------------------------------


@READERS
@pytest.mark.parametrize("sign", ["+", "＆", "-", "→", " + "])
def test_a_sign_between_options_that_may_be_the_first_ones_is_refused(
    reader: Reader, sign: str, tmp_path: Path
) -> None:
    """A.甲+B.乙: nothing of it stays at an option in silence."""
    row = sign.join(f"{letter}.{text}" for letter, text in zip("ABCD", OPTIONS, strict=True))
    if reader is _text:
        found = read(f"1. 由谁交接？\n{row}\n答案：B\n", tmp_path)
    elif reader is _table:
        path = tmp_path / "t.csv"
        path.write_text(f"题干,选项,答案\n由谁交接？,{row},B\n", encoding="utf-8")
        found = list(FORMATS.get("xlsx").read(path, Settings(file=path.name)))
    else:
        path = tmp_path / "t.json"
        path.write_text(json.dumps([{"question": "由谁交接？", "options": row, "answer": "B"}]), encoding="utf-8")
        found = list(FORMATS.get("json-plain").read(path, Settings(file=path.name)))
    assert isinstance(found[0], Problem) and found[0].severity == "error"


@pytest.mark.parametrize("row", ["A.C++ B.Java C.Go", "A.Na+ B.Cl- C.K+", "A.5+ B.6+ C.7+"])
def test_a_sign_that_belongs_to_its_word_stays(row: str, tmp_path: Path) -> None:
    """White space parts such options."""
    found = read(f"1. 应为？\n{row}\n答案：B\n", tmp_path)[0]
    assert isinstance(found, Portable) and key_of(found) == [row.split()[1][2:]]


def test_an_upright_stroke_parts_options(tmp_path: Path) -> None:
    """Typists take 丨 for it."""
    found = read("1. 应为？\nA.甲丨B.乙丨C.丙\n答案：A\n", tmp_path)[0]
    assert isinstance(found, Portable) and key_of(found) == ["甲"]


@pytest.mark.parametrize("sign", ["||", "\n\n", "|||", "\n \n"])
@pytest.mark.parametrize("letters", [True, False])
def test_the_same_sign_twice_parts_options_as_once(sign: str, letters: bool, tmp_path: Path) -> None:
    """Where it stands so everywhere; where it does not, one may be empty."""
    cells = [f"{letter}.{text}" if letters else text for letter, text in zip("ABCD", OPTIONS, strict=True)]
    path = tmp_path / "t.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        uneven = f"{OPTIONS[0]}{sign}{OPTIONS[1]}{sign[:1]}{OPTIONS[2]}"
        rows = [["题干", "选项", "答案"], ["由谁交接？", sign.join(cells), "B"], ["由谁接班？", uneven, "B"]]
        csv.writer(file).writerows(rows)
    found = list(FORMATS.get("xlsx").read(path, Settings(file=path.name)))
    assert isinstance(found[0], Portable) and key_of(found[0]) == ["乙班"]
    assert isinstance(found[1], Problem) and found[1].code == "table-option-empty"
