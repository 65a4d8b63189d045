"""Decisions that come from the card: on one item, on many, a second reader's, the last word, undo and redo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from qbank.bank import Change, Outcome
from qbank.bank.records import stamp, utc_now
from qbank.bank.sealing import seal
from qbank.errors import Problem, QbankError
from qbank.model.decision import Action
from qbank.model.figure import Keep
from qbank.model.item import Item
from qbank.model.opinion import Opinion
from qbank.review import fields as edits
from qbank.review.listing import Listing
from qbank.review.table import MOST, VERDICTS, Answer, Handler, Message, Table, hand_id, op_of

_ACTIONS: frozenset[Action] = frozenset({
    "accept", "fix", "edit", "reject", "retire", "reopen", "later", "delete", "restore"
})  # fmt: skip
_KEEPING = {"keep": True, "unkeep": False}
"""Words on an accepted item that an exam speaks against: it stays as it is, or that is taken back."""
_PREVIEWED = 300
"""Items of a batch that are checked before it is done; of more, the checks are told when it is done."""
_BATCH = 200


class Deciding:
    """Handlers that change something."""

    def __init__(self, table: Table, listing: Listing) -> None:
        self._at = table
        self._listing = listing
        self.handlers: Mapping[str, Handler] = {
            "decide": self._decide,
            "undo": self._undo,
            "redo": self._undo,
            "batch": self._batch,
            "new": self._new,
            "pair": self._pair,
        }

    def _decide(self, message: Message) -> Answer:
        if self._at.mode == "second":
            return self._opine(message)
        if self._at.mode == "review" and message.get("action") in _KEEPING:
            return self._keep(message)
        change = self._change(message)
        if isinstance(change, Problem):
            return {"outcome": "refused", **self._at.told(change), **self._at.steps()}
        if self._at.mode == "conflicts":
            return self._settle_dispute(message, change)
        return self._answer(self._at.desk.settle([change])[0], change)

    def _change(self, message: Message) -> Change | Problem:
        """Return the decision a message asks for, with the editor's content where it brings one."""
        action = message.get("action")
        if action not in _ACTIONS:
            return Problem("review-unknown", values={"do": action})
        item_id, revision = str(message["item"]), int(message["revision"])
        decision = self._at.decision(op_of(message), item_id, revision, action, str(message.get("reason", "")))
        if action not in {"fix", "edit"}:
            return Change(decision, revision)
        seen = self._at.bank.version(item_id, revision) or self._at.item(item_id)
        item = edits.with_fields(seen, message.get("fields") or {})
        return item if isinstance(item, Problem) else Change(decision, revision, item)

    def _answer(self, outcome: Outcome, change: Change) -> Answer:
        if outcome.kind == "done" and change.item:  # what was typed about it is saved now; without content it waits on
            self._at.bank.drop_unsaved(self._at.actor, change.decision.item)
        told = self._at.told(outcome.problem) if outcome.problem else {}
        item = outcome.item or self._at.bank.get(change.decision.item)
        answer = {"outcome": outcome.kind, **told, **self._at.steps()}
        if item is not None:
            answer["card"] = self._at.cards([item])[0]
        if outcome.kind == "conflict" and item is not None:
            answer["since"] = self._since(item.id, change.base_revision)
            before = self._at.bank.version(item.id, change.base_revision)
            answer["theirs"] = edits.changes(before, item) if before else []
            answer["mine"] = edits.changes(item, change.item) if change.item else []
        return answer

    def _keep(self, message: Message) -> Answer:
        """Note that an item stays as it is whatever exams showed, or no longer; it is no decision."""
        op, item_id, revision = op_of(message), str(message["item"]), int(message["revision"])
        reason, keeps = str(message.get("reason", "")), _KEEPING[message["action"]]
        decision = self._at.decision(op, item_id, revision, "accept", reason)  # never carried out: for the answer
        keep = Keep(op, item_id, revision, int(message.get("seen", 0)), self._at.actor, decision.at, reason, keeps)
        return self._answer(self._at.bank.keep_item(keep), Change(decision, revision))

    def _since(self, item_id: str, revision: int) -> list[dict[str, Any]]:
        """Return what others decided about an item after a revision."""
        return [self._at.viewer.decision(each) for each in self._at.bank.history(item_id) if each.revision > revision]

    def _opine(self, message: Message) -> Answer:
        """Note what a second reader thinks; the item stays as it is."""
        verdict = VERDICTS.get(str(message.get("action")))
        if verdict is None:
            return {"outcome": "refused", **self._at.told(Problem("review-only-verdicts")), **self._at.standing()}
        item = self._at.item(str(message["item"]))
        done = self._is_known(op_of(message), item.id) or self._at.reads_as(item, int(message["revision"]))
        if done:
            self._at.bank.add_opinion(self._opinion(message, item.id, verdict, final=False))
        # What others decided since is not told: it would no longer be blind.
        outcome = {"outcome": "done"} if done else {"outcome": "conflict", "reread": True}
        return {**outcome, "card": self._at.cards([item])[0], "answered": done, **self._at.standing()}

    def _is_known(self, op: str, item_id: str) -> bool:
        """Tell whether a step of the card was taken before."""
        carried_out = {each.op_id for each in self._at.bank.history(item_id)}
        return op in carried_out | {each.op_id for each in self._at.bank.opinions([item_id])}

    def _settle_dispute(self, message: Message, change: Change) -> Answer:
        """Carry out the last word on a disputed item; where the item has that status already, only note it.

        It is about what the person saw: an item that was changed since is a conflict in both cases.
        """
        verdict = VERDICTS.get(change.decision.action)
        if verdict is None:
            return {"outcome": "refused", **self._at.told(Problem("review-only-verdicts")), **self._at.standing()}
        item = self._at.item(change.decision.item)
        if self._is_other_dispute(message, item):
            card = self._at.cards([item])[0]
            return {"outcome": "conflict", "reread": True, "card": card, "answered": False, **self._at.standing()}
        stands = {"accept": "accepted", "reject": "rejected"}.get(verdict) == item.status
        if not stands:
            outcome = self._at.desk.settle([change])[0]
        elif item.revision == change.base_revision or self._is_known(change.decision.op_id, item.id):
            outcome = Outcome("done", item)
        else:
            outcome = Outcome("conflict", item)
        if outcome.kind == "done":
            self._at.bank.add_opinion(self._opinion(message, item.id, verdict, final=True))
        return {**self._answer(outcome, change), "answered": outcome.kind == "done"}

    def _is_other_dispute(self, message: Message, item: Item) -> bool:
        """Tell whether readers have said something else since the person saw what they say."""
        now = self._at.verdicts(item.id)
        return message.get("verdicts", now) != now and not self._is_known(op_of(message), item.id)

    def _opinion(
        self, message: Message, item_id: str, verdict: Literal["accept", "fix", "reject"], *, final: bool
    ) -> Opinion:
        op, revision, reason = op_of(message), int(message["revision"]), str(message.get("reason", ""))
        return Opinion(op, item_id, revision, self._at.actor, verdict, reason, stamp(utc_now()), final)

    def _undo(self, message: Message) -> Answer:
        act = self._at.bank.undo if message["do"] == "undo" else self._at.bank.redo
        outcomes = act(self._at.actor, op_of(message), step=str(message["step"]))
        items = [each.item for each in outcomes if each.item is not None]
        refused = [each for each in outcomes if each.kind != "done"]
        answer: Answer = {"done": len(outcomes) - len(refused), "cards": self._at.cards(items[:MOST])}
        if refused:
            answer |= self._at.told(next(each.problem for each in refused if each.problem))
        return {**answer, **self._at.standing()}

    def _batch(self, message: Message) -> Answer:
        """Show what a decision on many items would do, or do it: one undo takes all of it back.

        ``shown`` of a preview comes back with the order to do it; where the items are others by now, or somebody has
        changed one, nothing is done and the answer is a new preview.
        """
        ids = self._batch_ids(message)
        action = message.get("action")
        if action not in _ACTIONS - {"fix", "edit"}:
            return self._at.told(Problem("review-unknown", values={"do": action}))
        items = self._at.bank.many(ids)
        shown = seal(*(f"{each.id}@{each.revision}" for each in items))
        if message.get("preview") or message.get("shown", shown) != shown:
            return {**self._preview(items, action), "shown": shown}
        op, reason = op_of(message), str(message.get("reason", ""))
        changes = [
            Change(self._at.decision(f"{op}/{n}", each.id, each.revision, action, reason), each.revision)
            for n, each in enumerate(items, 1)
        ]
        outcomes = [
            each for at in range(0, len(changes), _BATCH) for each in self._at.desk.settle(changes[at : at + _BATCH])
        ]
        refused = [each.problem for each in outcomes if each.kind == "refused" and each.problem]
        return {
            "done": sum(each.kind == "done" for each in outcomes),
            "conflicts": sum(each.kind == "conflict" for each in outcomes),
            "refused": [each.message(self._at.lang) for each in refused[:20]],
            "left": len(refused),
            **self._at.standing(),
        }

    def _preview(self, items: Sequence[Item], action: object) -> Answer:
        """Return what a decision on many items would do."""
        accepting = action == "accept"
        faulty = [each for each in items[:_PREVIEWED] if accepting and self._at.desk.is_faulty(each)]
        return {
            "count": len(items),
            "checked": min(len(items), _PREVIEWED) if accepting else len(items),
            "faulty": self._at.viewer.rows(faulty),
            "sample": self._at.viewer.rows(items[:10]),
        }

    def _batch_ids(self, message: Message) -> list[str]:
        """Return the items of a batch: those named, else all of the list that still wait."""
        if message.get("items"):
            return [str(each) for each in message["items"]]
        snapshot = self._listing.snapshot(message)
        return [item.id for _, item in snapshot.waiting(self._at.bank, -1, len(snapshot.ids))]

    def _new(self, message: Message) -> Answer:
        """Store an item written by hand.

        The same message again changes nothing; with other fields, as when the answer was lost on its way and the editor
        wrote on, it changes the item, unless somebody else has touched it since.
        """
        op = op_of(message)
        item_id = hand_id(op)
        item = edits.new_item(item_id, str(message.get("type")), message.get("fields") or {})
        if isinstance(item, Problem):
            return {"outcome": "refused", **self._at.told(item)}
        stored = self._at.bank.get(item_id)
        if stored is None:
            self._at.bank.add_drafts([item], actor=self._at.actor)
        elif not self._at.was_ever(item, stored):
            if any(each.actor != self._at.actor for each in self._at.bank.history(item_id)):
                return {"outcome": "conflict", **self._at.told(Problem("review-new-changed"))}
            again = f"{op[:40]}-{seal(edits.fields_of(item))[:16]}"
            change = Change(self._at.decision(again, item_id, stored.revision, "edit", ""), stored.revision, item)
            outcome = self._at.desk.settle([change])[0]
            if outcome.kind != "done":
                return self._answer(outcome, change)
        self._at.bank.drop_unsaved(self._at.actor, f"new/{item.type}")
        return {"outcome": "done", "card": self._at.cards([self._at.item(item_id)])[0], **self._at.standing()}

    def _pair(self, message: Message) -> Answer:
        """Say of two likenesses, as they were shown, that both stay, or make one of them."""
        item_id, other, how = str(message["item"]), str(message["other"]), message.get("how")
        for name, seen in ((item_id, "revision"), (other, "other_revision")):
            revision = self._at.item(name).revision
            if message.get(seen, revision) != revision:
                raise QbankError(Problem("review-pair-changed"))
        problems: tuple[Problem, ...] = ()
        if how == "keep":
            self._at.bank.keep_pair(item_id, other, self._at.actor)
        elif how == "merge":
            problems = self._at.helpers.merge(op_of(message), item_id, other)
        else:
            problems = (Problem("review-unknown", values={"do": how}),)
        if problems:
            raise QbankError(problems[0])
        return self._at.standing()
