"""Tests of what stands beside the items: opinions, unsaved edits, notes, pairs that both stay."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from bank_samples import AT, Clock, act, draft

from qbank.bank import Bank, Unsaved
from qbank.errors import QbankError
from qbank.model.form import Form, FormSection, Placed
from qbank.model.handout import Handout
from qbank.model.issue import Issue, Use
from qbank.model.opinion import Opinion

EARLIER = "2026-03-01T08:00:00+00:00"
OPINION = Opinion("o1", "q1", 1, "乙", "reject", "题干不清", AT)


@pytest.fixture
def two(bank: Bank) -> Bank:
    """Return a bank of two drafts."""
    bank.add_drafts([draft(1), draft(2)], actor="qbank")
    return bank


def test_opinion_is_stored_once(two: Bank) -> None:
    """The same opinion again changes nothing, whatever it says now, and the item stays as it is."""
    before = two.get("q1")
    assert two.add_opinion(OPINION)
    assert not two.add_opinion(OPINION)
    assert not two.add_opinion(replace(OPINION, verdict="accept", item="q2"))
    assert two.opinions() == [OPINION]
    assert two.get("q1") == before
    assert two.check() == []


def test_opinions_come_oldest_first(two: Bank) -> None:
    """Opinions on all items or on some, in the order of their times, with everything they say."""
    given = [
        replace(OPINION, op_id="o2", final=True),
        replace(OPINION, op_id="o3", item="q2", at=EARLIER, verdict="fix", reason=""),
        OPINION,
    ]
    for each in given:
        two.add_opinion(each)
    assert two.opinions() == [given[1], given[0], OPINION]
    assert two.opinions(["q1"]) == [given[0], OPINION]
    assert two.opinions(["q2", "q2", "q9"]) == [given[1]]
    assert two.opinions([]) == []


def test_threads_store_an_opinion_once(two: Bank) -> None:
    """Of many sendings at once one is new."""
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: two.add_opinion(OPINION), range(16))) == 1


@pytest.mark.parametrize("wrong", [{"op_id": ""}, {"verdict": "later"}])
def test_opinion_needs_an_op_id_and_a_verdict(two: Bank, wrong: dict[str, Any]) -> None:
    """An opinion without them is a programmer's mistake."""
    with pytest.raises(ValueError, match="opinion"):
        two.add_opinion(replace(OPINION, **wrong))


def test_unsaved_words_are_kept_for_each_editor(two: Bank) -> None:
    """Each editor has one text for each item, the last one, and gets it back after a restart."""
    two.keep_unsaved("甲", "q2", 1, "{}")
    two.keep_unsaved("甲", "q1", 1, '{"stem":"一"}')
    two.keep_unsaved("甲", "q1", 2, '{"stem":"一二"}')
    two.keep_unsaved("乙", "new", 0, "")
    two.close()
    with Bank.open(two.path, now=Clock()) as again:
        assert again.unsaved("甲", "q1") == Unsaved("q1", 2, '{"stem":"一二"}')
        assert again.unsaved_ids("甲") == ["q1", "q2"]
        assert again.unsaved("乙", "q1") is None
        again.drop_unsaved("甲", "q1")
        again.drop_unsaved("甲", "q1")
        assert again.unsaved_ids("甲") == ["q2"]
        assert again.unsaved_ids("乙") == ["new"]
        assert again.check() == []


def test_note_stands_beside_the_item(two: Bank) -> None:
    """A note replaces the one before it, a blank one takes it off, and the item has no further revision."""
    two.set_note("q1", "问业务科", "甲")
    two.set_note("q1", "业务科已回", "乙")
    two.set_note("q2", "二", "甲")
    assert two.note("q1") == "业务科已回"
    assert two.notes(["q2", "q1", "q9"]) == {"q1": "业务科已回", "q2": "二"}
    two.set_note("q1", " \n", "甲")
    assert (two.note("q1"), two.notes(["q1"])) == ("", {})
    assert [each.action for each in two.history("q1")] == ["draft"]
    assert two.check() == []


def test_pairs_that_stay_have_no_order(two: Bank) -> None:
    """A pair is the same whichever item is named first."""
    two.keep_pair("q2", "q1", "甲")
    two.keep_pair("q1", "q2", "乙")
    assert two.kept_pairs() == {frozenset(("q1", "q2"))}
    with pytest.raises(ValueError, match="no pair"):
        two.keep_pair("q1", "q1", "甲")
    assert two.check() == []


WRITES: tuple[Callable[..., object], ...] = (
    lambda bank, item="q1", text="x": bank.add_opinion(replace(OPINION, item=item, reason=text)),
    lambda bank, item="q1", text="x": bank.set_note(item, text, "甲"),
    lambda bank, item="q1", text="q2": bank.keep_pair(item, text, "甲"),
    lambda bank, item="q1", text="x": bank.keep_unsaved("甲", item, 1, text),
)


@pytest.mark.parametrize("write", WRITES)
def test_bad_text_does_not_come_in_beside_an_item(two: Bank, write: Callable[..., object]) -> None:
    """The rule at the door holds here too."""
    for bad in ({"text": "a\0"}, {"item": "\ud83d"}, {"text": "\ud83d"}):
        with pytest.raises(QbankError) as refused:
            write(two, **bad)
        assert refused.value.problem.code == "bank-bad-value"


@pytest.mark.parametrize("write", WRITES[:3])
def test_nothing_stands_beside_an_unknown_item(two: Bank, write: Callable[..., object]) -> None:
    """An opinion, a note or a pair needs items that the bank has."""
    with pytest.raises(QbankError) as refused:
        write(two, item="q9")
    assert (refused.value.problem.code, refused.value.problem.place) == ("bank-unknown-item", "q9")


@pytest.mark.parametrize("write", WRITES)
def test_nothing_is_written_beside_items_of_a_readonly_bank(two: Bank, write: Callable[..., object]) -> None:
    """A bank that can only be read takes nothing and still tells what it has."""
    write(two)
    with Bank.open(two.path, now=Clock(), readonly=True) as readonly:
        with pytest.raises(QbankError) as refused:
            write(readonly)
        assert refused.value.problem.code == "bank-read-only"
        assert readonly.opinions() == two.opinions()
        assert readonly.notes(["q1"]) == two.notes(["q1"])
        assert readonly.kept_pairs() == two.kept_pairs()
        assert readonly.unsaved("甲", "q1") == two.unsaved("甲", "q1")


@pytest.mark.parametrize("number", [2**63, -(2**70)])
def test_revisions_beyond_any_database_are_refused(two: Bank, number: int) -> None:
    """A revision no database can hold is bad input, not a crash."""
    for write in (
        lambda: two.keep_unsaved("甲", "q1", number, ""),
        lambda: two.add_opinion(replace(OPINION, revision=number)),
    ):
        with pytest.raises(QbankError) as refused:
            write()
        assert refused.value.problem.code == "bank-bad-value"


@pytest.mark.parametrize(
    ("tampering", "code", "place"),
    [
        ("UPDATE opinion SET verdict = 'accept'", "bank-opinion-changed", "q1"),
        ("UPDATE opinion SET final = 1", "bank-opinion-changed", "q1"),
        ("UPDATE unsaved SET data = '{}'", "bank-unsaved-changed", "q1 甲"),
        ("UPDATE unsaved SET base_revision = 7", "bank-unsaved-changed", "q1 甲"),
        ("UPDATE note SET text = '假'", "bank-note-changed", "q1"),
        ("UPDATE note SET actor = '丙'", "bank-note-changed", "q1"),
        ("UPDATE kept_pair SET actor = '丙'", "bank-pair-changed", "q1 q2"),
        ("INSERT INTO kept_pair VALUES ('q2', 'q2', '丙', '', '')", "bank-pair-changed", "q2 q2"),
    ],
)
def test_tampering_beside_items_is_named(two: Bank, tampering: str, code: str, place: str) -> None:
    """The check finds what was changed beside an item and says where."""
    for write in WRITES:
        write(two)
    act(two, "accept", "q1")
    assert two.check() == []
    with sqlite3.connect(two.path) as connection:
        connection.execute("DROP TRIGGER opinion_no_update")
        connection.execute(tampering)
    connection.close()
    assert [(problem.code, problem.place) for problem in two.check()] == [(code, place)]


HANDOUT = Handout(
    id="h1", at="", actor="甲", format="xlsx", profile="kaoshibao", file="三月.xlsx", digest="d" * 64, items=2
)


def test_files_that_left_name_their_items(two: Bank) -> None:
    """Which items are in a file, in which version, and which files an item is in."""
    two.add_handout(HANDOUT, [("q2", 1), ("q1", 1)])
    (stored,) = two.handouts()
    assert replace(stored, at="") == HANDOUT and stored.at
    assert two.handout_items("h1") == [("q1", 1), ("q2", 1)]
    assert two.handouts_of("q1") == [(stored, 1)]
    assert two.handouts_of("q9") == []
    assert two.check() == []


def paper(name: str, *ids: str) -> Issue:
    """Return an issued paper of some items."""
    placed = tuple(Placed(item=each, revision=1 + each.endswith("1"), order="BACD", marks=2.0) for each in ids)
    sections = (FormSection(heading="单选题", marks=2.0, placed=placed),)
    form = Form(id=f"e1-{name}", name=name, title="周测", sections=sections, minutes=30)
    return Issue(form=form, exam="e1", day="2026-03-06", order="o1", actor="甲")


def test_issued_papers_are_frozen(two: Bank) -> None:
    """What stood where is kept with its day; the same papers again change nothing."""
    act(two, "accept", "q1")
    two.issue([paper("A", "q1"), paper("B", "q1")])
    stored = two.issues()
    assert [replace(each, at="") for each in stored] == [paper("A", "q1"), paper("B", "q1")] and stored[0].at
    two.issue([paper("B", "q1")])
    assert two.issues() == stored
    assert two.issued_uses() == [Use("q1", "e1", "2026-03-06", "o1")] * 2
    assert two.check() == []


def test_the_paper_issued_last_comes_first_within_a_second_too(two: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which of two was issued later is never left to how they are called."""
    act(two, "accept", "q1")
    noon = two._session.now()
    monkeypatch.setattr(two._session, "now", lambda: noon)
    for exam in ("e2", "e1", "e3"):
        made = [(paper(name, "q1"), f"{exam}-{name}") for name in "AB"]
        two.issue([replace(each, exam=exam, form=replace(each.form, id=form)) for each, form in made])
    assert [each.form.id for each in two.issues()] == ["e3-A", "e3-B", "e1-A", "e1-B", "e2-A", "e2-B"]


@pytest.mark.parametrize("item", ["q2", "q9"])
def test_items_that_are_not_accepted_are_not_issued(two: Bank, item: str) -> None:
    """A draft, or an item that the bank does not have, is named, and no paper of the exam is issued."""
    act(two, "accept", "q1")
    with pytest.raises(QbankError) as refused:
        two.issue([paper("A", "q1"), paper("B", "q1", item)])
    assert refused.value.problem.code == "bank-issue-item"
    assert refused.value.problem.values["items"] == item
    assert two.issues() == []


def test_items_that_changed_are_not_issued(two: Bank) -> None:
    """An item that has another revision than the one chosen is named."""
    act(two, "accept", "q1")
    old = paper("A", "q1")
    section = old.form.sections[0]
    earlier = replace(section, placed=(replace(section.placed[0], revision=1),))
    with pytest.raises(QbankError) as refused:
        two.issue([replace(old, form=replace(old.form, sections=(earlier,)))])
    assert refused.value.problem.values["items"] == "q1"


@pytest.mark.parametrize(("table", "change"), [("issue", "SET day = '2026-04-01'"), ("issue_item", "SET revision = 7")])
def test_changed_record_of_a_paper_is_found(two: Bank, table: str, change: str) -> None:
    """Whoever changes it behind the bank's back is told by the check."""
    act(two, "accept", "q1")
    two.issue([paper("A", "q1")])
    connection = sqlite3.connect(two.path)
    connection.execute(f"DROP TRIGGER {table}_no_update")
    connection.execute(f"UPDATE {table} {change}")
    connection.commit()
    connection.close()
    assert [problem.code for problem in two.check()] == ["bank-issue-changed"]


def test_changed_record_of_a_file_is_found(two: Bank) -> None:
    """Whoever changes it behind the bank's back is told by the check."""
    two.add_handout(HANDOUT, [("q1", 1)])
    connection = sqlite3.connect(two.path)
    connection.execute("DROP TRIGGER handout_no_update")
    connection.execute("UPDATE handout SET file = '四月.xlsx'")
    connection.commit()
    connection.close()
    assert [problem.code for problem in two.check()] == ["bank-handout-changed"]
