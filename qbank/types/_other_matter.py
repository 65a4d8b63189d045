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
_BESIDE = re.compile("[也还又均都再其该此]")
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
    if not all(map(_RULES.search, told.split("，"))) or phrases.SETTING.match(view, start, last):
        return False
    if _WHICHEVER.match(view, last):
        return True
    # 口令由B岗设置，口令不少于8位: whose, was said before.
    taken_up = view[last : last + 2] in told or _BESIDE.search(view, last, first) is not None
    return not taken_up and _NAMES.match(view, last) is not None and is_own_rule(view, last, len(view), first)
