"""Who pays how much of it: 网点的运行补助为每年三万元，由市县两级财政各承担一半."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _leads as leads
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Essence, Fact, part

_CUE = re.compile("[担出分](?:(?<=[担出])(?:一半|[一二三四五六七八九]成|[0-9]+%)|(?<=分)担)")
"""What ends every share: 承担一半, 出三成, 分担."""
_NORMS = frozenset({"law"})
_PIECE = re.compile("[^。；！？：]+")
_CLAUSE = re.compile("(?:“[^“”]*”|（[^（）]*）|[^，“”（）])+")
_PART = "(?:承担|负担|担|出)(?:一半|[一二三四五六七八九]成|[0-9]+%)"
_SHARED = re.compile(
    rf"(?P<what>[^，由]{{2,16}}?)?由?(?P<share>(?:[^，由、]{{2,14}}(?:、[^，由、]{{1,8}})?各{_PART}|[^，由]{{2,14}}按[^，]{{2,8}}分担|"
    rf"[^，由、]{{2,10}}{_PART}[、，][^，由、]{{2,10}}{_PART}))"
)
_ENDS = re.compile("[，。；]|$")
_MONEY = re.compile("(?:报酬|工资|补助|补贴|津贴|保费|学费|奖补|电费|运费)$")
_HAS_MONEY = re.compile("元|报酬|工资|补助|补贴|津贴|费|资金|奖")


class CostSharePattern:
    """Payments with who bears which part of them."""

    name = "cost_share"
    yields = frozenset({"essence"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield them from body sentences."""
        if outline.document.kind not in _NORMS:
            yield from over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a grant shared by halves, and wages shared by parts."""
        text = "每个网点的运行补助为每年三万元，由市县两级财政各承担一半。厨师工资由财政和伙食费按七比三分担。"
        return text, (
            ("每个网点的运行补助为每年三万元", "市县两级财政各承担一半"),
            ("厨师工资", "财政和伙食费按七比三分担"),
        )

    def counter_example(self) -> str:
        """Return a part of a crop, and costs of nothing named."""
        return "柚子烂掉四成，今年好一些。所需资金由市、区两级财政各承担一半。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Essence]:
        for piece in _PIECE.finditer(sent.view):
            spans = [match.span() for match in _CLAUSE.finditer(sent.view, *piece.span())]
            for at, (start, _) in enumerate(spans):
                match = _SHARED.match(sent.view, start, piece.end())
                if match is None or _ENDS.match(sent.view, match.end()) is None:
                    continue
                name = self._named(sent, words, match, spans[:at])
                if name is not None and wording.is_balanced(match["share"]):
                    yield Essence(
                        sent=sent, pattern=self.name, name=part(sent, *name), said=part(sent, *match.span("share"))
                    )
                break

    @staticmethod
    def _named(
        sent: Sentence, words: Words, match: re.Match[str], before: list[tuple[int, int]]
    ) -> tuple[int, int] | None:
        """Return where what is paid for is named: right before the shares, or in the clauses before."""
        if match["what"] and _MONEY.search(match["what"]) and not leads.TELLS.search(match["what"]):
            return match.span("what")
        lead = leads.before(sent.view, words, before) if not match["what"] else ""
        if not lead or not _HAS_MONEY.search(lead):
            return None
        return before[-1][1] - len(lead), before[-1][1]


PATTERNS.add(CostSharePattern.name)(CostSharePattern())
