"""A quoted way of doing things and what it consists of: 推行“共享车位”模式，由业主登记空闲时段，物业统一发布."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Essence, Fact, part

_MODE = re.compile(
    r"(?:推行|推出|建立|实行|创新|探索|采取|采用|构建|打造|实施|形成|创立|首创|试行|^|[，；：]|[一二三四五六七八九]是)(?:了|出)?"
    r"(?P<name>“(?P<code>[^“”，。；：]{2,14})”(?P<noun>(?:[\u4e00-\u9fff]{0,4}?(?:模式|机制|制度|办法|做法|工作法|体制))?))，"
    r"(?P<said>(?:由|将|把|通过|依托|利用)[^。；：]{8,160})"
)
_OF_ITSELF = re.compile("[制法]$")
# What came of it, how many there are and whether it is good are no part of it.
_OUTCOME = re.compile(
    "，(?=共(?!同)|目前|截至|试点|累计|全年|优点|缺点|好处|今年|去年|已(?!经?婚)|先后|覆盖|实现|有效|有力|确保|切实|使|进一步|不断|做到|受到|推动|提高|提升|"
    "降低|减少|缩短|解决|破解|既|也|平均|让[^，]{2,10}(?:更|少|享|感)|从而|真正|大大|极大|[0-9]|被|获|[^，]{0,8}(?:达到|下降|增长|上升)|其中)"
)
_CUE = re.compile("”[\u4e00-\u9fff]{0,8}，(?:由|将|把|通过|依托|利用)")
_LEAST, _MOST = 10, 120


class ModePattern:
    """Modes, mechanisms and systems named in quotation marks, each with the clauses that say how it works."""

    name = "mode"
    yields = frozenset({"essence"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield them from body sentences."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a way of sharing parking lots, without what came of it."""
        text = "社区推行“共享车位”模式，由业主登记空闲时段，物业统一发布，收益双方平分，今年新增车位80个。"
        return text, (("“共享车位”模式", "由业主登记空闲时段，物业统一发布，收益双方平分"),)

    def counter_example(self) -> str:
        """Return a mechanism of which only the outcome is told, and a quoted name of something else."""
        return "社区推行“周调度”机制，全年调度40次。镇里开展“送戏下乡”活动，由县剧团演出三场，村民看得高兴。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Essence]:
        for match in _MODE.finditer(sent.view):
            if not (match["noun"] or _OF_ITSELF.search(match["code"])):
                continue
            start = match.start("said")
            outcome = _OUTCOME.search(sent.view, start, match.end("said"))
            end = outcome.start() if outcome else match.end("said")
            said = sent.view[start:end]
            # Who does it, alone, is not how it works.
            if "，" not in said or not _LEAST <= len(said) <= _MOST or not wording.is_balanced(said):
                continue
            if wording.refers_elsewhere(said):
                continue
            yield Essence(
                sent=sent, pattern=self.name, name=part(sent, *match.span("name"), "mode"), said=part(sent, start, end)
            )


PATTERNS.add(ModePattern.name)(ModePattern())
