"""Counted points: 一是…二是…, 首先…其次…, 第一，…第二，…, and 下列…： with its items （一）（二）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from qbank.facts import _marks as marks
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import context_of, is_clear, position
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Part, Points, part

_TRIM = "，。；：,;: "
_CATCH_ALL = re.compile(
    r"^有?(?:其他|其它)|^[^，。；]{0,30}(?:规定|认为|要求|约定|确定|批准)[^，。；]{0,10}(?:其他|其它)"
)
_NOUNS = (
    "情形|情况|行为|措施|职责|职权|原则|条件|材料|程序|步骤|事项|内容|要求|规定|义务|权利|任务|方法|方式|问题|建议|原因|因素|文件|凭证|制度|标准|工作|"
    "资料|信息|人员|机构|组织|单位|手段|途径|特点|环节|方面|活动|项目|费用|待遇|处分|处罚|目标|作用|意义|经验|做法|资金|场所|区域|范围|依据|档次|等级|类别"
)
_NOUN = re.compile(
    rf"(?:下列|以下|(?<![第十])[两二三四五六七八九十][个项种类点])[^，。；：“”]{{0,14}}?(?P<a>{_NOUNS})"
    r"(?=之一|的|如下|进行|办理|处理|履行|解决|开始|执行|提出|实施|[，：。；、]|$)"
    rf"|(?P<b>{_NOUNS})(?:如下|包括|有|是|为|主要包括|主要有)?[：:，]?$"
)
_LEAST, _SHORTEST, _LONGEST, _GAP = 2, 4, 160, 4


class PointsPattern:
    """Points inside a sentence, over the sentences of a paragraph, and as labelled items below a lead-in."""

    name = "points"
    yields = frozenset({"points"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield lists of points; items that only refer to another article, and catch-all items, are left out."""
        body = outline.body()
        facts = (*self._marked(body), *self._labelled(body))
        for fact in sorted(filter(is_clear, facts), key=position):
            yield replace(fact, context=context_of(outline, fact.sent))

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return marked points and labelled items."""
        text = (
            "下一步重点做好三项工作：一是摸清底数；二是完善台账；三是定期通报。\n\n"
            "申请人应当提交下列材料：\n（一）本人申请书；\n（二）身份证明；\n（三）法律规定的其他材料。\n"
        )
        return text, (("摸清底数", "完善台账", "定期通报"), ("本人申请书", "身份证明"))

    def counter_example(self) -> str:
        """Return a serial 一, a lone 一是 and a lead-in without items."""
        return "一是一，二是二，说话要实事求是。会议指出，一是要尽早安排。有下列情形之一的，按照规定办理。"

    def _marked(self, body: Sequence[Sentence]) -> Iterator[Points]:
        for run in marks.runs(body):
            points = [_point(body[mark.at], mark.end, after) for mark, after in marks.extents(body, run)]
            kept = [point for point in points if point is not None]
            if len(kept) == len(run):
                lead = _lead(body, run[0])
                # The proof must show what the points are points of, so the lead-in's sentence comes first.
                before = lead is not None and lead.start < body[run[0].at].start
                yield self._fact(body, run[0].at - before, lead, kept, run[-1].at)

    def _labelled(self, body: Sequence[Sentence]) -> Iterator[Points]:
        for at, lead in enumerate(body):
            if not lead.view.endswith(("：", ":")):
                continue
            items = _items(body, at + 1)
            if any(_goes_on(body, one, other) for one, other in pairwise(items)):
                continue
            points = [_point(body[item], 0, len(body[item].view), least=2) for item in items]
            kept = [point for point in points if point is not None and not _says_nothing(point.text)]
            whole = kept in (points, points[:-1])
            if whole and len(items) >= _LEAST and len(kept) >= _LEAST and None not in points:
                said = part(lead, 0, len(lead.view.rstrip(_TRIM)))
                fact = self._fact(body, at, said, kept, items[-1])
                yield fact if len(kept) == len(points) else replace(fact, closed=False)

    def _fact(self, body: Sequence[Sentence], first: int, lead: Part | None, points: list[Part], last: int) -> Points:
        holds = [
            sent for sent in body[first + 1 : last + 1] if any(sent.start <= point.start < sent.end for point in points)
        ]
        return Points(
            sent=body[first],
            pattern=self.name,
            points=tuple(points),
            lead=lead,
            noun=_noun(lead.text) if lead else "",
            rests_on=tuple(holds),
        )


PATTERNS.add(PointsPattern.name)(PointsPattern())


def _point(sent: Sentence, start: int, end: int, least: int = _SHORTEST) -> Part | None:
    end = start + len(sent.view[start:end].rstrip(_TRIM))
    text = sent.view[start:end]
    return part(sent, start, end, "point") if least <= len(text) <= _LONGEST and wording.is_balanced(text) else None


def _lead(body: Sequence[Sentence], mark: marks.Mark) -> Part | None:
    """Return the words before the first mark, or the sentence before it if that ends in a colon."""
    sent, end = body[mark.at], mark.start
    if not end and mark.at and body[mark.at - 1].view.endswith("："):
        sent, end = body[mark.at - 1], len(body[mark.at - 1].view)
    end = len(sent.view[:end].rstrip(_TRIM))
    return part(sent, 0, end) if end else None


def _items(body: Sequence[Sentence], first: int) -> list[int]:
    """Return the places of the labelled sentences after a lead-in that count up from one in one style."""
    items: list[int] = []
    style, at = "", first
    while at < len(body) and at - (items[-1] if items else first - 1) <= _GAP:
        nth, made = marks.ordinal(body[at].label)
        if nth == len(items) + 1 and made == (style or made) and body[at].section == body[first].section:
            style = made
            items.append(at)
        elif not items or (nth == 1 and made == style):
            break
        elif made == style and body[at].section == body[first].section:
            # (五)、(五)、(七): numbered by mistake, so that nobody knows which are the points.
            return []
        at += 1
    return items


def _goes_on(body: Sequence[Sentence], one: int, other: int) -> bool:
    """Tell whether an item goes on in the sentence after it, cut by a line break or a semicolon."""
    return other > one + 1 and not body[one].view.endswith(("。", "！", "？"))


def _says_nothing(text: str) -> bool:
    return wording.refers_elsewhere(text) or _CATCH_ALL.search(text) is not None


def _noun(lead: str) -> str:
    match = _NOUN.search(lead)
    return (match["a"] or match["b"]) if match else ""
