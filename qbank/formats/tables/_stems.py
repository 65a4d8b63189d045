"""Blanks in the stems of a table: shown by a mark of the layout's, and any usual mark found again."""

from __future__ import annotations

import re

from qbank.formats.tables._layout import Unreadable
from qbank.model.item import BLANK

BRACKET = "（　）"
"""Where the answer of a choice is to stand."""
_LINE = re.compile(r"[_＿]{2,}")
_LINE_APART = re.compile(r"(?<![A-Za-z0-9_＿])[_＿]{2,}(?![A-Za-z0-9_＿])")
"""A line of a blank in a choice: no part of a name such as __init__."""
_GAP = re.compile(r"(?<![A-Za-z0-9_])\(\)|（）|[(（][\s\u3000_＿]+[)）]")
"""An empty bracket; () behind a name is a call of a function."""
_PLACE = rf"(?:{_GAP.pattern}|{_LINE_APART.pattern})"
_PLACE_BEFORE = re.compile(rf"\A\s*{_PLACE}\s*")
_PLACE_AFTER = re.compile(rf"\s*{_PLACE}\s*(?P<stop>[。．.！!；;]?)\s*\Z")
_CALL = re.compile(r"\(\)")
_GAP_OR_CALL = re.compile(rf"\(\)|{_GAP.pattern}")
_RUN = re.compile(r"_{2,}")


_OWN = ("[填空]", "【填空】", "{}", "【】", "[]", "##", "#", "＃", "□", "＿")
"""Other signs that forms have for a blank; one counts only where it is the layout's own."""
_TWINS = str.maketrans({"#": "＃", "＃": "#", "□": "▢", "{": "｛", "[": "［", "【": "［", "＿": "_"})


def blank_shown(stem: str, answer: str) -> str:
    """Return the mark of a blank that the stem of an example has, "" where none can be told."""
    usual = _LINE.search(stem) or _GAP.search(stem) or _CALL.search(stem)
    if usual:
        return usual[0]
    counts = ((sign, stem.count(sign)) for sign in _OWN)
    return next((sign for sign, count in counts if count and (count == 1 or _parts(answer, count))), "")


def _parts(answer: str, count: int) -> bool:
    """Tell whether some sign parts an answer into so many."""
    return any(answer.count(sign) == count - 1 for sign in set(answer) if not sign.isalnum())


def _is_own(mark: str) -> bool:
    return bool(mark) and not _LINE.fullmatch(mark) and not _GAP_OR_CALL.fullmatch(mark)


def show_bracket(stem: str) -> str:
    """Return the stem of a choice as a table has it."""
    return stem.replace(BLANK, BRACKET)


def find_bracket(stem: str) -> str:
    """Return the stem of a choice that was read: where its answer is to stand is a blank."""
    return _LINE_APART.sub(BLANK, _GAP.sub(BLANK, stem))


def find_statement(stem: str) -> str:
    """Return a statement that was read: an empty place at its edges is for the verdict, one within it is a blank."""
    bare = stem
    while (shorter := _PLACE_AFTER.sub(r"\g<stop>", _PLACE_BEFORE.sub("", bare))) != bare:
        bare = shorter
    return find_bracket(bare.strip() or stem)


def has_line(stem: str) -> bool:
    """Tell whether a stem that was read has a line to write on: 对 on it may be words of a blank, or the verdict."""
    return _LINE.search(stem) is not None


def show_blanks(stem: str, mark: str) -> str:
    """Return the stem of an item with blanks, each as ``mark``; nothing else looks like one."""
    if _LINE.fullmatch(mark):
        return _wide(_RUN.sub(lambda run: _lines(run[0], mark), stem), mark)
    stem = stem.replace(mark, mark.translate(_TWINS)) if _is_own(mark) else stem
    text = _gaps(mark).sub(lambda gap: f"〔{gap[0][1:-1]}〕", stem)
    shown = _RUN.sub(lambda run: mark * (len(run[0]) // len(BLANK)) or "_ _", text)
    return _wide(shown, mark)


def _lines(run: str, mark: str) -> str:
    """Return a run of underscores: as many marks as it has blanks, apart from each other, or two that are no blank."""
    return " ".join([mark] * (len(run) // len(BLANK))) or "_ _"


def _wide(stem: str, mark: str) -> str:
    return stem if "＿" in mark else re.sub("＿{2,}", "＿ ＿", stem)


def find_blanks(stem: str, answers: int, mark: str) -> str:
    """Return the stem of an item with as many blanks as there are answers.

    Args:
        stem: as it was read.
        answers: how many blanks there must be.
        mark: the layout's own, preferred where two kinds of marks would do; "" for none.

    Raises:
        Unreadable: the stem has more or fewer marks than answers, or two kinds of marks would do.
    """
    if _is_own(mark) and stem.count(mark) == answers:
        return stem.replace(mark, BLANK)
    lines, gaps = len(_LINE.findall(stem)), len(_gaps(mark).findall(stem))
    by_line = _LINE.sub(BLANK, stem)
    by_gap = _gaps(mark).sub(BLANK, stem)
    if lines == gaps == answers:
        if not mark:
            raise Unreadable("table-blanks-two-ways", "stem", found=lines)
        return by_line if _LINE.fullmatch(mark) else by_gap
    if lines == answers:
        return by_line
    if gaps == answers:
        return by_gap
    if lines + gaps == answers:
        return _LINE.sub(BLANK, by_gap)
    raise Unreadable("table-blanks-differ", "stem", found=lines + gaps, answers=answers)


def _gaps(mark: str) -> re.Pattern[str]:
    """Return what an empty bracket is: where the layout's mark is (), it may follow a name."""
    return _GAP_OR_CALL if _CALL.fullmatch(mark) else _GAP


def count_blanks(stem: str, mark: str = "") -> int:
    """Return how many marks of blanks a stem that was read has, lines before brackets."""
    if _is_own(mark) and mark in stem:
        return stem.count(mark)
    return len(_LINE.findall(stem)) or len(_gaps(mark).findall(stem))
