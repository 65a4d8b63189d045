"""What every command shares: the folder, the language, how results and problems are shown, exit codes."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from qbank.errors import Problem, QbankError, printable
from qbank.locale import Lang, Listed, Words, say, title_of
from qbank.mistakes import log_mistake

if TYPE_CHECKING:
    from qbank.workbench.ingest import Progress
    from qbank.workbench.workspace import Workspace

R = TypeVar("R")

FAILED, INTERRUPTED = 1, 130


@dataclass(frozen=True, slots=True)
class Shell:
    """Where a command works, in which language, and who decides ("" lets the workspace say)."""

    folder: Path
    lang: Lang
    actor: str = ""

    def say(self, key: str, /, **values: object) -> str:
        """Return a sentence in the user's language; foreign values cannot break its lines."""
        return say(key, self.lang, **{name: _printable(value) for name, value in values.items()})

    @contextmanager
    def workspace(self) -> Iterator[Workspace]:
        """Open the workspace for one command."""
        from qbank.workbench.opening import open_workspace

        with open_workspace(self.folder, actor=self.actor, lang=self.lang) as workspace:
            yield workspace

    def tell(self, text: str) -> None:
        """Print a sentence of ours, which may have several lines."""
        typer.echo("\n".join(printable(line) for line in text.split("\n")))

    def tell_row(self, *cells: object) -> None:
        """Print a row of a listing on one line, whatever its cells hold."""
        typer.echo(printable("  ".join(map(str, cells))))

    def tell_lines(self, lines: Iterable[str]) -> None:
        """Print several lines of the result."""
        for line in lines:
            typer.echo(printable(line))

    def tell_exactly(self, text: str) -> None:
        """Print text as UTF-8 to the byte, whatever the console: proof lines count in these characters."""
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()

    def tell_json(self, data: Any) -> None:  # noqa: ANN401 - JSON data
        """Print the result for a program."""
        typer.echo(json.dumps(data, ensure_ascii=not _prints_chinese(), indent=1))

    def whisper(self, text: str) -> None:
        """Say what is going on, on the error stream."""
        typer.echo(printable(text), err=True)

    def hint(self, key: str) -> None:
        """Say what comes next, to a person only: on the error stream, and not to a program."""
        if sys.stderr.isatty():
            typer.echo(self.say(key, folder=self.folder), err=True)

    def complain(self, problems: Iterable[Problem], most: int | None = None) -> None:
        """Print problems, one a line, on the error stream; of warnings of a kind ``most``, then how many more."""
        seen = Counter[str]()
        for problem in problems:
            seen[problem.code] += problem.severity == "warning"
            if most is None or seen[problem.code] <= most:
                mark = self.say(f"severity-{problem.severity}")
                typer.echo(f"{mark} {problem.message(self.lang)}", err=True)
        for code, count in seen.items():
            if most is not None and count > most:
                typer.echo(self.say("more-of-them", count=count - most, says=title_of(code, self.lang)), err=True)

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Show a progress bar where a person watches, nothing where not."""
        if not sys.stderr.isatty():
            yield lambda _what, _done, _all: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None)
            yield lambda what, done, total: bar.update(
                task, description=printable(what)[:30], completed=done, total=total
            )


def _printable(value: object) -> object:
    kept = isinstance(value, Words) or (isinstance(value, Listed) and value.isprintable())
    return value if kept else printable(str(value))


def finish(problems: Iterable[Problem]) -> None:
    """End the command with exit code 1 if anything was refused."""
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(FAILED)


def guarded(command: Callable[..., R]) -> Callable[..., R]:
    """Return the command with every way of failing turned into a sentence and an exit code.

    What is our own mistake goes with its traceback into a log file, never onto the screen.
    """

    @functools.wraps(command)
    def run(ctx: typer.Context, **arguments: Any) -> R:  # noqa: ANN401 - whatever the command takes
        shell: Shell = ctx.obj
        try:
            return command(ctx, **arguments)
        except (typer.Exit, typer.BadParameter):
            raise
        except QbankError as error:
            shell.complain((error.problem,))
            raise typer.Exit(FAILED) from None
        except KeyboardInterrupt:
            typer.echo(shell.say("stopped"), err=True)
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # The reader (head, less) went away: nothing is wrong, and nothing more can be printed.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except Exception as error:  # the last line of defence between our mistake and an editor
            typer.echo(shell.say("our-mistake", error=type(error).__name__, log=log_mistake(shell.folder)), err=True)
            raise typer.Exit(FAILED) from None

    return run


def _prints_chinese() -> bool:
    return (getattr(sys.stdout, "encoding", "") or "").lower().replace("-", "") in {"utf8", "gb18030"}
