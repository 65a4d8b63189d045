"""Tests of what exams showed about items: dated, beside the version that was asked, never changed."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bank_samples import AT, Clock, act, draft
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.bank import Bank, Query, StatisticsCount, inspect_backup, restore
from qbank.errors import QbankError
from qbank.model.figure import FEWEST, FlagRecord, ItemStatistics, Keep, Rescoring, severity

MIS_KEY, WEAK, EASY = (FlagRecord(code, sure=False, value=0.25, option="b") for code in ("mis-key", "weak", "easy"))


def found(item: str = "q1", sitting: str = "s1", **changes: Any) -> ItemStatistics:
    """Return what a sitting showed about an item."""
    sample = {
        "revision": 2,
        "name": "周测",
        "date": "2026-03-15",
        "n": 86,
        "facility": 0.3125,
        "facility_interval": (0.22, 0.42),
        "discrimination": -0.08,
        "discrimination_interval": (-0.29, 0.13),
        "guess": 0.25,
        "flags": (WEAK,),
        "digest": "d" * 64,
        "actor": "甲",
    }
    return ItemStatistics(item=item, sitting=sitting, **{**sample, **changes})


@pytest.fixture
def used(bank: Bank) -> Bank:
    """Return a bank of four accepted items."""
    bank.add_drafts([draft(number) for number in range(1, 5)], actor="qbank")
    for number in range(1, 5):
        act(bank, "accept", f"q{number}")
    return bank


def keep(bank: Bank, op_id: str = "k1", item: str = "q1", **changes: Any) -> str:
    """Keep an item as it is, having seen everything about it; return what became of that."""
    now, seen = bank.get(item), bank.evidence_of(item).seen
    assert now is not None
    return bank.keep_item(replace(Keep(op_id, item, now.revision, seen, "乙", AT), **changes)).kind


def test_records_come_back_as_they_were(used: Bank) -> None:
    """Everything that was recorded is told of the item and of the sitting, with the time; the item stays as it is."""
    before, log = used.get("q1"), used.history("q1")
    bare = found("q2", discrimination=None, discrimination_interval=None, guess=None, flags=())
    anew = Rescoring((0.3, 0.7), (None, 0.2), (0.5, None), (0.5, 0.6), None, 30, 0.6, (10, 12), 5, 3)
    given_ = [bare, found(flags=(replace(MIS_KEY, rescored=anew), replace(EASY, sure=True, value=None, option=None)))]
    assert used.add_statistics(given_) == StatisticsCount(added=2, known=0, few=0)
    stored = [replace(each, at=AT) for each in reversed(given_)]
    assert used.statistics_in("s1") == stored
    assert used.evidence_of("q1").records == used.evidence_of("q1").about_now == (stored[0],)
    assert used.evidence(["q2", "q3", "q9"]).keys() == {"q2"}
    assert (used.get("q1"), used.history("q1")) == (before, log)
    assert used.check() == []


def test_the_same_again_changes_nothing(used: Bank) -> None:
    """A file that is read once more adds no row, whoever reads it and in whatever order."""
    used.add_statistics([found(), found("q2")])
    again = [replace(each, actor="乙", at="2027-01-01T00:00:00+00:00") for each in (found("q2"), found())]
    assert used.add_statistics(again) == StatisticsCount(added=0, known=2, few=0)
    assert [(each.number, each.items, each.counts) for each in used.recordings()] == [(1, 2, True)]


def test_a_sitting_recorded_again_counts_as_it_is_now(used: Bank) -> None:
    """Other figures of a sitting replace what counts, the rows of before stay, and it can be withdrawn as a whole."""
    used.add_statistics([found(), found("q2")])
    used.add_statistics([found(facility=0.5, flags=(), digest="e" * 64)])
    assert [each.facility for each in used.statistics_in("s1")] == [0.5]
    assert used.evidence(["q2"]) == {}
    assert used.withdraw_statistics("s1", "乙")
    assert not used.withdraw_statistics("s1", "乙")
    assert used.statistics_in("s1") == []
    used.add_statistics([found(facility=0.5, flags=(), digest="e" * 64)])
    told = [(each.number, each.items, each.withdrawn, each.counts, each.actor) for each in used.recordings()]
    assert told == [
        (4, 1, False, True, "甲"),
        (3, 0, True, False, "乙"),
        (2, 1, False, False, "甲"),
        (1, 2, False, False, "甲"),
    ]
    assert used.check() == []


def test_records_over_all_versions_the_newest_first(used: Bank) -> None:
    """Each sitting stands with the version it asked; what was found about another content is not about this one."""
    used.add_statistics([found(sitting="new", date="2026-04-01")])
    used.add_statistics([found(sitting="old", date="2026-01-01")])
    used.add_statistics([found(sitting="undated", date="")])
    assert [each.sitting for each in used.evidence_of("q1").records] == ["new", "old", "undated"]
    act(used, "fix", stem="别的题干（　　）。")
    used.add_statistics([found(sitting="now", date="2026-02-01", revision=3)])
    about = used.evidence_of("q1")
    assert [each.sitting for each in about.records] == ["new", "now", "old", "undated"]
    assert [each.sitting for each in about.about_now] == ["now"]


def test_few_people_are_left_out(used: Bank) -> None:
    """Figures of so few would be about persons: the bank does not take them."""
    count = used.add_statistics([found(n=FEWEST), found("q2", n=FEWEST - 1)])
    assert count == StatisticsCount(added=1, known=0, few=1)
    assert [each.item for each in used.statistics_in("s1")] == ["q1"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"item": "q9"}, "bank-unknown-item"),
        ({"revision": 7}, "bank-unknown-revision"),
        ({"revision": 0}, "bank-unknown-revision"),
        ({"name": "a\0"}, "bank-bad-value"),
        ({"facility": float("nan")}, "bank-bad-value"),
        ({"flags": (FlagRecord("weak", sure=True, value=float("inf")),)}, "bank-bad-value"),
    ],
)
def test_what_the_bank_cannot_hold_is_refused_as_a_whole(used: Bank, wrong: dict[str, Any], code: str) -> None:
    """One bad record keeps the whole sitting out."""
    name = {"name": wrong["name"]} if "name" in wrong else {}
    with pytest.raises(QbankError) as refused:
        used.add_statistics([found("q2", **name), replace(found(), **wrong)])
    assert refused.value.problem.code == code
    assert used.recordings() == []


def test_records_are_of_one_sitting(used: Bank) -> None:
    """No record, two sittings, or one version twice is a programmer's mistake."""
    for wrong in ([], [found(), found("q2", "s2")], [found(), found()], [found(sitting="")]):
        with pytest.raises(ValueError, match="sitting"):
            used.add_statistics(wrong)


# --- what needs work --------------------------------------------------------------------------------


def test_order_is_use_times_severity(used: Bank) -> None:
    """People asked times the gravest flag, over all sittings of this content; sure counts twice."""
    used.add_statistics([
        found("q1", flags=(MIS_KEY, EASY), n=10),
        found("q2", flags=(WEAK,), n=50),
        found("q3", flags=(replace(WEAK, sure=True),), n=30),
        found("q4", flags=(), n=1000),
    ])
    assert used.needs_work() == {"q3": 180, "q2": 150, "q1": 60}
    used.add_statistics([found("q1", "s2", flags=(MIS_KEY,), n=100), found("q2", "s2", flags=(), n=100)])
    assert list(used.needs_work().items()) == [("q1", 660), ("q3", 180), ("q2", 150)]
    assert used.needs_work(["q2", "q4", "q9"]) == {"q2": 150}
    used.withdraw_statistics("s1", "甲")
    assert list(used.needs_work()) == ["q1"]


def test_only_accepted_items_need_work(used: Bank) -> None:
    """Drafts, rejected and retired items and the recycle bin are no exam's matter."""
    used.add_statistics([found(f"q{number}") for number in range(1, 5)])
    for action, item in (("reject", "q1"), ("retire", "q2"), ("delete", "q3")):
        act(used, action, item)  # type: ignore[arg-type]
    assert list(used.needs_work()) == ["q4"]


def test_a_new_version_is_out_and_its_undoing_brings_it_back(used: Bank) -> None:
    """What was found speaks against the content that was asked, whatever the number of the revision."""
    used.add_statistics([found()])
    act(used, "fix", stem="别的题干（　　）。")
    assert used.needs_work() == {}
    step = used.undoable("编辑甲")
    assert step is not None
    used.undo("编辑甲", "u1", step=step.op)
    assert list(used.needs_work()) == ["q1"]
    act(used, "reopen")
    act(used, "accept")
    assert list(used.needs_work()) == ["q1"]


def test_a_kept_item_waits_for_new_answers(used: Bank) -> None:
    """Keeping holds against everything that was seen; another sitting with flags asks again, one without does not."""
    used.add_statistics([found(), found("q2")])
    assert keep(used) == "done"
    assert list(used.needs_work()) == ["q2"]
    used.add_statistics([found(sitting="s2", flags=())])
    assert list(used.needs_work()) == ["q2"]
    used.add_statistics([found(sitting="s3", n=20)])
    assert list(used.needs_work().items()) == [("q1", (86 + 20) * 3), ("q2", 86 * 3)]
    assert keep(used, "k2") == "done"
    assert keep(used, "k3", keeps=False) == "done"
    assert list(used.needs_work()) == ["q1", "q2"]
    assert used.check() == []


def test_what_was_not_seen_is_not_kept(used: Bank) -> None:
    """A recording that came in while somebody looked at the one before is left for another look."""
    used.add_statistics([found()])
    seen = used.evidence_of("q1").seen
    used.add_statistics([found(sitting="s2")])
    assert keep(used, seen=seen) == "done"
    assert list(used.needs_work()) == ["q1"]


def test_keeping_is_done_once_about_what_was_seen(used: Bank) -> None:
    """The same operation again, a changed item, one that is not accepted, an unknown one: as with decisions."""
    used.add_statistics([found()])
    log = used.history("q1")
    assert keep(used) == keep(used) == "done"
    assert keep(used, "k2", revision=1) == "conflict"
    assert keep(used, "k1", item="q2") == "refused"
    assert used.keep_item(Keep("k9", "q9", 1, 1, "乙", AT)).kind == "refused"
    assert used.history("q1") == log
    act(used, "reject")
    assert keep(used, "k3") == "refused"
    with pytest.raises(ValueError, match="op_id"):
        keep(used, "")


FIGURES = st.builds(
    found,
    item=st.sampled_from(["q1", "q2", "q3", "q4"]),
    sitting=st.sampled_from(["s1", "s2", "s3"]),
    n=st.integers(0, 60),
    facility=st.floats(-0.5, 1),
    discrimination=st.none() | st.floats(-1, 1),
    flags=st.lists(st.sampled_from([MIS_KEY, replace(MIS_KEY, sure=True), WEAK, EASY]), max_size=2).map(tuple),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(FIGURES | st.sampled_from(["s1", "s2", "s3"]), max_size=12))
def test_the_last_recording_of_a_sitting_counts(empty_bank: bytes, tmp_path_factory: Any, steps: list[Any]) -> None:
    """Law: after any recordings and withdrawals each sitting shows what was last said of it, and the order follows."""
    path = tmp_path_factory.mktemp("law") / "bank.db"
    path.write_bytes(empty_bank)
    now: dict[str, ItemStatistics] = {}
    with Bank.open(path, now=Clock()) as bank:
        bank.add_drafts([draft(number) for number in range(1, 5)], actor="qbank")
        for number in range(1, 5):
            act(bank, "accept", f"q{number}")
        for step in steps:
            if isinstance(step, str):
                assert bank.withdraw_statistics(step, "甲") == (step in now)
                now.pop(step, None)
            else:
                bank.add_statistics([step])
                now[step.sitting] = step
        for sitting in ("s1", "s2", "s3"):
            wanted = [now[sitting]] if sitting in now and now[sitting].n >= FEWEST else []
            assert [replace(each, at="") for each in bank.statistics_in(sitting)] == wanted
        weights = {f"q{number}": 0 for number in range(1, 5)}
        for each in now.values():
            weights[each.item] += each.n * severity(each.flags) if each.n >= FEWEST else 0
        assert bank.needs_work() == {item: weight for item, weight in weights.items() if weight}
        assert list(bank.needs_work().values()) == sorted(bank.needs_work().values(), reverse=True)
        assert bank.check() == []


# --- what keeps them --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tampering", "places"),
    [
        ("UPDATE item_statistics SET facility = 0.9 WHERE item = 'q1'", ["周测 q1"]),
        ("UPDATE item_statistics SET discrimination = NULL", ["周测 q1", "周测 q2"]),
        ("UPDATE item_statistics SET flags = '[]' WHERE item = 'q2'", ["周测 q2"]),
        ("DELETE FROM item_statistics WHERE item = 'q2'", ["周测"]),
        ("INSERT INTO item_statistics SELECT recording, 'q3', revision, n, facility, facility_low, facility_high,"
         " discrimination, discrimination_low, discrimination_high, guess, flags, '' FROM item_statistics LIMIT 1",
         ["周测 q3"]),
        ("UPDATE recording SET withdrawn = 1", ["周测"]),
        ("UPDATE recording SET date = '2020-01-01'", ["周测"]),
        ("UPDATE kept_item SET keeps = 0", ["q1"]),
        ("UPDATE kept_item SET seen = 99", ["q1"]),
        ("DELETE FROM recording WHERE number = 1; UPDATE item_statistics SET recording = 2", ["1", "月测"]),
    ],
)  # fmt: skip
def test_tampering_with_records_is_named(used: Bank, tampering: str, places: list[str]) -> None:
    """Whatever is changed, removed or added behind the bank's back is found."""
    used.add_statistics([found(), found("q2")])
    assert keep(used) == "done"
    if "number = 1" in tampering:
        used.add_statistics([found("q3", "s2", name="月测")])
    with sqlite3.connect(used.path) as connection:
        for table in ("recording", "item_statistics", "kept_item"):
            connection.execute(f"DROP TRIGGER {table}_no_update")
            connection.execute(f"DROP TRIGGER {table}_no_delete")
        connection.executescript(tampering)
    connection.close()
    problems = used.check()
    assert {problem.code for problem in problems} == {"bank-statistics-changed"}
    assert [problem.place for problem in problems] == places


def test_damaged_flags_keep_nobody_from_reading(used: Bank) -> None:
    """What can no longer be read says nothing against the item; the check names it."""
    used.add_statistics([found(), found("q2")])
    with sqlite3.connect(used.path) as connection:
        connection.execute("DROP TRIGGER item_statistics_no_update")
        connection.execute("UPDATE item_statistics SET flags = '[{' WHERE item = 'q1'")
    connection.close()
    assert list(used.needs_work()) == ["q2"]
    assert used.evidence_of("q1").records[0].flags == ()


def test_records_are_in_a_backup_and_come_back(used: Bank, tmp_path: Path) -> None:
    """A backup has them, and so has the bank it is put back into."""
    used.add_statistics([found()])
    keep(used)
    before, copy = used.evidence_of("q1"), used.backup()
    used.withdraw_statistics("s1", "甲")
    used.close()
    restore(used.path, inspect_backup(copy), now=Clock())
    with Bank.open(used.path, now=Clock()) as again:
        assert again.evidence_of("q1") == before
        assert again.check() == []


def test_records_of_items_that_came_from_another_bank(used: Bank, tmp_path: Path) -> None:
    """Items with their past travel without records; the bank they come to can be given its own at these revisions."""
    used.add_statistics([found()])
    act(used, "fix", stem="别的题干（　　）。")
    with Bank.create(tmp_path / "other.db", now=Clock()) as other:
        other.import_items(used.records(Query(order="id")))
        assert other.evidence_of("q1").records == ()
        other.add_statistics([found(), found("q2")])
        assert list(other.needs_work()) == ["q2"]
        assert other.check() == []


def test_nothing_is_recorded_in_a_readonly_bank(used: Bank) -> None:
    """It tells what it has and takes nothing."""
    used.add_statistics([found()])
    with Bank.open(used.path, now=Clock(), readonly=True) as readonly:
        assert readonly.evidence_of("q1") == used.evidence_of("q1")
        for write in (lambda: readonly.add_statistics([found("q2", "s2")]), lambda: keep(readonly)):
            with pytest.raises(QbankError) as refused:
                write()
            assert refused.value.problem.code == "bank-read-only"
