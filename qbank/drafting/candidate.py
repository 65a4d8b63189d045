"""A draft made into an item: what gates, order and the record of what is said look at."""

from __future__ import annotations

from dataclasses import dataclass

from qbank.model.item import Item
from qbank.types._contract import Draft


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft made into an item, with the draft it came from."""

    item: Item
    draft: Draft
