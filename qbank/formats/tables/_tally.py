"""What is known of a sheet while its rows are read: where its columns are, and what is told once for all rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from qbank.errors import Problem
from qbank.formats._gone import gone_by, tells_state
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._header import Found
from qbank.formats.tables._layout import Layout, rows_named
from qbank.formats.tables._noticed import Noticed
from qbank.formats.tables._sections import Line
from qbank.formats.tables._source import Table
from qbank.locale import Listed

_UNKEPT = frozenset({"score", "remark"})
"""What is known by its heading and has no place in an item."""
_NOT_READ = frozenset({"", "number", "count", "score"})


@dataclass(frozen=True, slots=True)
class Source:
    """A sheet that is read: where its columns are, what they mean, and the file's name.

    ``is_made`` is a layout that was made of the file's headings.
    """

    table: Table
    found: Found
    layout: Layout
    file: str
    is_made: bool = False

    def below(self, found: Found) -> Source:
        """Return the same below further headings."""
        if found is self.found:
            return self
        return replace(self, found=found, layout=replace(self.layout, sheet=found.sheet))

    def columns(self) -> list[tuple[str, int, int]]:
        """Return of each column that is read its field, which of the field's columns it is, and its place."""
        counted: Counter[str] = Counter()
        read = list[tuple[str, int, int]]()
        for column, at in zip(self.found.sheet.columns, self.found.at, strict=True):
            if at is not None and column.field not in _NOT_READ:
                read.append((column.field, counted[column.field], at))
            counted[column.field] += 1
        return read

    def passed_over(self) -> list[int]:
        """Return the places of columns that hold nothing of ours."""
        columns = zip(self.found.sheet.columns, self.found.at, strict=True)
        without = {"", *(_UNKEPT if self.is_made else ())}
        without -= {"remark"} if self.layout.profile.remark_names else set()
        return [*self.found.unread, *(at for column, at in columns if at is not None and column.field in without)]


@dataclass(slots=True)
class Tally:
    """What is told once for all rows below one row of headings."""

    source: Source
    columns: list[tuple[str, int, int]]
    passed_over: list[int]
    noticed: Noticed
    unread: set[int] = field(default_factory=set)
    beyond: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, source: Source) -> Tally:
        columns = source.columns()
        noticed = Noticed(source.table, source.found, [at for _, _, at in columns])
        return cls(source, columns, source.passed_over(), noticed)

    def note(self, line: Line) -> None:
        filled = [at for at in self.passed_over if at < len(line.cells) and line.cells[at].text]
        headings = self.source.found.heading.texts
        self.unread.update(at for at in filled if not tells_state(headings[at], line.cells[at].text))
        self.noticed.note(line.number, line.cells, line.texts)
        if unheaded(line):
            self.beyond.append(line.number)

    def is_gone(self, line: Line) -> bool:
        """Tell whether a row says that it is deleted or switched off where it comes from."""
        headings = self.source.found.heading.texts
        cells = {headings[at]: line.cells[at].text for at in self.passed_over if at < len(line.cells)}
        try:
            is_gone = bool(gone_by(cells))
        except ValueError:
            self.unread.update(at for at in self.passed_over if tells_state(headings[at], ""))
            return False
        if is_gone:
            self.gone.append(line.number)
        return is_gone

    def problems(self) -> Iterator[Problem]:
        yield from self.noticed.problems(self.source.file)
        if self.gone:
            values = {"rows": rows_named(self.gone), "count": len(self.gone)}
            yield Problem("table-rows-gone", self.source.file, self.source.table.name, values, "warning")
        if self.beyond and not self.source.table.is_text:
            values = {"rows": rows_named(self.beyond), "count": len(self.beyond)}
            yield Problem("table-cells-unheaded", self.source.file, self.source.table.name, values, "warning")

    def columns_unread(self) -> Iterator[Problem]:
        if self.unread:
            found = self.source.found
            headers = Listed(" ".join(found.heading.texts[at].split()) for at in sorted(self.unread))
            place = self.source.table.place(found.heading.row)
            yield Problem("table-columns-not-read", self.source.file, place, {"headers": headers}, "warning")


def unheaded(line: Line) -> list[Cell]:
    """Return the cells of a row that stand below no heading; numbers before the first heading count the rows."""
    if not line.found.sheet.header_row:
        return []
    texts = line.found.heading.texts
    first_headed = next((at for at, text in enumerate(texts) if text), 0)
    return [
        cell
        for at, cell in enumerate(line.cells)
        if cell.text
        and cell.kind != "merged"
        and not (*texts[at : at + 1], "")[0]
        and not (at < first_headed and cell.text.isdecimal())
    ]
