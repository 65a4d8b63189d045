"""Decisions of an editor: what is faulty is refused with its faults, the rest goes to the bank together."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from qbank.bank import Bank, Change, Outcome
from qbank.errors import Problem
from qbank.locale import Lang, Listed, say
from qbank.model.decision import Action, Decision
from qbank.model.item import Item
from qbank.reports.tables import html_lines

Checker = Callable[[Item], tuple[Problem, ...]]
_ACCEPTING: frozenset[Action] = frozenset({"accept", "fix"})


@dataclass(frozen=True, slots=True)
class DecideReport:
    """How many decisions the bank took, and why it did not take the others."""

    done: int
    problems: tuple[Problem, ...]
    lang: Lang

    def lines(self) -> list[str]:
        """Return the report in words."""
        refused = sum(problem.severity == "error" for problem in self.problems)
        return [say("decided", self.lang, done=self.done, refused=refused)]

    def _repr_html_(self) -> str:
        return html_lines((*(problem.message(self.lang) for problem in self.problems), *self.lines()))


@dataclass(frozen=True, slots=True)
class Desk:
    """Who decides, in which bank, by which rules and in which language."""

    bank: Bank
    actor: str
    check: Checker
    lang: Lang

    def decide(self, ids: Sequence[str], action: Action, *, reason: str = "") -> DecideReport:
        """Take one action on several items as they are."""
        known = {item_id: self.bank.get(item_id) for item_id in ids}
        missing = [Problem("item-unknown", values={"id": each}) for each, item in known.items() if item is None]
        return self._send([item for item in known.values() if item is not None], action, reason, missing)

    def change(self, item: Item, action: Action) -> DecideReport:
        """Store an item's new content; ``item.revision`` is the revision it was made from.

        Rules that it breaks are in the report: as the reason why ``fix`` refused it, as warnings after ``edit``.
        """
        report = self._send([item], action, "", [], with_content=True)
        left = tuple(replace(problem, severity="warning") for problem in self.check(item)) if report.done else ()
        return replace(report, problems=(*report.problems, *left))

    def settle(self, changes: Sequence[Change]) -> list[Outcome]:
        """Carry out decisions, one outcome each, in order; accepting an item that breaks a rule is refused.

        A decision that was taken before is so still, and one that comes too late is a conflict, whatever is faulty now.
        """
        faulty = {
            at: problem
            for at, each in enumerate(changes)
            if (problem := self.fault_of(each)) and self.bank.is_due(each)
        }
        passed = iter(self.bank.decide_all([each for at, each in enumerate(changes) if at not in faulty]))
        return [Outcome("refused", problem=faulty[at]) if at in faulty else next(passed) for at in range(len(changes))]

    def fault_of(self, change: Change) -> Problem | None:
        """Return why an item cannot be accepted by a decision, None if it can or the decision is another."""
        if change.decision.action not in _ACCEPTING:
            return None
        item = change.item or self.bank.get(change.decision.item)
        faults = self._faults(item) if item else ""
        return Problem("item-faulty", values={"id": change.decision.item, "faults": faults}) if faults else None

    def _send(
        self, items: Sequence[Item], action: Action, reason: str, problems: list[Problem], *, with_content: bool = False
    ) -> DecideReport:
        changes = [
            Change(self._decision(item, action, reason), item.revision, item if with_content else None)
            for item in items
        ]
        refused = [_refusal(each, change) for each, change in zip(self.settle(changes), changes, strict=True)]
        problems += [problem for problem in refused if problem]
        return DecideReport(sum(problem is None for problem in refused), tuple(problems), self.lang)

    def is_faulty(self, item: Item) -> bool:
        """Tell whether an item breaks a rule and cannot be accepted as it is."""
        return bool(self._faults(item))

    def _decision(self, item: Item, action: Action, reason: str) -> Decision:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return Decision(str(uuid.uuid4()), item.id, item.revision + 1, action, self.actor, now, reason)

    def _faults(self, item: Item) -> str:
        errors = (problem for problem in self.check(item) if problem.severity == "error")
        return Listed((problem.to_dict(self.lang)["says"] for problem in errors), stop="；").said(self.lang)


def _refusal(outcome: Outcome, change: Change) -> Problem | None:
    if outcome.conflict:
        return Problem("item-conflict", values={"id": change.decision.item})
    return outcome.problem
