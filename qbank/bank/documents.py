"""Documents as rows: every version's text stays, since items cite it by digest; metadata can change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from qbank.bank.records import DocumentEntry
from qbank.bank.schema import document, document_text
from qbank.bank.sealing import canonical, refuse_bad_text, seal
from qbank.model.document import Document

_TEXT = ("name", "digest", "text", "characters", "format", "encoding")
_META = ("name", "digest", "title", "kind", "date", "audience", "chapter", "tags", "extensions", "removed")
_JOINED = select(document, *(document_text.c[name] for name in ("text", "characters", "format", "encoding"))).join(
    document_text, and_(document_text.c.name == document.c.name, document_text.c.digest == document.c.digest)
)
_LISTED = _JOINED.with_only_columns(*(column for column in _JOINED.selected_columns if column.key != "text"))


def put(conn: Connection, doc: Document) -> None:
    """Make ``doc`` the current version under its name; a text already stored is never replaced."""
    _put_text(conn, doc)
    row = _meta_row(doc)
    found = conn.execute(select(document.c.seal).where(document.c.name == doc.name)).first()
    if found is None:
        conn.execute(document.insert(), [row])
    elif found.seal != row["seal"]:
        conn.execute(document.update().where(document.c.name == doc.name).values(**row))


def put_missing(conn: Connection, docs: Iterable[Document]) -> None:
    """Store what an import tells about documents; a document the bank has keeps its current version.

    Of several versions of a new document the last one becomes the current.
    """
    new: set[str] = set()
    for doc in docs:
        if doc.name in new or not _is_known(conn, doc.name):
            new.add(doc.name)
            put(conn, doc)
        else:
            _put_text(conn, doc)


def remove(conn: Connection, name: str) -> bool:
    """Take a document off the list, its texts stay; tells whether it was on it."""
    row = conn.execute(select(document).where(document.c.name == name, document.c.removed == 0)).first()
    if row is None:
        return False
    values = {**row._mapping, "removed": 1}
    conn.execute(document.update().where(document.c.name == name).values(removed=1, seal=meta_seal(values)))
    return True


def entries(conn: Connection) -> list[DocumentEntry]:
    """Return the documents on the list in the order of their names, without texts."""
    rows = conn.execute(_LISTED.where(document.c.removed == 0).order_by(document.c.name))
    return [_entry(row) for row in rows]


def get(conn: Connection, name: str, of_digest: str | None) -> Document | None:
    """Return a document with its text ("" while not known), by default its current version."""
    row = conn.execute(_JOINED.where(document.c.name == name)).first()
    if row is None or of_digest in {None, row.digest}:
        return _document(row) if row and (of_digest or not row.removed) else None
    older = conn.execute(
        select(document_text).where(document_text.c.name == name, document_text.c.digest == of_digest)
    ).first()
    if older is None:
        return None
    return replace(
        _document(row), digest=older.digest, text=older.text or "", format=older.format, encoding=older.encoding
    )


def meta_seal(row: Mapping[str, Any]) -> str:
    """Return the hash over a row of ``document``."""
    return seal(*(row[name] for name in _META))


def text_seal(row: Mapping[str, Any]) -> str:
    """Return the hash over a row of ``document_text``."""
    return seal(*(row[name] for name in _TEXT))


def _is_known(conn: Connection, name: str) -> bool:
    return conn.execute(select(document.c.name).where(document.c.name == name)).first() is not None


def _put_text(conn: Connection, doc: Document) -> None:
    row = {
        "name": doc.name,
        "digest": doc.digest,
        "text": doc.text or None,
        "characters": len(doc.text),
        "format": doc.format,
        "encoding": doc.encoding,
    }
    refuse_bad_text(**{f"{doc.name}: {name}": str(value) for name, value in row.items()})
    here = and_(document_text.c.name == doc.name, document_text.c.digest == doc.digest)
    found = conn.execute(select(document_text.c.characters).where(here)).first()
    if found is None:
        conn.execute(document_text.insert(), [{**row, "seal": text_seal(row)}])
    elif doc.text and not found.characters:
        conn.execute(document_text.update().where(here).values(**row, seal=text_seal(row)))


def _meta_row(doc: Document) -> dict[str, Any]:
    row = {
        "name": doc.name,
        "digest": doc.digest,
        "title": doc.title,
        "kind": doc.kind,
        "date": doc.date,
        "audience": canonical(list(doc.audience), doc.name),
        "chapter": doc.chapter,
        "tags": canonical(list(doc.tags), doc.name),
        "extensions": canonical(dict(doc.extensions), doc.name),
        "removed": 0,
    }
    return {**row, "seal": meta_seal(row)}


def _entry(row: Row[Any]) -> DocumentEntry:
    return DocumentEntry(
        name=row.name,
        digest=row.digest,
        title=row.title,
        kind=row.kind,
        date=row.date,
        format=row.format,
        encoding=row.encoding,
        characters=row.characters,
        audience=tuple(json.loads(row.audience)),
        chapter=row.chapter,
        tags=tuple(json.loads(row.tags)),
        verbatim=said if isinstance(said := json.loads(row.extensions).get("verbatim"), bool) else None,
    )


def _document(row: Row[Any]) -> Document:
    return Document(
        name=row.name,
        digest=row.digest,
        text=row.text or "",
        title=row.title,
        kind=row.kind,
        date=row.date,
        format=row.format,
        encoding=row.encoding,
        audience=tuple(json.loads(row.audience)),
        chapter=row.chapter,
        tags=tuple(json.loads(row.tags)),
        extensions=json.loads(row.extensions),
    )
