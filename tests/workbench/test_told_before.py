"""What is found of a file is told before anything is written: whoever hears it can still stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import qbank
from qbank.errors import Problem
from qbank.formats.losses import LossReport
from qbank.types._contract import TYPES


class StopError(Exception):
    """Somebody has read enough."""


def test_an_import_is_told_before_items_are_in_the_bank(tmp_path: Path) -> None:
    """Stopped there, nothing has come in."""
    path = tmp_path / "t.txt"
    path.write_text("1. 如下图所示，由谁交接？\nA. 甲班\nB. 乙班\nC. 丙班\nD. 丁班\n答案：B\n", encoding="utf-8")
    heard = list[str]()

    def told(problems: Sequence[Problem]) -> None:
        heard.extend(problem.code for problem in problems)
        if len(heard) == len(problems):
            raise StopError

    workspace = qbank.open(tmp_path / "ws", make=True, actor="乙")
    with pytest.raises(StopError):
        workspace.import_bank(path, told=told)
    assert "import-figure-missing" in heard and list(workspace.bank.ids()) == []
    heard.append("")
    assert workspace.import_bank(path, told=told).added == 1


def test_an_export_is_told_before_its_file_is_there(tmp_path: Path) -> None:
    """Stopped there, no file stands at its place."""
    workspace = qbank.open(tmp_path / "ws", make=True, actor="乙")
    for item_type in TYPES:
        workspace.bank.add_drafts([replace(item_type.example(), tags=("值班",))], actor="甲")
    workspace.accept(*workspace.bank.ids())
    out = tmp_path / "out.xlsx"
    heard = list[int]()

    def told(losses: LossReport, _problems: Sequence[Problem]) -> None:
        heard.append(len(losses.lines("zh")))
        assert not out.exists()
        if len(heard) == 1:
            raise StopError

    with pytest.raises(StopError):
        workspace.export(out, profile="kaoshibao", told=told)
    assert not out.exists() and not list(tmp_path.glob(".qbank-*"))
    report = workspace.export(out, profile="kaoshibao", told=told)
    assert heard == [len(report.losses.lines("zh"))] * 2 and out.exists()
