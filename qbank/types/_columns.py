"""The columns of a matching item: which rows may stand together, which are asked, how the stem names them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from qbank.model import numerals
from qbank.model.fact import Pairs, Part
from qbank.types._folding import fold

MOST_ASKED = 5
"""Left rows of a draft; what the group has beyond them lends spare rights."""
_SPARE = 2
_LONGEST_LEFT = 20
_MEANING = "含义"
_LONGEST_RIGHT, _LONGEST_MEANING = 30, 60
# Duties overlap; meanings (平常邮件, 给据邮件) and offices (省级, 市级人民政府) are made to differ by a word.
_OVERLAP, _USUAL_OVERLAP = {"职责": 0.5, "处理方式": 0.5}, 0.8
_LINE = 4
_AMOUNT = re.compile(rf"[^，。；]{{0,4}}{numerals.NUMERAL}(?:{numerals.MEASURE}|[%％])?[以之]?[上下内前]?")


class Row(NamedTuple):
    """A left part with its right."""

    left: Part
    right: Part


def telling(fact: Pairs) -> list[Row]:
    """Return the rows that can be asked: short, unlike each other, none solved by a word both its sides share.

    Where two rows could be exchanged, nobody can tell which is meant, and neither stays.
    """
    rows = [Row(*sides) for sides in zip(fact.left, fact.right, strict=True)]
    longest = _LONGEST_MEANING if fact.names[1] == _MEANING else _LONGEST_RIGHT
    most = _OVERLAP.get(fact.names[1], _USUAL_OVERLAP)
    rows = [row for row in rows if len(row.left.text) <= _LONGEST_LEFT and len(row.right.text) <= longest]
    rows = [row for row in rows if not any(_exchangeable(row, other, most) for other in rows if other != row)]
    while given_away := [row for row in rows if _gives_itself_away(row, rows)]:
        rows = [row for row in rows if row not in given_away]
    return rows


def drawn(rows: Sequence[Row], rng: Random) -> tuple[list[Row], list[Row]]:
    """Return the rows asked, in their order, and those that only lend their right."""
    # Long rights make a page of reading, so fewer of them, and the shorter ones, are shown.
    long = max(len(row.right.text) for row in rows) > _LONGEST_RIGHT
    most, spares = (MOST_ASKED - 1, 1) if long else (MOST_ASKED, _SPARE)
    if len(rows) <= most:
        return list(rows), []
    by_length = sorted(range(len(rows)), key=lambda at: len(rows[at].right.text)) if long else range(len(rows))
    places = rng.sample(list(by_length)[: most + 2 * spares], min(len(rows), most + spares))
    asked, spare = sorted(places[:most]), places[most:]
    return [rows[at] for at in asked], [rows[at] for at in spare]


def narrowed(fact: Pairs, rows: Sequence[Row]) -> Pairs:
    """Return the fact with these rows only, resting on their sentences alone, so that a proof line proves something."""
    places = [part.start for row in rows for part in row]
    sents = [sent for sent in fact.sentences() if any(sent.start <= at < sent.end for at in places)]
    left, right = tuple(row.left for row in rows), tuple(row.right for row in rows)
    return replace(fact, sent=sents[0], rests_on=tuple(sents[1:]), left=left, right=right)


def mixed(texts: Sequence[str], rng: Random) -> list[str]:
    """Return the texts in a drawn order that is not the given one; amounts in order of size stay in that order."""
    if all(_AMOUNT.fullmatch(text) for text in texts):
        ordered = sorted(texts, key=_size)
        if ordered != list(texts):
            return ordered
    shown = rng.sample(list(texts), len(texts))
    while shown == list(texts):
        shown = rng.sample(list(texts), len(texts))
    return shown


def stem(fact: Pairs) -> str:
    """Return 请将下列部门与其职责进行匹配。, with the section's title where all rows stand in one."""
    left, right = fact.names
    topic = fact.topic.translate(str.maketrans("“”", "‘’"))
    where = f"“{topic}”部分的" if topic else ""
    return f"{fact.case and fact.case + '，'}请将{where}下列{left}与其{right}进行匹配。"


def odd_one(texts: Sequence[str]) -> str:
    """Return the text that alone is an amount, or alone is none, among three or more; "" if there is none."""
    amounts = [text for text in texts if _AMOUNT.fullmatch(text)]
    others = [text for text in texts if text not in amounts]
    few, many = sorted((amounts, others), key=len)
    return few[0] if len(few) == 1 and len(many) > 1 else ""


def _exchangeable(one: Row, other: Row, most: float) -> bool:
    return _alike(one.right.text, other.right.text, most) or _hold(one.left.text, other.left.text)


def _hold(one: str, other: str) -> bool:
    """Tell whether one left is the other, or a range of offices that may hold it (县级以上…部门, 省级…部门)."""
    of_one_line = one[-_LINE:] == other[-_LINE:] or one.endswith(other) or other.endswith(one)
    return fold(one) == fold(other) or (of_one_line and re.search("以上|各级", one + other) is not None)


def _alike(one: str, other: str, most: float) -> bool:
    """Tell whether two wordings are one within the other, or share more than ``most`` of the shorter's pairs."""
    one, other = fold(one), fold(other)
    if _AMOUNT.fullmatch(one) and _AMOUNT.fullmatch(other):
        return numerals.in_figures(one) == numerals.in_figures(other)
    amounts = [re.findall(numerals.NUMERAL, text) for text in (one, other)]
    if all(amounts) and amounts[0] != amounts[1]:
        return False
    short, long = sorted((_pairs(one), _pairs(other)), key=len)
    return one in other or other in one or (len(short) > 3 and len(short & long) > most * len(short))


def _gives_itself_away(row: Row, rows: Sequence[Row]) -> bool:
    """Tell whether a row's right holds its left, or two characters of it in a row that point to no other row."""
    if row.left.text in row.right.text and not all(row.left.text in other.right.text for other in rows):
        return True
    shared = _pairs(row.left.text) & _pairs(row.right.text)
    rights = set().union(*(_pairs(other.right.text) for other in rows if other != row))
    lefts = set.intersection(*(_pairs(other.left.text) for other in rows))
    return bool(shared - rights - lefts)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _size(text: str) -> float:
    match = re.search(numerals.NUMERAL, text)
    return (numerals.value_of(match.group()) or 0.0) if match else 0.0
