"""Tables of Markdown (| 题干 | A | B | 答案 |) in a text: those with headings of items are read as other tables are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from qbank.errors import Problem
from qbank.formats.tables.rows import Cell, Heads, Table, is_headed, table_of
from qbank.formats.texts._read_dress import bare, is_bold, plain
from qbank.locale import brief

_MAY_HAVE = re.compile(r"^[ \t]*\||^[ \t:|-]*-[ \t:|-]*\|[ \t:|-]*$", re.M)
_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
"""The line below the headings: |---|:---:|."""
_PARTS = re.compile(r"(?<!\\)\|")
_LINE_END = re.compile(r"\s*<br\s*/?>\s*", re.I)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_CODE = re.compile(r"`([^`]*)`")


@dataclass(slots=True)
class Found:
    """The tables of a text, the numbers of their lines, and how many cells had marks that are gone, by the first.

    ``unread`` are warnings of tables without headings of items, whose lines are left to who reads texts.
    """

    tables: list[Table] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    undressed: Counter[str] = field(default_factory=Counter)
    unread: list[Problem] = field(default_factory=list)


def may_have_tables(text: str) -> bool:
    """Tell whether any line of a text may be one of a table."""
    return _MAY_HAVE.search(text) is not None


def tables_in(lines: Iterable[tuple[int, str]]) -> Found:
    """Return the tables of numbered lines; what stands in lines of others is left to who reads texts."""
    found, heads = Found(), Heads()
    for block in _blocks(lines):
        rows = [line for _, line in block]
        has_rule = len(rows) > 1 and _RULE.fullmatch(rows[1]) is not None
        if len(rows) > 1 and (has_rule or all(line.startswith("|") for line in rows)):
            parted = [[*map(_cell, _parted(line))] for line in ([rows[0], *rows[2:]] if has_rule else rows)]
            table = table_of(parted, f"T{len(found.tables) + 1}", heads.lines(), is_text=True)
            if is_headed(table):
                found.tables.append(table)
                found.taken.update(number for number, _ in block)
                found.undressed.update(_dressed(rows, found.undressed))
            elif has_rule:
                values = {"text": brief(rows[0], 30)}
                found.unread.append(Problem("text-stray", place=str(block[0][0]), values=values, severity="warning"))
        else:
            for line in rows:
                heads.take(bare(line))
    return found


def _blocks(lines: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Yield lines that follow each other and are parted by strokes, and every other line by itself."""
    block: list[tuple[int, str]] = []
    for number, text in lines:
        line = text.strip()
        if _PARTS.search(line):
            block.append((number, line))
            continue
        if block:
            yield block
            block = []
        if line:
            yield [(number, line)]
    if block:
        yield block


def _parted(line: str) -> list[str]:
    cells = _PARTS.split(line)
    outer = slice(1 if not cells[0].strip() else 0, -1 if not cells[-1].strip() else None)
    return [cell.strip() for cell in cells[outer]]


def _cell(text: str) -> Cell:
    """Return a cell as a page would show it."""
    bare = _PICTURE.sub("", text)
    return Cell(_shown(bare), "text" if bare == text else "picture", is_set_off=is_bold(text))


def _shown(text: str) -> str:
    code = _CODE.fullmatch(text)
    return _as_typed(code[1] if code else plain(text))


def _as_typed(text: str) -> str:
    """Return the words of a cell whose strokes and ends of lines are written as a table of Markdown needs them."""
    return _LINE_END.sub("\n", text.replace(r"\|", "|")).strip()


def _dressed(rows: Sequence[str], before: Counter[str]) -> Iterator[str]:
    """Yield for each cell with marks the first of the text that had any."""
    sample = next(iter(before), "")
    for cell in (cell for line in rows for cell in _parted(line)):
        if _shown(cell) != _as_typed(cell):
            sample = sample or cell
            yield sample
