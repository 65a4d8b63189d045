"""A document leaves the bank: what rests on it stays or goes, others are drafted as if it had never been there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import qbank
from qbank.errors import Problem, QbankError
from qbank.review.service import Review
from qbank.workbench.workspace import Workspace

OWN = "云岭市演练规定\n第一条 值守站点应当每季度组织拉动演练2次。\n第二条 值班员应当提前三十分钟到岗。\n"
RIVALS = "松林县演练规定\n" + "".join(f"第{n}条 值守站点应当每季度组织拉动演练{n}次。\n" for n in (1, 3, 4, 5))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a document and one that says otherwise."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "甲.txt").write_text(OWN, encoding="utf-8")
    (tmp_path / "in" / "乙.txt").write_text(RIVALS, encoding="utf-8")
    return tmp_path / "in"


@pytest.fixture
def ws(folder: Path, tmp_path: Path) -> Workspace:
    """A workspace that has read and drafted both."""
    workspace = qbank.open(tmp_path / "ws", make=True)
    workspace.ingest(folder)
    workspace.draft()
    return workspace


def drafts(ws: Workspace, document: str) -> set[tuple[str, str]]:
    """Return the drafts of a document, each by its id and what it says."""
    found = ws.items(status="draft", document=document)
    return {(item.id, repr(replace(item, revision=1, priority=0))) for item in found}


def test_what_it_kept_out_comes_in(ws: Workspace, folder: Path, tmp_path: Path) -> None:
    """After it was forgotten the next drafting gives what a bank gives that never had it."""
    alone = qbank.open(tmp_path / "alone", make=True)
    alone.ingest(folder / "甲.txt")
    alone.draft()
    assert drafts(ws, "甲.txt") != drafts(alone, "甲.txt")
    found = ws.forget("乙")
    assert (found.document, found.others, found.accepted, found.drafts) == ("乙.txt", 1, 0, 0)
    assert found.withdrawn and found.file == str(folder / "乙.txt")
    ws.draft()
    assert drafts(ws, "甲.txt") == drafts(alone, "甲.txt")
    assert [entry.name for entry in ws.documents()] == ["甲.txt"]
    assert ws.bank.check() == []


def test_accepted_items_keep_their_proof_and_what_somebody_touched_stays(ws: Workspace) -> None:
    """They are listed by its name as before, the card shows the line, coverage counts them without a section."""
    kept, edited, *rest = ws.items(status="draft", document="甲.txt")
    ws.accept(kept.id)
    ws.edit(replace(edited, rationale="编辑改过。"))
    found = ws.forget("甲.txt")
    assert (found.withdrawn, found.drafts, found.accepted) == (len(rest), 1, 1)
    assert {item.id for item in ws.items(document="甲.txt")} == {kept.id, edited.id}
    source = kept.sources[0]
    assert ws.text("甲.txt", source.digest)[source.start : source.end] == source.text
    assert not [problem for problem in ws.check(ws.item(kept.id)) if problem.severity == "error"]
    card = Review(ws.bank, "甲", ws.check, "zh").handle({"do": "card", "item": kept.id})["card"]
    assert (card["sources"][0]["state"], card["sources"][0]["text"]) == ("gone", source.text)
    (place,) = ws.coverage("甲.txt").places
    assert (place.section, place.accepted_items, place.draft_items) == (None, 1, 1)


def test_it_comes_back_with_its_drafts(ws: Workspace, folder: Path) -> None:
    """Reading its file again is all that is needed, although the file is as it was."""
    before = drafts(ws, "乙.txt"), drafts(ws, "甲.txt")
    assert before[0]
    ws.forget("乙.txt")
    ws.draft()
    report = ws.ingest(folder)
    assert (report.added, report.unchanged) == (["乙.txt"], 1)
    ws.draft(again=True)
    assert (drafts(ws, "乙.txt"), drafts(ws, "甲.txt")) == before


def test_a_name_that_is_none_is_refused(ws: Workspace) -> None:
    """Nor can a document be forgotten twice."""
    ws.forget("乙.txt")
    with pytest.raises(QbankError) as caught:
        ws.forget("乙.txt")
    assert caught.value.problem.code == "document-unknown"


def gone(problems: list[Problem]) -> list[str]:
    """Return the documents that are told to be gone."""
    assert all(problem.severity == "warning" and problem.message("zh") for problem in problems)
    return [problem.file for problem in problems if problem.code == "document-file-gone"]


def test_a_source_that_is_gone_is_told_until_it_is_forgotten(ws: Workspace, folder: Path) -> None:
    """Only where its folder was asked for: what lies elsewhere may be on a disk that is not there today."""
    (folder / "乙.txt").rename(folder / "丙.txt")
    assert gone(ws.ingest(folder / "甲.txt").problems) == []
    report = ws.ingest(folder)
    assert (report.added, gone(report.problems)) == (["丙.txt"], ["乙.txt"])
    assert gone(ws.ingest(folder.parent / "in").problems) == ["乙.txt"]
    assert ws.forget("乙.txt").file == ""
    assert gone(ws.ingest(folder).problems) == []
