"""The parent's side of the parsing process: starts it, asks it, ends it when it does not answer."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO

import qbank
from qbank.errors import Problem, QbankError, reason_of
from qbank.text.content import Content
from qbank.text.limits import Limits
from qbank.text.worker import content_of, dumps, loads

_STARTING = 30.0
"""Seconds more for the first file: an interpreter and the libraries have to load, perhaps from a slow disk."""


class Child:
    """At most one parsing process, started at the first file and again after one that ended it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._served = 0

    def parse(self, path: Path, format: str) -> Content:  # noqa: A002 - the word of Document.format
        """Return what a file of format html, docx or pdf contains.

        A process that ran out of memory or crashed after other files is replaced and asked once more,
        so that no file pays for what an earlier one left behind.

        Raises:
            QbankError: the parser's problem, or ``too-slow``, ``too-much-memory``, ``reader-crashed``,
                ``reader-not-started``.
        """
        while True:
            was_fresh = not self._served
            try:
                return self._ask({"path": str(path.absolute()), "format": format})
            except QbankError as error:
                if error.problem.code not in {"too-much-memory", "reader-crashed"}:
                    raise
                self.close()
                if was_fresh:
                    raise

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what the process did not take any more
                if pipe:
                    pipe.close()
        self._process = None
        self._served = 0

    def _ask(self, request: dict[str, str]) -> Content:
        patience = self._limits.seconds + (0 if self._served else _STARTING)
        process = self._process or self._start()
        self._process = process
        try:
            if process.stdin:
                process.stdin.write(dumps(request))
                process.stdin.flush()
            line = self._answers.get(timeout=patience)
        except queue.Empty:
            self.close()
            raise QbankError(self._too_slow()) from None
        except OSError:
            line = b""
        if not line:
            raise QbankError(self._ended(process))
        self._served += 1
        return content_of(loads(line))

    def _start(self) -> subprocess.Popen[bytes]:
        """Start the process apart from the terminal, so that Ctrl-C reaches the parent alone.

        ``-P`` keeps the current folder, which may be the user's documents, from being imported.
        """
        command = [sys.executable, "-P", "-B", "-m", "qbank.text.worker", json.dumps(asdict(self._limits))]
        home = str(Path(qbank.__file__).parents[1])
        paths = [home, *filter(None, [os.environ.get("PYTHONPATH", "")])]
        try:
            process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                start_new_session=True,
            )
        except OSError as error:  # says nothing about the file, so it must not read like it
            raise QbankError(Problem("reader-not-started", values={"reason": reason_of(error)})) from error
        self._answers = queue.SimpleQueue()
        threading.Thread(target=_forward, args=(process.stdout, self._answers), daemon=True).start()
        return process

    def _too_slow(self) -> Problem:
        return Problem("too-slow", values={"limit": int(self._limits.seconds)})

    def _ended(self, process: subprocess.Popen[bytes]) -> Problem:
        status = process.wait()
        self.close()
        if status == -getattr(signal, "SIGXCPU", 0):
            return self._too_slow()
        return Problem("reader-crashed")


def _forward(pipe: IO[bytes], answers: queue.SimpleQueue[bytes]) -> None:
    """Hand on each line; an empty one says that the process has ended."""
    with suppress(ValueError):  # closed by the parent, which waits no longer
        for line in pipe:
            answers.put(line)
    answers.put(b"")
