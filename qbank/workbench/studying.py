"""The methods of ``Workspace`` on documents: reading them, drafting from them, learning which drafts come first.

``Workspace`` takes these functions as its methods; what they need is loaded when they are called.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qbank.bank import DocumentEntry
from qbank.errors import Problem, QbankError
from qbank.model.document import Document
from qbank.model.item import Item
from qbank.reports.tables import Table, document_table, sentence_table
from qbank.text.limits import Limits
from qbank.text.rank import RankedSentence
from qbank.workbench import ingest as reading
from qbank.workbench.held import Held
from qbank.workbench.ingest import IngestReport, Progress, quiet
from qbank.workbench.names import documents_of, resolve
from qbank.workbench.order_file import in_force

if TYPE_CHECKING:
    from qbank.drafting.learn import Precision
    from qbank.workbench.drafting import DraftReport
    from qbank.workbench.forgetting import Forgotten
    from qbank.workbench.learning import LearnReport


def ingest(
    workspace: Held, *paths: Path | str, progress: Progress = quiet, limits: Limits | None = None
) -> IngestReport:
    """Read files and folders; a second run reads only what changed."""
    if not all(str(path) for path in paths):
        raise QbankError(Problem("path-empty"))
    files = [Path(path) for path in paths]
    return reading.ingest(workspace.bank, files, limits=limits or Limits(), lang=workspace.lang, progress=progress)


def documents(workspace: Held) -> Table[DocumentEntry]:
    """Return the documents of the bank."""
    return document_table(workspace.bank.documents(), workspace.lang)


def forget(workspace: Held, name: str) -> Forgotten:
    """Take a document out of the bank, with the drafts of it that nobody touched; see ``forgetting.forget``.

    Accepted items keep their proof. What its text kept out is drafted the next time.
    """
    from qbank.workbench import forgetting

    return forgetting.forget(workspace.bank, _listed(workspace, name), actor=workspace.actor, lang=workspace.lang)


def document(workspace: Held, name: str) -> Document:
    """Return a document by its name or enough of it; raises QbankError if none or several fit."""
    return _with_text(workspace.bank.document(_listed(workspace, name)), name)


def text(workspace: Held, name: str, digest: str = "") -> str:
    """Return a document's text, in which proof lines count code points; ``digest`` asks for an earlier version."""
    if not digest:
        return document(workspace, name).text
    earlier = workspace.bank.document(resolve(name, documents_of(workspace.bank)), digest)
    return _with_text(earlier, name, digest).text


def sentences(workspace: Held, name: str) -> Table[RankedSentence]:
    """Return a document's sentences, the most worth asking first, each with its reasons."""
    from qbank.drafting.study import study

    return sentence_table(study(document(workspace, name), workspace.toolbox.made().tools).ranked, workspace.lang)


def draft(workspace: Held, document: str = "", *, again: bool = False, progress: Progress = quiet) -> DraftReport:
    """Draft from one document, or from all; what was drafted before and is unchanged is passed over."""
    from qbank.workbench import drafting

    entries = drafting.with_text(workspace.bank)
    if document:
        name = resolve(document, [entry.name for entry in entries])
        entries = [entry for entry in entries if entry.name == name]
    order, toolbox = in_force(workspace.bank, workspace.folder), workspace.toolbox
    return drafting.draft_all(
        workspace.bank,
        entries,
        lambda: toolbox.made(progress),
        order=order.order,
        seed=workspace.config.seed,
        settings=toolbox.mark,
        actor=workspace.actor,
        lang=workspace.lang,
        locked=workspace.config.locked,
        again=again,
        problems=(*toolbox.problems, *order.problems),
        progress=progress,
    )


def learn(
    workspace: Held, *, force: bool = False, dry_run: bool = False, reset: bool = False, progress: Progress = quiet
) -> LearnReport:
    """Learn the review order from the verdicts so far; it is put in force only if it is no worse.

    Args:
        workspace: whose verdicts.
        force: put it in force although it is worse.
        dry_run: only show what it would be like.
        reset: forget what was learned.
        progress: told of each document.
    """
    from qbank.workbench import learning

    if reset:
        return learning.reset(workspace.bank, workspace.folder, workspace.lang)
    return learning.learn_order(
        workspace.bank,
        workspace.folder,
        lambda: workspace.toolbox.made(progress).tools,
        seed=workspace.config.seed,
        lang=workspace.lang,
        force=force,
        dry_run=dry_run,
        progress=progress,
    )


def precision(workspace: Held, item: Item) -> Precision | None:
    """Return what verdicts say about drafts of an item's pattern and type, None if nothing was learned."""
    return in_force(workspace.bank, workspace.folder).precision_of(item)


def _listed(workspace: Held, name: str) -> str:
    return resolve(name, [entry.name for entry in workspace.bank.documents()])


def _with_text(document: Document | None, name: str, digest: str = "") -> Document:
    if document is None or not document.text:
        raise QbankError(Problem("document-textless", name, digest))
    return document
