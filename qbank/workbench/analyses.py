"""What several answer files show, sitting by sitting, told together: in words, as JSON data, in one report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, overload

from qbank.answers import impersonal
from qbank.errors import Problem
from qbank.locale import Lang, Listed, say
from qbank.reports import parts
from qbank.reports.parts import Column, Grid, Kind, Part, Report
from qbank.workbench.analysis import Analysis

_MOST_FILES = 8
_COLUMNS = {"name": 30, "date": 14, "files": 8, "n": 8, "k": 8, "mean-share": 12, "alpha": 10, "flagged": 14}


@dataclass(frozen=True, slots=True, repr=False)
class Analyses(Sequence[Analysis]):
    """The sittings by day, and what was ``told`` of files that are in none of them."""

    sittings: tuple[Analysis, ...]
    told: tuple[Problem, ...]
    lang: Lang

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def __len__(self) -> int:
        return len(self.sittings)

    @overload
    def __getitem__(self, place: int) -> Analysis: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Analysis, ...]: ...
    def __getitem__(self, place: int | slice) -> Analysis | tuple[Analysis, ...]:
        return self.sittings[place]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was doubtful on the way, that of files left out first."""
        return (*self.told, *(problem for each in self.sittings for problem in each.problems))

    def lines(self) -> Iterator[str]:
        """Yield the sittings in words, one after the other; each after a line that says which files it is of."""
        for number, each in enumerate(self.sittings, 1):
            if number > 1:
                yield ""
            if len(self) > 1 or len(each.files) > 1:
                files = Listed((file.name for file in each.files), _MOST_FILES)
                yield say("analyses-sitting", self.lang, number=number, of=len(self), files=files)
            yield from each.lines()

    def to_dict(self) -> dict[str, Any]:
        """Return everything as JSON data: one sitting as ``Analysis`` has it, several as a list under ``sittings``."""
        told = [{"code": each.code, "says": each.message(self.lang)} for each in map(impersonal, self.told)]
        if len(self) > 1:
            return {"sittings": [each.to_dict() for each in self.sittings], "problems": told}
        data = self.sittings[0].to_dict()
        return {**data, "problems": [*told, *data["problems"]]}

    def write(self, out: Path | str) -> Path:
        """Write the report; as a workbook or a Word document as its name ends, and return it.

        Raises:
            QbankError: another ending, or a place that cannot take the file.
        """
        return parts.write(self.report, Path(out))

    def report(self, kind: Kind) -> Report:
        """Return one report on all sittings: of several, an overview first, and each under its number."""
        reports = [each.report(kind) for each in self.sittings]
        if len(self) == 1:
            return reports[0]
        title = say("analyses-title", self.lang, n=len(self))
        return Report(title, "", (self._overview(), *self._numbered(reports, kind)), self.lang)

    def _numbered(self, reports: Sequence[Report], kind: Kind) -> Iterator[Part]:
        for number, (report, each) in enumerate(zip(reports, self.sittings, strict=True), 1):
            if kind == "book":
                yield from (replace(part, title=f"{number} {part.title}") for part in report.parts)
            else:
                yield Part(f"{number} {each.exam.name} {each.exam.date}")
                yield from (replace(part, level=2) for part in report.parts)

    def _overview(self) -> Part:
        heads = {key: say(f"analyses-col-{key}", self.lang) for key in _COLUMNS}
        columns = [Column(heads[key], width, key == "mean-share") for key, width in _COLUMNS.items()]
        return Part(say("analyses-overview", self.lang), grid=Grid(columns, [_row(each) for each in self.sittings]))


def _row(each: Analysis) -> Sequence[Any]:
    exam = each.exam
    flagged = sum(any(flag.sure for flag in item.flags) for item in exam.items)
    return (
        exam.name, exam.date, len(each.files), exam.total.n, exam.total.k, exam.mean_share, exam.total.alpha, flagged,
    )  # fmt: skip
