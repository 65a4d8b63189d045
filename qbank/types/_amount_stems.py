"""How an amount is asked for, 每季度举办多少期？, 处多少罚款？, else a blank in its place, and what trust that has."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from qbank.model.fact import Quantity
from qbank.model.item import BLANK
from qbank.model.wording import MUST, is_balanced
from qbank.types._amount_figure import FULL_MARKS, is_limit
from qbank.types._amount_worth import SHARES
from qbank.types._clauses import Clause, located
from qbank.types._cuts import is_aim
from qbank.types._near_amounts import amount_of, tail_of
from qbank.types._phrases import PENALTY, is_norm
from qbank.types._stems import can_ask_in_place, question, statement

_ONE_OF_CASES = re.compile("的，(?:或者?|以及)[^，]*$")
# What reports count and nobody remembers: people, letters, news, meetings.
_OF_A_TALLY, _OF_A_MERE_COUNT = 0.2, 0.22
_TALLIED = frozenset(
    re.findall(
        "[^ ]+",
        "人 名 人次 位 封 份 篇 条 部 场 场次 台次 车次 航次 次 期 个 件 台 座 公里 辆 户 册 亩 平方米 家 所 处 盏 根 "
        "道 起 岁",
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
_PENALIZES = re.compile(rf"(?:{PENALTY.pattern}|处以)$")
# 凡是60岁以上老人无偿转让住房的，受理人员要主动问: asked in place, with what follows from it.
_IN_CASE = re.compile("(?!以[前后])[^，；：、]{2,24}的，(?!不要|别)(?:[^，；：]{4,30})[。；]?")
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
# 搭接不小于3厘米并用卡箍固定, 不低于100米且不录像
_AND_ALSO = re.compile("(?=(?:并且?|而?且)[^，。；的]{3,20}(?:[，。；]|$))")
_SETS_LIMIT = re.compile(
    "(?:(?:期限|有效期|保[管存]期|任期|时间)为?|不(?:得|应|能)?(?:少于|超过|低于|高于|多于|大于|小于)|至少|最[多少长短高低])(?:为|是)?$|(?:应(?![急对付用])当?|必须|须(?!知)|不得)[^，。；的]{0,16}$"
)
# 2小时内书面报告经过，不得删改
_DOES = re.compile("[^，。；的]{4,16}，(?=不得|并|由|工本费)")
_IF = re.compile("(?:^|，)(?:如果?|若|凡|只要|除非|当)[^，]*$|[^，]的，[^，]*$(?<!的)")
# 课时费标准四十元: what is so much.
_NAMES_AMOUNT = re.compile("(?:^|[，、])[^，为是按达]{0,12}(?:标准|期限|年限|时限|金额|额度|限额|上限|下限)$")
_FINE = re.compile(r"的?(?P<what>罚款|罚金)[。；]?$")


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
    whole = whole or (_AND_ALSO.match(rest) if _sets_limit(clause, fact) else None)
    whole = whole or (_THEN_MAY.match(rest) if tail_of(fact) == "以上" else None)
    _, last = located(fact.sent, fact.whole)
    if whole is None or is_aim(fact.sent.view, clause.start, last + whole.end()):
        return clause
    shorter = replace(clause, end=last + whole.end())
    return shorter if is_balanced(shorter.text) else clause


def _sets_limit(clause: Clause, fact: Quantity) -> bool:
    before = (clause.before + clause.until(fact.whole)).rpartition("，")[2]
    return _SETS_LIMIT.search(before) is not None


def _is_bound(clause: Clause, fact: Quantity) -> bool:
    """Tell whether the words right before an amount bind: 不少于, 至少, 须在."""
    within = tail_of(fact).endswith("内") and _DOES.match(clause.rest(fact.whole)) is not None
    return (within or _sets_limit(clause, fact)) and _IF.search(clause.before + clause.text) is None


def _is_case(clause: Clause, fact: Quantity) -> bool:
    rest = clause.rest(fact.whole)
    return _CASE_RULE.fullmatch(rest) is not None or (tail_of(fact) == "以上" and _THEN_MAY.fullmatch(rest) is not None)


def _is_penalty(clause: Clause, fact: Quantity) -> bool:
    start, _ = located(fact.sent, fact.whole)
    return _PENALIZES.search(fact.sent.view[clause.start : start]) is not None


def trust_in_amount(clause: Clause, fact: Quantity, trust: float) -> float:
    """Return the trust in a draft about an amount; a report's own tallies (共拍摄5部) are seldom kept."""
    if _ONE_OF_CASES.search(clause.until(fact.whole)) and "的，" in clause.rest(fact.whole):
        # 两点温差超过5℃的，或者3天内上升3℃以上的，4小时内查明: the asked stands deep in the case.
        trust = min(trust, _OF_A_TALLY)
    if _only_tells(clause, fact):
        return min(trust, _OF_A_TALLY)
    trust -= _OF_WHAT if _lacks_object(clause, fact) else 0.0
    trust -= _OF_ALL if _SHARE.search(fact.whole.text) and fact.value == FULL_MARKS else 0.0
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
    "(?:增加|提高|上升|下降|增长|降低|减少|压减|压缩|精简|缩短|增|降|升)(?:到|至|了)?$|要等$|占(?:到)?$|达到?$|同比|累计|用时|耗时|历时|得分|评分|合计|共计|总计|抽调|选派|选聘|抽取|由原来"
)


def _is_tally(clause: Clause, fact: Quantity) -> bool:
    start, _ = located(fact.sent, fact.whole)
    if _CHANGED.search(fact.sent.view[clause.start : start]) and not is_norm(clause.text):
        return True
    # 学徒小满二十五岁: how old somebody is.
    return fact.measure.text in _TALLIED and (
        not is_norm(clause.text) or (fact.measure.text == "岁" and not is_limit(fact))
    )


# 19.85万元, 2940万元; 多少元 asks for 十万元 as well.
_SCALE = re.compile(r"(?:(?<=\.[0-9])|(?<=\.[0-9]{2})|(?<=[0-9]{3}))[万亿]+$")


def _how_much(fact: Quantity) -> str:
    number, measure, amount = fact.number.text, fact.measure.text, amount_of(fact)
    if fact.whole.label.startswith("range:"):
        return "" if measure in SHARES or "分之" in measure else f"多少{measure}"
    if fact.whole.label.startswith("quantity:") and measure in SHARES:
        return SHARES[measure]
    asked = "几" if fact.value < _FEW and fact.value == int(fact.value) else "多少"
    scale = _SCALE.search(number) if measure == "元" else None
    plain = amount in {number + measure, f"{number}余{measure}", f"{number}多{measure}"}
    return f"{asked}{scale.group() if scale else ''}{measure}" if plain else ""
