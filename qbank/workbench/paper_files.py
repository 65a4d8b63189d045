"""Papers as files: Word, PDF, keys, practice pages, JSON, the mapping and the report; then they are issued.

Everything is written beside its place and proofread first. Only when all of it stands are the papers frozen in the
bank, and only then do the files get their names: a paper that is not issued leaves nothing behind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

import qbank.formats  # noqa: F401 - registers the formats
from qbank.assembly.options import lettered
from qbank.assembly.shuffling import Issued, mapping_csv
from qbank.bank import Bank
from qbank.errors import Problem, QbankError
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats.files import write_bytes, write_whole
from qbank.formats.folders import written_whole
from qbank.formats.losses import held
from qbank.formats.reading_back import Expected, refuse_misprint
from qbank.locale import Lang, Listed, say
from qbank.model.form import OWN
from qbank.model.item import Item
from qbank.model.portable import Portable
from qbank.review.desk import Checker
from qbank.types._codec import item_to_dict
from qbank.workbench.choosing import Packer
from qbank.workbench.leaving import remember_form
from qbank.workbench.papers import Papers

REPORT, MAPPING = "report.json", "mapping.csv"
_OF_FORM = "form-?.json"
_SHOWN = 10
_PRINTED: Mapping[str, str] = {"docx": "", "docx-key": "-key", "pdf": "", "pdf-key": "-key", "html": "-practice"}
"""By format of what is written of each form what its name ends with."""
_NO_PDF = frozenset({"paper-no-font", "paper-no-typst", "paper-no-glyph"})
_OUR_BOOKS = ("status", "later", "priority", "pattern", "extensions", "source")
"""Fields of an item that say nothing of it as it was asked."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """A form with its items as portables, in the order of print."""

    issued: Issued
    portables: tuple[Portable, ...]


def issue(bank: Bank, papers: Papers, out: Path, *, check: Checker, actor: str, beside: Beside | None = None) -> Papers:
    """Write papers into a folder and freeze them in the bank; where something is short only the report is written.

    Args:
        bank: whose items they are.
        papers: what was planned.
        out: the folder; it is made where there is none.
        check: what an item must pass to be printed.
        actor: who issues them.
        beside: further files, by name.

    Returns:
        The papers with what there is to know of the files.

    Raises:
        QbankError: an item is no longer accepted, has changed or does not pass; the files cannot be written, or are
            not what they were to be. Nothing is issued then, and nothing written.
    """
    others = _others(out, {each.id for each in papers.forms})
    if not papers.issued or papers.violations:
        if not others:
            with written_whole(out) as stage:
                write_bytes(stage / REPORT, _json(papers.to_dict()))
        return papers
    if others:
        raise QbankError(Problem("papers-out-taken", str(out), values={"files": Listed(others)}))
    _refuse_faulty(papers, check, papers.lang)
    printed = list(_printed(bank, papers))
    with written_whole(out) as stage:
        told = [problem for each in printed for problem in _write(each, stage, papers.lang)]
        write_bytes(stage / MAPPING, mapping_csv(papers.forms))
        for name, write in (beside or {}).items():
            write_whole(stage / name, write)
        whole = replace(papers, notes=(*papers.notes, *{each.code: each for each in told}.values()))
        names = sorted(path.name for path in stage.iterdir())
        write_bytes(stage / REPORT, _json({**whole.to_dict(), "files": [*names, REPORT]}))
        bank.issue([replace(each, actor=actor) for each in papers.issues])
    for issued in papers.issued:
        remember_form(bank, issued, out.glob(f"form-{issued.form.name}*"), actor=actor)
    return whole


Beside = Mapping[str, Callable[[BinaryIO], None]]
"""By name of a file what writes it."""


def _others(out: Path, ids: Collection[str]) -> list[str]:
    """Return the files in a folder that are of other papers."""
    return sorted(path.name for path in out.glob(_OF_FORM) if _id_in(path) not in ids)


def _id_in(path: Path) -> str:
    """Return the id of the form that a file of ours holds, "" for any other file."""
    try:
        return str(json.loads(path.read_bytes())["id"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _refuse_faulty(papers: Papers, check: Checker, lang: Lang) -> None:
    """Raise where an item breaks a rule today: printed, it would be an examinee who finds out."""
    items = {item.id: item for item in chain.from_iterable(each.items for each in papers.issued)}
    faults = [problem for item in items.values() for problem in check(item) if problem.severity == "error"]
    if faults:
        names = sorted({fault.place or "–" for fault in faults})
        shown = Listed(names, _SHOWN)
        values = {"items": shown, "count": len(names), "first": faults[0].message(lang)}
        raise QbankError(Problem("papers-item-faulty", values=values))


# --- one form ---------------------------------------------------------------------------------------------


def _printed(bank: Bank, papers: Papers) -> Iterator[_Printed]:
    packer = Packer(bank)
    for issued in papers.issued:
        yield _Printed(issued, tuple(packer.pack(issued.items)))


def _write(printed: _Printed, folder: Path, lang: Lang) -> Iterator[Problem]:
    """Write the files of a form, and yield what could not be written."""
    name = f"form-{printed.issued.form.name}"
    write_bytes(folder / f"{name}.json", form_file(printed.issued, printed.portables))
    printers = [(fmt, _PRINTED[fmt.name]) for fmt in FORMATS if isinstance(fmt, ForeignFormat) and fmt.name in _PRINTED]
    for fmt, ending in printers:
        try:
            _print(fmt, printed, folder / f"{name}{ending}{fmt.suffix}", lang)
        except QbankError as error:
            if error.problem.code not in _NO_PDF:
                raise
            yield replace(error.problem, severity="warning")


def _print(fmt: ForeignFormat, printed: _Printed, path: Path, lang: Lang) -> None:
    """Write a form in a format, proofread or read back before it stands there."""
    form = printed.issued.form
    title = say("papers-title", lang, title=form.title or say("paper-untitled", lang), name=form.name)
    settings, expected = Settings(title=title, lang=lang, form=form, file=str(path.name)), Expected()
    kept = [held(fmt, each, settings) for each in printed.portables]
    for each in kept:
        if isinstance(each, Problem):
            raise QbankError(each)
    shown = [each for each in kept if isinstance(each, Portable)]

    def examine(temporary: Path) -> None:
        expected.compare(fmt, temporary, settings)
        if fmt.proofread:
            refuse_misprint(fmt, fmt.proofread(temporary, shown, settings), lang)

    write_whole(path, lambda stream: _drained(fmt, expected.watch(shown), stream, settings), examine)


def _drained(fmt: ForeignFormat, shown: Iterator[Portable], stream: BinaryIO, settings: Settings) -> None:
    for problem in fmt.write(shown, stream, settings) or ():
        if problem.severity == "error":
            raise QbankError(problem)


def form_file(issued: Issued, portables: Sequence[Portable]) -> bytes:
    """Return what the file of a form holds: ``form_data`` as JSON."""
    return _json(form_data(issued, portables))


def form_data(issued: Issued, portables: Sequence[Portable]) -> dict[str, Any]:
    """Return a form as JSON data: what ``Form.to_dict`` has, and its items as they are printed, key and proof too.

    ``answer`` is the key in the letters of the form, "" for an item without lettered options.
    """
    form = issued.form
    return {**form.to_dict(), "marks": form.marks, "items": list(_items_data(issued, portables))}


def _items_data(issued: Issued, portables: Sequence[Portable]) -> Iterator[dict[str, Any]]:
    for number, (placed, item, portable) in enumerate(zip(issued.form.placed, issued.items, portables, strict=True), 1):
        told = {name: value for name, value in item_to_dict(item).items() if name not in _OUR_BOOKS}
        text = {"stimulus_text": portable.stimulus} if portable.stimulus else {}
        head = {"number": number, "marks": placed.marks, "answer": _answer(item)}
        yield {**head, **text, **told, "proof": list(portable.proof)}


def _answer(item: Item) -> str:
    choice = lettered(item)
    if choice is None:
        return ""
    return "".join(OWN[at] for at, option in enumerate(choice.options) if option.id in choice.keys)


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
