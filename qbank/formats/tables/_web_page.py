"""Tables of a web page, which programs save under the name of a workbook (.xls): cells with what is merged and hidden.

Nothing of the page is run or fetched; a table within a cell is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qbank.errors import Problem
from qbank.formats._html_words import PICTURE, words_of
from qbank.formats.tables._cells import EMPTY, Cell, clean
from qbank.formats.tables._marks import Marks, Merge
from qbank.formats.tables._source import Row, Table
from qbank.model.numerals import is_figures

_Element = Any  # lxml publishes no types
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_STRUCK = re.compile(r"line-through", re.IGNORECASE)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_MOST_SPAN = 1000
_DECLARED_WITHIN = 4096
_STARTS = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:table|html|!doctype|meta|head|body|style)\b", re.IGNORECASE)


def is_page(head: bytes) -> bool:
    """Tell whether a file begins as a web page with a table does."""
    return _STARTS.match(head) is not None


def charset_of(data: bytes) -> str:
    """Return the encoding that a page says it is in, "" where it says none."""
    found = _CHARSET.search(data, 0, _DECLARED_WITHIN)
    return found[1].decode("ascii") if found else ""


def tables_of(text: str, problems: tuple[Problem, ...]) -> list[Table]:
    """Return the tables of a page that stand in no other, in their order; warnings go with the first."""
    from lxml import html

    page = html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text) or "<html/>")
    outer = [each for each in page.iter("table") if next(each.iterancestors("table"), None) is None]
    found = [_table(each, "" if len(outer) == 1 else f"T{number}") for number, each in enumerate(outer, 1)]
    return [
        Table(each.name, each.open, each.marks, problems=(*(problems if not at else ()), *each.problems))
        for at, each in enumerate(found)
    ]


def _table(table: _Element, name: str) -> Table:
    rows: list[Row] = []
    merges: list[Merge] = []
    hidden: list[int] = []
    taken: dict[tuple[int, int], bool] = {}
    own = (row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table)
    for number, row in enumerate(own, 1):
        cells: list[Cell] = []
        for each in row.iterchildren("td", "th"):
            while taken.get((number, len(cells) + 1)):
                cells.append(EMPTY)
            down, across = _span(each, "rowspan"), _span(each, "colspan")
            if down > 1 or across > 1:
                merges.append(Merge(number, len(cells) + 1, number + down - 1, len(cells) + across))
                taken |= {(number + n, len(cells) + 1 + at): True for n in range(1, down) for at in range(across)}
            cells += [_cell(each), *[EMPTY] * (across - 1)]
        rows.append((number, cells))
        if _HIDDEN.search(row.get("style") or ""):
            hidden.append(number)
    within = sum(1 for each in table.iter("table")) - 1
    told = (Problem("table-within-table", place=name, values={"count": within}, severity="warning"),) if within else ()
    return Table(name, lambda after=0: _fresh(rows, after), Marks(tuple(merges), frozenset(hidden)), problems=told)


def _fresh(rows: list[Row], after: int) -> Iterator[Row]:
    return ((number, list(cells)) for number, cells in rows if number > after)


def _span(cell: _Element, name: str) -> int:
    said = (cell.get(name) or "").strip()
    return min(max(int(said), 1), _MOST_SPAN) if is_figures(said) else 1


def _cell(cell: _Element) -> Cell:
    from lxml import html

    text = clean(words_of(html.tostring(cell, encoding="unicode", with_tail=False)).strip())
    if PICTURE in text:
        return Cell(text.replace(PICTURE, ""), "picture")
    is_struck = next(cell.iter("s", "strike", "del"), None) is not None
    is_struck = is_struck or any(_STRUCK.search(each.get("style") or "") for each in cell.iter())
    return Cell(text, is_struck=is_struck) if text else EMPTY
