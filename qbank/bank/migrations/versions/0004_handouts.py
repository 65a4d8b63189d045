"""Files that left the bank, and which versions of which items they hold."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from qbank.bank import sqlite

revision = "0004"
down_revision = "0003"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    """Create the tables; both are history."""
    words = ("id", "at", "actor", "format", "profile", "file", "digest")
    op.create_table(
        "handout",
        *(_text(name) for name in words),
        _whole("items"),
        _text("seal"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "handout_item",
        _text("handout"),
        _text("item"),
        _whole("revision"),
        sa.PrimaryKeyConstraint("handout", "item"),
        sa.ForeignKeyConstraint(["handout"], ["handout.id"]),
        sa.ForeignKeyConstraint(["item"], ["item.id"]),
        sqlite_strict=True,
    )
    op.create_index("handout_item_item", "handout_item", ["item"])
    sqlite.protect(op.get_bind(), "handout")
    sqlite.protect(op.get_bind(), "handout_item")
