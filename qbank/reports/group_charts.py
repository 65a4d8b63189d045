"""Pictures that compare: where each group stands, and each item beside what it was, with how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from qbank.analysis.rounding import rank
from qbank.locale import Lang, say
from qbank.reports.changes import Change
from qbank.reports.exam import Exam
from qbank.reports.pictures import Picture
from qbank.reports.results import band

_DARK, _LIGHT, _LINE, _WRONG = "#0b5394", "#9fc5e8", "#7d8894", "#b45f06"
_STATES = {"moved": (_WRONG, "triangle-up"), "still": (_LIGHT, "circle")}
_HIGH, _MOST_ITEMS = 260, 40
_WIDE, _STEP = 520, 24
_MOST = 60
"""Groups that a picture has room for, the first by name."""
_SHORT = (
    "length(datum.label) > 20 ? substring(datum.label, 0, 7) + '…' + substring(datum.label, length(datum.label) - 12)"
    " : datum.label"
)
"""The middle of a long name is left out: departments that begin alike differ in their end."""
_ROOM = 1.2
"""How high a picture is beside its highest bar: words stand above it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A group: its people, the mean share of marks, 0–1, and where that lies at 95 %."""

    name: str
    n: int
    mean: float
    interval: tuple[float, float]


def standings(groups: Sequence[Standing], title: str, lang: Lang) -> Picture | None:
    """Return the mean of each group with its interval, the highest first; None where nobody may be shown."""
    if not groups:
        return None
    ordered = sorted(groups[:_MOST], key=lambda each: -rank(each.mean))
    rows = [_row(each, lang) for each in ordered]
    names = alt.Axis(labelLimit=260, labelExpr=_SHORT)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("group:N", title=None, sort=[str(row["group"]) for row in rows], axis=names)
    )
    axis = alt.X(
        "low:Q", title=say("exam-mean-share-axis", lang), scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")
    )
    bar = base.mark_rule(stroke=_LIGHT, strokeWidth=6, aria=False).encode(x=axis, x2="high:Q")
    point = base.mark_point(filled=True, size=80, opacity=1, fill=_DARK).encode(
        x="mean:Q", tooltip="words:N", description="words:N"
    )
    text = base.mark_text(dy=-10, fontSize=10, aria=False).encode(x="mean:Q", text="label:N")
    heading = alt.TitleParams(title, subtitle=_part(len(ordered), len(groups), lang))
    chart = alt.layer(bar, point, text).properties(width=_WIDE, height=alt.Step(_STEP + 8), title=heading)
    best, last = ordered[0], ordered[-1]
    words = say(
        "exam-picture-groups-words", lang, n=len(ordered), best=best.name, high=f"{best.mean:.0%}", last=last.name,
        low=f"{last.mean:.0%}",
    )  # fmt: skip
    return Picture(chart, words)


def spread(people: Sequence[int], title: str, limit: float, lang: Lang) -> Picture:
    """Return how many people earned which share of the marks, in classes of equal width, and where the pass mark is."""
    bands = len(people)
    rows = [
        {
            "from": at / bands, "to": (at + 1) / bands, "people": n, "label": str(n) if n else "",
            "words": say("results-band", lang, band=band(at, bands), n=n),
        }
        for at, n in enumerate(people)
    ]  # fmt: skip
    percent = alt.Axis(format="%", values=[at / bands for at in range(bands + 1)])
    x = alt.X("from:Q", title=say("results-share-axis", lang), scale=alt.Scale(domain=[0, 1]), axis=percent)
    base = alt.Chart(alt.InlineData(values=rows)).encode(x=x)
    room = alt.Scale(domain=[0, max(people) * _ROOM])
    y = alt.Y("people:Q", title=say("exam-people", lang), scale=room, axis=alt.Axis(tickMinStep=1))
    bar = base.mark_rect(fill=_LIGHT, stroke=_LINE, strokeWidth=0.7).encode(
        x2="to:Q", y=y, y2=alt.Y2Datum(0), tooltip="words:N", description="words:N"
    )
    text = base.transform_calculate(middle="(datum.from + datum.to) / 2").mark_text(dy=-7, fontSize=11, aria=False)
    words = say("results-limit-mark", lang, limit=f"{limit:.0%}")
    mark = alt.Chart(alt.InlineData(values=[{"at": limit, "words": words}])).encode(x="at:Q")
    line = mark.mark_rule(stroke=_WRONG, strokeWidth=1.5, strokeDash=[6, 4])
    name = mark.mark_text(align="right", dx=-5, fill=_WRONG).encode(y=alt.value(8), text="words:N")
    layers = (bar, text.encode(x="middle:Q", y="people:Q", text="label:N"), line, name)
    chart = alt.layer(*layers).properties(width=_WIDE + 100, height=_HIGH, title=title)
    largest = band(max(range(bands), key=lambda at: people[at]), bands)
    return Picture(chart, say("results-spread-words", lang, n=sum(people), band=largest))


def moves(exam: Exam, changes: Sequence[Change]) -> Picture:
    """Return how each item that was asked before changed beyond the level of its exam, the largest changes alone."""
    lang = exam.lang
    numbers = {each.asked.item: number for number, each in exam.numbered()}
    largest = sorted(changes, key=lambda each: -rank(abs(each.step.z or 0.0)))[:_MOST_ITEMS]
    rows = sorted((_move(each, numbers[each.item], lang) for each in largest), key=lambda row: row["number"])
    names = [say(f"exam-state-{state}", lang) for state in _STATES]
    legend = alt.Legend(title=None, orient="bottom")
    fills = alt.Scale(domain=names, range=[fill for fill, _ in _STATES.values()])
    shapes = alt.Scale(domain=names, range=[shape for _, shape in _STATES.values()])
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("number:O", title=say("exam-number-axis", lang), axis=alt.Axis(labelAngle=0))
    )
    y = alt.Y("low:Q", title=say("exam-change-axis", lang))
    rule = base.mark_rule(stroke=_LINE, strokeWidth=1.5, aria=False).encode(y=y, y2="high:Q")
    point = base.mark_point(filled=True, size=80, opacity=1, stroke=_LINE, strokeWidth=0.7).encode(
        y="change:Q",
        fill=alt.Fill("state:N", scale=fills, legend=legend),
        shape=alt.Shape("state:N", scale=shapes, legend=legend),
        tooltip="words:N",
        description="words:N",
    )
    zero = alt.Chart(alt.InlineData(values=[{"at": 0}])).mark_rule(stroke=_LINE, strokeDash=[4, 3]).encode(y="at:Q")
    title = say("exam-picture-changes", lang, name=exam.name)
    heading = alt.TitleParams(title, subtitle=_part(len(rows), len(changes), lang))
    chart = alt.layer(zero, rule, point).properties(width=_WIDE + 100, height=_HIGH, title=heading)
    moved = "、".join(str(numbers[each.item]) for each in changes if each.step.drifted)
    return Picture(chart, say("exam-picture-changes-words", lang, n=len(changes), moved=moved or "–"))


def _part(shown: int, count: int, lang: Lang) -> list[str]:
    """Return a line that says how many of all are drawn, none where these are all."""
    return [say("picture-part", lang, shown=shown, all=count)] if shown < count else []


def _move(each: Change, number: int, lang: Lang) -> dict[str, Any]:
    low, high = each.interval
    told = {"change": f"{each.value:.2f}", "low": f"{low:.2f}", "high": f"{high:.2f}"}
    words = say("exam-change-point", lang, number=number, **told)
    state = say("exam-state-moved" if each.step.drifted else "exam-state-still", lang)
    return {"number": number, "change": each.value, "low": low, "high": high, "state": state, "words": words}


def _row(each: Standing, lang: Lang) -> dict[str, object]:
    low, high = each.interval
    label = f"{each.mean:.0%}"
    words = say("exam-group-point", lang, group=each.name, n=each.n, mean=label, low=f"{low:.0%}", high=f"{high:.0%}")
    return {"group": each.name, "mean": each.mean, "low": low, "high": high, "label": label, "words": words}
