"""Which lists, and which of their members, can be asked for by a blank."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbank.model.fact import Part

_SHORTEST, _LONGEST = 2, 12
_ASKING = re.compile("怎么|怎样|什么|如何|为何|为什么|谁|哪|多少|几(?!何)")
# Bare words that end any formula (…、监督、管理): nobody can tell which of them is wanted.
_GENERIC = re.compile(
    "监督|管理|处理|发展|政策|指导|服务|保护|建设|组织|协调|检查|使用|保障|宣传|教育|培训|工作|活动|研究|利用|支持|促进|实施|落实|推进|执行|"
    "开展|规划|改革|稳定|安全|质量|技术|信息|资源|环境|文化|经济|社会|科学|合理|有效|设备|材料|单位|个人|措施|制度"
)


def can_lose_members(members: Sequence[Part]) -> bool:
    """Tell whether a list is one of named things: no row of slogans on one word (真学、真懂、真用), no questions."""
    texts = [each.text for each in members]
    if len({text[0] for text in texts}) == 1 or any(_ASKING.search(text) for text in texts):
        return False
    lengths = [len(text) for text in texts]
    return max(lengths) <= 2 * min(lengths) + 1


def can_be_blanked(member: Part, members: Sequence[Part]) -> bool:
    """Tell whether a member is a telling word, and made like another: about as long, or with its last character."""
    text = member.text
    siblings = [each.text for each in members if each is not member]
    alike = any(abs(len(text) - len(each)) <= 1 or text[-1] == each[-1] for each in siblings)
    return _SHORTEST <= len(text) <= _LONGEST and _GENERIC.fullmatch(text) is None and alike
