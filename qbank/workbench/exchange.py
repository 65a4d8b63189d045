"""The methods of ``Workspace`` by which a bank goes out to files and comes in from them.

``Workspace`` takes these functions as its methods; what they need is loaded when they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qbank.errors import Problem, QbankError
from qbank.model.handout import Handout
from qbank.reports.tables import Table, handout_table
from qbank.workbench.held import Held
from qbank.workbench.leaving import digest_of
from qbank.workbench.names import DIFFICULTIES, STATUSES, TYPE_NAMES, documents_of, one_of, resolve

if TYPE_CHECKING:
    from qbank.formats.losses import LossReport
    from qbank.workbench.choosing import Selection
    from qbank.workbench.exporting import ExportReport
    from qbank.workbench.importing import ImportReport


def export(
    workspace: Held,
    out: Path | str,
    *,
    format: str = "",  # noqa: A002 - the word of the command line
    status: Iterable[str] = ("accepted",),
    title: str = "",
    profile: str = "",
    template: Path | str = "",
    strict: bool = False,
    loss_report: Path | str = "",
    manifest: Path | str = "",
    told: Callable[[LossReport, Sequence[Problem]], None] = lambda _losses, _problems: None,
    **only: str | Iterable[str],
) -> ExportReport:
    """Write items to a file, whole or not at all, and remember which; the report says what they lost on the way.

    Args:
        workspace: whose items.
        out: the file.
        format: the name of a format, as ``qbank formats`` lists them; "" for what the file's ending says, else json.
        status: which items; accepted ones by default.
        title: what a paper, deck or category is called.
        profile: the layout, for formats that have several.
        template: a file of the receiver's to be filled.
        strict: refuse if anything of an item would be lost.
        loss_report: where every loss is written as JSON.
        manifest: where counts, digests and losses of the file are written as JSON.
        told: called with losses and warnings once they are known, before the file is put in place.
        only: ``document``, ``type``, ``tag``, ``difficulty``, ``chapter``, ``audience``: only items with it, or with
            one of several.
    """
    from qbank.formats._contract import Settings
    from qbank.workbench import exporting
    from qbank.workbench.formats_meant import profile_of

    layout = profile_of(profile)
    settings = Settings(title=title, lang=workspace.lang, profile=layout, template=Path(template) if template else None)
    order = exporting.Order(
        out=Path(out),
        format=format,
        selection=selection(workspace, status, **only),
        settings=settings,
        strict=strict,
        loss_report=Path(loss_report) if loss_report else None,
        manifest=Path(manifest) if manifest else None,
        actor=workspace.actor,
        told=told,
    )
    return exporting.export(workspace.bank, order, workspace.toolbox.verbatim_checker())


def selection(
    workspace: Held,
    status: Iterable[str] = ("accepted",),
    **only: str | Iterable[str],
) -> Selection:
    """Return which items are meant by words a person uses.

    Raises:
        QbankError: a status, type or difficulty there is not, a document that is not one of the bank's.
    """
    from qbank.workbench.choosing import Selection

    statuses = tuple(each for each in dict.fromkeys(one_of(word, STATUSES) for word in status) if each)
    asked = {name: _words(found) for name, found in only.items()}
    known = documents_of(workspace.bank) if asked.get("document") else []
    return Selection(
        statuses=statuses,
        documents=tuple(resolve(word, known) for word in asked.get("document", ())),
        types=tuple(filter(None, (one_of(word, TYPE_NAMES) for word in asked.get("type", ())))),
        tags=asked.get("tag", ()),
        difficulties=tuple(filter(None, (one_of(word, DIFFICULTIES) for word in asked.get("difficulty", ())))),
        chapters=asked.get("chapter", ()),
        audiences=asked.get("audience", ()),
    )


def _words(found: str | Iterable[str]) -> tuple[str, ...]:
    """Return the words of a person who gave one or several."""
    return tuple(dict.fromkeys(filter(None, (found,) if isinstance(found, str) else found)))


def import_bank(
    workspace: Held,
    file: Path | str,
    *,
    format: str = "",  # noqa: A002 - the word of the command line
    profile: str = "",
    status: str = "draft",
    fix: bool = False,
    ground: bool = False,
    keep_good: bool = False,
    dry_run: bool = False,
    pause: Callable[[], None] = lambda: None,
    told: Callable[[Sequence[Problem]], None] = lambda _problems: None,
) -> ImportReport:
    """Take in a bank, our own or another system's; a second time adds nothing.

    Args:
        workspace: where to.
        file: the file.
        format: the name of its format, "" to be told by the content.
        profile: its layout, "" to be told by the content.
        status: what items of another system's file are to be; those of our own keep theirs.
        fix: put untidy things right (brackets, letters before options, numbers before stems) and list each.
        ground: look for proof lines in the corpus.
        keep_good: take the good items although others are bad; else a bad one keeps all out.
        dry_run: only say what would be.
        pause: called after every row.
        told: called with all that was found, before anything is written.
    """
    from qbank.workbench import importing
    from qbank.workbench.formats_meant import profile_of
    from qbank.workbench.taking_in import Wish

    wish = Wish(
        file=Path(file),
        status=one_of(status, {word: each for word, each in STATUSES.items() if each in {"draft", "accepted"}})
        or "draft",
        fix=fix,
        ground=ground,
        keep_good=keep_good,
        dry_run=dry_run,
    )
    return importing.import_file(
        workspace.bank,
        wish,
        format_name=format,
        profile=profile_of(profile),
        actor=workspace.actor,
        lang=workspace.lang,
        pause=pause,
        told=told,
    )


def handouts(workspace: Held) -> Table[Handout]:
    """Return the files that were exported, the latest first."""
    return handout_table(workspace.bank.handouts(), workspace.lang)


def handout_items(workspace: Held, which: str) -> list[dict[str, object]]:
    """Return the items of an exported file with the version that is in it and its stem.

    Args:
        workspace: whose file.
        which: the id of the export, or the path of a file: it is known by what it holds, whatever its name is now.

    Raises:
        QbankError: ``export-unknown`` when no such file was exported.
    """
    known = workspace.bank.handouts()
    path = Path(which)
    digest = digest_of(path) if path.is_file() else ""
    found = next((each for each in known if which == each.id or digest == each.digest), None)
    if found is None:
        raise QbankError(Problem("export-unknown", values={"found": which}))
    rows = workspace.bank.handout_items(found.id)
    versions = ((workspace.bank.version(item_id, revision), item_id, revision) for item_id, revision in rows)
    return [
        {"item": item_id, "revision": revision, "stem": item.stem if item else ""}
        for item, item_id, revision in versions
    ]
