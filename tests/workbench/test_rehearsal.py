"""A rehearsal: made-up answers to items that are answered by picking, whatever their types are called."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import qbank
from qbank.errors import QbankError
from qbank.model.item import Choice, is_verdict
from qbank.types._contract import TYPES


def test_a_rehearsal_asks_what_is_answered_by_picking(tmp_path: Path) -> None:
    """Of a bank with an item of every type all choices are asked, those with one right option first."""
    with qbank.open(tmp_path / "ws", make=True, actor="甲") as workspace:
        with pytest.raises(QbankError) as told:
            workspace.rehearse(tmp_path / "none.csv")
        assert told.value.problem.code == "rehearsal-no-items"
        workspace.bank.add_drafts([each.example() for each in TYPES], actor="甲")
        file = workspace.rehearse(tmp_path / "答卷.csv", people=30, items=9)
        head, *rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
        asked = [workspace.item(each).body.interaction() for each in head[3:]]
    choices = [each for each in asked if isinstance(each, Choice)]
    assert len(rows) == 30 and len(choices) == len(asked) == 3
    assert [each.multiple for each in choices] == [False, False, True]
    for at, choice in enumerate(choices, 3):
        said = {row[at] for row in rows}
        assert (said <= {"正确", "错误"}) == is_verdict(choice) and len(said) > 1
