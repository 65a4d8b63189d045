"""Expected difficulty of the bank's items: learned from its records, or told why not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

import qbank
from qbank.model.figure import ItemStatistics
from qbank.model.item import Item
from qbank.types import SingleChoice
from qbank.workbench.expecting import ENOUGH
from qbank.workbench.workspace import Workspace


def filled(folder: Path, *, of_length: bool) -> Workspace:
    """Return a workspace of 90 items, the first 80 asked in four sittings; long stems are hard where that is wanted."""
    workspace = qbank.open(folder, make=True, actor="甲")
    rng, items = Random(1), []
    for number in range(90):
        stem = f"第{number}号规程" + "值守记录应当按时归档，" * rng.randrange(1, 7) + "期限是多少日？"
        example: Item = SingleChoice.example()
        items.append(
            replace(
                example, id=f"q{number:02d}", stem=stem, sources=(), pattern="", revision=1, chapter=f"第{number % 5}章"
            )
        )
    workspace.bank.add_drafts(items, actor="qbank")
    for sitting in range(4):
        records = []
        for number, item in enumerate(items[:80]):
            if number % 4 != sitting:
                continue
            facility = 0.95 - len(item.stem) / 100 if of_length else rng.uniform(0.2, 0.9)
            records.append(
                ItemStatistics(
                    item=item.id,
                    revision=1,
                    sitting=f"s{sitting}",
                    name="周测",
                    date=f"2026-03-0{sitting + 1}",
                    n=80,
                    facility=facility,
                    facility_interval=(facility / 2, (1 + facility) / 2),
                    digest="d" * 64,
                    actor="甲",
                )
            )
        workspace.bank.add_statistics(records)
    return workspace


def test_what_tells_is_used_for_items_that_nobody_answered(tmp_path: Path) -> None:
    """Where long stems were hard, the ten new items are foretold by their length, the hardest first."""
    with filled(tmp_path, of_length=True) as workspace:
        found = workspace.expected()
    assert found.learned.reason == ""
    assert {each.item.id for each in found.items} == {f"q{number}" for number in range(80, 90)}
    lengths = [len(each.item.stem) for each in found.items]
    assert lengths[0] == max(lengths)
    assert lengths[-1] == min(lengths)
    assert all(0 < each.facility < 1 and each.n < ENOUGH for each in found.items)
    assert "模型确实更准" in repr(found)
    for most, shown in ((0, 10), (3, 3), (10, 10), (99, 10)):
        data = found.to_dict(most)
        assert data["items"] == found.to_dict()["items"][:shown]
        assert data["left"] == 10 - shown


def test_where_nothing_tells_it_says_so(tmp_path: Path) -> None:
    """Random figures teach nothing, and then no item has an expected difficulty."""
    with filled(tmp_path, of_length=False) as workspace:
        found = workspace.expected()
    assert found.learned.reason == "no-better"
    assert found.items == ()
    assert "不给预计难度" in repr(found)
    assert found.to_dict()["reason"]


def test_an_empty_bank_has_nothing_to_learn_from(tmp_path: Path) -> None:
    """No records: a reason, no figure, no error."""
    with qbank.open(tmp_path, make=True) as workspace:
        found = workspace.expected()
    assert found.learned.reason == "few-items"
    assert found.to_dict()["errors"] is None
    assert pytest.approx(0) == found.learned.strength
