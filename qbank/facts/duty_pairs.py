"""Offices of one section with their duties: 政工室：负责考试命题；督察大队：负责明察暗访；…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qbank.facts import _agents as agents
from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import position
from qbank.facts._words import Words, words_of
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, part

_START = r"(?:^|(?<=[。；]))"
# 政工室：负责…; 市商务局负责…
_DOES = re.compile(
    rf"{_START}(?P<who>[^，。；：]{{2,20}}?)(?P<colon>：)?(?:具体|主要|统一|全面)?(?:负责|承担|主管)(?![人任制的])(?P<what>[^。；，：]{{4,60}})"
)
# 课程组。由市培训科牵头，科长裴若谷负责，承担…
_LED = re.compile(
    r"由(?P<who>[^，。；：由]{2,20}?)(?:牵头|负责|任组长单位)，(?:[^，。；]{2,20}(?:负责|配合|参加)，)?(?:主要|具体)?(?:负责|承担)(?P<what>[^。；，：]{4,60})"
)
# 后勤保障组：由物资保障处负责，…
_RUN_BY = re.compile(
    r"(?:^|(?<=[。；]))(?P<group>[^，。；：]{2,12}组)[：。，]?由(?P<who>[^，。；：由]{2,20}?)(?:牵头|负责)(?=[，。；]|$)"
)
_GROUP_ALONE = re.compile(r"由(?P<who>[^，。；：由]{2,20}?)(?:牵头|负责)(?=[，。；]|$)")
# 林业部门负责巡护，公安机关负责侦破，…; 改造事项由信息科牵头，统一口径由法规科牵头，…
_IN_A_ROW = (
    re.compile(r"(?P<who>[^，。；：]{2,16}?)(?:具体|主要|统一|全面)?负责(?![人任制的])(?P<what>[^。；，：]{3,40})"),
    re.compile(
        r"(?P<what>[^，。；：由]{2,30})由(?P<who>[^，。；：由]{2,16}?)(?:具体|统一)?(?:负责|牵头|承担|管理|实施)"
    ),
)
_PIECE = re.compile("[^，。；：]+")
_FORMS = (_DOES, _LED, _RUN_BY, _GROUP_ALONE, *_IN_A_ROW)
_CUE = re.compile("负责|承担|牵头|主管")
_NO_DUTY = re.compile(
    "责任$|工作$|下列|以下|费用|（|^(?:的|人|任|全部|相应|连带|赔偿|法律|民事|刑事|主体)|^(?:组织)?实施$|其"
)
_PLACE = re.compile("(?:公司|学校|医院|企业|街道|镇|乡|村|社区|办事处|政府)$")


class DutyPairsPattern:
    """Three or more offices of one section, each with its own duty, and working groups with who leads them."""

    name = "duty_pairs"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield offices with their duties and groups with their offices, section by section."""
        duties: list[rows.Row] = []
        leaders: list[rows.Row] = []
        for sent in outline.body():
            if _CUE.search(sent.view) and any(form.search(sent.view) for form in _FORMS):
                words = words_of(sent, terms)
                duties += _duties(sent, words)
                leaders += _leaders(outline, sent, words)
        found = [
            fact
            for group in rows.by_section(outline, duties)
            for names in _names(group)
            for fact in rows.pairs(group, self.name, names, outline)
        ]
        found += [
            fact
            for group in rows.by_section(outline, leaders)
            for fact in rows.pairs(group, self.name, ("工作组", "牵头单位"), outline)
        ]
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a division of work."""
        text = (
            "职责分工如下：\n政工室：负责考试命题；\n督察大队：负责明察暗访，每周通报一次；\n法制大队：负责案件抽查。\n"
        )
        return text, (("政工室", "考试命题", "督察大队", "明察暗访", "法制大队", "案件抽查"),)

    def counter_example(self) -> str:
        """Return two offices only, and people who answer for what they do."""
        return "信息科负责系统维护，财务科负责经费拨付。各单位主要负责人对本单位工作负责，其他人员承担相应责任。"


PATTERNS.add(DutyPairsPattern.name)(DutyPairsPattern())


def _duties(sent: Sentence, words: Words) -> Iterator[rows.Row]:
    for form in (_DOES, _LED):
        for match in form.finditer(sent.view):
            if _is_office(words, sent.view, *match.span("who")) and not _NO_DUTY.search(match["what"]):
                yield rows.row(sent, match.span("who"), match.span("what"))
    yield from _in_a_row(sent, words)


def _in_a_row(sent: Sentence, words: Words) -> Iterator[rows.Row]:
    """Yield the clauses of one frame where three or more follow one another, whatever mark parts them.

    Who does what is told by is found without this behind any mark but a comma.
    """
    for form in _IN_A_ROW:
        run: list[re.Match[str]] = []
        for piece in [*_PIECE.finditer(sent.view), None]:
            match = form.fullmatch(sent.view, *piece.span()) if piece else None
            if match and _is_office(words, sent.view, *match.span("who")) and not _NO_DUTY.search(match["what"]):
                run.append(match)
                continue
            if len(run) >= rows.LEAST:
                for each in run:
                    if form is not _IN_A_ROW[0] or sent.view[each.start() - 1 : each.start()] == "，":
                        yield rows.row(sent, each.span("who"), each.span("what"))
            run = []


def _leaders(outline: Outline, sent: Sentence, words: Words) -> Iterator[rows.Row]:
    """Yield a group and who leads it: of one sentence, or the group in the heading right before it."""
    for match in _RUN_BY.finditer(sent.view):
        if _is_office(words, sent.view, *match.span("who")):
            yield rows.row(sent, match.span("group"), match.span("who"))
            return
    alone = _GROUP_ALONE.match(sent.view)
    before = outline.sentences[sent.index - 1] if sent.index else None
    if alone is None or before is None or not _is_office(words, sent.view, *alone.span("who")):
        return
    name = before.view.rstrip("。：: ")
    if before.section == sent.section and re.fullmatch("[^，。；：]{2,12}组", name):
        yield rows.Row(part(before, 0, len(name)), part(sent, *alone.span("who")), (before, sent))


def _is_office(words: Words, view: str, start: int, end: int) -> bool:
    who = view[start:end]
    return agents.label_of(who) in {"organ", "post"} and agents.is_agent(words, start, end) and "、" not in who


def _names(group: Sequence[rows.Row]) -> Iterator[tuple[str, str]]:
    """Yield what offices with duties are called; nothing where organs stand beside posts."""
    lefts = [each.left.text for each in group]
    kinds = {agents.label_of(left) for left in lefts}
    if kinds == {"post"}:
        yield "岗位", "职责"
    elif kinds == {"organ"}:
        if all(left.endswith("组") for left in lefts):
            yield "工作组", "职责"
        else:
            yield "单位" if any(map(_PLACE.search, lefts)) else "部门", "职责"
