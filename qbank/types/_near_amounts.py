"""Amounts beside one: how it is printed, what is plausible below and above it, and what its sentence says of others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import inf
from random import Random

from qbank.model import numerals
from qbank.model.fact import Quantity
from qbank.types import _ladders as ladders
from qbank.types import _rises as rises
from qbank.types._clauses import located

WANTED = 3
LEAD = 8
"""Characters before an amount that say which kind of bound it is."""
WHOLE, HALF_MARKS = 100, 50
_EVEN_STEPS = (20, 10, 8, 5, 4, 2)
_TAIL = re.compile(rf"(?:{numerals.TAIL})$")
NUMBER = re.compile(numerals.NUMERAL)
_SAMPLE = re.compile(
    rf"(?:抽[查检取选样测]|检查|走访|回访|调查|发放)了?(?P<number>{numerals.NUMERAL})[个家户人名份件站台辆张][^；。]*$"
)
_OF_THEM = re.compile("其中[^，。；]*$")
_RAISED_TO = re.compile("[由从][^，。；]*(?:提[高升]|增加|上升|增长|扩大|增)[至到]$")
_LOWERED_TO = re.compile("[由从][^，。；]*(?:降低?|下降|减少|压[减缩降]|缩短|减)[至到]$")
# 18至55周岁；多次献血的，可放宽至60周岁
_EXTENDED_TO = re.compile("(?:放宽|延长|延伸|提高|增加|上调|扩大)[到至为]$")
# 每月在岗不少于三十天, 一小时内九十分钟: no period holds so much.
_PERIODS = (
    (re.compile("(?:每个?|[一当])月[^，。；]{0,8}$"), frozenset({"天", "日"}), 28.0),
    (re.compile("(?:每|一)(?:周|星期)[^，。；]{0,8}$"), frozenset({"天", "日"}), 7.0),
    (re.compile("(?:每|一)[天日班][^，。；]{0,8}$"), frozenset({"小时", "个小时"}), 23.0),
    (
        re.compile("连续(?:执勤|值[守班勤]|工作|作业|驾驶|上[岗班]|当班|在岗)[^，。；]{0,8}$"),
        frozenset({"小时", "个小时"}),
        24.0,
    ),
    (re.compile("(?:每|一)个?小时[^，。；]{0,8}$"), frozenset({"分钟"}), 59.0),
)
# 独居老人、退休职工: nobody is one at forty; and nobody is 120.
_OLD, _OLD_AT, _OLDEST = re.compile("老[人年龄]|高龄|退休"), 55.0, 99.0
_YEARS = frozenset({"岁", "周岁"})
_OF_SPEED = frozenset({"公里", "千米"})
_OF_AGE, _MINORS = 18.0, re.compile("[以之]?下?的?(?:儿童|幼儿|未成年|青?少年|学生|孩子)")
_PASSES = re.compile("，(?:超过|高于|大于|达到)$")
# 假期七天，至少有五天在岗
_LASTS = re.compile("(?:[假会工学周]期|为期|历时|全程)共?$")
SOME_MORE = re.compile("[多余几]")
_MOST = re.compile(r"(?:不(?:得|应|能)?(?:超过|高于|多于|大于)|最[长多高大]|至多|不满|不足)[^，。；]{0,4}$")
_LEAST = re.compile(r"(?:不(?:得|应|能)?(?:少于|低于|小于)|最[短少低小]|至少|超过|满)[^，。；]{0,4}$")
AT_LEAST = re.compile(r"不(?:得|能|应)?(?:少|低|小|短)于|至少|达到?|(?<=[须应当要])满$")


def amount_of(fact: Quantity) -> str:
    """Return number and measure as printed, a single number without 以上 or 以内; a range stays whole."""
    return fact.whole.text if fact.whole.label.startswith("range:") else without_tail(fact.whole.text)


@lru_cache(maxsize=4096)
def without_tail(amount: str) -> str:
    return _TAIL.sub("", amount)


def tail_of(fact: Quantity) -> str:
    """Return the 以上, 以内 or 左右 that ``amount_of`` leaves away."""
    return fact.whole.text[len(amount_of(fact)) :]


def is_single(fact: Quantity) -> bool:
    return numerals.value_of(fact.number.text) is not None


def drawn(sides: Sequence[Sequence[str]], wanted: int, rng: Random) -> list[str]:
    below, above = sides
    return ladders.picked(below, above, wanted, rng)


def ranges(fact: Quantity) -> list[list[str]]:
    """Return other ranges below and above one, nearest first."""
    sides = ladders.ranges_around(amount_of(fact), ladders.unit_of(fact.measure.text))
    return [[text for text in side if text and text not in fact.sent.view] for side in sides]


def fractions(fact: Quantity) -> list[str]:
    number, amount = fact.number.text, amount_of(fact)
    found = [amount.replace(number, text) for text in ladders.fractions_near(number)]
    return [text for text in found if text not in fact.sent.view]


@lru_cache(maxsize=512)
def sides(fact: Quantity) -> tuple[tuple[str, ...], ...]:
    """Return the plausible amounts below and above one, nearest first, within the limits its sentence states."""
    number, amount, unit = fact.number.text, amount_of(fact), _unit_of(fact)
    said, (low, high) = {value for value, _, _ in said_beside(fact)}, limits(fact)
    start, _ = located(fact.sent, fact.whole)
    at_least = AT_LEAST.search(fact.sent.view[max(0, start - LEAD) : start]) is not None

    def passes_all(value: float) -> bool:
        """Tell whether nothing could be above a least amount: 100%以上."""
        return value >= high and fact.value < high and (tail_of(fact) == "以上" or at_least)

    def printed(values: Iterable[float]) -> tuple[str, ...]:
        fitting = (value for value in values if low <= value <= high and value not in said and not passes_all(value))
        fitting = (value for value in fitting if not is_turned_round(value, fact.value))
        if SOME_MORE.search(amount):
            # 一百多次 may be 一百四十多次.
            fitting = (value for value in fitting if not _rounds(value, fact.value) and not _rounds(fact.value, value))
        texts = (ladders.printed_like(value, number, unit) for value in fitting)
        return tuple(amount.replace(number, text, 1) for text in texts if text)

    changed = tuple(map(printed, around_change(fact)))
    return changed if sum(map(len, changed)) >= WANTED else tuple(map(printed, ladders.around(fact.value, unit)))


def _unit_of(fact: Quantity) -> str:
    """Return the unit whose steps rules use: of a speed those of a speed, whatever it is measured in."""
    start, _ = located(fact.sent, fact.whole)
    fast = fact.measure.text in _OF_SPEED and fact.sent.view.endswith(("每小时", "时速"), 0, start)
    return "时速" if fast else ladders.unit_of(fact.measure.text)


@lru_cache(maxsize=512)
def around_change(fact: Quantity) -> tuple[list[float], list[float]]:
    """Return values below and above one that was raised or lowered a little, by parts of that change; else none."""
    start, _ = located(fact.sent, fact.whole)
    before_it = fact.sent.view[:start]
    if not before_it.endswith(("到", "至")) or not (_RAISED_TO.search(before_it) or _LOWERED_TO.search(before_it)):
        return [], []
    old = [numerals.value_of(each.numeral) or 0.0 for each in numerals.amounts_in(before_it, fact.measure.text)]
    return rises.around_change(old[-1] if old else 0.0, fact.value, ladders.grain_of(fact.value))


def is_turned_round(one: float, other: float) -> bool:
    """Tell whether a number has the digits of another in another order, as a misprint has: 142 for 214."""
    digits = [f"{value:.0f}" for value in (one, other)]
    return len(digits[0]) > 2 and sorted(digits[0]) == sorted(digits[1]) and digits[0] != digits[1]


def _rounds(rough: float, exact: float) -> bool:
    """Tell whether so many and some more (一百多) may be another number: at most by its last figure."""
    step = 1.0
    while rough >= step and rough % (step * 10) == 0:
        step *= 10
    return rough < exact < rough + step


@lru_cache(maxsize=512)
def limits(fact: Quantity) -> tuple[float, float]:
    """Return the least and the most that the sentence allows for amounts of the fact's unit."""
    of_hundred = fact.measure.text in {"百分之", "%", "％"} or (fact.measure.text == "分" and fact.value > HALF_MARKS)
    low, high = 0.0, float(WHOLE) if of_hundred and fact.value <= WHOLE else inf
    if of_hundred and fact.value > WHOLE:
        low = float(WHOLE)
    start, end = located(fact.sent, fact.whole)
    before_it = fact.sent.view[:start]
    if fact.measure.text in _YEARS and fact.value <= _OLDEST:
        # 十四周岁以下儿童 bears no 二十周岁.
        young = fact.value <= _OF_AGE and _MINORS.match(fact.sent.view, end) is not None
        high = min(high, _OF_AGE if young else _OLDEST)
        low = _OLD_AT if fact.value > _OLD_AT and _OLD.search(fact.sent.view) else low
    for period, measures, most in _PERIODS:
        if fact.measure.text in measures and fact.value <= most and period.search(before_it):
            high = min(high, most)
    sample = _SAMPLE.search(before_it)
    drawn = numerals.value_of(sample["number"]) if sample else None
    if drawn and drawn >= fact.value:
        # 抽查一百个站，响应的不低于九十五家: no more than were drawn.
        high = min(high, drawn)
    if fact.measure.text == "倍" and before_it.endswith("等值以上"):
        low = 1.5
    of_them, raised, lowered = (each.search(before_it) for each in (_OF_THEM, _RAISED_TO, _LOWERED_TO))
    for value, before, after in said_beside(fact):
        if (raised or _EXTENDED_TO.search(before_it)) and value < fact.value:
            low = max(low, value)
        elif value >= fact.value and (
            lowered or of_them or _MOST.search(before) or _LASTS.search(before) or after in {"以下", "以内"}
        ):
            high = min(high, value)
        elif value < fact.value and after in {"以下", "以内"} and _PASSES.search(before_it):
            # 控制在30%以下，超过50%的不得入库
            low = max(low, value)
        elif value <= fact.value and (_LEAST.search(before) or after == "以上"):
            low = max(low, value)
    return low, high


@lru_cache(maxsize=512)
def said_beside(fact: Quantity) -> tuple[tuple[float, str, str], ...]:
    """Return the other amounts of the unit in the sentence: value, ten characters before, two after."""
    start, end = located(fact.sent, fact.whole)
    view, found = fact.sent.view, []
    for each in numerals.amounts_in(view, fact.measure.text):
        value = numerals.value_of(each.numeral)
        if value is not None and not (each.start < end and start < each.end):
            found.append((value, view[max(0, each.start - 10) : each.start], view[each.end : each.end + 2]))
    return tuple(found)


def in_rank(side: Sequence[str], fact: Quantity) -> list[str]:
    """Return the amounts that stand to the others of the sentence as the fact's does, but no bound of 100 %.

    每3小时翻身一次，夜间可延长到4小时 does not bear 每5小时, 接通率不低于 no 100 %.
    """
    start, _ = located(fact.sent, fact.whole)
    least = AT_LEAST.search(fact.sent.view[max(0, start - LEAD) : start]) is not None
    full = fact.measure.text in {"百分之", "%", "％", "分"} and (least or tail_of(fact) == "以上")
    said = [value for value, _, _ in said_beside(fact) if value != fact.value]
    return [
        text
        for text in side
        if all((size(text) - value) * (fact.value - value) > 0 for value in said) and not (full and size(text) >= WHOLE)
    ]


def between(fact: Quantity) -> list[list[str]]:
    """Return amounts below and above one that lie between those its sentence says of others, in even steps.

    处级干部不少于56学时，科级干部不少于48学时，其他人员不少于40学时 bears 44学时 and 52学时.
    """
    said = [value for value, _, _ in said_beside(fact) if value != fact.value]
    low = max((value for value in said if value < fact.value), default=0.0)
    high = min((value for value in said if value > fact.value), default=inf)
    numbers = [fact.value, *(value for value in (low, high) if 0 < value < inf)]
    step = next((step for step in _EVEN_STEPS if all(number % step == 0 for number in numbers)), 0)
    if not said or not step or high == inf or step >= fact.value:
        return [[], []]
    number, amount, unit = fact.number.text, amount_of(fact), ladders.unit_of(fact.measure.text)

    def printed(values: Iterable[float]) -> list[str]:
        texts = (ladders.printed_like(value, number, unit) for value in values if low < value < high)
        return [amount.replace(number, text, 1) for text in texts if text]

    found: list[list[str]] = [[], []]
    # Half the step that all have in common, 44 between 40 and 48, or a quarter.
    for part in (step // 2, step // 4):
        if part and sum(map(len, found)) < WANTED:
            found = [printed(fact.value + part * n * sign for n in (1, 2, 3)) for sign in (-1, 1)]
    return found


@lru_cache(maxsize=4096)
def size(amount: str) -> float:
    match = NUMBER.search(amount.removeprefix("百分之"))
    return (numerals.value_of(match.group()) or 0.0) if match else 0.0
