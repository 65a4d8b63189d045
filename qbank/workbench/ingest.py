"""Files into the bank's documents; only what changed is read again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from qbank import __version__
from qbank.bank import Bank
from qbank.errors import Problem, QbankError
from qbank.locale import Lang, say
from qbank.mistakes import log_mistake
from qbank.model.document import Document
from qbank.reports.tables import html_lines
from qbank.text.describe import describe
from qbank.text.files import Found, find
from qbank.text.frontmatter import Rule, applied, load_metadata
from qbank.text.limits import Limits
from qbank.text.readers import Reader, digest_of
from qbank.text.segment import outline

Progress = Callable[[str, int, int], None]
"""Called as (what is being worked on, number done, number in all)."""


def quiet(_what: str, _done: int, _all: int) -> None:
    """Show no progress."""


@dataclass(slots=True)
class IngestReport:
    """What came of reading: names of documents new or changed, how many stayed as they were, what went wrong."""

    lang: Lang
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def failed(self) -> int:
        """Return how many problems kept something from being read."""
        return sum(problem.severity == "error" for problem in self.problems)

    def lines(self) -> list[str]:
        """Return the report in words."""
        added, changed = len(self.added), len(self.changed)
        names = [f"+ {name}" for name in self.added] + [f"~ {name}" for name in self.changed]
        total = say("ingested", self.lang, added=added, changed=changed, unchanged=self.unchanged, failed=self.failed)
        return [*names, total]

    def _repr_html_(self) -> str:
        return html_lines((*(problem.message(self.lang) for problem in self.problems), *self.lines()))


class _Read(NamedTuple):
    """What the bank remembers of having read a document: from which file, which bytes, under which rules."""

    path: str
    digest: str
    rules: str
    program: str

    @property
    def file(self) -> Path:
        """Return the file, spelled as this computer's settings want it."""
        return Path(os.fsdecode(self.path.encode()))


class _Job(NamedTuple):
    """A file to read and what the editor's ``corpus.toml`` files say."""

    found: Found
    rules: tuple[Rule, ...]

    def mark(self, digest: str) -> _Read:
        said = repr(sorted(applied(self.rules, self.found.name).items()))
        path = os.fsencode(self.found.path.absolute()).decode("utf-8", "backslashreplace")
        return _Read(path, digest, hashlib.sha256(said.encode()).hexdigest()[:16], __version__)


class _Ingest:
    """One run: the bank's memory of earlier ones, and the bytes seen in this one."""

    def __init__(self, bank: Bank, report: IngestReport) -> None:
        self._bank = bank
        self._report = report
        self._known = {entry.name for entry in bank.documents()}
        self._first = {entry.digest: entry.name for entry in bank.documents() if self._is_still_there(entry.name)}

    def take(self, job: _Job, reader: Reader) -> None:
        """Read one file into the bank unless it is there already, or say why not."""
        name = job.found.name
        digest = digest_of(job.found.path)
        if isinstance(digest, Problem):
            self._report.problems.append(digest)
            return
        same = self._first.setdefault(digest, name)
        mark, before = job.mark(digest), self._remembered(name)
        if same != name:
            self._report.problems.append(Problem("duplicate-of", name, values={"other": same}))
        elif before == mark:
            self._report.unchanged += 1
        elif before and _is_another(before, mark):
            self._report.problems.append(Problem("same-name-elsewhere", mark.path, values={"other": before.path}))
        else:
            self._read(job, reader)

    def _read(self, job: _Job, reader: Reader) -> None:
        reading = reader.read(job.found, rules=job.rules)
        self._report.problems.extend(reading.problems)
        for problem in reading.problems:
            if problem.code == "reader-failed":
                log_mistake(self._bank.path.parent, f"{problem.file}\n{problem.values['trace']}")
        if reading.document is None:
            return
        try:
            self._put(describe(reading.document, outline(reading.document)))
        except QbankError as error:
            if not error.problem.code.startswith("bank-bad-"):
                raise  # the bank itself is not well: nothing more can be stored
            self._report.problems.append(replace(error.problem, file=job.found.name))
            return
        self._bank.set_setting(_key(job.found.name), json.dumps(job.mark(reading.document.digest)))

    def _put(self, document: Document) -> None:
        self._bank.put_documents([document])
        (self._report.changed if document.name in self._known else self._report.added).append(document.name)

    def _is_still_there(self, name: str) -> bool:
        """Tell whether a document's file lies where it was read and holds what was read."""
        before = self._remembered(name)
        return before is not None and digest_of(before.file) == before.digest

    def gone(self, paths: Sequence[Path]) -> Iterator[Problem]:
        """Yield the documents whose files lay in one of some folders and are no longer there."""
        folders = [os.path.realpath(path) for path in paths if os.path.isdir(path)]  # noqa: PTH112 - a name too long is no folder
        for name in sorted(self._known):
            before = self._remembered(name)
            if before is None or not _is_gone(before.file):
                continue
            if any(Path(os.path.realpath(before.file)).is_relative_to(folder) for folder in folders):
                yield Problem("document-file-gone", name, values={"path": before.path}, severity="warning")

    def _remembered(self, name: str) -> _Read | None:
        return _remembered(self._bank, name)


def _remembered(bank: Bank, name: str) -> _Read | None:
    try:
        return _Read(*json.loads(bank.setting(_key(name)) or "[]"))
    except (ValueError, TypeError):
        return None  # never read, or remembered by an older program: read it (again)


def _is_gone(file: Path) -> bool:
    """Tell whether a file is not there; of one in a closed folder nobody knows."""
    try:
        file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):
        return False
    return False


def read_again(bank: Bank, name: str) -> str:
    """Let a document's file be read the next time, although it is as it was; return where it lies, "" if nowhere."""
    before = _remembered(bank, name)
    bank.set_setting(_key(name), "")
    return before.path if before and not _is_gone(before.file) else ""


def _is_another(before: _Read, now: _Read) -> bool:
    """Tell whether a document of that name was read from another file that is still there."""
    return before.path != now.path and before.digest != now.digest and before.file.exists()


def _key(name: str) -> str:
    return f"read/{name}"


def ingest(
    bank: Bank, paths: Sequence[Path], *, limits: Limits, lang: Lang, progress: Progress = quiet
) -> IngestReport:
    """Read files and folders into the bank, each document in a transaction of its own.

    An interruption leaves what was read so far; running again goes on from there.
    """
    report = IngestReport(lang)
    jobs = list(_jobs(paths, limits, report))
    run = _Ingest(bank, report)
    with Reader(limits) as reader:
        for number, job in enumerate(jobs):
            progress(job.found.name, number, len(jobs))
            run.take(job, reader)
    report.problems += run.gone(paths)
    return report


def _jobs(paths: Sequence[Path], limits: Limits, report: IngestReport) -> Iterator[_Job]:
    rules: dict[Path, tuple[Rule, ...]] = {}
    for thing in find(list(dict.fromkeys(paths)), limits=limits):
        if isinstance(thing, Problem):
            report.problems.append(thing)
            continue
        root = _root(thing)
        if root not in rules:
            rules[root], problems = load_metadata(root)
            report.problems.extend(problems)
        yield _Job(thing, rules[root])


def _root(found: Found) -> Path:
    """Return the folder that was given: the file's path without its name below that folder."""
    return found.path.parents[found.name.count("/")]
