"""From verdicts to a ``Worth``, and whether it orders drafts better than the one before.

Logistic regression held to the priors in three ways: the logit of the hand-set prior is a feature of its own;
every cell pattern × type × genre starts with ``PSEUDO`` made-up verdicts that agree with its priors (a Beta prior);
and weights are drawn to 0. So a few verdicts move little and hundreds decide.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, nan
from typing import Any

from qbank.drafting.order import value
from qbank.drafting.worth import PRIORS, Worth, logit, share_of

PSEUDO = 6.0
"""Made-up verdicts a cell starts with."""
LEAST_VERDICTS, LEAST_EACH, LEAST_DOCUMENTS = 50, 10, 3
"""Verdicts in all, kept and not kept each, and documents below which nothing is learned."""
FOLDS = 5
FIRST = 10

_LOOSENESS = 0.5
_ANCHORS = (0.1, 0.3, 0.5, 0.7, 0.9)
_ANCHOR_WEIGHT = 4.0
"""Made-up verdicts, at each of these priors, on drafts of no group: they hold the slope near 1."""
_SCALE = 10.0
"""The prior's logit is put in so much larger that drawing its weight to 0 does not tell."""
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Sample:
    """A draft with what was known when it was ordered, and the verdict on it.

    ``prior`` is the type's own, 0–1; ``standing`` that of its sentence; ``kept`` 0–1 (see ``drafting.verdicts``),
    None while undecided; ``at`` when it was decided.
    """

    item: str
    document: str
    pattern: str
    type: str
    cell: str
    prior: float
    standing: float
    features: Mapping[str, float]
    kept: float | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """How well an order foretells verdicts that had no part in it.

    ``log_loss``: mean over verdicts, lower is better. ``auc``: chance that a kept draft stands before one of the same
    document that was not, 0.5 is a mere lot; NaN where no document has both. ``first_kept`` of ``first``: kept among
    the first ten of each document. ``long``: documents with more than ten verdicts, the only ones whose first ten
    depend on the order.
    """

    log_loss: float
    auc: float
    first_kept: int
    first: int
    long: int


@dataclass(frozen=True, slots=True)
class Precision:
    """What is known of the drafts of one pattern × type.

    ``share`` kept of ``verdicts`` with its 95 % interval ``low``–``high`` (NaN without verdicts); ``prior`` and
    ``learned``: means of the expected shares, by the types' own priors and by the new order.
    """

    pattern: str
    type: str
    verdicts: int
    kept: int
    mended: int
    share: float
    low: float
    high: float
    prior: float
    learned: float


def decided(samples: Sequence[Sample]) -> list[Sample]:
    """Return the samples with a verdict, in the order of their ids."""
    return sorted((each for each in samples if each.kept is not None), key=lambda each: each.item)


def is_enough(verdicts: Sequence[Sample]) -> bool:
    """Tell whether there are verdicts of both kinds, and documents, enough to learn from."""
    kept = sum(bool(each.kept) for each in verdicts)
    return (
        len(verdicts) >= LEAST_VERDICTS
        and min(kept, len(verdicts) - kept) >= LEAST_EACH
        and len({each.document for each in verdicts}) >= LEAST_DOCUMENTS
    )


# --- learning -------------------------------------------------------------------------------------


def fit(samples: Sequence[Sample]) -> Worth:
    """Return what the verdicts teach; without any the priors. The order of the samples does not matter."""
    verdicts = decided(samples)
    if not verdicts:
        return PRIORS
    names = sorted({name for each in verdicts for name in each.features})
    rows = [[_SCALE * logit(each.prior), *(each.features.get(name, 0.0) for name in names)] for each in verdicts]
    rows += [[_SCALE * logit(prior), *([0.0] * len(names))] for prior in _ANCHORS]
    yes_and_no = _evidence(verdicts)
    slope, *weights = _solve(rows, yes_and_no)
    if slope < 0:
        # Priors that the verdicts contradict are left aside, never turned round: worth must not fall with the prior.
        slope, *weights = _solve([[0.0, *row[1:]] for row in rows], yes_and_no)
    found = {name: round(weight, _DECIMALS) for name, weight in zip(names, weights, strict=True)}
    return Worth(round(_SCALE * slope, _DECIMALS), {name: weight for name, weight in found.items() if weight})


def _evidence(verdicts: Sequence[Sample]) -> list[tuple[float, float]]:
    """Return for each row how much speaks for keeping and how much against, verdicts and made-up ones together."""
    cells = Counter(each.cell for each in verdicts)
    found = []
    for each in verdicts:
        made_up, prior, kept = PSEUDO / cells[each.cell], share_of(logit(each.prior)), each.kept or 0.0
        found.append((kept + made_up * prior, 1.0 - kept + made_up * (1.0 - prior)))
    return [*found, *((_ANCHOR_WEIGHT * prior, _ANCHOR_WEIGHT * (1.0 - prior)) for prior in _ANCHORS)]


def _solve(rows: Sequence[Sequence[float]], yes_and_no: Sequence[tuple[float, float]]) -> list[float]:
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    table: Any = np.array(rows)
    weights = np.array(yes_and_no).T
    # Newton's method ends at the same place to the last digit we keep, whatever the number of threads.
    model = LogisticRegression(C=_LOOSENESS, fit_intercept=False, solver="newton-cholesky", max_iter=200, tol=1e-9)
    model.fit(np.vstack([table, table]), np.repeat([1, 0], len(table)), sample_weight=weights.ravel())
    return [float(weight) for weight in model.coef_[0]]


# --- judging --------------------------------------------------------------------------------------


def held_back(samples: Sequence[Sample], known: Sequence[Sample]) -> Figures:
    """Return how well what ``known`` teaches foretells the verdicts, each by a ``Worth`` that never saw its document.

    Documents are dealt to at most ``FOLDS`` folds, the same way each time.
    """
    verdicts = decided(samples)
    folds = _folds(verdicts)
    worths = {
        fold: fit([each for each in known if folds.get(each.document) != fold]) for fold in sorted(set(folds.values()))
    }
    return figures([(each, worths[folds[each.document]].of(each.prior, each.features)) for each in verdicts])


def _folds(verdicts: Sequence[Sample]) -> dict[str, int]:
    sizes = Counter(each.document for each in verdicts)
    full = [0] * min(FOLDS, len(sizes))
    folds = {}
    for name in sorted(sizes, key=lambda each: (-sizes[each], hashlib.sha256(each.encode()).hexdigest())):
        fold = full.index(min(full))
        folds[name] = fold
        full[fold] += sizes[name]
    return folds


def figures(foretold: Sequence[tuple[Sample, float]]) -> Figures:
    """Return the figures of verdicts with the share that was foretold for each (0–1)."""
    by_document = defaultdict(list)
    for sample, share in foretold:
        by_document[sample.document].append((value(share, sample.standing), sample.item, bool(sample.kept)))
    orders = [sorted(rows, key=lambda row: (-row[0], row[1])) for rows in by_document.values()]
    firsts = [kept for rows in orders for *_, kept in rows[:FIRST]]
    losses = [_loss(sample.kept or 0.0, share) for sample, share in foretold]
    return Figures(
        log_loss=sum(losses) / len(losses) if losses else nan,
        auc=auc([[(worth, kept) for worth, _, kept in rows] for rows in orders]),
        first_kept=sum(firsts),
        first=len(firsts),
        long=sum(len(rows) > FIRST for rows in orders),
    )


def auc(documents: Sequence[Sequence[tuple[float, bool]]]) -> float:
    """Return the share of pairs, one kept and one not, of which the kept one is worth more; NaN without a pair.

    Pairs are of one document, since an editor sees one document's order at a time; ties count half. Differs from
    the textbook's area under the ROC curve in that respect alone.
    """
    pairs = wins = 0.0
    for rows in documents:
        kept, refused = ([worth for worth, is_kept in rows if is_kept is wanted] for wanted in (True, False))
        pairs += len(kept) * len(refused)
        wins += sum((one > other) + 0.5 * (one == other) for one in kept for other in refused)
    return wins / pairs if pairs else nan


def worse(before: Figures, after: Figures) -> tuple[str, ...]:
    """Return the names of the figures in which ``after`` is worse; empty if it is nowhere worse."""
    found = {
        "log_loss": after.log_loss > before.log_loss,
        "auc": after.auc < before.auc,
        "first_kept": after.first_kept < before.first_kept,
    }
    return tuple(name for name, is_worse in found.items() if is_worse)


def precisions(samples: Sequence[Sample], worth: Worth) -> tuple[Precision, ...]:
    """Return what is known of each pattern × type among the samples, those with most verdicts first."""
    groups = defaultdict(list)
    for each in samples:
        groups[each.pattern, each.type].append(each)
    rows = [_precision(*asked, group, worth) for asked, group in groups.items()]
    return tuple(sorted(rows, key=lambda row: (-row.verdicts, row.pattern, row.type)))


def _precision(pattern: str, type_name: str, group: Sequence[Sample], worth: Worth) -> Precision:
    verdicts = [each.kept for each in group if each.kept is not None]
    kept = sum(each > 0 for each in verdicts)
    low, high = wilson(kept, len(verdicts))
    return Precision(
        pattern=pattern,
        type=type_name,
        verdicts=len(verdicts),
        kept=kept,
        mended=sum(0 < each < 1 for each in verdicts),
        share=kept / len(verdicts) if verdicts else nan,
        low=low,
        high=high,
        prior=sum(each.prior for each in group) / len(group),
        learned=sum(worth.of(each.prior, each.features) for each in group) / len(group),
    )


def wilson(kept: int, verdicts: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, NaN of nothing. Source: Wilson (1927), without continuity correction."""
    if not verdicts:
        return nan, nan
    z, share = 1.959964, kept / verdicts
    middle = share + z * z / (2 * verdicts)
    spread = z * (share * (1 - share) / verdicts + z * z / (4 * verdicts * verdicts)) ** 0.5
    scale = 1 + z * z / verdicts
    # Rounding must not put the share itself outside.
    return max(0.0, min(share, (middle - spread) / scale)), min(1.0, max(share, (middle + spread) / scale))


def _loss(kept: float, share: float) -> float:
    held = share_of(logit(share))
    return -kept * log(held) - (1.0 - kept) * log(1.0 - held)
