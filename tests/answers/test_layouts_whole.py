"""Whole exams in the layouts of other programs: 200 people × 20 items, every cell read as it was answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import openpyxl
import pytest
from answer_samples import bank

from qbank.answers import Reading, read
from qbank.model.item import Choice, Item, Option
from qbank.types.multiple_choice import MultipleChoice
from qbank.types.true_false import TrueFalse

PEOPLE, ITEMS = 200, 20
UNITS = ("市局/城关分局/一大队", "市局/城关分局/二大队", "市局/机关", "市局/东关派出所")
Answer = tuple[str, ...]
"""Ids of the options that were chosen; () for nothing."""


@dataclass(frozen=True)
class Exam:
    """What was asked, and by person what was answered to each item."""

    items: list[Item]
    answers: list[list[Answer]]

    @property
    def marks(self) -> list[list[float]]:
        """What each answer earns by the items' own rule."""
        return [[_earned(item, said) for item, said in zip(self.items, row, strict=True)] for row in self.answers]


def _earned(item: Item, said: Answer) -> float:
    choice = _choice(item)
    earned = item.body.score(list(said) if choice.multiple else said[0]) if said else 0.0
    assert isinstance(earned, float | int)
    return float(earned)


def _choice(item: Item) -> Choice:
    shown = item.body.interaction()
    assert isinstance(shown, Choice)
    return shown


def _items() -> list[Item]:
    """Return twelve single choices, four statements, four multiple choices; signs and spaces in some options."""
    singles = bank(12, seed=4)
    stems = [item.stem for item in bank(8, seed=9)]
    true = [Item(id=f"t{at}", stem=stem, body=TrueFalse(key=at % 2 == 0)) for at, stem in enumerate(stems[:4])]
    many = []
    for at, stem in enumerate(stems[4:]):
        texts = [f"{each}{at}" for each in ("消防通道（东）", "安全出口, 西侧", "疏散 楼梯", "普通仓库", "110 报警点")]
        options = tuple(Option(f"o{n}", text) for n, text in enumerate(texts, 1))
        many.append(
            Item(id=f"m{at}", stem=stem, body=MultipleChoice(options=options, key=("o1", "o3", f"o{4 + at % 2}")))
        )
    return [*singles, *true, *many]


@pytest.fixture(scope="module")
def exam() -> Exam:
    """Return the exam; one answer in fifteen is missing, one person answered nothing, one everything right."""
    rng, items = Random(11), _items()
    rows: list[list[Answer]] = []
    for person in range(PEOPLE):
        row: list[Answer] = []
        for item in items:
            choice = _choice(item)
            ids = [option.id for option in choice.options]
            if person == 7 or (person != 8 and rng.random() < 1 / 15):
                row.append(())
            elif person == 8 or rng.random() < 0.5:
                row.append(tuple(sorted(choice.keys)))
            else:
                row.append(tuple(sorted(rng.sample(ids, rng.randint(1, len(ids)) if choice.multiple else 1))))
        rows.append(row)
    return Exam(items, rows)


def _words(item: Item, said: Answer, sign: str = "┋") -> str:
    choice = _choice(item)
    if item.type == "true_false":
        return "" if not said else "正确" if said[0] == "true" else "错误"
    return sign.join(option.text for option in choice.options if option.id in said)


def _letters(item: Item, said: Answer, sign: str = "") -> str:
    if item.type == "true_false":
        return _words(item, said)
    return sign.join("ABCDE"[at] for at, option in enumerate(_choice(item).options) if option.id in said)


def _numbers(item: Item, said: Answer) -> str:
    places = (str(at) for at, option in enumerate(_choice(item).options, 1) if option.id in said)
    return "┋".join(places) or "-3"


def _code(person: int) -> str:
    return f"0{110000 + person}"


def _name(person: int) -> str:
    return f"考生{person % 190}"


def _unit(person: int) -> str:
    return UNITS[person % len(UNITS)]


Cell = Callable[[Item, Answer], str]


def _wide(
    exam: Exam, front: Sequence[str], of: Callable[[int], Sequence[str]], heads: Sequence[str], cell: Cell
) -> list[list[str]]:
    rows = [[*front, *heads]]
    for person, answers in enumerate(exam.answers):
        said = [cell(item, answer) for item, answer in zip(exam.items, answers, strict=True)]
        rows.append([*of(person), *said])
    return rows


def _wenjuanxing(exam: Exam, cell: Cell) -> list[list[str]]:
    kinds = {"single_choice": "[单选题]", "true_false": "[单选题]", "multiple_choice": "【多选题】"}
    heads = [f"{at}、{item.stem}{kinds[item.type]}" for at, item in enumerate(exam.items, 4)]
    front = [
        "序号",
        "提交答卷时间",
        "所用时间",
        "来源",
        "来源详情",
        "来自IP",
        "1、您的姓名：",
        "2、您的工号：",
        "3、您的部门：",
    ]

    def of(person: int) -> Sequence[str]:
        time = f"2026/5/6 9:{person % 60:02d}:11"
        return [
            str(person + 1),
            time,
            f"{300 + person}秒",
            "微信",
            "N/A",
            f"1.2.3.{person}",
            _name(person),
            _code(person),
            _unit(person),
        ]

    return _wide(exam, front, of, heads, cell)


def by_text(exam: Exam) -> list[list[str]]:
    """问卷星 by text."""
    return _wenjuanxing(exam, lambda item, said: _words(item, said) or "(跳过)")


def by_number(exam: Exam) -> list[list[str]]:
    """问卷星 by number."""
    return _wenjuanxing(exam, _numbers)


def by_letter(exam: Exam) -> list[list[str]]:
    """A plain wide table with numbers of questions and letters."""
    heads = [f"第{at}题" for at in range(1, ITEMS + 1)]
    return _wide(exam, ["工号", "姓名", "部门"], lambda at: [_code(at), _name(at), _unit(at)], heads, _letters)


def long(exam: Exam) -> list[list[str]]:
    """A row an answer."""
    rows = [["工号", "姓名", "部门", "题目编号", "作答"]]
    for at, answers in enumerate(exam.answers):
        for item, said in zip(exam.items, answers, strict=True):
            rows.append([_code(at), _name(at), _unit(at), item.id, _letters(item, said, ",")])
    return rows


def moodle(exam: Exam) -> list[list[str]]:
    """Moodle's responses, with the right answers beside them."""
    rows = [
        [
            "Last name",
            "First name",
            "ID number",
            "Department",
            "State",
            "Started on",
            "Completed",
            "Time taken",
            "Grade/20.00",
        ]
    ]
    rows[0] += [each for at in range(1, ITEMS + 1) for each in (f"Response {at}", f"Right answer {at}")]
    for person, answers in enumerate(exam.answers):
        front = [
            _name(person),
            "",
            _code(person),
            _unit(person),
            "Finished",
            "6 May 2026, 9:00 AM",
            "6 May 2026, 9:20 AM",
            "20 mins",
            "-",
        ]
        said = [
            each
            for item, answer in zip(exam.items, answers, strict=True)
            for each in (_words(item, answer, "; ") or "-", _words(item, tuple(_choice(item).keys), "; "))
        ]
        rows.append([*front, *said])
    return rows


def practice(exam: Exam) -> list[list[str]]:
    """Our practice page; it gives no codes."""
    rows = [["题目编号", "题目", "作答", "对错", "得分率", "作答时间", "姓名"]]
    for person, (answers, marks) in enumerate(zip(exam.answers, exam.marks, strict=True)):
        for item, said, mark in zip(exam.items, answers, marks, strict=True):
            right = "对" if mark == 1 else "部分对" if mark else "错"
            time = f"2026-05-06 09:{person % 60:02d}:33"
            rows.append([
                item.id,
                item.stem,
                _words(item, said, "；"),
                right,
                f"{mark:g}",
                time,
                f"{_name(person)}{person}",
            ])
    return rows


def qti(exam: Exam) -> str:
    """Assessment results of QTI 2.1, one after the other."""
    found = []
    for person, answers in enumerate(exam.answers):
        items = []
        for item, said in zip(exam.items, answers, strict=True):
            kind = "multiple" if _choice(item).multiple else "single"
            values = "".join(f"<value>{each}</value>" for each in said)
            items.append(
                f'<itemResult identifier="{item.id}" sessionStatus="final"><responseVariable identifier="RESPONSE" '
                f'baseType="identifier" cardinality="{kind}"><candidateResponse>{values}</candidateResponse>'
                "</responseVariable></itemResult>"
            )
        found.append(
            '<assessmentResult xmlns="http://www.imsglobal.org/xsd/imsqti_result_v2p1">'
            f'<context sourcedId="{_code(person)}"/><testResult identifier="T" datestamp="2026-05-06T09:10:00"/>'
            f"{''.join(items)}</assessmentResult>"
        )
    return f"<results>{''.join(found)}</results>"


def _csv(path: Path, rows: Sequence[Sequence[str]], encoding: str) -> Path:
    lines = (",".join(f'"{cell}"' for cell in row) for row in rows)
    path.write_text("\r\n".join(lines), encoding=encoding)
    return path


def _book(path: Path, rows: Sequence[Sequence[str]], sheet: str = "Sheet1") -> Path:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet(sheet)
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def _is_read_whole(reading: Reading, exam: Exam, *, names: bool = False) -> None:
    """Hold that everybody is there once, and each cell of each item says what was answered and earned."""
    (block,) = reading.sittings
    sitting, ids = block.sitting, [item.id for item in exam.items]
    assert not reading.report.dirty and not reading.report.dropped
    places = [sitting.items.index(name) for name in ids]
    told = [person.name if names else person.code for person in block.people]
    order = {f"{_name(at)}{at}" if names else _code(at): at for at in range(PEOPLE)}
    assert sorted(told) == sorted(order)
    rows = [order[each] for each in told]
    assert np.allclose(sitting.marks[:, places], np.array(exam.marks)[rows])
    answered = np.array([[bool(said) for said in exam.answers[row]] for row in rows])
    assert np.array_equal(sitting.answered[:, places], answered)
    for at, item in enumerate(exam.items):
        if not _choice(item).multiple:
            known = [option.id for option in _choice(item).options]
            chosen = [known.index(exam.answers[row][at][0]) if exam.answers[row][at] else -1 for row in rows]
            assert sitting.chosen[:, places[at]].tolist() == chosen


@pytest.mark.parametrize("kind", ["csv", "gbk", "xlsx"])
@pytest.mark.parametrize(
    ("layout", "made", "name"),
    [
        ("wenjuanxing", by_text, "12_按文本_季考_200"),
        ("wenjuanxing_numbers", by_number, "12_按序号_季考_200"),
        ("wide", by_letter, "成绩"),
        ("long", long, "明细"),
        ("moodle", moodle, "quiz-responses"),
        ("practice", practice, "练习成绩"),
    ],
)
def test_every_cell_is_read(
    tmp_path: Path, exam: Exam, layout: str, made: Callable[[Exam], list[list[str]]], name: str, kind: str
) -> None:
    """None is wrong and none is left out, as text in UTF-8 and GBK and as a workbook."""
    rows = made(exam)
    path = tmp_path / f"{name}.{'xlsx' if kind == 'xlsx' else 'csv'}"
    _book(path, rows) if kind == "xlsx" else _csv(path, rows, "gbk" if kind == "gbk" else "utf-8-sig")
    reading = read(path, items=exam.items, paper=[item.id for item in exam.items])
    assert reading.report.layout == layout
    _is_read_whole(reading, exam, names=layout == "practice")


def test_every_result_of_an_engine_is_read(tmp_path: Path, exam: Exam) -> None:
    """QTI results of all people in one file."""
    path = tmp_path / "results.xml"
    path.write_text(qti(exam), encoding="utf-8")
    reading = read(path, items=exam.items)
    assert reading.report.layout == "qti"
    _is_read_whole(reading, exam)


@pytest.mark.parametrize("layout", ["dingtalk", "police"])
def test_every_total_is_read(tmp_path: Path, exam: Exam, layout: str) -> None:
    """钉钉 and police lists have totals alone: each is its person's, with department, and who was not there is told."""
    totals = [round(sum(row) * 5, 1) for row in exam.marks]
    if layout == "dingtalk":
        rows = [["学员姓名", "部门", "职位", "完成情况", "完成时间", "指派/加入时间", "最新一次成绩"]]
        for at, total in enumerate(totals):
            path, there = _unit(at).replace("/", "-"), at % 20 != 3
            state = "已完成" if there else "未完成"
            when = "2026-05-06 10:00" if there else ""
            rows.append([
                f"学员{at}",
                f"{path},市局",
                "民警",
                state,
                when,
                "2026-05-01 08:00",
                f"{total:g}" if there else "",
            ])
        file = _book(tmp_path / "学员统计.xlsx", rows, "第一页")
    else:
        rows = [["姓名", "证件号", "所属派出所", "试卷名称", "分数"]]
        for at, total in enumerate(totals):
            rows.append([f"学员{at}", _code(at), _unit(at), "法律知识", f"{total:g}" if at % 20 != 3 else "缺考"])
        file = _csv(tmp_path / "成绩单.csv", [*rows, ["平均分", "", "", "", "55.1"]], "gbk")
    reading = read(file)
    assert reading.report.layout == layout
    found = {each.person.name: each for each in reading.sheets() if each.state != "absent"}
    there = [at for at in range(PEOPLE) if at % 20 != 3]
    assert {name: each.total for name, each in found.items()} == {f"学员{at}": totals[at] for at in there}
    assert all("/".join(found[f"学员{at}"].person.department) == _unit(at) for at in there)
    assert read(file, most=100).sitting().marks[:, 0].tolist() == [totals[at] for at in there]
    assert not reading.report.dirty
    assert reading.report.dropped["unfinished" if layout == "dingtalk" else "absent"] == 10
