"""What is kept from something for a lack: 未经验收合格的仓房不得存放储备粮."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _leads as leads
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words, is_noun
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Essence, Fact, part

_CUE = re.compile("的[^，。；]*(?:不得|不准|不许|不能|不予|一律)")
_NORMS = frozenset({"law"})
_BARRED = re.compile(
    r"(?:^|(?<=[，。；]))(?P<what>(?:凡是?)?(?:(?:未经?|没有|无)[^，。；：“”的]{2,16}|[^，。；：“”的]{2,8}?(?:不合格|不到位|不达标|未通过|未取得)[^，。；：“”的]{0,16}))的"
    r"(?P<who>[^，。；：“”的]{2,8}?)(?P<ban>(?:秋季学期|春季学期|一律)?(?:不得|不准|不许|不予|一斤也不能)[^，。；：]{2,24})(?=[，。；])"
)
_NO_WHO = re.compile("(?:一律|人|的|任何|情况|情形|时候|条件)$|^(?:其|该|此|有关|相关)")


class BarredPattern:
    """Things of one noun that for want of something must not do or be used for something."""

    name = "barred"
    yields = frozenset({"essence"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield them from body sentences."""
        if outline.document.kind not in _NORMS:
            yield from over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return canteens without approval."""
        return "检查组逐校验收，未经验收合格的食堂不得开伙。", (("不得开伙", "未经验收合格的食堂"),)

    def counter_example(self) -> str:
        """Return a case without its noun, and a ban that nothing lacks."""
        return "未经培训的不得上岗。镇上的店铺不得占道经营。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Essence]:
        for match in _BARRED.finditer(sent.view):
            noun = words.within(*match.span("who"))
            if not noun or not all(map(is_noun, noun)) or _NO_WHO.search(match["who"]):
                continue
            if leads.TELLS.search(match.group()) or wording.refers_elsewhere(match.group()):
                continue
            yield Essence(
                sent=sent,
                pattern=self.name,
                name=part(sent, *match.span("ban")),
                said=part(sent, match.start("what"), match.end("who")),
                lead=match["who"],
            )


PATTERNS.add(BarredPattern.name)(BarredPattern())
