"""Stages of one undertaking, each under its own heading: 动员部署阶段、自查自纠阶段、总结验收阶段."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import is_clear, position
from qbank.facts.heading_list import HeadingListPattern
from qbank.model import numerals, wording
from qbank.model.dates import DAY_UNIT
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, HeadingList, Part, Steps, part

_PARENT = re.compile(
    "(?:步骤|程序|流程|阶段)(?:安排|划分|和要求|与要求)?$|(?:时间|进度|实施|工作)安排$|(?:方法|实施)步骤"
)
_PROCEDURE = re.compile("[^，。；：“”（）]{0,10}(?<!方法)(?<!方法和)(?<!措施)(?:程序|流程|步骤)")
# Measures and rules stand in any order, even under 工作程序.
_NO_STEP = re.compile(
    "^(?:抓|加强|强化|落实|提高|严格|健全|完善|坚持|加大|注重|深化|推进|突出)|(?:规范|时限|要求|标准|原则|规定|制度|措施|责任|职责)$|"
    # A table of times, things and a case: parts of a text, and nothing that is done.
    "(?:[时日]间表|清单|名单|物品|用品|材料|人员|设备|对象|范围|要点|说明|情况|问题|案例|问答)(?:（[^（）]*）)?$|[不未][全齐符足明合到]$|的$"
)
_CLOCK = re.compile("(?P<h>[0-9]{1,2})[时:：](?:(?P<min>[0-9]{1,2})分?)?")
_TIME = re.compile(r"[（(](?P<time>[^（）()]*[0-9一二三四五六七八九十]+[月日时][^（）()]*)[）)]$")
_STAGE = re.compile("(?:阶段|步)$")
_MONTH = re.compile(rf"(?:(?P<y>[0-9]{{4}})年)?(?P<m>[0-9]{{1,2}})月(?:(?P<d>[0-9]{{1,2}}){DAY_UNIT})?")
# 评定的六个步骤, and five headings below it: they are something else.
_COUNT = re.compile("(?P<number>[两二三四五六七八九十0-9])(?:个|大|项)(?:步骤|环节|阶段|程序)")
_LEAST, _MOST, _LONGEST = 3, 6, 16


class StagesPattern:
    """Headings that are stages by their last word or their dates, or all that stands under a 程序 or 流程."""

    name = "stages"
    yields = frozenset({"steps"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the stages of each heading; what has no order of its own (要求, 措施) is left alone."""
        found = [
            fact
            for each in HeadingListPattern().find(outline, terms)
            if isinstance(each, HeadingList)
            and (fact := _steps(each)) is not None
            and is_clear(fact)
            and not _clocks_disagree(outline, each)
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
    title, dated = wording.numberless(fact.sent.view.rstrip("。：: ")), _are_dated([head.text for head in fact.heads])
    if max(len(head.text) for head in heads) > _LONGEST or dated is False:
        return None
    whole = Steps(
        sent=fact.sent,
        pattern=StagesPattern.name,
        steps=tuple(heads),
        name="阶段",
        by="实施的先后顺序",
        rests_on=fact.rests_on,
    )
    if all(_STAGE.search(head.text) for head in heads) or (dated and _PARENT.search(title)):
        return whole
    if sum(head.text in title for head in heads) > 1:
        # 停电、验电、接地的程序 tells its own order.
        return None
    counted = _COUNT.search(title)
    if counted and numerals.value_of(counted["number"]) != len(heads):
        return None
    procedure = _PROCEDURE.fullmatch(title) and not any(_NO_STEP.search(head.text) for head in heads)
    return replace(whole, name="环节", by="先后顺序", topic=f"“{title}”部分") if procedure else None


def _clocks_disagree(outline: Outline, fact: HeadingList) -> bool:
    """Tell whether what stands under the heads begins at clock times that do not rise from one to the next."""
    times = [_clock(outline.sentences[sent.index + 1 : sent.index + 2]) for sent in fact.rests_on]
    known = [time for time in times if time is not None]
    return any(one >= other for one, other in pairwise(known))


def _clock(sents: Sequence[Sentence]) -> tuple[int, int] | None:
    match = _CLOCK.search(sents[0].view) if sents else None
    return (int(match["h"]), int(match["min"] or 0)) if match else None


def _bare(sent: Sentence, head: Part) -> Part:
    """Return a heading without the time in brackets behind it."""
    text = _TIME.sub("", head.text).rstrip()
    start = sent.view.rfind(head.text)
    return part(sent, max(start, 0), max(start, 0) + len(text), "")


def _are_dated(heads: Sequence[str]) -> bool | None:
    """Tell whether all heads have times one after the other; None where none has any."""
    times = [_time(head) for head in heads]
    if not any(times):
        return None
    known = [time for time in times if time is not None]
    if not all(year for year, _, _ in known):
        known = [(0, month, day) for _, month, day in known]
    return len(known) == len(times) and all(one <= other for one, other in pairwise(known))


def _time(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day of the first date in brackets, 0 for what is not said; None where there is none."""
    stamp = _TIME.search(text)
    date = _MONTH.search(stamp["time"]) if stamp else None
    return (int(date["y"] or 0), int(date["m"]), int(date["d"] or 0)) if date else None
