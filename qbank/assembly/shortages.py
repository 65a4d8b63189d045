"""What a bank cannot give: which cell is short, by how much, and the least that has to be given up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qbank.assembly.resting import KeptBack
from qbank.assembly.verifying import Gap, Rule
from qbank.errors import Problem
from qbank.locale import Words
from qbank.model.blueprint import Unit
from qbank.model.form import OWN
from qbank.model.numerals import plain

_UNITS: dict[Unit, Words] = {"items": Words("assembly-items"), "marks": Words("assembly-marks")}
_SHARES: Mapping[Rule, str] = {
    "key": "assembly-missed-key", "trues": "assembly-missed-trues", "rights": "assembly-missed-rights",
}  # fmt: skip
_SUMS = {
    "facility": Words("assembly-facility"),
    "words": Words("assembly-words"),
    "seconds": Words("assembly-seconds"),
}


@dataclass(frozen=True, slots=True)
class Shortage:
    """What a bank cannot give.

    Args:
        gap: the rule that is missed, what it asks and the nearest that can be had: the least that has to be given up.
        form: which form, from 0.
        have: items (of a cell of marks their marks) that may be used and that the rule counts, other forms' aside.
        known: the same of the whole bank, with those that rest, were used too often, are banned or in other forms.
        unit: what a cell counts.
        kept: what limits of use and wrong keys keep back, None where they are not the cause.
    """

    gap: Gap
    form: int
    have: float
    known: float
    unit: Unit = "items"
    kept: KeptBack | None = None

    @property
    def is_lacking(self) -> bool:
        """Return whether the bank has too little of it by number; else it is other demands that leave no room."""
        return not (self.gap.is_short and self.gap.rule in {"cell", "section"} and self.have >= self.gap.limit)

    @property
    def problem(self) -> Problem:
        """Return it in words, with the smallest change that lets the blueprint be met."""
        gap = self.gap
        values: dict[str, object] = {
            "paper": f"{OWN[self.form]}：",
            "name": _SUMS.get(gap.rule, gap.name),
            "limit": _figure(gap.limit),
            "found": _figure(gap.found),
            "amount": _figure(gap.amount),
        }
        if gap.rule in _SHARES:
            values |= {"limit": _share(gap.limit), "found": _share(gap.found), "amount": _share(gap.amount)}
            return Problem(_SHARES[gap.rule], values=values)
        if gap.rule in _SUMS:
            return Problem("assembly-missed-sum", values=values)
        values |= {"unit": _UNITS[self.unit], "have": plain(self.have), "known": plain(self.known)}
        if not self.is_lacking:
            return Problem("assembly-crowded", values=values)
        if self.kept:
            return _kept_back(self.kept, values)
        if gap.rule == "section":
            return Problem("assembly-short-section", values=values)
        return Problem("assembly-short" if gap.is_short else "assembly-over", values=values)


def _kept_back(kept: KeptBack, values: dict[str, object]) -> Problem:
    """Return that it is wrong keys or limits of use which keep items back, with the nearest limit that would do."""
    values |= {"kept": plain(kept.amount), "uses": kept.uses, "rested": kept.rested, "miskeyed": plain(kept.miskeyed)}
    if kept.enough_keys:
        return Problem("assembly-short-miskeyed", values=values)
    if kept.enough_rested is not None:
        return Problem("assembly-short-rested", values=values | {"enough": kept.enough_rested})
    if kept.enough_uses is not None:
        return Problem("assembly-short-uses", values=values | {"enough": kept.enough_uses})
    return Problem("assembly-short-kept" if kept.miskeyed else "assembly-short-used", values=values)


def _share(value: float) -> str:
    return f"{plain(round(value * 100, 1))} %"


def _figure(value: float) -> str:
    return plain(round(value, 4))
