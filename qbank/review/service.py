"""What the review card asks and is told: one handler a message, JSON data in and out, no widget and no screen.

The bank is the only truth: the service keeps the order of the list and nothing else, so a kernel that is killed
loses nothing. A handler may run in any thread.
"""

from __future__ import annotations

import json
import threading
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from qbank.bank import Bank, Change, Outcome, Step
from qbank.bank.records import stamp, utc_now
from qbank.errors import Problem, QbankError
from qbank.locale import LANGS, Lang, say, texts
from qbank.model.decision import Action, Decision
from qbank.model.item import Item, Option
from qbank.model.opinion import Opinion
from qbank.review import fields as edits
from qbank.review.desk import Checker, Desk
from qbank.review.queue import SHOWS, Filter, Snapshot, disputed, to_read_again
from qbank.review.view import Viewer
from qbank.types._contract import TYPES

Mode = Literal["review", "second", "conflicts"]
MODES: tuple[Mode, ...] = ("review", "second", "conflicts")
"""Decide about drafts; read decided items again without seeing the verdict; have the last word on disputed ones."""

_ACTIONS: frozenset[Action] = frozenset({
    "accept", "fix", "edit", "reject", "retire", "reopen", "later", "delete", "restore"
})  # fmt: skip
_VERDICTS: Mapping[str, Literal["accept", "fix", "reject"]] = {"accept": "accept", "fix": "fix", "reject": "reject"}
_MOST = 200
"""Rows or cards in one answer, whatever was asked for."""
_PREVIEWED = 300
"""Items of a batch that are checked before it is done; of more, the checks are told when it is done."""
_BATCH = 200
_SETTINGS = "review/"

Message = Mapping[str, Any]
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Helpers:
    """What the card can ask beside the bank; each may be slow the first time.

    Args:
        candidates: an item → other wrong options for it, best first, each with its reason.
        similar: an item → its near-duplicates as rows for the card.
        merge: (op, kept id, dropped id) → what became of making one item of two, in one step of undo.
        record: an item → what verdicts say about drafts of its pattern and type, in words.
    """

    candidates: Callable[[Item], list[Option]] = lambda _item: []
    similar: Callable[[Item], list[dict[str, Any]]] = lambda _item: []
    merge: Callable[[str, str, str], tuple[Problem, ...]] = lambda _op, _keep, _drop: ()
    record: Callable[[Item], str] = lambda _item: ""


class Review:
    """Answers the review card.

    Args:
        bank: the open bank.
        actor: who decides.
        check: what is wrong with an item.
        lang: language of what is shown.
        mode: one of ``MODES``.
        helpers: what can be asked beside the bank.
        document: the document the list begins with, "" for all.
    """

    def __init__(
        self,
        bank: Bank,
        actor: str,
        check: Checker,
        lang: Lang,
        *,
        mode: Mode = "review",
        helpers: Helpers = Helpers(),  # noqa: B008 - frozen
        document: str = "",
    ) -> None:
        self._bank, self._actor, self._check, self._lang, self._mode = bank, actor, check, lang, mode
        self._desk = Desk(bank, actor, check, lang)
        self._helpers = helpers
        self._document = document
        self._lock = threading.Lock()
        self._views: dict[str, Snapshot] = {}
        self._viewer = Viewer.of(bank, check, lang, helpers.record)
        self._handlers: Mapping[str, Callable[[Message], Answer]] = {
            "hello": self._hello,
            "list": self._list,
            "rows": self._rows,
            "next": self._next,
            "card": self._card,
            "decide": self._decide,
            "undo": self._undo,
            "redo": self._undo,
            "check": self._checked,
            "keep": self._keep,
            "drop": self._drop,
            "document": self._document_text,
            "history": self._history,
            "recent": self._recent,
            "candidates": self._candidates,
            "similar": self._similar,
            "batch": self._batch,
            "new": self._new,
            "note": self._note,
            "pair": self._pair,
            "standing": self._stand,
            "settings": self._save_settings,
        }

    def handle(self, message: Message) -> Answer:
        """Return the answer to a message of the card; it never raises.

        Args:
            message: ``do`` names the handler, ``id`` is given back as ``re``, ``view`` tells apart two views of one
                card; the rest is what the handler needs.

        Returns:
            ``re``, ``view``, ``ok``; where ``ok`` is false ``problem`` has ``says`` and ``cure``.
        """
        head = {"re": message.get("id"), "view": message.get("view"), "do": message.get("do")}
        try:
            handler = self._handlers.get(str(message.get("do")))
            if handler is None:
                return {**head, "ok": False, **self._told(Problem("review-unknown", values={"do": message.get("do")}))}
            return {**head, "ok": True, **handler(message)}
        except QbankError as error:
            return {**head, "ok": False, **self._told(error.problem)}
        except Exception as error:  # a mistake of ours must reach the editor as a sentence, and the card must go on
            detail = f"{type(error).__name__}: {error}"
            return {**head, "ok": False, **self._told(Problem("review-mistake", values={"detail": detail}))}

    def news(self, answer: Answer) -> list[dict[str, Any]]:
        """Return the rows that an answer to one view changes for every other view of the card."""
        cards = [answer["card"]] if "outcome" in answer and "card" in answer else answer.get("cards", [])
        return [{name: card[name] for name in ("id", "revision", "status", "later", "type", "stem")} for card in cards if "id" in card]

    # --- the list ------------------------------------------------------------------------------

    def _hello(self, message: Message) -> Answer:
        """Answer a card that has just been drawn: everything it needs for its first picture."""
        settings = self._settings()
        self._speak(settings.get("lang", self._lang))
        first = {**settings.get("filter", {}), **({"document": self._document} if self._document else {})}
        asked = message.get("filter") or first
        return {
            "lang": self._lang,
            "actor": self._actor,
            "mode": self._mode,
            "readonly": self._bank.readonly,
            "texts": texts("review-", self._lang),
            "types": {each.type_name: each.label for each in TYPES},
            "settings": settings,
            "unsaved": self._bank.unsaved_ids(self._actor),
            **self._list({**message, "filter": asked}),
        }

    def _speak(self, lang: str) -> None:
        """Go over to the language an editor chose."""
        self._lang = next((known for known in LANGS if known == lang), self._lang)
        self._desk = Desk(self._bank, self._actor, self._check, self._lang)

    def _list(self, message: Message) -> Answer:
        """Make the list anew by a filter and remember the filter."""
        asked = Filter.of(message.get("filter") or {})
        if self._mode == "review":
            ids = tuple(self._bank.ids(asked.query))
        else:
            ids = to_read_again(self._bank, self._actor) if self._mode == "second" else disputed(self._bank)
            asked = Filter(show="all")
        snapshot = Snapshot(asked, ids)
        with self._lock:
            self._views[str(message.get("view"))] = snapshot
            self._viewer = Viewer.of(self._bank, self._check, self._lang, self._helpers.record)
        if message.get("do") == "list" and self._mode == "review":
            self._store_settings({"filter": asked.to_dict()})
        start = self._waiting(snapshot, -1, 1)
        return {
            "filter": asked.to_dict(),
            "shows": list(SHOWS),
            "total": len(ids),
            "first": start[0]["index"] if start else -1,
            "facets": self._facets(),
            **self._standing(),
        }

    def _snapshot(self, message: Message) -> Snapshot:
        with self._lock:
            known = self._views.get(str(message.get("view")))
        if known is None:
            self._list({**message, "do": "hello", "filter": message.get("filter")})
            with self._lock:
                known = self._views[str(message.get("view"))]
        return known

    def _rows(self, message: Message) -> Answer:
        start, count = max(0, int(message["from"])), min(int(message["count"]), _MOST)
        ids = self._snapshot(message).ids[start : start + count]
        binned = self._bank.binned(ids)
        rows = self._viewer.rows(self._bank.many(ids), binned)
        return {"from": start, "rows": [self._blind(each) for each in rows]}

    def _next(self, message: Message) -> Answer:
        """Return the cards that still wait behind a place of the list, to be painted without asking."""
        snapshot = self._snapshot(message)
        return {"cards": self._waiting(snapshot, int(message["after"]), min(int(message.get("count", 20)), _MOST))}

    def _waiting(self, snapshot: Snapshot, after: int, count: int) -> list[dict[str, Any]]:
        found = list(snapshot.waiting(self._bank, after, count))
        cards = self._cards([item for _, item in found])
        return [{"index": at, "card": card} for (at, _), card in zip(found, cards, strict=True)]

    def _card(self, message: Message) -> Answer:
        """Return one card, by its place in the list or by its id."""
        ids = self._snapshot(message).ids
        index = int(message.get("index", -1))
        item_id = ids[index] if 0 <= index < len(ids) else str(message.get("item", ""))
        if index < 0 and item_id in ids:
            index = ids.index(item_id)
        return {"index": index, "card": self._cards([self._item(item_id)])[0]}

    def _cards(self, items: Iterable[Item]) -> list[dict[str, Any]]:
        given = list(items)
        binned = self._bank.binned([item.id for item in given])
        cards = [self._blind(each) for each in self._viewer.cards(given, binned)]
        if self._mode == "conflicts":
            return [{**card, "verdicts": self._verdicts(card["id"])} for card in cards]
        return cards

    def _blind(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return a row or card without what would tell a second reader the first verdict."""
        if self._mode != "second":
            return row
        hidden = {"last": None, "note": "", "record": "", "status": "draft", "later": False}
        return {**row, **{name: value for name, value in hidden.items() if name in row}}

    # --- decisions -----------------------------------------------------------------------------

    def _decide(self, message: Message) -> Answer:
        if self._mode == "second":
            return self._opine(message)
        change = self._change(message)
        if isinstance(change, Problem):
            return {"outcome": "refused", **self._told(change), **self._steps()}
        if self._mode == "conflicts":
            return self._settle_dispute(message, change)
        return self._answer(self._desk.settle([change])[0], change)

    def _change(self, message: Message) -> Change | Problem:
        """Return the decision a message asks for, with the editor's content where it brings one."""
        action = message.get("action")
        if action not in _ACTIONS:
            return Problem("review-unknown", values={"do": action})
        item_id, revision = str(message["item"]), int(message["revision"])
        decision = self._decision(str(message["op"]), item_id, revision, action, str(message.get("reason", "")))
        if action not in {"fix", "edit"}:
            return Change(decision, revision)
        seen = self._bank.version(item_id, revision) or self._item(item_id)
        item = edits.with_fields(seen, message.get("fields") or {})
        return item if isinstance(item, Problem) else Change(decision, revision, item)

    def _answer(self, outcome: Outcome, change: Change) -> Answer:
        if outcome.kind == "done":
            self._bank.drop_unsaved(self._actor, change.decision.item)
        told = self._told(outcome.problem) if outcome.problem else {}
        item = outcome.item or self._bank.get(change.decision.item)
        answer = {"outcome": outcome.kind, **told, **self._steps()}
        if item is not None:
            answer["card"] = self._cards([item])[0]
        if outcome.kind == "conflict" and item is not None:
            answer["since"] = self._since(item.id, change.base_revision)
            answer["mine"] = edits.changes(item, change.item) if change.item else []
        return answer

    def _since(self, item_id: str, revision: int) -> list[dict[str, Any]]:
        """Return what others decided about an item after a revision."""
        return [self._viewer.decision(each) for each in self._bank.history(item_id) if each.revision > revision]

    def _opine(self, message: Message) -> Answer:
        """Note what a second reader thinks; the item stays as it is."""
        verdict = _VERDICTS.get(str(message.get("action")))
        if verdict is None:
            return {"outcome": "refused", **self._told(Problem("review-only-verdicts")), **self._standing()}
        item = self._item(str(message["item"]))
        self._bank.add_opinion(self._opinion(message, item.id, verdict, final=False))
        return {"outcome": "done", "card": self._cards([item])[0], "answered": True, **self._standing()}

    def _settle_dispute(self, message: Message, change: Change) -> Answer:
        """Carry out the last word on a disputed item; where the item has that status already, only note it."""
        verdict = _VERDICTS.get(change.decision.action)
        if verdict is None:
            return {"outcome": "refused", **self._told(Problem("review-only-verdicts")), **self._standing()}
        item = self._item(change.decision.item)
        stands = {"accept": "accepted", "reject": "rejected"}.get(verdict) == item.status
        outcome = Outcome("done", item) if stands else self._desk.settle([change])[0]
        if outcome.kind == "done":
            self._bank.add_opinion(self._opinion(message, item.id, verdict, final=True))
        return {**self._answer(outcome, change), "answered": outcome.kind == "done"}

    def _opinion(
        self, message: Message, item_id: str, verdict: Literal["accept", "fix", "reject"], *, final: bool
    ) -> Opinion:
        op, revision, reason = str(message["op"]), int(message["revision"]), str(message.get("reason", ""))
        return Opinion(op, item_id, revision, self._actor, verdict, reason, stamp(utc_now()), final)

    def _undo(self, message: Message) -> Answer:
        act = self._bank.undo if message["do"] == "undo" else self._bank.redo
        outcomes = act(self._actor, str(message["op"]), step=str(message["step"]))
        items = [each.item for each in outcomes if each.item is not None]
        refused = [each for each in outcomes if each.kind != "done"]
        answer: Answer = {"done": len(outcomes) - len(refused), "cards": self._cards(items[:_MOST])}
        if refused:
            answer |= self._told(next(each.problem for each in refused if each.problem))
        return {**answer, **self._standing()}

    def _batch(self, message: Message) -> Answer:
        """Show what a decision on many items would do, or do it: one undo takes all of it back."""
        ids = self._batch_ids(message)
        action = message.get("action")
        if action not in _ACTIONS - {"fix", "edit"}:
            return self._told(Problem("review-unknown", values={"do": action}))
        items = self._bank.many(ids)
        if message.get("preview"):
            faulty = [each for each in items[:_PREVIEWED] if action == "accept" and self._desk.is_faulty(each)]
            return {
                "count": len(items),
                "checked": min(len(items), _PREVIEWED) if action == "accept" else len(items),
                "faulty": self._viewer.rows(faulty),
                "sample": self._viewer.rows(items[:10]),
            }
        op, reason = str(message["op"]), str(message.get("reason", ""))
        changes = [
            Change(self._decision(f"{op}/{n}", each.id, each.revision, action, reason), each.revision)
            for n, each in enumerate(items, 1)
        ]
        outcomes = [
            each for at in range(0, len(changes), _BATCH) for each in self._desk.settle(changes[at : at + _BATCH])
        ]
        refused = [each.problem for each in outcomes if each.kind == "refused" and each.problem]
        return {
            "done": sum(each.kind == "done" for each in outcomes),
            "conflicts": sum(each.kind == "conflict" for each in outcomes),
            "refused": [each.message(self._lang) for each in refused[:20]],
            "left": len(refused),
            **self._standing(),
        }

    def _batch_ids(self, message: Message) -> list[str]:
        """Return the items of a batch: those named, else all of the list that still wait."""
        if message.get("items"):
            return [str(each) for each in message["items"]]
        snapshot = self._snapshot(message)
        return [item.id for _, item in snapshot.waiting(self._bank, -1, len(snapshot.ids))]

    def _new(self, message: Message) -> Answer:
        """Store an item written by hand; the same message again changes nothing."""
        item_id = f"hand-{uuid.uuid5(uuid.NAMESPACE_OID, str(message['op']))}"
        item = edits.new_item(item_id, str(message.get("type")), message.get("fields") or {})
        if isinstance(item, Problem):
            return {"outcome": "refused", **self._told(item)}
        self._bank.add_drafts([item], actor=self._actor)
        self._bank.drop_unsaved(self._actor, "new")
        return {"outcome": "done", "card": self._cards([self._item(item_id)])[0], **self._standing()}

    # --- what is looked at -----------------------------------------------------------------------

    def _checked(self, message: Message) -> Answer:
        """Return what is wrong with an item as the editor has it now, and what differs from the stored one."""
        if message.get("type"):
            item = edits.new_item("new", str(message["type"]), message.get("fields") or {})
            stored = None
        else:
            stored = self._item(str(message["item"]))
            item = edits.with_fields(stored, message.get("fields") or {})
        if isinstance(item, Problem):
            return {"problems": [{**item.to_dict(self._lang), "field": ""}], "changes": []}
        return {"problems": self._viewer.problems(item), "changes": edits.changes(stored, item) if stored else []}

    def _keep(self, message: Message) -> Answer:
        """Keep what the editor has typed so far."""
        self._bank.keep_unsaved(self._actor, str(message["item"]), int(message["revision"]), str(message["data"]))
        return {}

    def _drop(self, message: Message) -> Answer:
        self._bank.drop_unsaved(self._actor, str(message["item"]))
        return {}

    def _document_text(self, message: Message) -> Answer:
        found = self._viewer.document(str(message["name"]), str(message["digest"]))
        return found or {"lines": [], "document": message["name"], "digest": message["digest"], "title": ""}

    def _history(self, message: Message) -> Answer:
        """Return an item's log, oldest first, each step with what it changed; and what was typed and not saved."""
        item_id = str(message["item"])
        if self._mode == "second":
            return {"steps": [], "unsaved": None}
        steps, before = [], None
        for decision in self._bank.history(item_id):
            now = self._bank.version(item_id, decision.revision)
            changed = edits.changes(before, now) if before and now else []
            steps.append({**self._viewer.decision(decision), "changes": changed})
            before = now or before
        kept = self._bank.unsaved(self._actor, item_id)
        unsaved = {"revision": kept.base_revision, "data": kept.data} if kept else None
        return {"steps": steps, "unsaved": unsaved}

    def _recent(self, message: Message) -> Answer:
        decisions = self._bank.recent(self._actor, min(int(message.get("count", 30)), _MOST))
        stems = {each.id: each.stem for each in self._bank.many([decision.item for decision in decisions])}
        return {"steps": [{**self._viewer.decision(each), "stem": stems.get(each.item, "")[:60]} for each in decisions]}

    def _candidates(self, message: Message) -> Answer:
        item = edits.with_fields(self._item(str(message["item"])), message.get("fields") or {})
        if isinstance(item, Problem):
            return {"options": [], **self._told(item)}
        return {"options": [{"text": each.text, "reason": each.reason} for each in self._helpers.candidates(item)]}

    def _similar(self, message: Message) -> Answer:
        rows = self._helpers.similar(self._item(str(message["item"])))
        return {"item": message["item"], "similar": [self._blind(each) for each in rows]}

    def _pair(self, message: Message) -> Answer:
        """Say of two likenesses that both stay, or make one of them."""
        item_id, other, how = str(message["item"]), str(message["other"]), message.get("how")
        problems: tuple[Problem, ...] = ()
        if how == "keep":
            self._bank.keep_pair(item_id, other, self._actor)
        elif how == "merge":
            problems = self._helpers.merge(str(message["op"]), item_id, other)
        else:
            problems = (Problem("review-unknown", values={"do": how}),)
        if problems:
            raise QbankError(problems[0])
        return self._standing()

    def _note(self, message: Message) -> Answer:
        self._bank.set_note(str(message["item"]), str(message.get("text", "")))
        return {}

    # --- settings and what is always told ------------------------------------------------------------

    def _save_settings(self, message: Message) -> Answer:
        self._store_settings(message.get("settings") or {})
        return {}

    def _settings(self) -> dict[str, Any]:
        """Return what the editor chose: filter, keys, theme, language; nothing where that cannot be read."""
        try:
            found = json.loads(self._bank.setting(_SETTINGS + self._actor) or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def _store_settings(self, changed: Mapping[str, Any]) -> None:
        if self._bank.readonly:
            return
        self._bank.set_setting(_SETTINGS + self._actor, json.dumps({**self._settings(), **changed}, ensure_ascii=False))

    def _standing(self) -> Answer:
        """Return how far the work is, and what can be undone."""
        if self._mode == "second":
            done = len({each.item for each in self._bank.opinions() if each.reader == self._actor})
            return {"progress": {"": {"answered": done}}, **self._steps()}
        return {"progress": self._bank.progress(), **self._steps()}

    def _steps(self) -> Answer:
        """Return what can be undone and redone; a second reader decides again instead."""
        if self._mode == "second":
            return {"undo": None, "redo": None}
        found = {"undo": self._bank.undoable(self._actor), "redo": self._bank.redoable(self._actor)}
        return {name: self._step(step) if step else None for name, step in found.items()}

    def _step(self, step: Step) -> Answer:
        # In the log the word for it says that it can go either way.
        action = say("review-do-later" if step.action == "later" else f"action-{step.action}", self._lang)
        return {"step": step.op, "action": action, "items": len(step.items), "item": step.items[0]}

    def _stand(self, _message: Message) -> Answer:
        return self._standing()

    def _facets(self) -> dict[str, list[str]]:
        found = self._bank.facets()
        names = ("documents", "types", "patterns", "tags", "actors", "difficulties")
        return {name: list(getattr(found, name)) for name in names}

    def _verdicts(self, item_id: str) -> list[dict[str, Any]]:
        """Return every reader's verdict on an item, for the person who has the last word."""
        firsts = [
            {"reader": each.actor, "verdict": say(f"action-{each.action}", self._lang), "reason": each.reason, "at": each.at}
            for each in self._bank.history(item_id)
            if each.action in _VERDICTS
        ]
        seconds = [
            {"reader": each.reader, "verdict": say(f"action-{each.verdict}", self._lang), "reason": each.reason, "at": each.at}
            for each in self._bank.opinions([item_id])
        ]
        return sorted([*firsts, *seconds], key=lambda each: str(each["at"]))

    def _item(self, item_id: str) -> Item:
        item = self._bank.get(item_id)
        if item is None:
            raise QbankError(Problem("item-unknown", values={"id": item_id}))
        return item

    def _decision(self, op: str, item_id: str, revision: int, action: Action, reason: str) -> Decision:
        return Decision(op, item_id, revision + 1, action, self._actor, stamp(utc_now()), reason)

    def _told(self, problem: Problem) -> Answer:
        return {"problem": problem.to_dict(self._lang)}

