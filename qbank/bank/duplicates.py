"""Finding duplicates among many items: exactly what comparing all pairs would find, by indices.

Exact ones meet in a table of folded wordings, same facts in a table of (document version, key). Near ones must have
like keys and the same numbers, which makes many small groups; in a large group two stems of likeness t or more have
one of their rarest pairs of characters in common, n − ⌈t n⌉ + 1 of them for a stem of n (prefix filtering).
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import TypeVar

import numpy as np

from qbank.bank.likeness import (
    LEAST,
    LEAST_KEY,
    LEAST_STEM,
    MARK_BYTES,
    Kind,
    Pair,
    Proof,
    Reading,
    compare,
    keys_alike,
    read,
)
from qbank.model.item import Item

_SMALL = 24
"""Items of a group up to which looking at all is quicker than an index."""
_STRETCH = 16
"""Items between two pauses: some 3 ms of work."""
_T = TypeVar("_T")
_ORDER: Mapping[Kind, int] = {"exact": 0, "near": 1, "same-fact": 2}


def find(items: Iterable[Item]) -> list[Pair]:
    """Return all pairs of duplicates.

    Args:
        items: each with an id of its own; of two with one id the last counts.

    Returns:
        Each pair once, under the strongest kind that holds, ``one`` before ``other`` in the order of ids; exact pairs
        first, then near ones, then same facts, the most alike first.
    """
    readings = list({item.id: read(item) for item in items}.values())
    index = Index()
    index._begin(readings)
    found: list[Pair] = []
    for reading in readings:
        found += map(_by_id, index._pairs(reading))
        index._add(reading)
    return sorted(found, key=_rank)


def _paused(things: Iterable[_T], pause: Callable[[], None]) -> Iterator[_T]:
    """Yield things, with a pause after every few."""
    for at, each in enumerate(things, 1):
        yield each
        if not at % _STRETCH:
            pause()


class Index:
    """Finds the duplicates of one item among many.

    Args:
        items: what it knows at first.
        pause: called after every few items while it is made, so that other threads get their turn.
    """

    def __init__(self, items: Iterable[Item] = (), *, pause: Callable[[], None] = lambda: None) -> None:
        readings = list({item.id: read(item) for item in _paused(items, pause)}.values())
        self._begin(readings, pause)
        for reading in _paused(readings, pause):
            self._add(reading)

    def _begin(self, readings: Sequence[Reading], pause: Callable[[], None] = lambda: None) -> None:
        """Know how rare pairs of characters are in some items, and no item yet."""
        self._known: dict[str, Reading] = {}
        self._same: dict[tuple[str, tuple[str, ...], str], dict[str, Reading]] = defaultdict(dict)
        self._facts: dict[tuple[str, str], dict[str, tuple[Reading, list[Proof]]]] = defaultdict(dict)
        self._keys = _Keys(_Rarest(each.key_pairs for each in _paused(readings, pause)))
        self._groups: dict[tuple[int, tuple[str, ...], str], _Group] = {}
        self._rarest = _Rarest(each.stem_pairs for each in _paused(readings, pause))

    def __len__(self) -> int:
        return len(self._known)

    def near(self, item: Item, limit: int = 5) -> list[Pair]:
        """Return the duplicates of an item, which may be known itself.

        Returns:
            At most ``limit`` pairs, ``one`` the item's id, in the order of ``find``.
        """
        return sorted(self._pairs(read(item)), key=_rank)[: max(0, limit)]

    def put(self, item: Item) -> None:
        """Know an item, in place of what was known under its id."""
        self.drop(item.id)
        self._add(read(item))

    def drop(self, item_id: str) -> None:
        """Forget an item; nothing happens if it is not known."""
        if (reading := self._known.pop(item_id, None)) is None:
            return
        del self._same[_wording(reading)][item_id]
        for fact, _ in _facts_of(reading):
            self._facts[fact].pop(item_id, None)
        self._group(reading, self._keys.number(reading)).drop(reading)

    def _add(self, reading: Reading) -> None:
        self._known[reading.id] = reading
        self._same[_wording(reading)][reading.id] = reading
        for fact, proof in _facts_of(reading):
            self._facts[fact].setdefault(reading.id, (reading, []))[1].append(proof)
        self._group(reading, self._keys.number(reading)).put(reading)

    def _pairs(self, reading: Reading) -> Iterator[Pair]:
        found = {each.id: each for each in self._candidates(reading)}
        found.pop(reading.id, None)
        for other in found.values():
            pair = compare(reading, other)
            if pair is not None:
                yield pair

    def _candidates(self, reading: Reading) -> Iterator[Reading]:
        yield from self._same.get(_wording(reading), {}).values()
        for fact, mine in _facts_of(reading):
            for other, proofs in self._facts.get(fact, {}).values():
                if any(mine.start < each.end and each.start < mine.end for each in proofs):
                    yield other
        named = ((key, reading.numbers, reading.stimulus) for key in self._keys.like(reading))
        groups = [group for name in named if (group := self._groups.get(name))]
        is_large = any(group.is_large for group in groups)
        wanted = self._rarest.of(reading.stem_pairs, _least(reading)) if is_large else []
        for group in groups:
            yield from group.candidates(reading, wanted)

    def _group(self, reading: Reading, key: int) -> _Group:
        name = (key, reading.numbers, reading.stimulus)
        if name not in self._groups:
            self._groups[name] = _Group(self._rarest)
        return self._groups[name]


class _Rarest:
    """An order of character pairs, rare ones first; it never changes, or what was put in by it would be lost."""

    def __init__(self, sets: Iterable[Iterable[int]]) -> None:
        self._counts: Counter[int] = Counter()
        for each in sets:
            self._counts.update(each)

    def of(self, pairs: array[int], least: float) -> list[int]:
        """Return those pairs (given in order) of which a set of that likeness or more must have one."""
        # Sorting is stable: of those equally rare the smaller comes first.
        ordered = sorted(pairs, key=self._counts.__getitem__)
        # A hair less than the product, which may come out above the whole number it means.
        return ordered[: len(ordered) - ceil(least * len(ordered) - 1e-9) + 1]


class _Keys:
    """The different keys of the items, numbered, each with the keys like it (itself among them)."""

    def __init__(self, rarest: _Rarest) -> None:
        self._rarest = rarest
        self._numbers: dict[tuple[bool, tuple[str, ...], bytes], int] = {}
        self._like: list[list[int]] = []
        self._first: list[Reading] = []
        self._postings: dict[tuple[tuple[str, ...], int], list[int]] = defaultdict(list)

    def number(self, reading: Reading) -> int:
        """Return the number of an item's key, a new one if it was not met before."""
        name = _key_name(reading)
        if name in self._numbers:
            return self._numbers[name]
        like = self._search(reading)
        number = self._numbers[name] = len(self._like)
        for each in like:
            self._like[each].append(number)
        self._like.append([*like, number])
        self._first.append(reading)
        for pair in self._rarest.of(reading.key_pairs, LEAST_KEY):
            self._postings[reading.key_numbers, pair].append(number)
        return number

    def like(self, reading: Reading) -> list[int]:
        """Return the numbers of the keys that are like an item's."""
        number = self._numbers.get(_key_name(reading))
        return self._search(reading) if number is None else self._like[number]

    def _search(self, reading: Reading) -> list[int]:
        wanted = self._rarest.of(reading.key_pairs, LEAST_KEY)
        found = {each for pair in wanted for each in self._postings.get((reading.key_numbers, pair), ())}
        return [each for each in found if keys_alike(reading, self._first[each])]


class _Group:
    """Items with one key and the same numbers, by the rarest pairs of their stems once they are many."""

    __slots__ = ("_rarest", "_rows", "_table")

    def __init__(self, rarest: _Rarest) -> None:
        self._rarest = rarest
        self._rows: dict[str, Reading] = {}
        self._table: _Table | None = None

    @property
    def is_large(self) -> bool:
        return self._table is not None

    def put(self, reading: Reading) -> None:
        self._rows[reading.id] = reading
        if self._table is not None and self._table.is_worn(len(self._rows)):
            self._table = None
        if self._table is not None:
            self._table.put(reading)
        elif len(self._rows) > _SMALL:
            self._table = _Table(self._rarest)
            for each in self._rows.values():
                self._table.put(each)

    def drop(self, reading: Reading) -> None:
        del self._rows[reading.id]
        if self._table is not None:
            self._table.drop(reading)

    def candidates(self, reading: Reading, wanted: Iterable[int]) -> list[Reading]:
        """Return those whose stem may be alike enough; ``wanted`` are the rarest pairs of the item's stem.

        A bit that stands in one mark only is a pair that stands in one stem only, and of those there may be only so
        many: a share (1 − t) / (1 + t) of both sizes together, the other stem no longer than this one's size / t.
        """
        least = _least(reading)
        most = int(len(reading.stem_pairs) * (1 - least) / least + 1e-9)
        if self._table is not None:
            return self._table.candidates(reading, wanted, most)
        mark = reading.stem_mark
        return [each for each in self._rows.values() if (mark ^ each.stem_mark).bit_count() <= most]


class _Table:
    """Items in rows, the rows by pair, and beside each row the mark of its stem."""

    __slots__ = ("_by_pair", "_marks", "_place", "_rarest", "_rows")

    def __init__(self, rarest: _Rarest) -> None:
        self._rarest = rarest
        self._by_pair: dict[int, array[int]] = {}
        self._marks = bytearray()
        self._rows: list[Reading | None] = []
        self._place: dict[str, int] = {}

    def is_worn(self, alive: int) -> bool:
        """Tell whether so many rows are empty that the table should be made anew."""
        return len(self._rows) > 2 * alive + _SMALL

    def put(self, reading: Reading) -> None:
        row = self._place[reading.id] = len(self._rows)
        self._rows.append(reading)
        self._marks += reading.stem_mark.to_bytes(MARK_BYTES, "little")
        for pair in self._rarest.of(reading.stem_pairs, _least(reading)):
            self._by_pair.setdefault(pair, array("I")).append(row)

    def drop(self, reading: Reading) -> None:
        self._rows[self._place.pop(reading.id)] = None

    def candidates(self, reading: Reading, wanted: Iterable[int], most: int) -> list[Reading]:
        """Return the items that share one of the wanted pairs and whose marks differ in at most so many bits."""
        lists = [np.frombuffer(found, np.uintc) for pair in wanted if (found := self._by_pair.get(pair))]
        if not lists:
            return []
        rows = np.concatenate(lists)
        marks = np.frombuffer(self._marks, np.uint64).reshape(-1, MARK_BYTES // 8)
        mark = np.frombuffer(reading.stem_mark.to_bytes(MARK_BYTES, "little"), np.uint64)
        near = rows[np.bitwise_count(marks[rows] ^ mark).sum(axis=1) <= most].tolist()
        return [found for row in set(near) if (found := self._rows[row]) is not None]


def _least(reading: Reading) -> float:
    """Return how alike the stem of a near duplicate must be at least; a statement is nothing but its stem."""
    return LEAST if reading.statement else LEAST_STEM


def _key_name(reading: Reading) -> tuple[bool, tuple[str, ...], bytes]:
    return reading.statement, reading.key_numbers, reading.key_pairs.tobytes()


def _wording(reading: Reading) -> tuple[str, tuple[str, ...], str]:
    return reading.stem, reading.answers, reading.stimulus


def _facts_of(reading: Reading) -> Iterator[tuple[tuple[str, str], Proof]]:
    """Yield what an item's proof lines and keys are filed under."""
    asked = {""} if reading.statement else {number for number, _ in reading.asks}
    for proof in reading.proofs:
        for number in asked:
            yield (proof.document, number), proof


def _by_id(pair: Pair) -> Pair:
    return pair if pair.one < pair.other else pair._replace(one=pair.other, other=pair.one)


def _rank(pair: Pair) -> tuple[int, float, str, str]:
    return _ORDER[pair.kind], -pair.score, pair.one, pair.other
