"""Which items leave the bank, and in which order a reader of the file wants them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qbank.bank import Bank, Query
from qbank.model.item import Item, Status
from qbank.model.portable import Portable
from qbank.reports.places import places

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked of items; "" asks for nothing. ``chapter`` and ``audience`` are found by a part of their words."""

    statuses: tuple[Status, ...] = ("accepted",)
    document: str = ""
    type: str = ""
    tag: str = ""
    difficulty: str = ""
    chapter: str = ""
    audience: str = ""

    @property
    def query(self) -> Query:
        """Return what the bank can find by itself."""
        return Query(
            status=self.statuses,
            document=self.document or None,
            type=self.type or None,
            tag=self.tag or None,
            difficulty=self.difficulty or None,
            order="id",
        )

    def takes(self, item: Item) -> bool:
        """Tell whether an item that the query found is meant."""
        in_audience = not self.audience or any(self.audience in each for each in item.audience)
        return in_audience and (not self.chapter or self.chapter in item.chapter)


def chosen(bank: Bank, selection: Selection) -> Iterator[Item]:
    """Return the items that are meant, by id."""
    return (item for item in bank.items(selection.query) if selection.takes(item))


def reading_order(item: Item) -> tuple[str, int, int, str]:
    """Return what items are sorted by in a file, the id last: as their documents go on; by hand at the end."""
    source = item.sources[0] if item.sources else None
    return (source.document, source.start, source.end, item.id) if source else ("\U0010ffff", 0, 0, item.id)


class Packer:
    """Makes portables of items: with the text of their stimulus, and proof lines in words."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._titles: dict[tuple[str, str], str] = {}
        self._place = places(bank.document)

    def pack(self, items: Sequence[Item]) -> Iterator[Portable]:
        """Yield a portable an item, in their order."""
        stimuli = self._bank.stimuli({item.stimulus for item in items} - {""})
        for item in items:
            stimulus = stimuli[item.stimulus].text if item.stimulus else ""
            yield Portable(item=item, stimulus=stimulus, proof=tuple(self._proof(item)))

    def pack_ids(self, ids: Sequence[str]) -> Iterator[Portable]:
        """Yield a portable an id, in their order, reading a few items at a time."""
        for start in range(0, len(ids), _BATCH):
            yield from self.pack(self._bank.many(ids[start : start + _BATCH]))

    def _proof(self, item: Item) -> Iterator[str]:
        for source in item.sources:
            words = " ".join(source.text.split())
            yield f"《{self._title(source.document, source.digest)}》{self._place(source)}：“{words}”"

    def _title(self, name: str, digest: str) -> str:
        if (name, digest) not in self._titles:
            document = self._bank.document(name, digest)
            title = document.title if document else ""
            self._titles[name, digest] = title.strip("《》") or name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return self._titles[name, digest]
