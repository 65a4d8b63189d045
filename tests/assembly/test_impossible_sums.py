"""Sums that no choice of items hits: told with what comes nearest, after a bounded search, no more than is known."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.assembly import solving
from qbank.assembly.selecting import assemble
from qbank.assembly.verifying import gaps
from qbank.model.blueprint import Band, Blueprint, Cell, Section
from qbank.model.candidate import Candidate

DAY = date(2026, 3, 2)
MOST_NODES = 400
"""Branches of all searches of one paper together."""


def bank(count: int) -> list[Candidate]:
    """Return items of three types and twelve chapters with whole numbers of characters and seconds."""
    rng = Random(1)
    names = rng.choices(["true_false", "single_choice", "multiple_choice"], [2, 5, 3], k=count)
    return [
        Candidate(
            id=f"b{at:05}", type=name, chapter=f"第{rng.randrange(12)}章", facility=round(rng.uniform(0.2, 0.95), 3),
            words=rng.randrange(20, 120), seconds=rng.randrange(20, 120),
        )
        for at, name in enumerate(names)
    ]  # fmt: skip


ITEMS = bank(4_000)
BY_ID = {each.id: each for each in ITEMS}


def blueprint(**sums: Band) -> Blueprint:
    """Return a paper of fifty items, some of each chapter."""
    numbers = {"true_false": 10, "single_choice": 20, "multiple_choice": 20}
    return Blueprint(
        name="卷",
        sections=tuple(Section(type=name, number=number, marks=1) for name, number in numbers.items()),
        cells=tuple(Cell(least=3, most=5, chapters=(f"第{at}章",)) for at in range(12)),
        **sums,
    )


def counted(asked: Blueprint, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, int]:
    """Return what came of a blueprint, and how many branches its searches may have made."""
    nodes: list[int] = []
    solved = solving._solved

    def count(*given: Any, **more: Any) -> Any:
        nodes.append(more["nodes"])
        return solved(*given, **more)

    with monkeypatch.context() as patch:
        patch.setattr(solving, "_solved", count)
        return assemble(asked, ITEMS, seed="1", day=DAY), sum(nodes)


@settings(max_examples=6, deadline=None)
@given(
    st.sampled_from([
        {"words": (3400.2, 3400.6)}, {"seconds": (0.0, 900.0)}, {"facility": (0.96, 1.0)}, {"facility": (0.0, 0.2)},
        {"words": (3400.2, 3400.6), "seconds": (3300.3, 3300.7)}, {"words": (0.0, 1000.0)}, {"words": (6000.0, 9000.0)},
    ])
)  # fmt: skip
def test_a_sum_that_cannot_be_is_told_soon(sums: dict[str, tuple[float, float]]) -> None:
    """The band that is missed is named with the nearest that can be had; few branches are searched for it."""
    asked = blueprint(**{name: Band(*band) for name, band in sums.items()})
    with pytest.MonkeyPatch.context() as patch:
        outcome, nodes = counted(asked, patch)
    assert nodes <= MOST_NODES
    assert not outcome.papers and not outcome.problems
    assert {each.gap.rule for each in outcome.shortages} <= {"words", "seconds", "facility", "cell"}
    assert {each.gap.rule for each in outcome.shortages} & sums.keys()
    told = {(each.gap.rule, each.gap.found) for each in outcome.shortages}
    assert told == {(gap.rule, gap.found) for gap in gaps(asked, outcome.nearest[0], BY_ID, DAY)}


def test_what_is_proved_is_said_and_what_is_not_is_not() -> None:
    """The least mean facility is proved to be the least; that no whole number lies between two others is not."""
    hard = assemble(blueprint(facility=Band(0.0, 0.1)), ITEMS, seed="1", day=DAY)
    assert hard.is_least
    between = assemble(blueprint(words=Band(3400.2, 3400.6)), ITEMS, seed="1", day=DAY)
    assert not between.is_least and between.missed < 0.01
    assert {each.gap.found for each in between.shortages} == {3400.0} or between.shortages[0].gap.found == 3401.0


def test_a_sum_at_the_edge_is_found_in_a_big_bank() -> None:
    """Where the lucky few hundred cannot, those that fractions would take can: the shortest paper but for a little."""
    short = assemble(blueprint(words=Band(0, 1000)), ITEMS, seed="1", day=DAY)
    (gap,) = [each.gap for each in short.shortages if each.gap.rule == "words"]
    edge = sum(BY_ID[item].words for section in short.nearest[0] for item in section)
    assert gap.found == edge
    found = assemble(blueprint(words=Band(0, edge + 20)), ITEMS, seed="1", day=DAY)
    assert found.papers and not gaps(blueprint(words=Band(0, edge + 20)), found.papers[0], BY_ID, DAY)
