"""Stages of one undertaking, each under its own heading: 动员部署阶段、自查自纠阶段、总结验收阶段."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import is_clear, position
from qbank.facts.heading_list import HeadingListPattern
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, HeadingList, Part, Steps, part

_PARENT = re.compile(
    "(?:步骤|程序|流程|阶段)(?:安排|划分|和要求|与要求)?$|(?:时间|进度|实施|工作)安排$|(?:方法|实施)步骤"
)
_TIME = re.compile(r"[（(](?P<time>[^（）()]*[0-9一二三四五六七八九十]+[月日时][^（）()]*)[）)]$")
_STAGE = re.compile("(?:阶段|步)$")
_MONTH = re.compile(r"(?:(?P<y>[0-9]{4})年)?(?P<m>[0-9]{1,2})月(?:(?P<d>[0-9]{1,2})日)?")
_LEAST, _MOST, _LONGEST = 3, 6, 16


class StagesPattern:
    """Headings that are stages by their last word, or under a heading that says so and dated one after the other."""

    name = "stages"
    yields = frozenset({"steps"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the stages of each heading; what has no order of its own (要求, 措施) is left alone."""
        found = [
            fact
            for each in HeadingListPattern().find(outline, terms)
            if isinstance(each, HeadingList) and (fact := _steps(each)) is not None and is_clear(fact)
        ]
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return three dated stages."""
        text = (
            "一、总体要求\n全镇各单位要高度重视，认真抓好各项任务的落实。\n"
            "二、实施步骤\n（一）动员部署阶段（3月1日至3月20日）\n各单位制定实施细则，报送参训人员名册。\n"
            "（二）集中轮训阶段（3月21日至8月31日）\n完成全部集中课堂，汛期不停课。\n"
            "（三）总结验收阶段（9月1日至12月20日）\n组织结业考试，评选值守能手。\n"
        )
        return text, (("动员部署阶段", "集中轮训阶段", "总结验收阶段"),)

    def counter_example(self) -> str:
        """Return measures under one heading, whose order is nobody's business."""
        return (
            "一、总体要求\n全镇各单位要高度重视，认真抓好各项任务的落实。\n"
            "二、保障措施\n（一）加强组织领导\n镇里成立工作专班，统筹推进各项任务。\n"
            "（二）落实工作经费\n财政所按季度拨付工作经费，确保及时到位。\n"
            "（三）严格考核评价\n镇里按月通报进展，年底集中考核。\n"
        )


PATTERNS.add(StagesPattern.name)(StagesPattern())


def _steps(fact: HeadingList) -> Steps | None:
    if not _LEAST <= len(fact.heads) <= _MOST:
        return None
    heads = [_bare(sent, head) for sent, head in zip(fact.rests_on[-len(fact.heads) :], fact.heads, strict=True)]
    times = [_time(head.text) for head in fact.heads]
    staged = all(_STAGE.search(head.text) for head in heads)
    dated = (0, 0) not in times and all(one <= other for one, other in pairwise(times))
    parent = _PARENT.search(fact.sent.view.rstrip("。：: ")) is not None
    if max(len(head.text) for head in heads) > _LONGEST or not (staged or (parent and dated)):
        return None
    if any(time != (0, 0) for time in times) and not dated:
        return None
    return Steps(
        sent=fact.sent,
        pattern=StagesPattern.name,
        steps=tuple(heads),
        name="阶段",
        by="实施的先后顺序",
        rests_on=fact.rests_on,
    )


def _bare(sent: Sentence, head: Part) -> Part:
    """Return a heading without the time in brackets behind it."""
    text = _TIME.sub("", head.text).rstrip()
    start = sent.view.rfind(head.text)
    return part(sent, max(start, 0), max(start, 0) + len(text), "")


def _time(text: str) -> tuple[int, int]:
    """Return month and day of the first date in brackets, (0, 0) where there is none."""
    stamp = _TIME.search(text)
    date = _MONTH.search(stamp["time"]) if stamp else None
    return (int(date["m"]), int(date["d"] or 0)) if date else (0, 0)
