"""Dates and what happened or applies then: 3月8日, 2024年5月1日, 二〇二四年五月."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _clauses as clauses
from qbank.facts import _dates as dates
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Date, Fact, Part, part

_CUE = re.compile(r"[0-9〇零○一二三四五六七八九十][年月日]")
# A date beside one of these is an end of a span of time, of which neither end says what happened.
_SPAN_AFTER = re.compile(r"\s*(?:起|开始)?，?\s*(?:至|到|[-—~～–])")
_SPAN_BEFORE = re.compile(r"(?:至|到|[-—~～–])\s*$")
_PART_OF_NAME = re.compile(r"版|修订|修正|[）)]?第?[0-9]*号|度|生\b|出生")
# 2031年工作要点: a bare year is mostly the first word of a name.
_LONE_YEAR = re.compile("[，。；以底初起前后末]|$")
# 2031年底前完成 is a deadline, and no year.
_END_OF_YEAR = re.compile("年?[底末]")
_AT = re.compile("[到于自从在至]$|截至$")
_LINK = re.compile(
    r"(?:[上下]午|晚上?|凌晨|当[天日晚]|前后|左右|以?[前后来]|[0-9一二三四五六七八九十零]{1,3}[时点](?:[0-9一二三四五六七八九十]{1,3}分|整|半)?(?:至[0-9]{1,2}时(?:[0-9]{1,2}分)?)?|之[前后]|起|开始|[，,]|[（(][^（）()]{0,8}[）)]|\s)+"
)
_MANNER = re.compile(r"(?:以|在|为|根据|按照|经)[^，。；]*，")
_LEAST, _MOST = 4, 60


class DatePattern:
    """Dates of body sentences, each with its event where a clause of some length follows it."""

    name = "date"
    yields = frozenset({"date"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield dates of body sentences; spans of time and dates inside titles are left alone."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return two dates."""
        text = "3月8日，青溪镇召开春季防汛动员会。本办法自二〇三一年五月一日起施行。"
        return text, (("3月8日",), ("二〇三一年五月一日",))

    def counter_example(self) -> str:
        """Return a span of time, an edition, and a title that holds a year."""
        return "报名时间为2031年3月1日至3月15日，教材采用2030年版，执行《2031年工作要点》，为期三年。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Date]:
        view = sent.view
        closed = clauses.quotations(view) + clauses.brackets(view)
        for start, end, form in dates.dates_in(view):
            if clauses.is_inside(closed, start, end) or _is_part(view, start, end, form):
                continue
            yield Date(
                sent=sent, pattern=self.name, date=part(sent, start, end, f"date:{form}"), event=_event(sent, end)
            )


PATTERNS.add(DatePattern.name)(DatePattern())


def _is_part(view: str, start: int, end: int, form: str) -> bool:
    if form == "年" and not _LONE_YEAR.match(view, end) and not _AT.search(view[max(0, start - 2) : start]):
        return True
    if form == "年" and _END_OF_YEAR.match(view, end):
        return True
    return bool(
        _SPAN_AFTER.match(view, end)
        or _SPAN_BEFORE.search(view[max(0, start - 4) : start])
        or _PART_OF_NAME.match(view, end)
    )


def _event(sent: Sentence, end: int) -> Part | None:
    """Return the clause after the date, past one that only says how or where."""
    start = _past_link(sent.view, end)
    stop = clauses.clause_end(sent.view, start)
    if _MANNER.match(sent.view, start):
        start = _past_link(sent.view, stop)
        stop = clauses.clause_end(sent.view, start)
    whole = _LEAST <= stop - start <= _MOST and wording.is_balanced(sent.view[start:stop])
    return part(sent, start, stop) if whole else None


def _past_link(view: str, position: int) -> int:
    link = _LINK.match(view, position)
    return link.end() if link else position
