"""Items of a bank in an exam whose own file of keys was given: that file says what was right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from qbank.answers._plain import plain
from qbank.answers.choices import Doubt, Style, read_cell
from qbank.answers.keys import Keys
from qbank.answers.records import AnswerFile, Column
from qbank.errors import Problem
from qbank.formats._held import with_interaction
from qbank.locale import Listed
from qbank.model.item import Choice, ExtendedText, Interaction, Item, Match, Order, Response, TextEntry

_SHOWN = 5


@dataclass(slots=True)
class Rekeying:
    """Gives items the keys of a file, and remembers where these are others than the bank's.

    An item with another key is none that the bank has: its revision is 0, and nothing is recorded of it.
    """

    keys: Keys
    file: AnswerFile
    _changed: list[str] = field(default_factory=list)
    _unfit: list[tuple[str, str]] = field(default_factory=list)
    _used: set[str] = field(default_factory=set)

    def of(self, pairs: Iterable[tuple[Column, Item]]) -> Iterator[tuple[Column, Item]]:
        """Yield columns with their items; those of which the file has two keys, or one that cannot be, are left out."""
        for column, item in pairs:
            names = names_of(column, item)
            if names & self.keys.left_out:
                continue
            name = next((each for each in names if each in self.keys.keys), "")
            found = self._rekeyed(column, item, self.keys.keys[name]) if name else item
            self._used |= names
            if found is not None:
                yield column, found

    def use(self, column: Column) -> None:
        """Remember that a column of no item was marked by the file."""
        self._used |= names_of(column)

    def told(self) -> Iterator[Problem]:
        """Yield where the file differs from the bank, and which of its keys are nobody's."""
        file = self.file.file
        if self._changed:
            values = {"count": len(self._changed), "items": Listed(self._changed, _SHOWN)}
            yield Problem("answers-key-differs", file, values=values, severity="warning")
        for heading, key in self._unfit:
            yield Problem("answers-key-unfit", file, values={"heading": heading, "key": key})
        unused = [self.keys.names.get(name, name) for name in self.keys.keys if name not in self._used]
        if unused:
            values = {"count": len(unused), "items": Listed(unused, _SHOWN)}
            yield Problem("answers-key-unused", file, values=values, severity="warning")

    def _rekeyed(self, column: Column, item: Item, key: str) -> Item | None:
        interaction = item.body.interaction()
        if isinstance(interaction, ExtendedText):
            return item
        said = read_cell(key, interaction, Style("answers", self.file.layout.separators))
        if isinstance(said, Doubt):
            self._unfit.append((column.heading, key))
            return None
        if item.body.score(said) == 1:
            return item
        self._changed.append(f"{column.heading}：{key}")
        return replace(with_interaction(item, _with_key(interaction, said)), revision=0)


def names_of(column: Column, item: Item | None = None) -> set[str]:
    """Return what a file of keys may call a column: its heading, its number, the item's id or stem."""
    said = [column.heading, column.item, str(column.number or ""), *((item.id, item.stem) if item else ())]
    return {plain(each) for each in said if each}


def _with_key(interaction: Interaction, said: Response) -> Interaction:
    match interaction:
        case Choice():
            return replace(interaction, keys=(said,) if isinstance(said, str) else tuple(said))
        case TextEntry():
            return replace(interaction, accepted=tuple((each,) for each in said))
        case Match():
            return replace(interaction, pairs=tuple((left, right) for left, right in _pairs(said)))
        case Order():
            return replace(interaction, key=tuple(said))
        case ExtendedText():
            return interaction
        case _:
            assert_never(interaction)


def _pairs(said: Response) -> Iterable[tuple[str, str]]:
    return said.items() if isinstance(said, Mapping) else said
