"""Items over time: planted drift and a planted leak are found among sound items, and a changed item begins anew."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random

from typer.testing import CliRunner

import qbank
from qbank.cli.main import build
from qbank.model.figure import ItemStatistics
from qbank.model.item import Item
from qbank.types import SingleChoice
from qbank.workbench.workspace import Workspace


def watched(folder: Path, *, sittings: int = 6, items: int = 20) -> Workspace:
    """Return a workspace in which q03 becomes much harder in the last exam and q05 easier from exam to exam."""
    workspace, rng = qbank.open(folder, make=True, actor="甲"), Random(2)
    example: Item = SingleChoice.example()
    made = [
        replace(example, id=f"q{at:02d}", stem=f"第{at}题的期限是多少日？", sources=(), revision=1)
        for at in range(items)
    ]
    workspace.bank.add_drafts(made, actor="qbank")
    for sitting in range(sittings):
        records = []
        for at, item in enumerate(made):
            facility = 0.35 + 0.015 * at + rng.gauss(0, 0.01)
            facility -= 0.3 if at == 3 and sitting == sittings - 1 else 0.0
            facility += 0.09 * sitting if at == 5 else 0.0
            records.append(
                ItemStatistics(
                    item=item.id,
                    revision=1,
                    sitting=f"s{sitting}",
                    name=f"周测{sitting}",
                    date=f"2026-03-{1 + sitting:02d}",
                    n=400,
                    facility=facility,
                    facility_interval=(facility - 0.02, facility + 0.02),
                    digest="d" * 64,
                    actor="甲",
                )
            )
        workspace.bank.add_statistics(records)
    return workspace


def test_planted_drift_and_leak_are_found(tmp_path: Path) -> None:
    """The harder item drifted on its day, the easier one rises, nobody else is named."""
    with watched(tmp_path) as workspace:
        found = workspace.watch()
    drifted = {each.item: each.drifted for each in found.items if each.drifted}
    assert drifted["q03"].use.day.isoformat() == "2026-03-06"
    assert drifted["q03"].change < 0
    assert {each.item for each in found.items if each.leak} == {"q05"}
    assert drifted.keys() <= {"q03", "q05"}
    assert "疑似泄题：q05" in repr(found)
    assert "q03 在 2026-03-06 明显变难" in repr(found)
    data = {each["id"]: each for each in found.to_dict()["items"]}
    assert data["q03"]["last"] == "2026-03-06"
    assert data["q03"]["sittings"] == 6


def test_what_is_not_known_of_an_item_has_a_reason(tmp_path: Path) -> None:
    """Whatever is null in the data is explained beside it; an item of which all is known has no reason."""
    with watched(tmp_path) as workspace:
        assert workspace.fix(replace(workspace.item("q07"), stem="另一个问题的期限是多少日？")).done
        data = {each["id"]: each for each in workspace.watch().to_dict()["items"]}
    assert all(("reason" in each) == (None in each.values()) for each in data.values())
    assert data["q03"]["drifted"] and data["q03"]["alarm"] and "reason" not in data["q03"]
    assert (data["q07"]["drifted"], data["q07"]["rise"]) == (None, None)
    assert data["q07"]["reason"].count("还不能与以前比较") == 1
    assert "没有超出偶然" in data["q00"]["reason"] and "走势" not in data["q00"]["reason"]


def test_a_changed_item_begins_anew(tmp_path: Path) -> None:
    """What an earlier wording showed is no drift of the new one, but still exposure."""
    with watched(tmp_path) as workspace:
        assert workspace.fix(replace(workspace.item("q03"), stem="另一个问题的期限是多少日？")).done
        found = {each.item: each for each in workspace.watch().items}
    assert found["q03"].drifted is None
    assert found["q03"].exposure.sittings == 6


def test_exams_without_a_day_are_counted_apart(tmp_path: Path) -> None:
    """They cannot be put in order: told, and left out."""
    with watched(tmp_path, sittings=1) as workspace:
        (first,) = [each for each in workspace.bank.statistics_in("s0") if each.item == "q00"]
        workspace.bank.add_statistics([replace(first, sitting="s9", date="", name="没有日期")])
        found = workspace.watch()
    assert (found.sittings, found.undated) == (2, 1)
    assert "没有日期，没有算进来" in repr(found)
    assert "没有发现" in repr(found)


def test_a_list_says_what_it_leaves_out(tmp_path: Path) -> None:
    """For any length asked for: so many items are listed, and those that are not are counted; 0 lists all."""
    with watched(tmp_path, sittings=1, items=23) as workspace:
        found = workspace.watch()
    for most in (None, 1, 22, 23, 99, 0):
        lines = list(found.lines() if most is None else found.lines(most))
        listed = sum("用过" in line for line in lines[1:])
        wanted = 20 if most is None else min(most or 23, 23)
        assert listed == wanted
        left = [line for line in lines if "没有显示" in line]
        assert left == ([f"还有 {23 - wanted} 道没有显示；全部显示加 --limit 0"] if wanted < 23 else [])
    told = CliRunner().invoke(build("zh"), ["-C", str(tmp_path), "watch", "--limit", "5"]).output
    assert "还有 18 道没有显示" in told
    for most, wanted in ((None, 23), (5, 5), (0, 23)):
        limit = () if most is None else ("--limit", str(most))
        data = json.loads(CliRunner().invoke(build("zh"), ["-C", str(tmp_path), "watch", "--json", *limit]).output)
        assert (len(data["items"]), data["left"]) == (wanted, 23 - wanted)
