"""An item as the review card shows it: plain JSON data, texts as they are, positions already turned into pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, assert_never

from qbank.bank import Bank, DocumentEntry
from qbank.errors import Problem
from qbank.locale import Lang, brief, say
from qbank.model.decision import Decision
from qbank.model.document import Document
from qbank.model.figure import Evidence
from qbank.model.item import Blank, Block, Choices, Columns, Item, Option, Paragraph, Source, WriteSpace
from qbank.model.letters import letter
from qbank.reports.flag_words import figures_line, flag_lines, keep_line
from qbank.reports.lines import action_name, key_line, pattern_name
from qbank.reports.places import places
from qbank.review.fields import field_of, fields_of
from qbank.review.forms import form_of, ticked
from qbank.types._contract import TYPES

IN_LIST = 60
"""Characters of a stem in a row of the list."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Turns items into what the card shows.

    Args:
        bank: where documents, stimuli, decisions and notes are looked up.
        check: what is wrong with an item.
        lang: the language of what is shown.
        record: what verdicts say about drafts of an item's pattern and type, in words, "" if nothing is known.
        documents: the documents on the list, by name; makes "the source has changed" cheap.
        document_of: name and digest → that version of a document, None if the bank does not have it.
    """

    bank: Bank
    check: Callable[[Item], tuple[Problem, ...]]
    lang: Lang
    record: Callable[[Item], str]
    documents: Mapping[str, DocumentEntry]
    document_of: Callable[[str, str], Document | None]
    place_of: Callable[[Source], str]

    @classmethod
    def of(
        cls,
        bank: Bank,
        check: Callable[[Item], tuple[Problem, ...]],
        lang: Lang,
        record: Callable[[Item], str] = lambda _item: "",
    ) -> Viewer:
        """Return a viewer of the bank as it is now; documents are read once."""
        documents, document_of = {each.name: each for each in bank.documents()}, lru_cache(maxsize=32)(bank.document)
        return cls(bank, check, lang, record, documents, document_of, places(document_of))

    def rows(self, items: Iterable[Item], binned: frozenset[str] | set[str] = frozenset()) -> list[dict[str, Any]]:
        """Return items as rows of the list."""
        return [
            {
                "id": item.id,
                "revision": item.revision,
                "status": "deleted" if item.id in binned else item.status,
                "later": item.later,
                "type": TYPES.get(item.type).label,
                "stem": brief(item.stem, IN_LIST),
            }
            for item in items
        ]

    def cards(self, items: Iterable[Item], binned: frozenset[str] | set[str] = frozenset()) -> list[dict[str, Any]]:
        """Return items as cards."""
        given = list(items)
        ids = [item.id for item in given]
        stimuli = self.bank.stimuli(item.stimulus for item in given if item.stimulus)
        latest, notes, evidence = self.bank.latest(ids), self.bank.notes(ids), self.bank.evidence(ids)
        cards = []
        for item, row in zip(given, self.rows(given, binned), strict=True):
            shared = stimuli.get(item.stimulus)
            cards.append({
                **row,
                **self._content(item),
                "stimulus": shared.text if shared else "",
                "note": notes.get(item.id, ""),
                "exam": self._exam(evidence[item.id], row["status"]) if item.id in evidence else None,
                "last": self.decision(latest[item.id]) if item.id in latest else None,
            })
        return cards

    def decision(self, decision: Decision) -> dict[str, Any]:
        """Return a line of the log as the history shows it."""
        undo, _, rest = decision.op_id.partition("/")
        how = undo if rest and undo in {"undo", "redo"} else ""
        unflagged = self.bank.unflagged([decision.op_id]) if decision.action == "later" else ()
        action = action_name(decision, self.lang, unflagged)
        return {
            "item": decision.item,
            "revision": decision.revision,
            "action": decision.action,
            "says": say(f"review-{how}", self.lang, action=action) if how else action,
            "actor": decision.actor,
            "at": decision.at,
            "reason": decision.reason,
        }

    def problems(self, item: Item) -> list[dict[str, str]]:
        """Return what is wrong with an item, each sentence once, with the field it is about."""
        found = {(each.severity, each.message(self.lang)): each for each in self.check(item)}
        return [{**each.to_dict(self.lang), "field": field_of(each)} for each in found.values()]

    def document(self, name: str, digest: str) -> dict[str, Any] | None:
        """Return a document for the pane beside the card, by default its version of today; None without its text.

        ``lines`` are ``[start, text]``: the line's first code point and its text without the line break.
        """
        entry = self.documents.get(name)
        digest = digest or (entry.digest if entry else "")
        document = self.document_of(name, digest)
        if document is None or not document.text:
            return None
        lines, start = [], 0
        for line in document.text.split("\n"):
            lines.append([start, line])
            start += len(line) + 1
        return {"document": name, "digest": digest, "title": document.title or name, "lines": lines}

    def _exam(self, about: Evidence, status: str) -> dict[str, Any]:
        """Return what exams showed about an item: the latest record, what speaks against it as it is, and what to do.

        ``work`` tells whether it waits for somebody to change or keep it, ``seen`` what whoever keeps it has seen.
        """
        latest = about.records[0]
        against = next((each for each in about.about_now if each.flags), None)
        shown = dict.fromkeys([latest, *([against] if against else [])])
        return {
            "lines": [
                figures_line(each, self.lang, version="" if each in about.about_now else "figure-older")
                for each in shown
            ],
            "flags": flag_lines(against, self.lang, self.bank.version(against.item, against.revision))
            if against
            else [],
            "work": status == "accepted" and about.asks_for_work,
            "kept": keep_line(about, self.lang) if status == "accepted" else "",
            "seen": about.seen,
        }

    def _content(self, item: Item) -> dict[str, Any]:
        return {
            "form": form_of(item),
            "stem": item.stem,
            "blocks": [_block(each) for each in item.body.blocks(item.stem)],
            "marks": ticked(item),
            "key": key_line(item),
            "fields": fields_of(item),
            "sources": [self._source(each) for each in item.sources],
            "problems": self.problems(item),
            "pattern": pattern_name(item.pattern, self.lang) if item.pattern else "",
            "record": self.record(item),
            "priority": round(item.priority, 3),
            "difficulty": say(f"difficulty-{item.difficulty}", self.lang),
        }

    def _source(self, source: Source) -> dict[str, Any]:
        document = self.document_of(source.document, source.digest)
        text = document.text if document else ""
        line_start = text.rfind("\n", 0, source.start) + 1
        line_end = text.find("\n", source.end)
        found = text[source.start : source.end] == source.text
        return {
            "document": source.document,
            "digest": source.digest,
            "title": (document.title if document else "") or source.document,
            "start": source.start,
            "end": source.end,
            "text": source.text,
            "before": text[line_start : source.start] if found else "",
            "after": text[source.end : line_end if line_end >= 0 else len(text)] if found else "",
            "place": self.place_of(source),
            "line": text.count("\n", 0, source.start) + 1 if found else 0,
            "state": self._state(source, bool(text)),
        }

    def _state(self, source: Source, has_text: bool) -> str:
        """Return how a proof line stands to the document as it is today."""
        entry = self.documents.get(source.document)
        if entry is None:
            return "gone" if has_text else "unknown"
        if entry.digest == source.digest:
            return "current" if has_text else "unknown"
        today = self.document_of(source.document, entry.digest)
        return "moved" if today and source.text in today.text else "changed"


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(content=content):
            return {
                "kind": "text",
                "parts": [["blank", each.size] if isinstance(each, Blank) else each for each in content],
            }
        case Choices(options=options):
            return {"kind": "choices", "options": _lettered(options)}
        case Columns(left=left, right=right):
            numbered = [{"id": each.id, "mark": str(n), "text": each.text} for n, each in enumerate(left, 1)]
            return {"kind": "columns", "left": numbered, "right": _lettered(right)}
        case WriteSpace(lines=lines):
            return {"kind": "space", "lines": lines}
        case _:
            assert_never(block)


def _lettered(options: tuple[Option, ...]) -> list[dict[str, str]]:
    return [
        {"id": each.id, "mark": letter(at), "text": each.text, "reason": each.reason} for at, each in enumerate(options)
    ]
