"""The command on verdicts: learn the review order from them."""

from typing import Annotated

import typer

from qbank.cli.shell import Shell, guarded
from qbank.locale import Lang, say


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command, its help in one language."""

    @app.command(help=say("help-learn", lang))
    @guarded
    def learn(
        ctx: typer.Context,
        force: Annotated[bool, typer.Option("--force", help=say("help-learn-force", lang))] = False,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say("help-learn-dry-run", lang))] = False,
        reset: Annotated[bool, typer.Option("--reset", help=say("help-learn-reset", lang))] = False,
        json: Annotated[bool, typer.Option("--json", help=say("help-json", lang))] = False,
    ) -> None:
        shell: Shell = ctx.obj
        if force + dry_run + reset > 1:
            raise typer.BadParameter(shell.say("learn-one-of"))
        with shell.workspace() as workspace, shell.progress() as progress:
            report = workspace.learn(force=force, dry_run=dry_run, reset=reset, progress=progress)
        shell.complain(report.problems)
        if json:
            shell.tell_json(report.to_dict())
            return
        shell.tell_lines(report.lines())
        if report.outcome in {"in-force", "forced", "reset"}:
            shell.hint("next-reorder")
