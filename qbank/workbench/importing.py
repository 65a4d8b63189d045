"""A bank in from a file, whole or not at all: our own as it is, other systems' item by item."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import qbank.formats  # noqa: F401 - registers the formats
from qbank.bank import Bank
from qbank.errors import Problem, QbankError
from qbank.formats import json_bank
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats.recognise import recognised
from qbank.locale import Lang, Listed, say
from qbank.model.document import Document
from qbank.model.record import ItemRecord
from qbank.model.stimulus import Stimulus
from qbank.reports.tables import html_lines
from qbank.text.files import os_problem, refuse_special
from qbank.workbench.exporting import EXTENSIONS
from qbank.workbench.formats_meant import chosen_format
from qbank.workbench.taking_in import Intake, Row, Wish, judged, stored


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many items came in, how many the bank had, and what was wrong.

    With an error nothing came in, unless the good ones were asked for (``refused``). ``good`` is how many could come
    in, whatever became of them; after a dry run ``added`` is how many would have. ``rows`` are those of another
    system's file.
    """

    added: int
    known: int
    problems: tuple[Problem, ...]
    lang: Lang
    format: str = "json"
    profile: str = ""
    rows: tuple[Row, ...] = ()
    dry_run: bool = False
    good: int = 0
    refused: bool = False

    def lines(self) -> list[str]:
        """Return the report in words."""
        bad = sum(row.state == "bad" for row in self.rows)
        told = [say("import-bad-rows", self.lang, bad=bad)] if bad else []
        if self.refused:
            words = "import-would-not" if self.dry_run else "import-refused"
            hint = [say("import-keep-good", self.lang, good=self.good)] if self.good else []
            return [say(words, self.lang, known=self.known), *told, *hint]
        words = "import-would" if self.dry_run else "imported"
        return [say(words, self.lang, added=self.added, known=self.known), *told]

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON data."""
        return {
            "format": self.format,
            "profile": self.profile,
            "dry_run": self.dry_run,
            "added": self.added,
            "good": self.good,
            "refused": self.refused,
            "known": self.known,
            "bad": sum(row.state == "bad" for row in self.rows),
            "rows": [row.to_dict(self.lang) for row in self.rows],
            "problems": [problem.to_dict(self.lang) for problem in self.problems],
        }

    def _repr_html_(self) -> str:
        return html_lines((*(problem.message(self.lang) for problem in self.problems), *self.lines()))


def import_file(
    bank: Bank,
    wish: Wish,
    *,
    format_name: str = "",
    profile: str = "",
    actor: str,
    lang: Lang,
    pause: Callable[[], None] = lambda: None,
    told: Callable[[Sequence[Problem]], None] = lambda _problems: None,
) -> ImportReport:
    """Take in a file in one transaction; a second time adds nothing.

    Args:
        bank: where to.
        wish: which file, and how it is to be taken in.
        format_name: the format, "" to be told by the content.
        profile: the layout, "" to be told by the content.
        actor: who is named where the file does not say how a content came to be.
        lang: language of the report.
        pause: called after every row.
        told: called with all that was found, before anything is written.

    Raises:
        QbankError: there is no such format or profile, or the file cannot be opened.
    """
    name = chosen_format(format_name, profile).name if format_name or profile else _recognised(wish.file)
    fmt = FORMATS.get(name)
    if not isinstance(fmt, ForeignFormat):
        return _import_own(bank, wish, actor=actor, lang=lang, told=told)
    settings = Settings(lang=lang, profile=profile, file=str(wish.file))
    found = judged(bank, fmt, settings, wish, pause)
    problems, added = found.problems, len(found.records)
    refused = any(problem.severity == "error" for problem in problems) and not wish.keep_good
    good = added
    told(problems)
    if refused:
        added = 0
    elif not wish.dry_run and found.records:
        failed = stored(bank, found, actor)
        problems, added = (*problems, *failed), 0 if failed else added
    rows = tuple(found.rows)
    return ImportReport(
        added, _known(found), problems, lang, fmt.name, profile, rows, wish.dry_run, good=good, refused=refused
    )


def _known(found: Intake) -> int:
    return found.count()["known"]


def _recognised(file: Path) -> str:
    try:
        refuse_special(file)
        if not file.stat().st_size:
            raise QbankError(Problem("file-empty", str(file)))
        return recognised(file)
    except OSError as error:
        raise QbankError(os_problem(error, str(file))) from error


# --- our own ------------------------------------------------------------------------------------------


def _import_own(
    bank: Bank, wish: Wish, *, actor: str, lang: Lang, told: Callable[[Sequence[Problem]], None]
) -> ImportReport:
    # Read twice, so that a bank of any size passes through: first to judge it, then to take it in.
    shared, extensions, problems, count = _judged_own(wish.file)
    idle = [*(["--status accepted"] if wish.status == "accepted" else []), *(["--fix"] if wish.fix else [])]
    idle += ["--ground"] if wish.ground else []
    if idle:
        values = {"options": Listed(idle)}
        problems.append(Problem("import-own-as-it-is", str(wish.file), values=values, severity="warning"))
    told(problems)
    if any(problem.severity == "error" for problem in problems) and not wish.keep_good:
        return ImportReport(0, 0, tuple(problems), lang, dry_run=wish.dry_run, good=count, refused=True)
    if wish.dry_run and bank.readonly:
        return ImportReport(count, 0, tuple(problems), lang, dry_run=True, good=count)
    records = (entry for entry in json_bank.read_each(wish.file) if isinstance(entry, ItemRecord))
    documents = [each for each in shared if isinstance(each, Document)]
    stimuli = [each for each in shared if isinstance(each, Stimulus)]
    take = bank.would_import if wish.dry_run else bank.import_items
    done = take(records, documents, stimuli=stimuli, actor=actor)
    if extensions and not done.problems and not wish.dry_run:
        merged = {**json.loads(bank.setting(EXTENSIONS) or "{}"), **extensions}
        bank.set_setting(EXTENSIONS, json.dumps(merged, ensure_ascii=False, sort_keys=True))
    found = (*problems, *done.problems)
    return ImportReport(done.added, done.known, found, lang, dry_run=wish.dry_run, good=count)


def _judged_own(file: Path) -> tuple[list[Document | Stimulus], dict[str, Any], list[Problem], int]:
    """Return documents and stimuli, unknown fields of the head, problems and the number of items, keeping no item."""
    shared: list[Document | Stimulus] = []
    extensions: dict[str, Any] = {}
    problems: list[Problem] = []
    count = 0
    for entry in json_bank.read_each(file):
        match entry:
            case Document() | Stimulus():
                shared.append(entry)
            case json_bank.Extra():
                extensions[entry.name] = entry.value
            case Problem():
                problems.append(entry)
            case ItemRecord():
                count += 1
    return shared, extensions, problems, count
