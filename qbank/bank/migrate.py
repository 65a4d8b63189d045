"""Making the tables and bringing an older bank up to date, by Alembic, configured in code."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from qbank.bank import search, sqlite

FOLDER = Path(__file__).parent / "migrations"
HEAD = "0006"
"""The revision this program reads and writes; its number is also in the file's header."""


def revision_of(conn: Connection) -> str:
    """Return the revision of a bank, "" if it has no tables yet."""
    if not conn.dialect.has_table(conn, "alembic_version"):
        return ""
    return str(conn.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() or "")


def upgrade(conn: Connection) -> None:
    """Bring a bank to ``HEAD`` inside the transaction that is open; nothing happens if it is there.

    The transaction must be a writing one: whoever comes second waits, and then finds nothing to do.
    """
    if revision_of(conn) == HEAD:
        return
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = conn
    command.upgrade(config, HEAD)
    sqlite.mark_header(conn, int(HEAD))
    search.rebuild(conn)
