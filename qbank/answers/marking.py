"""What each cell of an item earns: by the file's own marks where it has them, else by the item's rule.

Everything is decided once for each distinct text of a column; a person's mark is then looked up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from math import isfinite, nan
from typing import TYPE_CHECKING, Any

import numpy as np

from qbank.answers._cells import Cells, People
from qbank.answers._plain import plain
from qbank.answers.choices import Doubt, Style, read_cell
from qbank.answers.layouts import Holds, Layout, word, words_of
from qbank.answers.reading import TWICE, UNTOLD, AnswerFile, Column
from qbank.errors import Problem
from qbank.model.item import Choice, ExtendedText, Item, Response, TextEntry
from qbank.types._options import is_verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_LABEL = re.compile(r"[A-Z]|\d{1,2}")
_LETTERS = re.compile(r"[A-Z]{2,26}")
_LABELLED = re.compile(r"\s*([A-Z])\s*[.、:)]\s*\S")
_PARTED = re.compile(r"\s*[;；|┋\n]+\s*")
_SEVERAL = re.compile(r"[┋|\n]")
_BETWEEN = re.compile(r"[;；,，、|/\s┋&+]+")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
_MOSTLY = 0.9
_RARE = 0.02
_MOST_OPTIONS = 30
_PERCENT_MOST = 100.0
_SHOWN = 5
_NOT_FINITE = frozenset({"inf", "infinity", "∞", "nan", "#div/0!", "#num!"})
_OF_MARKS = frozenset({"marks", "percent", "share"})


@dataclass(frozen=True, slots=True)
class Question:
    """What a column asks.

    Args:
        id: of the item, or the column's heading where no bank has it.
        heading: of the column.
        most: marks it can earn.
        revision: of the item; 0 for one that no bank has.
        options: ids of the options, or their letters; () where there are none or several may be chosen.
        keys: those that are right.
    """

    id: str
    heading: str
    most: float = 1.0
    revision: int = 0
    options: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dirty:
    """A text of a column that could not be read: why, and in which rows it stands."""

    heading: str
    item: str
    text: str
    why: str
    rows: tuple[int, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "heading": self.heading,
            "item": self.item,
            "found": self.text,
            "code": self.why,
            "rows": list(self.rows),
        }


@dataclass(frozen=True, slots=True)
class Marked:
    """A column whose texts are understood; arrays by the code of a text.

    Args:
        question: what was asked.
        answers: the column of answers, with for each text its mark (NaN where it is not known), whether it says
            anything, and the place of the one option that was chosen, -1 for none.
        marks: the column of marks, with for each text its mark, NaN where it is dirty; ``given`` where it says one.
    """

    question: Question
    answers: Cells | None = None
    mark: Floats = field(default_factory=lambda: np.zeros(0))
    answered: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))
    chosen: NDArray[np.int16] = field(default_factory=lambda: np.zeros(0, np.int16))
    marks: Cells | None = None
    given_mark: Floats = field(default_factory=lambda: np.zeros(0))
    given: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))
    picked: tuple[Response | None, ...] = ()

    def of(self, people: People) -> tuple[Floats, NDArray[np.bool_], NDArray[np.int16]]:
        """Return for these people marks, whether they answered, and the places of the options that they chose."""
        return self.marks_of(people), self.answered_of(people), self.chosen_of(people)

    def marks_of(self, people: People) -> Floats:
        """Return these people's marks, NaN where one was not asked or cannot be known."""
        mark = _looked_up(self.answers, people, self.mark, nan)
        if self.marks is None:
            return mark
        given = _looked_up(self.marks, people, self.given, False)
        return np.where(given, _looked_up(self.marks, people, self.given_mark, nan), mark)

    def answered_of(self, people: People) -> NDArray[np.bool_]:
        """Return which of these people said anything."""
        if self.answers is None:
            return _looked_up(self.marks, people, self.given, False)
        return _looked_up(self.answers, people, self.answered, False)

    def chosen_of(self, people: People) -> NDArray[np.int16]:
        """Return the place of the option that each of these people chose, -1 for none."""
        chosen = _looked_up(self.answers, people, self.chosen, np.int16(-1))
        if self.marks is None or len(self.question.keys) != 1 or not self.question.options:
            return chosen
        # Who has all marks has chosen the key, however the cell says it.
        key = np.int16(self.question.options.index(self.question.keys[0]))
        has_all = _looked_up(self.marks, people, self.given, False) & (self.marks_of(people) == self.question.most)
        return np.where((chosen < 0) & has_all, key, chosen)

    @property
    def is_of_everybody(self) -> bool:
        """Whether everybody has a cell of it."""
        return self._cells is not None and self._cells.people is None

    @property
    def _cells(self) -> Cells | None:
        return self.answers if self.answers is not None else self.marks

    @property
    def has_blanks(self) -> bool:
        """Whether anybody was asked and said nothing."""
        cells = self._cells
        answered = self.answered if self.answers is not None else self.given
        return cells is not None and any(count and not said for count, said in zip(cells.counts, answered, strict=True))


def _looked_up(cells: Cells | None, people: People, values: NDArray[Any], unseen: object) -> NDArray[Any]:
    """Return what stands for each one's text, ``unseen`` for those without a cell."""
    if cells is None:
        return np.full(_count(people), unseen, values.dtype)
    codes = cells.of(people)
    found = values[codes]
    if cells.people is not None:
        found[codes < 0] = unseen
    return found


def _count(people: People) -> int:
    return people.stop - people.start if isinstance(people, slice) else len(people)


@dataclass(slots=True)
class Marker:
    """Understands the columns of one file."""

    file: AnswerFile
    holds: Holds = ""
    most: Mapping[str, float] = field(default_factory=dict)
    blank: str = "omitted"
    dirty: list[Dirty] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _far: dict[str, list[str]] = field(default_factory=dict)
    _guesses: list[str] = field(default_factory=list)

    @property
    def layout(self) -> Layout:
        """How the file is written."""
        return self.file.layout

    # --- items of a bank ------------------------------------------------------------------------------

    def of_items(self, pairs: Sequence[tuple[Column, Item]]) -> list[Marked]:
        """Return the columns of items of a bank."""
        holds = self.holds or self.layout.cells
        numeric = {column.heading: _numeric_share(column.answers) for column, _ in pairs}
        evidence = holds or _evidence(pairs, numeric)
        found = []
        for column, item in pairs:
            own = self._holds_of(column, item, evidence, numeric[column.heading])
            if own is None:
                values = {"heading": column.heading}
                self.problems.append(
                    Problem("answers-cells-unclear", self.file.file, values=values, severity="warning")
                )
                continue
            marked = self._of_item(column, item, own)
            if marked is not None:
                found.append(marked)
        return found

    def _holds_of(self, column: Column, item: Item, evidence: Holds, numeric: float) -> Holds | None:
        """Return what an item's cells are, None where that cannot be told."""
        if column.answers is None or column.marks is not None or self.holds:
            return self.holds or self.layout.cells
        if numeric < _MOSTLY:
            return "" if evidence in _OF_MARKS else evidence
        interaction = item.body.interaction()
        if isinstance(interaction, ExtendedText):
            return "marks"
        if evidence:
            return evidence
        if isinstance(interaction, Choice):
            return None if is_verdict(interaction) or largest(column.answers) <= 1 else ""
        if isinstance(interaction, TextEntry) and not any(map(_has_figure, chain(*interaction.accepted))):
            return None
        return ""

    def _of_item(self, column: Column, item: Item, holds: Holds) -> Marked | None:
        interaction = item.body.interaction()
        most = self._most_of(column, item.id, holds)
        single = isinstance(interaction, Choice) and not interaction.multiple
        options = (
            tuple(option.id for option in interaction.options) if isinstance(interaction, Choice) and single else ()
        )
        keys = interaction.keys if isinstance(interaction, Choice) else ()
        question = Question(item.id, column.heading, most, item.revision, options, tuple(keys))
        if holds in _OF_MARKS and column.marks is None:
            return self._of_marks(
                replace(question, options=()), replace(column, answers=None, marks=column.answers), holds
            )
        style = Style(holds, self.layout.separators)

        def judged(text: str) -> tuple[float, int, Response] | Doubt:
            response = read_cell(text, interaction, style)
            if isinstance(response, Doubt):
                return response
            earned = item.body.score(response)
            if isinstance(earned, Problem):
                return Doubt("needs-a-person" if earned.code == "needs-a-person" else "answers-cell-unknown")
            place = options.index(response) if options else -1
            return round(earned * most, 9), place, response

        marked = self._of_answers(question, column, judged)
        if (
            isinstance(interaction, ExtendedText)
            and column.marks is None
            and len(marked.mark)
            and np.isnan(marked.mark).any()
        ):
            values = {"heading": column.heading}
            self.problems.append(Problem("answers-needs-marks", self.file.file, values=values, severity="warning"))
            return None
        return self._of_marks(question, column, "share" if column.shares else "marks", marked)

    # --- items that only a key tells ------------------------------------------------------------------

    def of_key(self, column: Column, key: str) -> Marked | None:
        """Return a column whose right answer is known: options are what people wrote, as exact as letters are."""
        assert column.answers is not None  # noqa: S101 - a key is of answers
        most = self._most_of(column, column.heading, "answers")
        verdict = _all_verdicts(column.answers, key)
        keys = _labels(key, verdict=verdict)
        multiple = len(keys) > 1
        said = column.answers.said
        if not keys:
            values = {"heading": column.heading, "key": key}
            self.problems.append(Problem("answers-key-empty", self.file.file, values=values))
            return None
        by_label = all(_LABEL.fullmatch(each) for each in keys) or verdict
        seen = {label for text in said for label in (_labels(text, verdict=verdict) if by_label else [text])}
        options = sorted({*keys, *(label for label in seen if _is_like(label, keys[0]))}, key=_by_size)
        self._note_far(column, options, keys)
        if multiple or (not by_label and len(options) > _MOST_OPTIONS):
            options = []
        question = Question(column.heading, column.heading, most, 0, tuple(options), tuple(keys))

        def judged(text: str) -> tuple[float, int, Response] | Doubt:
            if text[0] in {TWICE, UNTOLD}:
                return Doubt("answers-cell-twice" if text[0] == TWICE else "answers-cell-order-untold")
            labels = _labels(text, verdict=verdict) if by_label else [text]
            if by_label and not all(_is_like(label, keys[0]) for label in labels):
                return Doubt("answers-cell-unknown")
            if not multiple and len(labels) > 1:
                return Doubt("answers-cell-several")
            right = set(labels) == set(keys) if by_label else plain(text) == plain(key) or _pieces(text) == _pieces(key)
            place = options.index(labels[0]) if options and labels[0] in options else -1
            return most * right, place, labels

        marked = self._of_answers(question, column, judged)
        return self._of_marks(question, column, "marks", marked)

    def _note_far(self, column: Column, options: Sequence[str], keys: Sequence[str]) -> None:
        """Note an option that stands far from the others: 8 where others say 1 to 5 may stand for no answer."""
        places = [(place, each) for each in options if (place := _place(each)) is not None]
        for (before, _), (after, label) in pairwise(places):
            if after - before > 2 and label not in keys:
                self._far.setdefault(label, []).append(column.heading)

    def told(self) -> Iterator[Problem]:
        """Yield what is doubtful about several columns together."""
        if self._guesses:
            values = {"columns": "、".join(self._guesses[:_SHOWN]), "count": len(self._guesses)}
            yield Problem("answers-most-guessed", self.file.file, values=values, severity="warning")
        for label, headings in sorted(self._far.items()):
            values = {"found": label, "columns": "、".join(headings[:_SHOWN]), "count": len(headings)}
            yield Problem("answers-option-far", self.file.file, values=values, severity="warning")

    # --- marks alone ----------------------------------------------------------------------------------

    def of_scores(self, column: Column, scale: float) -> Marked | None:
        """Return a column of marks that no item is known of; ``scale`` is what most columns have as their most."""
        cells = column.answers if column.marks is None else column.marks
        assert cells is not None  # noqa: S101 - a column has one of both
        holds: Holds = self.holds or self.layout.cells
        holds = holds if holds in _OF_MARKS else "share" if column.shares else "marks"
        most = (
            column.most
            or self.most.get(column.heading)
            or self.most.get("")
            or self._guess(column, cells, scale, holds)
        )
        question = Question(column.heading, column.heading, most)
        return self._of_marks(question, replace(column, answers=None, marks=cells), holds)

    def _most_of(self, column: Column, item: str, holds: Holds) -> float:
        said = self.most.get(item) or self.most.get(column.heading) or column.most or self.most.get("")
        if said:
            return said
        cells = column.marks if column.marks is not None else column.answers if holds == "marks" else None
        return 1.0 if cells is None or column.shares else self._guess(column, cells, 1.0, "marks")

    def _guess(self, column: Column, cells: Cells, scale: float, holds: Holds) -> float:
        most = _guessed(cells, scale, holds)
        if most != 1:
            self._guesses.append(column.heading)
        return most

    def _of_marks(
        self, question: Question, column: Column, holds: Holds, marked: Marked | None = None
    ) -> Marked | None:
        cells = column.marks
        if cells is None:
            return marked
        counts = cells.counts
        marks, given = np.full(len(cells.words), nan), np.zeros(len(cells.words), bool)
        percents = _are_percent(cells, question.most) if holds == "marks" else False
        if percents:
            values = {"heading": column.heading, "most": f"{question.most:g}"}
            self.problems.append(Problem("answers-percent", self.file.file, values=values, severity="warning"))
            return None
        for code, text in enumerate(cells.words):
            if not counts[code] or self._says_nothing(text):
                # A blank mark: what was answered decides, and where that is not known nothing was.
                if counts[code] and marked is None and self.blank == "omitted" and word(text) not in self.layout.unseen:
                    marks[code] = 0.0
                continue
            value = _mark(text, question.most, holds)
            given[code] = True
            if isinstance(value, Doubt):
                self._tell(column, question, text, value, cells, code)
            else:
                marks[code] = value
        if marked is None:
            # Marks alone stand in for the answers: a blank is an omission.
            return Marked(question, cells, marks, given, np.full(len(marks), -1, np.int16))
        return replace(marked, marks=cells, given_mark=marks, given=given)

    # --- what all share -------------------------------------------------------------------------------

    def _of_answers(
        self, question: Question, column: Column, judged: Callable[[str], tuple[float, int, Response] | Doubt]
    ) -> Marked:
        cells = column.answers
        if cells is None:
            return Marked(question)
        count = len(cells.words)
        counts = cells.counts
        mark, answered, chosen = np.full(count, nan), np.zeros(count, bool), np.full(count, -1, np.int16)
        picked: list[Response | None] = [None] * count
        for code, text in enumerate(cells.words):
            if not counts[code]:
                continue
            if self._says_nothing(text):
                if self.blank == "omitted" or word(text):
                    mark[code] = nan if word(text) in self.layout.unseen else 0.0
                continue
            found = judged(text)
            answered[code] = True
            if isinstance(found, Doubt):
                if found.why != "needs-a-person":
                    self._tell(column, question, text, found, cells, code)
            else:
                mark[code], chosen[code], picked[code] = found
        return Marked(question, cells, mark, answered, chosen, picked=tuple(picked))

    def _says_nothing(self, text: str) -> bool:
        return not text or word(text) in self.layout.nothing or word(text) in self.layout.unseen

    def _tell(self, column: Column, question: Question, text: str, doubt: Doubt, cells: Cells, code: int) -> None:
        rows = tuple(sorted(cells.rows_where(code, self.file.rows).tolist()))
        self.dirty.append(Dirty(column.heading, question.id, text.lstrip(TWICE + UNTOLD), doubt.why, rows))


# --- labels -------------------------------------------------------------------------------------------


def _labels(text: str, *, verdict: bool = False) -> list[str]:
    """Return the options that a text names by letters or numbers, in their order; the text itself for another."""
    said = unicodedata.normalize("NFKC", text).strip().upper().rstrip(".、:")
    if verdict:
        own = word(said)
        return ["true" if own in words_of("cells", "true") else "false" if own in words_of("cells", "false") else said]
    labelled = [_LABELLED.match(each) for each in _SEVERAL.split(said) if each]
    if labelled and all(labelled):
        return sorted({found[1] for found in labelled if found}, key=_by_size)
    pieces = [each.strip("().[]") for each in _BETWEEN.split(said) if each]
    if len(pieces) == 1 and _LETTERS.fullmatch(pieces[0]):
        pieces = list(pieces[0])
    if pieces and all(_LABEL.fullmatch(each) for each in pieces) and len(set(pieces)) == len(pieces):
        return sorted(pieces, key=_by_size)
    return [said] if said else []


def _pieces(text: str) -> set[str]:
    return {plain(piece) or piece for piece in _PARTED.split(text) if piece}


def _is_like(label: str, key: str) -> bool:
    """Tell whether a label is of the key's kind: a letter like a letter, a number like a number."""
    if key in {"true", "false"}:
        return label in {"true", "false"}
    if _LABEL.fullmatch(key):
        return _LABEL.fullmatch(label) is not None and label.isdigit() == key.isdigit()
    return True


def _by_size(label: str) -> tuple[bool, int, str]:
    return (not label.isdigit(), int(label) if label.isdigit() else 0, label)


def _place(label: str) -> int | None:
    if label.isdigit():
        return int(label)
    return ord(label) - ord("A") if len(label) == 1 and "A" <= label <= "Z" else None


def _all_verdicts(cells: Cells, key: str) -> bool:
    """Tell whether key and cells judge a statement; T and F may be letters, too, where others are among them."""
    known = words_of("cells", "true") | words_of("cells", "false")
    if word(unicodedata.normalize("NFKC", key)) not in known:
        return False
    said = cells.said
    total = sum(said.values())
    return (
        sum(count for text, count in said.items() if word(unicodedata.normalize("NFKC", text)) in known)
        >= _MOSTLY * total
    )


# --- numbers ------------------------------------------------------------------------------------------


def number_of(text: str) -> float | None:
    """Return the number that a text is, inf and nan among them; None for another text."""
    said = unicodedata.normalize("NFKC", text).strip().removesuffix("分").replace(",", "")
    if _NUMBER.fullmatch(said):
        return float(said)
    return float("inf") if said.casefold().lstrip("+-") in _NOT_FINITE else None


def _mark(text: str, most: float, holds: Holds) -> float | Doubt:
    said = unicodedata.normalize("NFKC", text).strip()
    if said.casefold().lstrip("+-") in _NOT_FINITE:
        return Doubt("answers-cell-infinite")
    if said.endswith("%"):
        share = number_of(said[:-1])
        if share is None or not 0 <= share <= _PERCENT_MOST:
            return Doubt("answers-cell-range")
        return round(share / _PERCENT_MOST * most, 9)
    value = number_of(said)
    if value is None:
        own = word(said)
        if own in words_of("cells", "true") or own in words_of("cells", "false"):
            return most * (own in words_of("cells", "true"))
        return Doubt("answers-cell-number")
    if not isfinite(value):
        return Doubt("answers-cell-infinite")
    value = value / _PERCENT_MOST * most if holds == "percent" else value * most if holds == "share" else value
    return value if -1e-9 <= value <= most + 1e-9 else Doubt("answers-cell-range")


def _values(cells: Cells) -> Iterator[tuple[float, int]]:
    for text, count in cells.said.items():
        value = number_of(text)
        if value is not None and isfinite(value):
            yield value, count


def largest(cells: Cells) -> float:
    """Return the largest number of a column, 0 where there is none."""
    return max((value for value, _ in _values(cells)), default=0.0)


def _numeric_share(cells: Cells | None) -> float:
    """Return which share of the cells that say something are numbers."""
    if cells is None:
        return 0.0
    said = cells.said
    numbers = sum(count for text, count in said.items() if number_of(text.removesuffix("%")) is not None)
    return numbers / total if (total := sum(said.values())) else 0.0


numeric_share = _numeric_share


def _has_figure(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _guessed(cells: Cells, scale: float, holds: Holds) -> float:
    """Return the most of a column by its largest value; what only very few exceed is out of range, not the most."""
    if holds in {"percent", "share"}:
        return 1.0
    values = sorted((value, count) for value, count in _values(cells) if value > 0)
    total = sum(count for _, count in _values(cells))
    beyond = sum(count for value, count in values if value > scale)
    if not values:
        return scale
    if 0 < beyond <= max(_RARE * total, 1) and any(value <= scale for value, _ in values):
        return scale
    return max(values[-1][0], 1.0)


def _are_percent(cells: Cells, most: float) -> bool:
    """Tell whether a column has percent in place of marks: most of what earned anything lies beyond the most."""
    values = [(value, count) for value, count in _values(cells) if value > 0]
    total = sum(count for _, count in values)
    beyond = sum(count for value, count in values if most < value <= _PERCENT_MOST)
    return total > 0 and beyond >= _MOSTLY * total and max(value for value, _ in values) > most


def _evidence(pairs: Sequence[tuple[Column, Item]], numeric: Mapping[str, float]) -> Holds:
    """Return what the cells of a file are, as far as all its columns tell; "" where they do not."""
    choices = [
        (column, interaction)
        for column, item in pairs
        if column.answers is not None
        and column.marks is None
        and isinstance(interaction := item.body.interaction(), Choice)
    ]
    if not choices or any(
        numeric[column.heading] < _MOSTLY and not column.answers.is_blank() for column, _ in choices if column.answers
    ):
        return ""
    plain_ones = [column for column, interaction in choices if not is_verdict(interaction)]
    cells = [value for column in plain_ones if column.answers for value in _values(column.answers)]
    total = sum(count for _, count in cells)
    zeros = sum(count for value, count in cells if value == 0)
    if total and zeros > _RARE * total:
        return "marks"
    return "positions" if total and not zeros and max(value for value, _ in cells) > 1 else ""
