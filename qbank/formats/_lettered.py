"""Answers by letters as people word them: 选B, B项, B、C两项; all there are (全选, A-D); and one or several (A/B).

One rule for texts, tables and JSON. Nothing is known here of what the options say, apart from one that judges others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from qbank.model.lettering import ends_list
from qbank.model.letters import place_of

_LETTER = "[A-Za-zＡ-Ｚａ-ｚ]"
_NAMED = rf"{_LETTER}\s*(?:选?项)?"
_BETWEEN = r"[\s,，、;；/|.．+&和及与]*"
_WORDED = re.compile(
    rf"""\s*(?:(?:正确|参考|标准)?答案\s*[是为选]?\s*[:：]?\s*)?(?:(?:故|应|本题|此题|该题|因此|所以)\s*){{0,3}}
    (?:选[择项]?|option[\s_:]*)?\s*[:：]?\s*
    (?P<letters>{_NAMED}(?:{_BETWEEN}{_NAMED})*)\s*(?:[两二三四五]\s*个?\s*选?项)?[\s。.!！;；]*""",
    re.VERBOSE | re.IGNORECASE,
)
_WORDS = re.compile("选?项")
_ROW = re.compile(rf"\s*[(（\[【]?\s*({_LETTER})\s*(?:[-–—―~～〜]+|至|到)\s*({_LETTER})\s*[)）\]】]?[\s。.]*")
_EVERY = re.compile(
    rf"\s*(?P<letters>(?:{_LETTER}[\s,，、]*)*)(?:以上|上述)?(?:选项)?(?:全选|都选|均选|全部选择?|全部选项|所有选项|全部)[\s。.!！]*"
)
_ALL = re.compile("全[部都选体]|都[是对选]|所有")
_EITHER = re.compile(rf"\s*[(（\[【]?\s*{_LETTER}(?:\s*(?:[/／]|或者?|\bor\b)\s*{_LETTER})+\s*[)）\]】]?[\s。.]*", re.I)


def unworded(answer: str) -> str:
    """Return letters without the words around them (选B, B选项, B项和C项); any other answer as it is."""
    found = _WORDED.fullmatch(answer)
    return _WORDS.sub("", found["letters"]).strip() if found else answer


def is_either(answer: str) -> bool:
    """Tell whether an answer may be one of its letters or all of them: A/B, A或B."""
    return _EITHER.fullmatch(answer) is not None


def row_of(answer: str) -> list[int] | None:
    """Return the places, from 0, of letters from one to another (A-D, A至C); None for any other answer.

    Only where several options may be right: A-B of a single choice means nothing.
    """
    found = _ROW.fullmatch(answer)
    first, last = (_place(each) for each in found.groups()) if found else (0, 0)
    return list(range(first, last + 1)) if first < last else None


def every(answer: str, options: Sequence[str]) -> list[int] | None:
    """Return the places of all options where an answer says that all are right (全选, ABCD全选); else None.

    Where an option judges the others (以上都对) it may be that one which is meant.
    """
    found = _EVERY.fullmatch(answer)
    if found is None or any(map(_may_be_all, options)):
        return None
    named = re.findall(_LETTER, found["letters"])
    is_whole = not named or [_place(each) for each in named] == list(range(len(options)))
    return list(range(len(options))) if is_whole else None


def _may_be_all(option: str) -> bool:
    return ends_list(option) or _ALL.search(option) is not None


def _place(letter: str) -> int:
    return place_of(unicodedata.normalize("NFKC", letter))
