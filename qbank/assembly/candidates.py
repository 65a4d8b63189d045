"""From items to candidates: what assembly sees of an item."""

from __future__ import annotations

from datetime import date

from qbank.model.blueprint import level_of
from qbank.model.candidate import Candidate, Verdict
from qbank.model.item import Choice, Item, is_verdict
from qbank.model.letters import letter
from qbank.model.pace import seconds_of, words_of

_FEWEST = 3
"""Options from which on it matters where a key stands; of two, the letters are words for true and false."""


def candidate_of(
    item: Item,
    *,
    facility: float | None = None,
    last_used: date | None = None,
    uses: int = 0,
    miskeyed: bool = False,
) -> Candidate:
    """Return an item as assembly sees it; the time it takes is the rule of thumb of ``model.pace``.

    Args:
        item: the item; its main proof line says its document, its tags its level.
        facility: measured or expected share of the marks, 0–1; None where unknown.
        last_used: the day of its last use; None for never.
        uses: how often it was used.
        miskeyed: whether exams surely showed its key to be wrong.
    """
    interaction = item.body.interaction()
    return Candidate(
        id=item.id,
        type=item.type,
        document=item.sources[0].document if item.sources else "",
        chapter=item.chapter,
        tags=item.tags,
        level=level_of(item.tags),
        difficulty=item.difficulty,
        facility=facility,
        key=_letter(interaction) if isinstance(interaction, Choice) else "",
        verdict=_verdict(interaction) if isinstance(interaction, Choice) else "",
        rights=len(interaction.keys) if isinstance(interaction, Choice) and interaction.multiple else 0,
        audience=item.audience,
        stimulus=item.stimulus,
        last_used=last_used,
        uses=uses,
        miskeyed=miskeyed,
        words=float(words_of(item)),
        seconds=seconds_of(item),
    )


def _letter(choice: Choice) -> str:
    ids = [option.id for option in choice.options]
    if choice.multiple or len(ids) < _FEWEST or len(choice.keys) != 1 or choice.keys[0] not in ids:
        return ""
    return letter(ids.index(choice.keys[0]))


def _verdict(choice: Choice) -> Verdict:
    if not is_verdict(choice):
        return ""
    return "true" if choice.keys == ("true",) else "false"
