"""What stands around a GIFT question: id and tags in the comment before it, the chapter as its category.

Moodle reads ``// [id:…] [tag:…]`` from 3.8 on. A tag has at most 50 characters, an id 100, a category 255, and none of
them all characters, so some are made wide.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from qbank.formats import _moodle_family as family
from qbank.formats.gift._text import clean
from qbank.locale import Lang
from qbank.model.item import Difficulty, Item

_ID = re.compile(r"\[id:((?:\\]|[^]\x00-\x1f\x7f]){1,300})]")
_TAG = re.compile(r"\[tag:((?:\\]|[^]<>`\x00-\x1f\x7f]){1,300})]")
_TITLE = re.compile(r"\[title:([^]]{1,300})]")
_HOLDABLE_ID = re.compile(r"[^\s\[\]\\](?:[^\t-\r\x85\u2028\u2029\[\]\\]{0,98}[^\s\[\]\\])?")
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
    room = family.room_of_audience(lang)
    tags = (_tag(each, family.LONGEST_TAG) for each in item.tags)
    audience = (_tag(each, room) for each in item.audience)
    return replace(
        item,
        id=item.id if _HOLDABLE_ID.fullmatch(item.id) and clean(item.id) == item.id else "",
        tags=tuple(family.as_theirs(each) for each in tags if each),
        audience=tuple(each for each in audience if each),
        chapter=held_name(item.chapter),
    )


def held_name(name: str) -> str:
    """Return the name of a category as it is found again."""
    return " ".join(clean(name).translate(_WIDE_NAME).split("\n"))[: family.LONGEST_NAME].strip()


def comment_of(item: Item, lang: Lang) -> str:
    """Return the comment line of a held item."""
    words = [*([f"[id:{item.id}]"] if item.id else []), *(f"[tag:{each}]" for each in family.tags_of(item, lang))]
    return f"// {' '.join(words)}\n"


def labels_of(comments: str) -> Labels:
    """Return what the comments of a block say."""
    found = _ID.search(comments)
    told = family.told_by(each.replace(r"\]", "]").strip() for each in _TAG.findall(comments))
    item_id = found[1].replace(r"\]", "]").strip() if found else ""
    return Labels(item_id, *told)


def category_lines(title: str, chapter: str) -> str:
    """Return the lines that make a category the current one; the comment tells its title from chapters."""
    names = [name for name in (title, chapter) if name]
    comment = f"// [title:{title}]\n" if title else ""
    return f"{comment}$CATEGORY: {family.path_of(names)}\n\n"


def held_title(title: str) -> str:
    """Return the title of a file as its comment can tell it."""
    return held_name(title).translate(_WIDE).strip()


def chapter_of(path: str, comments: str) -> str:
    """Return the chapter that a category path names."""
    names = family.names_in(path, str.strip)
    title = _TITLE.search(comments)
    if title and names and names[0] == title[1]:
        names = names[1:]
    return " › ".join(name for name in names if name)


def _tag(text: str, longest: int) -> str:
    return " ".join(clean(text).translate(_WIDE).split())[:longest].strip()
