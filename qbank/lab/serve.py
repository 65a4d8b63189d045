"""Runs a server module of this Python (JupyterLab, Voila) that ends when the one who started it is gone.

Started as ``python -m qbank.lab.serve MODULE [OPTIONS]`` with a pipe as standard input. The pipe closes when the
starter ends, however it does, so a killed ``qbank review`` leaves no server and no kernel behind.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
from threading import Thread


def main() -> None:
    """Run the module that the command line names."""
    start_sooner()
    Thread(target=_end_with_starter, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def start_sooner() -> None:
    """Spare this process two seconds in which an editor would wait.

    Jupyter loads jsonschema, which builds a grammar of international addresses when rfc3987_syntax is there. No
    schema of Jupyter's has such addresses, and jsonschema does without where the module is not installed.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def _end_with_starter() -> None:
    # os.read and not sys.stdin: a thread that waits inside a buffered file breaks the interpreter's own ending.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
