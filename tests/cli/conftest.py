"""Workspaces that the tests of the command line work in."""

from __future__ import annotations

import shutil
from pathlib import Path

import exam_answers
import pytest
from misfortunes import GOOD, OLD, TEXT, run

import qbank
from qbank.bank import Query


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace ``ws`` with drafts of a document, and an export of them beside it."""
    folder = tmp_path_factory.mktemp("made")
    (folder / OLD).write_text("旧稿。\n" + TEXT, encoding="utf-8")
    for arguments in (
        ["init"],
        ["ingest", str(folder / OLD)],
        ["draft"],
        ["export", "--status", "draft", "--out", str(folder / "bank.json")],
    ):
        assert run(folder / "ws", *arguments).code == 0
    return folder


@pytest.fixture
def ws(made: Path, tmp_path: Path) -> Path:
    """A copy of that workspace."""
    shutil.copytree(made / "ws", tmp_path / "ws")
    return tmp_path / "ws"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A folder with one good document that the workspace does not have yet."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / GOOD).write_text("新的" + TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A workspace with accepted single choices."""
    (tmp_path / "办法.txt").write_text(exam_answers.TEXT, encoding="utf-8")
    folder = tmp_path / "ws"
    with qbank.open(folder, make=True, actor="甲") as workspace:
        workspace.ingest(tmp_path / "办法.txt")
        workspace.draft()
        for item in list(workspace.bank.items(Query(type="single_choice"))):
            workspace.accept(item.id)
    return folder
