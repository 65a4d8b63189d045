"""The commands on exams: ``analyse`` answer files, and the people whose answers a workspace keeps."""

# Annotations are evaluated here on purpose: typer reads them, and their help texts depend on the language.

import json as jsonlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qbank.cli.shell import Shell, finish, guarded
from qbank.errors import Problem, QbankError
from qbank.locale import Lang, say

if TYPE_CHECKING:
    from qbank.workbench.remains import Remains

_SHOWN = 10
_CELLS = ("answers", "positions", "marks", "percent", "share")


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the commands, their help in one language."""
    _analyse(app, lang)
    _results(app, lang)
    _foretell(app, lang)
    people = typer.Typer(help=say("help-people", lang), no_args_is_help=True)
    app.add_typer(people, name="people")
    _people(people, lang)


def _analyse(app: typer.Typer, lang: Lang) -> None:
    file = typer.Argument(metavar="FILE…", show_default=False, help=say("help-analyse-file", lang))

    def option(*names: str, key: str, metavar: str | None = None) -> Any:  # noqa: ANN401 - typer's own
        return typer.Option(*names, metavar=metavar, help=say(key, lang))

    @app.command(help=say("help-analyse", lang))
    @guarded
    def analyse(
        ctx: typer.Context,
        paths: Annotated[list[Path], file],
        key: Annotated[Path | None, option("--key", key="help-analyse-key", metavar="KEYFILE")] = None,
        model: Annotated[str, option("--model", key="help-analyse-model", metavar="ctt|rasch|2pl|3pl")] = "ctt",
        prior: Annotated[str, option("--prior", key="help-analyse-prior", metavar="none|weak")] = "weak",
        group: Annotated[str, option("--group", key="help-analyse-group", metavar="COLUMN")] = "",
        departments: Annotated[
            Path | None, option("--departments", key="help-analyse-departments", metavar="FILE")
        ] = None,
        layout: Annotated[str, option("--layout", key="help-analyse-layout", metavar="NAME")] = "",
        attempt: Annotated[str, option("--attempt", key="help-analyse-attempt", metavar="first|last|best")] = "first",
        cells: Annotated[str, option("--cells", key="help-analyse-cells", metavar="|".join(_CELLS))] = "",
        blank: Annotated[str, option("--blank", key="help-analyse-blank", metavar="omitted|unseen")] = "omitted",
        namesakes: Annotated[
            str, option("--namesakes", key="help-analyse-namesakes", metavar="apart|attempts")
        ] = "apart",
        most: Annotated[float, option("--most", key="help-analyse-most", metavar="N")] = 0.0,
        name: Annotated[str, option("--name", key="help-analyse-name", metavar="TEXT")] = "",
        date: Annotated[str, option("--date", key="help-analyse-date", metavar="YYYY-MM-DD")] = "",
        json: Annotated[Path | None, option("--json", key="help-analyse-json", metavar="OUT")] = None,
        report: Annotated[
            Path | None, option("--report", key="help-analyse-report", metavar="OUT.xlsx|OUT.docx")
        ] = None,
        form: Annotated[str, option("--form", key="help-analyse-form", metavar="FORM")] = "",
        mapping: Annotated[Path | None, option("--mapping", key="help-analyse-mapping", metavar="FILE")] = None,
        plain: Annotated[bool, option("--plain", key="help-analyse-plain")] = False,
        record: Annotated[bool, option("--record", key="help-analyse-record")] = False,
        codes: Annotated[bool, option("--codes", key="help-analyse-codes")] = False,
        again: Annotated[bool, option("--again", key="help-analyse-again")] = False,
        force: Annotated[bool, option("--force", key="help-analyse-force")] = False,
    ) -> None:
        shell: Shell = ctx.obj
        _apart(shell, paths, json, report)
        _one_of(shell, "--model", model, ("ctt", "rasch", "2pl", "3pl"))
        _one_of(shell, "--prior", prior, ("none", "weak"))
        _one_of(shell, "--attempt", attempt, ("first", "last", "best"))
        _one_of(shell, "--cells", cells, ("", *_CELLS))
        _one_of(shell, "--blank", blank, ("omitted", "unseen"))
        _one_of(shell, "--namesakes", namesakes, ("apart", "attempts"))
        wish = {
            "key": key, "model": model, "prior": prior, "group": group, "layout": layout, "attempt": attempt,
            "name": name, "date": date, "cells": cells, "blank": blank, "namesakes": namesakes,
            **({"most": most} if most else {}), **({"form": form} if form else {}),
            **({"aliases": departments} if departments else {}), **({"mapping": mapping} if mapping else {}),
        }  # fmt: skip
        keeps = {"again": again, "force": force} if record else None
        found, kept, refused = _found(shell, paths, wish, plain=plain, codes=codes, keeps=keeps)
        # Files first: whoever reads the lines may go away before the last one (head, less).
        if json:
            from qbank.formats.files import write_bytes

            text = jsonlib.dumps(found.to_dict(), ensure_ascii=False, indent=1, allow_nan=False)
            write_bytes(json, text.encode())
        if report:
            found.write(report)
        shell.complain(found.problems, most=5)
        shell.tell_lines(found.lines())
        for each in kept:
            shell.complain(each.problems, most=5)
            shell.tell(repr(each))
        shell.complain(refused)
        for file in filter(None, (json, report)):
            shell.tell(shell.say("file-written", file=file))
        finish(refused)


def _found(
    shell: Shell, paths: list[Path], wish: dict[str, Any], *, plain: bool, codes: bool, keeps: dict[str, bool] | None
) -> tuple[Any, list[Any], list[Problem]]:
    """Return the analyses, with the items of the workspace if there is one, what was kept of them and what was refused.

    ``keeps`` is None where nothing is to be kept.
    """
    from qbank.workbench import analysing, config, keeping

    is_issued = wish.get("form") and not wish.get("mapping")
    if plain or not (keeps is not None or codes or is_issued or config.exists(shell.folder)):
        with shell.progress() as progress:
            return analysing.analyse_all(paths, lang=shell.lang, progress=progress, **wish), [], []
    with shell.workspace() as workspace, shell.progress() as progress:
        if codes:
            wish["secret"] = keeping.secret_of(workspace.folder)
        found = workspace.analyse_all(paths, progress=progress, **wish)
        return found, *(([], []) if keeps is None else _kept(workspace, found, keeps))


def _kept(workspace: Any, found: Any, keeps: dict[str, bool]) -> tuple[list[Any], list[Problem]]:  # noqa: ANN401 - loaded late
    """Keep each sitting; one that is refused does not hinder the others, and its figures are shown all the same."""
    kept, refused = [], []
    for each in found:
        try:
            kept.append(workspace.keep_sitting(each, **keeps))
        except QbankError as error:
            refused.append(error.problem)
    return kept, refused


def _results(app: typer.Typer, lang: Lang) -> None:
    exam = typer.Argument(metavar="EXAM", show_default=False, help=say("help-results-exam", lang))
    to = typer.Option("--out", metavar="OUT.xlsx|OUT.docx", help=say("help-results-out", lang))
    levels = typer.Option("--depth", min=1, help=say("help-results-depth", lang))
    passing = typer.Option("--pass", min=0.0, max=100.0, help=say("help-results-pass", lang))
    excelling = typer.Option("--excellent", min=0.0, max=100.0, help=say("help-results-excellent", lang))
    smallest = typer.Option("--least", min=1, help=say("help-results-least", lang))

    @app.command(help=say("help-results", lang))
    @guarded
    def results(
        ctx: typer.Context,
        sitting: Annotated[str, exam],
        out: Annotated[Path | None, to] = None,
        depth: Annotated[int, levels] = 1,
        passed: Annotated[float, passing] = 0.6,
        excellent: Annotated[float, excelling] = 0.85,
        least: Annotated[int, smallest] = 5,
    ) -> None:
        from qbank.reports.results import Rules

        shell: Shell = ctx.obj
        if out:
            _is_report(shell, out)
        with shell.workspace() as workspace:
            found = workspace.results(sitting, depth=depth, rules=Rules(_share(passed), _share(excellent), least))
        if out:
            found.write(out)
        shell.tell_lines(found.lines())
        if out:
            shell.tell(shell.say("file-written", file=out))


def _share(limit: float) -> float:
    """Return a limit as a share: 0.6, or 60 of a hundred."""
    return limit / 100 if limit > 1 else limit


def _foretell(app: typer.Typer, lang: Lang) -> None:
    """Add the commands that tell what all exams together say of items."""
    _told_by(app, lang, "expect", "help-expect", lambda workspace: workspace.expected())
    _told_by(app, lang, "watch", "help-watch", lambda workspace: workspace.watch())


def _told_by(app: typer.Typer, lang: Lang, name: str, key: str, find: Callable[[Any], Any]) -> None:
    """Add a command that tells what a workspace finds, in words or as data."""
    as_data = typer.Option("--json", help=say("help-json", lang))
    at_most = typer.Option("--limit", min=0, help=say("help-limit", lang))

    @app.command(name, help=say(key, lang))
    @guarded
    def told(
        ctx: typer.Context, limit: Annotated[int | None, at_most] = None, json: Annotated[bool, as_data] = False
    ) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            found = find(workspace)
        if json:
            shell.tell_json(found.to_dict(limit or 0))
        else:
            shell.tell_lines(found.lines() if limit is None else found.lines(limit))


def _people(app: typer.Typer, lang: Lang) -> None:
    person = typer.Argument(metavar="CODE", show_default=False, help=say("help-people-code", lang))
    to = typer.Option("--out", metavar="OUT.xlsx|OUT.docx", help=say("help-people-out", lang))

    @app.command("list", help=say("help-people-list", lang))
    @guarded
    def listed(
        ctx: typer.Context, json: Annotated[bool, typer.Option("--json", help=say("help-json", lang))] = False
    ) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace, workspace.sittings() as store:
            people, sittings = store.people(), store.sittings()
        if json:
            shell.tell_json([
                {"code": each.code, "name": each.name, "department": list(each.department), "sittings": count}
                for each, count in people
            ])
            return
        for head in sittings:
            shell.tell(shell.say("people-sitting", id=head.id, name=head.name, date=head.date or "–", n=head.people))
        for each, count in people:
            where = "/".join(each.department)
            shell.tell(shell.say("people-person", code=each.code, name=each.name, department=where, count=count))

    @app.command(help=say("help-people-show", lang))
    @guarded
    def show(ctx: typer.Context, code: Annotated[str, person], out: Annotated[Path | None, to] = None) -> None:
        shell: Shell = ctx.obj
        if out:
            _is_report(shell, out)
        with shell.workspace() as workspace:
            found = workspace.record_of(code)
        if out:
            found.write(out)
        shell.tell_lines(found.lines())
        if out:
            shell.tell(shell.say("file-written", file=out))

    @app.command(help=say("help-people-purge", lang))
    @guarded
    def purge(
        ctx: typer.Context,
        code: Annotated[
            str, typer.Argument(metavar="CODE", show_default=False, help=say("help-people-code", lang))
        ] = "",
        sitting: Annotated[str, typer.Option("--sitting", metavar="ID", help=say("help-people-sitting", lang))] = "",
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say("help-people-dry-run", lang))] = False,
    ) -> None:
        shell: Shell = ctx.obj
        if bool(code) == bool(sitting):
            raise typer.BadParameter(shell.say("people-purge-one"))
        with shell.workspace() as workspace:
            if dry_run and (sheets := workspace.sheets_kept(code, sitting)):
                shell.tell_lines(
                    f"{each.person.code}  {each.person.name}  {head}".rstrip() for head, each in sheets[:_SHOWN]
                )
                shell.tell(shell.say("people-purge-look", what=code or sitting, count=len(sheets), shown=_SHOWN))
                return
            words = workspace.words_for(code) if code else frozenset[str]()
            count = workspace.purge_person(code) if code else workspace.purge_sitting(sitting)
            shell.tell(shell.say("people-purged" if count else "people-purged-none", what=code or sitting, count=count))
            if code:
                _tell_remains(shell, workspace.files_that_name(words))
            elif count:
                shell.tell(shell.say("people-purged-files"))


def _tell_remains(shell: Shell, left: "Remains") -> None:
    """Name the files that still name somebody, and those of which that is not known."""
    for file in left.named:
        shell.tell(shell.say("people-still-named", file=file))
    if left.unread:
        shell.tell(shell.say("people-not-searched", count=len(left.unread)))
        shell.complain(left.unread)
    shell.tell(shell.say("people-searched"))


def _apart(shell: Shell, paths: list[Path], json: Path | None, report: Path | None) -> None:
    """Refuse to write over an answer file, and a report under a name that no program takes for one."""
    for out in (json, report):
        if out and out.resolve() in {path.resolve() for path in paths}:
            raise typer.BadParameter(shell.say("analyse-over-input", file=out))
    if report:
        _is_report(shell, report)


def _is_report(shell: Shell, out: Path) -> None:
    """Refuse a report whose name says neither workbook nor Word document, before anything is done for it."""
    if out.suffix.lower() not in (".xlsx", ".docx"):
        raise typer.BadParameter(shell.say("analyse-report-ending", file=out))


def _one_of(shell: Shell, name: str, found: str, known: tuple[str, ...]) -> None:
    if found not in known:
        raise typer.BadParameter(shell.say("analyse-one-of", option=name, found=found, known=" ".join(known)))
