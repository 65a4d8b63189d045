"""Forms with several blocks of rows in one sheet: each for items of one type, which a row above it names.

Where it is not plain which block an item goes into, the form is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from qbank.errors import Problem, QbankError
from qbank.formats.tables._again import refollowed
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._header import Found, guides_of, last_above, rows_below
from qbank.formats.tables._layout import brief, first
from qbank.formats.tables._profile_records import Kind
from qbank.formats.tables._sections import is_heading, level_of, section_of, share_named
from qbank.formats.tables._source import Table
from qbank.formats.tables._words import kind_of_word

_HALF = 0.5
_SAYS_MORE = re.compile("[:：,，。;；]")


@dataclass(frozen=True, slots=True)
class Block:
    """Rows for items of one type.

    Args:
        kind: the kind of its items.
        title: the row that names it.
        found: where its columns stand, by the headings of the sheet or by its own.
        above: below which row its items go.
        until: the row that begins the next block, 0 for the last one.
    """

    kind: Kind
    title: int
    found: Found
    above: int
    until: int = 0


def first_head(table: Table, found: Found) -> int:
    """Return the first row below the headings of a sheet that heads others, 0 where items go below its headings."""
    above = last_above(table, found.heading)
    rows = rows_below(table, found.heading)
    return next((number for number, cells in rows if number > above and _heads(cells, found)), 0)


def blocks_of(table: Table, found: Found, file: str, *, is_made: bool) -> tuple[Block, ...]:
    """Return the blocks of a sheet that has some.

    Args:
        table: the sheet.
        found: where its columns stand.
        file: its name for problems.
        is_made: whether the layout was made of the file's headings.

    Raises:
        QbankError: ``table-template-blocks`` and others of this name, where it is not plain what goes into which block.
    """
    above = last_above(table, found.heading)
    blocks = list(_Blocks(table, found, file, above, is_made=is_made).all())
    if above > blocks[0].title and above != blocks[0].above:
        raise _refused("table-template-blocks-ends", table, above, file)
    for block, other in _pairs(blocks):
        if block.kind == other.kind:
            raise _refused("table-template-blocks-twice", table, other.title, file)
    ends = [*(block.title for block in blocks[1:]), 0]
    return tuple(replace(block, until=end) for block, end in zip(blocks, ends, strict=True))


def _pairs(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block]]:
    return ((block, other) for at, block in enumerate(blocks) for other in blocks[at + 1 :])


class _Blocks:
    """The blocks of a sheet while its rows are looked through; items of the first go below the row ``above``."""

    def __init__(self, table: Table, found: Found, file: str, above: int, *, is_made: bool) -> None:
        self._table, self._found, self._file, self._above, self._is_made = table, found, file, above, is_made
        self._title = self._unnamed = 0
        self._kind: Kind | None = None
        self._base: Found | None = None
        self._made: list[Block] = []

    def all(self) -> Iterator[Block]:
        for number, cells in self._table.rows():
            own = cells[: self._found.right]
            if number == self._found.heading.row:
                self._headed(number, self._found)
            elif self._found.heading.row < number <= self._above:
                if _is_title(own, self._found):
                    raise _refused("table-template-blocks-ends", self._table, self._above, self._file)
            elif number > self._above and _is_headed(cells, self._found):
                self._headed(number, refollowed(self._table, number, cells, self._found, is_made=self._is_made))
            elif _is_title(own, self._found):
                self._titled(number, own)
            elif self._is_unnamed(number, own):
                self._unnamed = self._unnamed or number
        self._close()
        yield from self._made

    def _headed(self, number: int, found: Found | None) -> None:
        """Take in a row of headings: of the whole sheet, or of the block that the title above names."""
        if found is None:
            raise _refused("table-template-blocks-columns", self._table, number, self._file)
        if self._kind is not None:
            self._add(found, max(number, *guides_of(self._table, found.heading), 0))
        elif self._base is not None:
            raise _refused("table-template-blocks", self._table, number, self._file)
        self._base = self._base or found

    def _titled(self, number: int, own: Sequence[Cell]) -> None:
        """Take in a row that names a type; above the headings, where notes do so, too, only one that says no more."""
        text = next(cell.text for cell in own if cell.text)
        kind = kind_of_word(section_of(own))
        is_plain = bool(kind) and not level_of(text) and kind in self._found.sheet.kinds
        if number < self._found.heading.row and not (is_plain and not _SAYS_MORE.search(text)):
            return
        self._close()
        if self._unnamed:
            raise _refused("table-template-blocks-above", self._table, self._unnamed, self._file)
        if not is_plain:
            raise _refused("table-template-blocks-word", self._table, number, self._file)
        self._title, self._kind = number, cast(Kind, kind)

    def _close(self) -> None:
        """End a block that has no headings of its own."""
        if self._kind is None:
            return
        if self._base is None:
            raise _refused("table-template-blocks-columns", self._table, self._title, self._file)
        self._add(self._base, self._title)

    def _add(self, found: Found, above: int) -> None:
        assert self._kind is not None  # noqa: S101 - the caller has looked
        sheet = replace(found.sheet, kinds=(self._kind,))
        self._made.append(Block(self._kind, self._title, replace(found, sheet=sheet), above))
        self._kind = None

    def _is_unnamed(self, number: int, own: Sequence[Cell]) -> bool:
        """Tell whether a row has an item that no title stands above."""
        is_titled = bool(self._made) or self._kind is not None
        return number > self._above and not is_titled and bool(first(self._found.texts(own), "stem"))


def _refused(code: str, table: Table, number: int, file: str) -> QbankError:
    cells = next(cells for row, cells in table.rows() if row == number)
    text = brief(next(cell.text for cell in cells if cell.text))
    return QbankError(Problem(code, file, table.place(number), {"found": text}))


def _heads(cells: Sequence[Cell], found: Found) -> bool:
    """Tell whether a row below the headings is for other rows below it."""
    return _is_headed(cells, found) or _is_title(cells[: found.right], found)


def _is_title(own: Sequence[Cell], found: Found) -> bool:
    return bool(section_of(own)) and not _is_typed(own, found)


def _is_headed(cells: Sequence[Cell], found: Found) -> bool:
    """Tell whether a row may be headings; an example may well say 选项A, but no 答案."""
    return is_heading(cells) or share_named(cells[: found.right], frozenset({"answer"})) > _HALF


def _is_typed(cells: Sequence[Cell], found: Found) -> bool:
    """Tell whether all that a row has is a bare word in the column for types: a form filled in advance."""
    texts = found.texts(cells)
    typed = [text for text in texts.get("type", ()) if text]
    return bool(typed) and bool(kind_of_word(typed[0])) and sum(bool(cell.text) for cell in cells) == 1
