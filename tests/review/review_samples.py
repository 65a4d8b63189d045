"""A person at the card: messages and their answers, without a screen."""

from __future__ import annotations

from typing import Any

from qbank.drafting.checks import check
from qbank.model.item import Item
from qbank.review.service import Review
from qbank.review.table import Helpers, Mode
from qbank.workbench.workspace import Workspace


def reviewing(workspace: Workspace, actor: str = "甲", mode: Mode = "review", **helpers: Any) -> Review:
    """The service for one person."""
    return Review(workspace.bank, actor, check, "zh", mode=mode, helpers=Helpers(**helpers))


def ask(review: Review, do: str, **values: Any) -> dict[str, Any]:
    """One message and its answer."""
    return review.handle({"do": do, "id": "1", "view": "v", **values})


def decide(review: Review, item: Item, action: str, op: str, **values: Any) -> dict[str, Any]:
    """One decision and its answer."""
    return ask(review, "decide", op=op, item=item.id, revision=item.revision, action=action, **values)
