"""Four editors on one bank at once: no decision is lost or overwritten, and whoever was slower is told."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import qbank
from qbank.types._contract import TYPES

CHILD = Path(__file__).with_name("editor_child.py")
EDITORS = ("甲", "乙", "丙", "丁")


@pytest.mark.parametrize("each", [25, pytest.param(500, marks=pytest.mark.soak)])
def test_four_editors_lose_no_update(tmp_path: Path, each: int) -> None:
    """The log has exactly the acknowledged decisions, each on the revision its editor saw; conflicts show what was."""
    folder = tmp_path / "ws"
    with qbank.open(folder, make=True) as workspace:
        example = TYPES.get("true_false").example()
        items = [replace(example, id=f"q{n}", sources=(), pattern="") for n in range(8)]
        workspace.bank.add_drafts(items, actor="qbank")
    ledgers = [tmp_path / f"{name}.jsonl" for name in EDITORS]
    running = [
        subprocess.Popen([sys.executable, str(CHILD), str(folder), name, str(each), str(ledger)])
        for name, ledger in zip(EDITORS, ledgers, strict=True)
    ]
    assert [process.wait(280) for process in running] == [0] * len(EDITORS)
    told = [json.loads(line) for ledger in ledgers for line in ledger.read_text(encoding="utf-8").splitlines()]
    assert len(told) == each * len(EDITORS)
    done = {op: (item, revision + 1) for op, item, revision, outcome, *_ in told if outcome == "done"}
    slow = [(revision, shown, since) for _, _, revision, outcome, shown, since in told if outcome == "conflict"]
    assert len(done) + len(slow) == len(told)
    assert all(shown > revision and since >= shown - revision for revision, shown, since in slow)
    with qbank.open(folder) as workspace:
        log = {
            decision.op_id: (decision.item, decision.revision)
            for item in workspace.items()
            for decision in workspace.history(item.id)
            if decision.action != "draft"
        }
        assert log == done
        assert workspace.bank.check() == []
