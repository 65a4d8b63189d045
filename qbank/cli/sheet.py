"""The command on review sheets: items out as Excel or Word, verdicts in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qbank.cli.shell import Shell, finish, guarded
from qbank.locale import Lang, say

if TYPE_CHECKING:
    from qbank.review.sheet import SheetMade, SheetReport


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command, its help in one language."""

    @app.command("review-sheet", help=say("help-review-sheet", lang))
    @guarded
    def review_sheet(
        ctx: typer.Context,
        out: Annotated[
            Path | None, typer.Option("--out", metavar="FILE", readable=False, help=say("help-sheet-out", lang))
        ] = None,
        filled: Annotated[
            Path | None, typer.Option("--read", metavar="FILE", readable=False, help=say("help-sheet-read", lang))
        ] = None,
        document: Annotated[str, typer.Option("--document", metavar="NAME", help=say("help-document", lang))] = "",
        status: Annotated[
            str, typer.Option("--status", metavar="STATUS", help=say("help-sheet-status", lang))
        ] = "draft",
        limit: Annotated[int, typer.Option("--limit", min=0, help=say("help-sheet-limit", lang))] = 0,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say("help-sheet-dry-run", lang))] = False,
    ) -> None:
        shell: Shell = ctx.obj
        if (out is None) == (filled is None):
            raise typer.BadParameter(shell.say("sheet-out-or-read"))
        if dry_run and filled is None:
            raise typer.BadParameter(shell.say("sheet-only-read"))
        with shell.workspace() as workspace:
            report: SheetMade | SheetReport
            if filled is None:
                report = workspace.review_sheet(out or "", document=document, status=status, limit=limit or None)
            else:
                report = workspace.read_review_sheet(filled, dry_run=dry_run)
        shell.complain(report.problems)
        shell.tell_lines(report.lines())
        finish(report.problems)
