"""Pictures of groups: where each stands, with how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from qbank.locale import Lang, say
from qbank.reports.pictures import Picture

_DARK, _LIGHT = "#0b5394", "#9fc5e8"
_WIDE, _STEP = 520, 24
_MOST = 60
"""Groups that a picture has room for, the first by name."""
_LONGEST = 30


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
    ordered = sorted(groups[:_MOST], key=lambda each: -each.mean)
    rows = [_row(each, lang) for each in ordered]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("group:N", title=None, sort=[str(row["group"]) for row in rows], axis=alt.Axis(labelLimit=260))
    )
    axis = alt.X(
        "low:Q", title=say("exam-mean-share-axis", lang), scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")
    )
    bar = base.mark_rule(stroke=_LIGHT, strokeWidth=6, aria=False).encode(x=axis, x2="high:Q")
    point = base.mark_point(filled=True, size=80, opacity=1, fill=_DARK).encode(
        x="mean:Q", tooltip="words:N", description="words:N"
    )
    text = base.mark_text(dy=-10, fontSize=10, aria=False).encode(x="mean:Q", text="label:N")
    chart = alt.layer(bar, point, text).properties(width=_WIDE, height=alt.Step(_STEP + 8), title=title)
    best, last = ordered[0], ordered[-1]
    words = say(
        "exam-picture-groups-words", lang, n=len(ordered), best=best.name, high=f"{best.mean:.0%}", last=last.name,
        low=f"{last.mean:.0%}",
    )  # fmt: skip
    return Picture(chart, words)


def _row(each: Standing, lang: Lang) -> dict[str, object]:
    low, high = each.interval
    label = f"{each.mean:.0%}"
    words = say("exam-group-point", lang, group=each.name, n=each.n, mean=label, low=f"{low:.0%}", high=f"{high:.0%}")
    name = each.name if len(each.name) <= _LONGEST else f"{each.name[: _LONGEST - 1]}…"
    return {"group": name, "mean": each.mean, "low": low, "high": high, "label": label, "words": words}
