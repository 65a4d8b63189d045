"""A quotation mark without its other one: no row below it is swallowed, and who cannot be read is named and counted."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from string import ascii_letters

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qbank.answers import Reading, read
from qbank.answers._quotes import Broken, records
from qbank.errors import QbankError

HEAD = ["工号", "姓名", "部门", "第1题", "第2题", "第3题"]
KEY = {"第1题": "A", "第2题": "B", "第3题": "C"}
ROWS = [[f"P{at:03}", f"张{at}", "甲所", *(("ABCD"[(at + k) % 4]) for k in range(3))] for at in range(40)]
WORDS = st.text(ascii_letters + '", \n张', max_size=8)


def lines_of(rows: list[list[str]]) -> list[str]:
    """Return rows as lines of text."""
    return [",".join(row) + "\n" for row in rows]


def found_in(path: Path, lines: list[str], padding: int = 0) -> Reading:
    """Read lines as a file; with so many rows more at its end."""
    more = [f"R{at:06},李{at},乙所,A,B,C\n" for at in range(padding)]
    path.write_text("".join([*lines, *more]), encoding="utf-8")
    return read(path, key=KEY)


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_stray_mark_costs_its_own_row_alone(tmp_path: Path, data: st.DataObject) -> None:
    """At the beginning of any cell of any row, also of several: the others are read as if those were not there."""
    places = data.draw(st.dictionaries(st.integers(0, 39), st.integers(0, 5), min_size=1, max_size=4))
    rows = [list(row) for row in ROWS]
    for at, column in places.items():
        rows[at][column] = '"' + rows[at][column]
    found = found_in(tmp_path / "a.csv", lines_of([HEAD, *rows]))
    (told,) = [each for each in found.problems if each.code == "answers-quote-open"]
    assert told.severity == "error"
    lost = found.report.dropped["lost"]
    assert 1 <= lost <= len(places)
    assert found.report.counted == 40 - lost
    assert found.report.rows == 40
    read_codes = [each.removeprefix('"') for each in found.codes(found.places)]
    sound = [row[0] for at, row in enumerate(ROWS) if at not in places]
    assert [each for each in read_codes if each in sound] == sound
    named = {int(each) for each in told.values["lines"].words}
    assert len(named) == lost and named <= {at + 2 for at in places}


@given(st.lists(st.lists(WORDS, min_size=4, max_size=4), min_size=1, max_size=12))
def test_what_a_program_wrote_is_read_as_it_was_written(rows: list[list[str]]) -> None:
    """Marks in pairs, commas and line ends within cells: every row comes back, or is told not to have been read."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    broken = Broken()
    found = [row for _, row in records(text.getvalue().splitlines(keepends=True), ",", 4, broken)]
    wanted = [[cell.strip() for cell in row] for row in rows]
    if not len(broken):
        assert found == wanted
    else:
        # Lines within a cell that look like rows.
        assert any("\n" in cell and "," in cell for row in rows for cell in row)


def test_cells_of_several_lines_are_no_fault(tmp_path: Path) -> None:
    """A department on two lines, in the first column, in the last."""
    rows = [list(row) for row in ROWS]
    rows[3][0] = '"P003\n甲"'
    rows[5][2] = '"甲所\n二楼，""东"""'
    rows[7][5] = '"B\n"'
    found = found_in(tmp_path / "a.csv", lines_of([HEAD, *rows]))
    assert found.report.counted == 40
    assert not [each for each in found.problems if "quote" in each.code]


@pytest.mark.parametrize("padding", [0, 60_000])
@pytest.mark.parametrize("closed", [False, True])
def test_large_files_are_read_by_the_same_rule(tmp_path: Path, padding: int, closed: bool) -> None:
    """Whatever way a file is read, nobody is swallowed, also over more letters than a cell may have."""
    rows = [list(row) for row in ROWS]
    rows[9][1] = '"张9'
    lines = lines_of([HEAD, *rows])
    found = found_in(tmp_path / "a.csv", lines + (['P999,张"三",甲所,A,B,C\n'] if closed else []), padding)
    assert found.report.counted == 39 + padding + closed
    assert found.report.dropped == {"lost": 1}


def test_what_can_be_read_in_two_ways_is_left_out_and_counted(tmp_path: Path) -> None:
    """Some of the lines below an open mark are rows, others not."""
    lines = lines_of([HEAD, *ROWS])
    lines[10] = 'P009,"张9,甲所,A,B,C\n'
    lines[12] = "一句话\n"
    lines[14] = 'P013,张13",甲所,A,B,C\n'
    found = found_in(tmp_path / "a.csv", lines)
    (told,) = [each for each in found.problems if each.code == "answers-quote-unsure"]
    assert (told.severity, told.place, told.values["count"]) == ("error", "11", 5)
    assert (found.report.counted, found.report.dropped) == (35, {"lost": 5})


def test_open_headings_refuse_the_file(tmp_path: Path) -> None:
    """Otherwise the first person's answers would be taken for headings."""
    lines = lines_of([HEAD, *ROWS])
    lines[0] = lines[0].replace("第3题", '"第3题')
    with pytest.raises(QbankError) as caught:
        found_in(tmp_path / "a.csv", lines)
    assert caught.value.problem.code == "answers-quote-open"
    assert caught.value.problem.place == "1"


def test_a_key_file_with_an_open_mark_is_told(tmp_path: Path) -> None:
    """The item of that row has no key, and why is said."""
    (tmp_path / "k.csv").write_text('题号,答案\n第1题,A\n第2题,"B\n第3题,C\n', encoding="utf-8")
    (tmp_path / "a.csv").write_text("".join(lines_of([HEAD, *ROWS])), encoding="utf-8")
    found = read(tmp_path / "a.csv", key=tmp_path / "k.csv")
    assert "answers-quote-open" in {each.code for each in found.problems}
    assert {each.heading for each in found.asked} == {"第1题", "第3题"}
