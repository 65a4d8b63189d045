"""How much room words take in print, in ems of the body's size; a little too much is safe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from unicodedata import combining, east_asian_width

from qbank.formats.paper._layout import Block, Content, Contents, Flat, Gap, Line, Lines, Spread, Table, Text, Together
from qbank.model.item import Option

SIZE = 10.5
"""Of the body, in points (五号)."""
ROOM = 44.0
"""The width of the text of a page."""
PAGE = 36.0
"""Lines that surely fit on a page."""
_BETWEEN = 1.5
_LETTER = 1.6
_NARROW, _BROAD = 0.56, 0.78
_COLUMNS = {5: (5, 2), 6: (3, 2)}
_GAPS = (6, 9, 12, 16, 20, 26)
"""What a blank may measure: so few widths that none tells the number of characters."""
_WIDEST_OF_SEVERAL = 12
_AROUND = 2
_FEW_LINES = ((4, 5), (8, 8), (14, 12))
_MOST_LINES = 16


def width(text: str) -> float:
    """Return the width of a line of text."""
    return sum(_width(char) for char in text)


def _width(char: str) -> float:
    if east_asian_width(char) in "FWA":
        return 1.0
    if combining(char):
        return 0.0
    return _BROAD if char.isupper() or char in "mw%@&—" else _NARROW


def gap_for(sizes: Iterable[int]) -> float:
    """Return how wide the blanks of an item are, all alike: a blank shorter than its neighbour would tell something.

    Args:
        sizes: the lengths of the answers in characters.
    """
    lengths = list(sizes)
    wanted = max(lengths, default=0) + _AROUND
    # Several long gaps in a row leave nothing of the sentence.
    offered = [gap for gap in _GAPS if gap <= _WIDEST_OF_SEVERAL] if len(lengths) > 1 else _GAPS
    return float(next((gap for gap in offered if gap >= wanted), offered[-1]))


def lines_for(wanted: int) -> int:
    """Return how many lines to write on stand below a question: few enough numbers not to tell those of points."""
    return next((lines for most, lines in _FEW_LINES if wanted <= most), _MOST_LINES)


def columns_for(options: Sequence[Option], room: float) -> int:
    """Return how many options stand side by side: all if they are short, else two, else one."""
    if any("\n" in option.text for option in options):
        return 1
    widest = max((width(option.text) for option in options), default=0) + _LETTER + _BETWEEN
    return next((many for many in _COLUMNS.get(len(options), (4, 2)) if widest <= room / many), 1)


def fits(blocks: Sequence[Flat]) -> bool:
    """Tell whether blocks surely fit on one page, so that they can be kept together."""
    return sum(map(_lines, blocks)) <= PAGE


def _lines(block: Block) -> float:
    match block:
        case Line(content=content):
            return _lines_of(content, ROOM - 2)
        case Spread(options=options, columns=columns):
            if columns > 1:
                return ceil(len(options) / columns)
            return sum(_lines_of((Text(words),), ROOM - 4) for _, words in options)
        case Table(rows=rows, widths=widths, tall=tall):
            share = ROOM / sum(widths)
            return sum(
                max([tall / 1.6, *(_lines_of(cell.content, at * share) for cell, at in zip(row, widths, strict=False))])
                for row in rows
            )
        case Lines(count=count):
            return 1.6 * count
        case Together(blocks=blocks):
            return sum(map(_lines, blocks))
        case Contents(titles=titles):
            return len(titles)


def _lines_of(content: Content, room: float) -> float:
    words = "".join(each.words if isinstance(each, Text) else "　" * ceil(_ems(each)) for each in content)
    return sum(max(1, ceil(width(line) / max(room - 1, 1))) for line in words.split("\n"))


def _ems(each: object) -> float:
    return each.ems if isinstance(each, Gap) else 4.0
