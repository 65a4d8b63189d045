"""What names or counts a list as a whole: “四项教育”, 六个方面, 三个平台：, 等制度, …的原则."""

from __future__ import annotations

import re
from typing import NamedTuple

from qbank.facts import _numerals as numerals
from qbank.facts._words import Words, is_noun

_COUNT = r"(?P<count>[一二两三四五六七八九十]{1,2}|[0-9]{1,2})"
_MEASURE = r"(?:大类|大|个|项|种|类|级|方面|条|点|位|份|本|家|名|部|门|套|层|档|等)"
_QUOTED = re.compile(rf"“(?P<name>{_COUNT}{_MEASURE}?[^“”，。；0-9]{{1,10}})”")
_AFTER = re.compile(rf"(?P<open>等)?(?P<whole>{_COUNT}{_MEASURE})")
_BEFORE = re.compile(
    rf"(?:(?P<quoted>“(?P<a>{_COUNT}{_MEASURE}?[^“”，。；]{{1,10}})”)|(?P<b>{_COUNT.replace('count', 'count_b')}{_MEASURE}[^，。；：“”、]{{0,12}}))"
    r"(?:，?(?:即|分别是|分别为|包括|主要包括|具体包括|指|是指|是|为)[：:]?|[：:]|[（(](?:即|包括)?[：:]?)$"
)
HEADS = frozenset(
    "原则 方针 制度 机制 体系 方式 方法 形式 措施 要求 内容 标准 条件 权利 义务 职责 任务 部门 单位 机构 组织 机关 人员 材料 文件 信息 证件 精神 作风 "
    "意识 能力 素质 活动 工作 平台 载体 渠道 手段 途径 情形 行为 因素 环节 方面 领域 行业 场所 设施 设备 档次 等级 类别 程序 费用 资金 措施 办法 "
    "教育 培训 局面 格局 氛围 风尚 思路 总要求 关系 目标 理念 总要求 要素 指标 媒介 媒体 品种 灾害 事项 科目 课程 项目 产品 证书 处分 处罚 工具 保险 基金 税种 奖项 称号".split()
)
_LINKS = frozenset("的 之 等".split())
_FARTHEST = 3


class Collective(NamedTuple):
    """A collective name (its range, None where only a number stands), the number stated, and where it ends."""

    name: tuple[int, int] | None
    count: int | None
    end: int


def after(view: str, words: Words, position: int) -> Collective | None:
    """Return the collective that follows a list at once: “四项教育”, (等)六个专项工作组."""
    quoted = _QUOTED.match(view, position)
    if quoted:
        return Collective(quoted.span("name"), _number(quoted["count"]), quoted.end())
    counted = _AFTER.match(view, position)
    if counted is None:
        return None
    end = _noun_end(words, counted.end())
    name = (counted.start("whole"), end) if end > counted.end() or counted["whole"].endswith(("方面", "类", "级")) else None
    return Collective(name, _number(counted["count"]), end)


def before(view: str, position: int) -> Collective | None:
    """Return the collective that a list explains: 三个平台：, “四项教育”即, 分为三类：."""
    match = _BEFORE.search(view, max(0, position - 36), position)
    if match is None:
        return None
    if match["quoted"]:
        return Collective(match.span("a"), _number(match["count"]), match.end())
    return Collective(match.span("b"), _number(match["count_b"]), match.end())


def head_end(words: Words, position: int) -> int:
    """Return where a class noun that closes a list ends (的原则, 等制度, 制度), ``position`` if none does.

    After 的 and 等 up to two words may qualify it; without them it must follow at once.
    """
    word = words.after(position)
    if word is None:
        return position
    if word.text not in _LINKS:
        return word.end if word.text in HEADS else position
    for _ in range(_FARTHEST):
        word = words.after(word.end)
        if word is None or not (is_noun(word) or word.text in HEADS or word.tag.startswith(("a", "m", "b"))):
            return position
        if word.text in HEADS or word.text[-2:] in HEADS:
            return word.end
    return position


def _noun_end(words: Words, position: int) -> int:
    end, word = position, words.after(position)
    while word is not None and is_noun(word):
        end = word.end
        word = words.after(end)
    return end


def _number(printed: str) -> int | None:
    value = numerals.value_of(printed)
    return None if value is None else int(value)
