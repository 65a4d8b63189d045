"""How well a fitted model tells what people answered, item by item.

- *Infit* and *outfit* are means of squared residuals at each person's expected ability; 1 is what the model expects of
  known abilities, a little less of estimated ones. Outfit is moved by single surprising answers far from an item's
  difficulty, infit by many near it. B. D. Wright, G. N. Masters (1982): Rating scale analysis.
- *S-X2* compares how many with each total got the item right with how many the model expects among them. M. Orlando,
  D. Thissen (2000), Applied Psychological Measurement 24, 50–64. Totals are put together until each cell expects one
  person, in the order of R's mirt (P. Chalmers), so that figures can be compared.

With thousands of people every p is small: the mean squares say whether a misfit matters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from qbank.analysis.irt import abilities, grid

if TYPE_CHECKING:
    from qbank.analysis.irt import Fit, Floats

Reason = Literal["", "few-items", "few-people"]
"""Why there is no S-X2: no totals between none and all right, or too few cells left for the parameters."""
_LEAST_EXPECTED = 1.0
_LEAST_ITEMS = 3
_PARAMETERS = {"rasch": 1, "2pl": 2, "3pl": 3}
"""Of one item; the slope that all items of a Rasch model share is no item's own."""


@dataclass(frozen=True, slots=True)
class ItemFit:
    """How an item fits.

    ``infit`` and ``outfit`` are None where nobody was asked; ``people`` are those who were asked every item, of whom
    ``chi2``, ``df`` and ``p`` of S-X2 are.
    """

    infit: float | None
    outfit: float | None
    chi2: float | None
    df: int | None
    p: float | None
    people: int
    reason: Reason = ""


def item_fits(answers: Floats, model: Fit, *, floor: float = 0.0) -> list[ItemFit]:
    """Return the fit of each item.

    Args:
        answers: n × k of 1, 0 and NaN, those that the model was fitted to.
        model: what was fitted.
        floor: least variance that an answer counts with; R's mirt takes 10^-2.5.
    """
    infit, outfit = mean_squares(answers, model, floor=floor)
    whole = answers[~np.isnan(answers).any(axis=1)]
    tests = _score_tests(whole, model)
    return [
        ItemFit(_told(inside), _told(outside), *test[:3], len(whole), test[3])
        for inside, outside, test in zip(infit, outfit, tests, strict=True)
    ]


def mean_squares(answers: Floats, model: Fit, *, floor: float = 0.0) -> tuple[Floats, Floats]:
    """Return infit and outfit of each item, NaN where nobody was asked."""
    asked = ~np.isnan(answers)
    right = model.chances(abilities(answers, model)[0])
    squares = np.where(asked, (np.where(asked, answers, 0.0) - right) ** 2, 0.0)
    variances = np.where(asked, np.maximum(right * (1 - right), max(floor, np.finfo(float).tiny)), 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        infit = squares.sum(axis=0) / variances.sum(axis=0)
        outfit = np.divide(squares, variances, out=np.zeros_like(squares), where=asked).sum(axis=0) / asked.sum(axis=0)
    return infit, outfit


def _told(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


# --- S-X2 ----------------------------------------------------------------------------------------------

_Test = tuple[float | None, int | None, float | None, Reason]


def _score_tests(answers: Floats, model: Fit) -> list[_Test]:
    k = answers.shape[1]
    if k < _LEAST_ITEMS:
        return [(None, None, None, "few-items")] * k
    totals = answers.sum(axis=1).astype(int)
    people = np.bincount(totals, minlength=k + 1)[1:k].astype(float)
    shares = expected_shares(model)
    right = [np.asarray(np.bincount(totals, answers[:, at], k + 1)[1:k], np.float64) for at in range(k)]
    return [_score_test(each, shares[at], people, model) for at, each in enumerate(right)]


def _score_test(right: Floats, shares: Floats, people: Floats, model: Fit) -> _Test:
    from scipy.stats import chi2

    found, expected = _pooled(
        np.column_stack((people - right, right)), np.column_stack((people * (1 - shares), people * shares))
    )
    df = int(expected.any(axis=1).sum()) - _PARAMETERS[model.model]
    if df < 1:
        return None, None, None, "few-people"
    there = expected > 0
    value = float(((found - expected)[there] ** 2 / expected[there]).sum())
    return value, df, float(chi2.sf(value, df)), ""


def expected_shares(model: Fit) -> Floats:
    """Return the share of those with each total, 1 to k - 1, who get an item right if the model holds: k × (k - 1)."""
    theta, weights = grid()
    right = model.chances(theta).T
    rest = _totals_of_others(right)
    with_it = np.einsum("isq,iq,q->is", rest[:, :-2], right, weights)
    without = np.einsum("isq,iq,q->is", rest[:, 1:-1], 1 - right, weights)
    return np.asarray(with_it / (with_it + without))


def _totals_of_others(right: Floats) -> Floats:
    """Return how likely each total of all other items is at each point: k × (k + 1) × points.

    F. M. Lord, M. S. Wingersky (1984): items are added one by one, each to the totals of all others.
    """
    k, points = right.shape
    found = np.zeros((k, k + 1, points))
    found[:, 0] = 1.0
    for at in range(k):
        more = found * (1 - right[at])
        more[:, 1:] += found[:, :-1] * right[at]
        more[at] = found[at]
        found = more
    return found


def _pooled(found: Floats, expected: Floats) -> tuple[Floats, Floats]:
    """Return the cells with neighbours put together until each expects enough; the smaller neighbour takes them."""
    rows = [list(pair) for pair in zip(found, expected, strict=True)]
    while len(rows) > 1:
        few = [at for at, (_, each) in enumerate(rows) if ((each < _LEAST_EXPECTED) & (each > 0)).any()]
        if not few:
            break
        at = few[0]
        neighbours = [place for place in (at - 1, at + 1) if 0 <= place < len(rows)]
        to = min(neighbours, key=lambda place: rows[place][0].sum())
        rows[to] = [one + other for one, other in zip(rows[to], rows[at], strict=True)]
        del rows[at]
    return np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
