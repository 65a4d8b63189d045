"""What people answered is kept whole, and what is removed leaves no trace."""

from __future__ import annotations

import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.errors import QbankError
from qbank.model.sitting import Asked, Person, Sheet, SittingHead
from qbank.sittings import FILE, Sittings

HEAD = SittingHead(
    "s1", "第一季度考试", "2026-03-05", "成绩.xlsx", "d1", "2026-03-06T08:00:00Z", "甲",
    (Asked("q1", 2, 1.0, ("甲", "乙"), ("甲",), "1、谁负责？"), Asked("第2题")),
)  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)
MARKS = st.one_of(st.none(), st.floats(0, 5))
PEOPLE = st.builds(Person, WORDS.filter(bool), WORDS, st.lists(WORDS, max_size=3).map(tuple))
SHEETS = st.lists(
    st.builds(
        Sheet,
        PEOPLE,
        state=WORDS,
        submitted=WORDS,
        seconds=st.one_of(st.none(), st.floats(0, 9999)),
        marks=st.tuples(MARKS, MARKS),
        chosen=st.one_of(st.just(()), st.tuples(st.integers(-1, 3), st.integers(-1, 3))),
        answered=st.one_of(st.just(()), st.tuples(st.booleans(), st.booleans())),
        total=st.one_of(st.none(), st.floats(0, 100)),
        times=st.one_of(st.just(()), st.tuples(MARKS, MARKS)),
    ),
    max_size=5,
    unique_by=lambda sheet: sheet.person.code,
)


def sheet(code: str, *marks: float | None, name: str = "", department: tuple[str, ...] = ()) -> Sheet:
    """Return what somebody handed in."""
    return Sheet(Person(code, name, department), marks=marks)


@given(SHEETS)
def test_what_is_kept_comes_back(tmp_path_factory: pytest.TempPathFactory, sheets: list[Sheet]) -> None:
    """Every sheet of a sitting is read as it was put, by department and code."""
    with Sittings(tmp_path_factory.mktemp("ws")) as store:
        store.put(HEAD, sheets)
        assert sorted(store.sheets("s1"), key=lambda each: each.person.code) == sorted(
            sheets, key=lambda each: each.person.code
        )
        assert store.sittings() == [replace(HEAD, people=len(sheets))]


def test_a_sitting_read_again_takes_the_place_of_the_first(tmp_path: Path) -> None:
    """The same id is one sitting; who is no longer in it is forgotten, and a name once known is kept."""
    with Sittings(tmp_path) as store:
        assert store.put(HEAD, [sheet("a", 1, 0, name="王明", department=("一队",)), sheet("b", 0, 0)]) is False
        assert store.put(replace(HEAD, digest="d2"), [sheet("a", 0, 0)]) is True
        assert [each.digest for each in store.sittings()] == ["d2"]
        assert store.people() == [(Person("a", "王明", ("一队",)), 1)]


def test_a_person_has_all_their_sittings_latest_first(tmp_path: Path) -> None:
    """By the day of the exam, not by when the file was read."""
    with Sittings(tmp_path) as store:
        store.put(HEAD, [sheet("a", 1, 1)])
        store.put(replace(HEAD, id="s0", date="2025-12-01"), [sheet("a", 0, 1), sheet("b", 1, 1)])
        assert [(head.id, found.marks) for head, found in store.of_person("a")] == [("s1", (1, 1)), ("s0", (0, 1))]
        assert store.of_person("c") == []


def test_who_is_purged_is_gone_from_every_byte(tmp_path: Path) -> None:
    """Neither the file nor anything beside it holds the name, the code or the answers any more."""
    with Sittings(tmp_path) as store:
        store.put(HEAD, [sheet("code-of-wang", 0.123456, name="王小明"), sheet("b", 1, 1, name="李四")])
        store.put(replace(HEAD, id="s0"), [sheet("code-of-wang", 1)])
        assert store.purge_person("code-of-wang") == 2
        left = b"".join(each.read_bytes() for each in tmp_path.iterdir())
        assert "李四".encode() in left
        for gone in ("code-of-wang", "王小明", "0.123456"):
            assert gone.encode() not in left
        assert [person.code for person, _ in store.people()] == ["b"]
        assert store.purge_person("code-of-wang") == 0


def test_a_purged_sitting_takes_its_own_people_along(tmp_path: Path) -> None:
    """Who sat another one stays, with that one."""
    with Sittings(tmp_path) as store:
        store.put(HEAD, [sheet("a", 1), sheet("once", 1)])
        store.put(replace(HEAD, id="s0"), [sheet("a", 1)])
        assert store.purge_sitting("s1") == 2
        assert [each.id for each in store.sittings()] == ["s0"]
        assert [person.code for person, _ in store.people()] == ["a"]
        assert b"once" not in (tmp_path / FILE).read_bytes()


def test_reading_makes_no_file_and_only_its_owner_may_read_one(tmp_path: Path) -> None:
    """A workspace without answers stays without the file."""
    with Sittings(tmp_path) as store:
        assert (store.sittings(), store.people(), store.of_person("a"), store.sheets("s1")) == ([], [], [], [])
        assert not (tmp_path / FILE).exists()
        store.put(HEAD, [])
        assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_failed_write_leaves_everything_as_it_was(tmp_path: Path) -> None:
    """A sitting is put whole or not at all."""
    with Sittings(tmp_path) as store:
        store.put(HEAD, [sheet("a", 1)])
        with pytest.raises(QbankError):
            store.put(replace(HEAD, name="另一场"), [sheet("b", 1), sheet("b", 0)])
        assert [each.name for each in store.sittings()] == ["第一季度考试"]
        assert [each.person.code for each in store.sheets("s1")] == ["a"]


def test_a_file_of_the_version_before_is_read_and_goes_on(tmp_path: Path) -> None:
    """Its sheets have no times; reading leaves it as it is, the first change makes it one of today."""

    def version(*, made: int | None = None) -> int:
        db = sqlite3.connect(tmp_path / FILE)
        if made:
            db.execute(f"PRAGMA user_version={made}")
            db.commit()
        found = int(db.execute("PRAGMA user_version").fetchone()[0])
        db.close()
        return found

    with Sittings(tmp_path) as store:
        store.put(HEAD, [sheet("a", 1, 0)])
    assert version(made=1) == 1
    with Sittings(tmp_path) as store:
        assert store.sheets("s1") == [sheet("a", 1, 0)]
        assert version() == 1
        store.put(replace(HEAD, id="s2"), [replace(sheet("a", 1, 0), times=(2.5, None))])
        assert [found.times for _, found in store.of_person("a")] == [(), (2.5, None)]
    assert version() == 2


@pytest.mark.parametrize(
    ("application", "version", "code"), [(0, 0, "answers-not-ours"), (0x51426E61, 99, "answers-newer")]
)
def test_other_files_are_refused(tmp_path: Path, application: int, version: int, code: str) -> None:
    """Another program's database and one of a newer version are named and left alone."""
    made = sqlite3.connect(tmp_path / FILE)
    made.execute(f"PRAGMA application_id={application}")
    made.execute(f"PRAGMA user_version={version}")
    made.execute("CREATE TABLE other (x)")
    made.close()
    with Sittings(tmp_path) as store, pytest.raises(QbankError) as error:
        store.sittings()
    assert error.value.problem.code == code
