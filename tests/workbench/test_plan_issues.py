"""What a plan issues is frozen in the bank as papers are: answers come back, make-up papers and later uses see it."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from paper_bank import workspace

from qbank.errors import QbankError
from qbank.workbench.paper_bank import accepted, candidates
from qbank.workbench.plan_report import PlanReport
from qbank.workbench.workspace import Workspace

PLAN = """title = "春季"
start = 2026-03-02
end = 2026-03-15
exposure = 1.0
[[series]]
kind = "日抽背"
weekdays = ["周一"]
items = 2
exposure = 1.0
[[series]]
kind = "周测"
weekdays = ["周五"]
items = { "判断题" = 3, "单选题" = 4, "多选题" = 2 }
exposure = 1.0
[[series]]
kind = "月练"
dates = [2026-03-11]
blueprint = "判断 2×1，单选 2×2.5，20 分钟"
[[series]]
kind = "年赛"
dates = [2026-03-12]
items = 20
[contest]
teams = ["甲队", "乙队"]
must = 2
buzzer = 2
risk = 1
"""
DAY = date(2026, 3, 2)
TEST = "2026-03-06 周测"


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Return a workspace of 44 accepted items and a plan beside it."""
    (tmp_path / "plan.toml").write_text(PLAN, encoding="utf-8")
    return workspace(tmp_path)


def planned(ws: Workspace, out: str = "out", **wish: Any) -> PlanReport:
    """Return what became of the plan."""
    folder = ws.folder.parent
    report = ws.plan(folder / "plan.toml", folder / out, **{"today": DAY, **wish})
    assert not [each for each in report.problems if each.severity == "error"]
    return report


def made(ws: Workspace, test: str = TEST, out: str = "out") -> Path:
    """Return the folder of a test."""
    return ws.folder.parent / out / "events" / test


def test_every_test_with_files_is_issued(ws: Workspace) -> None:
    """Cards, papers and contests are frozen in the versions that were printed, for their day; nothing else is."""
    planned(ws, events="none")
    planned(ws, simulate=True)
    assert ws.bank.issues() == []
    planned(ws, events="all")
    record = json.loads((ws.folder.parent / "out" / "plan.json").read_bytes())
    issues = {each.form.blueprint: each for each in ws.bank.issues()}
    assert issues.keys() == {each["id"] for each in record["events"]}
    for event in record["events"]:
        issue = issues[event["id"]]
        assert (issue.day, issue.actor) == (event["date"], "甲")
        assert {each.item for each in issue.form.placed} == set(event["items"])
        assert all(each.revision == ws.item(each.item).revision for each in issue.form.placed)
        assert json.loads((made(ws, event["id"]) / "event.json").read_bytes())["form"] == issue.form.id
    monthly = issues["2026-03-11 月练"].form
    assert (monthly.marks, monthly.minutes) == (7, 20)
    assert [(each.marks, len(each.placed)) for each in monthly.sections] == [(1, 2), (2.5, 2)]
    assert not list(ws.bank.check())


def test_what_is_printed_is_the_form(ws: Workspace) -> None:
    """Stems and options stand on paper in the order that the bank has frozen; marks that nobody said are left blank."""
    planned(ws)
    form = json.loads((made(ws) / "form-A.json").read_bytes())
    said = [each.text for each in docx.Document(str(made(ws) / "paper.docx")).paragraphs]
    text = "\n".join(said)
    places = [text.index(item["stem"][:8]) for item in form["items"]]
    assert places == sorted(places) and len(places) == 9
    for item in form["items"]:
        at = [text.index(option["text"], places[item["number"] - 1]) for option in item.get("options", ())]
        assert at == sorted(at)
    assert [len(each["items"]) for each in form["sections"]] == [3, 4, 2]
    (heading, *_) = [line for line in said if line.startswith("一、判断题")]
    assert "每题" in heading and "1 分" not in heading
    rows = list(csv.DictReader((made(ws) / "mapping.csv").read_text(encoding="utf-8").splitlines()))
    assert {row["item"] for row in rows} == {i["id"] for i in form["items"] if i["type"] != "true_false"}


@pytest.mark.parametrize("said", ["id", "test", "letter"])
def test_answers_on_a_test_come_back_to_its_items(ws: Workspace, said: str) -> None:
    """Numbers and letters of the printed paper are the items and options of the bank, right ones earn all."""
    planned(ws)
    form = json.loads((made(ws) / "form-A.json").read_bytes())
    right = [item["answer"] or ("对" if item["key"] else "错") for item in form["items"]]
    rows = [["工号", *map(str, range(1, 10))], *[[f"P{at}", *right] for at in range(5)], ["N", *[""] * 9]]
    path = ws.folder.parent / "a.csv"
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    (found,) = ws.analyse_all([path], form={"id": form["id"], "test": TEST, "letter": "A"}[said])
    sitting = found.reading.sitting()
    assert set(sitting.items) == {item["id"] for item in form["items"]}
    assert sitting.marks.sum(axis=1).tolist() == [9.0] * 5 + [0.0]


def test_make_up_papers_and_papers_see_what_a_plan_issued(ws: Workspace) -> None:
    """Nothing of an excluded test comes back; a paper for a day soon after rests what the plan used."""
    planned(ws)
    asked = {each["id"] for each in json.loads((made(ws) / "form-A.json").read_bytes())["items"]}
    for word in (TEST, str(made(ws) / "form-A.json")):
        again = ws.paper("判断 3×1，单选 4×1，多选 2×1", exclude=[word], date="2026-03-09")
        assert not asked & {each.item for each in again.forms[0].placed}
    known = {each.id: each for each in ws.paper("判断 3×1", date="2026-03-09").candidates.values()}
    assert {known[item].last_used for item in asked} == {date(2026, 3, 6)}
    assert {known[item].uses for item in asked} <= {1, 2}  # the daily draw before may have had it too


def test_files_that_left_are_known(ws: Workspace) -> None:
    """Whoever finds a file can ask which versions of which items are in it; made again as it was, it is told once."""
    planned(ws)
    planned(ws)
    asked = {each["id"] for each in json.loads((made(ws) / "form-A.json").read_bytes())["items"]}
    for name in ("paper.docx", "key.docx"):
        assert {each["item"] for each in ws.handout_items(str(made(ws) / name))} == asked
    files = [each.file for each in ws.bank.handouts()]
    assert len(files) == len(set(files)) and str(made(ws, "2026-03-02 日抽背") / "cards.html") in files
    paper = ws.paper("判断 3×1", out=ws.folder.parent / "paper")
    held = {each["item"] for each in ws.handout_items(str(ws.folder.parent / "paper" / "form-A.docx"))}
    assert held == {each.item for each in paper.forms[0].placed}


def test_what_was_issued_stays(ws: Workspace) -> None:
    """Chosen anew, also in another folder, tests whose files were made keep their items and their bytes."""
    planned(ws)
    before, paper = ws.bank.issues(), (made(ws) / "form-A.json").read_bytes()
    for at in (1, 3):
        ws.bank.add_drafts([], actor="甲")
        planned(ws, again=True, today=date(2026, 3, at))
        assert (made(ws) / "form-A.json").read_bytes() == paper
    planned(ws, out="other")
    assert (made(ws, out="other") / "form-A.json").read_bytes() == paper
    assert {each.form.id for each in before} <= {each.form.id for each in ws.bank.issues()}
    assert len([each for each in ws.bank.issues() if each.form.blueprint == TEST]) == 1


def test_a_test_whose_item_was_retired_is_chosen_anew(ws: Workspace) -> None:
    """What was issued stays in the bank; the test gets other items where that is asked for, and a form of its own."""
    planned(ws)
    (old,) = [each for each in ws.bank.issues() if each.form.blueprint == TEST]
    gone = old.form.placed[0].item
    ws.reject(gone, reason="过时")
    report = ws.plan(ws.folder.parent / "plan.toml", ws.folder.parent / "out", today=DAY)
    assert {each.code for each in report.problems} == {"plan-item-gone"}
    planned(ws, again=True)
    new, _ = [each for each in ws.bank.issues() if each.form.blueprint == TEST]
    assert gone not in {each.item for each in new.form.placed} and new.form.id != old.form.id
    # Its name means the one that was issued last.
    (last,) = ws.paper("判断 3×1", exclude=[TEST]).wish.excluded
    assert last == max((new, old), key=lambda each: (each.at, each == new))


def test_a_plan_does_not_count_its_own_tests_as_earlier_uses(ws: Workspace) -> None:
    """Issued, sat and recorded, a test is one use of its items in the plan, and no use before it."""
    planned(ws)
    path = ws.folder.parent / "out" / "plan.json"

    def events() -> list[tuple[str, list[str]]]:
        return [(each["id"], sorted(each["items"])) for each in json.loads(path.read_bytes())["events"]]

    first = events()
    form = json.loads((made(ws) / "form-A.json").read_bytes())
    right = [item["answer"] or ("对" if item["key"] else "错") for item in form["items"]]
    rows = [["工号", *map(str, range(1, 10))], *[[f"P{at}", *right] for at in range(12)]]
    answers = ws.folder.parent / "a.csv"
    answers.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    (found,) = ws.analyse_all([answers], form=TEST, date="2026-03-06")
    ws.keep_sitting(found)
    path.unlink()
    report = planned(ws)
    issued = {each.form.blueprint for each in ws.bank.issues()}
    assert [each for each in events() if each[0] in issued] == [each for each in first if each[0] in issued]
    assert report.violations == ()
    orders, known = {each.order for each in ws.bank.issues()}, accepted(ws.bank)
    assert max(each.uses for each in candidates(ws.bank, known)) >= 1
    assert {(each.uses, each.last_used) for each in candidates(ws.bank, known, orders)} == {(0, None)}


def test_a_paper_that_cannot_be_issued_is_not_written(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the bank refuses, there is no folder and no issue."""
    planned(ws, out="kept", events="none")

    def refuse(issues: object) -> None:
        ws.reject(issues[0].form.placed[0].item, reason="过时")  # type: ignore[index]
        return type(ws.bank).issue(ws.bank, issues)  # type: ignore[arg-type]

    monkeypatch.setattr(ws.bank, "issue", refuse)
    with pytest.raises(QbankError) as caught:
        ws.plan(ws.folder.parent / "plan.toml", ws.folder.parent / "out", today=DAY)
    assert caught.value.problem.code == "bank-issue-item"
    assert ws.bank.issues() == [] and not (ws.folder.parent / "out").exists()
