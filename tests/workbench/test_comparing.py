"""An exam beside those before it: an item that drifted is flagged, recorded, and stands in the report."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import docx
import numpy as np
import openpyxl
import pytest

import qbank
from qbank.types import SingleChoice
from qbank.workbench.workspace import Workspace

ITEMS = 16


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    """A workspace with accepted items."""
    workspace = qbank.open(tmp_path / "ws", make=True, actor="甲")
    example = SingleChoice.example()
    made = [
        replace(example, id=f"q{at:02d}", stem=f"第{at}题的期限是多少日？", sources=(), revision=1)
        for at in range(ITEMS)
    ]
    workspace.bank.add_drafts(made, actor="qbank")
    for item in made:
        workspace.accept(item.id)
    return workspace


def held(folder: Path, sitting: int, *, moved: float = 0.0, people: int = 400) -> Path:
    """Write an exam's marks; the item q05 is so many logits easier than ever before."""
    rng = np.random.default_rng(sitting)
    ease = np.linspace(-1, 1.5, ITEMS) + rng.normal(0, 0.3)
    ease[5] += moved
    marks = rng.random((people, ITEMS)) < 1 / (1 + np.exp(-(rng.normal(size=(people, 1)) + ease)))
    rows = [[f"K{sitting}-{at}", *row] for at, row in enumerate(marks.astype(int).tolist())]
    file = folder / f"季考{sitting}.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["工号", *(f"q{at:02d}" for at in range(ITEMS))], *rows])
    return file


def test_drift_is_flagged_recorded_and_reported(desk: Workspace, tmp_path: Path) -> None:
    """Against what the bank remembers; the same exam analysed again is not compared with itself."""
    for sitting in (1, 2):
        found = desk.analyse(held(tmp_path, sitting), date=f"2026-0{sitting}-10", cells="marks")
        assert [flag.code for each in found.exam.items for flag in each.flags if flag.code == "drift"] == []
        assert len(found.changes) == (0 if sitting == 1 else ITEMS)
        desk.keep_sitting(found)
    for _ in range(2):
        last = desk.analyse(held(tmp_path, 3, moved=1.2), date="2026-03-10", cells="marks")
        flagged = {each.asked.item for each in last.exam.items if any(flag.code == "drift" for flag in each.flags)}
        assert flagged == {"q05"}
        assert "比以前明显变容易了" in repr(last)
        desk.keep_sitting(last)
    (record,) = [each for each in desk.bank.evidence_of("q05").records if each.date == "2026-03-10"]
    (flag,) = [each for each in record.flags if each.code == "drift"]
    assert flag.sure and flag.value is not None and flag.value > 0.5
    assert "q05" in desk.bank.needs_work()
    data = {each["name"]: each for each in last.to_dict()["drift"]}
    assert [name for name, each in data.items() if each["drifted"]] == ["q05"]
    assert data["q05"]["before"] < data["q05"]["now"]
    for name in ("r.xlsx", "r.docx"):
        last.write(tmp_path / name)
    assert openpyxl.load_workbook(tmp_path / "r.xlsx")["难度变动"]["H2"].value == "明显变易"
    heads = [each.text for each in docx.Document(str(tmp_path / "r.docx")).paragraphs if "Heading" in each.style.name]
    assert "难度变动" in heads
    desk.close()


def test_exams_given_together_are_compared_with_each_other(desk: Workspace, tmp_path: Path) -> None:
    """Nothing is recorded; the days, here in the files' order of handing in, say which was before."""
    files = [held(tmp_path, at, moved=1.2 * (at == 2)) for at in (2, 1)]
    for file, day in zip(files, ("2026-05-02", "2026-05-01"), strict=True):
        head, *rows = file.read_text(encoding="utf-8").splitlines()
        lines = [f"{head},交卷时间", *(f"{row},{day} 09:00:00" for row in rows)]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = desk.analyse_all(files, cells="marks")
    assert [each.exam.date for each in found] == ["2026-05-01", "2026-05-02"]
    assert [len(each.changes) for each in found] == [0, ITEMS]
    assert [each.item for each in found[1].changes if each.step.drifted] == ["q05"]
    assert desk.bank.recordings() == []
    desk.close()


def test_where_all_items_changed_alike_there_is_no_z_and_the_reason_is_said(desk: Workspace, tmp_path: Path) -> None:
    """The same facilities on another day: the spread of the changes is nothing that z could be told by."""
    desk.keep_sitting(desk.analyse(held(tmp_path, 1), date="2026-01-10", cells="marks"))
    again = desk.analyse(held(tmp_path, 1), date="2026-02-10", cells="marks").to_dict()["drift"]
    assert len(again) == ITEMS
    assert all(each["z"] is None and "z 算不出" in each["reason"] for each in again)
