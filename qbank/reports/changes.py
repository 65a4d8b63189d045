"""How an item of an exam compares with the exams before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qbank.analysis.drift import Series, Step

_SURE = 1.96


@dataclass(frozen=True, slots=True)
class Change:
    """An item that was asked before: its mean facility until then, and what its use in the exam says."""

    item: str
    before: float
    step: Step

    @property
    def value(self) -> float:
        """Return the change in logits beyond that of the exam, above 0 where the item became easier."""
        return self.step.change or 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Return where the change lies at 95 %, by chance of answers alone."""
        half = _SURE * (self.step.error or 0.0)
        return self.value - half, self.value + half

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        step = self.step
        return {
            "name": self.item,
            "before": self.before,
            "now": step.use.facility,
            "change": step.change,
            "change_se": step.error,
            "z": step.z,
            "p": step.p,
            "p_adjusted": step.adjusted,
            "drifted": step.drifted,
        }


def change_in(item: str, series: Series, sitting: str) -> Change | None:
    """Return how an item's use in a sitting compares with those before, None where it cannot be compared."""
    steps = [step.use.sitting for step in series.steps]
    if sitting not in steps:
        return None
    step, past = series.steps[steps.index(sitting)], series.steps[: steps.index(sitting)]
    people = sum(each.use.people for each in past)
    if step.change is None or not people:
        return None
    return Change(item, sum(each.use.right for each in past) / people, step)
