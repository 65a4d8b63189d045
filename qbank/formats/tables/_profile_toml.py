"""From the TOML of a layout to its record, checked strictly: nothing unknown, nothing that contradicts itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, Literal, get_args

from qbank.formats.tables._parts import letters_of
from qbank.formats.tables._profile_records import (
    FIELDS,
    KINDS,
    MOST_ROWS,
    STANDINGS,
    Answers,
    Aside,
    Column,
    Kind,
    Levels,
    Limits,
    Named,
    Options,
    Profile,
    Sheet,
)
from qbank.formats.tables._words import MOST_OPTIONS, bare
from qbank.locale import LANGS
from qbank.model.folding import folded
from qbank.model.item import Difficulty
from qbank.model.letters import letter
from qbank.model.toml_table import Table

LEVELS: tuple[Difficulty, ...] = get_args(Difficulty)
_NAMED: tuple[Named, ...] = get_args(Named)
_INSTEAD: tuple[Literal["essay", "out"], ...] = ("essay", "out")
_VERDICTS: tuple[Literal["letter", "word"], ...] = ("letter", "word")
_BLANKS: tuple[Literal["option", "blank", "answer", "joined"], ...] = ("option", "blank", "answer", "joined")
_ESSAYS: tuple[Literal["answer", "option"], ...] = ("answer", "option")
_NUMBERS: tuple[Literal["", "larger is harder", "larger is easier"], ...] = (
    "",
    "larger is harder",
    "larger is easier",
)
_MOST_COLUMNS = 200
_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = frozenset("[]:*?/\\")


def profile_from(data: Mapping[str, Any], name: str, file: str = "") -> Profile:
    """Return the layout that TOML data describes.

    Raises:
        QbankError: ``profile-key-unknown``, ``profile-key-missing``, ``profile-value-wrong``, ``profile-header-twice``,
            ``profile-no-column``, ``profile-word-twice``, each with its place.
    """
    top = Table(data, file)
    top.only(
        "title", "standing", "source", "wants", "blank", "words", "instead", "answers", "options", "difficulty", "tags",
        "remark", "proof", "chapter", "english", "limits", "shuffles", "asides", "sheets",
    )  # fmt: skip
    words = _words(top.table("words"))
    profile = Profile(
        name=name,
        title=_in_languages(top, "title"),
        standing=top.one_of("standing", STANDINGS),
        source=_in_languages(top, "source"),
        sheets=tuple(_sheet(each) for each in top.tables("sheets")),
        asides=tuple(_aside(each) for each in top.tables("asides")),
        words=words,
        instead=_instead(top.table("instead")),
        answers=_answers(top.table("answers")),
        options=_options(top.table("options")),
        blank=top.text("blank", "____"),
        levels=_levels(top.table("difficulty")),
        tag_separator=_part(top, "tags", "separator", "；"),
        tag_names=_names(top, "tags"),
        remark_names=_names(top, "remark"),
        proof_label=_proof(top.table("proof")),
        chapter_path=_chapter(top.table("chapter")),
        english=_english(top.table("english")),
        wants=top.text("wants", ".xlsx"),
        limits=_limits(top.table("limits")),
        shuffles=top.flag("shuffles"),
    )
    _check(top, profile)
    return profile


def _in_languages(top: Table, name: str) -> dict[Any, str]:
    table = top.table(name)
    table.only(*LANGS)
    return {lang: table.text(lang) for lang in LANGS}


def _words(table: Table) -> dict[Kind, tuple[str, ...]]:
    table.only(*KINDS)
    found: dict[Kind, tuple[str, ...]] = {kind: table.texts(kind) for kind in KINDS if kind in table.data}
    for kind, words in found.items():
        if not words or not all(map(folded, words)):
            table.wrong(kind, '["…"]')
    twice = Counter(folded(word) for words in found.values() for word in dict.fromkeys(words))
    for word, times in twice.items():
        if times > 1:
            table.refuse("profile-word-twice", "", word=word)
    return found


def _instead(table: Table) -> dict[Kind, Any]:
    table.only(*KINDS)
    return {kind: table.one_of(kind, _INSTEAD) for kind in KINDS if kind in table.data}


def _answers(table: Table) -> Answers:
    table.only(
        "letters", "order", "flags", "texts", "verdict", "verdict_words", "bare_letters", "blanks", "between", "within",
        "spread", "repeated", "essay",
    )  # fmt: skip
    flags, words = table.texts("flags"), table.texts("verdict_words", ("正确", "错误"))
    if len(flags) not in {0, 2} or len(set(flags)) != len(flags):
        table.wrong("flags", '["1", "0"]')
    if len(words) != 2 or len(set(words)) != 2:
        table.wrong("verdict_words", '["正确", "错误"]')
    return Answers(
        letters=table.text("letters", ""),
        order=table.text("order", ""),
        flags=flags,
        texts=table.flag("texts"),
        verdict=table.one_of("verdict", _VERDICTS, "letter"),
        verdict_words=(words[0], words[1]),
        bare_letters=table.flag("bare_letters"),
        blanks=table.one_of("blanks", _BLANKS, "joined"),
        between=table.text("between", "；"),
        within=table.text("within", ""),
        spread=table.flag("spread"),
        repeated=table.flag("repeated"),
        essay=table.one_of("essay", _ESSAYS, "answer"),
    )


def _options(table: Table) -> Options:
    table.only("separator", "label")
    return Options(separator=table.text("separator", ""), label=table.text("label", ""))


def _levels(table: Table) -> Levels:
    table.only(*LEVELS, "numbers", "scale")
    scale = table.data.get("scale", [1, 5])
    if not isinstance(scale, list) or len(scale) != 2 or not all(isinstance(each, int | float) for each in scale):
        table.wrong("scale", "[1, 5]")
    if not scale[0] < scale[1]:
        table.wrong("scale", "[1, 5]")
    return Levels(
        words={level: table.texts(level) for level in LEVELS if table.texts(level)},
        numbers=table.one_of("numbers", _NUMBERS, ""),
        scale=(float(scale[0]), float(scale[1])),
    )


def _part(top: Table, table: str, name: str, default: str) -> str:
    return top.table(table).text(name, default)


def _names(top: Table, table: str) -> tuple[Named, ...]:
    part = top.table(table)
    part.only("separator", "names") if table == "tags" else part.only("names")
    return part.some_of("names", _NAMED)


def _proof(table: Table) -> str:
    table.only("label")
    return table.text("label", "")


def _chapter(table: Table) -> bool:
    table.only("path")
    return table.flag("path")


def _english(table: Table) -> dict[str, str]:
    table.only(*KINDS, *LEVELS, "true", "false")
    return {name: table.text(name) for name in table.data}


def _limits(table: Table) -> Limits:
    table.only("stem", "option", "rationale", "rows", "split")
    return Limits(
        stem=table.whole("stem", 0),
        option=table.whole("option", 0),
        rationale=table.whole("rationale", 0),
        rows=table.whole("rows", MOST_ROWS, least=2, most=MOST_ROWS),
        split=table.flag("split"),
    )


def _aside(table: Table) -> Aside:
    table.only("name", "rows")
    return Aside(name=_sheet_name(table), rows=table.rows("rows"))


def _sheet(table: Table) -> Sheet:
    table.only("name", "kinds", "header_row", "notes", "drop_down", "columns")
    notes = table.rows("notes")
    header_row = table.whole("header_row", len(notes) + 1, least=len(notes) + 1 if notes else 0, most=31)
    return Sheet(
        name=_sheet_name(table),
        columns=tuple(column for each in table.tables("columns") for column in _columns(each)),
        kinds=table.some_of("kinds", KINDS, KINDS),
        header_row=header_row,
        notes=notes,
        drop_down=table.flag("drop_down"),
    )


def _sheet_name(table: Table) -> str:
    name = table.text("name")
    if not 1 <= len(name) <= _SHEET_NAME or _NOT_IN_SHEET_NAMES & set(name):
        table.wrong("name", f"1 … {_SHEET_NAME}, [ ] : * ? / \\ ✘")
    return name


def _columns(table: Table) -> Iterator[Column]:
    """Yield the column of a table, or one for each of its ``headers``; ``least`` of these are never left out."""
    table.only(
        "header", "headers", "field", "also", "needed", "written", "optional", "value", "english", "width", "least"
    )
    headers = table.texts("headers") if "headers" in table.data else (table.text("header"),)
    if not headers or not all(map(bare, headers)):
        table.wrong("header", "text")
    least = table.whole("least", 0)
    for at, header in enumerate(headers):
        yield Column(
            header=header,
            field=table.one_of("field", FIELDS, ""),
            also=table.texts("also"),
            needed=table.flag("needed"),
            written=table.flag("written", default=True),
            optional=table.flag("optional") or ("least" in table.data and at >= least),
            value=table.text("value", ""),
            english=table.text("english", "").replace("{letter}", letter(at % MOST_OPTIONS)),
            width=table.number("width", 14.0, least=1, most=255),
        )


def _check(top: Table, profile: Profile) -> None:
    if not profile.sheets:
        top.refuse("profile-key-missing", "sheets")
    named = [*(sheet.name for sheet in profile.sheets), *(aside.name for aside in profile.asides)]
    taken = Counter(map(str.casefold, named))
    for name, times in taken.items():
        if times > 1:
            top.refuse("profile-header-twice", "sheets", header=name)
    if profile.is_unheaded and any(sheet.header_row for sheet in profile.sheets):
        top.refuse("profile-value-wrong", "sheets", found="header_row = 0 / > 0", wanted="header_row = 0")
    for at, sheet in enumerate(profile.sheets, 1):
        _check_sheet(Table({}, top.file, f"sheets[{at}]"), sheet)


def _check_sheet(at: Table, sheet: Sheet) -> None:
    if len(sheet.columns) > _MOST_COLUMNS:
        at.wrong("columns", f"1 … {_MOST_COLUMNS}")
    if sheet.header_row:
        known = Counter(folded(name) for column in sheet.columns for name in {column.header, *column.also})
        for name, times in known.items():
            if times > 1:
                at.refuse("profile-header-twice", "columns", header=name)
    else:
        _check_letters(at, sheet)
    held = {column.field for column in sheet.columns}
    answered = held & {"answer", "right", "option", "options", "blank"}
    if "stem" not in held or not answered:
        at.refuse("profile-no-column", "columns", field="stem" if "stem" not in held else "answer")


def _check_letters(at: Table, sheet: Sheet) -> None:
    """Refuse a sheet without headings whose columns are not the letters from A on, or whose other forms are unclear.

    Every column stands where its letter says: none is left out before another, and none has another heading.
    """
    left_out = False
    for number, column in enumerate(sheet.columns, 1):
        if not column.written or column.english or (left_out and not column.optional):
            at.refuse(
                "profile-value-wrong", f"columns[{number - 1}]", found=repr(column.header), wanted="header_row > 0"
            )
        left_out = column.optional
        if column.header != (letter := letters_of(number)):
            at.refuse("profile-value-wrong", f"columns[{number - 1}]", found=repr(column.header), wanted=repr(letter))
        if not all(re.fullmatch("[A-Z]{1,2}", each) for each in column.also):
            at.refuse("profile-value-wrong", f"columns[{number - 1}]", found=repr(column.also), wanted='["A", "E"]')
    for letters in zip_longest(*(column.also for column in sheet.columns if column.also)):
        if None in letters or len(set(letters)) < len(letters):
            at.refuse("profile-value-wrong", "columns", found=repr(letters), wanted='["A", "E"]')
