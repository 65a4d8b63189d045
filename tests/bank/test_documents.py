"""Tests of documents in the bank."""

from __future__ import annotations

from dataclasses import replace

from bank_samples import document
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.bank import Bank
from qbank.bank.documents import meta_seal, text_seal


def test_gives_back_what_was_put(bank: Bank) -> None:
    """A document comes back equal, and its entry says the same without the text."""
    doc = document(audience=("值班员",), chapter="第一章", kind="handbook", date="2026-01-05", extensions={"x": [1]})
    bank.put_documents([doc])
    assert bank.document(doc.name) == doc
    (entry,) = bank.documents()
    assert entry.characters == len(doc.text)
    assert (entry.name, entry.digest, entry.title, entry.audience) == (doc.name, doc.digest, doc.title, doc.audience)


def test_putting_again_changes_nothing(bank: Bank) -> None:
    """The same document again leaves the bank exactly as it was, down to its count of saves."""
    bank.put_documents([document()])
    before = bank.path.read_bytes()
    bank.put_documents([document()])
    assert bank.path.read_bytes() == before


def test_metadata_is_brought_up_to_date(bank: Bank) -> None:
    """The editor's words about a document can change while its text stays."""
    bank.put_documents([document()])
    bank.put_documents([document(tags=("消防",), chapter="二")])
    assert bank.document("值班制度.txt") == document(tags=("消防",), chapter="二")


def test_older_versions_stay(bank: Bank) -> None:
    """A new version of a file becomes current; the old text is found by its digest."""
    old, new = document(), document(text="值班人员每日三次巡查。")
    bank.put_documents([old])
    bank.put_documents([new])
    assert bank.document(old.name) == new
    assert bank.document(old.name, old.digest) == old
    assert bank.document(old.name, "0" * 64) is None


def test_removed_documents_leave_the_list_only(bank: Bank) -> None:
    """A removed document is not listed; what items cite is found by digest; putting it again lists it again."""
    doc = document()
    bank.put_documents([doc])
    assert bank.remove_document(doc.name)
    assert not bank.remove_document(doc.name)
    assert bank.documents() == []
    assert bank.document(doc.name) is None
    assert bank.document(doc.name, doc.digest) == doc
    bank.put_documents([doc])
    assert bank.document(doc.name) == doc
    assert bank.check() == []


def test_text_comes_later(bank: Bank) -> None:
    """A document known by digest only gets its text when the file is read, and keeps it."""
    bank.import_items([], [document(text="", digest="d" * 64)])
    assert bank.document("值班制度.txt") == document(text="", digest="d" * 64)
    assert bank.documents()[0].characters == 0
    bank.put_documents([document(digest="d" * 64)])
    bank.import_items([], [document(text="", digest="d" * 64)])
    assert bank.document("值班制度.txt") == document(digest="d" * 64)
    assert bank.check() == []


def test_import_does_not_turn_back_a_document(bank: Bank) -> None:
    """An import adds an older text beside the current version, not in its place."""
    bank.put_documents([document()])
    older = document(text="旧文。", title="旧题")
    bank.import_items([], [older])
    assert bank.document("值班制度.txt") == document()
    assert bank.document("值班制度.txt", older.digest) == replace(older, title="值班制度")


def test_import_of_two_versions_makes_the_last_one_current(bank: Bank) -> None:
    """Each version keeps its own text; the last given is the current one and its metadata count."""
    first, last = document(text="新文。", title="新题", digest="f" * 64), document(text="旧文。", digest="0" * 64)
    bank.import_items([], [first, last])
    assert bank.document("值班制度.txt") == last
    assert bank.document("值班制度.txt", first.digest) == replace(first, title=last.title)
    assert bank.check() == []


FIELDS = st.fixed_dictionaries({
    name: st.sampled_from("ab") for name in ("name", "digest", "text", "format", "encoding")
})


@settings(max_examples=30)
@given(FIELDS, FIELDS)
def test_seals_differ_where_rows_differ(one: dict[str, str], other: dict[str, str]) -> None:
    """The seal of a text covers every one of its columns."""
    one, other = {**one, "characters": "1"}, {**other, "characters": "1"}
    assert (text_seal(one) == text_seal(other)) == (one == other)


def test_metadata_seal_covers_the_removed_flag() -> None:
    """A flipped flag of a document does not go unseen."""
    row = dict.fromkeys(("name", "digest", "title", "kind", "date", "audience", "chapter", "tags", "extensions"), "")
    assert meta_seal({**row, "removed": 0}) != meta_seal({**row, "removed": 1})
