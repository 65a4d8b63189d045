"""Making a workspace, and opening one."""

from __future__ import annotations

from pathlib import Path

from qbank.bank import Bank
from qbank.bank.place import refusal
from qbank.errors import Problem, QbankError, reason_of
from qbank.locale import Lang
from qbank.workbench import config
from qbank.workbench.workspace import Workspace


def init(folder: Path | str = ".", *, bank: str = "", actor: str = "", lang: Lang | None = None) -> Workspace:
    """Make a workspace with an empty bank in ``folder`` (made if need be) and open it.

    Raises:
        QbankError: there is one already, the folder cannot be written, or a bank may not lie there.
    """
    folder = Path(folder)
    if config.exists(folder):
        raise QbankError(Problem("workspace-exists", str(folder)))
    place = bank or config.Config().bank
    path = config.placed(folder, place, place)
    refused = refusal(path)
    if refused is not None:
        raise QbankError(refused)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The bank first: where it is refused, no half-made workspace stays behind.
        Bank.create(path).close()
        (folder / config.FILE).write_text(config.template(place, lang or "zh"), encoding="utf-8")
    except OSError as error:
        raise QbankError(Problem("workspace-unwritable", str(folder), values={"reason": reason_of(error)})) from error
    return open_workspace(folder, actor=actor, lang=lang)


def open_workspace(
    folder: Path | str = ".", *, make: bool = False, actor: str = "", lang: Lang | None = None
) -> Workspace:
    """Open the workspace in ``folder``; with ``make``, make it first if there is none.

    Raises:
        QbankError: there is none, its settings are wrong, or its bank cannot be opened.
    """
    folder = Path(folder)
    if make and not config.exists(folder):
        return init(folder, actor=actor, lang=lang)
    settings = config.read(folder)
    return Workspace(folder, settings, Bank.open(config.bank_path(folder, settings)), actor=actor, lang=lang)
