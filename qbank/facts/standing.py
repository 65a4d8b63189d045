"""What each of several things is to the whole: 自治是基础，法治是保障，德治是先导."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import position
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact

_PLACE = (
    "(?:(?:根本|重要|主要|基本|首要|关键|有效|坚强|有力|强大|内在|必然|不竭|最终|直接|工作|发展|治理)(?:的)?)?"
    "(?:核心|关键|重点|难点|保障|基础|前提|根本|目标|目的|动力|主线|灵魂|支撑|先导|保证|立场|路径|手段|格局|底线|抓手|途径|方向|主体|"
    "方法|源泉|要求|任务|红线|生命线|落脚点|出发点|着力点|突破口|枢纽|载体)"
)
_PIECE = re.compile(rf"(?P<left>[^，。；：]{{2,24}}?)(?:，这)?是(?P<right>{_PLACE})(?=[，。；]|$)")
_GAP = re.compile("[，；]")
_AHEAD = re.compile("[。：]|^|，")
_NO_LEFT = re.compile("^(?:这|那|它|其|该|既|也|又|不|就|都|才|更)|(?:不|就|也|都|仍|还|既|正|更|才|又|而)$")


class StandingPattern:
    """Three and more clauses in a row, each with its own word for what the thing is to the whole."""

    name = "standing"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the rows of body sentences."""
        found: list[Fact] = []
        for sent in outline.body():
            if sent.view.count("是") >= rows.LEAST:
                columns = list(_run(sent))
                found += rows.pairs(columns, self.name, ("内容", "地位作用"), outline)
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return three ways to govern a village."""
        return "村里的事要靠大家，自治是基础，法治是保障，德治是先导。", (
            ("自治", "基础", "法治", "保障", "德治", "先导"),
        )

    def counter_example(self) -> str:
        """Return two such clauses, and three of which two say the same."""
        return "自治是基础，法治是保障。安全是底线，质量是底线，进度是目标。"


PATTERNS.add(StandingPattern.name)(StandingPattern())


def _run(sent: Sentence) -> Iterator[rows.Row]:
    """Yield the rows of the longest run of neighbouring pieces, none where two stand for the same."""
    best: list[re.Match[str]] = []
    for ahead in _AHEAD.finditer(sent.view):
        run: list[re.Match[str]] = []
        at = ahead.end()
        while match := _PIECE.match(sent.view, at):
            if _NO_LEFT.search(match["left"]) or not wording.is_balanced(match["left"]):
                break
            run.append(match)
            at = match.end() + 1
            if not _GAP.match(sent.view, match.end()):
                break
        best = max(best, run, key=len)
    if len({each["right"] for each in best}) == len(best):
        yield from (rows.row(sent, each.span("left"), each.span("right")) for each in best)
