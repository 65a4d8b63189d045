"""Options of somebody's JSON: texts in a list, by letters, with letters, ids and marks in fields of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from qbank.formats._json_names import NOTHING, as_text, lettered, sure_of
from qbank.formats._json_option_objects import by_names, by_objects
from qbank.formats._json_option_records import FLAGS, Options, OptionsError, letter_in, text_in
from qbank.formats._json_walk import DECODER
from qbank.formats._option_letters import apart, contradiction, swallowed, without_letters
from qbank.formats.tables.language import Options as Style
from qbank.formats.tables.language import Unreadable, bare, is_distractor, parted
from qbank.locale import Listed, brief
from qbank.model.numerals import is_figures


def options_of(row: Mapping[str, Any], *, own: bool) -> Options:
    """Return the options of a record, none where it has none; in ``own`` ones a text is an option as it stands.

    Raises:
        OptionsError: one has no words, letters do not agree with each other or with their places, a mark of what is
            right is not understood.
    """
    names = sure_of(row, "options") or [name for name in sure_of(row, "answer") if are_marked(row[name])]
    if not names:
        return _of_fields(row) if not wrong_ones(row) else _with_wrong(row)
    value = _decoded(row[names[0]])
    if own:
        return Options(tuple(map(text_in, value)) if isinstance(value, list) else ())
    found, others = _bare(_ordered(_read(value))), _of_fields(row)
    if not others.texts or others.texts == found.texts:
        return found
    if [*found.texts] == [*others.letters]:
        return others
    raise OptionsError("json-row-said-twice", names=Listed((names[0], *lettered(row))))


def wrong_ones(row: Mapping[str, Any]) -> list[str]:
    """Return the names of fields that list wrong options: incorrect_answers, 干扰项."""
    return [name for name in row if is_distractor(name) and isinstance(row[name], list) and row[name]]


def _with_wrong(row: Mapping[str, Any]) -> Options:
    """Return options that stand apart, the right one as the answer, the wrong ones in a list.

    Their order is that of their words: none is given, and a key that always comes first tells itself.
    """
    answers, wrong = sure_of(row, "answer"), wrong_ones(row)
    right = {as_text(row[name]) for name in answers}
    if len(wrong) != 1 or len(right) != 1 or "" in right or _of_fields(row).texts:
        raise OptionsError("json-row-said-twice", names=Listed((*answers, *wrong)))
    return Options(tuple(sorted((*right, *map(text_in, row[wrong[0]])))))


def are_marked(value: Any) -> bool:  # noqa: ANN401 - JSON data
    """Tell whether a value is a list of options, each marked as right or wrong: some programs call these answers."""
    return isinstance(value, list) and len(value) > 1 and all(map(_is_marked, value))


def _is_marked(value: Any) -> bool:  # noqa: ANN401 - JSON data
    return isinstance(value, Mapping) and any(bare(name) in FLAGS and isinstance(value[name], bool) for name in value)


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
            return by_names(needed) if (needed := _needed(value)) else Options()
        case [Mapping() as only] if len(only) > 1 and all(map(letter_in, only)):
            return by_names(only)
        case list() if all(isinstance(each, Mapping) and len(each) == 1 for each in value) and _are_letters(value):
            return by_names({name: text for each in value for name, text in each.items()})
        case list() if value and all(isinstance(each, Mapping) for each in value):
            return by_objects(value)
        case list() if value and all(isinstance(each, list) and len(each) == 2 for each in value):
            pairs = [(as_text(letter), text) for letter, text in value]
            if len({letter_in(letter) for letter, _ in pairs} - {""}) == len(pairs):
                return by_names(dict(pairs))
            raise OptionsError("json-row-option")
        case list():
            return Options(tuple(map(text_in, _filled(value))))
        case _:
            raise OptionsError("json-row-option")


def _filled(value: Sequence[Any]) -> Sequence[Any]:
    """Return a list without empty options at its end: places that were not needed."""
    end = next((at for at in range(len(value), 0, -1) if value[at - 1] not in NOTHING), 0)
    return value[:end]


def _are_letters(value: Sequence[Mapping[str, Any]]) -> bool:
    found = [letter_in(name) for each in value for name in each]
    return len(set(found) - {""}) == len(value) > 1


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
    return _bare(_ordered(by_names({fields[name]: value for name, value in values.items()}, values)))


def _needed(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return options by letter without empty ones behind the last: letters that were not needed."""
    if not all(map(letter_in, value)):
        return value
    last = max((letter_in(sign) for sign, text in value.items() if text not in NOTHING), default="")
    return {sign: text for sign, text in value.items() if letter_in(sign) <= last}


def _place(sign: str) -> int:
    return int(sign) if is_figures(sign) else ord(letter_in(sign))


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
            raise OptionsError("json-row-option-letter", text=brief(texts[0], 30))
        return replace(options, texts=tuple(rest) if any(printed) else texts)
    odd = contradiction(texts) or swallowed(texts)
    if odd:
        raise OptionsError("json-row-option-letter", text=brief(odd, 30))
    return replace(options, texts=tuple(without_letters(texts)))
