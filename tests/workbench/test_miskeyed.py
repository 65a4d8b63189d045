"""An item whose key an exam surely showed to be wrong is drawn no more, until its key is mended or said to stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from paper_bank import item, workspace

from qbank.model.decision import Decision
from qbank.model.figure import FlagRecord, ItemStatistics, Keep
from qbank.types import TrueFalse
from qbank.workbench.papers import Papers
from qbank.workbench.workspace import Workspace

ALL = "判断 16×1"
"""Every statement that the bank has."""
FEWER = "判断 12×1"
SURE = FlagRecord("mis-key", sure=True, value=0.3, option="false")
DAY = date(2026, 3, 2)
PLAN = """title = "春季"
start = 2026-03-02
end = 2026-03-15
exposure = 1.0
[[series]]
kind = "周测"
weekdays = ["周五"]
items = { "判断题" = 4 }
exposure = 1.0
"""
TESTS = ("2026-03-06 周测", "2026-03-13 周测")


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Return a workspace of 44 accepted items and a plan beside it."""
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    return workspace(tmp_path)


def shown(ws: Workspace, *items: str, flags: tuple[FlagRecord, ...] = (SURE,), sitting: str = "s1") -> None:
    """Record what an exam showed about items as they are."""
    ws.bank.add_statistics([
        ItemStatistics(
            item=each, revision=ws.bank.many([each])[0].revision, sitting=sitting, name="周测", date="2026-03-01", n=90,
            facility=0.2, facility_interval=(0.1, 0.3), flags=flags, digest="d" * 64, actor="甲",
        )
        for each in items
    ])  # fmt: skip


def drawn(papers: Papers) -> set[str]:
    """Return the ids of a paper."""
    return {placed.item for placed in papers.forms[0].placed}


def told(papers: Papers) -> dict[str, str]:
    """Return what is told of wrong keys: by code the ids."""
    return {each.code: str(each.values["items"]) for each in papers.notes if each.code.startswith("papers-miskeyed")}


def test_what_is_surely_wrong_is_left_out_and_named(ws: Workspace) -> None:
    """Whatever the seed; of other types, and of what is only to be watched, nothing is said."""
    shown(ws, "q00", "q03", "q20")
    shown(ws, "q01", flags=(replace(SURE, sure=False), FlagRecord("negative", sure=True)), sitting="s2")
    for seed in "abc":
        made = ws.paper(FEWER, seed=seed)
        assert not drawn(made) & {"q00", "q03"}
        assert told(made) == {"papers-miskeyed": "q00、q03"}
    (note,) = [each for each in made.notes if each.code == "papers-miskeyed"]
    assert note.severity == "warning" and "改正答案并通过，改后的题就能用" in note.message("zh")
    assert note.to_dict("zh") in made.to_dict()["notes"]


def test_too_few_without_them_names_them_as_the_cause(ws: Workspace) -> None:
    """Nothing has to be drafted, and no command says so."""
    shown(ws, "q00", "q03")
    made = ws.paper(ALL)
    assert [each.problem.code for each in made.shortages] == ["assembly-short-miskeyed"]
    assert told(made) == {"papers-miskeyed": "q00、q03"} and made.commands == ()
    assert "请照后面的提示办" in "\n".join(made.lines())
    (row,) = made.demands()
    assert (row.have, row.short) == (14, 2)


def test_pinned_it_is_used_and_that_is_told(ws: Workspace, tmp_path: Path) -> None:
    """Whoever pins an item knows better, and is reminded."""
    shown(ws, "q00", "q03")
    (tmp_path / "b.toml").write_text(
        'version = 1\npinned = ["q03"]\n[[sections]]\ntype = "判断题"\nnumber = 4\nmarks = 1\n', encoding="utf-8"
    )
    made = ws.paper(tmp_path / "b.toml", out=tmp_path / "out")
    assert "q03" in drawn(made) and not made.violations
    assert told(made) == {"papers-miskeyed": "q00", "papers-miskeyed-pinned": "q03"}


def test_a_mended_key_and_one_that_stays_are_drawn_again(ws: Workspace) -> None:
    """The new version is free; so is an item that somebody keeps, until another exam speaks against it."""
    shown(ws, "q00", "q03")
    right, at = replace(item(0, "甲", "statement"), body=TrueFalse(key=False)), "2026-03-02T00:00:00+00:00"
    revision = ws.bank.many(["q00"])[0].revision
    assert ws.bank.decide(Decision("1", "q00", 0, "edit", "甲", at), base_revision=revision, item=right).kind == "done"
    ws.accept("q00")
    seen = ws.bank.evidence_of("q03").seen
    assert ws.bank.keep_item(Keep("k", "q03", ws.bank.many(["q03"])[0].revision, seen, "甲", at)).kind == "done"
    made = ws.paper(ALL)
    assert {"q00", "q03"} <= drawn(made) and not told(made)
    shown(ws, "q03", sitting="s3")
    assert told(ws.paper(FEWER)) == {"papers-miskeyed": "q03"}


def test_a_wrong_key_is_not_printed_again(ws: Workspace, tmp_path: Path) -> None:
    """The same wish gives other papers once an exam has shown a key of the first ones to be wrong."""
    first = ws.paper(FEWER, out=tmp_path / "one")
    wrong = min(drawn(first))
    shown(ws, wrong)
    again = ws.paper(FEWER)
    assert again.exam != first.exam and wrong not in drawn(again)


def test_make_up_papers_leave_them_out(ws: Workspace, tmp_path: Path) -> None:
    """They are chosen from the same items."""
    first = ws.paper("判断 4×1", out=tmp_path / "one")
    wrong = sorted({f"q{at:02d}" for at in range(16)} - drawn(first))[:2]
    shown(ws, *wrong)
    made = ws.paper("判断 8×1", exclude=[first.exam])
    assert not drawn(made) & {*wrong, *drawn(first)}
    assert told(made) == {"papers-miskeyed": "、".join(wrong)}


def planned(ws: Workspace, **wish: Any) -> Any:
    """Return what became of the plan."""
    return ws.plan(ws.folder.parent / "plan.toml", ws.folder.parent / "out", **{"today": DAY, **wish})


def used(report: Any) -> set[str]:
    """Return the items of all tests."""
    return {item for filled in report.shown.rota.filled for item in filled.items}


@pytest.mark.parametrize("asked", ['items = { "判断题" = 4 }', 'blueprint = "判断 4×1，20 分钟"'])
def test_plans_leave_them_out(ws: Workspace, asked: str) -> None:
    """Tests of numbers and tests of blueprints, by the same rule; too few are told with the cause."""
    plan = ws.folder.parent / "plan.toml"
    plan.write_text(PLAN.replace('items = { "判断题" = 4 }', asked).replace("start", "window = 0\nstart"), "utf-8")
    wrong = {f"q{at:02d}" for at in range(8)}
    shown(ws, *wrong)
    report = planned(ws, events="none")
    assert [len(filled.items) for filled in report.shown.rota.filled] == [4, 4] and not used(report) & wrong
    (note,) = [each for each in report.problems if each.code == "papers-miskeyed"]
    assert note.values["count"] == 8
    shown(ws, *(f"q{at:02d}" for at in range(8, 14)), sitting="s2")
    short = planned(ws, events="none", again=True)
    causes = {each.problem.code for each in short.shown.rota.shortages}
    assert causes == {"assembly-short-miskeyed" if "blueprint" in asked else "rota-short-miskeyed"}
    assert all(each["draft"] == [] for each in short.to_dict()["shortages"])


def test_a_chosen_test_with_a_wrong_key_is_not_made(ws: Workspace) -> None:
    """Named with its test, nothing written; with --again it has other items. What was issued stays, and is told."""
    report = planned(ws)
    assert report.issued == TESTS[:1]
    first, second = (filled.items for filled in report.shown.rota.filled)
    shown(ws, first[0], second[0])
    refused = planned(ws, events="all")
    found = {each.place: each for each in refused.problems if each.code == "plan-item-miskeyed"}
    assert {place: each.severity for place, each in found.items()} == {TESTS[0]: "warning", TESTS[1]: "error"}
    assert second[0] in found[TESTS[1]].message("zh") and not refused.written
    again = planned(ws, events="all", again=True)
    now = [filled.items for filled in again.shown.rota.filled]
    assert set(now[0]) == set(first) and second[0] not in now[1]
    assert set(again.issued) == set(TESTS) and not again.violations
