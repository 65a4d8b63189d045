"""Files of one person each, as a practice page writes them: together they are the table of all."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.answers import joined, read
from qbank.workbench.analysing import analyse_all

CHOSEN = st.dictionaries(st.sampled_from(["i1", "i2", "i3", "i4"]), st.sampled_from(["1", "0"]), min_size=1)
HEAD = "题目编号,题目,作答,对错,得分率,作答时间,姓名"


def _rows(name: str, given: dict[str, str]) -> list[str]:
    return [f"{item},题{item},{'甲乙'[int(mark)]},,{mark},2026-05-06 09:00:00,{name}" for item, mark in given.items()]


def _written(path: Path, rows: list[str]) -> Path:
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


@given(st.lists(CHOSEN, min_size=2, max_size=5))
@settings(max_examples=25, deadline=None)
def test_files_of_persons_are_the_table_of_all(people: list[dict[str, str]]) -> None:
    """Whatever each came to, their marks are those of one long table; what a file does not ask was not presented."""
    own = [_rows(f"人{at}", each) for at, each in enumerate(people)]
    with TemporaryDirectory() as folder:
        files = [_written(Path(folder) / f"{at}.csv", rows) for at, rows in enumerate(own)]
        together = joined([read(file) for file in files])
        whole = read(_written(Path(folder) / "all.csv", [row for rows in own for row in rows]))
        order = [[each.item for each in together.asked].index(each.item) for each in whole.asked]
        assert len(order) == len(together.asked)
        assert np.array_equal(together.sitting().marks[:, order], whole.sitting().marks, equal_nan=True)
        shares = [[sheet.marks[at] for at in order] for sheet in together.sheets()]
        assert shares == [list(sheet.marks) for sheet in whole.sheets()]


def test_files_of_persons_are_one_sitting_where_they_share_items(tmp_path: Path) -> None:
    """Two pages stay two sittings; a file of several people with other items is another exam's."""
    asked = [{"i1": "1", "i2": "0"}, {"i2": "1", "i3": "1"}, {"j1": "0"}, {"j1": "1", "j2": "1"}]
    files = [_written(tmp_path / f"{at}.csv", _rows(f"人{at}", each)) for at, each in enumerate(asked)]
    several = _written(tmp_path / "all.csv", [*_rows("甲", {"i1": "1"}), *_rows("乙", {"i1": "0"})])
    found = analyse_all([*files, several], lang="zh")
    assert sorted(len(each.files) for each in found) == [1, 2, 2]
    assert sorted(len(each.reading.asked) for each in found) == [1, 2, 3]
