"""What stands between two items and is the next one's: labels above it, and a passage that several items ask about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qbank.errors import Problem
from qbank.formats.texts._read_lines import Line, Lines
from qbank.formats.texts._read_manner import Manner, Turn, run_from
from qbank.formats.texts._read_marks import Label, Number, group_of
from qbank.formats.texts._read_open import Open
from qbank.formats.texts._read_words import Part
from qbank.locale import brief

_OWN: frozenset[Part] = frozenset({"chapter", "answer"})
"""What is never a whole group's by a label above its first item, or holds until the next one anyway."""


@dataclass(slots=True)
class Between:
    """What waits for the next item.

    ``run`` tells where the labels belong that are being read, ``above`` are those of the next item with the lines that
    go on below them, ``unclear`` one that may be its; ``once`` are the labels that stood above the item ``number``.
    ``chapter`` is the one such a label names until another does. ``passage`` are the lines of a passage that the items
    numbered ``asking`` ask about, the first of them its head; ``is_given`` tells that one of them has it.
    """

    manner: Manner | None = None
    run: dict[Part, Turn] = field(default_factory=dict)
    above: list[list[Line]] = field(default_factory=list)
    unclear: Line | None = None
    once: dict[Part, Line] = field(default_factory=dict)
    number: int | None = None
    chapter: str = ""
    passage: list[Line] = field(default_factory=list)
    asking: range = range(0)
    is_given: bool = False

    def turn(self, line: Line, label: Label, lines: Lines, *, is_open: bool, is_loose: bool) -> Turn | None:
        """Return where a label between two items belongs; None where it stands within one.

        Args:
            line: the label's line.
            label: the label.
            lines: with the line behind it next.
            is_open: whether an item is open above it.
            is_loose: whether a line stands above it that may be an unnumbered stem.
        """
        if self.manner is not None and label.part not in self.run:
            self.run |= self._turns(self.manner, line, lines, is_open=is_open, is_loose=is_loose)
        return self.run.get(label.part)

    def _turns(self, manner: Manner, line: Line, lines: Lines, *, is_open: bool, is_loose: bool) -> dict[Part, Turn]:
        run = run_from(line, lines)
        if run is None or run.follows == "inside" or (run.parts[0] == "answer" and is_loose):
            return {}
        if run.follows == "item":
            return manner.turns(run)
        return dict.fromkeys(run.parts, "below") if is_open else {}

    def begin_passage(self, line: Line, asking: range) -> None:
        """Begin a passage below a line that says of which items it is."""
        self.asking, self.passage, self.is_given = asking, [line], False

    def more(self, line: Line) -> bool:
        """Take in a line of text that goes on with a label or a passage, if one of them waits."""
        if self.above:
            self.above[-1].append(line)
        elif self.asking and not self.is_given:
            self.passage.append(line)
        else:
            return False
        return True

    def give(self, opened: Open) -> Iterator[Problem]:
        """Give an item all that waits for it, and yield what may have been meant for more items, or for none."""
        given = {first.mark.part: first for first, *_ in self.above if isinstance(first.mark, Label)}
        for first, *more in self.above:
            if isinstance(first.mark, Label):
                opened.above(first, first.mark, more)
        for part, line in self.once.items():
            if part not in opened.item.parts:
                values = {"text": brief(line.text, 30), "number": self.number}
                yield Problem("text-label-once", place=line.place, values=values, severity="warning")
        self.once = {part: line for part, line in given.items() if part not in _OWN}
        self.above, self.number = [], opened.item.number
        self.chapter = next((text for lines in opened.item.parts.get("chapter", ()) for text in lines), self.chapter)
        if self.unclear is not None:
            opened.item.fault("text-label-between", text=brief(self.unclear.text, 30))
            self.unclear = None
        yield from self._give_passage(opened)

    def _give_passage(self, opened: Open) -> Iterator[Problem]:
        if opened.item.number not in self.asking:
            yield from map(stray, self._unasked())
        elif len(self.passage) > 1 and "stimulus" not in opened.item.parts:
            self.is_given = True
            opened.item.begin("stimulus").extend(line.text for line in self.passage[1:])

    def drop(self) -> Iterator[Problem]:
        """Give up what waits: the items below are others. Yield what no item has."""
        yield from (stray(first) for first, *_ in self.above)
        self.above = []
        yield from map(stray, self._unasked())

    def _unasked(self) -> list[Line]:
        lost = self.passage[:1] if self.asking and not self.is_given else []
        self.asking, self.passage = range(0), []
        return lost


def stray(line: Line) -> Problem:
    """Return that a line belongs to no item."""
    return Problem("text-stray", place=line.place, values={"text": brief(line.text, 30)}, severity="warning")


def asks_of(line: Line) -> range | None:
    """Return the numbers of the items that a line says are asked about what stands below it; None for any other line.

    A numbered question about a passage (3. 根据材料，回答下列问题) is an item, and names none.
    """
    found = group_of(line.folded)
    is_item = isinstance(line.mark, Number) and not line.mark.group.startswith("han")
    return None if found is not None and not found and is_item else found
