"""What the card asks without deciding: checks while typing, documents, history, candidates, likenesses, settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from qbank.errors import Problem
from qbank.locale import brief
from qbank.model.item import Item
from qbank.review import fields as edits
from qbank.review.table import MOST, Answer, Handler, Message, Table, hand_id, op_of
from qbank.review.view import IN_LIST


def _made_at(data: str) -> Any:  # noqa: ANN401 - whatever the page noted
    """Return when the page made a text that is kept, None where it does not say."""
    try:
        found = json.loads(data)
    except ValueError:
        return None
    return found.get("at") if isinstance(found, dict) else None


class Looking:
    """Handlers that change nothing about an item."""

    def __init__(self, table: Table) -> None:
        self._at = table
        self.handlers: Mapping[str, Handler] = {
            "check": self._checked,
            "keep": self._keep,
            "kept": self._kept,
            "born": self._born,
            "drop": self._drop,
            "document": self._document_text,
            "history": self._history,
            "recent": self._recent,
            "candidates": self._candidates,
            "similar": self._similar,
            "note": self._note,
            "standing": self._stand,
            "work": self._work,
        }

    def _checked(self, message: Message) -> Answer:
        """Return what is wrong with an item as the editor has it now, and what differs from the stored one."""
        stored, item = self._edited(message)
        if isinstance(item, Problem):
            return {"problems": [{**item.to_dict(self._at.lang), "field": ""}], "changes": []}
        return {"problems": self._at.viewer.problems(item), "changes": edits.changes(stored, item) if stored else []}

    def _edited(self, message: Message) -> tuple[Item | None, Item | Problem]:
        """Return the stored item, None for one that is new, and the item as the editor has it now."""
        fields = message.get("fields") or {}
        if message.get("type"):
            return None, edits.new_item("new", str(message["type"]), fields)
        stored = self._at.item(str(message["item"]))
        return stored, edits.with_fields(stored, fields)

    def _keep(self, message: Message) -> Answer:
        """Keep what the editor has typed, in place of a text made at one of the times ``after``; no other is lost."""
        stored = self._unsaved(str(message["item"]))
        if stored and "after" in message and _made_at(stored["data"]) not in (message["after"] or ()):
            return {"elsewhere": True}
        self._at.bank.keep_unsaved(self._at.actor, str(message["item"]), int(message["revision"]), str(message["data"]))
        return {}

    def _kept(self, message: Message) -> Answer:
        """Return what was typed about an item and not saved."""
        return {"unsaved": self._unsaved(str(message["item"]))}

    def _born(self, message: Message) -> Answer:
        """Return the card of an item written by hand if it is stored, as where only the answer to that was lost.

        ``saved`` tells whether it was ever stored with these fields; ``seen`` is how it was stored first.
        """
        item_id = hand_id(op_of(message))
        stored = self._at.bank.get(item_id)
        if stored is None:
            return {"card": None}
        typed = edits.new_item(item_id, str(message.get("type")), message.get("fields") or {})
        first = self._at.bank.version(item_id, 1) or stored
        saved = isinstance(typed, Item) and self._at.was_ever(typed, stored)
        return {"card": self._at.cards([stored])[0], "saved": saved, "revision": 1, "seen": edits.fields_of(first)}

    def _unsaved(self, item_id: str) -> Answer | None:
        kept = self._at.bank.unsaved(self._at.actor, item_id)
        return {"revision": kept.base_revision, "data": kept.data} if kept else None

    def _drop(self, message: Message) -> Answer:
        self._at.bank.drop_unsaved(self._at.actor, str(message["item"]))
        return {}

    def _document_text(self, message: Message) -> Answer:
        found = self._at.viewer.document(str(message["name"]), str(message["digest"]))
        return found or {"lines": [], "document": message["name"], "digest": message["digest"], "title": ""}

    def _history(self, message: Message) -> Answer:
        """Return an item's log, oldest first, each step with what it changed."""
        item_id = str(message["item"])
        if self._at.mode == "second":
            return {"steps": []}
        steps: list[dict[str, Any]] = []
        before: Item | None = None
        for decision in self._at.bank.history(item_id):
            now = self._at.bank.version(item_id, decision.revision)
            changed = edits.changes(before, now) if before and now else []
            steps.append({**self._at.viewer.decision(decision), "changes": changed})
            before = now or before
        return {"steps": steps}

    def _recent(self, message: Message) -> Answer:
        decisions = self._at.bank.recent(self._at.actor, min(max(0, int(message.get("count", 30))), MOST))
        stems = {each.id: each.stem for each in self._at.bank.many([decision.item for decision in decisions])}
        return {
            "steps": [
                {**self._at.viewer.decision(each), "stem": brief(stems.get(each.item, ""), IN_LIST)}
                for each in decisions
            ]
        }

    def _candidates(self, message: Message) -> Answer:
        _, item = self._edited(message)
        if isinstance(item, Problem):
            return {"options": [], **self._at.told(item)}
        return {"options": [{"text": each.text, "reason": each.reason} for each in self._at.helpers.candidates(item)]}

    def _similar(self, message: Message) -> Answer:
        rows = self._at.helpers.similar(self._at.item(str(message["item"])))
        return {"item": message["item"], "similar": [self._at.blind(each) for each in rows]}

    def _note(self, message: Message) -> Answer:
        """Put a note on an item; what somebody else noted since this one was begun (``seen``) is given back instead."""
        item_id, text = str(message["item"]), str(message.get("text", ""))
        stands = self._at.bank.note(item_id)
        if stands not in {str(message.get("seen", stands)), text}:
            return {"stands": stands}
        self._at.bank.set_note(item_id, text, self._at.actor)
        return {}

    def _stand(self, _message: Message) -> Answer:
        return self._at.standing()

    def _work(self, _message: Message) -> Answer:
        """Return how many accepted items an exam speaks against; asked for where no draft waits any more."""
        return {"count": len(self._at.bank.needs_work())}
