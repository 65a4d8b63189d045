"""What says true and false: one table for every reader of files."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import qti_samples
import text_typist
from moodle_items import MOODLE

from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Settings
from qbank.formats.tables.language import RIGHT, WRONG
from qbank.model.portable import Portable
from qbank.model.verdict import CROSSES, FALSE, TICKS, TRUE, partner_of, verdict_of

WORDS = sorted({*TRUE, *FALSE, *TICKS, *CROSSES, "T", "False", "对。", "（错）", "ｙ", "NO"})
Found = Sequence[Portable | Problem]


def _text(folder: Path, words: Sequence[str]) -> Found:
    items = "\n\n".join(f"{n}. （判断题）甲{n}由乙交接。\n答案：{word}" for n, word in enumerate(words, 1))
    return text_typist.read(items + "\n", folder)


def _table(folder: Path, words: Sequence[str]) -> Found:
    path = folder / "t.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = [["判断题", f"甲{n}由乙交接。", word] for n, word in enumerate(words, 1)]
        csv.writer(file).writerows([["题型", "题干", "答案"], *rows])
    return list(FORMATS.get("xlsx").read(path, Settings(file=path.name)))


def _json(folder: Path, words: Sequence[str]) -> Found:
    rows = [{"type": "判断题", "question": f"甲{n}由乙交接。", "answer": word} for n, word in enumerate(words, 1)]
    path = folder / "t.json"
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return list(FORMATS.get("json-plain").read(path, Settings(file=path.name)))


def _moodle(folder: Path, words: Sequence[str]) -> Found:
    answer = '<answer fraction="{}"><text>{}</text></answer>'
    questions = "".join(
        f'<question type="truefalse"><name><text>{n}</text></name>'
        f"<questiontext><text>甲{n}由乙交接。</text></questiontext>"
        f"{answer.format(100, word)}{answer.format(0, partner_of(word))}</question>"
        for n, word in enumerate(words, 1)
    )
    path = folder / "m.xml"
    path.write_text(f"<quiz>{questions}</quiz>", encoding="utf-8")
    return list(MOODLE.read(path, Settings(file=path.name)))


def _aiken(folder: Path, words: Sequence[str]) -> Found:
    items = (f"甲{n}由乙交接。\nA. {word}\nB. {partner_of(word)}\nANSWER: A\n" for n, word in enumerate(words, 1))
    path = folder / "a.txt"
    path.write_text("\n".join(items), encoding="utf-8")
    return list(FORMATS.get("aiken").read(path, Settings(file=path.name)))


def _qti(folder: Path, words: Sequence[str]) -> Found:
    return [
        qti_samples.taken(folder, qti_samples.item(qti_samples.choice(word, partner_of(word)), declared))
        for declared in [qti_samples.response("identifier", "A")]
        for word in words
    ]


@pytest.mark.parametrize("reader", [_text, _table, _json, _moodle, _aiken, _qti])
def test_readers_agree_on_every_word(reader: Callable[[Path, Sequence[str]], Found], tmp_path: Path) -> None:
    """A word says true or false to all, or to none."""
    found = [each for each in reader(tmp_path, WORDS) if isinstance(each, Portable) or each.severity == "error"]
    keys = [each.item.body.to_dict().get("key") if isinstance(each, Portable) else each.code for each in found]
    assert dict(zip(WORDS, keys, strict=True)) == {word: verdict_of(word) for word in WORDS}


def test_marks_at_options_are_verdicts_and_figures() -> None:
    """At an option every word says whether it is right; but an x there may choose it."""
    assert {word for word in TRUE | FALSE | {*TICKS, *CROSSES} if word not in RIGHT | WRONG} == {"x"}
    assert all(verdict_of(word) is True for word in RIGHT - {"1"})
    assert all(verdict_of(word) is False for word in WRONG - {"0", ""})
