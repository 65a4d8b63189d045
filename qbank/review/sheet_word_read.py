"""A filled-in Word review sheet, read: its tables row by row, as the text stands with tracked changes taken."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.review import sheet_words as words
from qbank.review.sheet_damage import each_of
from qbank.review.sheet_rows import ANSWER, LEFT, OPTION, RATIONALE, STEM, Row
from qbank.review.sheet_text import plain

_Element = Any  # lxml publishes no types
MAIN_PART = "word/document.xml"
_MOST_BLOCKS = 20_000
_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "tbl"})
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_HEAD = re.compile(r"\s*(?:第\s*(\d+)\s*题|Item\s*(\d+))\s*", re.I)
_MARK = re.compile(
    r"(?P<type>.*?)\s*(?:编号|ID)\s*[:：]\s*(?P<item>.*?)\s*(?:版本|revision)\s*[:：]\s*(?P<revision>\d*)\s*",
    re.I | re.S,
)
_OURS = frozenset({words.VERDICT})
"""Rows by which a table of ours is known though its head is gone."""
_EDITED = frozenset({STEM, LEFT, ANSWER, RATIONALE})


@dataclass(slots=True)
class _Block:
    """An item's table as far as it is read; ``mark`` is what its head says, None where the head is gone."""

    number: int
    mark: re.Match[str] | None = None
    texts: dict[str, str] = field(default_factory=dict)
    twice: str = ""

    def row(self) -> Row:
        """Return what the table says."""
        found = self.mark.groupdict() if self.mark else {"type": "", "item": "", "revision": ""}
        cells = {name: text for name, text in self.texts.items() if name in _EDITED or name.startswith(OPTION)}
        verdict, comment = (self.texts.get(name, "") for name in (words.VERDICT, words.COMMENT))
        return Row(
            self.number, found["item"], found["revision"], found["type"].strip(), verdict, comment, cells, self.twice
        )


def read(path: Path) -> Iterator[Row]:
    """Yield the items of a document in the order they stand.

    Args:
        path: a document that was found sound as a zip container.

    Raises:
        QbankError: ``sheet-not-ours``, ``sheet-too-many-rows``.
    """
    found = 0
    for table in _tables(path):
        for block in _blocks(table, found):
            found += 1
            if found > _MOST_BLOCKS:
                raise QbankError(Problem("sheet-too-many-rows", values={"limit": _MOST_BLOCKS}))
            yield block.row()
    if not found:
        raise QbankError(Problem("sheet-not-ours"))


def _blocks(table: _Element, before: int) -> Iterator[_Block]:
    """Yield the items of a table: Word makes one of two when the line between them is deleted."""
    block = _Block(before + 1)
    for label, content in _rows(table):
        head, name = _HEAD.fullmatch(label), words.column_of(label)
        if head:
            if block.texts:
                yield block
            block = _Block(int(head.group(1) or head.group(2)), _MARK.fullmatch(content))
        elif name:
            block.twice = block.twice or (name if name in block.texts else "")
            block.texts[name] = content
    if block.texts and (block.mark or block.texts.keys() & _OURS):
        yield block


def _tables(path: Path) -> Iterator[_Element]:
    """Yield the tables that stand in no other, and forget each."""
    from lxml import etree

    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    with zipfile.ZipFile(path) as archive, archive.open(MAIN_PART) as stream:
        for _, table in each_of(etree.iterparse(stream, events=("end",), tag="{*}tbl", **safe)):
            if next(table.iterancestors("{*}tbl"), None) is None:
                yield table
                table.clear()


def _rows(table: _Element) -> Iterator[tuple[str, str]]:
    """Yield label and content of each row with two cells or more."""
    for row in table.iterfind(".//{*}tr"):
        cells = [each for each in row.iterfind(".//{*}tc") if next(each.iterancestors("{*}tr"), None) is row]
        is_own = next(row.iterancestors("{*}tbl"), None) is table
        if is_own and len(cells) > 1 and row.find("{*}trPr/{*}del") is None:
            yield _text(cells[0]), _text(cells[1])


def _text(cell: _Element) -> str:
    return plain("\n".join("".join(_inline(each)) for each in _paragraphs(cell)))


def _paragraphs(node: _Element) -> Iterator[_Element]:
    for child in node.iterchildren("{*}*"):
        kind = _local(child)
        if kind == "p":
            yield child
        elif kind not in _LEFT_OUT:
            yield from _paragraphs(child)


def _inline(node: _Element) -> Iterator[str]:
    for child in node.iterchildren("{*}*"):
        kind = _local(child)
        if kind == "t":
            yield child.text or ""
        elif kind in _MARKS:
            yield _MARKS[kind]
        elif kind not in _LEFT_OUT:
            yield from _inline(child)


def _local(node: _Element) -> str:
    return str(node.tag).rpartition("}")[2]
