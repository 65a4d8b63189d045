"""How far the readers of a bank agree: their verdicts gathered from the log and from second readings."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any, NamedTuple

from qbank.analysis.agreement import Agreement, Figure, agreement
from qbank.bank import Bank, Query
from qbank.errors import Problem
from qbank.locale import Lang, say
from qbank.model.decision import Decision
from qbank.model.opinion import Opinion, Verdict
from qbank.reports.lines import percent
from qbank.reports.tables import html_lines
from qbank.review.queue import disputed, is_settled, said

_KEPT: Mapping[str, str] = {"accept": "kept", "fix": "kept", "reject": "rejected"}
FEW = 30
"""Shared items below which the report says that its figures are uncertain."""
_UNDEFINED: Mapping[str, str] = {
    "no-shared-items": "agreement-no-shared-items",
    "no-variance": "agreement-no-variance",
}


class Read(NamedTuple):
    """What a reader last said of an item, and when (ISO 8601, UTC)."""

    verdict: Verdict
    at: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """An item that some kept and others rejected, with everybody's verdict; nobody has settled it yet."""

    item: str
    verdicts: Mapping[str, Verdict]


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """How far readers agree.

    ``read`` counts the items each reader gave a verdict on. ``three`` tells 通过, 改后通过 and 退回 apart, ``two``
    only kept and rejected. ``conflicts`` are not settled; ``settled`` counts those that a final word was said on.
    """

    lang: Lang
    read: Mapping[str, int]
    three: Agreement
    two: Agreement
    conflicts: tuple[Conflict, ...]
    settled: int

    @property
    def uncertain(self) -> bool:
        """Tell whether too few items were read twice for the figures to say much."""
        return self.three.shared < FEW

    def lines(self) -> list[str]:
        """Return the report in words."""
        readers = self._say("agreement-comma").join(
            self._say("agreement-reader", reader=reader, items=count) for reader, count in self.read.items()
        )
        head = [self._say("agreement-counts", readers=len(self.read), items=self.three.items, shared=self.three.shared)]
        head += [self._say("agreement-readers", readers=readers)] if readers else []
        if not self.three.shared:
            return [*head, self._say("agreement-nothing")]
        few = [self._say("agreement-few", shared=self.three.shared, least=FEW)] if self.uncertain else []
        both = [*self._figures("agreement-three", self.three), *self._figures("agreement-two", self.two)]
        return [*head, *few, *both, self._say("agreement-how"), *self._disputes()]

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON data; undefined figures are null, with a reason beside them."""
        data: dict[str, Any] = _plain({
            "readers": dict(self.read),
            "items": self.three.items,
            "shared": self.three.shared,
            "uncertain": self.uncertain,
            "three": asdict(self.three),
            "two": asdict(self.two),
            "conflicts": [{"item": each.item, "verdicts": dict(each.verdicts)} for each in self.conflicts],
            "settled": self.settled,
        })
        return data

    def _repr_html_(self) -> str:
        return html_lines(self.lines())

    def _figures(self, key: str, found: Agreement) -> Iterator[str]:
        yield self._say(
            key, percent=self._share(found.percent), kappa=self._shown(found.kappa), alpha=self._shown(found.alpha)
        )
        for each in found.pairs:
            if each.shared:
                yield self._say(
                    "agreement-pair",
                    one=each.one,
                    other=each.other,
                    shared=each.shared,
                    percent=self._share(each.percent),
                    kappa=self._shown(each.kappa),
                )

    def _disputes(self) -> Iterator[str]:
        if self.settled:
            yield self._say("agreement-settled", count=self.settled)
        yield self._say(
            "agreement-conflicts" if self.conflicts else "agreement-no-conflicts", count=len(self.conflicts)
        )
        for each in self.conflicts:
            said = self._say("agreement-comma").join(
                self._say("agreement-verdict", reader=reader, verdict=self._say(f"action-{verdict}"))
                for reader, verdict in each.verdicts.items()
            )
            yield self._say("agreement-conflict", id=each.item, verdicts=said)

    def _share(self, figure: Figure) -> str:
        return self._with_interval(figure, *(percent(each) for each in (figure.value, figure.low, figure.high)))

    def _shown(self, figure: Figure) -> str:
        return self._with_interval(figure, *(f"{each:.2f}" for each in (figure.value, figure.low, figure.high)))

    def _with_interval(self, figure: Figure, value: str, low: str, high: str) -> str:
        if figure.reason:
            return self._say(_UNDEFINED[figure.reason])
        return self._say("agreement-interval", value=value, low=low, high=high) if isfinite(figure.low) else value

    def _say(self, key: str, **values: object) -> str:
        return say(key, self.lang, **values)


def agreement_report(bank: Bank, *, seed: str, lang: Lang) -> AgreementReport:
    """Return how far the readers of a bank agree.

    A first reader's verdict on an item is their last 通过, 改后通过 or 退回 that was not undone; a second reader's is
    their last opinion. Of a person who was both, the later counts. A final word (adjudication) is no reading: it
    follows from the others. The recycle bin is left out.

    Args:
        bank: whose log and opinions are read.
        seed: draws the items of the intervals; the same seed and bank give the same figures.
        lang: language of the report.
    """
    import numpy as np

    items, settled = _readings(bank)
    units = [{reader: read.verdict for reader, read in readings.items()} for readings in items.values()]
    halves = [{reader: _KEPT[verdict] for reader, verdict in unit.items()} for unit in units]
    split = [item for item, half in zip(items, halves, strict=True) if len(set(half.values())) > 1]
    return AgreementReport(
        lang,
        _counted(units),
        # Each with the same lot: where no one mends, three categories and two give the same figures.
        agreement(units, np.random.default_rng(zlib.crc32(seed.encode()))),
        agreement(halves, np.random.default_rng(zlib.crc32(seed.encode()))),
        tuple(Conflict(item, _verdicts(items[item])) for item in split if item not in settled),
        sum(item in settled for item in split),
    )


def _readings(bank: Bank) -> tuple[dict[str, dict[str, Read]], frozenset[str]]:
    """Return item → reader → verdict in the order of the items' ids, and the items with a last word."""
    opinions: defaultdict[str, list[Opinion]] = defaultdict(list)
    for each in bank.opinions():
        opinions[each.item].append(each)
    found, settled = {}, set()
    for record in bank.records(Query(order="id")):
        name, every = record.item.id, opinions[record.item.id]
        own = (each for each in every if not each.final)
        readings = latest([*first_readings(record.decisions), *second_readings(own)])
        if readings:
            found[name] = readings
        if is_settled(record.decisions, every):
            settled.add(name)
    return found, frozenset(settled)


def first_readings(decisions: Sequence[Decision]) -> Iterator[tuple[str, Read]]:
    """Yield who said what in the decisions on one item, oldest first; what was undone was not said."""
    for each in said(decisions):
        if each.action == "accept" or each.action == "fix" or each.action == "reject":
            yield each.actor, Read(each.action, each.at)


def second_readings(opinions: Iterable[Opinion]) -> Iterator[tuple[str, Read]]:
    """Yield who said what in second readings of one item."""
    for each in opinions:
        yield each.reader, Read(each.verdict, each.at)


def latest(readings: Iterable[tuple[str, Read]]) -> dict[str, Read]:
    """Return each reader's latest verdict, by the names of the readers; of two at one time the one given later."""
    found: dict[str, Read] = {}
    for reader, read in readings:
        if reader not in found or read.at >= found[reader].at:
            found[reader] = read
    return dict(sorted(found.items()))


def _verdicts(readings: Mapping[str, Read]) -> dict[str, Verdict]:
    return {reader: read.verdict for reader, read in readings.items()}


def _counted(units: Iterable[Mapping[str, str]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for unit in units:
        for reader in unit:
            counts[reader] = counts.get(reader, 0) + 1
    return dict(sorted(counts.items()))


def _plain(data: Any) -> Any:  # noqa: ANN401 - JSON data
    """Return data without the numbers that JSON does not know."""
    if isinstance(data, dict):
        return {key: _plain(each) for key, each in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(each) for each in data]
    return None if isinstance(data, float) and not isfinite(data) else data


def unsettled(bank: Bank, statuses: Collection[str | None]) -> tuple[Problem, ...]:
    """Return a warning where readers differ on items of some statuses and nobody has had the last word."""
    found = [item for item in bank.many(disputed(bank)) if item.status in statuses]
    if not found:
        return ()
    return (Problem("export-disputed", place=found[0].id, values={"count": len(found)}, severity="warning"),)
