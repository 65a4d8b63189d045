"""Number with measure: 750份, 百分之五, 5万元以上50万元以下; those of time are ``time_limit``'s.

Ordinals, dates, clock times, article numbers and figures inside quotations are not quantities. A range
is one quantity labelled ``range:MEASURE``; its number is all of it up to the last measure, so that nothing
can be swapped inside it, and its value the lower end. A fraction is all number, labelled ``fraction:``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from qbank.facts import _clauses as clauses
from qbank.facts import _dates as dates
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import SENTENCES, Words
from qbank.model import numerals
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Quantity, part

_N, _M, _T = numerals.NUMERAL, numerals.ONE_MEASURE, numerals.TAIL
_TO = r"(?:以上、?(?:不满|不足|未满|不超过|至)?|[、，]?但?(?:不满|不超过)|至|到|或者?|[-—~～–]+)"
_CUE = re.compile(rf"[0-9{numerals.CHINESE}]")

# Longest first: a figure found by one form is closed to the next. In front stands a sign without which a view holds
# none of the form: what is cheap to miss need not be looked for.
_PARTS, _PER, _ANY = "分之", "[%％‰]", ""
_FORMS = tuple(
    (re.compile(sign), kind, re.compile(form))
    for sign, kind, form in (
        (_TO, "range", rf"(?P<number>(?P<low>{_N})[余多]?(?:{_M})?{_TO}{_N})[余多]?(?P<measure>{_M})(?:{_T})?"),
        (_PARTS, "range", rf"(?P<number>(?P<measure>[百千万]分之)(?P<low>{_N}){_TO}[百千万]分之{_N})(?:{_T})?"),
        (_PER, "range", rf"(?P<number>(?P<low>{_N})[%％‰]?{_TO}{_N})(?P<measure>[%％‰])(?:{_T})?"),
        (_PARTS, "quantity", rf"(?P<measure>[百千万]分之)(?P<number>{_N})(?:{_T})?"),
        (_PARTS, "fraction", rf"(?P<number>(?P<under>{_N})(?P<measure>分之)(?P<over>{_N}))(?:{_T})?"),
        (_PER, "quantity", rf"(?P<number>{_N})(?P<measure>[%％‰])(?:{_T})?"),
        (_ANY, "quantity", rf"(?P<number>{_N})[余多]?(?P<measure>{_M})(?:{_T})?"),
    )
)

_ORDINAL = re.compile(r"(?:第|[A-Za-z0-9.\-−－±+≤≥<>＜＞_/:：#号]|[本该另某各这那首同]|(?<!以)[上下])$")
# 每月5日, 3月1日至13日: days of the month, not numbers of days.
_DAY_OF_MONTH = re.compile(r"月$|定[在于为]$|日[至到、—–~～-]$")
_GOES_ON = re.compile("[\u4e00-\u9fff]")
_PER_UNIT = re.compile(
    "/(?:千克|公斤|立方米|平方米|分钟|小时|公里|[升米克吨秒天日次人亩])|(?<=克)每(?:升|立方米|千克|公斤)"
)
_PLAN = re.compile(r"规划|计划|行动|方案|纲要|[来制]")
# 一 and 两 are mostly articles, and small counts of 项 or 个 announce lists; a word of limit makes them figures.
_LIMIT = re.compile(
    r"(?:每[^，。；、一在]{1,8}|至少|最[多长短高低]|不(?:得|应|能)?(?:少于|超过|低于|高于|多于|大于|小于|晚于|迟于)|超过|不[足满]|未满|满|"
    r"[少多低高大小]于|达到?|(?:期限|时间|周期|年限|效期|任期|试用期)[为是]?|提前|延长|[届期]满前|之日起|连续|逾期|累计)$"
)
TIME_LIMIT = "time_limit"
_OF_TIME = re.compile("(?:个?(?:工作|自然|交易)?[日天]|年|个?月|周岁?|岁|个?(?:星期|季度|小时)|分钟|秒|昼夜)$")
_COUNTED = frozenset("个项种件条份家本部篇位期场起处批门块根支张轮所角字名")
_SMALL = 10


class QuantityPattern:
    """Figures with their measure, one fact each; of time, another pattern has them."""

    name = "quantity"
    yields = frozenset({"quantity"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield quantities of body sentences."""
        return figures(outline, terms, _CUE, self.name)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return an amount that is approximate, a range and a share."""
        text = "本季度共培训学员500余人次。逾期不改的，处5万元以上50万元以下的罚款。读者荐书不低于采购量的30%。"
        return text, (("500余人次",), ("5万元以上50万元以下",), ("30%",))

    def counter_example(self) -> str:
        """Return an ordinal, a date, a clock time, an article number and a 一 that counts nothing."""
        return "第三次会议定于2031年5月6日9时30分召开，依照第十二条的规定，由一名同志主持一项活动。"


PATTERNS.add(QuantityPattern.name)(QuantityPattern())


def figures(outline: Outline, terms: TermsOf, cue: re.Pattern[str], pattern: str) -> Iterator[Fact]:
    """Yield the figures of body sentences with a cue that are one pattern's."""

    def read(sent: Sentence, words: Words) -> list[Quantity]:
        return [found for found in quantities_of(sent, words) if found.pattern == pattern]

    return over_body(outline, terms, cue, read)


@lru_cache(maxsize=SENTENCES)
def quantities_of(sent: Sentence, words: Words) -> tuple[Quantity, ...]:
    """Return the figures of a sentence, longer forms first; those of time under the name of their own pattern."""
    return tuple(_quantities_of(sent, words))


def _quantities_of(sent: Sentence, words: Words) -> Iterator[Quantity]:
    view = sent.view
    closed = clauses.quotations(view) + [(start, end) for start, end, _ in dates.dates_in(view)]
    closed += dates.clocks_in(view)
    for sign, kind, form in _FORMS:
        for match in form.finditer(view) if sign.search(view) else ():
            if clauses.is_inside(closed, *match.span()):
                continue
            closed.append(match.span())
            if _is_figure(view, kind, match) and words.is_cut(match.start()) and words.is_cut(match.end()):
                yield _fact(sent, kind, match)


def _fact(sent: Sentence, kind: str, match: re.Match[str]) -> Quantity:
    last = match.end("measure")
    # 1000毫克/升, 0.3毫克每升: the measure is both.
    per = _PER_UNIT.match(sent.view, last) if match.end() == last else None
    end = per.end() if per else last
    return Quantity(
        sent=sent,
        pattern=TIME_LIMIT if _OF_TIME.fullmatch(match["measure"]) else QuantityPattern.name,
        number=part(sent, *match.span("number")),
        value=_value(kind, match) or 0.0,
        measure=part(sent, match.start("measure"), end),
        whole=part(sent, match.start(), max(match.end(), end), f"{kind}:{sent.view[match.start('measure') : end]}"),
    )


def _value(kind: str, match: re.Match[str]) -> float | None:
    if kind == "range":
        return numerals.value_of(match["low"])
    if kind == "fraction":
        under, over = numerals.value_of(match["under"]), numerals.value_of(match["over"])
        return over / under if under and over else None
    return numerals.value_of(match["number"])


# 林场四周有二十个村: on all sides.
_AROUND = re.compile("[有是的都围设无被留]|开设|种[着植]|[均应]?不[少小大多]于|至少[0-9]")


# 由60℃降到21℃，不超过两小时: a course that the time is told of.
_COOLS_FROM, _COOLS_TO = re.compile("[降升][到至]"), re.compile("由[^，。；]{1,8}[降升][到至]$")


def _is_figure(view: str, kind: str, match: re.Match[str]) -> bool:
    value = _value(kind, match)
    before = view[max(0, match.start() - 12) : match.start()]
    if value is None or _ORDINAL.search(before) or _PLAN.match(view, match.end()):
        return False
    if match.group() == "十分" and _GOES_ON.match(view, match.end()):
        # 教训十分深刻 counts nothing.
        return False
    if match["measure"] == "℃" and (_COOLS_FROM.match(view, match.end()) or _COOLS_TO.search(before)):
        return False
    if match.group() == "四周" and _AROUND.match(view, match.end()):
        return False
    if match["measure"] == "日" and _DAY_OF_MONTH.search(before):
        return False
    if kind != "quantity" or _LIMIT.search(before) or match.end() > match.end("measure"):
        return True
    return not _is_article(match, value, before)


def _is_article(match: re.Match[str], value: float, before: str) -> bool:
    number, measure = match["number"], match["measure"]
    if number in {"一", "两"}:
        return True
    return measure in _COUNTED and (before.endswith("前") or (value <= _SMALL and not number.isascii()))
