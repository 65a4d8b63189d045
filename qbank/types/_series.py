"""Which lists, and which of their members, can be asked for by a blank."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.model.fact import Enumeration, Part
from qbank.types._clauses import located

_SHORTEST, _LONGEST = 2, 12
# Every law has them.
_STOCK = frozenset({
    "初级",
    "中级",
    "高级",
    "上旬",
    "中旬",
    "下旬",
    "省级",
    "市级",
    "县级",
    "滥用职权",
    "玩忽职守",
    "徇私舞弊",
    "行业标准",
    "地方标准",
})
_ASKING = re.compile("怎么|怎样|什么|如何|为何|为什么|谁|哪|多少|几(?!何)")
# Bare words that end any formula (…、监督、管理): nobody can tell which of them is wanted.
_GENERIC = re.compile(
    "监督|管理|处理|发展|政策|指导|服务|保护|建设|组织|协调|检查|使用|保障|宣传|教育|培训|工作|活动|研究|利用|支持|促进|实施|落实|推进|执行|"
    "开展|规划|改革|稳定|安全|质量|技术|信息|资源|环境|文化|经济|社会|科学|合理|有效|设备|材料|单位|个人|措施|制度"
)


def can_lose_members(members: Sequence[Part]) -> bool:
    """Tell whether a list is one of named things: no row of slogans on one word (真学、真懂、真用), no questions."""
    texts = [each.text for each in members]
    if _STOCK & set(texts) or len({text[0] for text in texts}) == 1 or any(_ASKING.search(text) for text in texts):
        return False
    lengths = [len(text) for text in texts]
    return max(lengths) <= 2 * min(lengths) + 1


# 东片、西片、北片: anybody can tell the one that is left out.
_SIDES = re.compile("[东南西北中上下左右前后大小高低早晚]{1,2}[\u4e00-\u9fff]")


# 日检、月检、年检; 初级、中级、高级: the others tell the one in the middle.
_SCALED = re.compile("[日周旬月季年上中下初高大小甲乙丙丁一二三四五省市县乡村](?P<of>[\u4e00-\u9fff]{1,2})")


def can_be_blanked(member: Part, members: Sequence[Part]) -> bool:
    """Tell whether a member is a telling word, and made like another: about as long, or with its last character."""
    text = member.text
    siblings = [each.text for each in members if each is not member]
    if _SIDES.fullmatch(text) and all(each[-1] == text[-1] for each in siblings):
        return False
    scaled = [_SCALED.fullmatch(each.text) for each in members]
    if len({each["of"] if each else None for each in scaled}) == 1 and scaled[0] is not None:
        return False
    alike = any(abs(len(text) - len(each)) <= 1 or text[-1] == each[-1] for each in siblings)
    return _SHORTEST <= len(text) <= _LONGEST and _GENERIC.fullmatch(text) is None and alike


# Lists that are learned by heart as a whole: what stands left of one tells what its blank wants.
_FORMULA = re.compile(
    r"的?(?:基本|工作|总|根本|指导|活动)?(?:原则|方针|精神|总要求|理念|思路|格局|作风|宗旨|"
    r"四级|三级|[一二三四五六七八九十]+(?:级|类|种|项|个|档|部分|阶段|环节|要素))"
)
_CLASSES = re.compile(r"(?:分为|包括|由|设有?|下设|分设|划分为|依次[是为]?|分别[是为])[“]?$")
_OF_FORMULA, _OF_CLASSES, _OF_NAMED, _OF_TWINS, _OF_NORM, _OF_PROSE = 0.66, 0.56, 0.6, 0.5, 0.42, 0.2
_IN_PROSE = 0.08


def trust_in_list(fact: Enumeration, *, norm: bool) -> float:
    """Return the share of blanks in such a list that are kept: high for formulas and counted or named lists only.

    Members of other lists are wanted by nobody in particular: 加强组织、＿＿和协调 has many fillings.
    """
    view = fact.sent.view
    start, _ = located(fact.sent, fact.run)
    lower = 0.0 if norm else _IN_PROSE
    if fact.name is not None and fact.count:
        return _OF_NAMED - lower
    if fact.count or is_formula(fact):
        return _OF_FORMULA - lower
    if _CLASSES.search(view[:start]) and _are_things(fact.members):
        return _OF_CLASSES - lower
    if norm and len({len(each.text) for each in fact.members}) == 1 and len(fact.members[0].text) >= _TELLING:
        return _OF_TWINS
    return _OF_NORM if norm else _OF_PROSE


_TELLING = 4
_LED = re.compile("[\u4e00-\u9fff]{2}“$")


def is_formula(fact: Enumeration) -> bool:
    """Tell whether a list is a formula learned as a whole: principles, a policy, a spirit."""
    return _FORMULA.match(fact.sent.view, located(fact.sent, fact.run)[1]) is not None


def has_own_verbs(fact: Enumeration) -> bool:
    """Tell whether each member is quoted after a verb of its own: 增强“A”、坚定“B”、做到“C”."""
    view = fact.sent.view
    starts = [located(fact.sent, each)[0] for each in fact.members]
    return all(_LED.search(view[max(0, at - 6) : at]) for at in starts)


def _are_things(members: Sequence[Part]) -> bool:
    return not any(_GENERIC.fullmatch(each.text) for each in members)
