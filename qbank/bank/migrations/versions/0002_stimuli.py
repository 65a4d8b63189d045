"""Passages that several items share."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from qbank.bank import sqlite

revision = "0002"
down_revision = "0001"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Create the tables of stimuli; items of before have none, so there is nothing to fill in."""
    op.create_table(
        "stimulus",
        _text("id"),
        _text("body"),
        _text("body_hash"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "item_stimulus",
        _text("item"),
        _text("stimulus"),
        sa.PrimaryKeyConstraint("item"),
        sa.ForeignKeyConstraint(["item"], ["item.id"]),
        sa.ForeignKeyConstraint(["stimulus"], ["stimulus.id"]),
        sqlite_strict=True,
    )
    op.create_index("item_stimulus_stimulus", "item_stimulus", ["stimulus"])
    sqlite.protect(op.get_bind(), "stimulus")
