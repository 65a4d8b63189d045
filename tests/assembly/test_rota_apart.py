"""Tests without a blueprint keep apart what repeats each other, and balance their keys."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from plan_samples import START, Known, banks, plans

from qbank.assembly.rota import Rota, simulate
from qbank.assembly.rota_checking import violations
from qbank.model.plan import Plan, Rhythm, Series


def _plan(days: int, **items: int) -> Plan:
    series = Series(name="周测", kind="周测", rhythm=Rhythm(weekdays=tuple(range(7))), items=items, exposure=1.0)
    return Plan(title="计划", start=START, end=START + timedelta(days=days - 1), series=(series,), exposure=1.0)


@settings(max_examples=80, deadline=None)
@given(plans(), banks(), st.integers(0, 99))
def test_no_test_has_two_items_that_must_not_stand_together(plan: Plan, bank: list[Known], seed: int) -> None:
    """Whatever the pairs, no rule is broken, and a test with fewer items says so."""
    rng = Random(seed)
    ids = [each.id for each in bank]
    pairs = [tuple(rng.sample(ids, 2)) for _ in range(2 * len(ids))] if len(ids) > 1 else []
    rota = simulate(plan, bank, str(seed), enemies=pairs)
    assert violations(plan, rota, bank, pairs) == []
    told = {each.event.id for each in rota.shortages}
    assert all(each.event.id in told or len(each.items) == each.event.series.wanted for each in rota.filled)
    mixed = [pair[::-1] for pair in rng.sample(pairs, len(pairs))]
    assert simulate(plan, bank, str(seed), enemies=mixed) == rota


def test_the_checker_finds_what_stands_together() -> None:
    """A test that was chosen without regard to pairs is told with them."""
    plan, bank = _plan(1, single_choice=2), [Known("a"), Known("b")]
    rota = simulate(plan, bank, "1")
    (found,) = violations(plan, rota, bank, [("a", "b")])
    assert (found.rule, found.event, found.item, found.amount) == ("alike", rota.filled[0].event.id, "a、b", 1)


def test_what_cannot_be_had_because_items_repeat_each_other_is_told_as_that() -> None:
    """Of three items that ask the same a test has one, and is told how many it lacks."""
    plan, bank = _plan(1, single_choice=2), [Known("a"), Known("b"), Known("c")]
    rota = simulate(plan, bank, "1", enemies=[("a", "b", "c")])
    assert len(rota.filled[0].items) == 1
    (short,) = rota.shortages
    assert (short.problem.code, short.problem.values["missing"]) == ("rota-short-alike", 1)
    assert short.problem.message("zh") and short.problem.message("en")


def _kinds(rota: Rota, bank: list[Known], kind: str) -> list[Counter[str]]:
    by_id = {each.id: each for each in bank}
    return [Counter(str(getattr(by_id[item], kind)) for item in each.items) for each in rota.filled]


def test_keys_are_even_where_the_bank_allows() -> None:
    """Of ten statements four to six are true in every test; of a bank of true ones all are, and none is missing."""
    bank = [Known(f"q{at:03}", "true_false", verdict="true" if at % 4 else "false") for at in range(200)]
    even = simulate(_plan(5, true_false=10), bank, "1")
    assert all(4 <= found["true"] <= 6 for found in _kinds(even, bank, "verdict"))
    alone = [replace(each, verdict="true") for each in bank]
    assert all(found["true"] == 10 for found in _kinds(simulate(_plan(5, true_false=10), alone, "1"), alone, "verdict"))
    multiple = [Known(f"m{at:03}", "multiple_choice", rights=2 if at % 9 == 0 else 3) for at in range(200)]
    found = simulate(_plan(3, multiple_choice=6), multiple, "1")
    assert [dict(each) for each in _kinds(found, multiple, "rights")] == [{"3": 3, "2": 3}] * 3
