"""Which amounts are worth asking: a figure one should know, its clause's own, and not told by the rest of the stem."""

from __future__ import annotations

import re
from functools import lru_cache
from math import isclose

from qbank.model import numerals
from qbank.model.dates import is_half_of_time
from qbank.model.fact import Part, Quantity
from qbank.model.item import BLANK
from qbank.types._amount_figure import LIMITED, is_limit, may_be_asked
from qbank.types._clause_around import clause_of
from qbank.types._clauses import Clause, located
from qbank.types._near_amounts import amount_of
from qbank.types._phrases import is_norm

_MANY = 3
_LONGEST_NOUN = 8
_LONGEST_NAME = 8
_SAYS = re.compile("[为是应须可需要达占处罚扣计按每限至超低高少多过提保留存有无到在于不]|满(?!意)|期限|标准|合格")
_MEANS = re.compile("[一-鿿]{2,}[了着过]|完成|召开|举办|参加|用于|属于")
_HOW_OFTEN = re.compile(
    "(?:每(?:年|月|周|天|日|季度?|半年|学期|个[^，]{1,4})|原则上|一般|其中|，)*(?:不得?(?:少|低|多|高)于|不得?超过|至少)"
)
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”")
_EACH = re.compile("各[^，。；]{0,4}$")
_HALF_MONTH, _HALF_A_MONTH = frozenset({("天", 15.0), ("日", 15.0)}), re.compile("半个?月")
_NAME, _NUMERALS = re.compile("“([^“”]{2,12})”"), re.compile("[0-9]|[两二三四五六七八九十]")
_IN_NUMBER = tuple("0123456789.,")
_BRACKETED, _OWN_CLAUSE = re.compile("（[^（）]*）"), re.compile("[^，。；：]*")


def clause_to_ask(fact: Quantity, asked: Part) -> Clause | None:
    """Return the clause that an amount, or its number, may be asked for in, None if it is not worth asking.

    It is where the amount is a figure one should know, the clause's own, and said once.
    """
    clause = clause_of(fact, asked) if may_be_asked(fact) else None
    return clause if clause and _is_worth_asking(clause, fact) else None


@lru_cache(maxsize=512)
def _is_worth_asking(clause: Clause, fact: Quantity) -> bool:
    if _is_verbless(clause, fact) or _is_modifier(clause, fact) or _is_one_of_many(clause, fact):
        return False
    stem = clause.put((fact.whole, BLANK))
    return not (_adds_up(clause, fact, stem) or _is_shown(fact, stem))


def can_be_left_out(fact: Quantity) -> bool:
    """Tell whether an amount is a whole that can be asked for, and no 10分 of 4分10秒."""
    return not is_half_of_time(fact.sent.view, *located(fact.sent, fact.whole))


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
    times = None if LIMITED.search(before) else _LISTED_BEFORE.search(before)
    if times and times.group().count("、") + 1 == fact.value:
        return True
    values = sorted(value for each in others if (value := numerals.value_of(each.numeral)) is not None)
    if len(values) < _FEWEST_PARTS or not ("其中" in stem or _is_whole_or_part(clause, fact)):
        return False
    whole = fact.measure.text in SHARES and isclose(fact.value, _WHOLE - sum(values))
    return whole or isclose(fact.value, sum(values)) or isclose(fact.value, values[-1] - sum(values[:-1]))


def _is_whole_or_part(clause: Clause, fact: Quantity) -> bool:
    """Tell whether an amount may be what others of its stem make up; limits and terms stand each for itself."""
    parted = _PARTED.search(clause.until(fact.whole)) is not None
    return parted or not (is_limit(fact) or _FOR_ITSELF.search(clause.text))


def _is_shown(fact: Quantity, stem: str) -> bool:
    """Tell whether the amount stands elsewhere in the stem, in either script; only shares are measured in two ways."""
    if (fact.measure.text, fact.value) in _HALF_MONTH and _HALF_A_MONTH.search(stem):
        # 相邻两次半月保养间隔不得超过15天: the name tells.
        return True
    if fact.value > 1 and any(_names_value(name, fact.value) for name in _NAME.findall(stem)):
        # “双十审核”，每月审核不少于10件
        return True
    if fact.measure.text not in stem and fact.measure.text not in SHARES:
        return False
    *before, _ = numerals.in_figures(stem).split(numerals.in_figures(amount_of(fact)))
    return any(not text.endswith(_IN_NUMBER) for text in before)


def _names_value(name: str, value: float) -> bool:
    """Tell whether a quoted name holds a number: “双十审核” holds ten."""
    return any(numerals.value_of(each) == value for each in _NUMERALS.findall(name))


def _is_modifier(clause: Clause, fact: Quantity) -> bool:
    """Tell whether a reported amount only qualifies a noun (压着材料三天没签字的人), so that no question forms."""
    if is_norm(clause.text):
        return False
    rest = _OWN_CLAUSE.match(_QUOTED.sub("", clause.rest(fact.whole)))
    head, of, noun = rest.group().partition("的") if rest else ("", "", "")
    return bool(of) and (bool(head) or len(noun) > _LONGEST_NOUN)


SHARES = {
    "百分之": "百分之多少",
    "千分之": "千分之多少",
    "万分之": "万分之多少",
    "%": "百分之多少",
    "％": "百分之多少",
    "‰": "千分之多少",
}
