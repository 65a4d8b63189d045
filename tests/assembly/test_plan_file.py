"""The file of a year's plan: the sample is read, and every fault is named."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.assembly.rota import lay_out
from qbank.assembly.rota_reading import read_plan
from qbank.model.plan import Rhythm, Study
from qbank.types._contract import TYPES

SAMPLE = (Path(__file__).parents[2] / "docs" / "plan-sample.toml").read_text(encoding="utf-8")
NAMES = {word: each.type_name for each in TYPES for word in (each.label, each.type_name)}
BASE = 'title = "计划"\nstart = 2026-01-01\nend = 2026-12-31\n'
DAILY = '[[series]]\nkind = "日抽背"\nweekdays = ["周一"]\nitems = 5\n'


def test_the_sample_is_a_plan():
    """docs/plan-sample.toml is read without a fault, and has the tests it speaks of."""
    plan, problems = read_plan(SAMPLE, "plan.toml", NAMES)
    assert not problems
    assert plan.title == "2026年度学习考核计划" and (plan.window, plan.most, plan.exposure) == (3, 6, 0.25)
    assert plan.study == (Study(first=date(2026, 3, 2), last=date(2026, 3, 8),
                                documents=("制度/云岭市公共停车场管理办法.txt",
                                           "手册/云岭市窗口服务人员手册.docx")),)  # fmt: skip
    by_kind = {series.kind: series for series in plan.series}
    assert by_kind["周测"].items == {"true_false": 8, "single_choice": 10, "multiple_choice": 2}
    assert by_kind["日抽背"].items == {"": 5} and by_kind["日抽背"].exposure == 0.02
    assert by_kind["月练"].rhythm == Rhythm(weekdays=(2,), every="month", at="last")
    counts = Counter(event.series.kind for event in lay_out(plan))
    assert counts.pop("日抽背") == sum(
        1 for at in range(365) if (day := date.fromordinal(plan.start.toordinal() + at)).weekday() < 5
        and not any(first <= day <= last for first, last in plan.holidays)
    )  # fmt: skip
    assert counts == {"周测": 46, "月练": 12, "季考": 4, "年赛": 1, "突击抽查": 6}


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("title = ", "plan-syntax", ""),
        ("start = 2026-13-01", "plan-syntax", ""),
        (BASE + DAILY.replace("items = 5", "items = { 判断题 = 5 }"), "plan-syntax", ""),
        (BASE, "plan-key-missing", "series"),
        (DAILY, "plan-key-missing", "start"),
        (BASE + "colour = 1\n" + DAILY, "plan-key-unknown", "colour"),
        (BASE + DAILY + "color = 1\n", "plan-key-unknown", "series[1].color"),
        (BASE.replace("2026-12-31", "2025-12-31") + DAILY, "plan-days-wrong", "end"),
        (BASE.replace("2026-12-31", "2036-12-31") + DAILY, "plan-days-wrong", "end"),
        (BASE.replace("2026-12-31", '"2026-12-31"') + DAILY, "plan-value-wrong", "end"),
        (BASE.replace("2026-12-31", "2026-12-31T08:00:00") + DAILY, "plan-value-wrong", "end"),
        (BASE + "window = -1\n" + DAILY, "plan-value-wrong", "window"),
        (BASE + "window = true\n" + DAILY, "plan-value-wrong", "window"),
        (BASE + "exposure = 1.5\n" + DAILY, "plan-value-wrong", "exposure"),
        (BASE + "exposure = 0\n" + DAILY, "plan-value-wrong", "exposure"),
        (BASE + "most = 0\n" + DAILY, "plan-value-wrong", "most"),
        (BASE + "holidays = [2026-01-01, 3]\n" + DAILY, "plan-value-wrong", "holidays[2]"),
        (BASE + "holidays = [[2026-01-03, 2026-01-01]]\n" + DAILY, "plan-value-wrong", "holidays[1]"),
        (BASE + "holidays = [[2026-01-03]]\n" + DAILY, "plan-value-wrong", "holidays[1]"),
        (BASE + "series = 3\n", "plan-value-wrong", "series"),
        (BASE + DAILY.replace("日抽背", "月考"), "plan-value-wrong", "series[1].kind"),
        (BASE + DAILY.replace("周一", "一"), "plan-value-wrong", "series[1].weekdays"),
        (BASE + DAILY.replace('weekdays = ["周一"]', ""), "plan-rhythm-missing", "series[1].weekdays"),
        (BASE + DAILY + 'times = 3\nevery = "month"\n', "plan-rhythm-both", "series[1].times"),
        (BASE + DAILY + 'at = "last"\n', "plan-at-alone", "series[1].at"),
        (BASE + DAILY.replace("items = 5", ""), "plan-items-or-blueprint", "series[1].items"),
        (BASE + DAILY + 'blueprint = "表"\n', "plan-items-or-blueprint", "series[1].items"),
        (BASE + DAILY.replace("items = 5", "items = 0"), "plan-value-wrong", "series[1].items"),
        (BASE + DAILY.replace("items = 5", "items = 2.5"), "plan-value-wrong", "series[1].items"),
        (BASE + DAILY.replace("items = 5", 'items = { "选择题" = 5 }'), "plan-key-unknown", "series[1].items.选择题"),
        (BASE + DAILY.replace("items = 5", 'items = { "判断题" = 0 }'), "plan-value-wrong", "series[1].items.判断题"),
        (BASE + DAILY + "documents = []\n", "plan-value-wrong", "series[1].documents"),
        (BASE + DAILY + 'documents = "some"\n', "plan-value-wrong", "series[1].documents"),
        (BASE + DAILY + 'documents = "week"\n', "plan-study-missing", "series[1].documents"),
        (BASE + DAILY + "dates = [2027-01-04]\n", "plan-day-outside", "series[1].dates"),
        (BASE + DAILY + "times = 53\n", "plan-times-many", "series[1].times"),
        (BASE + "holidays = [2026-01-04]\n" + DAILY + "dates = [2026-01-04]\n", "plan-day-holiday", "series[1].dates"),
        (BASE.replace("12-31", "01-03") + DAILY, "plan-series-empty", "series[1]"),
        (BASE + "holidays = [[2026-01-01, 2026-12-31]]\n" + DAILY, "plan-series-empty", "series[1]"),
        (BASE + DAILY + "dates = 2026-01-04\n", "plan-value-wrong", "series[1].dates"),
        (BASE + DAILY + DAILY, "plan-name-twice", "series"),
        (BASE + DAILY + '[[study]]\nstart = 9999-12-31\ndocuments = ["甲"]\n', "plan-value-wrong", "study[1].start"),
        (BASE + DAILY + "[[study]]\nstart = 2026-03-02\n", "plan-key-missing", "study[1].documents"),
        (BASE + DAILY + '[[study]]\nstart = 2026-03-02\nend = 2026-03-01\ndocuments = ["甲"]\n',
         "plan-value-wrong", "study[1].end"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(text, code, place):
    """Nothing unknown, missing, contradictory or impossible is taken; the message says what to do in both languages."""
    plan, problems = read_plan(text, "plan.toml", NAMES)
    assert plan is None
    assert [(each.code, each.file, each.place) for each in problems] == [(code, "plan.toml", place)]
    for lang in ("zh", "en"):
        assert problems[0].message(lang).startswith("plan.toml")


def test_faults_of_several_tables_are_told_at_once():
    """One Problem for each table that is wrong, not only the first."""
    text = BASE + "window = -1\n" + DAILY.replace("周一", "一") + DAILY.replace("items = 5", "")
    _, problems = read_plan(text, "plan.toml", NAMES)
    assert {each.place for each in problems} == {"window", "series[1].weekdays", "series[2].items"}


VALUES = [
    "1", "-1", "0", "1.5", "nan", "inf", "-inf", "true", "99999999999999999999", '""', '"x"', '"周一"', '"week"',
    '"a\\u0000"', "2026-03-02", "0001-01-01", "9999-12-31", "2026-03-02T08:00:00", "08:00:00", "[]", "[1]", "[[]]",
    "[2026-03-02]", "[[2026-03-02, 1]]", "[[2026-03-02, 2026-03-02T08:00:00]]", "{}", "{ a = 1 }", "[{}]",
    '["周一", "周一"]', "[true]",
]  # fmt: skip
TOP = ["title", "start", "end", "seed", "window", "exposure", "most", "holidays", "series", "study", "x"]
IN_SERIES = ["kind", "name", "weekdays", "every", "at", "times", "dates", "items", "blueprint", "window", "documents",
             "exposure", "most", "x"]  # fmt: skip


def _lines(draw_, keys):
    return "".join(f"{key} = {draw_(st.sampled_from(VALUES))}\n" for key in draw_(st.sets(st.sampled_from(keys))))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_value_of_any_key_breaks_the_reader(data):
    """Whatever stands in a key, there is a plan that can be laid out, or a Problem with a message."""
    base = {"title": '"计划"', "start": "2026-01-01", "end": "2026-12-31"}
    wrong = data.draw(st.dictionaries(st.sampled_from(TOP), st.sampled_from(VALUES), max_size=2))
    top = "".join(f"{key} = {value}\n" for key, value in {**base, **wrong}.items())
    series = {"kind": '"周测"', "weekdays": '["周一"]', "items": "5"}
    changed = {**series, **data.draw(st.dictionaries(st.sampled_from(IN_SERIES), st.sampled_from(VALUES), max_size=3))}
    text = top + "[[series]]\n" + "".join(f"{key} = {value}\n" for key, value in changed.items())
    if data.draw(st.booleans()):
        text += "[[study]]\n" + _lines(data.draw, ["start", "end", "documents", "x"])
    plan, problems = read_plan(text, "plan.toml", NAMES)
    assert (plan is None) == bool(problems)
    for problem in problems:
        assert problem.message("zh") and problem.message("en").isprintable()
    if plan:
        assert all(plan.start <= event.day <= plan.end for event in lay_out(plan))
