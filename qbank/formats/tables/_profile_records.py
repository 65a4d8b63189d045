"""A layout of a table as data: which sheets and columns it has, and how answers are written in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from qbank.locale import Lang
from qbank.model.folding import folded
from qbank.model.item import Difficulty

Kind = Literal["single", "multiple", "verdict", "blanks", "essay", "match", "order"]
"""How an item is answered, as tables know it."""
KINDS: tuple[Kind, ...] = get_args(Kind)
Field = Literal[
    "", "number", "id", "type", "subtype", "stimulus", "stem", "substem", "option", "options", "right", "answer",
    "blank", "left", "rationale", "difficulty", "chapter", "section", "tags", "point", "audience", "proof", "page",
    "rules", "count", "score", "remark",
]  # fmt: skip
"""What a column holds, "" for nothing of ours. ``option``, ``right`` (0/1), ``blank`` and ``answer`` may stand in
several columns; ``options`` are all options in one cell; ``section`` is the second part of a chapter, ``page`` that of
a proof line; ``remark`` takes what has no column of its own, each with its name before it."""
FIELDS: tuple[Field, ...] = get_args(Field)
Standing = Literal["verified by a file", "from public programs", "unverified"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
Named = Literal["tags", "audience", "difficulty", "chapter"]
"""What may stand among tags or in a remark with its name before it."""
MOST_ROWS = 1_000_000
"""Rows of one sheet that are written or read; Excel has a few more. Of a longer one nothing is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column.

    Args:
        header: its heading, to the character.
        field: what it holds.
        also: other headings it is known by.
        needed: whether a file without it cannot be read.
        written: False for one that is not written, but read, and filled where a receiver's own file has it.
        optional: left out where no item has anything for it.
        value: what stands in it for every item.
        english: its heading in English, "" for a layout that knows only one language.
        width: in characters.
    """

    header: str
    field: Field = ""
    also: tuple[str, ...] = ()
    needed: bool = False
    written: bool = True
    optional: bool = False
    value: str = ""
    english: str = ""
    width: float = 14.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of items: ``kinds`` go into it, ``notes`` are the rows above the heading row, which counts from 1.

    Where ``header_row`` is 0 there are no headings: columns are headed by their letters, and known by what they hold.
    """

    name: str
    columns: tuple[Column, ...]
    kinds: tuple[Kind, ...] = KINDS
    header_row: int = 1
    notes: tuple[tuple[str, ...], ...] = ()
    drop_down: bool = False

    def room(self, name: Field) -> int:
        """Return how many columns there are to write a field into."""
        return sum(column.field == name and column.written for column in self.columns)

    def header(self, name: str, at: int = 0) -> str:
        """Return the heading of a field's column, the field's name where there is none."""
        found = [column.header for column in self.columns if column.field == name]
        return found[min(at, len(found) - 1)] if found else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A further sheet with a name and a few rows of text."""

    name: str
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """How answers are written.

    Args:
        letters: what stands between the letters of several right options.
        order: what stands between the letters of an order.
        flags: what marks a right and a wrong option in columns of their own, none where letters are used.
        texts: whether an answer may be the words of an option in place of its letter.
        verdict: whether a verdict is a letter over two options, or a word.
        verdict_words: what true and false are called.
        bare_letters: whether A and B stand for these words where no options are given.
        blanks: the cells of blanks: the options', columns of their own, further answer columns, or all in one.
        between: what stands between the answers of blanks in one cell.
        within: what stands between the accepted answers of a blank, "" where only one can be told.
        is_seen: whether this is how some rows of a file are written, which says little of its other rows.
        spread: whether the cells of blanks hold the accepted answers of one blank; an item with more has no place then.
        repeated: whether the answer cell repeats what blanks have in cells of their own.
        essay: where a written answer stands.
    """

    letters: str = ""
    order: str = ""
    flags: tuple[str, ...] = ()
    texts: bool = False
    verdict: Literal["letter", "word"] = "letter"
    verdict_words: tuple[str, str] = ("正确", "错误")
    bare_letters: bool = False
    blanks: Literal["option", "blank", "answer", "joined"] = "joined"
    between: str = "；"
    within: str = ""
    is_seen: bool = False
    spread: bool = False
    repeated: bool = False
    essay: Literal["answer", "option"] = "answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How options stand in one cell: ``separator`` between them, ``label`` after the letter ("" for no letters).

    ``is_seen`` is how those of some rows of a file stand, which says little of its other rows.
    """

    separator: str = ""
    label: str = ""
    is_seen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """What levels of difficulty are called, and which way numbers from ``scale[0]`` to ``scale[1]`` go."""

    words: Mapping[Difficulty, tuple[str, ...]] = field(default_factory=dict)
    numbers: Literal["", "larger is harder", "larger is easier"] = ""
    scale: tuple[float, float] = (1.0, 5.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the receiver takes at most; 0 for no limit of its own.

    A longer rationale is left out; beyond ``rows`` a further sheet is begun or not.
    """

    stem: int = 0
    option: int = 0
    rationale: int = 0
    rows: int = MOST_ROWS
    split: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A layout.

    Args:
        name: what it is called in commands.
        title: what people call it, by language.
        standing: how far it is known to be right.
        source: where it is known from, by language.
        sheets: its sheets of items, in their order.
        asides: its further sheets.
        words: by kind, what the type column says; the first is written.
        instead: for kinds without words: whether such items are written for a person to mark, or left out.
        answers: how answers are written.
        options: how options stand in one cell.
        blank: a blank in the stem of an item with blanks.
        levels: difficulty.
        tag_separator: what stands between tags.
        tag_names: what is told among the tags with its name before it.
        remark_names: what is told in the remark.
        proof_label: what marks proof lines at the end of a rationale, "" where they have a column or no place.
        chapter_path: whether a chapter is a path that begins with a slash.
        english: words in English by kind and level.
        shuffles: whether the receiver may show options in another order.
        wants: the ending the receiver wants, where it is another one.
        limits: what the receiver takes at most.
    """

    name: str
    title: Mapping[Lang, str]
    standing: Standing
    source: Mapping[Lang, str]
    sheets: tuple[Sheet, ...]
    asides: tuple[Aside, ...] = ()
    words: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    instead: Mapping[Kind, Literal["essay", "out"]] = field(default_factory=dict)
    answers: Answers = field(default_factory=Answers)
    options: Options = field(default_factory=Options)
    blank: str = "____"
    levels: Levels = field(default_factory=Levels)
    tag_separator: str = "；"
    tag_names: tuple[Named, ...] = ()
    remark_names: tuple[Named, ...] = ()
    proof_label: str = ""
    chapter_path: bool = False
    english: Mapping[str, str] = field(default_factory=dict)
    wants: str = ".xlsx"
    limits: Limits = field(default_factory=Limits)
    shuffles: bool = False

    @property
    def is_unheaded(self) -> bool:
        """Tell whether its sheets have no headings."""
        return not all(sheet.header_row for sheet in self.sheets)

    def sheet_of(self, kind: Kind) -> Sheet | None:
        """Return the sheet that takes a kind, None where none does."""
        return next((sheet for sheet in self.sheets if kind in sheet.kinds and kind in self.words), None)

    def kind_named(self, word: str) -> Kind | None:
        """Return the kind that a word of the type column names here."""
        wanted = folded(word)
        named = ((kind, (*words, self.english.get(kind, ""))) for kind, words in self.words.items())
        return next((kind for kind, words in named if wanted in map(folded, words)), None)
