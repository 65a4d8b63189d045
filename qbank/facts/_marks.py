"""Counting words in a row: 一是…二是…, 首先…其次…, 第一，…第二，…. Finds nothing by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qbank.model.document import Sentence

_MARK = re.compile(
    r"(?:(?<=[，。；：、\s])|^)(?:(?P<is>[一二三四五六七八九十])是|(?P<must>[一二三四五六七八九十])要"
    r"|(?P<first>首先|其次|再次|最后)(?:是|要)?[，,]?|第(?P<nth>[一二三四五六七八九十])[，,、]|其(?P<its>[一二三四五六七八九十])[，,]"
    r"|[（(](?P<par>[一二三四五六七八九十1-9])[)）](?=[^，。；）)])|(?P<ring>[①-⑨]))"
)
_SERIES = {"首先": 1, "其次": 2, "再次": 3, "最后": 4}
_LEAST, _GAP = 2, 4


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
        for match in _MARK.finditer(sent.view):
            series = str(match.lastgroup)
            nth = _SERIES.get(match[series]) or int(unicodedata.numeric(match[series], 0))
            yield Mark(at, series, nth, *match.span())


def _follows(body: Sequence[Sentence], last: Mark, mark: Mark) -> bool:
    counts = mark.nth == last.nth + 1 or (mark.series == "first" and last.nth < mark.nth == _SERIES["最后"])
    near = mark.at - last.at <= _GAP and body[mark.at].section == body[last.at].section
    return counts and near and mark.series == last.series


def extents(body: Sequence[Sentence], run: Sequence[Mark]) -> Iterator[tuple[Mark, int]]:
    """Yield each mark with the end of its point: the next mark, or the end of its sentence."""
    for mark, following in zip(run, [*run[1:], None], strict=True):
        same = following is not None and following.at == mark.at
        yield mark, following.start if same and following else len(body[mark.at].view)
