"""From an interaction, as other systems have it, to the body of the item type that has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qbank.model.item import Body, Interaction
from qbank.types._contract import TYPES


def body_of(interaction: Interaction, rules: Mapping[str, Any]) -> Body:
    """Return the body with an interaction; each interaction is one type's.

    Args:
        interaction: options with ids of their own, keys among them; a choice between true and false has the ids
            ``true`` and ``false``.
        rules: what is known of the fields that no interaction tells, such as ``marking``.

    Raises:
        ValueError: a rule is wrong, and which.
    """
    bodies = (each.of_interaction(interaction, rules) for each in TYPES)
    return next(body for body in bodies if body is not None)
