"""Who may have known old items beforehand: of an exam that is analysed how many, of those that are kept who."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from qbank.analysis.foreknown import Foreknown, foreknown
from qbank.locale import Lang, Listed, say

if TYPE_CHECKING:
    from qbank.analysis.drift import Use
    from qbank.answers import Joined, Reading
    from qbank.model.sitting import Asked
    from qbank.sittings import Sittings


@dataclass(frozen=True, slots=True)
class Knowing:
    """What times of answers say of those who sat an exam.

    Args:
        old: how many of its items were asked in an exam before.
        new: how many were not.
        found: the people in the order of the exam.
    """

    old: int
    new: int
    found: Foreknown

    @property
    def people(self) -> int:
        """Return how many were looked at: with marks and times of enough old and new items."""
        return int((~np.isnan(self.found.better) & ~np.isnan(self.found.slower)).sum())

    def line(self, lang: Lang) -> str:
        """Return it in words; nobody is named."""
        if self.found.reason:
            return say(f"analyse-foreknown-{self.found.reason}", lang)
        told = {"old": self.old, "new": self.new, "count": len(self.found.signs), "n": self.people}
        return say("analyse-foreknown", lang, **told)

    def to_dict(self, lang: Lang) -> dict[str, Any]:
        """Return it as JSON data; nobody is named."""
        data: dict[str, Any] = {"old": self.old, "new": self.new, "people": self.people}
        if self.found.reason:
            return {**data, "signs": None, "reason": say(f"analyse-foreknown-{self.found.reason}", lang)}
        return {**data, "signs": len(self.found.signs)}


def knowing(found: Reading | Joined, asked_before: Collection[str]) -> Knowing | None:
    """Return what the times of an answer file say, None where it has none."""
    if not found.has_times:
        return None
    return _knowing(found.sitting().marks, found.times_of(found.places), found.asked, asked_before)


def asked_before(uses: Mapping[str, Iterable[Use]], day: str, sitting: str) -> set[str]:
    """Return the items that another exam used before a day (ISO 8601), or on it.

    Args:
        uses: the dated uses of items as they are now.
        day: of the exam.
        sitting: the exam's own id.
    """
    return {
        item for item, own in uses.items() if any(use.sitting != sitting and use.day.isoformat() <= day for use in own)
    }


@dataclass(frozen=True, slots=True)
class Known:
    """An exam that is kept, and the codes of those who may have known its old items."""

    name: str
    date: str
    about: Knowing
    codes: tuple[str, ...]

    def line(self, lang: Lang) -> str:
        """Return it in words."""
        told = {"old": self.about.old, "new": self.about.new, "count": len(self.codes), "n": self.about.people}
        return say("watch-foreknown", lang, date=self.date, name=self.name, codes=Listed(self.codes), **told)

    def to_dict(self, lang: Lang) -> dict[str, Any]:
        """Return it as JSON data."""
        return {"name": self.name, "date": self.date, **self.about.to_dict(lang), "codes": list(self.codes)}


def known(store: Sittings, uses: Mapping[str, Sequence[Use]]) -> Iterator[Known]:
    """Yield the dated exams that are kept with times of answers, the latest first, with who may have known old items.

    ``uses`` are the dated uses of items as they are now.
    """
    for head in store.sittings():
        sheets = [each for each in store.sheets(head.id) if each.times] if head.date else []
        if not sheets:
            continue
        marks, times = (np.array(rows, float) for rows in ([s.marks for s in sheets], [s.times for s in sheets]))
        about = _knowing(marks, times, head.asked, asked_before(uses, head.date, head.id))
        codes = tuple(sorted(sheets[place].person.code for place in about.found.signs.tolist()))
        yield Known(head.name, head.date, about, codes)


def _knowing(marks: Any, times: Any, asked: Sequence[Asked], before: Collection[str]) -> Knowing:  # noqa: ANN401 - arrays
    old = np.array([each.item in before for each in asked], bool)
    most = np.array([each.most for each in asked])
    return Knowing(int(old.sum()), int((~old).sum()), foreknown(marks / most, times, old))
