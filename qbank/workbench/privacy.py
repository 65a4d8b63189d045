"""The methods of ``Workspace`` on what is kept of people: one's record, what names them, and removing it for good.

``Workspace`` takes these functions as its methods; what they need is loaded when they are called.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qbank.workbench.exams import sittings
from qbank.workbench.held import Held

if TYPE_CHECKING:
    from qbank.model.sitting import Sheet
    from qbank.reports.person_report import PersonRecord
    from qbank.workbench.remains import Remains


def record_of(workspace: Held, code: str) -> PersonRecord:
    """Return one person's record, exam by exam, the latest first: to show, or to write as a report."""
    from qbank.workbench.people import record_of

    with sittings(workspace) as store:
        return record_of(store, code, workspace.bank, workspace.lang)


def sheets_kept(workspace: Held, code: str = "", sitting: str = "") -> list[tuple[str, Sheet]]:
    """Return what is kept of a person or of an exam, each with the name of its exam: what a purge would remove."""
    with sittings(workspace) as store:
        if code:
            codes = _codes_of(workspace, code)
            return [(head.name, sheet) for each in codes for head, sheet in store.of_person(each)]
        names = {head.id: head.name for head in store.sittings()}
        return [(names.get(sitting, ""), sheet) for sheet in store.sheets(sitting)]


def words_for(workspace: Held, code: str) -> frozenset[str]:
    """Return all that names somebody while their answers are kept: their codes and the names they have."""
    codes = _codes_of(workspace, code)
    with sittings(workspace) as store:
        names = {sheet.person.name for each in codes for _, sheet in store.of_person(each)}
    return frozenset({*codes, *names} - {""})


def files_that_name(workspace: Held, words: Iterable[str]) -> Remains:
    """Return the files in the workspace, other than its own, in which one of some words stands.

    What was written for people (reports, lists) or given by them (answer files) is theirs: nothing removes it.
    """
    from qbank.bank.backup import folder_for
    from qbank.sittings.store import FILE
    from qbank.workbench.remains import remains

    bank, folder = workspace.bank_path, workspace.folder
    own = [*bank.parent.glob(f"{bank.name}*"), *folder.glob(f"{FILE}*"), folder_for(bank)]
    return remains(folder, words, own)


def purge_person(workspace: Held, code: str) -> int:
    """Remove somebody's answers for good, under their code and the code that stands for it; return how many."""
    with sittings(workspace) as store:
        return sum(store.purge_person(each) for each in _codes_of(workspace, code))


def purge_sitting(workspace: Held, sitting: str) -> int:
    """Remove an exam's answers for good, and let its figures in the bank count no more; return how many people."""
    with sittings(workspace) as store:
        count = store.purge_sitting(sitting)
    workspace.bank.withdraw_statistics(sitting, workspace.actor)
    return count


def _codes_of(workspace: Held, code: str) -> list[str]:
    """Return the code and, where codes stand for names, what stands for it."""
    from qbank.answers.people import coded
    from qbank.workbench import keeping

    if not (workspace.folder / keeping.CODING_KEY).is_file():
        return [code]
    return sorted({code, coded(code, keeping.secret_of(workspace.folder))})
