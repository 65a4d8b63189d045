"""What exams show of items beyond their figures: another key, unfair items, models, limits of a workspace."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import docx
import openpyxl
import pytest
from exam_answers import answers, run


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
