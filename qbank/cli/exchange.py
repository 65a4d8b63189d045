"""Commands that take a bank out and in."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qbank.cli.shell import Shell, finish, guarded
from qbank.errors import Problem
from qbank.locale import Lang, say

if TYPE_CHECKING:
    from qbank.formats.losses import LossReport

_PathOption = Path | None
_Words = list[str] | None
_MOST_ALIKE = 5
"""Warnings of one kind that are shown of an import; all of them are in --json."""
_SHOWN = ("id", "at", "actor", "format", "profile", "items", "file")
_ONLY = ("document", "type", "tag", "difficulty", "chapter", "audience")


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the commands, their help in one language."""

    @app.command(help=say("help-export", lang))
    @guarded
    def export(
        ctx: typer.Context,
        out: Annotated[Path, typer.Option("--out", metavar="FILE", readable=False, help=say("help-out", lang))],
        format_name: Annotated[str, typer.Option("--format", metavar="NAME", help=say("help-format", lang))] = "",
        profile: Annotated[str, typer.Option("--profile", metavar="P", help=say("help-profile", lang))] = "",
        template: Annotated[
            _PathOption, typer.Option("--template", metavar="FILE", readable=False, help=say("help-template", lang))
        ] = None,
        title: Annotated[str, typer.Option("--title", metavar="TEXT", help=say("help-title", lang))] = "",
        status: Annotated[
            list[str] | None, typer.Option("--status", metavar="STATUS", help=say("help-export-status", lang))
        ] = None,
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
        strict: Annotated[bool, typer.Option("--strict", help=say("help-strict", lang))] = False,
        loss_report: Annotated[
            _PathOption, typer.Option("--loss-report", metavar="FILE", readable=False, help=say("help-losses", lang))
        ] = None,
        manifest: Annotated[
            _PathOption, typer.Option("--manifest", metavar="FILE", readable=False, help=say("help-manifest", lang))
        ] = None,
    ) -> None:
        from qbank.formats.files import is_there

        shell: Shell = ctx.obj
        asked = status or ("accepted",)
        given = (document, type_name, tag, difficulty, chapter, audience)
        only = {name: words or () for name, words in zip(_ONLY, given, strict=True)}
        known = list[Problem]()

        def tell(losses: "LossReport", problems: Sequence[Problem]) -> None:
            # Before the file is put in place: whoever sees it can still stop.
            known.extend(problems)
            shell.complain(problems)
            lines = losses.lines(shell.lang)
            for line in lines:
                shell.whisper(line)
            if lines and not loss_report:
                shell.whisper(shell.say("losses-where"))

        with shell.workspace() as workspace:
            was_there = is_there(out)
            report = workspace.export(
                out,
                format=format_name,
                status=asked,
                title=title,
                profile=profile,
                template=template or "",
                strict=strict,
                loss_report=loss_report or "",
                manifest=manifest or "",
                told=tell,
                **only,
            )
            later = (problem for problem in report.problems if problem not in known)
            shell.complain((*workspace.unsettled(asked), *later))
        finish(report.problems)
        shell.tell(shell.say("exported-anew" if was_there else "exported", count=report.count, file=out))

    @app.command("import", help=say("help-import", lang))
    @guarded
    def import_bank(
        ctx: typer.Context,
        file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=say("help-import-file", lang))],
        format_name: Annotated[
            str, typer.Option("--format", metavar="NAME", help=say("help-import-format", lang))
        ] = "",
        profile: Annotated[str, typer.Option("--profile", metavar="P", help=say("help-profile", lang))] = "",
        status: Annotated[
            str, typer.Option("--status", metavar="STATUS", help=say("help-import-status", lang))
        ] = "draft",
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say("help-import-dry", lang))] = False,
        keep_good: Annotated[bool, typer.Option("--keep-good", help=say("help-keep-good", lang))] = False,
        fix: Annotated[bool, typer.Option("--fix", help=say("help-import-fix", lang))] = False,
        ground: Annotated[bool, typer.Option("--ground", help=say("help-ground", lang))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=say("help-json", lang))] = False,
    ) -> None:
        shell: Shell = ctx.obj
        told = list[Problem]()

        def tell(problems: Sequence[Problem]) -> None:
            # Before anything is written: whoever sees it can still stop.
            told.extend(problems)
            if not as_json:
                shell.complain(problems, _MOST_ALIKE)

        with shell.workspace() as workspace:
            report = workspace.import_bank(
                file,
                format=format_name,
                profile=profile,
                status=status,
                dry_run=dry_run,
                keep_good=keep_good,
                fix=fix,
                ground=ground,
                told=tell,
            )
        if as_json:
            shell.tell_json(report.to_dict())
        else:
            shell.complain(report.problems[len(told) :], _MOST_ALIKE)
            shell.tell_lines(report.lines())
        finish(report.problems)

    @app.command(help=say("help-formats", lang))
    @guarded
    def formats(
        ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help=say("help-json", lang))] = False
    ) -> None:
        from qbank.formats.overview import overview, overview_lines

        shell: Shell = ctx.obj
        if as_json:
            shell.tell_json(overview(shell.lang))
        else:
            shell.tell_lines(overview_lines(shell.lang))

    @app.command(help=say("help-exports", lang))
    @guarded
    def exports(
        ctx: typer.Context,
        name: Annotated[str, typer.Argument(metavar="[ID]", help=say("help-exports-id", lang))] = "",
        as_json: Annotated[bool, typer.Option("--json", help=say("help-json", lang))] = False,
    ) -> None:
        from qbank.reports.lines import local_time

        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            rows: list[dict[str, Any]] = (
                workspace.handout_items(name) if name else [asdict(each) for each in workspace.handouts()]
            )
        if as_json:
            shell.tell_json(rows)
            return
        for row in rows:
            shown = row if name else {each: row[each] for each in _SHOWN}
            shell.tell_row(*({**shown, "at": local_time(row["at"])} if "at" in shown else shown).values())
        if not rows:
            shell.whisper(shell.say("no-exports"))
