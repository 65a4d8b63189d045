"""How long each answer took: read where a layout says it, in the places of the marks; nothing where it does not."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.answers import joined, read

TIMES = [["35", "1分5秒", "00:01:10"], ["12.5", "", "8"], ["40", "61", "90"]]
SECONDS = np.array([[35, 65, 70], [12.5, np.nan, 8], [40, 61, 90]])


def wide(path: Path, heads: str = "{}用时") -> Path:
    """Write a row a person, with the time beside each mark."""
    rows = [["工号", *(each for at in (1, 2, 3) for each in (f"第{at}题", heads.format(f"第{at}题")))]]
    for person, times in enumerate(TIMES):
        rows.append([f"p{person}", *(each for at, time in enumerate(times) for each in (str((person + at) % 2), time))])
    return _written(path, rows)


def long(path: Path, head: str = "用时", order: tuple[int, ...] = (0, 1, 2)) -> Path:
    """Write a row an answer."""
    rows = [["工号", "题目编号", "得分", head]]
    rows += [[f"p{at}", f"第{n + 1}题", str((at + n) % 2), TIMES[at][n]] for at in (0, 1, 2) for n in order]
    return _written(path, rows)


def _written(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return path


@pytest.mark.parametrize("heads", ["{}用时", "{}答题时长", "{}_time taken", "{}（用时）", "{}用时(秒)", "{} duration"])
def test_a_wide_table_may_have_a_column_of_times_beside_each_item(tmp_path: Path, heads: str) -> None:
    """They are times and no items; marks are what they are without them."""
    found = read(wide(tmp_path / "a.csv", heads))
    assert [each.item for each in found.asked] == ["第1题", "第2题", "第3题"]
    assert found.has_times
    np.testing.assert_array_equal(found.times_of(found.places), SECONDS)
    assert found.sitting().marks.tolist() == [[0, 1, 0], [1, 0, 1], [0, 1, 0]]
    assert [sheet.times for sheet in found.sheets()] == [(35, 65, 70), (12.5, None, 8), (40, 61, 90)]


@given(st.permutations((0, 1, 2)), st.sampled_from(["用时", "答题时长", "duration", "单题用时", "response time"]))
def test_a_long_table_says_the_time_of_each_answer(
    tmp_path_factory: pytest.TempPathFactory, order: tuple[int, ...], head: str
) -> None:
    """In whatever order its rows stand."""
    found = read(long(tmp_path_factory.mktemp("t") / "a.csv", head, tuple(order)))
    places = [[each.item for each in found.asked].index(f"第{at}题") for at in (1, 2, 3)]
    np.testing.assert_array_equal(found.times_of(found.places)[:, places], SECONDS)


def test_a_time_that_is_the_same_in_all_rows_of_a_person_is_that_of_the_whole_test(tmp_path: Path) -> None:
    """It is kept as such, and no answer has one."""
    rows = [["工号", "题目编号", "得分", "用时"]]
    rows += [[f"p{at}", f"第{n}题", "1", str(600 + at)] for at in range(3) for n in range(4)]
    found = read(_written(tmp_path / "a.csv", rows))
    assert not found.has_times
    assert found.sittings[0].seconds.tolist() == [600, 601, 602]


def test_what_says_no_time_is_told_and_left_out(tmp_path: Path) -> None:
    """Whatever else the file says stays; a table without times has none."""
    path = wide(tmp_path / "a.csv")
    path.write_text(path.read_text(encoding="utf-8").replace("1分5秒", "很久"), encoding="utf-8")
    found = read(path)
    (told,) = [each for each in found.problems if each.code == "answers-times-unread"]
    assert told.values["count"] == 1 and "很久" in told.message("zh")
    assert np.isnan(found.times_of(found.places)[0, 1])
    bare = read(_written(tmp_path / "b.csv", [["工号", "第1题", "第2题"], ["a", "1", "0"], ["b", "0", "1"]]))
    assert not bare.has_times and {sheet.times for sheet in bare.sheets()} == {()}


def test_files_of_one_sitting_keep_their_times(tmp_path: Path) -> None:
    """Items in another order in the second file; who is not in a file with times has none."""
    one, two = long(tmp_path / "a.csv"), long(tmp_path / "b.csv", order=(2, 0, 1))
    two.write_text(two.read_text(encoding="utf-8").replace("p", "q"), encoding="utf-8")
    bare = tmp_path / "c.csv"
    bare.write_text("工号,第1题,第2题,第3题\nr0,1,0,1\nr1,1,1,0\n", encoding="utf-8")
    found = joined([read(one), read(two), read(bare)], "first")
    assert [each.item for each in found.asked] == ["第1题", "第2题", "第3题"]
    assert found.has_times
    nothing = np.full((2, 3), np.nan)
    np.testing.assert_array_equal(found.times_of(found.places), np.vstack([SECONDS, SECONDS, nothing]))
    sheets = {sheet.person.code: sheet.times for sheet in found.sheets()}
    assert sheets["q0"] == (35, 65, 70) and sheets["r0"] == ()
