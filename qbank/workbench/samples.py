"""Verdicts of the bank with what was known of each draft when it was put in order.

The documents are studied and asked again, and drafts are known by their ids. So nothing has to be kept in the bank for
learning, and verdicts serve also when features are added later.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qbank.bank import Bank, Query
from qbank.drafting.draft import every_candidate
from qbank.drafting.features import Place, features, groups
from qbank.drafting.learn import Sample
from qbank.drafting.readers import expected_share
from qbank.drafting.study import Tools, study
from qbank.drafting.verdicts import Verdict, as_drafted, verdict
from qbank.model.document import Document
from qbank.model.item import Item
from qbank.workbench.ingest import Progress

_UNKNOWN = 0.5
"""Prior of a draft of which nothing is known, not even its like."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Samples, decided and not, of the documents with verdicts; ``unmade`` of the decided would not be made now."""

    samples: tuple[Sample, ...]
    unmade: int


class _Asked(NamedTuple):
    """An item as it was drafted, and the verdict on it."""

    item: Item
    verdict: Verdict | None

    @property
    def version(self) -> tuple[str, str]:
        """Return name and digest of the document it was drafted from."""
        return self.item.sources[0].document, self.item.sources[0].digest


class _Known(NamedTuple):
    """What is known of an item: where it was drafted, and its prior (None: it would not be drafted now)."""

    asked: _Asked
    place: Place
    prior: float | None

    @property
    def cell(self) -> str:
        """Return the narrowest group."""
        return groups(self.asked.item, self.place.kind)[-1]


def gather(bank: Bank, tools: Callable[[], Tools], *, seed: str, progress: Progress) -> Gathered:
    """Return the drafts of every document with a verdict; ``tools`` is called only if there is one."""
    asked = _by_version(bank)
    if not asked:
        return Gathered((), 0)
    made, known = tools(), list[_Known]()
    for number, (name, digest) in enumerate(sorted(asked)):
        progress(name, number, len(asked))
        known += _known(asked[name, digest], bank.document(name, digest), made, seed)
    priors = _mean_priors(known)
    unmade = sum(each.prior is None and each.asked.verdict is not None for each in known)
    return Gathered(tuple(_sample(each, priors) for each in known), unmade)


def _by_version(bank: Bank) -> Mapping[tuple[str, str], Sequence[_Asked]]:
    found = defaultdict(list)
    for record in bank.records(Query(order="id")):
        item = as_drafted(record)
        if item.pattern and item.sources:
            asked = _Asked(item, verdict(record.decisions))
            found[asked.version].append(asked)
    return {version: every for version, every in found.items() if any(each.verdict for each in every)}


def _known(asked: Sequence[_Asked], document: Document | None, tools: Tools, seed: str) -> Iterator[_Known]:
    if document is None or not document.text:
        yield from (_Known(each, Place(document.kind if document else "other"), None) for each in asked)
        return
    studied = study(document, tools)
    standings = studied.standing()
    by_start = {each.sent.start: standings[each.sent.index] for each in studied.ranked}
    made = {each.item.id: each for each in every_candidate(studied, seed=seed)}
    for each in asked:
        again = made.get(each.item.id)
        start = again.draft.fact.sent.start if again else each.item.sources[0].start
        place = Place(document.kind, by_start.get(start, 0.0), document.text)
        yield _Known(each, place, expected_share(again, studied) if again else None)


def _mean_priors(known: Sequence[_Known]) -> Mapping[str, float]:
    cells = defaultdict(list)
    for each in known:
        if each.prior is not None:
            cells[each.cell].append(each.prior)
    return {cell: sum(priors) / len(priors) for cell, priors in cells.items()}


def _sample(known: _Known, priors: Mapping[str, float]) -> Sample:
    item, said = known.asked
    return Sample(
        item=item.id,
        document=known.asked.version[0],
        pattern=item.pattern,
        type=item.type,
        cell=known.cell,
        prior=known.prior if known.prior is not None else priors.get(known.cell, _UNKNOWN),
        standing=known.place.standing,
        features=features(item, known.place),
        kept=said.kept if said else None,
        at=said.at if said else "",
    )
