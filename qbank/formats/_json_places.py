"""Where the records of items stand in somebody's JSON, and what is said around them: type, chapter, passage, options.

A file may have several lists, by type or by chapter, one within the other; a passage with its items is such a list too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qbank.formats._json_names import (
    LOOSE,
    NOTHING,
    as_text,
    is_record,
    names_of,
    part_of,
    passage_of,
    says_options,
    text_of,
    value_of,
)
from qbank.formats.tables.language import bare, kind_of_word, section_word

LISTS = ("items", "questions", "questionList", "data", "list", "rows", "试题", "题目", "题库")
"""Names under which lists of records usually stand, the most usual first."""
_PLAIN = frozenset({
    *map(bare, LISTS), "试题列表", "题目列表", "列表", "数据", "小题", "子题", "子题目", "小题列表", "试卷",
    "全部", "内容", "结果", "记录",
})  # fmt: skip
"""Names of lists that say nothing of what is in them."""
_COUNTED = re.compile(r"(?:chapter|unit|section|part|module|lesson)[\s_\-]*\d+", re.I)
_HEADS = frozenset(map(bare, ("title", "name", "标题", "名称", "sectionName", "sectionTitle", "大题", "groupName")))
_ASIDE = frozenset({"format", "version", "title", "name", "标题", "名称", "msg", "message", "status", "code", "id"})
_PASSAGE = re.compile(r"[。！？!?；;]")
_LONGEST_HEAD = 40


@dataclass(frozen=True, slots=True)
class Around:
    """What is said around a record.

    Args:
        kind: a word for the type of its items, "" for none.
        chapter: parts joined by a slash.
        stimulus: the passage.
        options: those that all items below share, None for none.
        unread: names of what else is said there.
    """

    kind: str = ""
    chapter: str = ""
    stimulus: str = ""
    options: Any = None
    unread: tuple[str, ...] = ()


NOTHING_AROUND = Around()


def type_of(word: str) -> str:
    """Return the kind of items a word names, "" for none.

    Args:
        word: alone, with what programs put between or behind words, or as a heading (一、单选题（每题2分）).
    """
    ways = (re.sub(r"[\s_\-]+", "", word), section_word(word), _singular(word))
    return next((kind for way in ways if (kind := kind_of_word(way))), "")


def _singular(name: str) -> str:
    return re.sub(r"(?:[\s_\-]*(?:questions?|items?|list))?s?$", "", bare(name))


def named(around: Around, name: str) -> Around:
    """Return what is around the records of a list, or an object, of that name."""
    if bare(name) in _PLAIN or not name or name.isdecimal():
        return around
    if type_of(name):
        return replace(around, kind=name)
    if _COUNTED.fullmatch(name) or re.search("[\u4e00-\u9fff]", name):
        return _in_chapter(around, name)
    return around


def _in_chapter(around: Around, name: str) -> Around:
    return replace(around, chapter="/".join(filter(None, (around.chapter, name))))


def within(around: Around, fields: Mapping[str, Any], *, is_top: bool) -> Around:
    """Return what is around the records within an object.

    Args:
        around: what is around the object.
        fields: what the object says; lists and objects that hold records are left out.
        is_top: whether it is the whole file, whose title is that of a bank and no chapter.
    """
    heads = [name for name in fields if bare(name) in _HEADS and as_text(fields[name])]
    read = {*heads, *_ASIDE}
    for name in heads:
        head = as_text(fields[name])
        if type_of(head):
            around = replace(around, kind=head)
        elif _PASSAGE.search(head) or len(head) > _LONGEST_HEAD:
            around = replace(around, stimulus="\n".join(filter(None, (around.stimulus, head))))
        elif not is_top:
            around = _in_chapter(around, head)
    if type_of(text_of(fields, "type")):
        around = replace(around, kind=text_of(fields, "type"))
        read |= set(names_of(fields, "type"))
    if text_of(fields, "chapter"):
        around = _in_chapter(around, text_of(fields, "chapter"))
        read |= set(names_of(fields, "chapter"))
    passage = [name for part in ("stimulus", "stem") for name in names_of(fields, part) if name not in heads]
    texts = {name: text for name in passage if (text := passage_of(fields[name]))}
    if texts:
        around = replace(around, stimulus="\n".join(filter(None, (around.stimulus, *dict.fromkeys(texts.values())))))
        read |= {*texts}
    if says_options(fields):
        shared = value_of(fields, "options")
        around = replace(around, options=around.options if shared is None else shared)
        read |= set(names_of(fields, "options")) if shared is not None else set()
    unread = [
        name for name, value in fields.items() if name not in read and _says(value) and part_of(name)[0] != "number"
    ]
    return replace(around, unread=(*around.unread, *unread))


def _says(value: Any) -> bool:  # noqa: ANN401 - JSON data
    """Tell whether a value says something of the items: numbers count pages and records."""
    return value not in NOTHING and not isinstance(value, bool | int | float) and not holds_records(value)


# --- records within a value ---------------------------------------------------------------------------


def holds_records(value: Any) -> bool:  # noqa: ANN401 - JSON data
    """Tell whether a value is a record or has one within it."""
    if isinstance(value, list):
        return any(map(holds_records, value))
    return isinstance(value, Mapping) and (is_record(value) or any(_nested(value)))


def may_be_records(name: str, value: Any) -> bool:  # noqa: ANN401 - JSON data
    """Tell whether an element of a list of that name is a record or holds some: options look like one, and are none."""
    return holds_records(value) and (part_of(name)[0] not in {"options", "answer"} or _is_asked(value))


def records_in(value: Any, place: str, around: Around) -> Iterator[tuple[str, Any, Around]]:  # noqa: ANN401
    """Yield the records in a value with their places and what is around them, and what stands where one should be."""
    nested = dict(_nested(value)) if isinstance(value, Mapping) and not _is_whole(value) else {}
    if isinstance(value, list) and holds_records(value):
        for at, each in enumerate(value, 1):
            yield from records_in(each, f"{place}[{at}]", around)
    elif isinstance(value, Mapping) and nested:
        inside = within(around, {name: each for name, each in value.items() if name not in nested}, is_top=False)
        for name, each in nested.items():
            yield from records_in(each, f"{place}.{name}", named(inside, name))
    else:
        yield place, value, around


def _nested(value: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the lists and objects of an object in which records are."""
    for name, each in value.items():
        is_choice = part_of(name)[0] in {"options", "answer"}
        if isinstance(each, list | Mapping) and holds_records(each) and (not is_choice or _is_set(each)):
            yield name, each


def _is_whole(value: Mapping[str, Any]) -> bool:
    """Tell whether an object is a record, whatever stands in it: a question with options and an answer."""
    has_options = says_options(value) and not _is_set(value_of(value, "options"))
    return is_record(value) and has_options and bool(names_of(value, "answer"))


def _is_set(value: Any) -> bool:  # noqa: ANN401 - JSON data
    """Tell whether a list is one of records, though it has a name that options have."""
    return isinstance(value, list) and any(map(_is_asked, value))


def _is_asked(value: Any) -> bool:  # noqa: ANN401 - JSON data
    """Tell whether a value can be nothing but a record or a group of them."""
    if not isinstance(value, Mapping):
        return False
    asked = is_record(value) and (says_options(value) or names_of(value, "stem")[0] not in LOOSE)
    return asked or any(_nested(value))
