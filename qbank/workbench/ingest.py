"""Files into the bank's documents; only what changed is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qbank import __version__
from qbank.bank import Bank
from qbank.errors import Problem
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

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Job:
    """A file to read, what the editor's ``corpus.toml`` says of it, and the mark of having read it so."""

    found: Found
    rules: tuple[Rule, ...]
    digest: str

    @property
    def mark(self) -> str:
        said = repr(sorted(applied(self.rules, self.found.name).items()))
        return f"{self.digest}/{__version__}/{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def ingest(bank: Bank, paths: Sequence[Path], *, limits: Limits, progress: Progress = quiet) -> IngestReport:
    """Read files and folders into the bank, each document in a transaction of its own.

    An interruption leaves what was read so far; running again goes on from there.
    """
    report = IngestReport()
    digests = {entry.name: entry.digest for entry in bank.documents()}
    first = {digest: name for name, digest in digests.items()}
    jobs = list(_jobs(paths, limits, report))
    with Reader(limits) as reader:
        for number, job in enumerate(jobs):
            name = job.found.name
            progress(name, number, len(jobs))
            same = first.setdefault(job.digest, name)
            if same != name:
                report.problems.append(Problem("duplicate-of", name, values={"other": same}, severity="warning"))
            elif bank.setting(_key(name)) == job.mark:
                report.unchanged += 1
            elif _take(bank, reader, job, report):
                (report.changed if name in digests else report.added).append(name)
    return report


def _jobs(paths: Sequence[Path], limits: Limits, report: IngestReport) -> Iterator[_Job]:
    for path in paths:
        folder = path if path.is_dir() else path.parent
        rules, problems = load_metadata(folder)
        report.problems.extend(problems)
        for thing in find([path], limits=limits):
            if isinstance(thing, Problem):
                report.problems.append(thing)
                continue
            digest = digest_of(thing.path)
            if isinstance(digest, Problem):
                report.problems.append(digest)
            else:
                yield _Job(thing, rules, digest)


def _take(bank: Bank, reader: Reader, job: _Job, report: IngestReport) -> bool:
    reading = reader.read(job.found, rules=job.rules)
    report.problems.extend(reading.problems)
    if reading.document is None:
        return False
    bank.put_documents([describe(reading.document, outline(reading.document))])
    bank.set_setting(_key(job.found.name), job.mark)
    return True


def _key(name: str) -> str:
    return f"read/{name}"
