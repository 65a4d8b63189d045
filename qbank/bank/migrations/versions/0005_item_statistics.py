"""What exams showed about items, and who keeps an item all the same."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from qbank.bank import sqlite

revision = "0005"
down_revision = "0004"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _number(name: str, *, nullable: bool = True) -> sa.Column[float]:
    return sa.Column(name, sa.REAL, nullable=nullable)


def upgrade() -> None:
    """Create the tables; all are history."""
    op.create_table(
        "recording",
        _whole("number"),
        *(_text(name) for name in ("sitting", "name", "date", "digest")),
        _whole("items"),
        _whole("withdrawn"),
        *(_text(name) for name in ("actor", "at", "rows", "seal")),
        sa.PrimaryKeyConstraint("number"),
        sqlite_strict=True,
    )
    op.create_index("recording_sitting", "recording", ["sitting", "number"])
    op.create_table(
        "item_statistics",
        _whole("recording"),
        _text("item"),
        _whole("revision"),
        _whole("n"),
        *(_number(name, nullable=False) for name in ("facility", "facility_low", "facility_high")),
        *(_number(name) for name in ("discrimination", "discrimination_low", "discrimination_high", "guess")),
        _text("flags"),
        _text("seal"),
        sa.PrimaryKeyConstraint("recording", "item", "revision"),
        sa.ForeignKeyConstraint(["recording"], ["recording.number"]),
        sa.ForeignKeyConstraint(["item"], ["item.id"]),
        sqlite_strict=True,
    )
    op.create_index("item_statistics_item", "item_statistics", ["item"])
    op.create_table(
        "kept_item",
        _text("op_id"),
        _text("item"),
        _whole("revision"),
        _whole("seen"),
        *(_text(name) for name in ("actor", "at", "reason")),
        _whole("keeps"),
        _text("seal"),
        sa.PrimaryKeyConstraint("op_id"),
        sa.ForeignKeyConstraint(["item"], ["item.id"]),
        sqlite_strict=True,
    )
    op.create_index("kept_item_item", "kept_item", ["item"])
    for name in ("recording", "item_statistics", "kept_item"):
        sqlite.protect(op.get_bind(), name)
