"""Where a sentence turns to another matter: what stands before is neither a case nor the topic of what is asked."""

from __future__ import annotations

import re

from qbank.model.wording import MUST
from qbank.types import _phrases as phrases
from qbank.types._own_rule import is_own_rule

# 同一辆车一个月内报警五次以上的, 凡是新入库的藏品: which things it holds for is its first word.
_WHICHEVER = re.compile("(?:同一(?![次样时年天日])|凡)[^，。；]{6,}")
# 每批按不少于5%, 收送频次不少于: of what, the piece before says.
_NAMES = re.compile(
    # 每名导师带培不超过: whoever is one.
    "每[名位][\u4e00-\u9fff]{2,4}?(?:[\u4e00-\u9fff]{2,8}?)(?:不|应|须|至少)|"
    "(?![每各全与在对从按以由把将为经自第或并且及和]|任何|[^，。；]{0,6}(?:频次|次数|人数|[温湿]度))"
    "[^，。；：、的]{5,}?(?:不|应|须|必|至少|要)"
)
# 复查也应当: what the one before does is taken up.
_LEAD, _SHORT = 8, 4
_BESIDE = re.compile("[也还又均都再其该此]")
# 违反的，由门卫劝离，企业一个月内三次接待违规车辆的，…: the first case is done with, and the second says whose it is.
_CASE_TOLD = re.compile("[^，]{2,16}的，[^，的]{2,16}")
_CASE_OF_ITS_OWN = re.compile(
    "(?![并且也又再还仍])[\u4e00-\u9fff]{2,6}(?:[一二两三0-9]+个?[年月]|半年|连续|累计)[^，。；]*的，"
)
# What lays something down for others, or says how things are arranged; no case, no reason, no step.
_RULES = re.compile(
    f"[0-9][%％](?:以[上下])?$|(?:新增|共有?|累计|已|结对|完成)[^，]*[0-9]+[\u4e00-\u9fff]$|"
    "[0-9一二三四五六七八九十]+个?(?:分钟|小时|工作日|[天日])[之以]?内|"
    f"(?<![相供响对反适]){MUST}|不得|每[^，]{{1,8}}[一1两2]次|实行|凭|配备|负责|全部|一律|组织|举办|由[^，]*(?:担任|负责|承担)|设[立置有]|建立|明确$"
)


def starts_anew(view: str, start: int, last: int, first: int) -> bool:
    """Tell whether the piece from ``last`` on says itself what it is about, and those before lay down other things."""
    if last <= start or "，" in view[last:first]:
        return False
    told = view[start : last - 1]
    if _CASE_TOLD.fullmatch(told) and _CASE_OF_ITS_OWN.match(view, last):
        return True
    if _says_its_own(view, told, last, first) and not phrases.SETTING.match(view, start, last):
        return True
    if not all(map(_RULES.search, told.split("，"))) or phrases.SETTING.match(view, start, last):
        return False
    if _WHICHEVER.match(view, last):
        return True
    # 口令由B岗设置，口令不少于8位: whose, was said before.
    taken_up = view[last : last + 2] in told or _BESIDE.search(view, last, first) is not None
    return not taken_up and _NAMES.match(view, last) is not None and is_own_rule(view, last, len(view), first)


# 空气呼吸器每月检查一次, 各馆每周丰容不少于4次: what, in four characters or more, and what is laid down of it.
_OF_ITSELF = re.compile(
    "(?P<what>[\u4e00-\u9fff“”A-Za-z]{4,14}?)(?:(?:应当?|必须|须|要|原则上|一般)?(?:不得?[少低高多大小超][于过]|至少|最[多少高低长短])|"
    "(?:应当?|必须|须|要)?每(?:半年|季度|[年季月周天日班]|[0-9一二两三]+个?[年月周天小时]))"
)
_NO_WHAT = re.compile(
    f"{phrases.NO_SUBJECT.pattern}|{phrases.BARE.pattern}|[从离距当若如因被让使请把将对向在按由经以每其该此本这那并且也又再还仍均都最仅只另累平]|"
    "(?!一[名台套辆座艘])[0-9一二三四五六七八九十]|同一|任何|人员|时间|数量|费用|结果|期限"
)
_QUOTED = re.compile("“[^“”]*”")
_ACTS = re.compile("[了着过的不由把将按给对向]|[和与及]$")
_IN_CASE = re.compile(
    "(?:如果?|若|凡|当|遇|一旦|除|因|经|对于?|为了?|按|根据|随着|以)|"
    ".*(?:的|时|后|前|者|中|下|期间?|情况|条件|季|季节|天气?|[年月日]|阶段|夜|晚)$"
)


def _says_its_own(view: str, told: str, last: int, first: int) -> bool:
    """Tell whether the piece from ``last`` on says by itself of what it is, and what stands before is no case of it.

    防护用品柜改为玻璃门，不上锁，空气呼吸器每月检查一次: the cupboard is another matter.
    """
    own = _OF_ITSELF.match(view, last)
    if (
        own is None
        or own.end() < first - _LEAD
        or _NO_WHAT.match(view, last)
        or _ACTS.search(_QUOTED.sub("", own["what"]))
    ):
        return False
    what = own["what"]
    # 口令由B岗设置，口令长度不少于8位; 医院建立档案，档案保存不少于10年: whose, was said before.
    size = 2 if len(what) <= _SHORT else 3
    taken_up = any(what[at : at + size] in told for at in range(len(what) - size + 1))
    return not taken_up and not any(map(_IN_CASE.match, told.split("，")))
