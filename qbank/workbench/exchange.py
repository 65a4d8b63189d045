"""A bank out to a file and in from one, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qbank.bank import Bank, Query
from qbank.errors import Problem, QbankError
from qbank.locale import Lang, say
from qbank.model.document import Document
from qbank.model.item import Status
from qbank.model.record import ItemRecord
from qbank.reports.tables import html_lines


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many items came in, how many the bank had, and what was wrong; with an error nothing came in
    unless the good ones were asked for.
    """

    added: int
    known: int
    problems: tuple[Problem, ...]
    lang: Lang

    def lines(self) -> list[str]:
        """Return the report in words."""
        return [say("imported", self.lang, added=self.added, known=self.known)]

    def _repr_html_(self) -> str:
        return html_lines((*(problem.message(self.lang) for problem in self.problems), *self.lines()))


def export(bank, out, format, statuses):
    raise NotImplementedError


def import_bank(bank, file, *, keep_good, lang):
    raise NotImplementedError
