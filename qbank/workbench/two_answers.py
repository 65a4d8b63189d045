"""Items of one file that ask the same and have other answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.errors import Problem
from qbank.model.portable import FIELDS, Portable

_OPEN = re.compile("下列|以下|说法|选项")


class Twice:
    """Notices items of one file that ask the same and have other answers: who gets the file sees them side by side.

    A stem that says nothing without its options (下列说法正确的是) asks the same only where an option is the same.
    """

    def __init__(self) -> None:
        self._keys: dict[int, tuple[int, frozenset[int]]] = {}
        self._stems: dict[str, None] = {}

    def note(self, portable: Portable) -> None:
        """Look at an item that goes into the file."""
        said = hash((portable.item.type, portable.item.stem, portable.stimulus))
        options = FIELDS["options"](portable) if _OPEN.search(portable.item.stem) else ()
        mine = hash(FIELDS["key"](portable)), frozenset(map(hash, options if isinstance(options, tuple) else ()))
        key, others = self._keys.setdefault(said, mine)
        if key != mine[0] and (not options or others & mine[1]):
            self._stems[portable.item.stem] = None

    def problems(self, file: str) -> Iterator[Problem]:
        """Yield a warning where there are such items among those that were looked at."""
        if self._stems:
            values = {"count": len(self._stems), "stem": next(iter(self._stems))}
            yield Problem("export-two-answers", file, values=values, severity="warning")
