"""Opinions: what a second reader thinks of an item that somebody has decided about already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["accept", "fix", "reject"]


@dataclass(frozen=True, slots=True)
class Opinion:
    """One reader's verdict on the item as it stood at ``revision``; it changes nothing about the item.

    ``op_id`` is made by the client, as that of a decision; ``final`` marks the last word on an item that readers
    differ on; ``at`` is an ISO 8601 time in UTC.
    """

    op_id: str
    item: str
    revision: int
    reader: str
    verdict: Verdict
    reason: str
    at: str
    final: bool = False
