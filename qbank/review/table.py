"""Where a review happens: bank, person, rules, language, and what every answer to the card is made of."""

from __future__ import annotations

import json
import re
import threading
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from qbank.bank import Bank, Step
from qbank.bank.records import stamp, utc_now
from qbank.errors import Problem, QbankError
from qbank.locale import LANGS, Lang, brief, say
from qbank.model.decision import Action, Decision
from qbank.model.item import Item, Option
from qbank.review.desk import Checker, Desk
from qbank.review.fields import fields_of
from qbank.review.queue import Snapshot, said, undone
from qbank.review.turns import Turns
from qbank.review.view import Viewer

Mode = Literal["review", "second", "conflicts"]
MODES: tuple[Mode, ...] = ("review", "second", "conflicts")
"""Decide about drafts; read decided items again without seeing the verdict; have the last word on disputed ones."""

Message = Mapping[str, Any]
Answer = dict[str, Any]
Handler = Callable[[Message], Answer]

VERDICTS: Mapping[str, Literal["accept", "fix", "reject"]] = {"accept": "accept", "fix": "fix", "reject": "reject"}
MOST = 200
"""Rows or cards in one answer, whatever was asked for."""
_SETTINGS = "review/"
_OP = re.compile(r"[0-9A-Za-z-]{1,64}")


@dataclass(frozen=True, slots=True)
class Helpers:
    """What the card can ask beside the bank; each may be slow the first time.

    Args:
        candidates: an item → other wrong options for it, best first, each with its reason.
        similar: an item → its near-duplicates as rows for the card.
        merge: (op, kept id, dropped id) → what became of making one item of two, in one step of undo.
        record: an item → what verdicts say about drafts of its pattern and type, in words.
        turns: lets what these do in threads of their own wait while the card is answered.
    """

    candidates: Callable[[Item], list[Option]] = lambda _item: []
    similar: Callable[[Item], list[dict[str, Any]]] = lambda _item: []
    merge: Callable[[str, str, str], tuple[Problem, ...]] = lambda _op, _keep, _drop: ()
    record: Callable[[Item], str] = lambda _item: ""
    turns: Turns = field(default_factory=Turns)


def op_of(message: Message) -> str:
    """Return the id the card gave a step.

    Raises:
        QbankError: ``review-op`` for anything but letters, digits and hyphens: to the bank a slash in it has a meaning
            (``undo/…``, ``…/1``).
    """
    op = str(message.get("op"))
    if not _OP.fullmatch(op):
        raise QbankError(Problem("review-op", values={"op": brief(op, 80)}))
    return op


def hand_id(op: str) -> str:
    """Return the id of the item that a step of the card wrote by hand: sent again, the step is about the same item."""
    return f"hand-{uuid.uuid5(uuid.NAMESPACE_OID, op)}"


class Table:
    """What the handlers of the card share. Only the order of each view's list is kept here; the rest is the bank's.

    Args:
        bank: the open bank.
        actor: who decides.
        check: what is wrong with an item.
        lang: language of what is shown; the editor's own choice goes before it.
        mode: one of ``MODES``.
        helpers: what can be asked beside the bank.
    """

    def __init__(self, bank: Bank, actor: str, check: Checker, lang: Lang, mode: Mode, helpers: Helpers) -> None:
        self.bank, self.actor, self.check, self.lang, self.mode, self.helpers = bank, actor, check, lang, mode, helpers
        self.lock = threading.Lock()
        self.views: dict[tuple[str, str], Snapshot] = {}
        self.speak(self.settings().get("lang", lang))
        self.look_again()

    def look_again(self) -> None:
        """Read anew which documents there are, so that changed sources are noticed."""
        self.viewer = Viewer.of(self.bank, self.check, self.lang, self.helpers.record)

    def speak(self, lang: str) -> None:
        """Go over to the language an editor chose."""
        self.lang = next((known for known in LANGS if known == lang), self.lang)
        self.desk = Desk(self.bank, self.actor, self.check, self.lang)

    def reads_as(self, item: Item, revision: int) -> bool:
        """Tell whether an item reads as it did at a revision, whatever was decided about it since."""
        seen = self.bank.version(item.id, revision)
        return seen is not None and fields_of(seen) == fields_of(item)

    def was_ever(self, item: Item, stored: Item) -> bool:
        """Tell whether some version of the stored item reads as this one."""
        return any(self.reads_as(item, revision) for revision in range(1, stored.revision + 1))

    def cards(self, items: Iterable[Item]) -> list[dict[str, Any]]:
        """Return items as cards, with what the mode shows and hides."""
        given = list(items)
        binned = self.bank.binned([item.id for item in given])
        cards = [self.blind(each) for each in self.viewer.cards(given, binned)]
        if self.mode == "conflicts":
            return [{**card, "verdicts": self.verdicts(card["id"])} for card in cards]
        return cards

    def blind(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row or card without what would tell a second reader the first verdict."""
        if self.mode != "second":
            return row
        hidden = {"last": None, "note": "", "record": "", "exam": None, "status": "draft", "later": False}
        return {**row, **{name: value for name, value in hidden.items() if name in row}}

    def standing(self) -> Answer:
        """Return how far the work is, and what can be undone."""
        if self.mode == "second":
            done = len({each.item for each in self.bank.opinions() if each.reader == self.actor})
            return {"progress": {"": {"answered": done}}, **self.steps()}
        return {"progress": self.bank.progress(), **self.steps()}

    def steps(self) -> Answer:
        """Return what can be undone and redone; a second reader decides again instead."""
        if self.mode == "second":
            return {"undo": None, "redo": None}
        found = {"undo": self.bank.undoable(self.actor), "redo": self.bank.redoable(self.actor)}
        return {name: self._step(step) if step else None for name, step in found.items()}

    def _step(self, step: Step) -> Answer:
        # In the log the word for it says that it can go either way.
        action = say("review-do-later" if step.action == "later" else f"action-{step.action}", self.lang)
        return {"step": step.op, "action": action, "items": len(step.items), "item": step.items[0]}

    def verdicts(self, item_id: str) -> list[dict[str, Any]]:
        """Return each reader's standing verdict on an item, for the person who has the last word."""
        log = self.bank.history(item_id)
        taken_back = undone(log)
        told = [(each.actor, each.action, each.reason, each.at) for each in said(log)]
        told += [
            (each.reader, each.verdict, each.reason, each.at)
            for each in self.bank.opinions([item_id])
            if each.op_id not in taken_back
        ]
        told = sorted((each for each in told if each[1] in VERDICTS), key=lambda each: each[3])
        standing = {each[0]: each for each in told}
        return [
            {"reader": reader, "verdict": say(f"action-{verdict}", self.lang), "reason": reason, "at": at}
            for reader, verdict, reason, at in standing.values()
        ]

    def settings(self) -> dict[str, Any]:
        """Return what the editor chose: filter, keys, theme, language; nothing where that cannot be read."""
        try:
            found = json.loads(self.bank.setting(_SETTINGS + self.actor) or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def store_settings(self, changed: Mapping[str, Any]) -> None:
        """Remember what the editor chose; those settings that are not among the changed stay."""
        if self.bank.readonly:
            return
        self.bank.set_setting(_SETTINGS + self.actor, json.dumps({**self.settings(), **changed}, ensure_ascii=False))

    def item(self, item_id: str) -> Item:
        """Return an item; raises QbankError if the bank does not know it."""
        item = self.bank.get(item_id)
        if item is None:
            raise QbankError(Problem("item-unknown", values={"id": item_id}))
        return item

    def decision(self, op: str, item_id: str, revision: int, action: Action, reason: str) -> Decision:
        """Return the decision of the person here and now, made on a revision."""
        return Decision(op, item_id, revision + 1, action, self.actor, stamp(utc_now()), reason)

    def told(self, problem: Problem) -> Answer:
        """Return a problem as part of an answer."""
        return {"problem": problem.to_dict(self.lang)}
