"""Who may have known old items: counted by an analysis, named by the workspace's watch, gone when purged."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from test_watching import watched

from qbank.types import SingleChoice
from qbank.workbench.workspace import Workspace

DAY = "2026-04-01"


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    """A workspace whose first twenty items were asked in an exam; ten more were not."""
    workspace = watched(tmp_path / "ws", sittings=1)
    example = SingleChoice.example()
    new = [
        replace(example, id=f"n{at:02d}", stem=f"新的第{at}题的期限是多少日？", sources=(), revision=1)
        for at in range(10)
    ]
    workspace.bank.add_drafts(new, actor="qbank")
    workspace.accept(*(f"q{at:02d}" for at in range(20)), *(f"n{at:02d}" for at in range(10)))
    return workspace


def table(path: Path, people: int = 80, knew: int = 2, *, old: int = 20, times: bool = True) -> Path:
    """Write marks and times; the first people know most old items, answer them at once, and are weak at new ones."""
    rng = np.random.default_rng(7)
    names = [*(f"q{at:02d}" for at in range(old)), *(f"n{at:02d}" for at in range(10))]
    is_old = np.array([name[0] == "q" for name in names])
    marks = rng.random((people, len(names))) < 1 / (1 + np.exp(-rng.normal(0.3, 0.6, (people, 1))))
    seconds = np.exp(rng.normal(3.4, 0.4, (people, len(names))))
    marks[:knew, is_old] = rng.random((knew, old)) < 0.97
    marks[:knew, ~is_old] = rng.random((knew, 10)) < 0.2
    seconds[:knew, is_old] *= 0.3
    heads = [each for name in names for each in ((name, f"{name}用时") if times else (name,))]
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(["工号", *heads])
        for at in range(people):
            pairs = zip(marks[at], seconds[at], strict=True)
            out.writerow([f"K{at:03d}", *(x for m, s in pairs for x in ((int(m), f"{s:.1f}") if times else (int(m),)))])
    return path


def test_those_who_knew_are_counted_by_an_analysis_and_named_by_the_watch(desk: Workspace, tmp_path: Path) -> None:
    """The report on the exam names nobody; what stands in the workspace does, and is gone once it is removed."""
    with desk:
        found = desk.analyse(table(tmp_path / "四月.csv"), date=DAY, cells="marks")
        data = found.to_dict()["foreknown"]
        assert data == {"old": 20, "new": 10, "people": 80, "signs": 2}
        told = next(line for line in found.lines() if "单题用时" in line)
        assert "有 2 人（共 80 人）" in told and "不是证据" in told and "K00" not in "\n".join(found.lines())
        assert desk.watch().to_dict()["foreknown"] == []
        desk.keep_sitting(found)
        watch = desk.watch()
        assert watch.to_dict()["foreknown"] == [{"name": "四月", "date": DAY, **data, "codes": ["K000", "K001"]}]
        assert "2026-04-01 四月，2 人（共 80 人）答 20 道旧题比答 10 道新题" in repr(watch) and "K000、K001" in repr(
            watch
        )
        assert "没有发现" not in repr(watch)
        desk.purge_person("K000")
        (after,) = desk.watch().to_dict()["foreknown"]
        assert after["codes"] == ["K001"] and after["people"] == 79


def test_the_exam_itself_makes_no_item_old(desk: Workspace, tmp_path: Path) -> None:
    """Once it is recorded its items are no older than before; those of a later exam are no past either."""
    with desk:
        path = table(tmp_path / "四月.csv")
        desk.keep_sitting(desk.analyse(path, date=DAY, cells="marks"))
        again = desk.analyse(path, date=DAY, cells="marks").to_dict()["foreknown"]
        assert (again["old"], again["new"]) == (20, 10)
        before = desk.analyse(path, date="2026-01-01", name="一月", cells="marks").to_dict()["foreknown"]
        assert (before["old"], before["new"], before["signs"]) == (0, 30, None)
        assert "没有各满 5 道" in before["reason"]


def test_without_times_or_with_few_people_nobody_is_suspected(desk: Workspace, tmp_path: Path) -> None:
    """No times: nothing is said. Few people, few items: why not."""
    with desk:
        bare = desk.analyse(table(tmp_path / "a.csv", times=False), date=DAY, cells="marks")
        assert "foreknown" not in bare.to_dict() and not any("单题用时" in line for line in bare.lines())
        few = desk.analyse(table(tmp_path / "b.csv", people=20), date=DAY, cells="marks")
        told = few.to_dict()["foreknown"]
        assert (told["signs"], told["reason"]) == (None, "有单题用时，但不足 30 人，看不出谁事先知道旧题")
        some = desk.analyse(table(tmp_path / "c.csv", old=4), date=DAY, cells="marks")
        assert "没有各满 5 道" in "\n".join(some.lines())
