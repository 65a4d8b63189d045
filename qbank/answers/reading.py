"""From a file to people, columns and cells: which sheet, which row of headings, which layout; nothing is judged yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from qbank.answers import layouts
from qbank.answers._cells import Cells, Ints
from qbank.answers._long import long
from qbank.answers._open import Grid, grids
from qbank.answers._plain import is_fault, plain, tidy
from qbank.answers._results import of_results
from qbank.answers._wide import wide
from qbank.answers.grouping import without_faults
from qbank.answers.layouts import Layout
from qbank.answers.records import AnswerFile, Headings, Table, field_of
from qbank.errors import Problem, QbankError
from qbank.formats.qti.results import is_results
from qbank.locale import Listed

_LABEL = re.compile(r"[A-Ja-j]|\d|[对错√×]")
_MOST_COLUMNS = 20_000
_OF_PEOPLE = frozenset({
    "code",
    "name",
    "first_name",
    "last_name",
    "department",
    "department1",
    "department2",
    "department3",
})
_SHOWN = 5


def read_file(
    path: Path, *, layout: str = "", known: frozenset[str] = frozenset(), apart: frozenset[str] = frozenset()
) -> AnswerFile:
    """Return what a table of answers has.

    Args:
        path: the file, a workbook or text with separators.
        layout: name of a layout, or the path of a TOML file; "" to find it.
        known: headings that are items whatever they look like, as ``plain`` has them.
        apart: headings that are neither items nor fields, such as that of a group.

    Raises:
        QbankError: the file cannot be read, has no rows, or no columns that mean anything.
    """
    file = str(path)
    if layout in {"", "qti"} and is_results(path):
        return of_results(path, file)
    wanted = [layouts.load(layout)] if layout else layouts.all_layouts()
    with grids(path, file) as sheets:
        found = _best(sheets, wanted, path, known)
        if found is None:
            raise QbankError(Problem("answers-no-headings", file))
        if 0 < found.grid.first_lost <= max(found.row, 1):
            # Headings that were lost would make headings of somebody's answers.
            raise QbankError(next(each for each in found.grid.problems if each.severity == "error"))
        width = min(len(found.texts), _MOST_COLUMNS)
        rows, cells = found.grid.columns(found.row, width)
    told = list(found.grid.problems)
    columns = dict(enumerate(cells))
    if not found.row:
        told.append(Problem("answers-without-headings", file, severity="warning"))
    unread = [each.name for each in sheets if each.name != found.grid.name and len(each.top) > 1]
    if unread:
        told.append(Problem("answers-sheets-unread", file, found.grid.name, {"sheets": Listed(unread)}, "warning"))
    if not len(rows):
        raise QbankError(Problem("answers-empty", file, found.grid.place(found.row)))
    told += _mend_people(columns, found, rows, known, file)
    table = Table(file, found, rows, columns, known, apart)
    read = long(table) if found.layout.shape == "long" else wide(table)
    return replace(read, problems=(*told, *read.problems), lost=found.grid.lost)


def _mend_people(
    columns: dict[int, Cells], found: Headings, rows: Ints, known: frozenset[str], file: str
) -> Iterator[Problem]:
    """Blank what a table program could not look up in columns of people, and tell it: nobody is called #N/A."""
    for at, heading in enumerate(found.texts[: len(columns)]):
        if plain(heading) in known or field_of(found.layout, heading) not in _OF_PEOPLE:
            continue
        cells = columns[at]
        faults = [] if cells.are_numbers else [code for code, text in enumerate(cells.words) if is_fault(text)]
        if faults:
            own = rows[np.isin(cells.codes, faults)]
            columns[at] = without_faults(cells)
            values = {"heading": heading, "count": len(own), "rows": Listed(own.tolist(), _SHOWN)}
            yield Problem("answers-person-fault", file, found.grid.place(int(own[0])), values, "warning")


def _best(sheets: Sequence[Grid], wanted: Sequence[Layout], path: Path, known: frozenset[str]) -> Headings | None:
    found = [
        each for grid in sheets for layout in wanted for each in _fitting(grid, layout, path, known, len(wanted) == 1)
    ]
    return max(found, key=lambda each: each.fit, default=None)


def _fitting(grid: Grid, layout: Layout, path: Path, known: frozenset[str], is_said: bool) -> Iterator[Headings]:
    is_named = layout.file is not None and layout.file.search(path.name) is not None
    if layout.file is not None and not is_named and not is_said:
        return
    widths = [sum(map(bool, texts)) for _, texts in grid.top]
    for (row, texts), width in zip(grid.top, widths, strict=True):
        headings = tuple(tidy(text) for text in texts)
        # A row of answers has the same few texts again and again.
        distinct = frozenset(headings)
        folded = set(map(plain, distinct))
        if not width or not all(folded & set(group) for group in layout.needs):
            continue
        fields = {field_of(layout, text) for text in distinct} - {""}
        items = len(folded & known)
        fit = (
            len(layout.needs),
            int(layout.sheet == grid.name) + int(is_named),
            _shape_fit(layout, distinct, known),
            len(fields) + items,
        )
        if not fields and not items and width < max(widths):
            continue
        if not fields and not items and (row != grid.top[0][0] or layout.shape != "wide"):
            # Without any word that is known the first full row is the one of headings.
            if any(
                earlier == max(widths) for (number, _), earlier in zip(grid.top, widths, strict=True) if number < row
            ):
                continue
            if layout.shape != "wide":
                continue
        if fields or items or not _is_data(texts, next((below for number, below in grid.top if number > row), [])):
            yield Headings(grid, layout, row, headings, (*fit, -row))
        else:
            numbered = tuple(str(at) for at in range(1, len(texts) + 1))
            yield Headings(grid, layout, row - 1, numbered, (*fit, -row))


def _shape_fit(layout: Layout, headings: frozenset[str], known: frozenset[str]) -> int:
    """Return how well a shape goes with headings: 2 yes, 1 perhaps, -1 no."""
    match layout.shape:
        case "long":
            long = {layout.long.get(plain(text), "") for text in headings}
            is_long = long & {"item", "stem"} and long & {"response", "mark", "share", "right"}
            return 2 if is_long and not any(plain(text) in known for text in headings) else -1
        case "totals":
            fields = {field_of(layout, text) for text in headings if text}
            return 2 if "total" in fields and ("" not in fields or layout.needs) else -1
    return 1


def _is_data(texts: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether a row looks like answers rather than headings: short ones, repeated, like those of the next row."""
    said = [text for text in texts if text]
    counted = [str(at) for at in range(1, len(said) + 1)]
    if not all(_LABEL.fullmatch(text) for text in (*said, *below) if text) or said == counted:
        return False
    return len(set(said)) < len(said) and set(map(str.isdigit, said)) == {text.isdigit() for text in below if text}
