"""What the rows of a filled-in sheet decide: each is judged by itself, and the good ones go to the bank together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from qbank.bank import Change
from qbank.bank.chain import State
from qbank.bank.decisions import state_after
from qbank.bank.sealing import seal
from qbank.bank.steps import doing
from qbank.errors import Problem, QbankError
from qbank.locale import brief, say
from qbank.model.decision import Action, Decision
from qbank.model.item import Item
from qbank.reports.lines import local_time
from qbank.review import sheet_words as words
from qbank.review.desk import Desk
from qbank.review.fields import fields_of
from qbank.review.queue import undone
from qbank.review.sheet_answers import one_line
from qbank.review.sheet_rows import STEM, Row, changed_cells, with_cells
from qbank.review.sheet_text import same, tidy
from qbank.types._contract import TYPES

Told = tuple[int, Problem]
"""A row's number and what is to be said about it."""
_UNCHANGING = {"reject": "sheet-change-unused", "later": "sheet-later-changed"}
"""Verdicts that store no changed cell, and what is said where one was changed."""
_SHOWN_CELLS, _SHOWN_PEOPLE = 5, 3


@dataclass(slots=True)
class Decided:
    """How many rows were decided how, were read in before, or have no verdict yet; rejected ones without a reason."""

    done: Counter[str] = field(default_factory=Counter)
    known: int = 0
    undecided: int = 0
    unexplained: int = 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A row, the decision it asks for and the item it was made from."""

    row: Row
    base: Item
    change: Change


def decide(
    desk: Desk, rows: Iterable[Row], *, dry_run: bool, place: Callable[[int], str] = str
) -> tuple[Decided, list[Told]]:
    """Carry out what rows decide.

    Args:
        desk: who decides and where.
        rows: the rows of the sheet.
        dry_run: only tell what would be decided.
        place: a row's number → how an editor finds it.

    Returns:
        The counts, and what is to be said, by row: errors about rows that were not taken, warnings about others.
    """
    given = list(rows)
    reading = _Reading(desk, _known(desk, given), place)
    wanted = [each for row in given if (each := reading.judge(row))]
    reading.carry_out(_as_one_step(wanted), dry_run=dry_run)
    return reading.decided, sorted(reading.told, key=lambda told: told[0])


def _known(desk: Desk, rows: Sequence[Row]) -> dict[str, Item]:
    return {item.id: item for item in desk.bank.many(list(dict.fromkeys(row.item for row in rows if row.item)))}


def _as_one_step(wanted: Sequence[_Wanted]) -> list[_Wanted]:
    """Return decisions under one common id, so that one undo takes the whole sheet back."""
    step = seal([each.change.decision.op_id for each in wanted])[:16]
    ids = (f"sheet-{step}/{each.change.decision.op_id}" for each in wanted)
    return [
        replace(each, change=replace(each.change, decision=replace(each.change.decision, op_id=op_id)))
        for each, op_id in zip(wanted, ids, strict=True)
    ]


class _Reading:
    """One pass over a sheet: judges its rows, counts, and collects what is to be said."""

    def __init__(self, desk: Desk, items: Mapping[str, Item], place: Callable[[int], str]) -> None:
        self._desk = desk
        self._place = place
        self._items = items
        self._stems = {same(item.stem): item.id for item in items.values()}
        self._first: dict[str, int] = {}
        self._now = datetime.now(UTC).isoformat(timespec="seconds")
        self.decided = Decided()
        self.told: list[Told] = []

    def judge(self, row: Row) -> _Wanted | None:
        """Return what a row asks for; None where it asks for nothing, nothing new or what cannot be."""
        try:
            return self._judged(row)
        except QbankError as error:
            self.told.append((row.number, error.problem))
            return None

    def carry_out(self, wanted: Sequence[_Wanted], *, dry_run: bool) -> None:
        """Hand the decisions to the desk, or only look what would become of them."""
        if dry_run:
            binned = self._desk.bank.binned([each.base.id for each in wanted])
            refusals = [self._foreseen(each, each.base.id in binned) for each in wanted]
        else:
            outcomes = self._desk.settle([each.change for each in wanted])
            refusals = [
                self._conflict(each) if outcome.conflict else outcome.problem
                for each, outcome in zip(wanted, outcomes, strict=True)
            ]
        for each, refusal in zip(wanted, refusals, strict=True):
            if refusal:
                self.told.append((each.row.number, replace(refusal, place="")))
            else:
                self.decided.done[each.change.decision.action] += 1
                self.told += [(each.row.number, warning) for warning in self._afterwards(each)]

    def _judged(self, row: Row) -> _Wanted | None:
        said = words.verdict_of(row.verdict)
        if not row.item and said == "":
            self.told.append((row.number, Problem("sheet-no-id", severity="warning")))
            return None
        base = self._base(row)
        changed = changed_cells(base, row.cells)
        self._refuse_mixed_up(row, base, changed)
        if said is None:
            raise _fault("sheet-verdict", found=one_line(row.verdict))
        if said == "later" and base.later:
            self.decided.undecided += 1
            if row.comment.strip():
                values = {"comment": one_line(row.comment)}
                self.told.append((row.number, Problem("sheet-later-already", values=values, severity="warning")))
            return None
        if said == "":
            self.decided.undecided += 1
            if changed or row.comment.strip() or row.unreadable:
                shown = self._shown(changed) or one_line(row.comment)
                self.told.append((
                    row.number,
                    Problem("sheet-no-verdict", values={"changes": shown}, severity="warning"),
                ))
            return None
        if row.unreadable:
            raise _fault("sheet-cell", column=words.heading(row.unreadable, self._desk.lang))
        wanted = self._wanted(row, base, said, changed)
        return self._anew(wanted)

    def _base(self, row: Row) -> Item:
        """Return the item as it stood when the sheet was written."""
        if not row.item:
            raise _fault("sheet-no-id")
        if row.item in self._first:
            raise _fault("sheet-twice", other=self._place(self._first[row.item]))
        item = self._items.get(row.item)
        if item is None:
            raise _fault("item-unknown", id=row.item)
        self._first[row.item] = row.number
        revision = row.revision.removesuffix(".0")
        if not revision.isdecimal() or len(revision) > 9 or not 0 < int(revision) <= item.revision:
            raise _fault("sheet-revision", found=row.revision, now=item.revision)
        if int(revision) == item.revision:
            return item
        base = self._desk.bank.version(row.item, int(revision))
        if base is None:
            raise _fault("sheet-revision", found=row.revision, now=item.revision)
        return base

    def _refuse_mixed_up(self, row: Row, base: Item, changed: Mapping[str, tuple[str, str]]) -> None:
        """Refuse a row whose cells were sorted or moved without its number: it shows another item's words."""
        other = self._stems.get(same(changed[STEM][1]), base.id) if STEM in changed else base.id
        label = TYPES.get(base.type).label
        if other != base.id or (row.type and same(row.type) != same(label)):
            raise _fault("sheet-mixed-up", id=base.id)

    def _wanted(self, row: Row, base: Item, said: words.Said, changed: Mapping[str, tuple[str, str]]) -> _Wanted:
        shown = self._shown(changed)
        if said == "accept" and changed:
            raise _fault("sheet-accept-changed", changes=shown)
        new: Item | None = None
        if said == "fix":
            new = with_cells(base, row.cells)
            if fields_of(new) == fields_of(base):
                raise _fault("sheet-fix-unchanged")
        reason = tidy(row.comment)
        content = fields_of(new) if new else None
        op_id = seal(base.id, base.revision, said, reason, content)[:32]
        action: Action = said
        decision = Decision(op_id, base.id, base.revision + 1, action, self._desk.actor, self._now, reason)
        return _Wanted(row, base, Change(decision, base.revision, new))

    def _anew(self, wanted: _Wanted) -> _Wanted | None:
        """Return what a row asks for as the item stands now, None if it was read in before and still counts.

        A row that was read in and taken back may be read in again, if the item is as it was.

        Raises:
            QbankError: ``sheet-conflict`` if somebody decided otherwise since the sheet was written.
        """
        base, now = wanted.base, self._items[wanted.base.id]
        if now.revision == base.revision:
            return wanted
        log = self._desk.bank.history(base.id)
        own = [each for each in log if self._is_of(each, wanted.change.decision.op_id)]
        taken_back = undone(log)
        if any(doing(each.op_id).target not in taken_back for each in own):
            self.decided.known += 1
            return None
        if not own or not self._stands_as(base):
            raise QbankError(self._conflict(wanted))
        fresh = f"{wanted.change.decision.op_id}-{now.revision}"
        decision = replace(wanted.change.decision, op_id=fresh, revision=now.revision + 1)
        return replace(wanted, change=replace(wanted.change, decision=decision, base_revision=now.revision))

    @staticmethod
    def _is_of(decision: Decision, op_id: str) -> bool:
        """Tell whether a decision is what a row asked for, the first time or after it was taken back."""
        is_own = doing(decision.op_id).kind == "do"
        return is_own and decision.op_id.rpartition("/")[2].partition("-")[0] == op_id

    def _stands_as(self, base: Item) -> bool:
        """Tell whether an item is as it was when the sheet was written: content, status, flag and bin."""
        now = self._items[base.id]
        alike = fields_of(now) == fields_of(base) and (now.status, now.later) == (base.status, base.later)
        return alike and base.id not in self._desk.bank.binned([base.id])

    def _conflict(self, wanted: _Wanted) -> Problem:
        since = [each for each in self._desk.bank.history(wanted.base.id) if each.revision > wanted.base.revision]
        lang = self._desk.lang
        who = [
            say("sheet-who", lang, actor=each.actor, action=say(f"action-{each.action}", lang), at=local_time(each.at))
            for each in since[-_SHOWN_PEOPLE:]
        ]
        values = {"who": say("sheet-comma", lang).join(who), "verdict": one_line(wanted.row.verdict)}
        return Problem("sheet-conflict", values=values)

    def _foreseen(self, wanted: _Wanted, binned: bool) -> Problem | None:
        item, action = wanted.base, wanted.change.decision.action
        if state_after(State(item.status, item.later, binned), action) is None:
            return Problem("bank-not-allowed")
        return self._desk.fault_of(wanted.change)

    def _afterwards(self, wanted: _Wanted) -> Iterator[Problem]:
        """Yield what an editor should know of a decision that was taken."""
        action = wanted.change.decision.action
        if action in _UNCHANGING:
            self.decided.unexplained += action == "reject" and not wanted.change.decision.reason
            changed = changed_cells(wanted.base, wanted.row.cells)
            if changed:
                yield Problem(_UNCHANGING[action], values={"changes": self._shown(changed)}, severity="warning")
        elif wanted.change.item:
            before = {each.code for each in self._desk.check(wanted.base)}
            yield from (each for each in self._desk.check(wanted.change.item) if each.code not in before)

    def _shown(self, changed: Mapping[str, tuple[str, str]]) -> str:
        lang = self._desk.lang
        parts = [
            say("sheet-change", lang, column=words.heading(name, lang), old=_short(old), new=_short(new))
            for name, (old, new) in list(changed.items())[:_SHOWN_CELLS]
        ]
        more = [say("sheet-more", lang)] if len(changed) > _SHOWN_CELLS else []
        return say("sheet-comma", lang).join([*parts, *more])


def _fault(code: str, **values: object) -> QbankError:
    return QbankError(Problem(code, values=values))


def _short(text: str) -> str:
    return brief(one_line(text))
