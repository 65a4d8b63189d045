"""Charts of the bank: drafts by pattern and type, progress by document, statuses by type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

import altair as alt

from qbank.bank import Bank, Query
from qbank.drafting.verdicts import verdict
from qbank.locale import Lang, say
from qbank.reports.charts import Layers, labels, left_out, stem
from qbank.reports.lines import pattern_name
from qbank.reports.pictures import Picture
from qbank.types._contract import TYPES

PARTS: Mapping[str, tuple[str, str]] = {
    "accepted": ("status-accepted", "#0b5394"),
    "rejected": ("status-rejected", "#e08a1e"),
    "retired": ("status-retired", "#6b7178"),
    "later": ("picture-later", "#b6c2cf"),
    "draft": ("picture-open", "#ffffff"),
}
"""From left to right: what a part of a bar is called, and its colour; each differs in lightness from the next."""
_STROKE = "#7d8894"
_WIDE, _ROW, _CELL = 420, 26, 96
_MOST = 40
_FEW, _MANY = "#f3f7fb", "#a9c8e6"
"""Dark text is readable on both."""

Cell = tuple[str, str]
"""A pattern and a type."""


def progress(bank: Bank, lang: Lang) -> Picture:
    """Return a bar a document: what is decided, put off, waiting."""
    found = sorted(bank.progress().items())
    rows = [(stem(name) or say("pattern-", lang), _apart(counts)) for name, counts in found]
    return _bars(rows, say("picture-progress", lang), lang)


def export(bank: Bank, lang: Lang) -> Picture:
    """Return a bar a type: how many items of each status there are; only accepted ones go out unless asked."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in TYPES.names()}
    for name in counts:
        for status in ("accepted", "rejected", "retired", "draft"):
            counts[name][status] = bank.count(Query(type=name, status=status))
    return _bars([(TYPES.get(name).label, own) for name, own in counts.items()], say("picture-export", lang), lang)


def _apart(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Return the counts of a document with the drafts that are put off taken out of the waiting ones."""
    later = counts.get("later", 0)
    return {**counts, "draft": counts.get("draft", 0) - later}


def _bars(rows: Sequence[tuple[str, Mapping[str, int]]], title: str, lang: Lang) -> Picture:
    shown = rows[:_MOST]
    pieces = [piece for at, (label, counts) in enumerate(shown) for piece in _pieces(at, label, counts, lang)]
    ends = [{"row": at, "label": label, "said": _said(counts, lang)} for at, (label, counts) in enumerate(shown)]
    used = [name for name in PARTS if any(counts.get(name) for _, counts in shown)] or list(PARTS)
    names = [say(PARTS[name][0], lang) for name in used]
    scale = alt.Scale(domain=names, range=[PARTS[name][1] for name in used])
    y = alt.Y("row:O", axis=None)
    most = max((sum(counts.get(name, 0) for name in PARTS) for _, counts in shown), default=1) or 1
    axis = alt.Axis(orient="top", title=say("picture-items", lang), tickMinStep=1, format="d")
    x = alt.X("start:Q", axis=axis, scale=alt.Scale(domain=[0, most], nice=False))
    bar = alt.Chart(alt.InlineData(values=pieces)).mark_rect(height={"band": 0.7}, stroke=_STROKE, strokeWidth=1)
    legend = alt.Legend(title=None, orient="bottom", symbolType="square", symbolStrokeColor=_STROKE)
    fill = alt.Fill("part:N", scale=scale, legend=legend)
    bar = bar.encode(x=x, x2="end:Q", y=y, fill=fill, tooltip="words:N", description="words:N")
    text = alt.Chart(alt.InlineData(values=ends)).encode(y=y)
    said = text.mark_text(align="left", dx=8).encode(x=alt.value(_WIDE), text="said:N")
    chart = alt.layer(bar, labels(ends), said).properties(width=_WIDE, height=alt.Step(_ROW) if rows else _ROW)
    notes = left_out(len(shown), len(rows), lang)
    total = Counter[str]()
    for _, counts in rows:
        total.update({name: counts.get(name, 0) for name in PARTS})
    words = say("picture-bars-words", lang, items=total.total(), parts=_said(total, lang) or "–")
    return Picture(chart.properties(title=alt.TitleParams(title, subtitle=[words, *notes])), f"{title}。{words}")


def _pieces(at: int, label: str, counts: Mapping[str, int], lang: Lang) -> Iterator[dict[str, Any]]:
    ends = accumulate(counts.get(name, 0) for name in PARTS)
    for name, end in zip(PARTS, ends, strict=True):
        count = counts.get(name, 0)
        if count:
            part = say(PARTS[name][0], lang)
            yield {"row": at, "part": part, "start": end - count, "end": end, "words": f"{label}：{part} {count}"}


def _said(counts: Mapping[str, int], lang: Lang) -> str:
    return " · ".join(f"{say(key, lang)} {counts[name]}" for name, (key, _) in PARTS.items() if counts.get(name))


def drafts(bank: Bank, lang: Lang) -> Picture:
    """Return a table pattern × type: how many drafts wait, and of those decided how many were kept."""
    waiting = Counter((item.pattern, item.type) for item in bank.items(Query(status="draft", order="id")))
    decided, kept = _verdicts(bank)
    totals: Counter[str] = Counter()
    for (pattern, _), count in (waiting + decided).items():
        totals[pattern] += count
    patterns = [pattern for pattern, _ in totals.most_common(_MOST)]
    names = [pattern_name(pattern, lang) for pattern in patterns]
    counted = (waiting, decided, kept)
    cells = [
        cell
        for at, (pattern, name) in enumerate(zip(patterns, names, strict=True))
        for cell in _cells(at, pattern, name, counted, lang)
    ]
    told = {"drafts": waiting.total(), "verdicts": decided.total(), "kept": kept.total(), "patterns": len(totals)}
    summary = say("picture-drafts-words", lang, **told)
    notes = [say("picture-drafts-help", lang), summary]
    if len(patterns) < len(totals):
        notes.append(say("picture-drafts-left", lang, shown=len(patterns), all=len(totals)))
    chart = _matrix(cells, names, lang)
    title = alt.TitleParams(say("picture-drafts", lang), subtitle=notes)
    return Picture(chart.properties(title=title), summary)


def _verdicts(bank: Bank) -> tuple[Counter[Cell], Counter[Cell]]:
    decided, kept = Counter[Cell](), Counter[Cell]()
    for record in bank.records(Query(status=("accepted", "rejected", "retired"), order="id")):
        said = verdict(record.decisions)
        if said is not None:
            cell = (record.item.pattern, record.item.type)
            decided[cell] += 1
            kept[cell] += said.kept > 0
    return decided, kept


def _cells(
    at: int, pattern: str, name: str, counted: tuple[Counter[Cell], Counter[Cell], Counter[Cell]], lang: Lang
) -> Iterator[dict[str, Any]]:
    for each in TYPES.names():
        counts = dict(zip(("drafts", "verdicts", "kept"), (own[pattern, each] for own in counted), strict=True))
        if counts["drafts"] or counts["verdicts"]:
            label = TYPES.get(each).label
            words = say("picture-drafts-cell", lang, pattern=name, type=label, **counts)
            share = say("picture-drafts-kept", lang, **counts) if counts["verdicts"] else ""
            yield {"row": at, "type": label, **counts, "share": share, "words": words}


def _matrix(cells: Sequence[dict[str, Any]], names: Sequence[str], lang: Lang) -> Layers:
    types = [TYPES.get(name).label for name in TYPES.names()]
    x = alt.X("type:O", sort=types, title=None, scale=alt.Scale(domain=types))
    x = x.axis(orient="top", labelAngle=0, ticks=False, domain=False)
    y = alt.Y("row:O", axis=None)
    base = alt.Chart(alt.InlineData(values=list(cells))).encode(x=x, y=y, tooltip="words:N")
    shade = alt.Scale(type="sqrt", range=[_FEW, _MANY])
    rect = base.mark_rect(stroke=_STROKE, strokeWidth=0.7, width={"band": 0.95}, height={"band": 0.88})
    rect = rect.encode(fill=alt.Fill("drafts:Q", scale=shade, legend=None), description="words:N")
    count = base.mark_text(aria=False, align="right", dx=-10).encode(text="drafts:N")
    share = base.mark_text(aria=False, align="left", dx=-5, fontSize=11).encode(text="share:N")
    values = [{"row": at, "label": name} for at, name in enumerate(names)]
    return alt.layer(rect, count, share, labels(values)).properties(width=alt.Step(_CELL), height=alt.Step(_ROW))
