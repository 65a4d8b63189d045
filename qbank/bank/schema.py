"""The tables of a bank: the only place where columns are named.

Portable between SQLite and PostgreSQL. Flags are 0 or 1, times ISO 8601 text in UTC, lists and
mappings canonical JSON text. ``document_text``, ``stimulus``, ``item_version``, ``event``, ``opinion``, ``handout``,
``handout_item``, ``issue``, ``issue_item``, ``recording``, ``item_statistics`` and ``kept_item`` are history: rows are
added, never changed or removed (the adapter adds triggers that say so).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    desc,
)
from sqlalchemy.dialects.sqlite import REAL

METADATA = MetaData()
NUMBER = Float(53).with_variant(REAL(), "sqlite")
"""STRICT tables of SQLite know only its own type names."""
FILTERS = ("status", "later", "document", "type", "pattern", "difficulty")
"""Columns of ``item`` that queries choose by. The review order has them all, so that no filter reads the rows."""


def _table(name: str, *parts: Any) -> Table:  # noqa: ANN401 - columns and constraints
    return Table(name, METADATA, *parts, sqlite_strict=True)


def _text(name: str, *parts: Any, primary_key: bool = False) -> Column[str]:  # noqa: ANN401
    return Column(name, Text, *parts, nullable=False, primary_key=primary_key)


def _whole(name: str, *, primary_key: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=False, primary_key=primary_key, autoincrement=False)


meta = _table("meta", _text("key", primary_key=True), _text("value"))
"""``id`` of the bank, ``created``, and ``saves``: how many transactions have changed the bank."""

setting = _table("setting", _text("key", primary_key=True), _text("value"), _text("seal"))

document_text = _table(
    "document_text",
    _text("name", primary_key=True),
    _text("digest", primary_key=True),
    Column("text", Text),
    _whole("characters"),
    _text("format"),
    _text("encoding"),
    _text("seal"),
)
"""What the reader made of one version of a file. ``text`` is NULL while only its digest is known."""

document = _table(
    "document",
    _text("name", primary_key=True),
    _text("digest"),
    _text("title"),
    _text("kind"),
    _text("date"),
    _text("audience"),
    _text("chapter"),
    _text("tags"),
    _text("extensions"),
    _whole("removed"),
    _text("seal"),
    ForeignKeyConstraint(["name", "digest"], ["document_text.name", "document_text.digest"]),
)
"""The version of each document that counts now, and what the editor says about it."""

item = _table(
    "item",
    _text("id", primary_key=True),
    _text("type"),
    _text("status"),
    _whole("revision"),
    _whole("later"),
    _whole("deleted"),
    Column("priority", NUMBER, nullable=False),
    _text("pattern"),
    _text("document"),
    _text("chapter"),
    _text("difficulty"),
    _whole("content"),
    Index("item_review", "deleted", "status", desc("priority"), "id"),
    Index("item_order", "deleted", desc("priority"), "id", *FILTERS),
    Index("item_document", "document"),
    Index("item_progress", "deleted", "document", "status", "later"),
)
"""State of each item, rebuilt from ``event`` and ``item_version``. ``content`` is the revision of its content."""

item_version = _table(
    "item_version",
    _text("item", ForeignKey("item.id"), primary_key=True),
    _whole("revision", primary_key=True),
    _text("body"),
    _text("body_hash"),
)
"""The content of an item from ``revision`` on: canonical JSON of everything but its state."""

event = _table(
    "event",
    _whole("seq", primary_key=True),
    _text("op_id"),
    _text("item", ForeignKey("item.id")),
    _whole("revision"),
    _text("action"),
    _text("actor"),
    _text("at"),
    _text("reason"),
    _text("status"),
    _whole("later"),
    _whole("deleted"),
    _text("body_hash"),
    _text("prev_hash"),
    _text("hash"),
    UniqueConstraint("op_id", name="event_op_id"),
    UniqueConstraint("item", "revision", name="event_item_revision"),
    Index("event_actor", "actor", "seq"),
)
"""Who did what; ``status``, ``later``, ``deleted`` and ``body_hash`` are the item's after it. A hash chain."""

item_source = _table(
    "item_source",
    _text("item", ForeignKey("item.id"), primary_key=True),
    _whole("position", primary_key=True),
    _text("document"),
    _text("digest"),
    _whole("start"),
    _whole("end"),
    Index("item_source_place", "digest", "start"),
)

item_tag = _table(
    "item_tag",
    _text("item", ForeignKey("item.id"), primary_key=True),
    _text("tag", primary_key=True),
    Index("item_tag_tag", "tag"),
)

stimulus = _table("stimulus", _text("id", primary_key=True), _text("body"), _text("body_hash"))
"""The passages that items share: canonical JSON. An item's content names the passage, which therefore never changes."""

item_stimulus = _table(
    "item_stimulus",
    _text("item", ForeignKey("item.id"), primary_key=True),
    _text("stimulus", ForeignKey("stimulus.id")),
    Index("item_stimulus_stimulus", "stimulus"),
)
"""Which passage an item's content names; items without one have no row."""

opinion = _table(
    "opinion",
    _text("op_id", primary_key=True),
    _text("item", ForeignKey("item.id")),
    _whole("revision"),
    _text("reader"),
    _text("verdict"),
    _text("reason"),
    _text("at"),
    _whole("final"),
    _text("seal"),
    Index("opinion_item", "item"),
)
"""What second readers think of items; nothing about an item follows from it."""

handout = _table(
    "handout",
    _text("id", primary_key=True),
    _text("at"),
    _text("actor"),
    _text("format"),
    _text("profile"),
    _text("file"),
    _text("digest"),
    _whole("items"),
    _text("seal"),
)
"""Files that left the bank; ``digest`` is that of their bytes."""

handout_item = _table(
    "handout_item",
    _text("handout", ForeignKey("handout.id"), primary_key=True),
    _text("item", ForeignKey("item.id"), primary_key=True),
    _whole("revision"),
    Index("handout_item_item", "item"),
)
"""Which items such a file holds, and in which version."""

issue = _table(
    "issue",
    _text("id", primary_key=True),
    _text("exam"),
    _text("day"),
    _text("order_digest"),
    _text("actor"),
    _text("at"),
    _text("form"),
    _text("seal"),
)
"""Papers that were issued; ``form`` is canonical JSON, ``id`` the form's own."""

issue_item = _table(
    "issue_item",
    _text("issue", ForeignKey("issue.id"), primary_key=True),
    _text("item", ForeignKey("item.id"), primary_key=True),
    _whole("revision"),
    Index("issue_item_item", "item"),
)
"""Which items stand on such a paper, and in which version."""

recording = _table(
    "recording",
    _whole("number", primary_key=True),
    _text("sitting"),
    _text("name"),
    _text("date"),
    _text("digest"),
    _whole("items"),
    _whole("withdrawn"),
    _text("actor"),
    _text("at"),
    _text("rows"),
    _text("seal"),
    Index("recording_sitting", "sitting", "number"),
)
"""What sittings showed, a recording each; of one sitting the last counts. ``rows`` is the hash of its rows' seals."""

item_statistics = _table(
    "item_statistics",
    Column("recording", Integer, ForeignKey("recording.number"), nullable=False, primary_key=True),
    _text("item", ForeignKey("item.id"), primary_key=True),
    _whole("revision", primary_key=True),
    _whole("n"),
    Column("facility", NUMBER, nullable=False),
    Column("facility_low", NUMBER, nullable=False),
    Column("facility_high", NUMBER, nullable=False),
    Column("discrimination", NUMBER),
    Column("discrimination_low", NUMBER),
    Column("discrimination_high", NUMBER),
    Column("guess", NUMBER),
    _text("flags"),
    _text("seal"),
    Index("item_statistics_item", "item"),
)
"""What a sitting showed about the version of an item that was asked; ``flags`` is canonical JSON."""

kept_item = _table(
    "kept_item",
    _text("op_id", primary_key=True),
    _text("item", ForeignKey("item.id")),
    _whole("revision"),
    _whole("seen"),
    _text("actor"),
    _text("at"),
    _text("reason"),
    _whole("keeps"),
    _text("seal"),
    Index("kept_item_item", "item"),
)
"""Who said that an item stays as it is, whatever the recordings up to ``seen`` say; ``keeps`` 0 takes that back."""

unsaved = _table(
    "unsaved",
    _text("actor", primary_key=True),
    _text("item", primary_key=True),
    _whole("base_revision"),
    _text("data"),
    _text("seal"),
)
"""What editors have typed and not saved: JSON text of the fields. ``item`` need not be in the bank yet."""

note = _table(
    "note",
    _text("item", ForeignKey("item.id"), primary_key=True),
    _text("text"),
    _text("actor"),
    _text("at"),
    _text("seal"),
)
"""Remarks on items, one each, and who wrote them last."""

kept_pair = _table(
    "kept_pair",
    _text("one", ForeignKey("item.id"), primary_key=True),
    _text("other", ForeignKey("item.id"), primary_key=True),
    _text("actor"),
    _text("at"),
    _text("seal"),
)
"""Items that look alike of which somebody said that both stay; ``one`` comes before ``other``."""

item_text = _table(
    "item_text",
    _whole("number", primary_key=True),
    _text("item", ForeignKey("item.id")),
    _text("text"),
    UniqueConstraint("item", name="item_text_item"),
)
"""The folded words of each item, for search; can be rebuilt."""
