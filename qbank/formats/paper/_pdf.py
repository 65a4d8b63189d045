"""A layout as a PDF, by Typst: fonts embedded, nothing but the layout in it, the same layout the same bytes.

The file is PDF/A-2b, not least because Typst then refuses to print a character that no font has.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any, BinaryIO, assert_never
from unicodedata import category

from qbank.errors import Problem, QbankError
from qbank.formats.paper._layout import (
    Block,
    Bracket,
    Cell,
    Content,
    Contents,
    Gap,
    Inline,
    Layout,
    Line,
    Lines,
    Part,
    Spread,
    Table,
    Text,
    Together,
)

SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "SimSun", "Songti SC")
"""Faces for the body (宋体), the best first; each has its face for headings (黑体) in ``SANS``."""
SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "SimHei", "Heiti SC")
_LONGEST_WHOLE = 300
_STANDARD = "a-2b"
_MOMENT = 946_684_800
"""The moment of every file, as seconds since 1970: the first of the year 2000."""
_LONG_WORD, _IN_BITS = re.compile(r"[^\s\u2e80-\uffef]{24,}"), re.compile(".{1,8}")
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_TRY = b"""#set document(date: datetime(year: 2000, month: 1, day: 1))
#set text(font: sys.inputs.font)
#text(sys.inputs.char)"""


def write(layout: Layout, stream: BinaryIO) -> None:
    """Write the file.

    Raises:
        QbankError: ``paper-no-typst``, ``paper-no-font``, or ``paper-no-glyph`` naming the characters.
    """
    serif, sans = faces()
    data = {**_layout(layout), "serif": serif, "sans": sans}
    typst = _typst()
    try:
        pdf = _compiler().compile(
            _template(),
            format="pdf",
            sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
            pdf_standards=[_STANDARD],
            pdf_tags=False,
            timestamp=_MOMENT,
        )
    except typst.TypstError as error:
        chars = dict.fromkeys(_NO_GLYPH.findall(error.diagnostic))
        if not chars:
            raise
        raise QbankError(Problem("paper-no-glyph", values={"chars": "".join(chars)})) from error
    stream.write(pdf)


def faces() -> tuple[str, str]:
    """Return the names of the faces for body and headings; where one kind is missing, the other stands in for it.

    Raises:
        QbankError: ``paper-no-font``: with a font that lacks Chinese, boxes would be printed.
    """
    known = _families()
    serif = next((name for name in SERIF if name in known), "")
    sans = next((name for name in SANS if name in known), "")
    if not serif and not sans:
        raise QbankError(Problem("paper-no-font", values={"fonts": ", ".join((*SERIF, *SANS))}))
    return serif or sans, sans or serif


def unprintable(texts: Iterable[str]) -> str:
    """Return the characters that no font of this computer has, "" for none; raises what ``faces`` raises.

    What GBK has, every Chinese font has; only the rest is tried, once each.
    """
    chars = {char for text in texts for char in text if not _is_usual(char)}
    return "".join(char for char in sorted(chars) if not _prints(char))


def _is_usual(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        # Joiners and the like have no shape of their own.
        return category(char) in {"Cf", "Mn", "Cc"}
    return True


@cache
def _prints(char: str) -> bool:
    inputs = {"char": char, "font": faces()[0]}
    try:
        _compiler().compile(_TRY, format="pdf", sys_inputs=inputs, pdf_standards=[_STANDARD], timestamp=_MOMENT)
    except _typst().TypstError:
        return False
    return True


@cache
def _families() -> frozenset[str]:
    return frozenset(_fonts().families())


@cache
def _fonts() -> Any:  # noqa: ANN401 - imported only when needed
    return _typst().Fonts()


@cache
def _compiler() -> Any:  # noqa: ANN401 - imported only when needed
    return _typst().Compiler(font_paths=_fonts())


def _typst() -> Any:  # noqa: ANN401 - imported only when needed
    try:
        import typst
    except ImportError as error:
        raise QbankError(Problem("paper-no-typst")) from error
    return typst


@cache
def _template() -> bytes:
    return files(__package__).joinpath("paper.typ").read_bytes()


# --- as data ----------------------------------------------------------------------------------------


def _layout(layout: Layout) -> dict[str, Any]:
    return {
        "title": layout.title,
        "hang": layout.hang,
        "footer": layout.footer,
        "parts": [_part(part) for part in layout.parts],
    }


def _part(part: Part) -> dict[str, Any]:
    seal = {"outer": _content(part.seal[0]), "inner": _content(part.seal[1])} if part.seal else None
    return {"seal": seal, "blocks": [_block(block) for block in part.blocks]}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Line(content=content, style=style, mark=mark):
            return {"is": "line", "style": style, "mark": mark, "content": _content(content)}
        case Spread(options=options, columns=columns):
            shown = [(letter, _breakable(words)) for letter, words in options]
            return {"is": "spread", "columns": columns, "options": shown}
        case Table():
            return _table(block)
        case Lines(count=count, mark=mark):
            return {"is": "lines", "count": count, "mark": mark}
        case Together(blocks=blocks):
            return {"is": "together", "blocks": [_block(each) for each in blocks]}
        case Contents():
            return {"is": "contents"}
        case _:
            assert_never(block)


def _table(table: Table) -> dict[str, Any]:
    return {
        "is": "table",
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "widths": table.widths,
        "ruled": table.ruled,
        "head": table.head,
        "left": table.left,
        "tall": table.tall,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    # A cell that might be higher than a page must be free to break: what overflows it would be gone.
    whole = sum(len(each.words) for each in cell.content if isinstance(each, Text)) <= _LONGEST_WHOLE
    return {"wide": cell.wide, "whole": whole, "content": _content(cell.content)}


def _content(content: Content) -> list[dict[str, Any]]:
    return [_piece(piece) for piece in content]


def _breakable(words: str) -> str:
    """Return words of which no part is so long that it would run off the page: Typst breaks no word by itself."""
    return _LONG_WORD.sub(lambda found: "\u200b".join(_IN_BITS.findall(found.group())), words)


def _piece(piece: Inline) -> dict[str, Any]:
    match piece:
        case Text(words=words, look=look):
            return {"words": _breakable(words), "look": look}
        case Gap(ems=ems):
            return {"gap": ems}
        case Bracket():
            return {"bracket": True}
        case _:
            assert_never(piece)
