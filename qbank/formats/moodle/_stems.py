"""Stems as Moodle has them: the box of an answer stands where a line is, the place of an option in empty brackets."""

from __future__ import annotations

import re

from qbank.formats import _stems as stems
from qbank.model.item import BLANK, Choice, Interaction

LINE = "_" * 20
"""Where five or more of them stand in a short answer, Moodle puts the box, as wide as they are."""
BRACKET = "（　　）"
_EMPTY = r"（[ \u3000\xa0_]*）|(?<![A-Za-z0-9_])\([ \u3000\xa0_]+\)"
_BRACKETS = re.compile(_EMPTY)
_LINES = re.compile("_{4,}")
_GAPS = re.compile(rf"_*(?:_{{4,}}|{_EMPTY})(?:_|{_EMPTY})*")


def shown(stem: str, interaction: Interaction) -> str:
    """Return a held stem in Moodle's words."""
    return stems.shown(stem, BRACKET if isinstance(interaction, Choice) else LINE)


def found(words: str, interaction: Interaction) -> str:
    """Return a stem that was read with its blanks marked; those that touch each other are one."""
    return stems.found(words, _GAPS if isinstance(interaction, Choice) else _LINES)


def with_blank(words: str) -> str | None:
    """Return the stem of one gap: where a line or a bracket is, else at the end; None if it may be several."""
    for mark in (_LINES, _BRACKETS):
        marks = len(mark.findall(words))
        if marks:
            return stems.found(words, mark) if marks == 1 else None
    return f"{words.rstrip('_')}{BLANK}"
