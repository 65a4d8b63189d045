"""Every file is read again before it is put in place: what is found in it must be what was to be in it."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from qbank.errors import Problem, QbankError
from qbank.formats._contract import ForeignFormat, Settings
from qbank.locale import Lang
from qbank.model.portable import FIELDS, Portable, values_of

_NAMES = tuple(FIELDS)
_STEM = _NAMES.index("stem")


def _marks(portable: Portable) -> tuple[int, ...]:
    """Return a number for each field; equal numbers stand for equal values within one run of the program."""
    return tuple(map(hash, values_of(portable)))


@dataclass(slots=True)
class Expected:
    """What was handed to a writer, as numbers: some hundred bytes an item."""

    _all: array[int] = field(default_factory=lambda: array("q"))
    ids: list[str] = field(default_factory=list)

    def watch(self, portables: Iterable[Portable]) -> Iterator[Portable]:
        """Yield the portables on their way to the writer and remember them."""
        for portable in portables:
            self._all.extend(_marks(portable))
            self.ids.append(portable.item.id)
            yield portable

    def compare(self, fmt: ForeignFormat, path: Path, settings: Settings) -> None:
        """Read a file that was just written and compare.

        Raises:
            QbankError: ``read-back-differs`` naming the first item and field that is not there as it was to be.
                That is a fault of ours; the file must not be used.
        """
        if fmt.read is None:
            return
        found = 0
        rest = None if fmt.keeps_order else Counter(self._rows())
        for each in fmt.read(path, settings):
            if isinstance(each, Problem):
                if each.severity == "error":
                    raise _differs(fmt, "", each.message("zh"))
                continue
            self._same(fmt, found, each, rest)
            found += 1
        if found != len(self.ids):
            raise _differs(fmt, "", f"{found} ≠ {len(self.ids)}")

    def _rows(self) -> Iterator[tuple[int, ...]]:
        return (tuple(self._row(at)) for at in range(len(self.ids)))

    def _row(self, at: int) -> array[int]:
        return self._all[at * len(_NAMES) : (at + 1) * len(_NAMES)]

    def _same(self, fmt: ForeignFormat, at: int, found: Portable, rest: Counter[tuple[int, ...]] | None) -> None:
        marks = _marks(found)
        if rest is not None:
            if not rest[marks]:
                near = next((row for row in rest if row[_STEM] == marks[_STEM]), None)
                raise _differs(fmt, found.place, _first_difference(near, marks) if near else "stem")
            rest[marks] -= 1
            return
        wanted = tuple(self._row(at))
        if wanted != marks:
            item_id = self.ids[at] if at < len(self.ids) else ""
            raise _differs(fmt, item_id or found.place, _first_difference(wanted, marks) if wanted else "item")


def _first_difference(one: tuple[int, ...], other: tuple[int, ...]) -> str:
    return next((name for name, a, b in zip(_NAMES, one, other, strict=True) if a != b), "")


def _differs(fmt: ForeignFormat, place: str, what: str) -> QbankError:
    return QbankError(Problem("read-back-differs", place=place, values={"format": fmt.name, "what": what}))


def refuse_misprint(fmt: ForeignFormat, problems: Iterable[Problem], lang: Lang) -> None:
    """Raise ``read-back-differs`` for the first thing that a proofreader found."""
    for problem in problems:
        raise _differs(fmt, problem.place, problem.message(lang))
