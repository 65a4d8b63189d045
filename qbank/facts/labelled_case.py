"""A case printed as the label of its paragraph: 逃票的：当场补全程最高票价，拒绝补的记录特征."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import is_clear
from qbank.facts.case_rule import FACTS, VAGUE
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Treatment, part

_CASE = re.compile("(?P<case>[^，。；：“”]{3,20}的)：(?P<then>[^：]{6,120})")
_KINDS = frozenset({"handbook", "plan", "notice", "other"})
_LEANS = re.compile(
    "^(?:一律|严禁|禁止|不得|不准|不许|不能|可以?(?=[带办])|必须|应当?)|(?:其他|其余|此类|上述|以上|不同|相同|主要|重要|有关|相关|目的|好的|新的|存在)|(?:说|讲|写|问|喊)的$"
)
# What is done begins with an act, not with what something is.
_NO_ACT = re.compile("是|有(?!权)|占|共|为|包括|主要|例如|比如|因为|由于|[0-9]")
_TALK = re.compile("[我你您他她]|吗|呢|吧|[？！“]")


class LabelledCasePattern:
    """Paragraphs of one sentence that open with a case and a colon, and say what is done in it."""

    name = "labelled_case"
    yields = frozenset({"treatment"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield them from handbooks, plans and notices."""
        if outline.document.kind not in _KINDS:
            return
        for sent in outline.body():
            match = _CASE.fullmatch(sent.view.rstrip("。；"))
            if match is None or not _is_alone(outline, sent) or not _stands(match["case"], match["then"]):
                continue
            case, then = part(sent, *match.span("case")), part(sent, *match.span("then"))
            whole = part(sent, match.start("case"), match.end("then"))
            fact = Treatment(sent=sent, pattern=self.name, case=case, then=then, whole=whole)
            if is_clear(fact):
                yield fact

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return two kinds of passengers."""
        text = (
            "云岭站员工手册\n一、几种不好处理的乘客\n"
            "逃票、冒用证件的：当场补全程最高票价，态度平和；拒绝补的记录特征，不扣证件。\n"
            "携带大件行李的：引导走直梯，不得进入扶梯。\n"
        )
        return text, (
            ("逃票、冒用证件的", "当场补全程最高票价，态度平和；拒绝补的记录特征，不扣证件"),
            ("携带大件行李的", "引导走直梯，不得进入扶梯"),
        )

    def counter_example(self) -> str:
        """Return what something is, what people say, and a case whose paragraph goes on."""
        return (
            "云岭站员工手册\n一、乘客\n最重要的：是大家的安全和秩序。\n乘客常说的：你们怎么还不来人呢。\n"
            "醉酒的：两人陪同，安排坐下。呕吐的另行处理。\n"
        )


PATTERNS.add(LabelledCasePattern.name)(LabelledCasePattern())


def _is_alone(outline: Outline, sent: Sentence) -> bool:
    """Tell whether a sentence is all its paragraph says."""
    beside = outline.sentences[max(0, sent.index - 1) : sent.index + 2]
    return all(each.paragraph != sent.paragraph for each in beside if each.index != sent.index)


def _stands(case: str, then: str) -> bool:
    return not (
        _LEANS.search(case)
        or _NO_ACT.match(then)
        or _TALK.search(case + then)
        or FACTS.search(then)
        or VAGUE.search(then)
        or wording.dangling_word(case)
        or wording.refers_elsewhere(case + then)
        or not wording.is_balanced(case)
        or not wording.is_balanced(then)
    )
