"""A held item set as the lines of a layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, assert_never

from qbank.formats._stems import shown
from qbank.formats.texts._read_notes import ANY_ORDER, PART_MARKS
from qbank.formats.texts.layout import Layout, kind_of
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
from qbank.model.letters import letter
from qbank.model.portable import Portable, rules_of

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
JOINT = "；"
"""Between tags, and between further answers."""


def lines_of(portable: Portable, number: int, layout: Layout) -> Iterator[str]:
    """Yield the lines of an item; every text in it is one that ``hold`` let pass."""
    lines = _lines(portable, number, layout)
    return (half_width(line) for line in lines) if layout.half_width else lines


def half_width(text: str) -> str:
    """Return a text as Word makes it half-width: letters, figures, marks and spaces that have a narrow form."""
    return text.translate(_NARROW)


def _lines(portable: Portable, number: int, layout: Layout) -> Iterator[str]:
    item = portable.item
    interaction = item.body.interaction()
    kind = kind_of(interaction)
    yield from _stem(portable, interaction, kind, number, layout)
    for mark, text in _options(interaction):
        yield from f"{layout.option.mark.format(letter=mark)}{text}".split("\n")
    yield from _key(interaction, layout)
    parts = dict(_parts(portable, layout))
    parts["rationale"] = [text for text in (explanation_of(portable, layout),) if text]
    for part, label in layout.labels.items():
        for text in parts.get(part, ()):
            yield from (label.format(text) if "{}" in label else f"{label}{text}").split("\n")


def explanation_of(portable: Portable, layout: Layout) -> str:
    """Return the explanation with what else has its place at its end."""
    parts = dict(_parts(portable, layout))
    tail = (f"{mark}{text}" for part, mark in layout.tail.items() for text in parts.get(part, ()))
    return portable.item.rationale + "".join(tail)


def group_of(portable: Portable, layout: Layout) -> str:
    """Return the line that stands above items of its type, "" where there is none."""
    word = layout.types[kind_of(portable.item.body.interaction())]
    return layout.group.format(type=word) if layout.group else ""


def _stem(portable: Portable, interaction: Interaction, kind: str, number: int, layout: Layout) -> Iterator[str]:
    head = layout.number.format(n=number) + (layout.tag.format(type=layout.types[kind]) if layout.tag else "")
    stem = stem_of(portable.item.stem, interaction, layout)
    if isinstance(interaction, Match):
        rows = (f"{CIRCLED[n]}{option.text}" for n, option in enumerate(interaction.left))
        stem = "\n".join((stem, *rows))
    if portable.stimulus:
        yield from f"{head}{layout.labels['stimulus']}{portable.stimulus}".split("\n")
        head = layout.labels["stem"]
    # 1.5 would be a number of its own.
    gap = " " if head.endswith(".") and stem[:1].isdigit() else ""
    yield from f"{head}{gap}{stem}".split("\n")


def stem_of(stem: str, interaction: Interaction, layout: Layout) -> str:
    """Return a stem as it is set, with the bracket, verdict or tag that stands behind it."""
    is_after = not layout.tag and not layout.group
    return _shown(stem, interaction, layout) + (layout.types[kind_of(interaction)] if is_after else "")


def _shown(stem: str, interaction: Interaction, layout: Layout) -> str:
    """Return a stem with its blanks as the layout has them, and with the verdict or bracket that closes it."""
    marks = layout.stem
    match interaction:
        case Choice(keys=keys) if kind_of(interaction) == "verdict" and layout.key.verdict == "stem":
            word = layout.key.true if keys == ("true",) else layout.key.false
            return f"{shown(stem, marks.bracket)}{marks.bracket[0]}{word}{marks.bracket[-1]}"
        case Choice() | Order():
            return shown(stem, marks.bracket) + (marks.bracket if marks.closing_bracket else "")
        case TextEntry() | Match():
            return shown(stem, marks.blank)
        case ExtendedText():
            gap = " " if stem.endswith("_") else ""
            return shown(stem, marks.blank) + (gap + marks.blank if marks.closing_blank else "")
        case _:
            assert_never(interaction)


def _options(interaction: Interaction) -> Iterator[tuple[str, str]]:
    match interaction:
        case Choice(options=options) if kind_of(interaction) != "verdict":
            yield from _lettered(options)
        case Order(options=options) | Match(right=options):
            yield from _lettered(options)
        case Choice() | TextEntry() | ExtendedText():
            pass
        case _:
            assert_never(interaction)


def _lettered(options: Sequence[Option]) -> Iterator[tuple[str, str]]:
    return ((letter(n), option.text) for n, option in enumerate(options))


def _key(interaction: Interaction, layout: Layout) -> Iterator[str]:
    label = layout.key.label
    match interaction:
        case Choice(keys=keys) if kind_of(interaction) == "verdict":
            if layout.key.verdict == "label":
                yield label + (layout.key.true if keys == ("true",) else layout.key.false)
        case Choice(options=options, keys=keys):
            letters = (letter(n) for n, option in enumerate(options) if option.id in keys)
            yield label + layout.key.separator.join(letters)
        case Order(options=options, key=key):
            places = {option.id: letter(n) for n, option in enumerate(options)}
            yield label + layout.key.separator.join(places[each] for each in key)
        case Match(left=left, right=right, pairs=pairs):
            places = {option.id: letter(n) for n, option in enumerate(right)}
            partner = dict(pairs)
            yield label + " ".join(f"{CIRCLED[n]}{places[partner[row.id]]}" for n, row in enumerate(left))
        case TextEntry(accepted=accepted):
            yield from _answers(accepted, layout)
        case ExtendedText(points=points):
            yield from f"{label}{_points(points, layout)}".split("\n")
        case _:
            assert_never(interaction)


def _answers(accepted: Sequence[Sequence[str]], layout: Layout) -> Iterator[str]:
    marks, label = layout.blanks, layout.key.label
    is_joined = marks.accepted not in {"", "label"}
    texts = [marks.accepted.join(each) if is_joined else each[0] for each in accepted]
    if marks.between == "each":
        yield from (f"{label}{text}" for text in texts)
    elif marks.between == "circled":
        needs = len(texts) > 1 or any(mark in texts[0] for mark in ";；|｜")
        yield label + (" ".join(_circled(texts)) if needs else texts[0])
    else:
        yield label + marks.between.join(texts)


def _points(points: Sequence[MarkingPoint], layout: Layout) -> str:
    texts = [each.text for each in points]
    if any(each.marks != 1 for each in points) or any(text.endswith(("分）", "分)")) for text in texts):
        texts = [f"{each.text}（{_figures(each.marks)}分）" for each in points]
    return ("\n" if layout.lines == "kept" else " ").join(_circled(texts) if len(texts) > 1 else texts)


def _circled(texts: Sequence[str]) -> list[str]:
    return [f"{CIRCLED[n]}{text}" for n, text in enumerate(texts)]


def _parts(portable: Portable, layout: Layout) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the parts beside stem and key that are there, each with its texts."""
    item = portable.item
    texts: Mapping[str, Sequence[str]] = {
        "rationale": [item.rationale],
        "difficulty": [layout.difficulty.get(item.difficulty, "")],
        "chapter": [item.chapter],
        "tags": [JOINT.join(item.tags) + (JOINT if len(item.tags) == 1 and "、" in item.tags[0] else "")],
        "audience": [JOINT.join(item.audience)],
        "proof": portable.proof,
        "id": [item.id],
        "rules": [_rules(item)],
        "accepted": [_more(item.body.interaction(), layout)],
    }
    for part, each in texts.items():
        filled = [text for text in each if text]
        if filled:
            yield part, filled


def _more(interaction: Interaction, layout: Layout) -> str:
    if not isinstance(interaction, TextEntry) or layout.blanks.accepted != "label":
        return ""
    more = [JOINT.join(each[1:]) for each in interaction.accepted]
    if not any(more):
        return ""
    return more[0] if len(more) == 1 else " ".join(_circled(more))


def _rules(item: Item) -> str:
    rules: Mapping[str, Any] = rules_of(item)
    if rules.get("any_order"):
        return ANY_ORDER
    table = (rules.get("marking") or {}).get("table", ())
    return PART_MARKS + "、".join(map(_figures, table)) if table else ""


def _figures(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)
