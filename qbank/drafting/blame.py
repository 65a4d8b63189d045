"""Whether a text calls wrong what a draft asks as a rule: 有的网点一次不合格就放行，这种做法是不允许的."""

from __future__ import annotations

import re
from functools import lru_cache

from qbank.drafting.study import Study
from qbank.model.document import Sentence
from qbank.types._contract import Draft

_DOING = "(?:做法|现象|行为|想法|说法|看法|观点|认识|心态|思想|风气|毛病|习惯|苗头|倾向|情况|操作|干法)"
_WRONG = (
    "(?:不对|不可取|不行|行不通|不符合|不合[规法格理适]|不允许|不能(?:容忍|接受|再)|不应(?:该|当|有)|不提倡|不可以|要不得|站不住|"
    "是?错(?:误)?的|是?有害|是?危险|违反|违背|违规|背离|禁止|杜绝|纠正|制止|整改|坚决(?:不|反对|刹住)|必须(?:改|停|刹|纠正)|害[人死]|"
    "不是(?:办法|规矩|规定|本意|初衷)|误解|误读|走样|变味)"
)
# 这种做法违反了…; 以上三种操作都是错误的
_LOOKS_BACK = re.compile(
    rf"^(?:但|而|可|其实|显然|须知|要知道)?，?(?:以上|上述|这|那)(?:[一二两三四几]?[种类些个项样])?{_DOING}?[^。；：]{{0,10}}?{_WRONG}"
)
# …的做法，是不允许的, said of itself
_SAYS_SO = re.compile(
    rf"(?:的|[这此]类|[这那]种|上述){_DOING}[^。；]{{0,12}}?{_WRONG}|{_WRONG}[^。；，]{{0,24}}的{_DOING}"
)
_DOINGS = re.compile(_DOING)
_OF_SOME = re.compile(
    "(?:^|[，；：。])(?:但|而|可|还|现实中|实践中|工作中|检查中)?，?(?:有的|有些|有人|有一?[些个家]|个别|少数|一些|部分)"
    "(?:同志|干部|单位|部门|人员?|[\u4e00-\u9fff]{0,6})"
)
_CARELESS = re.compile(
    "图省事|图方便|嫌麻烦|怕麻烦|走过场|走形式|想当然|误以为|误认为|错误地|片面地?认为|敷衍|应付|糊弄|凑合|擅自|私自|随意|"
    "一刀切|层层加码|睁一只眼|打折扣|搞变通|钻空子|弄虚作假"
)
_HEADED = re.compile(
    "误区|误解|错误|反面|违规|常见(?:问题|毛病|病)|存在的?(?:主要|突出)?问题|问题(?:表现|清单)|不良|教训|乱象|曝光|禁忌"
)
_RULES = frozenset({"treatment", "approval", "bans", "exemption", "steps", "case"})
"""Kinds of facts that are asked as what is to be done; a figure may well stand under 存在的问题."""
_TOLD = re.compile("问题|不足|原因|误区|误解|现象|错误|违规|违反|短板|隐患|毛病|禁止|不得|严禁|不准")
"""What a stem says that asks for what is wrong as such."""


def is_blamed(draft: Draft, study: Study) -> bool:
    """Tell whether the text calls wrong what a draft asks about without saying so.

    It may do so in the sentence itself, in the one after it, or by the nearest heading.
    """
    if _TOLD.search(draft.stem):
        return False
    headings = study.outline.headings(draft.fact.sent)
    if draft.fact.kind in _RULES and headings and _HEADED.search(headings[-1]):
        return True
    return any(_calls_wrong(sent, study) for sent in draft.fact.sentences())


def _calls_wrong(sent: Sentence, study: Study) -> bool:
    if _calls_itself_wrong(sent.view):
        return True
    after = study.outline.sentences[sent.index + 1 : sent.index + 2]
    return bool(after) and after[0].role == "body" and _LOOKS_BACK.match(after[0].view) is not None


@lru_cache(maxsize=1024)
def _calls_itself_wrong(view: str) -> bool:
    # Every draft of a sentence asks.
    says_so = _DOINGS.search(view) and _SAYS_SO.search(view)
    return bool(says_so or (_OF_SOME.search(view) and _CARELESS.search(view)))
