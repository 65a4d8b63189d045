"""Tests of a plan that name a blueprint: chosen within the plan's rules, short ones named by cell and day."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from paper_bank import workspace

from qbank.assembly.rota import simulate
from qbank.assembly.rota_checking import violations
from qbank.errors import QbankError
from qbank.model.blueprint import Blueprint, Cell, Section
from qbank.model.candidate import Candidate
from qbank.model.plan import Plan, Rhythm, Series
from qbank.workbench.plan_blueprints import Chooser
from qbank.workbench.plan_report import PlanReport
from qbank.workbench.workspace import Workspace

HEAD = 'title = "春季"\nstart = 2026-03-02\nend = 2026-03-29\nexposure = 1.0\n'
WEEKLY = '[[series]]\nkind = "周测"\nweekdays = ["周五"]\nexposure = 1.0\n'
DAILY = '[[series]]\nkind = "日抽背"\nweekdays = ["周一", "周二", "周三", "周四"]\nitems = 2\nexposure = 1.0\n'
TABLE = """version = 1
minutes = 30
rested = 8
[[sections]]
heading = "一、判断"
type = "判断题"
number = 2
marks = 1
[[sections]]
type = "单选题"
number = 4
marks = 2.5
[[cells]]
chapters = ["保密"]
least = 3
"""
DAY = date(2026, 3, 2)


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Return a workspace of 44 accepted items."""
    return workspace(tmp_path)


def planned(ws: Workspace, text: str, **wish: Any) -> PlanReport:
    """Return what became of a plan; its folder is ``out`` beside the workspace."""
    file = ws.folder.parent / "plan.toml"
    file.write_text(text, encoding="utf-8")
    return ws.plan(file, ws.folder.parent / "out", **{"today": DAY, "events": "none", **wish})


def record(ws: Workspace, name: str = "plan.json") -> Any:
    """Return a file of the plan's folder as data."""
    return json.loads((ws.folder.parent / "out" / name).read_text(encoding="utf-8"))


def codes(report: PlanReport) -> set[str]:
    """Return what is wrong."""
    return {problem.code for problem in report.problems}


def table(folder: Path, kind: str) -> str:
    """Write the same blueprint as TOML or as a workbook, or give it as a line; return what the plan says."""
    if kind == "line":
        return "判断 2×1，单选 4×2.5，30 分钟"
    (folder / "表").mkdir(exist_ok=True)
    if kind == "toml":
        (folder / "表" / "周测.toml").write_text(TABLE, encoding="utf-8")
        return "表/周测.toml"
    book = Workbook()
    book.active.append(["章节", "判断题（每题1分）", "单选题（每题2.5分）"])
    book.active.append(["保密", 1, 2])
    book.active.append(["值班", 1, 2])
    book.save(folder / "表" / "周测.xlsx")
    return "表/周测.xlsx"


@pytest.mark.parametrize("kind", ["toml", "xlsx", "line"])
def test_a_blueprint_fills_its_tests(ws: Workspace, kind: str) -> None:
    """Each test has the sections and cells of its blueprint, found from the plan's folder, and no rule is broken."""
    what = table(ws.folder.parent, kind)
    report = planned(ws, f'{HEAD}window = 6\n{DAILY}{WEEKLY}window = 15\nblueprint = "{what}"\n')
    assert codes(report) == set(), [each.message() for each in report.problems]
    assert report.violations == () and record(ws, "report.json")["violations"] == []
    weekly = [each["items"] for each in record(ws)["events"] if each["kind"] == "周测"]
    assert len(weekly) == 4
    for items in weekly:
        held = [ws.item(item) for item in items]
        assert [item.type for item in held] == ["true_false"] * 2 + ["single_choice"] * 4
        if kind != "line":
            assert sum(item.chapter == "保密" for item in held) >= 3
    # The window of the series is three weeks long: neighbours share nothing.
    assert all(not {*one} & {*other} for one, other in pairwise(weekly))
    # A rest that a blueprint asks for, and the plan's own window, hold against the daily draws as well.
    used = Counter()
    for event in record(ws)["events"]:
        for item in event["items"]:
            day = date.fromisoformat(event["date"]).toordinal()
            gap = 8 if kind == "toml" and event["kind"] == "周测" else 6
            assert day - used.get(item, -99) >= gap
            used[item] = day


def test_the_same_plan_gives_the_same_papers(ws: Workspace) -> None:
    """Written anew, the record is the same to the byte; a changed blueprint is told as a changed plan is."""
    text = f'{HEAD}{WEEKLY}blueprint = "{table(ws.folder.parent, "toml")}"\n'
    planned(ws, text)
    first = (ws.folder.parent / "out" / "plan.json").read_bytes()
    (ws.folder.parent / "out" / "plan.json").unlink()
    planned(ws, text)
    assert (ws.folder.parent / "out" / "plan.json").read_bytes() == first
    path = ws.folder.parent / "表" / "周测.toml"
    path.write_text(TABLE.replace("least = 3", "least = 2"), encoding="utf-8")
    with pytest.raises(QbankError, match="was changed"):
        planned(ws, text)
    assert codes(planned(ws, text, again=True)) == set()


def test_what_is_short_is_named_by_cell_and_day(ws: Workspace) -> None:
    """Each test that cannot meet its table says which cell lacks how many, and how to draft; it has no items then."""
    # Two tests take 16 of 20 单选, so that the third has 4 of them, whatever their chapters.
    text = (
        TABLE.replace("number = 4", "number = 8").replace("least = 3", "least = 5").replace("rested = 8", "rested = 30")
    )
    (ws.folder.parent / "a.toml").write_text(text, encoding="utf-8")
    report = planned(ws, f'{HEAD}{WEEKLY}blueprint = "a.toml"\n')
    short = record(ws, "report.json")["shortages"]
    assert {each["event"] for each in short} == {"2026-03-20 周测", "2026-03-27 周测"}
    first = {each["cell"]: each for each in short if each["event"] == "2026-03-20 周测"}
    assert first.keys() == {"单选题", "保密"} and {each["code"] for each in short} == {
        "assembly-short",
        "assembly-short-section",
    }
    assert first["单选题"]["missing"] == 4 and "缺 4 道" in first["单选题"]["says"]
    assert 0 < first["保密"]["missing"] <= 5
    assert first["保密"]["draft"] == ['qbank draft --document "值班制度.txt"']
    sizes = {each["date"]: len(each["items"]) for each in record(ws)["events"]}
    assert sizes["2026-03-06"] == sizes["2026-03-13"] == 10 and sizes["2026-03-20"] == 0
    assert "rota-short-blueprint" in codes(report) and not report.violations
    assert all(problem.message("zh") and problem.message("en") for problem in report.problems)
    # Those who make the tests see it on their calendar, nobody else does.
    pages = [(ws.folder.parent / "out" / f"{name}.html").read_text() for name in ("calendar", "calendar-organisers")]
    assert "未组成卷" not in pages[0] and "周测 10题" in pages[0] and "缺" not in pages[0]
    assert "未组成卷" in pages[1]
    # What was written down is read again, shortages and all.
    assert codes(planned(ws, (ws.folder.parent / "plan.toml").read_text())) == codes(report)


@pytest.mark.parametrize(
    ("what", "code", "said"),
    [
        ("没有.toml", "plan-blueprint-none", "没有.toml"),
        ("随便写的", "plan-blueprint-none", "随便写的"),
        ("判断 10×1，满分 20 分", "blueprint-marks-sum", "20"),
        ("bad.toml", "blueprint-key-unknown", "颜色"),
        ("strange.toml", "papers-word-unknown", "保秘"),
    ],
)
def test_a_blueprint_that_cannot_be_is_named(ws: Workspace, what: str, code: str, said: str) -> None:
    """No such file, no line, a contradiction, a word the bank does not know: told with the cure, nothing written."""
    folder = ws.folder.parent
    (folder / "bad.toml").write_text('"颜色" = 1\n' + TABLE, encoding="utf-8")
    (folder / "strange.toml").write_text(TABLE.replace("保密", "保秘"), encoding="utf-8")
    report = planned(ws, f'{HEAD}{WEEKLY}blueprint = "{what}"\n')
    (problem,) = report.problems
    assert problem.code == code and said in problem.message("zh") and problem.message("en")
    assert not (folder / "out").exists()


def test_a_pinned_item_keeps_its_window(ws: Workspace) -> None:
    """Pinned into every weekly paper, an item would come back too soon: that is told, and the rule is kept."""
    (ws.folder.parent / "a.toml").write_text('pinned = ["q20"]\n' + TABLE.replace("rested = 8\n", ""), encoding="utf-8")
    report = planned(ws, f'{HEAD}{WEEKLY}window = 10\nblueprint = "a.toml"\n')
    told = {each["event"]: each["code"] for each in record(ws, "report.json")["shortages"]}
    assert told == dict.fromkeys(("2026-03-13 周测", "2026-03-27 周测"), "rota-pinned-blocked")
    assert not report.violations


# --- the law --------------------------------------------------------------------------------------------------


@st.composite
def years(draw: st.DrawFn) -> tuple[Plan, list[Candidate]]:
    """Return a plan of daily draws and papers by blueprints with rests and uses, and a bank that may be too small."""
    cell = Cell(least=draw(st.integers(0, 2)), chapters=("甲",))
    asked = Blueprint(
        name="卷",
        sections=(
            Section(type="true_false", number=draw(st.integers(1, 2)), marks=1),
            Section(type="single_choice", number=draw(st.integers(1, 2)), marks=2),
        ),
        cells=(cell,),
        rested=draw(st.integers(0, 12)),
        uses=draw(st.none() | st.integers(1, 3)),
    )
    weekday = st.sets(st.integers(0, 6), min_size=1, max_size=3).map(tuple)
    exposure = st.sampled_from([0.3, 1.0])
    series = (
        Series(name="抽", kind="日抽背", rhythm=Rhythm(weekdays=draw(weekday)), items={"": 1}, exposure=draw(exposure),
               window=draw(st.integers(0, 6))),
        Series(name="卷", kind="周测", rhythm=Rhythm(weekdays=draw(weekday)), blueprint="卷", asked=asked,
               exposure=draw(exposure), window=draw(st.integers(0, 9))),
    )  # fmt: skip
    plan = Plan(title="", start=DAY, end=date(2026, 3, 22), series=series, window=draw(st.integers(0, 3)), exposure=1.0)
    used = st.none() | st.sampled_from([date(2026, 2, 20), date(2026, 3, 1)])
    bank = [
        Candidate(
            id=f"q{at:02}", type=("true_false", "single_choice")[at % 2], chapter="甲乙"[at // 2 % 2],
            last_used=draw(used), uses=draw(st.integers(0, 1)),
        )
        for at in range(draw(st.integers(0, 14)))
    ]  # fmt: skip
    return plan, bank


@settings(max_examples=40, deadline=None)
@given(years(), st.integers(0, 3))
def test_no_rule_of_plan_or_blueprint_is_broken(drawn: tuple[Plan, list[Candidate]], seed: int) -> None:
    """Windows, limits, rests, uses and cells hold, counted anew, in any bank; what is short is told by its day."""
    plan, bank = drawn
    enemies = [("q00", "q02"), ("q01", "q05")]
    rota = simulate(plan, bank, str(seed), Chooser({}, bank, enemies, str(seed)))
    assert not violations(plan, rota, bank, enemies)
    lacking = {each.event.id for each in rota.filled if len(each.items) < each.event.series.wanted}
    assert lacking == {each.event.id for each in rota.shortages}
    assert all(each.problem.place == each.event.id and each.problem.message("zh") for each in rota.shortages)


def test_the_checker_counts_blueprints_anew() -> None:
    """A rest, a number of uses and a cell that a rota breaks are found."""
    asked = Blueprint(
        name="卷", sections=(Section(type="x", number=1, marks=1),), cells=(Cell(least=1, chapters=("甲",)),),
        rested=3, uses=2,
    )  # fmt: skip
    series = Series(
        name="卷", kind="周测", rhythm=Rhythm(weekdays=(0, 1, 2)), blueprint="卷", asked=asked, exposure=1.0
    )
    plan = Plan(title="", start=DAY, end=date(2026, 3, 4), series=(series,), exposure=1.0)
    bank = [Candidate(id=f"q{at}", type="x", chapter="甲") for at in range(3)] + [Candidate(id="z", type="x")]
    good = simulate(plan, bank, "", lambda event, free, uses: ([next(e.id for e in free if e.id != "z")], []))
    assert not violations(plan, good, bank)

    def rules(*items: str) -> set[str]:
        filled = [type(each)(each.event, (item,)) for each, item in zip(good.filled, items, strict=True)]
        return {each.rule for each in violations(plan, type(good)(tuple(filled), (), {}, ()), bank)}

    assert rules("q0", "q1", "q2") == set()
    assert rules("q0", "q1", "q0") == {"blueprint-rested"}
    assert rules("q0", "q0", "q0") == {"blueprint-rested", "blueprint-uses"}
    assert rules("q0", "q1", "z") == {"blueprint-cell"}
