"""A year of tests and the forms of an exam, beside drawing items at random as scripts do. Nothing passes or fails.

``python tests/bench/year.py [ITEMS]``: 250 daily draws, 50 weekly, 12 monthly, 4 quarterly tests and a contest from
3,000 items by default.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "assembly"))

from form_samples import plain_singles
from plan_samples import known, year

from qbank.assembly.rota import Filled, Rota, lay_out, simulate
from qbank.assembly.rota_checking import violations
from qbank.assembly.shuffling import Chosen, shuffled

ITEMS = 3_000
FORM = 100


def at_random(plan, bank) -> Rota:
    """Return the tests with items of the right types, drawn for each test by itself."""
    rng, filled = random.Random(1), []
    for event in lay_out(plan):
        taken = []
        for kind, wanted in event.series.items.items():
            taken += rng.sample([each.id for each in bank if kind in {"", each.type} and each.id not in taken], wanted)
        filled.append(Filled(event, tuple(taken)))
    return Rota(tuple(filled), (), {}, ())


def main(items: int) -> None:
    """Print seconds, violations and exposures of both ways."""
    plan, bank = year(), known(items, documents=40)
    begun = time.perf_counter()
    rota = simulate(plan, bank, "2026")
    seconds = time.perf_counter() - begun
    begun = time.perf_counter()
    drawn = at_random(plan, bank)
    plain = time.perf_counter() - begun
    print(f"{len(rota.filled)} tests from {items} items: {seconds:.2f} s; drawn at random {plain:.2f} s")
    print(f"rules broken: {len(violations(plan, rota, bank))}; drawn at random {len(violations(plan, drawn, bank))}")
    print(
        f"short: {len(rota.shortages)} tests; never used: {len(rota.never_used)}; used most: {rota.most_used[0]} times"
    )
    for each in rota.exposures:
        print(f"  {each.series or 'all'}: {each.events} tests, largest exposure {each.times} = {each.share:.1%}")
    for forms in (2, 4):
        begun = time.perf_counter()
        shuffled(
            [Chosen(heading="单选题", items=tuple(plain_singles(FORM)))],
            seed="1",
            exam="x",
            title="x",
            names="ABCD"[:forms],
        )
        print(f"{forms} forms of {FORM} single choices: {time.perf_counter() - begun:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ITEMS)
