"""Blueprints (双向细目表): what a paper has to be. They name no seed and no bank; the same one makes many papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf
from typing import Literal, NamedTuple, get_args

from qbank.locale import say
from qbank.model.asked import one_of, part_of
from qbank.model.candidate import COMMON, Candidate, Scope
from qbank.model.item import Difficulty
from qbank.model.numerals import plain
from qbank.model.type_words import label_of

Unit = Literal["items", "marks"]
UNITS: tuple[Unit, ...] = get_args(Unit)

LEVELS = (
    "识记", "记忆", "了解", "知道", "认识", "理解", "领会", "熟悉", "掌握", "熟练掌握", "应用", "简单应用", "综合应用",
    "运用", "分析", "综合", "评价", "创造",
)  # fmt: skip
"""Cognitive levels as teachers name them; an item carries its level as one of its tags."""

DIFFICULTIES: Mapping[Difficulty, str] = {each: say(f"difficulty-{each}", "zh") for each in get_args(Difficulty)}
SCOPES: Mapping[Scope, str] = {"common": COMMON, "special": "专业科目"}
WHOLE = "全卷"
"""What a cell is called that counts every item."""


class Band(NamedTuple):
    """From ``least`` to ``most``, both allowed."""

    least: float
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the paper (大题): so many items of one type, each with the same marks (> 0; halves are usual).

    ``heading`` is "" where the name of the type serves.
    """

    type: str
    number: int
    marks: float
    heading: str = ""

    @property
    def label(self) -> str:
        """Return what to call it in a message."""
        return self.heading or label_of(self.type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Of the items that it counts, from ``least`` to ``most`` stand in the paper, in items or in marks.

    ``most`` is infinite where there is no upper limit.

    What it counts is said in the words of an export: of each field one of the words; without words nothing is asked.
    ``levels`` are cognitive levels, ``scope`` is common (公共基础) or special (专业科目), ``marks`` counts only items
    that earn so much each (0 for any).
    """

    least: float = 0
    most: float = inf
    unit: Unit = "items"
    documents: tuple[str, ...] = ()
    chapters: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    scope: Scope | Literal[""] = ""
    types: tuple[str, ...] = ()
    marks: float = 0.0
    levels: tuple[str, ...] = ()
    difficulties: tuple[Difficulty, ...] = ()

    def takes(self, candidate: Candidate, marks: float) -> bool:
        """Tell whether it counts an item that earns ``marks`` in its section."""
        return (
            one_of((candidate.document,), self.documents)
            and part_of((candidate.chapter,), self.chapters)
            and one_of(candidate.tags, self.tags)
            and part_of(candidate.audience, self.audiences)
            and self.scope in {"", candidate.scope}
            and one_of((candidate.type,), self.types)
            and self.marks in {0, marks}
            and one_of((candidate.level,), self.levels)
            and one_of((candidate.difficulty,), self.difficulties)
        )

    @property
    def label(self) -> str:
        """Return what to call it in a message: its words."""
        return "·".join(self._words()) or WHOLE

    @property
    def is_whole(self) -> bool:
        """Return whether it counts every item of the sections of its types and marks."""
        return not (
            self.documents or self.chapters or self.tags or self.audiences or self.scope or self.levels
            or self.difficulties
        )  # fmt: skip

    def _words(self) -> Iterator[str]:
        for words in (self.documents, self.chapters, self.tags, self.audiences):
            if words:
                yield "|".join(words)
        if self.scope:
            yield SCOPES[self.scope]
        if self.types:
            yield "|".join(map(label_of, self.types))
        if self.marks:
            yield f"每题{plain(self.marks)}分"
        if self.levels:
            yield "|".join(self.levels)
        if self.difficulties:
            yield "|".join(DIFFICULTIES[each] for each in self.difficulties)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blueprint:
    """What a paper has to be.

    Args:
        name: what other files call it.
        title: what stands over the paper.
        minutes: time allowed; 0 where nobody said.
        sections: in the order of the paper; they say how many items and marks it has.
        cells: what must be among them; their order means nothing.
        documents: the only documents to ask from, by name; none for all.
        audiences: for whom it is, by a part of the word: items for everybody and for these; none for all items.
        pinned: ids of items that stand in every form, whatever their last use.
        banned: ids of items that stand in none.
        rested: days for which an item must not have been used.
        uses: items used so often are not used again; None for no limit.
        stimulus_least: of the items of one passage either none or at least so many are taken; 0 for none or all.
        overlap: share of a form that may stand in another one too, 0–1, pinned items not counted.
        keys: share of the single choices whose key stands at one letter, 0–1; ``least`` is asked of A to D.
        trues: share of the statements to be judged that are true, 0–1.
        rights: largest share of the multiple choices that may have the same number of right options, 0–1.
        facility: mean facility of the paper, each item weighted by its marks, 0–1, higher is easier.
        words: characters to be read in all.
        seconds: time that its items take in all, by the rule of thumb of ``model.pace``.
    """

    name: str
    title: str = ""
    minutes: int = 0
    sections: tuple[Section, ...]
    cells: tuple[Cell, ...] = ()
    documents: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()
    rested: int = 0
    uses: int | None = None
    stimulus_least: int = 0
    overlap: float = 0.0
    keys: Band | None = None
    trues: Band | None = None
    rights: float | None = None
    facility: Band | None = None
    words: Band | None = None
    seconds: Band | None = None

    @property
    def number(self) -> int:
        """Return how many items a paper has."""
        return sum(section.number for section in self.sections)

    @property
    def marks(self) -> float:
        """Return how many marks a paper has."""
        return sum(section.number * section.marks for section in self.sections)

    def parts(self, ids: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Return a paper's items, given in the order of its sections, section by section."""
        rest = iter(ids)
        return tuple(tuple(islice(rest, section.number)) for section in self.sections)


def level_of(tags: tuple[str, ...]) -> str:
    """Return the cognitive level that an item's tags name first, "" for none."""
    return next((tag for tag in tags if tag in LEVELS), "")
