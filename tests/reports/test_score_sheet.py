"""The sheet of a contest counts as the rules say, in a spreadsheet program."""

from __future__ import annotations

import io
import random
import subprocess
from pathlib import Path

import openpyxl
import pytest

from qbank.assembly.contest import Contest, Round, Turn, totals
from qbank.reports import score_sheet
from qbank.types._contract import TYPES

TEAMS = ("甲队", "*队", "=1+1", "甲队二")
HELD = Contest(name="x", teams=TEAMS, rounds=(Round(way="must", items=1), Round(way="buzzer", items=3)), start=50)


def sheet():
    """Return the workbook of a contest with its turns; their items are examples of all types."""
    items = {each.type_name: each.example() for each in TYPES}
    ids = sorted(items)
    turns = [
        Turn(round=1, way="must", number=at + 1, item=ids[at], marks=10, penalty=0, team=TEAMS[at]) for at in range(4)
    ]
    turns += [
        Turn(round=2, way="buzzer", number=at, item=ids[3 + at], marks=20, penalty=10, spare=at == 3)
        for at in (1, 2, 3)
    ]
    stream = io.BytesIO()
    score_sheet.write(HELD, turns, items, "zh", stream)
    return openpyxl.load_workbook(stream), turns, items


def test_a_row_a_turn_with_its_key():
    """Each turn has its question and key, spare ones last and called so; no text of ours is a formula but the sums."""
    book, turns, items = sheet()
    rows = list(book["记分表"].iter_rows(min_row=2, values_only=True))
    assert [row[9] for row in rows] == [items[turn.item].body.key_text() for turn in turns]
    assert [row[4] for row in rows] == [*TEAMS, None, None, None]
    assert rows[-1][1] == "抢答题（备用）"
    formulas = {cell.coordinate for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f"}
    assert formulas == {*(f"I{at}" for at in range(2, 9)), *(f"{letter}{at}" for letter in "CD" for at in range(2, 6))}


def test_no_line_of_chinese_is_cut():
    """Rows are as high as their lines, at a height that fonts need which stand in for another; the headings too."""
    page = sheet()[0]["记分表"]
    for row in page.iter_rows():
        widths = [page.column_dimensions[cell.column_letter].width for cell in row]
        lines = [
            2 * len(cell.value) // width + 1
            for cell, width in zip(row, widths, strict=True)
            if cell.data_type == "s" and not cell.value.isascii()
        ]
        # A stem of mixed letters takes half of that at least.
        assert page.row_dimensions[row[0].row].height >= 16.5 * max([1, *(line // 2 for line in lines)])


@pytest.mark.calc
def test_sums_are_those_of_the_rules(tmp_path: Path):
    """Filled in, and worked out by LibreOffice, each team has what the rules say, whatever it is called."""
    book, turns, _ = sheet()
    page, rng, answered = book["记分表"], random.Random(3), []
    for number, turn in enumerate(turns, 2):
        team, right = turn.team or rng.choice(TEAMS), rng.random() < 0.6
        page[f"E{number}"].value, page[f"E{number}"].data_type = team, "s"
        page[f"H{number}"] = "对" if right else "错"
        answered.append((turn, team, right))
    book.save(tmp_path / "score.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    kind = "xlsx:Calc MS Excel 2007 XML"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", "out", "score.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=200)
    sums = openpyxl.load_workbook(tmp_path / "out" / "score.xlsx", data_only=True)["总分"]
    found = {row[0]: row[2] for row in sums.iter_rows(min_row=2, values_only=True)}
    wanted = totals(HELD, turns, answered)
    assert found == wanted
    places = {row[0]: row[3] for row in sums.iter_rows(min_row=2, values_only=True)}
    assert places == {team: 1 + sum(other > mine for other in wanted.values()) for team, mine in wanted.items()}
