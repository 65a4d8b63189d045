"""Files into the bank's documents; only what changed is read again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from qbank import __version__
from qbank.bank import Bank
from qbank.errors import Problem
from qbank.locale import Lang, say
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
        return [say("ingested", self.lang, added=added, changed=changed, unchanged=self.unchanged, failed=self.failed)]

    def _repr_html_(self) -> str:
        return html_lines((*(problem.message(self.lang) for problem in self.problems), *self.lines()))


class _Job(NamedTuple):
    """A file to read and what the editor's ``corpus.toml`` files say."""

    found: Found
    rules: tuple[Rule, ...]

    def mark(self, digest: str) -> str:
        """Return what stands for having read this very file under these rules with this program."""
        said = repr(sorted(applied(self.rules, self.found.name).items()))
        return f"{digest}/{__version__}/{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def ingest(
    bank: Bank, paths: Sequence[Path], *, limits: Limits, lang: Lang, progress: Progress = quiet
) -> IngestReport:
    """Read files and folders into the bank, each document in a transaction of its own.

    An interruption leaves what was read so far; running again goes on from there.
    """
    report = IngestReport(lang)
    known = {entry.name: entry.digest for entry in bank.documents()}
    first = {digest: name for name, digest in known.items()}
    jobs = list(_jobs(paths, limits, report))
    with Reader(limits) as reader:
        for number, job in enumerate(jobs):
            progress(job.found.name, number, len(jobs))
            _take(bank, reader, job, known, first, report)
    return report


def _jobs(paths: Sequence[Path], limits: Limits, report: IngestReport) -> Iterator[_Job]:
    taken: set[str] = set()
    for path in paths:
        rules, problems = load_metadata(path if path.is_dir() else path.parent)
        report.problems.extend(problems)
        for thing in find([path], limits=limits):
            if isinstance(thing, Problem):
                report.problems.append(thing)
            elif thing.name in taken:
                report.problems.append(Problem("same-name", str(thing.path), values={"name": thing.name}))
            else:
                taken.add(thing.name)
                yield _Job(thing, rules)


def _take(
    bank: Bank, reader: Reader, job: _Job, known: Mapping[str, str], first: dict[str, str], report: IngestReport
) -> None:
    name = job.found.name
    digest = digest_of(job.found.path)
    if isinstance(digest, Problem):
        report.problems.append(digest)
        return
    same = first.setdefault(digest, name)
    if same != name:
        report.problems.append(Problem("duplicate-of", name, values={"other": same}, severity="warning"))
        return
    if bank.setting(_key(name)) == job.mark(digest):
        report.unchanged += 1
        return
    reading = reader.read(job.found, rules=job.rules)
    report.problems.extend(reading.problems)
    if reading.document is not None:
        bank.put_documents([describe(reading.document, outline(reading.document))])
        bank.set_setting(_key(name), job.mark(reading.document.digest))
        (report.changed if name in known else report.added).append(name)


def _key(name: str) -> str:
    return f"read/{name}"
