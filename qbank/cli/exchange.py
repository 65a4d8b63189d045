"""Commands that take a bank out and in."""

from pathlib import Path
from typing import Annotated

import typer

from qbank.cli.shell import Shell, finish, guarded
from qbank.locale import Lang, say


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the commands, their help in one language."""

    @app.command(help=say("help-export", lang))
    @guarded
    def export(
        ctx: typer.Context,
        out: Annotated[Path, typer.Option("--out", metavar="FILE", readable=False, help=say("help-out", lang))],
        format_name: Annotated[str, typer.Option("--format", metavar="NAME", help=say("help-format", lang))] = "json",
        status: Annotated[
            list[str] | None, typer.Option("--status", metavar="STATUS", help=say("help-export-status", lang))
        ] = None,
    ) -> None:
        from qbank.formats.files import is_there

        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            asked = status or ("accepted",)
            was_there = is_there(out)
            count = workspace.export(out, format=format_name, status=asked)
            shell.complain(workspace.unsettled(asked))
        shell.tell(shell.say("exported-anew" if was_there else "exported", count=count, file=out))

    @app.command("import", help=say("help-import", lang))
    @guarded
    def import_bank(
        ctx: typer.Context,
        file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=say("help-import-file", lang))],
        keep_good: Annotated[bool, typer.Option("--keep-good", help=say("help-keep-good", lang))] = False,
    ) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            report = workspace.import_bank(file, keep_good=keep_good)
        shell.complain(report.problems)
        shell.tell(shell.say("imported", added=report.added, known=report.known))
        finish(report.problems)
