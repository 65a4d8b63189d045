"""Results of departments on the command line: who sits again, what was got wrong, what is kept back of small groups."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from exam_answers import answers, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qbank
from qbank.workbench.analysing import analyse_all


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
    assert "一队：应考 30，参考 30" in told and f"已写入 {out}" in told
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["部门", "成绩分布", "补考名单", "错题本", "未收入错题本", "图"]
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


def test_no_wrong_key_is_taught(desk: Path, tmp_path: Path) -> None:
    """A surely mis-keyed item is named apart from the wrong items until it is corrected and the file is read anew."""
    *sound, misled = answers(desk, tmp_path / "a.csv")
    record = ("analyse", str(tmp_path / "a.csv"), "--record", "--name", "周测", "--date", "2026-03-15")

    def book() -> tuple[set[str], dict[str, str]]:
        run(desk, "results", "周测", "--out", str(tmp_path / "r.xlsx"))
        sheets = openpyxl.load_workbook(tmp_path / "r.xlsx")
        apart = sheets["未收入错题本"] if "未收入错题本" in sheets.sheetnames else None
        rows = apart.iter_rows(min_row=2, values_only=True) if apart else ()
        left = {str(row[2]): str(row[1]) for row in rows if str(row[2]).startswith("q")}
        return {row[6] for row in sheets["错题本"].iter_rows(min_row=2, values_only=True)}, left

    run(desk, *record)
    told = run(desk, "results", "周测").output
    assert "1 道题的答案靠不住" in told and misled in told
    listed, left = book()
    assert listed == set(sound)
    assert set(left) == {misled} and "疑似答案有误（确定）" in left[misled]
    cells = [cell.text for table in docx.Document(str(notice(desk, tmp_path))).tables for row in table.rows
             for cell in row.cells]  # fmt: skip
    assert left[misled] in cells
    with qbank.open(desk, actor="甲") as workspace:
        item = workspace.bank.get(misled)
        assert item is not None
        options = [each.id for each in item.body.options]
        right = options[(options.index(item.body.key[0]) + 1) % len(options)]
        workspace.edit(replace(item, body=replace(item.body, key=(right,))))
    listed, left = book()
    assert misled not in listed and "考试以后改过答案" in left[misled]
    run(desk, *record)
    assert book() == ({*sound, misled}, {})


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
