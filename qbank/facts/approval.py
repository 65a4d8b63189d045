"""Who proposes, checks, decides and is told: 跨市用车，由科室提出申请，办公室审核，分管领导批准; 须经中心主任同意."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _deciders as deciders
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._lexicon import listed
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Approval, Fact, Office, part

_CUE = re.compile("批准|审批|审核|审定|审签|签批|审查|同意|备案|复核|确认|认定|决定|签字|定标|拍板")
_DECIDES = (
    "批准|审批|审定|审签|签批|同意|许可|认定|确认|决定|确定|定标|备案|"
    "复核|审核|审查|联审|初审|复审|终审|把关|签发|复评|审议|核验|拨付"
)
_DOES = (
    f"{_DECIDES}|提出|申请|申报|填写|填报|列出|编制|拟定|起草|收集|汇总|推荐|评估|鉴定|论证|询价|公示|登记|研究|讨论|核对|核实|核查|验收|签字|评审|"
    "评议|表决|初评|复评|核稿|签发|会签|签署意见|审议|通过|检查|抽查"
)
_MANNER = (
    "收回|清点|入户|实地|上门|逐项|提前[^，、]{1,5}?|组织专家|组织|集体|现场|当面|统一|签字|专家|联合|书面|逐级|负责|集中|"
    "最终|共同"
)
_STEP = re.compile(
    rf"(?:报(?![社名账纸告销]))?(?P<who>[^，、。；]{{2,14}}?)(?P<does>(?:{_MANNER})*(?:{_DOES})(?P<rest>[^，、。；]{{0,16}}))(?=[，、。；]|$)"
)
_LEADING = listed("再 并 然后 最后 后 由 经 报请 报经 报送 报 送 提交 交 逐级")
_COUNTS = re.compile("[0-9]")
_LAST = re.compile(f"(?:{_DECIDES})")
_REPORTS = re.compile(f"(?<=[\u4e00-\u9fff])后?，?报(?:请|送|经)?(?P<who>[^，、。；报]{{2,12}}?)(?P<does>{_DECIDES})$")
_FROM = re.compile("(?<![理缘自事来经])由(?![于此来])|(?<![已未曾业])经(?![理办济营纪费过常])")
_MUST = re.compile("，?(?:应当?|必须|须|要)?，?$")
_IN_CASE = re.compile("[的时后前]$")
_FIRST_WORDS = re.compile("^(?:其中|同时|另外|目前|今后|对)，?")
_ONE = re.compile(
    r"(?:^|(?<=[。；]))(?P<matter>[^。；：“”]{4,36}?)，?(?:还|均|都|一律)?(?P<must>须(?!知)|应当?|必须|要(?!求)|需(?!要))(?:事先|事前)?(?:报请|报经|经过|经|报|由)"
    rf"(?P<who>[^，、。；的]{{2,14}}?)(?P<does>(?:{_MANNER})*(?:同意|批准|审批|审定|许可|签批|审签|审核))(?=后|[，。；]|$|，|方可)"
)
# 新增部分，经村民代表会议同意、乡镇批准，可提取…: what is decided follows.
_MAY_THEN = re.compile("，可以?(?![行能])")
_TOLD = frozenset({"news"})
_LEAST = 2


class ApprovalPattern:
    """What is decided, and by whom, from the first step to the last."""

    name = "approval"
    yields = frozenset({"approval"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the chains of decision of body sentences, and single decisions that must be had."""
        if outline.document.kind in _TOLD:
            return
        for fact in over_body(outline, terms, _CUE, self._read):
            # A law says in another paragraph whose matter it is that one office decides.
            if isinstance(fact, Approval) and (len(fact.offices) > 1 or outline.document.kind != "law"):
                yield fact

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a chain of three, and a single consent."""
        text = "跨市用车由用车科室提出申请，办公室审核，分管领导批准。外单位人员进入实训室参观，须经实训中心主任同意。"
        return text, (
            ("跨市用车", "用车科室", "办公室", "分管领导"),
            ("外单位人员进入实训室参观", "实训中心主任"),
        )

    def counter_example(self) -> str:
        """Return who is in charge, what was decided, and a case of what was said before."""
        return (
            "会务工作由办公室负责，后勤科协助。经县政府同意，决定开展专项检查。确需离开的，须经站长批准。"
            "结果由其审核，大家确认。"
        )

    def _read(self, sent: Sentence, words: Words) -> Iterator[Approval]:
        for piece in re.finditer("[^。；：]+", sent.view):
            chain = self._chain(sent, words, piece)
            if chain is not None:
                yield chain
        for match in _ONE.finditer(sent.view):
            if deciders.is_who(match["who"]) and deciders.is_matter(match["matter"]) and words.is_cut(match.end("who")):
                does = part(sent, *match.span("does"))
                office = Office(part(sent, *match.span("who"), deciders.label_of(match["who"])), does)
                matter = part(sent, *match.span("matter"))
                whole = part(sent, match.start("matter"), match.end("does"))
                yield Approval(sent=sent, pattern=self.name, matter=matter, offices=(office,), whole=whole)

    def _chain(self, sent: Sentence, words: Words, piece: re.Match[str]) -> Approval | None:
        said = _FROM.search(piece[0])
        if said is None:
            return None
        skipped = _FIRST_WORDS.match(piece[0])
        start = piece.start() + (skipped.end() if skipped else 0)
        end = start + len(_MUST.sub("", sent.view[start : piece.start() + said.start()]))
        last_clause = sent.view.rfind("，", start, end) + 1
        if last_clause and not _IN_CASE.search(sent.view[start:end]):
            start = last_clause
        at, offices = piece.start() + said.end(), []
        for clause in re.finditer("[^，、]+", sent.view[at : piece.end()]):
            first = _led(words, at + clause.start())
            step = _STEP.match(sent.view, first, at + clause.end())
            if step is None or not deciders.is_who(step["who"]):
                rest = sent.view[at + clause.start() : piece.end()]
                if _LAST.search(rest) and not _COUNTS.search(rest):
                    # One more step that cannot be read: who is left would be no whole chain.
                    return None
                break
            offices += _offices(sent, step)
            last = at + clause.end()
        texts = [office.who.text for office in offices]
        if len(offices) < _LEAST or len(set(texts)) < len(texts) or not _LAST.search(offices[-1].does.text):
            return None
        if not deciders.is_matter(sent.view[start:end]) or _MAY_THEN.match(sent.view, last):
            return None
        return Approval(
            sent=sent,
            pattern=self.name,
            matter=part(sent, start, end),
            offices=tuple(offices),
            whole=part(sent, start, last),
        )


PATTERNS.add(ApprovalPattern.name)(ApprovalPattern())


def _offices(sent: Sentence, step: re.Match[str]) -> list[Office]:
    """Return who takes a step, and after it who is told of it: 主任办公会研究后报管委会备案 are two."""
    start, end = step.span("does")
    told = _REPORTS.search(sent.view, start, end)
    done = part(sent, start, told.start() if told else end)
    offices = [Office(part(sent, *step.span("who"), deciders.label_of(step["who"])), done)]
    if told:
        offices.append(
            Office(part(sent, *told.span("who"), deciders.label_of(told["who"])), part(sent, *told.span("does")))
        )
    return offices


def _led(words: Words, start: int) -> int:
    """Return where who acts begins, behind 并, 再, 由, 报 and the like; 后勤科 and 经理 begin with no such word."""
    term = words.after(start)
    while term is not None and term.text in _LEADING:
        start = term.end
        term = words.after(start)
    return start
