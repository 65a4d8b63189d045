"""Headings that are marked instead of numbered: ◆ 调查是怎么做的, each over its paragraphs.

The same marks stand before the items of a list; what tells them apart is what follows the lines. All lines
that a document marks alike decide together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import pairwise

from qbank.text.clean import is_han
from qbank.text.heads import LINE_END, LONGEST_LINE, Head, Text
from qbank.text.numbering import ABOVE, ARTICLE, BELOW, BULLET, COMMA, number_of

_FEWEST = 3
_MOST_ASTRAY = 4
"""Among this many lines one may stand over nothing, such as the last before the signature."""
_ASKED = re.compile("[？?]$")


def marked_headings(text: Text, divisions: dict[int, Head]) -> dict[int, Head]:
    """Return the lines that bear one mark and stand over paragraphs, three or more alike; none inside articles.

    They rank above numbered headings, and below them where a numbering counts on across the marks.
    """
    heads: dict[int, Head] = {}
    for lines in _alike(text, divisions).values():
        over_text = [at for at in lines if _stands_over_text(text, at)]
        if len(over_text) < _FEWEST or len(lines) - len(over_text) > len(lines) // _MOST_ASTRAY:
            continue
        rank = BELOW if is_enclosed(text, over_text) else ABOVE
        heads.update({at: _head(text, at, rank) for at in over_text})
    return heads


def _alike(text: Text, divisions: dict[int, Head]) -> dict[str, list[int]]:
    """Return the places of the lines by their mark."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    in_article = False
    for index, number in enumerate(text.numbers):
        if index in divisions:
            in_article = divisions[index].rank == ARTICLE
        if number and number.rank == BULLET and text.is_body(index) and not in_article:
            found[number.label].append(index)
    return found


def _stands_over_text(text: Text, index: int) -> bool:
    words = text.texts[index]
    named = len(words) <= LONGEST_LINE and (not LINE_END.search(words) or _ASKED.search(words) is not None)
    return named and any(map(is_han, words)) and (_is_text(text, index + 1) or _is_over_text(text, index + 1))


def _is_over_text(text: Text, index: int) -> bool:
    """Tell whether a line without number or mark, itself a heading, stands between a marked line and its text."""
    return text.is_body(index) and text.numbers[index] is None and _is_text(text, index + 1)


def _is_text(text: Text, index: int) -> bool:
    if not text.is_body(index):
        return False
    number = text.numbers[index]
    return text.opens_text(index) if number is None else number.rank != BULLET


def is_enclosed(text: Text, marks: list[int]) -> bool:
    """Tell whether a numbering goes on across marked lines, given by their places, or ends above them."""
    counts: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for index, number in enumerate(text.numbers):
        if number and ARTICLE < number.rank < BULLET and text.is_body(index):
            counts[number.rank].append((bisect_right(marks, index), number.ordinal))
    return any(_goes_across(count) for count in counts.values())


def _goes_across(count: list[tuple[int, int]]) -> bool:
    """Tell whether a count encloses marks; each number comes with how many marks stand above it."""
    anew = any(above and ordinal == 1 for above, ordinal in count)
    ahead = count[0][0] == 0
    on = any(last != above and ordinal == before + 1 for (last, before), (above, ordinal) in pairwise(count))
    return on or (ahead and not anew)


def _head(text: Text, index: int, rank: int) -> Head:
    """Return the heading of a marked line; ◆ 一、看水印 has its number as label."""
    words, start = text.texts[index], text.start(index)
    number = number_of(words[start:])
    label, skipped = (number.label, number.end) if number and number.rank == COMMA else ("", 0)
    return Head(rank, label, len(words), (start + skipped, len(words)))
