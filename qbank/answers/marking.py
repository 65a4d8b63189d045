"""What each cell of an item earns: by the file's own marks where it has them, else by the item's rule.

Everything is decided once for each distinct text of a column; a person's mark is then looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from math import nan
from typing import TYPE_CHECKING

import numpy as np

from qbank.answers._cells import Cells
from qbank.answers._plain import is_fault, plain
from qbank.answers.choices import Doubt, Style, option_named, read_cell
from qbank.answers.layouts import Holds, Layout, word
from qbank.answers.records import TWICE, UNTOLD, AnswerFile, Column
from qbank.errors import Problem
from qbank.locale import Listed
from qbank.model.item import Choice, ExtendedText, Item, Response, TextEntry, is_verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
from qbank.answers._labels import LABEL, MOSTLY, all_verdicts, by_size, is_like, labels_in, pieces, place_of
from qbank.answers._marked import Dirty, Marked, Question
from qbank.answers._numbers import (
    RARE,
    are_percent,
    guessed_most,
    largest,
    mark_of,
    numeric_share,
    values_of,
)

_CLOSE = 2
"""Places by which neighbouring options differ at most, one between them that nobody chose."""
_MOST_OPTIONS = 30
_SHOWN = 5
OF_MARKS = frozenset({"marks", "percent", "share"})


@dataclass(slots=True)
class Marker:
    """Understands the columns of one file."""

    file: AnswerFile
    holds: Holds = ""
    most: Mapping[str, float] = field(default_factory=dict)
    blank: str = "omitted"
    scale: float = 1.0
    """What most columns have as their largest mark: one cell beyond it is a slip, and no highest mark."""
    dirty: list[Dirty] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _far: dict[str, list[str]] = field(default_factory=dict)
    _near: set[str] = field(default_factory=set)
    _guesses: list[str] = field(default_factory=list)

    @property
    def layout(self) -> Layout:
        """How the file is written."""
        return self.file.layout

    # --- items of a bank ------------------------------------------------------------------------------

    def of_items(self, pairs: Sequence[tuple[Column, Item]]) -> list[Marked]:
        """Return the columns of items of a bank."""
        holds = self.holds or self.layout.cells
        numeric = {column.heading: numeric_share(column.answers) for column, _ in pairs}
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
        if numeric < MOSTLY:
            return "" if evidence in OF_MARKS else evidence
        interaction = item.body.interaction()
        if isinstance(interaction, ExtendedText):
            return "marks"
        percents = [text for text in column.answers.said if text.endswith(("%", "％"))]
        if percents and isinstance(interaction, Choice):
            # 90% is an option in words, or a share of the marks.
            named = [option_named(text, interaction.options) is not None for text in percents]
            return "answers" if all(named) else None if any(named) else "marks"
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
        if holds in OF_MARKS and column.marks is None:
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
        verdict = all_verdicts(column.answers, key)
        keys = labels_in(key, verdict=verdict)
        multiple = len(keys) > 1
        said = {text: count for text, count in column.answers.said.items() if not is_fault(text)}
        if not keys:
            values = {"heading": column.heading, "key": key}
            self.problems.append(Problem("answers-key-empty", self.file.file, values=values))
            return None
        by_label = all(LABEL.fullmatch(each) for each in keys) or verdict
        seen = {label for text in said for label in (labels_in(text, verdict=verdict) if by_label else [text])}
        options = sorted({*keys, *(label for label in seen if is_like(label, keys[0]))}, key=by_size)
        self._note_far(column, options, keys)
        if multiple or (not by_label and len(options) > _MOST_OPTIONS):
            options = []
        question = Question(column.heading, column.heading, most, 0, tuple(options), tuple(keys))

        def judged(text: str) -> tuple[float, int, Response] | Doubt:
            if text[0] in {TWICE, UNTOLD}:
                return Doubt("answers-cell-twice" if text[0] == TWICE else "answers-cell-order-untold")
            labels = labels_in(text, verdict=verdict) if by_label else [text]
            if by_label and not all(is_like(label, keys[0]) for label in labels):
                return Doubt("answers-cell-unknown")
            if not multiple and len(labels) > 1:
                return Doubt("answers-cell-several")
            right = set(labels) == set(keys) if by_label else plain(text) == plain(key) or pieces(text) == pieces(key)
            place = options.index(labels[0]) if options and labels[0] in options else -1
            return most * right, place, labels

        marked = self._of_answers(question, column, judged)
        return self._of_marks(question, column, "marks", marked)

    def _note_far(self, column: Column, options: Sequence[str], keys: Sequence[str]) -> None:
        """Note an option that stands far from the others: 8 where others say 1 to 5 may stand for no answer."""
        places = [(place, each) for each in options if (place := place_of(each)) is not None]
        self._near |= {label for (before, _), (after, label) in pairwise(places) if after - before <= _CLOSE}
        self._near |= set(keys)
        for (before, _), (after, label) in pairwise(places):
            if after - before > _CLOSE and label not in keys:
                self._far.setdefault(label, []).append(column.heading)

    def told(self) -> Iterator[Problem]:
        """Yield what is doubtful about several columns together."""
        if self._guesses:
            values = {"columns": Listed(self._guesses, _SHOWN), "count": len(self._guesses)}
            yield Problem("answers-most-guessed", self.file.file, values=values, severity="warning")
        for label, headings in sorted(self._far.items()):
            if label in self._near:
                # An option of other items: here few chose wrong ones.
                continue
            values = {"found": label, "columns": Listed(headings, _SHOWN), "count": len(headings)}
            yield Problem("answers-option-far", self.file.file, values=values, severity="warning")

    # --- marks alone ----------------------------------------------------------------------------------

    def of_scores(self, column: Column, scale: float) -> Marked | None:
        """Return a column of marks that no item is known of; ``scale`` is what most columns have as their most."""
        cells = column.answers if column.marks is None else column.marks
        assert cells is not None  # noqa: S101 - a column has one of both
        holds: Holds = self.holds or self.layout.cells
        holds = holds if holds in OF_MARKS else "share" if column.shares else "marks"
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
        return 1.0 if cells is None or column.shares else self._guess(column, cells, self.scale, "marks")

    def _guess(self, column: Column, cells: Cells, scale: float, holds: Holds) -> float:
        most = guessed_most(cells, scale, holds)
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
        percents = are_percent(cells, question.most) if holds == "marks" else False
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
            value = mark_of(text, question.most, holds)
            given[code] = True
            if isinstance(value, Doubt):
                self._tell(column, question, text, value, cells, code)
            else:
                marks[code] = value
        if marked is None:
            # Marks alone stand in for the answers: a blank is an omission.
            return Marked(question, cells, marks, given, np.full(len(marks), -1, np.int16), times=column.times)
        return replace(marked, marks=cells, given_mark=marks, given=given)

    # --- what all share -------------------------------------------------------------------------------

    def _of_answers(
        self, question: Question, column: Column, judged: Callable[[str], tuple[float, int, Response] | Doubt]
    ) -> Marked:
        cells = column.answers
        if cells is None:
            return Marked(question, times=column.times)
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
            found = Doubt("answers-cell-fault") if is_fault(text) else judged(text)
            answered[code] = True
            if isinstance(found, Doubt):
                if found.why != "needs-a-person":
                    self._tell(column, question, text, found, cells, code)
            else:
                mark[code], chosen[code], picked[code] = found
        return Marked(question, cells, mark, answered, chosen, picked=tuple(picked), times=column.times)

    def _says_nothing(self, text: str) -> bool:
        return not text or word(text) in self.layout.nothing or word(text) in self.layout.unseen

    def _tell(self, column: Column, question: Question, text: str, doubt: Doubt, cells: Cells, code: int) -> None:
        rows = tuple(sorted(cells.rows_where(code, self.file.rows).tolist()))
        self.dirty.append(Dirty(column.heading, question.id, text.lstrip(TWICE + UNTOLD), doubt.why, rows))


def _has_figure(text: str) -> bool:
    return any(char.isdigit() for char in text)


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
        numeric[column.heading] < MOSTLY and not column.answers.is_blank() for column, _ in choices if column.answers
    ):
        return ""
    plain_ones = [column for column, interaction in choices if not is_verdict(interaction)]
    cells = [value for column in plain_ones if column.answers for value in values_of(column.answers)]
    total = sum(count for _, count in cells)
    zeros = sum(count for value, count in cells if value == 0)
    if total and zeros > RARE * total:
        return "marks"
    return "positions" if total and not zeros and max(value for value, _ in cells) > 1 else ""
