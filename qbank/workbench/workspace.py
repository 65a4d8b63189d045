"""A workspace: a folder with ``qbank.toml``, its bank, and one method for each stage of the work."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from qbank.bank import Bank
from qbank.errors import Problem, QbankError
from qbank.locale import Lang
from qbank.model.decision import Decision
from qbank.model.item import Item, Source
from qbank.model.stimulus import Stimulus
from qbank.reports.coverage import Coverage, coverage
from qbank.reports.pictures import Pictures
from qbank.reports.places import places
from qbank.reports.tables import Table, item_table
from qbank.types._codec import item_to_dict
from qbank.workbench import config, exams, exchange, papering, privacy, reviewing, studying, yearly
from qbank.workbench.config import Config
from qbank.workbench.ingest import Progress, quiet
from qbank.workbench.names import documents_of, query_of, resolve
from qbank.workbench.toolbox import Toolbox


class Workspace:
    """An open workspace; use it in a ``with`` block, or call ``close``.

    The methods of a stage stand in a module of their own, as functions of a workspace (``held.Held``).

    Args:
        folder: the folder with ``qbank.toml``.
        settings: what stands in it.
        bank: the open bank.
        actor: who decides; "" takes the workspace's editor, then the computer's user.
        lang: language of what is shown; None takes the workspace's.
    """

    def __init__(
        self, folder: Path, settings: Config, bank: Bank, *, actor: str = "", lang: Lang | None = None
    ) -> None:
        self.folder = folder
        self.config = settings
        self.bank = bank
        self.lang: Lang = lang or settings.language
        self.actor = actor or settings.editor or _user()
        self.toolbox = Toolbox(bank, folder, settings)

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the bank; a backup is made if one is due."""
        self.bank.close()

    def __repr__(self) -> str:
        return f"Workspace({str(self.folder)!r})"

    @property
    def bank_path(self) -> Path:
        """Return the file of the bank."""
        return config.bank_path(self.folder, self.config)

    def backup(self) -> Path:
        """Back the bank up and return the file."""
        return self.bank.backup(reason="asked")

    # --- documents and drafts ------------------------------------------------------------------

    ingest = studying.ingest
    documents = studying.documents
    forget = studying.forget
    document = studying.document
    text = studying.text
    sentences = studying.sentences
    draft = studying.draft
    learn = studying.learn
    precision = studying.precision

    # --- items ---------------------------------------------------------------------------------

    def items(
        self,
        *,
        status: str = "",
        document: str = "",
        type: str = "",  # noqa: A002 - the field's name everywhere
        text: str = "",
        limit: int | None = None,
    ) -> Table[Item]:
        """Return items in review order, best first; status and type also by their Chinese names."""
        query = query_of(self.bank, status=status, document=document, type_name=type, text=text)
        items = list(self.bank.items(replace(query, limit=limit)))
        return item_table(items, self.lang, self.stimuli(items))

    def count(
        self,
        *,
        status: str = "",
        document: str = "",
        type: str = "",  # noqa: A002 - the field's name everywhere
        text: str = "",
    ) -> int:
        """Return how many items ``items`` would give without a limit."""
        return self.bank.count(query_of(self.bank, status=status, document=document, type_name=type, text=text))

    def item(self, item_id: str) -> Item:
        """Return an item; raises QbankError if the bank does not know it."""
        item = self.bank.get(item_id)
        if item is None:
            raise QbankError(Problem("item-unknown", values={"id": item_id}))
        return item

    def history(self, item_id: str) -> tuple[Decision, ...]:
        """Return every decision on an item, oldest first."""
        return tuple(self.bank.history(item_id))

    def stimuli(self, items: Iterable[Item]) -> Mapping[str, Stimulus]:
        """Return the passages that items share (材料, 共用题干), by the id that ``item.stimulus`` is."""
        return self.bank.stimuli(item.stimulus for item in items if item.stimulus)

    def items_data(self, items: Iterable[Item]) -> list[dict[str, Any]]:
        """Return items as JSON data, in front of those that share a passage its words as ``stimulus_text``."""
        given = list(items)
        stimuli = self.stimuli(given)
        texts = [{"stimulus_text": stimuli[each.stimulus].text} if each.stimulus in stimuli else {} for each in given]
        return [{**text, **item_to_dict(item)} for text, item in zip(texts, given, strict=True)]

    def coverage(self, document: str = "", *, progress: Progress = quiet) -> Coverage:
        """Return which sections have questions, by type; of one document or of all."""
        name = resolve(document, documents_of(self.bank)) if document else ""
        return coverage(self.bank, self.lang, name, progress)

    @property
    def pictures(self) -> Pictures:
        """Return what draws pictures of the workspace for a notebook, or to be saved as .png or .svg."""
        return Pictures(self.bank, self.lang, self.coverage, self.sentences)

    @cached_property
    def place_of(self) -> Callable[[Source], str]:
        """Return what names the headings that a proof line stands under, outermost first, "" for none."""
        return places(self.bank.document)

    # --- decisions -----------------------------------------------------------------------------

    candidates = reviewing.candidates
    check = reviewing.check
    accept = reviewing.accept
    reject = reviewing.reject
    fix = reviewing.fix
    edit = reviewing.edit
    duplicates = reviewing.duplicates
    keep_both = reviewing.keep_both
    merge = reviewing.merge
    review = reviewing.review
    review_sheet = reviewing.review_sheet
    read_review_sheet = reviewing.read_review_sheet
    agreement = reviewing.agreement
    unsettled = reviewing.unsettled

    # --- out and in ----------------------------------------------------------------------------

    export = exchange.export
    import_bank = exchange.import_bank
    handouts = exchange.handouts
    handout_items = exchange.handout_items

    # --- papers, plans, exams and people ---------------------------------------------------------

    paper = papering.paper
    plan = yearly.plan
    handbook = yearly.handbook

    analyse = exams.analyse
    analyse_all = exams.analyse_all
    rehearse = exams.rehearse
    sittings = exams.sittings
    keep_sitting = exams.keep_sitting
    results = exams.results
    expected = exams.expected
    watch = exams.watch

    record_of = privacy.record_of
    sheets_kept = privacy.sheets_kept
    words_for = privacy.words_for
    files_that_name = privacy.files_that_name
    purge_person = privacy.purge_person
    purge_sitting = privacy.purge_sitting


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"
