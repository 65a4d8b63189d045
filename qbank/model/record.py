"""An item with its past: what leaves a bank and comes into one."""

from __future__ import annotations

from dataclasses import dataclass

from qbank.model.decision import Decision
from qbank.model.item import Item


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """The newest version of an item, its earlier versions and its decision log.

    ``versions`` are the earlier revisions, oldest first, each below ``item.revision`` and of the
    same id; ``decisions`` stand in the order they were taken, all about this item.
    """

    item: Item
    versions: tuple[Item, ...] = ()
    decisions: tuple[Decision, ...] = ()
