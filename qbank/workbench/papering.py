"""The method of ``Workspace`` by which papers are made; what it needs is loaded when it is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date as date_type
from pathlib import Path
from typing import TYPE_CHECKING

from qbank.errors import Problem, QbankError
from qbank.model.blueprint import Blueprint
from qbank.workbench.held import Held

if TYPE_CHECKING:
    from qbank.workbench.papers import Papers


def paper(
    workspace: Held,
    blueprint: Path | str | Blueprint,
    *,
    forms: int = 1,
    same: bool = False,
    seed: str = "",
    exclude: Iterable[str] = (),
    date: str = "",
    title: str = "",
    roster: str = "",
    out: Path | str = "",
    save_blueprint: Path | str = "",
) -> Papers:
    """Return papers that keep a blueprint, or what the bank is short of; with ``out`` they are issued and written.

    Args:
        workspace: whose bank.
        blueprint: a TOML file, a workbook, a line (判断 10×1，单选 15×2，60 分钟), or a blueprint that was read.
        forms: how many.
        same: all of them have the same items, in other orders (A/B 卷); else no more in common than the blueprint says.
        seed: draws the lots; "" for that of the workspace.
        exclude: issued papers of which nothing comes back.
        date: the day of the exam, ISO 8601; "" for today.
        title: what stands over the papers, "" for the blueprint's.
        roster: an exam that is kept, or a file: who sits a make-up paper.
        out: the folder for the files; "" issues and writes nothing.
        save_blueprint: a .toml or .xlsx file for the blueprint as it was read; "" for none.

    Raises:
        QbankError: what was asked for contradicts itself or the bank, or cannot be written; nothing is issued then.
    """
    from qbank.workbench import blueprints
    from qbank.workbench.issued import found
    from qbank.workbench.paper_files import issue
    from qbank.workbench.paper_making import plan_papers
    from qbank.workbench.papers import Wish
    from qbank.workbench.roster import read_roster

    read = blueprint if isinstance(blueprint, Blueprint) else blueprints.read_blueprint(blueprint)
    if save_blueprint:
        blueprints.save_blueprint(read, Path(save_blueprint))
    wish = Wish(
        blueprint=replace(read, overlap=1.0) if same else read,
        forms=forms,
        seed=seed or workspace.config.seed,
        excluded=found(workspace.bank, exclude),
        day=_day(date),
        said_day=date,
        title=title,
    )
    people = read_roster(workspace.folder, roster, workspace.bank, workspace.lang) if roster else None
    papers = plan_papers(workspace.bank, wish, workspace.lang)
    if people:
        papers = replace(papers, notes=(*papers.notes, *people.notes))
    if not out:
        return papers
    beside = {"roster.xlsx": people.writer(papers.forms)} if people and papers.forms else None
    check = workspace.toolbox.checker()
    return issue(workspace.bank, papers, Path(out), check=check, actor=workspace.actor, beside=beside)


def _day(text: str) -> date_type:
    try:
        return date_type.fromisoformat(text) if text else date_type.today()  # noqa: DTZ011 - the day people live in
    except ValueError as error:
        raise QbankError(Problem("analyse-date", values={"found": text})) from error
