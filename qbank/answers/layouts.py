"""Layouts of answer files: each is a TOML file in ``layouts``, or a user's own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, cast

from qbank.answers._plain import is_fault, plain
from qbank.errors import Problem, QbankError
from qbank.locale import Lang
from qbank.text.files import os_problem, refuse_special

Shape = Literal["wide", "long", "totals"]
Holds = Literal["", "answers", "positions", "identifiers", "marks", "percent", "share"]
"""What cells of items are: unknown, options by letter or word, their numbers or ids, marks, percent of them, shares."""
CELLS: tuple[Holds, ...] = ("", "answers", "positions", "identifiers", "marks", "percent", "share")
_SHAPES = ("wide", "long", "totals")
_SUFFIX = ".toml"
_COLUMNS = ("stem", "response", "key", "mark", "seconds", "total")
_KEYS = {
    "title", "standing", "shape", "needs", "sheet", "file", "source", "cells", "separators", "nothing", "unseen",
    "person", "long", "columns", "states",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """How a kind of answer file is written.

    Args:
        name: of its file.
        title: in both languages.
        standing: ``ours``, ``seen`` (in files of others) or ``unverified``.
        shape: a row a person, a row an answer, or totals alone.
        needs: headings by which it is known: one of each group must be there, as ``plain`` has them.
        source: what kind of file it is: ``table``, or ``qti``.
        sheet: name of the sheet, "" for any.
        file: what a file's name has that is written so; None where that says nothing.
        cells: what cells of items are.
        separators: what parts several choices in a cell, beside the usual signs.
        nothing: words of no answer; ``unseen`` of an item that was not presented.
        person: by field the headings of a person's columns.
        long: by field the headings of an answer's columns.
        columns: by part the patterns of headings in which a number says the item.
        states: by state the words for it.
    """

    name: str
    title: Mapping[Lang, str]
    standing: str = "ours"
    shape: Shape = "wide"
    needs: tuple[tuple[str, ...], ...] = ()
    source: str = "table"
    sheet: str = ""
    file: re.Pattern[str] | None = None
    cells: Holds = ""
    separators: tuple[str, ...] = ()
    nothing: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    person: Mapping[str, str] = field(default_factory=dict)
    long: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, tuple[re.Pattern[str], ...]] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)

    def field_of(self, heading: str) -> str:
        """Return which field of a person a column holds, "" for none."""
        return self.person.get(plain(heading), "")


@cache
def words() -> Mapping[str, Mapping[str, list[str]]]:
    """Return what everybody's columns and cells are called."""
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def words_of(part: str, name: str) -> frozenset[str]:
    """Return the words of a kind, folded: ``cells``, ``absent``."""
    return frozenset(filter(None, (_word(each) for each in words()[part][name])))


def _word(text: str) -> str:
    """Return a word for looking it up; signs such as √ and -2 stay what they are, and so does #N/A."""
    return plain(text) if plain(text) and not text.startswith("-") and not is_fault(text) else text.strip()


def word(text: str) -> str:
    """Return a cell's text for looking it up among the words of no answer, of states and of verdicts."""
    return _word(text)


@cache
def names() -> tuple[str, ...]:
    """Return the names of the shipped layouts."""
    found = (path.name for path in files(__package__).joinpath("layouts").iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in found if name.endswith(_SUFFIX)))


def load(name: str) -> Layout:
    """Return a shipped layout by its name, or that of a user's TOML file.

    Raises:
        QbankError: ``choice-unknown``, or what is wrong with the file.
    """
    if name.endswith(_SUFFIX):
        return _own(Path(name))
    if name not in names():
        raise QbankError(Problem("choice-unknown", values={"found": name, "allowed": ", ".join(names())}))
    return _shipped(name)


@cache
def _shipped(name: str) -> Layout:
    return parsed(files(__package__).joinpath("layouts", name + _SUFFIX).read_text(encoding="utf-8"), name)


def _own(path: Path) -> Layout:
    try:
        refuse_special(path)
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QbankError(os_problem(error, str(path))) from error
    except ValueError as error:
        raise QbankError(Problem("profile-unreadable", str(path), values={"reason": str(error)})) from error
    return parsed(text, path.name.removesuffix(_SUFFIX), str(path))


def parsed(text: str, name: str, file: str = "") -> Layout:
    """Return the layout that a TOML text describes.

    Raises:
        QbankError: ``profile-syntax``, or ``answers-layout-wrong`` naming what is wrong.
    """
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise QbankError(Problem("profile-syntax", file, values={"reason": str(error)})) from error
    try:
        return _of(data, name)
    except (ValueError, TypeError, AttributeError, KeyError, re.error) as error:
        raise QbankError(Problem("answers-layout-wrong", file, values={"reason": str(error)})) from error


def _of(data: Mapping[str, Any], name: str) -> Layout:
    if data.keys() - _KEYS:
        raise ValueError(f"{sorted(data.keys() - _KEYS)}")
    title = data.get("title", {})
    shape, cells = data.get("shape", "wide"), data.get("cells", "")
    if shape not in _SHAPES:
        raise ValueError(f"shape = {shape!r}: {', '.join(_SHAPES)}")
    if cells not in CELLS:
        raise ValueError(f"cells = {cells!r}: {', '.join(filter(None, CELLS))}")
    patterns = data.get("columns", {})
    if patterns.keys() - set(_COLUMNS):
        raise ValueError(f"columns: {sorted(patterns.keys() - set(_COLUMNS))}")
    return Layout(
        name=name,
        title={lang: title.get(lang, name) for lang in cast("tuple[Lang, ...]", ("zh", "en"))},
        standing=data.get("standing", "unverified"),
        shape=shape,
        needs=tuple(tuple(map(plain, _texts(group, "needs"))) for group in data.get("needs", [])),
        source=data.get("source", "table"),
        sheet=data.get("sheet", ""),
        file=re.compile(data["file"], re.IGNORECASE) if "file" in data else None,
        cells=cells,
        separators=_texts(data.get("separators", []), "separators"),
        nothing=words_of("cells", "nothing") | set(map(_word, _texts(data.get("nothing", []), "nothing"))),
        unseen=words_of("cells", "unseen") | set(map(_word, _texts(data.get("unseen", []), "unseen"))),
        person=_turned("person", data),
        long=_turned("long", data),
        columns={part: tuple(re.compile(each, re.IGNORECASE) for each in patterns.get(part, [])) for part in _COLUMNS},
        states=_turned("states", data),
    )


def _texts(found: object, where: str) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise ValueError(f"{where} = {found!r}")
    return tuple(found)


def _turned(part: str, data: Mapping[str, Any]) -> Mapping[str, str]:
    """Return by word what it stands for; a layout's own words come before those of everybody."""
    own = data.get(part, {})
    if own.keys() - words()[part].keys():
        raise ValueError(f"{part}: {sorted(own.keys() - words()[part].keys())}")
    found = {_word(each): name for name, all_ in words()[part].items() for each in all_}
    return {**found, **{_word(each): name for name, all_ in own.items() for each in _texts(all_, f"{part}.{name}")}}


def all_layouts() -> Sequence[Layout]:
    """Return the shipped layouts of tables, those that need most first: the generic ones fit almost anything."""
    tables = (layout for layout in map(load, names()) if layout.source == "table")
    return sorted(tables, key=lambda each: (-len(each.needs), each.name))
