"""What is what of a whole, in a picture or a rank: 溢洪道是水库的“命门”; 有事好商量，这是人民民主的真谛."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Essence, Fact, part

_NORMS = frozenset({"law"})
_RANK = (
    "(?:“[^“”，]{2,8}”|(?:第一道|最后一道|根本|首要|最大的?|最后的?)?(?:哨兵|防线|生命线|命脉|命门|真谛|灵魂|精髓|要义|本质|核心|根本|基石|"
    "牛鼻子|总开关|压舱石|晴雨表|试金石|底线|红线|第一责任人|责任主体|组织者和领导者|最高权力机构))"
)
_CUE = re.compile("是[^，。；]*的")
_PLACE = re.compile(
    r"(?:^|(?<=[。；]))(?P<said>[^，。；：？！“”]{2,12}?|[^。；：？！“”]{6,44}?，这)(?:就|正|才|始终|也)?是"
    rf"(?P<name>(?:(?![^，]*中的)[^，。；：？！“”的]{{2,12}}的{_RANK}))(?=[，。；]|和|$)"
)
_MOST = re.compile(
    r"(?:^|(?<=[。；，]))(?P<name>最[大好]的[^，。；：是]{2,6})是(?P<said>[^，。；：？！]{4,16}的(?:浪费|节约|关心|激励|保护|隐患|风险))(?=[，。；]|$)"
)
_NO_SAID = re.compile(
    "^(?:第[一二三四五六]|[一二三四五六][是要]|这|那|它|他|她|此|其|该|也|都|谁|什么|我|你|今天|当前|目前|有|没有|不|一个|或者|但|而)|[都也]$|哪|什么"
)


class PlaceOfPattern:
    """Sentences that give one thing the name of what it is to a whole."""

    name = "place_of"
    yields = frozenset({"essence"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield them from body sentences."""
        if outline.document.kind not in _NORMS:
            yield from over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a picture and a principle that the clause after it names."""
        text = "溢洪道是水库的“命门”。众人的事情由众人商量，这是人民民主的真谛。"
        return text, (
            ("水库的“命门”", "溢洪道"),
            ("人民民主的真谛", "众人的事情由众人商量"),
        )

    def counter_example(self) -> str:
        """Return who it is left open, and a mere judgement."""
        return "这是水库的“命门”。他是村里的能人。价格是大家的关切。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Essence]:
        for form in (_PLACE, _MOST):
            for match in form.finditer(sent.view):
                said = match["said"].removesuffix("，这")
                span = match.start("said"), match.start("said") + len(said)
                if _NO_SAID.search(said) or _NO_SAID.match(match["name"]) or wording.dangling_word(said):
                    continue
                if not wording.is_balanced(said) or not words.is_cut(match.start("name")):
                    continue
                yield Essence(
                    sent=sent, pattern=self.name, name=part(sent, *match.span("name")), said=part(sent, *span)
                )


PATTERNS.add(PlaceOfPattern.name)(PlaceOfPattern())
