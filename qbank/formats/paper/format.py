"""Papers for people: what candidates get with its answer sheet, and the key with its two-way table; in Word and as PDF.

Nobody reads them back. What was written is read once more by other means, and compared: a paper says all its
questions and nothing of their answers, a key says every answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile

from qbank.errors import Problem, QbankError
from qbank.formats import _held
from qbank.formats._answerable import unanswerable
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats.paper._key import key
from qbank.formats.paper._layout import Layout, heads
from qbank.formats.paper._plan import Plan, sections_of, sections_of_form
from qbank.formats.paper._printable import printable, shown
from qbank.formats.paper._proof import check_key, check_paper
from qbank.formats.paper._reading import Reading, folded
from qbank.formats.paper._sheet import paper
from qbank.locale import say
from qbank.model.portable import Portable

ON_PAPER, WITH_ITEMS = "on-paper", "with-items"
"""Endings of profiles: answers are written on the paper itself; a key shows its items."""
_LOST = ("spans", "reasons")
Check = Callable[[Reading, Layout, Plan], Iterator[Problem]]
Laid = Callable[[Plan, Settings], Layout]


def plan_of(portables: Iterable[Portable], settings: Settings) -> Plan:
    """Return the plan that paper and key of the same items share.

    Raises:
        QbankError: ``paper-too-long``.
    """
    title = " ".join(shown(settings.title).split()) or say("paper-untitled", settings.lang)
    has_sheet = not settings.profile.endswith(ON_PAPER)
    form = settings.form
    if form is not None:
        return Plan(
            title=title,
            sections=sections_of_form(portables, form),
            minutes=form.minutes or None,
            marks=form.marks if all(section.says_marks for section in form.sections) else None,
            has_sheet=has_sheet,
            lang=settings.lang,
        )
    return Plan(title=title, sections=sections_of(portables), has_sheet=has_sheet, lang=settings.lang)


def _paper(plan: Plan, settings: Settings) -> Layout:
    return paper(plan)


def _key(plan: Plan, settings: Settings) -> Layout:
    return key(plan, with_items=settings.profile.endswith(WITH_ITEMS))


def _hold(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return what is printed: of an item, all but our own bookkeeping; half of it on the paper, half in the key.

    An item of which too little can be shown to be answered is a Problem.
    """
    kept = printable(_held.without(portable, *_LOST))
    return unanswerable(kept) or kept


def _hold_as_pdf(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return what is printed, or a Problem for an item with a character that no font here has.

    Paper and key leave out the same items, whichever of the two has the character, so that their numbers agree.
    """
    from qbank.formats.paper._pdf import unprintable

    kept = _hold(portable, settings)
    if isinstance(kept, Problem):
        return kept
    chars = unprintable(_held.wordings(kept))
    return Problem("paper-no-glyph", place=kept.item.id, values={"chars": chars}) if chars else kept


def _write_docx(laid: Laid, portables: Iterable[Portable], stream: BinaryIO, settings: Settings) -> None:
    from qbank.formats.paper._word import write

    write(laid(plan_of(portables, settings), settings), stream)


def _write_pdf(laid: Laid, portables: Iterable[Portable], stream: BinaryIO, settings: Settings) -> None:
    from qbank.formats.paper._pdf import write

    write(laid(plan_of(portables, settings), settings), stream)


def _proofread_docx(
    laid: Laid, check: Check, path: Path, portables: Iterable[Portable], settings: Settings
) -> Iterator[Problem]:
    from lxml.etree import XMLSyntaxError

    from qbank.formats.paper._read_docx import read

    plan = plan_of(portables, settings)
    layout = laid(plan, settings)
    try:
        reading = read(path, layout.footer)
    except (QbankError, XMLSyntaxError, BadZipFile, OSError) as error:
        yield _unreadable(path, settings, error)
        return
    yield from check(reading, layout, plan)


def _proofread_pdf(
    laid: Laid, check: Check, path: Path, portables: Iterable[Portable], settings: Settings
) -> Iterator[Problem]:
    from pypdf.errors import PyPdfError

    from qbank.formats.paper._read_pdf import read

    plan = plan_of(portables, settings)
    layout = laid(plan, settings)
    try:
        reading = read(path, layout.footer, [folded(each) for each in heads(layout)])
    except (PyPdfError, OSError, ValueError, KeyError, TypeError) as error:
        yield _unreadable(path, settings, error)
        return
    yield from check(reading, layout, plan)


def _unreadable(path: Path, settings: Settings, error: Exception) -> Problem:
    reason = (
        error.problem.message(settings.lang) if isinstance(error, QbankError) else str(error) or type(error).__name__
    )
    return Problem("paper-unreadable", settings.file or str(path), values={"reason": reason})


def _add(name: str, laid: Laid, check: Check, *, as_pdf: bool, profiles: tuple[str, ...]) -> None:
    write, proofread = (_write_pdf, _proofread_pdf) if as_pdf else (_write_docx, _proofread_docx)
    FORMATS.add(name)(
        ForeignFormat(
            name=name,
            suffix=".pdf" if as_pdf else ".docx",
            hold=_hold_as_pdf if as_pdf else _hold,
            write=partial(write, laid),
            proofread=partial(proofread, laid, check),
            profiles=lambda: profiles,
        )
    )


_add("docx", _paper, check_paper, as_pdf=False, profiles=("docx-sheet", "docx-on-paper"))
_add("docx-key", _key, check_key, as_pdf=False, profiles=("docx-key-alone", "docx-key-with-items"))
_add("pdf", _paper, check_paper, as_pdf=True, profiles=("pdf-sheet", "pdf-on-paper"))
_add("pdf-key", _key, check_key, as_pdf=True, profiles=("pdf-key-alone", "pdf-key-with-items"))
