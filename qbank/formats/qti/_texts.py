"""The words of a QTI item as a reader sees them: lines of text, a mark for each blank; what is no text is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from qbank.errors import Problem, QbankError
from qbank.formats.qti import _names as names
from qbank.formats.qti._names import attribute, name_of
from qbank.model.item import BLANK

_Element = Any  # lxml publishes no types
_SPACES = re.compile("[ \t\n\r\f]+")
_LINE_MARK = "\0"
"""Where a line ends that shows; XML cannot hold it, so no text does."""
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_LINES = frozenset({
    "address", "article", "aside", "blockquote", "caption", "contentBody", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "infoControl", "itemBody", "li", "main",
    "ol", "p", "pre", "prompt", "rubricBlock", "section", "simpleChoice", "stimulusBody", "table", "tbody", "tfoot",
    "thead", "tr", "ul", "feedbackBlock", "templateBlock",
})  # fmt: skip
"""Elements that begin a line of their own."""
_NO_TEXT = frozenset({
    "img", "object", "audio", "video", "picture", "svg", "math", "iframe", "canvas", "embed", "include",
    "printedVariable", "gap", "hottext",
})  # fmt: skip
_NEVER_SHOWN = frozenset({
    "script",
    "style",
    "stylesheet",
    "template",
    "rp",
    "rt",
    "catalogInfo",
    "companionMaterialsInfo",
})
_HIDDEN_AT_FIRST = frozenset({"feedbackBlock", "feedbackInline", "templateBlock", "templateInline"})
_GAPS = frozenset({"textEntryInteraction", "inlineChoiceInteraction"})
_INTERACTION = "Interaction"


def is_interaction(element: _Element) -> bool:
    """Tell whether an element is where a person answers."""
    return name_of(element).endswith(_INTERACTION)


def of_class(element: _Element, css: str) -> bool:
    """Tell whether an element bears a class of HTML."""
    classes = element.get("class")
    return classes is not None and css in classes.split()


def text_of(element: _Element, *, leaving_out: str = "") -> str:
    """Return what an element shows, line by line.

    A gap to be filled is a blank mark; of any other interaction only its prompt is told. What is hidden until an
    answer is given, and what is meant for others than the candidate, is not shown.

    Args:
        element: of an item that was parsed.
        leaving_out: a class of which nothing is told.

    Raises:
        QbankError: ``qti-not-text`` naming the element that shows something else: a picture, a formula, a film.
    """
    return _joined(_pieces(element, leaving_out))


def inner_text(element: _Element) -> str:
    """Return what an element shows when it is shown, though it may be hidden at first."""
    return _joined(_children(element, ""))


def texts_of(elements: Iterable[_Element]) -> str:
    """Return what several elements show, one after the other."""
    return "\n".join(filter(None, map(text_of, elements)))


def lines(text: str) -> str:
    """Return text as HTML shows it: runs of white space are a space, and none is at an end."""
    return text if text.isalnum() else _SPACES.sub(" ", text).strip(" ")


def _joined(pieces: Iterable[str]) -> str:
    return "\n".join(filter(None, map(lines, "".join(pieces).split(_LINE_MARK))))


def _pieces(element: _Element, leaving_out: str, ordinal: str = "") -> Iterator[str]:
    name = name_of(element)
    if _is_passed_over(element, name, leaving_out):
        return
    if name in _NO_TEXT:
        raise QbankError(Problem("qti-not-text", values={"element": name}))
    if name == "br":
        yield _LINE_MARK
    elif name in _GAPS or of_class(element, names.BLANK_CLASS):
        yield BLANK
    elif name.endswith(_INTERACTION):
        for prompt in element.iterchildren("{*}*"):
            if name_of(prompt) == "prompt":
                yield from _pieces(prompt, leaving_out)
    elif name in {"sup", "sub"}:
        yield _shifted(_joined(_children(element, leaving_out)), name)
    else:
        edge = _LINE_MARK if name in _LINES else " " if name in {"td", "th"} else ""
        yield edge + ordinal
        yield from _children(element, leaving_out)
        yield edge


def _children(element: _Element, leaving_out: str) -> Iterator[str]:
    points = count(1) if name_of(element) == "ol" else None
    yield element.text or ""
    for child in element:
        # The number that a list shows before each of its points.
        yield from _pieces(child, leaving_out, f"{next(points)}. " if points and name_of(child) == "li" else "")
        yield child.tail or ""


def _is_passed_over(element: _Element, name: str, leaving_out: str) -> bool:
    if not name or name in _NEVER_SHOWN or of_class(element, names.LABEL):
        return True
    if leaving_out and of_class(element, leaving_out):
        return True
    if name in _HIDDEN_AT_FIRST:
        return attribute(element, "showHide", "show") == "show"
    return name == "rubricBlock" and "candidate" not in attribute(element, "view").split()


def _shifted(text: str, name: str) -> str:
    """Return raised or lowered figures as characters of their own; of x² nothing else may be left than x²."""
    shifted = text.translate(_RAISED if name == "sup" else _LOWERED)
    if all(one != other for one, other in zip(text, shifted, strict=True)):
        return shifted
    return f"{'^' if name == 'sup' else '_'}({text})"
