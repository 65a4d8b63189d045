"""Review away from Jupyter: items as an Excel or Word sheet, and the filled-in sheet back as decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

from qbank.bank import Bank
from qbank.errors import Problem, QbankError, Severity
from qbank.formats.files import is_there, write_whole
from qbank.locale import Lang, say
from qbank.model.item import Item
from qbank.reports.places import places
from qbank.reports.tables import html_lines
from qbank.review import sheet_excel, sheet_excel_read, sheet_word, sheet_word_read
from qbank.review.desk import Desk
from qbank.review.sheet_decide import Decided, decide
from qbank.review.sheet_rows import Row, cells_of, fits
from qbank.review.sheet_text import is_holdable
from qbank.review.sheet_view import view_of
from qbank.text.archive import open_checked
from qbank.text.files import os_problem
from qbank.text.limits import MEGABYTE, Limits
from qbank.text.sniff import HEAD_BYTES, kind_of

LIMITS = Limits(file_bytes=30 * MEGABYTE, inflated_bytes=64 * MEGABYTE, members=2_000)
"""Of what is read. 1,000 items inflate to 3 MB (Excel) or 9 MB (Word); an editor's sheet may grow to twice its size."""
MOST_WRITTEN = LIMITS.inflated_bytes // 2
_EXCEL, _WORD = ".xlsx", ".docx"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PARTS = {"xl/workbook.xml": _EXCEL, sheet_word_read.MAIN_PART: _WORD}


@dataclass(frozen=True, slots=True)
class SheetMade:
    """How many items stand on a new sheet, and what is to be said about them."""

    count: int
    file: str
    problems: tuple[Problem, ...]
    lang: Lang

    def lines(self) -> list[str]:
        """Return the report in words."""
        return [say("sheet-made", self.lang, count=self.count, file=self.file)]

    def _repr_html_(self) -> str:
        return html_lines((*(problem.message(self.lang) for problem in self.problems), *self.lines()))


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What became of a filled-in sheet.

    ``decided`` counts by what was decided (accept, fix, reject, later), and rows that were read in before or have no
    verdict yet. With ``dry_run`` nothing was decided: the counts are what would be.
    """

    decided: Decided
    problems: tuple[Problem, ...]
    dry_run: bool
    lang: Lang

    def lines(self) -> list[str]:
        """Return the report in words."""
        counts = {name: self.decided.done[name] for name in ("accept", "fix", "reject", "later")}
        refused = sum(problem.severity == "error" for problem in self.problems)
        rest = {"known": self.decided.known, "undecided": self.decided.undecided, "refused": refused}
        told = [say("sheet-read", self.lang, **counts, **rest)]
        if self.decided.unexplained:
            told.append(say("sheet-unexplained", self.lang, count=self.decided.unexplained))
        return [*told, say("sheet-dry-run", self.lang)] if self.dry_run else told

    def _repr_html_(self) -> str:
        return html_lines((*(problem.message(self.lang) for problem in self.problems), *self.lines()))


def write_sheet(bank: Bank, items: Iterable[Item], out: Path, lang: Lang) -> SheetMade:
    """Write items as a sheet for an editor, whole or not at all; the ending of its name says of which kind.

    A file that is there already is not replaced: it may hold an editor's work.

    Raises:
        QbankError: ``sheet-kind``, ``sheet-exists``, ``sheet-nothing``, ``sheet-too-many`` (it could not be read back),
            or the place cannot take a file.
    """
    writer = {_EXCEL: sheet_excel.write, _WORD: sheet_word.write}.get(out.suffix.lower())
    if writer is None:
        raise QbankError(Problem("sheet-kind", str(out)))
    if is_there(out):
        raise QbankError(Problem("sheet-exists", str(out)))
    given = list(items)
    chosen = [each for each in given if fits(each)]
    if not chosen:
        raise QbankError(next(_unfit(given, str(out), "error"), Problem("sheet-nothing", str(out))))
    stimuli = bank.stimuli(each.stimulus for each in chosen if each.stimulus)
    document_of = lru_cache(maxsize=16)(bank.document)
    place_of = places(document_of)
    views = [
        view_of(n, each, stimuli.get(each.stimulus), document_of=document_of, place_of=place_of, lang=lang)
        for n, each in enumerate(chosen, 1)
    ]
    made = BytesIO()
    writer(views, lang, made)
    with ZipFile(made) as archive:
        if sum(member.file_size for member in archive.infolist()) > MOST_WRITTEN:
            raise QbankError(Problem("sheet-too-many", str(out), values={"count": len(chosen)}))
    write_whole(out, lambda stream: _pour(made, stream))
    return SheetMade(len(chosen), str(out), tuple(_said_of(given, str(out))), lang)


def read_sheet(desk: Desk, file: Path, *, dry_run: bool) -> SheetReport:
    """Read a filled-in sheet: rows with a verdict are decided by the rules of the desk, each on its own.

    Args:
        desk: who decides and where.
        file: an Excel or Word sheet; its content says which, not its name.
        dry_run: only tell what would be decided.

    Raises:
        QbankError: the file is no such sheet, cannot be read or is not safe to read; nothing was decided then.
    """
    place = {_EXCEL: "sheet-row", _WORD: "sheet-item"}
    kind, rows = _rows(file, desk.lang)

    def named(number: int) -> str:
        return say(place[kind], desk.lang, n=number)

    decided, problems = decide(desk, rows, dry_run=dry_run, place=named)
    told = [replace(problem, file=str(file), place=named(number)) for number, problem in problems]
    return SheetReport(decided, tuple(told), dry_run, desk.lang)


def _pour(made: BytesIO, stream: BinaryIO) -> None:
    stream.write(made.getbuffer())


def _unfit(items: Sequence[Item], file: str, severity: Severity) -> Iterator[Problem]:
    return (Problem("sheet-unfit", file, values={"id": each.id}, severity=severity) for each in items if not fits(each))


def _said_of(items: Sequence[Item], file: str) -> Iterator[Problem]:
    yield from _unfit(items, file, "warning")
    for each in filter(fits, items):
        if not all(is_holdable(text) for text in cells_of(each).values()):
            yield Problem("sheet-cleaned", file, values={"id": each.id}, severity="warning")


def _rows(file: Path, lang: Lang) -> tuple[str, list[Row]]:
    """Return of which kind a file is and its rows; every fault of the file is a Problem that names it."""
    with _told(file):
        _refuse_strange(file)
        kind = _kind(file, lang)
        read = {_EXCEL: sheet_excel_read.read, _WORD: sheet_word_read.read}[kind]
        return kind, list(read(file))


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except QbankError as error:
        raise QbankError(replace(error.problem, file=str(file))) from error
    except OSError as error:
        raise QbankError(os_problem(error, str(file))) from error


def _refuse_strange(file: Path) -> None:
    if file.is_dir():
        raise QbankError(Problem("is-a-folder"))
    if file.exists() and not file.is_file():
        raise QbankError(Problem("not-a-regular-file"))
    size = file.stat().st_size
    if size > LIMITS.file_bytes:
        values = {"size": size // MEGABYTE, "limit": LIMITS.file_bytes // MEGABYTE}
        raise QbankError(Problem("too-large", values=values))
    with file.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
        found = kind_of(head)
        if found == "ole":
            code = "sheet-encrypted" if _ENCRYPTED in head + stream.read() else "sheet-old"
            raise QbankError(Problem(code))
    if not head:
        raise QbankError(Problem("empty"))
    if found != "zip":
        raise QbankError(Problem("sheet-no-office-file"))


def _kind(file: Path, lang: Lang) -> str:
    """Inflate everything once within limits and tell by the parts what the file is."""
    try:
        with open_checked(file, LIMITS) as archive:
            names = set(archive.namelist())
    except QbankError as error:
        if error.problem.code == "password-protected":
            raise QbankError(Problem("sheet-encrypted")) from error
        raise QbankError(Problem("sheet-unsafe", values={"reason": error.problem.to_dict(lang)["says"]})) from error
    kind = next((kind for part, kind in _PARTS.items() if part in names), "")
    if not kind:
        raise QbankError(Problem("sheet-no-office-file"))
    return kind
