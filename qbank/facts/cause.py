"""Why something came about: 系统升级后业务中断，原因是事先没有演练; 参训积极性不高。原因在于内容脱离需要."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import LONGEST, context_of, is_clear
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Essence, Fact, part

_ROOT = re.compile("原因|根子|症结|根源")
_CAUSE = re.compile(
    r"(?P<cue>(?:^|(?<=[，；：]))(?:究其|其|主要|根本|直接|深层)*(?:原因|根子|症结|根源)(?:就|主要|还|更|也)*(?:是|在于|在))(?P<said>[^。；：？！]{6,90})"
)
_EFFECT = re.compile(r"(?:^|(?<=[，；：。]))(?P<effect>[^，。；：？！“”]{6,28})，?$")
# How much and how long it was is no name for what happened.
_NO_EFFECT = re.compile(
    "^(?:影响|涉及|造成|前后|持续|导致|其中|包括|共|约|仅|只|但|而|也|还|又|却|这|那|此|其|该|一些|有的|他|她|它|我|你|大家|比如|例如|如|去年|今年|当时|后来|结果|为此)|"
    "^[0-9]|[0-9一二三四五六七八九十]+(?:人|天|家|户|起|万元|元|小时|个)$|说$|问$"
)
# 发生故障以后，修复要6.8天，最长的一次为27天，原因是…: of the longest, which no clause names.
_ONE_OF_MANY, _WHEN = re.compile("最[长多大高短低]的|其中[一几]"), re.compile("(?:[以之]?后|时|期间)$")
_TROUBLE = re.compile(
    "不|没|难|少|低|慢|差|中断|停|断|滞后|下降|减|堵|坏|漏|失|缺|闲置|脱节|薄弱|流失|偏|乱|重复|反弹|受影响|故障|超"
)
# What was done about it, and what the writer knows: no part of the cause.
_AFTER = re.compile("，(?:[^，]{0,6}(?:已|目前|正在|现)|对此|为此|后来|于是|所以|因此|结果|并对|参训|这[也就]?是)")
_NO_CAUSE = re.compile("什么|哪里|多方面|[吗呢]|^(?:一|两|三|四|多)[个条点方]|^(?:于)?(?:此|这|那)|我们?|你|大家")
_FEWEST_IN_EFFECT = 6


class CausePattern:
    """What a text calls the cause of the trouble told right before it."""

    name = "cause"
    yields = frozenset({"essence"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield causes of body sentences, the effect in the clause before or at the end of the sentence before."""
        body = outline.body()
        for at, sent in enumerate(body):
            match = _CAUSE.search(sent.view) if len(sent.view) <= LONGEST and _ROOT.search(sent.view) else None
            before = body[at - 1] if at and body[at - 1].paragraph == sent.paragraph else None
            fact = self._fact(outline, sent, match, before) if match else None
            if fact is not None and is_clear(fact):
                yield fact

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a cause in the sentence of its effect, and one in the next."""
        text = (
            "核心系统升级后业务中断，影响职工五百人，原因是升级前没有完整演练，公告也发得偏晚，目前已经恢复。"
            "退役士兵参训积极性不高。原因在于培训内容与企业用工需要脱节。"
        )
        return text, (
            ("核心系统升级后业务中断", "升级前没有完整演练，公告也发得偏晚"),
            ("退役士兵参训积极性不高", "培训内容与企业用工需要脱节"),
        )

    def counter_example(self) -> str:
        """Return a question, causes yet to be counted, and causes of nothing told and of one of many."""
        return (
            "产量下降得厉害，原因在哪里，大家都不知道。投诉居高不下，原因是多方面的。原因是路太远。"
            "站点发生故障以后，修复平均需要六天，最长的一次为二十天，原因是大雪封山。"
        )

    def _fact(self, outline: Outline, sent: Sentence, match: re.Match[str], before: Sentence | None) -> Essence | None:
        after = _AFTER.search(sent.view, match.start("said"), match.end("said"))
        said = match.start("said"), after.start() if after else match.end("said")
        text = sent.view[slice(*said)]
        if _NO_CAUSE.search(text) or wording.refers_elsewhere(text) or not wording.is_balanced(text):
            return None
        told = sent if match.start("cue") else before
        effect = _effect(told.view[: match.start("cue")] if told is sent else told.view.rstrip("。")) if told else None
        if told is None or effect is None or len(text) < _FEWEST_IN_EFFECT:
            return None
        return Essence(
            sent=told,
            pattern=self.name,
            name=part(told, *effect),
            said=part(sent, *said),
            rests_on=() if told is sent else (sent,),
            context=context_of(outline, told),
        )


PATTERNS.add(CausePattern.name)(CausePattern())


def _effect(view: str) -> tuple[int, int] | None:
    """Return where the nearest clause stands that names the trouble; None where what is told counts or is a story."""
    end = len(view.rstrip("，；："))
    while end > 0:
        match = _EFFECT.search(view[:end])
        if match is None:
            return None
        text = match["effect"]
        if _ONE_OF_MANY.search(text) or _WHEN.search(text):
            return None
        if not _NO_EFFECT.search(text):
            fits = _TROUBLE.search(text) and not wording.dangling_word(text)
            return match.span("effect") if fits else None
        end = match.start("effect") - 1
    return None
