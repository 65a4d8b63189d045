"""The command ``paper``: from a blueprint to papers, keys and what belongs to them."""

# Annotations are evaluated here on purpose: typer reads them, and their help texts depend on the language.

from pathlib import Path
from typing import Annotated

import typer

from qbank.cli.shell import Shell, finish, guarded
from qbank.locale import Lang, say


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command, its help in one language."""
    what = typer.Argument(metavar="BLUEPRINT", show_default=False, help=say("help-paper-blueprint", lang))
    to = typer.Option("--out", metavar="DIR", readable=False, help=say("help-paper-out", lang))
    many = typer.Option("--forms", metavar="N", help=say("help-paper-forms", lang))
    same_asked = typer.Option("--same", help=say("help-paper-same", lang))
    drawn = typer.Option("--seed", metavar="TEXT", help=say("help-paper-seed", lang))
    without = typer.Option("--exclude", metavar="FORM", help=say("help-paper-exclude", lang))
    day = typer.Option("--date", metavar="YYYY-MM-DD", help=say("help-paper-date", lang))
    titled = typer.Option("--title", metavar="TEXT", help=say("help-paper-title", lang))
    kept = typer.Option("--save-blueprint", metavar="FILE", help=say("help-paper-save", lang))
    people = typer.Option("--roster", metavar="EXAM|FILE", help=say("help-paper-roster", lang))

    @app.command(help=say("help-paper", lang))
    @guarded
    def paper(
        ctx: typer.Context,
        blueprint: Annotated[str, what],
        out: Annotated[Path, to],
        forms: Annotated[int, many] = 1,
        same: Annotated[bool, same_asked] = False,
        seed: Annotated[str, drawn] = "",
        exclude: Annotated[list[str] | None, without] = None,
        date: Annotated[str, day] = "",
        title: Annotated[str, titled] = "",
        roster: Annotated[str, people] = "",
        save_blueprint: Annotated[str, kept] = "",
    ) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            made = workspace.paper(
                blueprint, forms=forms, same=same, seed=seed, exclude=exclude or (), date=date, title=title,
                roster=roster, out=out, save_blueprint=save_blueprint,
            )  # fmt: skip
        if save_blueprint:
            shell.tell(shell.say("papers-blueprint-saved", file=save_blueprint))
        shell.tell_lines(made.lines())
        shell.complain(made.problems)
        finish(made.problems)
        shell.tell(shell.say("papers-written", folder=out))
