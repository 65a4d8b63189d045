"""``qbank plan`` from end to end: calendar, record, report, files of tests, and every way it refuses."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

import qbank
from qbank.cli.main import build
from qbank.errors import QbankError
from qbank.workbench.plan_choosing import broken

ROOT = Path(__file__).parents[2]
SAMPLE = (ROOT / "docs" / "plan-sample.toml").read_text(encoding="utf-8")
SMALL = """
title = "三月考核"
start = 2026-03-02
end = 2026-04-30
window = 1
exposure = 1.0
[[series]]
kind = "日抽背"
weekdays = ["周一", "周三"]
items = 3
exposure = 1.0
[[series]]
kind = "周测"
weekdays = ["周五"]
items = { "判断题" = 4, "单选" = 4, "填空题" = 2 }
window = 20
exposure = 1.0
documents = "week"
[[series]]
kind = "月练"
every = "month"
items = 6
exposure = 1.0
[[series]]
kind = "年赛"
dates = [2026-04-15]
items = 40
exposure = 1.0
[[series]]
kind = "突击抽查"
times = 2
items = 5
exposure = 1.0
[contest]
teams = ["甲队", "乙队", "丙队"]
must = 2
buzzer = 5
risk = 1
[[study]]
start = 2026-03-02
end = 2026-04-30
documents = ["停车场管理办法", "窗口服务人员手册"]
"""
WEEK = date(2026, 3, 2)


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the accepted drafts of two documents of the sample corpus."""
    folder = tmp_path_factory.mktemp("plan") / "ws"
    with qbank.open(folder, make=True, actor="甲") as workspace:
        for name in ("制度/云岭市公共停车场管理办法.txt", "手册/云岭市窗口服务人员手册.docx"):
            workspace.ingest(ROOT / "corpus" / name)
        workspace.draft()
        workspace.accept(*workspace.bank.ids())
    return folder


@pytest.fixture
def folder(accepted: Path, tmp_path: Path) -> Path:
    """Return a copy of the workspace with a small plan in it."""
    shutil.copytree(accepted, tmp_path / "ws")
    (tmp_path / "ws" / "plan.toml").write_text(SMALL, encoding="utf-8")
    return tmp_path / "ws"


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Return exit code, output and error output of ``qbank plan`` into the folder ``out`` beside the workspace."""
    words = ["-C", str(folder), "plan", str(folder / "plan.toml"), "--out", str(folder.parent / "out"), *arguments]
    done = CliRunner().invoke(build("zh"), words)
    assert done.exception is None or isinstance(done.exception, SystemExit), repr(done.exception)
    return done.exit_code, done.stdout, done.stderr


def read(folder: Path, name: str) -> dict:
    """Return a JSON file of the plan's folder."""
    return json.loads((folder.parent / "out" / name).read_text(encoding="utf-8"))


def test_a_plan_is_written_whole(folder: Path) -> None:
    """Calendar, record and report are there, agree with each other, and break no rule."""
    code, said, _ = run(folder, "--events", "none")
    assert code == 0
    out = folder.parent / "out"
    assert {path.name for path in out.iterdir()} == {
        "calendar.html", "calendar.xlsx", "calendar-organisers.html", "calendar-organisers.xlsx", "plan.json",
        "report.json",
    }  # fmt: skip
    record, report = read(folder, "plan.json"), read(folder, "report.json")
    counts = Counter(each["kind"] for each in record["events"])
    assert counts == {"日抽背": 18, "周测": 8, "月练": 2, "年赛": 1, "突击抽查": 2}
    assert f"全年 {sum(counts.values())} 次考试" in said
    assert report["violations"] == [] and report["seconds"] > 0
    uses = Counter(item for each in record["events"] for item in each["items"])
    with qbank.open(folder) as workspace:
        items = {item.id: item for item in workspace.items(status="accepted")}
        assert uses.keys() <= items.keys()
    assert report["uses"] == {
        str(times): count for times, count in sorted(Counter(uses[item] for item in items).items())
    }
    weekly = next(each for each in record["events"] if each["kind"] == "周测")
    assert Counter(items[item].type for item in weekly["items"]) == {
        "true_false": 4, "single_choice": 4, "fill_blank": 2,
    }  # fmt: skip


def test_the_same_seed_gives_the_same_bytes(folder: Path) -> None:
    """Two runs into two folders write the same record."""
    run(folder, "--events", "none")
    first = (folder.parent / "out" / "plan.json").read_bytes()
    shutil.rmtree(folder.parent / "out")
    run(folder, "--events", "none")
    assert (folder.parent / "out" / "plan.json").read_bytes() == first
    shutil.rmtree(folder.parent / "out")
    (folder / "plan.toml").write_text('seed = "2"\n' + SMALL, encoding="utf-8")
    run(folder, "--events", "none")
    assert (folder.parent / "out" / "plan.json").read_bytes() != first


def test_unannounced_tests_stand_on_no_calendar_for_all(folder: Path) -> None:
    """突击抽查 stands only in the organisers' calendars; all other tests stand in both, in Excel and HTML."""
    run(folder, "--events", "none")
    out, events = folder.parent / "out", read(folder, "plan.json")["events"]
    for kind in (".html", ".xlsx"):
        for name, secret in (("calendar", False), ("calendar-organisers", True)):
            said = _said(out / f"{name}{kind}")
            for each in ("日抽背", "周测", "月练", "年赛", "突击抽查"):
                wanted = 0 if each == "突击抽查" and not secret else sum(event["series"] == each for event in events)
                assert len(re.findall(rf"{each} \d+题", said)) == wanted, (name, kind, each)


def _said(path: Path) -> str:
    """Return what a calendar says in its months."""
    if path.suffix == ".html":
        return path.read_text(encoding="utf-8")
    book = openpyxl.load_workbook(path)
    return "\n".join(
        str(cell.value) for page in book.worksheets[1:] for row in page.iter_rows() for cell in row if cell.value
    )


def test_each_test_stands_on_its_day(folder: Path) -> None:
    """The month sheets and the list of the workbook have every test on its day with the number of its items."""
    run(folder, "--events", "none")
    events = read(folder, "plan.json")["events"]
    book = openpyxl.load_workbook(folder.parent / "out" / "calendar-organisers.xlsx")
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[2], row[4]) for row in rows] == [
        (each["date"], each["series"], len(each["items"])) for each in events
    ]
    assert book.sheetnames[1:] == ["2026-03", "2026-04"]
    for each in events:
        day = date.fromisoformat(each["date"])
        cells = [cell.value for row in book[f"{day:%Y-%m}"].iter_rows(min_row=3) for cell in row if cell.value]
        (cell,) = [cell for cell in cells if re.match(rf"{day.day}(\D|$)", str(cell))]
        assert f"{each['series']} {len(each['items'])}题" in str(cell).split("\n")


def test_the_next_seven_days_get_their_files(folder: Path) -> None:
    """Without a word the tests of the next seven days get their files, at the earliest those of the plan's first."""
    with qbank.open(folder) as workspace:
        for today, wanted in (
            (date(2026, 1, 1), ["2026-03-02 日抽背", "2026-03-04 日抽背", "2026-03-06 周测"]),
            (date(2026, 3, 5), ["2026-03-06 周测", "2026-03-09 日抽背", "2026-03-11 日抽背"]),
            (date(2027, 1, 1), []),
        ):
            report = workspace.plan(folder / "plan.toml", folder.parent / "out", today=today)
            assert [each for each in report.issued if "突击" not in each and "月练" not in each] == wanted
    names = {path.name for path in (folder.parent / "out" / "events").iterdir()}
    assert {"2026-03-02 日抽背", "2026-03-06 周测", "2026-03-11 日抽背"} <= names


def test_cards_paper_and_contest_hold_the_items_of_the_plan(folder: Path) -> None:
    """Each kind of test gets its own files, and they ask what the record says; no answer stands in a paper."""
    with qbank.open(folder) as workspace:
        items = {item.id: item for item in workspace.items(status="accepted")}
    assert run(folder, "--events", "weekly")[0] == 0
    for word in ("2026-03-02", "月练", "yearly", "unannounced"):
        code, _, told = run(folder, "--events", word)
        assert code == 0, told
    events = {each["id"]: each for each in read(folder, "plan.json")["events"]}
    made = {path.name: path for path in (folder.parent / "out" / "events").iterdir()}
    files = {
        "日抽背": {"cards.docx", "cards.html"}, "周测": {"paper.docx", "key.docx", "paper.pdf"},
        "月练": {"paper.docx", "key.docx", "paper.pdf", "practice.html"},
        "突击抽查": {"paper.docx", "key.docx", "paper.pdf"},
        "年赛": {"contest.html", "score.xlsx", "key.docx"},
    }  # fmt: skip
    assert Counter(events[name]["kind"] for name in made) >= Counter({"周测": 8, "月练": 2, "年赛": 1, "突击抽查": 2})
    for name, path in made.items():
        event = events[name]
        there = {each.name for each in path.iterdir()} | {"paper.pdf"}
        written = {"form-A.json", "mapping.csv"} if "paper.docx" in files[event["kind"]] else {"form-Z.json"}
        assert there - {"paper.pdf"} == ({"event.json"} | written | files[event["kind"]]) - {"paper.pdf"}
        record = json.loads((path / "event.json").read_text(encoding="utf-8"))
        assert [each["id"] for each in record["items"]] == event["items"]
        assert all(each["revision"] == items[each["id"]].revision and each["proof"] for each in record["items"])
        main = next(path / each for each in ("paper.docx", "cards.docx", "key.docx") if (path / each).exists())
        said = "".join(_words(main).split())
        asked = event["items"] if event["kind"] != "年赛" else []
        for item in asked:
            assert "".join(items[item].stem.split("____")[0].split())[:20] in said, (name, item)
        rationales = [items[item].rationale for item in event["items"] if len(items[item].rationale) > 10]
        if main.name == "paper.docx":
            assert not any("".join(each.split()) in said for each in rationales)
            assert all("".join(each.split()) in "".join(_words(path / "key.docx").split()) for each in rationales)


def _words(path: Path) -> str:
    found = docx.Document(str(path))
    cells = (cell.text for table in found.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in found.paragraphs), *cells])


def test_a_simulation_shows_the_use_of_every_item(folder: Path) -> None:
    """The workbook counts what the record holds, item by item, never used ones too; no files of tests are written."""
    assert run(folder, "--simulate")[0] == 0
    out = folder.parent / "out"
    assert not (out / "events").exists()
    assert (out / "simulation.png").read_bytes().startswith(b"\x89PNG")
    events = read(folder, "plan.json")["events"]
    uses = Counter(item for each in events for item in each["items"])
    summary, page = openpyxl.load_workbook(out / "simulation.xlsx").worksheets
    head, *rows = page.iter_rows(values_only=True)
    ids = head.index("编号")
    assert {row[ids]: row[0] for row in rows} == {row[ids]: uses[row[ids]] for row in rows}
    assert len(rows) == sum(read(folder, "report.json")["uses"].values())
    daily = Counter(item for each in events if each["series"] == "日抽背" for item in each["items"])
    assert all(row[head.index("日抽背")] == daily[row[ids]] for row in rows)
    told = {row[0]: row[1] for row in summary.iter_rows(min_row=2, values_only=True)}
    assert told["一次也没用到的题"] == sum(uses[row[ids]] == 0 for row in rows) > 0
    assert told["题次"] == sum(uses.values())
    shares = [row[2] for row in summary.iter_rows(min_row=2) if row[2].value is not None]
    assert shares and {cell.number_format for cell in shares} == {"0.0%"}


def test_what_is_chosen_stays_chosen(folder: Path) -> None:
    """New items in the bank change nothing of a plan that stands, nor does asking for other files."""
    run(folder, "--events", "none")
    before = (folder.parent / "out" / "plan.json").read_bytes()
    with qbank.open(folder, actor="甲") as workspace:
        workspace.ingest(ROOT / "corpus" / "讲话" / "在全市档案工作推进会上的讲话.txt")
        workspace.draft()
        workspace.accept(*[item.id for item in workspace.items(status="draft")])
    code, said, _ = run(folder, "--events", "2026-03-02")
    assert code == 0
    assert "没有重选" in said
    assert (folder.parent / "out" / "plan.json").read_bytes() == before


def test_an_item_that_is_accepted_no_more_stops_its_test(folder: Path) -> None:
    """It is named with its test and the cure, nothing is written; --again chooses anew and leaves the past alone."""
    run(folder, "--events", "none")
    events = read(folder, "plan.json")["events"]
    (gone, *_) = next(each["items"] for each in events if each["id"] == "2026-04-20 日抽背")
    with qbank.open(folder, actor="甲") as workspace:
        workspace.edit(workspace.item(gone))
        if workspace.item(gone).status == "accepted":
            workspace.reject(gone, reason="过时")
    before = {path: path.read_bytes() for path in (folder.parent / "out").rglob("*") if path.is_file()}
    code, _, told = run(folder, "--events", "2026-04-20")
    assert code == 1
    assert gone in told and "2026-04-20 日抽背" in told and "--again" in told
    assert {path: path.read_bytes() for path in (folder.parent / "out").rglob("*") if path.is_file()} == before
    with qbank.open(folder) as workspace:
        report = workspace.plan(
            folder / "plan.toml", folder.parent / "out", events="2026-04-20", again=True, today=date(2026, 4, 1)
        )
    assert not [each for each in report.problems if each.severity == "error"]
    after = read(folder, "plan.json")["events"]
    early = [each for each in events if each["date"] < "2026-04-01"]
    assert [each for each in after if each["date"] < "2026-04-01"] == early
    assert all(gone not in each["items"] for each in after if each["date"] >= "2026-04-01")
    assert read(folder, "report.json")["violations"] == []


def test_a_plan_that_was_changed_is_not_mixed_with_what_was_chosen(folder: Path) -> None:
    """After a change of the file, what was chosen no longer fits: that is said, and --again carries on."""
    run(folder, "--events", "none")
    (folder / "plan.toml").write_text(SMALL.replace("items = 3", "items = 4"), encoding="utf-8")
    code, _, told = run(folder, "--events", "none")
    assert code == 1 and "--again" in told
    assert run(folder, "--events", "none", "--again")[0] == 0


@pytest.mark.parametrize(
    ("text", "arguments", "said"),
    [
        (SMALL.replace("停车场管理办法", "没有这份文件"), (), "没有这份文件"),
        (SMALL.replace("end = 2026-04-30\nwindow", "end = 2026-01-01\nwindow"), (), "不是一段"),
        (SMALL.replace("dates = [2026-04-15]", "dates = [2026-05-15]"), (), "2026-05-15"),
        (SMALL.replace("02\nend = 2026-04-30\ndocuments", "03\nend = 2026-01-01\ndocuments"), (), "end"),
        (SMALL.replace("start = 2026-03-02\nend = 2026-04-30\ndocu", "start = 2027-03-02\ndocu"), (), "2027-03-02"),
        (SMALL.replace("items = 3", "items = -3"), (), "-3"),
        (SMALL.replace('"丙队"', '"乙队"'), (), "队"),
        (SMALL + "colour = 1\n", (), "colour"),
        ("title = ", (), "TOML"),
        (SMALL, ("--events", "明天"), "明天"),
        (SMALL, ("--events", "2030-01-01"), "2030-01-01"),
    ],
)  # fmt: skip
def test_bad_plans_are_named_and_nothing_is_written(folder: Path, text: str, arguments: tuple, said: str) -> None:
    """Each fault is told with its cure, the exit code is 1, and there is no folder."""
    (folder / "plan.toml").write_text(text, encoding="utf-8")
    code, _, told = run(folder, *arguments)
    assert code == 1
    assert said in told
    assert not (folder.parent / "out").exists()
    assert not list(folder.parent.glob(".qbank-*"))


def test_an_empty_bank_and_a_file_in_the_way_are_named(folder: Path, tmp_path: Path) -> None:
    """A bank without accepted items, no plan at all, a file where the folder is to be."""
    with qbank.open(tmp_path / "empty", make=True):
        pass
    (tmp_path / "empty" / "plan.toml").write_text(SMALL.partition("[[study]]")[0].replace(
        'documents = "week"\n', ""), encoding="utf-8")  # fmt: skip
    code, _, told = run(tmp_path / "empty")
    assert code == 1 and "qbank review" in told
    (folder.parent / "out").write_text("x")
    assert run(folder)[0] == 1
    assert (folder.parent / "out").read_text() == "x"
    (folder / "plan.toml").unlink()
    assert run(folder)[0] == 1


def test_what_is_short_is_told_with_its_cure(folder: Path) -> None:
    """A plan that asks for more than there is is written with what there is; the report names test, number and cure."""
    (folder / "plan.toml").write_text(SMALL.replace('"判断题" = 4', '"判断题" = 400'), encoding="utf-8")
    code, _, told = run(folder, "--events", "none")
    assert code == 0
    assert "周测" in told and "请再出" in told
    shortages = read(folder, "report.json")["shortages"]
    assert {each["event"].split()[1] for each in shortages} == {"周测"}
    with qbank.open(folder) as workspace:
        there = workspace.count(status="accepted", type="判断题")
    # Statements that repeat each other, or tell each other's answers, stand in no test together.
    assert 400 - there <= shortages[0]["missing"] < 400 - there // 2
    assert shortages[0]["draft"] == [
        'qbank draft --document "云岭市公共停车场管理办法.txt"', 'qbank draft --document "云岭市窗口服务人员手册.docx"',
    ]  # fmt: skip


def test_what_was_short_of_tests_that_were_held_is_no_broken_rule(folder: Path) -> None:
    """Chosen anew in the middle of the plan, only what can still be mended is told; what was held stays as it was."""
    (folder / "plan.toml").write_text(SMALL.replace('"判断题" = 4', '"判断题" = 400'), encoding="utf-8")
    out = folder.parent / "out"
    with qbank.open(folder) as workspace:
        workspace.plan(folder / "plan.toml", out, events="none", today=WEEK)
        before = read(folder, "report.json")["shortages"]
        days = [date(2026, 4, 1), date(2026, 6, 1)]
        made = [workspace.plan(folder / "plan.toml", out, events="none", again=True, today=day) for day in days]
    assert [each.violations for each in made] == [(), ()]
    assert [each.problems[0].values["day"] for each in made[:1]] == ["2026-04-03"]
    assert made[1].problems == ()
    assert [each["event"] for each in read(folder, "report.json")["shortages"]] == [each["event"] for each in before]


def test_what_differs_from_a_changed_plan_is_told_apart_by_whether_it_can_be_mended(folder: Path) -> None:
    """Tests before today stay though the plan asks for more now; the same of tests that are to come is a fault."""
    with qbank.open(folder) as workspace:
        workspace.plan(folder / "plan.toml", folder.parent / "out", events="none", today=WEEK)
        (folder / "plan.toml").write_text(SMALL.replace("items = 6", "items = 7"), encoding="utf-8")
        report = workspace.plan(
            folder / "plan.toml", folder.parent / "out", events="none", again=True, today=date(2026, 4, 1)
        )
    assert [(each.rule, each.event) for each in report.violations] == [("number", "2026-03-02 月练")]
    (told,) = [each for each in report.problems if each.code.startswith("plan-rules")]
    assert (told.code, told.values) == ("plan-rules-past", {"count": 1, "rules": "题数", "first": "2026-03-02 月练"})
    ahead = list(broken(report.violations, report.shown.rota, WEEK, "zh"))
    assert [each.code for each in ahead] == ["plan-rules-broken"]


def test_interrupted_at_any_step_nothing_is_half_written(folder: Path) -> None:
    """Stopped before any of its steps, a plan leaves the folder as it was and nothing beside it."""
    steps: list[str] = []
    with qbank.open(folder) as workspace:
        asked = {"events": "2026-04-15", "simulate": True}
        workspace.plan(
            folder / "plan.toml", tmp := folder.parent / "all", **asked, progress=lambda *all_: steps.append(all_)
        )
        assert len(steps) > 6
        shutil.rmtree(tmp)
        for stop in range(0, len(steps), 3):
            seen = iter(range(len(steps)))

            def progress(*_: object, seen=seen, stop=stop) -> None:
                if next(seen) == stop:
                    raise KeyboardInterrupt

            with pytest.raises(KeyboardInterrupt):
                workspace.plan(folder / "plan.toml", folder.parent / "out", **asked, progress=progress)
            assert [path.name for path in folder.parent.iterdir()] == ["ws"]


def test_names_that_no_disk_can_have_make_folders(folder: Path) -> None:
    """Series named with signs a disk refuses get folders of their own each."""
    text = SMALL.replace('kind = "日抽背"', 'kind = "日抽背"\nname = "a/b"') + (
        '[[series]]\nkind = "日抽背"\nname = "a:b"\nweekdays = ["周一"]\nitems = 2\nexposure = 1.0\n'
    )
    (folder / "plan.toml").write_text(text, encoding="utf-8")
    assert run(folder, "--events", "2026-03-02")[0] == 0
    names = sorted(path.name for path in (folder.parent / "out" / "events").iterdir())
    assert names == ["2026-03-02 a_b", "2026-03-02 a_b-2", "2026-03-02 月练"]


def test_a_damaged_record_is_named(folder: Path) -> None:
    """A plan.json that was cut off is not planned over."""
    run(folder, "--events", "none")
    path = folder.parent / "out" / "plan.json"
    path.write_bytes(path.read_bytes()[:100])
    code, _, told = run(folder, "--events", "none")
    assert code == 1 and "plan.json" in told
    with qbank.open(folder) as workspace, pytest.raises(QbankError):
        workspace.plan(folder / "plan.toml", folder.parent / "out", again=True)


def test_what_titles_say_is_no_markup_and_no_formula(folder: Path) -> None:
    """A title with markup, and one that begins like a formula, stay text in HTML and Excel."""
    nasty = "=1+1<script>alert(1)</script>"
    (folder / "plan.toml").write_text(SMALL.replace("三月考核", nasty), encoding="utf-8")
    assert run(folder, "--events", "yearly")[0] == 0
    out = folder.parent / "out"
    assert "<script" not in (out / "calendar.html").read_text(encoding="utf-8")
    assert "<script>alert" not in next(out.rglob("contest.html")).read_text(encoding="utf-8")
    book = openpyxl.load_workbook(out / "calendar.xlsx")
    assert book["2026-03"]["A1"].data_type == "s"
    with zipfile.ZipFile(out / "calendar.xlsx") as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())
