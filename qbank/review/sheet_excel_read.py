"""A filled-in Excel review sheet, read: columns by their headings wherever they stand, a row at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from qbank.errors import Problem, QbankError
from qbank.review import sheet_words as words
from qbank.review.sheet_damage import damage_told, each_of
from qbank.review.sheet_rows import ANSWER, LEFT, OPTION, RATIONALE, STEM, Row
from qbank.review.sheet_text import plain


class _Cell(NamedTuple):
    """What a workbook has in a cell: the value, of which kind it calls it, and how it shows a number."""

    value: object
    kind: str
    shown_as: str


_Cells = Sequence[_Cell]
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 20_000, 200, 20
_HEADING_WITHIN = 30
"""Rows from the top in which the headings must stand."""
_CODE = re.compile("_x([0-9A-Fa-f]{4})_")
_NOT_READ = frozenset({words.NUMBER, words.TYPE, words.STIMULUS, words.DOCUMENT, words.SOURCE})
_EDITED = frozenset({STEM, LEFT, ANSWER, RATIONALE})


def read(path: Path) -> Iterator[Row]:
    """Yield the rows of the first worksheet that has the headings of a review sheet.

    Args:
        path: a workbook that was found sound as a zip container.

    Raises:
        QbankError: ``sheet-not-ours`` naming the headings that are missing, ``sheet-column-twice``,
            ``sheet-too-many-rows``.
    """
    from openpyxl import load_workbook

    with path.open("rb") as stream:
        with damage_told():
            book = load_workbook(stream, read_only=True)
            sheets = book.worksheets[:MOST_SHEETS]
        try:
            yield from _rows_of(sheets)
        finally:
            book.close()


def _rows_of(sheets: Sequence[Any]) -> Iterator[Row]:
    for sheet in sheets:
        rows = enumerate(each_of(_cells_of(sheet)), 1)
        columns = _headings(rows)
        if columns:
            yield from (row for number, cells in rows if (row := _row(number, cells, columns)))
            return
    raise QbankError(Problem("sheet-not-ours"))


def _cells_of(sheet: Any) -> Iterator[_Cells]:  # noqa: ANN401 - openpyxl publishes no types
    """Yield the cells of each row with all that the library has to look up for them, which a damaged file lacks."""
    for row in sheet.iter_rows(min_col=1, max_col=MOST_COLUMNS, max_row=MOST_ROWS + 1):
        yield [_Cell(each.value, str(each.data_type), _shown_as(each)) for each in row]


def _shown_as(cell: Any) -> str:  # noqa: ANN401 - as above
    return str(cell.number_format) if isinstance(cell.value, int | float) else ""


def _headings(rows: Iterator[tuple[int, _Cells]]) -> dict[str, int]:
    for number, cells in rows:
        found = [(name, at) for at, cell in enumerate(cells) if (name := words.column_of(_text(cell)[0]))]
        columns = dict(reversed(found))
        if all(name in columns for name in words.NEEDED):
            names = [name for name, _ in found]
            twice = next((name for name in names if names.count(name) > 1), "")
            if twice:
                raise QbankError(Problem("sheet-column-twice", values={"column": words.heading(twice, "zh")}))
            return columns
        if number >= _HEADING_WITHIN:
            break
    return {}


def _row(number: int, cells: _Cells, columns: dict[str, int]) -> Row | None:
    read = {name: _text(cells[at]) for name, at in columns.items() if at < len(cells)}
    texts = {name: text for name, (text, _) in read.items()}
    if not any(text.strip() for text in texts.values()):
        return None
    if number > MOST_ROWS:
        raise QbankError(Problem("sheet-too-many-rows", values={"limit": MOST_ROWS}))
    return Row(
        number,
        texts.get(words.ITEM, "").strip(),
        texts.get(words.REVISION, "").strip(),
        texts.get(words.TYPE, "").strip(),
        texts.get(words.VERDICT, ""),
        texts.get(words.COMMENT, ""),
        {name: text for name, text in texts.items() if name in _EDITED or name.startswith(OPTION)},
        next((name for name, (_, is_text) in read.items() if not is_text and name not in _NOT_READ), ""),
    )


def _text(cell: _Cell) -> tuple[str, bool]:
    """Return what a cell says, and whether an editor can have meant it so: a formula or date is no text."""
    value = cell.value
    match value:
        case None:
            return "", True
        case str():
            return plain(_CODE.sub(lambda found: chr(int(found.group(1), 16)), value)), cell.kind not in {"f", "e"}
        case bool():
            return str(value).upper(), True
        case int() | float():
            return _number(value, cell.shown_as)
        case _:
            return str(value), False


def _number(value: float, shown_as: str) -> tuple[str, bool]:
    if shown_as.endswith("%"):
        return f"{round(value * 100, 10):g}%", True
    return f"{value:.15g}", shown_as in {"General", "@", "0"}
