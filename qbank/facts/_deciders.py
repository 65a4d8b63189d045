"""Who takes a step of a procedure, and what it is taken in: organs, posts, and who else has a part in it (农户)."""

from __future__ import annotations

import re

from qbank.facts import _agents as agents
from qbank.model import wording

LONGEST_MATTER = 36
_WHO = re.compile(
    "(?:组织|本人|农户|住户|副总|总监|总工|班级|年级|[员士者长师人组部科处室会局委院校馆所站队班镇乡街村]|领导|书记|主任|机关|单位|企业|学校|部门|机构|代表|班组|村级|乡镇级?|[省市县区乡镇村]级|小组|公司|车间|监理|科室|教师|导师|家属|医生|用户|商户|业主)$"
)
_POINTING = re.compile(
    "^(?:其|该|此|这|那|上述|有关|相关|大家|我|你|他|自己|谁|下列|以下|各自|双方)|[的并可须应由]|经(?![理办济营纪费])"
)
_GENERIC = re.compile("^(?:范围|方案|名单|结果|标准|办法|计划|内容|事项|情况|数额|金额|时间|复核|费用|其中|具体)$")
_LEANS = re.compile(
    "^(?:确[需因]|超过|不足|自行|情况|情节|需要|因故|特殊|逾期|符合|不|未|有|仍|属于|如|但|并|还)|[的]?[，]?(?:应|须|必须)$"
)


def is_who(text: str) -> bool:
    """Tell whether words name one who can take a step, and do not only point at one (其, 有关, 各自)."""
    known = agents.kind_of(text) is not None or _WHO.search(text) is not None
    return known and _POINTING.search(text) is None and wording.is_balanced(text)


def is_matter(text: str) -> bool:
    """Tell whether words say by themselves what is decided: no 方案 or 结果, no case of what was said before."""
    return (
        2 <= len(text) <= LONGEST_MATTER
        and not _GENERIC.match(text)
        and not _LEANS.match(text)
        and not wording.dangling_word(text)
        and not wording.refers_elsewhere(text)
        and wording.is_balanced(text)
        and not re.search("首先|其次|，[^，]*，[^，]*，", text)
    )


def label_of(who: str) -> str:
    """Return the label of who takes a step: posts are told from all others."""
    return f"decides:{'post' if agents.kind_of(who) == 'post' else 'organ'}"
