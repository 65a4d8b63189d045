"""A layout written as TOML, with nothing in it that is the usual anyway."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from qbank.formats.tables._profile_records import KINDS, Answers, Column, Profile, Sheet

_CONTROLS = re.compile('[\\\\"\x00-\x1f\x7f]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_USUAL = Answers()


def text_of(profile: Profile, head: str = "") -> str:
    """Return the TOML of a layout; ``head`` is a comment of one line above it."""
    return "\n".join([*([f"# {' '.join(head.split())}"] if head else []), *_lines(profile)]) + "\n"


def _lines(profile: Profile) -> Iterator[str]:
    yield f"standing = {_string(profile.standing)}"
    yield f"blank = {_string(profile.blank)}"
    if profile.wants != ".xlsx":
        yield f"wants = {_string(profile.wants)}"
    if profile.shuffles:
        yield "shuffles = true"
    yield from _table("title", profile.title)
    yield from _table("source", profile.source)
    yield from _table("words", {kind: profile.words[kind] for kind in KINDS if kind in profile.words})
    yield from _table("instead", profile.instead)
    yield from _table("answers", _answers(profile.answers), empty=True)
    yield from _table("options", {"separator": profile.options.separator, "label": profile.options.label})
    yield from _table("difficulty", _levels(profile))
    yield from _table("tags", {"separator": profile.tag_separator, "names": profile.tag_names})
    yield from _table("remark", {"names": profile.remark_names})
    yield from _table("proof", {"label": profile.proof_label})
    yield from _table("chapter", {"path": profile.chapter_path})
    yield from _table(
        "limits", {name: getattr(profile.limits, name) for name in ("stem", "option", "rationale", "split")}
    )
    for aside in profile.asides:
        yield from _table("[asides]", {"name": aside.name, "rows": aside.rows})
    for sheet in profile.sheets:
        yield from _sheet(sheet)


def _answers(answers: Answers) -> dict[str, object]:
    values = {name: getattr(answers, name) for name in Answers.__dataclass_fields__ if name != "is_seen"}
    return {name: value for name, value in values.items() if value != getattr(_USUAL, name)}


def _levels(profile: Profile) -> dict[str, object]:
    levels = profile.levels
    direction = {"numbers": levels.numbers, "scale": levels.scale} if levels.numbers else {}
    return {**{str(level): words for level, words in levels.words.items()}, **direction}


def _sheet(sheet: Sheet) -> Iterator[str]:
    kinds = {} if sheet.kinds == KINDS else {"kinds": sheet.kinds}
    values = {"name": sheet.name, **kinds, "header_row": sheet.header_row, "notes": sheet.notes}
    yield from _table("[sheets]", {**values, "drop_down": sheet.drop_down})
    for _, group in groupby(enumerate(sheet.columns), key=lambda pair: _alike(*pair)):
        columns = [column for _, column in group]
        yield from _table("[sheets.columns]", _columns(columns))


def _alike(at: int, column: Column) -> object:
    """Return what columns share that stand in one table: of one field, nothing their own but a heading."""
    several = column.field in {"option", "right", "blank", ""} and not (column.also or column.value or column.english)
    return (column.field, column.needed, column.written, column.optional, column.width) if several else at


def _columns(columns: Sequence[Column]) -> dict[str, object]:
    first = columns[0]
    headers = [column.header for column in columns]
    return {
        **({"headers": headers} if len(headers) > 1 else {"header": first.header}),
        **({"field": first.field} if first.field else {}),
        "also": first.also,
        "needed": first.needed,
        **({} if first.written else {"written": False}),
        "optional": first.optional,
        "value": first.value,
        **({} if first.width == 14 else {"width": first.width}),
    }


_FALSE_SAYS = frozenset({"written", "header_row"})
"""Keys that say something with false or 0."""


def _table(name: str, values: Mapping[Any, object], *, empty: bool = False) -> Iterator[str]:
    """Yield a table; values that say nothing are left out unless wanted, and with all of them the table."""
    kept = {key: value for key, value in values.items() if value or empty or key in _FALSE_SAYS}
    if kept:
        yield from ("", f"[{name}]")
        yield from (f"{key} = {_value(value)}" for key, value in kept.items())


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"{value:g}"
        case str():
            return _string(value)
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
        case _:
            raise TypeError(f"{value!r} has no place in a layout")


def _string(text: str) -> str:
    return f'"{_CONTROLS.sub(lambda sign: _ESCAPES.get(sign[0], f"{chr(92)}u{ord(sign[0]):04x}"), text)}"'
