"""Amounts that could stand in an amount's place: of the document where it has any of the unit, else its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, islice
from math import inf
from random import Random

from qbank.model import numerals
from qbank.model.fact import FactPool, Quantity
from qbank.model.item import Option
from qbank.types import _ladders as ladders
from qbank.types import _rises as rises
from qbank.types._clauses import located
from qbank.types._folding import same_wording

WANTED = 3
_FROM_DOCUMENT = 0.5
_FARTHEST, _FARTHEST_SCORE, _FARTHEST_RANGE, _WIDEST = 3, 1.5, 4, 5
_ROUND, _WHOLE, _HALF_MARKS = 5, 100, 50
_TAIL = re.compile(rf"(?:{numerals.TAIL})$")
_NUMBER = re.compile(numerals.NUMERAL)
_SAMPLE = re.compile(
    rf"(?:抽[查检取选样测]|检查|走访|回访|调查|发放)了?(?P<number>{numerals.NUMERAL})[个家户人名份件站台辆张][^；。]*$"
)
_OF_THEM = re.compile("其中[^，。；]*$")
_RAISED_TO = re.compile("[由从][^，。；]*(?:提[高升]|增加|上升|增长|扩大|增)[至到]$")
_LOWERED_TO = re.compile("[由从][^，。；]*(?:降低?|下降|减少|压[减缩降]|缩短|减)[至到]$")
# 每月在岗不少于三十天, 一小时内九十分钟: no period holds so much.
_PERIODS = (
    (re.compile("(?:每个?|[一当])月[^，。；]{0,8}$"), frozenset({"天", "日"}), 28.0),
    (re.compile("(?:每|一)(?:周|星期)[^，。；]{0,8}$"), frozenset({"天", "日"}), 7.0),
    (re.compile("(?:每|一)[天日班][^，。；]{0,8}$"), frozenset({"小时", "个小时"}), 23.0),
    (re.compile("(?:每|一)个?小时[^，。；]{0,8}$"), frozenset({"分钟"}), 59.0),
)
# 独居老人、退休职工: nobody is one at forty; and nobody is 120.
_OLD, _OLD_AT, _OLDEST = re.compile("老[人年龄]|高龄|退休"), 55.0, 99.0
_YEARS = frozenset({"岁", "周岁"})
_OF_AGE, _MINORS = 18.0, re.compile("[以之]?下?的?(?:儿童|幼儿|未成年|青?少年|学生|孩子)")
_PASSES = re.compile("，(?:超过|高于|大于|达到)$")
_SHARE = re.compile("[%％]|百分之")
_SOME_MORE = re.compile("[多余几]")
_MOST = re.compile(r"(?:不(?:得|应|能)?(?:超过|高于|多于|大于)|最[长多高大]|至多|不满|不足)[^，。；]{0,4}$")
_LEAST = re.compile(r"(?:不(?:得|应|能)?(?:少于|低于|小于)|最[短少低小]|至少|超过|满)[^，。；]{0,4}$")


def quantities(fact: Quantity, pool: FactPool, rng: Random) -> list[Option]:
    """Return up to three amounts for one, the key's rank among them drawn as examiners do.

    At most one single number comes from the document, since the ladder keeps options evenly spaced; of ranges
    up to two that share no value with another. All are printed as ``amount_of`` prints the key.
    """
    others = _same_unit(fact, pool)
    if fact.whole.label.startswith("range:"):
        if "不" in fact.whole.text:
            # 不少于多少亩？ has no room for 三十亩、不超过一百亩.
            return []
        lent = _without_overlap(amount_of(fact), others)[: WANTED - 1]
        ladder = [Option("", text, "相邻数值") for text in _drawn(_ranges(fact), WANTED, rng)]
        own = [option for option in ladder if option.text not in {each.text for each in lent}]
        return [*lent, *own][:WANTED]
    if not _is_single(fact):
        return [Option("", text, "相邻数值") for text in _fractions(fact)][:WANTED]
    # 3.4万户 stands out among whole numbers.
    others = (each for each in others if ("." in each.text) is ("." in amount_of(fact)))
    # 三十多公里 is no bound, and shows at a glance that it is from elsewhere.
    others = (each for each in others if _SOME_MORE.search(each.text) is None or _SOME_MORE.search(amount_of(fact)))
    # 1500元 from elsewhere is no neighbour of 760元 that was 710元.
    nearest = None if any(_around_change(fact)) else next(others, None)
    lent = [rng.choice([nearest, *others])] if nearest and rng.random() < _FROM_DOCUMENT else []
    taken = [option.text for option in lent]
    below, above = ([Option("", text, "相邻数值") for text in _others(side, taken)] for side in _sides(fact))
    for option in lent:
        (below if _size(option.text) < _size(amount_of(fact)) else above).insert(0, option)
    return ladders.picked(below, above, WANTED, rng)


def _others(side: Sequence[str], taken: Sequence[str]) -> Iterator[str]:
    """Yield the nearest amounts of a side that say nothing that is taken, at most as many as are wanted."""
    return islice((text for text in side if not any(same_wording(text, each) for each in taken)), WANTED)


_LEAD, _QUIBBLE, _QUIBBLE_ABOUT, _LEAD_OF_LASTING = 8, 0.25, 0.5, 24
_AT_LEAST = re.compile(r"不(?:得|能|应)?(?:少|低|小|短)于|至少|达到?|(?<=[须应当要])满$")
_AT_MOST = re.compile(r"不得?(?:超过|高于|大于|多于|长于|晚于|迟于)|至多|最多|最长|最高")
_WITHIN = re.compile(r"(?:以内|之内|以下|内|前)(?:$|[^容部设外在])")
# 过两小时就可以: after three too. 积水三十厘米，车就可能熄火: at twenty too, for all that is said.
_ENOUGH = re.compile("[^，。；]{0,4}就(?:可以?|能|够|行|好|成|算)|即可|足够|便可")
_MAYBE = re.compile("[^，。；]*，?[^，。；]*(?<!不)(?:可能(?!性|[^，。；]*的)|可以(?:完全|相差|差|不同|相同))")
# 三年内参加过培训的占31%: of two years nobody is told.
_HAPPENS_WITHIN = re.compile(
    "[以之]?内(?:[^，。；（应须]{0,14}(?:[占有](?=[0-9一二两三四五六七八九十])|将有(?=[0-9一二两三四五六七八九十])|的占|过的)|"
    "[^，。；（应须]{0,10}[由从][^，。；]{0,8}[0-9一二两三四五六七八九十][^，。；]*[至到])"
)
# Who may not for five years may not for three.
_BARRED = re.compile("[^，。；]{0,4}(?:不(?![少低高超迟晚])|严禁|禁止|照发|照常|享受|免(?!疫)|有效|保持|保留)")
# What may be more than 25 years may be more than 20.
_MAY_PASS = re.compile("(?:可以?|能)[^，]{0,4}(?:多于|少于|超过|高于|低于|大于|小于)$")
# Who may when two years are full may when three are.
_WHEN_FULL = re.compile(r"(?<![必须应不未])满$")
_ROUGH = frozenset({"左右"})
_ABOUT = re.compile("(?:大约|约|近)$")
_ALLOWED = re.compile(r"准予|可以|有权|允许")
_POSSIBLY = re.compile("可能(?:只|要|会|有|达到?|相?差|连续)?[^，。；的]{0,4}$")
# 可以在四摄氏度左右存放三十五天: so it can thirty.
_MAY_LAST = re.compile(
    "(?:可以?|能够?)[^，。；]{0,16}(?:[存放置]|保[存管鲜质]|使用|停留|停放|延长|维持|坚持|持续|飞行?|运行|活|存活|生存)$"
)
# What a case begins with: 超过三十分钟的, 不满一年的.
_SHORT_OF = re.compile("(?:不[满足到]|未[满达]到?|低于|少于|小于|不超过|不高于|不大于|不多于|不得超过)$")
_BEYOND = re.compile("(?:(?<!不)(?<!不得)(?:超过|高于|多于|大于)|[达满]到?|不(?:少|低|小)于|连续|累计|逾期)$")


def swap(fact: Quantity, rng: Random) -> list[str]:
    """Return a neighbouring amount in the script of the fact's own as a list of one, empty if there is none.

    It makes a false statement of a true one: a limit moves only to the side that the rule does not entail.
    """
    if fact.whole.label.startswith("range:"):
        return _drawn(_ranges(fact), 1, rng)
    if not _is_single(fact):
        start, _ = located(fact.sent, fact.whole)
        before = fact.sent.view[max(0, start - _LEAD) : start]
        limited = _AT_LEAST.search(before) or _AT_MOST.search(before)
        return [] if limited else _fractions(fact)[:1]
    return _drawn([_told_apart(side, fact) for side in _not_entailed(fact)], 1, rng)


def swap_in_case(fact: Quantity, rng: Random) -> list[str]:
    """Return, as ``swap`` does, an amount that makes a case of what is none: its limit is not entailed.

    What holds of more than 30 minutes holds of more than 60, what holds within 50 metres within 30.
    """
    if fact.whole.label.startswith("range:") or not _is_single(fact):
        return []
    below, above = (_in_rank(side, fact) for side in _sides(fact))
    start, end = located(fact.sent, fact.whole)
    before, after = fact.sent.view[max(0, start - _LEAD) : start], fact.sent.view[end : end + 2]
    if _SHORT_OF.search(before) or _WITHIN.search(fact.whole.text + after):
        return _drawn([(), _told_apart(above, fact)], 1, rng)
    if _BEYOND.search(before) or fact.whole.text.endswith("以上"):
        return _drawn([_told_apart(below, fact), ()], 1, rng)
    return []


def _told_apart(side: Sequence[str], fact: Quantity) -> Sequence[str]:
    """Return the amounts that a statement can turn on: 6 for 5 厘米 would be a quibble; all where none is farther.

    Of 四度左右 nobody can say that it is not 三度左右.
    """
    start, _ = located(fact.sent, fact.whole)
    if tail_of(fact) in _ROUGH or _ABOUT.search(fact.sent.view[:start]):
        return [text for text in side if abs(_size(text) - fact.value) >= _QUIBBLE_ABOUT * fact.value]
    if ladders.unit_of(fact.measure.text):
        return side
    return [text for text in side if abs(_size(text) - fact.value) >= _QUIBBLE * fact.value] or side


def _not_entailed(fact: Quantity) -> Sequence[Sequence[str]]:
    """Return amounts below and above, those left out that the rule itself makes true.

    Who must at least every three months must at least every six.

    Who must do it at least three times must do it at least twice; who must answer within ten days must
    within twenty; of what is allowed up to 12 %, 10 % is allowed.
    """
    below, above = (_in_rank(side, fact) for side in _sides(fact))
    start, end = located(fact.sent, fact.whole)
    before, after = fact.sent.view[max(0, start - _LEAD) : start], fact.sent.view[end : end + 2]
    possible = _MAYBE.match(fact.sent.view, end) or _POSSIBLY.search(fact.sent.view[:start])
    if _MAY_PASS.search(before) or possible:
        return (), ()
    if _ENOUGH.match(fact.sent.view, end):
        return below, ()
    if _MAY_LAST.search(fact.sent.view[max(0, start - _LEAD_OF_LASTING) : start]):
        # 可以活三周以上: how much longer, nobody says.
        return (), () if fact.whole.text.endswith("以上") else above
    if before.endswith("每") and _AT_LEAST.match(fact.sent.view, end):
        return below, ()
    if _AT_LEAST.search(before) or fact.whole.text.endswith("以上"):
        return (), above
    if _WHEN_FULL.search(before) and _ALLOWED.search(fact.sent.view, end):
        return below, ()
    if _HAPPENS_WITHIN.match(fact.sent.view, end - len(tail_of(fact))):
        return (), ()
    if _AT_MOST.search(before) or _WITHIN.search(fact.whole.text + after):
        free = _ALLOWED.search(fact.sent.view) or _BARRED.match(fact.sent.view, end)
        return ((), above) if free else (below, ())
    return below, above


def _in_rank(side: Sequence[str], fact: Quantity) -> list[str]:
    """Return the amounts that stand to the others of the sentence as the fact's does, but no bound of 100 %.

    每3小时翻身一次，夜间可延长到4小时 does not bear 每5小时, 接通率不低于 no 100 %.
    """
    start, _ = located(fact.sent, fact.whole)
    least = _AT_LEAST.search(fact.sent.view[max(0, start - _LEAD) : start]) is not None
    full = fact.measure.text in {"百分之", "%", "％", "分"} and (least or tail_of(fact) == "以上")
    said = [value for value, _, _ in _said_beside(fact) if value != fact.value]
    return [
        text
        for text in side
        if all((_size(text) - value) * (fact.value - value) > 0 for value in said)
        and not (full and _size(text) >= _WHOLE)
    ]


def amount_of(fact: Quantity) -> str:
    """Return number and measure as printed, a single number without 以上 or 以内; a range stays whole."""
    return fact.whole.text if fact.whole.label.startswith("range:") else _without_tail(fact.whole.text)


@lru_cache(maxsize=4096)
def _without_tail(amount: str) -> str:
    return _TAIL.sub("", amount)


def tail_of(fact: Quantity) -> str:
    """Return the 以上, 以内 or 左右 that ``amount_of`` leaves away."""
    return fact.whole.text[len(amount_of(fact)) :]


def _is_single(fact: Quantity) -> bool:
    return numerals.value_of(fact.number.text) is not None


def _drawn(sides: Sequence[Sequence[str]], wanted: int, rng: Random) -> list[str]:
    below, above = sides
    return ladders.picked(below, above, wanted, rng)


def _ranges(fact: Quantity) -> list[list[str]]:
    """Return other ranges below and above one, nearest first."""
    sides = ladders.ranges_around(amount_of(fact), ladders.unit_of(fact.measure.text))
    return [[text for text in side if text and text not in fact.sent.view] for side in sides]


def _fractions(fact: Quantity) -> list[str]:
    number, amount = fact.number.text, amount_of(fact)
    found = [amount.replace(number, text) for text in ladders.fractions_near(number)]
    return [text for text in found if text not in fact.sent.view]


@lru_cache(maxsize=512)
def _sides(fact: Quantity) -> tuple[tuple[str, ...], ...]:
    """Return the plausible amounts below and above one, nearest first, within the limits its sentence states."""
    number, amount, unit = fact.number.text, amount_of(fact), ladders.unit_of(fact.measure.text)
    said, (low, high) = {value for value, _, _ in _said_beside(fact)}, _limits(fact)
    start, _ = located(fact.sent, fact.whole)
    at_least = _AT_LEAST.search(fact.sent.view[max(0, start - _LEAD) : start]) is not None

    def passes_all(value: float) -> bool:
        """Tell whether nothing could be above a least amount: 100%以上."""
        return value >= high and fact.value < high and (tail_of(fact) == "以上" or at_least)

    def printed(values: Iterable[float]) -> tuple[str, ...]:
        fitting = (value for value in values if low <= value <= high and value not in said and not passes_all(value))
        if _SOME_MORE.search(amount):
            # 一百多次 may be 一百四十多次.
            fitting = (value for value in fitting if not _rounds(value, fact.value) and not _rounds(fact.value, value))
        texts = (ladders.printed_like(value, number, unit) for value in fitting)
        return tuple(amount.replace(number, text, 1) for text in texts if text)

    changed = tuple(map(printed, _around_change(fact)))
    return changed if sum(map(len, changed)) >= WANTED else tuple(map(printed, ladders.around(fact.value, unit)))


@lru_cache(maxsize=512)
def _around_change(fact: Quantity) -> tuple[list[float], list[float]]:
    """Return values below and above one that was raised or lowered a little, by parts of that change; else none."""
    start, _ = located(fact.sent, fact.whole)
    before_it = fact.sent.view[:start]
    if not before_it.endswith(("到", "至")) or not (_RAISED_TO.search(before_it) or _LOWERED_TO.search(before_it)):
        return [], []
    old = [numerals.value_of(each.numeral) or 0.0 for each in numerals.amounts_in(before_it, fact.measure.text)]
    return rises.around_change(old[-1] if old else 0.0, fact.value, ladders.grain_of(fact.value))


def _rounds(rough: float, exact: float) -> bool:
    """Tell whether so many and some more (一百多) may be another number: at most by its last figure."""
    step = 1.0
    while rough >= step and rough % (step * 10) == 0:
        step *= 10
    return rough < exact < rough + step


@lru_cache(maxsize=512)
def _limits(fact: Quantity) -> tuple[float, float]:
    """Return the least and the most that the sentence allows for amounts of the fact's unit."""
    of_hundred = fact.measure.text in {"百分之", "%", "％"} or (fact.measure.text == "分" and fact.value > _HALF_MARKS)
    low, high = 0.0, float(_WHOLE) if of_hundred and fact.value <= _WHOLE else inf
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
    for value, before, after in _said_beside(fact):
        if raised and value < fact.value:
            low = max(low, value)
        elif value >= fact.value and (lowered or of_them or _MOST.search(before) or after in {"以下", "以内"}):
            high = min(high, value)
        elif value < fact.value and after in {"以下", "以内"} and _PASSES.search(before_it):
            # 控制在30%以下，超过50%的不得入库
            low = max(low, value)
        elif value <= fact.value and (_LEAST.search(before) or after == "以上"):
            low = max(low, value)
    return low, high


@lru_cache(maxsize=512)
def _said_beside(fact: Quantity) -> tuple[tuple[float, str, str], ...]:
    """Return the other amounts of the unit in the sentence: value, ten characters before, two after."""
    start, end = located(fact.sent, fact.whole)
    view, found = fact.sent.view, []
    for each in numerals.amounts_in(view, fact.measure.text):
        value = numerals.value_of(each.numeral)
        if value is not None and not (each.start < end and start < each.end):
            found.append((value, view[max(0, each.start - 10) : each.start], view[each.end : each.end + 2]))
    return tuple(found)


def _same_unit(fact: Quantity, pool: FactPool) -> Iterator[Option]:
    ranged, key = fact.whole.label.startswith("range:"), amount_of(fact)
    said, (low, high) = {value for value, _, _ in _said_beside(fact)}, _limits(fact)
    for candidate in pool.alike(fact.whole.label, fact.whole):
        text = candidate.part.text if ranged else _without_tail(candidate.part.text)
        if text == key:
            continue
        if ranged:
            fits = text not in fact.sent.view and _within_reach(text, key)
        else:
            size = _size(text)
            fits = low <= size <= high and size not in said and _comparable(text, key)
        if fits and _is_another(text, key):
            yield Option("", text, "同文另一处数量")


def _is_another(text: str, key: str) -> bool:
    """Tell whether an amount is another one in the same script: figures or words, both or neither in 万."""
    alike = ("万" in text) == ("万" in key) and key[0].isascii() == text[0].isascii()
    return alike and not same_wording(text, key)


@lru_cache(maxsize=4096)
def _comparable(one: str, other: str) -> bool:
    """Tell whether two amounts of one unit are near in size, and both or neither approximate."""
    low, high = sorted(map(_size, (one, other)))
    odd = (_size(one) % _ROUND and not _size(other) % _ROUND) or _is_finer(_size(one), _size(other))
    share = _SHARE.search(one) is not None
    # 2.4米 among whole metres, 45% among nine tenths: taken from elsewhere, and seen to be.
    broken = not share and (low % 1 > 0) != (high % 1 > 0)
    absurd = share and high > _HALF_MARKS and high > _FARTHEST_SCORE * low
    return (
        not (odd or broken or absurd)
        and ("余" in one) == ("余" in other)
        and 0 < high <= (_FARTHEST_SCORE if one.endswith("分") else _FARTHEST) * low
    )


def _is_finer(one: float, other: float) -> bool:
    """Tell whether an amount in hundreds has a digit more than another of one digit: 740 beside 700, and no 750."""
    if min(one, other) < _WHOLE or max(one, other) % 1:
        return False
    digits = [f"{value:.0f}".rstrip("0") for value in (one, other)]
    return len(digits[1]) == 1 < len(digits[0]) and digits[0][1:] != "5"


def _within_reach(one: str, other: str) -> bool:
    """Tell whether two ranges begin within a factor of four and are alike in width, else one looks absurd."""
    low, high = sorted(map(_size, (one, other)))
    narrow, wide = sorted(most - least for least, most in map(_ends, (one, other)))
    return high <= _FARTHEST_RANGE * low and wide <= _WIDEST * max(narrow, 0.0)


@lru_cache(maxsize=4096)
def _size(amount: str) -> float:
    match = _NUMBER.search(amount.removeprefix("百分之"))
    return (numerals.value_of(match.group()) or 0.0) if match else 0.0


def _without_overlap(key: str, options: Iterable[Option]) -> list[Option]:
    """Return the options that share no value with the key or an option before them; they may touch."""
    kept: list[Option] = []
    for option in options:
        texts = [key, *(each.text for each in kept), option.text]
        if not any(_overlap(one, other) for one, other in combinations(texts, 2)):
            kept.append(option)
    return kept


def _overlap(one: str, other: str) -> bool:
    (low, high), (least, most) = _ends(one), _ends(other)
    return one == other or (low < most and least < high)


def _ends(amount: str) -> tuple[float, float]:
    values = [numerals.value_of(match.group()) or 0.0 for match in _NUMBER.finditer(amount)] or [0.0]
    return values[0], values[-1]
