"""Which grade a case falls into, told in a row: 库存不足7天的为蓝色，不足5天的为黄色，不足3天的为橙色."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import LONGEST, position
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact

_TIE = "(?:，)?(?:评定?为|定为|列为|划为|记为|计为|认定为|判定为|属于?|为|是)"
_ROW = re.compile(
    rf"(?:^|(?<=[。；，：]))(?:其中，?)?(?P<case>[^，。；：]{{2,24}}?)的(?P<tie>{_TIE})(?P<grade>[^，。；：、的]{{1,10}})(?=[，。；]|$)"
)
_LIMIT = re.compile(
    "不(?:得|应)?(?:超过|高于|大于|低于|少于|小于)|不足|不满|少于|低于|超过|高于|大于|小于|以上|以下|以内|达到?|满|[0-9一二三四五六七八九十]+(?:至|到|[-—~～])[0-9一二三四五六七八九十]+"
)
_LONGEST_SHARED = 10
_SHAPE = re.compile("[0-9一二三四五六七八九十百千万.%]+")


class _Graded(NamedTuple):
    case: tuple[int, int]
    grade: tuple[int, int]


class CaseGradesPattern:
    """Three or more cases that differ by a limit, each with the grade it falls into."""

    name = "case_grades"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the rows of single body sentences."""
        found: list[Fact] = []
        for sent in outline.body():
            if len(sent.view) <= LONGEST:
                graded = list(_graded(sent))
                of, graded = _shared(sent.view, graded)
                columns = [rows.row(sent, each.case, each.grade) for each in graded]
                found += rows.pairs(columns, self.name, (f"{of}情形", "等级"), outline)
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return the colours of a warning."""
        text = "库存预警分三级：任一血型库存不足7天的为蓝色，不足5天的为黄色，不足3天的为橙色。"
        return text, (("不足7天", "蓝色", "不足5天", "黄色", "不足3天", "橙色"),)

    def counter_example(self) -> str:
        """Return how many there were of each, and two cases."""
        return "其中60岁以上的为12人，50岁以上的为20人，40岁以上的为9人。得分90分以上的为优秀，60分以下的为不合格。"


PATTERNS.add(CaseGradesPattern.name)(CaseGradesPattern())


def _graded(sent: Sentence) -> Iterator[_Graded]:
    """Yield the cases of a sentence; none where a grade is an amount, or where the cases have no limits."""
    found = list(_ROW.finditer(sent.view)) if sent.view.count("的") >= rows.LEAST else []
    if len(found) < rows.LEAST or any(_SHAPE.match(match["grade"]) for match in found):
        return
    if len({match["grade"] for match in found}) < len(found) or not all(
        _LIMIT.search(match["case"]) for match in found
    ):
        return
    if all(wording.is_balanced(match["case"]) for match in found):
        yield from (_Graded(match.span("case"), match.span("grade")) for match in found)


def _shared(view: str, graded: list[_Graded]) -> tuple[str, list[_Graded]]:
    """Return what the first case alone says of all (任一血型库存 of 不足7天, 不足5天), and the cases without it."""
    if not graded:
        return "", graded
    start, end = graded[0].case
    limit = _LIMIT.search(view, start, end)
    bare = all(_LIMIT.match(view, *each.case) for each in graded[1:])
    if limit is None or limit.start() == start or not bare or limit.start() - start > _LONGEST_SHARED:
        return "", graded
    return view[start : limit.start()], [_Graded((limit.start(), end), graded[0].grade), *graded[1:]]
