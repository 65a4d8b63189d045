"""Sequences that show themselves as a table where a notebook prints them.

Everything from a document is escaped: corpus text is untrusted, and a notebook runs what HTML it is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Generic, TypeVar, overload

from qbank.bank import DocumentEntry
from qbank.locale import Lang, say
from qbank.model.item import Item
from qbank.reports.lines import paper_lines
from qbank.text.rank import RankedSentence
from qbank.types._contract import TYPES

T = TypeVar("T")
_ROWS = 50


class Table(Sequence[T], Generic[T]):
    """An immutable sequence with a picture of itself."""

    def __init__(self, rows: Iterable[T], lang: Lang) -> None:
        self._rows = tuple(rows)
        self._lang: Lang = lang

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Table[T]: ...
    def __getitem__(self, place: int | slice) -> T | Table[T]:
        if isinstance(place, slice):
            return type(self)(self._rows[place], self._lang)
        return self._rows[place]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self)})"

    def _repr_html_(self) -> str:
        head = "".join(f"<th style='text-align:left'>{escape(self._say(key))}</th>" for key in self.columns())
        body = "".join(self._row(number, row) for number, row in enumerate(self._rows[:_ROWS], 1))
        more = f"<p>… {len(self)}</p>" if len(self) > _ROWS else ""
        return f"<table lang='zh-CN'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"

    def _row(self, number: int, row: T) -> str:
        cells = (f"<td style='text-align:left;vertical-align:top'>{cell}</td>" for cell in self.cells(number, row))
        return f"<tr>{''.join(cells)}</tr>"

    def columns(self) -> tuple[str, ...]:
        """Return the catalogue keys of the column headings."""
        raise NotImplementedError

    def cells(self, number: int, row: T) -> tuple[str, ...]:
        """Return the cells of a row as HTML, everything foreign escaped."""
        raise NotImplementedError

    def _say(self, key: str) -> str:
        return say(key, self._lang)


class DocumentTable(Table[DocumentEntry]):
    """Documents of a bank."""

    def columns(self) -> tuple[str, ...]:
        """Return name, title, kind, date, length."""
        return ("col-document", "col-title", "col-kind", "col-date", "col-characters")

    def cells(self, number: int, row: DocumentEntry) -> tuple[str, ...]:
        """Return a document's cells."""
        texts = (row.name, row.title, self._say(f"kind-{row.kind}"), row.date, f"{row.characters:,}")
        return tuple(escape(text) for text in texts)


class SentenceTable(Table[RankedSentence]):
    """Ranked sentences with their reasons."""

    def columns(self) -> tuple[str, ...]:
        """Return place, score, sentence, reasons."""
        return ("col-place", "col-score", "col-sentence", "col-reasons")

    def cells(self, number: int, row: RankedSentence) -> tuple[str, ...]:
        """Return a sentence's cells; the four strongest reasons are shown."""
        reasons = "、".join(f"{self._say(f'cue-{each.name}')} {each.share:+.1f}" for each in row.reasons[:4])
        return (str(number), f"{row.score:.2f}", escape(row.sent.label + row.sent.view), escape(reasons))


class ItemTable(Table[Item]):
    """Items beside their sources."""

    def columns(self) -> tuple[str, ...]:
        """Return item, key, source."""
        return ("col-item", "col-answer", "col-source")

    def cells(self, number: int, row: Item) -> tuple[str, ...]:
        """Return an item's cells: on paper, its key in words, its proof lines."""
        kind = f"<small>{escape(TYPES.get(row.type).label)} {escape(row.id)}</small>"
        question = "<br>".join((kind, *(escape(line) for line in paper_lines(row))))
        proofs = (f"{each.document} {each.start}–{each.end}\n{each.text}" for each in row.sources)
        source = "<br>".join(escape(proof).replace("\n", "<br>") for proof in proofs)
        return question, escape(row.body.key_text()), source
