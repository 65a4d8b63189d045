"""Who leads what others take part in: 由县商务局牵头，7月底前制定交接办法."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _agents as agents
from qbank.facts import _leads as leads
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Essence, Fact, part

_CUE = re.compile("牵头|科负责|局负责|办负责")
_NORMS = frozenset({"law"})
_WITH = "(?:会同|联合|与)[^，。；]{2,30}?(?=建立|制定|组建|开展|拿出|比对|编制|提出|研究|每|，)，?"
_WHEN = "(?:[0-9一二三四五六七八九十]{1,2}月[0-9一二三四五六七八九十底日]*前?|.季度|[上下]半年|年[内初])，?"
_LED = re.compile(
    rf"(?:^|(?<=[，。；]))由?(?P<who>[^，。；：由、]{{2,16}}?)(?:牵头|负责)，(?:{_WITH})?(?:{_WHEN})?"
    r"(?P<do>[^。；：]{6,160})(?=[。；]|$)"
)
_ACT = re.compile(
    "建立|制定|组建|开展|拿出|编制|提出|把|将|对|按|从|每|完成|修订|组织|统筹|出台|研究|设立|成立|整合|推进|比对|排查|清理|梳理|在"
)
_CUT = re.compile("，(?:供|以便|确保|力争|做到|防止|避免|报|价格|差价|分给|筛出|并|逐)")
_MAKES = re.compile(
    "(?!对|把|将|从|按(?!照)|在)[^，]*(?:建立|制定|组建|编制|提出|拿出|修订|比对|排查|出台|设立|成立|整合)[^，]{3,}"
)
_LONGEST = 44


class LedByPattern:
    """Pieces of work with who leads them, told before the work."""

    name = "led_by"
    yields = frozenset({"essence"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield them from body sentences."""
        if outline.document.kind not in _NORMS:
            yield from over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a task with its date."""
        text = "由县商务局牵头，7月底前制定校外配餐交接管理办法，确保责任清楚。"
        return text, (("制定校外配餐交接管理办法", "县商务局"),)

    def counter_example(self) -> str:
        """Return who leads nothing named, and no office."""
        return "由市商务局牵头，共同参与。由村里的老人牵头，把桌子搬到树下。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Essence]:
        for match in _LED.finditer(sent.view):
            who, do = match["who"], match["do"]
            end = match.start("do") + _until(do)
            text = sent.view[match.start("do") : end]
            if agents.label_of(who) != "organ" or not agents.is_agent(words, *match.span("who")):
                continue
            if not _ACT.match(text) or len(text) > _LONGEST or leads.TELLS.search(text):
                continue
            if wording.refers_elsewhere(text) or not wording.is_balanced(text):
                continue
            yield Essence(
                sent=sent,
                pattern=self.name,
                name=part(sent, match.start("do"), end),
                said=part(sent, *match.span("who"), "organ"),
            )


PATTERNS.add(LedByPattern.name)(LedByPattern())


def _until(do: str) -> int:
    """Return where a piece of work ends: with the clause that says what is made, else before what it is for."""
    makes, cut = _MAKES.match(do), _CUT.search(do)
    return makes.end() if makes else cut.start() if cut else len(do)
