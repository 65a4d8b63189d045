"""Finding files: what is walked, passed over and refused."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest

from qbank.errors import Problem
from qbank.text.files import Found, find
from qbank.text.limits import Limits

posix = pytest.mark.skipif(os.name != "posix", reason="the file system has no such things")


def sort_out(*paths: Path, **limits: int) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the names found, and (code, file) of the problems."""
    names, problems = [], []
    for thing in find(paths, limits=Limits(**limits)):
        if isinstance(thing, Problem):
            assert thing.message("zh") and thing.message("en")
            problems.append((thing.code, thing.file))
        else:
            names.append(thing.name)
    return names, problems


def make(folder: Path, *names: str) -> None:
    """Write small files of these names."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("各单位每月学习两次。", encoding="utf-8")


def test_walk_is_sorted_and_deterministic(tmp_path: Path) -> None:
    """Files come in order of their names, folder by folder, with the path below the folder as name."""
    make(tmp_path, "b.txt", "a/z.md", "a/10.PDF", "c.docx", "a/sub/x.htm")
    expected = ["a/10.PDF", "a/sub/x.htm", "a/z.md", "b.txt", "c.docx"]
    assert sort_out(tmp_path) == (expected, [])
    assert sort_out(tmp_path) == (expected, [])


def test_hidden_lock_and_own_files_are_left_out_in_silence(tmp_path: Path) -> None:
    """Hidden files and folders, Office locks, corpus.toml and README.md are nobody's documents."""
    make(tmp_path, ".a.txt", ".git/b.txt", "~$c.docx", "corpus.toml", "sub/README.md", "Thumbs.db", "d.txt")
    assert sort_out(tmp_path) == (["d.txt"], [])


def test_unknown_ending_is_a_warning_in_a_folder_and_an_error_by_name(tmp_path: Path) -> None:
    """A spreadsheet among the documents is passed over; one named outright is refused."""
    make(tmp_path, "表.xlsx", "文.txt")
    assert sort_out(tmp_path) == (["文.txt"], [("unsupported", "表.xlsx")])
    (problem,) = find([tmp_path / "表.xlsx"], limits=Limits())
    assert isinstance(problem, Problem)
    assert problem.severity == "error"


def test_file_named_outright_is_taken(tmp_path: Path) -> None:
    """A README named by the user is read, under its own name."""
    make(tmp_path, "README.md")
    assert sort_out(tmp_path / "README.md") == (["README.md"], [])


def test_missing_path(tmp_path: Path) -> None:
    """A path that is not there is named, and the next one goes on."""
    make(tmp_path, "a.txt")
    assert sort_out(tmp_path / "无", tmp_path / "a.txt") == (["a.txt"], [("not-found", str(tmp_path / "无"))])


def test_each_file_is_found_once(tmp_path: Path) -> None:
    """A folder and a file in it, or a folder given twice, give no file twice."""
    make(tmp_path, "a.txt", "b.txt")
    assert sort_out(tmp_path, tmp_path / "a.txt", tmp_path) == (["a.txt", "b.txt"], [])


def test_two_folders_with_one_name(tmp_path: Path) -> None:
    """Files of two folders that would share a name are told apart by refusing the second."""
    make(tmp_path, "甲/通知.txt", "乙/通知.txt")
    names, problems = sort_out(tmp_path / "甲", tmp_path / "乙")
    assert names == ["通知.txt"]
    assert problems == [("same-name", str(tmp_path / "乙" / "通知.txt"))]


@posix
def test_links(tmp_path: Path) -> None:
    """A loop, a dangling link and one that leaves the folder are refused; others are told; the walk ends."""
    root = tmp_path / "资料"
    make(root, "a.txt", "sub/b.txt")
    make(tmp_path, "outside.txt")
    (root / "l1.txt").symlink_to(root / "l2.txt")
    (root / "l2.txt").symlink_to(root / "l1.txt")
    (root / "l3.txt").symlink_to(root / "gone.txt")
    (root / "l4.txt").symlink_to(tmp_path / "outside.txt")
    (root / "sub" / "up").symlink_to(root)
    start = time.monotonic()
    names, problems = sort_out(root)
    assert names == ["a.txt", "sub/b.txt"]
    assert problems == [
        ("link-loop", "l1.txt"),
        ("link-loop", "l2.txt"),
        ("not-found", "l3.txt"),
        ("outside-root", "l4.txt"),
        ("link-not-followed", "sub/up"),
    ]
    assert time.monotonic() - start < 1


@posix
def test_links_given_by_name(tmp_path: Path) -> None:
    """A link the user names is followed; a loop is refused."""
    make(tmp_path, "a.txt")
    (tmp_path / "to.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "l.txt").symlink_to(tmp_path / "l.txt")
    names, problems = sort_out(tmp_path / "to.txt", tmp_path / "l.txt")
    assert names == ["to.txt"]
    assert problems == [("link-loop", str(tmp_path / "l.txt"))]


@posix
def test_fifo_and_socket_never_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe or socket is refused without being opened, in a folder and by name."""
    monkeypatch.chdir(tmp_path)
    os.mkfifo("f.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        assert sort_out(tmp_path)[1] == [("not-a-regular-file", "f.txt"), ("not-a-regular-file", "s.txt")]
        assert sort_out(tmp_path / "f.txt")[1] == [("not-a-regular-file", str(tmp_path / "f.txt"))]


def test_folders_too_deep(tmp_path: Path) -> None:
    """Folders below the limit are told, what lies above is found."""
    make(tmp_path, "a.txt", "1/b.txt", "1/2/c.txt", "1/2/3/d.txt")
    assert sort_out(tmp_path, folder_depth=2) == (["1/2/c.txt", "1/b.txt", "a.txt"], [("folder-too-deep", "1/2/3")])


def test_very_deep_folders_do_not_overflow(tmp_path: Path) -> None:
    """The walk needs no recursion, however deep the folders are."""
    deep = tmp_path.joinpath(*["d"] * 300)
    make(deep, "a.txt")
    assert sort_out(tmp_path, folder_depth=1000)[0] == ["d/" * 300 + "a.txt"]


@pytest.mark.parametrize(
    "name", ["学习 😀.txt", "ｆｕｌｌ１.txt", "e\u0301.txt", "\u00e9.txt", "-x.txt", "长" * 75 + ".txt", "‘<b>’.txt"]
)
def test_odd_names_are_kept(tmp_path: Path, name: str) -> None:
    """A name comes out as the disk spells it."""
    make(tmp_path, name)
    assert sort_out(tmp_path) == ([name], [])


@posix
def test_name_with_line_break_is_shown_on_one_line(tmp_path: Path) -> None:
    """A name with control characters is kept, and printed escaped."""
    make(tmp_path, "a\n\t'.xlsx")
    (problem,) = find([tmp_path], limits=Limits())
    assert isinstance(problem, Problem)
    assert "\n" not in problem.message()


@posix
def test_name_that_is_no_text(tmp_path: Path) -> None:
    """Bytes of a name that are not UTF-8 are written as escapes, so no surrogate leaves the walk."""
    raw = os.fsencode(tmp_path) + b"/" + "关于".encode("gbk") + b".txt"
    try:
        with open(raw, "wb") as stream:  # noqa: PTH123 - a path of bytes
            stream.write(b"x")
    except OSError:
        pytest.skip("the file system takes only text as names")
    names, problems = sort_out(tmp_path)
    assert names == [r"\xb9\xd8\xd3\xda.txt"]
    assert not problems


@posix
@pytest.mark.nonroot
@pytest.mark.parametrize("mode", [0o000, 0o600])
def test_closed_folder_is_one_problem(shared_folder: Path, mode: int, nobody) -> None:
    """A folder that cannot be listed or entered gives one problem, and the others go on."""
    make(shared_folder, "closed/a.txt", "closed/b.txt", "c.txt")
    (shared_folder / "closed").chmod(mode)
    with nobody():
        said = sort_out(shared_folder)
    (shared_folder / "closed").chmod(0o700)
    assert said == (["c.txt"], [("folder-closed", "closed")])


def test_big_folder_is_quick(tmp_path: Path) -> None:
    """Listing grows with the number of files and opens none of them."""
    for number in range(3000):
        (tmp_path / f"{number:05d}.txt").touch()
    start = time.process_time()
    assert sum(isinstance(thing, Found) for thing in find([tmp_path], limits=Limits())) == 3000
    assert time.process_time() - start < 5
