"""The figures of a run by name, which of them are pinned, and which limits hold whatever is pinned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from math import isnan, nan

import rank_figures
from record import DocumentRow, IdealRow, Record, SpanRow
from summary import summary

FLOORS = (
    "recall30/*",
    "auc/*",
    "over-length/*",
    "ideals/*",
    "spans/*/touched",
    "spans/cmrc2018/covered",
    "all/same-*",
    "all/filled",
    "sample/filled",
    "all/varied",
    "sample/varied",
    "seeds/types",
    "sample/types",
    "cut-alike",
)
"""Figures of which more is better."""
CEILINGS = (
    "all/key-longest",
    "all/repeats",
    "sample/repeats",
    "all/one-pattern",
    "sample/one-pattern",
)
"""Figures of which less is better."""
LIMITS: dict[str, tuple[float, float]] = {
    "*/violations": (0, 0),
    "all/place-p": (0.01, 1),
    "all/true-share": (0.4, 0.6),
    "sample/same-kind": (0.60, 1),
    "sample/same-length": (0.55, 1),
    "sample/same-last": (0.30, 1),
    "sample/key-longest": (0, 0.25),
}
"""Least and most, for ever: these are not measured once and pinned. For options, what published banks have."""


def figures(record: Record) -> dict[str, float]:
    """Return every figure of a record; those of which there is nothing to measure are left out."""
    named = dict(_named(record))
    return {name: float(value) for name, value in named.items() if not isnan(value)}


def _named(record: Record) -> Iterator[tuple[str, float]]:
    for group, rows in groups(list(record["documents"].values())).items():
        yield from ((f"{group}/{name}", value) for name, value in summary(rows).items())
        yield f"{group}/types", len({each["type"] for row in rows for each in row["drafts"]})
    yield from _of_ideals(list(record["ideals"].values()))
    for which, by_document in record["spans"].items():
        yield from ((f"spans/{which}/{name}", value) for name, value in coverage(list(by_document.values())).items())
    yield from _of_ranking(record)
    if record["sentences"]:
        yield "cut-alike", record["sentences"]["alike"] / record["sentences"]["all"]


def groups(rows: Sequence[DocumentRow]) -> dict[str, list[DocumentRow]]:
    """Return the documents by group and by genre, and all of them, in that order."""
    found: dict[str, list[DocumentRow]] = {}
    for row in sorted(rows, key=lambda row: row["group"]):
        found.setdefault(row["group"], []).append(row)
    for row in sorted(rows, key=lambda row: row["genre"]):
        found.setdefault(f"genre:{row['genre']}", []).append(row)
    return found | ({"all": list(rows)} if rows else {})


def _of_ideals(rows: Sequence[IdealRow]) -> Iterator[tuple[str, float]]:
    if rows:
        yield "ideals/covered", sum(row["covered"] for row in rows) / len(rows)
        yield "ideals/same-type", sum(row["same_type"] for row in rows) / len(rows)


def coverage(rows: Sequence[SpanRow]) -> dict[str, float]:
    """Return the shares of asked spans covered and of sentences touched, and facts per 1,000 characters."""
    total = {name: sum(row[name] for row in rows) for name in SpanRow.__annotations__}
    return {
        "covered": _share(total["covered"], total["spans"]),
        "touched": _share(total["asked_touched"], total["asked"]),
        "others-touched": _share(total["others_touched"], total["others"]),
        "facts-per-1000": _share(1000 * total["facts"], total["characters"]),
    }


def _share(part: float, whole: float) -> float:
    return part / whole if whole else nan


def _of_ranking(record: Record) -> Iterator[tuple[str, float]]:
    for which, rows in rank_sets(record).items():
        yield f"recall30/{which}", rank_figures.recall(rows, "qbank").value
        yield f"over-length/{which}", rank_figures.recall(rows, "qbank", "length").value
        yield f"auc/{which}", rank_figures.pooled_auc(rows, "qbank").value
        yield f"auc-by-document/{which}", rank_figures.document_auc(rows, "qbank").value


def rank_sets(record: Record) -> dict[str, list]:
    """Return the rows of each set of ranked documents that has any, and of all together."""
    sets = {which: list(by_document.values()) for which, by_document in record["ranking"].items() if by_document}
    return sets | ({"pooled": [row for rows in sets.values() for row in rows]} if sets else {})


def pinnable(figures: dict[str, float], globs: Sequence[str]) -> dict[str, float]:
    """Return the figures that are pinned, rounded."""
    return {name: round(value, 4) for name, value in figures.items() if any(fnmatchcase(name, glob) for glob in globs)}


def beyond_limits(figures: dict[str, float]) -> list[str]:
    """Return what lies outside the limits."""
    return [
        f"{name}: {value:.4g} is not within {low:g}…{high:g}"
        for name, value in figures.items()
        for glob, (low, high) in LIMITS.items()
        if fnmatchcase(name, glob) and not low <= value <= high
    ]
