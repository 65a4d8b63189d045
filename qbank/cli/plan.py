"""The command on a year's plan: its calendar, the items of its tests, the files of those that are due."""

from pathlib import Path
from typing import Annotated

import typer

from qbank.cli.shell import Shell, finish, guarded
from qbank.locale import Lang, say


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command, its help in one language."""
    file = typer.Argument(metavar="PLAN", readable=False, show_default=False, help=say("help-plan-file", lang))
    to = typer.Option("--out", metavar="DIR2", readable=False, help=say("help-plan-out", lang))
    which = typer.Option("--events", metavar="daily|weekly|…|DATE", help=say("help-plan-events", lang))

    @app.command(help=say("help-plan", lang))
    @guarded
    def plan(
        ctx: typer.Context,
        path: Annotated[Path, file],
        out: Annotated[Path, to],
        simulate: Annotated[bool, typer.Option("--simulate", help=say("help-plan-simulate", lang))] = False,
        events: Annotated[str, which] = "",
        again: Annotated[bool, typer.Option("--again", help=say("help-plan-again", lang))] = False,
    ) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace, shell.progress() as progress:
            report = workspace.plan(path, out, simulate=simulate, events=events, again=again, progress=progress)
        shell.complain(report.problems, most=10)
        shell.tell_lines(report.lines())
        finish(report.problems)
