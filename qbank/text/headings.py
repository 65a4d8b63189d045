"""Which paragraphs are headings or begin with one.

A number alone makes no heading: items of a list are numbered too. Siblings decide together: a group of
numbers is headings when most of them stand over text (a line over paragraphs, or a short first sentence
run into one); of decimals (5.4 看什么) those lines that stand over text are headings all the same. Inside the articles
of a law every number below 第X条 is an item. Lines that are marked and not numbered are read by ``marked``,
lines that are neither by ``plain``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qbank.model.document import Role
from qbank.text.heads import LINE_END, LONGEST_LINE, SHORT, Head, Text
from qbank.text.marked import marked_headings
from qbank.text.numbering import (
    ARABIC_BRACKET,
    ARTICLE,
    BULLET,
    CHAPTER,
    COMMA,
    DECIMAL,
    RUN_IN,
    Number,
)
from qbank.text.plain import BRACKETED, COLON, LONGEST_RUN_IN, ordinal, plain_lines, says_something

_STOP = re.compile("[。！？!?；;]")
_ENDS_WITHIN = re.compile("[。；;]")
_ENDED = re.compile("[。；;，,、！!.]$")
_LEAD_IN = re.compile("[:：]$")
# 附则 本手册由质量小组负责解释…
_LAST_CHAPTER = re.compile("(?P<title>附则)[ 　]+(?=.{6})")
# (责任：综合办；各部配合): what an aside says ends no heading.
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_COUNTED = re.compile("[一二三四五六七八九十][是要]|第[一二三四五六七八九十]|首先|其次|再次|最后")
_CLAUSES = re.compile("[，,、]")
# 手卫生。…; 接触隔离。…; 环境清洁消毒。…: what each paragraph is about, and nothing said of it yet.
_BARE = re.compile(
    "(?![一二三四五六七八九十先再])(?!.*[了是的不有也在就被把将要很最都还已又着过得给让没会能可应须由对从到为做呢吗啊我你他她它这那谁哪怎何说讲看谈问答])"
    "[\u4e00-\u9fff、]{3,8}"
)
_FEWEST_BARE = 4
_CLAUSE = re.compile("[^：:]*，")


def headings_of(texts: Sequence[str], roles: Sequence[Role], numbers: Sequence[Number | None]) -> dict[int, Head]:
    """Return the headings by paragraph index."""
    text = Text(texts, roles, numbers)
    heads = _divisions(text)
    marked = marked_headings(text, heads)
    # What is marked as a heading ranks among the others as one: no item of the numbered line above it.
    promoted = [marked[at].as_number() if at in marked else number for at, number in enumerate(numbers)]
    text, heads = Text(texts, roles, promoted), heads | marked
    for group in _groups(text, heads):
        heads.update(_group_heads(text, group))
    heads.update(_run_ins(text, heads))
    heads.update(plain_lines(text, heads))
    return _closed(text, dict(sorted(heads.items())))


def _divisions(text: Text) -> dict[int, Head]:
    """Chapters, sections and articles: their number is enough; so is 附则 in front of its text."""
    heads: dict[int, Head] = {}
    for index, number in enumerate(text.numbers):
        words = text.texts[index]
        if text.roles[index] != "body":
            continue
        if number is None:
            last = _LAST_CHAPTER.match(words)
            if last and any(head.rank == CHAPTER for head in heads.values()):
                heads[index] = Head(CHAPTER, "", last.end(), last.span("title"))
            continue
        if number.rank < ARTICLE and len(words) <= LONGEST_LINE and not _ENDED.search(words):
            heads[index] = Head(number.rank, number.label, len(words), (number.end, len(words)))
        elif number.rank == ARTICLE:
            titled = BRACKETED.match(words, number.end)
            end = titled.end() if titled else number.end
            heads[index] = Head(ARTICLE, number.label, end, titled.span(1) if titled else (end, end))
    return heads


def _groups(text: Text, heads: dict[int, Head]) -> Iterator[list[int]]:
    """Yield runs of siblings: one rank, rising numbers, under one heading, outside articles."""
    path: list[list[int]] = []
    in_article = False
    for index, number in enumerate(text.numbers):
        if index in heads and heads[index].rank < COMMA:
            yield from reversed(path)
            path.clear()
            in_article = heads[index].rank == ARTICLE
        if (
            index in heads
            or number is None
            or number.rank <= ARTICLE
            or number.rank >= BULLET
            or in_article
            or not text.is_body(index)
        ):
            continue
        while path and text.rank(path[-1][0]) > number.rank:
            yield path.pop()
        if path and text.rank(path[-1][0]) == number.rank:
            if number.ordinal > ordinal(text, path[-1][-1]):
                path[-1].append(index)
                continue
            yield path.pop()
        path.append([index])
    yield from reversed(path)


def _group_heads(text: Text, group: list[int]) -> dict[int, Head]:
    shaped = {index: head for index in group if (head := _shape(text, index))}
    over_text = [index for index, head in shaped.items() if _over_text(text, index, head)]
    if 2 * len(over_text) <= len(group) or (len(group) == 1 and not _stands_alone(text, group[0])):
        # 5.1, 5.2 are paragraphs and 5.3, 5.4 stand over some: those are headings all the same.
        shaped = {index: shaped[index] for index in over_text if _is_decimal_line(text, index)}
    if not shaped:
        return {}
    heads = {index: shaped.get(index) or _untitled(text, index) for index in group}
    for index in group:
        heads.update(_unnumbered_sibling(text, index, group, shaped))
    return heads


def _is_decimal_line(text: Text, index: int) -> bool:
    words = text.texts[index]
    return _is_decimal(text, index) and not LINE_END.search(words)


def _is_decimal(text: Text, index: int) -> bool:
    return DECIMAL <= text.rank(index) < ARABIC_BRACKET


def _untitled(text: Text, index: int) -> Head:
    """Return the heading without words of a numbered paragraph that stands among headings."""
    number = text.numbers[index]
    start = text.start(index)
    return Head(text.rank(index), number.label if number else "", start, (start, start))


def _over_text(text: Text, index: int, head: Head) -> bool:
    return head.end < len(text.texts[index]) or _has_content(text, index)


def _stands_alone(text: Text, index: int) -> bool:
    return not _LEAD_IN.search(text.texts[index - 1]) if index else True


def _shape(text: Text, index: int) -> Head | None:
    """Return the heading a numbered paragraph would be, None if it is too long or a mere item."""
    words, number = text.texts[index], text.numbers[index]
    start = text.start(index)
    rank, label = (number.rank, number.label) if number else (RUN_IN, "")
    stop = (
        None
        if _is_one_line(words)
        else _STOP.search(_BRACKETS.sub(lambda aside: "·" * len(aside.group()), words), start)
    )
    end = stop.end() if stop else len(words)
    limit = LONGEST_LINE if end == len(words) and not stop else LONGEST_RUN_IN
    if end - start > limit or end == start or (stop and stop[0] in "；;") or words[end - 1] in "，,、":
        return None
    if end < len(words) and (stop is None or stop[0] not in "。" or len(words) - end < end - start):
        return None
    if stop and _is_item(text, index, words[start:end]):
        return None
    last = end - 1 if words[end - 1] in "。：:" else end
    return Head(rank, label, end, (start, last))


def _is_one_line(line: str) -> bool:
    """Tell whether no sentence ends in or at a line; it may ask or call first: 二、为什么退？165户的账."""
    return not LINE_END.search(line) and not _ENDS_WITHIN.search(line)


def _is_item(text: Text, index: int, sentence: str) -> bool:
    """Tell whether a first sentence only bears a number and heads nothing: 7.2 机房是重点。; （1）预洗：40℃。."""
    if _is_decimal(text, index):
        return _CLAUSE.match(sentence) is not None
    return text.rank(index) >= ARABIC_BRACKET and not says_something(COLON.split(sentence))


def _has_content(text: Text, index: int) -> bool:
    """Tell whether what follows a numbered line stands under it."""
    return text.is_body(index + 1) and text.rank(index + 1) > text.rank(index)


def _unnumbered_sibling(text: Text, index: int, group: list[int], heads: dict[int, Head]) -> dict[int, Head]:
    """Return the heading just before ``index`` that lost its number, where the count has a gap of one."""
    place = bisect_left(group, index)
    expected = ordinal(text, group[place - 1]) + 2 if place else 2
    if ordinal(text, index) != expected or index not in heads:
        return {}
    model = heads[index]
    lowest = group[place - 1] if place else max(index - 10, -1)
    for before in range(index - 1, lowest, -1):
        if not text.is_body(before) or text.numbers[before] is not None:
            return {}
        head = _shape(text, before)
        if head and _alike(_words(text, before, head), _words(text, index, model)):
            return {before: Head(model.rank, "", head.end, head.words)}
    return {}


def _alike(one: str, other: str) -> bool:
    return one[:2] == other[:2] or (one[-1:] == other[-1:] and abs(len(one) - len(other)) <= 4)


def _words(text: Text, index: int, head: Head) -> str:
    return text.texts[index][slice(*head.words)]


def _run_ins(text: Text, heads: dict[int, Head]) -> dict[int, Head]:
    """Short first sentences of unnumbered paragraphs, where three under one heading are made alike."""
    found: dict[int, Head] = {}
    for start, end in _stretches(text, heads):
        shapes = {index: head for index in range(start, end) if (head := _run_in(text, index))}
        if len(shapes) < 3:
            continue
        endings = Counter(_words(text, index, head)[-3:] for index, head in shapes.items())
        alike = {index for index, head in shapes.items() if endings[_words(text, index, head)[-3:]] >= 3}
        alike |= _same_rhythm(text, shapes)
        named = {index for index, head in shapes.items() if _BARE.fullmatch(_words(text, index, head))}
        alike |= named if len(named) >= _FEWEST_BARE else set()
        found.update({index: shapes[index] for index in alike})
    return found


def _stretches(text: Text, heads: dict[int, Head]) -> Iterator[tuple[int, int]]:
    edges = [-1, *heads, len(text.texts)]
    edges.sort()
    yield from ((before + 1, after) for before, after in pairwise(edges) if after - before > 3)


def _run_in(text: Text, index: int) -> Head | None:
    if not text.is_body(index) or text.numbers[index] is not None:
        return None
    words = text.texts[index]
    stop = words.find("。", 3, SHORT + 1)
    if stop < 0 or _COUNTED.match(words) or _STOP.search(words, 0, stop) or len(words) - stop <= stop + 1:
        return None
    return Head(RUN_IN, "", stop + 1, (0, stop))


def _same_rhythm(text: Text, shapes: dict[int, Head]) -> set[int]:
    """Return the members of runs of three or more neighbours whose clauses have the same lengths."""
    found: set[int] = set()
    run: list[int] = []
    rhythm: tuple[int, ...] = ()
    for index, head in shapes.items():
        beat = tuple(len(clause) for clause in _CLAUSES.split(_words(text, index, head)))
        if not run or index != run[-1] + 1 or beat != rhythm:
            run = []
        run.append(index)
        rhythm = beat
        if len(run) >= 3:
            found.update(run)
    return found


def _closed(text: Text, heads: dict[int, Head]) -> dict[int, Head]:
    """Close headings that share their paragraph with their text, in runs of two or more neighbours.

    What follows such a run (总之，…) belongs to the heading above.
    """
    run_in = {index for index, head in heads.items() if head.rank > ARTICLE and head.end < len(text.texts[index])}
    return {
        index: head._replace(closed=True)
        if index in run_in and any(_siblings(heads, index, at) and at in run_in for at in (index - 1, index + 1))
        else head
        for index, head in heads.items()
    }


def _siblings(heads: dict[int, Head], one: int, other: int) -> bool:
    return other in heads and heads[one].rank == heads[other].rank
