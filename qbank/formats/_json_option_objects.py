"""Options of somebody's JSON by name: a letter each, or an object each with words, letters and marks in fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from qbank.formats._json_names import NOTHING, as_text
from qbank.formats._json_option_records import FLAGS, Options, OptionsError, letter_in, text_in
from qbank.formats.tables.language import RIGHT, WRONG, bare, folded
from qbank.locale import Listed, brief
from qbank.model.numerals import is_figures

_TEXTS = (
    "text", "content", "内容", "选项内容", "optioncontent", "optiontext", "optionname", "body", "title", "name",
    "label", "value", "option", "选项", "desc", "description", "html",
)  # fmt: skip
"""Fields of an option that hold its words, the likeliest first, as ``bare`` has them."""
_SIGNS = frozenset({
    "id", "optionid", "value", "key", "code", "no", "label", "序号", "编号", "字母", "标号", "letter", "option", "选项",
    "name", "index", "optionkey", "optionlabel", "optionno", "optioncode", "prefix", "identifier", "seq", "title",
    "text", "mark",
})  # fmt: skip
"""Fields of an option that may name it."""
_ORDERS = frozenset({"sort", "order", "orderno", "sortorder", "sortno", "排序", "顺序", "index", "no", "序号", "seq"})
"""Fields of an option that number it, if they hold numbers."""


def by_names(value: Mapping[str, Any], names: Mapping[str, Any] | None = None) -> Options:
    """Return options by their names: letters or numbers, or their own words with a mark of what is right.

    Args:
        value: options by letter or number.
        names: under which fields they stand in the record, if they do.
    """
    signs = list(value)
    letters = [letter_in(sign) for sign in signs]
    if all(each in (None, "") or isinstance(each, bool) for each in value.values()) and not any(letters):
        right = _flagged(list(value.values())) if any(isinstance(each, bool) for each in value.values()) else None
        return replace(_with_printed(signs), right=right)
    known = tuple(frozenset({sign, name}) for sign, name in zip(signs, names or signs, strict=True))
    if all(isinstance(each, Mapping) for each in value.values()):
        found = by_objects(list(value.values()))
        if found.letters and any(letters) and list(found.letters) != letters:
            raise OptionsError("json-row-option-letter", text=signs[0])
        known = tuple(one | other for one, other in zip(known, found.names, strict=True))
        return replace(found, letters=tuple(letters) if all(letters) else found.letters, names=known)
    texts = tuple(map(text_in, value.values()))
    if all(letters):
        return Options(texts, _unique(letters), known)
    if all(is_figures(sign.strip()) for sign in signs):
        if [*signs] != sorted(signs, key=int):
            raise OptionsError("json-row-option-order")
        return Options(texts, names=known)
    raise OptionsError("json-row-option-letter", text=brief(next(iter(value)), 30))


def _with_printed(texts: Sequence[str]) -> Options:
    return Options(tuple(map(text_in, texts)))


def _unique(letters: Sequence[str]) -> tuple[str, ...]:
    if len(set(letters)) < len(letters):
        raise OptionsError("json-row-option-letter", text=Listed(letters))
    return tuple(letters)


# --- objects ------------------------------------------------------------------------------------------


def by_objects(value: Sequence[Mapping[str, Any]]) -> Options:
    """Return options that are objects: words, and what names or judges them, in fields of their own."""
    fields = dict.fromkeys(name for each in value for name in each)
    columns = {name: [each.get(name) for each in value] for name in fields}
    flags = [name for name in fields if bare(name) in FLAGS and _are_flags(columns[name])]
    rest = [name for name in fields if name not in flags and any(each not in NOTHING for each in columns[name])]
    words = [name for name in rest if bare(name) in _TEXTS and all(as_text(each) for each in columns[name])]
    by_letter = [name for name in rest if _names_by_letter(columns[name])]
    if len(words) > 1 or any(name not in words for name in by_letter):
        words = [name for name in words if name not in by_letter] or words[:1]
    if not words:
        raise OptionsError("json-row-option")
    text = min(words, key=lambda name: _TEXTS.index(bare(name)))
    by_letter = [name for name in by_letter if name != text]
    signs = [name for name in rest if name not in {text, *by_letter} and _are_names(name, columns[name])]
    _refuse_orders([columns[name] for name in rest if bare(name) in _ORDERS])
    letters = {tuple(letter_in(as_text(each)) for each in columns[name]) for name in by_letter}
    if len(letters) > 1:
        raise OptionsError("json-row-option-letter", text=Listed(by_letter))
    read = {text, *by_letter, *signs, *flags, *(name for name in rest if bare(name) in _ORDERS)}
    return Options(
        tuple(as_text(each) for each in columns[text]),
        _unique(letters.pop()) if letters else (),
        tuple(frozenset(as_text(columns[name][at]) for name in (*by_letter, *signs)) for at in range(len(value))),
        _agreed([_flagged(columns[name]) for name in flags]),
        tuple(f"options.{name}" for name in rest if name not in read and columns[name] != columns[text]),
    )


def _names_by_letter(column: Sequence[Any]) -> bool:
    """Tell whether a field gives each option a letter of its own, whatever the field is called."""
    letters = [letter_in(as_text(each)) for each in column]
    return all(letters) and len(set(letters)) == len(letters)


def _are_names(name: str, column: Sequence[Any]) -> bool:
    """Tell whether a field names each option, and no two alike."""
    texts = [as_text(each) for each in column]
    return bare(name) in _SIGNS and all(texts) and len(set(texts)) == len(texts)


def _refuse_orders(columns: Sequence[Sequence[Any]]) -> None:
    """Refuse options that are to be shown in another order than they stand in."""
    for column in columns:
        numbers = [float(text) for each in column if re.fullmatch(r"-?\d+(\.\d+)?", text := as_text(each))]
        if numbers != sorted(numbers):
            raise OptionsError("json-row-option-order")


def _are_flags(column: Sequence[Any]) -> bool:
    return all(each in NOTHING or isinstance(each, bool) or folded(as_text(each)) in RIGHT | WRONG for each in column)


def _flagged(column: Sequence[Any]) -> tuple[int, ...]:
    return tuple(at for at, each in enumerate(column) if each is True or folded(as_text(each)) in RIGHT)


def _agreed(found: Sequence[tuple[int, ...]]) -> tuple[int, ...] | None:
    if len(set(found)) > 1:
        raise OptionsError("json-row-answers-differ", found="")
    return found[0] if found else None
