"""What something is at bottom: 水体富营养化的主要原因是…, “枫桥经验”的科学内涵是：…, X之所以…，根本原因在于…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Essence, Fact, part

_NOUN = (
    "(?:科学|核心|根本|基本|总|主要|首要|重要|精神|工作|指导|丰富|本质|直接|唯一)*"
    "(?:内涵|要义|本质|实质|核心|特征|特点|宗旨|主题|主线|总要求|方针|总目标|根本任务|首要任务|主要任务|原因|目的|精髓|要件|标志|区别|优势|原理)"
)
_IS = re.compile(
    rf"^(?P<name>[^，。；：]{{2,24}}?的{_NOUN})(?:，)?(?:就|主要)?(?:是|在于|包括)(?:：|，)?(?P<said>[^：]{{10,160}}?)[。；]?$"
)
_WHY = re.compile(
    r"^(?P<name>[^，。；：]{2,20}之所以[^，。；：]{2,24}，(?:其)?(?:根本|主要|关键|重要)?原因)(?:就)?(?:在于|是)(?P<said>[^：]{8,140}?)[。；]?$"
)
_CUE = re.compile("是|在于|包括")
# What a meeting or a year is for is said in slogans.
_NO_NAME = re.compile(
    "^(?:这|那|此|该|其|它|他|我|本次|这次|今天|当前|目前|今年|明年|下一步|全年|问题|会议)|会议|大会|活动|今天|全年|我们|工作的(?:主题|主线)"
)
# 是什么, 是不是: no answer. 是一致的, 是明确的: a judgement.
_NO_ANSWER = re.compile("什么|怎么|[吗呢]|^(?:一致|明确|清楚|十分|非常|很|不|相同|多方面|显而易见)")
# 特征是血色鲜红、针头跳动，立即拔针: what is done about it is no feature.
_AND_THEN = re.compile(
    "(?<=.{6})，(?:立即|马上|及时|应(?![急对付])当?|必?须(?!知)|一旦|发现|遇到|先)|"
    # 散养户退出较多；留下来的反而是规模较大的场，目前占71%: how things are now is no cause.
    "(?<=.{6})；(?=[^；。]*(?:反而|目前|该比例|[0-9][%％]))"
)
# 条约的目的: of which treaty was said before.
_SHORTEST = 6
_ONLY_ONE = re.compile("其中|之一|等$")


class EssencePattern:
    """Sentences that say under its noun what something is, wants or comes from."""

    name = "essence"
    yields = frozenset({"essence"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield them from body sentences, at most one a sentence."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a cause and a purpose."""
        text = (
            "水体富营养化的主要原因是氮、磷等营养物质大量进入水体。"
            "“两段式”收费之所以受欢迎，主要原因在于用水的人用多少就交多少。"
        )
        return text, (
            ("水体富营养化的主要原因", "氮、磷等营养物质大量进入水体"),
            ("“两段式”收费之所以受欢迎，主要原因", "用水的人用多少就交多少"),
        )

    def counter_example(self) -> str:
        """Return the aim of a meeting, a question, and a judgement."""
        return (
            "今天会议的主要任务是总结经验、部署下一步工作。造成亏损的根本原因是什么，大家心里都有数。"
            "两家医院的共同特点是十分明显的，大家有目共睹。"
        )

    def _read(self, sent: Sentence, words: Words) -> Iterator[Essence]:
        for form in (_IS, _WHY):
            match = form.match(sent.view)
            if (
                match is None
                or len(match["name"]) < _SHORTEST
                or _NO_NAME.search(match["name"])
                or wording.dangling_word(match["name"])
            ):
                continue
            start, end = match.span("said")
            then = _AND_THEN.search(sent.view, start, end)
            end = then.start() if then else end
            said = sent.view[start:end]
            if _NO_ANSWER.search(said) or _ONLY_ONE.search(said) or not wording.is_balanced(said):
                continue
            whole = wording.is_balanced(match["name"]) and not wording.refers_elsewhere(said + match["name"])
            if whole and words.is_cut(match.start("said")):
                yield Essence(
                    sent=sent,
                    pattern=self.name,
                    name=part(sent, *match.span("name"), "essence"),
                    said=part(sent, start, end),
                )
                return


PATTERNS.add(EssencePattern.name)(EssencePattern())
