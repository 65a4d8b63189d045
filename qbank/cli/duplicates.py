"""The command on duplicates: list, keep both, merge, reject."""

from typing import Annotated, Any

import typer

from qbank.cli.shell import Shell, finish, guarded
from qbank.locale import Lang, say

_SCREENFUL = 20
Two = tuple[str, str]


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command, its help in one language."""
    document_asked = typer.Option("--document", metavar="NAME", help=say("help-duplicates-document", lang))
    limit_asked = typer.Option("--limit", min=0, help=say("help-duplicates-limit", lang))
    to_keep = typer.Option("--keep", metavar="A B", help=say("help-duplicates-keep", lang))
    to_merge = typer.Option("--merge", metavar="KEEP DROP", help=say("help-duplicates-merge", lang))
    to_reject = typer.Option("--reject", metavar="ID", help=say("help-duplicates-reject", lang))
    as_json = typer.Option("--json", help=say("help-json", lang))

    @app.command(help=say("help-duplicates", lang))
    @guarded
    def duplicates(
        ctx: typer.Context,
        document: Annotated[str, document_asked] = "",
        keep: Annotated[Two | None, to_keep] = None,
        merge: Annotated[Two | None, to_merge] = None,
        reject: Annotated[str, to_reject] = "",
        limit: Annotated[int | None, limit_asked] = None,
        json: Annotated[bool, as_json] = False,
    ) -> None:
        shell: Shell = ctx.obj
        if sum(map(bool, (keep, merge, reject))) > 1:
            raise typer.BadParameter(shell.say("duplicates-one-act"))
        with shell.workspace() as workspace:
            if keep or merge or reject:
                _act(shell, workspace, keep, merge, reject)
                return
            with shell.progress() as progress:
                report = workspace.duplicates(document, progress=progress)
        if json:
            shell.tell_json(report.to_dict()["pairs"][:limit])  # a program wants all, a person a screenful
            return
        shell.tell_lines(report.lines(_SCREENFUL if limit is None else limit))
        if len(report):
            shell.hint("next-duplicates")


def _act(
    shell: Shell,
    workspace: Any,  # noqa: ANN401 - Workspace, whose module is heavy to load
    keep: Two | None,
    merge: Two | None,
    reject: str,
) -> None:
    if keep:
        workspace.keep_both(*keep)
        shell.tell(shell.say("duplicates-kept", one=keep[0], other=keep[1]))
        return
    report = workspace.merge(*merge) if merge else workspace.reject(reject, reason=shell.say("duplicates-reason-other"))
    shell.complain(report.problems)
    if merge and not report.problems:
        shell.tell(shell.say("duplicates-merged", one=merge[0], other=merge[1]))
    else:
        shell.tell_lines(report.lines())
    finish(report.problems)
