"""Items that GIFT has no question for, as ones that a person marks: all there is to see stands in the stem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import assert_never

from qbank.formats._held import as_short_answer, with_interaction
from qbank.formats._stems import pieces
from qbank.locale import Lang, say
from qbank.model.item import Choice, ExtendedText, MarkingPoint, Match, Option, Order, TextEntry
from qbank.model.letters import LETTERS
from qbank.model.portable import Portable

_RINGS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def marked_by_a_person(portable: Portable, lang: Lang) -> Portable:
    """Return a short answer: options and columns are listed under the stem, blanks numbered, a point for each blank."""
    stem = portable.item.stem
    match portable.item.body.interaction():
        case Choice(options=options):
            return as_short_answer(portable, _listed(stem, zip(_letters(), options, strict=False)))
        case Order() as order:
            return _of_order(portable, order)
        case Match(left=left, right=right):
            rows = [*zip(_rings(), left, strict=False), *zip(_letters(), right, strict=False)]
            return as_short_answer(portable, _listed(stem, rows))
        case TextEntry() as entry:
            return _of_blanks(portable, entry, lang)
        case ExtendedText():
            return portable
        case interaction:
            assert_never(interaction)


def _of_order(portable: Portable, order: Order) -> Portable:
    """Return an item whose point gives the order in the marks that people will write, and in words."""
    rows = list(zip(_rings(), order.options, strict=False))
    marks = {option.id: mark for mark, option in rows}
    key = "".join(marks[each] for each in order.key)
    point = ExtendedText((MarkingPoint(f"{key} {portable.item.body.key_text()}"),))
    item = replace(portable.item, stem=_listed(portable.item.stem, rows))
    return replace(portable, item=with_interaction(item, point, {}))


def _of_blanks(portable: Portable, entry: TextEntry, lang: Lang) -> Portable:
    """Return an item with a point a blank; where the order is free, its number says nothing and is left out."""
    item = portable.item
    blanks = len(entry.accepted)
    in_any_order = bool(item.body.to_dict().get("any_order"))
    numbered = "".join(_number(each) if isinstance(each, int) else each for each in pieces(item.stem))
    stem = numbered if blanks > 1 else item.stem
    heads = [_number(at) if blanks > 1 and not in_any_order else "" for at in range(blanks)]
    points = [
        MarkingPoint(head + _wordings(answers, lang)) for head, answers in zip(heads, entry.accepted, strict=True)
    ]
    return replace(portable, item=with_interaction(replace(item, stem=stem), ExtendedText(tuple(points)), {}))


def _wordings(answers: tuple[str, ...], lang: Lang) -> str:
    first, others = answers[0], answers[1:]
    return say("gift-wordings", lang, first=first, others="；".join(others)) if others else first


def _number(blank: int) -> str:
    return f"【{blank + 1}】"


def _listed(stem: str, rows: Iterable[tuple[str, Option]]) -> str:
    return "\n".join([stem, *(f"{mark} {' '.join(option.text.split())}" for mark, option in rows)])


def _rings() -> Iterator[str]:
    yield from _RINGS
    yield from (f"({number})" for number in count(len(_RINGS) + 1))


def _letters() -> Iterator[str]:
    yield from (f"{letter}." for letter in LETTERS)
    yield from (f"({number})" for number in count(len(LETTERS) + 1))
