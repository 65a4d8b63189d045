"""The command ``review``: opens the browser on a ready review card."""

from typing import TYPE_CHECKING, Annotated

import typer

from qbank.cli.shell import Shell, guarded
from qbank.locale import Lang, say

if TYPE_CHECKING:
    from qbank.lab.launch import Launch
    from qbank.review.table import Mode


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command, its help in one language."""

    @app.command(help=say("help-review", lang))
    @guarded
    def review(
        ctx: typer.Context,
        no_browser: Annotated[bool, typer.Option("--no-browser", help=say("help-no-browser", lang))] = False,
        port: Annotated[int, typer.Option("--port", min=0, max=65535, help=say("help-port", lang))] = 0,
        second: Annotated[bool, typer.Option("--second", help=say("help-second", lang))] = False,
        conflicts: Annotated[bool, typer.Option("--conflicts", help=say("help-conflicts", lang))] = False,
        voila: Annotated[bool, typer.Option("--voila", help=say("help-voila", lang))] = False,
    ) -> None:
        from qbank.lab.launch import launch, told_to_end
        from qbank.lab.serve import start_sooner
        from qbank.workbench import config

        shell: Shell = ctx.obj
        start_sooner()
        if second and conflicts:
            raise typer.BadParameter(shell.say("lab-one-mode"))
        mode: Mode = "second" if second else "conflicts" if conflicts else "review"

        def check() -> None:
            """Say in words what is wrong with workspace or bank."""
            with shell.workspace():
                pass

        def show(ready: "Launch") -> None:
            """Give the address, and open the browser there."""
            if ready.kept is not None:
                shell.whisper(shell.say("lab-kept", kept=ready.kept.name, path=ready.notebook.name))
            if port not in {0, ready.server.port}:
                shell.whisper(shell.say("lab-runs-elsewhere", port=ready.server.port))
            shell.tell(ready.url)
            if not (no_browser or _opened(ready.url)):
                shell.whisper(shell.say("lab-open-yourself"))

        if not config.bank_path(shell.folder, config.read(shell.folder)).exists():
            check()  # before a server leaves its folder there
        with (
            told_to_end(),
            launch(
                shell.folder,
                mode=mode,
                actor=shell.actor,
                lang=shell.lang,
                port=port,
                voila=voila,
                check=check,
                quiet=shell.whisper,
                show=show,
            ) as ready,
        ):
            if ready.server.process is not None:
                shell.whisper(shell.say("lab-serving"))
            ready.wait()


def _opened(url: str) -> bool:
    """Open the user's browser and tell whether there is one."""
    import webbrowser

    try:
        return webbrowser.open(url)
    except (webbrowser.Error, OSError):
        return False
