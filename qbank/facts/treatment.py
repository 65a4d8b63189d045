"""A case and what follows for it, said by itself: 对履职不力的，予以通报批评. Ladders of cases are told elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Treatment, part

_CUE = re.compile("对")
_DONE = (
    "(?:给予|予以|严肃|从严|通报|约谈|问责|追究|取消|扣除|扣减|责令|撤销|停止|暂停|收回|移交|移送|实行|启动|批评|诫勉|"
    "表彰|奖励|调离|调整|不得|一票否决)"
)
_TREATED = re.compile(
    r"(?:^|(?<=[。；]))(?P<whole>对于?(?P<case>[^。；：“”]{4,40}?(?:的|的(?:单位|个人|人员|部门|单位和个人|部门和个人|集体和个人)))，"
    rf"(?P<then>(?:要|将|应|应当|一律|坚决|依法|依规|依纪|依法依规|按规定|一经查实)?{_DONE}[^。；：]{{2,36}}))(?=[。；]|$)"
)
_VAGUE = re.compile(
    "符合[^，]{0,4}条件|不属于|不适合|除非|有关规定|相关规定|有关要求|具体|其他|情节|构成|造成[^，]{0,4}后果"
)
# Every plan promises praise; nobody asks for it.
_PRAISE = re.compile("(?:按照[^，]*)?(?:给予|予以)(?:表彰|表扬|奖励)?[和、与]?(?:表彰|表扬|奖励)")


class TreatmentPattern:
    """What plans and notices threaten or promise: 对…的，予以…."""

    name = "treatment"
    yields = frozenset({"treatment"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield cases with their treatment, each a whole piece of its sentence."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a promise and a threat."""
        text = "对于考核优秀的单位和个人，给予通报表扬；对无故缺席、代打考勤的，取消当年评优资格。"
        return text, (
            ("考核优秀的单位和个人", "给予通报表扬"),
            ("无故缺席、代打考勤的", "取消当年评优资格"),
        )

    def counter_example(self) -> str:
        """Return a topic with 对于, an object of 对, and treatments that only point elsewhere."""
        return "对于这项工作，大家都很支持。镇里对困难家庭给予补助。对逾期未报的，按照有关规定处理。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Treatment]:
        for match in _TREATED.finditer(sent.view):
            text = match["whole"]
            if not wording.is_balanced(text) or wording.refers_elsewhere(text) or _VAGUE.search(text):
                continue
            if _PRAISE.fullmatch(match["then"]):
                continue
            case, then, whole = (part(sent, *match.span(name)) for name in ("case", "then", "whole"))
            yield Treatment(sent=sent, pattern=self.name, case=case, then=then, whole=whole)


PATTERNS.add(TreatmentPattern.name)(TreatmentPattern())
