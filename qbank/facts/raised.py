"""What a standard was raised or cut to: 租房提取额度由每月900元提高到1500元."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.facts.quantity import quantities_of
from qbank.model import numerals, wording
from qbank.model.dates import is_half_of_time
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Quantity, Target, part

_CUE = re.compile("[到至为]")
_NORMS = frozenset({"law"})
_PAID = "额度|标准|补助|补贴|津贴|报酬|工资|比例|限额|费用?|价格|票价|定额|奖励|[上下]限"
_TIMED = "次数|频次|时限|期限|时间|时长|提前量|借期|审批|办理"
_STANDARD = f"(?:{_PAID}|{_TIMED})"
_CHANGES = "(?:提[高升]?|上调|增加?|调整|下调|降低?|压缩|压减|缩短|缩减|延长|放宽|扩大|加|改)"
_FROM = re.compile(
    rf"(?:^|(?<=[，；。：]))(?P<indicator>(?!其中|但|也|还|并)[^，。；：、（）]{{2,22}}?{_STANDARD})(?:今年|目前|现在|已)?(?:要)?"
    rf"(?P<link>[由从](?P<old>[^，。；：]{{2,14}}?){_CHANGES}[到至为](?:每[人月年次天季])?)$"
)
# 86台电梯的困人次数: which 86 they are, was told before.
_SOME = re.compile(f"[0-9{numerals.CHINESE}]+[\u4e00-\u9fff]")
# What a year brought is a result and no standard; 由三件减到一件 of somebody's is a story.
_RESULT = re.compile(
    "[^，]从.{1,10}到.{1,10}的|^从|去年|平均|满意|投诉|事故|火情|等候|剩菜|缩短到最|他|她|谭|自己|某|在于|就是|相比"
)
_NUMERAL = re.compile(numerals.NUMERAL)
_LEADING = re.compile("^(?:(?:今年|明年|[上下]半年|[0-9]{1,2}月起)?将?把|将|其|原来的?|全市|同时)")


class RaisedPattern:
    """Standards with the figure they were raised, cut or set to, and the one before it."""

    name = "raised"
    yields = frozenset({"target"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield them from body sentences."""
        if outline.document.kind not in _NORMS:
            yield from over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a standard raised and one cut."""
        text = "租房提取额度由每月900元提高到1500元，贷款审批由10个工作日压缩到5个工作日。"
        return text, (("租房提取额度", "1500元"), ("贷款审批", "5个工作日"))

    def counter_example(self) -> str:
        """Return a result, and a change that is of no standard."""
        return "平均等候时间由27分钟缩短到11分钟。合作企业由6家扩大到10家。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Target]:
        for amount in quantities_of(sent, words):
            found = _before(sent, amount)
            if found is None:
                continue
            link, indicator = found
            yield Target(
                sent=sent,
                pattern=self.name,
                indicator=part(sent, *indicator, "indicator"),
                link=part(sent, *link),
                amount=amount,
            )


PATTERNS.add(RaisedPattern.name)(RaisedPattern())


def _before(sent: Sentence, amount: Quantity) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return where link and standard stand before an amount; None where no standard changes to it."""
    start = bisect_left(sent.offsets, amount.whole.start) if sent.offsets else amount.whole.start - sent.start
    match = _FROM.search(sent.view[:start])
    if (
        match is None
        or is_half_of_time(sent.view, start, start + len(amount.whole.text))
        or _RESULT.search(match.group())
        or _NUMERAL.search(match["old"]) is None
    ):
        return None
    leading = _LEADING.match(match["indicator"])
    begin = match.start("indicator") + (leading.end() if leading else 0)
    name = sent.view[begin : match.end("indicator")]
    fits = wording.is_balanced(match.group()) and not wording.dangling_word(name) and not _SOME.match(name)
    return (match.span("link"), (begin, match.end("indicator"))) if fits else None
