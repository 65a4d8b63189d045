"""Items of running text that stand in cells of a table, each read by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qbank.errors import Problem
from qbank.formats.tables.column import Found, lines_of
from qbank.formats.texts._read import read_lines
from qbank.formats.texts._read_fold import clean
from qbank.formats.texts._read_lines import of_lines
from qbank.locale import brief
from qbank.model.portable import Portable


def read_cells(found: Iterable[Found], file: str) -> Iterator[Portable | Problem]:
    """Yield the items of cells, their places those of the cells, and what is wrong with them.

    A cell is one item and nothing else: where a line of it belongs to none, or there are two, none is taken.
    """
    for cell in found:
        if isinstance(cell, Problem):
            yield cell
            continue
        place, text = cell
        lines = list(map(clean, lines_of(text)))
        stem = brief(next(filter(None, map(str.strip, lines)), ""))
        for each in _one_of(list(read_lines(of_lines(lines, is_whole=True)))):
            if isinstance(each, Portable):
                yield replace(each, place=place)
            else:
                yield replace(each, file=file, place=place, values={"stem": stem, **each.values})


def _one_of(found: list[Portable | Problem]) -> list[Portable | Problem]:
    """Return what is read of a cell, without its items where it is not just one."""
    problems = [each for each in found if isinstance(each, Problem)]
    lost = [replace(each, severity="error") for each in problems if each.code == "text-stray"]
    if lost or any(each.severity == "error" for each in problems):
        return [*lost, *(each for each in problems if each.severity == "error")]
    return found if len(found) - len(problems) == 1 else [Problem("text-cell-several")]
