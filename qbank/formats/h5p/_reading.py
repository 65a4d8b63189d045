"""Reading an H5P package: opened with care, its questions one by one, each by the rules of its library."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.formats._faults import FaultError
from qbank.formats._scan import decode, nodes
from qbank.formats.h5p._incoming import LIBRARIES, Dropped, portable_from
from qbank.model.portable import Portable
from qbank.text.archive import open_checked
from qbank.text.files import os_problem
from qbank.text.limits import Limits

_LIMITS = Limits(inflated_bytes=1024 * 1024 * 1024, ratio=400)
"""Every question has the same words of its library beside it, so that packages are packed small."""
_HEAD, _CONTENT = "h5p.json", "content/content.json"
_SET = "H5P.QuestionSet"


def read(path: Path, file: str) -> Iterator[Portable | Problem]:
    """Yield the questions of a package in their order, and what is wrong with it."""
    try:
        package = open_checked(path, _LIMITS)
    except QbankError as error:
        yield Problem(error.problem.code, file, values=error.problem.values)
        return
    except OSError as error:
        yield os_problem(error, file)
        return
    with package:
        yield from _package(package, file)


def _package(package: zipfile.ZipFile, file: str) -> Iterator[Portable | Problem]:
    try:
        head, content = (_text(package, name) for name in (_HEAD, _CONTENT))
        main = decode(head, len(head) - len(head.lstrip()))[0]["mainLibrary"]
    except (KeyError, TypeError, IndexError, UnicodeDecodeError, FaultError):
        yield Problem("h5p-not-a-package", file)
        return
    try:
        yield from _questions(content, str(main), file)
    except FaultError as fault:
        yield Problem(fault.code, file, f"{_CONTENT}:{content.count(chr(10), 0, fault.at) + 1}", fault.values)


def _text(package: zipfile.ZipFile, name: str) -> str:
    return package.read(name).decode("utf-8-sig")


def _questions(content: str, main: str, file: str) -> Iterator[Portable | Problem]:
    if main != _SET:
        if main not in LIBRARIES:
            yield Problem("h5p-library", file, values={"library": main})
            return
        params, _ = decode(content, len(content) - len(content.lstrip()))
        yield from _question({"library": main, "params": params}, 1, file)
        return
    number = 0
    for node in nodes(content, ("questions",)):
        if node.name != "questions" or node.index is None:
            continue
        number += 1
        if isinstance(node.value, FaultError):
            yield Problem(node.value.code, file, str(number), node.value.values)
        else:
            yield from _question(node.value, number, file)


def _question(question: Any, number: int, file: str) -> Iterator[Portable | Problem]:  # noqa: ANN401 - JSON data
    dropped = Dropped()
    try:
        found = portable_from(question, str(number), dropped)
    except QbankError as error:
        yield Problem(error.problem.code, file, str(number), error.problem.values)
        return
    except ValueError as error:
        yield Problem("h5p-question-unreadable", file, str(number), {"reason": str(error)})
        return
    for what in dropped.things:
        yield Problem(what, file, str(number), severity="warning")
    yield found
