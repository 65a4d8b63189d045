"""The command on study handbooks."""

from pathlib import Path
from typing import Annotated

import typer

from qbank.cli.shell import Shell, finish, guarded
from qbank.locale import Lang, say

_Words = list[str] | None
_ONLY = ("document", "type", "tag", "difficulty", "chapter", "audience")


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command, its help in one language."""
    to = typer.Option("--out", metavar="FILE", readable=False, help=say("help-handbook-out", lang))

    @app.command(help=say("help-handbook", lang))
    @guarded
    def handbook(
        ctx: typer.Context,
        out: Annotated[Path, to],
        title: Annotated[str, typer.Option("--title", metavar="TEXT", help=say("help-title", lang))] = "",
        quiz: Annotated[bool, typer.Option("--quiz", help=say("help-handbook-quiz", lang))] = False,
        document: Annotated[_Words, typer.Option("--document", metavar="NAME", help=say("help-document", lang))] = None,
        type_name: Annotated[_Words, typer.Option("--type", metavar="TYPE", help=say("help-type", lang))] = None,
        tag: Annotated[_Words, typer.Option("--tag", metavar="TAG", help=say("help-only-tag", lang))] = None,
        difficulty: Annotated[
            _Words, typer.Option("--difficulty", metavar="LEVEL", help=say("help-only-difficulty", lang))
        ] = None,
        chapter: Annotated[
            _Words, typer.Option("--chapter", metavar="TEXT", help=say("help-only-chapter", lang))
        ] = None,
        audience: Annotated[
            _Words, typer.Option("--audience", metavar="TEXT", help=say("help-only-audience", lang))
        ] = None,
    ) -> None:
        shell: Shell = ctx.obj
        given = (document, type_name, tag, difficulty, chapter, audience)
        only = {name: words or () for name, words in zip(_ONLY, given, strict=True)}
        with shell.workspace() as workspace, shell.progress() as progress:
            report = workspace.handbook(out, title=title, quiz=quiz, progress=progress, **only)
        shell.complain(report.problems, most=5)
        shell.tell_lines(report.lines())
        finish(report.problems)
