"""Models for a test as it comes: items that cannot be fitted are named, and figures to be careful with are told.

What ``irt.fit`` refuses is screened out first, with its reason. What it finds is given as it is: a negative slope stays
negative, a difficulty outside -4…4 stays where it is and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from qbank.analysis.guessing import fit_guessing
from qbank.analysis.irt import fit

if TYPE_CHECKING:
    from qbank.analysis.irt import Fit, Fitted, Floats, Prior

ItemReason = Literal["", "not-asked", "part-marks", "all-right", "all-wrong", "no-model"]
"""Why an item has no parameters; ``no-model``: there is none for the whole test."""
Reason = Literal["", "few-items", "not-converged"]
"""Why there is no model."""
FAR = 4.0
"""Difficulties beyond say little but that an item is flat, or that nearly all answer alike."""
ENOUGH = {"rasch": 100, "2pl": 200, "3pl": 1000}
"""People from whom on parameters are more than a first guess."""
_LEAST_ITEMS = 3


@dataclass(frozen=True, slots=True)
class ItemParameters:
    """The parameters of an item with their standard errors, None where undefined.

    ``guess`` is the share of those without any knowledge who get it right, None in models without it. ``far`` says
    that the difficulty lies outside -4…4, ``reversed`` that those who know less get it right more often.
    """

    name: str
    people: int
    reason: ItemReason = ""
    slope: float | None = None
    intercept: float | None = None
    difficulty: float | None = None
    slope_error: float | None = None
    intercept_error: float | None = None
    difficulty_error: float | None = None
    guess: float | None = None

    @property
    def far(self) -> bool:
        """Return whether the difficulty lies far outside."""
        return self.difficulty is not None and abs(self.difficulty) > FAR

    @property
    def reversed(self) -> bool:
        """Return whether the slope is negative."""
        return self.slope is not None and self.slope < 0


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was fitted to a test.

    Args:
        fit: the model, of the items at ``fitted`` and in their order; None where there is none.
        fitted: places of the items that it was fitted to.
        items: every item, in the order of the test.
        people: how many answered one of the fitted items or more.
        reason: why there is no model.
    """

    fit: Fit | None
    fitted: tuple[int, ...]
    items: tuple[ItemParameters, ...]
    people: int
    reason: Reason = ""

    @property
    def few(self) -> bool:
        """Return whether so few people answered that parameters are a first guess."""
        return self.fit is not None and self.people < ENOUGH[self.fit.model]


def calibrated(
    names: Sequence[str],
    answers: Floats,
    model: Fitted = "2pl",
    prior: Prior = "weak",
    pause: Callable[[], None] = lambda: None,
) -> Calibration:
    """Return the model of those items that can be fitted; the others with the reason why not.

    Args:
        names: of the items.
        answers: n × k of 1, 0 and NaN for items that a person was not asked.
        model: as of ``irt.fit``, or ``3pl``, which is that of ``guessing``.
        prior: of slopes and intercepts, as of ``irt.fit``; shares of guessing always have one.
        pause: called every round; may raise to stop.
    """
    reasons = [_unfit(answers[:, at]) for at in range(len(names))]
    fitted = [at for at, reason in enumerate(reasons) if not reason]
    asked = ~np.isnan(answers)
    answered = asked[:, fitted].any(axis=1)
    chosen = answers[answered][:, fitted]
    found = _fitted(chosen, model, prior, pause) if len(fitted) >= _LEAST_ITEMS else None
    reason: Reason = "few-items" if found is None else "" if found.converged else "not-converged"
    items = [
        ItemParameters(name, int(people), why or ("no-model" if reason else ""))
        for name, people, why in zip(names, asked.sum(axis=0), reasons, strict=True)
    ]
    if found is None or reason:
        return Calibration(None, tuple(fitted), tuple(items), int(answered.sum()), reason)
    for place, at in enumerate(fitted):
        items[at] = _with(items[at], found, place)
    return Calibration(found, tuple(fitted), tuple(items), int(answered.sum()))


def _fitted(answers: Floats, model: Fitted, prior: Prior, pause: Callable[[], None]) -> Fit:
    if model == "3pl":
        return fit_guessing(answers, prior, pause=pause)
    return fit(answers, model, prior, pause)


def _unfit(answers: Floats) -> ItemReason:
    """Return why an item cannot be fitted."""
    given = answers[~np.isnan(answers)]
    if not len(given):
        return "not-asked"
    if ((given != 0) & (given != 1)).any():
        return "part-marks"
    return "all-right" if given.all() else "" if given.any() else "all-wrong"


def _with(item: ItemParameters, found: Fit, at: int) -> ItemParameters:
    return replace(
        item,
        slope=_told(found.slopes, at),
        intercept=_told(found.intercepts, at),
        difficulty=_told(found.difficulties, at),
        slope_error=_told(found.slope_errors, at),
        intercept_error=_told(found.intercept_errors, at),
        difficulty_error=_told(found.difficulty_errors, at),
        guess=None if found.guesses is None else _told(found.guesses, at),
    )


def _told(values: Floats, at: int) -> float | None:
    return float(values[at]) if np.isfinite(values[at]) else None
