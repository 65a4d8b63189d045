"""Which items leave the bank, and in which order a reader of the file wants them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qbank.bank import Bank, Query
from qbank.model.asked import one_of, part_of
from qbank.model.item import Item, Status
from qbank.model.portable import Portable
from qbank.reports.places import places

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is asked of items: of each field one of the words; without words nothing is asked of it.

    ``chapter`` and ``audience`` are found by a part of their words.
    """

    statuses: tuple[Status, ...] = ("accepted",)
    documents: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()

    @property
    def query(self) -> Query:
        """Return what the bank can find by itself: it knows one word of a field."""
        return Query(
            status=self.statuses,
            document=_only(self.documents),
            type=_only(self.types),
            tag=_only(self.tags),
            difficulty=_only(self.difficulties),
            order="id",
        )

    def takes(self, item: Item) -> bool:
        """Tell whether an item that the query found is meant."""
        main = item.sources[0].document if item.sources else ""
        return (
            one_of((main,), self.documents)
            and one_of((item.type,), self.types)
            and one_of(item.tags, self.tags)
            and one_of((item.difficulty,), self.difficulties)
            and part_of((item.chapter,), self.chapters)
            and part_of(item.audience, self.audiences)
        )


def _only(words: Sequence[str]) -> str | None:
    return words[0] if len(words) == 1 else None


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
