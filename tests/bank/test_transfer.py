"""Tests of export and import: nothing gets lost between two banks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bank_samples import AT, Clock, act, decision, document, draft
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.bank import Bank, Query
from qbank.model.decision import Action, Decision
from qbank.model.item import Item
from qbank.model.record import ItemRecord

ACTIONS: tuple[Action, ...] = ("accept", "reject", "retire", "reopen", "later", "edit", "fix")


def records(bank: Bank) -> list[ItemRecord]:
    """Return everything an export of the bank would hold."""
    return list(bank.records(Query(order="id")))


@settings(max_examples=12)
@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(ACTIONS)), max_size=15))
def test_import_gives_back_what_was_exported(
    empty_bank: bytes, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, Action]]
) -> None:
    """Items, revisions, earlier contents and decisions are the same in the other bank; a second import adds nothing."""
    folder = tmp_path_factory.mktemp("transfer")
    for name in ("one.db", "two.db"):
        (folder / name).write_bytes(empty_bank)
    with Bank.open(folder / "one.db", now=Clock()) as one, Bank.open(folder / "two.db", now=Clock()) as two:
        one.add_drafts([draft(number) for number in (1, 2, 3)], actor="qbank")
        for count, (number, action) in enumerate(steps):
            act(one, action, f"q{number}", **({"stem": f"第{count}稿"} if action in {"edit", "fix"} else {}))
        given_out = records(one)
        assert two.import_items(given_out).added == 3
        assert records(two) == given_out
        for record in given_out:
            for revision in range(1, record.item.revision + 1):
                assert two.version(record.item.id, revision) == one.version(record.item.id, revision)
        again = two.import_items(given_out)
        assert (again.added, again.known, again.problems) == (0, 3, ())
        assert records(two) == given_out
        assert two.check() == []


def test_item_without_a_past(bank: Bank) -> None:
    """An item that comes without decisions keeps status and revision; the import itself is logged."""
    item = draft(status="accepted", revision=7, later=True)
    assert bank.import_items([ItemRecord(item)], [document()], actor="乙").added == 1
    assert bank.get("q1") == item
    (logged,) = bank.history("q1")
    assert (logged.action, logged.revision, logged.actor) == ("import", 7, "乙")
    assert act(bank, "retire").item == replace(item, status="retired", revision=8, later=False)
    assert bank.check() == []


def test_known_items_may_have_moved_on(bank: Bank) -> None:
    """The same file again adds nothing, although the items were worked on since."""
    record = ItemRecord(draft(status="accepted", revision=3))
    bank.import_items([record])
    act(bank, "edit", stem="新题干")
    assert bank.import_items([record]).known == 1
    assert bank.get("q1") == draft(stem="新题干", revision=4)


@pytest.mark.parametrize(
    "changes", [{"stem": "另一题干"}, {"status": "accepted"}, {"later": True}, {"revision": 2}, {"tags": ("别",)}]
)
def test_other_content_under_a_known_id_is_refused(bank: Bank, changes: dict[str, Any]) -> None:
    """An id that stands for something else in the bank stops the whole import."""
    bank.add_drafts([draft(1)], actor="qbank")
    count = bank.import_items([ItemRecord(draft(2)), ItemRecord(draft(1, **changes))], [document()])
    assert [(problem.code, problem.place) for problem in count.problems] == [("bank-import-other-content", "q1")]
    assert (count.added, bank.count(), bank.documents()) == (0, 1, [])
    assert bank.get("q1") == draft(1)


def broken_records() -> dict[str, list[ItemRecord]]:
    """Return imports that contradict themselves."""
    item = draft(revision=3)
    edit, accept = decision("edit"), decision("accept")
    return {
        "decision after the item": [ItemRecord(item, (), (replace(accept, revision=4),))],
        "decision of another item": [ItemRecord(item, (), (replace(accept, item="q2", revision=2),))],
        "decisions out of order": [
            ItemRecord(item, (), (replace(edit, revision=3), replace(accept, revision=2))),
        ],
        "one operation twice": [ItemRecord(item, (), (replace(edit, revision=2), replace(edit, revision=3)))],
        "version after the item": [ItemRecord(item, (draft(revision=3),))],
        "version of another item": [ItemRecord(item, (draft(2),))],
        "no id": [ItemRecord(draft(id=""))],
        "revision nought": [ItemRecord(draft(revision=0))],
        "revision without end": [ItemRecord(draft(revision=10**30))],
        "id twice": [ItemRecord(item), ItemRecord(item)],
    }


@pytest.mark.parametrize("name", list(broken_records()))
def test_contradictions_are_refused(bank: Bank, name: str) -> None:
    """A history that cannot be true is refused with the item's id, and nothing is stored."""
    count = bank.import_items([ItemRecord(draft(5)), *broken_records()[name]])
    assert count.problems
    assert {problem.code for problem in count.problems} <= {"bank-import-history", "bank-import-twice"}
    assert bank.count() == 0
    assert bank.check() == []


def test_operations_of_the_bank_are_not_taken_twice(bank: Bank) -> None:
    """A decision whose operation id stands in the bank already is refused with its item."""
    bank.import_items([ItemRecord(draft(1), (), (replace(decision("draft", op_id="x"), revision=1),))])
    count = bank.import_items([ItemRecord(draft(2), (), (replace(decision("draft", "q2", "x"), revision=1),))])
    assert [problem.place for problem in count.problems] == ["q2"]


def test_bad_last_record_undoes_all(tmp_path: Path, empty_bank: bytes) -> None:
    """Of many records one bad one near the end leaves the bank as it was."""
    (tmp_path / "b.db").write_bytes(empty_bank)
    with Bank.open(tmp_path / "b.db", now=Clock()) as bank:
        many: list[Item] = [draft(number) for number in range(1200)]
        count = bank.import_items([ItemRecord(each) for each in (*many, many[0])])
        assert [(problem.code, problem.place) for problem in count.problems] == [("bank-import-twice", "q0")]
        assert bank.count() == 0


def test_long_past_is_taken_in(bank: Bank) -> None:
    """An item with more decisions than a database takes in one question."""
    item = draft(1, revision=34_000)
    past = tuple(
        Decision(f"甲/{number}", "q1", number, "draft" if number == 1 else "later", "甲", AT)
        for number in range(1, 34_001)
    )
    count = bank.import_items([ItemRecord(item, (), past)])
    assert (count.added, count.problems) == (1, ())


def test_export_holds_the_recycle_bin_only_when_asked(bank: Bank) -> None:
    """What was deleted leaves with an export only by name, and stays deleted where it arrives."""
    bank.add_drafts([draft(1), draft(2)], actor="qbank")
    act(bank, "delete", "q1")
    assert [record.item.id for record in records(bank)] == ["q2"]
    (deleted,) = bank.records(Query(deleted=True))
    assert [each.action for each in deleted.decisions] == ["draft", "delete"]
