"""Tests of search: the index never changes what is found."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from bank_samples import Clock, act, draft
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.bank import Bank, Query
from qbank.bank.search import bigrams, fold

WORDS = st.text(st.sampled_from("值班巡查Ａａ1１%_\\\"'*-，。 \n𠮷é\u0301\u200b"), max_size=12)


def ids(bank: Bank, text: str) -> list[str]:
    """Return what a search finds, in the order of ids."""
    return [each.id for each in bank.items(Query(text=text, order="id"))]


def scanned(path: Path, text: str) -> list[str]:
    """Return what a LIKE scan over the folded texts finds."""
    pattern = "".join("\\" + char if char in "%_\\" else char for char in fold(text))
    with sqlite3.connect(path) as connection:
        rows = connection.execute(
            "SELECT item FROM item_text WHERE text LIKE ? ESCAPE '\\' ORDER BY item", (f"%{pattern}%",)
        ).fetchall()
    connection.close()
    return [row[0] for row in rows]


@settings(max_examples=40)
@given(stems=st.lists(WORDS, min_size=1, max_size=5), queries=st.lists(WORDS, min_size=1, max_size=6))
def test_finds_what_a_scan_finds(empty_bank: bytes, stems: list[str], queries: list[str]) -> None:
    """Any words find exactly the rows of a LIKE scan, before and after an edit and without an index."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bank.db")
        path.write_bytes(empty_bank)
        with Bank.open(path, now=Clock()) as bank:
            bank.add_drafts([draft(number, stem=stem) for number, stem in enumerate(stems)], actor="甲")
            act(bank, "edit", "q0", stem=stems[-1] + queries[0])
            wanted = {query: scanned(path, query) for query in queries if query}
            assert {query: ids(bank, query) for query in wanted} == wanted
            with bank._session.write() as conn:
                conn.exec_driver_sql("DROP TABLE item_words")
            assert {query: ids(bank, query) for query in wanted} == wanted
            bank.rebuild_search()
            assert {query: ids(bank, query) for query in wanted} == wanted
            assert bank.check() == []


@given(st.text(), st.text())
def test_bigrams_of_a_part_stand_in_the_whole(before: str, part: str) -> None:
    """The pairs of a part of a text stand among the pairs of the text, one after the other."""
    assert bigrams(part) in bigrams(before + part + "尾")


@pytest.mark.parametrize(
    "query",
    ['"', "*", "NEAR(值班, 3)", "值班 AND 巡查", "-值班", "grams:值班", "'; DROP TABLE item; --", "%", "_", "\\"],
)
def test_has_no_query_language(bank: Bank, query: str) -> None:
    """Marks that mean something to a search engine or to SQL are plain characters here."""
    bank.add_drafts([draft(1, stem="值班人员巡查。"), draft(2, stem=f"值班{query}巡查")], actor="甲")
    assert ids(bank, query) == ["q2"]


@pytest.mark.parametrize("query", ["值" * 10_000, "值" * 100_000, "，。！？" * 10])
def test_takes_words_of_any_length(bank: Bank, query: str) -> None:
    """Very long words and mere punctuation are searched like all others."""
    bank.add_drafts([draft(1, stem="值班"), draft(2, stem=query + "。")], actor="甲")
    assert ids(bank, query) == ["q2"]


@pytest.mark.parametrize(("query", "stem"), [("ab12", "ＡＢ１２"), ("政治", "政\u200b治"), ("ABC", "abc"), ("①", "1")])
def test_folds_width_case_and_invisible_characters(bank: Bank, query: str, stem: str) -> None:
    """What looks alike is found alike; the item keeps its own spelling."""
    bank.add_drafts([draft(1, stem=stem)], actor="甲")
    assert ids(bank, query) == ["q1"]
    assert bank.get("q1") == draft(1, stem=stem)


def test_finds_options_and_rationale(bank: Bank) -> None:
    """Words of the options, of the key and of the rationale find the item."""
    item = replace(draft(1), rationale="依据第七条")
    bank.add_drafts([item], actor="甲")
    assert ids(bank, "第七条") == ["q1"]
    assert ids(bank, item.body.key_text()[:4]) == ["q1"]
