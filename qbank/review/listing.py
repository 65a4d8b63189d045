"""The list an editor goes through, and the cards that wait in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qbank.locale import texts
from qbank.reports.lines import pattern_name
from qbank.review.forms import kinds
from qbank.review.queue import SHOWS, WORK, Filter, Snapshot, disputed, needing_work, to_read_again
from qbank.review.table import MOST, Answer, Handler, Message, Table

_LISTS = 8
"""How many lists are kept; of a view that asks for another one, the old one too: the answer may come too late."""


def _list_of(message: Message) -> tuple[str, str]:
    return str(message.get("view")), str(message.get("list", ""))


class Listing:
    """Handlers of the list; ``document`` is the one it begins with, "" for all."""

    def __init__(self, table: Table, document: str) -> None:
        self._at = table
        self._document = document
        self._kept: tuple[object, tuple[tuple[str, ...], Answer]] | None = None
        self.handlers: Mapping[str, Handler] = {
            "hello": self._hello,
            "list": self._list,
            "rows": self._rows,
            "next": self._next,
            "card": self._card,
        }

    def _hello(self, message: Message) -> Answer:
        """Answer a card that has just been drawn, or chose other settings: everything for its first picture."""
        if message.get("settings"):
            self._at.store_settings(message["settings"])
        settings = self._at.settings()
        self._at.speak(settings.get("lang", self._at.lang))
        kept = settings.get("filter")
        first = {**(kept if isinstance(kept, dict) else {}), **({"document": self._document} if self._document else {})}
        asked = message.get("filter") or first
        return {
            "lang": self._at.lang,
            "actor": self._at.actor,
            "mode": self._at.mode,
            "readonly": self._at.bank.readonly,
            "texts": texts("review-", self._at.lang),
            "types": kinds(),
            "settings": settings,
            "unsaved": self._at.bank.unsaved_ids(self._at.actor),
            **self._list({**message, "filter": asked}),
        }

    def _list(self, message: Message) -> Answer:
        """Make the list anew by a filter and remember the filter."""
        snapshot, facets = self._begun(message)
        asked, ids = snapshot.filter, snapshot.ids
        if message.get("do") == "list" and self._at.mode == "review":
            self._at.store_settings({"filter": asked.to_dict()})
        return {
            "filter": asked.to_dict(),
            "shows": list(SHOWS),
            "total": len(ids),
            "cards": self._waiting(snapshot, -1, 1),
            "facets": facets,
            **self._at.standing(),
        }

    def _begun(self, message: Message) -> tuple[Snapshot, Answer]:
        """Make and keep the list that a message asks for; return it and what it can be narrowed by."""
        asked = Filter.of(message.get("filter") or {}) if self._at.mode == "review" else Filter(show="all")
        ids, facets = self._found(asked)
        snapshot = Snapshot(asked, ids)
        with self._at.lock:
            self._at.views[_list_of(message)] = snapshot
            for old in list(self._at.views)[:-_LISTS]:
                del self._at.views[old]
            self._at.look_again()
        return snapshot, facets

    def _found(self, asked: Filter) -> tuple[tuple[str, ...], Answer]:
        """Return the ids that a filter finds and what the list can be narrowed by; kept while nothing is written."""
        key = (asked, self._at.lang, self._at.bank.stamp())
        with self._at.lock:
            if self._kept and self._kept[0] == key:
                return self._kept[1]
        found = (self._ids(asked), self._facets())
        with self._at.lock:
            self._kept = (key, found)
        return found

    def _ids(self, asked: Filter) -> tuple[str, ...]:
        match self._at.mode:
            case "review" if asked.show == WORK:
                return needing_work(self._at.bank, asked)
            case "review":
                return tuple(self._at.bank.ids(asked.query))
            case "second":
                return to_read_again(self._at.bank, self._at.actor)
            case _:
                return disputed(self._at.bank)

    def _rows(self, message: Message) -> Answer:
        start, count = max(0, int(message["from"])), min(max(0, int(message["count"])), MOST)
        ids = self.snapshot(message).ids[start : start + count]
        binned = self._at.bank.binned(ids)
        rows = self._at.viewer.rows(self._at.bank.many(ids), binned)
        return {"from": start, "rows": [self._at.blind(each) for each in rows]}

    def _next(self, message: Message) -> Answer:
        """Return the cards that still wait behind a place of the list, to be painted without asking."""
        snapshot = self.snapshot(message)
        return {"cards": self._waiting(snapshot, int(message["after"]), min(int(message.get("count", 20)), MOST))}

    def _waiting(self, snapshot: Snapshot, after: int, count: int) -> list[dict[str, Any]]:
        found = list(snapshot.waiting(self._at.bank, after, count))
        cards = self._at.cards([item for _, item in found])
        return [{"index": at, "card": card} for (at, _), card in zip(found, cards, strict=True)]

    def _card(self, message: Message) -> Answer:
        """Return one card, by its place in the list or by its id."""
        ids = self.snapshot(message).ids
        index = int(message.get("index", -1))
        item_id = ids[index] if 0 <= index < len(ids) else str(message.get("item", ""))
        if index < 0 and item_id in ids:
            index = ids.index(item_id)
        return {"index": index, "card": self._at.cards([self._at.item(item_id)])[0]}

    def _facets(self) -> Answer:
        """Return what the list can be narrowed by; a pattern with its name."""
        found = self._at.bank.facets()
        return {
            "documents": list(found.documents),
            "types": list(found.types),
            "patterns": {each: pattern_name(each, self._at.lang) for each in found.patterns},
            "tags": list(found.tags),
            "actors": [] if self._at.mode == "second" else list(found.actors),
            "difficulties": list(found.difficulties),
        }

    def snapshot(self, message: Message) -> Snapshot:
        """Return the list that a view asks about; one this process does not know is made by the view's filter."""
        with self._at.lock:
            known = self._at.views.get(_list_of(message))
        if known is None:
            known, _ = self._begun(message)
        return known
