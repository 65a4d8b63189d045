"""What a Moodle question is called and filed under: name, id number, tags, and its category, which is the chapter.

A tag has at most 50 characters, an id number 100, names 255, and none of them all characters, so some are made wide.
The description of a category tells the chapter in full, so that it is found again whatever its name had to become.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from qbank.formats import _moodle_family as family
from qbank.formats.moodle._html import text_of
from qbank.formats.moodle._text import in_html, in_xml, one_line
from qbank.locale import Lang, brief, say
from qbank.model.item import Item

LONGEST_ID = 100
_SHOWN_NAME = 60
"""Of a stem in a list of questions."""
_CHAPTER, _TITLE = "qbank-chapter", "qbank-title"
_WIDE = str.maketrans("<>`", "＜＞｀")
_LINE = re.compile("_{6,}")


def held_labels(item: Item, lang: Lang) -> Item:
    """Return an item with the id, tags, audience and chapter that are found again."""
    room = family.room_of_audience(lang)
    tags = (_tag(each, family.LONGEST_TAG) for each in item.tags)
    return replace(
        item,
        id=item.id if item.id == one_line(item.id).strip() and len(item.id) <= LONGEST_ID else "",
        tags=_distinct(map(family.as_theirs, tags)),
        audience=_distinct(_tag(each, room) for each in item.audience),
        chapter=one_line(item.chapter),
    )


def name_of(words: str) -> str:
    """Return what a question is called in Moodle's lists: its stem as far as it goes in a line."""
    line = _LINE.sub("_____", one_line(words)).translate(_WIDE)
    return brief(line, _SHOWN_NAME)


def category(title: str, chapter: str, lang: Lang) -> str:
    """Return the element that makes a category the current one; without title and chapter it has a name of ours."""
    names = [name for name in (title, _category(chapter)) if name] or [say("moodle-no-chapter", lang)]
    told = (_CHAPTER, chapter) if chapter else (_TITLE, names[0])
    info = f'<p class="{told[0]}">{in_html(told[1])}</p>'
    return (
        '  <question type="category">\n'
        f"    <category><text>{in_xml(family.path_of(names))}</text></category>\n"
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
    return " › ".join(filter(None, family.names_in(path, one_line)))


def _category(name: str) -> str:
    return one_line(name).translate(_WIDE)[: family.LONGEST_NAME].strip()


def _tag(text: str, longest: int) -> str:
    return one_line(text).translate(_WIDE)[:longest].strip()


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the texts, each once: Moodle knows no two tags that differ in case alone."""
    found: dict[str, str] = {}
    for each in filter(None, texts):
        found.setdefault(each.casefold(), each)
    return tuple(found.values())
