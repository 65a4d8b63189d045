"""Tests of storing and querying items."""

from __future__ import annotations

from typing import Any

import pytest
from bank_samples import act, draft

from qbank.bank import Bank, Query
from qbank.errors import QbankError
from qbank.model.item import Source
from qbank.types._contract import TYPES


@pytest.mark.parametrize("name", TYPES.names())
def test_gives_back_every_type(bank: Bank, name: str) -> None:
    """An item of every type comes back as it was put in."""
    item = TYPES.get(name).example()
    bank.add_drafts([item], actor="qbank")
    assert bank.get(item.id) == item


def test_review_order_is_best_first(bank: Bank) -> None:
    """Items come by priority from high to low, then by id, whatever the order of adding."""
    priorities = {1: 0.5, 2: 0.9, 3: 0.5, 4: 0.1}
    bank.add_drafts([draft(number, priority=value) for number, value in priorities.items()], actor="qbank")
    assert [each.id for each in bank.items()] == ["q2", "q1", "q3", "q4"]
    assert [each.id for each in bank.items(Query(offset=1, limit=2))] == ["q1", "q3"]
    assert [each.id for each in bank.items(Query(order="id"))] == ["q1", "q2", "q3", "q4"]


def test_several_statuses_are_one_query(bank: Bank) -> None:
    """Items of any of the statuses come in review order over all of them, each once."""
    bank.add_drafts([draft(number) for number in range(1, 6)], actor="qbank")
    for action, name in (("accept", "q1"), ("reject", "q2"), ("accept", "q4")):
        act(bank, action, name)  # type: ignore[arg-type]
    wanted = Query(status=("draft", "accepted", "draft"))
    assert [each.id for each in bank.items(wanted)] == ["q5", "q4", "q3", "q1"]
    assert [record.item.id for record in bank.records(wanted)] == ["q5", "q4", "q3", "q1"]
    assert bank.count(wanted) == 4
    assert bank.count(Query(status=frozenset())) == 0


def test_reads_across_pages_while_the_bank_changes(bank: Bank) -> None:
    """A walk over more than one page sees every item once although each is decided on the way."""
    bank.add_drafts([draft(number, priority=number % 7) for number in range(1203)], actor="qbank")
    seen = []
    for item in bank.items(Query(status="draft")):
        seen.append(item.id)
        if len(seen) % 400 == 0:
            assert act(bank, "accept", item.id).kind == "done"
    assert sorted(seen) == sorted(f"q{number}" for number in range(1203))


def test_walk_leaves_out_what_changed_on_the_way(bank: Bank) -> None:
    """An item that is rejected during a walk over drafts does not turn up in it as something else."""
    bank.add_drafts([draft(number) for number in range(1000, 1600)], actor="qbank")
    walk = bank.items(Query(status="draft", order="id"))
    assert next(walk).id == "q1000"
    act(bank, "reject", "q1599")
    assert [each.status for each in walk] == ["draft"] * 598


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["q1", "q2", "q3"]),
        ({"status": "accepted"}, ["q2"]),
        ({"document": "另一份.txt"}, ["q3"]),
        ({"type": "single_choice"}, ["q1", "q2", "q3"]),
        ({"type": "ordering"}, []),
        ({"pattern": "手写"}, ["q1"]),
        ({"tag": "消防"}, ["q2", "q3"]),
        ({"later": True}, ["q3"]),
        ({"later": False, "tag": "消防"}, ["q2"]),
        ({"deleted": True}, ["q4"]),
        ({"text": "巡查记录"}, ["q3"]),
        ({"limit": 0}, []),
    ],
)
def test_queries(bank: Bank, wanted: dict[str, Any], found: list[str]) -> None:
    """Each field of a query narrows what is found, and the count agrees."""
    items = [
        draft(1, pattern="手写"),
        draft(2, tags=("消防", "消防")),
        draft(3, tags=("消防",), stem="巡查记录由谁保存?", sources=(Source("另一份.txt", "e" * 64, 0, 1, "值"),)),
        draft(4),
    ]
    bank.add_drafts(items, actor="qbank")
    act(bank, "accept", "q2")
    act(bank, "later", "q3")
    act(bank, "delete", "q4")
    query = Query(**wanted, order="id")
    assert [each.id for each in bank.items(query)] == found
    assert bank.count(query) == (3 if "limit" in wanted else len(found))


def test_counts_by_status(bank: Bank) -> None:
    """Every status is counted, the recycle bin is not, and a document can be asked for."""
    bank.add_drafts([draft(1), draft(2), draft(3), draft(4, sources=())], actor="qbank")
    act(bank, "accept", "q1")
    act(bank, "delete", "q2")
    assert bank.counts_by_status() == {"draft": 2, "accepted": 1, "rejected": 0, "retired": 0}
    assert bank.counts_by_status("值班制度.txt")["draft"] == 1


@pytest.mark.parametrize(
    "item",
    [
        draft(stem="值\0班"),
        draft(stem="值\ud83d班"),
        draft(extensions={"n": 2**63}),
        draft(extensions={"值": [1, {"x": float("nan")}]}),
        draft(extensions={"值\0": 1}),
        draft(id="q\ud800"),
    ],
)
def test_refuses_what_no_database_takes(bank: Bank, item: Any) -> None:
    """NUL, half characters, whole numbers of more than 63 bits and NaN are refused, and nothing is stored."""
    with pytest.raises(QbankError) as refused:
        bank.add_drafts([draft(2), item], actor="qbank")
    assert refused.value.problem.code == "bank-bad-value"
    assert bank.count() == 0


@pytest.mark.parametrize("text", ["a\0", "\ud800"])
def test_refuses_bad_text_in_every_question(bank: Bank, text: str) -> None:
    """Texts no database takes are refused in look-ups, searches and settings alike."""
    for ask in (
        lambda: bank.get(text),
        lambda: list(bank.items(Query(text=text))),
        lambda: bank.count(Query(tag=text)),
        lambda: bank.history(text),
        lambda: bank.document(text),
        lambda: bank.set_setting("k", text),
        lambda: bank.add_drafts([], actor=text),
    ):
        with pytest.raises(QbankError) as refused:
            ask()
        assert refused.value.problem.code == "bank-bad-value"


def test_rare_characters_survive(bank: Bank) -> None:
    """Rare characters, emoji, newlines and literal escapes are stored as they are."""
    item = draft(
        stem="𠮷野家\n👩‍👩‍👧‍👦 \\u0000 NaN 12345678901234567890", extensions={"备注": {"x": [1, 2.5, None, True]}}
    )
    bank.add_drafts([item], actor="qbank")
    assert bank.get("q1") == item


def test_numbers_no_database_takes(bank: Bank) -> None:
    """Revisions and offsets beyond all bounds find nothing."""
    bank.add_drafts([draft()], actor="qbank")
    assert bank.version("q1", 10**30) is None
    assert bank.version("q1", -1) is None
    assert list(bank.items(Query(offset=10**30))) == []


def test_settings(bank: Bank) -> None:
    """A setting is what it was last set to."""
    assert bank.setting("k") is None
    bank.set_setting("k", "甲")
    bank.set_setting("k", "乙")
    assert bank.setting("k") == "乙"
