"""What makes a false statement of a true one: another amount, where the rule does not entail it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from qbank.model.fact import Quantity
from qbank.types import _ladders as ladders
from qbank.types import _near_amounts as near
from qbank.types._clauses import located

_QUIBBLE, _QUIBBLE_ABOUT, _LEAD_OF_LASTING, _CLEARED_BY = 0.25, 0.5, 24, 8
_AT_MOST = re.compile(r"不得?(?:超过|高于|大于|多于|长于|晚于|迟于)|至多|最多|最长|最高")
_WITHIN = re.compile(r"(?:以内|之内|以下|内|前)(?:$|[^容部设外在])")
# 过两小时就可以: after three too. 积水三十厘米，车就可能熄火: at twenty too, for all that is said.
_ENOUGH = re.compile("[^，。；]{0,4}就(?:可以?|能|够|行|好|成|算)|即可|足够|便可")
_MAYBE = re.compile("[^，。；]*，?[^，。；]*(?<!不)(?:可能(?!性|[^，。；]*的)|可以(?:完全|相差|差|不同|相同))")
# 三年内参加过培训的占31%: of two years nobody is told.
# 四天内未发生事故: nor did any happen in three, and of five nobody is told.
_NOTHING_WITHIN = re.compile(
    "[以之]?内?[，]?(?:均|都|全部|连续)?(?:未|没有?|无|零)[^，。；]{0,2}(?:发生|出现|接到|收到|事故|投诉|伤亡)"
)
_HAPPENS_WITHIN = re.compile(
    "[以之]?内(?:[^，。；（应须]{0,14}(?:[占有](?=[0-9一二两三四五六七八九十])|将有(?=[0-9一二两三四五六七八九十])|的占|过的)|"
    "[^，。；（应须]{0,10}[由从][^，。；]{0,8}[0-9一二两三四五六七八九十][^，。；]*[至到])"
)
# Who may not for five years may not for three.
_BARRED = re.compile("[^，。；]{0,4}(?:不(?![少低高超迟晚])|严禁|禁止|照发|照常|享受|免(?!疫)|有效|保持|保留)")
# 70岁以上当事人: what holds of them holds of those above 75.
_AHEAD = re.compile("[前后]$")
_OF_AGE = re.compile("[0-9一二三四五六七八九十]{1,3}周?岁以[上下](?=[的\u4e00-\u9fff])(?!为|占|共|有|的占)")
_AROUND = re.compile("(?:周围|四周|周边|外围|半径|方圆)(?:[^，。；]{0,4})$|附近[^。；]{0,6}$")
# 十米以内清干净: so it is within five.
_CLEARED = re.compile("米[以之]?内[^，。；]{0,4}(?:清|无(?!人机)|没有|撤|搬)")
_OF_A_THING = re.compile("(?:以[上下])?的[\u4e00-\u9fff]{2}")
# 水深只有六十厘米也要有: so it must with forty.
_EVEN = re.compile("(?:只有|哪怕|即使|即便|就算|再)[^，。；]{0,6}$")
# What may be more than 25 years may be more than 20.
_MAY_PASS = re.compile("(?:可以?|能)[^，]{0,4}(?:多于|少于|超过|高于|低于|大于|小于)$")
# Who may when two years are full may when three are.
_WHEN_FULL = re.compile(r"(?<![必须应不未])满$")
# 雷声停后满30分钟方可恢复: so it is when 20 are full, and not enough.
_NOT_BEFORE = re.compile("[^，。；]{0,2}(?:方可|方能|才[能可])")
# 不得低于全县最低工资标准的1.5倍
_AT_LEAST_OF = re.compile("不[得应能]?(?:低|少|小)于[^，。；0-9]{2,20}的$")
_AT_MOST_OF = re.compile("不[得应能]?(?:超过|高于|多于|大于)[^，。；0-9]{2,20}的$")
_ROUGH = frozenset({"左右"})
_ABOUT = re.compile("(?:大约|约|近)$")
_ALLOWED = re.compile(r"准予|可以|有权|允许|可(?=自|在|于|向|凭)")
_POSSIBLY = re.compile("可能(?:只|要|会|有|达到?|相?差|连续)?[^，。；的]{0,4}$")
# 可以在四摄氏度左右存放三十五天: so it can thirty.
_MAY_LAST = re.compile(
    "(?:可以?|能够?)[^，。；]{0,16}(?:[存放置]|保[存管鲜质]|使用|停留|停放|延长|维持|坚持|持续|飞行?|运行|活|存活|生存)$"
)
# 两米以上就是高处，必须系安全带: so it is at three.
_COUNTS_AS = re.compile(
    "(?:的，?)?(?:就(?:是|算|属|叫)|即|均|都|一律|必须|须(?!知)|不得|禁止|严禁|为|[评确认列]?定?为|算|属于?|视[为同]|可|方可|才)"
)
# 用不超过40℃的水预洗: what is to be used, and no case.
_TO_USE = re.compile(
    "(?:用|使用|采用|加入?|倒入|浸入|放入)(?:不[满足到]|低于|少于|小于|不超过|不高于|不大于|不少于|不低于|不小于)$"
)
# What a case begins with: 超过三十分钟的, 不满一年的.
_SHORT_OF = re.compile("(?:不[满足到]|未[满达]到?|低于|少于|小于|不超过|不高于|不大于|不多于|不得超过)$")
_BEYOND = re.compile("(?:(?<!不)(?<!不得)(?:超过|高于|多于|大于)|[达满]到?|不(?:少|低|小)于|连续|累计|逾期)$")


def swap(fact: Quantity, rng: Random) -> list[str]:
    """Return a neighbouring amount in the script of the fact's own as a list of one, empty if there is none.

    It makes a false statement of a true one: a limit moves only to the side that the rule does not entail.
    """
    if fact.whole.label.startswith("range:"):
        return near.drawn(near.ranges(fact), 1, rng)
    if _is_of_whom(fact):
        return swap_in_case(fact, rng)
    if not near.is_single(fact):
        start, _ = located(fact.sent, fact.whole)
        before = fact.sent.view[max(0, start - near.LEAD) : start]
        limited = near.AT_LEAST.search(before) or _AT_MOST.search(before)
        return [] if limited else near.fractions(fact)[:1]
    return near.drawn([_told_apart(side, fact) for side in _not_entailed(fact)], 1, rng)


def _is_of_whom(fact: Quantity) -> bool:
    """Tell whether an amount says of whom or what a rule is: 70岁以上当事人, 开办不满三个月的小店."""
    start, end = located(fact.sent, fact.whole)
    before = fact.sent.view[max(0, start - near.LEAD) : start]
    case = None if _TO_USE.search(before) else _SHORT_OF.search(before) or _BEYOND.search(before)
    return _OF_AGE.match(fact.sent.view, start) is not None or bool(case and _OF_A_THING.match(fact.sent.view, end))


def swap_in_case(fact: Quantity, rng: Random) -> list[str]:
    """Return, as ``swap`` does, an amount that makes a case of what is none: its limit is not entailed.

    What holds of more than 30 minutes holds of more than 60, what holds within 50 metres within 30.
    """
    if fact.whole.label.startswith("range:") or not near.is_single(fact):
        return []
    below, above = (near.in_rank(side, fact) for side in near.sides(fact))
    start, end = located(fact.sent, fact.whole)
    before, after = fact.sent.view[max(0, start - near.LEAD) : start], fact.sent.view[end : end + 2]
    if _SHORT_OF.search(before) or _WITHIN.search(fact.whole.text + after):
        return near.drawn([(), _told_apart(above, fact)], 1, rng)
    if _BEYOND.search(before) or fact.whole.text.endswith("以上"):
        return near.drawn([_told_apart(below, fact), ()], 1, rng)
    return []


def _told_apart(side: Sequence[str], fact: Quantity) -> Sequence[str]:
    """Return the amounts that a statement can turn on: 6 for 5 厘米 would be a quibble; all where none is farther.

    Of 四度左右 nobody can say that it is not 三度左右.
    """
    start, _ = located(fact.sent, fact.whole)
    if near.tail_of(fact) in _ROUGH or _ABOUT.search(fact.sent.view[:start]):
        return [text for text in side if abs(near.size(text) - fact.value) >= _QUIBBLE_ABOUT * fact.value]
    if ladders.unit_of(fact.measure.text):
        return side
    return [text for text in side if abs(near.size(text) - fact.value) >= _QUIBBLE * fact.value] or side


def _not_entailed(fact: Quantity) -> Sequence[Sequence[str]]:
    """Return amounts below and above, those left out that the rule itself makes true.

    Who must at least every three months must at least every six.

    Who must do it at least three times must do it at least twice; who must answer within ten days must
    within twenty; of what is allowed up to 12 %, 10 % is allowed.
    """
    below, above = (near.in_rank(side, fact) for side in near.sides(fact))
    start, end = located(fact.sent, fact.whole)
    before, after = fact.sent.view[max(0, start - near.LEAD) : start], fact.sent.view[end : end + 2]
    possible = _MAYBE.match(fact.sent.view, end) or _POSSIBLY.search(fact.sent.view[:start])
    if _MAY_PASS.search(before) or possible or _EVEN.search(fact.sent.view[:start]):
        return (), ()
    if _ENOUGH.match(fact.sent.view, end):
        return below, ()
    if _MAY_LAST.search(fact.sent.view[max(0, start - _LEAD_OF_LASTING) : start]):
        # 可以活三周以上: how much longer, nobody says.
        return (), () if fact.whole.text.endswith("以上") else above
    if before.endswith("每") and near.AT_LEAST.match(fact.sent.view, end):
        return below, ()
    if fact.whole.text.endswith("以上") and _COUNTS_AS.match(fact.sent.view, end):
        # 90分以上为优秀: so are 95.
        return below, ()
    if near.AT_LEAST.search(before) or _AT_LEAST_OF.search(fact.sent.view[:start]):
        return (), above
    if fact.whole.text.endswith("以上") or (_WHEN_FULL.search(before) and _NOT_BEFORE.match(fact.sent.view, end)):
        return (), above
    if _WHEN_FULL.search(before) and _ALLOWED.search(fact.sent.view, end):
        return below, ()
    if _NOTHING_WITHIN.match(fact.sent.view, end - len(near.tail_of(fact))):
        return (), ()
    if _HAPPENS_WITHIN.match(fact.sent.view, end - len(near.tail_of(fact))):
        return (), ()
    if _AROUND.search(before) and _WITHIN.search(fact.whole.text + after):
        # Who must clear ten metres around must clear five.
        return (), above
    if _CLEARED.search(fact.sent.view[start : end + _CLEARED_BY]):
        return (), above
    if _AHEAD.search(before) and _BARRED.match(fact.sent.view, end):
        # 值班前八小时严禁饮酒: nor may anybody drink six hours before.
        return (), above
    if _AT_MOST.search(before) or _AT_MOST_OF.search(fact.sent.view[:start]) or _WITHIN.search(fact.whole.text + after):
        free = _ALLOWED.search(fact.sent.view) or _BARRED.match(fact.sent.view, end)
        return ((), above) if free else (below, ())
    return below, above
