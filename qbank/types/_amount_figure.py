"""Whether an amount is a figure one should know, whatever its clause: no aside, no manner of speaking, no story's."""

from __future__ import annotations

import re
from functools import lru_cache

from qbank.model import numerals
from qbank.model.fact import Quantity
from qbank.types._clauses import located
from qbank.types._near_amounts import tail_of
from qbank.types._phrases import is_norm
from qbank.types._stems import is_in_brackets

_COUNTED_LOOSELY = frozenset("个人名家种项方次")
FULL_MARKS = 100
_WHOLE_DAY = 24
# 24小时值班, 24小时药店: a manner of speaking.
_ROUND_THE_CLOCK = re.compile(
    "药店|热线|服务|营业(?!时间)|开[放机]|待命|在线|备勤|[带值]班|在岗|不间断|不断|轮[流班值守]|监[控护视测]|[通供断]电|开启|供[应水电药暖]|畅通|接听|制"
)
# 未满18周岁的由监护人签字: anybody knows that age. 五万元以下的小案占了多少: what a speaker asks the hall.
_OF_AGE, _UNDER_AGE = 18, re.compile("(?:监护人|家长|父母)[^，。；]{0,6}(?:签[字名订]|同意|陪同|确认|书面)")
_ASKS_ITSELF = re.compile("(?:占了?|[剩花]了?|究竟有|到底有)多少|多少[？?]")
# 半天以上三天以内由科长批准: 半天以上几天以内？ is no question.
_UPPER_END = re.compile("[天日时钟年月元%分人名米]以上$")
_COUNTED_IN = frozenset("次个名件份台期只辆艘具块张条支瓶桶箱袋套座间批")
_COUNTED_BEFORE = re.compile(rf"{numerals.NUMERAL}.$")
# 15米长的玻璃墙, 三公里以外的停车场, 哪怕十分钟: nobody need know how long, how far, how little.
_SIZE_OF = re.compile("(?:以外|开外)?[长宽高深厚远]?的(?=[^，。；]{2,})(?<=[外长宽高深厚远]的)")
# 载15公斤气瓶不得超过8只: the second amount is the rule.
_LIMITED_BY = re.compile(f"[^，。；的内前后时]{{1,8}}不(?:得|应|能)?(?:超过|少于|低于|高于)[0-9{numerals.CHINESE}]")
# 同时负责三个以上项目的有五人: how many of those who do are counted.
_COUNTED_OF_THEM = re.compile(
    f"(?:以[上下内]|之内|内)?[^，。；的]{{0,12}}的(?:[只仅]?有|占|达)[^，。；]{{0,2}}[0-9{numerals.CHINESE}%％百]"
)
# 李某、关某等4人; 至少再等30分钟 waits.
_AND_OTHERS = re.compile("(?:、[^，。；、]{1,24}|[某人员]|[”》])等$")
LIMITED = re.compile("(?:不[得应能]?(?:少|低|高|多|大|小)于|不得?超过|至少[^，。；]{0,4}|超过|不[足满])$")
# 两岁以下犊牛死亡率控制在百分之六以内: of what a figure is told.
_FIGURE_OF = re.compile(
    f"[^，。；的]{{2,12}}(?:控制在|不得?(?:超过|低于|高于|少于)|达到)(?:百分之)?[0-9{numerals.CHINESE}]"
)
_BOUND = re.compile("(?:全部|均|都)?(?:必须|应当?|须|要|不得)")
_EVEN = re.compile("(?:哪怕|即使|就算|哪怕是)[^，。；]{0,4}$")
_EVERY = re.compile(rf"每(?:[^，。]{{0,14}}|{numerals.NUMERAL}[^，。]{{0,10}})$")
_NOT_LESS = re.compile("(?:至少|不少于|不低于|最少)[^，。]{0,8}$")
_OF_FULL_MARKS = re.compile("满分[为是]?$")
_WAS_BEFORE = re.compile("[^，。；]{0,4}(?:提高|上升|增加|增长|下降|减少|降低|调整|扩大|缩短|[升降增减])(?:到|至|为)")


@lru_cache(maxsize=512)
def may_be_asked(fact: Quantity) -> bool:
    """Tell whether an amount is a figure one should know, whatever its clause; of many that is enough to be refused."""
    return not (_is_aside(fact) or _is_trivial(fact) or _is_old(fact) or _is_told(fact))


def _is_trivial(fact: Quantity) -> bool:
    """Tell whether a figure is no figure: 两个以上, the 一次 of 每四年一次, five thousand of 五千克."""
    view, (start, _) = fact.sent.view, located(fact.sent, fact.whole)
    if fact.measure.text == "字":
        return True
    if fact.measure.text == "人" and _after(fact).startswith("高"):
        # 火势超过一人高
        return True
    if _after(fact).startswith(("上下", "正负", "±")):
        # 烘到14%上下正负0.5
        return True
    if fact.measure.text in {"克", "米"} and fact.number.text.endswith("千"):
        return True
    if fact.value == _WHOLE_DAY and fact.measure.text == "小时" and _ROUND_THE_CLOCK.match(_after(fact)):
        return True
    if fact.value == _OF_AGE and fact.measure.text.endswith("岁") and _UNDER_AGE.search(view):
        return True
    if _ASKS_ITSELF.search(view) or _UPPER_END.search(view[:start]):
        return True
    if fact.value <= 2 and tail_of(fact) == "以上" and fact.measure.text in _COUNTED_LOOSELY:
        return True
    if fact.value == 1 and tail_of(fact) == "以上" and fact.measure.text == "倍":
        return True
    if fact.value == FULL_MARKS:
        return _OF_FULL_MARKS.search(view[:start]) is not None
    return fact.value == 1 and (_EVERY.search(view[:start]) or _NOT_LESS.search(view[:start])) is not None


def _is_aside(fact: Quantity) -> bool:
    """Tell whether an amount stands in brackets, or right behind another (续借一次15天), where no question forms."""
    start, _ = located(fact.sent, fact.whole)
    before, after, measure = fact.sent.view[:start], _after(fact), fact.measure.text
    # 两天半 is not 两天.
    in_row = before.endswith("、") or after.startswith(("、", "半"))
    bounds = fact.whole.text.endswith(("以上", "以下")) and _FIGURE_OF.match(after) is not None
    return in_row or bounds or is_in_brackets(fact, fact.whole) or _qualifies(before, after, measure)


def _qualifies(before: str, after: str, measure: str) -> bool:
    """Tell whether an amount only says which thing is meant, or how many there are, by the words on both sides."""
    # 三十人的队伍 is told; 不少于十二人的志愿消防队 is laid down.
    laid_down = measure in {"人", "名"} and LIMITED.search(before) is not None
    told = measure in {"人", "名", "岁", "台", "辆"} and after.startswith("的") and not laid_down
    # 班主任52人必须到场: how many they are is no part of the rule.
    return (
        told
        or (measure in {"人", "名", "家", "户"} and _BOUND.match(after) is not None)
        or _SIZE_OF.match(after) is not None
        or _EVEN.search(before) is not None
        or _COUNTED_OF_THEM.match(after) is not None
        # 李某、关某等4人: how many they were.
        or _AND_OTHERS.search(before) is not None
        or _LIMITED_BY.match(after) is not None
        or (before[-1:] in _COUNTED_IN and _COUNTED_BEFORE.search(before) is not None)
    )


def _after(fact: Quantity) -> str:
    """Return the words of the sentence after an amount."""
    return fact.sent.view[located(fact.sent, fact.whole)[1] :]


def _is_old(fact: Quantity) -> bool:
    """Tell whether an amount is what it was before it changed: 从200元提高到300元."""
    return _WAS_BEFORE.match(_after(fact)) is not None


_TOLD = re.compile(
    "(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日[^，。；]{0,14}(?:就是|曾|发生|出现)|"
    "(?:内|里|后)有[0-9一二三四五六七八九十百]+[名个位家户]|(?<![要须应])有人|有位|(?<![所没享具持拥占还含带只原已现])有的(?!放矢)|"
    "当时(?!的?市场|[报写记填做][^，。；]{0,6}[的，])|那[年天时]|暗访|调查组|(?:中|检查|抽查)发现(?!.{0,12}的，)|发现[了，]|"
    "为何|为什么|并不少见|时有发生|屡见不鲜|不在少数|个别(?:单位|学校|地方|同志|人员)|记者[^，。；]{0,6}(?:[蹲待呆守住等跟]了?|用了|花了|登上)|(?:距离?|离)[^，。；]{2,10}(?:还有|只有|只剩)"
)
# 本手册由办公室负责解释，每两年修订一次: of the document, and of nothing in it.
_OF_THE_DOCUMENT = re.compile("由[^，。；]{2,16}负责解释，每[^，。；]{1,3}年修[订编]一次")
_BANNED = re.compile("不(?:得|准|许)[^，。；、]*$")
_COMPARES = re.compile("超过|少于|低于|高于|多于|大于|小于|不足|早于|晚于|迟于|未满|[超逾过满]$")
# 三十二处市集都要把自治会建起来: how many there are is not what is laid down.
_ALL_OF_THEM = re.compile("[^，。；的0-9]{1,8}(?:都|均|全部|一律)(?=[要应须将把必不])")


def _is_told(fact: Quantity) -> bool:
    """Tell whether an amount belongs to a story, or only says how many a rule is for."""
    before = fact.sent.view[: located(fact.sent, fact.whole)[0]]
    if not is_norm(fact.sent.view) and (
        _POSSIBLY.search(before) or (fact.measure.text in _OF_TIME and _is_mere_time(fact, before))
    ):
        return True
    if _TOLD.search(fact.sent.view) or _ALL_OF_THEM.match(_after(fact)) or _OF_THE_DOCUMENT.search(fact.sent.view):
        return True
    # 不得让村医一天填出一百份: a manner of speaking, and no limit.
    banned = _BANNED.search(before)
    return banned is not None and not tail_of(fact) and _COMPARES.search(banned.group()) is None


# 一个库点可能连续二十年没有动用过: nor that it is so.
_POSSIBLY = re.compile("可能(?!性)[^，。；的]{0,10}$")
# 过去三年, 前三个季度; 二十多年了，设备换了几代; 周小满二十四岁，是最年轻的学徒.
_OF_TIME = frozenset({"年", "个月", "月", "天", "日", "个季度", "季度", "周", "岁", "周岁", "个小时", "小时"})
_SPAN, _NAME = (
    re.compile("(?:过去|最近|(?<![将以按])近|这)$"),
    re.compile("(?:^|[，。；：])(?!平均|年龄|最)[\u4e00-\u9fff]{0,4}$"),
)
_FIRST, _COUNTS_UP = re.compile("(?:^|[，。；])前$"), re.compile("[^。]*(?:共|累计|发生|查处|完成了|实现)")


def _is_mere_time(fact: Quantity, before: str) -> bool:
    """Tell whether an amount of time only says since when a story is told, or how old one of its people is."""
    after = _after(fact)
    if fact.measure.text in {"岁", "周岁"}:
        return after.startswith("，") and not tail_of(fact) and _NAME.search(before) is not None
    since = _SPAN.search(before) is not None or (
        _FIRST.search(before) is not None and _COUNTS_UP.match(after) is not None
    )
    return since or (not before and after.startswith("了，"))


_LIMIT_BEFORE = re.compile(
    r"(?:每[^，。；]{0,10}|至少|最[多少长短高低]|不(?:得|应|能)?(?:少于|超过|低于|高于|多于|大于|小于|足)|超过|满|任期|期限|为期|有效期|期间|时间|周期|"
    r"提前|奖励|处|扣|罚款?|补助|补贴|标准|按|间隔|保存|保留|距离|达到?)[^，。；]{0,6}$"
)
_LIMIT_AFTER = re.compile("(?:个)?(?:工作日|小时|分钟|日|天|年|月)?(?:以?[内上下前后]|之[内前])")


@lru_cache(maxsize=512)
def is_limit(fact: Quantity) -> bool:
    """Tell whether an amount lays something down: a limit, a term, a rate; not how many there happen to be."""
    start, end = located(fact.sent, fact.whole)
    before, after = fact.sent.view[max(0, start - 16) : start], fact.sent.view[end : end + 4]
    return bool(tail_of(fact) or _LIMIT_BEFORE.search(before) or _LIMIT_AFTER.match(after))
