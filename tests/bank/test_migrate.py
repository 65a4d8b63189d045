"""Tests of migrations: the tables of ``schema.py``, and every older bank without loss."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bank_samples import Clock
from sqlalchemy import create_engine

from qbank.bank import Bank, Query, migrate
from qbank.bank.schema import METADATA
from qbank.bank.store import content_of
from qbank.errors import QbankError

FIXTURES = Path(__file__).parent / "revisions"
LATER = '''"""A later revision."""

from alembic import op
import sqlalchemy as sa

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add a table."""
    op.create_table("later_table", sa.Column("key", sa.Text, primary_key=True), sqlite_strict=True)
'''


def described(path: Path) -> dict[str, Any]:
    """Return the tables of a bank with columns, keys and indexes, the search index and Alembic's table aside."""
    connection = sqlite3.connect(path)

    def pragma(name: str, value: str) -> list[tuple[Any, ...]]:
        return sorted(connection.execute(f"SELECT * FROM pragma_{name}(?)", (value,)).fetchall(), key=repr)  # noqa: S608

    tables = {}
    for _, name, kind, columns, _, strict in connection.execute("PRAGMA table_list").fetchall():
        if kind != "table" or name.startswith(("sqlite_", "item_words", "alembic_version")):
            continue
        indexes = {row[1:]: pragma("index_xinfo", row[1]) for row in (r for r in pragma("index_list", name))}
        described_indexes = sorted(([key[1:], rows] for key, rows in indexes.items()), key=repr)
        keys = sorted(row[2:] for row in pragma("foreign_key_list", name))
        tables[name] = (columns, strict, pragma("table_info", name), keys, described_indexes)
    connection.close()
    return tables


def test_upgraded_bank_has_the_tables_of_the_schema(bank: Bank, tmp_path: Path) -> None:
    """The migrations make exactly the tables, columns, keys and indexes that ``schema.py`` names."""
    engine = create_engine(f"sqlite:///{tmp_path / 'schema.db'}")
    METADATA.create_all(engine)
    engine.dispose()
    assert set(described(bank.path)) == set(METADATA.tables)
    assert described(bank.path) == described(tmp_path / "schema.db")


@pytest.mark.parametrize(
    "table",
    [
        *("document_text", "stimulus", "item_version", "event", "opinion", "handout", "handout_item"),
        *("issue", "issue_item", "recording", "item_statistics", "kept_item"),
    ],
)
def test_history_cannot_be_changed(bank: Bank, table: str) -> None:
    """The database itself refuses to change or remove what was."""
    names = {
        row[0] for row in sqlite3.connect(bank.path).execute("SELECT name FROM sqlite_master WHERE type='trigger'")
    }
    assert {f"{table}_no_update", f"{table}_no_delete"} <= names


def restored(fixture: Path, path: Path) -> Path:
    """Make the bank a fixture's SQL describes."""
    connection = sqlite3.connect(path)
    connection.executescript(fixture.read_text(encoding="utf-8"))
    connection.close()
    return path


@pytest.mark.parametrize("fixture", sorted(FIXTURES.glob("*.sql")), ids=lambda path: path.stem)
def test_every_released_revision_opens_without_loss(fixture: Path, tmp_path: Path) -> None:
    """A bank of each revision ever released opens, is sound, and holds what it held."""
    with Bank.open(restored(fixture, tmp_path / "bank.db"), now=Clock()) as bank:
        assert bank.check() == []
        assert bank.counts_by_status() == {"draft": 1, "accepted": 1, "rejected": 1, "retired": 1}
        assert [each.id for each in bank.items(Query(text="值班"))]
        assert len(bank.documents()) == 1
        assert bank.count(Query(deleted=True)) == 1
        assert {each.action for each in bank.history("single_choice-1")} == {"draft", "fix", "retire"}
        assert bank.setting("语言") == "zh"


def rows_of(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, the search index and what counts saves and revisions aside."""
    connection = sqlite3.connect(path)
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    kept = [name for name in names if not name.startswith(("item_words", "alembic_version", "meta"))]
    found = {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for name in kept}  # noqa: S608
    connection.close()
    return found


@pytest.mark.parametrize("fixture", sorted(FIXTURES.glob("*.sql")), ids=lambda path: path.stem)
def test_upgrade_keeps_every_row(fixture: Path, tmp_path: Path) -> None:
    """An upgrade adds tables and changes no row of those there are."""
    path = restored(fixture, tmp_path / "bank.db")
    before = rows_of(path)
    Bank.open(path, now=Clock()).close()
    after = rows_of(path)
    assert {name: after[name] for name in before} == before
    assert not any(after[name] for name in after.keys() - before.keys())


def test_steps_of_a_released_revision_stay(tmp_path: Path) -> None:
    """What was undone and done again before can be undone once more."""
    with Bank.open(restored(FIXTURES / "0003.sql", tmp_path / "bank.db"), now=Clock()) as bank:
        step = bank.undoable("编辑甲")
        assert step is not None
        assert [each.kind for each in bank.undo("编辑甲", "u9", step=step.op)] == ["done"]
        assert bank.get("short_answer-1") == replace(bank.version("short_answer-1", 1), revision=5)  # type: ignore[type-var]
        assert bank.check() == []


def test_stimuli_of_a_released_revision_stay(tmp_path: Path) -> None:
    """The passage an item shares is there after opening, and so is the item as it was before it had one."""
    with Bank.open(restored(FIXTURES / "0002.sql", tmp_path / "bank.db"), now=Clock()) as bank:
        (item,) = bank.items(Query(stimulus="s1"))
        assert (item.id, item.revision) == ("short_answer-1", 2)
        assert bank.stimuli(["s1"])["s1"].text == "值班人员每日两次巡查。"
        before = bank.version("short_answer-1", 1)
        assert before is not None and before.stimulus == ""


def test_what_second_readers_and_editors_left_stays(tmp_path: Path) -> None:
    """Opinions, unsaved words, notes and “both stay” of a released revision are there after opening."""
    with Bank.open(restored(FIXTURES / "0003.sql", tmp_path / "bank.db"), now=Clock()) as bank:
        (opinion,) = bank.opinions(["single_choice-1"])
        assert (opinion.reader, opinion.verdict, opinion.reason) == ("乙", "reject", "题干不清")
        assert bank.unsaved_ids("甲") == ["short_answer-1"]
        assert bank.notes(["short_answer-1"]) == {"short_answer-1": "等业务科回话"}
        assert bank.kept_pairs() == {frozenset(("single_choice-1", "short_answer-1"))}


def test_files_that_left_are_known_afterwards(tmp_path: Path) -> None:
    """What was exported under a released revision is there after opening, item by item."""
    with Bank.open(restored(FIXTURES / "0004.sql", tmp_path / "bank.db"), now=Clock()) as bank:
        (handout,) = bank.handouts()
        assert (handout.format, handout.file, handout.items) == ("xlsx", "三月.xlsx", 1)
        assert bank.handout_items(handout.id) == [("single_choice-1", 2)]


def test_what_exams_showed_is_known_afterwards(tmp_path: Path) -> None:
    """Records of a sitting and the word that an item stays as it is are there after opening."""
    with Bank.open(restored(FIXTURES / "0005.sql", tmp_path / "bank.db"), now=Clock()) as bank:
        about = bank.evidence_of("multiple_choice-1")
        (record,) = about.about_now
        assert (record.name, record.n, record.facility_interval) == ("三月周测", 86, (0.22, 0.42))
        assert [(flag.code, flag.option) for flag in record.flags] == [("mis-key", "b")]
        assert about.keep is not None and (about.keep.actor, about.is_kept) == ("乙", True)
        assert [each.item for each in bank.statistics_in("s1")] == ["multiple_choice-1", "single_choice-1"]


def test_papers_that_were_issued_are_known_afterwards(tmp_path: Path) -> None:
    """A paper issued under a released revision is there after opening, with the order of its options."""
    with Bank.open(restored(FIXTURES / "0006.sql", tmp_path / "bank.db"), now=Clock()) as bank:
        (issue,) = bank.issues()
        assert (issue.form.id, issue.day, issue.form.minutes) == ("e1-A", "2026-03-31", 60)
        assert [(each.item, each.order, each.marks) for each in issue.form.placed] == [
            ("multiple_choice-1", "BADC", 2.0)
        ]
        assert bank.check() == []


def test_contents_of_older_items_are_the_same_to_the_byte(tmp_path: Path) -> None:
    """An upgrade changes no content and no hash of an item, and neither does storing it again."""
    path = restored(FIXTURES / "0001.sql", tmp_path / "bank.db")

    def contents() -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(path)
        found = connection.execute("SELECT item, revision, body, body_hash FROM item_version ORDER BY 1, 2").fetchall()
        connection.close()
        return found

    before = contents()
    with Bank.open(path, now=Clock()) as bank:
        records = list(bank.records(Query(order="id")))
    hashes = {content_of(each).hash for record in records for each in (record.item, *record.versions)}
    assert len(records) == 4
    assert hashes <= {row[3] for row in before}
    assert contents() == before


def test_fixture_of_the_current_revision_exists() -> None:
    """Every revision has its fixture."""
    revisions = {path.name[:4] for path in (migrate.FOLDER / "versions").glob("0*.py")}
    assert revisions == {path.stem for path in FIXTURES.glob("*.sql")}


@pytest.fixture
def later_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pretend that the program has a further revision."""
    folder = tmp_path / "migrations 100%"
    shutil.copytree(migrate.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0007_later.py").write_text(LATER, encoding="utf-8")
    monkeypatch.setattr(migrate, "FOLDER", folder)
    monkeypatch.setattr(migrate, "HEAD", "0007")


def older(tmp_path: Path) -> Path:
    """Make a bank of the first revision."""
    return restored(FIXTURES / "0001.sql", tmp_path / "bank.db")


@pytest.mark.usefixtures("later_revision")
def test_older_bank_is_backed_up_and_upgraded(tmp_path: Path) -> None:
    """Opening an older bank makes a backup of it as it was, then upgrades it."""
    path = older(tmp_path)
    with Bank.open(path, now=Clock()) as bank:
        assert bank.check() == []
    assert "later_table" in described(path)
    (copy,) = (tmp_path / "backups").glob("*-migration.db")
    assert "later_table" not in described(copy)


@pytest.mark.usefixtures("later_revision")
def test_two_programs_upgrade_at_once(tmp_path: Path) -> None:
    """Of two programs that open an older bank at once one upgrades it, and both have it open."""
    path, found = older(tmp_path), []

    def opened() -> None:
        with Bank.open(path, now=Clock()) as bank:
            found.append((bank.check(), bank.count()))

    threads = [threading.Thread(target=opened) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [([], 4), ([], 4)]


@pytest.mark.usefixtures("later_revision")
def test_upgrade_that_fails_changes_nothing(tmp_path: Path) -> None:
    """An upgrade that stops in the middle leaves the bank of before, which the older program still opens."""
    path = older(tmp_path)
    script = migrate.FOLDER / "versions" / "0007_later.py"
    script.write_text(f"{LATER}    raise RuntimeError('stopped')\n", encoding="utf-8")
    before = described(path)
    with pytest.raises(RuntimeError, match="stopped"):
        Bank.open(path, now=Clock())
    assert described(path) == before
    script.write_text(LATER, encoding="utf-8")
    with Bank.open(path, now=Clock()) as bank:
        assert bank.check() == []


@pytest.mark.usefixtures("later_revision")
def test_older_bank_is_not_upgraded_for_reading(tmp_path: Path) -> None:
    """An older bank that may only be read is refused and stays as it is."""
    path = older(tmp_path)
    before = path.read_bytes()
    with pytest.raises(QbankError) as refused:
        Bank.open(path, readonly=True)
    assert refused.value.problem.code == "bank-needs-upgrade"
    assert path.read_bytes() == before


def test_upgraded_bank_is_refused_by_the_older_program(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """A bank of a newer revision is refused and stays as it is, by its header and by its revision."""
    request.getfixturevalue("later_revision")
    path = older(tmp_path)
    Bank.open(path, now=Clock()).close()
    request.getfixturevalue("monkeypatch").undo()
    before = path.read_bytes()
    with pytest.raises(QbankError) as refused:
        Bank.open(path)
    assert refused.value.problem.code == "bank-newer"
    assert path.read_bytes() == before
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version=2")
    connection.close()
    with pytest.raises(QbankError) as refused:
        Bank.open(path)
    assert refused.value.problem.code == "bank-newer"
