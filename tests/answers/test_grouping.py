"""Columns that part people: found by what they mean, one group however it is spelled."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from answer_samples import Write
from hypothesis import given
from hypothesis import strategies as st

from qbank.answers import joined, read
from qbank.answers.grouping import one_spelling

WORDS = st.dictionaries(st.text("甲乙A aＡ ", max_size=4), st.integers(1, 9), max_size=8)


@given(WORDS)
def test_one_spelling_is_one_of_them(said: dict[str, int]) -> None:
    """Every text has a spelling, spellings stay what they are, and width, case and spaces part nothing."""
    found = one_spelling(said)
    assert found.keys() == said.keys()
    for text, spelled in found.items():
        assert "".join(spelled.split()).casefold().replace("ａ", "a") == "".join(text.split()).casefold().replace(
            "ａ", "a"
        )
    again = one_spelling(dict.fromkeys(found.values(), 1))
    assert len(set(again.values())) == len(set(found.values()))


def test_a_department_in_three_spellings_is_one_group(write: Write) -> None:
    """Width, spaces and numerals of a department; a group of another kind as well."""
    rows = [["工号", "部门", "岗位类别", "a"]]
    spelled = ["城关/第1所", "城关／第一所", "城关 / 第1所", "城关/第1所", "机关"]
    rows += [[str(at), each, "民警 " if at % 2 else "民警", at % 2] for at, each in enumerate(spelled)]
    block = read(write(rows), groups=("部门", "岗位类别")).sittings[0]
    assert block.groups["部门"] == ("城关/第1所",) * 4 + ("机关",)
    assert set(block.groups["岗位类别"]) == {"民警"}


SPELLINGS = ("城关/第一所", "城关／第1所", "城关>第 一 所", "城关-第１所")


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_as_many_of_each_spelling_are_one_department(order: list[int]) -> None:
    """Whichever spelling most use, and in whatever order they come, a department is one group."""
    rows = [(str(at), SPELLINGS[which], at % 2) for at, which in enumerate(order)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text("工号,部门,a\n" + "".join(f"{code},{unit},{mark}\n" for code, unit, mark in rows), "utf-8")
        block = read(path, groups=("部门",)).sittings[0]
    assert len(set(block.groups["部门"])) == 1
    assert {"/".join(each) for each in block.departments} == set(block.groups["部门"])


def test_departments_of_two_files_are_spelled_alike(write: Write) -> None:
    """第一所 in one file and 第1所 in the other is one group."""
    files = [
        write([["工号", "部门", "a"], [f"{at}1", unit, 1], [f"{at}2", unit, 0]], f"{at}.csv")
        for at, unit in enumerate(("城关/第一所", "城关/第1所"))
    ]
    both = joined([read(file, groups=("部门",)) for file in files])
    assert {name for block in both.sittings for name in block.groups["部门"]} == {"城关/第一所"}


def test_files_of_a_sitting_spell_a_group_alike(write: Write) -> None:
    """What one file calls 城关 所 and the other 城关所 is one group."""
    files = [
        write([["工号", "部门", "a"], [f"{name}1", unit, 1], [f"{name}2", unit, 0]], f"{name}.csv")
        for name, unit in (("x", "城关 所"), ("y", "城关所"))
    ]
    found = joined([read(each, groups=("部门",)) for each in files], "first")
    assert {text for block in found.sittings for text in block.groups["部门"]} == {"城关 所"}


@pytest.mark.parametrize("wanted", ["3、您的部门：", "部门", "department", "4、性别", "性别"])
def test_a_group_is_found_by_what_its_heading_means(write: Write, wanted: str) -> None:
    """A survey writes numbers and “your” before it; the plain word is enough."""
    head = ["序号", "提交答卷时间", "所用时间", "1、您的姓名：", "2、您的工号", "3、您的部门：", "4、性别", "5、题"]
    rows = [
        head,
        *([str(at), "2026/3/5 9:00:00", "60秒", f"人{at}", f"0{at}", "甲所", "男", "1"] for at in range(1, 5)),
    ]
    reading = read(write(rows), groups=(wanted,), key={"5、题": "1"})
    assert set(reading.sittings[0].groups[wanted]) in ({"甲所"}, {"男"})
    assert "4、性别" not in reading.sitting().items or "性别" not in wanted


@pytest.mark.parametrize("heading", ["姓名", "工号", "name", "手机号"])
def test_what_says_who_somebody_is_is_no_group(write: Write, heading: str) -> None:
    """Names, codes, and whatever differs from person to person: refused, for groups are named in what is passed on."""
    rows = [["工号", "姓名", "手机号", "岗位", "a"]]
    rows += [[f"{at:03}", f"张{'甲乙丙'[at % 3]}", str(13800000000 + at), "甲乙"[at % 2], at % 2] for at in range(12)]
    reading = read(write(rows), groups=(heading, "岗位"))
    assert list(reading.groups) == ["岗位"]
    assert [(each.code, each.values["heading"]) for each in reading.problems] == [("answers-group-person", heading)]


def test_departments_of_one_person_each_are_still_departments(write: Write) -> None:
    """A department says where somebody works, however few work there."""
    rows = [["姓名", "部门", "a"], *([f"人{at}", f"第{at}所", at % 2] for at in range(12))]
    assert set(read(write(rows), groups=("部门",)).groups) == {"部门"}
