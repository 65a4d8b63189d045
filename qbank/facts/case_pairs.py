"""Cases with what follows: 请假一天以内的，由科所队长批准；三天以上的，由局领导批准；…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import position
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, part

_CLAUSE = re.compile(r"[^；。]+")
_CASE = re.compile(r"(?:[^，]{2,8}，)?(?P<case>[^，：]{4,20})的，(?P<then>[^：]{4,40})")
_BY_WHOM = re.compile(
    r"由(?P<who>[^，。；由]{2,20}?)(?P<verb>(?:负责|组织)?(?:批准|审批|签发|审核|调查|核准|裁决|决定|处理|管辖|主持|任免|备案|受理|认定))"
)
_EMPTY_CASE = re.compile(
    "^(?:情节|造成|构成|逾期|拒不|没有|后果|数额|有|其他|属于|需要|符合|对|未)|其|上述|前款|规定|[是都]有$"
)
# …的，由应急管理部门依照下列规定处以罚款 leads to the list, and the cases say the rest.
_TO_THE_LIST = re.compile(
    "，(?:由[^，]*)?(?:分别)?(?:按照|依照|按|依)?(?:下列|以下|如下)[^，]*$|^[^，]{0,12}(?:下列|以下|如下)[^，]*$"
)
_ANY_CASE = re.compile("有(?:下列|以下)[^，]{0,4}(?:情形|情况|行为)(?:之一)?的，")
_LONGEST_LEAD = 44
_ITEM = ("（", "(", *"123456789①②③④⑤⑥⑦⑧⑨")
_STANDARDS = (
    (re.compile("处.*罚款"), "罚款标准"),
    (re.compile("^(?:应当)?支付"), "支付标准"),
    (re.compile("记[^，]*分"), "记分标准"),
)
_PERSON = re.compile("(?:长|领导|人|书记|主任|经理|员)$")


class CasePairsPattern:
    """Three or more cases in a row, each with its own treatment or its own authority."""

    name = "case_pairs"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the cases of each sentence and of neighbouring items."""
        found: list[Fact] = []
        for group, lead in _runs(outline):
            case = _case(lead) if len(group) >= rows.LEAST else None
            if case is None:
                continue
            authorities = [each for each in map(_authority, group) if each]
            if len(authorities) == len(group) and len({each.names for each in authorities}) == 1:
                found += rows.pairs(authorities, self.name, authorities[0].names, outline, case=case)
            elif _of_one_frame(group):
                found += rows.pairs(group, self.name, ("情形", _treatment(group)), outline, case=case)
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return who grants leave."""
        text = "请假一天以内的，由科长批准；请假一至三天的，由处长批准；请假三天以上的，由局长批准。"
        return text, (("请假一天以内", "科长", "请假一至三天", "处长", "请假三天以上", "局长"),)

    def counter_example(self) -> str:
        """Return two cases, and cases without the deed."""
        two = "迟到一次的，予以提醒；迟到两次的，予以通报。"
        return two + "情节较轻的，给予警告；情节较重的，给予记过；情节严重的，予以辞退。"


PATTERNS.add(CasePairsPattern.name)(CasePairsPattern())


def _runs(outline: Outline) -> Iterator[tuple[list[rows.Row], str]]:
    """Yield runs of neighbouring clauses that are all a case with what follows, and the lead-in before them.

    A run ends with its sentence, for the next may speak of somebody else; items of a list are one run.
    """
    run: list[rows.Row] = []
    lead = ""
    last: Sentence | None = None
    for sent in outline.body():
        if last is None or not _goes_on(last, sent):
            yield run, lead
            run, lead = [], _lead(last, sent)
        for clause in _CLAUSE.finditer(sent.view):
            match = _CASE.fullmatch(sent.view, *clause.span())
            if match is None or _EMPTY_CASE.search(match["case"]):
                yield run, lead
                run = []
            else:
                run.append(rows.row(sent, match.span("case"), match.span("then")))
        last = sent
    yield run, lead


def _lead(last: Sentence | None, sent: Sentence) -> str:
    """Return the sentence before a run where it ends in a colon and stands under the same heading, else ""."""
    return last.view if last and last.section == sent.section and last.view.endswith("：") else ""


def _goes_on(last: Sentence, sent: Sentence) -> bool:
    listed = last.label.startswith(_ITEM) and sent.label.startswith(_ITEM)
    return sent.section == last.section and listed


def _case(lead: str) -> str | None:
    """Return the condition a lead-in states for all cases, "" where it states none, None where it cannot be quoted."""
    said = _TO_THE_LIST.sub("", lead.rstrip("："))
    if not said or _ANY_CASE.match(lead):
        return ""
    whole = wording.is_balanced(said) and not wording.refers_elsewhere(said.replace("本法", "").replace("本条例", ""))
    return (
        said if whole and said.endswith("的") and len(said) <= _LONGEST_LEAD and not _EMPTY_CASE.match(said) else None
    )


def _of_one_frame(group: Sequence[rows.Row]) -> bool:
    """Tell whether all cases, or all treatments, share two characters in a row: they are then cases of one thing."""
    return any(
        len(set.intersection(*({text[at : at + 2] for at in range(len(text) - 1)} for text in texts))) > 0
        for texts in ([each.left.text for each in group], [each.right.text for each in group])
        if texts
    )


def _treatment(group: Sequence[rows.Row]) -> str:
    """Return what the treatments are: sums of one kind are a standard."""
    texts = [each.right.text for each in group]
    named = (name for form, name in _STANDARDS if all(form.search(text) for text in texts))
    return next(named, "处理方式")


def _authority(each: rows.Row) -> rows.Row | None:
    """Return the row with only the authority on its right, None where nobody decides."""
    by = _BY_WHOM.fullmatch(each.right.text)
    if by is None:
        return None
    (sent,) = each.sents
    at = sent.view.index(each.right.text, sent.view.index(each.left.text))
    right = part(sent, at + by.start("who"), at + by.end("who"))
    return each._replace(right=right, names=("情形", by["verb"] + ("人" if _PERSON.search(by["who"]) else "主体")))
