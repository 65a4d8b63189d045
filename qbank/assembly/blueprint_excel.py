"""Reads a blueprint as teachers draw it in Excel (双向细目表): rows are chapters or points, columns what is asked.

Over the table or under it a line may say types, numbers, marks and time; without it the columns of types say them.
Merged headings and names hold for each of their cells. Totals must add up. What is not understood is refused by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qbank.assembly.blueprint_line import Parts, is_line, read_parts
from qbank.assembly.blueprint_settings import SETTINGS, with_settings
from qbank.assembly.book import Grid, named, read_book
from qbank.assembly.contradictions import refuse_contradictions
from qbank.assembly.two_way import found_table, is_drawn
from qbank.assembly.two_way_cells import cells_of, sections_of
from qbank.assembly.two_way_table import Table, each_of
from qbank.errors import Problem, QbankError
from qbank.model.blueprint import Blueprint, Section
from qbank.model.numerals import plain
from qbank.model.type_words import label_of


def read_excel(content: bytes, name: str, file: str = "") -> Blueprint:
    """Return the blueprint that a workbook draws.

    The one sheet that is shown and has a table or a line is read, and the sheet 其他要求 where there is one.

    Args:
        content: the .xlsx file.
        name: what the blueprint is called.
        file: the file as the user named it.

    Raises:
        QbankError: the first thing that is not understood or does not add up, with sheet and cell; a second sheet
            that plans a paper too.
    """
    grids = read_book(content, file)
    settings = next((grid for grid in grids if grid.sheet == SETTINGS), None)
    planned = [(grid, at) for grid in grids if grid is not settings and (at := _planned(grid))]
    if not planned:
        raise QbankError(Problem("blueprint-book-empty", file))
    for grid, at in planned[1:]:
        raise grid.refuse("blueprint-book-sheets", *at, first=planned[0][0].sheet)
    grid = planned[0][0]
    table = found_table(grid)
    return _blueprint(grid, table, _texts(grid, table), name, settings)


def _planned(grid: Grid) -> tuple[int, int] | None:
    """Return where a sheet begins to plan a paper, by a table or a line; None where it does not."""
    drawn: dict[int, bool] = {}
    for row, column in sorted(grid.cells):
        text = grid.cells[row, column]
        if row not in drawn:
            drawn[row] = is_drawn(grid, row)
        if drawn[row] or (isinstance(text, str) and is_line(text)):
            return row, column
    return None


def _texts(grid: Grid, table: Table | None) -> Mapping[tuple[int, int], str]:
    """Return the texts that stand above and under the table, by their places."""
    inside = table.lines if table else range(0)
    return {
        place: text for place, text in sorted(grid.cells.items()) if isinstance(text, str) and place[0] not in inside
    }


def _blueprint(
    grid: Grid, table: Table | None, texts: Mapping[tuple[int, int], str], name: str, settings: Grid | None
) -> Blueprint:
    draft = with_settings(Blueprint(name=name, sections=()), settings)
    said, title = Parts(), ""
    for (row, column), text in texts.items():
        if text == draft.title:
            continue
        if is_line(text):
            said = read_parts(text, grid.file, f"{grid.sheet}!{named(row, column)}", said)
        elif not title and (table is None or row < table.lines.start):
            title = text
    sections = said.sections
    drawn = sections_of(table) if table and not sections else []
    if table and sections:
        _refuse_other_sums(table, sections)
        _refuse_other_marks(table, sections)
        _refuse_other_types(table, sections)
    headings = draft.sections
    found = replace(
        draft,
        title=draft.title or title,
        minutes=said.minutes,
        sections=_headed(sections or drawn, headings, settings),
        cells=tuple(cells_of(table, sections or drawn, are_said=bool(sections))) if table else (),
    )
    refuse_contradictions(found, grid.file, marks=said.marks)
    return found


def _headed(found: list[Section], headings: tuple[Section, ...], settings: Grid | None) -> tuple[Section, ...]:
    """Return the sections with the headings that the other sheet gives them, in their order."""
    if not headings:
        return tuple(found)
    if settings is not None and len(headings) != len(found):
        raise settings.refuse("blueprint-book-setting", 1, 1, found="大题标题", allowed=str(len(found)))
    return tuple(replace(each, heading=other.heading) for each, other in zip(found, headings, strict=True))


def _refuse_other_sums(table: Table, sections: list[Section]) -> None:
    """Refuse a total under a type that is not the number of its items that the line says."""
    for column, heading in table.columns.items():
        total = table.totals.get(column)
        of_type = [each for each in sections if heading.types == (each.type,) and heading.marks in {0, each.marks}]
        plainly = heading.role == "number" and not (heading.is_total or heading.levels or heading.difficulties)
        if not (total and plainly and of_type):
            continue
        number = sum(each.number for each in of_type)
        if total.least > number or total.most < number:
            raise table.grid.refuse(
                "blueprint-book-section", total.row, column,
                section=label_of(of_type[0].type), sum=f"{total.least:g}", number=number,
            )  # fmt: skip


def _refuse_other_marks(table: Table, sections: list[Section]) -> None:
    """Refuse marks in the table that no section of the type has by the line."""
    for column, heading in table.columns.items():
        of_type = [section for section in sections if heading.types == (section.type,)]
        each = each_of(table, column) if of_type and heading.role == "number" and not heading.is_total else 0
        if each and each not in {section.marks for section in of_type}:
            values = {"number": 1, "marks": plain(each), "each": plain(of_type[0].marks)}
            raise table.grid.refuse("blueprint-book-marks", table.top, column, **values)


def _refuse_other_types(table: Table, sections: list[Section]) -> None:
    """Refuse a list of types, without anything else in its rows, of which the line names others."""
    if table.rows:
        return
    said = {each.type for each in sections}
    for column, heading in table.columns.items():
        number = sum(int(each.least) for each in table.numbers(column))
        if number and not heading.is_total and not said >= set(heading.types):
            name = label_of(heading.types[0])
            raise table.grid.refuse("blueprint-book-section", table.top, column, section=name, sum=number, number=0)
    drawn = {each for heading in table.columns.values() for each in heading.types}
    for section in sections:
        if section.type not in drawn:
            values = {"section": section.label, "sum": 0, "number": section.number}
            raise table.grid.refuse("blueprint-book-section", table.top, 1, **values)
