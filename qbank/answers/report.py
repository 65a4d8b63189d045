"""What was made of an answer file, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qbank.answers import layouts
from qbank.answers._marked import Dirty
from qbank.answers.matching import Matching
from qbank.errors import Problem
from qbank.locale import Lang, Listed, say

_HOW = {
    "given": "answers-how-given",
    "id": "answers-how-id",
    "stem": "answers-how-stem",
    "options": "answers-how-options",
    "beginning": "answers-how-beginning",
    "number": "answers-how-number",
    "alike": "answers-how-alike",
}
_DROPPED = {
    "summary": "answers-left-summary",
    "preview": "answers-left-preview",
    "staff": "answers-left-staff",
    "absent": "answers-left-absent",
    "unfinished": "answers-left-unfinished",
    "duplicate": "answers-left-duplicate",
    "other-attempt": "answers-left-other-attempt",
    "lost": "answers-left-lost",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What was made of a file.

    Args:
        file: its name.
        layout: the layout it has.
        sheet: the sheet that was read.
        rows: how many rows of people it has.
        counted: how many people count; ``absent`` how many were not there.
        matching: which column was taken for which item, how, and how surely.
        dropped: how many rows were left out, by reason.
        dirty: texts that could not be read, with their rows.
        cells: how many cells of items were looked at.
        problems: all that a person should know, the gravest not first but in order of reading.
    """

    file: str
    layout: str
    sheet: str
    rows: int
    counted: int
    absent: int
    matching: Matching
    dropped: Mapping[str, int]
    dirty: tuple[Dirty, ...]
    cells: int
    problems: tuple[Problem, ...]

    @property
    def dirty_cells(self) -> int:
        """How many cells could not be read."""
        return sum(len(each.rows) for each in self.dirty)

    def lines(self, lang: Lang) -> Iterator[str]:
        """Yield in words what was read, how columns found their items, who was left out, what could not be read."""
        title = layouts.load(self.layout).title[lang] if self.layout in layouts.names() else self.layout
        values = {
            "file": names_of_files(self.file),
            "title": title,
            "rows": self.rows,
            "counted": self.counted,
            "absent": self.absent,
        }
        yield say("answers-read", lang, **values)
        found = Counter[str](each.how for each in self.matching.matches)
        parts = [say(key, lang, count=found[how]) for how, key in _HOW.items() if found[how]]
        if parts:
            yield say("answers-matched", lang, count=len(self.matching.matches), parts=Listed(parts))
        yield from self.lines_of_dropped(lang)
        if self.dirty:
            yield say("answers-dirty", lang, count=self.dirty_cells, cells=self.cells)

    def lines_of_dropped(self, lang: Lang) -> Iterator[str]:
        """Yield in words which rows were left out and why, if any was."""
        left = [
            say(key, lang, count=self.dropped[reason]) for reason, key in _DROPPED.items() if reason in self.dropped
        ]
        if left:
            yield say("answers-dropped", lang, parts=Listed(left))

    def to_dict(self, lang: Lang) -> dict[str, Any]:
        """Return all of it as JSON data."""
        return {
            "file": names_of_files(self.file),
            "layout": self.layout,
            "sheet": self.sheet,
            "rows": self.rows,
            "counted": self.counted,
            "absent": self.absent,
            "dropped": dict(self.dropped),
            "matches": [
                {"heading": each.heading, "item": each.item, "how": each.how, "sure": each.sure}
                for each in self.matching.matches
            ],
            "ambiguous": [{"heading": heading, "items": list(items)} for heading, items in self.matching.ambiguous],
            "unmatched": list(self.matching.unmatched),
            "cells": self.cells,
            "dirty_cells": self.dirty_cells,
            "dirty": [each.to_dict() for each in self.dirty],
            "problems": [impersonal(problem).to_dict(lang) for problem in self.problems],
        }


_OF_PERSONS = {
    "answers-namesakes": ("name",),
    "answers-code-two-names": ("code",),
    "answers-codeless-in-files": ("codes",),
    "answers-codeless-unsure": ("codes",),
    "answers-in-two-files": ("codes",),
}
"""What in a message says who somebody is: for the screen of whoever has the file, not for what is passed on."""


def impersonal(problem: Problem) -> Problem:
    """Return a problem without names and codes of people, and without the folder of its file; rows and numbers stay."""
    hidden = dict.fromkeys(_OF_PERSONS.get(problem.code, ()), "…")
    return replace(problem, file=names_of_files(problem.file), values={**problem.values, **hidden})


def names_of_files(file: str) -> str:
    """Return what a file is called, or each of several that are ``Listed``, without its folder."""
    return Listed(Path(each).name for each in file.words) if isinstance(file, Listed) else Path(file).name
