"""Items of running text that stand in cells of a table, each read by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qbank.errors import Problem
from qbank.formats.tables.column import Found, lines_of
from qbank.formats.texts._read import read_lines
from qbank.formats.texts._read_fold import clean
from qbank.formats.texts._read_lines import of_lines
from qbank.model.portable import Portable

_SHORT = 40


def read_cells(found: Iterable[Found], file: str) -> Iterator[Portable | Problem]:
    """Yield the items of cells, their places those of the cells, and what is wrong with them."""
    for cell in found:
        if isinstance(cell, Problem):
            yield cell
            continue
        place, text = cell
        lines = list(map(clean, lines_of(text)))
        for each in read_lines(of_lines(lines)):
            if isinstance(each, Portable):
                yield replace(each, place=place)
            else:
                yield replace(each, file=file, place=place, values={"stem": lines[0][:_SHORT], **each.values})
