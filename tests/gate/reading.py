"""What blind readers made of short lists: prints the tables of ``docs/quality.md``; ``--write`` renews them.

A reading is a file ``readings/NAME.csv``, a line a draft: ``document, origin, kind, type, pattern, maker`` and a class
by each reader. ``origin`` is ``law`` or ``office``, ``kind`` the genre that qbank took it for, ``maker`` ``qbank`` or
``naive`` (a TF-IDF blank with random options, mixed in). A class is A (as it is), B (a minor edit), C, D or E, with F
behind it where the reader found the draft fatal: wrong key, two keys, not answerable, text damage.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

HERE = Path(__file__).parent / "readings"
PAGE = Path(__file__).parents[2] / "docs" / "quality.md"
BEGIN, END = "<!-- tables: begin (made by tests/gate/reading.py --write) -->", "<!-- tables: end -->"
_COLUMNS = ("document", "origin", "kind", "type", "pattern", "maker")
_CLASSES = "ABCDE"
_DRAWS, _SLOTS = 2000, 10
_NEWEST = 5
"""Readings that the tables of genres and types take together."""


class Row(NamedTuple):
    """A draft and what each reader made of it: a letter a reader, and whether each found it fatal."""

    document: str
    origin: str
    kind: str
    type: str
    pattern: str
    maker: str
    classes: str
    fatal: tuple[bool, ...]


class Rates(NamedTuple):
    """Shares over all readers of a set of drafts, 0–1, with 95 % intervals that draw whole documents."""

    drafts: int
    as_is: tuple[float, float, float]
    usable: tuple[float, float, float]
    fatal: tuple[float, float, float]


def load(file: Path) -> list[Row]:
    """Return the drafts of a reading; raises ValueError for a class that is none."""
    rows = []
    with file.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            given = [line[name] for name in line if name not in _COLUMNS]
            if not given or any(each[:1] not in _CLASSES or each[1:] not in {"", "F"} for each in given):
                raise ValueError(f"{file.name}: {line['document']}: classes {given}")
            classes, fatal = "".join(each[0] for each in given), tuple(each.endswith("F") for each in given)
            rows.append(Row(*(line[name] for name in _COLUMNS), classes, fatal))
    return rows


def rates(rows: Sequence[Row]) -> Rates:
    """Return shares as they are, usable and fatal; intervals by 2,000 draws of documents, seed fixed."""
    documents = sorted({row.document for row in rows})
    counts = np.zeros((len(documents), 4))
    for row in rows:
        of = counts[documents.index(row.document)]
        of += (len(row.classes), row.classes.count("A"), sum(map(row.classes.count, "AB")), sum(row.fatal))
    drawn = np.random.default_rng(0).integers(len(documents), size=(_DRAWS, len(documents)))
    sums = counts[drawn].sum(axis=1)
    shares, whole = sums[:, 1:] / np.maximum(sums[:, :1], 1), counts.sum(axis=0)
    low, high = np.quantile(shares, (0.025, 0.975), axis=0)
    found = [(float(whole[at + 1] / whole[0]), float(low[at]), float(high[at])) for at in range(3)]
    return Rates(len(rows), found[0], found[1], found[2])


def agreement(rows: Sequence[Row]) -> tuple[float, float, float]:
    """Return the share of equal classes, of classes at most one apart, and kappa, each the mean over pairs of readers.

    Kappa is weighted quadratically on A–E (Cohen 1968); nan where a pair of readers never differs from one class.
    """
    marks = np.array([[_CLASSES.index(each) for each in row.classes] for row in rows])
    found = []
    for one, other in combinations(range(marks.shape[1]), 2):
        table = np.zeros((len(_CLASSES),) * 2)
        np.add.at(table, (marks[:, one], marks[:, other]), 1 / len(marks))
        gap = np.subtract.outer(np.arange(len(_CLASSES)), np.arange(len(_CLASSES)))
        chance = (np.outer(table.sum(1), table.sum(0)) * gap**2).sum()
        kappa = 1 - (table * gap**2).sum() / chance if chance else float("nan")
        found.append((table.trace(), table[np.abs(gap) <= 1].sum(), kappa))
    equal, near, kappa = np.mean(found, axis=0)
    return float(equal), float(near), float(kappa)


def tables(readings: dict[str, list[Row]]) -> Iterator[str]:
    """Yield the lines of the tables of ``docs/quality.md``; the newest reading last."""
    yield from _head("reading")
    for name, rows in readings.items():
        for origin in ("law", "office"):
            own = [row for row in _qbank(rows) if row.origin == origin]
            if not own:
                continue
            yield _line(f"{name}, {_ORIGINS[origin]}", str(len({row.document for row in own})), rates(own))
    name, rows = list(readings.items())[-1]
    naive = [row for row in rows if row.maker == "naive"]
    yield _line(f"{name}, naive maker", str(len({row.document for row in naive})), rates(naive))
    whole = [row for each in readings.values() for row in _qbank(each)]
    labels = list(readings)[-_NEWEST:]
    newest = [row for label in labels for row in readings[label]]
    title = f"readings {labels[0]} to {name}"
    yield _line(f"{labels[0]} to {name}, office prose", *_together(newest))
    groups = (("kind", f"genre ({title})", newest), ("type", f"type ({title})", newest))
    for key, title, of in (*groups, ("pattern", "pattern (all readings)", whole)):
        yield ""
        yield from _head(title)
        yield from _grouped(_qbank(of), key)
    yield ""
    yield from _by_document(_qbank(rows), {row.document: row.origin for row in rows})
    yield ""
    yield "| reading | drafts | readers | equal class | at most one apart | weighted kappa | kappa, qbank's own only |"
    yield "|---|---|---|---|---|---|---|"
    for label, each in readings.items():
        (equal, near, kappa), own = agreement(each), agreement(_qbank(each))[2]
        yield f"| {label} | {len(each)} | {len(each[0].classes)} | {equal:.2f} | {near:.2f} | {kappa:.2f} | {own:.2f} |"


def _together(rows: Sequence[Row]) -> tuple[str, Rates]:
    own = [row for row in _qbank(rows) if row.origin == "office"]
    return str(len({row.document for row in own})), rates(own)


_ORIGINS = {"law": "laws", "office": "office prose"}


def _qbank(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.maker == "qbank"]


def _head(first: str) -> Iterator[str]:
    yield f"| {first} | documents | drafts | as is | usable | fatal |"
    yield "|---|---|---|---|---|---|"


def _line(first: str, documents: str, of: Rates) -> str:
    shares = " | ".join(f"{100 * share:.0f} ({100 * low:.0f}–{100 * high:.0f})" for share, low, high in of[1:])
    return f"| {first} | {documents} | {of.drafts} | {shares} |"


def _grouped(rows: Sequence[Row], key: str) -> Iterator[str]:
    pick: Callable[[Row], tuple[str, str]] = lambda row: (row.origin, getattr(row, key))  # noqa: E731
    for origin, value in sorted({pick(row) for row in rows}):
        own = [row for row in rows if pick(row) == (origin, value)]
        yield _line(f"{_ORIGINS[origin]}: {value}", str(len({row.document for row in own})), rates(own))


def _by_document(rows: Sequence[Row], documents: dict[str, str]) -> Iterator[str]:
    """Yield a line a document, and how many slots of ten were filled; drafts usable to most readers count as usable."""
    yield "| document | slots filled | as is | usable | fatal | types | most of a pattern |"
    yield "|---|---|---|---|---|---|---|"
    filled: dict[str, list[int]] = {}
    for name in sorted(documents, key=lambda each: (documents[each], each)):
        own = [row for row in rows if row.document == name]
        filled.setdefault(documents[name], []).append(len(own))
        as_is = sum(2 * row.classes.count("A") > len(row.classes) for row in own)
        usable = sum(2 * sum(map(row.classes.count, "AB")) > len(row.classes) for row in own)
        fatal = sum(2 * sum(row.fatal) > len(row.fatal) for row in own)
        patterns = [row.pattern for row in own]
        most = max(map(patterns.count, patterns), default=0)
        types = len({row.type for row in own})
        yield f"| {name.removesuffix('.md')} | {len(own)} | {as_is} | {usable} | {fatal} | {types} | {most} |"
    for origin, slots in sorted(filled.items()):
        share = sum(slots) / (_SLOTS * len(slots))
        yield f"| {_ORIGINS[origin]}, all | {share:.0%} of {_SLOTS * len(slots)} | | | | | |"


def page() -> str:
    """Return ``docs/quality.md`` with its tables as they should be."""
    readings = {file.stem: load(file) for file in sorted(HERE.glob("*.csv"), key=lambda file: int(file.stem))}
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{chr(10).join(tables(readings))}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        print(page().partition(BEGIN)[2].partition(END)[0])
