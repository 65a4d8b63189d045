"""Where in the corpus an imported item is answered: the sentence that says it best, and how surely."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from qbank.bank import Bank
from qbank.bank.likeness import folded
from qbank.model.document import Document
from qbank.model.item import Choice, Item, Source, is_verdict
from qbank.text.segment import outline
from qbank.workbench.drafting import with_text

LEAST = 0.55
"""Share of an item's words, the rarer the heavier, that its sentence must have; below it nothing is claimed."""
_RAREST = 12
"""Pairs of characters by which sentences are looked for; the rest only compare those found."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A proof line found for an item, and what share of the item's words stands in it, 0–1."""

    source: Source
    confidence: float


class Grounds:
    """All sentences of the corpus by pairs of characters that stand beside one another."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._sources: list[Source] = []
        self._words: list[str] = []
        self._where: dict[str, list[int]] = defaultdict(list)
        for document in documents:
            for sent in outline(document).body():
                self._add(Source(document.name, document.digest, sent.start, sent.end, sent.text))

    @classmethod
    def of(cls, bank: Bank) -> Grounds:
        """Return the sentences of all documents whose text the bank has."""
        found = (bank.document(entry.name) for entry in with_text(bank))
        return cls(document for document in found if document is not None)

    def _add(self, source: Source) -> None:
        words = folded(source.text)
        if len(words) < 4:
            return
        for pair in set(_pairs(words)):
            self._where[pair].append(len(self._sources))
        self._sources.append(source)
        self._words.append(words)

    def find(self, item: Item) -> Ground | None:
        """Return the sentence that holds the key and most of the stem; None where none holds enough.

        A sentence that does not hold a key is not taken, however much of the stem it has: it would not prove anything.
        Nor is one that holds a wrong option as well, for it may say just the opposite.
        """
        keys = [words for each in item.body.key_strings() if (words := folded(each))]
        wrong = _wrong(item, keys)
        asked = Counter(_pairs(folded(item.stem) + "".join(keys)))
        weights = {pair: self._weight(pair) for pair in asked if pair in self._where}
        whole = sum(self._weight(pair) for pair in asked)
        best: tuple[float, int] | None = None
        for at in self._candidates(weights):
            words = self._words[at]
            if not all(_holds(words, key) for key in keys) or any(_holds(words, option) for option in wrong):
                continue
            share = sum(weight for pair, weight in weights.items() if pair in words) / whole
            if best is None or (share, -at) > (best[0], -best[1]):
                best = share, at
        if best is None or best[0] < LEAST:
            return None
        return Ground(self._sources[best[1]], round(best[0], 3))

    def _weight(self, pair: str) -> float:
        return log(1 + len(self._sources) / (1 + len(self._where.get(pair, ()))))

    def _candidates(self, weights: dict[str, float]) -> Iterator[int]:
        rarest: Sequence[str] = sorted(weights, key=lambda pair: (-weights[pair], pair))[:_RAREST]
        seen: set[int] = set()
        for pair in rarest:
            yield from (at for at in self._where[pair] if at not in seen)
            seen.update(self._where[pair])


def _holds(words: str, key: str) -> bool:
    """Tell whether a sentence says a key; 5日 is not said by 15日, nor 2万 by 2万5."""
    before = "(?<![0-9.])" if key[0].isdigit() else ""
    behind = "(?![0-9.])" if key[-1].isdigit() else ""
    return re.search(f"{before}{re.escape(key)}{behind}", words) is not None


def _wrong(item: Item, keys: Sequence[str]) -> list[str]:
    """Return the wordings of wrong options that are no part of a key."""
    match item.body.interaction():
        case Choice(options=options, keys=right) as choice if not is_verdict(choice):
            words = (folded(each.text) for each in options if each.id not in right)
            return [each for each in words if each and not any(each in key for key in keys)]
        case _:
            return []


def _pairs(words: str) -> Iterator[str]:
    return (words[at : at + 2] for at in range(len(words) - 1))
