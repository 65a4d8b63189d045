"""What the last field of a note holds: the whole portable in one word that Anki's editor cannot damage.

It is Base64: entities, brackets, braces, cloze marks and Unicode forms are all touched by Anki, letters and figures
are not. Options are named by their place, and a digest of the other fields tells whether somebody has edited them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, assert_never, get_args

from qbank.formats import _incoming as incoming
from qbank.formats._faults import FaultError
from qbank.formats._scan import decode
from qbank.formats.anki._html import likeness
from qbank.model.item import (
    Choice,
    Difficulty,
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

_VERSION = 1
_LONGEST = 1024 * 1024


def packed(portable: Portable, shown: Iterable[str]) -> str:
    """Return the data of a portable whose other fields are ``shown``."""
    item = portable.item
    data = {
        "qbank": _VERSION,
        "shown": digest(shown),
        "id": item.id,
        "stem": item.stem,
        "stimulus": portable.stimulus,
        "answer": _told(item.body.interaction()),
        "rules": rules_of(item),
        "rationale": item.rationale,
        "difficulty": item.difficulty,
        "chapter": item.chapter,
        "tags": list(item.tags),
        "audience": list(item.audience),
        "proof": list(portable.proof),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(text.encode()).decode("ascii")


def unpacked(word: str, place: str) -> tuple[Portable, str]:
    """Return the portable of ``packed``, and the digest of the fields that were shown with it.

    Raises:
        ValueError: this is no data of ours, or not whole.
    """
    data = _json_of(word)
    portable = incoming.portable_of(
        fields.text(data, "stem"),
        _interaction(fields.mapping(data, "answer")),
        place=place,
        item_id=fields.text(data, "id"),
        rationale=fields.text(data, "rationale"),
        difficulty=fields.one_of(data, "difficulty", get_args(Difficulty), "medium"),
        chapter=fields.text(data, "chapter"),
        tags=fields.strings(data, "tags"),
        audience=fields.strings(data, "audience"),
        stimulus=fields.text(data, "stimulus"),
        proof=fields.strings(data, "proof"),
        rules=fields.mapping(data, "rules"),
    )
    return portable, fields.text(data, "shown")


def digest(shown: Iterable[str]) -> str:
    """Return a number in words that changes with what is to be read in fields, not with how Anki stores it."""
    whole = "\x1f".join(likeness(each) for each in shown)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _json_of(word: str) -> Mapping[str, Any]:
    if len(word) > _LONGEST:
        raise ValueError("data: too long")
    try:
        text = base64.b64decode(word.strip(), validate=True).decode()
        data, end = decode(text, 0)
    except (binascii.Error, UnicodeDecodeError, FaultError) as error:
        raise ValueError("data: not readable") from error
    if not isinstance(data, Mapping) or end != len(text) or data.get("qbank") != _VERSION:
        raise ValueError("data: not ours, or of a newer version")
    return data


def _told(interaction: Interaction) -> dict[str, Any]:
    match interaction:
        case Choice(options=options, keys=keys) if is_verdict(interaction):
            return {"verdict": keys == ("true",)}
        case Choice(options=options, keys=keys, multiple=multiple):
            return {"options": _texts(options), "keys": _places(options, keys), "multiple": multiple}
        case Order(options=options, key=key):
            return {"options": _texts(options), "order": _places(options, key)}
        case Match(left=left, right=right, pairs=pairs):
            lefts, rights = (_places(*side) for side in ((left, [a for a, _ in pairs]), (right, [b for _, b in pairs])))
            return {"left": _texts(left), "right": _texts(right), "pairs": list(zip(lefts, rights, strict=True))}
        case TextEntry(accepted=accepted):
            return {"accepted": [list(each) for each in accepted]}
        case ExtendedText(points=points):
            return {"points": [{"text": point.text, "marks": point.marks} for point in points]}
        case _:
            assert_never(interaction)


def _texts(options: Iterable[Option]) -> list[str]:
    return [option.text for option in options]


def _places(options: Iterable[Option], ids: Iterable[str]) -> list[int]:
    at = {option.id: place for place, option in enumerate(options)}
    return [at[each] for each in ids]


def _interaction(told: Mapping[str, Any]) -> Interaction:
    if "verdict" in told:
        return incoming.verdict(fields.flag(told, "verdict"))
    if "keys" in told:
        texts = fields.strings(told, "options")
        return incoming.choice(texts, _numbers(told, "keys", len(texts)), multiple=fields.flag(told, "multiple"))
    if "order" in told:
        options = incoming.options_of(fields.strings(told, "options"))
        return Order(options, tuple(options[at].id for at in _numbers(told, "order", len(options))))
    if "pairs" in told:
        return _match(told)
    if "accepted" in told:
        rows = [fields.strings({"accepted": row}, "accepted") for row in fields.rows(told, "accepted")]
        return incoming.blanks(rows)
    points = fields.records(told, "points", frozenset({"text", "marks"}))
    return ExtendedText(tuple(MarkingPoint(fields.text(each, "text"), fields.number(each, "marks")) for each in points))


def _match(told: Mapping[str, Any]) -> Match:
    left = incoming.options_of(fields.strings(told, "left"), "l")
    right = incoming.options_of(fields.strings(told, "right"), "r")
    pairs = [_numbers({"pairs": row}, "pairs", max(len(left), len(right))) for row in fields.rows(told, "pairs")]
    if not all(len(pair) == 2 and pair[0] < len(left) and pair[1] < len(right) for pair in pairs):
        raise ValueError("pairs: places of rows are wanted")
    return Match(left, right, tuple((left[one].id, right[other].id) for one, other in pairs))


def _numbers(told: Mapping[str, Any], name: str, below: int) -> list[int]:
    found = [fields.whole({name: each}, name) for each in fields.rows(told, name)]
    if any(each >= below for each in found):
        raise ValueError(f"{name}: no such place")
    return found
