"""Pictures of a year: its calendar at a glance, and how often its items are used."""

from __future__ import annotations

from collections import Counter

import altair as alt

from qbank.locale import Listed, say
from qbank.model.plan import KINDS, Kind
from qbank.reports.charts import Layers, Row
from qbank.reports.pictures import Picture
from qbank.reports.use_sheet import uses
from qbank.reports.year import Year, month_name
from qbank.types._contract import label_of

_STROKE = "#7d8894"
_FILLS: dict[Kind, str] = {
    "日抽背": "#d6e6f5", "周测": "#9fc5e8", "月练": "#5b9bd5", "季考": "#0b5394", "年赛": "#7f3f98",
    "突击抽查": "#f6b26b",
}  # fmt: skip
_DARK = ("季考", "年赛", "月练")
_TYPES = ("#0b5394", "#9fc5e8", "#b45f06", "#f6b26b", "#6aa84f", "#b6d7a8", "#7f3f98", "#d9d2e9")
_DAY, _ROW = 26, 24


def calendar(year: Year, *, secret: bool = True) -> Picture:
    """Return a row a month and a cell a day: the largest test of the day by its first character, and how many items."""
    lang = year.lang
    rows = _days(year, secret)
    months = [month_name(*month, lang) for month in year.months()]
    x = alt.X("day:O", title=None, scale=alt.Scale(domain=list(range(1, 32))))
    y = alt.Y("month:N", title=None, sort=months, scale=alt.Scale(domain=months))
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=x.axis(orient="top", labelAngle=0, ticks=False, domain=False), y=y.axis(ticks=False, domain=False),
        tooltip="words:N",
    )  # fmt: skip
    kinds = [kind for kind in KINDS if any(row["kind"] == kind for row in rows)]
    legend = alt.Legend(title=None, orient="bottom", symbolType="square", symbolStrokeColor=_STROKE)
    scale = alt.Scale(domain=kinds, range=[_FILLS[kind] for kind in kinds])
    rect = base.mark_rect(stroke=_STROKE, strokeWidth=0.7, width={"band": 0.92}, height={"band": 0.88})
    rect = rect.encode(fill=alt.Fill("kind:N", scale=scale, legend=legend), description="words:N")
    colour = alt.condition("datum.dark", alt.value("white"), alt.value("#1f2328"))
    text = base.mark_text(aria=False, fontSize=11).encode(text="mark:N", color=colour)
    title = alt.TitleParams(
        say("year-picture-calendar", lang, title=year.plan.title), subtitle=say("year-picture-calendar-help", lang)
    )
    chart = alt.layer(rect, text).properties(width=alt.Step(_DAY), height=alt.Step(_ROW), title=title)
    tests = year.tests(secret=secret)
    counts = Counter(each.event.series.name for each in tests)
    said = Listed((f"{name} {count}" for name, count in counts.items()), stop="，")
    return Picture(chart, say("year-picture-calendar-words", lang, count=len(tests), said=said))


def _days(year: Year, secret: bool) -> list[Row]:
    found: dict[object, Row] = {}
    for each in sorted(year.tests(secret=secret), key=lambda each: KINDS.index(each.event.series.kind)):
        event = each.event
        month = month_name(event.day.year, event.day.month, year.lang)
        row = found.setdefault(event.day, {"day": event.day.day, "month": month, "items": 0, "words": ""})
        row["kind"], row["mark"] = event.series.kind, event.series.name[:1]
        row["dark"] = event.series.kind in _DARK
        row["items"] += len(each.items)
        row["words"] += f"{'；' if row['words'] else event.day.isoformat() + ' '}{year.brief(each, secret=secret)}"
    return [found[day] for day in sorted(found, key=str)]


def exposure(year: Year) -> Picture:
    """Return how many items of each type are used how often over the year, never to most."""
    lang, found = year.lang, uses(year)
    counts = Counter((len(use.days), use.item.type) for use in found)
    whole = Counter(len(use.days) for use in found)
    most = max(whole, default=0)
    times = [str(at) for at in range(most + 1)]
    types = sorted({kind for _, kind in counts})
    names = [label_of(kind, lang) for kind in types]
    rows = [
        {"times": str(at), "type": label_of(kind, lang), "items": count, "place": types.index(kind),
         "words": say("year-picture-use-bar", lang, times=at, type=label_of(kind, lang), count=count)}
        for (at, kind), count in sorted(counts.items())
    ]  # fmt: skip
    x = alt.X("times:O", title=say("year-picture-use-times", lang), scale=alt.Scale(domain=times))
    y = alt.Y("items:Q", title=say("year-picture-use-items", lang), stack="zero")
    scale = alt.Scale(domain=names, range=[_TYPES[at % len(_TYPES)] for at in range(len(names))])
    legend = alt.Legend(title=None, orient="bottom", symbolType="square", symbolStrokeColor=_STROKE, columns=4)
    bar = alt.Chart(alt.InlineData(values=rows)).mark_bar(stroke="white", strokeWidth=1.2).encode(
        x=x.axis(labelAngle=0), y=y, fill=alt.Fill("type:N", scale=scale, legend=legend),
        order=alt.Order("place:Q"), tooltip="words:N", description="words:N",
    )  # fmt: skip
    sums = [{"times": str(at), "all": whole[at]} for at in range(most + 1)]
    number = alt.Chart(alt.InlineData(values=sums)).mark_text(dy=-8, aria=False, fontWeight="bold")
    number = number.encode(x=x, y=alt.Y("all:Q"), text="all:N")
    wide = max(320, 64 * (most + 1))
    left = alt.layer(bar, number).properties(width=wide, height=280, title=say("year-picture-use", lang))
    chart = alt.hconcat(left, _shares(year), spacing=48).resolve_scale(fill="independent")
    words = say("year-picture-use-words", lang, all=len(found), never=whole[0], most=most, at_most=whole[most])
    return Picture(chart, words)


def _shares(year: Year) -> Layers:
    """Return for each series the largest share of its tests that use one item."""
    lang = year.lang
    rows = [
        {"name": each.series or say("year-all", lang), "share": each.share, "text": f"{each.times}/{each.events}",
         "words": say("year-picture-share-words", lang, name=each.series or say("year-all", lang), times=each.times,
                      events=each.events)}
        for each in year.rota.exposures
    ]  # fmt: skip
    names = [str(row["name"]) for row in rows]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("name:N", sort=names, title=None),
        x=alt.X("share:Q", title=say("year-picture-share-axis", lang), scale=alt.Scale(domain=[0, 1]),
                axis=alt.Axis(format="%", tickCount=5)),
    )  # fmt: skip
    bar = base.mark_bar(fill="#9fc5e8", stroke=_STROKE, strokeWidth=0.7).encode(
        tooltip="words:N", description="words:N"
    )
    text = base.mark_text(align="left", dx=5, aria=False).encode(text="text:N")
    title = alt.TitleParams(say("year-picture-share", lang), subtitle=say("year-picture-share-help", lang))
    return alt.layer(bar, text).properties(width=280, height=alt.Step(34), title=title)
