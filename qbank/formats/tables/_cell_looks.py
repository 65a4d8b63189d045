"""Which styles of a workbook set a cell off from plain black on white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_Element = Any  # lxml publishes no types
_BLACK = frozenset({("rgb", "000000"), ("theme", "0"), ("theme", "1"), ("indexed", "8"), ("indexed", "64")})
_WHITE = frozenset({("rgb", "FFFFFF"), ("theme", "0"), ("indexed", "9"), ("indexed", "64"), ("indexed", "65")})


def set_off_styles(styles: _Element) -> Iterator[int]:
    """Yield the numbers of styles whose letters are bold or coloured, or whose ground is."""
    fonts = [_is_font(font) for font in styles.iterfind("{*}fonts/{*}font")]
    fills = [_is_fill(fill.find("{*}patternFill")) for fill in styles.iterfind("{*}fills/{*}fill")]
    for number, element in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        if _at(fonts, element.get("fontId", "0")) or _at(fills, element.get("fillId", "0")):
            yield number


def _at(looks: Sequence[bool], number: str) -> bool:
    return number.isdigit() and int(number) < len(looks) and looks[int(number)]


def _is_font(font: _Element) -> bool:
    bold, colour = font.find("{*}b"), font.find("{*}color")
    is_bold = bold is not None and bold.get("val", "1") not in {"0", "false"}
    return is_bold or not (colour is None or _colours(colour) <= _BLACK)


def _is_fill(pattern: _Element | None) -> bool:
    if pattern is None or pattern.get("patternType", "none") in {"none", "gray125"}:
        return False
    colour = pattern.find("{*}fgColor")
    return colour is not None and not _colours(colour) <= _WHITE


def _colours(element: _Element) -> set[tuple[str, str]]:
    """Return what names a colour, the six digits of a rgb without its first two."""
    named = ((name, element.get(name)) for name in ("rgb", "theme", "indexed"))
    return {(name, value[-6:].upper()) for name, value in named if value is not None}
