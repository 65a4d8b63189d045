"""A row of a table by what it says, and what is wrong with one: what writing and reading of a layout share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qbank import locale
from qbank.errors import Problem
from qbank.formats.tables._profile_records import Profile, Sheet
from qbank.formats.tables._words import usual_header
from qbank.model.item import Choice, ExtendedText, Interaction, Match, Order, TextEntry, is_verdict

Texts = Mapping[str, Sequence[str]]
"""By field, what its columns say, in their order; a field without columns is missing."""
_MOST_RUNS = 10


class Unreadable(Exception):  # noqa: N818 - no fault of the program
    """A row cannot be read, or an item cannot go into one: why, and in which column."""

    def __init__(self, code: str, field: str = "", at: int = 0, **values: object) -> None:
        super().__init__(code)
        self.code, self.field, self.at, self.values = code, field, at, values


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout and the sheet of it that an item goes into or comes from."""

    profile: Profile
    sheet: Sheet

    def problem(self, fault: Unreadable, texts: Texts, *, file: str = "", place: str = "") -> Problem:
        """Return what is wrong with a row, with the beginning of its stem and the heading of the column."""
        header = " ".join(self._header(fault).split()) if fault.field else ""
        values = {"stem": brief(first(texts, "substem") or first(texts, "stem")), "column": header, **fault.values}
        return Problem(fault.code, file, place, values)

    def _header(self, fault: Unreadable) -> str:
        """Return the heading of the column, what people call the field where the sheet has none."""
        header = self.sheet.header(fault.field, fault.at)
        if not self.sheet.header_row and header != fault.field:
            return f"{usual_header(fault.field)} {header}"
        return usual_header(fault.field) if header == fault.field else header


def first(texts: Texts, field: str) -> str:
    """Return the first text of a field, "" where there is none."""
    found = texts.get(field, ())
    return found[0] if found else ""


def answer_of(texts: Texts, between: str = ",") -> str:
    """Return the answer of a row, of all its answer columns."""
    return between.join(filter(None, texts.get("answer", ())))


def brief(text: str) -> str:
    """Return the beginning of a text on one line."""
    return locale.brief(" ".join(text.split()))


def rows_named(numbers: Sequence[int]) -> str:
    """Return the numbers of rows, those that follow each other as a range: 3–5、9; of many the first."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return locale.Listed((f"{first}" if first == last else f"{first}–{last}" for first, last in runs), _MOST_RUNS)


def kind_of(interaction: Interaction) -> str:
    """Return the kind of an interaction, as tables know it."""
    match interaction:
        case Choice(multiple=True):
            return "multiple"
        case Choice():
            return "verdict" if is_verdict(interaction) else "single"
        case TextEntry():
            return "blanks"
        case ExtendedText():
            return "essay"
        case Match():
            return "match"
        case Order():
            return "order"
