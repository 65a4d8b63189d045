"""Dated events of one document, in order of their dates: full ones, or days of one year that it tells in order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import is_clear
from qbank.facts.date import DatePattern
from qbank.model import numerals, wording
from qbank.model.dates import DAY_UNIT
from qbank.model.document import Outline
from qbank.model.fact import Date, Fact, Part, Steps, part

_CLAUSE = re.compile("[^，。；]+")
_STAMP = re.compile(rf"(?:(?P<y>[^年]{{4}})年)?(?:(?P<m>[^月]{{1,3}})月)?(?:(?P<d>[^日号]{{1,3}}){DAY_UNIT})?")
_AHEAD = frozenset({"plan", "notice"})
"""Kinds of documents that tell what is to be done."""
_LEAST, _MOST, _SHORTEST, _LONGEST = 4, 6, 6, 30
# What happened is told by a verb of an event, not by a clause of state or a deadline.
_EVENT = re.compile(
    "召开|举行|成立|启动|印发|发布|通过|施行|公布|批准|颁布|开工|建成|开通|设立|揭牌|投入使用|创立|爆发|签署|签订|组建|完成"
)
_NO_EVENT = re.compile("^(?:前|后|起|以|之|至|期间|的)|时$|后$|前$|的$|版")


class _Dated(NamedTuple):
    when: tuple[int, int, int]
    event: Part
    fact: Date


class ChronologyPattern:
    """Four to six dated events, each in a sentence of its own; a document with one more is left alone."""

    name = "chronology"
    yields = frozenset({"steps"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the events of the document as one fact."""
        as_told = list(_dated(outline, terms))
        dated = sorted(as_told, key=lambda each: each.when)
        if len({bool(each.when[0]) for each in dated}) > 1:
            # Which year a date without one belongs to is not known beside others that have theirs.
            dated = [each for each in dated if each.when[0]]
        if dated and not dated[0].when[0] and as_told != dated:
            # Without years only the order of telling shows that no turn of the year lies between.
            return
        if not _LEAST <= len(dated) <= _MOST or any(_are_close(one, other) for one, other in pairwise(dated)):
            return
        sents = sorted({each.fact.sent.index: each.fact.sent for each in dated}.values(), key=lambda sent: sent.index)
        planned = outline.document.kind in _AHEAD
        fact = Steps(
            sent=sents[0],
            pattern=self.name,
            steps=tuple(each.event for each in dated),
            name="工作" if planned else "事件",
            by="计划时间的先后顺序" if planned else "发生的先后顺序",
            rests_on=tuple(sents[1:]),
        )
        if is_clear(fact):
            yield fact

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return the history of a library."""
        text = (
            "2011年3月1日，青溪县图书馆正式成立。2014年5月6日，图书馆少儿分馆建成开放。"
            "2018年9月9日，全县召开首届读书大会。2021年6月2日，流动书车项目启动。"
        )
        return text, (("青溪县图书馆正式成立", "图书馆少儿分馆建成开放", "全县召开首届读书大会", "流动书车项目启动"),)

    def counter_example(self) -> str:
        """Return deadlines, and dates without a year that are not told in order."""
        return (
            "请于2031年3月1日前报送名册，2031年5月1日前完成整改。"
            "3月8日，全镇召开春季动员会。4月2日，学校举行春季运动会。1月5日，镇里启动冬春巡查。2月6日，新站房正式建成。"
        )


PATTERNS.add(ChronologyPattern.name)(ChronologyPattern())


def _are_close(one: _Dated, other: _Dated) -> bool:
    """Tell whether two events are of one month, or of one day where no year is given at all."""
    return one.when == other.when or (one.when[0] > 0 and one.when[:2] == other.when[:2])


def _dated(outline: Outline, terms: TermsOf) -> Iterator[_Dated]:
    seen: set[int] = set()
    for fact in DatePattern().find(outline, terms):
        if not isinstance(fact, Date) or fact.event is None or fact.sent.index in seen:
            continue
        when, event = _when(fact.date.text), _told_in(fact)
        text = event.text
        plain = wording.is_balanced(text) and not wording.dangling_word(text) and not wording.refers_elsewhere(text)
        told = _EVENT.search(text) is not None and _NO_EVENT.search(text) is None
        if when and plain and told and _SHORTEST <= len(text) <= _LONGEST:
            seen.add(fact.sent.index)
            yield _Dated(when, event, fact)


def _told_in(fact: Date) -> Part:
    """Return the event of a date, or the next clause that tells one, where the first only says how."""
    event, view = fact.event or fact.date, fact.sent.view
    if _EVENT.search(event.text):
        return event
    after = view.find(event.text, view.find(fact.date.text)) + len(event.text)
    told = next((each for each in _CLAUSE.finditer(view, after) if _EVENT.search(each.group())), None)
    return part(fact.sent, *told.span()) if told else event


def _when(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day of a date with year and month, or with month and day (year 0); None for any other."""
    stamp = _STAMP.fullmatch(text)
    if stamp is None or not stamp["m"] or not (stamp["y"] or stamp["d"]):
        return None
    said = stamp["y"] or "0"
    year = int(said) if said.isdecimal() else numerals.spelled(said)
    month, day = (int(numerals.value_of(stamp[each] or "1") or 0) for each in ("m", "d"))
    return None if year is None else (year, month, day)
