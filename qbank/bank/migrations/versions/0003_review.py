"""Opinions of second readers, and what editors have typed and not saved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from qbank.bank import sqlite

revision = "0003"
down_revision = "0002"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    """Create the two tables, and an index by which the progress of a big bank is counted at once."""
    op.create_table(
        "opinion",
        _text("op_id"),
        _text("item"),
        _whole("revision"),
        _text("reader"),
        _text("verdict"),
        _text("reason"),
        _text("at"),
        _whole("final"),
        _text("seal"),
        sa.PrimaryKeyConstraint("op_id"),
        sa.ForeignKeyConstraint(["item"], ["item.id"]),
        sqlite_strict=True,
    )
    op.create_index("opinion_item", "opinion", ["item"])
    op.create_table(
        "unsaved",
        _text("actor"),
        _text("item"),
        _whole("base_revision"),
        _text("data"),
        sa.PrimaryKeyConstraint("actor", "item"),
        sqlite_strict=True,
    )
    op.create_index("item_progress", "item", ["deleted", "document", "status", "later"])
    op.create_index("event_actor", "event", ["actor", "seq"])
    sqlite.protect(op.get_bind(), "opinion")
