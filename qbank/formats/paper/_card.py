"""The answer sheet (答题卡): boxes to fill in for what is chosen, lines for what is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from qbank.formats.paper import _measure as measure
from qbank.formats.paper._layout import Block, Cell, Content, Gap, Inline, Line, Lines, Table, Text, Together
from qbank.formats.paper._plan import Entry, Kind, Plan, Section
from qbank.formats.paper._words import heading, number_mark, numbered, ordinal
from qbank.locale import Lang, say
from qbank.model.item import Choice, ExtendedText, Match, Order, TextEntry, WriteSpace
from qbank.model.letters import letter

BOXED: frozenset[Kind] = frozenset({"single", "several", "verdict"})
"""What is answered by filling in a box."""
_IN_BAND = 5
_MOST_BESIDE = 5
_BOX, _NUMBER = 2.2, 3.0
_HALF, _WHOLE, _SHORT = 16.0, 14.0, 4.0
_LABEL, _FIELDS = 3.0, (13.0, 8.0, 10.0)
"""The least room of a name in the first table, and that of what is written beside each."""
_BESIDE = 12
"""The longest answer of which two stand side by side."""


def card(plan: Plan) -> Iterator[Block]:
    """Yield the answer sheet of a plan."""
    lang = plan.lang
    yield Line((Text(plan.title),), "title")
    yield Line((Text(say("paper-sheet", lang), "head"),), "subtitle")
    yield _who(lang)
    yield score_table(plan, "paper-score-marks")
    is_boxed = {entry.kind in BOXED for entry in plan.entries}
    for key in ("paper-sheet-boxes",) * (True in is_boxed) + ("paper-sheet-lines",) * (False in is_boxed):
        yield Line((Text(say(key, lang)),), "note")
    for at, section in enumerate(plan.sections, 1):
        yield Line((Text(heading(at, section, lang), "head"),), "heading")
        yield from _section(section, lang)


def _who(lang: Lang) -> Table:
    names = ("paper-unit", "paper-name", "paper-number")
    row = tuple(cell for name in names for cell in (Cell((Text(say(name, lang)),)), Cell()))
    labels = [max(_LABEL, measure.width(say(name, lang)) + 1) for name in names]
    widths = tuple(each for pair in zip(labels, _FIELDS, strict=True) for each in pair)
    return Table((row,), widths, tall=2.2)


def score_table(plan: Plan, *fields: str) -> Table:
    """Return the table in which whoever marks writes down what each section earned; a row a field of the catalogue."""
    lang, count = plan.lang, len(plan.sections)
    names = [say("paper-score-section", lang), *(ordinal(at, lang) for at in range(1, count + 1))]
    names.append(say("paper-score-total", lang))
    rows = [tuple(Cell((Text(name),)) for name in names)]
    rows += [(Cell((Text(say(name, lang)),)), *(Cell() for _ in names[1:])) for name in fields]
    return Table(tuple(rows), (1.4, *(1.0 for _ in names[1:])), tall=2.0)


def _section(section: Section, lang: Lang) -> Iterator[Block]:
    for boxed, run in groupby(section.entries, key=lambda entry: entry.kind in BOXED):
        entries = list(run)
        if boxed:
            yield from _boxes(entries, lang)
        else:
            for kind, run_of_kind in groupby(entries, key=lambda entry: entry.kind):
                alike = list(run_of_kind)
                yield from _blanks(alike, lang) if kind == "blanks" else _written(alike, lang)


def _boxes(entries: Sequence[Entry], lang: Lang) -> Iterator[Block]:
    """Yield bands of five rows, numbers running down: what people know from printed sheets."""
    widest = max(_count(entry) for entry in entries)
    beside = max(1, min(_MOST_BESIDE, int(measure.ROOM // (_NUMBER + _BOX * widest))))
    for start in range(0, len(entries), _IN_BAND * beside):
        band = entries[start : start + _IN_BAND * beside]
        rows = [
            tuple(_box(band, column * _IN_BAND + row, lang) for column in range(beside))
            for row in range(min(_IN_BAND, len(band)))
        ]
        yield Together((Table(tuple(rows), (1.0,) * beside, ruled=False, left=tuple(range(beside)), tall=1.7),))


def _count(entry: Entry) -> int:
    interaction = entry.portable.item.body.interaction()
    return len(interaction.options) if isinstance(interaction, Choice) else 0


def _box(band: Sequence[Entry], at: int, lang: Lang) -> Cell:
    if at >= len(band):
        return Cell()
    entry = band[at]
    names = [letter(n) for n in range(_count(entry))]
    if entry.kind == "verdict":
        names = [say("paper-right", lang), say("paper-wrong", lang)]
    # Figures are half as wide as the space before them must make up for.
    number = f"{entry.number}".rjust(3, "\u2007")
    return Cell((Text(f"{number}\u00a0\u00a0" + " ".join(f"[{name}]" for name in names)),))


def _blanks(entries: Sequence[Entry], lang: Lang) -> Iterator[Block]:
    """Yield lines for blanks, two items beside each other where each has one short answer."""
    sizes = [_sizes(entry) for entry in entries]
    if all(len(each) == 1 and each[0] <= _BESIDE for each in sizes):
        cells = [Cell((Text(f"{number_mark(entry, lang)}\u00a0\u00a0"), Gap(_HALF))) for entry in entries]
        cells += [Cell()] * (len(cells) % 2)
        rows = tuple((cells[at], cells[at + 1]) for at in range(0, len(cells), 2))
        yield Table(rows, (1.0, 1.0), ruled=False, left=(0, 1), tall=2.2)
        return
    for entry, each in zip(entries, sizes, strict=True):
        gaps = [Gap(_WHOLE)] * len(each) if len(each) > 1 else [Gap(2 * _WHOLE)]
        yield Line(_numbered_gaps(gaps, lang), "write", number_mark(entry, lang))


def _sizes(entry: Entry) -> list[int]:
    interaction = entry.portable.item.body.interaction()
    return [len(each[0]) if each else 0 for each in interaction.accepted] if isinstance(interaction, TextEntry) else []


def _numbered_gaps(gaps: Sequence[Gap], lang: Lang) -> Content:
    if len(gaps) == 1:
        return tuple(gaps)
    pieces: list[Inline] = []
    for at, gap in enumerate(gaps, 1):
        pieces += [Text(("　" if at > 1 else "") + numbered(at, lang)), gap]
    return tuple(pieces)


def _written(entries: Sequence[Entry], lang: Lang) -> Iterator[Block]:
    for entry in entries:
        interaction = entry.portable.item.body.interaction()
        mark = number_mark(entry, lang)
        match interaction:
            case Match(left=left):
                yield Line(_numbered_gaps([Gap(_SHORT)] * max(len(left), 2), lang), "write", mark)
            case Order(options=options):
                yield Line(_in_order(len(options), lang), "write", mark)
            case ExtendedText():
                yield Together((Lines(_lines(entry), mark),))
            case Choice() | TextEntry():
                pass
            case _:
                assert_never(interaction)


def _in_order(count: int, lang: Lang) -> Content:
    arrow = Text(say("paper-arrow", lang))
    return tuple(piece for at in range(count) for piece in ((arrow, Gap(_SHORT)) if at else (Gap(_SHORT),)))


def _lines(entry: Entry) -> int:
    blocks = entry.portable.item.body.blocks(entry.portable.item.stem)
    return measure.lines_for(sum(block.lines for block in blocks if isinstance(block, WriteSpace)))
