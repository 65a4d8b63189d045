"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.sqlite import REAL

from qbank.bank import sqlite

revision = "0001"
down_revision = None

_NUMBER = sa.Float(53).with_variant(REAL(), "sqlite")


def _table(name: str, *parts: object) -> None:
    op.create_table(name, *parts, sqlite_strict=True)  # type: ignore[arg-type]


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, autoincrement=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [_text(name) for name in names]


def _wholes(*names: str) -> list[sa.Column[int]]:
    return [_whole(name) for name in names]


def _of_item() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["item"], ["item.id"])


def upgrade() -> None:
    """Create every table, index and trigger of the first version."""
    _settings_and_documents()
    _items()
    _lookups()
    for name in ("document_text", "item_version", "event"):
        sqlite.protect(op.get_bind(), name)


def _settings_and_documents() -> None:
    _table("meta", *_texts("key", "value"), sa.PrimaryKeyConstraint("key"))
    _table("setting", *_texts("key", "value", "seal"), sa.PrimaryKeyConstraint("key"))
    _table(
        "document_text",
        *_texts("name", "digest"),
        sa.Column("text", sa.Text),
        _whole("characters"),
        *_texts("format", "encoding", "seal"),
        sa.PrimaryKeyConstraint("name", "digest"),
    )
    _table(
        "document",
        *_texts("name", "digest", "title", "kind", "date", "audience", "chapter", "tags", "extensions"),
        _whole("removed"),
        _text("seal"),
        sa.PrimaryKeyConstraint("name"),
        sa.ForeignKeyConstraint(["name", "digest"], ["document_text.name", "document_text.digest"]),
    )


def _items() -> None:
    _table(
        "item",
        *_texts("id", "type", "status"),
        *_wholes("revision", "later", "deleted"),
        sa.Column("priority", _NUMBER, nullable=False),
        *_texts("pattern", "document", "chapter", "difficulty"),
        _whole("content"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("item_review", "item", ["deleted", "status", sa.desc("priority"), "id"])
    op.create_index("item_order", "item", ["deleted", sa.desc("priority"), "id"])
    op.create_index("item_document", "item", ["document"])
    _table(
        "item_version",
        _text("item"),
        _whole("revision"),
        *_texts("body", "body_hash"),
        sa.PrimaryKeyConstraint("item", "revision"),
        _of_item(),
    )
    _table(
        "event",
        _whole("seq"),
        *_texts("op_id", "item"),
        _whole("revision"),
        *_texts("action", "actor", "at", "reason", "status"),
        *_wholes("later", "deleted"),
        *_texts("body_hash", "prev_hash", "hash"),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("op_id", name="event_op_id"),
        sa.UniqueConstraint("item", "revision", name="event_item_revision"),
        _of_item(),
    )


def _lookups() -> None:
    _table(
        "item_source",
        _text("item"),
        _whole("position"),
        *_texts("document", "digest"),
        *_wholes("start", "end"),
        sa.PrimaryKeyConstraint("item", "position"),
        _of_item(),
    )
    op.create_index("item_source_place", "item_source", ["digest", "start"])
    _table("item_tag", *_texts("item", "tag"), sa.PrimaryKeyConstraint("item", "tag"), _of_item())
    op.create_index("item_tag_tag", "item_tag", ["tag"])
    _table(
        "item_text",
        _whole("number"),
        *_texts("item", "text"),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("item", name="item_text_item"),
        _of_item(),
    )
