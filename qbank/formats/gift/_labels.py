"""What stands around a GIFT question: id and tags in the comment before it, the chapter as its category.

Moodle reads ``// [id:…] [tag:…]`` from 3.8 on. A tag has at most 50 characters, an id 100, a category 255, and none of
them all characters, so some are made wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple, get_args

from qbank.formats.gift._text import clean
from qbank.locale import LANGS, Lang, say
from qbank.model.item import Difficulty, Item

_ID = re.compile(r"\[id:((?:\\]|[^]\x00-\x1f\x7f]){1,300})]")
_TAG = re.compile(r"\[tag:((?:\\]|[^]<>`\x00-\x1f\x7f]){1,300})]")
_TITLE = re.compile(r"\[title:([^]]{1,300})]")
_HOLDABLE_ID = re.compile(r"[^\s\[\]\\](?:[^\t-\r\x85\u2028\u2029\[\]\\]{0,98}[^\s\[\]\\])?")
_SLASH = re.compile("(?<!/)/(?!/)")
_CONTEXT = re.compile(r"\$[a-z]+\$")
_LONGEST_TAG, _LONGEST_NAME = 50, 255
_WIDE = str.maketrans("[]<>`\\", "［］＜＞｀＼")
_WIDE_NAME = str.maketrans("<>\\", "＜＞＼")


class Labels(NamedTuple):
    """What a comment says of the question below it."""

    id: str
    difficulty: Difficulty
    tags: tuple[str, ...]
    audience: tuple[str, ...]


def held_labels(item: Item, lang: Lang) -> Item:
    """Return an item with the id, tags, audience and chapter that are found again."""
    room = _LONGEST_TAG - len(_prefixed("gift-tag-audience", "", lang))
    tags = (_tag(each, _LONGEST_TAG) for each in item.tags)
    audience = (_tag(each, room) for each in item.audience)
    return replace(
        item,
        id=item.id if _HOLDABLE_ID.fullmatch(item.id) and clean(item.id) == item.id else "",
        tags=tuple(each.replace("::", "：：") if _is_ours(each) else each for each in tags if each),
        audience=tuple(each for each in audience if each),
        chapter=held_name(item.chapter),
    )


def held_name(name: str) -> str:
    """Return the name of a category as it is found again."""
    return " ".join(clean(name).translate(_WIDE_NAME).split("\n"))[:_LONGEST_NAME].strip()


def comment_of(item: Item, lang: Lang) -> str:
    """Return the comment line of a held item."""
    difficulty = _prefixed("gift-tag-difficulty", say(f"difficulty-{item.difficulty}", lang), lang)
    tags = [*item.tags, difficulty, *(_prefixed("gift-tag-audience", each, lang) for each in item.audience)]
    words = [*([f"[id:{item.id}]"] if item.id else []), *(f"[tag:{each}]" for each in tags)]
    return f"// {' '.join(words)}\n"


def labels_of(comments: str) -> Labels:
    """Return what the comments of a block say."""
    found = _ID.search(comments)
    difficulty: Difficulty = "medium"
    tags, audience = [], []
    for tag in (each.replace(r"\]", "]").strip() for each in _TAG.findall(comments)):
        if tag in _difficulties():
            difficulty = _difficulties()[tag]
        elif tag.startswith(_audiences()):
            audience.append(tag.partition("::")[2].strip())
        elif tag:
            tags.append(tag)
    item_id = found[1].replace(r"\]", "]").strip() if found else ""
    return Labels(item_id, difficulty, tuple(tags), tuple(each for each in audience if each))


def category_lines(title: str, chapter: str) -> str:
    """Return the lines that make a category the current one; the comment tells its title from chapters."""
    names = [name for name in (title, chapter) if name]
    comment = f"// [title:{title}]\n" if title else ""
    return f"{comment}$CATEGORY: $course$/top/{'/'.join(map(_slashed, names))}\n\n"


def held_title(title: str) -> str:
    """Return the title of a file as its comment can tell it."""
    return held_name(title).translate(_WIDE).strip()


def chapter_of(path: str, comments: str) -> str:
    """Return the chapter that a category path names."""
    names = [name.strip().replace("//", "/").strip() for name in _SLASH.split(path)]
    if _CONTEXT.fullmatch(names[0]):
        names = names[1:]
    if names and names[0] == "top":
        names = names[1:]
    title = _TITLE.search(comments)
    if title and names and names[0] == title[1]:
        names = names[1:]
    return " › ".join(name for name in names if name)


def _slashed(name: str) -> str:
    name = name.replace("/", "//")
    return f"{' ' if name.startswith('/') else ''}{name}{' ' if name.endswith('/') else ''}"


def _tag(text: str, longest: int) -> str:
    return " ".join(clean(text).translate(_WIDE).split())[:longest].strip()


def _prefixed(what: str, words: str, lang: Lang) -> str:
    return f"{say(what, lang)}::{words}"


@cache
def _difficulties() -> dict[str, Difficulty]:
    return {_prefixed("gift-tag-difficulty", say(f"difficulty-{each}", lang), lang): each for lang, each in _all()}


@cache
def _audiences() -> tuple[str, ...]:
    return tuple(_prefixed("gift-tag-audience", "", lang) for lang in LANGS)


def _all() -> Iterator[tuple[Lang, Difficulty]]:
    levels: Sequence[Difficulty] = get_args(Difficulty)
    return ((lang, each) for lang in LANGS for each in levels)


def _is_ours(tag: str) -> bool:
    return tag in _difficulties() or tag.startswith(_audiences())
