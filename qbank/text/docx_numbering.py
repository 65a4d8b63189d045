"""Automatic numbering of Word paragraphs: the labels Word prints but does not write into the text.

Official documents rest on these labels (一、 （一） 1.), so a heading without them would lose its place in the
outline. Bullets give no label.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qbank.model import numerals

_Element = Any  # lxml publishes no types
_STEMS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbered list; ``pattern`` has ``%1`` … ``%9`` for the counters of the levels."""

    format: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of one document, which must be asked about in order.

    ``lists`` gives the levels of each list id, ``families`` the counter that list ids share,
    ``styles`` the list id and level that a paragraph style brings.
    """

    lists: Mapping[str, Mapping[int, Level]]
    families: Mapping[str, str]
    styles: Mapping[str, tuple[str, int]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, paragraph: _Element) -> str:
        """Return the label Word prints before a paragraph, "" if it has none."""
        number, depth = self._place(paragraph)
        levels = self.lists.get(number, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(self.families[number], {})
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [known for known in counts if known > depth]:
            del counts[deeper]
        if levels[depth].format in {"bullet", "none"}:
            return ""
        label = levels[depth].pattern
        for above, level in levels.items():
            count = counts.get(above, level.start)
            label = label.replace(f"%{above + 1}", _printed(count, level.format))
        return label

    def _place(self, paragraph: _Element) -> tuple[str, int]:
        """Return list id and level: the paragraph's own, else its style's; list id 0 takes a number away."""
        style = _value(paragraph.find("{*}pPr/{*}pStyle"))
        number, depth = self.styles.get(style, ("", 0))
        own = paragraph.find("{*}pPr/{*}numPr")
        if own is not None:
            number = _value(own.find("{*}numId")) or number
            depth = _int(_value(own.find("{*}ilvl")), depth)
        return number, depth


def read_numbering(numbering: _Element | None, styles: _Element | None) -> Numbering:
    """Return the numbering of a document from the roots of its ``numbering.xml`` and ``styles.xml``."""
    if numbering is None:
        return Numbering({}, {}, {})
    abstract = {_attribute(node, "abstractNumId"): _levels(node) for node in numbering.iterfind("{*}abstractNum")}
    lists, families = {}, {}
    for node in numbering.iterfind("{*}num"):
        number, family = _attribute(node, "numId"), _value(node.find("{*}abstractNumId"))
        restarts = {_int(_attribute(over, "ilvl"), 0): over for over in node.iterfind("{*}lvlOverride")}
        lists[number] = _overridden(abstract.get(family, {}), restarts)
        families[number] = f"{family}/{number}" if restarts else family
    return Numbering(lists, families, dict(_styles(styles)))


def _levels(node: _Element) -> dict[int, Level]:
    return {
        _int(_attribute(level, "ilvl"), 0): Level(
            _value(level.find("{*}numFmt")) or "decimal",
            _value(level.find("{*}lvlText")),
            _int(_value(level.find("{*}start")), 1),
        )
        for level in node.iterfind("{*}lvl")
    }


def _overridden(levels: Mapping[int, Level], restarts: Mapping[int, _Element]) -> dict[int, Level]:
    starts = {depth: _int(_value(over.find("{*}startOverride")), -1) for depth, over in restarts.items()}
    return {
        depth: Level(level.format, level.pattern, starts[depth]) if starts.get(depth, -1) >= 0 else level
        for depth, level in levels.items()
    }


def _styles(root: _Element | None) -> Iterator[tuple[str, tuple[str, int]]]:
    for style in root.iterfind("{*}style") if root is not None else ():
        numbered = style.find("{*}pPr/{*}numPr")
        if numbered is not None:
            place = _value(numbered.find("{*}numId")), _int(_value(numbered.find("{*}ilvl")), 0)
            yield _attribute(style, "styleId"), place


def _attribute(node: _Element, name: str) -> str:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")


def _value(node: _Element | None) -> str:
    return "" if node is None else _attribute(node, "val")


def _int(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def _printed(count: int, format: str) -> str:  # noqa: A002 - the word of the file format
    return _FORMATS.get(format, str)(count)


def chinese(count: int) -> str:
    """Return a number as Word prints it where it counts in Chinese: from 10,000 on in digits, nought as 〇."""
    if not 0 < count < 10_000:
        return str(count) if count else "〇"
    return numerals.chinese(count)


def _letter(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count <= 260 else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 400:
        return str(count)
    numerals = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    written = ""
    for size, numeral in numerals:
        times, count = divmod(count, size)
        written += numeral * times
    return written


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "ideographTraditional": lambda count: _STEMS[count - 1] if 0 < count <= 10 else str(count),
    "decimalEnclosedCircle": lambda count: chr(0x2460 + count - 1) if 0 < count <= 20 else str(count),
    "decimalEnclosedCircleChinese": lambda count: chr(0x2460 + count - 1) if 0 < count <= 20 else str(count),
    "decimalFullWidth": lambda count: str(count).translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}),
    "decimalZero": lambda count: f"{count:02d}",
    "lowerLetter": _letter,
    "upperLetter": lambda count: _letter(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
}
