"""Clauses and quotations of a view, by punctuation alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

STOPS = "，。；：！？,;:!?"
_CLAUSE_END = re.compile(rf"[{STOPS}]")
_QUOTATION = re.compile(r"“[^“”]*”|‘[^‘’]*’|「[^「」]*」|《[^《》]*》|〈[^〈〉]*〉")
_TITLE = re.compile(r"《[^《》]*》")
_BRACKET = re.compile(r"（[^（）]*）|\([^()]*\)|〔[^〔〕]*〕|\[[^\[\]]*\]|【[^【】]*】")

Range = tuple[int, int]


def quotations(view: str) -> list[Range]:
    """Return the ranges of quotations and titles, their marks included."""
    return [match.span() for match in _QUOTATION.finditer(view)]


def titles(view: str) -> list[Range]:
    """Return the ranges of titles in 《》."""
    return [match.span() for match in _TITLE.finditer(view)]


def brackets(view: str) -> list[Range]:
    """Return the ranges of bracketed asides."""
    return [match.span() for match in _BRACKET.finditer(view)]


def is_inside(ranges: Sequence[Range], start: int, end: int) -> bool:
    """Tell whether ``[start, end)`` shares a character with one of the ranges."""
    return any(start < right and left < end for left, right in ranges)


def clause_start(view: str, position: int) -> int:
    """Return where the clause that holds ``position`` begins."""
    return max(view.rfind(stop, 0, position) for stop in STOPS) + 1


def clause_end(view: str, position: int) -> int:
    """Return where the clause that holds ``position`` ends, before its punctuation."""
    match = _CLAUSE_END.search(view, position)
    return match.start() if match else len(view)
