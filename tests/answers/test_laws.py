"""What holds for any file: how it is written makes no difference to what it says."""

from __future__ import annotations

import csv
import random
import tempfile
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from answer_samples import Write, bank, paper
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qbank.analysis.counts import counted
from qbank.answers import layouts, read
from qbank.errors import QbankError
from qbank.locale import LANGS

ITEMS = bank(8, 5)
_CELL = st.sampled_from(["A", "B", "C", "D", "", "?"])
_TABLE = st.integers(1, 8).flatmap(
    lambda width: st.lists(st.lists(_CELL, min_size=width, max_size=width), min_size=1, max_size=12)
)


def _said(path: Path, **options):
    """Return by person and item what a file says: mark and option, both -2 where they are unknown."""
    reading = read(path, items=ITEMS, **options)
    found = {}
    for block in reading.sittings:
        sitting = block.sitting
        for row, person in enumerate(block.people):
            for at, item in enumerate(sitting.items):
                mark = sitting.marks[row, at]
                found[person.code, item] = (-2.0 if np.isnan(mark) else mark, int(sitting.chosen[row, at]))
    return found


def _expected(table):
    found = {}
    for person, row in enumerate(table):
        for item, cell in zip(ITEMS, row, strict=False):
            options = item.body.interaction().options
            key = [option.id for option in options].index(item.body.interaction().keys[0])
            place = "ABCD".find(cell) if cell else -1
            found[f"P{person}", item.id] = (-2.0 if cell == "?" else float(place == key), place)
    return found


def _wide(rows):
    return "".join(",".join(row) + "\n" for row in rows)


def _heads(width: int) -> list[str]:
    return [ITEMS[at].stem if at % 2 else ITEMS[at].id for at in range(width)]


def _written(folder: Path, layout: str, table) -> Path:
    heads = _heads(len(table[0]))
    path = folder / "answers.csv"
    if layout == "wide":
        rows = [["工号", *heads], *([f"P{at}", *row] for at, row in enumerate(table))]
    elif layout == "long":
        rows = [["工号", "题目编号", "作答"]]
        rows += [[f"P{at}", ITEMS[place].id, cell] for at, row in enumerate(table) for place, cell in enumerate(row)]
    elif layout == "wenjuanxing":
        rows = [["序号", "提交答卷时间", "所用时间", "工号", *(f"{at}、{head}" for at, head in enumerate(heads, 1))]]
        rows += [
            [str(at), "2024/5/6 9:00", "9秒", f"P{at}", *(_text(ITEMS[place], cell) for place, cell in enumerate(row))]
            for at, row in enumerate(table)
        ]
    elif layout == "moodle":
        rows = [["Last name", "ID number", "State", "Started on", *(f"Response {at + 1}" for at in range(len(heads)))]]
        rows += [
            [
                "x",
                f"P{at}",
                "Finished",
                "2024-05-03",
                *(_text(ITEMS[place], cell) or "-" for place, cell in enumerate(row)),
            ]
            for at, row in enumerate(table)
        ]
    else:
        return _qti(folder, table)
    path.write_text(_wide(rows), encoding="utf-8")
    return path


def _text(item, cell: str) -> str:
    return item.body.interaction().options["ABCD".index(cell)].text if cell in "ABCD" and cell else cell


def _qti(folder: Path, table) -> Path:
    path = folder / "answers.xml"
    people = []
    for at, row in enumerate(table):
        items = "".join(
            f'<itemResult identifier="{ITEMS[place].id}" sessionStatus="final"><responseVariable identifier="RESPONSE" '
            f'cardinality="single" baseType="identifier"><candidateResponse>'
            f"{_value(cell)}</candidateResponse></responseVariable></itemResult>"
            for place, cell in enumerate(row)
        )
        people.append(f'<assessmentResult><context sourcedId="P{at}"/>{items}</assessmentResult>')
    path.write_text(f"<all>{''.join(people)}</all>", encoding="utf-8")
    return path


def _value(cell: str) -> str:
    name = f"C{'ABCD'.index(cell) + 1}" if cell and cell in "ABCD" else cell
    return f"<value>{name}</value>" if name else ""


@pytest.mark.parametrize("layout", ["wide", "long", "wenjuanxing", "moodle", "qti"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=_TABLE)
def test_what_is_written_is_read(layout: str, table) -> None:
    """A sitting that is written in a layout is found again: marks, options, what is unknown."""
    with tempfile.TemporaryDirectory() as folder:
        path = _written(Path(folder), layout, table)
        assert _said(path, layout=layout, paper=[item.id for item in ITEMS]) == _expected(table)


@settings(max_examples=40, deadline=None)
@given(table=_TABLE, seed=st.integers(0, 99))
def test_order_of_columns_and_rows_makes_no_difference(table, seed: int) -> None:
    """Shuffled columns and rows say the same of everybody."""
    rng = random.Random(seed)
    heads = _heads(len(table[0]))
    rows = [[f"P{at}", *row] for at, row in enumerate(table)]
    order = list(range(len(heads) + 1))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text(_wide([["工号", *heads], *rows]), encoding="utf-8")
        before = _said(path)
        rng.shuffle(order)
        rng.shuffle(rows)
        path.write_text(_wide([[row[at] for at in order] for row in [["工号", *heads], *rows]]), encoding="utf-8")
        assert _said(path) == before


def test_a_workbook_says_what_its_text_says(write: Write, tmp_path: Path) -> None:
    """The same rows as CSV and as a workbook, with more columns than letters and numbers as numbers."""
    rng = random.Random(3)
    heads = ["工号", *(f"i{at}" for at in range(230))]
    rows = [[f"P{at}", *(rng.randrange(2) for _ in range(230))] for at in range(20)]
    book = openpyxl.Workbook()
    for row in (heads, *rows):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    one, two = read(write([heads, *rows])).sitting(), read(tmp_path / "a.xlsx").sitting()
    assert one.items == two.items and np.array_equal(one.marks, two.marks) and len(one.items) == 230


def test_blocks_add_up(write: Write) -> None:
    """Counts of the blocks add up to those of all, and reading again gives the same."""
    rng = random.Random(4)
    rows = [["工号", "a", "b", "c"], *([f"P{at}", *(rng.choice(["0", "1", ""]) for _ in range(3))] for at in range(50))]
    reading = read(write(rows))
    blocks = reading.sittings
    blocks._size = 7
    parts = [counted(block.sitting) for block in blocks]
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    whole = counted(reading.sitting())
    assert len(blocks) == 8 and total.n == whole.n
    assert np.array_equal(total.people, whole.people)
    for name, item in whole.items.items():
        other = total.items[name]
        assert (item.omitted, item.not_reached) == (other.omitted, other.not_reached)
        assert np.array_equal(item.marks.cells, other.marks.cells)
    assert np.array_equal(read(write(rows)).sitting().marks, reading.sitting().marks)
    assert [person.code for block in blocks for person in block.people] == [f"P{at}" for at in range(50)]


def test_shuffled_options(write: Write) -> None:
    """Letters of a shuffled paper are turned back by form; a form that is not known is unknown."""
    orders = write(
        [["卷别", "题目", "顺序"], ["甲", "Q-one", "BADC"], ["乙", "Q-one", "DCBA"], ["甲", "Q-many", "DABC"]],
        "orders.csv",
    )
    rows = [
        ["工号", "卷别", "Q-one", "Q-many", "Q-true"],
        ["1", "甲", "A", "BCD", "对"],
        ["2", "乙", "c", "ABC", "对"],
        ["3", "甲", "十分钟", "ABC", "错"],
        ["4", "丙", "B", "", "错"],
    ]
    reading = read(write(rows), items=paper(), shuffles=orders, form="卷别")
    nan = np.nan
    assert np.array_equal(reading.sitting().marks, [[1, 1, 1], [1, nan, 1], [1, 0, 0], [nan, 0, 0]], equal_nan=True)
    assert {each.why for each in reading.report.dirty} == {"answers-cell-order-untold"}
    assert reading.sitting().chosen[:, 0].tolist() == [1, 1, 1, -1]
    with pytest.raises(QbankError) as caught:
        read(write(rows), items=paper(), shuffles=orders, form="没有")
    assert caught.value.problem.code == "answers-group-missing"


def test_a_layout_of_ones_own(write: Write, tmp_path: Path) -> None:
    """A TOML file says what headings, states and blanks are called elsewhere."""
    own = tmp_path / "ours.toml"
    own.write_text(
        'title.zh = "我们的"\ntitle.en = "ours"\nshape = "wide"\nneeds = [["胸牌"]]\nnothing = ["8"]\n'
        '[person]\ncode = ["胸牌"]\naside = ["座位"]\n[states]\nunfinished = ["走了"]\n',
        encoding="utf-8",
    )
    rows = [["胸牌", "座位", "状态", "a"], ["1", "7", "交了", "1"], ["2", "9", "走了", "2"], ["3", "3", "交了", "8"]]
    reading = read(write(rows), layout=str(own), key={"a": "1"})
    assert reading.sitting().marks.ravel().tolist() == [1, 0] and reading.report.dropped == {"unfinished": 1}
    assert reading.sitting().answered.ravel().tolist() == [True, False]


@pytest.mark.parametrize(
    "text",
    ["shape = ", 'shape = "round"', "unknown = 1", 'needs = ["a"]', '[columns]\nstem = ["("]', "[person]\nhat = []"],
)
def test_a_wrong_layout_is_told(tmp_path: Path, text: str) -> None:
    """What is wrong with a layout is said, not raised."""
    own = tmp_path / "wrong.toml"
    own.write_text(text, encoding="utf-8")
    with pytest.raises(QbankError) as caught:
        layouts.load(str(own))
    assert caught.value.problem.code in {"profile-syntax", "answers-layout-wrong"}


def test_every_layout_is_whole() -> None:
    """Shipped layouts say in both languages what they are and how well they are known."""
    for name in layouts.names():
        layout = layouts.load(name)
        assert all(layout.title[lang] != name for lang in LANGS)
        assert layout.standing in {"ours", "seen", "unverified"}
    with pytest.raises(QbankError) as caught:
        layouts.load("none")
    assert caught.value.problem.code == "choice-unknown"


def test_long_texts_with_uneven_rows(write: Write) -> None:
    """A long text is read by chunks: short rows have blank cells, codes keep their zeros, extra cells are not read."""
    rows = [["工号", "姓名", "a", "b"], *([f"{at:06}", f"学员{at}的名字比较长", at % 2, 1] for at in range(60_000))]
    rows[100], rows[50_000] = ["000099", "短"], ["049999", "长", 1, 0, 7, 7]
    reading = read(write(rows))
    people, marks = reading.sittings[0].people, reading.sitting().marks
    assert (people[99].code, people[99].name, marks[99].tolist()) == ("000099", "短", [0, 0])
    assert marks[49_999].tolist() == [1, 0] and len(marks) == 60_000 and reading.report.dirty == ()


def test_items_stand_in_the_order_in_which_they_were_asked(write: Write) -> None:
    """Not reached is told by the order of the paper, or of the numbers in the headings, not of the columns."""
    stem = {item.id: item.stem for item in paper()}
    rows = [
        ["工号", f"3、{stem['Q-true']}", f"1、{stem['Q-one']}", f"2、{stem['Q-many']}"],
        ["1", "", "B", ""],
        ["2", "对", "B", ""],
    ]
    sitting = read(write(rows), items=paper()).sitting()
    assert sitting.items == ("Q-one", "Q-many", "Q-true")
    counts = counted(sitting)
    assert [counts.items[name].not_reached for name in sitting.items] == [0, 1, 1] and counts.items[
        "Q-many"
    ].omitted == 1
    order = ["Q-true", "Q-many", "Q-one"]
    assert read(write(rows), items=paper(), paper=order).sitting().items == tuple(order)


_HEADS = st.sampled_from(
    """
    工号 姓名 部门 状态 角色 次数 提交时间 总分 Q-one Q-true Q-many Q-fill 第1题 第1题得分 1 a b 题目编号
    题目 作答 得分 满分 State Started_on Response_1 Q._1_/4.00 学员姓名
    """.replace("\n", " ").split()
).map(lambda text: text.replace("_", " ")) | st.just("")
_SAID = """
    0 1 2 0.5 -1 80% NaN Inf A AB A;C 对 × -2 (空) - 缺考 已完成 进行中 教师 平均 张三 一科 十分钟 权利；法律 第一所
    1┋2 E
    """.split()  # noqa: SIM905
_ANYTHING = st.sampled_from(["", "2024-05-01 08:00", '"', "a\nb", "x" * 50, *_SAID]) | st.text(max_size=3)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_nothing_is_raised_but_what_is_told(data) -> None:
    """Whatever stands in a file, it is read or refused in words; people, rows and marks add up."""
    width = data.draw(st.integers(1, 7))
    heads = data.draw(st.lists(_HEADS, min_size=width, max_size=width))
    rows = data.draw(st.lists(st.lists(_ANYTHING, min_size=max(width - 1, 1), max_size=width + 1), max_size=8))
    options = {
        "items": data.draw(st.sampled_from([(), tuple(paper())])),
        "key": data.draw(st.sampled_from([None, {"a": "A", "b": "AC", "Q-one": "B"}])),
        "layout": data.draw(st.sampled_from(["", *layouts.names()])),
        "cells": data.draw(st.sampled_from(layouts.CELLS)),
        "attempt": data.draw(st.sampled_from(["first", "last", "best"])),
        "blank": data.draw(st.sampled_from(["omitted", "unseen"])),
        "secret": data.draw(st.sampled_from([None, b"key"])),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
            csv.writer(stream).writerows([heads, *rows])
        try:
            reading = read(path, **options)
        except QbankError as error:
            assert all(error.problem.message(lang) for lang in LANGS)
            return
    report, sheets = reading.report, list(reading.sheets())
    assert all(problem.message(lang) for problem in reading.problems for lang in LANGS)
    assert report.rows == report.counted + sum(report.dropped.values())
    assert len({sheet.person.code for sheet in sheets}) == len(sheets)
    if len(reading.sittings):
        assert len(sheets) == report.counted + report.absent
    for block in reading.sittings:
        marks, most = block.sitting.marks, block.sitting.most
        assert (np.isnan(marks) | ((marks >= 0) & (marks <= most + 1e-9))).all()
        assert counted(block.sitting).n == len(block.people) == len(block.submitted) == len(block.totals)
