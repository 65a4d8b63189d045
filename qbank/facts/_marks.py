"""Counting words in a row: 一是…二是…, 首先…其次…, 第一，…第二，…. Finds nothing by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from qbank.facts._words import SENTENCES
from qbank.model import numerals
from qbank.model.document import Sentence

_MARK = re.compile(
    r"(?:(?<=[，。；：、\s])|^)(?:(?P<is>[一二三四五六七八九十])是|(?P<must>[一二三四五六七八九十])要"
    r"|(?P<first>首先|其次|再次|最后)(?:是|要)?[，,]?|第(?P<nth>[一二三四五六七八九十])[，,、]|其(?P<its>[一二三四五六七八九十])[，,]"
    r"|[（(](?P<par>[一二三四五六七八九十1-9])[)）](?=[^，。；）)])|(?P<ring>[①-⑨]))"
)
# 第一件，…; 头一件，…; 第一笔是…; 一种是…；还有一种是…: as one speaks, with many sentences between.
_SPOKEN = re.compile(
    r"(?:(?<=[。；：])|^)(?:[第头](?P<nth>(?<=头)一|(?<=第)[一二三四五六七八九十])(?:件事?|[条笔点个项层步])?(?:[，,、]?是(?!否|不是)|[，,、])|(?:还有|再有|另)?一(?P<kind>[种类笔])是)"
)
_ITEM_LABEL = re.compile(r"[（(]?(?P<nth>[一二三四五六七八九十]{1,3}|[0-9]{1,2}|[①-⑳])[）)、.．]*")
_SERIES = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}
_LEAST, _GAP, _FAR = 2, 4, 14


class Mark(NamedTuple):
    """A counting word: where its sentence stands in the body, its series, its number, and its range."""

    at: int
    series: str
    nth: int
    start: int
    end: int


def runs(body: Sequence[Sentence]) -> Iterator[list[Mark]]:
    """Yield series of two or more marks that count up from one, close together and under one heading."""
    run: list[Mark] = []
    for mark in _marks(body):
        if run and run[-1].series != "first" and mark.series == "first" and mark.nth == _SERIES["最后"]:
            # 一是…，最后在一张表上汇合；二是…: the 最后 is part of a point.
            continue
        if run and _follows(body, run[-1], mark):
            run.append(mark)
            continue
        if len(run) >= _LEAST:
            yield run
        run = [mark] if mark.nth == 1 else []
    if len(run) >= _LEAST:
        yield run


def _marks(body: Sequence[Sentence]) -> Iterator[Mark]:
    for at, sent in enumerate(body):
        for series, nth, start, end in marks_of(sent.view):
            yield Mark(at, series, nth, start, end)


@lru_cache(maxsize=SENTENCES)
def marks_of(view: str) -> tuple[tuple[str, int, int, int], ...]:
    """Return series, number, start and end of every counting word of a view; several patterns ask."""
    found = []
    for match in _MARK.finditer(view):
        series = str(match.lastgroup)
        nth = _SERIES.get(match[series]) or int(unicodedata.numeric(match[series], 0))
        found.append((series, nth, *match.span()))
    return tuple(found)


def spoken_runs(body: Sequence[Sentence]) -> Iterator[list[Mark]]:
    """Yield series of two or more things that a speaker counts (第一件…第二件…, 一种是…), under one heading."""
    run: list[Mark] = []
    for at, sent in enumerate(body):
        for match in _SPOKEN.finditer(sent.view):
            same = bool(run) and run[-1].series == match.lastgroup
            nth = int(unicodedata.numeric(match["nth"])) if match["nth"] else 1 + (run[-1].nth if same else 0)
            mark = Mark(at, str(match.lastgroup), nth, *match.span())
            if run and _follows(body, run[-1], mark, gap=_FAR):
                run.append(mark)
                continue
            if len(run) >= _LEAST:
                yield run
            run = [mark] if nth == 1 or match["kind"] else []
    if len(run) >= _LEAST:
        yield run


def _follows(body: Sequence[Sentence], last: Mark, mark: Mark, gap: int = _GAP) -> bool:
    counts = mark.nth == last.nth + 1 or (mark.series == "first" and last.nth < mark.nth == _SERIES["最后"])
    opens = mark.start == 0 and body[mark.at].paragraph > body[mark.at - 1].paragraph
    near = mark.at - last.at <= (_FAR if opens else gap) and body[mark.at].section == body[last.at].section
    return counts and near and mark.series == last.series


def extents(body: Sequence[Sentence], run: Sequence[Mark]) -> Iterator[tuple[Mark, int]]:
    """Yield each mark with the end of its point: the next mark, or the end of its sentence."""
    for mark, following in zip(run, [*run[1:], None], strict=True):
        same = following is not None and following.at == mark.at
        yield mark, following.start if same and following else len(body[mark.at].view)


def ordinal(label: str) -> tuple[int, str]:
    """Return number and style of an item's label: ("（二）") is 2 in the style （#）; 0 for any other label."""
    match = _ITEM_LABEL.fullmatch(label) if label else None
    if match is None:
        return 0, ""
    printed = match["nth"]
    nth = unicodedata.digit(printed, 0) if len(printed) == 1 and not printed.isdecimal() else 0
    return nth or int(numerals.value_of(printed) or 0), re.sub("[.．]", "、", label.replace(printed, "#"))
