"""On what condition something may be done: D级食堂一律停业，经复核达到C级以上方可恢复."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _leads as leads
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Essence, Fact, part

_CUE = re.compile("方[可能]|才[能可准批许予办]|才算|后可")
_NORMS = frozenset({"law"})
"""Kinds whose articles ask their conditions in forms of their own."""
_PIECE = re.compile("[^。；！？：]+")
_CLAUSE = re.compile("(?:“[^“”]*”|（[^（）]*）|[^，“”（）])+")
_ONLY_IF = re.compile(
    r"(?P<asks>(?!并|按)[^，的]{2,8}(?:要求|规定))?(?P<cond>[^，]{5,36}?)(?:的|后|之后|(?<!小)时)?"
    r"(?:方可|方能|才能|才可以?|才准许?|才算|才允许|才(?=批准|予以|办理|许可))(?P<do>[^，、]{2,18})(?:、.*)?"
)
# What makes sense of the world and not a rule: 只有…才能, 怎样才能.
_NO_RULE = re.compile(
    "只有|怎[样么]|如何|唯有|必须先|我|你|[他她它这那]|因为|越|最|真正|更好|好不好|人心|群众|才能(?:[和、与]|出众)"
)
_NO_DO = re.compile("放心|踏实|安心|理解|明白|知道|看[到见]|更|真正|越|好$|[吗呢吧]")
_MEASURE = re.compile(
    "[0-9一二两三四五六七八九十百]|合格|批准|同意|签字|审[核查批]|验收|公示|培训|登记|备案|评估|复核|取得|达到|通过|完成|缴[满纳清]|评议"
)


class OnlyIfPattern:
    """Conditions without which something may not be done, with what they are conditions of before them."""

    name = "only_if"
    yields = frozenset({"essence"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield them from body sentences, at most one a piece between semicolons."""
        if outline.document.kind not in _NORMS:
            yield from over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a condition after its rule, and one that says who asks for it."""
        text = "D级食堂一律停业整顿，经两部门复核达到C级以上方可恢复。现行办法要求连续缴满12个月方可贷款。"
        return text, (("恢复", "经两部门复核达到C级以上"), ("贷款", "连续缴满12个月"))

    def counter_example(self) -> str:
        """Return a maxim, a question and a story."""
        return "只有心里装着群众才能做好工作。怎样才能让老人安心？他跑了三趟才能办完。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Essence]:
        for piece in _PIECE.finditer(sent.view):
            spans = [match.span() for match in _CLAUSE.finditer(sent.view, *piece.span())]
            for at, span in enumerate(spans):
                match = _ONLY_IF.fullmatch(sent.view, *span)
                if match is None or not _stands(match) or not words.is_cut(match.start("cond")):
                    continue
                lead = match["asks"] or leads.before(sent.view, words, spans[:at])
                if not lead:
                    continue
                yield Essence(
                    sent=sent,
                    pattern=self.name,
                    name=part(sent, *match.span("do")),
                    said=part(sent, *match.span("cond")),
                    lead=lead + "，" * (not match["asks"] and lead != ""),
                )
                break


PATTERNS.add(OnlyIfPattern.name)(OnlyIfPattern())


def _stands(match: re.Match[str]) -> bool:
    condition, text = match["cond"], match.group()
    return not (
        _NO_RULE.search(text)
        or _NO_DO.search(match["do"])
        or leads.TELLS.search(text)
        or _MEASURE.search(condition) is None
        or wording.dangling_word(condition)
        or wording.refers_elsewhere(text)
        or not wording.is_balanced(condition)
    )
