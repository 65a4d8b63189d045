"""One person's exams as a report (一人一档): how they did beside everybody, what they lost marks in, what was wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qbank.locale import Lang, Listed, say
from qbank.model.sitting import TOTAL, Asked, Person, SittingHead
from qbank.reports import parts
from qbank.reports.parts import Column, Grid, Kind, Part, Report
from qbank.reports.results import Record
from qbank.reports.results_report import named

_EXAMS = {"date": 14, "exam": 36, "share": 10, "mean": 12, "state": 10}
_CHAPTERS = {"date": 14, "exam": 30, "chapter": 36, "share": 10}
_WRONG = {"date": 20, "exam": 20, "stem": 56, "earned": 8, "most": 8, "key": 40}
_SHARES = frozenset({"share", "mean"})
_MOST_CHAPTERS = 3


@dataclass(frozen=True, slots=True)
class LostMarks:
    """A question that the person did not earn all marks of: ``stem`` and ``key`` in words, "" where not known."""

    head: SittingHead
    asked: Asked
    earned: float
    stem: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class PersonRecord:
    """What is kept of a person, the latest exam first; a mark of ``passed`` or more of the marks has passed.

    What they lost marks in (``lost``) does not hold questions whose key is surely doubtful or was changed since.
    """

    person: Person
    records: Sequence[Record]
    lost: Sequence[LostMarks]
    lang: Lang
    passed: float

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> Iterable[str]:
        """Yield who it is and how each exam went, in words."""
        yield self._who("people-record")
        for each in self.records:
            told = {"name": each.head.name, "date": each.head.date or "–"}
            if each.share is None:
                yield say("people-absent", self.lang, **told)
                continue
            mean = "–" if each.mean is None else f"{each.mean:.0%}"
            yield say("people-exam", self.lang, **told, share=f"{each.share:.0%}", mean=mean)
            if each.lost:
                lost = Listed((f"{name} {share:.0%}" for name, share in each.lost), _MOST_CHAPTERS)
                yield say("people-lost", self.lang, chapters=lost)

    def write(self, out: Path | str) -> Path:
        """Write the report; as a workbook or a Word document as its name ends, and return it.

        Raises:
            QbankError: another ending, or a place that cannot take the file.
        """
        return parts.write(self.report, Path(out))

    def report(self, kind: Kind) -> Report:
        """Return the report, the same parts in a workbook and on paper."""
        return Report(self._who("person-title"), self._who("people-record"), tuple(self._parts()), self.lang)

    def _who(self, key: str) -> str:
        department = named(self.person.department, self.lang)
        return say(key, self.lang, code=self.person.code, name=self.person.name, department=department).strip()

    def _parts(self) -> Iterator[Part]:
        yield Part(self._title("exams"), grid=self._grid(_EXAMS, map(self._exam, self.records)))
        chapters = [(each.head.date, each.head.name, name, share) for each in self.records for name, share in each.lost]
        if chapters:
            yield Part(self._title("chapters"), grid=self._grid(_CHAPTERS, chapters))
        if self.lost:
            yield Part(self._title("wrong"), grid=self._grid(_WRONG, map(_mistake, self.lost)))

    def _exam(self, each: Record) -> Sequence[Any]:
        came = "passed" if each.has_passed(self.passed) else "failed"
        state = "absent" if each.share is None else came
        return each.head.date, each.head.name, each.share, each.mean, say(f"person-{state}", self.lang)

    def _title(self, name: str) -> str:
        return say(f"person-sheet-{name}", self.lang)

    def _grid(self, widths: Mapping[str, int], rows: Iterable[Sequence[Any]]) -> Grid:
        columns = [Column(say(f"person-col-{key}", self.lang), width, key in _SHARES) for key, width in widths.items()]
        return Grid(columns, [*rows])


def lost_marks(
    head: SittingHead,
    marks: Sequence[float | None],
    stems: Mapping[str, str],
    keys: Mapping[str, str],
    untaught: frozenset[str],
) -> Iterator[LostMarks]:
    """Yield the questions of an exam that somebody did not earn all marks of, as they were asked.

    Args:
        head: the exam.
        marks: what they earned, None where a question was not presented.
        stems: of the items, by id.
        keys: of the items in words, by id.
        untaught: items whose key must not be taught.
    """
    for mark, asked in zip(marks, head.asked, strict=False):
        if mark is not None and mark < asked.most and asked.item not in untaught and asked.item != TOTAL:
            stem = stems.get(asked.item) or asked.heading or asked.item
            yield LostMarks(head, asked, mark, stem, keys.get(asked.item, ""))


def _mistake(each: LostMarks) -> Sequence[Any]:
    return each.head.date, each.head.name, each.stem, each.earned, each.asked.most, each.key
