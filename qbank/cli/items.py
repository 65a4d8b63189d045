"""Commands on items: draft, list, show, accept, reject."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from qbank.cli.shell import Shell, finish, guarded
from qbank.locale import Lang, say

_SCREENFUL = 20


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the commands, their help in one language."""
    as_json = typer.Option("--json", help=say("help-json", lang))
    ids_given = typer.Argument(metavar="ID…", help=say("help-ids", lang))
    status_asked = typer.Option("--status", metavar="STATUS", help=say("help-status", lang))
    document_asked = typer.Option("--document", metavar="NAME", help=say("help-document", lang))

    @app.command(help=say("help-draft", lang))
    @guarded
    def draft(
        ctx: typer.Context,
        document: Annotated[str, document_asked] = "",
        again: Annotated[bool, typer.Option("--again", help=say("help-again", lang))] = False,
        json: Annotated[bool, as_json] = False,
    ) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace, shell.progress() as progress:
            report = workspace.draft(document, again=again, progress=progress)
        shell.complain(report.problems)
        if json:
            shell.tell_json({**asdict(report), "problems": [each.to_dict(shell.lang) for each in report.problems]})
            return
        shell.tell_lines(report.lines() if report.documents or report.unchanged else [shell.say("no-documents")])
        shell.hint("next-list")

    @app.command("list", help=say("help-list", lang))
    @guarded
    def list_items(
        ctx: typer.Context,
        status: Annotated[str, status_asked] = "",
        document: Annotated[str, document_asked] = "",
        type_name: Annotated[str, typer.Option("--type", metavar="TYPE", help=say("help-type", lang))] = "",
        text: Annotated[str, typer.Option("--text", help=say("help-search", lang))] = "",
        limit: Annotated[int | None, typer.Option("--limit", min=0, help=say("help-limit", lang))] = None,
        json: Annotated[bool, as_json] = False,
    ) -> None:
        from qbank.reports.lines import brief_line

        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            # A program wants all; a person wants a screenful.
            most = limit if limit is not None else (0 if json else _SCREENFUL)
            asked = {"status": status, "document": document, "type": type_name, "text": text}
            items = workspace.items(**asked, limit=most or None)
            if json:
                shell.tell_json(workspace.items_data(items))
                return
            for item in items:
                shell.tell_row(brief_line(item, shell.lang))
            shell.tell(shell.say("listed-of", count=workspace.count(**asked), shown=len(items)))

    @app.command(help=say("help-show", lang))
    @guarded
    def show(ctx: typer.Context, ids: Annotated[list[str], ids_given], json: Annotated[bool, as_json] = False) -> None:
        from qbank.reports.flag_words import evidence_lines
        from qbank.reports.lines import full_lines, history_lines, local_time

        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            items = [workspace.item(item_id) for item_id in ids]
            if json:
                shell.tell_json(_with_history(workspace, items, shell.lang))
                return
            stimuli, place_of = workspace.stimuli(items), workspace.place_of
            for item in items:
                shared = stimuli.get(item.stimulus)
                shell.tell_lines(full_lines(item, shell.lang, shared, workspace.precision(item), place_of))
                note = workspace.bank.note(item.id)
                noted = [shell.say("noted", note=note)] if note else []
                decided = workspace.history(item.id)
                ended = workspace.bank.unflagged([each.op_id for each in decided])
                left = [
                    shell.say("left-in", at=local_time(each.at), file=each.file, revision=revision)
                    for each, revision in workspace.bank.handouts_of(item.id)
                ]
                about = workspace.bank.evidence_of(item.id)
                shown = evidence_lines(about, shell.lang, workspace.bank.version)
                headed = [shell.say("exams-showed"), *shown] if shown else []
                shell.tell_lines((*noted, *history_lines(decided, shell.lang, ended), *left, *headed, ""))

    @app.command(help=say("help-accept", lang))
    @guarded
    def accept(
        ctx: typer.Context,
        ids: Annotated[list[str] | None, ids_given] = None,
        everything: Annotated[bool, typer.Option("--all", help=say("help-all", lang))] = False,
        document: Annotated[str, document_asked] = "",
    ) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            chosen = _chosen(shell, workspace, ids, everything=everything, document=document)
            _decided(shell, workspace.accept(*chosen))
            shell.hint("next-export")

    @app.command(help=say("help-reject", lang))
    @guarded
    def reject(
        ctx: typer.Context,
        ids: Annotated[list[str], ids_given],
        reason: Annotated[str, typer.Option("--reason", help=say("help-reason", lang))] = "",
    ) -> None:
        shell: Shell = ctx.obj
        with shell.workspace() as workspace:
            _decided(shell, workspace.reject(*ids, reason=reason))


def _chosen(
    shell: Shell,
    workspace: Any,  # noqa: ANN401 - Workspace, whose module is heavy to load
    ids: Sequence[str] | None,
    *,
    everything: bool,
    document: str,
) -> list[str]:
    if bool(ids) == everything:
        raise typer.BadParameter(shell.say("ids-or-all"))
    return list(ids or (item.id for item in workspace.items(status="draft", document=document)))


def _decided(shell: Shell, report: Any) -> None:  # noqa: ANN401 - DecideReport
    shell.complain(report.problems)
    shell.tell_lines(report.lines())
    finish(report.problems)


def _with_history(
    workspace: Any,  # noqa: ANN401 - Workspace, heavy to load
    items: Sequence[Any],
    lang: Lang,
) -> list[dict[str, Any]]:
    from qbank.reports.flag_words import evidence_data

    bank = workspace.bank
    return [
        {
            **each,
            "note": bank.note(item.id),
            "history": [asdict(decision) for decision in workspace.history(item.id)],
            **evidence_data(bank.evidence_of(item.id), lang, bank.version),
        }
        for each, item in zip(workspace.items_data(items), items, strict=True)
    ]
