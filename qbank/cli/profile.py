"""Commands on layouts of other systems: which there are, what one says, and one learned from a sample file."""

from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from qbank.cli.shell import Shell, guarded
from qbank.locale import Lang, say


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the commands, their help in one language."""
    group = typer.Typer(help=say("help-profile-group", lang), no_args_is_help=True)
    app.add_typer(group, name="profile")

    @group.command("list", help=say("help-profile-list", lang))
    @guarded
    def list_profiles(
        ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help=say("help-json", lang))] = False
    ) -> None:
        from qbank.formats.overview import layouts

        shell: Shell = ctx.obj
        rows = list(layouts(shell.lang))
        if as_json:
            shell.tell_json(rows)
            return
        for row in rows:
            shell.tell_row(row["name"], row["title"], shell.say(f"standing-{row['standing']}"), row["source"])

    @group.command("show", help=say("help-profile-show", lang))
    @guarded
    def show(
        ctx: typer.Context, name: Annotated[str, typer.Argument(metavar="NAME", help=say("help-profile", lang))]
    ) -> None:
        from qbank.formats.overview import layout_text

        shell: Shell = ctx.obj
        shell.tell_exactly(layout_text(name))

    @group.command(help=say("help-profile-learn", lang))
    @guarded
    def learn(
        ctx: typer.Context,
        file: Annotated[
            Path, typer.Argument(metavar="FILE", readable=False, help=say("help-profile-learn-file", lang))
        ],
        out: Annotated[
            Path | None, typer.Option("--out", metavar="P.toml", readable=False, help=say("help-profile-out", lang))
        ] = None,
    ) -> None:
        from qbank.formats.files import write_whole
        from qbank.formats.tables.learn import propose

        shell: Shell = ctx.obj
        proposal = propose(file)
        for line in proposal.lines(shell.lang):
            shell.whisper(line)
        shell.complain(proposal.questions)
        if out is None:
            shell.tell_exactly(proposal.toml)
            return
        write_whole(out, lambda stream: _write(proposal.toml, stream))
        shell.tell(shell.say("profile-written", file=out))


def _write(text: str, stream: BinaryIO) -> None:
    stream.write(text.encode())
