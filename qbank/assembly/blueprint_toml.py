"""Blueprints as TOML: read strictly, written so that they are read back the same."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from math import inf
from typing import TypeVar

from qbank.assembly.contradictions import refuse_contradictions
from qbank.errors import Problem, QbankError
from qbank.model.blueprint import DIFFICULTIES, LEVELS, SCOPES, UNITS, Band, Blueprint, Cell, Section
from qbank.model.toml_table import Codes, Table
from qbank.model.type_words import TYPE_WORDS, label_of

T = TypeVar("T", bound=str)
VERSION = 1
_CODES = Codes("blueprint-key-unknown", "blueprint-key-missing", "blueprint-value-wrong")
_BANDS = {"keys": 1, "trues": 1, "facility": 1, "words": 10**7, "seconds": 10**6}
"""The bands of a blueprint with the most that may stand in them."""
_MOST_NUMBER, _MOST_MARKS, _MOST_ENTRIES = 2000, 10_000, 2000
_APART = frozenset("|")
"""Characters that no word has: a drawing keeps the words of a field apart with them."""
_TYPES = {word: name for name, words in TYPE_WORDS.items() for word in (name, *words)}
_SCOPES = {word: name for name, said in SCOPES.items() for word in (name, said)}
_LEVELS = {word: name for name, said in DIFFICULTIES.items() for word in (name, said)}


def read_toml(content: bytes, name: str, file: str = "") -> Blueprint:
    """Return the blueprint that a TOML file describes.

    Args:
        content: the file, UTF-8.
        name: what the blueprint is called.
        file: the file as the user named it.

    Raises:
        QbankError: it is no TOML; an unknown key, a missing one, a wrong value, each with its place; it contradicts
            itself (``contradictions``).
    """
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise QbankError(Problem("blueprint-syntax", file, values={"reason": str(error)})) from error
    return _blueprint(Table(data, file, codes=_CODES), name)


def _blueprint(top: Table, name: str) -> Blueprint:
    top.only(
        "version", "title", "minutes", "marks", "documents", "audiences", "pinned", "banned", "rested", "uses",
        "stimulus_least", "overlap", "rights", *_BANDS, "sections", "cells",
    )  # fmt: skip
    if top.whole("version", VERSION) != VERSION:
        top.wrong("version", str(VERSION))
    found = Blueprint(
        name=name,
        title=_word(top, "title") if top.data.get("title") else "",
        minutes=top.whole("minutes", 0, most=100_000),
        sections=tuple(map(_section, _tables(top, "sections"))),
        cells=tuple(map(_cell, _tables(top, "cells"))),
        documents=_words(top, "documents"),
        audiences=_words(top, "audiences"),
        pinned=_words(top, "pinned"),
        banned=_words(top, "banned"),
        rested=top.whole("rested", 0, most=100_000),
        uses=top.whole("uses", 0) if "uses" in top.data else None,
        stimulus_least=top.whole("stimulus_least", 0, most=_MOST_NUMBER),
        overlap=top.number("overlap", 0.0, most=1),
        rights=top.number("rights", 0.0, most=1) if "rights" in top.data else None,
        **{band: _band(top, band, most) for band, most in _BANDS.items()},
    )
    marks = top.number("marks", found.marks, most=_MOST_NUMBER * _MOST_MARKS)
    refuse_contradictions(found, top.file, marks=marks)
    return found


def _tables(top: Table, name: str) -> list[Table]:
    found = top.tables(name)
    if len(found) > _MOST_ENTRIES:
        top.refuse("blueprint-value-wrong", name, found=len(found), wanted=f"0 … {_MOST_ENTRIES}")
    return found


def _section(table: Table) -> Section:
    table.only("heading", "type", "number", "marks")
    for name in ("number", "marks"):
        if name not in table.data:
            table.refuse("blueprint-key-missing", name)
    marks = _marks(table, "marks")
    if not 0 < marks <= _MOST_MARKS:
        table.wrong("marks", f"0.5 … {_MOST_MARKS}")
    return Section(
        heading=_word(table, "heading") if table.data.get("heading") else "",
        type=_meant(table, "type", _TYPES, table.text("type")),
        number=table.whole("number", 0, least=1, most=_MOST_NUMBER),
        marks=marks,
    )


def _cell(table: Table) -> Cell:
    table.only(
        "documents", "chapters", "tags", "audiences", "scope", "types", "marks", "levels", "difficulties", "number",
        "least", "most", "unit",
    )  # fmt: skip
    if "number" in table.data and {"least", "most"} & table.data.keys():
        table.wrong("number", "number / least, most")
    if "number" not in table.data and "least" not in table.data and "most" not in table.data:
        table.refuse("blueprint-key-missing", "number")
    unit = table.one_of("unit", UNITS, "items")
    least, most = (_amount(table, name, unit) for name in (("number",) * 2 if "number" in table.data else _ENDS))
    return Cell(
        least=0 if least is None else least,
        most=inf if most is None else most,
        unit=unit,
        documents=_words(table, "documents"),
        chapters=_words(table, "chapters"),
        tags=_words(table, "tags"),
        audiences=_words(table, "audiences"),
        scope=_meant(table, "scope", _SCOPES, table.text("scope")) if "scope" in table.data else "",
        types=tuple(_meant(table, "types", _TYPES, each) for each in _words(table, "types")),
        marks=_marks(table, "marks"),
        levels=tuple(
            _meant(table, "levels", {each: each for each in LEVELS}, word) for word in _words(table, "levels")
        ),
        difficulties=tuple(_meant(table, "difficulties", _LEVELS, each) for each in _words(table, "difficulties")),
    )


_ENDS = ("least", "most")


def _amount(table: Table, name: str, unit: str) -> float | None:
    if name not in table.data:
        return None
    if unit == "items":
        return table.whole(name, 0, most=_MOST_NUMBER * _MOST_MARKS)
    return _marks(table, name)


def _marks(table: Table, name: str) -> float:
    """Return marks, with two decimals at most."""
    value = table.number(name, 0, most=_MOST_NUMBER * _MOST_MARKS)
    if value != round(value, 2):
        table.wrong(name, "0.01, 0.5, 1 …")
    return value


def _meant(table: Table, key: str, known: Mapping[str, T], word: str) -> T:
    if word not in known:
        table.wrong(key, " / ".join(known))
    return known[word]


def _word(table: Table, key: str) -> str:
    return _checked(table, key, table.text(key))


def _words(table: Table, key: str) -> tuple[str, ...]:
    found = table.texts(key)
    if len(set(found)) < len(found) or len(found) > _MOST_ENTRIES:
        table.wrong(key, '["…", "…"]')
    return tuple(_checked(table, key, word) for word in found)


def _checked(table: Table, key: str, word: str) -> str:
    if not word or word != " ".join(word.split()) or not word.isprintable() or _APART & set(word):
        table.wrong(key, '"…"')
    return word


def _band(top: Table, name: str, limit: float) -> Band | None:
    if name not in top.data:
        return None
    table = top.table(name)
    table.only("least", "most")
    return Band(table.number("least", 0, most=limit), table.number("most", limit, most=limit))


def write_toml(blueprint: Blueprint) -> bytes:
    """Return a blueprint as TOML; ``read_toml`` gives the same one back under its name."""
    return ("\n".join(_lines(blueprint)) + "\n").encode()


def _lines(blueprint: Blueprint) -> Iterator[str]:
    yield f"version = {VERSION}"
    for name in ("title", "minutes", "documents", "audiences", "pinned", "banned", "rested", "stimulus_least"):
        if getattr(blueprint, name):
            yield f"{name} = {_said(getattr(blueprint, name))}"
    yield f"marks = {_said(blueprint.marks)}"
    if blueprint.uses is not None:
        yield f"uses = {blueprint.uses}"
    if blueprint.overlap:
        yield f"overlap = {_said(blueprint.overlap)}"
    if blueprint.rights is not None:
        yield f"rights = {_said(blueprint.rights)}"
    for name in _BANDS:
        if (band := getattr(blueprint, name)) is not None:
            yield f"{name} = {{ least = {_said(band.least)}, most = {_said(band.most)} }}"
    for section in blueprint.sections:
        yield from ("", "[[sections]]", *([f"heading = {_said(section.heading)}"] if section.heading else []))
        yield f"type = {_said(label_of(section.type))}"
        yield from (f"number = {section.number}", f"marks = {_said(section.marks)}")
    for cell in blueprint.cells:
        yield from ("", "[[cells]]", *_cell_lines(cell))


def _cell_lines(cell: Cell) -> Iterator[str]:
    for name in ("documents", "chapters", "tags", "audiences", "levels", "marks"):
        if getattr(cell, name):
            yield f"{name} = {_said(getattr(cell, name))}"
    if cell.scope:
        yield f"scope = {_said(SCOPES[cell.scope])}"
    if cell.types:
        yield f"types = {_said(map(label_of, cell.types))}"
    if cell.difficulties:
        yield f"difficulties = {_said(DIFFICULTIES[each] for each in cell.difficulties)}"
    if cell.unit != "items":
        yield f"unit = {_said(cell.unit)}"
    if cell.least == cell.most:
        yield f"number = {_said(cell.least)}"
    else:
        yield f"least = {_said(cell.least)}"
        if cell.most < inf:
            yield f"most = {_said(cell.most)}"


def _said(value: str | float | Iterable[str]) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int | float):
        return repr(int(value)) if value == int(value) else repr(value)
    return f"[{', '.join(map(_said, value))}]"
