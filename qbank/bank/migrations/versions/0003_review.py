"""Opinions of second readers, what editors have typed and not saved, notes, likenesses that stay."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from qbank.bank import sqlite

revision = "0003"
down_revision = "0002"

_FILTERS = ("status", "later", "document", "type", "pattern", "difficulty")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def upgrade() -> None:
    """Create the tables, and the indexes by which a big bank tells filtered lists, progress and steps at once."""
    _opinions()
    _state()
    op.drop_index("item_order", "item")
    op.create_index("item_order", "item", ["deleted", sa.desc("priority"), "id", *_FILTERS])
    op.create_index("item_progress", "item", ["deleted", "document", "status", "later"])
    op.create_index("event_actor", "event", ["actor", "seq"])
    sqlite.protect(op.get_bind(), "opinion")


def _of(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["item.id"])


def _opinions() -> None:
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
        _of("item"),
        sqlite_strict=True,
    )
    op.create_index("opinion_item", "opinion", ["item"])


def _state() -> None:
    op.create_table(
        "unsaved",
        _text("actor"),
        _text("item"),
        _whole("base_revision"),
        _text("data"),
        _text("seal"),
        sa.PrimaryKeyConstraint("actor", "item"),
        sqlite_strict=True,
    )
    op.create_table(
        "note",
        _text("item"),
        _text("text"),
        _text("actor"),
        _text("at"),
        _text("seal"),
        sa.PrimaryKeyConstraint("item"),
        _of("item"),
        sqlite_strict=True,
    )
    op.create_table(
        "kept_pair",
        _text("one"),
        _text("other"),
        _text("actor"),
        _text("at"),
        _text("seal"),
        sa.PrimaryKeyConstraint("one", "other"),
        _of("one"),
        _of("other"),
        sqlite_strict=True,
    )
