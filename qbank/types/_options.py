"""What the option-based types share: numbering, checking, reading and writing options."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from random import Random
from typing import Any

from qbank.errors import Problem
from qbank.locale import brief
from qbank.model.item import Option
from qbank.model.lettering import is_catch_all
from qbank.types import _fields as fields
from qbank.types._folding import fold

_KNOWN = frozenset({"id", "text", "reason"})
_LETTER = re.compile(r"\s*[A-HＡ-Ｈ]\s*[.．、:：)）]|\s*[（(]\s*[A-HＡ-Ｈ]\s*[)）]")
_NUMERAL = re.compile(r"[0-9０-９〇零一二两三四五六七八九十百千万亿]")


def numbered(options: Sequence[Option], letter: str = "o") -> tuple[Option, ...]:
    """Return the options with the ids o1, o2 … of the order they stand in, so that an id tells nothing of the key."""
    return tuple(Option(f"{letter}{n}", option.text, option.reason) for n, option in enumerate(options, 1))


def shuffled(options: Sequence[Option], rng: Random) -> tuple[Option, ...]:
    """Return the options in a drawn order, numbered anew."""
    return numbered(rng.sample(options, len(options)))


def ids_of(options: Sequence[Option], texts: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of the options with these texts, in the order of the options."""
    return tuple(option.id for option in options if option.text in texts)


def texts_of(options: Sequence[Option], ids: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of the options with these ids, in the order of the options."""
    return tuple(option.text for option in options if option.id in ids)


def check_options(options: Sequence[Option], key: Sequence[str]) -> Iterator[Problem]:
    """Yield what is wrong with options and key, whatever the number of keys the type wants."""
    yield from check_ids(options)
    yield from check_column(options)
    yield from _check_overlaps(options)
    yield from check_key(options, key)


def check_key(options: Sequence[Option], key: Sequence[str]) -> Iterator[Problem]:
    """Yield what is wrong with a key of option ids: none, an unknown one, one given twice."""
    if not key:
        yield Problem("key-missing")
    for each in key:
        if each not in {option.id for option in options}:
            yield Problem("key-unknown", values={"key": each})
    for each in _repeated(key):
        yield Problem("key-repeated", values={"key": each})


def check_ids(options: Sequence[Option]) -> Iterator[Problem]:
    """Yield a Problem for each id that two options bear."""
    for text in _repeated(option.id for option in options):
        yield Problem("option-id-repeated", values={"id": text})


def check_column(options: Sequence[Option]) -> Iterator[Problem]:
    """Yield what is wrong with texts that stand together: an empty one, a letter before one, one said twice."""
    for option in options:
        yield from _check_text(option.text)
    for one, other in combinations(options, 2):
        if fold(one.text) and fold(one.text) == fold(other.text):
            yield Problem("option-repeated", values={"text": other.text})


def options_to_data(options: Sequence[Option]) -> list[dict[str, str]]:
    """Return the options as JSON data; an empty reason is left out."""
    return [
        {"id": option.id, "text": option.text, **({"reason": option.reason} if option.reason else {})}
        for option in options
    ]


def options_from_data(data: Mapping[str, Any], name: str = "options") -> tuple[Option, ...]:
    """Return what ``options_to_data`` wrote under ``name``; raises ValueError naming the field."""
    if name not in data:
        raise ValueError(f"{name}: missing")
    return tuple(
        Option(fields.text(each, "id"), fields.text(each, "text"), fields.text(each, "reason", ""))
        for each in fields.records(data, name, _KNOWN)
    )


def key_from_data(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the list of option ids under ``key``; raises ValueError where there is none."""
    if "key" not in data:
        raise ValueError("key: missing")
    return tuple(fields.strings(data, "key"))


def chosen(response: object, options: Sequence[Option]) -> frozenset[str] | None:
    """Return the option ids a response names; None if it names anything else.

    One id may come bare; an empty text or list means that nothing was chosen.
    """
    named = [response] if isinstance(response, str) and response else response or []
    if response is None or not isinstance(named, list | tuple) or not all(isinstance(each, str) for each in named):
        return None
    return frozenset(named) if set(named) <= {option.id for option in options} else None


def unreadable(response: object, wanted: str) -> Problem:
    """Return the Problem of a response that cannot be read; ``wanted`` names the sentence that says what can."""
    return Problem(f"response-{wanted}", values={"response": brief(repr(response), 80)})


def _check_text(text: str) -> Iterator[Problem]:
    if not fold(text):
        yield Problem("option-empty")
    if _LETTER.match(text):
        yield Problem("option-letter", values={"text": text})
    if is_catch_all(text):
        yield Problem("option-catch-all", values={"text": text})


def _check_overlaps(options: Sequence[Option]) -> Iterator[Problem]:
    folded = [(option, fold(option.text)) for option in options]
    for (one, first), (other, second) in combinations(folded, 2):
        short, long = (first, second) if len(first) <= len(second) else (second, first)
        if short != long and len(short) > 1 and overlap(short, long):
            yield Problem("option-overlap", severity="warning", values={"one": one.text, "other": other.text})


def overlap(one: str, other: str) -> bool:
    """Tell whether one folded wording holds the other; numbers and 组长/副组长 do without overlapping."""
    short, long = sorted((one, other), key=len)
    if _NUMERAL.search(short) or long in {f"副{short}", f"不{short}", f"非{short}"}:
        return False
    return short in long


def _repeated(texts: Iterator[str] | Sequence[str]) -> Iterator[str]:
    said = list(texts)
    return (text for text, times in Counter(said).items() if times > 1) if len(set(said)) < len(said) else iter(())
