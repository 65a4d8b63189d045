"""What of a draft may tell whether an editor will keep it: named numbers, 0–1, from the item as it was drafted.

Nothing here needs the fact a draft was made from, so that a draft which an editor saw long ago has its features
still. ``VERSION`` goes up whenever a name or a meaning changes: what was learned before then no longer applies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from qbank.model.document import Kind
from qbank.model.item import BLANK, Choice, Interaction, Item, Option

VERSION = 1
NORM, PROSE = "norm", "prose"

_SUPPLIED = re.compile(r"(?:^|，)在.{1,24}方面，")
_CLAUSE_END = re.compile("[，；：]")
_NUMERAL = re.compile("[0-9〇零一二两三四五六七八九十百千万亿]")
_SHORT, _LONG, _VERY_LONG = 20, 40, 60
_MANY_OPTIONS, _LONG_KEY, _MANY_CLAUSES, _LONG_SENTENCE = 8, 40, 6, 160
"""Where a number counts as 1 and grows no further; characters, options, clauses."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a draft was made: the kind of document, its sentence's standing in the ranking, 0–1, all that is said.

    ``said`` is the text of the document, "" where the text is not known.
    """

    kind: Kind
    standing: float = 0.5
    said: str = ""


@dataclass(frozen=True, slots=True)
class _Seen:
    item: Item
    place: Place
    interaction: Interaction
    key: str


def genre_of(kind: Kind) -> str:
    """Return ``norm`` for laws, rules and charters, ``prose`` for the rest: nothing divides drafts more."""
    return NORM if kind == "law" else PROSE


def groups(item: Item, kind: Kind) -> tuple[str, ...]:
    """Return the groups a draft belongs to, the widest first: all, genre, pattern × type, pattern × type × genre."""
    genre, asked = genre_of(kind), f"{item.pattern}/{item.type}"
    return "all", f"genre:{genre}", f"asked:{asked}", f"cell:{asked}/{genre}"


def features(item: Item, place: Place) -> dict[str, float]:
    """Return the features that are not 0 by name; groups have the value 1."""
    interaction = item.body.interaction()
    seen = _Seen(item, place, interaction, item.body.key_text())
    own = {name: float(measure(seen)) for name, measure in FEATURES.items()}
    return dict.fromkeys(groups(item, place.kind), 1.0) | {name: value for name, value in own.items() if value}


def _up_to(number: float, most: float) -> float:
    return min(number / most, 1.0)


def _stem_length(seen: _Seen) -> int:
    return len(seen.item.stem.replace(BLANK, ""))


def _options(seen: _Seen) -> tuple[Option, ...]:
    return seen.interaction.options if isinstance(seen.interaction, Choice) else ()


def _wrong(seen: _Seen) -> list[Option]:
    keys = seen.interaction.keys if isinstance(seen.interaction, Choice) else ()
    return [option for option in _options(seen) if option.id not in keys]


def _key_longest(seen: _Seen) -> bool:
    wrong = _wrong(seen)
    right = [len(option.text) for option in _options(seen) if option not in wrong]
    return bool(wrong and right) and max(right) > max(len(option.text) for option in wrong)


def _from_document(seen: _Seen) -> float:
    wrong = _wrong(seen)
    return sum(option.text in seen.place.said for option in wrong) / len(wrong) if wrong else 0.0


def _says_false(seen: _Seen) -> bool:
    return seen.item.body.to_dict().get("key") is False


FEATURES: Mapping[str, Callable[[_Seen], float]] = {
    "question": lambda seen: seen.item.stem.endswith("？"),
    "blank": lambda seen: BLANK in seen.item.stem,
    "supplied": lambda seen: _SUPPLIED.search(seen.item.stem) is not None,
    "names-document": lambda seen: "《" in seen.item.stem,
    "quotation": lambda seen: "“" in seen.item.stem,
    "stem-short": lambda seen: _stem_length(seen) < _SHORT,
    "stem-long": lambda seen: _LONG <= _stem_length(seen) < _VERY_LONG,
    "stem-very-long": lambda seen: _stem_length(seen) >= _VERY_LONG,
    "clauses": lambda seen: _up_to(len(_CLAUSE_END.findall(seen.item.stem)), _MANY_CLAUSES),
    "options": lambda seen: _up_to(len(_options(seen)), _MANY_OPTIONS),
    "from-document": _from_document,
    "key-length": lambda seen: _up_to(len(seen.key), _LONG_KEY),
    "key-longest": _key_longest,
    "key-numeral": lambda seen: _NUMERAL.search(seen.key) is not None,
    "says-false": _says_false,
    "standing": lambda seen: seen.place.standing,
    "sentence-long": lambda seen: _up_to(
        max((len(each.text) for each in seen.item.sources), default=0), _LONG_SENTENCE
    ),
    "several-sentences": lambda seen: len(seen.item.sources) > 1,
}
"""Name → value, 0–1. The Chinese and English words for each are ``feature-NAME`` in the catalogues."""
