"""What a way of doing something was changed to: 热源由燃煤改为生物质颗粒; 图书清点由每年一次改为半年一次."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Essence, Fact, part

_CUE = re.compile("[改转][为成]")
_NORMS = frozenset({"law"})
_CHANGED = re.compile(
    r"(?:^|(?<=[，。；：]))(?:[一二三四五六七八九十]是|[①-⑨])?(?:把|将)?"
    r"(?P<name>(?P<what>[^，。；：“”（）由从①-⑨]{2,14}?)(?:已经?|将|全部|一律|统一|要|都)?"
    r"由(?P<old>[^，。；：]{2,14}?)(?:调整|统一)?(?:改[为成]|转为))(?P<new>[^，。；：]{2,18})(?=[，。；：]|$)"
)
# 引航站把沿用多年的“先到先引”改为“四项计分”: who changed what.
_TURNED = re.compile(
    r"(?:^|(?<=[，。；：]))(?P<name>(?P<what>[^，。；：“”（）由从把将①-⑨]{2,12}?)(?:把|将)"
    r"(?P<old>[^，。；：由从]{2,20}?)(?:调整|统一)?改[为成])(?P<new>[^，。；：]{2,24})(?=[，。；：]|$)"
)
_TURNS = re.compile("[把将][^，。；：]+改")
# 初步意见是由…, 原来的…: what is only thought of, or of what was said before.
_NO_THING = re.compile(
    # 封闭燃气表、把厨房改成卧室: one of several acts of nobody.
    "、$|^(?:其|该|此|这|那|他|她|它|我|你|原[来先]|第|[0-9一二三四五六七八九十]|也|还|又|再|并|后来|去年|今年|目前|全部|一律|现)|"
    "有人|有的|有些|人员$|职工$|意见|建议|考虑|打算|说$|是$|[了的]$"
)
# An amount for an amount is asked as one; 半年一次 by how often.
_AMOUNT = re.compile(f"(?:每[^，]{{1,3}})?(?:约|近)?(?:{numerals.NUMERAL})[^一-龥]*[\u4e00-\u9fff%％℃]{{0,4}}")
# 利润由盈利216万元转为亏损: what came out is no way of doing anything.
_FIGURE = re.compile("[0-9]")
_OFTEN = re.compile("(?:每[^，]{1,3}|[一二两三半][^，]{0,2})?[一二两三四五1-9]次")


class ChangedToPattern:
    """Things done otherwise than before, with the old way and the new."""

    name = "changed_to"
    yields = frozenset({"essence"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield them from body sentences; amounts for amounts are left to other patterns."""
        if outline.document.kind not in _NORMS:
            yield from over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return another fuel and another rhythm."""
        text = "热源由燃煤改为生物质颗粒，手续正在办理。图书清点由每年一次改为半年一次。"
        return text, (("热源由燃煤改为", "生物质颗粒"), ("图书清点由每年一次改为", "半年一次"))

    def counter_example(self) -> str:
        """Return an amount, what is only thought of, and a change of nothing named."""
        return "日照时间由50分钟改为25分钟。初步意见是由公司改为合作社。去年由人工改为机器。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Essence]:
        turned = _TURNED.finditer(sent.view) if _TURNS.search(sent.view) else ()
        for match in chain(_CHANGED.finditer(sent.view) if "由" in sent.view else (), turned):
            what, old, new = match["what"], match["old"], match["new"]
            if _NO_THING.search(what) or wording.dangling_word(match.group()) or new in old:
                continue
            if _AMOUNT.fullmatch(new) and not _OFTEN.fullmatch(new):
                continue
            if _FIGURE.search(old) and not _OFTEN.search(old) and "转为" in match["name"]:
                continue
            if not all(map(wording.is_balanced, (old, new))) or wording.refers_elsewhere(match.group()):
                continue
            if not words.is_cut(match.start("new")) or not words.is_cut(match.start("name")):
                continue
            often = _OFTEN.fullmatch(new) is not None
            yield Essence(
                sent=sent,
                pattern=self.name,
                name=part(sent, *match.span("name")),
                said=part(sent, *match.span("new"), "often" if often else ""),
            )


PATTERNS.add(ChangedToPattern.name)(ChangedToPattern())
