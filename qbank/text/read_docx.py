"""Word documents: the paragraphs and tables of the body, in order.

Kept: tracked insertions, text in content controls, hyperlinks and text boxes, automatic numbers. Left
out: tracked deletions, hidden text, comments, notes, headers and footers, everything embedded. A table row
is one line, its cells joined by a tab; a table of one column is a frame around its paragraphs.

Read with lxml rather than python-docx: that one passes over content controls and text boxes, keeps the
whole tree in memory, and does not open the strict form of the standard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.text.archive import open_checked
from qbank.text.content import Content
from qbank.text.docx_numbering import Numbering
from qbank.text.docx_parts import local, opened, passed_over
from qbank.text.limits import Limits
from qbank.text.sniff import check_ole

_Element = Any  # lxml publishes no types
_OMITTED = {"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "object", "footnoteReference"}
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


@dataclass(slots=True)
class _Body:
    """What a walk over the body keeps: the numbering, and counts of what was tracked or left out."""

    numbering: Numbering
    counts: dict[str, int] = field(default_factory=lambda: {"insertions": 0, "deletions": 0, "hidden": 0})

    def lines(self, block: _Element) -> Iterator[str]:
        """Yield the lines of a paragraph, table or anything that holds them."""
        kind = local(block)
        if kind == "p":
            yield from self._paragraph(block)
        elif kind == "tbl":
            for row in block.iterfind(".//{*}tr"):
                if _nearest(row, "tbl") is block:
                    yield from self._row(row)
        elif kind not in _OMITTED:
            for child in block.iterchildren("{*}*"):
                yield from self.lines(child)

    def _paragraph(self, paragraph: _Element) -> Iterator[str]:
        boxes: list[_Element] = []
        text = "".join(self._inline(paragraph, boxes))
        label = self.numbering.label(paragraph) if text.strip() else ""
        yield from (label + text).split("\n")
        for box in boxes:
            yield from self.lines(box)

    def _inline(self, node: _Element, boxes: list[_Element]) -> Iterator[str]:
        for child in node.iterchildren("{*}*"):
            kind = local(child)
            if kind == "t":
                yield child.text or ""
            elif kind in _MARKS:
                yield _MARKS[kind]
            elif kind == "txbxContent":
                boxes.append(child)
            elif self._is_kept(child, kind):
                yield from self._inline(child, boxes)

    def _is_kept(self, child: _Element, kind: str) -> bool:
        if kind == "r" and _is_hidden(child):
            self.counts["hidden"] += 1
            return False
        if kind in {"ins", "moveTo"}:
            self.counts["insertions"] += 1
        if kind in {"del", "moveFrom"}:
            self.counts["deletions"] += 1
        return kind not in _OMITTED

    def _row(self, row: _Element) -> Iterator[str]:
        cells = [cell for cell in row.iterfind(".//{*}tc") if _nearest(cell, "tr") is row]
        if len(cells) == 1:
            for child in cells[0].iterchildren("{*}*"):
                yield from self.lines(child)
            return
        texts = [[line.strip() for child in cell.iterchildren("{*}*") for line in self.lines(child)] for cell in cells]
        yield "\t".join(" ".join(filter(None, lines)) for lines in texts).rstrip()


def parse(path: Path, limits: Limits) -> Content:
    """Return the content of a ``.docx``.

    Raises:
        QbankError: as ``archive.open_checked``; ``not-a-word-file``, ``broken-xml``, ``xml-too-deep``,
            ``xml-entities``; ``password-protected`` or ``old-format`` for an OLE container.
    """
    check_ole(path)
    with open_checked(path, limits) as archive:
        numbering, blocks = opened(archive)
        body = _Body(numbering)
        lines = [line.rstrip() for block in _some(blocks) for line in body.lines(block)]
    return Content("\n".join(lines), problems=tuple(passed_over(body.counts)))


def _some(blocks: Iterator[_Element]) -> Iterator[_Element]:
    """Yield the blocks of a body; a body without any is refused."""
    block = None
    for block in blocks:
        yield block
    if block is None:
        raise QbankError(Problem("no-text"))


def _is_hidden(run: _Element) -> bool:
    vanish = run.find("{*}rPr/{*}vanish")
    return vanish is not None and not {"0", "false", "off"} & set(vanish.attrib.values())


def _nearest(node: _Element, kind: str) -> _Element | None:
    return next(node.iterancestors(f"{{*}}{kind}"), None)
