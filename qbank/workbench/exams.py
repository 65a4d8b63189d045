"""The methods of ``Workspace`` on exams: what answers show, what is kept of it, and what was learned over time.

``Workspace`` takes these functions as its methods; what they need is loaded when they are called.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qbank.workbench import config
from qbank.workbench.held import Held
from qbank.workbench.ingest import Progress, quiet

if TYPE_CHECKING:
    from qbank.reports.results import Rules
    from qbank.reports.results_report import Results
    from qbank.sittings import Sittings
    from qbank.workbench.analyses import Analyses
    from qbank.workbench.analysis import Analysis
    from qbank.workbench.expecting import Expected
    from qbank.workbench.keeping import Kept
    from qbank.workbench.watching import Watch


def analyse(workspace: Held, path: Path | str, *, progress: Progress = quiet, **wish: Any) -> Analysis:  # noqa: ANN401
    """Return what an answer file shows of the bank's items; nothing is kept. See ``analysing.analyse_all``."""
    return analyse_all(workspace, [path], progress=progress, **wish)[0]


def analyse_all(
    workspace: Held,
    paths: Iterable[Path | str],
    *,
    progress: Progress = quiet,
    **wish: Any,  # noqa: ANN401
) -> Analyses:
    """Return what several answer files show, sitting by sitting; see ``analysing.analyse_all``."""
    from qbank.workbench import analysing

    limits = config.limits_of(workspace.config)
    return analysing.analyse_bank(
        workspace.bank, list(map(Path, paths)), lang=workspace.lang, limits=limits, progress=progress, **wish
    )


def rehearse(workspace: Held, out: Path | str, *, people: int = 120, items: int = 30) -> Path:
    """Write a table of made-up answers to try the analysis with; see ``rehearsal.rehearse``."""
    from qbank.workbench import rehearsal

    rehearsal.rehearse(workspace.bank, Path(out), people=people, items=items, seed=workspace.config.seed)
    return Path(out)


def sittings(workspace: Held) -> Sittings:
    """Return the file of answers; use it in a ``with`` block."""
    from qbank.sittings import Sittings

    return Sittings(workspace.folder)


def keep_sitting(workspace: Held, found: Analysis, *, again: bool = False, force: bool = False) -> Kept:
    """Keep what people answered and record the figures beside the items' versions; see ``keeping.keep``."""
    from qbank.workbench import keeping

    head = keeping.head_of(found, workspace.actor)
    return keeping.keep(found, head, workspace.folder, workspace.bank, again=again, force=force)


def results(workspace: Held, sitting: str, *, depth: int = 1, rules: Rules | None = None) -> Results:
    """Return what an exam that is kept shows of its people: departments, who sits again, what was got wrong."""
    from qbank.workbench.people import results_of

    with sittings(workspace) as store:
        return results_of(store, sitting, workspace.bank, workspace.lang, rules=rules, depth=depth)


def expected(workspace: Held) -> Expected:
    """Return how hard items that few have answered may prove, learned from those that were; or why it cannot be."""
    from qbank.workbench import expecting

    return expecting.expected(workspace.bank, workspace.lang)


def watch(workspace: Held) -> Watch:
    """Return what exams say of items over time: drift, signs of leaks, who may have known old items, exposure."""
    from qbank.workbench import watching

    with sittings(workspace) as store:
        return watching.watch(workspace.bank, store, workspace.lang)
