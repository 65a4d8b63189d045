"""The child process that parses files from strangers: one request a line in, one answer a line out.

Run as ``python -m qbank.text.worker LIMITS`` by ``text.child``. It cannot write to files (POSIX), connect to
anything or start programs, and it has a ceiling of memory and of CPU time for each file, so a bomb ends
here. Answers are JSON, never pickles.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from qbank.errors import Problem, QbankError
from qbank.text.content import Content, Parse
from qbank.text.files import os_problem
from qbank.text.limits import Limits

PARSERS = {"html": "qbank.text.read_html", "docx": "qbank.text.read_docx", "pdf": "qbank.text.read_pdf"}
_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")


def main(argv: list[str]) -> None:
    """Serve requests until standard input closes; ``argv[0]`` is a Limits as JSON."""
    limits = Limits(**json.loads(argv[0]))
    answers = _own_output()
    sys.addaudithook(_forbid)
    limit_cpu = _limit_resources(limits)
    for line in sys.stdin.buffer:
        limit_cpu()
        answers.write(dumps(_answer(json.loads(line), limits)))
        answers.flush()


def dumps(message: Mapping[str, Any]) -> bytes:
    """Return a message as one line; file names may have bytes that are no text."""
    return json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def loads(line: bytes) -> dict[str, Any]:
    """Return the message of a line that ``dumps`` wrote."""
    message: dict[str, Any] = json.loads(line.decode("utf-8", "surrogatepass"))
    return message


def content_of(answer: Mapping[str, Any]) -> Content:
    """Return the content of an answer; raises ``QbankError`` with the problem if it has one instead."""
    if "os" in answer:
        raise QbankError(os_problem(OSError(*answer["os"])))
    if "refused" in answer:
        raise QbankError(Problem(**answer["refused"]))
    problems = tuple(Problem(**problem) for problem in answer["problems"])
    return Content(answer["text"], answer["encoding"], answer["title"], problems=problems)


def _answer(request: Mapping[str, str], limits: Limits) -> dict[str, Any]:
    parse: Parse = import_module(PARSERS[request["format"]]).parse
    try:
        return asdict(parse(Path(request["path"]), limits))
    except QbankError as error:
        return {"refused": asdict(error.problem)}
    except MemoryError:
        return {"refused": asdict(_too_much_memory(limits))}
    except RecursionError:
        return {"refused": asdict(Problem("too-deep"))}
    except OSError as error:
        return {"os": [error.errno, error.strerror]}
    except Exception as error:  # a library's own fault on a file we cannot foresee: told, and the next file goes on
        # It may be ours as well; this process cannot write to files, so the traceback goes with the problem.
        values = {"reason": type(error).__name__, "trace": traceback.format_exc()}
        return {"refused": asdict(Problem("reader-failed", values=values))}


def _too_much_memory(limits: Limits) -> Problem:
    return Problem("too-much-memory", values={"limit": limits.memory_bytes // 1024 // 1024})


def _own_output() -> BinaryIO:
    """Return the pipe for answers, and point standard output elsewhere for libraries that print."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _forbid(event: str, args: tuple[object, ...]) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"{event} is not allowed here")


def _limit_resources(limits: Limits) -> Callable[[], None]:
    """Set the limits of the process; return what renews the CPU allowance for a file. POSIX only."""
    try:
        import resource
    except ImportError:
        return lambda: None

    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]

    def renew() -> None:
        used = resource.getrusage(resource.RUSAGE_SELF)
        allowed = int(used.ru_utime + used.ru_stime + limits.seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, hard))

    return renew


if __name__ == "__main__":
    main(sys.argv[1:])
