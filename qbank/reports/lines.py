"""An item as lines of plain text, the way it stands on paper."""

from __future__ import annotations

from string import ascii_uppercase
from typing import assert_never

from qbank.locale import Lang, say
from qbank.model.item import Blank, Block, Choices, Columns, Item, Paragraph, WriteSpace
from qbank.types._contract import TYPES

_LEAST_GAP = 4


def paper_lines(item: Item) -> list[str]:
    """Return stem and options without the key; letters are made here, for the eye only."""
    return [line for block in item.body.blocks(item.stem) for line in _lines(block)]


def full_lines(item: Item, lang: Lang) -> list[str]:
    """Return everything an editor wants to see: the item, its key, its proof lines, why it was drafted."""
    head = f"[{item.id}] {TYPES.get(item.type).label} · {say(f'status-{item.status}', lang)}"
    proofs = [
        say("proof", lang, document=each.document, start=each.start, end=each.end, sentence=each.text)
        for each in item.sources
    ]
    drafted = [say("drafted-by", lang, pattern=item.pattern, priority=f"{item.priority:.2f}")] if item.pattern else []
    return [head, *paper_lines(item), say("answer", lang, key=item.body.key_text()), *proofs, *drafted]


def _lines(block: Block) -> list[str]:
    match block:
        case Paragraph(content=content):
            return ["".join(part if isinstance(part, str) else _gap(part) for part in content)]
        case Choices(options=options):
            return [f"  {letter}. {option.text}" for letter, option in zip(ascii_uppercase, options, strict=False)]
        case Columns(left=left, right=right):
            return [
                *(f"  {number}. {option.text}" for number, option in enumerate(left, 1)),
                *(f"  {letter}. {option.text}" for letter, option in zip(ascii_uppercase, right, strict=False)),
            ]
        case WriteSpace(lines=lines):
            return ["  ________________"] * min(lines, 1)
        case _:
            assert_never(block)


def _gap(blank: Blank) -> str:
    return "＿" * max(_LEAST_GAP, blank.size) if blank.size else "（　　）"
