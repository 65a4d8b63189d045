"""From what a foreign file says to a portable: the smallest item that says it, everything else left unsaid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qbank.model.item import Choice, Difficulty, Interaction, Item, Option, TextEntry
from qbank.model.portable import Portable
from qbank.types._bodies import body_of
from qbank.types._options import VERDICT


def portable_of(
    stem: str,
    interaction: Interaction,
    *,
    place: str,
    item_id: str = "",
    rationale: str = "",
    difficulty: Difficulty = "medium",
    chapter: str = "",
    tags: Sequence[str] = (),
    audience: Sequence[str] = (),
    stimulus: str = "",
    proof: Sequence[str] = (),
    rules: Mapping[str, Any] | None = None,
) -> Portable:
    """Return a portable of an interaction that was read; its type is the one that has such an interaction."""
    item = Item(
        id=item_id,
        stem=stem,
        body=body_of(interaction, rules or {}),
        rationale=rationale,
        difficulty=difficulty,
        chapter=chapter,
        tags=tuple(tags),
        audience=tuple(audience),
    )
    return Portable(item=item, stimulus=stimulus, proof=tuple(proof), place=place)


def choice(texts: Sequence[str], right: Sequence[int], *, multiple: bool) -> Choice:
    """Return a choice between texts; ``right`` are positions from 0."""
    options = options_of(texts)
    return Choice(options, tuple(options[at].id for at in right), multiple)


def verdict(true: bool) -> Choice:
    """Return the choice of a statement that is true or false."""
    return Choice(VERDICT, ("true" if true else "false",), multiple=False)


def options_of(texts: Sequence[str], letter: str = "o") -> tuple[Option, ...]:
    """Return options with ids of their own, in the order they stand in."""
    return tuple(Option(f"{letter}{n}", text) for n, text in enumerate(texts, 1))


def blanks(accepted: Sequence[Sequence[str]]) -> TextEntry:
    """Return gaps with their accepted answers."""
    return TextEntry(tuple(tuple(each) for each in accepted))
