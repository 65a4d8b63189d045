"""Options of somebody's JSON: texts in a list, by letters, with letters, ids and marks in fields of their own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from qbank.formats._json_names import NOTHING, as_text, lettered, sure_of
from qbank.formats._json_walk import DECODER
from qbank.formats._option_letters import apart, contradiction, swallowed, without_letters
from qbank.formats.tables.language import RIGHT, WRONG, Unreadable, bare, folded, parted
from qbank.formats.tables.language import Options as Style

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
_FLAGS = frozenset({
    "iscorrect", "correct", "isright", "right", "isanswer", "answer", "istrue", "true", "correctanswer",
    "isrightanswer", "iscorrectanswer", "answerflag", "rightflag", "ok", "正确", "是否正确", "正确答案", "是否答案",
})  # fmt: skip
"""Fields of an option that say whether it is right."""
_LETTER = re.compile(r"[(\[【]?\s*(?:选项|option)?[\s_]*([A-Z])\s*[)\]】.、:]?", re.I)


class OptionsError(ValueError):
    """Options that cannot be read: a problem code with its values."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code, self.values = code, values


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a record, in the order of their letters.

    Args:
        texts: what they say.
        letters: the letter of each that the record itself gives; none where it gives none, and places count.
        names: by option, what else names it: ids and values.
        right: the places of those that are marked as right, from 0; None where none can be told so.
        unread: names of fields of options that say something else.
    """

    texts: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    names: tuple[frozenset[str], ...] = ()
    right: tuple[int, ...] | None = None
    unread: tuple[str, ...] = ()

    @property
    def has_gaps(self) -> bool:
        """Tell whether letters are missing among them: A, C, D."""
        return any(ord(other) - ord(one) > 1 for one, other in pairwise(("@", *self.letters)))


def options_of(row: Mapping[str, Any], *, own: bool) -> Options:
    """Return the options of a record, none where it has none; in ``own`` ones a text is an option as it stands.

    Raises:
        OptionsError: one has no words, letters do not agree with each other or with their places, a mark of what is
            right is not understood.
    """
    names = sure_of(row, "options") or [name for name in sure_of(row, "answer") if are_marked(row[name])]
    if not names:
        return _of_fields(row)
    value = _decoded(row[names[0]])
    if own:
        return Options(tuple(map(_text, value)) if isinstance(value, list) else ())
    found, others = _bare(_ordered(_read(value))), _of_fields(row)
    if not others.texts or others.texts == found.texts:
        return found
    if [*found.texts] == [*others.letters]:
        return others
    raise OptionsError("json-row-said-twice", names="、".join((names[0], *lettered(row))))


def are_marked(value: Any) -> bool:  # noqa: ANN401 - JSON data
    """Tell whether a value is a list of options, each marked as right or wrong: some programs call these answers."""
    return isinstance(value, list) and len(value) > 1 and all(map(_is_marked, value))


def _is_marked(value: Any) -> bool:  # noqa: ANN401 - JSON data
    return isinstance(value, Mapping) and any(bare(name) in _FLAGS and isinstance(value[name], bool) for name in value)


def _decoded(value: Any) -> Any:  # noqa: ANN401 - JSON data
    """Return what a text of JSON holds, as databases keep lists."""
    if isinstance(value, str) and value.strip()[:1] in {"[", "{"}:
        try:
            return DECODER.decode(value)
        except (ValueError, RecursionError):
            return value
    return value


def _read(value: Any) -> Options:  # noqa: ANN401 - JSON data
    match value:
        case str():
            try:
                return Options(tuple(parted(value, Style())))
            except Unreadable as fault:
                raise OptionsError("json-row-option") from fault
        case Mapping():
            return _of_names(needed) if (needed := _needed(value)) else Options()
        case [Mapping() as only] if len(only) > 1 and all(map(_letter, only)):
            return _of_names(only)
        case list() if all(isinstance(each, Mapping) and len(each) == 1 for each in value) and _are_letters(value):
            return _of_names({name: text for each in value for name, text in each.items()})
        case list() if value and all(isinstance(each, Mapping) for each in value):
            return _of_objects(value)
        case list() if value and all(isinstance(each, list) and len(each) == 2 for each in value):
            pairs = [(as_text(letter), text) for letter, text in value]
            if len({_letter(letter) for letter, _ in pairs} - {""}) == len(pairs):
                return _of_names(dict(pairs))
            raise OptionsError("json-row-option")
        case list():
            return Options(tuple(map(_text, _filled(value))))
        case _:
            raise OptionsError("json-row-option")


def _filled(value: Sequence[Any]) -> Sequence[Any]:
    """Return a list without empty options at its end: places that were not needed."""
    end = next((at for at in range(len(value), 0, -1) if value[at - 1] not in NOTHING), 0)
    return value[:end]


def _are_letters(value: Sequence[Mapping[str, Any]]) -> bool:
    found = [_letter(name) for each in value for name in each]
    return len(set(found) - {""}) == len(value) > 1


def _text(value: Any) -> str:  # noqa: ANN401 - JSON data
    if not as_text(value).strip():
        raise OptionsError("json-row-option")
    return as_text(value)


def _letter(sign: str) -> str:
    """Return the letter that a sign is (b, （B）, 选项B), "" for what is none."""
    found = _LETTER.fullmatch(unicodedata.normalize("NFKC", sign).strip())
    return found[1].upper() if found else ""


# --- by names -----------------------------------------------------------------------------------------


def _of_fields(row: Mapping[str, Any]) -> Options:
    """Return options that have a field of the record each; empty ones at the end are none."""
    fields = lettered(row)
    if len(fields) < 2:
        return Options()
    values = {name: row[name] for name in sorted(fields, key=lambda name: _place(fields[name]))}
    while values and next(reversed(values.values())) in NOTHING:
        values.popitem()
    if not values:
        return Options()
    return _bare(_ordered(_of_names({fields[name]: value for name, value in values.items()}, values)))


def _needed(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return options by letter without empty ones behind the last: letters that were not needed."""
    if not all(map(_letter, value)):
        return value
    last = max((_letter(sign) for sign, text in value.items() if text not in NOTHING), default="")
    return {sign: text for sign, text in value.items() if _letter(sign) <= last}


def _place(sign: str) -> int:
    return int(sign) if sign.isdigit() else ord(_letter(sign))


def _of_names(value: Mapping[str, Any], names: Mapping[str, Any] | None = None) -> Options:
    """Return options by their names: letters or numbers, or their own words with a mark of what is right.

    Args:
        value: options by letter or number.
        names: under which fields they stand in the record, if they do.
    """
    signs = list(value)
    letters = [_letter(sign) for sign in signs]
    if all(each in (None, "") or isinstance(each, bool) for each in value.values()) and not any(letters):
        right = _flagged(list(value.values())) if any(isinstance(each, bool) for each in value.values()) else None
        return replace(_with_printed(signs), right=right)
    known = tuple(frozenset({sign, name}) for sign, name in zip(signs, names or signs, strict=True))
    if all(isinstance(each, Mapping) for each in value.values()):
        found = _of_objects(list(value.values()))
        if found.letters and any(letters) and list(found.letters) != letters:
            raise OptionsError("json-row-option-letter", text=signs[0])
        known = tuple(one | other for one, other in zip(known, found.names, strict=True))
        return replace(found, letters=tuple(letters) if all(letters) else found.letters, names=known)
    texts = tuple(map(_text, value.values()))
    if all(letters):
        return Options(texts, _unique(letters), known)
    if all(sign.strip().isdecimal() for sign in signs):
        if [*signs] != sorted(signs, key=int):
            raise OptionsError("json-row-option-order")
        return Options(texts, names=known)
    raise OptionsError("json-row-option-letter", text=next(iter(value))[:30])


def _with_printed(texts: Sequence[str]) -> Options:
    return Options(tuple(map(_text, texts)))


def _unique(letters: Sequence[str]) -> tuple[str, ...]:
    if len(set(letters)) < len(letters):
        raise OptionsError("json-row-option-letter", text="、".join(letters))
    return tuple(letters)


# --- objects ------------------------------------------------------------------------------------------


def _of_objects(value: Sequence[Mapping[str, Any]]) -> Options:
    """Return options that are objects: words, and what names or judges them, in fields of their own."""
    fields = dict.fromkeys(name for each in value for name in each)
    columns = {name: [each.get(name) for each in value] for name in fields}
    flags = [name for name in fields if bare(name) in _FLAGS and _are_flags(columns[name])]
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
    letters = {tuple(_letter(as_text(each)) for each in columns[name]) for name in by_letter}
    if len(letters) > 1:
        raise OptionsError("json-row-option-letter", text="、".join(by_letter))
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
    letters = [_letter(as_text(each)) for each in column]
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


# --- letters ------------------------------------------------------------------------------------------


def _ordered(options: Options) -> Options:
    """Return options in the order of their letters, where the record gives letters."""
    if not options.letters:
        return options
    order = sorted(range(len(options.letters)), key=options.letters.__getitem__)
    right = None if options.right is None else tuple(sorted(order.index(at) for at in options.right))
    return Options(
        tuple(options.texts[at] for at in order),
        tuple(options.letters[at] for at in order),
        tuple(options.names[at] for at in order) if options.names else (),
        right,
        options.unread,
    )


def _bare(options: Options) -> Options:
    """Return options without the letters printed before their words.

    Raises:
        OptionsError: these are not the letters of their places, or not those that the record gives.
    """
    texts = options.texts
    if options.letters and options.has_gaps:
        printed, rest = apart(texts)
        if any(printed) and printed != list(options.letters):
            raise OptionsError("json-row-option-letter", text=texts[0][:30])
        return replace(options, texts=tuple(rest) if any(printed) else texts)
    odd = contradiction(texts) or swallowed(texts)
    if odd:
        raise OptionsError("json-row-option-letter", text=odd[:30])
    return replace(options, texts=tuple(without_letters(texts)))
