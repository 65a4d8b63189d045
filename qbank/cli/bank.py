"""Commands on the workspace and its bank as a whole: make one, look after it, save and bring back."""

from pathlib import Path
from typing import Annotated

import typer

from qbank.cli.shell import Shell, finish, guarded
from qbank.locale import Lang, say


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the commands, their help in one language."""
    as_json = typer.Option("--json", help=say("help-json", lang))

    @app.command(help=say("help-init", lang))
    @guarded
    def init(
        ctx: typer.Context,
        bank: Annotated[str, typer.Option("--bank", metavar="FILE", help=say("help-init-bank", lang))] = "",
    ) -> None:
        from qbank.workbench.opening import init as make

        shell: Shell = ctx.obj
        with make(shell.folder, bank=bank, actor=shell.actor, lang=shell.lang) as workspace:
            shell.tell(shell.say("made", folder=workspace.folder, bank=workspace.bank_path))
        shell.hint("next-ingest")

    @app.command(help=say("help-doctor", lang))
    @guarded
    def doctor(ctx: typer.Context, json: Annotated[bool, as_json] = False) -> None:
        from qbank.workbench.doctor import examine

        shell: Shell = ctx.obj
        findings = examine(shell.folder)
        if json:
            shell.tell_json([finding.to_dict(shell.lang) for finding in findings])
        else:
            for finding in findings:
                shell.tell(finding.line(shell.lang))
        finish(finding.problem for finding in findings if finding.problem)

    @app.command(help=say("help-backup", lang))
    @guarded
    def backup(ctx: typer.Context) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            shell.tell(shell.say("backed-up", file=workspace.backup()))

    @app.command(help=say("help-restore", lang))
    @guarded
    def restore(
        ctx: typer.Context,
        file: Annotated[
            Path | None, typer.Argument(metavar="FILE", readable=False, help=say("help-restore-file", lang))
        ] = None,
        json: Annotated[bool, as_json] = False,
        yes: Annotated[bool, typer.Option("--yes", help=say("help-yes", lang))] = False,
    ) -> None:
        from qbank.workbench.restore import backups, lines, look, restore_from

        shell: Shell = ctx.obj
        if file is None:
            paths = [str(path) for path in backups(shell.folder)]
            shell.tell_json(paths) if json else shell.tell_lines(paths)
            return
        summary = look(file)
        shell.tell_lines(lines(summary, shell.lang))
        if yes:
            shell.tell(shell.say("restored", aside=restore_from(shell.folder, summary) or "-"))
        else:
            shell.tell(shell.say("restore-look"))
