"""Paragraphs that a dash opens, below the words that announce them: 将采取以下措施： ——增加点位和时间。….

What is asked is the first clause of each; what is said about it is no part of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import context_of, is_clear
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Points, part

_DASH = re.compile("^(?:——?|--|－－)(?P<head>[^，。；：！？—]{2,24})(?=[，。；：！]|$)")
_ANNOUNCED = re.compile(
    "(?P<noun>措施|任务|要求|原则|问题|工作|做法|建议|举措|办法|方法|步骤|目标|成效|原因|经验|规定|服务|情形|环节|方面|特点)"
    "(?:如下|有|是|为|包括)?[：:。]$"
)
_COUNTED = re.compile("(?P<number>[两二三四五六七八九十])(?:项|个|条|点|种|大|方面)")
_FAR = 6
_FEWEST, _MOST = 3, 7
# 更加注重调查研究: a slogan's way of going on.
_SLOGAN = re.compile("^(?:更加|必须坚持|始终|坚定|切实|紧紧|深入|牢牢|不断|我们|要(?![求点素]))")


class DashesPattern:
    """Three to seven neighbouring paragraphs with a dash in front, announced by a class noun."""

    name = "dashes"
    yields = frozenset({"points"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield each run whose announcement says what they are and counts them rightly if it counts."""
        body = outline.body()
        at = 0
        while at < len(body):
            run = _run(body, at)
            fact = self._fact(body, at, run) if _FEWEST <= len(run) <= _MOST else None
            if fact is not None and is_clear(fact):
                yield replace(fact, context=context_of(outline, fact.sent))
            at = run[-1] + 1 if run else at + 1

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return three measures."""
        text = (
            "预警启动后，血站将采取以下措施：\n——增加点位和时间。三个献血屋延长到晚上八点。\n"
            "——动员机关单位。每天安排五家。\n——申请省内调剂。首批明天运到。\n"
        )
        return text, (("增加点位和时间", "动员机关单位", "申请省内调剂"),)

    def counter_example(self) -> str:
        """Return slogans of a speech that nothing announces."""
        return "同志们要做到心中有数。\n——更加注重学习。\n——更加注重调研。\n——更加注重落实。\n"

    def _fact(self, body: Sequence[Sentence], at: int, run: Sequence[int]) -> Points | None:
        lead = body[at - 1] if at else None
        announced = _ANNOUNCED.search(lead.view) if lead else None
        if lead is None or announced is None or lead.section != body[at].section:
            return None
        counted = list(_COUNTED.finditer(lead.view))
        if counted and numerals.value_of(counted[-1]["number"]) != len(run):
            return None
        heads = [found for each in run if (found := _DASH.match(body[each].view))]
        if any(_SLOGAN.match(head["head"]) or wording.dangling_word(head["head"]) for head in heads):
            return None
        return Points(
            sent=lead,
            pattern=self.name,
            points=tuple(part(body[each], *head.span("head"), "point") for each, head in zip(run, heads, strict=True)),
            lead=part(lead, 0, len(lead.view.rstrip("：:。"))),
            noun=announced["noun"],
            rests_on=tuple(body[each] for each in run),
        )


PATTERNS.add(DashesPattern.name)(DashesPattern())


def _run(body: Sequence[Sentence], at: int) -> list[int]:
    """Return the places of the sentences from ``at`` on that a dash opens, with at most a few others between."""
    run: list[int] = []
    for place in range(at, len(body)):
        if _DASH.match(body[place].view) and body[place].section == body[at].section:
            run.append(place)
        elif not run or place - run[-1] > _FAR or body[place].paragraph != body[run[-1]].paragraph:
            break
    return run
