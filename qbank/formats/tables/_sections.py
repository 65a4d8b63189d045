"""Rows that speak of those below them: 一、单选题（每题2分）, 难度：易, 第一章 总则, and headings that come again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from qbank.formats.tables._cells import Cell
from qbank.formats.tables._header import Found
from qbank.formats.tables._layout import Texts, answer_of, first
from qbank.formats.tables._source import Row, Table
from qbank.formats.tables._words import CHOICES, difficulty_of, field_of, kind_of_title, kind_of_word, usual_kind
from qbank.model.folding import folded
from qbank.model.verdict import verdict_of

_COUNTED = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]+(?:部分|大题)?\s*[、.．:：)）]?|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}\s*[、.．])?\s*"
)
_BEHIND = re.compile(r"\s*[(（\[【:：,，。;；\s].*|共\s*\d.*|每\s*题.*", re.DOTALL)
_LEVEL_NAMED = re.compile(
    r"(?:难度|难易)(?:等级|程度|系数)?\s*(?:为|[:：])?\s*([\u4e00-\u9fff]{1,3}?)(?:题|级|难度)?(?![\u4e00-\u9fff])"
)
_LEVEL_OF_ITEMS = re.compile(r"([\u4e00-\u9fff]{1,3}?)(?:题目?|难度题?|等?难度)?")
_CHAPTER = re.compile(
    r"第\s*[一二三四五六七八九十百\d]{1,4}\s*(?P<unit>[章节篇编]|部分|单元|模块)(?![\u4e00-\u9fff]*[？?])[^？?。；;]*"
)
_LONGEST = 80
_DITTO = re.compile(r"(?:同上|同前|同上题|〃|″|〞)")
_CARRIED = ("type", "subtype", "difficulty", "chapter", "section", "tags", "point", "stimulus", "audience", "proof")
"""What 同上 in a cell takes from the row above."""
_FEWEST_UNSURE = 4
"""Cells of a row of headings in which some may name nothing that is known."""
_ENOUGH = 0.8
_ANSWERS = frozenset({"answer", "right", "blank", "option", "options"})


@dataclass(frozen=True, slots=True)
class Line:
    """A row by what it says, in which columns; ``texts`` has what rows above it say of it, too."""

    number: int
    cells: Sequence[Cell]
    texts: dict[str, list[str]]
    found: Found


Follow = Callable[[int, Sequence[Cell], Found], Found | None]
"""Which columns there are below further headings; None where they cannot be followed, and nothing below is read."""


@dataclass(slots=True)
class _Above:
    """What rows above say of a row: the word for its type, and by field what else."""

    word: str = ""
    said: dict[str, str] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)

    def takes(self, cells: Sequence[Cell]) -> bool:
        """Take in a row that heads others; tells whether it is one."""
        text = _only(cells)
        if not text:
            return False
        word, level, chapter = section_of(cells), level_of(text), _CHAPTER.fullmatch(text)
        if word:
            self.word = word
        elif chapter:
            is_part = chapter["unit"] == "节"
            self.said = {**({} if not is_part else self.said), "section" if is_part else "chapter": text}
        if level and not chapter:
            self.said["difficulty"] = level
        return bool(word or level or chapter)

    def dress(self, texts: dict[str, list[str]], found: Found) -> None:
        """Give a row what is said above it, where it says nothing of that itself."""
        for name in _CARRIED:
            if _DITTO.fullmatch(first(texts, name)) and self.last.get(name):
                texts[name] = [self.last[name]]
            if first(texts, name):
                self.last[name] = first(texts, name)
        if not any(map(any, texts.values())):
            return
        if self.word and len(found.sheet.kinds) > 1 and _is_open(texts, self.word):
            texts["type"] = [self.word]
        for name, text in self.said.items():
            if not first(texts, name) and (name != "section" or "chapter" in self.said or not first(texts, "chapter")):
                texts[name] = [text]


def is_ditto(text: str) -> bool:
    """Tell whether a cell says no more than that it says what the one above says."""
    return _DITTO.fullmatch(text) is not None


def section_of(cells: Sequence[Cell]) -> str:
    """Return the word for a type that a row says and nothing else, "" for a row that is no heading of a section."""
    text = _only(cells)
    if not text:
        return ""
    return section_word(text)


def section_word(text: str) -> str:
    """Return the word for a type that heads a section (一、单选题（每题2分）), "" where a text is no such heading."""
    word = _BEHIND.sub("", text[_counted(text) :].strip("【】[]《》 "), count=1)
    return word if kind_of_word(word) or folded(word) in CHOICES else ""


def _only(cells: Sequence[Cell]) -> str:
    """Return the text that a row has and no other, "" where it says several things or no text."""
    said = {cell.text for cell in cells if cell.text and cell.kind == "text"}
    text = next(iter(said), "")
    is_alone = len(said) == 1 and len(text) <= _LONGEST and all(cell.kind in {"text", "merged"} for cell in cells)
    return text if is_alone else ""


def level_of(text: str) -> str:
    """Return the word for a difficulty that a section is of: 难度：易, 二、较难题（10题）; "" for none."""
    bare = text[_counted(text) :].strip("【】[]《》（）() ")
    named = _LEVEL_NAMED.search(bare) if section_of([Cell(text)]) else _LEVEL_NAMED.fullmatch(bare)
    if named and difficulty_of(named[1]):
        return named[1]
    word = _BEHIND.sub("", text[_counted(text) :].strip("【】[]《》 "), count=1)
    found = _LEVEL_OF_ITEMS.fullmatch(word)
    return found[1] if found and difficulty_of(found[1]) else ""


def _counted(text: str) -> int:
    found = _COUNTED.match(text)
    return found.end() if found else 0


def told_by(text: str) -> frozenset[str]:
    """Return which fields of the rows below it a line tells, none for one that heads nothing."""
    above = _Above()
    above.takes([Cell(text)])
    return frozenset({*above.said, *(("type",) if above.word else ())})


def is_heading(cells: Sequence[Cell]) -> bool:
    """Tell whether a row is one of headings: nearly all it says names a column, a stem and answers among them."""
    is_short = sum(bool(cell.text) for cell in cells) < _FEWEST_UNSURE
    return share_named(cells) >= (1 if is_short else _ENOUGH)


def share_named(cells: Sequence[Cell], answers: frozenset[str] = _ANSWERS) -> float:
    """Return which share of what a row says names columns, 0 where a stem and one of ``answers`` are not among them."""
    said = [field_of(cell.text) for cell in cells if cell.text]
    fields = [named[0] for named in said if named]
    return len(fields) / len(said) if "stem" in fields and answers.intersection(fields) else 0


def by_section(table: Table, rows: Iterable[Row], found: Found, follow: Follow) -> Iterator[Line]:
    """Yield rows with what they say, those that head others left out: what these say is said of the rows below.

    A row's own words go before those of its section, and so does a sheet that is for one type only; a verdict without
    options is one among choices, too. Below further headings columns are what these say.
    """
    kind = kind_of_title(table.name)
    above = _Above(word=usual_kind(kind) if kind else "")
    for number, cells in table.top():
        if number < found.heading.row:
            above.takes(cells)
    for number, cells in rows:
        if is_heading(cells) and not _is_repeated(cells, found):
            following = follow(number, cells, found)
            if following is None:
                return
            found = following
            continue
        if above.takes(cells):
            continue
        texts = found.texts(cells)
        above.dress(texts, found)
        yield Line(number, cells, texts, found)


def _is_repeated(cells: Sequence[Cell], found: Found) -> bool:
    texts = [cell.text for cell in cells]
    return texts == list(found.heading.texts)[: len(texts)]


def _is_open(texts: Texts, word: str) -> bool:
    """Tell whether a row does not say by itself that it is of another type than its section."""
    if first(texts, "subtype") or first(texts, "type"):
        return False
    is_bare = not any(map(any, (texts.get(name, ()) for name in ("option", "options"))))
    is_choice = kind_of_word(word) in {"single", "multiple", ""}
    return not (is_choice and is_bare and verdict_of(answer_of(texts)) is not None)
