"""From rows of documents to the figures of drafting: how much, how varied, how alike the options are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import nan

from record import DocumentRow, DraftRow

SLOTS = 10
TYPES, OF_ONE_PATTERN = 3, 4
ENOUGH = 200
"""Of fewer unordered items the balance of key places says nothing."""


def summary(rows: Sequence[DocumentRow]) -> dict[str, float]:
    """Return every figure of some documents; NaN where there is nothing to count."""
    drafts = [each for row in rows for each in row["drafts"]]
    return {
        "documents": len(rows),
        "drafts": len(drafts),
        "violations": sum(bool(each["faults"]) for each in drafts),
        "per-1000": _share(1000 * len(drafts), sum(row["characters"] for row in rows)),
        **_firsts(rows),
        **options([each for each in drafts if "alike" in each]),
        **statements(drafts),
    }


def _firsts(rows: Sequence[DocumentRow]) -> dict[str, float]:
    """Return the figures of each document's short list: slots filled, types, patterns, near-duplicates."""
    firsts = [shortlist(row) for row in rows]
    shown = sum(map(len, firsts))
    return {
        "filled": _share(shown, SLOTS * len(firsts)),
        "varied": _share(sum(len({each["type"] for each in first}) >= TYPES for first in firsts), len(firsts)),
        "one-pattern": _share(sum(_most_of_a_pattern(first) > OF_ONE_PATTERN for first in firsts), len(firsts)),
        "repeats": _share(sum(each["repeats"] for first in firsts for each in first), shown),
    }


def shortlist(row: DocumentRow) -> list[DraftRow]:
    """Return the drafts that fill the slots of a document."""
    return row["drafts"][: row["shortlisted"]]


def _most_of_a_pattern(first: Sequence[DraftRow]) -> int:
    return max(Counter(each["pattern"] for each in first).values(), default=0)


def options(choices: Sequence[DraftRow]) -> dict[str, float]:
    """Return how alike keys and distractors are: shares of pairs, and the share of items with the key longest."""
    pairs, kind, length, last, longest = (sum(each["alike"][place] for each in choices) for place in range(5))
    return {
        "choices": len(choices),
        "same-kind": _share(kind, pairs),
        "same-length": _share(length, pairs),
        "same-last": _share(last, pairs),
        "key-longest": _share(longest, len(choices)),
        **places(choices),
    }


def places(choices: Sequence[DraftRow]) -> dict[str, float]:
    """Return the number of unordered items and p of chi-square that each place has the key equally often.

    Items of three and of four options are counted apart and their chi-squares added. NaN of fewer than ``ENOUGH``.
    """
    by_size = key_places(choices)
    unordered = sum(sum(counts) for counts in by_size.values())
    if unordered < ENOUGH:
        return {"unordered": unordered, "place-p": nan}
    from scipy.stats import chi2

    even = {size: sum(counts) / size for size, counts in by_size.items()}
    squares = sum((n - even[size]) ** 2 / even[size] for size, counts in by_size.items() for n in counts)
    return {"unordered": unordered, "place-p": float(chi2.sf(squares, sum(size - 1 for size in by_size)))}


def key_places(choices: Sequence[DraftRow]) -> dict[int, list[int]]:
    """Return number of options → how often the key stands at each place, of unordered options only."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for place, size in (each["place"] for each in choices if "place" in each):
        found[size] = found[size] or [0] * size
        found[size][place] += 1
    return dict(sorted(found.items()))


def statements(drafts: Sequence[DraftRow]) -> dict[str, float]:
    """Return how many statements there are to judge and which share is true."""
    keys = [each["true"] for each in drafts if "true" in each]
    return {"statements": len(keys), "true-share": _share(sum(keys), len(keys))}


def _share(part: float, whole: float) -> float:
    return part / whole if whole else nan
