"""Options that are set off by their looks, in whatever file: no key, but told where they are others than the key."""

from __future__ import annotations

from collections.abc import Collection

from qbank.model.item import Choice, is_verdict
from qbank.model.letters import letter


def set_off_otherwise(interaction: object, marked: Collection[int]) -> dict[str, str] | None:
    """Return the letters ``found`` and ``key`` where the options set off are not those of the key, else None.

    Args:
        interaction: of the item; only a choice that is no statement has options to set off.
        marked: places of the options that are set off, from 0; looks that all options have part nothing.
    """
    if not isinstance(interaction, Choice) or is_verdict(interaction) or not marked:
        return None
    key = {at for at, option in enumerate(interaction.options) if option.id in interaction.keys}
    if set(marked) == key or len(set(marked)) == len(interaction.options):
        return None
    return {"found": "".join(map(letter, sorted(set(marked)))), "key": "".join(map(letter, sorted(key)))}
