"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from qbank.errors import QbankError
from qbank.formats.files import write_whole


def put(path: Path, data: bytes) -> None:
    """Write bytes under a path."""
    write_whole(path, lambda stream: stream.write(data) and None)


def refused(path: Path) -> str:
    """Return why nothing can be written there."""
    with pytest.raises(QbankError) as caught:
        put(path, b"new")
    assert caught.value.problem.message("zh")
    return caught.value.problem.code


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    """The bytes are there, nothing else is, and a second writing keeps the rights of the first."""
    path = tmp_path / ("名" * 70 + "👩‍🚒 卷.json")
    put(path, b"one")
    path.chmod(0o640)
    put(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_the_place_must_take_a_file(tmp_path: Path) -> None:
    """A folder, a link, a pipe and a missing folder are refused by name."""
    target = tmp_path / "there.json"
    target.write_bytes(b"old")
    link = tmp_path / "link.json"
    link.symlink_to(target)
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path) == "output-is-folder"
    assert refused(link) == "output-is-link"
    assert refused(tmp_path / "pipe") == "output-not-a-file"
    assert refused(tmp_path / ("名" * 90)) == "output-unwritable"
    assert refused(tmp_path / "none" / "x.json") == "output-no-folder"
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "output-disk-full"), (errno.EACCES, "output-unwritable")])
def test_an_error_while_writing_leaves_the_old_file(tmp_path: Path, number: int, code: str) -> None:
    """The old bytes stay and no temporary file is left."""
    path = tmp_path / "bank.json"
    path.write_bytes(b"old")

    def fail(stream) -> None:
        stream.write(b"half")
        raise OSError(number, os.strerror(number))

    with pytest.raises(QbankError) as caught:
        write_whole(path, fail)
    assert caught.value.problem.code == code
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_the_old_file(tmp_path: Path) -> None:
    """Ctrl-C in the middle passes through, the old bytes stay."""
    path = tmp_path / "bank.json"
    path.write_bytes(b"old")

    def interrupt(stream) -> None:
        stream.write(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(path, interrupt)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_program_left_goes_in_time(tmp_path: Path) -> None:
    """A temporary file of ours that is older than a day is taken away; fresh ones and all others stay."""
    names = [
        ".qbank-0123456789abcdef.xlsx",
        ".qbank-fedcba9876543210.json",
        ".qbank-0123456789abcdef-不是",
        "别人的.xlsx",
    ]
    for name in names:
        (tmp_path / name).write_bytes(b"x")
        if not name.startswith(".qbank-f"):
            os.utime(tmp_path / name, (0, 0))
    put(tmp_path / "x.json", b"1")
    assert {path.name for path in tmp_path.iterdir()} == {"x.json", *names[1:]}
