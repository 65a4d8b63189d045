"""Searching items by words that stand in them, for Chinese: pairs of characters, no segmenting.

The index finds rows that have the query's pairs one after the other; the folded text itself decides.
So a search always gives the rows a plain scan would give, with or without the index.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice

from sqlalchemy import ColumnElement, Connection, and_, func, select

from qbank.bank import sqlite
from qbank.bank.schema import item, item_text
from qbank.model.item import Item, answer_texts

INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD, 0])
_LONGEST_PHRASE = 64
"""Pairs of a long query that go to the index; the text decides about the rest."""


def fold(text: str) -> str:
    """Return text as search compares it: width and case folded, invisible characters gone."""
    return unicodedata.normalize("NFKC", text.translate(INVISIBLE)).casefold()


def bigrams(text: str) -> str:
    """Return every pair of neighbours in ``text``, separated by spaces, spelt in hex digits.

    Any index that splits at spaces keeps such words whole, punctuation and rare characters included,
    and no query can have a meaning of its own to it.
    """
    code = text.encode("utf-32-be", "replace").hex()
    return " ".join([code[at + 2 : at + 8] + code[at + 10 : at + 16] for at in range(0, len(code) - 8, 8)])


def searchable(each: Item) -> str:
    """Return the folded words by which an item is found: stem, what its body says, rationale."""
    return fold("\n".join((each.stem, *answer_texts(each.body.interaction()), each.rationale)))


def matches(query: str, *, indexed: bool) -> ColumnElement[bool]:
    """Return the condition on ``item`` that the words of ``query`` stand in it."""
    words = fold(query)
    conditions = [sqlite.holds(item_text.c.text, words)]
    if indexed and len(words) > 1:
        conditions.append(sqlite.in_index(item_text.c.number, bigrams(words[: _LONGEST_PHRASE + 1])))
    return item.c.id.in_(select(item_text.c.item).where(and_(*conditions)))


def add(conn: Connection, items: Sequence[Item]) -> None:
    """Index items that were not indexed before."""
    if not items:
        return
    first = (conn.execute(select(func.max(item_text.c.number))).scalar_one() or 0) + 1
    texts = [(number, each.id, searchable(each)) for number, each in enumerate(items, start=first)]
    conn.execute(item_text.insert(), [{"number": number, "item": name, "text": text} for number, name, text in texts])
    if sqlite.has_index(conn):
        sqlite.add_to_index(conn, [(number, bigrams(text)) for number, _, text in texts])


def update(conn: Connection, each: Item) -> None:
    """Index an item's new words in place of its old ones."""
    text = searchable(each)
    row = conn.execute(select(item_text).where(item_text.c.item == each.id)).one()
    if row.text == text:
        return
    conn.execute(item_text.update().where(item_text.c.item == each.id).values(text=text))
    if sqlite.has_index(conn):
        sqlite.remove_from_index(conn, [(row.number, bigrams(row.text))])
        sqlite.add_to_index(conn, [(row.number, bigrams(text))])


def refresh(conn: Connection, items: Iterable[Item]) -> None:
    """Make the folded texts of all items anew, and the index over them."""
    sqlite.drop_index(conn)
    conn.execute(item_text.delete())
    rest = iter(items)
    while batch := list(islice(rest, 1000)):
        add(conn, batch)
    rebuild(conn)


def rebuild(conn: Connection) -> None:
    """Make the search index anew from the folded texts."""
    sqlite.drop_index(conn)
    sqlite.create_index(conn)
    if not sqlite.has_index(conn):
        return
    found = conn.execute(select(item_text.c.number, item_text.c.text).execution_options(yield_per=1000))
    for batch in found.partitions():
        sqlite.add_to_index(conn, [(number, bigrams(text)) for number, text in batch])
