"""Small tables for tests: workbooks and texts made of rows, and what is read from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Settings
from qbank.model.item import Choice, ExtendedText, Match, Order, TextEntry
from qbank.model.portable import Portable

Rows = Sequence[Sequence[Any]]


def workbook(path: Path, rows: Rows | Mapping[str, Rows]) -> Path:
    """Write a workbook of one sheet, or of several by name; a value is written as openpyxl understands it."""
    book = Workbook()
    book.remove(book.active)
    for name, content in (rows if isinstance(rows, Mapping) else {"Sheet1": rows}).items():
        sheet = book.create_sheet(name)
        for row in content:
            sheet.append(list(row))
    book.save(path)
    return path


def read(path: Path, profile: str = "") -> tuple[list[Portable], list[Problem]]:
    """Return the items of a file and its problems; without a profile the layout is guessed."""
    fmt = FORMATS.get("xlsx")
    entries = list(fmt.read(path, Settings(profile=profile, file=path.name)))
    return [each for each in entries if isinstance(each, Portable)], [e for e in entries if isinstance(e, Problem)]


def read_rows(folder: Path, rows: Rows | Mapping[str, Rows], profile: str = "") -> list[Portable]:
    """Return the items of rows in which nothing may be wrong or doubtful."""
    items, problems = read(workbook(folder / "table.xlsx", rows), profile)
    assert [problem.message("zh") for problem in problems] == []
    return items


def said(portable: Portable) -> tuple[str, str, object]:
    """Return an item's type, stem, and key in words: what a person would compare."""
    return portable.item.type, portable.item.stem, key(portable)


def key(portable: Portable) -> object:
    """Return the right answer in words."""
    match portable.item.body.interaction():
        case Choice(options=options, keys=keys):
            return [option.text for option in options if option.id in keys]
        case TextEntry(accepted=accepted):
            return [list(each) for each in accepted]
        case ExtendedText(points=points):
            return [point.text for point in points]
        case Match(left=left, right=right, pairs=pairs):
            texts = {option.id: option.text for option in (*left, *right)}
            return [(texts[one], texts[other]) for one, other in pairs]
        case Order(options=options, key=order):
            texts = {option.id: option.text for option in options}
            return [texts[each] for each in order]


def options(portable: Portable) -> list[str]:
    """Return the texts of a choice."""
    interaction = portable.item.body.interaction()
    assert isinstance(interaction, Choice | Order)
    return [option.text for option in interaction.options]
