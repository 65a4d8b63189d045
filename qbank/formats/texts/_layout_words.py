"""Every text of an item changed alike: set on one line, and rid of words that would be read as marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from qbank.formats._held import with_interaction
from qbank.formats.texts._layout_lines import CIRCLED, half_width
from qbank.formats.texts._read_fold import fold
from qbank.formats.texts._read_marks import is_plain
from qbank.formats.texts._read_words import PARTS
from qbank.formats.texts.layout import Layout, kind_of
from qbank.model.item import (
    BLANK,
    Choice,
    ExtendedText,
    Interaction,
    Item,
    MarkingPoint,
    Match,
    Option,
    Order,
    TextEntry,
)
from qbank.model.portable import Portable, rules_of

PARTS_OF_ITEM = ("rationale", "proof", "lists", "answers", "stem")
"""What texts are changed together; ``lists`` are tags, audience, chapter and id, ``stem`` is the passage too."""
_MOST_LINES = 60
_SHORT_BRACKET = re.compile(r"[(\[]([^()\[\]]{0,12})[)\]]")
_LABEL = re.compile(rf"(?:{'|'.join(PARTS.values())})\s*(:)")
_MARK = re.compile(r"(?<![A-Za-z0-9])[A-Z](\s*[.、:)]\s*|\s+)")
_LINE = re.compile("(?<!_)(?:_{2,3}|_{5,})(?!_)")
_CIRCLE = re.compile(f"[{CIRCLED}]")
_LISTING = re.compile("[;；、，,]")


def lined(portable: Portable, layout: Layout) -> Portable:
    """Return the item with the line ends that do no harm."""
    if layout.lines == "kept":
        return mapped(portable, _safe_lines)
    if layout.lines == "asked" and kind_of(portable.item.body.interaction()) == "free":
        portable = mapped(portable, _safe_lines, frozenset({"stem"}))
        return mapped(portable, _one_line, frozenset(PARTS_OF_ITEM) - {"stem"})
    return mapped(portable, _one_line)


def joined(portable: Portable, layout: Layout) -> Portable:
    """Return the item with each text on one line."""
    return mapped(portable, _one_line)


def _safe_lines(text: str) -> str:
    first, *rest = text.split("\n")
    if len(rest) > _MOST_LINES:
        return _one_line(text)
    safe = first + "".join(("\n" if is_plain(line) else " ") + line for line in rest)
    # A line that took in the next one may not be plain any more.
    return safe if safe == text else _safe_lines(safe)


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def defused(portable: Portable, layout: Layout) -> Iterator[Portable]:
    """Yield the item with words that look like marks changed so that they read alike and are none.

    In one part after the other, then in all: what does no harm stays as it is.
    """
    plain = joined(portable, layout)
    for part in PARTS_OF_ITEM:
        yield _defused(plain, layout, frozenset({part}))
    yield _defused(plain, layout, frozenset(PARTS_OF_ITEM))


def _defused(portable: Portable, layout: Layout, parts: frozenset[str]) -> Portable:
    interaction = portable.item.body.interaction()
    plain = mapped(portable, _defuse, parts)
    if layout.half_width:
        # A full stroke comes back as the stroke it stands for.
        plain = mapped(plain, half_width, parts)
    if "answers" in parts and isinstance(interaction, TextEntry | ExtendedText):
        cut = layout.blanks.between != "circled" and isinstance(interaction, TextEntry)
        plain = replace(plain, item=_answers_mapped(plain.item, lambda text: _uncounted(text, cut=cut)))
    if "lists" in parts:
        tags, audience = (_unlisted(each) for each in (plain.item.tags, plain.item.audience))
        plain = replace(plain, item=replace(plain.item, tags=tags, audience=audience))
    return plain


def _unlisted(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return texts with nothing in them that would cut one in two."""
    return tuple(_LISTING.sub("·", text) for text in texts)


def _uncounted(text: str, *, cut: bool) -> str:
    text = _CIRCLE.sub(lambda found: f"〔{CIRCLED.index(found[0]) + 1}〕", text)
    return re.sub("[;；|｜]", "，", text) if cut else text


def _defuse(text: str) -> str:
    for pattern, by in ((_SHORT_BRACKET, "〔{}〕"), (_LABEL, "——"), (_MARK, "·")):
        text = "".join(_changed(text, pattern, by))
    text = _DRAWN.sub(r"\1 ", _STROKE.sub("＿", _LINE.sub(_apart, text)))
    # A colon behind a label is the label's.
    return text.strip().lstrip(":：").strip()


_STROKE, _DRAWN = re.compile(r"(?<![0-9A-Za-z_])_(?![0-9A-Za-z_])"), re.compile("([＿□])(?=[＿□])")
"""A single stroke, and boxes or full strokes side by side: readers may take them for blanks."""


def _apart(found: re.Match[str]) -> str:
    """Return a line with spaces in it, so that it is no blank; four of its characters are ours."""
    length = len(found[0])
    blanks, rest = (BLANK, length - len(BLANK)) if length > len(BLANK) else ("", length)
    return " ".join(filter(None, (blanks, *"_" * rest)))


def _changed(text: str, pattern: re.Pattern[str], by: str) -> Iterator[str]:
    at = 0
    for found in pattern.finditer(fold(text)):
        start, end = found.span(0) if "{}" in by else found.span(1)
        yield text[at:start]
        yield by.format(text[start + 1 : end - 1]) if "{}" in by else by
        at = end
    yield text[at:]


def mapped(
    portable: Portable, change: Callable[[str], str], parts: frozenset[str] = frozenset(PARTS_OF_ITEM)
) -> Portable:
    """Return the item with all texts of some parts changed; a text of a list that becomes empty goes."""
    item = _answers_mapped(portable.item, change) if "answers" in parts else portable.item
    new: dict[str, Any] = {name: change(getattr(item, name)) for name in ("stem", "rationale") if name in parts}
    if "lists" in parts:
        new |= {name: _one_line(change(getattr(item, name))) for name in ("chapter", "id")}
        new |= {name: _each(getattr(item, name), lambda text: _one_line(change(text))) for name in ("tags", "audience")}
    new = {name: value for name, value in new.items() if value != getattr(item, name)}
    item = replace(item, **new) if new else item
    proof = _each(portable.proof, change) if "proof" in parts else portable.proof
    stimulus = change(portable.stimulus) if "stem" in parts else portable.stimulus
    if item is portable.item and (proof, stimulus) == (portable.proof, portable.stimulus):
        return portable
    return replace(portable, item=item, stimulus=stimulus, proof=proof)


def _each(texts: tuple[str, ...], change: Callable[[str], str]) -> tuple[str, ...]:
    return tuple(filter(None, map(change, texts)))


def _answers_mapped(item: Item, change: Callable[[str], str]) -> Item:
    interaction = item.body.interaction()
    match interaction:
        case Choice() if kind_of(interaction) == "verdict":
            return item
        case Choice(options=options) | Order(options=options):
            changed: Interaction = replace(interaction, options=_changed_options(options, change))
        case Match(left=left, right=right):
            changed = replace(interaction, left=_changed_options(left, change), right=_changed_options(right, change))
        case TextEntry(accepted=accepted):
            changed = TextEntry(
                tuple(tuple(dict.fromkeys(filter(None, map(change, each)))) or ("",) for each in accepted)
            )
        case ExtendedText(points=points):
            changed = ExtendedText(tuple(MarkingPoint(change(each.text), each.marks) for each in points))
    return item if changed == interaction else with_interaction(item, changed, rules_of(item))


def _changed_options(options: tuple[Option, ...], change: Callable[[str], str]) -> tuple[Option, ...]:
    return tuple(Option(option.id, change(option.text), option.reason) for option in options)
