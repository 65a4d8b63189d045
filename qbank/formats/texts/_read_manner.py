"""Whether labels between two items (难度：, 编号：) belong to the one above or to the one below: the whole file tells.

One place tells nothing. A label above the first item can only be that item's, one below the last only the last one's;
blank lines part items. Where a file tells neither, or both, nobody can know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from qbank.formats.texts._read_keylines import pairs_in
from qbank.formats.texts._read_lines import Line, Lines
from qbank.formats.texts._read_marks import EMPTY, TEXT, Chapter, Heading, Label, Letter, Mark, Number, Plain
from qbank.formats.texts._read_words import Part

Turn = Literal["above", "below", "unclear"]
"""Where labels of a part stand: above their items, below them, or nobody can tell."""

_FAR = 60
_PARTS: frozenset[Part] = frozenset({
    "answer", "type", "id", "difficulty", "tags", "chapter", "stimulus", "marks", "audience", "proof",
})  # fmt: skip
_BELOW: frozenset[Part] = frozenset({"answer", "proof"})
"""What stands below its item unless the file shows the contrary: nobody sets it above a few items only."""


@dataclass(frozen=True, slots=True)
class Run:
    """Labels one below the other: their parts, what follows them, and how many lines they take.

    ``gaps`` gives for each label whether a blank line stands somewhere above it in the run and somewhere below it.
    """

    parts: tuple[Part, ...]
    gaps: tuple[tuple[bool, bool], ...]
    follows: Literal["item", "end", "inside"]
    size: int


@dataclass(slots=True)
class Manner:
    """How often labels of each part stand where only one reading is left (``above``, ``below``).

    ``after`` and ``before`` count those that a blank line parts from the item above and from the item below.
    """

    above: Counter[Part] = field(default_factory=Counter)
    below: Counter[Part] = field(default_factory=Counter)
    after: Counter[Part] = field(default_factory=Counter)
    before: Counter[Part] = field(default_factory=Counter)

    def turns(self, run: Run) -> dict[Part, Turn]:
        """Return where labels of each part of a run between two items belong."""
        found = {part: self._turn(part) for part in run.parts}
        others = {turn for part, turn in found.items() if turn and part != "answer"}
        # What is labelled but now and then goes with the labels around it.
        around = next(iter(others)) if len(others) == 1 else None
        return {part: turn or around or _usual(part) for part, turn in found.items()}

    def note(self, run: Run, *, is_first: bool, gap: bool) -> None:
        """Take in a run.

        Args:
            run: the labels.
            is_first: whether no item stands above them in their section.
            gap: whether a blank line does.
        """
        if run.follows != "item":
            self.below.update({} if is_first else set(run.parts))
        elif is_first:
            self.above.update(set(run.parts))
        else:
            for part, (above, below) in zip(run.parts, run.gaps, strict=True):
                if below != (gap or above):
                    (self.before if below else self.after)[part] += 1

    def _turn(self, part: Part) -> Turn | None:
        for above, below in ((self.above, self.below), (self.after, self.before)):
            if bool(above[part]) != bool(below[part]):
                return "above" if above[part] else "below"
        return _usual(part) if self.above[part] or self.after[part] else None


def _usual(part: Part) -> Turn:
    return "below" if part in _BELOW else "unclear"


def manner_of(lines: Lines) -> Manner:
    """Return the manner of a file by all its lines, which are taken."""
    found = Manner()
    before: Mark = EMPTY
    is_first, gap = True, False
    left = iter(lines)
    for line in left:
        if line.mark == EMPTY:
            gap = True
            continue
        run = run_from(line, lines)
        # A sentence right above an answer may be what it answers.
        if run is not None and not (before == TEXT and run.parts[0] == "answer"):
            found.note(run, is_first=is_first, gap=gap)
            next(islice(left, run.size - 1, run.size - 1), None)
        if isinstance(line.mark, Heading | Chapter):
            is_first = True
        elif run is not None or isinstance(line.mark, Number | Letter | Label):
            is_first = False
        gap, before = False, line.mark
    return found


def run_from(line: Line, lines: Lines) -> Run | None:
    """Return the run that a line begins; None where it is no label that may stand above an item.

    Args:
        line: the line.
        lines: with the line behind it next.
    """
    first = _label(line)
    if first is None:
        return None
    parts, blank, size = [first.part], [0], 1
    follows: Literal["item", "end", "inside"] = "end"
    following = lines.ahead(_FAR)
    for n, each in enumerate(following, 2):
        if each.mark == EMPTY:
            blank[-1] += 1
        elif label := _label(each):
            parts.append(label.part)
            blank.append(0)
            size = n
        elif each.mark == TEXT and parts[-1] == "stimulus":
            size = n
        else:
            follows = _kind(each, following)
            break
    gaps = ((any(blank[:n]), any(blank[n:])) for n in range(len(parts)))
    return Run(tuple(parts), tuple(gaps), follows, size)


def _label(line: Line) -> Label | None:
    """Return the label a line begins with, if one of its part may stand above an item; a list of answers is none."""
    mark = line.mark
    if not isinstance(mark, Label) or mark.part not in _PARTS:
        return None
    return None if mark.part == "answer" and pairs_in(line.folded[mark.end :]) else mark


def _kind(line: Line, following: Iterator[Line]) -> Literal["item", "end", "inside"]:
    """Return what a line is to the labels above it: the next item, the end of the items, or more of the same item."""
    match line.mark:
        case Number() | Label(part="stem"):
            return "item"
        case Heading() | Chapter() | Plain(what="answers" | "table"):
            return "end"
        case Plain(what="text"):
            option = next((each for each in following if each.mark != EMPTY), None)
            is_stem = option is not None and isinstance(option.mark, Letter) and option.mark.letter == "A"
            return "item" if is_stem else "inside"
        case _:
            return "inside"
