"""Charts of documents: which sections have questions, and how sentences score along the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any

import altair as alt

from qbank.locale import Lang, say
from qbank.reports.coverage import Coverage, Place, number
from qbank.reports.pictures import Picture
from qbank.text.rank import RankedSentence
from qbank.types._contract import TYPES

STATES = ("accepted", "draft", "none")
_FILLS = ("#0b5394", "#d6e6f5", "#ffffff")
_STROKE = "#7d8894"
_DARK = "#0b5394"
_CELL, _ROW = 50, 22
_LABEL = 240
_COLUMN = 32
_MOST_SECTIONS, _MOST_DOCUMENTS = 2 * _COLUMN, 40
"""Rows that can still be taken in at a glance; of a longer text the lower headings are put together."""
_STRIP, _WIDE, _HIGH = 420, 820, 260
_TOP = 10
_EM = 12

Row = dict[str, Any]
Layers = alt.LayerChart | alt.FacetChart
"""What altair says a layered chart is."""


def sections(found: Coverage) -> Picture:
    """Return a heat map section × type of one document; long ones in two columns."""
    lang = found.lang
    places = _rolled_up(found.places)
    shown = places[:_MOST_SECTIONS]
    rows = [(found.heading(place), place) for place in shown]
    columns = -(-len(rows) // _COLUMN) or 1
    high = -(-len(rows) // columns)
    panels = [_heat(rows[at : at + high], lang) for at in range(0, len(rows), high)] if rows else [_heat([], lang)]
    title = say("picture-coverage-of", lang, document=stem(found.places[0].document) if found.places else "")
    notes = [say("coverage-legend", lang), *left_out(len(shown), len(places), lang)]
    chart = alt.hconcat(*panels, spacing=40).properties(title=alt.TitleParams(title, subtitle=notes))
    return Picture(chart, found.summary())


def documents(found: Coverage) -> Picture:
    """Return a heat map document × type, and beside it each document's sections from beginning to end."""
    lang = found.lang
    by_name = [(name, list(places)) for name, places in groupby(found.places, key=lambda place: place.document)]
    shown = by_name[:_MOST_DOCUMENTS]
    heat = _heat([(stem(name), _sum(places)) for name, places in shown], lang)
    notes = [say("coverage-legend", lang), *left_out(len(shown), len(by_name), lang)]
    chart = alt.hconcat(heat, _strips(shown, found), spacing=24)
    chart = chart.properties(title=alt.TitleParams(say("picture-coverage", lang), subtitle=notes))
    return Picture(chart, found.summary())


def _rolled_up(places: Sequence[Place]) -> list[Place]:
    """Return the places with the lower levels put into the ones above, as far as it takes to show all."""
    deepest = max((place.level for place in places), default=0)
    for level in range(deepest, 0, -1):
        rows = _down_to(places, level)
        if len(rows) <= _MOST_SECTIONS or level == 1:
            return rows
    return list(places)


def _down_to(places: Sequence[Place], level: int) -> list[Place]:
    above = {place.section: place for place in places}

    def home(place: Place) -> int | None:
        while place.level > level and place.parent in above:
            place = above[place.parent]
        return place.section

    groups: dict[int | None, list[Place]] = {}
    for place in places:
        groups.setdefault(home(place), []).append(place)
    return [replace(_sum(own), own=any(each.own for each in own)) for own in groups.values()]


def _sum(places: Sequence[Place]) -> Place:
    """Return the first of some places with the items of all."""
    accepted, drafts = Counter[str](), Counter[str]()
    for place in places:
        accepted.update(place.accepted)
        drafts.update(place.drafts)
    return replace(places[0], accepted=dict(accepted), drafts=dict(drafts))


def _heat(rows: Sequence[tuple[str, Place]], lang: Lang) -> Layers:
    """Return rows of cells, a cell a type; headings over subsections have no cells of their own."""
    types = [TYPES.get(name).label for name in TYPES.names()]
    cells = [
        cell
        for at, (heading, place) in enumerate(rows)
        if place.own or place.standing
        for cell in _cells(at, heading, place, lang)
    ]
    x = alt.X("type:O", sort=types, title=None, scale=alt.Scale(domain=types))
    x = x.axis(orient="top", labelAngle=0, ticks=False, domain=False)
    base = alt.Chart(alt.InlineData(values=cells)).encode(x=x, y=alt.Y("row:O", axis=None), tooltip="words:N")
    rect = base.mark_rect(stroke=_STROKE, strokeWidth=1, xOffset=1, width={"band": 0.94}, height={"band": 0.86})
    rect = rect.encode(fill=_state(lang), description="words:N")
    white = alt.condition("datum.accepted > 0", alt.value("white"), alt.value("#1f2328"))
    text = base.mark_text(aria=False).encode(text="number:N", color=white)
    return alt.layer(rect, text, _labels(rows)).properties(width=alt.Step(_CELL), height=alt.Step(_ROW))


def _cells(at: int, heading: str, place: Place, lang: Lang) -> Iterator[Row]:
    for name in TYPES.names():
        counts = {"accepted": place.accepted.get(name, 0), "drafts": place.drafts.get(name, 0)}
        state = "accepted" if counts["accepted"] else "draft" if counts["drafts"] else "none"
        label = TYPES.get(name).label
        words = say("coverage-words", lang, heading=heading, type=label, **counts)
        state = say(f"coverage-state-{state}", lang)
        yield {"row": at, "type": label, **counts, "number": number(place, name), "state": state, "words": words}


def _state(lang: Lang) -> alt.Fill:
    domain = [say(f"coverage-state-{state}", lang) for state in STATES]
    legend = alt.Legend(title=None, orient="bottom", symbolType="square", symbolStrokeColor=_STROKE)
    return alt.Fill("state:N", scale=alt.Scale(domain=domain, range=list(_FILLS)), legend=legend)


def _labels(rows: Sequence[tuple[str, Place]]) -> alt.Chart:
    values = [
        {"row": at, "label": heading, "indent": max(place.level - 1, 0), "head": not (place.own or place.standing)}
        for at, (heading, place) in enumerate(rows)
    ]
    return labels(values)


def labels(rows: Sequence[Row]) -> alt.Chart:
    """Return the names of rows as text beside them: they may repeat, so they cannot be an axis.

    Args:
        rows: ``row``, its number; ``label``; and if need be ``indent``, in steps, and ``head``, whether it is bold.
    """
    wide = min(max((_EM * (len(row["label"]) + row.get("indent", 0)) for row in rows), default=0), _LABEL) + 12
    place = alt.ExprRef(f"{_EM} * (datum.indent || 0) - {wide}")
    weight: Any = alt.ExprRef("datum.head ? 'bold' : 'normal'")
    text = alt.Chart(alt.InlineData(values=list(rows)))
    text = text.mark_text(align="left", limit=_LABEL, dx=place, fontWeight=weight)
    chart: alt.Chart = text.encode(x=alt.value(0), y=alt.Y("row:O", axis=None), text="label:N")
    return chart


def _strips(shown: Sequence[tuple[str, Sequence[Place]]], found: Coverage) -> Layers:
    """Return a strip a document, its sections as wide as their text: full with accepted items, half with drafts."""
    lang = found.lang
    bits = [bit for at, (_, places) in enumerate(shown) for bit in _bits(at, places, found)]
    axis = alt.Axis(orient="top", title=say("picture-strip", lang), labels=False, ticks=False, grid=False, domain=False)
    x = alt.X("start:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=axis)
    base = alt.Chart(alt.InlineData(values=bits)).encode(
        x=x, x2="end:Q", y=alt.Y("row:O", axis=None), tooltip="words:N"
    )
    frame = base.mark_rect(height={"band": 0.86}, fill="white", stroke=_STROKE, strokeWidth=0.7)
    frame = frame.encode(description="words:N")
    filled = [
        base
        .transform_filter(f"datum.standing === '{standing}'")
        .mark_rect(height={"band": height}, fill=fill, stroke=_STROKE, strokeWidth=0.7, aria=False)
        .encode()
        for standing, height, fill in (("draft", 0.45, _FILLS[1]), ("accepted", 0.86, _FILLS[0]))
    ]
    return alt.layer(frame, *filled, _shares(shown)).properties(width=_STRIP, height=alt.Step(_ROW))


def _bits(at: int, places: Sequence[Place], found: Coverage) -> Iterator[Row]:
    end = max((span.end for place in places for span in place.spans), default=0)
    for place in places:
        if place.own or place.standing:
            counts = {"accepted": place.accepted_items, "drafts": place.draft_items}
            words = say("coverage-words-all", found.lang, heading=found.heading(place), **counts)
            said = {"row": at, "standing": place.standing or "none", "words": words}
            yield from ({**said, "start": span.start / end, "end": span.end / end} for span in place.spans)


def _shares(shown: Sequence[tuple[str, Sequence[Place]]]) -> alt.Chart:
    values = []
    for at, (_, places) in enumerate(shown):
        own = [place for place in places if place.section is not None and place.own]
        count = sum(1 for place in own if place.standing == "accepted")
        values.append({"row": at, "share": f"{count}/{len(own)}" if own else "–"})
    text = alt.Chart(alt.InlineData(values=values)).mark_text(align="left", dx=8)
    chart: alt.Chart = text.encode(x=alt.value(_STRIP), y=alt.Y("row:O", axis=None), text="share:N")
    return chart


def scores(ranked: Sequence[RankedSentence], places: Sequence[Place], lang: Lang) -> Picture:
    """Return the scores of a document's sentences along its text, the best ones numbered, main sections marked.

    Args:
        ranked: the sentences, the most worth asking first.
        places: the document's sections.
        lang: language of what is shown.
    """
    name = stem(places[0].document) if places else ""
    dots = [_dot(at, each) for at, each in enumerate(ranked, 1)]
    high = max((dot["score"] for dot in dots), default=1.0)
    low = min((dot["score"] for dot in dots), default=0.0)
    end = max((span.end for place in places for span in place.spans), default=1)
    x = alt.X("place:Q", title=say("picture-scores-place", lang), scale=alt.Scale(domain=[0, end], nice=False))
    y = alt.Y("score:Q", title=say("col-score", lang), scale=alt.Scale(domain=[low, high + (high - low) * 0.2]))
    base = alt.Chart(alt.InlineData(values=dots)).encode(x=x.axis(grid=False), y=y, tooltip="words:N")
    kinds = ["top", "other"]
    point = base.mark_point(filled=True, opacity=1, stroke=_STROKE, strokeWidth=0.7).encode(
        fill=alt.Fill("kind:N", scale=alt.Scale(domain=kinds, range=[_DARK, "#c3ccd6"]), legend=None),
        shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=["circle", "diamond"]), legend=None),
        size=alt.Size("kind:N", scale=alt.Scale(domain=kinds, range=[90, 36]), legend=None),
        description="words:N",
    )
    rank = (
        base.transform_filter("datum.rank > 0").mark_text(dy=-13, fontWeight="bold", aria=False).encode(text="rank:N")
    )
    chart = alt.layer(*_bands(places, end), point, rank).properties(width=_WIDE, height=_HIGH)
    title = say("picture-scores", lang, document=name)
    notes = say("picture-scores-help", lang, top=min(_TOP, len(dots)))
    first = ranked[0].sent.readable if ranked else "–"
    told = {"sentences": len(dots), "low": f"{low:.1f}", "high": f"{high:.1f}", "first": first}
    words = say("picture-scores-words", lang, document=name, **told)
    return Picture(chart.properties(title=alt.TitleParams(title, subtitle=notes)), words)


def _dot(at: int, each: RankedSentence) -> Row:
    top = at <= _TOP
    kind = "top" if top else "other"
    words = f"{at}. [{each.score:.2f}] {each.sent.readable}"
    return {"place": each.sent.start, "score": each.score, "rank": at if top else 0, "kind": kind, "words": words}


def _bands(places: Iterable[Place], end: int) -> list[alt.Chart]:
    """Return every other main section as a pale band with its heading, where there is room for it, on top."""
    bands: list[Row] = []
    for place in places:
        if place.spans and (place.level <= 1 or not bands):
            heading = place.heading
            bands.append({"start": place.spans[0].start, "heading": heading, "odd": len(bands) % 2})
    for band, after in zip(bands, [*bands[1:], {"start": end}], strict=True):
        band["end"] = after["start"]
        band["label"] = _fitting(band.pop("heading"), (band["end"] - band["start"]) * _WIDE / max(end, 1))
    if not bands:
        return []
    base = alt.Chart(alt.InlineData(values=bands)).encode(x="start:Q", tooltip="label:N")
    stripe = base.transform_filter("datum.odd === 1").mark_rect(fill="#f1f3f6", aria=False).encode(x2="end:Q")
    label = base.mark_text(align="left", baseline="top", dx=3, dy=4, aria=False).encode(y=alt.value(0), text="label:N")
    return [stripe, label]


def _fitting(heading: str, width: float) -> str:
    room = int(width / _EM) - 1
    return heading if len(heading) <= room else f"{heading[: room - 1].rstrip('　')}…" if room > 2 else ""


def stem(name: str) -> str:
    """Return a document's name without folders and suffix."""
    return PurePosixPath(name).stem


def left_out(shown: int, count: int, lang: Lang) -> list[str]:
    """Return a line that says how many rows are left out, none if all are shown."""
    return [say("picture-left", lang, shown=shown, all=count)] if shown < count else []
