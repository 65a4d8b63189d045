"""Commands on documents: read them, list them, print their text, show their key sentences."""

from dataclasses import asdict
from typing import Annotated, Any

import typer

from qbank.cli.shell import Shell, finish, guarded
from qbank.locale import Lang, say


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the commands, their help in one language."""
    as_json = typer.Option("--json", help=say("help-json", lang))

    @app.command(help=say("help-ingest", lang))
    @guarded
    def ingest(
        ctx: typer.Context,
        paths: Annotated[list[str], typer.Argument(metavar="PATH…", help=say("help-ingest-paths", lang))],
        json: Annotated[bool, as_json] = False,
    ) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace, shell.progress() as progress:
            report = workspace.ingest(*paths, progress=progress)
        shell.complain(report.problems)
        if json:
            problems = [problem.to_dict(shell.lang) for problem in report.problems]
            shell.tell_json({**asdict(report), "problems": problems})
        else:
            shell.tell_lines(report.lines())
            shell.hint("next-draft")
        finish(report.problems)

    @app.command(help=say("help-documents", lang))
    @guarded
    def documents(ctx: typer.Context, json: Annotated[bool, as_json] = False) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            entries = workspace.documents()
        if json:
            shell.tell_json([asdict(entry) for entry in entries])
        else:
            for entry in entries:
                kind = shell.say(f"kind-{entry.kind}")
                shell.tell_row(entry.name, kind, entry.date or "-", entry.characters, entry.title)

    @app.command(help=say("help-forget", lang))
    @guarded
    def forget(
        ctx: typer.Context,
        name: Annotated[str, typer.Argument(metavar="NAME", help=say("help-name", lang))],
        json: Annotated[bool, as_json] = False,
    ) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            report = workspace.forget(name)
        if json:
            shell.tell_json(asdict(report))
        else:
            shell.tell_lines(report.lines())

    @app.command(help=say("help-text", lang))
    @guarded
    def text(
        ctx: typer.Context,
        name: Annotated[str, typer.Argument(metavar="NAME", help=say("help-name", lang))],
        digest: Annotated[str, typer.Option("--digest", metavar="SHA256", help=say("help-digest", lang))] = "",
    ) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            shell.tell_exactly(workspace.text(name, digest))

    @app.command(help=say("help-sentences", lang))
    @guarded
    def sentences(
        ctx: typer.Context,
        name: Annotated[str, typer.Argument(metavar="NAME", help=say("help-name", lang))],
        top: Annotated[int, typer.Option("--top", min=1, help=say("help-top", lang))] = 10,
        json: Annotated[bool, as_json] = False,
    ) -> None:
        from qbank.reports.tables import reasons_line

        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            ranked = workspace.sentences(name)[:top]
        if json:
            shell.tell_json([_sentence_data(each) for each in ranked])
            return
        for place, each in enumerate(ranked, 1):
            shell.tell_row(f"{place}.", f"[{each.score:.2f}]", each.sent.readable)
            shell.tell_row("  ", reasons_line(each, shell.lang))


def _sentence_data(ranked: Any) -> dict[str, Any]:  # noqa: ANN401 - RankedSentence, whose module is heavy to load
    sent = ranked.sent
    reasons = [reason._asdict() for reason in ranked.reasons]
    return {"start": sent.start, "end": sent.end, "text": sent.text, "score": ranked.score, "reasons": reasons}
