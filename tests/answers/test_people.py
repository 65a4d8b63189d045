"""Who counts: attempts, namesakes, absent people; departments in many spellings; codes in place of names."""

from __future__ import annotations

import json

import pytest
from answer_samples import Write, paper
from hypothesis import given
from hypothesis import strategies as st

from qbank.answers import read
from qbank.answers.departments import departments
from qbank.answers.people import moment, seconds_of
from qbank.errors import QbankError
from qbank.locale import LANGS


def _names(reading) -> list[str]:
    return [person.name for person in reading.sittings[0].people]


def _codes(reading) -> list[str]:
    return [problem.code for problem in reading.problems]


ROWS = [
    ["工号", "姓名", "角色", "状态", "开始时间", "a", "b"],
    ["1", "甲", "学员", "已完成", "2024-05-02 08:00", 1, 1],
    ["1", "甲", "学员", "已完成", "2024-05-01 08:00", 0, 1],
    ["2", "乙", "学员", "进行中", "2024-05-01 08:00", 1, ""],
    ["3", "丙", "教师", "已完成", "2024-05-01 08:00", 1, 1],
    ["4", "丁", "学员", "预览", "2024-05-01 08:00", 1, 1],
    ["5", "戊", "学员", "缺考", "", "", ""],
    ["6", "己", "学员", "已完成", "2024-05-01 08:00", 0, 0],
    ["6", "己", "学员", "已完成", "2024-05-01 08:00", 0, 0],
    ["", "平均", "", "", "", 0.5, 0.5],
]


@pytest.mark.parametrize(("attempt", "marks"), [("first", [0, 1]), ("last", [1, 1]), ("best", [1, 1])])
def test_one_attempt_a_person_and_each_row_left_out_has_its_reason(write: Write, attempt, marks) -> None:
    """The first attempt counts unless another is asked for, by time rather than by row."""
    reading = read(write(ROWS), attempt=attempt)
    assert reading.report.dropped == {
        "summary": 1, "preview": 1, "staff": 1, "absent": 1, "unfinished": 1, "duplicate": 1, "other-attempt": 1,
    }  # fmt: skip
    assert _names(reading) == ["甲", "己"]
    assert reading.sitting().marks.tolist() == [marks, [0, 0]]
    assert [sheet.person.name for sheet in reading.sheets() if sheet.state == "absent"] == ["戊"]
    assert reading.report.rows == 9 and reading.report.counted == 2 and reading.report.absent == 1


def test_who_came_in_another_row_was_not_absent(write: Write) -> None:
    """A list of who was absent in the first round does not make those absent who came in the second."""
    rows = [["工号", "状态", "a"], ["1", "缺考", ""], ["1", "已完成", 1], ["2", "缺考", ""], ["2", "缺考", ""]]
    reading = read(write(rows))
    assert reading.report.counted == 1 and reading.report.absent == 1


def test_two_people_with_one_name_are_not_merged(write: Write) -> None:
    """One name twice in a department without codes: both count, and it is said that they may be one."""
    rows = [["姓名", "部门", "a"], ["甲", "一科", 1], ["甲", "一科", 0], ["甲", "二科", 1]]
    reading = read(write(rows))
    assert reading.sitting().marks.ravel().tolist() == [1, 0, 1]
    assert len({person.code for person in reading.sittings[0].people}) == 3
    assert _codes(reading) == ["answers-namesakes"] and "2、3" in reading.problems[0].message("zh")
    merged = read(write(rows), namesakes="attempts")
    assert merged.sitting().marks.ravel().tolist() == [1, 1] and merged.report.dropped == {"other-attempt": 1}


def test_numbered_attempts_are_attempts(write: Write) -> None:
    """Where the file numbers the attempts, one name is one person."""
    rows = [["姓名", "部门", "次数", "a"], ["甲", "一科", "2", 1], ["甲", "一科", "1", 0]]
    reading = read(write(rows))
    assert reading.sitting().marks.ravel().tolist() == [0] and not reading.problems


def test_rows_without_people_are_people_of_their_own(write: Write) -> None:
    """In a plain table equal rows are different people."""
    reading = read(write([["a", "b"], [1, 0], [1, 0], [1, 0]]))
    assert reading.report.counted == 3 and not reading.report.dropped
    assert [person.code for person in reading.sittings[0].people] == ["#2", "#3", "#4"]


def test_without_codes_name_and_department_are_the_code(write: Write) -> None:
    """It is the same in every file, however the department is spelled there."""
    one = read(write([["姓名", "部门", "a"], ["甲", "分局/第一所", 1]], "one.csv"))
    two = read(write([["姓名", "单位", "b"], ["甲", "分局 - 第１所", 1]], "two.csv"))
    assert one.sittings[0].people[0].code == two.sittings[0].people[0].code == "甲@分局/第1所"
    assert one.sittings[0].people[0].department == ("分局", "第一所")


def test_a_person_with_and_without_a_code_is_one_where_that_is_certain(write: Write) -> None:
    """Name and department are one's alone on both sides; else, and without a department, they stay apart; both told."""
    head, apart = ["工号", "姓名", "部门", "a"], ["answers-codeless-apart"]
    for rows, codes, told in (
        ([["", "甲", "一科", 0], ["1", "甲", "一科", 1]], ["1"], ["answers-codeless-joined"]),
        ([["1", "甲", "一科", 1], ["", "甲", "二科", 0]], ["1", "甲@二科"], []),
        ([["1", "甲", "一科", 1], ["2", "甲", "一科", 1], ["", "甲", "一科", 0]], ["1", "2", "甲@一科"], apart),
        ([["1", "甲", "", 1], ["", "甲", "", 0]], ["1", "甲@"], apart),
    ):
        reading = read(write([head, *rows]))
        assert [person.code for person in reading.sittings[0].people] == codes
        assert [code for code in _codes(reading) if "codeless" in code] == told
    twice = read(write([head, ["1", "甲", "一科", 1], ["", "甲", "一科", 0], ["", "甲", "一科", 0.5]]))
    assert "answers-codeless-apart" in _codes(twice)


def test_one_code_with_two_names_is_told(write: Write) -> None:
    """The code tells people apart; that it has two names is said."""
    reading = read(write([["工号", "姓名", "a"], ["1", "甲", 1], ["1", "乙", 0]]))
    assert reading.report.counted == 1 and "answers-code-two-names" in _codes(reading)


def test_codes_in_place_of_names(write: Write) -> None:
    """With a secret no name or code of the file is left, and a person has one code in every file."""
    one = read(write([["警号", "姓名", "a"], ["００12", "张三", 1], ["0013", "李四", 0]], "one.csv"), secret=b"key")
    two = read(write([["工号", "a"], ["0012", 1]], "two.csv"), secret=b"key")
    other = read(write([["工号", "a"], ["0012", 1]], "three.csv"), secret=b"another")
    people = one.sittings[0].people
    assert [person.name for person in people] == ["", ""]
    assert people[0].code == two.sittings[0].people[0].code != other.sittings[0].people[0].code
    assert all("001" not in person.code and len(person.code) == 16 for person in people)


def test_a_department_in_three_spellings_is_one_and_told(write: Write) -> None:
    """Width, spaces, 第1 and 第一, separators and repeated paths tell no department apart."""
    names = [
        "城关分局/第一派出所",
        "城关分局-第1派出所",
        "城关分局 / 第１ 派出所",
        "城关分局-城关分局-第一派出所",
        "东关分局",
    ]
    reading = read(write([["工号", "部门", "a"], *([str(at), name, 1] for at, name in enumerate(names))]))
    found = reading.sittings[0].departments
    assert len(set(found[:4])) == 1 and found[4] == ("东关分局",)
    assert _codes(reading) == ["answers-department-spellings"]


def test_aliases(write: Write, tmp_path) -> None:
    """A file of aliases says what else a department is called; parts below it follow."""
    toml = tmp_path / "aliases.toml"
    toml.write_text('"市局/城关分局" = ["城关", "城关公安分局"]\n', encoding="utf-8")
    table = write([["别名", "部门"], ["城关", "市局/城关分局"], ["城关公安分局", "市局/城关分局"]], "aliases.csv")
    rows = [["工号", "部门", "a"], ["1", "城关", 1], ["2", "城关公安分局/一所", 1], ["3", "市局/城关分局", 0]]
    for aliases in (toml, table, {"市局/城关分局": ["城关", "城关公安分局"]}):
        found = read(write(rows), aliases=aliases).sittings[0].departments
        assert found == (("市局", "城关分局"), ("市局", "城关分局", "一所"), ("市局", "城关分局"))
    with pytest.raises(QbankError) as caught:
        departments({"甲": ["丙"], "乙": ["丙"]})
    assert caught.value.problem.code == "answers-alias-twice"


@given(st.lists(st.sampled_from(["市局", "分局", "第一所", "1大队", "科"]), min_size=1, max_size=4, unique=True))
def test_a_department_is_found_again_however_it_is_written(path: list[str]) -> None:
    """The separator makes no difference, and what is shown names the same department."""
    tree = departments()
    keys = {tree.of(sign.join(path)) for sign in ("/", " / ", "\\", ">", "／")}
    assert len(keys) == 1
    key = keys.pop()
    assert tree.of("/".join(tree.shown(key))) == key


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024/5/6 9:05:11", "2024-05-06T09:05:11"),
        ("2024年5月6日 下午3:05", "2024-05-06T15:05:00"),
        ("2024年05月3日 星期五 08:05", "2024-05-03T08:05:00"),
        ("3 May 2024, 8:05 PM", "2024-05-03T20:05:00"),
        ("May 3, 2024 12:05 am", "2024-05-03T00:05:00"),
        ("2024-05-06", "2024-05-06"),
        ("2024-13-40 9:00", ""),
        ("昨天", ""),
    ],
)
def test_times(text: str, iso: str) -> None:
    """Times are read as files write them."""
    assert moment(text) == iso


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("302秒", 302), ("1分30秒", 90), ("00:12:34", 754), ("2:05", 125), ("7 mins 3 secs", 423), ("1 hour 2 mins", 3720),
     ("754", 754), ("-", None), ("很久", None)],
)  # fmt: skip
def test_durations(text: str, seconds: float | None) -> None:
    """Durations are read as files write them."""
    assert seconds_of(text) == seconds


def test_groups(write: Write) -> None:
    """A column that parts people is kept beside the answers and is no item; one that is not there is told."""
    rows = [["工号", "性别", "组", "a"], ["1", "男", "1", 1], ["2", "女", "2", 0]]
    reading = read(write(rows), groups=("性别", "组", "年龄"))
    assert reading.sittings[0].groups == {"性别": ("男", "女"), "组": ("1", "2")}
    assert reading.sitting().items == ("a",) and _codes(reading) == ["answers-group-missing"]
    rows = [["工号", "部门", "a"], ["1", "一科", 1], ["2", "二科", 0]]
    reading = read(write(rows), groups=("部门",))
    assert reading.sittings[0].groups == {"部门": ("一科", "二科")}
    assert reading.sittings[0].departments == (("一科",), ("二科",))


def test_a_department_in_several_columns(write: Write) -> None:
    """一级部门 and 二级部门 make a path."""
    rows = [["工号", "一级部门", "二级部门", "a"], ["1", "市局", "一科", 1], ["2", "市局", "", 0]]
    assert read(write(rows)).sittings[0].departments == (("市局", "一科"), ("市局",))


@pytest.mark.parametrize("lang", LANGS)
def test_the_report_says_it_in_words(write: Write, lang) -> None:
    """What was read, matched, left out and not understood, in both languages and as data."""
    rows = [
        ["工号", "状态", "Q-one", "灭火器应当每月…", "别的"],
        ["1", "已完成", "B", "对", "x"],
        ["2", "缺考", "", "", ""],
    ]
    rows += [["1", "已完成", "A", "对", "x"], ["3", "已完成", "??", "错", "x"]]
    report = read(write(rows), items=paper()).report
    lines = list(report.lines(lang))
    assert len(lines) == 4 and all(line.isprintable() and "{" not in line for line in lines)
    data = report.to_dict(lang)
    assert data["dropped"] == {"absent": 1, "other-attempt": 1} and data["unmatched"] == ["别的"]
    assert [each["how"] for each in data["matches"]] == ["id", "beginning"]
    assert data["dirty"] == [
        {"heading": "Q-one", "item": "Q-one", "found": "??", "code": "answers-cell-unknown", "rows": [5]}
    ]
    json.dumps(data)
