"""A row a person, a column an item."""

from __future__ import annotations

import numpy as np
import pytest
from answer_samples import Write, paper

from qbank.analysis.counts import counted
from qbank.answers import read
from qbank.errors import QbankError


def _codes(problems) -> list[str]:
    return [problem.code for problem in problems]


def test_scored_table_is_what_it_says(write: Write) -> None:
    """A plain table of marks has its columns as items and each row as a person."""
    reading = read(write([["i1", "i2", "i3"], [1, 0, 1], [0, 0, 1], [1, 1, 1]]))
    sitting = reading.sitting()
    assert sitting.items == ("i1", "i2", "i3")
    assert sitting.marks.tolist() == [[1, 0, 1], [0, 0, 1], [1, 1, 1]]
    assert sitting.most.tolist() == [1, 1, 1]
    assert sitting.answered is None and sitting.chosen is None
    assert not reading.problems and reading.report.layout == "wide"


def test_part_marks_keep_the_largest_as_the_most(write: Write) -> None:
    """Without a word on the highest mark it is the largest that was earned."""
    sitting = read(write([["a", "b"], [0.5, 4], [1, 10], [0, 2.5]])).sitting()
    assert sitting.most.tolist() == [1, 10]


def test_raw_options_are_marked_by_a_key(write: Write) -> None:
    """Letters in any width and case are marked by a file of keys; a blank cell is omitted."""
    key = write([["item", "key"], ["Q1", "B"], ["Q2", "AC"]], "key.csv")
    rows = [
        ["姓名", "部门", "Q1", "Q2"],
        ["甲", "一科", "b", "A;C"],
        ["乙", "一科", "Ｂ", "ca"],
        ["丙", "二科", "D", ""],
    ]
    reading = read(write(rows), key=key)
    sitting = reading.sitting()
    assert sitting.marks.tolist() == [[1, 1], [1, 1], [0, 0]]
    assert sitting.options == (("B", "D"), ())
    assert sitting.chosen is not None and sitting.chosen[:, 0].tolist() == [0, 0, 1]
    assert sitting.answered is not None and sitting.answered.tolist() == [[True, True], [True, True], [True, False]]
    assert [person.name for person in reading.sittings[0].people] == ["甲", "乙", "丙"]
    assert reading.asked[1].keys == ("A", "C")


def test_every_type_is_marked_by_its_own_rule(write: Write) -> None:
    """Items of a bank are marked as they say, whatever way a cell is written."""
    heads = [
        "工号",
        "Q-one",
        "2、下列哪些场所必须保持畅通？[多选题]",
        "灭火器应当每月检查…",
        "Q-fill",
        "Q-match",
        "Q-order",
    ]
    rows = [
        ["1", "B", "A┋B┋C", "对", "权利；法规", "火警——119；匪警——110", "接警→出警→归档"],
        ["2", "十分钟", "AB", "√", "权力；法律", "1-B;2-A", "BAC"],
        ["3", "三十分钟", "消防通道;安全出口;疏散楼梯", "F", "；法律", "火警->110;匪警->110", "ABC"],
    ]
    reading = read(write([heads, *rows]), items=paper())
    assert [each.how for each in reading.report.matching.matches] == ["id", "stem", "beginning", "id", "id", "id"]
    assert reading.sitting().marks.tolist() == [[1, 1, 1, 1, 1, 1], [1, 0, 1, 0.5, 1, 1], [0, 1, 0, 0.5, 0.5, 0]]
    assert reading.report.dirty == ()


def test_what_cannot_be_read_is_unknown_and_named(write: Write) -> None:
    """No option, two options for one, a letter beyond the last: unknown, with row and column; the rest counts."""
    rows = [["工号", "Q-one", "Q-true"], ["1", "E", "对"], ["2", "AB", "也许"], ["3", "乱写", "错"], ["4", "B", "1"]]
    reading = read(write(rows), items=paper())
    marks = reading.sitting().marks
    assert np.isnan(marks).tolist() == [[True, False], [True, True], [True, False], [False, False]]
    assert {(each.text, each.why, each.rows) for each in reading.report.dirty} == {
        ("E", "answers-cell-unknown", (2,)),
        ("AB", "answers-cell-several", (3,)),
        ("乱写", "answers-cell-unknown", (4,)),
        ("也许", "answers-cell-unknown", (3,)),
    }
    assert "第 2 行" in reading.problems[0].message("zh") and "Q-one" in reading.problems[0].message("en")


def test_omitted_not_reached_and_not_presented_stay_apart(write: Write) -> None:
    """A blank is omitted or not reached; what was not drawn is not asked at all."""
    rows = [
        ["工号", "a", "b", "c"],
        ["1", "A", "", "B"],
        ["2", "A", "B", ""],
        ["3", "未抽到", "A", "B"],
        ["4", "A", "B", "B"],
    ]
    key = {"a": "A", "b": "B", "c": "B"}
    counts = counted(read(write(rows), key=key).sitting())
    assert counts.items["b"].omitted == 1 and counts.items["b"].not_reached == 0
    assert counts.items["c"].omitted == 0 and counts.items["c"].not_reached == 1
    assert counts.items["a"].marks.n == 3


def test_file_of_another_exam_is_told(write: Write) -> None:
    """Where no column is any item's, there is no sitting and the reason is said."""
    reading = read(write([["工号", "x1", "x2"], ["1", "A", "B"]]), items=paper())
    assert _codes(reading.problems) == ["answers-other-exam"]
    assert len(reading.sittings) == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(write: Write, encoding: str) -> None:
    """A file is read in the encoding it has."""
    rows = [["姓名", "部门", "第一题", "第二题"], ["张三", "治安管理大队", 1, 0], ["李四", "刑事侦查大队", 0, 1]]
    reading = read(write(rows, encoding=encoding))
    assert reading.asked[0].item == "第一题"
    assert reading.sittings[0].people[0].department == ("治安管理大队",)


def test_nothing_to_read(write: Write, tmp_path) -> None:
    """A file that is not there, is empty, or has headings only is a Problem that says so."""
    for path, code in (
        (tmp_path / "none.csv", "not-found"),
        (write([], "empty.csv"), "table-empty"),
        (write([["姓名", "Q1"]], "heads.csv"), "answers-empty"),
        (write([["姓名", "部门"], ["甲", "一科"]], "people.csv"), "answers-no-items"),
    ):
        with pytest.raises(QbankError) as caught:
            read(path)
        assert caught.value.problem.code == code


def test_an_option_that_few_chose_is_not_far(write: Write) -> None:
    """Where other items have A to D, one with A and D alone has four options, too; an 8 stays told."""
    rows = [["工号", "a", "b", "c"], *([str(at), "ABCD"[at % 4], "AD"[at % 2], "125"[at % 3]] for at in range(12))]
    rows += [["12", "A", "A", "8"]]
    reading = read(write(rows), key={"a": "A", "b": "A", "c": "1"})
    told = [each for each in reading.problems if each.code == "answers-option-far"]
    assert [each.values["found"] for each in told] == ["5", "8"]
