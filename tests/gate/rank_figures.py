"""From rows of ranked documents to recall and AUC, with intervals from drawing the documents again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from record import RankRow

DRAWS = 1000
_SEED = 20


class Ranked(NamedTuple):
    """A figure with its 95 % interval over documents; NaN where no document has what it needs."""

    value: float
    low: float
    high: float


def recall(rows: list[Mapping[str, RankRow]], ranker: str, less: str = "") -> Ranked:
    """Return the share of asked sentences in the top 30 %, pooled; ``less`` another ranker's share."""
    asked = _column(rows, ranker, "asked")
    return _drawn(_column(rows, ranker, "hits") - (_column(rows, less, "hits") if less else 0), asked)


def pooled_auc(rows: list[Mapping[str, RankRow]], ranker: str, less: str = "") -> Ranked:
    """Return the share of pairs (asked, not asked, of one document) that are in the right order, ties counting half."""
    pairs = _column(rows, ranker, "pairs")
    return _drawn(_column(rows, ranker, "won") - (_column(rows, less, "won") if less else 0), pairs)


def document_auc(rows: list[Mapping[str, RankRow]], ranker: str, less: str = "") -> Ranked:
    """Return the mean of the documents' own AUC, each document counting once."""
    pairs = _column(rows, ranker, "pairs")
    some = pairs > 0
    won = _column(rows, ranker, "won") - (_column(rows, less, "won") if less else 0)
    return _drawn(won[some] / pairs[some], np.ones(int(some.sum())))


def _column(rows: list[Mapping[str, RankRow]], ranker: str, name: str) -> np.ndarray:
    return np.array([row[ranker][name] for row in rows], dtype=float)


def _drawn(over: np.ndarray, under: np.ndarray) -> Ranked:
    """Return sum(over) / sum(under) with the interval of Efron's percentile bootstrap over documents."""
    if not under.sum():
        return Ranked(float("nan"), float("nan"), float("nan"))
    rng = np.random.default_rng(_SEED)
    places = rng.integers(0, len(under), (DRAWS, len(under)))
    sums = under[places].sum(axis=1)
    shares = over[places].sum(axis=1)[sums > 0] / sums[sums > 0]
    low, high = np.percentile(shares, [2.5, 97.5])
    return Ranked(float(over.sum() / under.sum()), float(low), float(high))
