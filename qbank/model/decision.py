"""Decisions: who did what to which version of an item, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Action = Literal["draft", "accept", "fix", "edit", "reject", "retire", "reopen", "later", "delete", "restore", "import"]
"""``accept`` 通过, ``fix`` 改后通过 (a new version, accepted), ``reject`` 退回 with a reason, ``edit`` a new version
that goes back to draft, ``reopen`` back to draft unchanged, ``later`` sets or clears the flag, ``delete`` moves to
the recycle bin and ``restore`` takes out of it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the append-only log.

    ``op_id`` is made by the client when the person presses the key: sending it again changes
    nothing. ``revision`` is the item's revision after the decision; ``at`` an ISO 8601 time in UTC.
    """

    op_id: str
    item: str
    revision: int
    action: Action
    actor: str
    at: str
    reason: str = ""
