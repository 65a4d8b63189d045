"""Exams on the command line: figures without a bank, figures that go to the bank, people that are removed for good."""

from __future__ import annotations

import csv
import json
import random
from dataclasses import replace
from pathlib import Path

import docx
import numpy
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

import qbank
from qbank.bank import Query
from qbank.cli.main import build
from qbank.workbench.analysing import analyse_all

TEXT = (
    "云岭市值守工作办法\n第一条　为了规范值守工作，制定本办法。\n"
    "第二条　值班员应当提前三十分钟到岗。\n第三条　值守记录应当保存三年。\n"
    "第四条　接到信息后，值班员应当在十分钟内报告站长。\n"
    "第五条　站长应当每月检查值守记录两次。\n第六条　演练应当每季度开展一次，每次不少于四小时。\n"
    "第七条　未经站长批准，值班员不得离岗超过十五分钟。\n第八条　新值班员应当接受不少于四十学时的培训。\n"
)


def run(folder: Path, *arguments: str, code: int = 0) -> Result:
    """Run a command in a workspace."""
    result = CliRunner().invoke(build("zh"), ["-C", str(folder), "--as", "甲", *arguments])
    assert result.exit_code == code, result.output
    return result


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A workspace with accepted single choices."""
    (tmp_path / "办法.txt").write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "ws"
    with qbank.open(folder, make=True, actor="甲") as workspace:
        workspace.ingest(tmp_path / "办法.txt")
        workspace.draft()
        for item in list(workspace.bank.items(Query(type="single_choice"))):
            workspace.accept(item.id)
    return folder


def answers(folder: Path, file: Path, people: int = 60) -> list[str]:
    """Write a file of answers to the accepted items, the last of them answered as if another option were right."""
    rng = random.Random(3)
    with qbank.open(folder) as workspace:
        items = list(workspace.bank.items(Query(type="single_choice", status="accepted")))[:6]
    rows = []
    for at in range(people):
        able, row = rng.gauss(0, 1), [f"K{at:03d}", f"考生{at}", "一队" if at % 2 else "二队"]
        for number, item in enumerate(items):
            options = [option.id for option in item.body.options]
            right = options.index(item.body.key[0])
            believed = (right + 1) % len(options) if number == len(items) - 1 else right
            knows = rng.random() < 1 / (1 + 2.7 ** -(2 * able + 1 - number * 0.3))
            row.append("ABCDEF"[believed if knows else rng.randrange(len(options))])
        rows.append(row)
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["工号", "姓名", "部门", *(item.id for item in items)], *rows])
    return [item.id for item in items]


def test_a_plain_table_needs_no_bank(tmp_path: Path) -> None:
    """Persons × items with a file of keys: figures in the data, in words, and in a workbook."""
    rng = random.Random(1)
    table, keys = tmp_path / "t.csv", tmp_path / "k.csv"
    rows = [[f"p{at}", *(("A" if rng.random() < 0.3 + at / 100 else "B") for _ in range(4))] for at in range(50)]
    with table.open("w", newline="") as stream:
        csv.writer(stream).writerows([["id", "q1", "q2", "q3", "q4"], *rows])
    keys.write_text("item,key\n" + "".join(f"q{at},A\n" for at in range(1, 5)))
    out, book = tmp_path / "o.json", tmp_path / "o.xlsx"
    told = run(
        tmp_path,
        "analyse",
        str(table),
        "--key",
        str(keys),
        "--model",
        "rasch",
        "--json",
        str(out),
        "--report",
        str(book),
    )
    assert "50 人，4 题" in told.output
    data = json.loads(out.read_text(encoding="utf-8"))
    assert (data["test"]["n"], data["test"]["k"]) == (50, 4)
    test, right = data["test"], [[float(each == "A") for each in row[1:]] for row in rows]
    spread = numpy.cov(numpy.array(right).T)
    between, k = spread - numpy.diag(numpy.diag(spread)), 4
    lambda2 = (between.sum() + (k / (k - 1) * (between**2).sum()) ** 0.5) / spread.sum()
    r = numpy.corrcoef([row[0] + row[2] for row in right], [row[1] + row[3] for row in right])[0, 1]
    told = (test["lambda2"], test["split_half"], test["spearman_brown"], test["split"])
    assert told == (pytest.approx(lambda2), pytest.approx(r), pytest.approx(2 * r / (1 + r)), "odd-even")
    assert test["kr21"] <= test["alpha"] <= test["lambda2"]
    figures = {row[0].value: row[1].value for row in openpyxl.load_workbook(book)["总体"].iter_rows()}
    assert figures["信度 λ₂（不低于 α）"] == pytest.approx(lambda2, abs=1e-3)
    for number, item in enumerate(data["items"], 1):
        assert item["name"] == f"q{number}"
        assert item["item_total"] > item["discrimination"]
        assert item["biserial"] > item["item_total"] and item["biserial_rest"] > item["discrimination"]
        assert item["intended_weight"] == 0.25
        assert item["facility_less_guessing"] == pytest.approx(2 * item["facility"] - 1)
        assert item["facility"] == pytest.approx(sum(row[number] == "A" for row in rows) / 50)
    assert len(data["irt"]["items"]) == 4
    assert openpyxl.load_workbook(book)["试题"].max_row == 5
    assert {row[1] for row in openpyxl.load_workbook(book)["选项"].iter_rows(min_row=2, values_only=True)} >= {"A", "B"}
    assert not (tmp_path / "answers.db").exists()


def test_nothing_is_written_to_the_bank_unless_asked(desk: Path, tmp_path: Path) -> None:
    """Without --record an analysis leaves the workspace as it was."""
    answers(desk, tmp_path / "a.csv")
    before = sorted(each.name for each in desk.iterdir())
    assert "60 人，6 题" in run(desk, "analyse", str(tmp_path / "a.csv")).output
    assert sorted(each.name for each in desk.iterdir()) == before
    with qbank.open(desk) as workspace:
        assert workspace.bank.recordings() == []


def test_a_workspace_has_limits_of_its_own(desk: Path, tmp_path: Path) -> None:
    """What is too easy is for the organisation to say; a plain table without a workspace keeps the usual limits."""
    answers(desk, tmp_path / "a.csv")
    codes = []
    for text in ("", "\n[limits]\neasy = 0.05\nenough = 30\n"):
        with (desk / "qbank.toml").open("a", encoding="utf-8") as settings:
            settings.write(text)
        run(desk, "analyse", str(tmp_path / "a.csv"), "--json", str(tmp_path / "o.json"))
        items = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["items"]
        codes.append({flag["code"] for item in items for flag in item["flags"]})
        (tmp_path / "o.json").unlink()
    assert "easy" not in codes[0]
    assert "easy" in codes[1]


def test_figures_go_to_the_version_that_was_asked(desk: Path, tmp_path: Path) -> None:
    """Recorded figures stand at the item; the one whose key nobody believes asks for work; again replaces."""
    ids = answers(desk, tmp_path / "a.csv")
    record = ("analyse", str(tmp_path / "a.csv"), "--record", "--name", "三月周测", "--date", "2026-03-15")
    assert "记下 6 道题的数字" in run(desk, *record).output
    assert "已替换" in run(desk, *record).output
    shown = run(desk, "show", ids[-1]).output
    assert "三月周测" in shown
    assert "疑似答案有误" in shown
    with qbank.open(desk) as workspace:
        assert next(iter(workspace.bank.needs_work())) == ids[-1]
        (mine,) = workspace.bank.evidence([ids[0]])[ids[0]].records
        assert (mine.n, mine.date, mine.actor) == (60, "2026-03-15", "甲")


def test_what_another_key_would_change_is_told_everywhere(desk: Path, tmp_path: Path) -> None:
    """In words, in the data, in both reports, and beside the item in the bank: all say the same."""
    ids = answers(desk, tmp_path / "a.csv")
    wish = ("--record", "--date", "2026-03-15", "--json", str(tmp_path / "o.json"))
    told = run(desk, "analyse", str(tmp_path / "a.csv"), *wish, "--report", str(tmp_path / "o.docx")).output
    run(desk, "analyse", str(tmp_path / "a.csv"), "--report", str(tmp_path / "o.xlsx"))
    (line,) = [each.strip() for each in told.splitlines() if "若答案改成" in each]
    (found,) = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["rescored"]
    assert found["name"] == ids[-1] and found["people"] == 60
    passing = f"按 60% 及格，及格 {found['passed_before']} → {found['passed']} 人"
    assert f"{found['gain']} 人加分，{found['lose']} 人减分；{passing}" in line
    assert found["passed"] >= found["passed_before"]
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert any(line in str(cell.value) for row in book["试题"].iter_rows() for cell in row)
    cells = [c.text for t in docx.Document(str(tmp_path / "o.docx")).tables for row in t.rows for c in row.cells]
    assert any(line in each for each in cells)
    assert line in run(desk, "show", ids[-1]).output
    (shown,) = json.loads(run(desk, "show", ids[-1], "--json").output)
    (flag,) = [each for each in shown["statistics"][0]["flags"] if each["code"] == "mis-key"]
    assert flag["rescored"]["passed"] == [found["passed_before"], found["passed"]]
    assert flag["rescored"]["share"] == [found["mean_share_before"], found["mean_share"]]


def test_answers_of_people_are_kept_shown_and_removed(desk: Path, tmp_path: Path) -> None:
    """A person's exams are shown; once purged nothing of them is left anywhere in the workspace."""
    answers(desk, tmp_path / "a.csv")
    run(desk, "analyse", str(tmp_path / "a.csv"), "--record", "--date", "2026-03-15")
    people = json.loads(run(desk, "people", "list", "--json").output)
    assert len(people) == 60
    mine = next(each for each in people if each["name"] == "考生7")
    assert mine["department"] == ["一队"]
    assert "得分率" in run(desk, "people", "show", mine["code"]).output
    assert "已彻底删除" in run(desk, "people", "purge", mine["code"]).output
    assert len(json.loads(run(desk, "people", "list", "--json").output)) == 59
    for file in desk.rglob("*"):
        assert not file.is_file() or "考生7".encode() not in file.read_bytes()
    assert "没有" in run(desk, "people", "purge", mine["code"]).output
    assert "代号" in run(desk, "people", "show", mine["code"], code=1).output


def test_files_that_still_name_somebody_are_told_when_they_are_purged(desk: Path, tmp_path: Path) -> None:
    """Reports and answer files in the workspace are not the program's to remove: those with the person are named."""
    answers(desk, desk / "成绩.csv")
    run(desk, "analyse", str(desk / "成绩.csv"), "--record", "--name", "周测", "--date", "2026-03-15")
    run(desk, "results", "周测", "--out", str(desk / "通报.xlsx"), "--pass", "100")
    run(desk, "analyse", str(desk / "成绩.csv"), "--report", str(desk / "分析.docx"))
    (desk / "旧.txt").write_text("工号 K0071", encoding="gb18030")
    (desk / "名单.txt").write_text("张三，考生7", encoding="gb18030")
    told = run(desk, "people", "purge", "K007").output
    assert all(name in told for name in ("成绩.csv", "通报.xlsx", "名单.txt"))
    assert not any(name in told for name in ("分析.docx", "旧.txt", "bank.db", "answers.db"))
    with qbank.open(desk) as workspace, workspace.sittings() as store:
        (head,) = store.sittings()
    assert "请自行删除" in run(desk, "people", "purge", "--sitting", head.id).output


def test_a_purge_may_only_list_what_would_go(desk: Path) -> None:
    """Nothing is removed with --dry-run, of a person or of an exam; where there is nothing, that is said at once."""
    answers(desk, desk / "成绩.csv")
    run(desk, "analyse", str(desk / "成绩.csv"), "--record", "--name", "周测", "--date", "2026-03-15")
    with qbank.open(desk) as workspace, workspace.sittings() as store:
        (head,) = store.sittings()
    before = run(desk, "people", "list", "--json").output
    told = run(desk, "people", "purge", "K007", "--dry-run").output
    assert "考生7" in told and "周测" in told and "--dry-run" in told and "1 份" in told
    assert "60 份" in run(desk, "people", "purge", "--sitting", head.id, "--dry-run").output
    assert run(desk, "people", "list", "--json").output == before
    assert "没有" in run(desk, "people", "purge", "K999", "--dry-run").output


def test_a_damaged_file_in_the_workspace_keeps_nobody_from_being_removed(desk: Path) -> None:
    """The person goes first; the file is named as one that could not be searched."""
    answers(desk, desk / "成绩.csv")
    run(desk, "analyse", str(desk / "成绩.csv"), "--record", "--name", "周测", "--date", "2026-03-15")
    run(desk, "results", "周测", "--out", str(desk / "通报.xlsx"), "--pass", "100")
    data = bytearray((desk / "通报.xlsx").read_bytes())
    data[80:120] = bytes(40)
    (desk / "通报.xlsx").write_bytes(data)
    told = run(desk, "people", "purge", "K007").output
    assert "已彻底删除" in told and "没能查找" in told and "通报.xlsx" in told
    assert "K007" not in {each["code"] for each in json.loads(run(desk, "people", "list", "--json").output)}
    assert not (desk / "qbank-error.log").exists()


def test_a_file_is_not_kept_twice_unless_that_is_wanted(desk: Path, tmp_path: Path) -> None:
    """Known by its bytes, whatever it is called; refused in words, and nothing of it is kept; --again keeps it."""
    ids = answers(desk, tmp_path / "a.csv")
    run(desk, "analyse", str(tmp_path / "a.csv"), "--record", "--name", "周测", "--date", "2026-03-15")
    (tmp_path / "b.csv").write_bytes((tmp_path / "a.csv").read_bytes())
    again = ("analyse", str(tmp_path / "b.csv"), "--record", "--name", "月测", "--date", "2026-03-20")
    told = run(desk, *again, code=1).output
    assert "“周测”（2026-03-15）" in told and "--again" in told
    with qbank.open(desk) as workspace:
        assert len(workspace.bank.evidence_of(ids[0]).records) == 1
    run(desk, *again, "--again")
    with qbank.open(desk) as workspace, workspace.sittings() as store:
        assert len(workspace.bank.evidence_of(ids[0]).records) == 2
        assert sorted(head.name for head in store.sittings()) == ["周测", "月测"]


def test_who_has_no_code_in_a_later_exam_is_known_by_name_and_department(desk: Path, tmp_path: Path) -> None:
    """Their exams stand together, and that is told; the other way round they stay apart, and that is told too."""
    ids = answers(desk, tmp_path / "a.csv")
    with (tmp_path / "b.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = [["考生7", "一队", *"ABCDAB"], ["新人", "一队", *"ABCDAB"]]
        csv.writer(stream).writerows([["姓名", "部门", *ids], *rows])
    run(desk, "analyse", str(tmp_path / "a.csv"), "--record", "--date", "2026-03-15")
    told = run(desk, "analyse", str(tmp_path / "b.csv"), "--record", "--date", "2026-03-22").output
    assert "认出是以前有工号的同一个人" in told and "K007" in told
    people = {each["code"]: each["sittings"] for each in json.loads(run(desk, "people", "list", "--json").output)}
    assert (people["K007"], people["新人@一队"], len(people)) == (2, 1, 61)
    text = (tmp_path / "b.csv").read_text(encoding="utf-8").replace("姓名,部门", "姓名,部门,工号")
    text = text.replace("新人,一队", "新人,一队,K900").replace("考生7,一队", "考生7,一队,K007")
    (tmp_path / "c.csv").write_text(text, encoding="utf-8")
    told = run(desk, "analyse", str(tmp_path / "c.csv"), "--record", "--date", "2026-03-29").output
    assert "分开记（新人@一队）" in told


def test_a_purged_exam_counts_no_more(desk: Path, tmp_path: Path) -> None:
    """Its answers are gone, and its figures no longer stand at the items."""
    ids = answers(desk, tmp_path / "a.csv")
    run(desk, "analyse", str(tmp_path / "a.csv"), "--record", "--date", "2026-03-15")
    with qbank.open(desk) as workspace, workspace.sittings() as store:
        (head,) = store.sittings()
    run(desk, "people", "purge", "--sitting", head.id)
    with qbank.open(desk) as workspace:
        assert workspace.bank.evidence_of(ids[0]).records == ()
    assert json.loads(run(desk, "people", "list", "--json").output) == []


def test_who_was_coded_is_removed_by_their_own_code(desk: Path, tmp_path: Path) -> None:
    """A person asks by the number they know; the coded answers go as well."""
    answers(desk, tmp_path / "a.csv")
    run(desk, "analyse", str(tmp_path / "a.csv"), "--record", "--codes", "--date", "2026-03-15")
    assert "已彻底删除" in run(desk, "people", "purge", "K007").output
    assert len(json.loads(run(desk, "people", "list", "--json").output)) == 59


def test_an_accepted_item_goes_before_a_draft_of_the_same_stem(desk: Path, tmp_path: Path) -> None:
    """Headings are stems: the draft that words it alike does not make the column ambiguous."""
    with qbank.open(desk) as workspace:
        (item, *_) = workspace.bank.items(Query(type="single_choice", status="accepted"))
        copy = replace(item, id="a-draft", status="draft", revision=1, difficulty="hard")
        workspace.bank.add_drafts([copy], actor="qbank")
    rows = [[f"p{at}", "AB"[at % 2]] for at in range(20)]
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["工号", item.stem], *rows])
    out = tmp_path / "o.json"
    run(desk, "analyse", str(tmp_path / "t.csv"), "--json", str(out))
    assert [each["name"] for each in json.loads(out.read_text(encoding="utf-8"))["items"]] == [item.id]


def test_one_slip_is_no_highest_mark(desk: Path, tmp_path: Path) -> None:
    """Marks of 0 and 5 and one 50: the cell is named, and the item can still earn 5."""
    ids = answers(desk, tmp_path / "a.csv")
    rng = random.Random(2)
    rows = [[f"p{at}", *(rng.choice((0, 5)) for _ in ids)] for at in range(60)]
    rows[7][1] = 50
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["工号", *ids], *rows])
    out = tmp_path / "o.json"
    told = run(desk, "analyse", str(tmp_path / "t.csv"), "--json", str(out))
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["items"][0]["most"] == 5
    assert data["reading"]["dirty_cells"] == 1
    assert "50" in told.output


def test_a_code_that_changes_hands_is_told(desk: Path, tmp_path: Path) -> None:
    """The same number with another name in a later exam is one person, and a warning says so."""
    answers(desk, tmp_path / "a.csv")
    run(desk, "analyse", str(tmp_path / "a.csv"), "--record", "--date", "2026-03-15")
    text = (tmp_path / "a.csv").read_text(encoding="utf-8").replace("考生7,", "别人,")
    (tmp_path / "b.csv").write_text(text, encoding="utf-8")
    told = run(desk, "analyse", str(tmp_path / "b.csv"), "--record", "--date", "2026-03-22").output
    assert "“K007”以前是“考生7”" in told


def test_the_answer_file_is_never_written_over(tmp_path: Path) -> None:
    """Neither by data nor by a workbook; and a workbook is called one."""
    table = tmp_path / "t.xlsx"
    book = openpyxl.Workbook()
    for row in (["id", "q1", "q2"], ["a", 1, 0], ["b", 0, 1]):
        book.active.append(row)
    book.save(table)
    before = table.read_bytes()
    for arguments in (["--json", str(table)], ["--report", str(table)], ["--report", str(tmp_path / "x.txt")]):
        result = CliRunner().invoke(build("zh"), ["-C", str(tmp_path), "analyse", str(table), *arguments])
        assert result.exit_code == 2
    assert table.read_bytes() == before
    assert not (tmp_path / "x.txt").exists()


def test_names_can_be_codes_that_stay_the_same(desk: Path, tmp_path: Path) -> None:
    """With --codes no name enters the workspace, and two files agree on who is who."""
    answers(desk, tmp_path / "a.csv")
    for date in ("2026-03-15", "2026-03-22"):
        run(desk, "analyse", str(tmp_path / "a.csv"), "--record", "--codes", "--date", date, "--again")
    people = json.loads(run(desk, "people", "list", "--json").output)
    assert len(people) == 60
    assert {each["sittings"] for each in people} == {2}
    assert {each["name"] for each in people} == {""}
    assert b"K007" not in (desk / "answers.db").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--model", "4pl"), "4pl"),
        (("--date", "昨天"), "昨天"),
        (("--date", "2026-13-40"), "2026-13-40"),
        (("--attempt", "third"), "third"),
        (("--cells", "figures"), "figures"),
        (("--group", "部门"), "没有“部门”这一列（有：–）"),
        (("--most", "nan"), "满分“nan”"),
        (("--most", "-3"), "满分“-3”"),
    ],
)
def test_a_wrong_wish_is_told(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    """Options that mean nothing are named, and no traceback comes."""
    (tmp_path / "t.csv").write_text("id,q1,q2\na,1,0\nb,0,1\n")
    result = CliRunner().invoke(build("zh"), ["-C", str(tmp_path), "analyse", str(tmp_path / "t.csv"), *arguments])
    assert result.exit_code in (1, 2)
    assert says in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    "text", ["", "id,q1\n", "id,q1\na,1\n", "id,q1,q2\na,,\nb,,\n", "q1,q2\n1,1\n1,1\n", "id,q1,q2\na,NaN,Inf\nb,1,7\n"]
)
def test_poor_tables_end_in_words(tmp_path: Path, text: str) -> None:
    """Empty, one person, one item, all blank, all alike, no numbers: figures that exist, reasons for the rest."""
    (tmp_path / "t.csv").write_text(text)
    out = tmp_path / "o.json"
    result = CliRunner().invoke(
        build("zh"), ["-C", str(tmp_path), "analyse", str(tmp_path / "t.csv"), "--json", str(out)]
    )
    assert result.exit_code in (0, 1)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    if result.exit_code == 0:
        data = json.loads(out.read_text(encoding="utf-8"))
        assert data["test"]["alpha"] is None
        assert data["test"]["reason"]


def test_where_no_cell_could_be_read_there_are_no_figures(tmp_path: Path) -> None:
    """A key that goes with none of the answers makes no mean of 0: it is said that there is nothing to count."""
    (tmp_path / "t.csv").write_text("id,q1\n" + "".join(f"{at},{'ABCD'[at % 4]}\n" for at in range(40)))
    (tmp_path / "k.csv").write_text("item,key\nq1,2\n")
    told = run(tmp_path, "analyse", str(tmp_path / "t.csv"), "--key", str(tmp_path / "k.csv"), code=1).output
    assert "没有可以统计的作答" in told and "不是任何选项" in told
    assert "平均" not in told


def notice(desk: Path, folder: Path) -> Path:
    """Write the results as a Word document and return it."""
    run(desk, "results", "周测", "--out", str(folder / "通报.docx"))
    return folder / "通报.docx"


def test_departments_make_up_list_and_wrong_items(desk: Path, tmp_path: Path) -> None:
    """An exam that is kept gives its departments in words and a workbook of sheets; few people are hidden."""
    answers(desk, tmp_path / "a.csv")
    run(desk, "analyse", str(tmp_path / "a.csv"), "--record", "--name", "周测", "--date", "2026-03-15")
    out = tmp_path / "r.xlsx"
    told = run(desk, "results", "周测", "--out", str(out), "--pass", "0.5").output
    assert "一队：应考 30，参考 30" in told
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["部门", "成绩分布", "补考名单", "错题本", "图"]
    assert [row[0] for row in book["部门"].iter_rows(min_row=2, values_only=True)] == ["一队", "二队", "全体"]
    assert sum(row[1] for row in book["成绩分布"].iter_rows(min_row=2, values_only=True)) == 60
    failed = [row for row in book["补考名单"].iter_rows(min_row=2, values_only=True) if row[3] == "不及格"]
    assert all(row[4] < 0.5 for row in failed)
    rates = [row[4] for row in book["错题本"].iter_rows(min_row=2, values_only=True) if row[0] == "一队"]
    assert rates == sorted(rates, reverse=True)
    paper = docx.Document(str(notice(desk, tmp_path)))
    heads = [each.text for each in paper.paragraphs if each.style.name == "Heading 1"]
    assert heads[:4] == ["总体情况", "成绩分布", "部门", "补考名单"]
    assert "错题本：一队" in heads
    assert [cell.text for cell in paper.tables[1].rows[1].cells][:4] == ["一队", "30", "30", "0"]
    assert len(paper.inline_shapes) == 2
    assert "不显示成绩" in run(desk, "results", "周测", "--least", "31").output
    assert "没有保存" in run(desk, "results", "月测", code=1).output


def test_departments_have_other_names(tmp_path: Path) -> None:
    """A file of other names puts people of 城关 and of 城关派出所 into one group."""
    rows = [f"{at:03},{'城关' if at % 2 else '市局/城关派出所'},{at % 3 % 2},{at % 2}" for at in range(20)]
    (tmp_path / "t.csv").write_text("\n".join(["工号,部门,q1,q2", *rows]), encoding="utf-8")
    (tmp_path / "names.csv").write_text("别名,部门\n城关,市局/城关派出所\n", encoding="utf-8")
    table, names = str(tmp_path / "t.csv"), str(tmp_path / "names.csv")
    told = run(tmp_path, "analyse", table, "--group", "部门", "--departments", names).output
    assert "“市局/城关派出所”：20 人" in told
    assert "“城关”" not in told


def test_a_score_list_gives_results_of_departments(desk: Path, tmp_path: Path) -> None:
    """Totals alone, with the highest said: spread, departments, who sits again; no item, no flag, no record."""
    marks = [40 + 2 * at for at in range(28)]
    rows = [f"人{at},01{at:03},{'城关' if at < 14 else '城东'}派出所,法律,{mark}" for at, mark in enumerate(marks)]
    rows += ["甲,01999,城关派出所,法律,缺考", "平均分,,,,67"]
    (tmp_path / "p.csv").write_text("\n".join(["姓名,证件号,所属派出所,试卷名称,分数", *rows]), encoding="utf-8")
    table = str(tmp_path / "p.csv")
    assert "--most 100" in run(desk, "analyse", table, code=1).output
    out = tmp_path / "o.json"
    found = run(desk, "analyse", table, "--most", "100", "--record", "--name", "警考", "--json", str(out)).output
    data = json.loads(out.read_text(encoding="utf-8"))
    assert data["test"]["mean"] == pytest.approx(sum(marks) / 28)
    assert data["test"]["alpha"] is None
    assert data["items"][0]["flags"] == []
    assert "没有各题得分" in found
    assert "题目" not in found
    told = run(desk, "results", "警考", "--out", str(tmp_path / "r.docx")).output
    assert "城关派出所：应考 15，参考 14；平均 53%" in told
    assert "缺考 1 人，不及格 10 人" in told
    heads = [each.text for each in docx.Document(str(tmp_path / "r.docx")).paragraphs if each.style.name == "Heading 1"]
    assert heads == ["总体情况", "成绩分布", "部门", "补考名单"]
    with qbank.open(desk) as workspace:
        assert workspace.bank.recordings() == []


def test_no_report_of_an_exam_says_who_somebody_is(tmp_path: Path) -> None:
    """Namesakes, a code with two names, somebody in two files: rows are told, no name and no code is passed on."""
    head, rows = ["工号", "姓名", "部门", "q1", "q2", "q3"], list[list[str]]()
    for at in range(20):
        rows.append([f"3702{at:04}", f"钟{at}", "甲所", *("1" if place > at % 4 else "0" for place in range(3))])
    rows += [["", "欧阳同名", "甲所", "1", "0", "0"], ["", "欧阳同名", "甲所", "0", "0", "1"]]
    rows += [["37020003", "司马异名", "甲所", "1", "1", "1"]]
    for name, own in (("x.csv", rows), ("y.csv", [*rows[:3], ["", "钟7", "甲所", "1", "1", "1"]])):
        (tmp_path / name).write_text("\n".join(map(",".join, [head, *own])), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("x.csv", "y.csv")]
    for given_files in (files[:1], files):
        out = [str(tmp_path / name) for name in ("o.json", "o.docx", "o.xlsx")]
        day = ("--date", "2026-03-15")
        run(tmp_path, "analyse", *given_files, *day, "--group", "部门", "--json", out[0], "--report", out[1])
        run(tmp_path, "analyse", *given_files, *day, "--report", out[2])
        paper = docx.Document(out[1])
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        book = openpyxl.load_workbook(out[2])
        sheets = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
        said = " ".join([
            Path(out[0]).read_text(encoding="utf-8"),
            *(each.text for each in paper.paragraphs),
            *cells,
            *sheets,
        ])
        assert not [each for row in rows for each in row[:2] if each and each in said]
        assert "x.csv" in said and str(tmp_path) not in said


@given(st.lists(st.tuples(st.sampled_from(["甲所", "乙所", "丙所", ""]), st.integers(0, 4)), min_size=5, max_size=40))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_hidden_group_follows_from_the_data(tmp_path: Path, people: list[tuple[str, int]]) -> None:
    """All marks less those of the groups that are shown are of five people at least, or of nobody."""
    rows = [f"p{at},{unit}," + ",".join("1" if place < right else "0" for place in range(4)) for at, (unit, right) in
            enumerate(people)]  # fmt: skip
    (tmp_path / "g.csv").write_text("\n".join(["工号,部门,q1,q2,q3,q4", *rows]), encoding="utf-8")
    found = analyse_all([tmp_path / "g.csv"], lang="zh", group="部门")
    data = found.to_dict()
    left = data["test"]["n"] - sum(each["n"] for each in data.get("groups", []) if each["mean"] is not None)
    assert left == 0 or left >= 5
    assert all(each["reason"] for each in data.get("groups", []) if each["mean"] is None)
    shown = {each["group"] for each in data.get("groups", []) if each["mean"] is not None}
    told = {line.split("”")[0][1:] for line in found.lines() if line.startswith("“") and "平均" in line}
    assert told == shown


def test_an_item_that_is_harder_for_one_group_is_told(tmp_path: Path) -> None:
    """Of two groups the one it is harder for is named, once; the data have both, with classes."""
    rng = random.Random(4)
    rows = []
    for at in range(600):
        able, group = rng.gauss(0, 1), "甲部" if at % 2 else "乙部"
        row = [f"p{at}", group]
        for number in range(16):
            harder = 1.5 if number == 7 and group == "乙部" else 0.0
            row.append(str(int(rng.random() < 1 / (1 + 2.7 ** -(1.4 * (able - (number - 8) / 6 - harder))))))
        rows.append(row)
    table, out = tmp_path / "t.csv", tmp_path / "o.json"
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["工号", "部门", *(f"第{at}题" for at in range(1, 17))], *rows])
    told = run(tmp_path, "analyse", str(table), "--group", "部门", "--json", str(out)).output
    assert told.count("明显更难") == 1
    assert "组间不公（确定）：总分相当的人里，“乙部”答这道题明显更难" in told
    data = json.loads(out.read_text(encoding="utf-8"))
    assert {each["name"] for each in data["dif"] if each["class"] == "C"} == {"第8题"}
    assert data["dif_matching"] == {"dropped": ["第8题"], "class_c": ["第8题"]}
    assert [each["n"] for each in data["groups"]] == [300, 300]
    assert [[flag["option"] for flag in each["flags"] if flag["code"] == "dif"] for each in data["items"]] == [
        ["乙部"] if at == 7 else [] for at in range(16)
    ]
    for name in ("o.docx", "o.xlsx"):
        run(tmp_path, "analyse", str(table), "--group", "部门", "--report", str(tmp_path / name))
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert "总分”不含有明显差异的第 8 题" in text_of(tmp_path / "o.docx")
    assert book["组间差异"]["A2"].value == 8
    assert [row[0].value for row in book["各组成绩"].iter_rows(min_row=2)] == ["乙部", "甲部"]
    tables = docx.Document(str(tmp_path / "o.docx")).tables
    assert any([cell.text for cell in table.rows[0].cells][3:5] == ["等级", "MH Δ"] for table in tables)


def text_of(document: Path) -> str:
    """Return the paragraphs of a Word document."""
    return "\n".join(each.text for each in docx.Document(str(document)).paragraphs)


@pytest.mark.parametrize(
    ("unfair", "groups", "dropped", "says"), [(9, "甲乙", [], "剩下的不到一半"), (0, "甲", [], "只有一个组")]
)
def test_why_nobody_was_matched_by_fair_items_alone_is_told(
    tmp_path: Path, unfair: int, groups: str, dropped: list[str], says: str
) -> None:
    """Where most items are unfair, or there is one group, the data say so beside an empty list."""
    rng = random.Random(5)
    rows = []
    for at in range(900):
        able, group = rng.gauss(0, 1), groups[at % len(groups)]
        row = [f"p{at}", group]
        for number in range(16):
            side = 1.5 if number % 2 else -1.5
            harder = side if number < unfair + 7 and unfair and group == "乙" else 0.0
            row.append(str(int(rng.random() < 1 / (1 + 2.7 ** -(1.4 * (able - harder))))))
        rows.append(row)
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["工号", "部门", *(f"第{at}题" for at in range(1, 17))], *rows])
    run(tmp_path, "analyse", str(tmp_path / "t.csv"), "--group", "部门", "--json", str(tmp_path / "o.json"))
    told = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["dif_matching"]
    assert told["dropped"] == dropped
    assert says in told["reason"]
    assert bool(told["class_c"]) == bool(unfair)


def test_a_model_with_guessing_says_that_it_wants_many(tmp_path: Path) -> None:
    """Its shares of guessing, their prior and the reliability of abilities are in the data and in the report."""
    rng = random.Random(8)
    rows = []
    for at in range(400):
        able = rng.gauss(0, 1)
        rows.append([
            f"p{at}",
            *(int(rng.random() < 0.2 + 0.8 / (1 + 2.7 ** -(1.5 * (able - b / 4)))) for b in range(-4, 4)),
        ])
    with (tmp_path / "t.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["工号", *(f"第{at}题" for at in range(1, 9))], *rows])
    out = tmp_path / "o.json"
    wish = ("--model", "3pl", "--json", str(out), "--report", str(tmp_path / "o.docx"))
    told = run(tmp_path, "analyse", str(tmp_path / "t.csv"), *wish).output
    assert "3PL 模型（弱先验）：8 题，400 人；人少，参数只是初步估计" in told
    found = json.loads(out.read_text(encoding="utf-8"))["irt"]
    assert found["first_guess"] and found["guess_prior"] == {"logit_mean": -1.5, "logit_sd": 0.5}
    assert all(0.05 < each["c"] < 0.5 for each in found["items"])
    assert 0.3 < found["empirical_reliability"] < 0.9 and 0.3 < found["marginal_reliability"] < 0.9
    words = text_of(tmp_path / "o.docx")
    assert f"按模型 {found['marginal_reliability']:.2f}".rstrip("0") in words and "总有先验" in words
    heads = [[cell.text for cell in table.rows[0].cells] for table in docx.Document(str(tmp_path / "o.docx")).tables]
    assert any("猜对" in head for head in heads)


def parted(folder: Path, table: Path, names: tuple[str, ...]) -> list[str]:
    """Cut a file of answers into as many of equal size."""
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    for at, name in enumerate(names):
        own = rows[at * len(rows) // len(names) : (at + 1) * len(rows) // len(names)]
        (folder / name).write_text("\n".join([head, *own]) + "\n", encoding="utf-8")
    return [str(folder / name) for name in names]


def test_files_of_one_sitting_add_up_and_others_stay_apart(desk: Path, tmp_path: Path) -> None:
    """Two departments of one day are one exam, recorded once; the same on another day is a second one."""
    answers(desk, tmp_path / "a.csv")
    files = parted(tmp_path, tmp_path / "a.csv", ("周测-一队.csv", "周测-二队.csv"))
    out, paper = tmp_path / "o.json", tmp_path / "o.docx"
    run(desk, "analyse", str(tmp_path / "a.csv"), "--json", str(tmp_path / "whole.json"))
    told = run(desk, "analyse", *files, "--json", str(out), "--record", "--date", "2026-03-15").output
    whole, both = (json.loads(each.read_text(encoding="utf-8")) for each in (tmp_path / "whole.json", out))
    assert both["test"] == whole["test"]
    assert both["name"] == "周测"
    assert "周测-一队.csv、周测-二队.csv" in told
    dated = []
    for at, file in enumerate(files):
        head, *rows = Path(file).read_text(encoding="utf-8").splitlines()
        lines = [f"{head},交卷时间", *(f"{row},2026-03-{20 + at} 10:00:00" for row in rows)]
        dated.append(tmp_path / f"d{at}.csv")
        dated[-1].write_text("\n".join(lines) + "\n", encoding="utf-8")
    run(desk, "analyse", *map(str, dated), "--json", str(out), "--report", str(paper), "--record")
    data = json.loads(out.read_text(encoding="utf-8"))
    assert [each["date"] for each in data["sittings"]] == ["2026-03-20", "2026-03-21"]
    heads = [each.text for each in docx.Document(str(paper)).paragraphs if each.style.name == "Heading 1"]
    assert heads == ["各场考试", "1 d0 2026-03-20", "2 d1 2026-03-21"]
    with qbank.open(desk) as workspace:
        assert len(workspace.bank.recordings()) == 3


def test_the_same_people_twice_without_a_day_are_two_sittings(tmp_path: Path) -> None:
    """Nobody sits an exam twice; said to be of one day, each counts once and is named."""
    people = [[f"p{at}", at % 2, 1 - at % 3 // 2] for at in range(20)]
    for name in ("a.csv", "b.csv"):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([["工号", "q1", "q2"], *people, [name, 1, 1]])
    files = [str(tmp_path / name) for name in ("a.csv", "b.csv")]
    assert "第 2 场（共 2 场）" in run(tmp_path, "analyse", *files).output
    told = run(tmp_path, "analyse", *files, "--date", "2026-03-15").output
    assert "22 人，2 题" in told
    assert "20 个人在同一场考试的几份文件里都有" in told


def test_one_bad_file_among_several_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A file that is not there, and one that is a copy of another."""
    (tmp_path / "a.csv").write_text("id,q1,q2\na,1,0\nb,0,1\nc,1,1\n")
    (tmp_path / "b.csv").write_bytes((tmp_path / "a.csv").read_bytes())
    files = [str(tmp_path / name) for name in ("a.csv", "b.csv", "none.csv")]
    told = run(tmp_path, "analyse", *files).output
    assert "3 人，2 题" in told
    assert "同一份文件" in told
    assert "none.csv" in told
