"""The command on coverage: which sections have questions."""

from typing import Annotated

import typer

from qbank.cli.shell import Shell, guarded
from qbank.locale import Lang, say


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command, its help in one language."""
    document_asked = typer.Option("--document", metavar="NAME", help=say("help-coverage-document", lang))

    @app.command(help=say("help-coverage", lang))
    @guarded
    def coverage(
        ctx: typer.Context,
        document: Annotated[str, document_asked] = "",
        json: Annotated[bool, typer.Option("--json", help=say("help-json", lang))] = False,
    ) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace, shell.progress() as progress:
            report = workspace.coverage(document, progress=progress)
        if json:
            shell.tell_json(report.to_dict())
            return
        shell.tell_lines(report.lines())
        if report.bare:
            shell.hint("next-coverage")
