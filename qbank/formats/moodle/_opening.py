"""A stranger's Moodle XML file, opened: a question at a time, within limits, without entities or a look outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from qbank.errors import Problem, QbankError
from qbank.locale import brief
from qbank.text.files import os_problem, refuse_special
from qbank.text.limits import MEGABYTE, Limits

_Element = Any  # lxml publishes no types
_SAFE = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_CHUNK = 64 * 1024
_LONGEST_QUESTION = 40 * MEGABYTE
"""With its pictures; what stands in one element may be 10 MB, which is the parser's own limit."""
_ROOT, _QUESTION = "quiz", "question"


def questions(path: Path) -> Iterator[_Element]:
    """Yield the question elements of a file; each is emptied when the next is asked for.

    Raises:
        QbankError: ``cannot-read``, ``too-large``, ``moodle-doctype``, ``moodle-no-quiz`` for another kind of XML,
            ``moodle-long-question``, ``moodle-broken-xml`` with the line and the parser's reason.
    """
    try:
        _check_size(path)
        with path.open("rb") as stream:
            _check_root(stream)
            stream.seek(0)
            yield from _questions(stream)
    except OSError as error:
        raise QbankError(os_problem(error)) from error


def _check_size(path: Path) -> None:
    refuse_special(path)
    size, limit = path.stat().st_size, Limits().file_bytes
    if size > limit:
        raise QbankError(Problem("too-large", values={"size": size // MEGABYTE, "limit": limit // MEGABYTE}))


def _check_root(stream: BinaryIO) -> None:
    """Raise QbankError unless the file begins as a quiz, before anything else of it is looked at."""
    from lxml import etree

    try:
        _, root = next(etree.iterparse(stream, events=("start",), **_SAFE))
    except StopIteration:
        raise QbankError(Problem("moodle-no-quiz", values={"element": ""})) from None
    except etree.XMLSyntaxError as error:
        raise _broken(error) from error
    if root.getroottree().docinfo.doctype:
        raise QbankError(Problem("moodle-doctype"))
    if root.tag != _ROOT:
        raise QbankError(Problem("moodle-no-quiz", values={"element": brief(str(root.tag))}))


def _questions(stream: BinaryIO) -> Iterator[_Element]:
    from lxml import etree

    parser = etree.XMLPullParser(events=("end",), tag=_QUESTION, **_SAFE)
    since = 0
    while chunk := stream.read(_CHUNK):
        fault = _fed(parser, chunk)
        since += len(chunk)
        for _, element in parser.read_events():
            if _is_in_root(element):
                since = 0
                yield element
                _forget(element)
        if fault:
            raise fault
        if since > _LONGEST_QUESTION:
            values = {"limit": _LONGEST_QUESTION // MEGABYTE}
            raise QbankError(Problem("moodle-long-question", values=values))
    try:
        parser.close()
    except etree.XMLSyntaxError as error:
        raise _broken(error) from error


def _fed(parser: Any, chunk: bytes) -> QbankError | None:  # noqa: ANN401 - lxml publishes no types
    """Feed the parser; what is wrong is returned, for there may be whole questions before it."""
    from lxml import etree

    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        return _broken(error)
    return None


def _is_in_root(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.getparent() is None


def _forget(element: _Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent[0] is not element:
        del parent[0]


def _broken(error: Any) -> QbankError:  # noqa: ANN401 - lxml publishes no types
    line, _ = error.position
    return QbankError(
        Problem("moodle-broken-xml", place=str(line or ""), values={"reason": brief(str(error.msg), 120)})
    )
