"""Numberings that stand before a line: 第三条, 一、, 【一】, （一）, 1., （1）, ①, bullets."""

from __future__ import annotations

import re
from typing import NamedTuple

from qbank.model.numerals import CHINESE, ordinal_of

PART, SUBPART, CHAPTER, SECTION, CLAUSE, ARTICLE = 10, 20, 30, 40, 50, 60
ABOVE, COMMA, BRACKET, ARABIC, DECIMAL, ARABIC_BRACKET, HALF_BRACKET, CIRCLE = 65, 70, 80, 90, 91, 110, 120, 130
BELOW, RUN_IN, BULLET = 190, 200, 900
"""Ranks: a smaller one encloses a larger one. ``ABOVE``, ``BELOW`` and ``RUN_IN`` are for headings without number."""

_UNITS = {
    "编": PART,
    "編": PART,
    "篇": PART,
    "部分": PART,
    "分编": SUBPART,
    "分編": SUBPART,
    "章": CHAPTER,
    "节": SECTION,
    "節": SECTION,
    "款": CLAUSE,
    "条": ARTICLE,
    "條": ARTICLE,
}
_HAN = "零〇一二两三四五六七八九十百千"
_NUMBERING = re.compile(
    rf"""
    第\s?(?P<nth>[{_HAN}](?:\s?[{_HAN}]){{0,9}}|\d{{1,4}}(?:-\d{{1,2}})?)\s?(?P<unit>分[编編]|部分|[编編篇章节節款条條])
        (?:[ ]?之[一二三四五六七八九十]{{1,3}})?
    |(?P<comma>[一二三四五六七八九十]{{1,3}})[ ]?[、.．](?![一二三四五六七八九十]、)
    |【(?P<framed>[一二三四五六七八九十]{{1,3}}|\d{{1,2}})】
    |[（(][ ]?(?P<bracket>[一二三四五六七八九十]{{1,3}})[ ]?[）)]、?
    |(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})[.、]?(?=\s+(?:[^\W\d]|[【“《]))
    |(?P<arabic>\d{{1,2}}|[０-９]{{1,2}})[ ]?[.．、](?![\d０-９])
    |[（(][ ]?(?P<arabic_bracket>\d{{1,2}}|[０-９]{{1,2}})[ ]?[）)]、?
    |(?P<half_bracket>\d{{1,2}})[ ]?[）)]
    |(?P<circle>[①-⑳⑴-⒇])、?
    |(?P<bullet>[•●■◆▪◦‣►▶➢✓√★☆※]|[-*·–](?=\s))
    """,
    re.VERBOSE,
)
_FIRST = frozenset("第【（(•●■◆▪◦‣►▶➢✓√★☆※-*·–一二三四五六七八九十0123456789０１２３４５６７８９") | {
    chr(code) for code in range(0x2460, 0x2488)
}
_NOT_AN_ARTICLE = re.compile(r"[第至到、，,和或与及的款项項之规規所中]")
# 第一条路，提高送风温度; 第三条经验是…: what there are several of, and no article.
_COUNTED = re.compile(
    "(?:路子?|路径|线路?|船|河|沟|渠|街|腿|鱼|理由|经验|教训|体会|规矩|[红底主战]线|途径|措施|建议|意见|消息)[，,：:。是、叫]"
)
# 1.1 日间手术, 2.3 名称: a word, and no measure.
_MEASURE = re.compile(
    r"\s*(?:[%％万亿倍吨]|元(?![旦素件器])|年(?![度级龄限轻终会报])|月(?![度台结报])|日(?![间常期报志程用])|米(?![粉饭])|"
    r"个(?![人别体性案])|名(?![称单词录额])|度(?![假汛量]))"
)
_RANKS = {
    "comma": COMMA,
    "framed": COMMA,
    "bracket": BRACKET,
    "decimal": DECIMAL,
    "arabic": ARABIC,
    "arabic_bracket": ARABIC_BRACKET,
    "half_bracket": HALF_BRACKET,
    "circle": CIRCLE,
    "bullet": BULLET,
}


class Number(NamedTuple):
    """A numbering: its words as printed, its rank, its value, and where the text after it begins."""

    label: str
    rank: int
    ordinal: int
    end: int


def number_of(line: str) -> Number | None:
    """Return the numbering a line begins with; positions count from the start of ``line``.

    第三条规定的… and 第二章所称… begin a sentence, not an article or chapter, and give None.
    """
    if not line or line[0] not in _FIRST:
        return None
    found = _NUMBERING.match(line)
    if found is None:
        return None
    end = _past_space(line, found.end())
    if found["unit"]:
        return _with_unit(line, found, end)
    kind = str(found.lastgroup)
    if kind == "decimal":
        return _decimal(line, found, end)
    return Number(found[0].rstrip(), _RANKS[kind], _value(found[kind]), end)


def _with_unit(line: str, found: re.Match[str], end: int) -> Number | None:
    rank = _UNITS[found["unit"]]
    touches = end == found.end() and end < len(line)
    if rank == CLAUSE and touches:
        return None
    if touches and _NOT_AN_ARTICLE.match(line, end):
        return None
    if touches and rank == ARTICLE and _COUNTED.match(line, end):
        return None
    return Number(found[0], rank, _value("".join(found["nth"].split("-")[0].split())), end)


def _decimal(line: str, found: re.Match[str], end: int) -> Number | None:
    if _MEASURE.match(line, end):
        return None
    parts = found["decimal"].split(".")
    return Number(found[0], DECIMAL + len(parts) - 2, int(parts[-1]), end)


def _value(words: str) -> int:
    if words.isdecimal():
        return int(words)
    return _circled(words) if len(words) == 1 and words not in CHINESE else ordinal_of(words)


def _circled(char: str) -> int:
    code = ord(char)
    if 0x2460 <= code <= 0x2473:
        return code - 0x245F
    return code - 0x2473 if 0x2474 <= code <= 0x2487 else 0


def _past_space(line: str, at: int) -> int:
    while at < len(line) and line[at].isspace():
        at += 1
    return at
