"""What is to be done in a case, as plans and rules say it: 连续两次考核不及格的，取消当年评优资格."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._leads import MEASURED_THING
from qbank.facts._search import over_body
from qbank.facts._words import Words, is_noun
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Treatment, part

_CUE = re.compile("的，")
_NORMS = frozenset({"law"})
"""Kinds whose articles state their cases in frames of their own, which other patterns know."""
_TOLD = frozenset({"speech", "news", "report"})
"""Kinds whose headings do not say whom a case is about."""
DONE = (
    "应当|应(?![急对付])|须(?!知)|必须|一律|不得|不予|不准|不再|由(?!于)|取消|扣[除减发]?|停[止发用职]?|暂停|退[还回出]|解除|清退|"
    "调离|调整|通报|约谈|免[予除收于]?|作废|视为|追究|给予|予以|责令|移[送交]|列入|奖励|追回|收回|换发|按照?|原则上|"
    r"当[日场天](?!地)|立即|[0-9一二两三五七十]+(?:小时|天|日|个工作日)[之以]?内"
)
_AGENT_ACTS = rf"[^，。；的]{{2,10}}?(?:{wording.MUST}|可以|不(?:予|再)?受理)"
# 今后，…; 按照“一次告知”的要求，…: what the case does not need, so that it may stand without.
_SINCE = (
    "(?:今后|下一步|原则上|[从自][^，。；]{2,12}[起后]|[^，。；]{0,8}[0-9]{1,2}月[^，。；]{0,4}起|"
    "按照?“[^“”]{2,10}”的[^，。；]{2}|特别说明|需要注意的是)[，：]"
)
_ALSO_DONE = "可以(?!看)|核减|追索|一经查实|重新|停用|每[^，]{1,4}再|下一?年度?|当年|统统|全部|直接|自动|要(?![求点素])"
_CASE = re.compile(
    rf"(?:^|(?<=[。；：]))(?:{_SINCE})?(?P<whole>(?:凡是?|对于?)?(?P<case>[^。；：“”，]{{6,32}}(?:，[^。；：“”，]{{4,20}})?的|"
    r"[^。；：“”，]+、[^。；：“”，]{4,24}的)，"
    rf"(?P<then>(?:{DONE}|{_ALSO_DONE}|{_AGENT_ACTS})[^。；：]{{2,44}}))(?=[。；]|$)"
)
# 可以凭死亡证明单方申请: what for, was said before.
_OF_NOTHING = re.compile("(?:申请|办理|提出|进行|受理|处理)$")
# 能够局部加固的，就不要整体更换: no answer to what is to be done.
_IS_ONLY_NOT = re.compile("就?(?:不要|别)")
# Who it is was said before, or what it is about: 情节严重的, 经查属实的, 符合条件的.
_LEANS = re.compile(
    r"(?:[哪谁]|近[0-9一二两三四五]+年内?|受过|情节|构成|造成|经(?![营济费办理常])|属于|属|符合|不符合|超过|未|不(?!到)|逾期|仍|确[因需有]|已|到期|期满|有上述|有前|违反|"
    r"[^，]{0,12}发现的$|拒不|再次|屡|因此|特殊|遇有?特殊|有下列|其中|否则|做到|没有做到|取得|达到|需要|如)"
)
VAGUE = re.compile(
    "另有(?:约定|规定)|[≤≥<>＜＞℃]{2}|[≤≥][^，；]*超过|扣完|有关规定|相关规定|有关要求|有关部门|另行|具体|等情况|实际情况|[按见如][照下附]?表|附件|酌情|相应|严肃处理|该[^，]|上述|前述|其他|此"
)
# A statement that a case follows: 质检部应当在二十四小时内完成检验，需要送外检验的. No case: 菜是中午备多的原料配好的.
_STATES = re.compile(
    # 我讲过，至少配两名专职的: what was told, and of whom; 两名专职的 is who, and no case.
    "[^，]*[我你](?!国|市|省)|.*(?:至少|不少于|配备?)[^，]{0,4}[名个人][^，]{0,6}(?:专职|兼职|全职)的$|(?:督促|引导|推动|鼓励|支持)[^，]*，|[^，]*(?:应当|应|要|须|必须|是|由|把|将|核对|负责)[^，]*，|[^，]{15,}，|[^，]*，凡|[^，]*(?:只讲|只谈|只做|减为|改为)[^，]*，|[^，]*，[^，]{2,4}只[讲谈做收查]|[^，]{2,10}(?<!立)(?<!随)(?<!当)即[^，日时]{2}|[^，是]*(?<!凡)是[^，]{9,}的"
)
_AGENT = re.compile("[人者员局厅处科室所站队部委院校会社组班生户民师长村店车]|单位|机关|机构|组织|企业|公司|干部|中心")
# 不得带班；现有没有证的，给两年时间: what is to be done goes on after the semicolon.
GOES_ON = re.compile(
    "；(?:[^，。；]{0,8}(?:无效|不听|未果|不改)的?，|"
    "[^，。；]{1,12}(?:认为|判断|评估|建议)[^，。；]{0,8}(?:不|的)|"
    # 企业混桶收购的，给予警告；使用标志的，暂停使用
    "(?:使用|持有|具有|取得|享受|领取|担任)[^，。；]{2,16}的，|"
    "补考|再次|第二次|涉及|需要?|属于|必要时|现有|现任|目前|其中|但|对其中|对已|仍|再|拒不|逾期|情节|造成|整改|到期|超过|特别)"
)
# 亲属从事经营的，应当如实申报。属于本人管辖区域的，调整岗位: the case goes on in the next sentence.
_GOES_ON_NEXT = re.compile("(?:补考|再次|第二次|属于|属|系|涉及|其中|情节|后果|拒不|逾期|仍)[^，。；]{1,20}的，")
_SHORTEST_OF_THINGS = 8
FACTS = re.compile("共(?:有|计|[0-9])|累计|了(?!解)|目前|今年|去年|[0-9]+(?:人次|起)|(?:全部|均|都)得到")


class CaseRulePattern:
    """A case that stands by itself, and all that is to be done in it."""

    name = "case_rule"
    yields = frozenset({"treatment"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield cases with what is to be done, each a whole piece of its sentence."""
        if outline.document.kind in _NORMS:
            return
        is_told = outline.document.kind in _TOLD
        for fact in over_body(outline, terms, _CUE, self._read):
            if not isinstance(fact, Treatment) or _goes_on(fact, outline):
                continue
            if not is_told or _AGENT.search(fact.case.text) or _is_thing(fact, terms):
                yield fact

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a sanction, and a duty with its agent."""
        text = (
            "连续两次季考核不及格的，取消当年评优资格，并由站长谈话。"
            "开展50人以上活动的，主办单位应当制定应急预案，并提前三天报街镇备案。"
        )
        return text, (
            ("连续两次季考核不及格的", "取消当年评优资格，并由站长谈话"),
            ("开展50人以上活动的", "主办单位应当制定应急预案，并提前三天报街镇备案"),
        )

    def counter_example(self) -> str:
        """Return a case whose subject was said before, a rule that points elsewhere, and a description."""
        return (
            "情节严重的，取消当年评优资格。停工超过两小时的，原票作废，另行办理。"
            "报名参加培训的，大多是刚刚入职的青年职工。"
        )

    def _read(self, sent: Sentence, words: Words) -> Iterator[Treatment]:
        for match in _CASE.finditer(sent.view):
            case, then = match["case"], match["then"]
            if _LEANS.match(case) or _STATES.match(case) or MEASURED_THING.match(case) or wording.dangling_word(case):
                continue
            if match.start() and not _AGENT.search(case):  # whose case it is was said in the piece before
                continue
            if not all(map(wording.is_balanced, (case, then))) or wording.refers_elsewhere(match["whole"]):
                continue
            if VAGUE.search(match["whole"]) or FACTS.search(then) or "的，" in then:
                continue
            if (_OF_NOTHING.search(then) and "可以" in then) or _IS_ONLY_NOT.match(then):
                continue
            if not words.is_cut(match.end("case")) or GOES_ON.match(sent.view, match.end("whole")):
                continue
            known, done, whole = (part(sent, *match.span(name)) for name in ("case", "then", "whole"))
            yield Treatment(sent=sent, pattern=self.name, case=known, then=done, whole=whole)


PATTERNS.add(CaseRulePattern.name)(CaseRulePattern())


def _goes_on(fact: Treatment, outline: Outline) -> bool:
    """Tell whether the sentence after a case that ends its own says what else is to be done in it."""
    later = outline.sentences[fact.sent.index + 1 : fact.sent.index + 2]
    if not later or not fact.sent.view.rstrip("。").endswith(fact.then.text):
        return False
    return later[0].paragraph == fact.sent.paragraph and _GOES_ON_NEXT.match(later[0].view) is not None


def _is_thing(fact: Treatment, terms: TermsOf) -> bool:
    """Tell whether a case opens with the thing that it is a case of: 药剂库不落实双人双锁的."""
    start = fact.case.start
    first = next((word for word in terms(fact.sent) if fact.sent.locate(word.start, word.end).start == start), None)
    return first is not None and is_noun(first) and len(fact.case.text) >= _SHORTEST_OF_THINGS
