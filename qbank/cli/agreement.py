"""The command on readers: how far they agree."""

from typing import Annotated

import typer

from qbank.cli.shell import Shell, guarded
from qbank.locale import Lang, say


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command, its help in one language."""

    @app.command(help=say("help-agreement", lang))
    @guarded
    def agreement(
        ctx: typer.Context,
        json: Annotated[bool, typer.Option("--json", help=say("help-json", lang))] = False,
    ) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            report = workspace.agreement()
        if json:
            shell.tell_json(report.to_dict())
        else:
            shell.tell_lines(report.lines())
