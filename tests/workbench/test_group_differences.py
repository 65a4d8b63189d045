"""Differences of groups are counted block by block: how large a block is changes nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qbank.answers import read
from qbank.answers import sitting as blocks
from qbank.workbench.counting import counts_of, differences_of
from qbank.workbench.ingest import quiet


def test_blocks_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With items that differ, so that all is counted twice, and people of both groups in every block or in one."""
    rng = np.random.default_rng(7)
    unit = np.sort(rng.integers(0, 2, 900))
    harder = np.outer(unit, np.arange(12) < 3) * 1.5
    logits = rng.normal(size=900)[:, None] + np.linspace(-1, 1, 12) - harder
    marks = (rng.random(logits.shape) < 1 / (1 + np.exp(-logits))).astype(int)
    path = tmp_path / "a.csv"
    rows = (
        ",".join([str(at), f"{own}所", *map(str, row)]) for at, (own, row) in enumerate(zip(unit, marks, strict=True))
    )
    head = ",".join(["工号", "部门", *(f"q{at}" for at in range(12))])
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    found = []
    for size in (blocks._BLOCK_PEOPLE, 37):
        monkeypatch.setattr(blocks, "_BLOCK_PEOPLE", size)
        reading = read(path, groups=("部门",))
        assert (len(reading.sittings) > 20) == (size == 37)
        _, groups, _ = counts_of(reading, "部门", quiet)
        found.append(differences_of(reading, "部门", groups))
    assert found[0].dropped and found[0] == found[1]
