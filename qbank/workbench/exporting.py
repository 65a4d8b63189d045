"""A bank out to a file: of our own whole, of other systems' what they can hold, the rest told beforehand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import qbank.formats  # noqa: F401 - registers the formats
from qbank.bank import Bank
from qbank.errors import Problem, QbankError
from qbank.formats._contract import FORMATS, Contents, ForeignFormat, Format, Settings
from qbank.formats.files import write_whole
from qbank.formats.losses import LossReport, held, losses
from qbank.formats.reading_back import Expected, refuse_misprint
from qbank.locale import Lang, Listed, say
from qbank.model.portable import Portable
from qbank.model.record import ItemRecord
from qbank.reports import loss_sheet
from qbank.reports.tables import html_lines
from qbank.review.desk import Checker
from qbank.workbench import manifest
from qbank.workbench.choosing import Packer, Selection, chosen, reading_order
from qbank.workbench.config import FILE as SETTINGS
from qbank.workbench.formats_meant import chosen_format, refuse_ending
from qbank.workbench.leaving import remember
from qbank.workbench.order_file import FILE as ORDER
from qbank.workbench.two_answers import Twice

_DATABASE = b"SQLite format 3\0"
EXTENSIONS = "bank-extensions"
"""Where the bank keeps what the head of an imported file holds beyond what we know."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """How many items are in the file, what they lost on the way, and what else a user should know."""

    count: int
    losses: LossReport
    problems: tuple[Problem, ...]
    lang: Lang

    def lines(self) -> list[str]:
        """Return the report in words."""
        return [say("export-count", self.lang, count=self.count), *self.losses.lines(self.lang)]

    def _repr_html_(self) -> str:
        return html_lines((*self.lines(), *(problem.message(self.lang) for problem in self.problems)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody asks to be exported, where to, and how.

    Args:
        out: the file.
        format: the name of the format, "" for what the profile or the file's ending says.
        selection: which items.
        settings: title, profile and template for formats that know them.
        strict: refuse if anything but our own bookkeeping would be lost.
        loss_report: where every loss is written as JSON, None for nowhere.
        manifest: where counts, digests and losses are written as JSON beside the file, None for nowhere.
        actor: who asks.
        told: called with losses and warnings once they are known, before the file is put in place.
    """

    out: Path
    format: str
    selection: Selection
    settings: Settings
    strict: bool = False
    loss_report: Path | None = None
    manifest: Path | None = None
    actor: str = ""
    told: Callable[[LossReport, Sequence[Problem]], None] = lambda _losses, _problems: None


def export(bank: Bank, order: Order, check: Checker) -> ExportReport:
    """Write items to a file, whole or not at all, and remember which; accepted ones must pass ``check``.

    Where no item is meant nothing is written, and the report says so.

    Raises:
        QbankError: there is no such format or profile, it takes no template, an accepted item does not pass, a strict
            export would lose something, the file does not read back as it was to be, or it cannot be written; nothing
            has changed then.
    """
    fmt = chosen_format(order.format, order.settings.profile, order.out.suffix.casefold())
    if not (order.format or order.settings.profile):
        refuse_ending(order.out)
    _refuse_template(fmt, order)
    outputs = [path for path in (order.out, order.loss_report, order.manifest) if path]
    for path in outputs:
        if _holds_our_work(path, bank.path):
            raise QbankError(Problem("output-is-ours", str(path)))
        if outputs.count(path) > 1:
            raise QbankError(Problem("output-twice", str(path)))
    ids = _looked_over(bank, order, check)
    if not ids:
        nothing = Problem("export-empty", str(order.out))
        return ExportReport(0, LossReport(fmt.name, order.settings.profile), (nothing,), order.settings.lang)
    if isinstance(fmt, Format):
        report, items, found = LossReport(fmt.name), _write_own(bank, fmt, order), tuple[Problem, ...]()
        report.items = len(items)
    else:
        report, items, found = _write_foreign(bank, fmt, order, ids)
    if order.loss_report:
        _write_losses(order.loss_report, report, order.settings.lang)
    if order.manifest:
        record = manifest.manifest(bank, order.out, report, [item_id for item_id, _ in items])
        write_whole(order.manifest, lambda stream: manifest.write(record, stream))
    problems = _remember(bank, fmt, order, items)
    told = (*_misnamed(order, fmt), *found, *problems)
    return ExportReport(len(items), report, told, order.settings.lang)


def _refuse_template(fmt: Format | ForeignFormat, order: Order) -> None:
    """Refuse a receiver's file that nothing would be put into."""
    if order.settings.template and not (isinstance(fmt, ForeignFormat) and fmt.templates):
        takers = ", ".join(each.name for each in FORMATS if isinstance(each, ForeignFormat) and each.templates)
        values = {"format": fmt.name, "allowed": takers}
        raise QbankError(Problem("export-no-template", str(order.settings.template), values=values))


def _misnamed(order: Order, fmt: Format | ForeignFormat) -> Iterator[Problem]:
    """Yield a warning where the ending of a name says something else than what is in the file."""
    wanted = fmt.ending(order.settings.profile) if isinstance(fmt, ForeignFormat) else fmt.suffix
    if order.out.suffix.casefold() != wanted:
        yield Problem("output-other-ending", str(order.out), values={"wanted": wanted}, severity="warning")


# --- our own ------------------------------------------------------------------------------------------


def _write_own(bank: Bank, fmt: Format, order: Order) -> list[tuple[str, int]]:
    """Write a whole bank and return ids and revisions of the items in it; no item leaves without its passage."""
    items, named, cited = list[tuple[str, int]](), set[str](), set[tuple[str, str]]()
    for record in _records(bank, order.selection):
        items.append((record.item.id, record.item.revision))
        for item in (record.item, *record.versions):
            named.add(item.stimulus)
            cited.update((source.document, source.digest) for source in item.sources)
    stimuli = tuple(bank.stimuli(named - {""}).values())
    cited.update((source.document, source.digest) for stimulus in stimuli for source in stimulus.sources)
    documents = filter(None, (bank.document(name, digest) for name, digest in sorted(cited)))
    extensions = json.loads(bank.setting(EXTENSIONS) or "{}")
    contents = Contents(documents, _records(bank, order.selection), extensions, stimuli)
    write_whole(order.out, lambda stream: fmt.write(contents, stream))
    return items


def _records(bank: Bank, selection: Selection) -> Iterator[ItemRecord]:
    return (record for record in bank.records(selection.query) if selection.takes(record.item))


# --- other systems' -----------------------------------------------------------------------------------


def _write_foreign(
    bank: Bank, fmt: ForeignFormat, order: Order, ids: list[str]
) -> tuple[LossReport, list[tuple[str, int]], tuple[Problem, ...]]:
    settings = order.settings
    packer = Packer(bank)
    report, expected, items = LossReport(fmt.name, settings.profile), Expected(), list[tuple[str, int]]()
    twice, told = Twice(), list[Problem]()

    def portables() -> Iterator[Portable]:
        for portable in packer.pack_ids(ids):
            kept = held(fmt, portable, settings)
            report.add(losses(portable, kept, settings.lang), settings.lang)
            if isinstance(kept, Portable):
                items.append((portable.item.id, portable.item.revision))
                twice.note(portable)
                yield kept

    def write(stream: BinaryIO) -> None:
        told.extend(fmt.write(expected.watch(portables()), stream, settings) or ())

    def examine(path: Path) -> None:
        # All losses are known, and nothing stands at its place yet.
        if order.strict and report.grave:
            raise QbankError(_refused(fmt, report, settings.lang))
        if not items:
            values = {"format": fmt.name, "why": report.examples[0].why(settings.lang)}
            raise QbankError(Problem("export-none-fits", str(order.out), values=values))
        expected.compare(fmt, path, settings)
        if fmt.proofread:
            again = (held(fmt, portable, settings) for portable in packer.pack_ids(ids))
            printed = (kept for kept in again if isinstance(kept, Portable))
            refuse_misprint(fmt, fmt.proofread(path, printed, settings), settings.lang)
        told.extend(twice.problems(str(order.out)))
        order.told(report, told)

    try:
        write_whole(order.out, write, examine)
    except QbankError:
        if order.strict and report.grave and order.loss_report:
            _write_losses(order.loss_report, report, settings.lang)
        raise
    return report, items, tuple(told)


def _write_losses(path: Path, report: LossReport, lang: Lang) -> None:
    """Write every loss: as a sheet for people where the name says so, else as JSON."""
    if path.suffix.casefold() == loss_sheet.ENDING:
        write_whole(path, lambda stream: loss_sheet.write(report, stream, lang))
    else:
        write_whole(path, report.write)


def _refused(fmt: ForeignFormat, report: LossReport, lang: Lang) -> Problem:
    told = Listed(report.lines(lang), stop="；")
    return Problem("losses-refused", values={"format": fmt.name, "count": report.grave, "told": told})


# --- before and after ---------------------------------------------------------------------------------


def _looked_over(bank: Bank, order: Order, check: Checker) -> list[str]:
    """Return the ids of the items that are meant, in a file's order; raises QbankError for accepted faulty ones."""
    faults, places = list[Problem](), list[tuple[str, int, int, str]]()
    for item in chosen(bank, order.selection):
        places.append(reading_order(item))
        if item.status == "accepted":
            faults += (problem for problem in check(item) if problem.severity == "error")
    if faults:
        first = faults[0].message(order.settings.lang)
        values = {"count": len({problem.place for problem in faults}), "first": first}
        raise QbankError(Problem("export-not-verbatim", values=values))
    return [place[-1] for place in sorted(places)]


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


def _remember(
    bank: Bank, fmt: Format | ForeignFormat, order: Order, items: list[tuple[str, int]]
) -> tuple[Problem, ...]:
    """Write into the bank what has left it; a bank that can only be read cannot, and says so."""
    if bank.readonly:
        return (Problem("export-not-remembered", severity="warning"),)
    remember(bank, order.out, items, format_name=fmt.name, profile=order.settings.profile, actor=order.actor)
    return ()
