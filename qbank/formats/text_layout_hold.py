"""What a layout keeps of an item: what it has no place for goes, and words that would be read as marks are changed.

The reader has the last word: an item is held as it is found when its own lines are read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from qbank.errors import Problem
from qbank.formats import _text_read_stems as stems
from qbank.formats._held import as_short_answer, with_interaction, with_stimulus_in_stem, without
from qbank.formats._text_read import read_lines
from qbank.formats._text_read_fold import PICTURE, fold, tidy
from qbank.formats._text_read_lines import of_lines
from qbank.formats._text_read_marks import is_plain
from qbank.formats._text_read_words import PARTS
from qbank.formats.text_layout import Layout, kind_of
from qbank.formats.text_layout_lines import CIRCLED, group_of, half_width, lines_of
from qbank.model.item import (
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
from qbank.model.portable import FIELDS, Portable, differences, rules_of
from qbank.types._contract import TYPES

_MOST_LINES = 60
_SHORT_BRACKET = re.compile(r"[(\[]([^()\[\]]{0,12})[)\]]")
_LABEL = re.compile(rf"(?:{'|'.join(PARTS.values())})\s*(:)")
_MARK = re.compile(r"(?<![A-Za-z0-9])[A-Z](\s*[.、:)]\s*|\s+)")
_CIRCLE = re.compile(f"[{CIRCLED}]")
_LISTING = re.compile("[;；、，,]")
_SIZES = {"stem": "stem", "option": "options", "rationale": "rationale"}


def hold(portable: Portable, layout: Layout) -> Portable | Problem:
    """Return what a layout keeps of an item, or why the item cannot go into it."""
    placed = _placed(portable, layout)
    if isinstance(placed, Problem):
        return placed
    kept = _mapped(_reduced(placed, layout), _tidied)
    kept = _settled(_mapped(kept, half_width) if layout.half_width else kept)
    too_long = _too_long(kept, layout)
    if too_long:
        return too_long
    for change in (_lined, _joined, _defused):
        found = _as_read(change(kept, layout), layout)
        if found is not None:
            return found
    return Problem("text-words-clash", place=portable.item.id, values={"stem": portable.item.stem[:30]})


# --- what has a place ------------------------------------------------------------------------------


def _placed(portable: Portable, layout: Layout) -> Portable | Problem:
    """Return the item as a type the layout has, its passage in its stem if that has no place of its own."""
    interaction = portable.item.body.interaction()
    if not layout.keeps("stimulus"):
        portable = with_stimulus_in_stem(portable)
    if kind_of(interaction) not in layout.types:
        if "free" not in layout.types:
            label = TYPES.get(portable.item.type).label
            values = {"format": f"text/{layout.name}", "type": label}
            return Problem("loss-item-not-held", place=portable.item.id, values=values)
        portable = as_short_answer(portable, _with_lists(portable.item.stem, interaction))
    return _counted(portable, layout)


def _with_lists(stem: str, interaction: Interaction) -> str:
    match interaction:
        case Choice(options=options) | Order(options=options):
            return f"{stem}\n{_list(options)}"
        case Match(left=left, right=right):
            return f"{stem}\n{_list(left)}\n{_list(right)}"
        case _:
            return stem


def _list(options: tuple[Option, ...]) -> str:
    return "；".join(option.text for option in options)


def _counted(portable: Portable, layout: Layout) -> Portable | Problem:
    """Refuse an item with more of anything than there are letters or numbers for."""
    interaction = portable.item.body.interaction()
    match interaction:
        case Choice(options=options) | Order(options=options):
            found, most = len(options), layout.option.most
        case Match(left=left, right=right):
            found, most = max(len(left), len(right)), min(layout.option.most, len(CIRCLED))
        case TextEntry(accepted=accepted):
            found, most = len(accepted), len(CIRCLED)
        case ExtendedText(points=points):
            found, most = len(points), len(CIRCLED)
    if found > most:
        return Problem("text-too-many", place=portable.item.id, values={"found": found, "most": most})
    return portable


def _reduced(portable: Portable, layout: Layout) -> Portable:
    names = [
        "spans",
        "reasons",
        *(part for part in ("rationale", "chapter", "tags", "audience", "proof", "id") if not layout.keeps(part)),
    ]
    if not layout.keeps("difficulty") or not layout.difficulty:
        names.append("difficulty")
    if not layout.keeps("rules"):
        names.append("rules")
    if not layout.blanks.accepted:
        names.append("accepted")
    return without(portable, *(name for name in names if FIELDS[name](portable)))


def _settled(portable: Portable) -> Portable:
    """Return the item with empty brackets in its stem as a reader takes them; a line to write on goes in at the end."""
    item = portable.item
    interaction = item.body.interaction()
    if isinstance(interaction, Choice | Order):
        judged = kind_of(interaction) == "verdict"
        item = replace(item, stem=stems.settled(item.stem, judged=judged))
    return replace(portable, item=item)


def _tidied(text: str) -> str:
    return tidy(text.replace(PICTURE, ""))


def _too_long(portable: Portable, layout: Layout) -> Problem | None:
    item = portable.item
    interaction = item.body.interaction()
    options = interaction.options if isinstance(interaction, Choice | Order) else ()
    sizes = {"stem": len(item.stem), "option": max((len(option.text) for option in options), default=0)}
    for part, found in sizes.items():
        most = layout.limits.get(part, found)
        if found > most:
            return Problem("text-too-long", place=item.id, values={"found": found, "most": most})
    return None


# --- words that would be marks -----------------------------------------------------------------------


def _lined(portable: Portable, layout: Layout) -> Portable:
    """Return the item with the line ends that do no harm."""
    return _mapped(portable, _safe_lines if layout.lines == "kept" else _one_line)


def _joined(portable: Portable, layout: Layout) -> Portable:
    """Return the item with each text on one line."""
    return _mapped(portable, _one_line)


def _safe_lines(text: str) -> str:
    first, *rest = text.split("\n")
    if len(rest) > _MOST_LINES:
        return _one_line(text)
    return first + "".join(("\n" if is_plain(line) else " ") + line for line in rest)


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _defused(portable: Portable, layout: Layout) -> Portable:
    """Return the item with every word that looks like a mark changed so that it reads alike and is none."""
    interaction = portable.item.body.interaction()
    plain = _mapped(portable, lambda text: _defuse(_one_line(text)))
    if isinstance(interaction, TextEntry | ExtendedText):
        answers = layout.blanks.between != "circled" and isinstance(interaction, TextEntry)
        plain = replace(plain, item=_answers_mapped(plain.item, lambda text: _uncounted(text, cut=answers)))
    tags, audience = (_unlisted(each) for each in (plain.item.tags, plain.item.audience))
    return replace(plain, item=replace(plain.item, tags=tags, audience=audience))


def _unlisted(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return texts with nothing in them that would cut one in two."""
    return tuple(_LISTING.sub("·", text) for text in texts)


def _uncounted(text: str, *, cut: bool) -> str:
    text = _CIRCLE.sub(lambda found: f"〔{CIRCLED.index(found[0]) + 1}〕", text)
    return re.sub("[;；|｜]", "，", text) if cut else text


def _defuse(text: str) -> str:
    for pattern, by in ((_SHORT_BRACKET, "〔{}〕"), (_LABEL, "——"), (_MARK, "·")):
        text = "".join(_changed(text, pattern, by))
    text = re.sub("(?<!_)_{1,3}(?!_)", lambda found: "＿" * len(found[0]), text)
    # A colon behind a label is the label's.
    return text.strip().lstrip(":：").strip()


def _changed(text: str, pattern: re.Pattern[str], by: str) -> Iterator[str]:
    at = 0
    for found in pattern.finditer(fold(text)):
        start, end = found.span(0) if "{}" in by else found.span(1)
        yield text[at:start]
        yield by.format(text[start + 1 : end - 1]) if "{}" in by else by
        at = end
    yield text[at:]


# --- the reader's word ---------------------------------------------------------------------------------


def _as_read(portable: Portable, layout: Layout) -> Portable | None:
    """Return the item as it is found in its own lines; None where it is not itself any more."""
    for _ in range(3):
        found = _read(portable, layout)
        if found is None:
            return None
        if not any(differences(portable, found)):
            return portable
        if not _is_alike(portable, found):
            return None
        portable = replace(found, place=portable.place)
    return None


def _read(portable: Portable, layout: Layout) -> Portable | None:
    group = group_of(portable, layout)
    lines = [*([group] if group else []), *lines_of(portable, 1, layout)]
    found = list(read_lines(of_lines(lines)))
    return found[0] if len(found) == 1 and isinstance(found[0], Portable) else None


def _is_alike(one: Portable, other: Portable) -> bool:
    """Tell whether two items differ in nothing but white space and a semicolon at an end."""
    return all(_bare(value(one)) == _bare(value(other)) for value in FIELDS.values())


def _bare(value: Any) -> Any:  # noqa: ANN401 - a field's value
    if isinstance(value, str):
        return "".join(value.split()).rstrip("；;")
    return tuple(map(_bare, value)) if isinstance(value, tuple) else value


# --- every text of an item -----------------------------------------------------------------------------


def _mapped(portable: Portable, change: Callable[[str], str]) -> Portable:
    item = _answers_mapped(portable.item, change)
    new: dict[str, Any] = {
        "stem": change(item.stem),
        "rationale": change(item.rationale),
        "chapter": _one_line(change(item.chapter)),
        "id": _one_line(change(item.id)),
        "tags": tuple(filter(None, (_one_line(change(each)) for each in item.tags))),
        "audience": tuple(filter(None, (_one_line(change(each)) for each in item.audience))),
    }
    new = {name: value for name, value in new.items() if value != getattr(item, name)}
    item = replace(item, **new) if new else item
    proof, stimulus = tuple(filter(None, map(change, portable.proof))), change(portable.stimulus)
    if item is portable.item and (proof, stimulus) == (portable.proof, portable.stimulus):
        return portable
    return replace(portable, item=item, stimulus=stimulus, proof=proof)


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
