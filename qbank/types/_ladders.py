"""Values that could stand in a number's or a date's place: same unit, same script, plausible size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

# Steps that rules and plans really use, by unit; a number beyond them is scaled instead.
_STEPS: dict[str, tuple[float, ...]] = {
    "日": (1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180),
    "天": (1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90),
    "工作日": (1, 2, 3, 5, 7, 10, 15, 20, 30, 60),
    "小时": (1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 72),
    "分钟": (1, 3, 5, 10, 15, 20, 30, 45, 60, 90),
    "年": (1, 2, 3, 5, 7, 10, 15, 20, 30, 50),
    "月": (1, 2, 3, 6, 9, 12, 18, 24, 36),
    "岁": (6, 8, 10, 12, 14, 16, 18, 20, 22, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70),
    "周": (1, 2, 3, 4, 6, 8, 10, 12),
    "倍": (1, 2, 3, 5, 8, 10, 20),
    "元": tuple(step * 10**power for power in range(1, 9) for step in (1, 2, 3, 5)),
    "份额": (1, 2, 3, 5, 10, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90, 100),
}
_UNIT_OF_STEPS = (
    ("工作日", "工作日"), ("自然日", "日"), ("交易日", "工作日"), ("小时", "小时"), ("分钟", "分钟"), ("周岁", "岁"),
    ("岁", "岁"), ("月", "月"), ("日", "日"), ("天", "天"), ("年", "年"), ("周", "周"), ("星期", "周"), ("倍", "倍"),
    ("元", "元"),
)  # fmt: skip
_SHARES = frozenset({"%", "％", "‰", "百分之", "千分之", "万分之"})
_FRACTIONS = ("四分之一", "三分之一", "二分之一", "三分之二", "四分之三", "五分之四")
_SAYS_ER = frozenset({"日", "岁", "份额"})
# How often examiners put none, one, two or three smaller values beside the key, in per cent.
_KEYS_BELOW = (19, 27, 30, 25)
_SMALL = 9
_DIGITS = "零一二三四五六七八九"
_FACTORS = ((1 / 2, 2 / 3, 4 / 5), (4 / 3, 3 / 2, 2))
_WIDEST = 4.5
_FIGURES = re.compile(r"([0-9][0-9,]*)(\.[0-9]+)?([百千万亿]*)")
_NUMERAL = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+")
_PAIR_OF_NUMBERS = re.compile(r"(?<![0-9.十百千万亿])(?P<low>[0-9.]+|[一二两三四五六七八九])(?=[十百千万亿]*(?:元|倍))")


def value_of(numeral: str) -> float | None:
    """Return what a printed numeral means; None if it is not one number (a range, 三五)."""
    figures = _FIGURES.fullmatch(numeral)
    if figures:
        whole, fraction, scale = figures.groups()
        return float(whole.replace(",", "") + (fraction or "")) * _scale(scale)
    if not _NUMERAL.fullmatch(numeral):
        return None
    import cn2an

    try:
        return float(cn2an.cn2an(numeral, "smart"))
    except ValueError:
        return None


def unit_of(measure: str) -> str:
    """Return the ladder a measure climbs: 个工作日 → 工作日, 周岁 → 岁, % → 份额; "" for plain counts."""
    if measure in _SHARES:
        return "份额"
    return next((unit for ending, unit in _UNIT_OF_STEPS if measure.endswith(ending)), "")


def around(value: float, unit: str) -> tuple[list[float], list[float]]:
    """Return plausible values below and above, nearest first."""
    steps = _STEPS.get(unit, ())
    if steps and value == int(value) and steps[0] <= value <= steps[-1]:
        near = [step for step in steps if value / _WIDEST <= step <= value * _WIDEST and step != value]
        return [step for step in reversed(near) if step < value], [step for step in near if step > value]
    if value == int(value) and value <= _SMALL:
        return [value - n for n in (1, 2, 3) if value - n >= 1], [value + n for n in (1, 2, 3)]
    grain = _grain(value)
    low, high = ([round(value * factor / grain) * grain for factor in side] for side in _FACTORS)
    return sorted({each for each in low if 0 < each < value}, reverse=True), sorted(set(high) - {value})


def neighbours(value: float, unit: str, wanted: int, rng: Random) -> list[float]:
    """Return ``wanted`` values around one (fewer if there are none), its rank among them drawn."""
    below, above = around(value, unit)
    least, most = max(0, wanted - len(above)), min(wanted, len(below))
    counts = range(least, most + 1) if least <= most else (most,)
    take = rng.choices(counts, [_KEYS_BELOW[min(count, 3)] for count in counts])[0]
    return sorted([*below[:take], *above[: wanted - take]])


def printed_like(value: float, sample: str, unit: str = "") -> str | None:
    """Return a value in the script of a printed number (30, 1,500, 5万, 三十); None if that script cannot hold it."""
    figures = _FIGURES.fullmatch(sample)
    if figures is None:
        return _in_chinese(value, sample, unit) if _NUMERAL.fullmatch(sample) else None
    whole, fraction, scale = figures.groups()
    shown = value / _scale(scale)
    places = len(fraction) - 1 if fraction else 0
    if abs(round(shown, places) - shown) > 1e-9:
        return None
    return f"{shown:{',' if ',' in whole else ''}.{places}f}{scale}"


def scaled_range(text: str, factor: float) -> str | None:
    """Return a range of money with both ends multiplied (二千元以上二万元以下, half of it), None if not exact."""
    swapped = []
    for match in _PAIR_OF_NUMBERS.finditer(text):
        words = match["low"]
        value = (float(words) if words.isascii() else _digit(words)) * factor
        if value != int(value) or not 1 <= value < (1000 if words.isascii() else 10):
            return None
        swapped.append((match.span("low"), str(int(value)) if words.isascii() else _DIGITS[int(value)]))
    if len(swapped) != 2:
        return None
    for (start, end), words in reversed(swapped):
        text = text[:start] + words + text[end:]
    return text


def fractions_near(text: str) -> list[str]:
    """Return up to three common fractions beside one (三分之二 → 二分之一, 四分之三 …), none for a rare one."""
    if text not in _FRACTIONS:
        return []
    at = _FRACTIONS.index(text)
    return [_FRACTIONS[other] for other in (at - 1, at + 1, at - 2, at + 2) if 0 <= other < len(_FRACTIONS)][:3]


def other_dates(text: str, rng: Random) -> list[str]:
    """Return neighbouring dates in the form of one, in an order drawn: other days, or other first days of months."""
    places = list(re.finditer(r"[0-9]+|[〇○零一二三四五六七八九十]+", text))
    values = [_read(place.group()) for place in places]
    if not places or None in values:
        return []
    found = []
    for moved in _moved([value or 0 for value in values], text):
        words = text
        for place, value in reversed(list(zip(places, moved, strict=True))):
            words = _with(words, place, value)
        found.append(words)
    return rng.sample(found, len(found))


def _moved(values: Sequence[int], text: str) -> Iterator[list[int]]:
    if text.endswith("日") and values[-1] != 1:
        for step in (-7, -5, -3, -2, 2, 3, 5, 7):
            if 1 <= values[-1] + step <= 28:
                yield [*values[:-1], values[-1] + step]
    elif text.startswith(("1", "2", "一", "二")) and "年" in text and "月" in text:
        year, month, *day = values
        for step in (-12, -6, -4, -2, -1, 1, 2, 4, 6, 12):
            yield [year + (month - 1 + step) // 12, (month - 1 + step) % 12 + 1, *day]
    else:
        for step in (-3, -2, -1, 1, 2, 3):
            if "年" in text or 1 <= values[0] + step <= 12:
                yield [values[0] + step, *values[1:]]


def _read(words: str) -> int | None:
    if words.isascii():
        return int(words)
    if re.fullmatch(r"[〇○零一二三四五六七八九]{4}", words):
        return int("".join(str(_digit(char)) for char in words))
    match = re.fullmatch(r"([一二三]?)(十?)([一二三四五六七八九]?)", words)
    if match is None:
        return None
    tens, ten, ones = match.groups()
    if not ten:
        return _digit(tens or ones) if not (tens and ones) else None
    return 10 * _digit(tens or "一") + _digit(ones or "零")


def _with(text: str, place: re.Match[str], value: int) -> str:
    words = place.group()
    if words.isascii():
        shown = str(value)
    elif len(words) == 4 and "十" not in words:
        shown = "".join("〇" if digit == "0" else _DIGITS[int(digit)] for digit in str(value))
    else:
        shown = chinese(value)
    return text[: place.start()] + shown + text[place.end() :]


def chinese(value: int) -> str:
    """Return a whole number in Chinese numerals: 三十, 一百零五, 两 is left to the caller."""
    import cn2an

    words: str = cn2an.an2cn(value)
    return words.removeprefix("一") if words.startswith("一十") else words


def _in_chinese(value: float, sample: str, unit: str) -> str | None:
    if value != int(value):
        return None
    words = chinese(int(value))
    return "两" if words == "二" and (sample == "两" or unit not in _SAYS_ER) else words


def _digit(char: str) -> int:
    return _DIGITS.index("二" if char == "两" else char.replace("〇", "零").replace("○", "零"))


def _scale(words: str) -> float:
    scale = 1.0
    for char in words:
        scale *= {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}[char]
    return scale


def _grain(value: float) -> float:
    if value != int(value):
        return 10.0 ** -len(f"{value:.6f}".rstrip("0").partition(".")[2])
    whole, best = int(value), 1
    for exponent in range(len(str(whole))):
        for lead in (1, 2, 5):
            step = lead * 10**exponent
            if whole % step == 0 and step <= whole / 2:
                best = max(best, step)
    return float(best)
