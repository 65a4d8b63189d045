"""The words of the library for command lines, in the user's language: usage, headings of help, notes on options."""

# The library is asked by its public methods and names only; a name that it gives up stays in its own language.

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from qbank.locale import Lang, Listed, say

_SAID = (
    (re.compile(r"No such command '([^']*)'"), "usage-no-command"),
    (re.compile(r"Got unexpected extra arguments? \((.*)\)"), "usage-too-many"),
    (re.compile(r"Got unexpected extra argument\(s\) \((.*)\)"), "usage-too-many"),
    (re.compile(r"Option '?([^' ]*)'? requires an argument"), "usage-no-value"),
)
"""What the library says of a command line without telling it in any other way."""
_LIMITS = (
    (re.compile(r"less than or equal to (\S+)"), "usage-most"),
    (re.compile(r"greater than or equal to (\S+)"), "usage-least"),
)
_WORDS: Mapping[str, str] = {
    "OPTIONS_PANEL_TITLE": "help-options",
    "COMMANDS_PANEL_TITLE": "help-commands",
    "ARGUMENTS_PANEL_TITLE": "help-arguments",
    "ERRORS_PANEL_TITLE": "help-error",
    "DEFAULT_STRING": "help-default",
    "REQUIRED_LONG_STRING": "help-required",
    "RICH_HELP": "help-try",
}
"""Names in ``typer.rich_utils``, by which it may be told how to speak."""


def speak(app: typer.Typer, lang: Lang) -> None:
    """Have all commands of an app, and of its groups, speak a language."""
    command, group = _classes(lang)
    for each in app.registered_commands:
        each.cls, each.options_metavar = command, say("help-metavar-options", lang)
    for info in app.registered_groups:
        if info.typer_instance:
            speak(info.typer_instance, lang)
    # Of the three, what belongs to a callback goes before what belongs to its group.
    for own in filter(None, (app.info, app.registered_callback, *app.registered_groups)):
        own.cls, own.options_metavar = group, say("help-metavar-options", lang)
        own.subcommand_metavar = say("help-metavar-command", lang)


def _classes(lang: Lang) -> tuple[type[TyperCommand], type[TyperGroup]]:
    class Command(TyperCommand):
        """A command whose usage and help are in one language."""

        def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the library's classes are private
            _usage(self, ctx, formatter, lang)

        def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - as above
            return _helped(super().get_help_option(ctx), lang)

        def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
            _tell(lang)
            super().format_help(ctx, formatter)

    class Group(TyperGroup):
        """A group whose usage, help and errors are in one language."""

        def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
            _usage(self, ctx, formatter, lang)

        def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - as above
            return _helped(super().get_help_option(ctx), lang)

        def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
            _tell(lang)
            super().format_help(ctx, formatter)

        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - as above
            with _errors(lang):
                return super().parse_args(ctx, args)

        def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - as above
            with _errors(lang):
                return super().invoke(ctx)

    return Command, Group


def _usage(command: Any, ctx: Any, formatter: Any, lang: Lang) -> None:  # noqa: ANN401 - as above
    pieces = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix=say("help-usage", lang))


def _helped(option: Any, lang: Lang) -> Any:  # noqa: ANN401 - as above
    if option is not None:
        option.help = say("help-help", lang)
    return option


@contextmanager
def _errors(lang: Lang) -> Iterator[None]:
    """Have what is wrong with a command line told in the language; what ends a command on purpose tells nothing."""
    try:
        yield
    except (typer.Exit, typer.Abort):
        raise
    except Exception as error:
        _tell(lang)
        words = _in_words(error, lang) if lang != "en" else ""
        if words:
            error.format_message = lambda: words  # type: ignore[attr-defined]
        raise


def _in_words(error: Any, lang: Lang) -> str:  # noqa: ANN401 - the library's classes are private
    """Return what is wrong with a command line in the language, "" for what the library says of nothing known here."""
    kind, said = type(error).__name__, str(getattr(error, "message", ""))
    if kind == "NoSuchOption":
        like = Listed(sorted(error.possibilities or ()))
        return say("usage-no-option-like" if like else "usage-no-option", lang, found=error.option_name, like=like)
    param = getattr(error, "param", None)
    if kind == "MissingParameter" and param is not None:
        return say("usage-missing", lang, name=_named(param))
    if kind == "BadParameter":
        # Without a parameter it is one of our own sentences.
        return said if param is None else _wrong_value(param, said, lang)
    for pattern, key in _SAID:
        found = pattern.match(said)
        if found:
            return say(key, lang, found=found[1])
    return ""


def _wrong_value(param: Any, said: str, lang: Lang) -> str:  # noqa: ANN401 - as above
    for pattern, key in _LIMITS:
        found = pattern.search(said)
        if found:
            return say(key, lang, name=_named(param), limit=found[1])
    return say("usage-wrong", lang, name=_named(param))


def _named(param: Any) -> str:  # noqa: ANN401 - as above
    """Return an option as one writes it, or what stands in its place in the usage."""
    return str(param.get_error_hint()).strip("'")


def _tell(lang: Lang) -> None:
    """Tell the library its words; only now, for what it draws help with takes longer to load than many a command."""
    from typer import rich_utils

    for name, key in _WORDS.items():
        setattr(rich_utils, name, say(key, lang))
    setattr(rich_utils, "Columns", _folding())  # noqa: B010 - a name of the library's, as those above


@cache
def _folding() -> type[Any]:
    """Return what lays texts of help out with lines that go on: the library cuts a long one without spaces off."""
    from rich.columns import Columns
    from rich.text import Text

    class Folding(Columns):
        def __init__(self, renderables: Any = None, *more: Any, **style: Any) -> None:  # noqa: ANN401 - as it has it
            found = list(renderables or ())
            for each in found:
                if isinstance(each, Text):
                    each.overflow = "fold"
            super().__init__(found, *more, **style)

    return Folding
