"""Items over all their exams: which became easier or harder, whose answers may be known, which are seen too much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from qbank.analysis.drift import Rise, Series, Step, Use, drifts
from qbank.analysis.exposure import Exposure, exposures
from qbank.bank import Bank, Query
from qbank.locale import Lang, brief, say
from qbank.model.figure import ItemStatistics
from qbank.reports.lines import SCREENFUL, STEM, left_lines
from qbank.reports.undefined import explained
from qbank.sittings import Sittings
from qbank.workbench.knowing import Known, known


@dataclass(frozen=True, slots=True)
class Watched:
    """An item over its exams; ``drifted`` is the last use in which it changed beyond chance and beyond its exam."""

    item: str
    stem: str
    series: Series
    exposure: Exposure

    @property
    def drifted(self) -> Step | None:
        """Return the last use in which it drifted, None if it never did."""
        return next((step for step in reversed(self.series.steps) if step.drifted), None)

    @property
    def leak(self) -> Rise | None:
        """Return its rise if it is one of those by which leaks are known."""
        return self.series.rise if self.series.rise and self.series.rise.leaks else None


@dataclass(frozen=True, slots=True, repr=False)
class Watch:
    """All items that exams used, the most used first.

    ``undated`` counts exams without a day, which cannot be put in order and are left out. ``known`` are the exams that
    the workspace keeps with times of answers, and who may have known old items in them.
    """

    items: tuple[Watched, ...]
    sittings: int
    undated: int
    lang: Lang
    known: tuple[Known, ...] = ()

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def lines(self, most: int = SCREENFUL) -> Iterator[str]:
        """Yield what is to be looked at: leaks, then drift, then at most so many items (0: all) that are seen most."""
        lang = self.lang
        yield say("watch-head", lang, items=len(self.items), sittings=self.sittings)
        if self.undated:
            yield say("watch-undated", lang, count=self.undated)
        told = False
        for each in self.items:
            if each.leak:
                told = True
                yield say("watch-leak", lang, id=each.item, rise=f"{each.leak.logits:.1f}", stem=brief(each.stem, STEM))
        for each in self.items:
            step = each.drifted
            if step is not None and step.change is not None:
                told = True
                how = say("watch-easier" if step.change > 0 else "watch-harder", lang)
                day, z = step.use.day.isoformat(), f"{step.z:.1f}"
                yield say("watch-drift", lang, id=each.item, day=day, how=how, z=z, stem=brief(each.stem, STEM))
        for exam in self.known:
            if exam.codes:
                told = True
                yield exam.line(lang)
        if not told:
            yield say("watch-nothing", lang)
        for each in self.items[: most or None]:
            seen, stem = each.exposure, brief(each.stem)
            told_of = {"share": f"{seen.sitting_share:.0%}", "last": seen.last.isoformat() if seen.last else "–"}
            yield say("watch-exposure", lang, id=each.item, count=seen.sittings, stem=stem, **told_of)
        yield from left_lines(most, len(self.items), lang)

    def to_dict(self, most: int = 0) -> dict[str, Any]:
        """Return it as JSON data, at most so many items (0: all), those seen most; ``left`` counts the others."""
        shown = self.items[: most or None]
        return {
            "sittings": self.sittings,
            "undated": self.undated,
            "items": [self._data(each) for each in shown],
            "left": len(self.items) - len(shown),
            "foreknown": [each.to_dict(self.lang) for each in self.known],
        }

    def _data(self, each: Watched) -> dict[str, Any]:
        steps = each.series.steps
        is_compared = any(step.change is not None for step in steps)
        whether = ("watch-why-none-drifted", "watch-why-no-alarm") if is_compared else ("watch-why-not-compared",) * 2
        causes = dict(zip(("drifted", "alarm"), whether, strict=True))
        return explained(_data(each), {**causes, "rise": "watch-why-no-rise"}, self.lang)


def watch(bank: Bank, store: Sittings, lang: Lang) -> Watch:
    """Return what the bank's records say of its items over time, and its kept answers of who knew them.

    Drift is of an item's content as it is now: a changed item begins anew. Exposure is of all its versions.
    """
    heads = [each for each in bank.recordings() if each.counts and not each.withdrawn]
    stems = {item.id: item.stem for item in bank.items(Query())}
    evidence = bank.evidence(list(stems))
    sizes: defaultdict[str, int] = defaultdict(int)
    now = {item: _uses(found.about_now) for item, found in evidence.items()}
    ever = {item: _uses(found.records) for item, found in evidence.items()}
    for found in evidence.values():
        for each in (record for record in found.records if record.date):
            sizes[each.sitting] = max(sizes[each.sitting], each.n)
    series, seen = drifts(now), exposures(ever, sizes)
    items = [Watched(item, stems[item], series[item], seen[item]) for item in now if ever[item]]
    items.sort(key=lambda each: (-each.exposure.sittings, -each.exposure.people, each.item))
    return Watch(tuple(items), len(heads), sum(not each.date for each in heads), lang, tuple(known(store, now)))


def uses_now(bank: Bank) -> dict[str, list[Use]]:
    """Return the dated uses of all items, as what they are now."""
    if not any(each.counts and not each.withdrawn for each in bank.recordings()):
        return {}
    evidence = bank.evidence([item.id for item in bank.items(Query())])
    return {item: _uses(found.about_now) for item, found in evidence.items()}


def _uses(records: Iterable[ItemStatistics]) -> list[Use]:
    return [
        Use(date.fromisoformat(each.date), each.sitting, each.n, each.facility * each.n)
        for each in records
        if each.date
    ]


def _data(each: Watched) -> dict[str, Any]:
    step, seen, rise = each.drifted, each.exposure, each.series.rise
    alarm = each.series.alarm
    return {
        "id": each.item,
        "sittings": seen.sittings,
        "sitting_share": seen.sitting_share,
        "people": seen.people,
        "people_share": seen.people_share,
        "last": seen.last.isoformat() if seen.last else None,
        "drifted": step.use.day.isoformat() if step else None,
        "change": step.change if step else None,
        "z": step.z if step else None,
        "alarm": alarm.isoformat() if alarm else None,
        "rise": rise.logits if rise else None,
        "leak": each.leak is not None,
    }
