"""Any number of items of every type, worded with what breaks the syntax of one program or another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from typing import get_args

from portable_strategies import NASTY

from qbank.formats._held import with_interaction
from qbank.model.item import (
    BLANK,
    Choice,
    Difficulty,
    ExtendedText,
    Interaction,
    Item,
    Match,
    Option,
    Order,
    TextEntry,
    is_verdict,
)
from qbank.model.portable import Portable
from qbank.types._contract import TYPES

_CHAPTERS = ("", "第一章　总则", "第二章：“排班”::夜班")
_PASSAGE = "4月2日8时，柳湾泵站报告险情。\n险情于11时排除。"


def mixed(count: int) -> Iterator[Portable]:
    """Yield so many portables with ids of their own, always the same."""
    for number, (item_type, tail) in enumerate(islice(zip(cycle(TYPES), cycle([*NASTY, ""])), count)):
        item = item_type.example()
        interaction = _reworded(item.body.interaction(), tail)
        if isinstance(interaction, TextEntry) and number % 2:
            interaction = TextEntry(interaction.accepted[:1])
            item = replace(item, stem=f"值班人员应当做到不脱岗、{BLANK}。")
        item = replace(
            with_interaction(item, interaction),
            id=f"q-{number:05x}",
            stem=f"第{number}题{tail}，{item.stem}",
            rationale=f"依据第{number % 9 + 1}条{tail}。",
            difficulty=get_args(Difficulty)[number % 3],
            chapter=_CHAPTERS[number % 3],
            tags=("安全", f"值班 {number % 5}"),
            audience=("新员工 甲",) if number % 2 else (),
        )
        proof = ("《值班办法》第二条：“应当按时上报。”",)
        yield Portable(item=item, stimulus=_PASSAGE if number % 10 < 2 else "", proof=proof)


def edited(portable: Portable) -> Portable:
    """Return a portable as an editor leaves it: another rationale, the next revision."""
    item: Item = portable.item
    return replace(portable, item=replace(item, rationale="改过的解析。", revision=item.revision + 1))


def _reworded(interaction: Interaction, tail: str) -> Interaction:
    match interaction:
        case Choice() if is_verdict(interaction):
            return interaction
        case Choice(options=options) | Order(options=options):
            return replace(interaction, options=_with_tail(options, tail))
        case Match(left=left, right=right):
            return replace(interaction, left=_with_tail(left, tail), right=_with_tail(right, tail))
        case TextEntry(accepted=accepted):
            return TextEntry(tuple((f"{each[0]}{tail}", *each) for each in accepted))
        case ExtendedText(points=points):
            return ExtendedText(tuple(replace(point, text=f"{point.text}{tail}") for point in points))


def _with_tail(options: tuple[Option, ...], tail: str) -> tuple[Option, ...]:
    return tuple(replace(option, text=f"{option.text}{tail}") for option in options)
