"""From answers to what is counted of them: all people, each group, a model, differences, keys that seem wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Literal

import numpy as np

from qbank.analysis.calibration import calibrated
from qbank.analysis.counts import Counts, Sitting, counted
from qbank.analysis.dif import Purified, matched, purified
from qbank.analysis.hiding import hidden
from qbank.analysis.irt import Fitted, Prior
from qbank.analysis.reliability import Reliability, Sums, reliability_from, sums_of
from qbank.analysis.rescoring import Rescored, rescored
from qbank.answers import Block, Joined, JoinedBlock, Reading
from qbank.model.figure import FEWEST, MISKEYED
from qbank.model.sorting import natural_path
from qbank.reports.exam import Exam, ModelAnalysis, model_analysis
from qbank.reports.results import Rules
from qbank.workbench.ingest import Progress

if TYPE_CHECKING:
    from numpy.typing import NDArray

ModelName = Literal["ctt", "rasch", "2pl", "3pl"]
_FEWEST_FOR_A_MODEL = 30
_MOST_FOR_A_MODEL = 50_000
_SAMPLE = 20_000
"""People a model is fitted to where there are more than ``_MOST_FOR_A_MODEL``: their errors are far below any drift."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
"""The beginning of a time in ISO's form."""


def counts_of(
    found: Reading | Joined, group: str, progress: Progress
) -> tuple[Counts | None, dict[str, Counts], Reliability | None]:
    """Return the counts of all, those of each group, and what those who were asked everything tell of reliability.

    In one pass: the answers of a block are made once.
    """
    whole: list[Counts] = []
    groups: dict[str, Counts] = {}
    sums: list[Sums] = []
    blocks: Sequence[Block | JoinedBlock] = found.sittings
    for at, block in enumerate(blocks, 1):
        progress(found.report.file, at, len(blocks))
        whole = [reduce(add, [*whole, counted(block.sitting)])]
        sums = [reduce(add, [*sums, sums_of(block.sitting)])]
        if group:
            _add(groups, block, group, counted)
    named = {name: groups[name] for name in _in_order(groups)}
    return (whole[0], named, reliability_from(sums[0])) if whole else (None, named, None)


def _add(groups: dict[str, Counts], block: Block | JoinedBlock, group: str, count: Callable[[Sitting], Counts]) -> None:
    """Add to the counts of each group those of its people in a block."""
    said = np.array(block.groups[group])
    for name in set(said.tolist()) - {""}:
        own = count(_of(block.sitting, said == name))
        groups[name] = groups[name] + own if name in groups else own


def _in_order(names: Iterable[str]) -> list[str]:
    """Return groups in the order in which people look for them; paths are of a tree."""
    return sorted(names, key=lambda name: natural_path(name.split("/")))


def hidden_of(groups: Mapping[str, Counts], n: int) -> frozenset[str]:
    """Return the groups of ``n`` people whose figures must not be shown beside those of all; paths are of a tree."""
    people = {tuple(name.split("/")): counts.n for name, counts in groups.items()}
    people[()] = n - sum(people.values())
    found = hidden(people, FEWEST, depth=max(map(len, people)) or 1)
    return frozenset("/".join(path) for path in found if path)


def _of(sitting: Sitting, rows: NDArray[np.bool_]) -> Sitting:
    """Return the part of a sitting with some of its people."""
    answered, chosen = sitting.answered, sitting.chosen
    return Sitting(
        sitting.items,
        sitting.marks[rows],
        sitting.most,
        None if answered is None else answered[rows],
        sitting.options,
        None if chosen is None else chosen[rows],
    )


def model_of(
    found: Reading | Joined, model: Fitted, prior: Prior, progress: Progress
) -> tuple[ModelAnalysis | None, str]:
    """Return a model of the items that are right or wrong and that some got right, some wrong; or why there is none."""
    places = found.places
    if len(places) < _FEWEST_FOR_A_MODEL:
        return None, "exam-no-model-few"
    if len(places) > _MOST_FOR_A_MODEL:
        places = np.sort(np.random.default_rng(0).choice(places, _SAMPLE, replace=False))
    sitting = found.sitting_of(places)
    shares = sitting.marks / sitting.most

    def pause() -> None:
        progress(model, 0, 0)

    return model_analysis(calibrated(sitting.items, shares, model, prior, pause), shares), ""


def differences_of(found: Reading | Joined, group: str, groups: Mapping[str, Counts]) -> Purified:
    """Return how each item differs for each group, people matched by the items that do not differ.

    ``groups`` are their counts, as of ``counts_of``; answers are looked at again, block by block, where items differ.
    """

    def again(kept: Collection[str]) -> dict[str, Counts]:
        second: dict[str, Counts] = {}
        for block in found.sittings:
            _add(second, block, group, lambda sitting: matched(sitting, kept))
        return {name: second[name] for name in groups}

    return purified(groups, again) if len(groups) > 1 else Purified()


def rescored_of(exam: Exam, found: Reading | Joined) -> dict[str, Rescored]:
    """Return what would follow for each item whose key seems wrong, if the option that speaks against it were right."""
    doubtful = {
        each.asked.item: flag.option
        for each in exam.items
        for flag in each.flags
        if flag.code == MISKEYED and flag.option is not None
    }
    made = {
        item: rescored((block.sitting for block in found.sittings), item, option, Rules().passed)
        for item, option in doubtful.items()
    }
    return {item: each for item, each in made.items() if each is not None}


def day_of(found: Reading | Joined) -> str:
    """Return the day on which most handed in, "" where the file does not say."""
    days = Counter[str]()
    for text, count in found.moments.items():
        if DAY.match(text):
            days[text[:10]] += count
    return max(sorted(days), key=lambda day: days[day]) if days else ""
