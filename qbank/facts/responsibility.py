"""Who is in charge of what: X负责Y, X主管Y, 由X牵头Y, 由X任Y, Z由X制定. Who is always a known kind of organ or post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from qbank.facts import _agents as agents
from qbank.facts import _clauses as clauses
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Responsibility, part


class _Spans(NamedTuple):
    who: clauses.Range
    verb: clauses.Range
    what: clauses.Range
    label: str


_MANNER = "(?:具体|统一|分别|主要|全面|共同|直接|统筹|依法|组织|各自)?"
# Before the verb only who stands (with 由 or nothing), after it only what.
_IN_CHARGE = re.compile(
    rf"{_MANNER}(?P<verb>负责(?![人任制]|同志)|主管(?!部门|机关|单位|人员|领导)|牵头(?!部门|单位|人))"
)
_IN_POST = re.compile(
    r"(?P<verb>担任|兼任|任(?![何务意职免用命性期教务])|为(?=[^，。；]{0,12}(?:组长|主任|召集人|总指挥|责任人)))"
)
_PASSIVE = re.compile(
    r"由(?P<who>[^，。；：由]{2,40}?)(?P<manner>统一|另行|依法|组织|联合|分别|具体|负责|共同|予以)?(?P<verb>制定|规定|组织实施|公布|颁发|核发|确定|"
    r"召集|主持|监制|批准|审批|任命|印制|编制|承担|负担|裁决|决定|认定|受理|管辖|保管|拨付|实施)(?=[，。；]|$)"
)
_CUE = re.compile(r"负责|主管|牵头|担任|兼任|任|由")
_POST_END = re.compile(
    r"(?:组长|主任|书记|成员|委员|召集人|总指挥|指挥长|联络员|队长|局长|主席|会长|秘书长|校长|院长|责任人|组员|干事|主编)$"
)
# 警戒组：由派出所负责，… puts the duty before the colon.
_TITLED = re.compile(r"^(?P<what>[^，。；：]{2,20})：由(?P<who>[^，。；：由]{2,40}?)(?P<verb>负责|牵头)(?=[，。；]|$)")
# 政工室：负责组织协调；督察大队：负责明察暗访。
_LISTED = re.compile(
    rf"(?:^|(?<=[；。]))(?P<who>[^，。；：由]{{2,20}})：{_MANNER}(?P<verb>负责|牵头)(?P<what>[^，。；：]{{4,60}})(?=[，。；]|$)"
)
_NO_DUTY = re.compile(
    r"^(?:的|并|和|人|任|制)|的副?[^，。；的]{0,4}(?:长|主任|书记|经理)[\u4e00-\u9fff]{1,3}$|的(?:体制|机制|制度|原则|方式|机构)?$|的(?:部门|机构|单位|人员|组织|机关)|下列|以下"
)
# 具体办法由X规定 says nothing that could be asked.
_EMPTY_DUTY = re.compile(
    r"^(?:其|该)?(?:具体|实施|有关|相关)?的?(?:实施)?(?:办法|标准|规定|细则|范围|措施|管理办法|事项|工作)$"
)
# 局里负责食品的执法人员只有9人: how many there are is no duty.
_HEADCOUNT = re.compile("的[^，。；]{2,8}(?:只有|仅有?|共有?|有)[0-9一二三四五六七八九十两]")
# 牵头公安、住建等11个部门，抽调…: with whom, and not what is led.
_WITH_WHOM = re.compile("[0-9一二三四五六七八九十]+[个家](?:部门|单位|科室|机构)$")
_OR_BY_OTHERS = re.compile("[，、；]?(?:或者?|也可以?)")
_ADVERB = re.compile(r"(?:应当|应|要|可以|必须|须)$")
_LEAST, _SHORTEST_DUTY, _MOST = 2, 4, 48


class ResponsibilityPattern:
    """Organs and posts with their duties."""

    name = "responsibility"
    yields = frozenset({"responsibility"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield responsibilities stated in body sentences."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return duties of organs and a post, active and passive."""
        text = "镇政府办公室负责会议材料的汇总，由镇长任领导小组组长。考核细则由市档案管理部门制定。"
        return text, (
            ("镇政府办公室", "会议材料的汇总"),
            ("镇长", "领导小组组长"),
            ("考核细则", "市档案管理部门"),
        )

    def counter_example(self) -> str:
        """Return people in charge, a duty to answer for, and an unknown agent."""
        return "主管部门负责人应当对其真实性负责，由此产生的费用由大家承担，任何人不得推卸责任。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Responsibility]:
        for spans in (
            *_titled(sent.view, words),
            *_listed(sent.view, words),
            *_active(sent.view, words),
            *_passive(sent.view, words),
        ):
            what = sent.view[slice(*spans.what)]
            if _HEADCOUNT.search(what) or _WITH_WHOM.search(what):
                continue
            if wording.is_balanced(what) and not wording.refers_elsewhere(what) and not _EMPTY_DUTY.match(what):
                yield Responsibility(
                    sent=sent,
                    pattern=self.name,
                    who=part(sent, *spans.who, agents.label_of(sent.view[slice(*spans.who)])),
                    verb=part(sent, *spans.verb),
                    what=part(sent, *spans.what, spans.label),
                )


PATTERNS.add(ResponsibilityPattern.name)(ResponsibilityPattern())


def _titled(view: str, words: Words) -> Iterator[_Spans]:
    match = _TITLED.match(view)
    if match and agents.is_agent(words, *match.span("who")):
        yield _Spans(match.span("who"), match.span("verb"), match.span("what"), "duty")


def _listed(view: str, words: Words) -> Iterator[_Spans]:
    for match in _LISTED.finditer(view):
        if agents.is_agent(words, *match.span("who")) and not _NO_DUTY.search(match["what"]):
            yield _Spans(match.span("who"), match.span("verb"), match.span("what"), "duty")


def _active(view: str, words: Words) -> Iterator[_Spans]:
    for form, label in ((_IN_CHARGE, "duty"), (_IN_POST, "post")):
        for match in form.finditer(view):
            who = _who(view, words, match.start())
            what = (match.end(), clauses.clause_end(view, match.end()))
            duty = view[slice(*what)]
            if who is None or not _LEAST <= len(duty) <= _MOST or _NO_DUTY.search(duty):
                continue
            if match["verb"] == "主管" and _is_person(words, match.end()):
                continue
            if len(duty) >= _SHORTEST_DUTY if label == "duty" else _POST_END.search(duty):
                yield _Spans(who, match.span("verb"), what, label)


def _is_person(words: Words, start: int) -> bool:
    """Tell whether a name follows: 饲料室主管张明 is a post, and no duty."""
    word = words.after(start)
    return word is not None and word.tag == "nr"


def _who(view: str, words: Words, end: int) -> clauses.Range | None:
    """Return the agent that fills the clause up to ``end``, but for 由 and a modal."""
    start = clauses.clause_start(view, end)
    start = max(start, view.rfind("由", start, end) + 1)
    adverb = _ADVERB.search(view[start:end])
    end = start + adverb.start() if adverb else end
    return (start, end) if start < end and agents.is_agent(words, start, end) else None


def _passive(view: str, words: Words) -> Iterator[_Spans]:
    for match in _PASSIVE.finditer(view):
        start = clauses.clause_start(view, match.start())
        what = view[start : match.start()]
        if _OR_BY_OTHERS.match(view, match.end()):
            continue
        if _LEAST <= len(what) <= _MOST and agents.is_agent(words, *match.span("who")) and _is_thing(what):
            yield _Spans(match.span("who"), match.span("verb"), (start, match.start()), "")


def _is_thing(what: str) -> bool:
    return (
        re.search(
            r"^(?:其|该|此|本|这)|(?:应当|必须|可以|的|并|和|不得|应|也|均|分别|一律)$|^(?:并|但|也|还|或者)", what
        )
        is None
    )
