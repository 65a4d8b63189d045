"""Rows that head those below them: 一、单选题（每题2分）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from qbank.formats.tables._cells import Cell
from qbank.formats.tables._header import Found
from qbank.formats.tables._layout import Texts, answer_of, first
from qbank.formats.tables._source import Row
from qbank.formats.tables._words import CHOICES, folded, kind_of_word, verdict_of

_COUNTED = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]+(?:部分|大题)?\s*[、.．:：)）]?|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}\s*[、.．])?\s*"
)
_BEHIND = re.compile(r"\s*[(（\[【:：,，。;；\s].*|共\s*\d.*|每\s*题.*", re.DOTALL)
_LONGEST = 80


def section_of(cells: Sequence[Cell]) -> str:
    """Return the word for a type that a row says and nothing else, "" for a row that is no heading of a section."""
    said = {cell.text for cell in cells if cell.text and cell.kind == "text"}
    text = next(iter(said), "")
    if len(said) != 1 or len(text) > _LONGEST or any(cell.kind not in {"text", "merged"} for cell in cells):
        return ""
    return section_word(text)


def section_word(text: str) -> str:
    """Return the word for a type that heads a section (一、单选题（每题2分）), "" where a text is no such heading."""
    word = _BEHIND.sub("", text[_counted(text) :].strip("【】[]《》 "), count=1)
    return word if kind_of_word(word) or folded(word) in CHOICES else ""


def _counted(text: str) -> int:
    found = _COUNTED.match(text)
    return found.end() if found else 0


def by_section(rows: Iterable[Row], found: Found) -> Iterator[tuple[int, Sequence[Cell], dict[str, list[str]]]]:
    """Yield rows with what they say, those that head others left out: their type is that of the rows below.

    A row's own type goes before that of its section, and so does a sheet that is for one type only; a verdict without
    options is one among choices, too.
    """
    word = ""
    for number, cells in rows:
        section = section_of(cells)
        if section:
            word = section
            continue
        texts = found.texts(cells)
        if word and len(found.sheet.kinds) > 1 and _is_open(texts, word):
            texts["type"] = [word]
        yield number, cells, texts


def _is_open(texts: Texts, word: str) -> bool:
    """Tell whether a row says something, and not by itself that it is of another type than its section."""
    if not any(map(any, texts.values())) or first(texts, "subtype") or first(texts, "type"):
        return False
    is_bare = not any(map(any, (texts.get(name, ()) for name in ("option", "options"))))
    is_choice = kind_of_word(word) in {"single", "multiple", ""}
    return not (is_choice and is_bare and verdict_of(answer_of(texts)) is not None)
