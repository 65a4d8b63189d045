"""What is to be done first, then and last, in one sentence: 收件时，先核对身份，再录入系统; 分类→编号→装盒."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qbank.facts import _clauses as clauses
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._rows import title_above
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Steps, part

_CUE = re.compile("先.*(?:再|后|然后|其次|最后)|→.+→")
_MARK = re.compile(
    r"(?:^|(?<=[，、；。“：])|(?P<modal>应当?首?|必须|须|要)(?=首?先))(?P<word>首先|先(?![进后行生期前天导锋例])|其次|再次|然后|接着|随后|最后|再(?![次三说也])|后(?=[\u4e00-\u9fff]{2}))[，]?"
)
_BEFORE = re.compile(
    r"(?:^|(?<=[。；：]))(?:[0-9]{1,2}[.．、]|[（(][一二三四五六七八九十0-9]{1,2}[）)]|[①-⑳])?(?P<before>[^。；：“”]{2,30}?)[，]?(?:应当?|必须|须|要)?$"
)
_ACT = re.compile(r"[^；。：“”]{2,30}")
_WHEN = re.compile("[时后前中的内]$")
_BEGUN = re.compile("[，、]*(?:要(?![求点素])|应当?(?![急对付])|必须|须)?")
_FORBIDS = re.compile("不得|严禁|不准|禁止|不要")
_MEETS = re.compile("发现|遇|接到|收到|发生")
_STEP, _DEED, _PLACE, _PLACE_OF = "环节", "操作", "地点", "路线"
_BETWEEN = re.compile("[^→]+")
_FIRST = ("首先", "先")
_NEXT = ("其次", "再次", "然后", "接着", "随后", "再", "后", "最后")
_TALK = re.compile("我|你|大家|同志|感谢|代表|是|了(?!解)|问题|认识|说")
# 怎么议，先讲事实; 闲置的，先调剂: of what, was said before.
_ASKS, _OF_NOBODY = re.compile("怎么|谁|什么|如何|几"), re.compile("[^，]{1,4}的|第[一二三四五六七八九十]")
# 接班的人要提前十五分钟到岗，先到现场: a rule of its own, and then what is done.
_BOUND = re.compile(f"{wording.MUST}(?!.*的$)")
# 收卷由乙逐一收取，先收答题卡: what is done, and then by whom and how.
_DONE_BY = re.compile("(?P<what>[^，的由]{2,10})(?<![理自])由(?!于)[^，的]{4,}")
# 少一张，先数座位: a case, and of what is not said; 机房温度超过35度，先查空调: a case.
_EXCEEDS = re.compile(
    f"(?P<of>[^，]*?)(?:超过|高于|低于|少于|不足|多出?|缺少?|少|差|达到)[0-9{numerals.CHINESE}]+[^，的]{{1,3}}"
)
_LEANS = re.compile("^(?:会上|会议|其中|同时|并|坚持|按照?|做到)|[了]$|的要求|的原则")
_TOLD = frozenset({"news", "report"})
_LEAST, _MOST, _MOST_ARROWS, _SHORTEST_OF = 2, 6, 8, 2
_ARROWS = re.compile("[^，。；：→“”（）]{2,16}(?:→[^，。；：→“”（）]{2,16}){2,}")
_NAMES = re.compile("(?:^|[。；，])(?P<what>[^。；，：“”]{2,8}(?:路线|流程|步骤|程序|顺序))(?:[为是]|如下)?[：:]?$")
# 先讲事实、后讲意见，一人一次 says how, and is no step.
_MANNER = re.compile("一|限|不(?!行)|每|逐|全程|当场|分[^，；]{1,3}")
# Not a step more, but why, or what must not be.
_NO_STEP = re.compile(
    "[^，；]*(?:不得|严禁|不准|不要|不能|不许)|别|防止|以免|避免|确保|做到|以便|切实|坚决|保证|次序|顺序|[^，；]*为[限准宜度](?:[，；。]|$)"
)


class FirstThenPattern:
    """Acts in one sentence that says in which order they are done, and of what or when."""

    name = "first_then"
    yields = frozenset({"steps"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the orders of body sentences that say what is done in this order."""
        if outline.document.kind in _TOLD:
            return
        for fact in over_body(outline, terms, _CUE, self._read):
            if isinstance(fact, Steps) and fact.name != _DEED:
                title = title_above(outline, [fact.sent])
                topic = fact.case or (f"“{title}”部分" if title else "")
                if topic:
                    yield replace(fact, case="", topic=topic)
            elif isinstance(fact, Steps):
                case, who = _split(fact.case)
                yield replace(fact, case=case, topic=who)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return what is done when papers come in."""
        text = (
            "一、收件发药\n收件时，先核对身份，再核对材料，最后录入系统。"
            "护理员发药应当首先核对姓名，其次核对药名，最后看着老人服下。\n"
            "二、档案整理\n步骤：分类→编号→编目→装盒。\n"
        )
        return text, (
            ("核对身份", "核对材料", "录入系统"),
            ("核对姓名", "核对药名", "看着老人服下"),
            ("分类", "编号", "编目", "装盒"),
        )

    def counter_example(self) -> str:
        """Return points of a speech, two steps, and an order that says of nothing."""
        return (
            "首先，我代表镇党委表示感谢，其次，我讲三点意见，最后是几点要求。"
            "先登记，再复印，最后归档。检查坚持先看台账，再看现场。"
        )

    def _read(self, sent: Sentence, words: Words) -> Iterator[Steps]:
        for arrows in _ARROWS.finditer(sent.view):
            spans = [each.span() for each in _BETWEEN.finditer(sent.view, *arrows.span())]
            if len(spans) <= _MOST_ARROWS:
                named = _NAMES.search(sent.view[: arrows.start()])
                what = named["what"] if named else ""
                yield self._fact(sent, spans, _PLACE if what.endswith(_PLACE_OF) else _STEP, what)
        for piece in _pieces(sent.view):
            marks = list(_MARK.finditer(sent.view, *piece.span()))
            first = next((at for at, each in enumerate(marks) if each["word"] in _FIRST), None)
            if first is None:
                continue
            run = marks[first:]
            if any(each["word"] not in _NEXT for each in run[1:]) or not _LEAST <= len(run) <= _MOST:
                continue
            ends = [each.start() for each in run[1:]] + [piece.end()]
            spans = [_span(sent.view, each.end(), end) for each, end in zip(run, ends, strict=True)]
            # What follows the last act after a comma may be no part of it.
            last, end = spans[-1]
            spans[-1] = last, clauses.clause_end(sent.view, last)
            goes_on = sent.view.startswith("，", spans[-1][1])
            tail = _tail(sent.view, spans[-1][1] + 1, end) if goes_on else None
            if len(run) == _LEAST and tail and _MANNER.match(sent.view, *tail) is None:
                spans.append(tail)
            before = _BEFORE.search(sent.view[: run[0].start()])
            if before is None or not _is_case(before["before"]):
                continue
            whole = all(mark["word"] != "后" or words.is_cut(mark.end()) for mark in run)
            if whole and all(_is_act(sent.view[slice(*span)]) for span in spans):
                yield self._fact(sent, spans, _DEED, before["before"])

    def _fact(self, sent: Sentence, spans: Sequence[clauses.Range], name: str, case: str) -> Steps:
        steps = tuple(part(sent, *span) for span in spans)
        return Steps(sent=sent, pattern=self.name, steps=steps, name=name, by="先后顺序", case=case)


PATTERNS.add(FirstThenPattern.name)(FirstThenPattern())


def _pieces(view: str) -> Iterator[re.Match[str]]:
    """Yield the sentences that begin once; of 先转移老人，后…；先转移一楼，再… neither part is the whole order."""
    for sentence in re.finditer("[^。]+", view):
        begun = sum(mark["word"] in _FIRST for mark in _MARK.finditer(view, *sentence.span()))
        if begun == 1:
            yield sentence


def _tail(view: str, start: int, end: int) -> clauses.Range | None:
    """Return the range of the clauses that go on after the second act, up to one that forbids or says why."""
    at = start
    while at < end and not _NO_STEP.match(view, at, end):
        stop = clauses.clause_end(view, at)
        at = min(stop, end) + 1
        if view[stop : stop + 1] == "；":
            break
    return (start, min(at - 1, end)) if start < at - 1 else None


def _span(view: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of an act without the stops around it."""
    begun = _BEGUN.match(view, start, end)
    return begun.end() if begun else start, start + len(view[start:end].rstrip("，、；。"))


def _is_act(text: str) -> bool:
    return bool(_ACT.fullmatch(text)) and _TALK.search(text) is None and wording.is_balanced(text)


def _split(before: str) -> tuple[str, str]:
    """Return the case, and who or what is said to be done in it: 实训结束后，教师 are both, 收件时 is no one."""
    case, _, who = before.rpartition("，")
    if _WHEN.search(before):
        return before, ""
    if _EXCEEDS.fullmatch(who):
        return f"{before}的", ""
    done = _DONE_BY.fullmatch(who)
    return case, done["what"] if done else who


def _is_case(text: str) -> bool:
    case, comma, _ = text.rpartition("，")
    if "、" in text or _FORBIDS.search(text) or (comma and not (_WHEN.search(case) or _MEETS.match(case))):
        return False
    exceeds = _EXCEEDS.fullmatch(text)
    if exceeds and len(exceeds["of"]) < _SHORTEST_OF:
        return False
    if _ASKS.search(text) or _OF_NOBODY.fullmatch(text) or _BOUND.search(text):
        return False
    plain = not wording.dangling_word(text) and not wording.refers_elsewhere(text) and wording.is_balanced(text)
    return plain and not _LEANS.search(text) and not _TALK.search(text)
