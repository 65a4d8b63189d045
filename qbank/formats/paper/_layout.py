"""How a paper or its key stands on the page, in words that neither Word nor PDF has a part in.

A *layout* is made once (``_paper_sheet``, ``_paper_key``) and printed by each writer. What candidates see is a
layout of its own, so nothing of the key can get into their file by way of a writer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from qbank.locale import Lang

Look = Literal["plain", "strong", "head", "quiet"]
"""How words are set off: not at all, in bold, in the face of headings, in small grey."""
Style = Literal[
    "title", "subtitle", "chapter", "section", "heading", "lead", "note", "intro", "passage", "item", "more", "write",
    "quiet",
]  # fmt: skip
"""What a line is: ``chapter`` and ``section`` divide a book, ``intro`` opens a passage, ``item`` has its number to the
left, ``more`` goes on below it, ``write`` has room for a pen."""

# --- in a line ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are; a line end in them is a line end in print."""

    words: str
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Gap:
    """A line to write on, in ems."""

    ems: float


@dataclass(frozen=True, slots=True)
class Bracket:
    """（　　）, never broken at the end of a line."""


Inline = Text | Gap | Bracket
Content = tuple[Inline, ...]

# --- on the page ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; ``mark`` stands to its left, a number with its stop."""

    content: Content
    style: Style
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """Lettered options side by side, ``columns`` in a row: letter with its stop, and words."""

    options: tuple[tuple[str, str], ...]
    columns: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, over ``wide`` columns."""

    content: Content = ()
    wide: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells.

    Args:
        rows: from above.
        widths: one a column, as shares of the width of the page.
        ruled: whether it is drawn with lines.
        head: how many rows stand again on each page.
        left: the columns that are not centred.
        tall: the least height of a row in ems, 0 for as high as the words.
    """

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    ruled: bool = True
    head: int = 0
    left: tuple[int, ...] = ()
    tall: float = 0


@dataclass(frozen=True, slots=True)
class Lines:
    """Empty lines to write on, a number at the beginning of the first."""

    count: int
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The chapters of the layout with their pages: ``titles`` are what its lines of the style ``chapter`` say."""

    titles: tuple[str, ...]


Flat = Line | Spread | Table | Lines


@dataclass(frozen=True, slots=True)
class Together:
    """What no page break divides."""

    blocks: tuple[Flat, ...]


Block = Flat | Together | Contents


@dataclass(frozen=True, slots=True)
class Part:
    """What begins on a new page; ``seal`` is what is written along the left edge of its first page, outer line first.

    The inner line of a seal is drawn over the whole height, its words spread along it.
    """

    blocks: tuple[Block, ...]
    seal: tuple[Content, Content] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A file to be printed: ``title`` is its name in the properties, ``hang`` the room of numbers in ems.

    ``footer`` is what stands around the number of the page and the count of all pages.
    """

    title: str
    parts: tuple[Part, ...]
    footer: tuple[str, str, str]
    lang: Lang = "zh"
    hang: float = 2.0


def texts(layout: Layout) -> Iterator[str]:
    """Yield all that stands in the parts of a layout, seals left out, in the order it is read."""
    for part in layout.parts:
        for block in part.blocks:
            yield from texts_of(block)


def texts_of(block: Block) -> Iterator[str]:
    """Yield what stands in a block, piece by piece."""
    match block:
        case Line(content=content, mark=mark):
            yield from filter(None, [mark])
            yield from _words(content)
        case Spread(options=options):
            yield from (each for option in options for each in option)
        case Table(rows=rows):
            for row in rows:
                for cell in row:
                    yield from _words(cell.content)
        case Together(blocks=blocks):
            for each in blocks:
                yield from texts_of(each)
        case Lines(mark=mark):
            yield from filter(None, [mark])
        case Contents(titles=titles):
            yield from titles
        case _:
            assert_never(block)


def heads(layout: Layout) -> Iterator[str]:
    """Yield what stands in the first rows of tables, which a page may begin with once more."""
    for part in layout.parts:
        for block in part.blocks:
            if isinstance(block, Table) and block.head:
                yield "".join(word for row in block.rows[: block.head] for cell in row for word in _words(cell.content))


def seal_texts(part: Part) -> Iterator[str]:
    """Yield what stands along the edge."""
    for content in part.seal or ():
        yield from _words(content)


def _words(content: Iterable[Inline]) -> Iterator[str]:
    for each in content:
        match each:
            case Text(words=words):
                yield words
            case Bracket():
                yield "（）"
            case Gap():
                pass
            case _:
                assert_never(each)
