"""Two lists of one length joined by 分别: 一级、二级和三级，分别用红色、橙色和黄色标示."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qbank.facts import _agents as agents
from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import position
from qbank.model import numerals
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact

_ITEM = r"[^，。；：、和“”（）]"
_LIST = rf"{_ITEM}{{1,16}}(?:(?:、|和|以及|及){_ITEM}{{1,16}}){{2,5}}"
_BOTH = re.compile(
    rf"(?P<left>{_LIST}?)(?:[两二三四五六]级)?，?(?:分别|依次)(?P<by>用|由|为|是|占)(?P<right>{_LIST})(?=[，。；]|$)"
)
_LEAD_IN = re.compile("^.*(?:分为|划分为|分成|包括|其中|对于?|按|将|的)")
_SHOWN = re.compile("(?:标示|表示|标识|显示|标明)$")
_DONE = re.compile("(?:负责|组织)?(?P<verb>调查|批准|审批|核准|管辖|受理|签发|审核|处理|监督|管理|主持)$")
_MEASURED = re.compile(rf"{numerals.NUMERAL}(?P<unit>{numerals.MEASURE}|[%％])")
_AMOUNTS = {"分": "分值", "%": "比例", "％": "比例", "日": "期限", "天": "期限", "个月": "期限", "年": "期限"}
_KINDS = {"级": "级别", "事故": "事故类别", "事件": "事件类别", "险情": "险情类别", "灾害": "灾害类别"}
_LEVEL_OF = re.compile("(?:预警|响应|风险|危险|安全|事故|保护|管理|信用)(?:级别|等级)")
_SPREAD = 4


class _Item(NamedTuple):
    text: str
    start: int
    end: int


class RespectivePairsPattern:
    """Lists joined by 分别, where it can be told from the words what they list."""

    name = "respective_pairs"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the pairs of a sentence; of lists of unequal length none."""
        found: list[Fact] = []
        for sent in outline.body():
            for match in _BOTH.finditer(sent.view) if "分别" in sent.view or "依次" in sent.view else ():
                right, what = _rights(sent, match)
                left = _lefts(sent, match, len(right))
                if left and what and (name := _called(sent.view[: left[0].start], left)):
                    found += rows.pairs(_rows(sent, left, right), self.name, (name, what), outline)
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return the colours of warnings."""
        text = "洪水预警分为一级、二级和三级，分别用红色、橙色和黄色标示，一级为最高级别。"
        return text, (("一级", "二级", "三级", "红色", "橙色", "黄色"),)

    def counter_example(self) -> str:
        """Return people who each do something, and a list without a second one."""
        return "甲村、乙村和丙村分别由村干部带队转移。洪水预警分为一级、二级和三级，分别管理。"


PATTERNS.add(RespectivePairsPattern.name)(RespectivePairsPattern())


def _rows(sent: Sentence, left: Sequence[_Item], right: Sequence[_Item]) -> list[rows.Row]:
    return [
        rows.row(sent, (one.start, one.end), (other.start, other.end)) for one, other in zip(left, right, strict=True)
    ]


def _called(before: str, left: Sequence[_Item]) -> str:
    """Return what the left items are, for levels with the words before them that say of what (预警级别)."""
    name = next((name for end, name in _KINDS.items() if all(each.text.endswith(end) for each in left)), "")
    of = _LEVEL_OF.search(before)
    return of.group() if of and name == _KINDS["级"] else name


def _items(view: str, start: int, end: int) -> list[_Item]:
    pieces = re.finditer("(?:(?!以及|[、和及]).)+", view[start:end])
    return [_Item(piece.group(), start + piece.start(), start + piece.end()) for piece in pieces]


def _lefts(sent: Sentence, match: re.Match[str], number: int) -> list[_Item]:
    """Return the last so many items of the left list, the first without the words that lead to the list.

    What stands before them (按照紧急程度、发展势态分为一级) must be another list, told by such words.
    """
    items = _items(sent.view, *match.span("left"))
    if not 0 < number <= len(items):
        return []
    first, *others = items[-number:]
    lead = _LEAD_IN.match(first.text)
    if lead is None and number < len(items):
        return []
    cut = lead.end() if lead else 0
    left = [_Item(first.text[cut:], first.start + cut, first.end), *others]
    lengths = [len(each.text) for each in left]
    return left if min(lengths) and max(lengths) - min(lengths) <= _SPREAD else []


def _rights(sent: Sentence, match: re.Match[str]) -> tuple[list[_Item], str]:
    """Return the right list and what it lists, "" where that cannot be told."""
    items = _items(sent.view, *match.span("right"))
    *before, last = items
    tail = _DONE.search(last.text) if match["by"] == "由" else _SHOWN.search(last.text)
    if tail:
        items = [*before, _Item(last.text[: tail.start()], last.start, last.start + tail.start())]
    texts = [each.text for each in items]
    if len(set(texts)) < len(texts) or not all(texts):
        return [], ""
    if match["by"] == "由":
        known = tail is not None and all(agents.label_of(text) for text in texts)
        return items, f"{tail['verb']}主体" if known and tail else ""
    if all(text.endswith("色") for text in texts):
        return items, "标示颜色"
    units = {found["unit"] if (found := _MEASURED.fullmatch(text)) else "" for text in texts}
    return items, _AMOUNTS.get(units.pop(), "") if len(units) == 1 else ""
