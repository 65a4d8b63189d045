"""Tests of the check: each kind of tampering has its own words and names its place."""

from __future__ import annotations

import sqlite3
from types import SimpleNamespace

import pytest
from bank_samples import Clock, act, document, draft

from qbank.bank import Bank


@pytest.mark.parametrize(
    ("tampering", "code", "place"),
    [
        ("UPDATE item SET status = 'accepted' WHERE id = 'q2'", "bank-item-changed", "q2"),
        ("UPDATE item SET priority = 0.9 WHERE id = 'q2'", "bank-item-changed", "q2"),
        ("UPDATE item SET deleted = 1 WHERE id = 'q2'", "bank-item-changed", "q2"),
        ("UPDATE item_version SET body = replace(body, '值', '直') WHERE item = 'q1'", "bank-item-changed", "q1"),
        ("UPDATE item_version SET body = CAST(x'ff' AS TEXT) WHERE item = 'q1'", "bank-item-changed", "q1"),
        ("UPDATE item_source SET start = 7 WHERE item = 'q1'", "bank-item-changed", "q1"),
        ("DELETE FROM item_tag WHERE item = 'q1'", "bank-item-changed", "q1"),
        ("DELETE FROM event WHERE item = 'q2' AND revision = 1", "bank-item-changed", "q2"),
        ("UPDATE event SET actor = '丙' WHERE seq = 1", "bank-log-broken", "1 q1"),
        ("DELETE FROM event WHERE seq = 2", "bank-log-broken", "3 q1"),
        ("UPDATE meta SET value = '2020-01-01' WHERE key = 'created'", "bank-log-broken", "1 q1"),
        ("UPDATE document_text SET text = '假' WHERE name = '值班制度.txt'", "bank-document-changed", "值班制度.txt"),
        ("UPDATE document SET title = '假'", "bank-document-changed", "值班制度.txt"),
        ("UPDATE setting SET value = 'en'", "bank-changed-setting", "语言"),
        ("UPDATE item_text SET text = '假' WHERE item = 'q1'", "bank-search-stale", "q1"),
        ("DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)", "bank-behind", ""),
        ("DELETE FROM item WHERE id = 'q2'", "bank-damaged", "foreign key: event 2 -> item"),
    ],
)
def test_tampering_is_named(bank: Bank, tampering: str, code: str, place: str) -> None:
    """The check finds what was changed behind the bank's back and says where."""
    bank.put_documents([document()])
    bank.add_drafts([draft(1), draft(2)], actor="qbank")
    act(bank, "accept", "q1")
    bank.set_setting("语言", "zh")
    assert bank.check() == []
    with sqlite3.connect(bank.path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(tampering)
    connection.close()
    assert (code, place) in {(problem.code, problem.place) for problem in bank.check()}


def test_little_space_is_a_warning(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with less room than two banks is told before a backup fails."""
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=2 * bank.path.stat().st_size - 1))
    assert [(problem.code, problem.severity) for problem in bank.check()] == [("bank-low-space", "warning")]


def test_history_is_guarded(bank: Bank) -> None:
    """Without first removing the guards nobody changes what was."""
    bank.put_documents([document()])
    bank.add_drafts([draft(1)], actor="qbank")
    connection = sqlite3.connect(bank.path)
    for statement in (
        "UPDATE event SET actor = '丙'",
        "DELETE FROM event",
        "UPDATE item_version SET body = ''",
        "DELETE FROM item_version",
        "UPDATE document_text SET text = ''",
        "DELETE FROM document_text",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="is history"):
            connection.execute(statement)
    connection.close()


def test_stale_search_is_made_anew(bank: Bank) -> None:
    """Search words that went wrong are a warning, and can be made anew."""
    bank.add_drafts([draft(1, stem="值班巡查")], actor="qbank")
    with sqlite3.connect(bank.path) as connection:
        connection.execute("UPDATE item_text SET text = '假'")
    connection.close()
    assert [problem.severity for problem in bank.check()] == ["warning"]
    bank.rebuild_search()
    assert bank.check() == []


def test_damaged_search_index_is_a_warning(bank: Bank) -> None:
    """Damage inside the index itself is found, and rebuilding cures it."""
    bank.add_drafts([draft(number, stem="值班巡查") for number in range(50)], actor="qbank")
    with sqlite3.connect(bank.path) as connection:
        connection.execute("UPDATE item_words_data SET block = zeroblob(length(block)) WHERE id > 100")
    connection.close()
    assert {(problem.code, problem.severity) for problem in bank.check()} == {("bank-search-stale", "warning")}
    bank.rebuild_search()
    assert bank.check() == []


def test_lost_search_index_is_made_anew(bank: Bank) -> None:
    """A bank without its search index gets a new one when it is opened."""
    bank.add_drafts([draft(1, stem="值班巡查")], actor="qbank")
    bank.close()
    with sqlite3.connect(bank.path) as connection:
        connection.execute("DROP TABLE item_words")
    connection.close()
    with Bank.open(bank.path, now=Clock()):
        pass
    with sqlite3.connect(bank.path) as connection:
        assert connection.execute("SELECT count(*) FROM item_words").fetchone() == (1,)
    connection.close()
