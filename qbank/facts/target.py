"""What an indicator is to reach: 居民知晓率达98%以上, 满意率由90%提升至95%以上."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.facts.quantity import quantities_of
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Target, part

_CUE = re.compile("[率数量比度面额值重模]")
_REACHES = re.compile(
    r"(?:^|(?<=[，；。：）]))(?:即|其中|要求|确保|力争|实现)?(?P<indicator>(?!每|所以|他们|因此|但|检查|抽查)[^，。；：、（）]{3,20}?(?:率|数|量|比例|占比|比重|满意度|覆盖面|额|产值|规模))"
    r"(?P<link>(?:要|应|力争|必须|须)?(?:由[^，。；]{1,12})?(?:同比|比[^，。；]{1,6}|较[^，。；]{1,8})?"
    r"(?:达到?|不低于|不得低于|不少于|不得少于|不超过|不高于|不得高于|保持在|稳定在|控制在|压到|降至|降到|下降|增长|增加|提[高升]|上升|减少)(?:[至到])?)$"
)
# 购彩金额达到2000元的，应当提示: a case is no aim.
_OF_A_CASE = re.compile("[^，。；：]{0,2}的(?:，|[时人])|[时后]，")
_AIMED = re.compile("要|应|力争|必须|须|由|不")
_WITHOUT_AIMS = frozenset({"law", "news", "report"})
# A figure that a speech or another text gives bare is how things are: 可燃物载量达到38吨，超过了….
_STATES = frozenset({"speech", "other", "handbook"})
_AHEAD = re.compile("到(?:20[0-9]{2}年|明年|年底|[0-9]{1,2}月)|力争|目标|确保|实现|要求|计划|争取|年内")
_PAST = re.compile(
    r"比(?:上年|去年|同期|上一年)|超过了|已经?|目前|截至|去年|上半年|以来|累计|完成了|实际|比去年|同期|行动前|原来"
)


class TargetPattern:
    """Indicators with the figure they are to reach; what has been reached already is no target."""

    name = "target"
    yields = frozenset({"target"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield targets stated in body sentences; in laws such figures are conditions, in news and reports results."""
        kind = outline.document.kind
        found = over_body(outline, terms, _CUE, self._read) if kind not in _WITHOUT_AIMS else iter(())
        for fact in found:
            if kind not in _STATES or not _is_bare(fact):
                yield fact

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return two targets."""
        text = "居民知晓率达98%以上，窗口服务满意率由90%提升至95%以上。"
        return text, (("居民知晓率", "98%以上"), ("窗口服务满意率", "95%以上"))

    def counter_example(self) -> str:
        """Return a figure reached already, an amount of no indicator, and a case."""
        return "截至目前，参与率达到80%。每个站点配备督导员2名。单日购买金额达到2000元的，销售员应当提示。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Target]:
        if _PAST.search(sent.view.replace("由去年", "").replace("由目前", "")):
            return
        for amount in quantities_of(sent, words):
            start = _start_of(sent, amount.whole.start)
            if _OF_A_CASE.match(sent.view, start + len(amount.whole.text)):
                continue
            match = _REACHES.search(sent.view[:start])
            if match and words.is_cut(match.start("indicator")) and _is_aimed_at(match["link"], amount.whole.text):
                if match["indicator"].endswith(("占比", "比重")) and not _AIMED.match(match["link"]):
                    # What the old lifts' share of the breakdowns is, nobody aims at.
                    continue
                yield Target(
                    sent=sent,
                    pattern=self.name,
                    indicator=part(sent, *match.span("indicator"), "indicator"),
                    link=part(sent, *match.span("link")),
                    amount=amount,
                )


PATTERNS.add(TargetPattern.name)(TargetPattern())


def _is_bare(fact: Fact) -> bool:
    """Tell whether a figure is merely given, neither aimed at nor a limit."""
    return (
        isinstance(fact, Target)
        and re.match("要|应|力争|必须|须|不", fact.link.text) is None
        and not fact.amount.whole.text.endswith(("以上", "以下", "以内"))
        and _AHEAD.search(_segment(fact.sent.view, fact.indicator.text)) is None
    )


def _segment(view: str, words: str) -> str:
    """Return what stands between two semicolons or full stops around some words of a sentence."""
    return next((piece for piece in re.split("[；。]", view) if words in piece), view)


def _is_aimed_at(link: str, amount: str) -> bool:
    """Tell a target from what has happened: 下降11.3% alone reports, 下降30%以上 and 要下降 aim."""
    change = re.search("下降|增长|增加|减少|上升$", link)
    return (
        change is None or amount.endswith(("以上", "以下", "以内")) or re.match("要|应|力争|必须|须", link) is not None
    )


def _start_of(sent: Sentence, position: int) -> int:
    """Return where in the view a document position stands."""
    if sent.offsets is None:
        return position - sent.start
    return next(at for at, offset in enumerate(sent.offsets) if offset >= position)
