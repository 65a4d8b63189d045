"""Sequences that show themselves as a table where a notebook prints them.

Everything from a document is escaped: corpus text is untrusted, and a notebook runs what HTML it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar, overload

from qbank.bank import DocumentEntry
from qbank.locale import Lang, Listed, say
from qbank.model.handout import Handout
from qbank.model.item import Item
from qbank.model.stimulus import Stimulus
from qbank.reports.lines import key_line, local_time, paper_lines, stimulus_lines
from qbank.text.rank import RankedSentence
from qbank.types._contract import TYPES

T = TypeVar("T")
_ROWS = 50
_LEFT = "style='text-align:left;vertical-align:top'"


class Column(NamedTuple, Generic[T]):
    """A heading (catalogue key) and the lines a row shows under it, as plain text."""

    heading: str
    lines: Callable[[T], Iterable[str]]


class Table(Sequence[T], Generic[T]):
    """An immutable sequence with a picture of itself; ``total`` rows in all where only some were asked for."""

    def __init__(self, rows: Iterable[T], columns: Sequence[Column[T]], lang: Lang) -> None:
        self._rows = tuple(rows)
        self._columns = tuple(columns)
        self._lang: Lang = lang

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Table[T]: ...
    def __getitem__(self, place: int | slice) -> T | Table[T]:
        if isinstance(place, slice):
            return Table(self._rows[place], self._columns, self._lang)
        return self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return say("listed", self._lang, count=len(self))

    def _repr_html_(self) -> str:
        head = "".join(f"<th {_LEFT}>{escape(say(column.heading, self._lang))}</th>" for column in self._columns)
        body = "".join(f"<tr>{self._cells(row)}</tr>" for row in self._rows[:_ROWS])
        more = f"<p>{escape(repr(self))}</p>" if len(self) > _ROWS else ""
        return f"<table lang='zh-CN'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"

    def _cells(self, row: T) -> str:
        cells = (html_lines(column.lines(row)) for column in self._columns)
        return "".join(f"<td {_LEFT}>{cell}</td>" for cell in cells)


def html_lines(lines: Iterable[str]) -> str:
    """Return lines of plain text as HTML, everything escaped."""
    return "<br>".join(escape(part) for line in lines for part in line.split("\n"))


def document_table(entries: Iterable[DocumentEntry], lang: Lang) -> Table[DocumentEntry]:
    """Return documents with name, title, kind, date and length."""
    columns: list[Column[DocumentEntry]] = [
        Column("col-document", lambda entry: [entry.name]),
        Column("col-title", lambda entry: [entry.title]),
        Column("col-kind", lambda entry: [say(f"kind-{entry.kind}", lang)]),
        Column("col-date", lambda entry: [entry.date]),
        Column("col-characters", lambda entry: [f"{entry.characters:,}"]),
    ]
    return Table(entries, columns, lang)


def sentence_table(ranked: Iterable[RankedSentence], lang: Lang) -> Table[RankedSentence]:
    """Return ranked sentences with score and the four strongest reasons."""
    columns: list[Column[RankedSentence]] = [
        Column("col-score", lambda each: [f"{each.score:.2f}"]),
        Column("col-sentence", lambda each: [each.sent.readable]),
        Column("col-reasons", lambda each: [reasons_line(each, lang)]),
    ]
    return Table(ranked, columns, lang)


def reasons_line(ranked: RankedSentence, lang: Lang) -> str:
    """Return the four strongest reasons for a sentence's score."""
    shown = [each for each in ranked.reasons if each.name != "baseline"][:4]
    return Listed(f"{say(f'cue-{each.name}', lang)} {each.share:+.1f}" for each in shown).said(lang)


def item_table(
    items: Iterable[Item], lang: Lang, stimuli: Mapping[str, Stimulus] = MappingProxyType({})
) -> Table[Item]:
    """Return items, each under the passage it shares with others, beside their keys and proof lines."""
    columns: list[Column[Item]] = [
        Column(
            "col-item",
            lambda item: [
                f"{TYPES.get(item.type).label} {item.id}",
                *stimulus_lines(stimuli.get(item.stimulus), lang),
                *paper_lines(item),
            ],
        ),
        Column("col-answer", lambda item: [key_line(item)]),
        Column(
            "col-source",
            lambda item: [f"{each.document} {each.start}–{each.end}\n{each.text}" for each in item.sources],
        ),
    ]
    return Table(items, columns, lang)


def handout_table(handouts: Iterable[Handout], lang: Lang) -> Table[Handout]:
    """Return files that left the bank: when, who, format, how many items, where to, and the id of each."""
    columns: list[Column[Handout]] = [
        Column("col-time", lambda each: [local_time(each.at)]),
        Column("col-person", lambda each: [each.actor]),
        Column("col-format", lambda each: [f"{each.format} {each.profile}".strip()]),
        Column("col-items", lambda each: [f"{each.items:,}"]),
        Column("col-file", lambda each: [each.file]),
        Column("col-id", lambda each: [each.id]),
    ]
    return Table(handouts, columns, lang)
