"""The methods of ``Bank`` for undo and redo, and for what stands beside the items and is no part of any.

Unsaved edits, notes, “both stay”, opinions of second readers, files that left, what exams showed. ``Bank`` has these
as its methods.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from sqlalchemy import Connection

from qbank.bank import handouts as handout_rows
from qbank.bank import issues as issue_rows
from qbank.bank import opinions as opinion_rows
from qbank.bank import overview, remarks, statistics, steps
from qbank.bank import undo as undoing
from qbank.bank import unsaved as typed
from qbank.bank.records import Outcome, StatisticsCount, Step, Unsaved, stamp
from qbank.bank.sealing import refuse_bad_text
from qbank.bank.session import BULK, Session
from qbank.bank.undo import Author
from qbank.model.figure import Evidence, ItemStatistics, Keep, SittingRecord
from qbank.model.handout import Handout
from qbank.model.issue import Issue, Use
from qbank.model.opinion import Opinion


class Held(Protocol):
    """What these functions need of a bank."""

    _session: Session


def unflagged(bank: Held, op_ids: Sequence[str]) -> set[str]:
    """Return those of some decisions that ended an item's 待定; the log has one word for setting and ending it."""
    with bank._session.read() as conn:
        return overview.unflagged(conn, op_ids)


# --- undo -----------------------------------------------------------------------------------------


def undoable(bank: Held, actor: str) -> Step | None:
    """Return what a person's next undo takes back; it is read from the log, so it outlives every restart.

    What somebody else has changed since is passed over until it stands again as the person left it.
    """
    refuse_bad_text(actor=actor)
    with bank._session.read() as conn:
        return steps.step(conn, actor, steps.undoable(conn, actor).goes)


def redoable(bank: Held, actor: str) -> Step | None:
    """Return what a person's next redo does again; a new operation leaves nothing to redo."""
    refuse_bad_text(actor=actor)
    with bank._session.read() as conn:
        return steps.step(conn, actor, steps.redoable(conn, actor).goes)


def undo(bank: Held, actor: str, op_id: str, at: str | None = None, *, step: str) -> list[Outcome]:
    """Take back a step by ordinary decisions in one transaction, one of many items after a backup.

    Args:
        bank: the bank.
        actor: who undoes; only their own steps can be undone.
        op_id: made by the client, without a slash; the same again changes nothing.
        at: ISO 8601 time in UTC; by default now.
        step: ``Step.op`` of what the person saw; if that is no longer what comes next, nothing happens.

    Returns:
        One outcome for each item of the step, none if nothing happened; ``conflict`` for an item that was changed
        after the step, which stays as it is.

    Raises:
        ValueError: if ``op_id`` is empty or has a slash.
    """
    return _undone(bank, undoing.undo, step, _author(bank, actor, op_id, at))


def redo(bank: Held, actor: str, op_id: str, at: str | None = None, *, step: str) -> list[Outcome]:
    """Do an undone step again on the items that stand where the undo left them; see ``undo``."""
    return _undone(bank, undoing.redo, step, _author(bank, actor, op_id, at))


def _author(bank: Held, actor: str, op_id: str, at: str | None) -> Author:
    made = Author(actor, op_id, stamp(bank._session.now()) if at is None else at)
    refuse_bad_text(actor=made.name, op_id=made.op_id, at=made.at)
    if not op_id or "/" in op_id:
        raise ValueError(f"an op_id is not empty and has no slash: {op_id!r}")
    return made


def _undone(
    bank: Held, act: Callable[[Connection, str, Author], list[Outcome]], step: str, author: Author
) -> list[Outcome]:
    refuse_bad_text(step=step)
    with bank._session.read() as conn:
        size = len(steps.items_of(steps.events(conn, author.name, step)))
    if size >= BULK:
        bank._session.back_up_first("bulk")
    with bank._session.write() as conn:
        return act(conn, step, author)


# --- unsaved edits --------------------------------------------------------------------------------


def keep_unsaved(bank: Held, actor: str, item_id: str, base_revision: int, data: str) -> None:
    """Keep what an editor has typed about an item and not saved, in place of what was kept before.

    Args:
        bank: the bank.
        actor: the editor.
        item_id: the item; it need not be in the bank yet.
        base_revision: the revision the editor saw.
        data: whatever the client needs to show it again.
    """
    with bank._session.write() as conn:
        typed.keep(conn, actor, item_id, base_revision, data)


def unsaved(bank: Held, actor: str, item_id: str) -> Unsaved | None:
    """Return what an editor typed about an item and did not save, None if nothing."""
    refuse_bad_text(actor=actor, item=item_id)
    with bank._session.read() as conn:
        return typed.get(conn, actor, item_id)


def unsaved_ids(bank: Held, actor: str) -> list[str]:
    """Return the items an editor has begun to change and not saved, in the order of their ids."""
    refuse_bad_text(actor=actor)
    with bank._session.read() as conn:
        return typed.ids(conn, actor)


def drop_unsaved(bank: Held, actor: str, item_id: str) -> None:
    """Forget what an editor typed about an item; nothing is written where there is nothing to forget."""
    if unsaved(bank, actor, item_id) is not None:
        with bank._session.write() as conn:
            typed.drop(conn, actor, item_id)


# --- notes and pairs ------------------------------------------------------------------------------


def set_note(bank: Held, item_id: str, text: str, actor: str = "") -> None:
    """Put a note on an item, for everyone who reviews; a blank one takes it off.

    Raises:
        QbankError: ``bank-unknown-item`` when the bank does not have the item.
    """
    with bank._session.write() as conn:
        remarks.set_note(conn, item_id, text, actor=actor, at=stamp(bank._session.now()))


def note(bank: Held, item_id: str) -> str:
    """Return the note on an item, "" if there is none."""
    return notes(bank, [item_id]).get(item_id, "")


def notes(bank: Held, ids: Sequence[str]) -> dict[str, str]:
    """Return the notes on some items, by id."""
    with bank._session.read() as conn:
        return remarks.notes(conn, ids)


def keep_pair(bank: Held, one: str, other: str, actor: str) -> None:
    """Remember that two items which look alike both stay.

    Raises:
        QbankError: ``bank-unknown-item`` when the bank does not have one of them.
        ValueError: if both are the same item.
    """
    with bank._session.write() as conn:
        remarks.keep_pair(conn, one, other, actor=actor, at=stamp(bank._session.now()))


def kept_pairs(bank: Held) -> set[frozenset[str]]:
    """Return the pairs of items of which it was said that both stay."""
    with bank._session.read() as conn:
        return remarks.kept_pairs(conn)


# --- second readers -------------------------------------------------------------------------------


def add_opinion(bank: Held, opinion: Opinion) -> bool:
    """Store what a second reader thinks of an item; tells whether it is new (by its op_id).

    Raises:
        QbankError: ``bank-unknown-item`` when the bank does not have the item.
        ValueError: if it has no ``op_id``, or its verdict is none.
    """
    with bank._session.write() as conn:
        return opinion_rows.add(conn, opinion)


def opinions(bank: Held, item_ids: Sequence[str] | None = None) -> list[Opinion]:
    """Return what second readers think of some items, or of all, oldest first."""
    with bank._session.read() as conn:
        return opinion_rows.get(conn, item_ids)


# --- files that left the bank -----------------------------------------------------------------------


def add_handout(bank: Held, handout: Handout, items: Iterable[tuple[str, int]]) -> None:
    """Remember a file that left the bank with the ids and revisions of its items; ``at`` is filled in."""
    with bank._session.write() as conn:
        handout_rows.add(conn, replace(handout, at=stamp(bank._session.now())), items)


def handouts(bank: Held) -> list[Handout]:
    """Return the files that left the bank, the latest first."""
    with bank._session.read() as conn:
        return handout_rows.get(conn)


def handout_items(bank: Held, handout_id: str) -> list[tuple[str, int]]:
    """Return ids and revisions of the items in a file that left the bank."""
    with bank._session.read() as conn:
        return handout_rows.items(conn, handout_id)


def handouts_of(bank: Held, item_id: str) -> list[tuple[Handout, int]]:
    """Return the files an item left in, the latest first, each with the revision it holds."""
    with bank._session.read() as conn:
        return handout_rows.of_item(conn, item_id)


# --- papers that were issued ------------------------------------------------------------------------


def issue(bank: Held, issues: Sequence[Issue]) -> None:
    """Freeze the papers of an exam, all or none; ``at`` is filled in. One that is known already stays as it is.

    Raises:
        QbankError: ``bank-issue-item`` naming the items that are no longer accepted, or have changed since.
    """
    with bank._session.write() as conn:
        issue_rows.add(conn, issues, stamp(bank._session.now()))


def issues(bank: Held) -> list[Issue]:
    """Return the papers that were issued, the latest first."""
    with bank._session.read() as conn:
        return issue_rows.get(conn)


def issued_uses(bank: Held) -> list[Use]:
    """Return every item of every issued paper."""
    with bank._session.read() as conn:
        return issue_rows.uses(conn)


# --- what exams showed ------------------------------------------------------------------------------


def add_statistics(bank: Held, records: Sequence[ItemStatistics]) -> StatisticsCount:
    """Store what a sitting showed about its items in one transaction; ``at`` is filled in.

    It counts in place of what was recorded of the sitting before, whose rows stay. The same again changes nothing, and
    figures of fewer than ``model.figure.FEWEST`` people are left out.

    Raises:
        QbankError: ``bank-unknown-item`` and ``bank-unknown-revision`` when an item was not asked as the bank has it;
            then nothing is stored.
        ValueError: if the records are none, of several sittings, or two of one version of an item.
    """
    with bank._session.write() as conn:
        return statistics.add(conn, records, stamp(bank._session.now()))


def withdraw_statistics(bank: Held, sitting: str, actor: str) -> bool:
    """Let nothing that was recorded of a sitting count any more; tells whether anything did. The rows stay."""
    with bank._session.write() as conn:
        return statistics.withdraw(conn, sitting, actor=actor, at=stamp(bank._session.now()))


def recordings(bank: Held) -> list[SittingRecord]:
    """Return all recordings of what sittings showed, the latest first."""
    with bank._session.read() as conn:
        return statistics.recordings(conn)


def statistics_in(bank: Held, sitting: str) -> list[ItemStatistics]:
    """Return what counts of a sitting, by item and version."""
    refuse_bad_text(sitting=sitting)
    with bank._session.read() as conn:
        return statistics.of_sitting(conn, sitting)


def evidence(bank: Held, ids: Sequence[str]) -> dict[str, Evidence]:
    """Return what all exams showed about some items, for those of which anything is known."""
    with bank._session.read() as conn:
        return statistics.evidence(conn, ids)


def evidence_of(bank: Held, item_id: str) -> Evidence:
    """Return what all exams showed about an item over all its versions, the newest first."""
    return evidence(bank, [item_id]).get(item_id, Evidence())


def needs_work(bank: Held, ids: Sequence[str] | None = None) -> dict[str, int]:
    """Return the accepted items, of some or of all, that something speaks against, with use × severity, highest first.

    What was found about an earlier content does not speak against an item, and one that somebody keeps as it is comes
    again only with something new.
    """
    with bank._session.read() as conn:
        return statistics.needs_work(conn, ids)


def keep_item(bank: Held, keep: Keep) -> Outcome:
    """Remember that somebody keeps an accepted item as it is whatever exams showed, or no longer does.

    It is no decision: the item stays as it is, and so does its log. See ``Outcome`` for what can become of it.
    """
    with bank._session.write() as conn:
        return statistics.keep(conn, keep)
