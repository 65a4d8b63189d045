"""The calendar of a year as one HTML page without a script: a month a sheet of paper when it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from qbank.assembly.rota import Filled
from qbank.errors import printable
from qbank.locale import say
from qbank.model.plan import KINDS
from qbank.reports.year import Year, month_name, weekday_names

_STYLE = """
@page { size: A4 landscape; margin: 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1180px; padding: 24px; color: #1c2430; background: #fff;
  font: 14px/1.5 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", SimHei, sans-serif; }
h1 { font-size: 24px; margin: 0 0 4px; }
p { margin: 0 0 16px; color: #4a5563; }
section { margin-top: 28px; break-inside: avoid; }
h2 { font-size: 20px; margin: 0 0 8px; }
h2 small { font-size: 13px; font-weight: normal; color: #4a5563; margin-left: 1em; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { border: 1px solid #8592a3; }
th { background: #eef2f6; padding: 4px; font-weight: 600; }
td { height: 92px; padding: 4px 6px; vertical-align: top; overflow-wrap: anywhere; }
td.none { background: #f6f7f9; }
td.off { background: repeating-linear-gradient(135deg, #fff 0 8px, #eef0f3 8px 10px); }
.day { font-variant-numeric: tabular-nums; color: #4a5563; }
.day b { font-size: 15px; color: #1c2430; }
ul { list-style: none; margin: 2px 0 0; padding: 0; }
li { margin-top: 3px; padding: 1px 5px; border-left: 4px solid #8592a3; background: #f3f5f8; line-height: 1.4; }
li small { display: block; color: #4a5563; font-size: 11px; }
li strong { color: #9c2b22; font-weight: 600; }
li.k1 { border-color: #1d5791; } li.k2 { border-color: #17693b; } li.k3 { border-color: #825400; }
li.k4 { border-color: #ad2f27; } li.k5 { border-color: #5b3a8c; }
@media print {
  body { max-width: none; padding: 0; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  section { margin-top: 0; break-before: page; } header + section { break-before: auto; }
  td { height: 26mm; } header { margin-bottom: 2mm; }
  h1 { font-size: 18px; display: inline; } header p { display: inline; }
}
"""


def write(year: Year, *, secret: bool) -> bytes:
    """Return the page; tests that nobody is told of, and what tests lack, stand in it only with ``secret``."""
    return "".join(_page(year, secret)).encode()


def _page(year: Year, secret: bool) -> Iterator[str]:
    lang = "zh-CN" if year.lang == "zh" else year.lang
    title = _text(year.plan.title)
    yield f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    yield f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n<header><h1>{title}</h1>\n"
    note = ("year-secret-note" if year.has_secrets else "year-makers-note") if secret else "year-note"
    span = {"start": year.plan.start.isoformat(), "end": year.plan.end.isoformat()}
    yield f"<p>{_text(say(note, year.lang, **span))}</p></header>\n"
    by_day: dict[date, list[Filled]] = {}
    for each in year.tests(secret=secret):
        by_day.setdefault(each.event.day, []).append(each)
    for number, month in year.months():
        yield from _month(year, number, month, by_day, secret=secret)
    yield "</body>\n</html>\n"


def _month(year: Year, number: int, month: int, by_day: dict[date, list[Filled]], *, secret: bool) -> Iterator[str]:
    count = sum(len(tests) for day, tests in by_day.items() if (day.year, day.month) == (number, month))
    told = _text(say("year-month-count", year.lang, count=count))
    yield f"<section><h2>{_text(month_name(number, month, year.lang))}<small>{told}</small></h2>\n<table><thead><tr>"
    yield "".join(f"<th>{_text(name)}</th>" for name in weekday_names(year.lang))
    yield "</tr></thead><tbody>\n"
    for week in year.weeks(number, month):
        cells = (_day(year, day, by_day.get(day, ()) if day else (), secret=secret) for day in week)
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</tbody></table></section>\n"


def _day(year: Year, day: date | None, tests: Sequence[Filled], *, secret: bool) -> str:
    if day is None or not year.plan.start <= day <= year.plan.end:
        return f'<td class="none">{f"<span class=day>{day.day}</span>" if day else ""}</td>'
    off = year.is_holiday(day)
    rest = " " + _text(say("year-holiday", year.lang)) if off else ""
    listed = f"<ul>{''.join(_test(year, each, secret=secret) for each in tests)}</ul>" if tests else ""
    return f'<td{" class=off" if off else ""}><span class="day"><b>{day.day}</b>{rest}</span>{listed}</td>'


def _test(year: Year, filled: Filled, *, secret: bool) -> str:
    lacking = year.short(filled) if secret else ""
    short = f" <strong>{_text(lacking)}</strong>" if lacking else ""
    about = _text("、".join(year.about(filled)))
    place = KINDS.index(filled.event.series.kind)
    documents = f"<small>{about}</small>" if about else ""
    return f'<li class="k{place}">{_text(year.brief(filled, secret=secret))}{short}{documents}</li>'


def _text(text: str) -> str:
    return escape(printable(text))
