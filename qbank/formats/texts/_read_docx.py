"""The lines of a Word document with the numbers of their paragraphs, for question banks.

As ``qbank.text.read_docx`` reads it (tracked insertions in, deletions and hidden text out, automatic numbers made
visible), and besides: underlined words are marked, since blanks are often drawn so; figures that stand high or low
keep it where there is a character for it; ticks of symbol fonts are ticks; a picture or formula leaves a mark. Words
that are struck out are read all the same, and told, as those of a sheet are.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from qbank.errors import Problem
from qbank.formats._shifted import lowered, raised
from qbank.formats._symbols import mark_of
from qbank.formats.tables.rows import Cell, Heads, Table, is_headed, rows_named, table_of
from qbank.formats.texts._read_fold import PICTURE, STRUCK, UNDERLINED, clean, fold
from qbank.formats.texts._read_set_off import SetOff, Words, is_set_off
from qbank.formats.texts._read_words import VERDICTS
from qbank.model.numerals import is_figures
from qbank.text.docx_looks import Looks
from qbank.text.docx_numbering import Numbering
from qbank.text.docx_parts import local, looks_of, notes_beside, opened, passed_over

_Element = Any  # lxml publishes no types
_OMITTED = frozenset({
    "del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "tblPr", "tcPr", "trPr", "sectPr",
})  # fmt: skip
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_PICTURES = frozenset({"drawing", "pict", "object", "oMath", "oMathPara"})
_MAY_BE_KEY = re.compile(rf"[\s,、;/.。()]*(?:(?:[A-H]|{VERDICTS})[\s,、;/.。()]*)+")
_SHIFTS = {"superscript": raised, "subscript": lowered}
_MARKED = re.compile(f"[{''.join(UNDERLINED)}]")
_DRAWN = re.compile(f"{UNDERLINED[0]}([\\s]*){UNDERLINED[1]}")
_BLANK = "____"
_JOINED = re.compile("".join(reversed(UNDERLINED)))
_MOST_COLUMNS = 200
_BARE_LABEL = re.compile(r"[0-9A-Za-z一二三四五六七八九十]+\Z")


@dataclass(slots=True)
class _Walk:
    """A walk over the body: the paragraphs counted so far, what was left out or tracked, and where words are struck."""

    numbering: Numbering
    looks: Looks
    count: int = 0
    tables: list[Table] = field(default_factory=list)
    heads: Heads = field(default_factory=Heads)
    struck: list[int] = field(default_factory=list)
    set_off: SetOff = field(default_factory=SetOff)
    counts: dict[str, int] = field(default_factory=lambda: {"insertions": 0, "deletions": 0, "hidden": 0})

    def lines(self, block: _Element) -> Iterator[tuple[int, str]]:
        """Yield the lines of a paragraph, a table or what holds them, with the paragraph each stands in."""
        kind = local(block)
        if kind == "p":
            yield from self._paragraph(block)
        elif kind == "tbl":
            rows = [
                self._cells(row)
                for row in block.iterfind(".//{*}tr")
                if next(row.iterancestors("{*}tbl"), None) is block and row.find("{*}trPr/{*}del") is None
            ]
            texts = [[_text(lines) for lines in row] for row in rows]
            cells = [[_cell(text) for text in row] for row in texts]
            table = table_of(cells, f"T{len(self.tables) + 1}", self.heads.lines())
            if len(rows) > 1 and is_headed(table) and not any(PICTURE in text for row in texts for text in row):
                self.tables.append(table)
            else:
                for row in rows:
                    yield from _row(row)
        elif kind not in _OMITTED:
            for child in block.iterchildren("{*}*"):
                yield from self.lines(child)

    def _paragraph(self, paragraph: _Element) -> Iterator[tuple[int, str]]:
        self.count += 1
        number, boxes = self.count, list[_Element]()
        text = _JOINED.sub("", "".join(self._inline(paragraph, boxes)))
        label = self.numbering.label(paragraph) if text.strip() else ""
        for line in (label + ("\t" if _BARE_LABEL.search(label) else "") + text).split("\n"):
            yield number, line
        for box in boxes:
            for child in box.iterchildren("{*}*"):
                yield from self.lines(child)

    def _cells(self, row: _Element) -> list[list[tuple[int, str]]]:
        """Return the lines of each cell of a row; one over several columns is followed by empty ones."""
        found: list[list[tuple[int, str]]] = []
        for cell in row.iterfind(".//{*}tc"):
            if next(cell.iterancestors("{*}tr"), None) is row:
                found.append([line for child in cell.iterchildren("{*}*") for line in self.lines(child)])
                span = _value(cell.find("{*}tcPr/{*}gridSpan"))
                found += [[] for _ in range(min(int(span), _MOST_COLUMNS) - 1)] if is_figures(span) else []
        return found

    def _inline(self, node: _Element, boxes: list[_Element]) -> Iterator[str]:
        for child in node.iterchildren("{*}*"):
            kind = local(child)
            if kind == "r":
                yield from self._run(child, boxes)
            elif kind == "t":
                yield clean(child.text or "")
            elif kind == "sym":
                yield _symbol(child)
            elif kind in _MARKS:
                yield _MARKS[kind]
            elif kind == "txbxContent":
                boxes.append(child)
            elif kind in _PICTURES and child.find(".//{*}txbxContent") is None:
                yield PICTURE
            elif self._is_kept(kind):
                yield from self._inline(child, boxes)

    def _run(self, run: _Element, boxes: list[_Element]) -> Iterator[str]:
        look = run.find("{*}rPr")
        looks = self.looks.of(run)
        if "vanish" in looks:
            self.counts["hidden"] += 1
            return
        text = "".join(self._inline(run, boxes))
        self.set_off.take(self.count, text, is_on=is_set_off(look))
        if text.strip() and not looks.isdisjoint({"strike", "dstrike"}):
            self.struck += [self.count] if self.struck[-1:] != [self.count] else []
            text = STRUCK + text if _MAY_BE_KEY.fullmatch(fold(text)) else text
        height = "" if look is None else _value(look.find("{*}vertAlign"))
        text = _SHIFTS[height](text) if height in _SHIFTS else text
        line = "" if look is None else _value(look.find("{*}u"))
        yield f"{UNDERLINED[0]}{text}{UNDERLINED[1]}" if text and line not in {"", "none"} else text

    def _is_kept(self, kind: str) -> bool:
        if kind in {"ins", "moveTo"}:
            self.counts["insertions"] += 1
        if kind in {"del", "moveFrom"}:
            self.counts["deletions"] += 1
        return kind not in _OMITTED


def _row(found: list[list[tuple[int, str]]]) -> Iterator[tuple[int, str]]:
    """Yield a row as one line with tabs between its cells, or cell by cell where one has several paragraphs."""
    filled = [[line for line in lines if line[1].strip()] for lines in found]
    if len(found) == 1 or any(len(lines) > 1 for lines in filled):
        for lines in found:
            yield from lines
    elif any(filled):
        number = next(lines[0][0] for lines in filled if lines)
        yield number, "\t".join(lines[0][1].strip() if lines else "" for lines in filled)


def _cell(text: str) -> Cell:
    return Cell(_MARKED.sub("", drawn(text)).replace(STRUCK, ""), is_struck=STRUCK in text)


def drawn(text: str) -> str:
    """Return a line of Word with blanks that are drawn by underlining as underscores; other underlines stay marked."""
    return _DRAWN.sub(lambda found: _BLANK if len(found[1]) > 1 or found[1] == "\t" else found[1], text)


def _text(lines: list[tuple[int, str]]) -> str:
    return "\n".join(line.strip() for _, line in lines).strip()


def lines_of(
    archive: zipfile.ZipFile,
    tables: list[Table] | None = None,
    set_off: list[Words] | None = None,
) -> Iterator[tuple[int, str] | Problem]:
    """Yield the lines of a document with their paragraph's number from 1, then warnings about what was passed over.

    Args:
        archive: a container that was found sound.
        tables: takes the tables whose headings are those of items; they yield no lines.
        set_off: takes the words that are set off by their looks, with the number of their paragraph.

    Raises:
        QbankError: ``not-a-word-file``, ``broken-xml``, ``xml-too-deep``.
    """
    numbering, blocks = opened(archive)
    walk = _Walk(numbering, looks_of(archive))
    for block in blocks:
        for number, text in walk.lines(block):
            if local(block) == "p":
                walk.heads.take(text)
            yield number, text
    if tables is not None:
        tables += walk.tables
    if set_off is not None:
        set_off += walk.set_off.words
    yield from passed_over(walk.counts)
    notes = notes_beside(archive)
    if notes:
        yield Problem("text-notes-unread", values={"count": notes}, severity="warning")
    if walk.struck:
        values = {"rows": rows_named(walk.struck), "count": len(walk.struck)}
        yield Problem("text-words-struck", values=values, severity="warning")


def _symbol(node: _Element) -> str:
    font = _attribute(node, "font")
    code = _attribute(node, "char")
    number = int(code, 16) & 0xFF if re.fullmatch("[0-9A-Fa-f]{2,4}", code) else 0
    return mark_of(font, number) or PICTURE


def _value(node: _Element | None) -> str:
    return "" if node is None else _attribute(node, "val")


def _attribute(node: _Element, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")
