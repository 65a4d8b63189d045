"""Each layout by a file as its program writes it."""

from __future__ import annotations

import numpy as np
import openpyxl
import pytest
from answer_samples import Write, paper

from qbank.answers import read

ONE, MANY = "值班民警接到报警后应当在多少分钟内到达现场？", "下列哪些场所必须保持畅通？"
EXITS = "消防通道; 安全出口; 疏散楼梯"
MAY, LATER = "3 May 2024, 8:05 AM", "3 May 2024, 8:12 AM"


def _workbook(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_wenjuanxing_by_text(write: Write) -> None:
    """问卷星 by text: headings with numbers and types, choices joined by ┋, GBK, a question for the name."""
    rows = [
        [
            "序号",
            "提交答卷时间",
            "所用时间",
            "来源",
            "来源详情",
            "来自IP",
            "1、您的姓名：",
            "2、您的部门：",
            f"3、{ONE}",
            f"4、{MANY}【多选题】",
            "5、灭火器应当每月检查一次。",
            "总分",
        ],
        [
            "1",
            "2024/5/6 9:05:11",
            "302秒",
            "微信",
            "N/A",
            "1.2.3.4",
            "张三",
            "一所",
            "十分钟",
            "消防通道┋安全出口┋疏散楼梯",
            "正确",
            "3",
        ],
        [
            "2",
            "2024/5/6 9:07:00",
            "1分30秒",
            "微信",
            "N/A",
            "1.2.3.5",
            "李四",
            "二所",
            "五分钟",
            "消防通道┋普通仓库",
            "错误",
            "0",
        ],
        ["3", "2024/5/6 9:09:59", "90秒", "微信", "N/A", "1.2.3.6", "王五", "二所", "-3", "(跳过)", "对", "1"],
    ]
    reading = read(write(rows, encoding="gb18030"), items=paper())
    block = reading.sittings[0]
    assert reading.report.layout == "wenjuanxing"
    assert [each.item for each in reading.report.matching.matches] == ["Q-one", "Q-many", "Q-true"]
    assert block.sitting.marks.tolist() == [[1, 1, 1], [0, 0, 0], [0, 0, 1]]
    assert block.sitting.answered.tolist() == [[True] * 3, [True] * 3, [False, False, True]]
    assert [person.name for person in block.people] == ["张三", "李四", "王五"]
    assert block.departments == (("一所",), ("二所",), ("二所",))
    assert block.submitted[0] == "2024-05-06T09:05:11" and block.seconds.tolist() == [302, 90, 90]
    assert block.totals.tolist() == [3, 0, 1]


def test_wenjuanxing_by_number(write: Write) -> None:
    """问卷星 by number: the file's name tells it, −3 is no answer."""
    rows = [
        ["序号", "提交答卷时间", "所用时间", "1、姓名", f"2、{ONE}", f"3、{MANY}"],
        ["1", "2024/5/6 9:05:11", "302", "张三", "2", "1┋2┋3"],
        ["2", "2024/5/6 9:07:00", "90", "李四", "-3", "1┋4"],
    ]
    reading = read(write(rows, "123_按序号_测试_2.csv"), items=paper())
    assert reading.report.layout == "wenjuanxing_numbers"
    assert reading.sitting().marks.tolist() == [[1, 1], [0, 0]]


def test_dingtalk(tmp_path) -> None:
    """钉钉 lists: totals alone, joined and repeated departments, who has not finished."""
    rows = [
        ["学员姓名", "部门", "职位", "完成情况", "完成时间", "指派/加入时间", "最新一次成绩"],
        ["张三", "市局-治安支队-一大队,市局-治安支队", "民警", "已完成", "2024-05-06 10:00", "2024-05-01 08:00", "86"],
        ["李四", "市局-市局-治安支队-一大队", "民警", "未完成", "", "2024-05-01 08:00", ""],
        ["王五", "市局-治安支队", "民警", "缺考", "", "2024-05-01 08:00", ""],
    ]
    reading = read(_workbook(tmp_path / "d.xlsx", {"说明": [["导出说明"]], "第一页": rows}))
    assert (reading.report.layout, reading.report.sheet) == ("dingtalk", "第一页")
    assert reading.report.dropped == {"absent": 1, "unfinished": 1}
    sheets = list(reading.sheets())
    assert [(sheet.person.name, sheet.state, sheet.total) for sheet in sheets] == [
        ("张三", "已完成", 86.0),
        ("王五", "absent", None),
    ]
    assert sheets[0].person.department == ("市局", "治安支队", "一大队")


def test_police_score_list(write: Write) -> None:
    """姓名, 证件号, 所属派出所, 试卷名称, 分数: totals and who was absent, no items."""
    rows = [
        ["姓名", "证件号", "所属派出所", "试卷名称", "分数"],
        ["张三", "012345", "城关派出所", "法律知识", "92"],
        ["李四", "012346", "城关派出所", "法律知识", "缺考"],
        ["王五", "012347", "东关派出所", "法律知识", "58.5"],
        ["平均分", "", "", "", "75.25"],
    ]
    reading = read(write(rows))
    assert reading.report.layout == "police" and reading.report.dropped == {"summary": 1, "absent": 1}
    assert [(sheet.person.code, sheet.total, sheet.state) for sheet in reading.sheets()] == [
        ("012345", 92, ""),
        ("012347", 58.5, ""),
        ("012346", None, "absent"),
    ]
    assert reading.sitting().items == ()


_MOODLE_EN = [
    [
        "Last name",
        "First name",
        "ID number",
        "Department",
        "Email address",
        "State",
        "Started on",
        "Completed",
        "Time taken",
        "Grade/3.00",
        "Response 1",
        "Right answer 1",
        "Response 2",
        "Right answer 2",
        "Response 3",
        "Right answer 3",
    ],
    [
        "Jones",
        "John",
        "17",
        "Law",
        "j@x",
        "Finished",
        MAY,
        LATER,
        "7 mins 3 secs",
        "2.00",
        "十分钟",
        "十分钟",
        EXITS,
        EXITS,
        "False",
        "True",
    ],
    [
        "Jones",
        "John",
        "17",
        "Law",
        "j@x",
        "Finished",
        "4 May 2024, 8:05 AM",
        "4 May 2024, 8:12 AM",
        "7 mins",
        "3.00",
        "十分钟",
        "十分钟",
        EXITS,
        EXITS,
        "True",
        "True",
    ],
    ["Smith", "Ann", "18", "Law", "a@x", "In progress", MAY, "-", "-", "-", "-", "十分钟", "-", EXITS, "-", "True"],
    [
        "Wu",
        "Li",
        "19",
        "Law",
        "l@x",
        "Finished",
        MAY,
        "3 May 2024, 8:15 AM",
        "10 mins",
        "0.00",
        "-",
        "十分钟",
        "消防通道",
        EXITS,
        "-",
        "True",
    ],
]
_MOODLE_ZH = {
    "Last name": "姓氏",
    "First name": "名",
    "ID number": "ID号",
    "Department": "院系",
    "Email address": "电子邮件地址",
    "State": "状态",
    "Started on": "开始时间",
    "Completed": "完成",
    "Time taken": "耗时",
    "Grade/3.00": "成绩/3.00",
    "Finished": "已完成",
    "In progress": "进行中",
    MAY: "2024年05月3日 星期五 08:05",
    "4 May 2024, 8:05 AM": "2024年05月4日 星期六 08:05",
}


def _chinese(text: str) -> str:
    return _MOODLE_ZH.get(text, text.replace("Response", "答案").replace("Right answer", "正确答案"))


@pytest.mark.parametrize("is_chinese", [False, True])
def test_moodle_responses(write: Write, *, is_chinese: bool) -> None:
    """Moodle's responses: the first finished attempt counts, options by text, “-” is no answer."""
    rows = [[_chinese(cell) for cell in row] for row in _MOODLE_EN] if is_chinese else _MOODLE_EN
    path, items = write(rows), paper()[:3]
    reading = read(path, items=items, paper=[item.id for item in items])
    assert reading.report.layout == "moodle"
    assert reading.report.dropped == {"unfinished": 1, "other-attempt": 1}
    block = reading.sittings[0]
    assert block.sitting.marks.tolist() == [[1, 1, 0], [0, 0, 0]]
    assert block.sitting.answered.tolist() == [[True, True, True], [False, True, False]]
    assert [person.code for person in block.people] == ["17", "19"] and block.people[0].name == "John Jones"
    assert block.started[0] == "2024-05-03T08:05:00" and block.seconds.tolist() == [423, 600]
    last = read(path, items=items, paper=[item.id for item in items], attempt="last")
    assert last.sitting().marks.tolist() == [[1, 1, 1], [0, 0, 0]]
    best = read(path, items=items, paper=[item.id for item in items], attempt="best")
    assert best.sitting().marks.tolist() == [[1, 1, 1], [0, 0, 0]]


def test_moodle_without_a_bank(write: Write) -> None:
    """Its right answers are keys where there is no bank."""
    reading = read(write(_MOODLE_EN))
    assert reading.sitting().marks.tolist() == [[1, 1, 0], [0, 0, 0]]


def test_moodle_grades(write: Write) -> None:
    """Its report of grades has the marks of each question, the highest mark in the heading."""
    rows = [
        [
            "Last name",
            "First name",
            "Email address",
            "Status",
            "Started",
            "Completed",
            "Duration",
            "Grade/10.00",
            "Q. 1 /4.00",
            "Q. 2 /6.00",
        ],
        ["Jones", "John", "j@x", "Finished", MAY, LATER, "7 mins", "7.00", "4.00", "3.00"],
        ["Wu", "Li", "l@x", "Finished", MAY, LATER, "7 mins", "2.00", "2.00", "-"],
        ["Overall average", "", "", "", "", "", "", "4.50", "3.00", "3.00"],
    ]
    reading = read(write(rows))
    sitting = reading.sitting()
    assert sitting.most.tolist() == [4, 6] and sitting.marks.tolist() == [[4, 3], [2, 0]]
    assert sitting.answered.tolist() == [[True, True], [True, False]]
    assert reading.report.dropped == {"summary": 1}


def test_moodle_random_slots(write: Write) -> None:
    """Where questions are drawn, statistics belong to the question, not to its place."""
    rows = [
        ["Last name", "First name", "ID number", "State", "Started on", "Question 1", "Response 1", "Right answer 1"],
        ["甲", "", "1", "Finished", MAY, "甲问题的题干是什么", "A", "A"],
        ["乙", "", "2", "Finished", MAY, "乙问题的题干是什么", "A", "B"],
        ["丙", "", "3", "Finished", MAY, "甲问题的题干是什么", "B", "A"],
    ]
    sitting = read(write(rows)).sitting()
    assert np.isnan(sitting.marks).tolist() == [[False, True], [True, False], [False, True]]
    assert np.nansum(sitting.marks, axis=0).tolist() == [1, 0]


def test_practice_page(write: Write) -> None:
    """The results of our own practice page: marks are shares of an item's marks, responses are options in words."""
    rows = [
        ["题目编号", "题目", "作答", "对错", "得分率", "作答时间", "姓名"],
        ["Q-one", ONE, "十分钟", "对", "1", "2027-03-08 14:05:33", "张三"],
        ["Q-many", MANY, "消防通道；安全出口", "错", "0", "2027-03-08 14:06:33", "张三"],
        ["Q-fill", "____是宪法的核心，____是法治的基础。", "权利；x", "部分对", "0.5", "2027-03-08 14:07:33", "张三"],
        ["Q-one", ONE, "五分钟", "错", "0", "2027-03-08 14:05:33", "李四"],
    ]
    reading = read(write(rows, encoding="utf-8-sig"), items=paper())
    sitting = reading.sitting()
    assert reading.report.layout == "practice" and sitting.items == ("Q-one", "Q-many", "Q-fill")
    assert np.array_equal(sitting.marks, [[1, 0, 0.5], [0, np.nan, np.nan]], equal_nan=True)
    assert sitting.chosen[:, 0].tolist() == [1, 0]
    without = read(write(rows, encoding="utf-8-sig"))
    assert np.array_equal(without.sitting().marks, sitting.marks, equal_nan=True)


def test_long_table(write: Write) -> None:
    """A row an answer: what has no row was not presented, two different answers to one item are unknown."""
    rows = [
        ["工号", "姓名", "题目编号", "作答", "得分", "满分"],
        ["7", "甲", "Q-one", "B", "2", "2"],
        ["7", "甲", "Q-true", "错", "0", "1"],
        ["8", "乙", "Q-one", "", "", "2"],
        ["9", "丙", "Q-true", "对", "1", "1"],
        ["9", "丙", "Q-true", "错", "0", "1"],
    ]
    reading = read(write(rows), items=paper())
    sitting = reading.sitting()
    assert np.array_equal(sitting.marks, [[2, 0], [0, np.nan], [np.nan, np.nan]], equal_nan=True)
    assert sitting.most.tolist() == [2, 1] and not sitting.answered[1, 0]
    assert {each.text for each in reading.report.dirty} == {"对 ≠ 错", "1 ≠ 0"}


def test_score_list_below_a_title(tmp_path) -> None:
    """Headings stand below a title; departments merged over rows are everybody's; sums are read as calculated."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["某局三季度考试成绩", None, None, None],
        ["部门", "姓名", "一、1", "2"],
        ["一科", "甲", 1, 0],
        [None, "乙", 1, 1],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A3:A4")
    book.save(tmp_path / "s.xlsx")
    reading = read(tmp_path / "s.xlsx")
    assert reading.sitting().marks.tolist() == [[1, 0], [1, 1]]
    assert reading.sittings[0].departments == (("一科",), ("一科",))
