"""SurveyJS quizzes (.json): each question with its right answer, and what people are to know in hidden descriptions.

SurveyJS compares one right answer and gives all or nothing, so that further accepted answers and marking rules are
lost; what only a person can mark is not marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from qbank.errors import Problem
from qbank.formats._contract import FORMATS, ForeignFormat, Settings
from qbank.formats._faults import FaultError, not_utf8
from qbank.formats._held import without
from qbank.formats._scan import Node, nodes
from qbank.formats.surveyjs._read import LISTS, entries
from qbank.formats.surveyjs._write import write
from qbank.model.portable import Portable
from qbank.text.files import os_problem

__all__ = ["hold", "read", "write"]

_LARGEST = 200 * 1024 * 1024
_HOLDERS = (*LISTS, "pages")


def hold(portable: Portable, settings: Settings) -> Portable | Problem:
    """Return the portable with one answer a blank and without marking rules."""
    return without(portable, "spans", "reasons", "rules", "accepted")


def read(path: Path, settings: Settings) -> Iterator[Portable | Problem]:
    """Yield the items of a survey, ours or another's, and a Problem for each question of which none can be made."""
    file = settings.file or str(path)
    for each in _entries(path, settings):
        yield replace(each, file=file) if isinstance(each, Problem) else each


def _entries(path: Path, settings: Settings) -> Iterator[Portable | Problem]:
    text = _text(path)
    if isinstance(text, Problem):
        yield text
        return
    holders = 0
    try:
        for node in nodes(text, _HOLDERS):
            holders += node.name in _HOLDERS
            yield from _of_node(node, settings)
    except FaultError as fault:
        yield Problem("surveyjs-no-survey") if fault.code == "json-not-a-bank" else _problem(fault)
        return
    if not holders:
        yield Problem("surveyjs-no-survey")


def _of_node(node: Node, settings: Settings) -> Iterator[Portable | Problem]:
    if isinstance(node.value, FaultError):
        yield _problem(node.value)
    elif node.index is not None:
        element: Any = node.value
        if node.name == "pages" and isinstance(element, dict):
            element = {**element, "type": "page"}
        yield from entries(element, node.path, settings.lang)


def _problem(fault: FaultError) -> Problem:
    return Problem(fault.code, place=fault.path, values=fault.values)


def _text(path: Path) -> str | Problem:
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        return os_problem(error)
    if len(data) > _LARGEST:
        return Problem("surveyjs-too-large", values={"limit": _LARGEST // 1024**2})
    if not data.strip():
        return Problem("file-empty")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return not_utf8("", error)


FORMATS.add("surveyjs")(ForeignFormat(name="surveyjs", suffix=".json", hold=hold, write=write, read=read))
