"""An item as it was cut out of a text, before anybody says what it means; and the answers that stand elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qbank.errors import Problem
from qbank.formats.texts._read_fold import PICTURE, STRUCK, UNDERLINED
from qbank.formats.texts._read_words import Kind, Part
from qbank.locale import brief

_BRIEF, _FEW = 30, 3
_MARKS = re.compile(f"[{STRUCK}{''.join(UNDERLINED)}]")


@dataclass(slots=True, eq=False)
class Section:
    """Items under one heading; ``order`` is the heading's own number, ``notes`` what stands before the first item.

    ``marks`` are those of each item; ``last`` is the number of the last item so far, 0 before the first; ``group``
    and ``delim`` are how its items are numbered, ``count`` how many there are, ``before`` the last number above the
    heading; ``is_grouped`` is a heading [填空题组], below which each blank has a label of its own.
    """

    kind: Kind | None = None
    order: int = 0
    chapter: str = ""
    marks: float | None = None
    notes: list[str] = field(default_factory=list)
    before: int = 0
    is_grouped: bool = False
    last: int = 0
    group: str = ""
    delim: str = ""
    count: int = 0

    def anew(self, chapter: str) -> Section:
        """Return a section of the same kind whose numbers begin again."""
        before = self.last or self.before
        return Section(self.kind, self.order, chapter, self.marks, list(self.notes), before, self.is_grouped)


@dataclass(slots=True)
class RawOption:
    """An option's letter and lines; ``sure`` unless nothing stands between the two (A甲)."""

    letter: str
    lines: list[str]
    sure: bool = True


@dataclass(slots=True, eq=False)
class Raw:
    """An item in pieces.

    Args:
        place: where it begins.
        number: what it is numbered, None without a number.
        parts: by label, the lines of each time it stands there.
        faults: what is wrong with its shape, the gravest first.
        mark: a verdict that stands before the number.
        valued: parts whose value stood within the brackets of the label: [难度:0.7].
        runs_on: whether text stands in it that may be another item's.
    """

    place: str
    number: int | None
    section: Section
    chapter: str = ""
    stem: list[str] = field(default_factory=list)
    options: list[RawOption] = field(default_factory=list)
    parts: dict[Part, list[list[str]]] = field(default_factory=dict)
    faults: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    mark: str = ""
    valued: set[Part] = field(default_factory=set)
    runs_on: bool = False

    def fault(self, code: str, **values: object) -> None:
        """Note what is wrong with it."""
        self.faults.append((code, values))

    def problem(self, code: str, **values: object) -> Problem:
        """Return a Problem of this item, which tells the stem."""
        return Problem(code, place=self.place, values={"stem": self.brief, **values})

    @property
    def brief(self) -> str:
        """Return the beginning of the stem."""
        text = _MARKS.sub("", " ".join(self.stem[:_FEW])).replace(PICTURE, "〔图〕").strip()
        return brief(text, _BRIEF)

    def begin(self, part: Part, value: str = "") -> list[str]:
        """Begin a part and return the lines it has; a value in the brackets of its label is all there is of it."""
        lines = [value] if value else []
        self.parts.setdefault(part, []).append(lines)
        if value:
            self.valued.add(part)
        return lines

    @property
    def is_answered(self) -> bool:
        """Tell whether an answer stands in it under a label."""
        return any(any(lines) for lines in self.parts.get("answer", ()))


@dataclass(slots=True, eq=False)
class Entry:
    """An answer that stands apart from its item, under the item's number."""

    place: str
    number: int
    answer: list[str]
    rationale: list[str] = field(default_factory=list)
    is_open: bool = False
    """Whether more lines may belong to it."""


@dataclass(slots=True, eq=False)
class KeyList:
    """Answers under one heading in a list of answers; its ``kind`` and ``order`` are the heading's.

    ``name`` is that of the paper they are for, "" where none is named; ``others`` is a heading by which they are what
    somebody answered, "" without one.
    """

    place: str
    kind: Kind | None = None
    order: int = 0
    chapter: str = ""
    name: str = ""
    others: str = ""
    entries: list[Entry] = field(default_factory=list)
    unread: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Keys:
    """The lists of answers of one place in a file.

    ``titles`` are the lines above that may name papers, and the items they stand behind.
    """

    place: str
    lists: tuple[KeyList, ...]
    titles: tuple[tuple[str, Raw | None], ...] = ()
