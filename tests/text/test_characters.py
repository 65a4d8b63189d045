"""The characters a document's text may hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.errors import QbankError
from qbank.text.characters import normalise

LONG = "各单位每月组织两次集中学习，由办公室负责记录，学习情况纳入年度考核，优秀单位给予表彰，不合格的限期整改。"


def codes(text: str) -> list[str]:
    """Return the codes of the warnings about a text, each with a message."""
    problems = normalise(text)[1]
    assert all(problem.message() and problem.severity == "warning" for problem in problems)
    return [problem.code for problem in problems]


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    """What comes out is stable, printable by lines, and can be stored as UTF-8 without zero bytes."""
    try:
        once, _ = normalise(text)
    except QbankError as error:
        assert error.problem.code == "no-text"
        return
    assert normalise(once)[0] == once
    assert not set(once) & set("\0\r\v\f\x85\u2028\u2029")
    once.encode("utf-8")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end_gives_the_same_text(end: str) -> None:
    """All line ends become one."""
    assert normalise(end.join([LONG, LONG])) == (f"{LONG}\n{LONG}", ())


def test_controls_are_removed_and_counted() -> None:
    """Control characters go, the tab stays."""
    text, problems = normalise(f"{LONG}\x01\x07\t\x7f表")
    assert text == f"{LONG}\t表"
    assert [(problem.code, problem.values["count"]) for problem in problems] == [("control-characters", 3)]


@pytest.mark.parametrize("char", ["\u200b", "\u200c", "\u2060", "\ufeff"])
def test_hidden_characters_are_kept_and_told(char: str) -> None:
    """A zero-width character inside a word stays where it is."""
    text, problems = normalise(f"{LONG}\n政{char}治")
    assert f"政{char}治" in text
    assert [(problem.code, problem.values["line"]) for problem in problems] == [("hidden-characters", 2)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("\u202e政治", "bidi-controls"),
        ("\ue123", "unusual-characters"),
        ("\ufffe", "unusual-characters"),
        ("e" + "\u0301" * 500, "unusual-characters"),
        ("\ud83d", "unusual-characters"),
        ("鍚勫崟浣嶆瘡鏈堢粍缁囦袱娆￠泦涓涔", "looks-like-mojibake"),
    ],
)
def test_oddities_are_told(text: str, code: str) -> None:
    """Direction marks, private characters, piled accents and garbled text pass with a warning."""
    assert codes(f"{LONG}\n{text}") == [code]


@pytest.mark.parametrize("text", ["𠮷㐂﨑", "👨‍👩‍👧🇨🇳", "Ａ１，A1,", "⿰木木\ufe00", "漢字"])
def test_rare_characters_and_emoji_pass(text: str) -> None:
    """What is only rare is neither changed nor told."""
    assert normalise(LONG + text) == (LONG + text, ())


@pytest.mark.parametrize("text", ["", " \n\t\u3000\r\n", "\ufeff", "\x01\x02"])
def test_nothing_to_read(text: str) -> None:
    """White space alone is no text."""
    with pytest.raises(QbankError, match="no text"):
        normalise(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Only Latin letters here, and no Chinese at all, however long it gets to be in the end.", "few-chinese"),
        ("བོད་ཡིག ئۇيغۇرچە العربية", "few-chinese"),
        ("，。！", "few-chinese"),
        ("请先登录", "very-short"),
    ],
)
def test_little_to_read(text: str, code: str) -> None:
    """Little Chinese or little text is told."""
    assert codes(text) == [code]


def test_one_long_line_is_told() -> None:
    """A text without line breaks passes with a warning; the same with breaks without one."""
    assert codes(LONG * 3000) == ["long-line"]
    assert codes(f"{LONG}\n" * 3000) == []
