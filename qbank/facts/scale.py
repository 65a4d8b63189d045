"""Scales and sequences said in one breath: 由低到高分为蓝色、黄色、橙色、红色四级; 先救人、后拖车、再抽水."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from qbank.facts import _clauses as clauses
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._rows import title_above
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import numerals
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Steps, part

_DIRECTIONS = "低到高 高到低 轻到重 重到轻 小到大 大到小 弱到强 强到弱 内到外 外到内 近到远 远到近 上到下 下到上"
_ENDS = "|".join(_DIRECTIONS.split())
_SCALE = re.compile(
    rf"(?P<topic>[^，。；：]{{2,20}}?)[，]?(?:按照?[^，。；：]{{2,24}}?)?[，]?(?:由|从)(?P<ends>{_ENDS})的?(?:顺序|次序)?[，]?"
    r"(?:依次|划|分别)?(?:分为|分成|划分为|为|是|排列为)(?P<run>[^。；：]{4,60})"
)
_MEMBER = re.compile(r"[^，。；：、“”（）()]{1,16}")
_TAIL = re.compile(r"(?P<count>[一二两三四五六七八九十0-9]+)个?(?P<noun>级别|等级|档次|层次|级|档|等|层)$")
_ORDERED = re.compile(
    r"先(?P<a>[^，。；：、先后再“”]{2,10})[、，](?:再|后|然后)(?P<b>[^，。；：、先后再“”]{2,10})[、，](?:再|后|最后|然后)(?P<c>[^，。；：、先后再的“”]{2,10})(?=[，。；”]|的|$)"
)
_CUE = re.compile(r"[由从][低高轻重小大弱强内外近远里浅先上下]到|先")
_DONE = "环节"
_LEAST, _MOST = 3, 6


class ScalePattern:
    """Levels that the text itself orders, and three things to be done first, then, last."""

    name = "scale"
    yields = frozenset({"steps"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the scales of body sentences; what comes first and last is asked by the title it stands under."""
        for fact in over_body(outline, terms, _CUE, self._read):
            if isinstance(fact, Steps) and fact.name == _DONE:
                title = title_above(outline, [fact.sent])
                if title:
                    yield replace(fact, topic=title)
            else:
                yield fact

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return four levels of warning, and what is done first."""
        text = (
            "一、预警级别\n洪水预警由低到高分为蓝色、黄色、橙色、红色四级。\n"
            "二、隧道救援\n隧道内有人被困的，应当先救人、后拖车、再抽水。\n"
        )
        return text, (("蓝色", "黄色", "橙色", "红色"), ("救人", "拖车", "抽水"))

    def counter_example(self) -> str:
        """Return kinds without an order, and a rise that names no levels."""
        return "洪水预警分为蓝色、黄色、橙色、红色四级。信息合格率由低到高稳步上升，先进单位受到表彰。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Steps]:
        for match in _SCALE.finditer(sent.view):
            yield from self._levels(sent, match)
        for match in _ORDERED.finditer(sent.view):
            spans = [match.span(each) for each in "abc"]
            if all(words.is_cut(start) and words.is_cut(end) for start, end in spans):
                yield self._fact(sent, spans, _DONE, "先后顺序")

    def _levels(self, sent: Sentence, match: re.Match[str]) -> Iterator[Steps]:
        start, end = match.span("run")
        tail = _TAIL.search(sent.view[start:end].split("，")[0])
        end = start + (tail.start() if tail else len(sent.view[start:end].split("，")[0]))
        spans = [each.span() for each in _MEMBER.finditer(sent.view, start, end)]
        joined = re.fullmatch(r"[^，。；：]+(?:[、和][^，。；：、]+)+", sent.view[start:end])
        if joined is None or not _LEAST <= len(spans) <= _MOST or any(_is_amount(sent.view[s:e]) for s, e in spans):
            return
        if tail and numerals.value_of(tail["count"]) not in {float(len(spans)), None}:
            return
        if "和" in sent.view[slice(*spans[-1])]:
            return
        yield self._fact(
            sent,
            spans,
            "级别" if tail or _all_end(sent, spans, "级") else "内容",
            f"由{match['ends']}的顺序",
            match["topic"],
        )

    def _fact(self, sent: Sentence, spans: list[clauses.Range], name: str, by: str, topic: str = "") -> Steps:
        return Steps(
            sent=sent,
            pattern=self.name,
            steps=tuple(part(sent, *span) for span in spans),
            name=name,
            by=by,
            topic=topic,
        )


PATTERNS.add(ScalePattern.name)(ScalePattern())


def _all_end(sent: Sentence, spans: list[clauses.Range], char: str) -> bool:
    return all(sent.view[end - 1] == char for _, end in spans)


def _is_amount(text: str) -> bool:
    return re.search(rf"{numerals.NUMERAL}(?:{numerals.MEASURE}|[%％])", text) is not None
