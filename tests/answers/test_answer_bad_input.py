"""What is wrong with a file is said, with place and cure; the rest goes on."""

from __future__ import annotations

import numpy as np
import pytest
from answer_samples import Write, paper, single

from qbank.answers import read
from qbank.errors import QbankError
from qbank.locale import LANGS
from qbank.model.item import Item, MarkingPoint
from qbank.types.short_answer import ShortAnswer


def _codes(reading) -> list[str]:
    for problem in reading.problems:
        for lang in LANGS:
            assert problem.message(lang).isprintable()
    return [problem.code for problem in reading.problems]


def test_one_person_and_one_item(write: Write) -> None:
    """The smallest table is read."""
    sitting = read(write([["a"], [1]])).sitting()
    assert sitting.marks.tolist() == [[1]] and sitting.most.tolist() == [1]


@pytest.mark.parametrize("mark", [0, 1])
def test_all_alike(write: Write, mark: int) -> None:
    """All right and all wrong are marks like others."""
    sitting = read(write([["a", "b"], [mark, mark], [mark, mark]])).sitting()
    assert sitting.marks.tolist() == [[mark, mark]] * 2 and sitting.most.tolist() == [1, 1]


def test_all_blank(write: Write) -> None:
    """People who said nothing handed in blank sheets, and that is told."""
    reading = read(write([["工号", "a", "b"], ["1", "", ""], ["2", "", ""]]))
    sitting = reading.sitting()
    assert sitting.marks.tolist() == [[0, 0], [0, 0]] and not sitting.answered.any()
    assert _codes(reading) == ["answers-many-blank", "answers-blank-people"]


def test_marks_out_of_range(write: Write) -> None:
    """Below zero, above the highest, NaN as a word, infinite, no number: unknown and named, each with its row."""
    rows = [
        ["工号", "a", "b"],
        ["1", 2, 1],
        ["2", -1, 1],
        ["3", "1.5", "Inf"],
        ["4", "abc", "#DIV/0!"],
        ["5", 1, "NaN"],
    ]
    reading = read(write(rows), most={"a": 1.0, "b": 1.0})
    assert np.isnan(reading.sitting().marks).T.tolist() == [[True] * 4 + [False], [False, False, True, True, True]]
    found = {(each.heading, each.text): (each.why, each.rows) for each in reading.report.dirty}
    assert found == {
        ("a", "2"): ("answers-cell-range", (2,)),
        ("a", "-1"): ("answers-cell-range", (3,)),
        ("a", "1.5"): ("answers-cell-range", (4,)),
        ("a", "abc"): ("answers-cell-number", (5,)),
        ("b", "Inf"): ("answers-cell-infinite", (4,)),
        ("b", "#DIV/0!"): ("answers-cell-infinite", (5,)),
        ("b", "NaN"): ("answers-cell-infinite", (6,)),
    }
    assert _codes(reading) == [each.why for each in reading.report.dirty]


def test_a_rare_mark_beyond_all_others_is_no_highest_mark(write: Write) -> None:
    """One 7 among a hundred marks of 0 and 1 is a slip, not a highest mark of seven."""
    rows = [["a", "b"], *([at % 2, 1 - at % 2] for at in range(100)), [7, 1]]
    reading = read(write(rows))
    assert reading.sitting().most.tolist() == [1, 1]
    assert [(each.text, each.rows) for each in reading.report.dirty] == [("7", (102,))]


def test_percent(write: Write) -> None:
    """A percent sign says what it is; numbers to a hundred with a highest mark of two are asked about."""
    rows = [["工号", "a", "b"], ["1", "50%", 80], ["2", "100%", 100], ["3", "0", 0]]
    reading = read(write(rows), most=2)
    assert reading.sitting().items == ("a",) and reading.sitting().marks.ravel().tolist() == [1, 2, 0]
    assert _codes(reading) == ["answers-percent"]
    whole = read(write(rows), most=2, cells="percent")
    assert whole.sitting().marks[:, 1].tolist() == [1.6, 2, 0]


def test_key_missing(write: Write) -> None:
    """Options without a key cannot be marked, which is said; with a key for some, those are."""
    rows = [["工号", "a", "b"], ["1", "A", "B"], ["2", "C", "D"]]
    reading = read(write(rows))
    assert _codes(reading) == ["answers-keys-missing"] and reading.problems[0].severity == "error"
    assert len(reading.sittings) == 0
    some = read(write(rows), key={"b": "B"})
    assert some.sitting().items == ("b",) and _codes(some) == ["answers-keys-missing"]


def test_two_keys(write: Write) -> None:
    """An item with two keys is left out; the same key twice is one key."""
    key = write([["item", "key"], ["a", "A"], ["a", "B"], ["b", "B"], ["b", "Ｂ"]], "key.csv")
    reading = read(write([["工号", "a", "b"], ["1", "A", "B"]]), key=key)
    assert reading.sitting().items == ("b",) and _codes(reading) == ["answers-key-twice"]


def test_key_of_another_exam(write: Write) -> None:
    """A key that names no column is told, and nothing is marked."""
    reading = read(write([["工号", "a"], ["1", "A"]]), key={"x": "A"})
    assert _codes(reading) == ["answers-key-other"] and len(reading.sittings) == 0


def test_unknown_options_without_a_bank(write: Write) -> None:
    """An option far from the others counts as wrong and is told; what is no option at all is unknown."""
    rows = [["a"], *[[each] for each in "1123458"], ["x?"], ["1,2"]]
    reading = read(write(rows), key={"a": "1"})
    sitting = reading.sitting()
    assert sitting.options == (("1", "2", "3", "4", "5", "8"),)
    assert np.array_equal(sitting.marks.ravel(), [1, 1, 0, 0, 0, 0, 0, np.nan, np.nan], equal_nan=True)
    assert _codes(reading) == ["answers-option-far", "answers-cell-unknown", "answers-cell-several"]


def test_cells_that_could_be_marks_or_answers(write: Write) -> None:
    """Verdicts in 0 and 1 alone are not guessed at; said what they are, they are read."""
    rows = [["工号", "Q-true"], ["1", 1], ["2", 0]]
    assert _codes(read(write(rows), items=paper())) == ["answers-cells-unclear"]
    assert read(write(rows), items=paper(), cells="marks").sitting().marks.ravel().tolist() == [1, 0]
    assert read(write(rows), items=paper(), cells="answers").sitting().marks.ravel().tolist() == [1, 0]


def test_numbers_that_are_options_or_their_places(write: Write) -> None:
    """An option 2 at the third place: the cell 2 is unknown unless it is said what cells are."""
    items = [single("n", "一共有几个等级的响应？", ("4", "3", "2", "1"), 2), paper()[2]]
    rows = [["工号", "n", "Q-true"], ["1", "2", "对"], ["2", "C", "错"]]
    reading = read(write(rows), items=items)
    assert np.isnan(reading.sitting().marks[:, 0]).tolist() == [True, False]
    assert _codes(reading) == ["answers-cell-two"]
    assert read(write(rows), items=items, cells="answers").sitting().marks[0, 0] == 1


def test_forty_percent_missing(write: Write) -> None:
    """Many blanks count as omitted, which is told with how to have them not count."""
    rows = [["a", "b", "c", "d", "e"], *[[1, "", 0, "", 1] for _ in range(20)]]
    reading = read(write(rows))
    assert _codes(reading) == ["answers-many-blank"] and "40%" in reading.problems[0].message("zh")
    assert np.isnan(read(write(rows), blank="unseen").sitting().marks).sum() == 40


def test_mixed_encodings(tmp_path) -> None:
    """A file that goes on in another encoding is refused with the line where it does."""
    path = tmp_path / "mixed.csv"
    head = "姓名,部门,第一题\n" + "张三,治安管理大队的各位同志,1\n" * 5
    path.write_bytes(head.encode() + ("李四,刑事侦查大队的各位同志,0\n" * 5).encode("gb18030"))
    with pytest.raises(QbankError) as caught:
        read(path)
    assert caught.value.problem.code == "mixed-encoding" and caught.value.problem.values["line"] == 7


def test_two_columns_with_one_heading(write: Write) -> None:
    """Both are kept, under names of their own."""
    reading = read(write([["a", "a", "b"], [1, 0, 1]]))
    assert len(set(reading.sitting().items)) == 3 and _codes(reading) == ["answers-heading-twice"]


def test_one_option_with_two_marks(write: Write) -> None:
    """Marks of the file win; where they do not go with the options, the options are left alone and it is said."""
    rows = [["工号", "Q-one", "Q-one得分"], ["1", "B", 1], ["2", "B", 0], ["3", "A", 0]]
    reading = read(write(rows), items=paper())
    assert reading.sitting().marks.ravel().tolist() == [1, 0, 0]
    assert reading.sitting().options == () and _codes(reading) == ["answers-option-two-marks"]


def test_rows_of_different_lengths(write: Write) -> None:
    """A short row has blank cells, what stands beyond the headings is not read."""
    reading = read(write([["工号", "a", "b"], ["1", 1], ["2", 1, 0, 1, 1], [], ["3", 0, 1]]))
    assert reading.sitting().marks.tolist() == [[1, 0], [1, 0], [0, 1]]


def test_short_answers_need_marks(write: Write) -> None:
    """What a person has to mark counts by the file's marks only."""
    item = Item(
        id="essay",
        stem="请简述处警的程序。",
        body=ShortAnswer(key=(MarkingPoint("接警", 2.0), MarkingPoint("出警", 3.0))),
    )
    rows = [["工号", "essay", "Q-true"], ["1", "先接警", "对"], ["2", "", "错"]]
    reading = read(write(rows), items=[item, *paper()])
    assert reading.sitting().items == ("Q-true",) and _codes(reading) == ["answers-needs-marks"]
    marked = [["工号", "essay", "essay得分"], ["1", "先接警", "4"], ["2", "", "0"]]
    assert read(write(marked), items=[item], most={"essay": 5}).sitting().marks.ravel().tolist() == [4, 0]


def test_key_files(write: Write) -> None:
    """A row an item with headings in either language, with marks, without headings, or a column an item."""
    rows = [["工号", "Q1", "Q2", "Q3"], ["1", "A", "BC", "对"], ["2", "B", "B", "错"]]
    files = [
        [["题目", "正确答案", "分值"], ["Q1", "A", "2"], ["Q2", "B,C", "4"], ["Q3", "对", "1"]],
        [["item", "key"], ["Q1", "a"], ["Q2", "CB"], ["Q3", "√"]],
        [["Q1", "A"], ["Q2", "B;C"], ["Q3", "T"]],
        [["Q1", "Q2", "Q3"], ["A", "BC", "正确"]],
    ]
    for at, said in enumerate(files):
        reading = read(write(rows), key=write(said, f"key{at}.csv"))
        assert (reading.sitting().marks > 0).tolist() == [[True] * 3, [False] * 3], said
        assert reading.sitting().most.tolist() == ([2, 4, 1] if at == 0 else [1, 1, 1])
    with pytest.raises(QbankError) as caught:
        read(write(rows), key=write([["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]], "no.csv"))
    assert caught.value.problem.code == "answers-key-headings"


def test_a_column_of_nothing_but_dirt_is_quick(write: Write) -> None:
    """Thousands of different texts that cannot be read are named without going through the file for each."""
    import time

    rows = [["工号", "Q-one"], *([str(at), f"乱写{at}"] for at in range(20_000))]
    start = time.process_time()
    reading = read(write(rows), items=paper())
    assert reading.report.dirty_cells == 20_000 and np.isnan(reading.sitting().marks).all()
    assert reading.problems[-1].code == "answers-cells-more" and len(reading.problems) == 31
    assert time.process_time() - start < 5


FAULTS = ["#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NULL!", "#NUM!", "########", "＃N/A"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_a_table_program_is_no_answer(write: Write, fault: str) -> None:
    """What a formula could not compute is unknown in marks, options and texts, named, and never an omission."""
    one, fill = paper()[0], paper()[3]
    rows = [["工号", one.id, fill.id], *([str(at), "B", "权利；法律"] for at in range(5)), ["5", fault, fault]]
    reading = read(write(rows), items=[one, fill])
    assert np.isnan(reading.sitting().marks).T.tolist() == [[False] * 5 + [True]] * 2
    assert {each.text for each in reading.report.dirty} == {fault}
    rows = [["工号", "a", "b"], *([str(at), "A", 1] for at in range(5)), ["5", fault, fault]]
    reading = read(write(rows), key={"a": "A", "b": "1"})
    assert np.isnan(reading.sitting().marks[5]).all()
    rows = [["工号", "a"], *([str(at), at % 2] for at in range(5)), ["5", fault]]
    assert np.isnan(read(write(rows)).sitting().marks[5]).all()


@pytest.mark.parametrize("nobody", ["#N/A", "无", "-", "/", "n/a", "000", "不详"])
def test_a_code_that_many_have_is_nobodys(write: Write, nobody: str) -> None:
    """People whose code could not be looked up, or says nothing, are told apart by name: no answers are lost."""
    rows = [["工号", "姓名", "部门", "a"]]
    rows += [[nobody if at % 2 else f"7{at}", f"人{at}", "甲所", at % 3 % 2] for at in range(12)]
    reading = read(write(rows))
    assert reading.report.counted == 12
    assert not reading.report.dropped
    people = [person for block in reading.sittings for person in block.people]
    assert len({person.code for person in people}) == 12
    assert nobody not in {person.code for person in people}


def test_a_fault_in_place_of_a_department_is_none(write: Write) -> None:
    """A department that could not be looked up is not called #N/A, and the cells are told."""
    rows = [["工号", "姓名", "部门", "a"], ["1", "甲", "#N/A", 1], ["2", "乙", "一所", 0], ["3", "#REF!", "一所", 0]]
    reading = read(write(rows), groups=("部门",))
    assert reading.sittings[0].departments == ((), ("一所",), ("一所",))
    assert reading.sittings[0].groups["部门"] == ("", "一所", "一所")
    assert [each.code for each in reading.problems] == ["answers-person-fault"] * 2


def test_only_cells_of_rows_that_count_are_told(write: Write) -> None:
    """What cannot be read in a row of averages, a second attempt or an unfinished one is nobody's to mend."""
    rows = [
        ["姓名", "工号", "状态", paper()[0].stem],
        ["张三", "1", "已完成", "B"],
        ["李四", "2", "已完成", "看不清"],
        ["王五", "3", "进行中", "看不清"],
        ["李四", "2", "已完成", "听不清"],
        ["平均分", "", "", "0.6"],
    ]
    report = read(write(rows), items=paper()).report
    assert [(each.text, each.rows) for each in report.dirty] == [("看不清", (3,))]
    assert report.dirty_cells == 1
