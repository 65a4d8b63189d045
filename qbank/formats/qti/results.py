"""What QTI engines report of those who sat a test: Assessment Results of 2.1, 2.2 and 3.0, one or many in a file."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.formats.qti._names import attribute, name_of
from qbank.formats.qti._xml import parsed
from qbank.model.numerals import is_figures
from qbank.text.archive import open_checked
from qbank.text.files import os_problem, refuse_special
from qbank.text.limits import MEGABYTE, Limits

_Element = Any  # lxml publishes no types
_HEAD = 64 * 1024
_LOOKED_AT = 20
_MOST_BYTES = 200 * MEGABYTE
_MARK = b"ssessmentResult"
_NAMES = ("candidateName", "name", "fullName")
_TIME = "duration"
_APART = frozenset({_TIME, "numAttempts", "completionStatus"})


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What a person did with one item.

    Args:
        identifier: of the item, or of its place in the test.
        index: its place in the test from 1, None where that is not said.
        status: ``final``, ``initial``, ``pendingSubmission`` …
        values: what was answered, as one text: several choices joined by ┋, an order by →, pairs as ``a——b``.
        score: the marks earned, "" for none; ``most`` the marks it could earn.
        correct: the right answer, as ``values`` has it, "" where the file does not say it.
        seconds: how long it took, "" where the file does not say it.
    """

    identifier: str
    index: int | None
    status: str
    values: str
    score: str
    most: str
    correct: str
    seconds: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What one person did in one session."""

    person: str
    name: str
    started: str
    submitted: str
    total: str
    items: tuple[ItemResult, ...]

    @property
    def status(self) -> str:
        """Return how far the session is: that of its items."""
        said = {item.status for item in self.items}
        if said == {"initial"}:
            return "initial"
        return next((each for each in ("pendingSubmission", "pendingResponseProcessing") if each in said), "final")


def is_results(path: Path) -> bool:
    """Tell whether a file looks like results of QTI: an XML document, or a zip of them."""
    try:
        refuse_special(path)
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        if not head.startswith(b"PK\x03\x04"):
            return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and _MARK in head
        with zipfile.ZipFile(path) as archive:
            names = [name for name in sorted(archive.namelist()) if name.lower().endswith(".xml")][:_LOOKED_AT]
            return any(_MARK in archive.open(name).read(_HEAD) for name in names)
    except (OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False


def read_results(path: Path) -> Iterator[Result]:
    """Yield the results of a file.

    Raises:
        QbankError: it cannot be read, is damaged, or not safe to read.
    """
    try:
        if path.open("rb").read(2) == b"PK":
            with open_checked(path, Limits()) as archive:
                for name in sorted(archive.namelist()):
                    if name.lower().endswith(".xml"):
                        yield from _of(parsed(archive.read(name), _MOST_BYTES))
        else:
            yield from _of(parsed(path.read_bytes(), _MOST_BYTES))
    except OSError as error:
        raise QbankError(os_problem(error, str(path))) from error
    except QbankError as error:
        known = error.problem
        raise QbankError(Problem(known.code, known.file or str(path), known.place, known.values)) from error


def _of(root: _Element) -> Iterator[Result]:
    for element in root.iter():
        if name_of(element) == "assessmentResult":
            yield _result(element)


def _result(element: _Element) -> Result:
    person, name, started, submitted, total = "", "", "", "", ""
    items = []
    for child in element:
        match name_of(child):
            case "context":
                person = attribute(child, "sourcedId")
                said = {
                    attribute(each, "sourceID") or attribute(each, "sourceId"): attribute(each, "identifier")
                    for each in child
                }
                name = next((said[each] for each in _NAMES if each in said), "")
            case "testResult":
                submitted = attribute(child, "datestamp")
                total = _score(child)[0]
            case "itemResult":
                items.append(_item(child))
                submitted = submitted or attribute(child, "datestamp")
    return Result(person, name, started, submitted, total, tuple(items))


def _item(element: _Element) -> ItemResult:
    score, most = _score(element)
    index = attribute(element, "sequenceIndex")
    answers = [
        each for each in element if name_of(each) == "responseVariable" and attribute(each, "identifier") not in _APART
    ]
    answers.sort(key=lambda each: (len(attribute(each, "identifier")), attribute(each, "identifier")))
    said = [_values(each, "candidateResponse") for each in answers]
    correct = [_values(each, "correctResponse") for each in answers]
    return ItemResult(
        attribute(element, "identifier"),
        int(index) if is_figures(index) else None,
        attribute(element, "sessionStatus", "final"),
        "；".join(said) if any(said) else "",
        score,
        most,
        "；".join(correct) if all(correct) else "",
        next((_values(each, "candidateResponse") for each in element if attribute(each, "identifier") == _TIME), ""),
    )


def _values(variable: _Element, part: str) -> str:
    values = [
        " ".join((value.text or "").split())
        for each in variable
        if name_of(each) == part
        for value in each
        if name_of(value) == "value"
    ]
    if "pair" in attribute(variable, "baseType").lower():
        return "；".join("——".join(value.split(" ", 1)) for value in values if value)
    return ("→" if attribute(variable, "cardinality") == "ordered" else "┋").join(filter(None, values))


def _score(element: _Element) -> tuple[str, str]:
    """Return the score and the highest score that outcome variables say."""
    found = {"SCORE": "", "MAXSCORE": ""}
    for each in element:
        name = attribute(each, "identifier")
        if name_of(each) == "outcomeVariable" and name in found:
            values = [(value.text or "").strip() for value in each if name_of(value) == "value"]
            found[name] = values[0] if values else ""
            if name == "SCORE":
                found["MAXSCORE"] = found["MAXSCORE"] or attribute(each, "normalMaximum")
    return found["SCORE"], found["MAXSCORE"]
