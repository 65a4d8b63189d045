"""A draft made into an item: what gates, order and the record of what is said look at."""

from __future__ import annotations

from dataclasses import dataclass, field

from qbank.model.item import Interaction, Item
from qbank.types._contract import Draft


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft made into an item, with the draft it came from; the item's interaction and the text of its key."""

    item: Item
    draft: Draft
    asked: Interaction = field(init=False, repr=False, compare=False)
    key: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make interaction and key once: a dozen gates and costs look at them."""
        object.__setattr__(self, "asked", self.item.body.interaction())
        object.__setattr__(self, "key", self.item.body.key_text())
