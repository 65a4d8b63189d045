"""Options of a Word document that are set off by their looks (red, highlighted, bold): so editors mark the key.

Looks are no words, and people use them for much: a key is never read from them. Where they set off other options than
the key, that is told.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from qbank.errors import Problem
from qbank.formats._set_off import set_off_otherwise
from qbank.formats.texts._read_fold import STRUCK, UNDERLINED, fold, tidy
from qbank.locale import brief
from qbank.model.item import Choice
from qbank.model.numerals import is_figures
from qbank.model.portable import Portable

_Element = Any  # lxml publishes no types
_SIGNS = re.compile(f"[{''.join(UNDERLINED)}{STRUCK}]")
_LETTERED = re.compile(r"[(\[]?\s*([A-Z])\s*(?:[.、:)\]]\s*|\Z)")
_PLAIN_COLOURS = frozenset({"", "auto", "000000"})
_PLAIN_GROUNDS = frozenset({"", "AUTO", "FFFFFF"})
_OFF = frozenset({"0", "false", "off"})
_SHORT = 30


def is_set_off(look: _Element | None) -> bool:
    """Tell whether the properties of a run give it a colour, a ground or bold letters."""
    if look is None:
        return False
    bold = look.find("{*}b")
    return (
        (bold is not None and _said(bold, "val") not in _OFF)
        or _said(look.find("{*}color"), "val") not in _PLAIN_COLOURS
        or _said(look.find("{*}highlight"), "val") not in {"", "none"}
        or _said(look.find("{*}shd"), "fill").upper() not in _PLAIN_GROUNDS
    )


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are set off, and the number of their paragraph; ``is_amid`` where other words run into them."""

    number: int
    text: str
    is_amid: bool


@dataclass(slots=True)
class SetOff:
    """The words that are set off, as the runs of a document come; runs that follow each other are one."""

    words: list[Words] = field(default_factory=list)
    _number: int = 0
    _before: str = ""
    _goes_on: bool = False

    def take(self, number: int, text: str, *, is_on: bool) -> None:
        """Take in the next run of a paragraph."""
        if number != self._number:
            self._number, self._before, self._goes_on = number, "", False
        if is_on and self._goes_on:
            self.words[-1] = replace(self.words[-1], text=self.words[-1].text + text)
        elif is_on and text.strip():
            is_amid = bool(self._before) and not self._before[-1].isspace() and not text[0].isspace()
            self.words.append(Words(number, text, is_amid))
            self._goes_on = True
        self._goes_on = is_on and self._goes_on
        self._before = text or self._before


def otherwise_marked(items: Sequence[Portable], words: Sequence[Words]) -> Iterator[Problem]:
    """Yield a warning for each item in which other options than those of the key are set off.

    Args:
        items: what was read, with the number of its first paragraph as place; others are passed over.
        words: what is set off, in the order of the document.
    """
    numbers = [each.number for each in words]
    placed = [(int(each.place), each) for each in items if is_figures(each.place)]
    ends = [number for number, _ in placed[1:]] + [numbers[-1] + 1 if numbers else 0]
    for (start, each), end in zip(placed, ends, strict=False):
        near = words[bisect_left(numbers, start) : bisect_left(numbers, end)]
        problem = _problem(each, near)
        if problem is not None:
            yield problem


def _problem(portable: Portable, near: Sequence[Words]) -> Problem | None:
    interaction = portable.item.body.interaction()
    if not near or not isinstance(interaction, Choice):
        return None
    places = {fold(option.text).strip(" .;"): at for at, option in enumerate(interaction.options)}
    marked = {at for at in (_place(words, places) for words in near) if at is not None}
    values = set_off_otherwise(interaction, marked)
    if values is None:
        return None
    values = {"stem": brief(portable.item.stem, _SHORT), **values}
    return Problem("text-option-set-off", place=portable.place, values=values, severity="warning")


def _place(words: Words, places: dict[str, int]) -> int | None:
    """Return the place of the option that words set off are: its letter, its words, or both."""
    folded = fold(tidy(_SIGNS.sub("", words.text))).strip(" .;")
    found = _LETTERED.match(folded)
    if found is None or folded in places:
        return places.get(folded)
    rest = folded[found.end() :].strip(" .;")
    if rest:
        return places.get(rest)
    # 维生素A and A项错误 with a bold letter name no option.
    return None if words.is_amid else ord(found[1]) - ord("A")


def _said(node: _Element | None, name: str) -> str:
    if node is None:
        return ""
    return next((str(value) for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")
