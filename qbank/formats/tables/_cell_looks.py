"""Which styles of a workbook set a cell off from plain black on white, and which hide it: white on white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from qbank.model.numerals import is_figures

_Element = Any  # lxml publishes no types
_PAPER = frozenset({("rgb", "FFFFFF"), ("theme", "0"), ("indexed", "9")})
_BLACK = frozenset({("rgb", "000000"), ("theme", "0"), ("theme", "1"), ("indexed", "8"), ("indexed", "64")})
_WHITE = frozenset({("rgb", "FFFFFF"), ("theme", "0"), ("indexed", "9"), ("indexed", "64"), ("indexed", "65")})


def set_off_styles(styles: _Element) -> Iterator[int]:
    """Yield the numbers of styles whose letters are bold or coloured, or whose ground is."""
    fonts = [_is_font(font) for font in styles.iterfind("{*}fonts/{*}font")]
    fills = [_is_fill(fill.find("{*}patternFill")) for fill in styles.iterfind("{*}fills/{*}fill")]
    for number, element in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        if _at(fonts, element.get("fontId", "0")) or _at(fills, element.get("fillId", "0")):
            yield number


def unseen_styles(styles: _Element) -> Iterator[int]:
    """Yield the numbers of styles whose letters have the colour of their ground."""
    fonts, fills = (styles.findall(f"{{*}}{name}s/{{*}}{name}") for name in ("font", "fill"))
    for number, element in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        font, fill = _of(fonts, element.get("fontId", "0")), _of(fills, element.get("fillId", "0"))
        if font is not None and _is_unseen(font, fill):
            yield number


def _of(elements: Sequence[_Element], number: str) -> _Element | None:
    return elements[int(number)] if is_figures(number) and int(number) < len(elements) else None


def is_of_white(look: _Element) -> bool:
    """Tell whether letters have the colour of the ground that a conditional format gives them, or of paper."""
    font = look.find("{*}font")
    return font is not None and _is_unseen(font, look.find("{*}fill"))


def sets_off(look: _Element) -> bool:
    """Tell whether a conditional format changes letters or ground."""
    return any(look.find(f"{{*}}{name}") is not None for name in ("font", "fill"))


def _is_unseen(font: _Element, fill: _Element | None) -> bool:
    """Tell whether letters have the colour of their ground; the ground of a conditional format is its bgColor."""
    colour = font.find("{*}color")
    pattern = fill.find("{*}patternFill") if fill is not None else None
    grounds = pattern.findall("{*}fgColor") + pattern.findall("{*}bgColor") if pattern is not None else []
    letters = _colours(colour) if colour is not None else set()
    if not letters or (pattern is not None and pattern.get("patternType") == "none") or not grounds:
        return bool(letters) and letters <= _PAPER
    return letters | _colours(grounds[0]) <= _PAPER or letters == _colours(grounds[0])


def _at(looks: Sequence[bool], number: str) -> bool:
    return is_figures(number) and int(number) < len(looks) and looks[int(number)]


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
