"""A year's tests written down and taken up again, and tests that were held when the rest is chosen anew."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_samples import banks, known, plans, year

from qbank.assembly.rota import simulate
from qbank.assembly.rota_checking import violations
from qbank.assembly.rota_record import digest_in, from_bytes, to_bytes
from qbank.errors import QbankError


@settings(max_examples=60)
@given(plans(), banks())
def test_what_is_written_down_is_found_again(plan, bank):
    """Tests, items, uses and exposures come back, what is short says the same, and the bytes are the same again."""
    rota = simulate(plan, bank, "1")
    data = to_bytes(plan, rota, digest="d", lang="zh")
    again = from_bytes(data, plan, [each.id for each in bank], "plan.json")
    assert digest_in(data, "plan.json") == "d"
    assert (again.filled, dict(again.uses), again.exposures) == (rota.filled, dict(rota.uses), rota.exposures)
    said = [each.problem.message("zh") for each in rota.shortages]
    assert [each.problem.message("zh") for each in again.shortages] == said
    assert to_bytes(plan, again, digest="d", lang="zh") == data


@settings(max_examples=60)
@given(plans(), banks(), st.integers(0, 50), st.data())
def test_tests_that_were_held_stay(plan, bank, off, data):
    """With some candidates gone, tests before a day keep their items, and no rule is broken by what is chosen anew."""
    first = simulate(plan, bank, "1")
    day = plan.start + timedelta(days=off)
    kept = {each.event.id: each.items for each in first.filled if each.event.day < day}
    left = [each for each in bank if data.draw(st.booleans(), label=each.id)]
    again = simulate(plan, left, "2", kept=kept)
    assert {each.event.id: each.items for each in again.filled if each.event.day < day} == kept
    ids = {each.id for each in left}
    later = [item for each in again.filled if each.event.day >= day for item in each.items]
    assert set(later) <= ids
    # A test that was short when it was chosen is short still; that is no news.
    found = [each for each in violations(plan, again, bank) if not (each.rule == "number" and each.event in kept)]
    assert found == []


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(version=2),
        lambda data: data.update(format="x"),
        lambda data: data.pop("plan"),
        lambda data: data["events"].pop(),
        lambda data: data["events"][0].update(items="q1"),
        lambda data: data["events"][0].update(items=[1]),
        lambda data: data.update(events=3),
        lambda data: data.update(shortages=[{"event": "x", "code": "rota-short-items", "values": {}}]),
        lambda data: data.update(shortages=[{"event": data["events"][0]["id"], "code": "no-code", "values": {}}]),
    ],
)
def test_a_damaged_record_is_named(change):
    """A record that is not ours, or not of this plan, is a Problem and never a crash."""
    plan, bank = year(), known(300)
    data = json.loads(to_bytes(plan, simulate(plan, bank, "1"), digest="d", lang="zh"))
    change(data)
    with pytest.raises(QbankError) as caught:
        from_bytes(json.dumps(data).encode(), plan, [], "plan.json")
    assert caught.value.problem.code == "plan-record-unreadable"


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b"{", b"[" * 100_000])
def test_what_is_no_record_is_named(data):
    """Any other file is named as such."""
    with pytest.raises(QbankError) as caught:
        digest_in(data, "plan.json")
    assert caught.value.problem.file == "plan.json"
