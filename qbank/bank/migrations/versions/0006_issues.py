"""Papers that were issued, and which versions of which items stand on them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from qbank.bank import sqlite

revision = "0006"
down_revision = "0005"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def upgrade() -> None:
    """Create the tables; both are history."""
    words = ("id", "exam", "day", "order_digest", "actor", "at", "form", "seal")
    op.create_table("issue", *(_text(name) for name in words), sa.PrimaryKeyConstraint("id"), sqlite_strict=True)
    op.create_table(
        "issue_item",
        _text("issue"),
        _text("item"),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("issue", "item"),
        sa.ForeignKeyConstraint(["issue"], ["issue.id"]),
        sa.ForeignKeyConstraint(["item"], ["item.id"]),
        sqlite_strict=True,
    )
    op.create_index("issue_item_item", "issue_item", ["item"])
    sqlite.protect(op.get_bind(), "issue")
    sqlite.protect(op.get_bind(), "issue_item")
