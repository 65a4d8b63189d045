"""What a rule does not hold for (除A外，一律B), and what is done where it cannot hold (不得B；确需B的，须C)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body, position
from qbank.facts._words import Words
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Exemption, Fact, part

_CUE = re.compile("除|确[需因]|特殊情况")
_RULE = re.compile(
    "一律|均(?!匀)|不得|不准|不许|严禁|禁止|必须|应当?(?![急对付])|须(?!知)|都(?!市)|全部|不予|不可|可以|至少|可"
)
_BUT_FIRST = re.compile(
    r"(?:^|(?<=[。；]))除了?(?P<but>[^，。；：“”]{2,30}?)(?:以外|之外|外)，(?P<rule>[^。；：]{5,50})(?=[。；]|$)"
)
_BUT_LAST = re.compile(
    r"(?:^|(?<=[。；]))(?P<rule>[^。；：“”]{6,50})[，；（]"
    r"(?P<but>(?!且|并|及|和|或)[^，。；：“”（）但]{3,24}?)的?除外(?=[，。；）]|$)"
)
_THEN = (
    "(?:须|应当?|必须|由|经|报|需|可|要)[^。；：]{4,44}|[^。；：]{2,30}(?:审批|批准|同意|审核|备案|停止)[^。；：]{0,20}"
)
_NEXT = re.compile(
    r"(?:^|(?<=[。；]))(?P<rule>[^。；：“”]{6,40})[，；](?:但)?(?P<but>(?:确需|确因|因特殊情况|特殊情况)[^，。；：“”应]{2,24}(?:的|时))，"
    rf"(?P<then>{_THEN})(?=[。；]|$)"
)
_ALONE = re.compile(
    r"(?:^|(?<=[。]))(?P<but>(?:因?特殊情况|因[^，。；：“”]{2,8})(?:确需|确有必要|需要)[^，。；：“”]{5,24}的)，"
    rf"(?P<then>{_THEN})(?=[。；]|$)"
)
# 除…外，还应: beside what else. 法律另有规定的除外 points elsewhere.
_BESIDE = re.compile("[^，]{0,12}(?:还|也|另|又|同时|并)")
_POINTS = re.compile("规定|约定|另有|上述|前述|本条|特殊情况$|其他|等情况$|[0-9]号|因.*暂")
_STORY = re.compile("(?<!为)了(?!解)|目前|今年|去年|已(?!经?知)|其余")
# Who must or must not was said before.
_LEANS = re.compile(
    "^(?:其中|并|且|但|还|也|该|其|此|同时|应|必须|须|可|不得|不准|不许|不予|(?:全部|都|均)(?:[与和是为属在由]|来自|来源))"
)
_TOLD = frozenset({"news", "report"})


class ExemptionPattern:
    """A rule that stands by itself, with what is exempt from it."""

    name = "exemption"
    yields = frozenset({"exemption"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the exemptions of body sentences."""
        if outline.document.kind not in _TOLD:
            yield from over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return an exempt case before its rule, and what is to be done where a rule cannot hold."""
        text = "除抢修设备外，22时以后不得使用实训室。监护人不得擅离岗位，确需离开的，应当停止作业。"
        return text, (
            ("抢修设备", "22时以后不得使用实训室"),
            ("监护人不得擅离岗位", "确需离开的", "应当停止作业"),
        )

    def counter_example(self) -> str:
        """Return what holds beside something else, what points elsewhere, and how things are."""
        return "除携带证件外，还应当提交申请表。任何人不得查阅，法律另有规定的除外。除石坪村外，其余村均已通水。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Exemption]:
        found = []
        for form in (_BUT_FIRST, _BUT_LAST, _NEXT, _ALONE):
            for match in form.finditer(sent.view):
                if _is_exemption(match) and words.is_cut(match.end("but")):
                    rule, then = (
                        part(sent, *match.span(name)) if name in match.groupdict() else None
                        for name in ("rule", "then")
                    )
                    but = part(sent, *match.span("but"))
                    found.append(Exemption(sent=sent, pattern=self.name, rule=rule, but=but, then=then))
        yield from sorted(found, key=position)


PATTERNS.add(ExemptionPattern.name)(ExemptionPattern())


def _is_exemption(match: re.Match[str]) -> bool:
    rule, but, then = (match.groupdict().get(name, "") for name in ("rule", "but", "then"))
    if not rule:
        return not any(map(wording.refers_elsewhere, (but, then))) and all(map(wording.is_balanced, (but, then)))
    if not _RULE.search(rule) or _BESIDE.match(rule) or _POINTS.search(but) or _STORY.search(rule):
        return False
    if _LEANS.match(rule) or wording.dangling_word(rule) or any(map(wording.refers_elsewhere, (rule, but, then))):
        return False
    return all(map(wording.is_balanced, (rule, but, then)))
