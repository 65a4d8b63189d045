"""What Moodle's own two formats, XML and GIFT, share: tags, category paths, what it stores and what it can mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple, get_args

from qbank.errors import Problem
from qbank.formats._by_person import marked_by_a_person
from qbank.formats._contract import Settings
from qbank.formats._grades import SHARED_BY
from qbank.locale import LANGS, Lang, say
from qbank.model.item import Choice, Difficulty, Item
from qbank.model.portable import Portable

LONGEST_TAG, LONGEST_NAME, LONGEST_RIGHT = 50, 255, 255
"""Characters of a tag, of a category's name and of an answer in a matching question, as Moodle stores them."""
WILD = re.compile(r"(?<!\\)\*")
"""The sign that stands for anything in a short answer."""
LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_DIFFICULTY, _AUDIENCE = "moodle-tag-difficulty", "moodle-tag-audience"
_SLASH = re.compile("(?<!/)/(?!/)")
_CONTEXT = re.compile(r"\$[a-z0-9]+\$")


class Told(NamedTuple):
    """What the tags of a question say."""

    difficulty: Difficulty
    tags: tuple[str, ...]
    audience: tuple[str, ...]


def tags_of(item: Item, lang: Lang) -> Iterator[str]:
    """Yield the tags of a held item, then its difficulty and audience as tags of ours."""
    yield from item.tags
    yield _prefixed(_DIFFICULTY, say(f"difficulty-{item.difficulty}", lang), lang)
    yield from (_prefixed(_AUDIENCE, each, lang) for each in item.audience)


def told_by(tags: Iterable[str]) -> Told:
    """Return what tags say, in whichever language; medium where none names a difficulty."""
    difficulty: Difficulty = "medium"
    plain, audience = [], []
    for tag in filter(None, tags):
        if tag in _difficulties():
            difficulty = _difficulties()[tag]
        elif tag.startswith(_audiences()):
            audience.append(tag.partition("::")[2].strip())
        else:
            plain.append(tag)
    return Told(difficulty, tuple(plain), tuple(filter(None, audience)))


def as_theirs(tag: str) -> str:
    """Return a tag of an item so that it is not taken for one of ours."""
    is_ours = tag in _difficulties() or tag.startswith(_audiences())
    return tag.replace("::", "：：") if is_ours else tag


def room_of_audience(lang: Lang) -> int:
    """Return how many characters an audience may have in its tag."""
    return LONGEST_TAG - len(_prefixed(_AUDIENCE, "", lang))


def path_of(names: Iterable[str]) -> str:
    """Return the path of a category below the course's top one; a slash in a name is doubled."""
    return f"$course$/top/{'/'.join(map(_slashed, names))}"


def names_in(path: str, tidy: Callable[[str], str]) -> list[str]:
    """Return the names in the path of a category, without the context and the top one; some may be empty."""
    names = [tidy(tidy(name).replace("//", "/")) for name in _SLASH.split(path)]
    if _CONTEXT.fullmatch(names[0]):
        names = names[1:]
    return names[1:] if names and names[0] == "top" else names


def is_marked(choice: Choice) -> bool:
    """Tell whether Moodle can mark a choice: two options at least, and keys that marks can be shared by."""
    keys = sum(option.id in choice.keys for option in choice.options)
    return len(choice.options) > 1 and (not choice.multiple or keys in SHARED_BY)


def by_a_person(portable: Portable, settings: Settings, cleaned: Callable[[Portable], Portable]) -> Portable | Problem:
    """Return an item that Moodle cannot mark as one that a person marks; a Problem where it has no key."""
    if not portable.item.body.key_text():
        return Problem("key-missing", place=portable.item.id)
    return cleaned(marked_by_a_person(portable, settings.lang))


def _slashed(name: str) -> str:
    name = name.replace("/", "//")
    return f"{' ' if name.startswith('/') else ''}{name}{' ' if name.endswith('/') else ''}"


def _prefixed(key: str, words: str, lang: Lang) -> str:
    return f"{say(key, lang)}::{words}"


@cache
def _difficulties() -> dict[str, Difficulty]:
    levels: tuple[Difficulty, ...] = get_args(Difficulty)
    return {_prefixed(_DIFFICULTY, say(f"difficulty-{each}", lang), lang): each for lang in LANGS for each in levels}


@cache
def _audiences() -> tuple[str, ...]:
    return tuple(_prefixed(_AUDIENCE, "", lang) for lang in LANGS)
