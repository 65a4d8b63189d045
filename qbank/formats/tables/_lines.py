"""The rows of a sheet read, and what is told of the sheet as a whole: what was passed over, left out, or not seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from qbank.errors import Problem
from qbank.formats._gone import gone_by, tells_state
from qbank.formats.tables._again import refollowed
from qbank.formats.tables._aside import is_example, is_sum, starts_at
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._guides import says_what_is_needed
from qbank.formats.tables._header import Found, guides_of, is_foot, last_above, rows_below, start_said, starts_said
from qbank.formats.tables._items import take
from qbank.formats.tables._layout import Layout, Unreadable, brief, first, rows_named
from qbank.formats.tables._noticed import Noticed
from qbank.formats.tables._profile_records import MOST_ROWS
from qbank.formats.tables._sections import Line, by_section, is_ditto
from qbank.formats.tables._source import Table
from qbank.formats.tables._verdict_columns import contradicted
from qbank.locale import Listed
from qbank.model.portable import Portable

_UNKEPT = frozenset({"score", "remark"})
"""What is known by its heading and has no place in an item."""
_NOT_READ = frozenset({"", "number", "count", "score"})
_ASKED = frozenset({"stem", "substem", "option", "options", "right", "answer", "blank", "left"})
_FAULTS = {
    "formula": "table-cell-formula",
    "date": "table-cell-date",
    "error": "table-cell-error",
    "odd": "table-cell-odd",
    "drawn": "table-cell-drawn",
    "merged": "table-cell-merged",
}  # fmt: skip


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
class _Tally:
    """What is told once for all rows below one row of headings."""

    source: Source
    columns: list[tuple[str, int, int]]
    passed_over: list[int]
    noticed: Noticed
    unread: set[int] = field(default_factory=set)
    beyond: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, source: Source) -> _Tally:
        columns = source.columns()
        noticed = Noticed(source.table, source.found, [at for _, _, at in columns])
        return cls(source, columns, source.passed_over(), noticed)

    def note(self, line: Line) -> None:
        filled = [at for at in self.passed_over if at < len(line.cells) and line.cells[at].text]
        headings = self.source.found.heading.texts
        self.unread.update(at for at in filled if not tells_state(headings[at], line.cells[at].text))
        self.noticed.note(line.number, line.cells, line.texts)
        if _unheaded(line):
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


def rows_read(source: Source) -> Iterator[Portable | Problem]:
    """Yield the items of a sheet in their order, and what is wrong with it and with them."""
    yield from _above(source)
    last = last_above(source.table, source.found.heading)
    refused = list[Problem]()
    tallies = [_Tally.of(source)]
    sums, examples = list[int](), list[int]()
    above, foot = 0, list[Line]()
    last_read = list[Portable | Problem]()

    def follow(number: int, cells: Sequence[Cell], found: Found) -> Found | None:
        following = refollowed(source.table, number, cells, found, is_made=source.is_made)
        if following is None:
            headers = Listed(cell.text for cell in cells if cell.text)
            values = {"row": number, "headers": headers}
            refused.append(Problem("table-headings-again", source.file, source.table.place(number), values))
        return following

    below = rows_below(source.table, source.found.heading)
    for line in by_section(source.table, below, source.found, follow):
        if line.found is not tallies[-1].source.found:
            tallies.append(_Tally.of(source.below(line.found)))
        tally = tallies[-1]
        if line.number <= last:
            above += not (_is_empty(line, tally) or starts_at(line.cells))
            continue
        if line.number > MOST_ROWS:
            yield Problem("table-rows-limit", source.file, source.table.place(line.number), {"most": MOST_ROWS})
            break
        if _is_empty(line, tally) or _says_nothing_new(line.cells, line.found):
            continue
        if is_foot(line.cells, line.found, has_begun=bool(foot)):
            foot.append(line)
            continue
        # What stands above an item is no foot; sums there are none all the same.
        sums += [each.number for each in foot if is_sum(each.cells)]
        for each in (*(each for each in foot if not is_sum(each.cells)), line):
            if is_example(each.cells, each.texts):
                examples.append(each.number)
                continue
            tally.note(each)
            if tally.is_gone(each):
                continue
            if _goes_on(each):
                last_read = [_continued(found, each, source) for found in last_read]
            yield from last_read
            last_read = list(_row(each, tally))
        foot.clear()
    yield from last_read
    yield from refused
    for tally in tallies:
        yield from tally.problems()
    yield from _left_out(source, last, above, [*sums, *(line.number for line in foot)], examples)
    for tally in tallies:
        yield from tally.columns_unread()


def _above(source: Source) -> Iterator[Problem]:
    """Yield an error for rows above the headings that are items by the columns below."""
    lost = [
        number
        for number, cells in source.table.top()
        if number < source.found.heading.row and _is_item(source.found.texts([*cells]), source.layout)
    ]
    if lost:
        values = {"rows": rows_named(lost), "count": len(lost), "heading": source.found.heading.row}
        yield Problem("table-rows-above", source.file, source.table.place(lost[0]), values)


def _is_item(texts: dict[str, list[str]], layout: Layout) -> bool:
    return all(any(texts.get(field, ())) for field in ("stem", "answer")) and take(texts, layout)[0] is not None


def _left_out(source: Source, last: int, above: int, sums: Sequence[int], examples: Sequence[int]) -> Iterator[Problem]:
    """Yield a warning for each kind of rows that are no items: examples, sums, what belongs to the headings."""
    starts = starts_said(source.table)
    if len(starts) > 1:
        values = {"rows": Listed(map(str, starts)), "start": last + 1}
        yield Problem("table-starts-differ", source.file, source.table.name, values, "warning")
    if above:
        said = start_said(source.table) == last + 1
        code = "table-start-followed" if said else "table-examples-not-read"
        values = {"count": above, "start": last + 1}
        yield Problem(code, source.file, source.table.place(last), values, "warning")
    for code, rows in (
        ("table-guides-not-read", _guides(source)),
        ("table-sums-not-read", sums),
        ("table-example-rows", examples),
    ):
        if rows:
            yield Problem(code, source.file, source.table.place(rows[0]), {"rows": rows_named(rows)}, "warning")


def _guides(source: Source) -> list[int]:
    """Return the rows below the headings that say something of the columns."""
    guides = {*guides_of(source.table, source.found.heading)}
    rows = ((number, cells) for number, cells in source.table.top() if number in guides)
    return [number for number, cells in rows if not _says_nothing_new(cells, source.found)]


def _goes_on(line: Line) -> bool:
    """Tell whether a row has a stem, options or an answer and nothing else: a piece of the item above."""
    filled = {name for name, texts in line.texts.items() if name in _ASKED and any(texts)}
    return len(filled) == 1 and not first(line.texts, "subtype") and filled <= {"stem", "option", "options", "answer"}


def _continued(found: Portable | Problem, line: Line, source: Source) -> Portable | Problem:
    """Return what is wrong with an item that goes on in the row below it: only a part of it was read."""
    if isinstance(found, Problem):
        return found
    values = {"stem": brief(found.item.stem), "row": line.number}
    return Problem("table-row-goes-on", source.file, found.place, values)


def _unheaded(line: Line) -> list[Cell]:
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


def _is_empty(line: Line, tally: _Tally) -> bool:
    """Tell whether a row says nothing of an item: a running number or a merged chapter alone is nothing."""
    told = (line.cells[at] for _, _, at in tally.columns if at < len(line.cells))
    return not any(cell.text and cell.kind != "merged" for cell in told)


def _says_nothing_new(cells: Sequence[Cell], found: Found) -> bool:
    """Tell whether a row is the headings once more, or says only which columns must be filled."""
    if says_what_is_needed(cells):
        return True
    texts = [cell.text for cell in cells]
    return texts == list(found.heading.texts)[: len(texts)] and sum(map(bool, texts)) > 1


def _row(line: Line, tally: _Tally) -> Iterator[Portable | Problem]:
    source = tally.source
    place = source.table.place(line.number)
    # The stem of a larger item is the passage of its parts, which a merged cell may hold.
    shared = {"stem"} if first(line.texts, "substem") else set[str]()
    cells = [(name, which, line.cells[at]) for name, which, at in tally.columns if at < len(line.cells)]
    faults = (_bad_cell(*each) for each in cells if each[0] not in shared or each[2].kind != "merged")
    fault = next((fault for fault in faults if fault is not None), None) or _struck_answer(cells)
    if fault is None and source.table.is_text and (beyond := _unheaded(line)):
        fault = Unreadable("table-cells-beyond", "stem", found=beyond[0].text, count=len(beyond))
    if fault is not None:
        yield source.layout.problem(fault, line.texts, file=source.file, place=place)
        return
    portable, problems = take(line.texts, source.layout, place, source.file)
    fault = contradicted(portable, line.cells, line.found) if portable else None
    if fault is not None:
        yield source.layout.problem(fault, line.texts, file=source.file, place=place)
        return
    yield from problems
    if portable is not None:
        yield portable


def _struck_answer(cells: Sequence[tuple[str, int, Cell]]) -> Unreadable | None:
    """Return that words of an answer are struck out, and those of the stem are not: a key that somebody has changed."""
    if any(cell.is_struck for name, _, cell in cells if name in {"stem", "substem"}):
        return None
    struck = ((name, which, cell) for name, which, cell in cells if cell.is_struck and name in {"answer", "right"})
    return next((Unreadable("table-answer-struck", name, which, found=cell.text) for name, which, cell in struck), None)


def _bad_cell(name: str, which: int, cell: Cell) -> Unreadable | None:
    """Return what is wrong with a cell, whatever it says: nobody can have meant a date to be an answer."""
    if is_ditto(cell.text) and name in _ASKED:
        return Unreadable("table-cell-ditto", name, which, found=cell.text)
    if cell.kind not in _FAULTS or (cell.kind == "merged" and name not in _ASKED):
        return None
    return Unreadable(_FAULTS[cell.kind], name, which, found=cell.text)
