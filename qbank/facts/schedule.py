"""Stages with their dates: 动员部署阶段（3月1日至3月15日）, 第一期：7月12日至14日."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import is_clear, position
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Rows, part

_DATE = r"(?:[0-9]{4}年)?(?:次年|今年|明年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号]|[上中下]旬|底|初)?"
_END = rf"(?:{_DATE}|[0-9]{{1,2}}[日号])"
_PERIOD = rf"{_DATE}(?:(?:起)?(?:至|到|[-—–－~～]+){_END}|起)|[0-9]{{4}}年(?:全年|[上下]半年)?"
_UNIT = re.compile("[年月]")
"""What stands in every period."""
_NAMED = re.compile(
    rf"(?P<stage>[^，。；：（）]{{2,16}}?)(?:（(?P<a>{_PERIOD})）|：?(?P<b>{_PERIOD}))(?=[，。；：\s]|$)"
)
_LABEL = re.compile(r"第[一二三四五六七八九十]+(?:阶段|期|批|步|环节)|.*(?:阶段|时间|环节)$")
# 第二季度（4月至6月）: any calendar says so.
_CALENDAR = re.compile(
    "第?[一二三四1-4]个?季度|第[一二三四五1-5]周|[上下]半年|[上中下]旬|[0-9一二三四五六七八九十]{1,3}月份?"
)
_NUMBER = re.compile("[0-9]{1,2}(?:[.．、 　])*(?=[\u4e00-\u9fff]{3})(?![年月日号个天周])")
_FEWEST = 2


class SchedulePattern:
    """The stages of one section, in headings or at the start of paragraphs."""

    name = "schedule"
    yields = frozenset({"rows"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield one table a series of stages whose headings hang on one parent."""
        told = [sent for sent in outline.sentences if sent.role in {"body", "heading"} and _stage(sent)]
        facts = []
        for _, group in groupby(told, key=lambda sent: _parent(outline, sent)):
            fact = self._fact(list(group))
            if fact is not None and is_clear(fact):
                facts.append(fact)
        yield from sorted(facts, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return two stages below one heading."""
        text = (
            "三、实施步骤\n（一）动员部署阶段（3月1日至3月15日）\n各单位召开动员会。\n"
            "（二）集中整治阶段（3月16日至6月30日）\n各单位开展自查。\n"
        )
        return text, (("动员部署阶段", "3月1日至3月15日", "集中整治阶段", "3月16日至6月30日"),)

    def counter_example(self) -> str:
        """Return a single period, and periods that no stage is named for."""
        return "报名时间为3月1日至3月15日。展览于5月1日至5月7日举行，观众踊跃。"

    def _fact(self, told: list[Sentence]) -> Rows | None:
        rows = []
        for sent in told:
            match = _stage(sent)
            if match:
                period = "a" if match["a"] else "b"
                rows.append((part(sent, *match.span("stage")), part(sent, *match.span(period), "period")))
        lefts, rights = ({row[side].text for row in rows} for side in (0, 1))
        if len(rows) < _FEWEST or len(lefts) < len(rows) or len(rights) < len(rows):
            return None
        return Rows(sent=told[0], pattern=self.name, rows=tuple(rows), relation="period", rests_on=tuple(told[1:]))


PATTERNS.add(SchedulePattern.name)(SchedulePattern())


def _stage(sent: Sentence) -> re.Match[str] | None:
    """Return the stage and period that a sentence opens with; in running text only where it says 阶段 or 第…期."""
    # 6总结验收（9月18日至19日）: the number lost its mark.
    number = _NUMBER.match(sent.view)
    match = _NAMED.match(sent.view, number.end() if number else 0) if _UNIT.search(sent.view) else None
    if (
        match is None
        or _CALENDAR.fullmatch(match["stage"])
        or (not match["a"] and not _LABEL.fullmatch(match["stage"]))
    ):
        return None
    return match


def _parent(outline: Outline, sent: Sentence) -> int | None:
    section = outline.sections[sent.section]
    return section.parent if sent.role == "heading" else sent.section
