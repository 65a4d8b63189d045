"""Numbers, measures and dates as documents print them: the expressions, and what a numeral means."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

CHINESE = "零〇一二两三四五六七八九十百千万亿"
NUMERAL = rf"(?:[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?[百千万亿]*|[{CHINESE}]+)"

_UNITS = """
    个百分点 平方公里 平方千米 平方米 立方米 个工作日 工作日 个自然日 自然日 个交易日 个小时 个学时 个课时
    个星期 个季度 个月 周岁 小时 分钟 学时 课时 公里 千米 毫米 厘米 海里 公顷 公斤 千克 毫克 微克 摄氏度 人次
    人日 场次 架次 美元 秒 辆 艘 亩 吨 米 块
"""
# Measures with what may not follow them, because the two begin another word: 3个(人), 2(部门), 100周(年).
_OPEN_UNITS = """
    元旦素首 角度色落 日报常期志程 天然下 周年期边围 年级代度初底末月轻终来制 岁月 次序要性品级 场所地景合馆
    期限间满货末望刊 批准复评 份额 册子 本级人法条地单着质身科市局 部门队分署委长级 篇章 条件例款约 项目
    个人别性体 件夹 起草诉点 名称义单录誉额 位置于 人民员大才口事身类均力权数选格工 户口籍主外 家庭属长乡政 台账
    架构 套餐用 处理罚分置长以 所有属在需得以长 座谈位 克服 升级降 倍增 分之别局类管行配支公散离析级组 轮训流换
    门诊类 幅度 根据本 页码 字号体 张贴 支持出付队部
"""
MEASURE = "|".join([*_UNITS.split(), *(f"{each[0]}(?![{each[1:]}])" for each in _OPEN_UNITS.split())])
TAIL = r"以上|以下|以内|之内|以外|左右|内(?![容部设外在地蒙政])"

_DIGIT = "[一二三四五六七八九〇零○]"
_SMALL = "[一二三四五六七八九十]{1,3}"
_YEAR = rf"(?:(?<![0-9])[0-9]{{4}}年|(?<!{_DIGIT}){_DIGIT}{{4}}年)(?!级|代)"
_MONTH = rf"(?:(?<![0-9])[0-9]{{1,2}}月|{_SMALL}月)(?!份)"
_DAY = rf"(?:[0-9]{{1,2}}|{_SMALL})日(?!报)"
_DATES = (("年月日", _YEAR + _MONTH + _DAY), ("年月", _YEAR + _MONTH), ("年", _YEAR), ("月日", _MONTH + _DAY))
_DATE = re.compile("|".join(f"(?P<f{at}>{form})" for at, (_, form) in enumerate(_DATES)))
CLOCK = re.compile(
    rf"(?:[0-9]{{1,2}}|{_SMALL}|零)[时点](?:[0-9]{{1,2}}分|整|半)?(?![间限候段])|[0-9]{{1,2}}[:：][0-9]{{2}}"
)


@cache
def value_of(numeral: str) -> float | None:
    """Return what a numeral means (750, "1,500", "5万", "三十"); None where it is not one number (三五, 百)."""
    plain = numeral.replace(",", "")
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", plain):
        return float(plain)
    if plain[0] in "百千万亿" or re.search(
        r"[一二两三四五六七八九〇零][一二两三四五六七八九〇]", plain.replace("零", "")
    ):
        return None
    try:
        return float(import_module("cn2an").cn2an(plain, "smart"))
    except ValueError:
        return None


def dates_in(view: str) -> list[tuple[int, int, str]]:
    """Return start, end and form (年月日, 年月, 年, 月日) of every date; a lone month or day is none."""
    return [
        (*match.span(), _DATES[int((match.lastgroup or "f0")[1:])][0])
        for match in _DATE.finditer(view)
        if match.lastgroup is not None
    ]
