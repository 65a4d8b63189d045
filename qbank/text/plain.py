"""Which lines are headings by no number and no mark, only because they stand over text."""

from __future__ import annotations

import re

from qbank.text.clean import is_han
from qbank.text.heads import LINE_END, LONGEST_LINE, SHORT, Head, Text
from qbank.text.marked import is_enclosed
from qbank.text.numbering import ABOVE, ARTICLE, BELOW, BRACKET, COMMA, RUN_IN, number_of

LONGEST_RUN_IN = 32
_COUNT = re.compile(r"([0-9]{1,2})(?!\.?[0-9])")
_ALIKE = 2
_LISTED = 2
"""Lines without a number above one that make it an item of their list."""
_ENCLOSURE = re.compile(r"附\s*[件表录錄]\s*[\d一二三四五六七八九十]{0,2}")
BRACKETED = re.compile(r"\s*【([^【】]{1,40})】\s*")
# 公众滑冰   -4.5 ~ -5.5℃, 合计 696 65: a row of a table.
_ROW = re.compile(
    r"[\u4e00-\u9fff]\s*-?[0-9][0-9.,]*\s*(?:[~～—-]\s*-?[0-9.]+)?\s*[℃%％]|[0-9]\s+[0-9]|"
    r"\S(?:\s{3,}|\t)\S.*(?:\s{3,}|\t)\S"
)
_WHOLLY_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_DIGIT, _QUOTED = re.compile(r"\d"), re.compile("“[^“”]*”")
COLON = re.compile("[:：]")
_FEWEST_FRAMED = 3
_ORNAMENT = re.compile(r"[=＝>＞»◇○◎▍▎▌|｜—–·\s]*")


def ordinal(text: Text, index: int) -> int:
    """Return which of its count a paragraph is, 0 without a number."""
    number = text.numbers[index]
    return number.ordinal if number else 0


def plain_lines(text: Text, heads: dict[int, Head]) -> dict[int, Head]:
    """Short unnumbered lines that stand over a paragraph; none inside articles."""
    found: dict[int, Head] = {}
    rank = ABOVE if _counts_restart(text, heads) else BELOW
    in_article = False
    for index, words in enumerate(text.texts):
        if index in heads:
            in_article = heads[index].rank == ARTICLE
        elif _ENCLOSURE.fullmatch(words) and text.is_body(index):
            found[index] = Head(5, words, len(words), (len(words), len(words)))
        elif not in_article and _opens(text, index, heads):
            found[index] = _bracketed(words) or Head(
                rank, "", len(words), (_past_ornament(words), len(words.rstrip("=＝ ")))
            )
    if rank == BELOW and _enclose_brackets(heads, found):
        found = {index: head._replace(rank=ABOVE) if head.rank == BELOW else head for index, head in found.items()}
    found |= _longer_lines(text, {**heads, **found}, found)
    return found | _framed_above(text, found)


def _enclose_brackets(heads: dict[int, Head], found: dict[int, Head]) -> bool:
    """Tell whether headings without a number stand around the one count of （一） that a text has.

    主要工作, （一） to （六）, 存在的问题: the last is no part of （六）.
    """
    counted = {index: head for index, head in heads.items() if COMMA <= head.rank < RUN_IN}
    top = min((head.rank for head in counted.values()), default=0)
    own = [index for index, head in counted.items() if head.rank == top]
    plain = [index for index, head in found.items() if head.rank == BELOW]
    return top == BRACKET and any(at < own[0] for at in plain) and any(at > own[-1] for at in plain)


def _framed_above(text: Text, found: dict[int, Head]) -> dict[int, Head]:
    """Return lines 【…】, three or more of them, that rank above a count which each of them has to itself."""
    framed = [index for index, head in found.items() if head.rank == BELOW and BRACKETED.fullmatch(text.texts[index])]
    if len(framed) < _FEWEST_FRAMED or is_enclosed(text, framed):
        return {}
    return {index: found[index]._replace(rank=ABOVE) for index in framed}


def _bracketed(words: str) -> Head | None:
    """Return the heading of 【一、现场怎么看】, which ranks as its number does; None for any other line."""
    whole = BRACKETED.fullmatch(words)
    number = number_of(whole[1]) if whole else None
    if whole is None or number is None or number.rank != COMMA:
        return None
    return Head(number.rank, number.label, len(words), (whole.start(1) + number.end, whole.end(1)))


def _longer_lines(text: Text, heads: dict[int, Head], found: dict[int, Head]) -> dict[int, Head]:
    """Return lines longer than a heading without a number that are made as two such headings are: 谁来查：…."""
    alike = [index for index in found if COLON.search(text.texts[index])]
    if len(alike) < _ALIKE:
        return {}
    return {
        index: Head(found[alike[0]].rank, "", len(words), (_past_ornament(words), len(words)))
        for index, words in enumerate(text.texts)
        if alike[0] < index
        and index not in heads
        and COLON.search(words)
        and _opens(text, index, heads, LONGEST_RUN_IN)
    }


def _opens(text: Text, index: int, heads: dict[int, Head], longest: int = SHORT) -> bool:
    stands = _is_line(text, index, longest) and _stands_over(text, index + 1, heads)
    return stands and not _ends_list(text, index, heads)


def _ends_list(text: Text, index: int, heads: dict[int, Head]) -> bool:
    """Tell whether a line is the last of several that stand together, and so an item rather than a heading."""
    last, own = (_COUNT.match(text.texts[at]) for at in (max(index - 1, 0), index))
    if last and own and int(own[1]) == int(last[1]) + 1:
        # 7、资金监管协议, then 8完税凭证: the number lost its mark.
        return True
    above = range(index - _LISTED, index)
    return above[0] >= 0 and all(at not in heads and _is_unended(text, at) for at in above)


def _is_unended(text: Text, index: int) -> bool:
    words = text.texts[index]
    return (
        text.is_body(index)
        and text.numbers[index] is None
        and len(words) <= LONGEST_LINE
        and not LINE_END.search(words)
    )


def _past_ornament(words: str) -> int:
    """Return where the words of a heading begin: >>> 人都去哪了."""
    ornament = _ORNAMENT.match(words)
    return ornament.end() if ornament and ornament.end() < len(words) else 0


def _is_line(text: Text, index: int, longest: int = SHORT) -> bool:
    words = text.texts[index]
    return (
        len(words) <= longest
        and text.is_body(index)
        and text.numbers[index] is None
        and not LINE_END.search(words)
        and _WHOLLY_BRACKETED.fullmatch(words) is None
        and _ROW.search(words) is None
        and says_something(COLON.split(words))
    )


def says_something(parts: list[str]) -> bool:
    """Tell words from data: 咨询电话：96110 and 时间：14时 label a value."""
    value = parts[-1]
    # 谁来讲：一支“1+3+N”的讲师队伍 labels no value.
    return sum(map(is_han, value)) >= 2 and (len(parts) == 1 or not _DIGIT.search(_QUOTED.sub("", value)))


def _stands_over(text: Text, index: int, heads: dict[int, Head]) -> bool:
    if not text.is_body(index):
        return False
    return index in heads or text.opens_text(index)


def _counts_restart(text: Text, heads: dict[int, Head]) -> bool:
    """Tell whether 一、 comes again: then headings without a number enclose the numbered ones."""
    top = min((head.rank for head in heads.values() if COMMA <= head.rank < RUN_IN), default=0)
    return sum(head.rank == top and ordinal(text, index) == 1 for index, head in heads.items()) > 1
