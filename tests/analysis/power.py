"""What is found, and how often nothing is called something: simulated exams with planted faults.

``python tests/analysis/power.py`` prints the table of ``docs/analysis.md``, ``--write`` renews it. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qbank.analysis.classical import item_figures, total_figures
from qbank.analysis.counts import Sitting, counted
from qbank.analysis.dif import differences
from qbank.analysis.drift import LIMIT, Step, Use, drifts
from qbank.analysis.flags import Flag, flags
from qbank.analysis.option_figures import option_figures

DOCUMENT = Path(__file__).parents[2] / "docs" / "analysis.md"
BEGIN = "<!-- power: begin (made by tests/analysis/power.py --write) -->\n"
END = "<!-- power: end -->"
PEOPLE = (100, 300, 1000)
ROUNDS = 200
ITEMS = 30
OPTIONS = tuple("ABCD")
MIS_KEYED, DEAD = (4, 17), (2, 9, 23)
"""Items of an exam whose key is another option than the right one; items of which one option attracts 1.5 %."""
HARDER = (7, 21)
CHANGED, LEAKING = (3, 11), (5, 19)
SITTINGS = 8
PAIRED = 26
PAIR = "drift, one of 26 items in the second sitting ever"
ALONE = "the same by robust z alone"


class Row(NamedTuple):
    """One line of the table: how often the planted was found, and how often anything else was called so."""

    what: str
    people: int
    found: float
    false: float


def exam(rng: np.random.Generator, n: int) -> tuple[Sitting, list[int]]:
    """Return an exam of four options with its keys, mis-keyed items and dead distractors among them.

    Who does not know guesses among the wrong options, and more often a plausible one the more is known.
    """
    slopes, intercepts = rng.uniform(0.8, 1.6, ITEMS), rng.uniform(-0.8, 0.8, ITEMS)
    theta = rng.normal(size=n)
    chosen = np.empty((n, ITEMS), int)
    keys = [int(each) for each in rng.integers(0, 4, ITEMS)]
    for at in range(ITEMS):
        knows = rng.random(n) < 1 / (1 + np.exp(-(theta * slopes[at] + intercepts[at])))
        wrong = np.array([option for option in range(4) if option != keys[at]])
        pulls = rng.uniform(0.7, 1.3, 3)
        if at in DEAD:
            pulls[2] = 0.0
        share = pulls / pulls.sum()
        drawn = wrong[(rng.random(n)[:, None] > share.cumsum()).sum(axis=1).clip(0, 2)]
        chosen[:, at] = np.where(knows, keys[at], drawn)
        if at in DEAD:
            chosen[rng.random(n) < 0.015, at] = wrong[2]
        if at in MIS_KEYED:
            keys[at] = int(wrong[0])
    marks = (chosen == np.array(keys)).astype(float)
    names = tuple(f"i{at}" for at in range(ITEMS))
    return Sitting(names, marks, np.ones(ITEMS), np.ones((n, ITEMS), bool), [OPTIONS] * ITEMS, chosen), keys


def of_exams(n: int, rounds: int) -> Iterator[Row]:
    """Yield what the flags of exams find."""
    rates: dict[str, tuple[list[bool], list[bool]]] = {}
    for seed in range(rounds):
        sitting, keys = exam(np.random.default_rng(seed), n)
        counts = counted(sitting)
        alpha = total_figures(counts).alpha
        figures = item_figures(counts)
        for at, name in enumerate(sitting.items):
            told = flags(figures[name], option_figures(counts.items[name]), [OPTIONS[keys[at]]], alpha)
            for label, is_sure in (("wrong key", False), ("wrong key, sure", True)):
                _noted(rates, label, at in MIS_KEYED, _said(told, "mis-key", is_sure=is_sure))
            if at not in MIS_KEYED:
                _noted(rates, "dead distractor", at in DEAD, _said(told, "dead-option", is_sure=False))
    yield from _rows(rates, n)


def _said(told: list[Flag], code: str, *, is_sure: bool) -> bool:
    return any(flag.code == code and (flag.sure or not is_sure) for flag in told)


def of_groups(n: int, rounds: int) -> Iterator[Row]:
    """Yield what comparing two groups of n finds: two items of thirty 0.8 logits harder, the group itself weaker."""
    rates: dict[str, tuple[list[bool], list[bool]]] = {}
    for seed in range(rounds):
        rng = np.random.default_rng(seed)
        slopes, intercepts = rng.uniform(0.8, 1.6, ITEMS), rng.uniform(-1.5, 1.5, ITEMS)
        harder = np.isin(np.arange(ITEMS), HARDER) * 0.8
        groups = {
            "focal": counted(_answers(rng, n, slopes, intercepts - harder, -0.3)),
            "reference": counted(_answers(rng, n, slopes, intercepts, 0.0)),
        }
        for at, each in enumerate(differences(groups, "reference")):
            if each.mantel is None or each.logistic is None:
                continue
            planted = at in HARDER
            _noted(rates, "DIF, class C", planted, each.mantel.letter == "C")
            _noted(rates, "DIF, class B or C", planted, each.mantel.letter != "A")
            _noted(rates, "DIF, logistic, adjusted p < .05", planted, each.logistic.adjusted < 0.05)
    yield from _rows(rates, n)


def _answers(
    rng: np.random.Generator, n: int, slopes: NDArray[np.float64], intercepts: NDArray[np.float64], ability: float
) -> Sitting:
    right = 1 / (1 + np.exp(-(rng.normal(ability, 1, n)[:, None] * slopes + intercepts)))
    marks = (rng.random(right.shape) < right).astype(float)
    return Sitting(tuple(f"i{at}" for at in range(ITEMS)), marks, np.ones(ITEMS))


def of_sittings(n: int, rounds: int) -> Iterator[Row]:
    """Yield what eight sittings of n find: two items 0.8 logits easier from the fifth on, two rising by a logit.

    People of a sitting are stronger or weaker by half a logit, and every item varies by 0.1 from sitting to sitting.
    """
    rates: dict[str, tuple[list[bool], list[bool]]] = {}
    for seed in range(rounds):
        told = drifts(_sittings(np.random.default_rng(seed), n))
        for at, series in enumerate(told.values()):
            is_still = at not in {*CHANGED, *LEAKING}
            for place, step in enumerate(series.steps[1:], 1):
                if (at in CHANGED and place == SITTINGS // 2) or is_still:
                    _noted(rates, "drift in a sitting", at in CHANGED, step.drifted)
            if is_still or at in CHANGED:
                _noted(rates, "drift by the CUSUM, in eight sittings", at in CHANGED, series.alarm is not None)
            if is_still or at in LEAKING:
                leaks = series.rise is not None and series.rise.leaks
                _noted(rates, "rise after release, in eight sittings", at in LEAKING, leaks)
    yield from _rows(rates, n)


def of_pairs(n: int, rounds: int) -> Iterator[Row]:
    """Yield what the second of two sittings of 26 items shows, whether anything is called drift where nothing is.

    In every second pair one item is 0.8 logits easier in the second sitting; items vary as in ``of_sittings``.
    """
    rates: dict[str, tuple[list[bool], list[bool]]] = {}
    for seed in range(2 * rounds):
        rng, planted = np.random.default_rng(seed), seed % 2 == 1
        ease, uses = rng.uniform(-1.5, 1.5, PAIRED), [[] for _ in range(PAIRED)]
        for place in range(2):
            logits = ease + rng.normal(0, 0.5) + rng.normal(0, 0.1, PAIRED)
            logits[0] += 0.8 * place * planted
            for own, right in zip(uses, rng.binomial(n, 1 / (1 + np.exp(-logits))), strict=True):
                own.append(Use(date(2025, 1 + place, 1), f"s{place}", n, float(right)))
        steps = [each.steps[1] for each in drifts({f"i{at}": own for at, own in enumerate(uses)}).values()]
        for label, said in ((PAIR, [step.drifted for step in steps]), (ALONE, list(map(_beyond, steps)))):
            _noted(rates, label, planted, said[0] if planted else any(said))
    yield from _rows(rates, n)


def _beyond(step: Step) -> bool:
    """Tell whether a change lies beyond the limit of z and 1.96 of its own error, however many items there are."""
    if step.z is None or step.change is None or step.error is None:
        return False
    return abs(step.z) > LIMIT and abs(step.change) > 1.96 * step.error


def _sittings(rng: np.random.Generator, n: int) -> dict[str, list[Use]]:
    ease = rng.uniform(-1.5, 1.5, ITEMS)
    uses: dict[str, list[Use]] = {f"i{at}": [] for at in range(ITEMS)}
    for place in range(SITTINGS):
        day, level = date(2025, 1, 1) + timedelta(days=30 * place), rng.normal(0, 0.5)
        for at in range(ITEMS):
            logit = ease[at] + level + rng.normal(0, 0.1) + 0.8 * (at in CHANGED and place >= SITTINGS // 2)
            logit += place / (SITTINGS - 1) * (at in LEAKING)
            uses[f"i{at}"].append(Use(day, f"s{place}", n, float(rng.binomial(n, 1 / (1 + np.exp(-logit))))))
    return uses


def _noted(rates: dict[str, tuple[list[bool], list[bool]]], what: str, planted: bool, said: bool) -> None:
    rates.setdefault(what, ([], []))[0 if planted else 1].append(said)


def _rows(rates: dict[str, tuple[list[bool], list[bool]]], n: int) -> Iterator[Row]:
    for what, (planted, others) in rates.items():
        yield Row(what, n, float(np.mean(planted)), float(np.mean(others)))


def measured(rounds: int = ROUNDS, people: tuple[int, ...] = PEOPLE) -> list[Row]:
    """Return all lines, one kind of fault after the other."""
    kinds: tuple[Callable[[int, int], Iterator[Row]], ...] = (of_exams, of_groups, of_sittings, of_pairs)
    rows = [row for kind in kinds for n in people for row in kind(n, rounds)]
    order = list(dict.fromkeys(row.what for row in rows))
    return sorted(rows, key=lambda row: (order.index(row.what), row.people))


def table(rows: list[Row]) -> str:
    """Return the lines in Markdown: what, then found and false for each number of people."""
    sizes = list(dict.fromkeys(row.people for row in rows))
    heads = [f"n = {size}: found | false" for size in sizes]
    lines = [f"| planted | {' | '.join(heads)} |", "|---" * (1 + 2 * len(sizes)) + "|"]
    for what in dict.fromkeys(row.what for row in rows):
        cells = [f"{row.found:.0%} | {row.false:.1%}" for row in rows if row.what == what]
        lines.append(f"| {what} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def written(text: str, made: str) -> str:
    """Return a document with the table between its markers."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + made + END + rest.split(END)[1]


def main() -> int:
    """Print the table, or write it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    made = table(measured(options.rounds))
    if options.write:
        DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8"), made), encoding="utf-8")
    sys.stdout.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
