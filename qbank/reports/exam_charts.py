"""Pictures of an exam: how scores spread, where each item stands, who chose which option, where it measures well."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Any

import altair as alt
import numpy as np

from qbank.analysis.counts import Counts
from qbank.locale import Lang, brief, say
from qbank.reports.exam import Exam, ItemAnalysis
from qbank.reports.pictures import CLICKED, Picture
from qbank.reports.placing import beside, wrapped

_DARK, _LIGHT, _WRONG, _DOUBTFUL, _STROKE = "#0b5394", "#9fc5e8", "#b45f06", "#f6b26b", "#7d8894"
_WIDE, _HIGH, _NARROW, _MAP = 620, 260, 430, 320
_MOST_CLASSES = 25
_ROOM = 1.12
"""How high the picture of scores is beside its highest bar: the words of the mean stand above it."""
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
_STATES = {"sure": (_WRONG, "triangle-up"), "watch": (_DOUBTFUL, "diamond"), "sound": (_LIGHT, "circle")}
_ABILITIES = np.linspace(-4, 4, 81)
_LONGEST = 16
_LINE = 46
"""Letters of options and of lines of a stem that a picture of options has room for: then it is no wider than others."""

Row = dict[str, Any]


def scores(exam: Exam, counts: Counts) -> Picture:
    """Return how many people have each score; of long tests in at most 25 classes of equal width.

    A bar for one whole score stands over it, as the mean does; a class stands between its ends.
    """
    lang, total = exam.lang, exam.total
    width = max(1, ceil(total.most / _MOST_CLASSES))
    people: dict[int, int] = {}
    for score, n in zip(counts.totals, counts.people, strict=True):
        start = int(score // width) * width
        people[start] = people.get(start, 0) + int(n)
    single = width == 1 and bool((counts.totals == np.floor(counts.totals)).all())
    shift = -0.5 if single else 0.0
    top = int(total.most)
    rows = [_bar(start, width, n, shift, top, lang) for start, n in sorted(people.items())]
    ends = [shift, top + 1 + shift]
    x = alt.X(
        "from:Q", title=say("exam-score", lang), scale=alt.Scale(domain=ends, nice=False), axis=alt.Axis(tickMinStep=1)
    )
    base = alt.Chart(alt.InlineData(values=rows))
    room = alt.Scale(domain=[0, max(1, *people.values(), 0) * _ROOM], nice=False)
    y = alt.Y("people:Q", title=say("exam-people", lang), scale=room, axis=alt.Axis(tickMinStep=1, format="d"))
    base = base.encode(x=x, x2="to:Q", y=y, y2=alt.Y2Datum(0))
    bar = base.mark_rect(fill=_LIGHT, stroke=_STROKE, strokeWidth=0.7).encode(tooltip="words:N", description="words:N")
    layers = [bar, *([] if total.mean is None else _mark(total.mean, lang))]
    title = say("exam-picture-scores", lang, name=exam.name)
    chart = alt.layer(*layers).properties(width=_WIDE, height=_HIGH, title=title)
    most = max(people, key=lambda start: people[start], default=None)
    words = say("exam-picture-scores-words", lang, n=total.n, most="–" if most is None else _class(most, width, top))
    return Picture(chart, words)


def item_map(exam: Exam, told: Callable[[int], str] | None = None) -> Picture:
    """Return facility against discrimination, each item with its number; what speaks against one shows in its shape.

    In a notebook a click on an item shows below the picture what is told of its number as HTML, else what it asks.
    """
    lang = exam.lang
    shown = [(at, each) for at, each in exam.numbered() if each.figures.facility is not None]
    rests = [each.figures.rest for _, each in shown if each.figures.rest is not None]
    rows = [_point(at, each, lang) for at, each in shown if each.figures.rest is not None]
    names = [say(f"exam-state-{state}", lang) for state in _STATES]
    legend = alt.Legend(title=None, orient="bottom")
    fills = alt.Scale(domain=names, range=[fill for fill, _ in _STATES.values()])
    shapes = alt.Scale(domain=names, range=[shape for _, shape in _STATES.values()])
    low, high = min([-0.2, *rests]) - 0.05, max([0.6, *rests]) + 0.1
    rows = _numbered(rows, low, high)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("facility:Q", title=say("exam-facility-axis", lang), scale=alt.Scale(domain=[0, 1])),
        y=alt.Y("rest:Q", title=say("exam-rest-axis", lang), scale=alt.Scale(domain=[low, high], nice=False)),
    )
    point = base.mark_point(filled=True, size=90, opacity=1, stroke=_STROKE, strokeWidth=0.7).encode(
        fill=alt.Fill("state:N", scale=fills, legend=legend),
        shape=alt.Shape("state:N", scale=shapes, legend=legend),
        tooltip="words:N",
        description="words:N",
    )
    number = base.mark_text(fontSize=10, aria=False).encode(x="at_x:Q", y="at_y:Q", text="number:N")
    zero = alt.Chart(alt.InlineData(values=[{"at": 0}])).mark_rule(stroke=_STROKE, strokeDash=[4, 3]).encode(y="at:Q")
    clicked = alt.selection_point(name=CLICKED, fields=["number"], on="click", empty=False)
    asked = base.mark_text(align="left", fontSize=12, aria=False).transform_filter(clicked)
    asked = asked.encode(x=alt.value(6), y=alt.value(10), text="words:N")
    left = len(exam.items) - len(rows)
    note = [say("exam-picture-map-left", lang, n=left)] if left else []
    title = alt.TitleParams(say("exam-picture-map", lang, name=exam.name), subtitle=note)
    layers = [zero, point.add_params(clicked), number, *([] if told else [asked])]
    chart = alt.layer(*layers).properties(width=_WIDE, height=_MAP, title=title)
    against = "、".join(str(row["number"]) for row in rows if row["state"] == names[0])
    return Picture(chart, say("exam-picture-map-words", lang, n=len(rows), against=against or "–"), told)


def options(exam: Exam, number: int) -> Picture:
    """Return which share of each fifth of the people, the weakest first, chose each option of an item by its number."""
    lang, item = exam.lang, dict(exam.numbered())[number]
    names = _apart([_option_name(each.option, item, lang) for each in item.options])
    rows = [
        _share(name, fifth, share, lang)
        for name, each in zip(names, item.options, strict=True)
        for fifth, share in enumerate(each.fifths, 1)
    ]
    hues = [_DARK if each.option in item.asked.keys else _WRONG for each in item.options]
    shapes = [_SHAPES[at % len(_SHAPES)] for at in range(len(names))]
    color = alt.Color("option:N", title=None, sort=names, scale=alt.Scale(domain=names, range=hues))
    shape = alt.Shape("option:N", title=None, sort=names, scale=alt.Scale(domain=names, range=shapes))
    percent = alt.Axis(format="%")
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("fifth:O", title=say("exam-fifth", lang), axis=alt.Axis(labelAngle=0)),
        y=alt.Y("share:Q", title=say("exam-share", lang), scale=alt.Scale(domain=[0, 1]), axis=percent),
        color=color,
    )
    line = base.mark_line(aria=False).encode(strokeDash=alt.StrokeDash("option:N", sort=names, legend=None))
    point = base.mark_point(filled=True, size=70, opacity=1)
    point = point.encode(shape=shape, tooltip="words:N", description="words:N")
    stem = wrapped(item.stem or item.asked.heading, _LINE, 2)
    head = alt.TitleParams(say("exam-picture-options", lang, number=number), subtitle=stem)
    chart = alt.layer(line, point).properties(width=_NARROW, height=_HIGH, title=head)
    return Picture(chart, say("exam-picture-options-words", lang, number=number, flags=len(item.flags)))


def information(exam: Exam) -> Picture | None:
    """Return where along the abilities the test measures well, by a fitted model; None without one."""
    fit = exam.model.calibration.fit if exam.model else None
    if fit is None:
        return None
    lang = exam.lang
    values = fit.information(_ABILITIES).sum(axis=1)
    rows = [{"ability": float(at), "value": float(value)} for at, value in zip(_ABILITIES, values, strict=True)]
    base = alt.Chart(alt.InlineData(values=rows))
    line = base.mark_line(color=_DARK).encode(
        x=alt.X("ability:Q", title=say("exam-ability", lang)), y=alt.Y("value:Q", title=say("exam-information", lang))
    )
    title = say("exam-picture-information", lang, name=exam.name)
    best = f"{_ABILITIES[int(values.argmax())]:.1f}"
    chart = line.properties(width=_WIDE, height=_HIGH, title=title)
    return Picture(chart, say("exam-picture-information-words", lang, best=best))


# --- rows ---------------------------------------------------------------------------------------------


def _bar(start: int, width: int, n: int, shift: float, top: int, lang: Lang) -> Row:
    words = say("exam-scores-bar", lang, score=_class(start, width, top), n=n)
    return {"from": start + shift, "to": min(start + width, top + 1) + shift, "people": n, "words": words}


def _mark(mean: float, lang: Lang) -> list[alt.Chart]:
    """Return a line at the mean, with its words at the top."""
    data = alt.InlineData(values=[{"at": mean, "words": say("exam-mean-mark", lang, mean=f"{mean:.1f}")}])
    base = alt.Chart(data).encode(x="at:Q")
    text = base.mark_text(align="left", dx=5, fill=_DARK).encode(y=alt.value(8), text="words:N")
    return [base.mark_rule(stroke=_DARK, strokeWidth=2), text]


def _point(number: int, item: ItemAnalysis, lang: Lang) -> Row:
    facility, rest = item.figures.facility, item.figures.rest
    state = "sure" if item.is_grave else "watch" if item.flags else "sound"
    stem = brief(item.stem or item.asked.heading)
    words = say("exam-item-point", lang, number=number, stem=stem, p=f"{facility:.2f}", r=f"{rest:.2f}")
    name = say(f"exam-state-{state}", lang)
    return {"number": number, "facility": facility, "rest": rest, "state": name, "words": words}


def _numbered(rows: list[Row], low: float, high: float) -> list[Row]:
    """Return points of the map with the places of their numbers, as facility and discrimination."""
    points = [(row["facility"] * _WIDE, (high - row["rest"]) / (high - low) * _MAP) for row in rows]
    places = beside(points, [str(row["number"]) for row in rows], (_WIDE, _MAP))
    return [
        {**row, "at_x": x / _WIDE, "at_y": high - y / _MAP * (high - low)}
        for row, (x, y) in zip(rows, places, strict=True)
    ]


def _share(name: str, fifth: int, share: float, lang: Lang) -> Row:
    words = say("exam-option-point", lang, option=name, fifth=fifth, share=f"{share:.0%}")
    return {"option": name, "fifth": fifth, "share": share, "words": words}


def _option_name(option: str | None, item: ItemAnalysis, lang: Lang) -> str:
    if option is None:
        return say("exam-no-option", lang)
    name = brief(item.name_of(option), _LONGEST)
    return f"{name} ✓" if option in item.asked.keys else name


def _apart(names: list[str]) -> list[str]:
    """Return names none of which is another's: options that begin alike stay lines of their own."""
    return [f"{name} ({at})" if names.count(name) > 1 else name for at, name in enumerate(names, 1)]


def _class(start: int, width: int, top: int) -> str:
    """Return the scores of a class; that of the highest goes no further."""
    last = min(start + width - 1, top)
    return str(start) if last <= start else f"{start}–{last}"
