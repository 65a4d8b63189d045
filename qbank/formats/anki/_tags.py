"""Difficulty, audience and tags of an item as tags of a note, and back from those of foreign notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from qbank.locale import LANGS, Lang, say
from qbank.model.item import Difficulty, Item

_NO_TAG = re.compile('[\\s\x00-\x1f\x7f"]+')
_OWN_TO_ANKI = frozenset({"leech", "marked"})
"""What Anki itself marks notes with; it says nothing of the item."""
_DIFFICULTIES: tuple[Difficulty, ...] = get_args(Difficulty)


def tags_of(item: Item, lang: Lang) -> list[str]:
    """Return the tags of a note, without spaces; ``难度::易`` is a hierarchy to Anki."""
    audience = [_audience(lang) + _tag(each) for each in item.audience]
    return [
        *(tag for tag, name in _levels(lang) if name == item.difficulty),
        *audience,
        *filter(None, map(_tag, item.tags)),
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """What tags tell of an item."""

    difficulty: Difficulty
    audience: tuple[str, ...]
    tags: tuple[str, ...]


def told_by(tags: Iterable[str]) -> Told:
    """Return what the tags of a note say; a difficulty that is not told is medium."""
    rest = [tag for tag in tags if tag.lower() not in _OWN_TO_ANKI]
    levels = {tag: name for lang in LANGS for tag, name in _levels(lang)}
    prefixes = tuple(map(_audience, LANGS))
    audience = tuple(tag.partition("::")[2] for tag in rest if tag.startswith(prefixes))
    found = [levels[tag] for tag in rest if tag in levels]
    plain = tuple(tag for tag in rest if tag not in levels and not tag.startswith(prefixes))
    return Told(found[0] if len(found) == 1 else "medium", audience, plain)


def difficulty_of(word: str) -> Difficulty | None:
    """Return the difficulty that a word names, in any of our languages."""
    return {tag.partition("::")[2]: name for lang in LANGS for tag, name in _levels(lang)}.get(word.strip())


def _levels(lang: Lang) -> Iterator[tuple[str, Difficulty]]:
    for name in _DIFFICULTIES:
        yield "::".join((say("anki-tag-difficulty", lang), say(f"difficulty-{name}", lang))), name


def _audience(lang: Lang) -> str:
    return say("anki-tag-audience", lang) + "::"


def _tag(text: str) -> str:
    return _NO_TAG.sub("_", text.strip()).strip("_:")
