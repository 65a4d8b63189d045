"""One question element, as its parts are read: texts in their formats, fractions, and what a person must be told."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from qbank.formats.moodle._html import Text, text_of
from qbank.formats.moodle._text import HOLE, tidy, typed
from qbank.locale import Lang, brief
from qbank.model.item import Interaction

_Element = Any  # lxml publishes no types
_MARKDOWN_PICTURE = re.compile(r"!\[[^\[\]]*\](?:\(|\[)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&[a-zA-Z#]")
_FULL = 100.0
_NEARLY = 0.01


class MoodleError(ValueError):
    """A question that cannot be taken: a problem code with its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks: its interaction, the rules of its body, and remarks on answers with the answers' words."""

    interaction: Interaction
    rules: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[tuple[str, str], ...] = ()


class Answer(NamedTuple):
    """An answer: what it earns in per cent, its words, the remark on it.

    ``is_spelling`` says that it may be only a further spelling of one before it.
    """

    earned: float
    words: str
    remark: str = ""
    is_spelling: bool = False

    @property
    def is_right(self) -> bool:
        """Tell whether it earns all marks."""
        return abs(self.earned - _FULL) < _NEARLY


@dataclass(slots=True)
class Question:
    """A question that is being read.

    ``notes`` are codes of what a person has to look at, with values; ``has_picture`` says that one is missing.
    """

    element: _Element
    lang: Lang
    notes: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)
    has_picture: bool = False

    @property
    def form(self) -> str:
        """Return the format of the stem, which texts without a format of their own take over."""
        stem = self.element.find("questiontext")
        return str(stem.get("format") or "html") if stem is not None else "html"

    def note(self, code: str, **values: object) -> None:
        """Remember what a person has to look at."""
        self.notes.append((code, values))

    def text(self, element: _Element, *, source: str | None = None, parts: Sequence[str] = ()) -> Text:
        """Return what an element shows; ``source`` replaces its raw text.

        Raises:
            MoodleError: ``moodle-raw-markup``; ``moodle-deep`` for HTML that cannot be read as a whole.
        """
        if element is None:
            return Text("", is_empty=True)
        raw = source_of(element).replace(HOLE, "") if source is None else source
        text = _shown(raw, str(element.get("format") or self.form).strip(), self.lang, parts)
        if text is None:
            raise MoodleError("moodle-deep")
        self.has_picture = self.has_picture or text.has_picture
        return text

    def told(self, name: str) -> str:
        """Return what a child element says in plain words, "" where there is none."""
        return " ".join(str(self.element.findtext(name) or "").split())

    def answers(self, *, is_typed: bool = False) -> Iterator[Answer]:
        """Yield the answers; ``is_typed`` says that people type them, so that nothing in them is markup.

        Raises:
            MoodleError: as ``text``; ``moodle-fraction``; ``moodle-empty-answer`` for one of a choice.
        """
        for element in self.element.iterchildren("answer"):
            remark = self.text(element.find("feedback")).words
            if is_typed:
                is_spelling = element.get("format") == "plain_text"
                yield Answer(fraction_of(element), typed(source_of(element)), remark, is_spelling)
                continue
            text = self.text(element)
            if text.is_empty:
                raise MoodleError("moodle-empty-answer")
            yield Answer(fraction_of(element), text.words, remark)


def source_of(element: _Element) -> str:
    """Return the raw text of an element that has a ``text``; old files have the text right in it.

    Raises:
        MoodleError: ``moodle-raw-markup`` where tags stand in the XML itself; Moodle refuses such a file.
    """
    inner = element.find("text")
    if inner is None:
        return str(element.text or "")
    if len(inner):
        raise MoodleError("moodle-raw-markup", found=brief(str(inner[0].tag), 20))
    return str(inner.text or "")


def fraction_of(element: _Element) -> float:
    """Return what an answer earns in per cent; nothing where nothing is told.

    Raises:
        MoodleError: ``moodle-fraction``.
    """
    told = str(element.get("fraction") or "0").strip()
    try:
        earned = float(told)
    except ValueError:
        earned = math.nan
    if not abs(earned) <= _FULL + _NEARLY:
        raise MoodleError("moodle-fraction", found=brief(told, 20))
    return earned


def _shown(raw: str, form: str, lang: Lang, parts: Sequence[str]) -> Text | None:
    match form:
        case "plain_text":
            words = tidy(raw)
            return Text(words, is_empty=not words.strip())
        case "markdown":
            return _of_markdown(raw, lang)
        case "moodle_auto_format" | "wiki_like":
            return text_of(raw.strip().replace("\n", "<br>"), lang, parts=parts)
        case _:
            return text_of(raw, lang, parts=parts)


def _of_markdown(raw: str, lang: Lang) -> Text | None:
    from qbank.text.read_plain import reduce

    # Blanks are no emphasis and no rule.
    pieces = re.split("(_{4,})", raw)
    words = tidy("".join(piece if piece.startswith("____") else reduce(piece) for piece in pieces))
    has_picture = _MARKDOWN_PICTURE.search(raw) is not None
    if _TAG.search(words):
        text = text_of(words.replace("\n", "<br>"), lang)
        return text and text._replace(has_picture=text.has_picture or has_picture)
    return Text(words, {}, has_picture, not words.strip())
