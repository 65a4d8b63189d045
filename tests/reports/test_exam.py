"""An exam as data, lines, workbook and pictures: what is undefined is said to be so."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from typing import Any

import docx
import numpy as np
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from qbank.analysis.calibration import calibrated
from qbank.analysis.counts import Counts, Sitting, counted
from qbank.analysis.flags import CODES, Flag, in_order
from qbank.answers import numbers_of
from qbank.model.figure import severity
from qbank.model.sitting import Asked
from qbank.reports import exam_charts as charts
from qbank.reports import word, workbook
from qbank.reports.exam import Exam, ModelAnalysis, exam_of, gravest_first, model_analysis, shown
from qbank.reports.exam_parts import of_kinds, of_model
from qbank.reports.exam_report import Told, report
from qbank.reports.item_panel import item_panel
from qbank.reports.parts import Column, Grid, Part, Report

OPTIONS = ("登记", "核查", "整治", "总结")


def sat(n: int = 200, k: int = 8, *, seed: int = 1, miskeyed: bool = True) -> tuple[Counts, list[Asked]]:
    """Return a sitting with options; the last item is keyed wrongly where that is wanted: who knows chooses another."""
    rng = np.random.default_rng(seed)
    able = rng.normal(size=(n, 1))
    knows = rng.random((n, k)) < 1 / (1 + np.exp(-(1.5 * able - np.linspace(1.5, -1.5, k))))
    chosen = np.where(knows, 0, rng.integers(1, 4, (n, k)))
    keys = [0] * (k - 1) + [1 if miskeyed else 0]
    marks = (chosen == keys).astype(float)
    names = tuple(f"q{at}" for at in range(1, k + 1))
    asked = [
        Asked(name, 1, 1.0, OPTIONS, (OPTIONS[key],), f"{at}、题")
        for at, (name, key) in enumerate(zip(names, keys, strict=True), 1)
    ]
    return counted(Sitting(names, marks, np.ones(k), np.ones((n, k), bool), [OPTIONS] * k, chosen)), asked


def plain(marks: np.ndarray) -> tuple[Counts, list[Asked]]:
    """Return the counts of a bare table of marks."""
    names = tuple(f"第{at}题" for at in range(1, marks.shape[1] + 1))
    return counted(Sitting(names, marks, np.ones(marks.shape[1]))), [Asked(name) for name in names]


def unexplained(data: Any, place: str = "") -> list[str]:
    """Return the places of figures that are None without a reason beside them; what a label lacks is no figure."""
    if isinstance(data, list):
        return [each for at, part in enumerate(data) for each in unexplained(part, f"{place}[{at}]")]
    if not isinstance(data, dict):
        return []
    labels = {"option", "text"}
    bare = [f"{place}.{name}" for name, value in data.items() if value is None and name not in labels]
    found = [] if data.get("reason") else bare
    return found + [each for name, part in data.items() for each in unexplained(part, f"{place}.{name}")]


@given(arrays.arrays(float, st.tuples(st.integers(1, 6), st.integers(1, 4)), elements=st.sampled_from([0.0, 1.0])))
def test_whatever_was_answered_is_told_in_plain_data(marks: np.ndarray) -> None:
    """One person, one item, all alike: JSON without NaN, None where nothing is defined, and then a reason beside it."""
    counts, asked = plain(marks)
    found = exam_of(counts, asked, lang="zh", name="周测")
    data = json.loads(json.dumps(found.to_dict(), allow_nan=False, ensure_ascii=False))
    assert (data["test"]["n"], data["test"]["k"]) == marks.shape
    assert unexplained(data) == []
    assert (None in data["test"].values()) is ("reason" in data["test"])
    for item, column in zip(data["items"], marks.T, strict=True):
        assert item["facility"] == pytest.approx(column.mean())
        assert item["facility_low"] <= item["facility"] + 1e-9
        assert item["guess"] is None and "reason" in item
    assert next(iter(found.lines())) == f"周测：{marks.shape[0]} 人，{marks.shape[1]} 题"


@given(
    arrays.arrays(int, st.tuples(st.integers(1, 8), st.integers(1, 4)), elements=st.integers(-1, 2)),
    st.sampled_from(["rasch", "2pl", "3pl"]),
)
def test_options_and_models_explain_what_they_lack(chosen: np.ndarray, model: Any) -> None:
    """Options that nobody or everybody chose, items without a model or without a test of fit: None with a reason."""
    k = chosen.shape[1]
    names = tuple(f"第{at}题" for at in range(1, k + 1))
    marks = (chosen == 0).astype(float)
    sitting = Sitting(names, marks, np.ones(k), chosen >= 0, [("甲", "乙", "丙")] * k, chosen)
    asked = [Asked(name, keys=("甲",)) for name in names]
    fitted = calibrated(names, marks, model)
    found = exam_of(counted(sitting), asked, lang="zh", model=model_analysis(fitted, marks)).to_dict()
    assert unexplained(json.loads(json.dumps(found, allow_nan=False))) == []


def test_the_gravest_item_comes_first() -> None:
    """A key that those who know do not choose goes before everything else."""
    counts, asked = sat()
    found = exam_of(counts, asked, lang="zh", name="季考", date="2026-03-05")
    first = gravest_first(found.items)[0]
    assert first.asked.item == "q8"
    assert (first.flags[0].code, first.flags[0].option, first.flags[0].sure) == ("mis-key", "登记", True)


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(CODES), st.booleans()), max_size=3).map(
            lambda found: in_order(Flag(code, sure) for code, sure in found)
        ),
        max_size=6,
    )
)
def test_items_stand_in_the_order_of_the_banks_own_list(found: list[list[Flag]]) -> None:
    """By how grave the gravest flag is, what is sure twice: all right is no reason to stand before a wrong key."""
    counts, asked = sat()
    example = exam_of(counts, asked, lang="zh").items[0]
    ordered = gravest_first([replace(example, flags=tuple(each)) for each in found])
    assert len(ordered) == sum(map(bool, found))
    weights = [severity(each.flags) for each in ordered]
    assert weights == sorted(weights, reverse=True)


def model_of(marks: np.ndarray, names: tuple[str, ...]) -> ModelAnalysis:
    """Return a Rasch model."""
    return model_analysis(calibrated(names, marks, "rasch"), marks)


def test_a_model_is_told_with_what_was_left_out() -> None:
    """Parameters stand by the names of their items; an item without one says why."""
    rng = np.random.default_rng(2)
    marks = (rng.random((120, 4)) < [0.3, 0.5, 0.7, 1.1]).astype(float)
    counts, asked = plain(marks)
    found = exam_of(counts, asked, lang="en", model=model_of(marks, ("a", "b", "c", "q9"))).to_dict()["irt"]
    assert [item["name"] for item in found["items"]] == ["a", "b", "c", "q9"]
    assert found["items"][0]["b"] > found["items"][2]["b"]
    assert found["items"][3]["b"] is None
    assert found["items"][3]["reason"] == "everybody got it right"
    assert 0.8 < found["items"][0]["infit"] < 1.2
    assert found["model"] == "rasch"
    assert 0 <= found["empirical_reliability"] < found["marginal_reliability"] + 0.3 < 1.3
    assert "guess_prior" not in found and "c" not in found["items"][0]
    none = exam_of(counts, asked, lang="en", no_model="exam-no-people").to_dict()["irt"]
    assert (none["loglik"], none["items"]) == (None, [])
    assert none["reason"]


@pytest.fixture(scope="module")
def exam() -> tuple[Exam, Counts]:
    """An exam with a finding."""
    counts, asked = sat()
    return exam_of(counts, asked, lang="zh", name="季考"), counts


def test_the_workbook_says_the_same(exam: tuple[Exam, Counts]) -> None:
    """Figures are numbers as in the data, findings stand beside their item, and text is never a formula."""
    found, counts = exam
    stream = io.BytesIO()
    told = Told(found, counts, lambda each: [f"={flag.code} {each.asked.item}" for flag in each.flags])
    workbook.write(report(told, "book"), stream)
    book = openpyxl.load_workbook(stream)
    assert book.sheetnames == ["总体", "试题", "选项", "成绩分布", "图"]
    head, *rows = book["试题"].iter_rows()
    place = {cell.value: at for at, cell in enumerate(head)}
    assert [row[place["难度（得分率）"]].value for row in rows] == [each.figures.facility for each in found.items]
    assert rows[7][place["发现"]].value.startswith("=mis-key q8")
    assert rows[7][place["发现"]].data_type == "s"
    assert sum(row[1].value for row in book["成绩分布"].iter_rows(min_row=2)) == counts.n
    marked = [row for row in book["选项"].iter_rows(min_row=2, values_only=True) if row[2] == "✓"]
    assert [row[1] for row in marked] == ["登记"] * 7 + ["核查"]


def test_the_word_report_begins_with_what_has_to_be_done(exam: tuple[Exam, Counts]) -> None:
    """On A4; each table's head stands again on every page; the findings are there, and pictures with their words."""
    found, counts = exam
    told = Told(found, counts, lambda each: [f"{flag.code} {each.asked.item}" for flag in each.flags], ["读入 200 行"])
    stream = io.BytesIO()
    word.write(report(told, "paper"), stream)
    paper = docx.Document(stream)
    assert (paper.sections[0].page_width.cm, paper.sections[0].page_height.cm) == pytest.approx((21, 29.7), abs=0.01)
    heads = [each.text for each in paper.paragraphs if each.style.name == "Heading 1"]
    assert heads == ["考试概况", "要处理的试题", "成绩与试题分布", "存疑试题的选项", "试题", "数据读取情况"]
    assert paper.styles["Heading 1"].element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"
    doubtful = paper.tables[1]
    assert doubtful.rows[1].cells[0].text == "8"
    assert "mis-key q8" in doubtful.rows[1].cells[-1].text
    assert all(table.rows[0]._tr.trPr.findall(qn("w:tblHeader")) for table in paper.tables)
    described = [shape._inline.docPr.get("descr") for shape in paper.inline_shapes]
    assert described[0].startswith("200 人的成绩分布")
    flagged = [number for number, each in enumerate(found.items, 1) if each.flags]
    assert len(described) == 2 + len(flagged)
    assert f"第 {flagged[-1]} 题各选项" in described[2]
    assert {shape.width.cm <= 17 for shape in paper.inline_shapes} == {True}


@given(st.text(max_size=30))
def test_no_text_breaks_a_report(text: str) -> None:
    """Control characters, markup and formulas of a file stay words, in both files."""
    grid = Grid([Column("a", 10), Column(text or "b", 10, share=True)], [(text, 0.5), (None, None)])
    made = Report(text, text, [Part("x", [text], grid)], "zh")
    for writer in (word, workbook):
        stream = io.BytesIO()
        writer.write(made, stream)
        assert stream.getbuffer().nbytes > 0


def test_pictures_hold_what_they_say(exam: tuple[Exam, Counts]) -> None:
    """Every person has a bar, every item a point, every option a point in each fifth; words say it without colours."""
    found, counts = exam
    bars = charts.scores(found, counts)
    assert sum(row["people"] for row in values_of(bars.to_dict(), "people")) == counts.n
    assert "200 人" in bars.words
    points = values_of(charts.item_map(found).to_dict(), "facility")
    assert [row["number"] for row in points] == list(range(1, 9))
    assert points[7]["state"] == "有确定的问题"
    shares = values_of(charts.options(found, 8).to_dict(), "fifth")
    assert len(shares) == 5 * len(found.items[7].options)
    for fifth in range(1, 6):
        assert sum(row["share"] for row in shares if row["fifth"] == fifth) == pytest.approx(1)
    assert charts.information(found) is None


def test_the_test_measures_best_where_its_items_are() -> None:
    """Hard items measure the able."""
    rng = np.random.default_rng(5)
    able = rng.normal(size=(400, 1))
    marks = (rng.random((400, 6)) < 1 / (1 + np.exp(-(able - 1.5)))).astype(float)
    counts, asked = plain(marks)
    found = exam_of(counts, asked, lang="zh", name="难卷", model=model_of(marks, tuple("abcdef")))
    picture = charts.information(found)
    assert picture is not None
    best = max(values_of(picture.to_dict(), "ability"), key=lambda row: row["value"])
    assert 0.8 < best["ability"] < 2.2


def values_of(chart: object, field: str) -> list[dict]:
    """Return the rows with a field, wherever in the chart they stand."""
    if isinstance(chart, list) and chart and isinstance(chart[0], dict) and field in chart[0]:
        return chart
    parts = chart.values() if isinstance(chart, dict) else chart if isinstance(chart, list) else ()
    return next((rows for each in parts if (rows := values_of(each, field))), [])


@given(st.lists(st.integers(1, 60), min_size=1, max_size=8, unique=True))
def test_items_have_the_numbers_of_the_file(numbers: list[int]) -> None:
    """What a message, a table or a picture calls 第 5 题 is what the file calls so, also where others are missing."""
    k = len(numbers)
    marks = np.array([[float(row > at) for at in range(k)] for row in range(k + 2)])
    counts, asked = plain(marks)
    headings = [f"第{number}题" for number in numbers]
    found = exam_of(counts, asked, lang="zh", numbers=numbers_of(headings))
    assert [(number, each.asked.item) for number, each in found.numbered()] == [
        (number, one.item) for number, one in zip(numbers, asked, strict=True)
    ]
    assert numbers_of([*headings, "没有题号"]) == () == numbers_of([*headings, headings[0]])


def test_guessing_without_a_bank_knows_of_options_that_nobody_chose() -> None:
    """Of an item that all got right only the key is seen, of a hard one two options: others have four, so have they."""
    options = [("A",), ("A", "B"), ("A", "B", "C", "D"), ("错", "对")]
    chosen = np.array([[0, int(at > 7), at % 4, at % 2] for at in range(40)])
    marks = (chosen == 0).astype(float)
    names = ("a", "b", "c", "d")
    counts = counted(Sitting(names, marks, np.ones(4), np.ones((40, 4), bool), options, chosen))
    asked = [Asked(name, 0, 1.0, own, own[:1]) for name, own in zip(names, options, strict=True)]
    found = exam_of(counts, asked, lang="zh")
    assert [each.figures.guess for each in found.items] == [0.25, 0.25, 0.25, 0.5]
    assert not {"below-chance", "at-chance"} & {flag.code for flag in found.items[0].flags}
    assert "below-chance" not in {flag.code for flag in found.items[1].flags}
    in_bank = exam_of(counts, [replace(each, revision=1) for each in asked], lang="zh")
    assert [each.figures.guess for each in in_bank.items] == [None, 0.5, 0.25, 0.5]


def test_the_map_and_the_chapters_count_the_same_items() -> None:
    """What is grave is one rule: an option that nobody chooses makes no item a sure problem, a wrong key does."""
    counts, asked = sat()
    found = exam_of(counts, asked, lang="zh")
    minor = [replace(each, flags=(Flag("dead-option", sure=True, value=0.0),)) for each in found.items[:2]]
    grave = [replace(each, flags=(Flag("mis-key", sure=True), *minor[0].flags)) for each in found.items[2:]]
    found = replace(found, items=(*minor, *grave))
    (part,) = of_kinds(found, {"chapter": {each.item: ("甲章",) for each in asked}})
    assert part.grid is not None
    assert part.grid.rows[0][-1] == len(grave)
    states = re.findall(r'"state": "([^"]+)"', json.dumps(charts.item_map(found).to_dict(), ensure_ascii=False))
    states = states[: len(asked)]
    assert states.count("有确定的问题") == len(grave) and states.count("需要留意") == len(minor)


@pytest.mark.parametrize(("value", "text"), [(-0.004, "0"), (-0.1, "-0.1"), (0.0, "0"), (1.5, "1.5"), (None, "")])
def test_no_figure_is_minus_nothing(value: float | None, text: str) -> None:
    """What is next to 0 is shown as 0."""
    assert shown(value) == text


def test_measures_in_a_column_have_the_same_decimals() -> None:
    """23 stands as 23.00 above 23.49, and a negative figure has a minus sign; counts stay whole."""
    grid = Grid([Column("甲", 8), Column("乙", 8)], [(1, 23.0), (2, -23.49), (3, -0.001), (4, None)])
    stream = io.BytesIO()
    word.write(Report("题", "", [Part("节", grid=grid)], "zh"), stream)
    rows = [[cell.text for cell in row.cells] for row in docx.Document(stream).tables[0].rows[1:]]
    assert rows == [["1", "23.00"], ["2", "−23.49"], ["3", "0.00"], ["4", ""]]


def test_chapters_types_and_points_have_the_figures_of_their_items() -> None:
    """The share of the marks is that of all the marks of the items together, the discrimination their mean."""
    counts, asked = sat()
    found = exam_of(counts, asked, lang="zh")
    chapters = {each.item: ("甲章" if at < 3 else "乙章",) for at, each in enumerate(asked)}
    points = {asked[0].item: ("值守", "演练")}
    (part,) = of_kinds(found, {"chapter": chapters, "point": points})
    assert part.grid is not None
    rows = {(kind, name): rest for kind, name, *rest in part.grid.rows}
    own = [each.figures for each in found.items[:3]]
    assert rows["章节", "甲章"][0] == 3
    assert rows["章节", "甲章"][1] == pytest.approx(np.mean([each.facility for each in own]))
    assert rows["章节", "甲章"][2] == pytest.approx(np.mean([each.rest for each in own]))
    assert rows["章节", "乙章"][3] >= 1
    assert rows["知识点", "演练"] == rows["知识点", "值守"]
    assert list(of_kinds(found, {})) == []


def test_a_report_has_the_model_that_was_wanted() -> None:
    """Parameters beside each item with the picture of where it measures well; or why there is none."""
    counts, asked = sat()
    found = exam_of(counts, asked, lang="zh", no_model="exam-no-model-few")
    (part,) = of_model(found)
    assert "没有模型" in part.lines[0]
    assert list(of_model(exam_of(counts, asked, lang="zh"))) == []
    rng = np.random.default_rng(2)
    answers = (rng.random((300, 5)) < 1 / (1 + np.exp(-rng.normal(size=(300, 1)) - np.linspace(-1, 1, 5)))).astype(
        float
    )
    answers[:, 4] = 1.0
    counts, asked = plain(answers)
    model = calibrated([each.item for each in asked], answers, "rasch")
    assert model.fit is not None
    told = model_analysis(model, answers)
    found = exam_of(counts, asked, lang="zh", model=told)
    (part,) = of_model(found)
    assert "Rasch 模型（弱先验）" in part.lines[0]
    assert f"{told.marginal:.2f}" in part.lines[1] and f"{told.empirical:.2f}" in part.lines[1]
    assert part.grid is not None and len(part.pictures) == 1
    assert [row[4] for row in part.grid.rows] == [each.difficulty for each in model.items]
    assert part.grid.rows[4][2:] == (None,) * 7
    sheets = openpyxl.load_workbook(io.BytesIO(written(found, counts))).sheetnames
    assert "项目反应模型" in sheets


def written(exam: Exam, counts: Counts) -> bytes:
    """Return the workbook of an exam."""
    stream = io.BytesIO()
    workbook.write(report(Told(exam, counts, lambda _each: []), "book"), stream)
    return stream.getvalue()


def test_a_bar_of_one_score_stands_over_it() -> None:
    """The mean of people who all have one score lies in the middle of their bar; of classes, between their ends."""
    for k, right in ((6, 4), (60, 40)):
        marks = np.zeros((10, k))
        marks[:, :right] = 1.0
        counts, asked = plain(marks)
        spec = charts.scores(exam_of(counts, asked, lang="zh"), counts).to_dict()
        rows = [row for values in spec["datasets"].values() for row in values if "people" in row]
        (bar,) = [row for row in rows if row["people"]]
        assert bar["from"] <= right < bar["to"]
        if k == 6:
            assert bar["from"] + bar["to"] == 2 * right


def test_the_picture_of_scores_ends_with_the_highest_score() -> None:
    """In classes, too: the last one goes no further, and its words neither; all bars have room below the words."""
    for k in (1, 6, 26, 60):
        counts, asked = plain(np.ones((10, k)))
        spec = charts.scores(exam_of(counts, asked, lang="zh"), counts).to_dict()
        rows = [row for values in spec["datasets"].values() for row in values if "people" in row]
        encoding = spec["layer"][0]["encoding"]
        assert max(row["to"] for row in rows) == encoding["x"]["scale"]["domain"][1]
        assert {int(each) for row in rows if row["people"] for each in re.findall(r"\d+", row["words"])} <= {
            10,
            k,
            *range(k),
        }
        assert encoding["y"]["scale"]["domain"][1] > 10


def test_options_that_begin_alike_stay_lines_of_their_own() -> None:
    """Long ones are cut with an ellipsis and told apart; a long stem stands in two lines at most."""
    options = tuple(f"接到报警以后应当立即向上级机关和所在地的公安派出所报告{at}" for at in "甲乙丙")
    chosen = np.array([[0], [1], [2], [0], [1], [0]])
    sitting = Sitting(("a",), (chosen == 0) * 1.0, np.ones(1), chosen >= 0, [options], chosen)
    asked = [Asked("a", options=options, keys=(options[0],))]
    exam = exam_of(counted(sitting), asked, lang="zh", stems={"a": "很长的题干" * 60})
    spec = charts.options(exam, 1).to_dict()
    names = spec["layer"][0]["encoding"]["color"]["scale"]["domain"]
    assert len(names) == len(set(names)) == 4 and all("…" in name for name in names[:3])
    lines = spec["title"]["subtitle"]
    assert len(lines) == 2 and lines[1].endswith("…")


def test_the_map_says_what_it_leaves_out() -> None:
    """Items that all got right have no discrimination, one person's items neither."""
    for marks, left in ((np.ones((1, 3)), 3), (np.array([[1.0, 0, 1], [0, 1, 1], [1, 1, 1], [0, 0, 1]]), 1)):
        counts, asked = plain(marks)
        title = charts.item_map(exam_of(counts, asked, lang="zh")).to_dict()["title"]
        assert title["subtitle"] == [f"有 {left} 题区分度算不出，没有画"]


def test_a_click_on_the_map_shows_the_item() -> None:
    """A text stands ready for the item that is clicked, and for none before."""
    counts, asked = sat()
    spec = charts.item_map(exam_of(counts, asked, lang="zh")).to_dict()
    (clicked,) = [each for each in spec["params"] if each["name"] == "clicked"]
    assert clicked["select"] == {"type": "point", "fields": ["number"], "on": "click"}
    shown = [layer for layer in spec["layer"] if layer.get("transform")]
    assert shown[0]["transform"] == [{"filter": {"param": "clicked", "empty": False}}]
    assert shown[0]["encoding"]["text"]["field"] == "words"


def test_an_item_in_full_is_safe_and_whole() -> None:
    """Every option with its figures, the key marked, undefined figures empty; nothing of a file is run as HTML."""
    counts, asked = sat()
    stems = {each.item: "<script>alert(1)</script>甲 & 乙" for each in asked}
    exam = exam_of(counts, asked, lang="zh", stems=stems)
    number, own = next(iter(exam.numbered()))
    html = item_panel(exam, number, findings=["<b>难</b>"])
    assert "<script" not in html and "&lt;script&gt;alert(1)&lt;/script&gt;甲 &amp; 乙" in html
    assert "<li>&lt;b&gt;难&lt;/b&gt;</li>" in html and "nan" not in html.lower()
    assert html.count("<tr>") == 1 + len(own.options)
    assert html.count("✓") == len([each for each in own.options if each.option in own.asked.keys])
    assert f"<td style='padding:2px 10px 2px 0;text-align:left;vertical-align:top'>{own.options[0].n}</td>" in html
