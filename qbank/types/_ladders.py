"""Values that could stand in a number's or a date's place: same unit, same script, plausible size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf, log
from random import Random
from typing import TypeVar

from qbank.model import numerals

T = TypeVar("T")
Pair = tuple[float, float]
# Steps that rules and plans really use, by unit; a number beyond them is scaled instead.
_STEPS: dict[str, tuple[float, ...]] = {
    "日": (1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180),
    "天": (1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90),
    "工作日": (1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180),
    "小时": (1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 72),
    "分钟": (1, 3, 5, 10, 15, 20, 30, 45, 60, 90),
    "年": (1, 2, 3, 5, 7, 10, 15, 20, 30, 50),
    "月": (1, 2, 3, 6, 9, 12, 18, 24, 36),
    "岁": (6, 8, 10, 12, 14, 16, 18, 20, 22, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90),
    "周": (1, 2, 3, 4, 6, 8, 10, 12),
    "倍": (1, 2, 3, 5, 8, 10, 20),
    "分": (1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, 60, 65, 70, 75, 80, 85, 90, 95, 100),
    "元": tuple(step * 10**power for power in range(1, 9) for step in (1, 2, 3, 5)),
    "成": (1, 2, 3, 4, 5, 6, 7, 8, 9),
    "时速": (5, 10, 15, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120),
    "份额": (1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100),
}
_UNIT_OF_STEPS = (
    ("工作日", "工作日"), ("自然日", "日"), ("交易日", "工作日"), ("小时", "小时"), ("分钟", "分钟"), ("周岁", "岁"),
    ("岁", "岁"), ("月", "月"), ("日", "日"), ("天", "天"), ("年", "年"), ("周", "周"), ("星期", "周"), ("倍", "倍"),
    ("元", "元"), ("分", "分"), ("成", "成"), ("℃", "温度"), ("摄氏度", "温度"),
)  # fmt: skip
_TERMS = frozenset({"日", "天", "工作日", "小时", "分钟", "月", "周"})
_SHARES = frozenset({"%", "％", "‰", "百分之", "千分之", "万分之"})
_FRACTIONS = ("四分之一", "三分之一", "二分之一", "三分之二", "四分之三", "五分之四")
_SAYS_ER = frozenset({"日", "岁", "份额"})
# How often none, one, two or three smaller values stand beside the key, in per cent. Examiners put none 19 times in
# a hundred; less often here, for the values above a small key soon look absurd.
_KEYS_BELOW = (10, 32, 34, 24)
_SMALL = 9
_SPELLED = "〇一二三四五六七八九"
_WIDEST_RANGE, _MOST_COUNTED = 20, 3
_IN_WORDS = 10_000
_FACTORS = ((1 / 2, 2 / 3, 4 / 5), (4 / 3, 3 / 2, 2))
_WIDEST = 4.5
_WARMTH, _WARM = "温度", 20
# Of a body.
_COLDEST, _HOTTEST = 35, 42
# Beside 97 % stand 96 and 98: among round ones it would stand out.
_PERCENT, _NEARLY_ALL, _ALL, _FIVE = "份额", 90, 100, 5
_MOSTLY = frozenset({85, 90})
# Above what a share or an age that is no multiple of five has neighbours with its own last digit.
_UNROUND = {_PERCENT: 20, "岁": 20}
_HALVED, _HALF = frozenset({"小时", "年", "天", "日"}), 0.5
_LEAST_FINE, _EXACT = 5, 1e-6
# What fines are apart by; beyond ten times a range looks absurd beside another.
_WIDTHS, _FARTHEST_FINE = (2, 2.5, 3, 4, 5, 10), 10
_ENOUGH = 3
_FIGURES = re.compile(r"([0-9][0-9,]*)(\.[0-9]+)?([百千万亿]*)")
_NUMERAL = re.compile(numerals.NUMERAL)


@lru_cache(maxsize=1024)
def unit_of(measure: str) -> str:
    """Return the ladder a measure climbs: 个工作日 → 工作日, 周岁 → 岁, % → 份额; "" for plain counts."""
    if measure in _SHARES:
        return "份额"
    return next((unit for ending, unit in _UNIT_OF_STEPS if measure.endswith(ending)), "")


def usual(unit: str, value: float) -> tuple[float, ...]:
    """Return the terms that rules use beside one of them (3, 5, 7 days), none where it is no usual term itself."""
    steps = _STEPS.get(unit, ()) if unit in _TERMS else ()
    return steps if value in steps else ()


def around(value: float, unit: str) -> tuple[list[float], list[float]]:
    """Return plausible values below and above, nearest first."""
    steps = _STEPS.get(unit, ())
    if unit == _PERCENT and _ALL < value < 2 * _ALL:
        # A load of 110% is beyond the whole, and so is what stands beside it.
        return [value - n for n in (_FIVE, 2 * _FIVE) if value - n > _ALL], [value + n * _FIVE for n in (1, 2, 3)]
    if unit == _PERCENT and _NEARLY_ALL < value < _ALL:
        # Nor would anybody take 70% for what has to be 95%.
        step = 1 if value % _FIVE else _FIVE
        near = [value + n for n in (1, 2, 3) if value + n < _ALL]
        return [value - n * step for n in (1, 2, 3)], near[1:2] if step == _FIVE else near
    if unit == _PERCENT and value in _MOSTLY:
        # A rate that is 83.6% and shall be 90% is asked among 85% and 95%, not among 60% and 70%.
        return [value - n * _FIVE for n in (1, 2, 3)], [value + n * _FIVE for n in (1, 2) if value + n * _FIVE < _ALL]
    if unit == _PERCENT and _FIVE <= value < _NEARLY_ALL and value % 1:
        # 12.5% stands beside 11.5% and 13.5%, and not beside 6.2%.
        return [value - n for n in (1, 2, 3)], [value + n for n in (1, 2, 3)]
    if unit in _UNROUND and _UNROUND[unit] < value < _NEARLY_ALL and value == int(value) and value % _FIVE:
        # 58% would stand out among 50%, 60% and 70%.
        return [value - n * _FIVE for n in (1, 2, 3)], [value + n * _FIVE for n in (1, 2, 3)]
    if unit == _WARMTH:
        # 90℃ and 100℃ beside 95℃, and not half of it; 40℃ is the warmth of water, and 39℃ of a body.
        step = 1 if _COLDEST <= value <= _HOTTEST and value % _FIVE else _FIVE if value >= _WARM else 2
        return [value - n * step for n in (1, 2, 3) if value > n * step], [value + n * step for n in (1, 2, 3)]
    if unit in _HALVED and value % 1 == _HALF and value < _SMALL:
        # 1.5小时 beside 1 and 2, and no 1.2.
        return [value - n * _HALF for n in (1, 2, 3) if value > n * _HALF], [value + n * _HALF for n in (1, 2, 3)]
    odd = unit == "元" and value not in steps
    if steps and not odd and value == int(value) and steps[0] <= value <= steps[-1]:
        below = [step for step in reversed(steps) if value / _WIDEST <= step < value]
        above = [step for step in steps if step > value]
        # A small number has few steps near it: then the next ones above serve, however far.
        near = [step for step in above if step <= value * _WIDEST]
        return below, near if len(below) + len(near) >= _ENOUGH else above[:_ENOUGH]
    if value == int(value) and value <= _SMALL:
        return [value - n for n in (1, 2, 3) if value - n >= 1], [value + n for n in (1, 2, 3)]
    grain = grain_of(value)
    low, high = ([round(value * factor / grain) * grain for factor in side] for side in _FACTORS)
    return sorted({each for each in low if 0 < each < value}, reverse=True), sorted(set(high) - {value})


def picked(below: Sequence[T], above: Sequence[T], wanted: int, rng: Random) -> list[T]:
    """Return ``wanted`` things around a key (fewer if there are none), the nearest of each side, its rank drawn."""
    least, most = max(0, wanted - len(above)), min(wanted, len(below))
    counts = range(least, most + 1) if least <= most else (most,)
    take = rng.choices(counts, [_KEYS_BELOW[min(count, 3)] for count in counts])[0]
    return [*below[:take], *above[: wanted - take]]


@lru_cache(maxsize=4096)
def printed_like(value: float, sample: str, unit: str = "") -> str | None:
    """Return a value in the script of a printed number (30, 1,500, 5万, 三十); None if that script cannot hold it."""
    figures = _FIGURES.fullmatch(sample)
    if figures is None:
        whole_number = "点" not in sample and numerals.value_of(sample) is not None
        return _in_chinese(value, sample, unit) if whole_number else None
    whole, fraction, scale = figures.groups()
    shown = value / numerals.scale_of(scale)
    places = len(fraction) - 1 if fraction else 0
    if abs(round(shown, places) - shown) > 1e-9:
        # 3000元, not 0.3万元.
        return f"{value:.0f}" if scale == "万" and value == int(value) < _IN_WORDS else None
    printed = f"{shown:{',' if ',' in whole else ''}.{places}f}"
    # Beside 1.00 stands 2.00: a round figure among exact ones would stand out.
    exact = fraction is not None and fraction.endswith("0")
    return f"{printed.rstrip('0').rstrip('.') if places and not exact else printed}{scale}"


def ranges_around(text: str, unit: str) -> tuple[list[str], list[str]]:
    """Return ranges printed like one (五日以上十日以下) below and above it, nearest first."""
    ends = list(_NUMERAL.finditer(text))
    values = [numerals.value_of(end.group()) or 0.0 for end in ends]
    if len(ends) != 2 or not 0 < values[0] < values[1] <= _WIDEST_RANGE * values[0]:
        return [], []
    below, above = _ranges_beside(values[0], values[1], unit)
    printed = ([_with_ends(text, ends, pair, unit) for pair in side] for side in (below, above))
    # 0.3万到5000元 is of two scripts; 五千元以上一万元以下 is how fines are told.
    scales = {text.count("万")} if "以上" not in text else {0, 1, 2}
    first, second = ([each for each in side if each and each.count("万") in scales] for side in printed)
    return first, second


def _with_ends(text: str, ends: Sequence[re.Match[str]], values: Pair, unit: str) -> str:
    """Return the range with other ends, "" if its script cannot hold them."""
    low, high = (printed_like(value, end.group(), unit) for value, end in zip(values, ends, strict=True))
    if low and high and all("." in end.group() for end in ends):
        # 1%至2.0% beside 0.5%至1.0% shows that it was made.
        low, high = (each if "." in each or not each.isdigit() else f"{each}.0" for each in (low, high))
    between, after = text[ends[0].end() : ends[1].start()], text[ends[1].end() :]
    return f"{text[: ends[0].start()]}{low}{between}{high}{after}" if low and high else ""


def _ranges_beside(low: float, high: float, unit: str) -> tuple[list[Pair], list[Pair]]:
    """Return ranges on either side: of the unit's steps, of a count as wide as it is, of money in its proportion."""
    steps = _STEPS.get(unit, ())
    if unit != "元" and low in steps and high in steps:
        pairs = list(pairwise(steps))
        return [pair for pair in reversed(pairs) if pair[1] <= low][:3], [pair for pair in pairs if pair[0] >= high][:3]
    if unit != "元" and low == int(low) and high == int(high):
        # No share is beyond the whole: 85%至90% stands below 90%至95%, and not below 90%至900%.
        below, above = _counted(low, high)
        most = _ALL if unit == _PERCENT and high <= _ALL else inf
        return [pair for pair in below if pair[0] > 0], [pair for pair in above if pair[1] <= most]
    pairs = [(step, step * high / low) for step in _STEPS["元"] if step >= _LEAST_FINE and step != low]
    near = (pair for pair in pairs if _is_round(pair[1]) and 1 / _FARTHEST_FINE <= pair[0] / low <= _FARTHEST_FINE)
    like = sorted(near, key=lambda pair: abs(log(pair[0] / low)))
    below, above = [pair for pair in like if pair[0] < low][:3], [pair for pair in like if pair[0] > low][:3]
    beneath, beyond = _touching(low, high)
    return (below if len(below) > 1 else [*beneath, *below]), (above if len(above) > 1 else [*beyond, *above])


def _counted(low: float, high: float) -> tuple[list[Pair], list[Pair]]:
    """Return ranges as wide (4至6米 and 8至10米 beside 6至8米), or round ones that touch a wide one (20至40, 5至20)."""
    width = high - low
    if high <= _MOST_COUNTED * low:
        below, above = ([(low + n * width, high + n * width) for n in side] for side in ((-1, -2, -3), (1, 2, 3)))
        return below, above
    return [(low // (high / low), low)], [(n * high, (n + 1) * high) for n in (1, 2, 3)]


def _touching(low: float, high: float) -> tuple[list[Pair], list[Pair]]:
    """Return the round range that ends where one begins and the one that begins where it ends, as near its width."""
    widths = sorted(_WIDTHS, key=lambda width: abs(log(width * low / high)))
    below = [(low / width, low) for width in widths if _is_round(low / width) and low / width >= _LEAST_FINE]
    above = [(high, high * width) for width in widths if _is_round(high * width)]
    return below[:1], above[:1]


def _is_round(value: float) -> bool:
    """Tell whether a sum has one digit before its zeros, as fines have."""
    digits = f"{value:.0f}".rstrip("0")
    return abs(value - round(value)) < _EXACT and len(digits) == 1


def fractions_near(text: str) -> list[str]:
    """Return up to three common fractions beside one (三分之二 → 二分之一, 四分之三 …), none for a rare one."""
    if text not in _FRACTIONS:
        return []
    at = _FRACTIONS.index(text)
    return [_FRACTIONS[other] for other in (at - 1, at + 1, at - 2, at + 2) if 0 <= other < len(_FRACTIONS)][:3]


_DIGITS = "(?:[0-9]+|[〇○零一二三四五六七八九十]+)"
_YEAR = re.compile(f"{_DIGITS}年")
_LENGTHS = {month: 28 if month == 2 else 30 if month in {4, 6, 9, 11} else 31 for month in range(1, 13)}
"""Month → its last day in most years."""
_LATEST = 28
_YEAR_LONG = 12


def other_dates(text: str, rng: Random) -> list[str]:
    """Return neighbouring dates in the form of one, in an order drawn: other days, or other first days of months."""
    places = list(re.finditer(_DIGITS, text))
    values = [numerals.spelled(place.group()) or numerals.value_of(place.group()) for place in places]
    if not places or None in values:
        return []
    found = []
    for moved in _moved([int(value or 0) for value in values], text):
        words = text
        for place, value in reversed(list(zip(places, moved, strict=True))):
            words = _with(words, place, value)
        found.append(words)
    return rng.sample(found, len(found))


def _moved(values: Sequence[int], text: str) -> Iterator[list[int]]:
    if text.endswith(("日", "号")) and "月" in text and len(values) > 1 and values[-1] == _LENGTHS.get(values[-2]):
        # Among 24日 and 28日, the end of a month would stand out.
        for step in (-3, -2, -1, 1, 2, 3):
            if values[-2] + step in _LENGTHS:
                yield [*values[:-2], values[-2] + step, _LENGTHS[values[-2] + step]]
    elif text.endswith(("日", "号")) and values[-1] != 1:
        steps = (-15, -10, -5, 5, 10) if values[-1] % _FIVE == 0 else (-7, -5, -3, -2, 2, 3, 5, 7)
        for step in steps:
            if 1 <= values[-1] + step <= _LATEST:
                yield [*values[:-1], values[-1] + step]
    elif text.startswith(("1", "2", "一", "二")) and "年" in text and "月" in text:
        year, month, *day = values
        # 自2024年9月1日起: a year off is no option for a term's notice; what starts with a year may start with another.
        a_year = (-_YEAR_LONG, _YEAR_LONG) if month == 1 else ()
        for step in (-6, -4, -2, -1, 1, 2, 4, 6, *a_year):
            yield [year + (month - 1 + step) // 12, (month - 1 + step) % 12 + 1, *day]
    else:
        for step in (-3, -2, -1, 1, 2, 3):
            if _YEAR.match(text) or 1 <= values[0] + step <= 12:  # 明年3月: the number is a month
                yield [values[0] + step, *values[1:]]


def _with(text: str, place: re.Match[str], value: int) -> str:
    words = place.group()
    if words.isascii():
        shown = str(value)
    elif len(words) == 4 and "十" not in words:
        shown = "".join(_SPELLED[int(digit)] for digit in str(value))
    else:
        shown = numerals.chinese(value)
    return text[: place.start()] + shown + text[place.end() :]


def _in_chinese(value: float, sample: str, unit: str) -> str | None:
    if value != int(value):
        return None
    words = numerals.chinese(int(value))
    return "两" if words == "二" and (sample == "两" or unit not in _SAYS_ER) else words


def grain_of(value: float) -> float:
    """Return the largest round step that a value is a multiple of: 50 for 6950, 0.1 for 4.3."""
    if value != int(value):
        return 10.0 ** -len(f"{value:.6f}".rstrip("0").partition(".")[2])
    whole, best = int(value), 1
    for exponent in range(len(str(whole))):
        for lead in (1, 2, 5):
            step = lead * 10**exponent
            if whole % step == 0 and step <= whole / 2:
                best = max(best, step)
    return float(best)
