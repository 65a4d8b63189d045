"""Tests of stimuli in the bank: stored once, never changed, never missing where an item names one."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import Any

import pytest
from bank_samples import Clock, act, decision, draft
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.bank import Bank, Query
from qbank.errors import QbankError
from qbank.model.item import Source
from qbank.model.record import ItemRecord
from qbank.model.stimulus import Stimulus

PASSAGE = Stimulus(
    id="s1",
    text="4月2日8时，柳湾泵站报告险情。\n值班员15分钟内到场。",
    sources=(Source("值班制度.txt", "d" * 64, 3, 19, "4月2日8时，柳湾泵站报告险情。"),),
    extensions={"shelf": 3},
)
OTHER = replace(PASSAGE, id="s2", text="5月6日，石桥闸关闭。")


def with_passage(bank: Bank) -> None:
    """Store two drafts on one passage, and one without."""
    drafts = [draft(1, stimulus="s1"), draft(2, stimulus="s1"), draft(3)]
    bank.add_drafts(drafts, actor="qbank", stimuli=[PASSAGE])


def test_a_stimulus_comes_back_as_it_was(bank: Bank) -> None:
    """What is stored is read, with its sources; what nobody stored is not there."""
    with_passage(bank)
    assert bank.stimuli(["s1", "s9", "s1"]) == {"s1": PASSAGE}
    assert [each.id for each in bank.items(Query(stimulus="s1", order="id"))] == ["q1", "q2"]
    assert bank.get("q3") == draft(3)
    assert bank.check() == []


def test_storing_it_again_changes_nothing(bank: Bank) -> None:
    """The same drafts with the same passage are known, and the bank is as it was."""
    with_passage(bank)
    count = bank.add_drafts([draft(1, stimulus="s1")], actor="qbank", stimuli=[PASSAGE])
    assert (count.added, count.renewed, count.known) == (0, 0, 1)


def test_a_known_draft_gets_its_stimulus_as_a_further_version(bank: Bank) -> None:
    """An untouched draft that comes again with a passage is renewed; its first version still has none."""
    bank.add_drafts([draft(1)], actor="qbank")
    assert bank.add_drafts([draft(1, stimulus="s1")], actor="qbank", stimuli=[PASSAGE]).renewed == 1
    now, before = bank.get("q1"), bank.version("q1", 1)
    assert now is not None and before is not None
    assert (now.stimulus, before.stimulus) == ("s1", "")


def test_a_draft_without_its_stimulus_is_our_mistake(bank: Bank) -> None:
    """Drafts that name a passage nobody has stored raise, and nothing is stored."""
    with pytest.raises(ValueError, match="s1"):
        bank.add_drafts([draft(1, stimulus="s1")], actor="qbank")
    assert bank.count() == 0


def test_an_id_stands_for_one_content(bank: Bank) -> None:
    """Another wording under a known id is refused, from drafts and from an import, and nothing is stored."""
    with_passage(bank)
    changed = replace(PASSAGE, text="别的文字")
    with pytest.raises(QbankError) as refused:
        bank.add_drafts([draft(4, stimulus="s1")], actor="qbank", stimuli=[changed])
    assert refused.value.problem.code == "bank-other-stimulus"
    count = bank.import_items([ItemRecord(draft(4, stimulus="s1"))], stimuli=[changed])
    assert [(each.code, each.place) for each in count.problems] == [("bank-other-stimulus", "s1")]
    assert (count.added, bank.count(), bank.stimuli(["s1"])) == (0, 3, {"s1": PASSAGE})


def test_an_edit_may_take_the_stimulus_off_or_name_another(bank: Bank) -> None:
    """An editor can part an item from its passage; a passage the bank does not have is refused."""
    with_passage(bank)
    assert act(bank, "edit", "q1", stimulus="").item == draft(1, revision=2)
    assert [each.id for each in bank.items(Query(stimulus="s1"))] == ["q2"]
    now = bank.get("q2")
    assert now is not None
    outcome = bank.decide(decision("fix", "q2"), base_revision=1, item=replace(now, stimulus="s9"))
    assert outcome.kind == "refused" and outcome.problem is not None
    assert (outcome.problem.code, outcome.item) == ("bank-unknown-stimulus", now)
    assert bank.check() == []


@pytest.mark.parametrize(
    "record",
    [
        ItemRecord(draft(1, stimulus="s9")),
        ItemRecord(draft(1, revision=2), (draft(1, stimulus="s9"),)),
    ],
    ids=["now", "in an earlier version"],
)
def test_an_import_without_its_stimulus_is_refused(bank: Bank, record: ItemRecord) -> None:
    """An item that names a passage neither the file nor the bank has keeps the whole import out."""
    count = bank.import_items([ItemRecord(draft(2)), record], stimuli=[PASSAGE])
    assert [(each.code, each.place) for each in count.problems] == [("bank-unknown-stimulus", "q1")]
    assert (bank.count(), bank.stimuli(["s1"])) == (0, {})


def test_a_stimulus_that_cannot_be_stored_is_named(bank: Bank) -> None:
    """Half a character in a passage, or in an id that is asked for, is refused at the door."""
    for asked in (lambda: bank.add_drafts([], actor="a", stimuli=[replace(PASSAGE, text="半\ud800")]),):
        with pytest.raises(QbankError) as refused:
            asked()
        assert (refused.value.problem.code, refused.value.problem.place) == ("bank-bad-value", "s1.text")
    with pytest.raises(QbankError):
        bank.stimuli(["半\ud800"])


def test_more_stimuli_than_one_question_takes(bank: Bank) -> None:
    """Hundreds of passages are found at once, each under its id."""
    many = [replace(PASSAGE, id=f"s{number}") for number in range(1100)]
    drafts = [draft(number, stimulus=f"s{number}") for number in range(1100)]
    bank.add_drafts(drafts, actor="qbank", stimuli=many)
    assert bank.stimuli(each.id for each in many) == {each.id: each for each in many}


def test_items_without_a_stimulus_have_the_content_they_always_had(bank: Bank) -> None:
    """The word does not stand in what is stored of an item without a passage: its hash is that of earlier programs."""
    with_passage(bank)
    connection = sqlite3.connect(bank.path)
    bodies = dict(connection.execute("SELECT item, body FROM item_version").fetchall())
    connection.close()
    assert "stimulus" not in json.loads(bodies["q3"])
    assert json.loads(bodies["q1"])["stimulus"] == "s1"


def test_a_stimulus_is_guarded(bank: Bank) -> None:
    """The database itself refuses to change or remove a passage, or to name one that is not there."""
    with_passage(bank)
    connection = sqlite3.connect(bank.path)
    connection.execute("PRAGMA foreign_keys=ON")
    for statement in (
        "UPDATE stimulus SET body = ''",
        "DELETE FROM stimulus",
        "UPDATE item_stimulus SET stimulus = 's9'",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("tampering", "code", "place"),
    [
        ("UPDATE stimulus SET body = replace(body, '柳湾', '柳河')", "bank-stimulus-changed", "s1"),
        ("UPDATE item_stimulus SET stimulus = 's2' WHERE item = 'q1'", "bank-item-changed", "q1"),
        ("DELETE FROM item_stimulus WHERE item = 'q2'", "bank-item-changed", "q2"),
        ("DELETE FROM stimulus WHERE id = 's1'", "bank-damaged", "foreign key: item_stimulus 1 -> stimulus"),
    ],
)
def test_tampering_with_stimuli_is_named(bank: Bank, tampering: str, code: str, place: str) -> None:
    """The check finds a passage or a reference that was changed behind the bank's back."""
    with_passage(bank)
    bank.import_items([], stimuli=[OTHER])
    assert bank.check() == []
    with sqlite3.connect(bank.path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(tampering)
    connection.close()
    assert (code, place) in {(problem.code, problem.place) for problem in bank.check()}


@settings(max_examples=10)
@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["", "s1", "s2"])), max_size=8))
def test_stimuli_travel_with_their_items(
    empty_bank: bytes, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, str]]
) -> None:
    """However items changed their passage, another bank takes them in with every version's passage, twice over."""
    folder = tmp_path_factory.mktemp("stimuli")
    for name in ("one.db", "two.db"):
        (folder / name).write_bytes(empty_bank)
    with Bank.open(folder / "one.db", now=Clock()) as one, Bank.open(folder / "two.db", now=Clock()) as two:
        one.add_drafts([draft(1, stimulus="s1"), draft(2), draft(3)], actor="qbank", stimuli=[PASSAGE, OTHER])
        for count, (number, stimulus) in enumerate(steps):
            changes: dict[str, Any] = {"stimulus": stimulus, "stem": f"第{count}稿"}
            act(one, "edit", f"q{number}", **changes)
        records = list(one.records(Query(order="id")))
        named = {each.stimulus for record in records for each in (record.item, *record.versions)} - {""}
        given_out = one.stimuli(named).values()
        assert two.import_items(records, stimuli=given_out).added == 3
        assert two.import_items(records, stimuli=given_out).known == 3
        assert list(two.records(Query(order="id"))) == records
        assert two.stimuli(named) == one.stimuli(named)
        assert two.check() == []
