"""Measures with their aims, in pieces of one frame: 强化夜间巡查，提升防控能力；强化业务培训，提升服务水平."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body, position
from qbank.facts._words import Words
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Parallel, part

_CUE = re.compile("；|，.*，")
_ACT = "强化|加强|突出|聚焦|抓好|抓实|做好|做实|做优|深化|开展|推进|健全|完善|严格|坚持|紧盯|围绕|依托|优化|注重|狠抓"
_AIM = "提升|提高|增强|促进|推动|确保|实现|破解|解决|激发|激活|凝聚|筑牢|夯实|守住|打造|营造|保障|规范|压实"
_PIECE = re.compile(
    rf"(?P<act>{_ACT})(?P<left>[^，。；：]{{2,16}})，(?P<aim>{_AIM})(?P<right>[^，。；：]{{2,16}})(?P<stop>[，；。]|$)"
)
_LEAST, _MOST = 2, 6


class PairedClausesPattern:
    """Two or more pieces with the same pair of verbs; three of them make columns as well."""

    name = "paired_clauses"
    yields = frozenset({"parallel", "pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield each row of pieces, and the columns of those of three and more."""
        found: list[Fact] = []
        for fact in over_body(outline, terms, _CUE, self._read):
            found.append(fact)
            if isinstance(fact, Parallel):
                columns = [rows.Row(*row, (fact.sent,)) for row in fact.rows]
                found += rows.pairs(columns, self.name, ("举措", "目标"), outline)
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return two measures."""
        text = "窗口单位强化岗前培训，提升业务水平；强化群众评议，提升服务质量。"
        return text, (("岗前培训", "业务水平", "群众评议", "服务质量"),)

    def counter_example(self) -> str:
        """Return pieces of different frames, and a single one."""
        return "强化岗前培训，提升业务水平；开展群众评议，改进工作作风。加强夜间巡查，确保度汛安全。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Parallel]:
        for run in _runs(sent.view):
            lefts, rights = ([each[name] for each in run] for name in ("left", "right"))
            if len(set(lefts)) < len(run) or len(set(rights)) < len(run):
                continue
            if not all(map(wording.is_balanced, (*lefts, *rights))):
                continue
            yield Parallel(
                sent=sent,
                pattern=self.name,
                rows=tuple((part(sent, *each.span("left")), part(sent, *each.span("right"))) for each in run),
                wholes=tuple(part(sent, each.start("act"), each.end("right")) for each in run),
                run=part(sent, run[0].start("act"), run[-1].end("right")),
            )


PATTERNS.add(PairedClausesPattern.name)(PairedClausesPattern())


def _runs(view: str) -> Iterator[Sequence[re.Match[str]]]:
    """Yield the longest rows of neighbouring pieces with one pair of verbs."""
    run: list[re.Match[str]] = []
    for match in _PIECE.finditer(view):
        goes_on = run and match.start() == run[-1].end() and match.group("act", "aim") == run[0].group("act", "aim")
        if not goes_on:
            if _LEAST <= len(run) <= _MOST:
                yield run
            run = []
        run.append(match)
    if _LEAST <= len(run) <= _MOST:
        yield run
