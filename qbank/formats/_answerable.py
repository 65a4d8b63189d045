"""What keeps an item out of every file that somebody is to answer: nothing is asked, or nothing is right."""

from __future__ import annotations

import re

from qbank.errors import Problem
from qbank.formats._held import wordings
from qbank.model.item import BLANK, TextEntry
from qbank.model.portable import Portable

GRAVE = frozenset({
    "answer-holds-blank",
    "blanks-wrong",
    "blank-without-answer",
    "key-missing",
    "key-repeated",
    "key-unknown",
    "keys-not-one",
    "option-empty",
    "option-id-repeated",
    "option-repeated",
    "order-incomplete",
    "pair-repeated",
    "pair-unknown",
    "point-empty",
    "point-marks",
    "row-not-one",
    "stem-empty",
})
"""Faults with which an item cannot be answered, or not fairly; other faults are the editors' business."""
_UNHOLDABLE = re.compile("[\0\ud800-\udfff]")


def unanswerable(portable: Portable) -> Problem | None:
    """Return why an item cannot be answered at all, or cannot be written in any file; None for a sound one."""
    item = portable.item
    if _UNHOLDABLE.search("\n".join(wordings(portable))):
        return Problem("bad-unicode", place=item.id)
    if not item.stem.replace(BLANK, "").strip():
        return Problem("stem-empty", place=item.id)
    interaction = item.body.interaction()
    if isinstance(interaction, TextEntry) and item.stem.count(BLANK) != len(interaction.accepted):
        values = {"found": item.stem.count(BLANK), "wanted": len(interaction.accepted)}
        return Problem("blanks-wrong", place=item.id, values=values)
    found = next((each for each in item.body.check() if each.code in GRAVE), None)
    return Problem(found.code, place=item.id, values=found.values) if found else None
