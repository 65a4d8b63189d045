"""A year of tests before anyone sits: its days, its items, its shortages."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_samples import START, Known, banks, known, plans, year

from qbank.assembly.rota import Filled, Rota, lay_out, simulate, summed
from qbank.assembly.rota_checking import violations
from qbank.assembly.rota_days import documents_on
from qbank.errors import Problem
from qbank.model.plan import Plan, Rhythm, Series, Study


def small(days: int = 10, **more: object) -> Plan:
    """Return a plan of one series, a test every day."""
    given_ = {"name": "日抽背", "kind": "日抽背", "rhythm": Rhythm(weekdays=tuple(range(7))), "items": {"": 1}, **more}
    series = Series(exposure=given_.pop("exposure", 1.0), **given_)
    return Plan(title="计划", start=START, end=START + timedelta(days=days - 1), series=(series,), exposure=1.0)


# --- days ----------------------------------------------------------------------------------------------------------


def days_of(rhythm: Rhythm, **more: object) -> list[str]:
    """Return the days of a rhythm in the first half of 2026."""
    series = Series(name="x", kind="周测", rhythm=rhythm, items={"": 1})
    plan = Plan(title="", start=date(2026, 1, 1), end=date(2026, 6, 30), series=(series,), **more)
    return [event.day.isoformat()[5:] for event in lay_out(plan)]


def test_weekdays_without_holidays():
    """Each Friday but those of holidays; a day that is given is held all the same."""
    off = ((date(2026, 1, 1), date(2026, 1, 10)), (date(2026, 1, 23), date(2026, 5, 31)))
    assert days_of(Rhythm(weekdays=(4,)), holidays=off) == ["01-16", "06-05", "06-12", "06-19", "06-26"]
    assert days_of(Rhythm(dates=(date(2026, 1, 2),)), holidays=off) == ["01-02"]


def test_one_day_of_each_month_or_quarter():
    """The last Wednesday of a month; where that is a holiday, the last that is none."""
    monthly = Rhythm(every="month", weekdays=(2,), at="last")
    assert days_of(monthly) == ["01-28", "02-25", "03-25", "04-29", "05-27", "06-24"]
    assert days_of(monthly, holidays=((date(2026, 1, 28), date(2026, 1, 31)),))[0] == "01-21"
    assert days_of(Rhythm(every="quarter", at="first")) == ["01-01", "04-01"]
    assert days_of(Rhythm(every="year", weekdays=(0,))) == ["01-05"]


def test_unannounced_days_are_drawn():
    """So many working days that are no holidays, other ones for another seed."""
    off = ((date(2026, 1, 1), date(2026, 3, 31)),)
    found = {seed: days_of(Rhythm(times=6), seed=seed, holidays=off) for seed in ("1", "2", "3")}
    assert len({tuple(each) for each in found.values()}) == 3
    for days in found.values():
        assert len(set(days)) == 6 and min(days) >= "04-01"
        assert all(date.fromisoformat(f"2026-{day}").weekday() < 5 for day in days)


@settings(max_examples=60, deadline=None)
@given(plans(), st.integers(-3, 60), st.integers(-3, 60))
def test_a_part_of_the_plan_has_the_days_of_the_whole(plan, one, other):
    """Laying out some weeks gives what the whole plan has there; no series has two tests on a day."""
    start, end = (plan.start + timedelta(days=each) for each in sorted((one, other)))
    events = lay_out(plan)
    assert lay_out(plan, start, end) == tuple(event for event in events if start <= event.day <= end)
    assert len({event.id for event in events}) == len(events)
    assert [event.day for event in events] == sorted(event.day for event in events)
    given_ = {day for series in plan.series for day in series.rhythm.dates}
    assert not [e for e in events if e.day not in given_ and any(a <= e.day <= b for a, b in plan.holidays)]


# --- items ---------------------------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(plans(), banks(), st.integers(0, 9).map(str))
def test_no_rule_is_broken_in_any_plan(plan, bank, seed):
    """No window, limit or document is broken, and what is missing is told by its test, by how many."""
    rota = simulate(plan, bank, seed)
    assert not violations(plan, rota, bank)
    assert [filled.event for filled in rota.filled] == list(lay_out(plan))
    told = Counter()
    for shortage in rota.shortages:
        assert shortage.problem.place == shortage.event.id
        for lang in ("zh", "en"):
            assert shortage.problem.message(lang)
        told[shortage.event.id] += shortage.problem.values["missing"]
    for filled in rota.filled:
        assert sum(filled.event.series.items.values()) - len(filled.items) == told[filled.event.id]
    assert rota.uses == {**dict.fromkeys((each.id for each in bank), 0),
                         **Counter(item for filled in rota.filled for item in filled.items)}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(plans(), banks(), st.integers(0, 9).map(str))
def test_shortages_add_up(plan, bank, seed):
    """Over the year each series is short by the items that its tests lack."""
    rota = simulate(plan, bank, seed)
    lacking, short = Counter(), Counter()
    for filled in rota.filled:
        series = filled.event.series
        lacking[series.name] += sum(series.items.values()) - len(filled.items)
        short[series.name] += len(filled.items) < sum(series.items.values())
    told = {each.values["series"]: each for each in summed(rota.shortages)}
    assert {name: each.values["missing"] for name, each in told.items()} == +lacking
    assert {name: each.values["tests"] for name, each in told.items()} == +short
    assert all(each.message("zh") and each.message("en") for each in told.values())


@settings(max_examples=60, deadline=None)
@given(plans(), banks(), st.integers(0, 9))
def test_the_same_seed_gives_the_same_year(plan, bank, seed):
    """In whatever order the items come."""
    turned = Random(seed).sample(bank, len(bank))
    assert simulate(plan, turned, str(seed)) == simulate(plan, bank, str(seed))


def test_the_checker_sees_what_is_wrong():
    """Each rule that a rota can break is found in one that breaks it."""
    plan = replace(small(3, window=3, most=1), window=2)
    bank = [Known("q1", last_used=START - timedelta(days=1)), Known("q2"), Known("q3")]
    events = lay_out(plan)

    def rules(*items: tuple[str, ...], plan: Plan = plan) -> set[str]:
        rota = Rota(tuple(map(Filled, events, items)), (), {}, ())
        return {each.rule for each in violations(plan, rota, bank)}

    assert rules(("q2",), ("q3",), ("q1",)) == set()
    assert rules(("q1",), ("q2",), ("q3",)) == {"window-before"}
    assert rules(("q2",), ("q3",), ("q2",)) == {"window", "times"}
    assert rules(("q2",), ("q2",), ("q1",)) == {"window", "window-all", "times"}
    assert rules(("q2",), ("q3",), ()) == {"number"}
    assert rules(("q2", "q2"), ("q3",), ("q1",)) == {"twice", "number", "window", "window-all", "times"}
    assert rules(("q2",), ("q3",), ("q9",)) == {"unknown"}
    assert rules(("q2",), ("q3",), ("q1",), plan=replace(plan, most=0)) == {"times-all"}
    elsewhere = replace(plan, series=(replace(plan.series[0], documents=("乙.txt",)),))
    assert rules(("q2",), ("q3",), ("q1",), plan=elsewhere) == {"document"}


def test_a_year_from_three_thousand_items():
    """317 tests in a year: in seconds, nothing short, nobody sees an item in more than a quarter of the tests."""
    plan, bank = year(), known(3000, documents=40)
    assert Counter(event.series.kind for event in lay_out(plan)) == {
        "日抽背": 250, "周测": 50, "月练": 12, "季考": 4, "年赛": 1,
    }  # fmt: skip
    begun = perf_counter()
    rota = simulate(plan, bank, "2026")
    assert perf_counter() - begun < 60
    assert not rota.shortages
    assert not violations(plan, rota, bank)
    assert all(each.share <= 0.25 for each in rota.exposures if each.events > 1)
    asked = sum(len(filled.items) for filled in rota.filled)
    assert asked == 250 * 5 + 50 * 20 + 12 * 50 + 4 * 100 + 80 == sum(rota.uses.values())
    assert rota.most_used[0] <= 2
    assert len(rota.never_used) + sum(1 for times in rota.uses.values() if times) == 3000
    assert [each.series for each in rota.exposures] == ["日抽背", "周测", "月练", "季考", "年赛", ""]


def test_what_is_used_least_goes_first():
    """Ten tests of one item from ten items use each once; a second round only then begins."""
    rota = simulate(small(10), known(10), "1")
    assert set(rota.uses.values()) == {1}
    rota = simulate(small(15), known(10), "1")
    assert rota.least_used[0] == 1 and rota.most_used[0] == 2
    assert len(rota.least_used[1]) == len(rota.most_used[1]) == 5
    assert not rota.never_used


@pytest.mark.parametrize(
    ("plan", "bank", "code", "values"),
    [
        (small(1, items={"true_false": 3}), known(6), "rota-short-items", {"wanted": 3, "there": 2, "missing": 1}),
        (small(1, items={"": 3}, documents=("文件1.txt",)), known(9, 9), "rota-short-documents",
         {"there": 0, "missing": 3, "documents": "文件1.txt"}),
        (small(4, items={"": 1}, most=1), known(3), "rota-short-limit", {"found": 0, "missing": 1}),
        (small(1, items={"": 3}), [*known(2), Known("z", miskeyed=True)], "rota-short-miskeyed",
         {"found": 2, "missing": 1, "miskeyed": 1}),
        (small(4, items={"": 2}, window=4), known(6), "rota-short-window", {"found": 0, "missing": 2, "days": 3}),
        (small(1, documents="week"), known(3), "rota-no-study", {"day": "2026-03-02", "wanted": 1}),
        (small(1, items={}, blueprint="周测"), known(3), "rota-no-selector", {"blueprint": "周测"}),
    ],
)  # fmt: skip
def test_a_shortage_names_its_cause(plan, bank, code, values):
    """The first of items, documents, limits and windows that leaves too few is told, with numbers."""
    bank = [each for each in bank if code != "rota-short-documents" or each.document != "文件1.txt"]
    (shortage,) = simulate(plan, bank, "1").shortages
    assert shortage.problem.code == code
    assert {name: shortage.problem.values[name] for name in values} == values


@settings(max_examples=60, deadline=None)
@given(plans(), banks(), st.integers(0, 9).map(str))
def test_new_items_as_told_fill_what_is_short(plan, bank, seed):
    """As many new items as are told, of the type and documents asked for, fill each test and break no rule."""
    rota = simulate(plan, bank, seed)
    made: list[Known] = []
    full = {filled.event.id: filled.items for filled in rota.filled}
    for at, shortage in enumerate(rota.shortages):
        if shortage.problem.code == "rota-no-study":
            return
        document = next(iter(documents_on(plan, shortage.event) or ["文件0.txt"]))
        kind = shortage.problem.values["type"]
        kind = kind if isinstance(kind, str) else "ordering"
        new = [Known(f"z{at}-{n}", kind, document) for n in range(shortage.problem.values["missing"])]
        made += new
        full[shortage.event.id] += tuple(each.id for each in new)
    filled = tuple(Filled(each.event, full[each.event.id]) for each in rota.filled)
    assert not violations(plan, replace(rota, filled=filled, shortages=()), [*bank, *made])


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 12), st.integers(1, 6), st.integers(2, 9))
def test_the_cure_of_a_window_cures(days, items, window):
    """Items for the missing ones added, or the window as short as is said: the first test that was short is full."""
    plan = small(days, window=window)
    first = next(iter(simulate(plan, known(items), "1").shortages), None)
    if first is None:
        return
    assert first.problem.code == "rota-short-window"
    shorter = small(days, window=first.problem.values["days"])
    later = simulate(shorter, known(items), "1").shortages
    assert not later or later[0].event.day > first.event.day


def test_documents_of_the_week():
    """A test of the week asks only about what is studied that day."""
    study = (
        Study(first=START, last=START + timedelta(days=6), documents=("文件0.txt",)),
        Study(first=START + timedelta(days=7), last=START + timedelta(days=13), documents=("文件1.txt", "文件2.txt")),
    )
    plan = replace(small(14, documents="week"), study=study)
    bank = known(60, documents=4)
    where = {each.id: each.document for each in bank}
    found = [{where[item] for item in filled.items} for filled in simulate(plan, bank, "1").filled]
    assert set().union(*found[:7]) == {"文件0.txt"}
    assert set().union(*found[7:]) == {"文件1.txt", "文件2.txt"}


def test_a_blueprint_chooses_for_itself():
    """What is plugged in gets what may be used, least used first; its shortage is told; a wrong choice is refused."""
    plan = small(4, items={}, blueprint="周测", window=2)
    seen = []

    def select(event, eligible, uses):
        seen.append([each.id for each in eligible])
        assert sorted(eligible, key=lambda each: uses[each.id]) == eligible
        none = event.day == START + timedelta(days=3)
        return ([], [Problem("rota-short-items")]) if none else ([eligible[0].id], [])

    rota = simulate(plan, known(3), "1", select)
    assert [len(filled.items) for filled in rota.filled] == [1, 1, 1, 0]
    assert [shortage.event.day for shortage in rota.shortages] == [START + timedelta(days=3)]
    assert not violations(plan, rota, known(3))
    for before, eligible in zip(rota.filled, seen[1:], strict=False):
        assert before.items[0] not in eligible
    with pytest.raises(ValueError, match="chosen twice"):
        simulate(plan, known(3), "1", lambda event, eligible, uses: ([eligible[0].id] * 2, []))
    with pytest.raises(ValueError, match="may not be used"):
        simulate(plan, known(3), "1", lambda event, eligible, uses: (["q9"], []))


def test_two_candidates_of_one_id_are_refused():
    """An id names one item."""
    with pytest.raises(ValueError, match="one id"):
        simulate(small(1), [Known("q1"), Known("q1")], "1")
