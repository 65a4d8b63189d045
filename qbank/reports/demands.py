"""A two-way table (双向细目表) that measures the bank: of each cell what is wanted, what there is, what is short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, inf
from typing import Any

import altair as alt
import numpy as np

from qbank.assembly.columns import Columns
from qbank.assembly.shortages import Shortage
from qbank.locale import Lang, say
from qbank.model.blueprint import DIFFICULTIES, WHOLE, Blueprint, Cell, Section, Unit
from qbank.model.candidate import Candidate
from qbank.model.numerals import plain
from qbank.model.type_words import label_of
from qbank.reports.charts import labels
from qbank.reports.pictures import Picture

STATES = {"plenty": "demands-state-plenty", "tight": "demands-state-tight", "short": "demands-state-short"}
_UNITS: dict[Unit, str] = {"items": "demands-unit-items", "marks": "demands-unit-marks"}
_FILLS = ("#d6e6f5", "#f6d58b", "#b3261e")
_STROKE = "#7d8894"
_TIGHT = 2
"""Times what is wanted below which the next paper will be short."""
_CELL, _ROW = 128, 30


@dataclass(frozen=True, slots=True)
class Demand:
    """A cell of the table.

    Args:
        row: what it is about (chapter, document …).
        column: of which type, level, difficulty.
        least: items, or marks, wanted at least in all forms together; ``most`` at most, infinite for no limit.
        have: items of the bank, or their marks, that may be used and that it counts.
        short: how many are short, in items or marks, over all forms.
        unit: what it counts.
    """

    row: str
    column: str
    least: float
    most: float
    have: float
    short: float
    unit: Unit = "items"

    @property
    def state(self) -> str:
        """Return whether there is plenty, little or too little."""
        if self.short:
            return "short"
        return "tight" if self.have < _TIGHT * self.least else "plenty"

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data; no upper limit is None."""
        most = None if self.most == inf else self.most
        return {
            "row": self.row, "column": self.column, "least": self.least, "most": most, "have": self.have,
            "short": self.short, "unit": self.unit,
        }  # fmt: skip


def demands(
    blueprint: Blueprint, candidates: Iterable[Candidate], day: date, shortages: Sequence[Shortage], forms: int
) -> tuple[Demand, ...]:
    """Return the table: the sections first, under 全卷, then the cells of the blueprint in their order.

    Args:
        blueprint: what was asked.
        candidates: what it was chosen from.
        day: the day it is for.
        shortages: what is short.
        forms: how many forms have items of their own.
    """
    columns = Columns(candidates)
    free = columns.eligible(blueprint, day)
    short = {(rule, at): 0.0 for rule in ("section", "cell") for at in range(max(len(blueprint.cells), 99))}
    for each in shortages:
        if each.gap.is_short and (each.gap.rule, each.gap.at) in short:
            short[each.gap.rule, each.gap.at] += each.gap.amount
    return (
        *_of_sections(blueprint, columns, free, short, forms),
        *_of_cells(blueprint, columns, free, short, forms),
    )


_Short = Mapping[tuple[str, int], float]


def _of_sections(
    blueprint: Blueprint, columns: Columns, free: np.ndarray[Any, Any], short: _Short, forms: int
) -> Iterator[Demand]:
    for at, section in enumerate(blueprint.sections):
        have = float(np.count_nonzero(free & columns.fits(section)))
        wanted = float(section.number * forms)
        yield Demand(WHOLE, _named(section), wanted, wanted, have, short["section", at])


def _named(section: Section) -> str:
    return f"{label_of(section.type)} {plain(section.marks)}分"


def _of_cells(
    blueprint: Blueprint, columns: Columns, free: np.ndarray[Any, Any], short: _Short, forms: int
) -> Iterator[Demand]:
    for at, cell in enumerate(blueprint.cells):
        counted = free & columns.counted(cell)
        fits = [
            (section, counted & columns.fits(section))
            for section in blueprint.sections
            if (not cell.types or section.type in cell.types) and cell.marks in {0, section.marks}
        ]
        of_each = np.zeros(len(columns))
        for section, rows in fits:
            of_each[rows] = np.maximum(of_each[rows], section.marks if cell.unit == "marks" else 1.0)
        row, column = _split(cell)
        yield Demand(
            row, column, cell.least * forms, cell.most * forms, float(of_each.sum()), short["cell", at], cell.unit
        )


def _split(cell: Cell) -> tuple[str, str]:
    """Return what a cell is about, and of which kind its items are."""
    about = Cell(
        documents=cell.documents, chapters=cell.chapters, tags=cell.tags, audiences=cell.audiences, scope=cell.scope
    )
    kinds = [
        "|".join(map(label_of, cell.types)),
        "|".join(cell.levels),
        "|".join(DIFFICULTIES[each] for each in cell.difficulties),
    ]
    return about.label, "·".join(filter(None, kinds))


def picture(found: Sequence[Demand], title: str, lang: Lang) -> Picture:
    """Return the heat map: a cell says what is wanted out of what there is, and what is short."""
    rows, kinds = (list(dict.fromkeys(getattr(each, name) for each in found)) for name in ("row", "column"))
    shown = [_shown(each, rows.index(each.row), lang) for each in found]
    names = [kind or say("demands-any", lang) for kind in kinds]
    x = alt.X("column:O", sort=names, title=None, scale=alt.Scale(domain=names))
    x = x.axis(orient="top", labelAngle=0, ticks=False, domain=False, labelLimit=_CELL)
    base = alt.Chart(alt.InlineData(values=shown)).encode(x=x, y=alt.Y("row:O", axis=None), tooltip="words:N")
    rect = base.mark_rect(stroke=_STROKE, strokeWidth=1, width={"band": 0.94}, height={"band": 0.86})
    legend = alt.Legend(title=None, orient="bottom", symbolType="square", symbolStrokeColor=_STROKE)
    scale = alt.Scale(domain=[say(state, lang) for state in STATES.values()], range=list(_FILLS))
    rect = rect.encode(fill=alt.Fill("state:N", scale=scale, legend=legend), description="words:N")
    white = alt.condition("datum.short > 0", alt.value("white"), alt.value("#1f2328"))
    text = base.mark_text(aria=False).encode(text="said:N", color=white)
    names_of_rows = labels([{"row": at, "label": row} for at, row in enumerate(rows)])
    chart = alt.layer(rect, text, names_of_rows).properties(width=alt.Step(_CELL), height=alt.Step(_ROW))
    notes = [say("demands-legend", lang)]
    return Picture(chart.properties(title=alt.TitleParams(title, subtitle=notes)), summary(found, lang))


def summary(found: Sequence[Demand], lang: Lang) -> str:
    """Return the table in a sentence."""
    counts = {state: sum(each.state == state for each in found) for state in STATES}
    return say("demands-summary", lang, cells=len(found), **counts)


def _shown(each: Demand, row: int, lang: Lang) -> dict[str, Any]:
    unit = say(_UNITS[each.unit], lang)
    have, short = plain(round(each.have, 2)), plain(ceil(each.short * 100) / 100)
    said = f"{_wanted(each)} / {have}" + (say("demands-short", lang, short=short) if each.short else "")
    column = each.column or say("demands-any", lang)
    words = say(
        "demands-words", lang, row=each.row, column=column, wanted=_wanted(each), have=have, short=short, unit=unit
    )
    state = say(STATES[each.state], lang)
    return {"row": row, "column": column, "said": said, "short": each.short, "state": state, "words": words}


def _wanted(each: Demand) -> str:
    least, most = plain(round(each.least, 2)), "" if each.most == inf else plain(round(each.most, 2))
    if least == most:
        return least
    return f"{least}–{most}" if most and each.least else f"≤{most}" if most else f"≥{least}"
