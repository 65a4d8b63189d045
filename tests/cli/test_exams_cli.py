"""Exams on the command line: figures with and without a bank, and what goes to the bank."""

from __future__ import annotations

import csv
import json
import random
from dataclasses import replace
from pathlib import Path

import numpy
import openpyxl
import pytest
from exam_answers import answers, run

import qbank
from qbank.bank import Query


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
