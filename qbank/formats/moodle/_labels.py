"""What a Moodle question is called and filed under: name, id number, tags, and its category, which is the chapter.

A tag has at most 50 characters, an id number 100, names 255, and none of them all characters, so some are made wide.
The description of a category tells the chapter in full, so that it is found again whatever its name had to become.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple, get_args

from qbank.formats.moodle._html import text_of
from qbank.formats.moodle._text import in_html, in_xml, one_line
from qbank.locale import LANGS, Lang, say
from qbank.model.item import Difficulty, Item

LONGEST_ID, LONGEST_TAG, LONGEST_NAME = 100, 50, 255
_SHOWN_NAME = 60
"""Of a stem in a list of questions."""
_DIFFICULTY, _AUDIENCE = "moodle-tag-difficulty", "moodle-tag-audience"
_CHAPTER, _TITLE = "qbank-chapter", "qbank-title"
_SLASH = re.compile("(?<!/)/(?!/)")
_CONTEXT = re.compile(r"\$[a-z0-9]+\$")
_WIDE = str.maketrans("<>`", "＜＞｀")
_LINE = re.compile("_{6,}")


class Labels(NamedTuple):
    """What the tags of a question say."""

    difficulty: Difficulty
    tags: tuple[str, ...]
    audience: tuple[str, ...]


def held_labels(item: Item, lang: Lang) -> Item:
    """Return an item with the id, tags, audience and chapter that are found again."""
    room = LONGEST_TAG - len(_prefixed(_AUDIENCE, "", lang))
    tags = (_tag(each, LONGEST_TAG) for each in item.tags)
    return replace(
        item,
        id=item.id if item.id == one_line(item.id).strip() and len(item.id) <= LONGEST_ID else "",
        tags=_distinct(each.replace("::", "：：") if _is_ours(each) else each for each in tags),
        audience=_distinct(_tag(each, room) for each in item.audience),
        chapter=one_line(item.chapter),
    )


def tags_of(item: Item, lang: Lang) -> Iterator[str]:
    """Yield the tags of a held item."""
    yield from item.tags
    yield _prefixed(_DIFFICULTY, say(f"difficulty-{item.difficulty}", lang), lang)
    yield from (_prefixed(_AUDIENCE, each, lang) for each in item.audience)


def labels_of(tags: Iterable[str]) -> Labels:
    """Return what tags say, in whichever language."""
    difficulty: Difficulty = "medium"
    plain, audience = [], []
    for tag in filter(None, map(one_line, tags)):
        if tag in _difficulties():
            difficulty = _difficulties()[tag]
        elif tag.startswith(_audiences()):
            audience.append(tag.partition("::")[2].strip())
        else:
            plain.append(tag)
    return Labels(difficulty, tuple(plain), tuple(filter(None, audience)))


def name_of(words: str) -> str:
    """Return what a question is called in Moodle's lists: its stem as far as it goes in a line."""
    line = _LINE.sub("_____", one_line(words)).translate(_WIDE)
    return line if len(line) <= _SHOWN_NAME else f"{line[: _SHOWN_NAME - 1]}…"


def category(title: str, chapter: str, lang: Lang) -> str:
    """Return the element that makes a category the current one; without title and chapter it has a name of ours."""
    names = [name for name in (title, _category(chapter)) if name] or [say("moodle-no-chapter", lang)]
    path = "/".join(map(_slashed, names))
    told = (_CHAPTER, chapter) if chapter else (_TITLE, names[0])
    info = f'<p class="{told[0]}">{in_html(told[1])}</p>'
    return (
        '  <question type="category">\n'
        f"    <category><text>{in_xml(f'$course$/top/{path}')}</text></category>\n"
        f'    <info format="html"><text>{in_xml(info)}</text></info>\n'
        "  </question>\n"
    )


def held_title(title: str) -> str:
    """Return the title of a file as the name of its category."""
    return _category(title)


def chapter_of(path: str, info: str, lang: Lang) -> str:
    """Return the chapter of a category: what its description tells, else the names of its path."""
    told = text_of(info, lang, parts=(_CHAPTER, _TITLE))
    if told is not None and (told.parts.get(_CHAPTER) or told.parts.get(_TITLE)):
        return one_line(" ".join(told.parts.get(_CHAPTER, ())))
    names = [one_line(name.replace("//", "/")) for name in _SLASH.split(path)]
    if _CONTEXT.fullmatch(names[0]):
        names = names[1:]
    if names and names[0] == "top":
        names = names[1:]
    return " › ".join(filter(None, names))


def _category(name: str) -> str:
    return one_line(name).translate(_WIDE)[:LONGEST_NAME].strip()


def _slashed(name: str) -> str:
    name = name.replace("/", "//")
    return f"{' ' if name.startswith('/') else ''}{name}{' ' if name.endswith('/') else ''}"


def _tag(text: str, longest: int) -> str:
    return one_line(text).translate(_WIDE)[:longest].strip()


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts, each once: Moodle knows no two tags that differ in case alone."""
    found: dict[str, str] = {}
    for each in filter(None, texts):
        found.setdefault(each.casefold(), each)
    return tuple(found.values())


def _prefixed(key: str, words: str, lang: Lang) -> str:
    return f"{say(key, lang)}::{words}"


@cache
def _difficulties() -> dict[str, Difficulty]:
    levels: tuple[Difficulty, ...] = get_args(Difficulty)
    return {_prefixed(_DIFFICULTY, say(f"difficulty-{each}", lang), lang): each for lang in LANGS for each in levels}


@cache
def _audiences() -> tuple[str, ...]:
    return tuple(_prefixed(_AUDIENCE, "", lang) for lang in LANGS)


def _is_ours(tag: str) -> bool:
    return tag in _difficulties() or tag.startswith(_audiences())
