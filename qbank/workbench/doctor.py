"""What holds the work up, or soon will: a look at workspace, bank and computer.

A search index that went stale is made anew; nothing else is changed.
"""

from __future__ import annotations

import platform
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from qbank.bank import Bank
from qbank.bank.backup import copies
from qbank.errors import Problem, QbankError
from qbank.locale import Lang, say
from qbank.text.terms import open_segmenter
from qbank.workbench import config
from qbank.workbench.config import bank_path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``name`` is the catalogue key of what is said of it; with ``problem`` it is not well."""

    name: str = ""
    values: dict[str, object] = field(default_factory=dict)
    problem: Problem | None = None

    def line(self, lang: Lang) -> str:
        """Return the finding in words."""
        if self.problem is None:
            return f"√ {say(self.name, lang, **self.values)}"
        return f"{say(f'severity-{self.problem.severity}', lang)} {self.problem.message(lang)}"

    def to_dict(self, lang: Lang) -> dict[str, object]:
        """Return the record that ``--json`` prints."""
        if self.problem is not None:
            return {"ok": self.problem.severity != "error", **self.problem.to_dict(lang)}
        return {"ok": True, "code": self.name, "says": say(self.name, lang, **self.values), **self.values}


def examine(folder: Path) -> list[Finding]:
    """Return all findings, after making a stale search index anew; a bad one never keeps the others from being made."""
    return [finding for look in (_computer, _workspace) for finding in _safely(look(folder))]


def _safely(findings: Iterator[Finding]) -> Iterator[Finding]:
    try:
        yield from findings
    except QbankError as error:
        yield Finding(problem=error.problem)


def _computer(folder: Path) -> Iterator[Finding]:
    yield Finding("doctor-python", {"version": platform.python_version()})
    yield Finding("doctor-sqlite", {"version": sqlite3.sqlite_version})
    office = shutil.which("soffice") or shutil.which("libreoffice")
    yield Finding("doctor-office", {"path": office}) if office else Finding("doctor-no-office")
    for place in (folder.absolute(), *folder.absolute().parents):
        with suppress(OSError):
            yield Finding("doctor-space", {"free": f"{shutil.disk_usage(place).free / 1e9:.1f} GB"})
            return


def _workspace(folder: Path) -> Iterator[Finding]:
    settings = config.read(folder)
    segmenter = open_segmenter(settings.segmenter)
    yield Finding("doctor-segmenter", {"name": segmenter.name, "version": segmenter.version})
    path = bank_path(folder, settings)
    with Bank.open(path) as bank:
        problems = [*bank.notices, *bank.check()]
        if _can_mend(problems, bank):
            bank.rebuild_search()
            yield Finding("doctor-search-rebuilt")
            problems = [*bank.notices, *bank.check()]
        yield from (Finding(problem=problem) for problem in problems)
        if not any(problem.severity == "error" for problem in problems):
            counts = {"items": bank.count(), "documents": len(bank.documents())}
            yield Finding("doctor-bank", {"path": str(path), **counts})
    newest = next((copy.taken.astimezone().strftime("%Y-%m-%d %H:%M") for copy in copies(path)), None)
    yield Finding("doctor-backup", {"when": newest}) if newest else Finding("doctor-no-backup")


def _can_mend(problems: Sequence[Problem], bank: Bank) -> bool:
    """Return whether the index is stale, and made anew from items that are sound: it holds nothing of its own."""
    is_stale = any(problem.code == "bank-search-stale" for problem in problems)
    return is_stale and not bank.readonly and all(problem.severity != "error" for problem in problems)
