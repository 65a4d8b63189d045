"""The rows of a sheet read, and what is told of the sheet as a whole: what was passed over, left out, or not seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qbank.errors import Problem
from qbank.formats.tables._again import refollowed
from qbank.formats.tables._aside import is_example, is_sum, starts_at
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._guides import says_what_is_needed
from qbank.formats.tables._header import Found, guides_of, is_foot, last_above, rows_below, start_said, starts_said
from qbank.formats.tables._items import is_told_by_words, take
from qbank.formats.tables._layout import Layout, Unreadable, brief, first, rows_named
from qbank.formats.tables._sections import Line, by_section, is_ditto
from qbank.formats.tables._set_off import SetOffCells
from qbank.formats.tables._tally import Source, Tally, unheaded
from qbank.formats.tables._verdict_columns import contradicted
from qbank.locale import Listed
from qbank.model.portable import Portable

_ASKED = frozenset({"stem", "substem", "option", "options", "right", "answer", "blank", "left"})
_FAULTS = {
    "formula": "table-cell-formula",
    "date": "table-cell-date",
    "error": "table-cell-error",
    "odd": "table-cell-odd",
    "drawn": "table-cell-drawn",
    "picture": "table-cell-picture",
    "merged": "table-cell-merged",
}  # fmt: skip


def rows_read(source: Source) -> Iterator[Portable | Problem]:
    """Yield the items of a sheet in their order, and what is wrong with it and with them."""
    yield from _above(source)
    rows = _Rows(source)
    below = rows_below(source.table, source.found.heading)
    for line in by_section(source.table, below, source.found, rows.follow):
        yield from rows.take(line)
    yield from rows.rest()


class _Rows:
    """The rows of a sheet so far: what was read last and may go on, what may be the foot, and what is told at the end.

    ``last`` is the last row above the items, whatever it says.
    """

    __slots__ = (
        "_above",
        "_examples",
        "_foot",
        "_last_read",
        "_refused",
        "_set_off",
        "_source",
        "_sums",
        "_tallies",
        "_untyped",
        "last",
    )

    def __init__(self, source: Source) -> None:
        self._source = source
        self.last = last_above(source.table, source.found.heading)
        self._tallies = [Tally.of(source)]
        self._refused: list[Problem] = []
        self._set_off = SetOffCells(source)
        self._untyped: list[int] = []
        self._sums: list[int] = []
        self._examples: list[int] = []
        self._above = 0
        self._foot: list[Line] = []
        self._last_read: list[Portable | Problem] = []

    def follow(self, number: int, cells: Sequence[Cell], found: Found) -> Found | None:
        """Return where columns stand below headings that come again; None, and a problem, where they are others."""
        source = self._source
        following = refollowed(source.table, number, cells, found, is_made=source.is_made)
        if following is None:
            values = {"row": number, "headers": Listed(cell.text for cell in cells if cell.text)}
            place = source.table.place(number)
            self._refused.append(Problem("table-headings-again", source.file, place, values))
        return following

    def take(self, line: Line) -> Iterator[Portable | Problem]:
        """Yield what is sure now that a row has come: what stands above it."""
        tally = self._tally_of(line)
        if line.number <= self.last:
            self._above += not (_is_empty(line, tally) or starts_at(line.cells))
        elif _is_empty(line, tally) or _says_nothing_new(line.cells, line.found):
            return
        elif is_foot(line.cells, line.found, has_begun=bool(self._foot)):
            self._foot.append(line)
        else:
            # What stands above an item is no foot; sums there are none all the same.
            self._sums += [each.number for each in self._foot if is_sum(each.cells)]
            for each in (*(each for each in self._foot if not is_sum(each.cells)), line):
                yield from self._item(each, tally)
            self._foot.clear()

    def _tally_of(self, line: Line) -> Tally:
        if line.found is not self._tallies[-1].source.found:
            self._tallies.append(Tally.of(self._source.below(line.found)))
        return self._tallies[-1]

    def _item(self, line: Line, tally: Tally) -> Iterator[Portable | Problem]:
        if is_example(line.cells, line.texts):
            self._examples.append(line.number)
            return
        tally.note(line)
        if tally.is_gone(line):
            return
        if _goes_on(line):
            self._last_read = [_continued(found, line, self._source) for found in self._last_read]
        yield from self._last_read
        self._last_read = list(_row(line, tally))
        for each in self._last_read:
            if isinstance(each, Portable):
                self._set_off.note(line, each)
                # A layout that somebody named without such a column says so itself.
                if self._source.is_made and len(line.found.sheet.kinds) > 1 and is_told_by_words(line.texts):
                    self._untyped.append(line.number)

    def rest(self) -> Iterator[Portable | Problem]:
        """Yield what is left when no more rows come, and what is told of the sheet as a whole."""
        yield from self._last_read
        yield from self._refused
        for tally in self._tallies:
            yield from tally.problems()
        yield from self._set_off.problems()
        if self._untyped:
            values = {"rows": rows_named(self._untyped), "count": len(self._untyped)}
            yield Problem("table-types-by-words", self._source.file, self._source.table.name, values, "warning")
        sums = [*self._sums, *(line.number for line in self._foot)]
        yield from _left_out(self._source, self.last, self._above, sums, self._examples)
        for tally in self._tallies:
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


def _is_empty(line: Line, tally: Tally) -> bool:
    """Tell whether a row says nothing of an item: a running number or a merged chapter alone is nothing."""
    told = (line.cells[at] for _, _, at in tally.columns if at < len(line.cells))
    return not any(cell.text and cell.kind != "merged" for cell in told)


def _says_nothing_new(cells: Sequence[Cell], found: Found) -> bool:
    """Tell whether a row is the headings once more, or says only which columns must be filled."""
    if says_what_is_needed(cells):
        return True
    texts = [cell.text for cell in cells]
    return texts == list(found.heading.texts)[: len(texts)] and sum(map(bool, texts)) > 1


def _row(line: Line, tally: Tally) -> Iterator[Portable | Problem]:
    source = tally.source
    place = source.table.place(line.number)
    # The stem of a larger item is the passage of its parts, which a merged cell may hold.
    shared = {"stem"} if first(line.texts, "substem") else set[str]()
    cells = [(name, which, line.cells[at]) for name, which, at in tally.columns if at < len(line.cells)]
    faults = (_bad_cell(*each) for each in cells if each[0] not in shared or each[2].kind != "merged")
    fault = next((fault for fault in faults if fault is not None), None) or _struck_answer(cells)
    if fault is None and source.table.is_text and (beyond := unheaded(line)):
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
