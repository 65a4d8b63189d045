"""What something hinges on, in a row of like clauses: 基础在学，关键在做; 重在落实、贵在坚持."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Parallel, part

_CUE = re.compile("在")
_NOUN = (
    "基础|关键|重点|难点|核心|根本|重心|目的|要害|出路|动力|优势|潜力|希望|力量|灵魂|生命力|活力|源头|落脚点|着力点|"
    "出发点|突破口|前提|保障|成败|责任|根源|症结|精髓|要义|特色|价值|重|贵|难|要|功"
)
_CLAUSE = rf"(?:其)?(?:{_NOUN})(?:就)?在于?(?!于)[^，。；：、在“”]{{1,12}}"
_ROW = re.compile(rf"(?:^|(?<=[，。；：、]))(?P<run>{_CLAUSE}(?:[，；、]{_CLAUSE})+)(?=[，。；]|$)")
_ONE = re.compile(rf"(?P<left>{_NOUN})(?:就)?在于?(?P<right>[^，。；：、在“”]{{1,12}})")
_MOST = 4
# 关键在落实，成败在干部: any work might say so of itself.
_SLOGAN = re.compile(
    "(?:抓)?(?:落实|干部|领导|人|责任|行动|担当|实干|作为|执行|基层|坚持|创新|队伍|党员|作风|实效|群众)"
)


class HingePattern:
    """Two to four clauses X在(于)Y in a row, X one of the words that say what matters."""

    name = "hinge"
    yields = frozenset({"parallel"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the rows of body sentences."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return what a clean-up hinges on."""
        text = "河道保洁，重点在巡，关键在管，全镇上下要常抓不懈。"
        return text, (("重点", "巡", "关键", "管"),)

    def counter_example(self) -> str:
        """Return one such clause alone, and places."""
        return "做好这项工作，关键在落实。会场在二楼，食堂在一楼。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Parallel]:
        for match in _ROW.finditer(sent.view):
            found = list(_ONE.finditer(sent.view, *match.span("run")))
            rights = {each["right"] for each in found}
            if all(map(_SLOGAN.fullmatch, rights)):
                continue
            if not 1 < len(found) <= _MOST or len(rights) < len(found) or any(map(wording.refers_elsewhere, rights)):
                continue
            yield Parallel(
                sent=sent,
                pattern=self.name,
                rows=tuple((part(sent, *each.span("left")), part(sent, *each.span("right"))) for each in found),
                wholes=tuple(part(sent, *each.span()) for each in found),
                run=part(sent, *match.span("run")),
            )


PATTERNS.add(HingePattern.name)(HingePattern())
