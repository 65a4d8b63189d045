"""The ``qbank`` command: builds the command line in the user's language and runs it."""

# Annotations are evaluated here on purpose: typer reads them, and their help texts depend on the language.

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, get_args

import typer

from qbank.cli import (
    agreement,
    bank,
    corpus,
    coverage,
    duplicates,
    exams,
    exchange,
    handbook,
    items,
    learn,
    paper,
    plan,
    profile,
    review,
    sheet,
)
from qbank.cli.shell import Shell
from qbank.cli.spoken import speak
from qbank.locale import Lang, say


def main() -> None:
    """Run the command line of this process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # An office console may not know a character of a document; it must not end the command.
            stream.reconfigure(errors="backslashreplace")
    build(language(sys.argv[1:], os.environ.get("QBANK_LANG", "")))()


def language(arguments: Sequence[str], environment: str) -> Lang:
    """Return the language of help texts: ``--lang`` if given, else the environment's, else Chinese."""
    asked = [environment]
    for position, argument in enumerate(arguments):
        if argument == "--lang":
            asked += arguments[position + 1 : position + 2]
        elif argument.startswith("--lang="):
            asked.append(argument.removeprefix("--lang="))
    known: tuple[Lang, ...] = get_args(Lang)
    return next((lang for lang in known if lang == asked[-1]), "zh")


def build(lang: Lang) -> typer.Typer:
    """Return the command line with its help in one language."""
    app = typer.Typer(
        help=say("help-qbank", lang),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def start(
        ctx: typer.Context,
        folder: Annotated[
            Path, typer.Option("-C", metavar="DIR", readable=False, help=say("help-folder", lang))
        ] = Path(),
        lang_asked: Annotated[str, typer.Option("--lang", metavar="zh|en", help=say("help-lang", lang))] = lang,
        actor: Annotated[str, typer.Option("--as", metavar="NAME", help=say("help-as", lang))] = "",
    ) -> None:
        if lang_asked not in get_args(Lang):
            raise typer.BadParameter(say("lang-unknown", lang, found=lang_asked))
        ctx.obj = Shell(folder, lang, actor)

    stages = (
        *(bank, corpus, items, review, sheet, duplicates, coverage, learn, agreement, paper, exams, plan, handbook),
        *(exchange, profile),
    )
    for stage in stages:
        stage.register(app, lang)
    speak(app, lang)
    return app
