"""What a test of a year's plan is held with: cards to be read out, paper and key, or the page of a contest."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qbank.assembly.contest import Contest, draw
from qbank.assembly.rota import Filled
from qbank.assembly.shuffling import Issued, mapping_csv
from qbank.errors import Problem, QbankError
from qbank.formats._contract import Settings
from qbank.formats.files import write_bytes, write_whole
from qbank.formats.html_page import stage
from qbank.formats.paper import cards
from qbank.locale import Lang, say
from qbank.model.candidate import Candidate
from qbank.model.item import Item
from qbank.model.plan import Kind
from qbank.model.portable import Portable
from qbank.reports import score_sheet
from qbank.workbench.paper_files import MAPPING, form_file
from qbank.workbench.plan_forms import ON_PAPER, Forms
from qbank.workbench.printing import holding, print_items

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_LONGEST = 60
_NO_PDF = frozenset({"paper-no-typst", "paper-no-font", "paper-no-glyph"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Makes the files of tests.

    Args:
        forms: makes the forms that are printed.
        items: the accepted items by id.
        known: the same as a contest chooses them.
        pack: items → portables in the same order.
        contest: how contests are held.
        lang: language of what is written.
    """

    forms: Forms
    items: Mapping[str, Item]
    known: Mapping[str, Candidate]
    pack: Callable[[Sequence[Item]], Iterator[Portable]]
    contest: Contest
    lang: Lang

    def form(self, filled: Filled) -> Issued:
        """Return the form of a test."""
        return self.forms.issued(filled, self.items)

    def write(self, filled: Filled, made: Issued, folder: Path) -> list[Problem]:
        """Write the files of a test into a new folder and return what people should know.

        Raises:
            QbankError: an item cannot be printed, or a file cannot be written.
        """
        portables = list(self.pack(made.items))
        settings = Settings(title=made.form.title, lang=self.lang, form=made.form)
        folder.mkdir(parents=True)
        write_bytes(folder / "event.json", _record(filled, made.form.id, portables, settings))
        write_bytes(folder / f"form-{made.form.name}.json", form_file(made, portables))
        if filled.event.series.kind in ON_PAPER:
            write_bytes(folder / MAPPING, mapping_csv([made.form]))
        return list(_MAKERS[filled.event.series.kind](self, filled, portables, folder, settings))


def _cards(
    maker: Maker, filled: Filled, portables: Sequence[Portable], folder: Path, settings: Settings
) -> Iterator[Problem]:
    kept = holding("docx-key", portables, settings)
    write_whole(folder / "cards.docx", lambda stream: cards.write(kept, stream, settings))
    write_bytes(folder / "cards.html", stage.deck(settings.title, portables, maker.lang))
    yield from ()


def _paper(
    maker: Maker, filled: Filled, portables: Sequence[Portable], folder: Path, settings: Settings
) -> Iterator[Problem]:
    print_items("docx", portables, folder / "paper.docx", settings)
    print_items("docx-key", portables, folder / "key.docx", settings)
    try:
        print_items("pdf", portables, folder / "paper.pdf", settings)
    except QbankError as error:
        if error.problem.code not in _NO_PDF:
            raise
        yield replace(error.problem, severity="warning")


def _practice(
    maker: Maker, filled: Filled, portables: Sequence[Portable], folder: Path, settings: Settings
) -> Iterator[Problem]:
    yield from _paper(maker, filled, portables, folder, settings)
    print_items("html", portables, folder / "practice.html", settings)


def _contest(
    maker: Maker, filled: Filled, portables: Sequence[Portable], folder: Path, settings: Settings
) -> Iterator[Problem]:
    held = replace(maker.contest, name=filled.event.id)
    turns, problems = draw(held, [maker.known[item] for item in filled.items], maker.forms.seed)
    by_id = {portable.item.id: portable for portable in portables}
    write_bytes(folder / "contest.html", stage.contest(settings.title, held, turns, by_id, maker.lang))
    items = {portable.item.id: portable.item for portable in portables}
    write_whole(folder / "score.xlsx", lambda stream: score_sheet.write(held, turns, items, maker.lang, stream))
    print_items("docx-key", [by_id[turn.item] for turn in turns], folder / "key.docx",
                replace(settings, profile="docx-key-with-items", form=None))  # fmt: skip
    yield from (replace(each, severity="warning") for each in problems)


_MAKERS: Mapping[Kind, Callable[[Maker, Filled, Sequence[Portable], Path, Settings], Iterator[Problem]]] = {
    "日抽背": _cards,
    "周测": _paper,
    "月练": _practice,
    "季考": _paper,
    "年赛": _contest,
    "突击抽查": _paper,
}


def _record(filled: Filled, form: str, portables: Sequence[Portable], settings: Settings) -> bytes:
    """Return which version of which item the files hold, as JSON; ``form`` is what the bank knows it by."""
    by_id = {each.item.id: each for each in portables}
    data = {
        "format": "qbank-event",
        "version": 1,
        "id": filled.event.id,
        "title": settings.title,
        "date": filled.event.day.isoformat(),
        "kind": filled.event.series.kind,
        "form": form,
        "items": [
            {"id": each.item.id, "revision": each.item.revision, "stem": each.item.stem,
             "key": each.item.body.key_text(), "proof": list(each.proof)}
            for each in (by_id[item] for item in filled.items)
        ],
    }  # fmt: skip
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def folder_names(events: Sequence[Filled]) -> dict[str, str]:
    """Return by id of each test the name of its folder, one that every disk can have, no two alike."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for each in events:
        name = _UNSAFE.sub("_", each.event.id)[:_LONGEST].rstrip(" .")
        number = 1
        while (free := name if number == 1 else f"{name}-{number}").casefold() in taken:
            number += 1
        taken.add(free.casefold())
        found[each.event.id] = free
    return found


def gone(
    events: Sequence[Filled], items: Mapping[str, Item], status_of: Callable[[str], str], lang: Lang
) -> list[Problem]:
    """Return a Problem for each item of some tests that is accepted no more."""
    return [
        Problem(
            "plan-item-gone",
            place=each.event.id,
            values={"id": item, "status": _status(status_of(item), lang)},
        )
        for each in events
        for item in each.items
        if item not in items
    ]


def _status(status: str, lang: Lang) -> str:
    return say(f"status-{status}", lang) if status else say("year-item-missing", lang)
