"""Answers of people on the command line: kept, shown, known again under a code, and removed for good."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from exam_answers import answers, run

import qbank


def test_answers_of_people_are_kept_shown_and_removed(desk: Path, tmp_path: Path) -> None:
    """A person's exams are shown; once purged nothing of them is left anywhere in the workspace."""
    answers(desk, tmp_path / "a.csv")
    run(desk, "analyse", str(tmp_path / "a.csv"), "--record", "--date", "2026-03-15")
    people = json.loads(run(desk, "people", "list", "--json").output)
    assert len(people) == 60
    mine = next(each for each in people if each["name"] == "考生7")
    assert mine["department"] == ["一队"]
    assert "得分率" in run(desk, "people", "show", mine["code"]).output
    out = tmp_path / "档案.docx"
    assert f"已写入 {out}" in run(desk, "people", "show", mine["code"], "--out", str(out)).output
    assert out.read_bytes().startswith(b"PK")
    run(desk, "people", "show", mine["code"], "--out", str(tmp_path / "档案.pdf"), code=2)
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


def test_a_code_that_changes_hands_is_told(desk: Path, tmp_path: Path) -> None:
    """The same number with another name in a later exam is one person, and a warning says so."""
    answers(desk, tmp_path / "a.csv")
    run(desk, "analyse", str(tmp_path / "a.csv"), "--record", "--date", "2026-03-15")
    text = (tmp_path / "a.csv").read_text(encoding="utf-8").replace("考生7,", "别人,")
    (tmp_path / "b.csv").write_text(text, encoding="utf-8")
    told = run(desk, "analyse", str(tmp_path / "b.csv"), "--record", "--date", "2026-03-22").output
    assert "“K007”以前是“考生7”" in told


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
