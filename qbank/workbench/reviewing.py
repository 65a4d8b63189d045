"""The methods of ``Workspace`` on deciding: items are checked, decided, merged, and shown to those who decide.

``Workspace`` takes these functions as its methods; what they need is loaded when they are called.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qbank.errors import Problem
from qbank.model.item import Item, Option
from qbank.reports.lines import precision_line
from qbank.review.desk import DecideReport, Desk
from qbank.review.service import Review
from qbank.review.table import Helpers, Mode
from qbank.review.turns import Turns
from qbank.workbench import agreement as agreeing
from qbank.workbench import duplicates as doubling
from qbank.workbench.held import Held
from qbank.workbench.ingest import Progress, quiet
from qbank.workbench.likenesses import Likenesses
from qbank.workbench.names import STATUSES, documents_of, one_of, query_of, resolve
from qbank.workbench.studying import precision

if TYPE_CHECKING:
    from qbank.review.sheet import SheetMade, SheetReport
    from qbank.review.widget import ReviewCard
    from qbank.workbench.agreement import AgreementReport
    from qbank.workbench.duplicates import DuplicatesReport


def candidates(workspace: Held, item: Item, limit: int | None = None) -> list[Option]:
    """Return replacements for a wrong option of a choice, best first, each with its reason; others have none."""
    from qbank.workbench import candidates as finding

    return finding.candidates(item, workspace.toolbox.shelf(), finding.LIMIT if limit is None else limit)


def check(workspace: Held, item: Item) -> tuple[Problem, ...]:
    """Return what is wrong with an item: the item-writing rules, and proof lines against their documents."""
    return workspace.toolbox.checker()(item)


def desk(workspace: Held) -> Desk:
    """Return the desk at which the one who works here decides."""
    return Desk(workspace.bank, workspace.actor, workspace.toolbox.checker(), workspace.lang)


def accept(workspace: Held, *ids: str) -> DecideReport:
    """Accept items as they are (通过); an item that breaks a rule is refused."""
    return desk(workspace).decide(ids, "accept")


def reject(workspace: Held, *ids: str, reason: str = "") -> DecideReport:
    """Reject items (退回), with a reason."""
    return desk(workspace).decide(ids, "reject", reason=reason)


def fix(workspace: Held, item: Item) -> DecideReport:
    """Accept an item after the editor's change (改后通过); refused if the new content breaks a rule."""
    return desk(workspace).change(item, "fix")


def edit(workspace: Held, item: Item) -> DecideReport:
    """Save new content; an accepted item goes back to draft. Its faults are for ``check`` to tell."""
    return desk(workspace).change(item, "edit")


def duplicates(workspace: Held, document: str = "", *, progress: Progress = quiet) -> DuplicatesReport:
    """Return pairs of duplicates side by side; with ``document``, those with an item of that document."""
    name = resolve(document, documents_of(workspace.bank)) if document else ""
    return doubling.duplicates(workspace.bank, workspace.lang, name, progress)


def keep_both(workspace: Held, one: str, other: str) -> None:
    """Remember that two items which look alike both stay."""
    doubling.keep_both(workspace.bank, workspace.actor, one, other)


def merge(workspace: Held, keep: str, drop: str, *, op: str = "") -> DecideReport:
    """Make one item of two: one stays, with the other's tags, audience and proof lines; the other is rejected."""
    return doubling.merge(desk(workspace), keep, drop, op=op)


def review(workspace: Held, *, mode: Mode = "review", document: str = "") -> ReviewCard:
    """Return the review card, to be shown by a notebook.

    Args:
        workspace: whose items.
        mode: ``review`` decides about drafts, ``second`` reads decided items again without seeing the verdict,
            ``conflicts`` has the last word on items that readers differ on.
        document: the document the list begins with, "" for all.
    """
    from qbank.review.widget import ReviewCard

    name = resolve(document, documents_of(workspace.bank)) if document else ""
    turns = Turns()
    helpers = Helpers(
        record=partial(_record, workspace),
        candidates=partial(candidates, workspace),
        similar=Likenesses(workspace.bank, workspace.lang, turns.wait).rows,
        merge=lambda op, keep, drop: merge(workspace, keep, drop, op=op).problems,
        turns=turns,
    )
    shown = Review(
        workspace.bank,
        workspace.actor,
        workspace.toolbox.checker(),
        workspace.lang,
        mode=mode,
        helpers=helpers,
        document=name,
        folder=workspace.folder,
    )
    return ReviewCard(shown, workspace.bank.path, workspace.lang)


def review_sheet(
    workspace: Held, out: Path | str, *, document: str = "", status: str = "draft", limit: int | None = None
) -> SheetMade:
    """Write items, best first, as an Excel or Word sheet for an editor; a file that is there is not replaced."""
    from qbank.review.sheet import write_sheet

    query = replace(query_of(workspace.bank, status=status, document=document), limit=limit)
    return write_sheet(workspace.bank, workspace.bank.items(query), Path(out), workspace.lang)


def read_review_sheet(workspace: Held, file: Path | str, *, dry_run: bool = False) -> SheetReport:
    """Carry out the verdicts of a filled-in sheet, by the same rules; a second time adds nothing."""
    from qbank.review.sheet import read_sheet

    return read_sheet(desk(workspace), Path(file), dry_run=dry_run)


def agreement(workspace: Held) -> AgreementReport:
    """Return how far the readers of the bank agree, and the items they differ on."""
    return agreeing.agreement_report(workspace.bank, seed=workspace.config.seed, lang=workspace.lang)


def unsettled(workspace: Held, status: Iterable[str] = ("accepted",)) -> tuple[Problem, ...]:
    """Return a warning where readers differ on items of some statuses and nobody has had the last word."""
    return agreeing.unsettled(workspace.bank, {one_of(each, STATUSES) for each in status})


def _record(workspace: Held, item: Item) -> str:
    """Return what verdicts say about drafts of an item's pattern and type, "" if nothing was learned."""
    found = precision(workspace, item)
    return precision_line(found, workspace.lang) if found else ""
