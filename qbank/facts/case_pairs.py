"""Cases with what follows: 请假一天以内的，由科所队长批准；三天以上的，由局领导批准；…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import position
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact

_CLAUSE = re.compile(r"[^；。]+")
_CASE = re.compile(r"(?:[^，]{2,8}，)?(?P<case>[^，：]{4,20})的，(?P<then>[^：]{4,40})")
_BY_WHOM = re.compile(
    r"由(?P<who>[^，。；由]{2,20}?)(?P<verb>(?:负责|组织)?(?:批准|审批|签发|审核|调查|核准|裁决|决定|处理|管辖|主持|任免|备案|受理|认定))"
)
_EMPTY_CASE = re.compile("^(?:情节|造成|构成|逾期|拒不|没有|后果|数额|有|其他|属于|需要|符合|对|未)|其|上述|前款|规定")
_LEAST = 3


class CasePairsPattern:
    """Three or more cases in a row, each with its own treatment or its own authority."""

    name = "case_pairs"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the cases of each sentence and of neighbouring items."""
        found: list[Fact] = []
        for group in _runs(outline):
            authorities = [each for each in map(_authority, group) if each]
            names = {each.names for each in authorities}
            if len(authorities) == len(group) and len(names) == 1:
                found += rows.pairs(authorities, self.name, names.pop(), outline)
            else:
                found += rows.pairs(group, self.name, ("情形", "处理方式"), outline)
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return who grants leave."""
        text = "请假一天以内的，由科长批准；请假一至三天的，由处长批准；请假三天以上的，由局长批准。"
        return text, (("请假一天以内", "科长", "请假一至三天", "处长", "请假三天以上", "局长"),)

    def counter_example(self) -> str:
        """Return two cases, and cases without the deed."""
        return "迟到一次的，予以提醒；迟到两次的，予以通报。情节较轻的，给予警告；情节较重的，给予记过；情节严重的，予以辞退。"


PATTERNS.add(CasePairsPattern.name)(CasePairsPattern())


def _runs(outline: Outline) -> Iterator[list[rows.Row]]:
    """Yield runs of neighbouring clauses that are all a case with what follows, within one paragraph or one list."""
    run: list[rows.Row] = []
    last: Sentence | None = None
    for sent in outline.body():
        if last is not None and (sent.section != last.section or bool(sent.label) != bool(last.label)):
            yield run
            run = []
        for clause in _CLAUSE.finditer(sent.view):
            match = _CASE.fullmatch(sent.view, *clause.span())
            if match is None or _EMPTY_CASE.search(match["case"]):
                yield run
                run = []
            else:
                run.append(rows.row(sent, match.span("case"), match.span("then"), _names(match)))
        last = sent
    yield run


def _names(match: re.Match[str]) -> tuple[str, str]:
    by = _BY_WHOM.fullmatch(match["then"])
    return ("情形", f"{by['verb']}主体") if by else ("情形", "处理方式")


def _authority(each: rows.Row) -> rows.Row | None:
    """Return the row with only the authority on its right, None where nobody decides."""
    by = _BY_WHOM.fullmatch(each.right.text)
    if by is None:
        return None
    (sent,) = each.sents
    at = sent.view.index(each.right.text, sent.view.index(each.left.text))
    return each._replace(right=rows.row(sent, (0, 1), (at + by.start("who"), at + by.end("who"))).right)
