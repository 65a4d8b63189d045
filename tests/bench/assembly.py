"""How long papers take to choose, and how well they keep their blueprint, beside a random draw with repair.

``python tests/bench/assembly.py``. Nothing passes or fails. The bank is drawn: 10,000 items, 1,000 groups of enemies.
Ten forms of 50 items, no item twice, over thirty limits with two sides each: numbers of 3 types, 12 chapters, 4 levels,
3 difficulties and 1 document, 4 letters of keys, true statements, numbers of right options, characters, seconds, mean
facility; once with room between the two sides, once narrow: every number exact, sums within 0.6 %. The rival, which is
spared the true statements and the numbers of right options, does what an editor's script does: it draws at
random, then exchanges items as long as that brings the sums nearer.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from qbank.assembly.blueprint_line import read_line
from qbank.assembly.selecting import assemble, ids_of
from qbank.assembly.verifying import gaps
from qbank.model.blueprint import Band, Blueprint, Cell, Section
from qbank.model.candidate import Candidate

T = TypeVar("T")
BANK, FORMS, ENEMIES = 10_000, 10, 1_000
DAY = date(2026, 3, 2)
CHAPTERS = [f"第{each}章" for each in "一二三四五六七八九十"] + ["附则", "附录"]
LEVELS = ["识记", "理解", "应用", "分析"]
NUMBERS = {"true_false": 10, "single_choice": 20, "multiple_choice": 20}
_NEAR = 1e-6
EXCHANGES = 20_000
"""Exchanges that the rival tries a form."""


def bank(seed: int = 1) -> list[Candidate]:
    """Return the items."""
    rng = random.Random(seed)
    return [_item(at, rng) for at in range(BANK)]


def _item(at: int, rng: random.Random) -> Candidate:
    name = rng.choices(list(NUMBERS), [2, 5, 3])[0]
    facility = min(0.98, max(0.05, rng.gauss(0.65, 0.18)))
    return Candidate(
        id=f"b{at:05}",
        type=name,
        document=rng.choice(["甲.txt", "乙.txt", "丙.txt"]),
        chapter=rng.choice(CHAPTERS),
        level=rng.choice(LEVELS),
        difficulty="easy" if facility >= 0.7 else "medium" if facility >= 0.4 else "hard",
        facility=facility,
        key=rng.choice("ABCD") if name == "single_choice" else "",
        verdict=("true", "false")[at // 3 % 2] if name == "true_false" else "",
        rights=2 + at % 3 if name == "multiple_choice" else 0,
        words=rng.randrange(20, 120),
        seconds=rng.randrange(20, 120),
    )


def blueprint() -> Blueprint:
    """Return what each form has to be."""
    marks = {"true_false": 1.0, "single_choice": 2.0, "multiple_choice": 3.0}
    return Blueprint(
        name="bench",
        sections=tuple(Section(type=name, number=number, marks=marks[name]) for name, number in NUMBERS.items()),
        cells=(
            *(Cell(least=3, most=5, chapters=(chapter,)) for chapter in CHAPTERS),
            *(Cell(least=10, most=15, levels=(level,)) for level in LEVELS),
            Cell(least=17, most=23, difficulties=("easy",)),
            Cell(least=18, most=26, difficulties=("medium",)),
            Cell(least=5, most=9, difficulties=("hard",)),
            Cell(least=14, most=20, documents=("甲.txt",)),
        ),
        keys=Band(0.2, 0.3),
        trues=Band(0.4, 0.6),
        rights=0.5,
        facility=Band(0.62, 0.64),
        words=Band(3300, 3500),
        seconds=Band(3300, 3500),
    )


def enemies(items: Sequence[Candidate], seed: int = 2) -> list[tuple[str, ...]]:
    """Return groups of two to four items."""
    rng = random.Random(seed)
    return [tuple(each.id for each in rng.sample(items, rng.randrange(2, 5))) for _ in range(ENEMIES)]


def timed(work: Callable[[], T]) -> tuple[T, float, float]:
    """Return what work gives, and its seconds by the wall and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return found, time.perf_counter() - wall, time.process_time() - cpu


class Rival:
    """Draws at random without enemies, then exchanges items of a type while the sum of all misses falls."""

    def __init__(self, asked: Blueprint, items: Sequence[Candidate], foes: Sequence[Sequence[str]]) -> None:
        self.items = items
        self.marks = {section.type: section.marks for section in asked.sections}
        self.apart: dict[str, set[str]] = {}
        for group in foes:
            for one in group:
                self.apart.setdefault(one, set()).update(each for each in group if each != one)
        self.table = np.array([self._row(asked, each) for each in items])
        ends = [(cell.least, cell.most) for cell in asked.cells]
        keys, single = asked.keys or Band(0, 1), NUMBERS["single_choice"]
        ends += [(keys.least * single, keys.most * single)] * 4
        ends += [asked.words or (0, 1), asked.seconds or (0, 1)]
        ends.append(tuple(limit * asked.marks for limit in asked.facility or (0, 1)))
        self.least, self.most = (np.array(each, dtype=float) for each in zip(*ends, strict=True))
        self.of_type = {name: [at for at, each in enumerate(items) if each.type == name] for name in NUMBERS}

    def _row(self, asked: Blueprint, each: Candidate) -> list[float]:
        marks = self.marks[each.type]
        cells = [float(cell.takes(each, marks)) for cell in asked.cells]
        keys = [float(each.key == letter) for letter in "ABCD"]
        return [*cells, *keys, each.words, each.seconds, marks * each.expected]

    def forms(self, seed: int = 3) -> list[list[int]]:
        """Return the forms as rows of the bank."""
        rng, used, found = random.Random(seed), set[int](), []
        for _ in range(FORMS):
            found.append(self._form(rng, used))
            used |= set(found[-1])
        return found

    def _form(self, rng: random.Random, used: set[int]) -> list[int]:
        chosen: list[int] = []
        for name, number in NUMBERS.items():
            while sum(self.items[at].type == name for at in chosen) < number:
                at = rng.choice(self.of_type[name])
                if at not in used and self._fits(at, chosen):
                    chosen.append(at)
        sums = self.table[chosen].sum(axis=0)
        for _ in range(EXCHANGES):
            missed = self._missed(sums)
            if missed == 0:
                break
            place = rng.randrange(len(chosen))
            at = rng.choice(self.of_type[self.items[chosen[place]].type])
            changed = sums - self.table[chosen[place]] + self.table[at]
            rest = chosen[:place] + chosen[place + 1 :]
            if self._missed(changed) < missed and at not in used and self._fits(at, rest):
                chosen[place], sums = at, changed
        return chosen

    def _fits(self, at: int, chosen: Sequence[int]) -> bool:
        foes = self.apart.get(self.items[at].id, set())
        return at not in chosen and not any(self.items[each].id in foes for each in chosen)

    def _missed(self, sums: NDArray[np.float64]) -> float:
        return float(np.sum(self.deviations(sums)))

    def deviations(self, sums: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return by how much of its limit each sum misses it, 0 for none."""
        short, over = np.maximum(self.least - sums, 0), np.maximum(sums - self.most, 0)
        return short / np.maximum(self.least, 1) + over / np.maximum(self.most, 1)


def narrow(asked: Blueprint) -> Blueprint:
    """Return the same with every number exact and sums within 0.6 %."""
    exact = [*[5, 5], *[4] * 10, *[12, 13, 12, 13], *[20, 22, 8], 17]
    cells = (replace(cell, least=number, most=number) for cell, number in zip(asked.cells, exact, strict=True))
    return replace(
        asked,
        cells=tuple(cells),
        keys=Band(0.25, 0.25),
        trues=Band(0.5, 0.5),
        facility=Band(0.628, 0.632),
        words=Band(3390, 3410),
        seconds=Band(3390, 3410),
    )


def compared(name: str, asked: Blueprint, items: Sequence[Candidate], foes: Sequence[Sequence[str]]) -> None:
    """Print how both do on one blueprint."""
    known = {each.id: each for each in items}
    outcome, wall, cpu = timed(lambda: assemble(asked, items, seed="1", day=DAY, forms=FORMS, enemies=foes))
    broken = [
        gap
        for at, paper in enumerate(outcome.papers)
        for gap in gaps(asked, paper, known, DAY, foes, [*map(ids_of, outcome.papers[:at])])
    ]
    rival = Rival(asked, items, foes)
    forms, theirs, _ = timed(rival.forms)
    worst = [float(rival.deviations(rival.table[form].sum(axis=0)).max()) for form in forms]
    good = sum(each < _NEAR for each in worst)
    chosen = [[int(each[1:]) for each in ids_of(paper)] for paper in outcome.papers]
    ours = max((float(rival.deviations(rival.table[form].sum(axis=0)).max()) for form in chosen), default=1.0)
    print(f"{name}: {len(outcome.papers)} forms, {len(broken)} violations, {wall:.2f} s wall, {cpu:.2f} s CPU")
    print(f"  random draw with repair: {good} of {FORMS} forms without violation, {theirs:.2f} s wall")
    print(f"  its time is {theirs / wall:.2f} x ours; largest deviation {max(worst):.1%} beside {max(ours, 0):.1%}")


def main() -> None:
    """Measure and print."""
    asked, items = blueprint(), bank()
    foes = enemies(items)
    print(f"bank of {BANK:,} items, {ENEMIES:,} groups of enemies; {FORMS} forms of {asked.number}, 30 limits each")
    compared("with room", asked, items, foes)
    compared("narrow", narrow(asked), items, foes)
    weekly = read_line("判断 10×1，单选 15×2，多选 20×3，60 分钟", "周测")
    _, wall, cpu = timed(lambda: assemble(weekly, items, seed="1", day=DAY, enemies=foes))
    print(f"weekly paper: {wall:.2f} s wall, {cpu:.2f} s CPU")
    short = Cell(least=20, chapters=("附录",), levels=("分析",), types=("true_false",), difficulties=("hard",))
    lacking = Blueprint(name="short", sections=(Section(type="true_false", number=30, marks=1),), cells=(short,))
    outcome, wall, _ = timed(lambda: assemble(lacking, items, seed="1", day=DAY, enemies=foes))
    told = "; ".join(each.problem.message("en") for each in outcome.shortages)
    print(f"a shortage is told in {wall:.2f} s: {told}")


if __name__ == "__main__":
    main()
