"""Agreement in a workspace: whose verdicts count, which, and what the report says of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from learning_samples import judged_workspace
from typer.testing import CliRunner

import qbank
from qbank.cli.main import build
from qbank.model.decision import Decision
from qbank.model.opinion import Opinion
from qbank.workbench.agreement import first_readings, latest
from qbank.workbench.workspace import Workspace

READER = "乙"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a workspace in which 甲 accepted sixteen drafts and rejected sixteen."""
    folder = tmp_path_factory.mktemp("agreement")
    judged_workspace(folder).close()
    with qbank.open(folder / "ws", actor="甲") as workspace:
        ids = [item.id for item in workspace.items(status="draft", limit=32)]
        assert workspace.accept(*ids[:16]).done == workspace.reject(*ids[16:], reason="太细").done == 16
    return folder


@pytest.fixture
def ws(folder: Path, tmp_path: Path) -> Iterable[Workspace]:
    """Return a copy of that workspace."""
    import shutil

    shutil.copytree(folder / "ws", tmp_path / "ws")
    with qbank.open(tmp_path / "ws") as workspace:
        yield workspace


def _read(ws: Workspace, ids: Iterable[str], verdict: str, *, at: str = "2030-01-01T00:00:00+00:00", **more) -> None:
    for number, item in enumerate(ids):
        op_id = f"{verdict}-{at}-{number}-{item}-{sorted(more)}"
        assert ws.bank.add_opinion(Opinion(op_id, item, 2, READER, verdict, "", at, **more))


def _ids(ws: Workspace, status: str) -> list[str]:
    return [item.id for item in ws.items(status=status)]


def test_one_reader_gives_no_figures(ws: Workspace) -> None:
    """The report says what is missing, in both languages."""
    report = ws.agreement()
    assert report.read == {"甲": 32}
    assert (report.three.shared, report.conflicts) == (0, ())
    assert "第二位审题人" in report.lines()[-1]
    assert report.to_dict()["three"]["alpha"]["value"] is None
    assert report.to_dict()["three"]["alpha"]["reason"] == "no-shared-items"


def test_two_readers_are_compared_in_three_categories_and_two(ws: Workspace) -> None:
    """All accepted ones read as 改后通过: no agreement on them in three categories, full agreement in two."""
    kept, rejected = _ids(ws, "accepted"), _ids(ws, "rejected")
    _read(ws, kept, "fix")
    _read(ws, rejected[:15], "reject")
    _read(ws, rejected[15:], "accept")
    report = ws.agreement()
    assert (report.three.shared, report.uncertain) == (32, False)
    assert report.three.percent.value == pytest.approx(15 / 32)
    assert report.two.percent.value == pytest.approx(31 / 32)
    assert report.two.kappa.low <= report.two.kappa.value <= report.two.kappa.high <= 1
    assert [(each.item, dict(each.verdicts)) for each in report.conflicts] == [
        (rejected[15], {"甲": "reject", READER: "accept"})
    ]
    told = "\n".join(report.lines())
    assert "不到 30 道" not in told
    assert rejected[15] in told and rejected[15] in report._repr_html_()
    assert json.loads(json.dumps(report.to_dict()))["two"]["pairs"][0]["shared"] == 32
    assert repr(ws.agreement()) == repr(report)


def test_few_items_are_called_uncertain(ws: Workspace) -> None:
    """Twenty shared items do not carry a conclusion, and the report says so."""
    _read(ws, [*_ids(ws, "accepted")[:10], *_ids(ws, "rejected")[:10]], "accept")
    report = ws.agreement()
    assert report.uncertain and report.to_dict()["uncertain"] is True
    assert "只有 20 道题" in "\n".join(report.lines()) and "很不确定" in "\n".join(report.lines())


def test_the_last_opinion_of_a_reader_counts_and_final_ones_do_not(ws: Workspace) -> None:
    """A second thought replaces the first; adjudication is no reading but settles a conflict."""
    one, other = _ids(ws, "accepted")[:2]
    _read(ws, [one, other], "reject")
    _read(ws, [one], "accept", at="2030-01-02T00:00:00+00:00")
    assert [each.item for each in ws.agreement().conflicts] == [other]
    _read(ws, [other], "accept", at="2030-01-03T00:00:00+00:00", final=True)
    report = ws.agreement()
    assert (report.conflicts, report.settled) == ((), 1)
    assert report.read[READER] == 2
    assert report.two.percent.value == 0.5


def _log(*entries: tuple[str, str, str]) -> dict[str, str]:
    """Return reader → verdict of a log of (op_id, actor, action)."""
    log = [
        Decision(op, "q", n, action, actor, f"2030-01-01T00:00:{n:02}Z")
        for n, (op, actor, action) in enumerate(entries)
    ]
    return {reader: read.verdict for reader, read in latest(first_readings(log)).items()}


def test_what_is_undone_was_not_said() -> None:
    """An undo takes the verdict back and says none of its own; a redo brings it back."""
    said = (("a", "甲", "reject"), ("b/1", "乙", "accept"))
    assert _log(*said) == {"甲": "reject", "乙": "accept"}
    undone = (*said, ("undo/c/b/1", "乙", "reject"))
    assert _log(*undone) == {"甲": "reject"}
    assert _log(*undone, ("redo/d/b/1", "乙", "accept")) == {"甲": "reject", "乙": "accept"}
    assert _log(("a", "甲", "accept"), ("e", "甲", "reject"), ("undo/f/e/1", "甲", "accept")) == {"甲": "accept"}


def test_only_verdicts_are_verdicts() -> None:
    """Drafting, editing, setting aside and the recycle bin are none; the last verdict of each counts."""
    log = [
        ("d", "qbank", "draft"),
        ("1", "甲", "accept"),
        ("2", "甲", "edit"),
        ("3", "乙", "later"),
        ("4", "甲", "fix"),
    ]
    assert _log(*log, ("5", "丙", "delete")) == {"甲": "fix"}


def test_the_command_gives_json_and_words(ws: Workspace) -> None:
    """``qbank agreement --json`` is for programs, without it for people."""
    _read(ws, _ids(ws, "accepted"), "accept")
    run = lambda *words: CliRunner().invoke(build("en"), ["-C", str(ws.folder), "--lang", "en", "agreement", *words])  # noqa: E731
    data = json.loads(run("--json").stdout)
    assert data.keys() == {"readers", "items", "shared", "uncertain", "three", "two", "conflicts", "settled"}
    assert data["two"]["kappa"]["value"] is None and data["two"]["kappa"]["reason"] == "no-variance"
    assert "very uncertain" in run().stdout
