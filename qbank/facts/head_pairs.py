"""Headings of one level with a mark in brackets: 可回收物（蓝色）、厨余垃圾（绿色）、有害垃圾（红色）."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import position
from qbank.model.document import Outline
from qbank.model.fact import Fact

_HEAD = re.compile(r"(?P<left>[^（）()，。；：]{2,16})（(?P<right>[^（），。；：、]{2,8})）")
# What the marks are called, by their last word. Times are left to the order of stages.
_NAMES = {"色": "标识颜色", "分": "分值", "学时": "学时", "课时": "课时", "级": "级别"}


class HeadPairsPattern:
    """Three or more equal headings, each with a colour, a share or a level of its own."""

    name = "head_pairs"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the headings under each heading."""
        groups: defaultdict[int | None, list[rows.Row]] = defaultdict(list)
        for sent in outline.sentences:
            match = _HEAD.match(sent.view) if sent.role == "heading" else None
            if match and re.fullmatch("[。：]?", sent.view[match.end() :]):
                parent = outline.sections[sent.section].parent
                groups[parent].append(rows.row(sent, match.span("left"), match.span("right")))
        found: list[Fact] = []
        for group in groups.values():
            name = _name([each.right.text for each in group])
            if name:
                found += rows.pairs(group, self.name, ("类别", name), outline)
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return the colours of bins."""
        text = (
            "一、分类标准\n（一）可回收物（蓝色）。废纸、废塑料、废玻璃、废金属和废旧织物等都投入蓝色垃圾桶。\n"
            "（二）厨余垃圾（绿色）。家庭厨余和农贸市场产生的易腐垃圾都投入绿色垃圾桶。\n"
            "（三）有害垃圾（红色）。废电池、废荧光灯管和过期药品都投入红色垃圾桶，不得混投。\n"
        )
        return text, (("可回收物", "蓝色", "厨余垃圾", "绿色", "有害垃圾", "红色"),)

    def counter_example(self) -> str:
        """Return headings with times, which are told by their order."""
        return (
            "一、步骤安排\n（一）动员部署（3月1日至31日）。各单位制定实施细则，报送参训人员名册。\n"
            "（二）集中整治（4月1日至30日）。各单位逐条整改，按月通报进展情况。\n"
            "（三）总结验收（5月1日至31日）。各单位报送总结，由领导小组组织验收。\n"
        )


PATTERNS.add(HeadPairsPattern.name)(HeadPairsPattern())


def _name(marks: list[str]) -> str:
    """Return what marks are called that all end in one of the known words and differ, else ""."""
    if len(set(marks)) < len(marks):
        return ""
    return next((name for end, name in _NAMES.items() if all(mark.endswith(end) for mark in marks)), "")
