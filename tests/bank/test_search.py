"""Tests of search: the index never changes what is found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
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


@pytest.fixture(scope="module")
def growing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    """Return one bank for all examples; whatever earlier ones left in it must be found as well."""
    with Bank.create(tmp_path_factory.mktemp("search") / "bank.db", now=Clock()) as bank:
        yield bank


@settings(max_examples=60)
@given(stems=st.lists(WORDS, min_size=1, max_size=4), queries=st.lists(WORDS.filter(bool), min_size=1, max_size=6))
def test_finds_what_a_scan_finds(growing: Bank, stems: list[str], queries: list[str]) -> None:
    """Any words find exactly the rows of a LIKE scan, also after an edit."""
    first = growing.count() + 1
    growing.add_drafts([draft(number, stem=stem) for number, stem in enumerate(stems, start=first)], actor="甲")
    act(growing, "edit", f"q{first}", stem=stems[-1] + queries[0])
    assert [ids(growing, query) for query in queries] == [scanned(growing.path, query) for query in queries]


@pytest.mark.parametrize("query", ["值", "值班", "班巡", "1%", "，。", "没有"])
def test_finds_the_same_without_its_index(bank: Bank, query: str) -> None:
    """A bank whose index was dropped finds the same rows, and so does one whose index was made anew."""
    bank.add_drafts([draft(1, stem="值班巡查1%，。"), draft(2, stem="值，班"), draft(3, stem="巡查")], actor="甲")
    found = ids(bank, query)
    assert found == scanned(bank.path, query)
    with bank._session.write() as conn:
        conn.exec_driver_sql("DROP TABLE item_words")
    assert ids(bank, query) == found
    bank.rebuild_search()
    assert ids(bank, query) == found


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
