"""What belongs to whom, told in a row: 排污口归生态环境部门，侵占河道归水利部门，垃圾归乡镇."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import LONGEST, position
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact

_TIE = "(?:(?:统一|全部|一律)?(?:归口?|移交|转交|交由|交给?|由)(?!于))"
_TIED = re.compile("[归移转交由]")
"""One of these is in every tie."""
_BELONGS = re.compile(
    rf"(?:^|(?<=[。；，：]))(?:其中)?(?P<what>[^，。；：、]{{2,14}}?)(?P<tie>{_TIE})"
    r"(?P<who>[^，。；：、的]{2,12}?)(?P<act>负责|管理?|处理|办理|处置|认领|解决|受理|承办)?(?=[，。；]|$)"
)
# 由…完成的: what was done once; 由此, 归根结底: no one.
_NO_OWNER = re.compile("^(?:此|他|她|我|你|其|各自|自己|根|纳|还|大家|谁|专人)|[0-9]|了$|[来去]$")
_GRADE = re.compile("[一二三四五六七八九十ⅠⅡⅢⅣⅤ甲乙丙丁A-E0-9]+[级类档等]|[红橙黄蓝绿]色?")


class BelongsPattern:
    """Three or more things in one sentence, each with the office or unit it belongs to by one word."""

    name = "belongs"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the rows of single body sentences."""
        found: list[Fact] = []
        for sent in outline.body():
            tied = len(sent.view) <= LONGEST and len(_TIED.findall(sent.view)) >= rows.LEAST
            if tied and len(_BELONGS.findall(sent.view)) >= rows.LEAST:
                found += rows.pairs(list(_belonging(sent)), self.name, ("事项", "归口单位"), outline)
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return who minds which trouble on a river."""
        text = "问题按类别派单：排污口归生态环境部门，侵占河道归水利部门，漂浮物归乡镇。"
        return text, (("排污口", "生态环境部门", "侵占河道", "水利部门", "漂浮物", "乡镇"),)

    def counter_example(self) -> str:
        """Return two things, and what belongs to somebody by different words."""
        return "排污口归环保局，垃圾归乡镇。钥匙归他，账本由此查起，仓库归根到底要清。"


PATTERNS.add(BelongsPattern.name)(BelongsPattern())


def _belonging(sent: Sentence) -> Iterator[rows.Row]:
    found = [match for match in _BELONGS.finditer(sent.view) if not _NO_OWNER.search(match["who"])]
    if all(_GRADE.fullmatch(match["what"]) for match in found):
        # Ⅲ级由频率总监决定: of what, the row does not say.
        return
    if len({(match["tie"], match["act"]) for match in found}) == 1:
        yield from (rows.row(sent, match.span("what"), match.span("who")) for match in found)
