"""Which amounts are worth asking, and how: 每季度举办多少期？, 处多少罚款？, else a blank in the amount's place."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from math import isclose

from qbank.model import numerals
from qbank.model.dates import is_half_of_time
from qbank.model.fact import Part, Quantity
from qbank.model.item import BLANK
from qbank.model.wording import MUST, is_balanced
from qbank.types._amounts import amount_of, tail_of
from qbank.types._clauses import Clause, clause_of, located
from qbank.types._cuts import is_aim
from qbank.types._phrases import PENALTY, is_norm
from qbank.types._stems import can_ask_in_place, is_in_brackets, question, statement

_COUNTED_LOOSELY = frozenset("个人名家种项方次")
# What reports count and nobody remembers: people, letters, news, meetings.
_OF_A_TALLY, _OF_A_MERE_COUNT = 0.2, 0.22
_TALLIED = frozenset(
    re.findall(
        "[^ ]+",
        "人 名 人次 位 封 份 篇 条 部 场 场次 次 期 个 件 台 座 公里 辆 户 册 亩 平方米 家 所 处 盏 根 道 起 岁",
    )
)
# What a verb and a limit right before an amount leave open: …抽查不少于(15台).
_ACTS_ON = re.compile(
    "(?:[抽检督排巡]查|暗访|走访|回访|培训|配备|常备|储备|发放|招收|接收|建设|建成|打造|安装|更换|新增|配|派|收|送|修|种|养)"
    "(?:不(?:得|应|能)?(?:少|低|多|高)于|不(?:得)?超过|至少|最多|达到?)?$"
)
_OF_ITSELF = frozenset({"人", "名", "次", "场", "期", "人次", "场次", "岁", "起"})
_OF_WHAT, _OF_ALL = 0.25, 0.2
_FEW = 10
_MANY = 3
_FULL_MARKS = 100
_WHOLE_DAY = 24
# 24小时值班, 24小时药店: a manner of speaking.
_ROUND_THE_CLOCK = re.compile(
    "药店|热线|服务|营业(?!时间)|开[放机]|待命|在线|备勤|监[控护视测]|供[应水电]|畅通|接听|制"
)
_LONGEST_NOUN = 8
_LONGEST_NAME = 8
_SAYS = re.compile("[为是应须可需要达占处罚扣计按每限至超低高少多过提保留存有无到在于不]|满(?!意)|期限|标准|合格")
_MEANS = re.compile("[一-鿿]{2,}[了着过]|完成|召开|举办|参加|用于|属于")
_HOW_OFTEN = re.compile(
    "(?:每(?:年|月|周|天|日|季度?|半年|学期|个[^，]{1,4})|原则上|一般|其中|，)*(?:不得?(?:少|低|多|高)于|不得?超过|至少)"
)
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”")
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
_LIMITED = re.compile("(?:不[得应能]?(?:少|低|高|多|大|小)于|不得?超过|至少[^，。；]{0,4}|超过|不[足满])$")
# 两岁以下犊牛死亡率控制在百分之六以内: of what a figure is told.
_FIGURE_OF = re.compile(
    f"[^，。；的]{{2,12}}(?:控制在|不得?(?:超过|低于|高于|少于)|达到)(?:百分之)?[0-9{numerals.CHINESE}]"
)
_BOUND = re.compile("(?:全部|均|都)?(?:必须|应当?|须|要|不得)")
_EVEN = re.compile("(?:哪怕|即使|就算|哪怕是)[^，。；]{0,4}$")
_SHARE = re.compile("[%％]|百分之")
_ABOUT = re.compile("(?:大约|约|将?近|超过|已达)$")
_CONVERTS = re.compile("[0-9][^，。；]{1,8}(?:就是|等于|折合|合计|乘以|除以|[×÷＝=])[^，。；]{0,6}[0-9]")
# 先算收到的污染物。第一厂：…: figures that show how something is worked out.
_WORKED = re.compile(
    "(?:先|再|最后|下面|我们)(?:来)?算|算一[算笔下]|举[个一]?例|例如[，：]|比如[，：]|假[设定如]|设想|打个比方|以[^，。]{2,20}为例|"
    "[^，。]{0,6}某(?:处|地|天|小区|路段|车间|单位)"
)
# 把管径600毫米以下的(412公里)管道检测一遍: a number of things that something is done to.
_ACTED_ON = re.compile(
    "(?:^|[，的])[^，]*(?:把|将(?!近)|对(?!口)|从(?!事)|在|为(?!主)|向|(?<![发交拨送付])给(?![水予]))[^，]*$"
)
_EACH = re.compile("各[^，。；]{0,4}$")
_IN_NUMBER = tuple("0123456789.,")
_EVERY = re.compile(rf"每(?:[^，。]{{0,14}}|{numerals.NUMERAL}[^，。]{{0,10}})$")
_NOT_LESS = re.compile("(?:至少|不少于|不低于|最少)[^，。]{0,8}$")
_OF_FULL_MARKS = re.compile("满分[为是]?$")
_WAS_BEFORE = re.compile("[^，。；]{0,4}(?:提高|上升|增加|增长|下降|减少|降低|调整|扩大|缩短|[升降增减])(?:到|至|为)")
_PENALIZES = re.compile(rf"(?:{PENALTY.pattern}|处以)$")
_BRACKETED, _OWN_CLAUSE = re.compile("（[^（）]*）"), re.compile("[^，。；：]*")
# 凡是60岁以上老人无偿转让住房的，受理人员要主动问: asked in place, with what follows from it.
_IN_CASE = re.compile("(?!以[前后])[^，；：、]{2,24}的，(?:[^，；：]{4,30})[。；]?")
# 的，由保洁员收走物品; 的跨距，必须具备救援车; 时，值班员应当停机: a case, and what follows from it.
_CASE_RULE = re.compile(
    "(?:[^，。；]{0,12}的[^，。；]{0,6}|时)，(?:一律|均|都|原则上)?(?:由|应(?![急对付用])|须(?!知)|必须|不得|不予|可以|给|扣|罚|停|报|责令|取消|调离|予以|补|退|先|视为|按|"
    "全部|记录不|不算|不计|无效|作废|重新|至少|禁止|严禁|"
    f"[^，。；的不0-9%]{{1,8}}?(?:(?<![相供响对反适]){MUST}|不得|有权))[^，。；：]{{1,24}}(?=[，。；]|$)|，立即[^，。；：]{{2,24}}(?=[，。；]|$)"
)
# 连续三个月平均96分以上，可以申请免检
_THEN_MAY = re.compile("，(?:可以?(?=申[请领报])|可以|方可|才能)[^，。；：、]{2,24}(?=[，。；]|$)[。；]?")
# What ends a rule on an amount: nothing, or what has to be done within it.
_WHOLE_LIMIT = re.compile(
    "(?:的(?=[^，。；：的]{0,8}(?:培训|学习|教育|训练|演练|实习|课程|考试|实操)，))?[^，。；：的]{0,16}(?<![时后前内起中者])(?=，(?!方可|才|即可?|经(?![营济费办理常])|[^；。]*的，|[^，；。]*[时后前]，|或者?|且|以及))"
)
_SETS_LIMIT = re.compile(
    "(?:(?:期限|有效期|保[管存]期|任期|时间)为?|不(?:得|应|能)?(?:少于|超过|低于|高于|多于|大于|小于)|至少|最[多少长短高低])(?:为|是)?$|(?:应(?![急对付用])当?|必须|须(?!知)|不得)[^，。；的]{0,16}$"
)
# 2小时内书面报告经过，不得删改
_DOES = re.compile("[^，。；的]{4,16}，(?=不得|并|由|工本费)")
_IF = re.compile("(?:^|，)(?:如果?|若|凡|只要|除非|当)[^，]*$|[^，]的，[^，]*$(?<!的)")
# 课时费标准四十元: what is so much.
_NAMES_AMOUNT = re.compile("(?:^|[，、])[^，为是按达]{0,12}(?:标准|期限|年限|时限|金额|额度|限额|上限|下限)$")
_FINE = re.compile(r"的?(?P<what>罚款|罚金)[。；]?$")


def clause_to_ask(fact: Quantity, asked: Part) -> Clause | None:
    """Return the clause that an amount, or its number, may be asked for in, None if it is not worth asking.

    It is where the amount is a figure one should know, the clause's own, and said once.
    """
    clause = clause_of(fact, asked) if _may_be_asked(fact) else None
    return clause if clause and _is_worth_asking(clause, fact) else None


@lru_cache(maxsize=512)
def _may_be_asked(fact: Quantity) -> bool:
    """Tell whether an amount is a figure one should know, whatever its clause; of many that is enough to be refused."""
    return not (_is_aside(fact) or _is_trivial(fact) or _is_old(fact) or _is_told(fact))


@lru_cache(maxsize=512)
def _is_worth_asking(clause: Clause, fact: Quantity) -> bool:
    if _is_verbless(clause, fact) or _is_modifier(clause, fact) or _is_one_of_many(clause, fact):
        return False
    stem = clause.put((fact.whole, BLANK))
    return not (_adds_up(clause, fact, stem) or _is_shown(fact, stem))


def can_be_left_out(fact: Quantity) -> bool:
    """Tell whether an amount is a whole that can be asked for, and no 10分 of 4分10秒."""
    return not is_half_of_time(fact.sent.view, *located(fact.sent, fact.whole))


def quantity_stem(clause: Clause, fact: Quantity) -> str:
    """Return 每季度举办多少期？ where that is natural, else the clause with the amount left out."""
    fine = _FINE.fullmatch(clause.rest(fact.whole))
    if fine and fact.measure.text.endswith("元") and not tail_of(fact) and _is_penalty(clause, fact):
        return question(f"{clause.put((fact.whole, BLANK)).partition(BLANK)[0]}多少{fine['what']}")
    asked, tail = _how_much(fact), tail_of(fact)
    shorter = _without_more(clause, fact) if asked else clause
    if asked and (can_ask_in_place(shorter, fact.whole) or _is_case(shorter, fact)):
        # 年满60周岁、撑船满15年的11人
        before = clause.before + clause.until(fact.whole)
        counted = fact.measure.text in _TALLIED and before.endswith("的") and _ACTED_ON.search(before) is None
        asked = f"有{asked}" if counted else asked
        asked = f"为{asked}" if fact.measure.text != "倍" and _NAMES_AMOUNT.search(before) else asked
        return question(shorter.put((fact.whole, asked + tail)))
    if asked and _IN_CASE.fullmatch(clause.rest(fact.whole)):
        return question(clause.put((fact.whole, asked + tail)))
    return statement(clause.put((fact.whole, BLANK + tail)))


def _without_more(clause: Clause, fact: Quantity) -> Clause:
    """Return a clause up to where its rule on the amount is told, without what else holds.

    每次出车不少于2人，其中一人…; 须在24小时内登记，由馆里退还; 离座超过45分钟的，由保洁员收走物品，留一张条子.
    """
    rest = clause.rest(fact.whole)
    whole = (_WHOLE_LIMIT.match(rest) if _is_bound(clause, fact) else None) or _CASE_RULE.match(rest)
    whole = whole or (_THEN_MAY.match(rest) if tail_of(fact) == "以上" else None)
    _, last = located(fact.sent, fact.whole)
    if whole is None or is_aim(fact.sent.view, clause.start, last + whole.end()):
        return clause
    shorter = replace(clause, end=last + whole.end())
    return shorter if is_balanced(shorter.text) else clause


def _is_bound(clause: Clause, fact: Quantity) -> bool:
    """Tell whether the words right before an amount bind: 不少于, 至少, 须在."""
    before = (clause.before + clause.until(fact.whole)).rpartition("，")[2]
    within = tail_of(fact).endswith("内") and _DOES.match(clause.rest(fact.whole)) is not None
    return (within or _SETS_LIMIT.search(before) is not None) and _IF.search(clause.before + clause.text) is None


def _is_case(clause: Clause, fact: Quantity) -> bool:
    rest = clause.rest(fact.whole)
    return _CASE_RULE.fullmatch(rest) is not None or (tail_of(fact) == "以上" and _THEN_MAY.fullmatch(rest) is not None)


def _is_penalty(clause: Clause, fact: Quantity) -> bool:
    start, _ = located(fact.sent, fact.whole)
    return _PENALIZES.search(fact.sent.view[clause.start : start]) is not None


def _is_trivial(fact: Quantity) -> bool:
    """Tell whether a figure is no figure: 两个以上, the 一次 of 每四年一次, five thousand of 五千克."""
    view, (start, _) = fact.sent.view, located(fact.sent, fact.whole)
    if fact.measure.text == "字":
        return True
    if fact.measure.text in {"克", "米"} and fact.number.text.endswith("千"):
        return True
    if fact.value == _WHOLE_DAY and fact.measure.text == "小时" and _ROUND_THE_CLOCK.match(_after(fact)):
        return True
    if fact.value <= 2 and tail_of(fact) == "以上" and fact.measure.text in _COUNTED_LOOSELY:
        return True
    if fact.value == 1 and tail_of(fact) == "以上" and fact.measure.text == "倍":
        return True
    if fact.value == _FULL_MARKS:
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
    laid_down = measure in {"人", "名"} and _LIMITED.search(before) is not None
    told = measure in {"人", "名", "岁", "台", "辆"} and after.startswith("的") and not laid_down
    # 班主任52人必须到场: how many they are is no part of the rule.
    return (
        told
        or (measure in {"人", "名", "家", "户"} and _BOUND.match(after) is not None)
        or _SIZE_OF.match(after) is not None
        or _EVEN.search(before) is not None
        # 李某、关某等4人: how many they were.
        or _COUNTED_OF_THEM.match(after) is not None
        or _AND_OTHERS.search(before) is not None
        or _LIMITED_BY.match(after) is not None
        or (before[-1:] in _COUNTED_IN and _COUNTED_BEFORE.search(before) is not None)
    )


def _after(fact: Quantity) -> str:
    """Return the words of the sentence after an amount."""
    return fact.sent.view[located(fact.sent, fact.whole)[1] :]


def _is_one_of_many(clause: Clause, fact: Quantity) -> bool:
    """Tell whether three more amounts of the unit stand in the stem: of shares of a whole the rest tells it."""
    text, measure = clause.text, fact.measure.text
    return text.count(measure) > _MANY and len(list(numerals.amounts_in(text, measure))) > _MANY


def _is_verbless(clause: Clause, fact: Quantity) -> bool:
    """Tell whether a clause is only a name and its figure, a line of a table: 群众满意度10分（电话回访10户）."""
    before, rest = clause.before + clause.until(fact.whole), _BRACKETED.sub("", clause.rest(fact.whole))
    # 全部改成一个窗口办完，30分钟以内: nothing is said in the amount's own clause.
    # 有效期满前三个月: when, but not what.
    if not before and not _SAYS.search(rest) and not _MEANS.search(rest):
        # 200元以上现金、手机，次日送交: the amount only says which things.
        return True
    alone = before.endswith(("，", "前", "后", "满")) or (len(before) <= _LONGEST_NAME and _SAYS.search(before) is None)
    return not rest.strip("，。；") and (alone or _HOW_OFTEN.fullmatch(before) is not None)


def _is_old(fact: Quantity) -> bool:
    """Tell whether an amount is what it was before it changed: 从200元提高到300元."""
    return _WAS_BEFORE.match(_after(fact)) is not None


_TOLD = re.compile(
    "(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日[^，。；]{0,14}(?:就是|曾|发生|出现)|"
    "(?:内|里|后)有[0-9一二三四五六七八九十百]+[名个位家户]|(?<![要须应])有人|有位|(?<![所没享具持拥占还含带只原已现])有的(?!放矢)|"
    "当时(?!的?市场|[报写记填做][^，。；]{0,6}[的，])|那[年天时]|暗访|调查组|(?:中|检查|抽查)发现(?!.{0,12}的，)|发现[了，]|"
    "为何|为什么|并不少见|时有发生|屡见不鲜|不在少数|个别(?:单位|学校|地方|同志|人员)|记者[^，。；]{0,6}(?:[蹲待呆守住等跟]了?|用了|花了|登上)|(?:距离?|离)[^，。；]{2,10}(?:还有|只有|只剩)"
)
# 三十二处市集都要把自治会建起来: how many there are is not what is laid down.
# 本手册由办公室负责解释，每两年修订一次: of the document, and of nothing in it.
_OF_THE_DOCUMENT = re.compile("由[^，。；]{2,16}负责解释，每[^，。；]{1,3}年修[订编]一次")
_BANNED = re.compile("不(?:得|准|许)[^，。；、]*$")
_COMPARES = re.compile("超过|少于|低于|高于|多于|大于|小于|不足|早于|晚于|迟于|未满|[超逾过满]$")
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


_FEWEST_PARTS, _WHOLE = 2, 100
_PARTED = re.compile("分(?:成|为)?$")
# 每月至少一次, 一次记5分, 由10分提高到35分
_FOR_ITSELF = re.compile(
    "至少|不(?:得|应|能)?(?:少|低|多|高)于|[每一]次[记扣罚奖]|[由从][^，。；]*(?:提高|增加|压减)到"
)
_LISTED_BEFORE = re.compile("(?:[^，。；：、]{1,12}、)+[^，。；：、]{1,12}$")


def _adds_up(clause: Clause, fact: Quantity, stem: str) -> bool:
    """Tell whether others of the stem tell the amount: 2次，上午、下午各1次; 0.9米，其中0.6米、0.3米.

    Two that make it up or leave it over tell it without an 其中, too: 分三块轮割，割一块留两块.
    """
    others = list(numerals.amounts_in(stem, fact.measure.text))
    if any(_EACH.search(stem[: each.start]) for each in others):
        return True
    # 每日8时、14时、20时三次巡查; 报修、到场、恢复三个时间: what is listed before it counts it.
    before = clause.until(fact.whole)
    times = None if _LIMITED.search(before) else _LISTED_BEFORE.search(before)
    if times and times.group().count("、") + 1 == fact.value:
        return True
    values = sorted(value for each in others if (value := numerals.value_of(each.numeral)) is not None)
    if len(values) < _FEWEST_PARTS or not ("其中" in stem or _is_whole_or_part(clause, fact)):
        return False
    whole = fact.measure.text in _SHARES and isclose(fact.value, _WHOLE - sum(values))
    return whole or isclose(fact.value, sum(values)) or isclose(fact.value, values[-1] - sum(values[:-1]))


def _is_whole_or_part(clause: Clause, fact: Quantity) -> bool:
    """Tell whether an amount may be what others of its stem make up; limits and terms stand each for itself."""
    parted = _PARTED.search(clause.until(fact.whole)) is not None
    return parted or not (is_limit(fact) or _FOR_ITSELF.search(clause.text))


def _is_shown(fact: Quantity, stem: str) -> bool:
    """Tell whether the amount stands elsewhere in the stem, in either script; only shares are measured in two ways."""
    if fact.measure.text not in stem and fact.measure.text not in _SHARES:
        return False
    *before, _ = numerals.in_figures(stem).split(numerals.in_figures(amount_of(fact)))
    return any(not text.endswith(_IN_NUMBER) for text in before)


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


def trust_in_amount(clause: Clause, fact: Quantity, trust: float) -> float:
    """Return the trust in a draft about an amount; a report's own tallies (共拍摄5部) are seldom kept."""
    if _only_tells(clause, fact):
        return min(trust, _OF_A_TALLY)
    trust -= _OF_WHAT if _lacks_object(clause, fact) else 0.0
    trust -= _OF_ALL if _SHARE.search(fact.whole.text) and fact.value == _FULL_MARKS else 0.0
    return trust if is_limit(fact) else trust - _OF_A_MERE_COUNT


@lru_cache(maxsize=512)
def _only_tells(clause: Clause, fact: Quantity) -> bool:
    """Tell whether an amount is a report's tally, or one that the report itself gives as about right."""
    if _WORKED.match(fact.context) or _WORKED.match(fact.sent.view) or _CONVERTS.search(fact.context):
        return True
    about = _ABOUT.search(clause.before + clause.until(fact.whole))
    return _is_tally(clause, fact) or (about is not None and not is_limit(fact))


def _lacks_object(clause: Clause, fact: Quantity) -> bool:
    """Tell whether an amount of things ends a clause that does not name them: 每月抽查不少于15台."""
    ends = not clause.rest(fact.whole).strip("，。；")
    counted = fact.measure.text in _TALLIED and fact.measure.text not in _OF_ITSELF
    return ends and counted and _ACTS_ON.search(clause.before + clause.until(fact.whole)) is not None


_CHANGED = re.compile(
    "(?:增加|提高|上升|下降|增长|降低|减少|增|降|升)(?:到|至|了)?$|占(?:到)?$|达到?$|同比|累计|用时|耗时|历时|得分|评分|合计|共计|总计|抽调|选派|选聘|抽取|由原来"
)


def _is_tally(clause: Clause, fact: Quantity) -> bool:
    start, _ = located(fact.sent, fact.whole)
    if _CHANGED.search(fact.sent.view[clause.start : start]) and not is_norm(clause.text):
        return True
    # 学徒小满二十五岁: how old somebody is.
    return fact.measure.text in _TALLIED and (
        not is_norm(clause.text) or (fact.measure.text == "岁" and not is_limit(fact))
    )


def _is_modifier(clause: Clause, fact: Quantity) -> bool:
    """Tell whether a reported amount only qualifies a noun (压着材料三天没签字的人), so that no question forms."""
    if is_norm(clause.text):
        return False
    rest = _OWN_CLAUSE.match(_QUOTED.sub("", clause.rest(fact.whole)))
    head, of, noun = rest.group().partition("的") if rest else ("", "", "")
    return bool(of) and (bool(head) or len(noun) > _LONGEST_NOUN)


def _how_much(fact: Quantity) -> str:
    number, measure, amount = fact.number.text, fact.measure.text, amount_of(fact)
    if fact.whole.label.startswith("range:"):
        return "" if measure in _SHARES or "分之" in measure else f"多少{measure}"
    if fact.whole.label.startswith("quantity:") and measure in _SHARES:
        return _SHARES[measure]
    asked = "几" if fact.value < _FEW and fact.value == int(fact.value) else "多少"
    return f"{asked}{measure}" if amount in {number + measure, f"{number}余{measure}", f"{number}多{measure}"} else ""


_SHARES = {
    "百分之": "百分之多少",
    "千分之": "千分之多少",
    "万分之": "万分之多少",
    "%": "百分之多少",
    "％": "百分之多少",
    "‰": "千分之多少",
}
