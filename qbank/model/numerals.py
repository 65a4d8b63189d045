"""Numbers and measures as Chinese documents print them: the expressions, what a numeral means, how one is printed.

The one place where numerals are read: amounts (``value_of``) strictly, so that what is not surely one number (三五,
二〇三一, 百, 一百五) is none; numbers of things and years (``ordinal_of``) loosely, as people count (第百条, 二〇二一).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_FEW_FIGURES = re.compile("[0-9０-９]{1,18}")
_DIGITS = "零一二三四五六七八九"
_PLACES = {"十": 10, "百": 100, "千": 1000}
CHINESE = "零〇一二两三四五六七八九十百千万亿"
_FIGURES = r"(?<=[0-9])[0-9]*(?:,[0-9]{3})*(?:\.[0-9]+)?[百千万亿]*"
_WORDS = rf"(?<![0-9])[{CHINESE}]*(?:点[零〇一二三四五六七八九]+[百千万亿]*)?"
# A piece of a longer numeral (一点八, 5万5千, 几十, 一又二分之一) is never taken for a number by itself. The first
# character stands in front: what begins with a set of characters is looked for several times faster.
_APART = rf"[0-9{CHINESE}](?<![0-9{CHINESE}.点几又].)(?<!数[十百千万亿])"
_WHOLE = rf"(?![0-9{CHINESE}几]|[.点][0-9{CHINESE}])"
NUMERAL = rf"(?:{_APART}(?:{_FIGURES}|{_WORDS}){_WHOLE})"
"""A number in either script, decimals and all; never a part of a longer one."""

_UNITS = """
    个百分点 平方公里 平方千米 平方米 立方米 个工作日 工作日 个自然日 自然日 个交易日 个小时 个学时 个课时
    个星期 个季度 个月 周岁 小时 分钟 学时 课时 公里 千米 毫米汞柱 毫米 厘米 海里 公顷 公斤 千克 毫克 微克 摄氏度 ℃ 人次
    人日 场次 架次 台次 车次 班次 航次 美元 秒 辆 艘 亩 吨 米 块
"""
# Measures with what may not follow them, because the two begin another word: 3个(人), 2(部门), 100周(年).
_OPEN_UNITS = """
    元旦素首 角度色落 日报常期志程 天然下 周年期边围 年级代度初底末月轻终来制 岁月 次序要性品级 场所地景合馆
    期限间满货末望刊 批准复评 份额 册子 本级人法条地单着质身科市局 部门队分署委长级 篇章 条件例款约 项目
    个人别性体 件夹 起草诉点 名称义单录誉额 位置于 人民员大才口事身类均力权数选格工 户口籍主外 家庭属长乡政 台账
    架构 套餐用 处理罚分置长以 所有属在需得以长列述示指谓 座谈位 克服 升级降 倍增 分之别局类管行配支公散离析级组
    轮训流换 门诊类 幅度 根据本 页码 字号体 张贴 支持出付队部
    成一二三四五六七八九半员立本效绩果品功就长熟年人分套交型形活新为千上色事因语了规片群
"""
MEASURE = "|".join([*_UNITS.split(), *(f"{each[0]}(?![{each[1:]}])" for each in _OPEN_UNITS.split())])
ONE_MEASURE = rf"(?=[{''.join(sorted({each[0] for each in (_UNITS + _OPEN_UNITS).split()}))}])(?:{MEASURE})"
"""``MEASURE``, missed at less cost where none of its first characters stands."""
TAIL = r"以上|以下|以内|之内|以外|左右|内(?![容部设外在地蒙政])"

_NUMERAL = re.compile(NUMERAL)
# Without any of these every number of a text is in figures already, as ``plain`` prints them.
_NOT_IN_FIGURES = re.compile(
    rf"[{CHINESE}%％0-9](?:(?<=[{CHINESE}%％])|(?<=0)(?<![0-9].)[0-9]|(?<=[0-9])(?:[.,][0-9]|[0-9]{{15}}))"
)
_PRINTED = re.compile(r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)([百千万亿]*)")
_SECTION = re.compile(r"(?:([一二三四五六七八九])?([千百十])|零|([一二三四五六七八九])$)")
_DECIMALS = re.compile(r"([零〇一二三四五六七八九]+)([百千万亿]*)")
_SPELLED = re.compile("[〇○零一二三四五六七八九]{2,}")
_COUNT = re.compile("[一二两三四五六七八九十]{1,2}|[0-9]{1,2}(?![0-9+])")
_SHARE, _PER = re.compile(rf"百分之({NUMERAL})|({NUMERAL})[%％]"), re.compile("[%％]|百分之")
_MEASURED = re.compile(rf"{NUMERAL}(?=(?:{TAIL})?{ONE_MEASURE})")
# 十分 and 一起 are mostly words: 十分满意, 一起巡查; 十分钟 and 十分以上 are amounts.
_OF_WORDS, _WORD = frozenset("十一"), re.compile("十分(?!钟|以|$)|一起")


class Amount(NamedTuple):
    """A number with its measure: the numeral, and where the two together begin and end in the text."""

    numeral: str
    start: int
    end: int


def amounts_in(text: str, measure: str) -> Iterator[Amount]:
    """Yield the amounts of a text in one measure, which stands before or behind the number: 3公斤, 百分之五.

    None shares a character with another. Measures are many: one expression for all numerals and a look beside
    each is far cheaper than an expression for every measure.
    """
    done = 0
    for numeral, start, end in _numerals_in(text) if measure in text else ():
        before = start - len(measure)
        if before >= done and text.startswith(measure, before):
            found = Amount(numeral, before, end)
        elif start >= done and text.startswith(measure, end):
            found = Amount(numeral, start, end + len(measure))
        else:
            continue
        yield found
        done = found.end


@lru_cache(maxsize=1024)
def _numerals_in(text: str) -> tuple[Amount, ...]:
    return tuple(Amount(match.group(), *match.span()) for match in _NUMERAL.finditer(text))


@lru_cache(maxsize=4096)
def is_figures(text: str) -> bool:
    """Tell whether a text is figures, of half or full width, and nothing else, and so few that int() takes it.

    ``str.isdigit`` is true of ② and ², at which int() raises as it does at thousands of figures.
    """
    return _FEW_FIGURES.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def value_of(numeral: str) -> float | None:
    """Return what a numeral means (750, "1,500", "5万", 三十, 一点八); None where it is not surely one number."""
    figures = _PRINTED.fullmatch(numeral)
    if figures:
        return float(figures[1].replace(",", "")) * scale_of(figures[2])
    whole, point, rest = numeral.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return value
    decimals = _DECIMALS.fullmatch(rest)
    if decimals is None:
        return None
    fraction = "".join(str(_digit(char)) for char in decimals[1])
    return round(float(f"{value:.0f}.{fraction}") * scale_of(decimals[2]), 6)


_LONGEST = 30
"""Characters of a numeral; nobody writes a longer one, and its value is beyond any number a computer has."""


def scale_of(words: str) -> float:
    """Return what 百, 千, 万, 亿 after figures multiply by, 1 for none."""
    scale = 1.0
    for char in words:
        scale *= {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}[char]
    return scale


def spelled(words: str) -> int | None:
    """Return a number spelled digit by digit as years are (二〇三一), None for anything else."""
    if not _SPELLED.fullmatch(words):
        return None
    return int("".join(str(_digit(char)) for char in words))


def ordinal_of(words: str) -> int:
    """Return what a numeral says that numbers something (二十三, 百, 三五 for 35, 二〇二一); 0 for what is none.

    It is below ten thousand, as numbers of articles, items and years are.
    """
    if not words or any(char not in _PLACES and char not in _DIGITS and char not in "〇○两" for char in words):
        return 0
    digits = [char if char in _PLACES else _digit(char) for char in words.replace("两", "二")]
    if not any(each in _PLACES for each in digits):
        return int("".join(map(str, digits)))
    total = digit = 0
    for each in digits:
        if isinstance(each, str):
            total, digit = total + (digit or 1) * _PLACES[each], 0
        else:
            digit = each
    return total + digit


@lru_cache(maxsize=4096)
def chinese(value: int) -> str:
    """Return a whole number from 0 to 10**12 in Chinese: 三十, 一百零五; 两 is left to the caller."""
    for unit, word in ((10**8, "亿"), (10**4, "万")):
        if value >= unit:
            high, low = divmod(value, unit)
            gap = "零" if low and low < unit // 10 else ""
            return chinese(high) + word + (gap + _long(low) if low else "")
    return _long(value).removeprefix("一") if 10 <= value < 20 else _long(value)


def plain(value: float) -> str:
    """Return a number in figures without separators: 30, 1.8."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=4096)
def in_figures(text: str) -> str:
    """Return the text with its numbers in figures, where they are the whole text or stand right before a measure.

    Words that only hold a numeral (统一, 十分满意) and what is not one number (三五年) stay as they are.
    """
    if not _NOT_IN_FIGURES.search(text):
        return text
    value = value_of(text) if _NUMERAL.fullmatch(text) else None
    if value is not None:
        return plain(value)
    if _PER.search(text):
        text = _SHARE.sub(lambda match: f"{_figures(match[1] or match[2])}%", text)
    return _MEASURED.sub(_measured_figures, text)


def _measured_figures(match: re.Match[str]) -> str:
    is_word = match[0] in _OF_WORDS and _WORD.match(match.string, match.start())
    return match[0] if is_word else _figures(match[0])


@lru_cache(maxsize=4096)
def _figures(numeral: str) -> str:
    value = value_of(numeral)
    return numeral if value is None else plain(value)


def _whole(words: str) -> float | None:
    """Return a whole number in Chinese, read loosely and kept only if it is printed back the same."""
    if len(words) > _LONGEST:
        return None
    words = words.replace("〇", "零").replace("两", "二").replace("百十", "百一十")
    value = _read(words)
    return (
        float(value)
        if value is not None and chinese(value) == words.removeprefix("一" * words.startswith("一十"))
        else None
    )


def _read(words: str) -> int | None:
    if not words or set(words) - set(CHINESE):
        return None
    for word, unit in (("亿", 10**8), ("万", 10**4)):
        high, found, low = words.rpartition(word)
        if found:
            top, rest = _read(high), _read(low) if low else 0
            return None if top is None or rest is None else top * unit + rest
    if words == "零":
        return 0
    value, at = 0, 0
    for match in _SECTION.finditer(words):
        if match.start() != at:
            return None
        at = match.end()
        value += _digit(match[1] or "一") * _PLACES[match[2]] if match[2] else _digit(match[3] or "零")
    return value if at == len(words) else None


def _long(value: int) -> str:
    """Return a number in Chinese with 一十 in full, as it stands inside a longer one."""
    if value >= 10**4:
        return chinese(value)
    words, skipped = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            words += "零" * (skipped and bool(words)) + _DIGITS[digit] + word
        skipped = not digit
    return words or "零"


def _digit(char: str) -> int:
    return _DIGITS.index(char.replace("〇", "零").replace("○", "零"))


def counts(word: str, number: int) -> bool:
    """Tell whether a word begins with the numeral of a number: 六必看 counts 6, “4+3” counts nothing."""
    match = _COUNT.match(word)
    return match is not None and value_of(match.group()) == number
