"""An item as the data of a practice page: everything a person is shown or marked by, options by their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, assert_never

from qbank.formats import _incoming as incoming
from qbank.model.item import (
    BLANK,
    Choice,
    ExtendedText,
    Interaction,
    MarkingPoint,
    Match,
    Option,
    Order,
    TextEntry,
    is_verdict,
)
from qbank.model.portable import Portable, rules_of
from qbank.types import _fields as fields

_LEVELS = ("easy", "medium", "hard")


def record_of(portable: Portable) -> dict[str, Any]:
    """Return the JSON data of a portable; what is empty or usual is left out."""
    item = portable.item
    record: dict[str, Any] = {"id": item.id, "type": item.type, "stem": item.stem.split(BLANK)}
    record |= _asked(item.body.interaction())
    record |= {
        "rules": {name: value for name, value in rules_of(item).items() if value},
        "stimulus": portable.stimulus,
        "rationale": item.rationale,
        "difficulty": "" if item.difficulty == "medium" else item.difficulty,
        "chapter": item.chapter,
        "tags": list(item.tags),
        "audience": list(item.audience),
        "proof": list(portable.proof),
    }
    always = {"type", "form", "stem", "key"}
    return {name: value for name, value in record.items() if name in always or value}


def _asked(interaction: Interaction) -> dict[str, Any]:
    match interaction:
        case Choice(keys=keys) if is_verdict(interaction):
            return {"form": "verdict", "key": keys == ("true",)}
        case Choice(options=options, keys=keys, multiple=multiple):
            key = [at for at, option in enumerate(options) if option.id in keys]
            return {"form": "choices" if multiple else "choice", "options": _texts(options), "key": key}
        case TextEntry(accepted=accepted):
            more = [list(each[1:]) for each in accepted]
            return {"form": "blanks", "key": [each[0] for each in accepted], "accepted": more if any(more) else []}
        case ExtendedText(points=points):
            marks = [int(point.marks) if point.marks == int(point.marks) else point.marks for point in points]
            return {"form": "points", "key": [point.text for point in points], "marks": marks}
        case Match(left=left, right=right, pairs=pairs):
            rows, columns = _places(left), _places(right)
            places = [[rows[one], columns[other]] for one, other in pairs]
            return {"form": "match", "left": _texts(left), "right": _texts(right), "key": places}
        case Order(options=options, key=key_ids):
            at_place = _places(options)
            return {"form": "order", "options": _texts(options), "key": [at_place[each] for each in key_ids]}
        case _:
            assert_never(interaction)


def _texts(options: Sequence[Option]) -> list[str]:
    return [option.text for option in options]


def _places(options: Sequence[Option]) -> dict[str, int]:
    return {option.id: at for at, option in enumerate(options)}


def portable_from(record: Mapping[str, Any], place: str) -> Portable:
    """Return the portable of ``record_of``; raises ValueError saying what is wrong with the record."""
    form = fields.text(record, "form")
    if form not in _FORMS:
        raise ValueError(f"form: {form!r}, allowed: {', '.join(_FORMS)}")
    if record.get("key") in (None, []):
        raise ValueError("key: missing")
    interaction = _FORMS[form](record)
    return incoming.portable_of(
        BLANK.join(fields.strings(record, "stem")),
        interaction,
        place=place,
        item_id=fields.text(record, "id", ""),
        rationale=fields.text(record, "rationale", ""),
        difficulty=fields.one_of(record, "difficulty", _LEVELS, "medium"),
        chapter=fields.text(record, "chapter", ""),
        tags=fields.strings(record, "tags"),
        audience=fields.strings(record, "audience"),
        stimulus=fields.text(record, "stimulus", ""),
        proof=fields.strings(record, "proof"),
        rules=fields.mapping(record, "rules"),
    )


def _verdict(record: Mapping[str, Any]) -> Choice:
    return incoming.verdict(fields.flag(record, "key"))


def _choice(record: Mapping[str, Any]) -> Choice:
    key = _numbers(record, "key")
    if len(key) != 1:
        raise ValueError(f"key: {len(key)} keys of a single choice")
    return incoming.choice(_options(record), key, multiple=False)


def _choices(record: Mapping[str, Any]) -> Choice:
    return incoming.choice(_options(record), _numbers(record, "key"), multiple=True)


def _blanks(record: Mapping[str, Any]) -> TextEntry:
    first = fields.strings(record, "key")
    more = [fields.strings({"accepted": each}, "accepted") for each in fields.rows(record, "accepted")]
    if more and len(more) != len(first):
        raise ValueError(f"accepted: {len(more)} lists for {len(first)} blanks")
    return incoming.blanks([[one, *rest] for one, rest in zip(first, more or [[]] * len(first), strict=True)])


def _points(record: Mapping[str, Any]) -> ExtendedText:
    texts = fields.strings(record, "key")
    marks = [fields.number({"marks": each}, "marks") for each in fields.rows(record, "marks")]
    if len(marks) != len(texts):
        raise ValueError(f"marks: {len(marks)} for {len(texts)} points")
    return ExtendedText(tuple(MarkingPoint(text, each) for text, each in zip(texts, marks, strict=True)))


def _match(record: Mapping[str, Any]) -> Match:
    left = incoming.options_of(fields.strings(record, "left"), "l")
    right = incoming.options_of(fields.strings(record, "right"), "r")
    pairs = [_numbers({"key": each}, "key") for each in fields.rows(record, "key")]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError("key: pairs are wanted")
    return Match(left, right, tuple((_at(left, one).id, _at(right, other).id) for one, other in pairs))


def _order(record: Mapping[str, Any]) -> Order:
    options = incoming.options_of(_options(record))
    return Order(options, tuple(_at(options, at).id for at in _numbers(record, "key")))


def _options(record: Mapping[str, Any]) -> list[str]:
    options, key = fields.strings(record, "options"), _numbers(record, "key")
    for at in key:
        _at(options, at)
    if len(set(key)) < len(key):
        raise ValueError("key: the same option twice")
    return options


def _numbers(record: Mapping[str, Any], name: str) -> list[int]:
    return [fields.whole({name: each}, name) for each in fields.rows(record, name)]


def _at(things: Sequence[Any], at: int) -> Any:  # noqa: ANN401 - an option or its text
    if at >= len(things):
        raise ValueError(f"key: {at}, there are {len(things)}")
    return things[at]


_FORMS: Mapping[str, Callable[[Mapping[str, Any]], Interaction]] = {
    "verdict": _verdict,
    "choice": _choice,
    "choices": _choices,
    "blanks": _blanks,
    "points": _points,
    "match": _match,
    "order": _order,
}
