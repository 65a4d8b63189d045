"""The methods of ``Workspace`` that make a year's plan and a study handbook of its accepted items.

``Workspace`` takes these functions as its methods; what they need is loaded when they are called.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qbank.workbench.exchange import selection
from qbank.workbench.held import Held
from qbank.workbench.ingest import Progress, quiet

if TYPE_CHECKING:
    from datetime import date

    from qbank.workbench.handbook import HandbookReport
    from qbank.workbench.plan_report import PlanReport


def plan(
    workspace: Held,
    file: Path | str,
    out: Path | str,
    *,
    simulate: bool = False,
    events: str = "",
    again: bool = False,
    today: date | None = None,
    progress: Progress = quiet,
) -> PlanReport:
    """Lay a year's plan out, choose the items of all its tests, and write its calendar and the files of some tests.

    Items once chosen stay: they are in ``plan.json`` in the folder. All files are written, or none.

    Args:
        workspace: whose items.
        file: the plan, see docs/plan-sample.toml.
        out: the folder for all files; made if its own folder is there.
        simulate: write besides how often each item is used; files of tests only if ``events`` asks for them.
        events: tests that get their files: a kind (daily, 周测), a day, "all", "none"; "" for the next seven days.
        again: choose anew for all tests from today on, by the plan as it is now.
        today: the day that "next" counts from, by default today.
        progress: told of what is done.

    Raises:
        QbankError: the plan cannot be read, has changed since its items were chosen, ``events`` means nothing, or the
            folder cannot be written to. What else is wrong stands in the report, and nothing has been written.
    """
    from qbank.workbench.plan_wish import Wish
    from qbank.workbench.planning import Planner

    wish = Wish(
        file=Path(file),
        out=Path(out),
        simulate=simulate,
        events=events,
        again=again,
        today=today or datetime.now().astimezone().date(),
    )
    check = workspace.toolbox.verbatim_checker()
    planner = Planner(bank=workspace.bank, lang=workspace.lang, check=check, progress=progress, actor=workspace.actor)
    return planner.run(wish)


def handbook(
    workspace: Held,
    out: Path | str,
    *,
    title: str = "",
    quiz: bool = False,
    progress: Progress = quiet,
    **only: str | Iterable[str],
) -> HandbookReport:
    """Write a study handbook: of each document its key sentences, its terms, and its accepted items with answers.

    Args:
        workspace: whose documents and items.
        out: the file, .docx, .pdf or .html.
        title: what it is called.
        quiz: give each document a quiz of about ten minutes.
        progress: told of each document.
        only: ``document``, ``type``, ``tag``, ``difficulty``, ``chapter``, ``audience``, as for ``export``.

    Raises:
        QbankError: there is no such document, or nothing to write of, or the file cannot be written.
    """
    from qbank.workbench import handbook as making

    order = making.Order(out=Path(out), selection=selection(workspace, **only), title=title, quiz=quiz)
    made = partial(workspace.toolbox.made, progress)
    return making.handbook(workspace.bank, order, made, workspace.lang, progress)
