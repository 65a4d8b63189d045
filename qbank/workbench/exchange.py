"""A bank out to a file and in from one, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qbank.bank import Bank, Query
from qbank.errors import Problem, QbankError
from qbank.formats import json_bank
from qbank.formats._contract import FORMATS, Contents
from qbank.formats.files import write_whole
from qbank.locale import Lang, say
from qbank.model.document import Document
from qbank.model.item import Status
from qbank.model.record import ItemRecord
from qbank.model.stimulus import Stimulus
from qbank.reports.tables import html_lines
from qbank.review.desk import Checker
from qbank.workbench.config import FILE as SETTINGS
from qbank.workbench.order_file import FILE as ORDER

_DATABASE = b"SQLite format 3\0"
_EXTENSIONS = "bank-extensions"
"""Where the bank keeps what the head of an imported file holds beyond what we know."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many items came in, how many the bank had, and what was wrong.

    With an error nothing came in, unless the good ones were asked for.
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


def export(bank: Bank, out: Path, name: str, statuses: Sequence[Status], check: Checker, *, lang: Lang) -> int:
    """Write the items of some statuses, with their past, their stimuli and the documents they cite; return how many.

    Args:
        bank: where from.
        out: the file.
        name: the format.
        statuses: which items; accepted ones must pass ``check``.
        check: what may keep an item from leaving the bank.
        lang: language of what is said about such an item.

    Raises:
        QbankError: there is no such format, an accepted item does not pass, or the file cannot be written;
            nothing has changed then.
    """
    if name not in FORMATS:
        raise QbankError(Problem("choice-unknown", values={"found": name, "allowed": ", ".join(FORMATS.names())}))
    if _holds_our_work(out, bank.path):
        raise QbankError(Problem("output-is-ours", str(out)))
    chosen = FORMATS.get(name)
    asked = Query(status=tuple(statuses), order="id")
    _refuse_faulty(bank, statuses, check, lang)
    extensions = json.loads(bank.setting(_EXTENSIONS) or "{}")
    stimuli = _stimuli(bank, asked)
    contents = Contents(_cited(bank, asked, stimuli), bank.records(asked), extensions, stimuli)
    write_whole(out, lambda stream: chosen.write(contents, stream))
    return bank.count(asked)


def _refuse_faulty(bank: Bank, statuses: Sequence[Status], check: Checker, lang: Lang) -> None:
    if "accepted" not in statuses:
        return
    items = bank.items(Query(status="accepted", order="id"))
    faults = [problem for item in items for problem in check(item) if problem.severity == "error"]
    if faults:
        values = {"count": len({problem.place for problem in faults}), "first": faults[0].message(lang)}
        raise QbankError(Problem("export-not-verbatim", values=values))


def _holds_our_work(out: Path, bank: Path) -> bool:
    """Tell whether a file is the bank, one of a file beside it, a backup, the settings, the order, any database."""
    try:
        if not out.is_file():
            return False
    except OSError:  # a name the disk cannot have: writing will say so
        return False
    beside = out.parent.samefile(bank.parent) and out.name.startswith(bank.name)
    with out.open("rb") as stream:
        is_database = stream.read(len(_DATABASE)) == _DATABASE
    return beside or is_database or out.name in {SETTINGS, ORDER}


def _stimuli(bank: Bank, asked: Query) -> tuple[Stimulus, ...]:
    """Return the stimuli that the items name, now or in an earlier version: no item leaves without its passage."""
    named = {each.stimulus for record in bank.records(asked) for each in (record.item, *record.versions)}
    return tuple(bank.stimuli(named - {""}).values())


def _cited(bank: Bank, asked: Query, stimuli: Iterable[Stimulus]) -> Iterator[Document]:
    keys = {
        (source.document, source.digest)
        for record in bank.records(asked)
        for item in (record.item, *record.versions)
        for source in item.sources
    }
    keys |= {(source.document, source.digest) for stimulus in stimuli for source in stimulus.sources}
    for name, digest in sorted(keys):
        document = bank.document(name, digest)
        if document is not None:
            yield document


def import_bank(bank: Bank, file: Path, *, keep_good: bool, actor: str, lang: Lang) -> ImportReport:
    """Take in a bank of our own format in one transaction; a second time adds nothing.

    Args:
        bank: where to.
        file: JSON or JSONL.
        keep_good: take the good records although others are bad; else a bad one keeps all out.
        actor: who is named where the file does not say how a content came to be.
        lang: language of the report.
    """
    # Read twice, so that a bank of any size passes through: first to judge it, then to take it in.
    shared, extensions, problems = _judged(file)
    if any(problem.severity == "error" for problem in problems) and not keep_good:
        return ImportReport(0, 0, tuple(problems), lang)
    records = (entry for entry in json_bank.read_each(file) if isinstance(entry, ItemRecord))
    documents = [each for each in shared if isinstance(each, Document)]
    stimuli = [each for each in shared if isinstance(each, Stimulus)]
    count = bank.import_items(records, documents, stimuli=stimuli, actor=actor)
    if extensions and not count.problems:
        merged = {**json.loads(bank.setting(_EXTENSIONS) or "{}"), **extensions}
        bank.set_setting(_EXTENSIONS, json.dumps(merged, ensure_ascii=False, sort_keys=True))
    return ImportReport(count.added, count.known, (*problems, *count.problems), lang)


def _judged(file: Path) -> tuple[list[Document | Stimulus], dict[str, Any], list[Problem]]:
    """Return the documents and stimuli, the unknown fields of the head and the problems of a file, keeping no item."""
    shared: list[Document | Stimulus] = []
    extensions: dict[str, Any] = {}
    problems: list[Problem] = []
    for entry in json_bank.read_each(file):
        match entry:
            case Document() | Stimulus():
                shared.append(entry)
            case json_bank.Extra():
                extensions[entry.name] = entry.value
            case Problem():
                problems.append(entry)
    return shared, extensions, problems
