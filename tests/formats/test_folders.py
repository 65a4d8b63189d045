"""Many files are written together, or none."""

from __future__ import annotations

import os
import time

import pytest

from qbank.errors import QbankError
from qbank.formats.folders import written_whole


def there(folder):
    """Return all files below a folder with what they hold."""
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_files_appear_together(tmp_path):
    """A new folder appears with all files at the end; into one that is there they are put beside the others."""
    out = tmp_path / "结果"
    with written_whole(out) as stage:
        (stage / "a.txt").write_text("1")
        (stage / "次").mkdir()
        (stage / "次" / "b.txt").write_text("2")
        assert not out.exists()
    assert there(out) == {"a.txt": "1", "次/b.txt": "2"}
    with written_whole(out) as stage:
        (stage / "a.txt").write_text("3")
    assert there(tmp_path) == {"结果/a.txt": "3", "结果/次/b.txt": "2"}


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_what_is_interrupted_leaves_nothing(tmp_path, error):
    """Interrupted or failed, the folder is as it was and nothing lies about."""
    out = tmp_path / "out"
    for before in ({}, {"out/a.txt": "1"}):
        with pytest.raises(error), written_whole(out) as stage:
            (stage / "a.txt").write_text("2")
            raise error
        assert there(tmp_path) == before
        out.mkdir(exist_ok=True)
        (out / "a.txt").write_text("1")


def test_places_that_cannot_be_are_named(tmp_path):
    """A file, a link, a place without its folder: named, and as it was."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path)
    for name, code in (
        ("file", "output-not-a-folder"), ("link", "output-is-link"), ("no/where", "output-no-folder"),
        ("n" * 300, "output-unwritable"),
    ):  # fmt: skip
        with pytest.raises(QbankError) as caught, written_whole(tmp_path / name):
            pass
        assert caught.value.problem.code == code
    assert there(tmp_path) == {"file": "x"}


def test_a_name_that_is_taken_stops_all(tmp_path):
    """Where one file cannot take its place, none does."""
    (tmp_path / "out" / "b.txt").mkdir(parents=True)
    with pytest.raises(QbankError), written_whole(tmp_path / "out") as stage:
        (stage / "a.txt").write_text("1")
        (stage / "b.txt").write_text("2")
    assert there(tmp_path) == {}


def test_what_a_killed_program_left_is_cleared_after_a_day(tmp_path):
    """An old stage goes, one of today stays: somebody may be writing in it."""
    old, new = tmp_path / f".qbank-{'0' * 16}.d", tmp_path / f".qbank-{'1' * 16}.d"
    for stage in (old, new):
        stage.mkdir()
    day = time.time() - 2 * 24 * 3600
    os.utime(old, (day, day))
    with written_whole(tmp_path / "out"):
        pass
    assert not old.exists()
    assert new.exists()
