"""What lists have in common, whatever kind of fact found them: members, the class they are of, and what they are of."""

from __future__ import annotations

import re
from typing import NamedTuple

from qbank.model.fact import Enumeration, Fact, HeadingList, Listing, Part, Points
from qbank.types._clauses import located

KINDS = ("points", "enumeration", "listing", "heading_list")
_CLASSES = """
    材料 资料 文件 证件 凭证
    职责 义务 任务 责任
    职权
    权利
    情形 情况 行为
    条件
    原则
    要求 规定
    措施 办法 举措 做法
    方式 形式 途径 渠道 手段
    环节
    内容 事项 信息 部分
    数据
    问题 不足 短板 漏洞 差距
    建议
    原因
    人员 对象
    设备 物资 设施 装备
    功能
    组 专班
    服务
    岗位
    制度 机制
    步骤 程序 流程
    项目
    费用
"""
_CLASS_OF = {noun: words.split()[0] for words in _CLASSES.split("\n") for noun in words.split()}
_ENDS_IN = re.compile(f"(?:{'|'.join(sorted(_CLASS_OF, key=len, reverse=True))})$")
_FRAME = re.compile(
    "应当?|必须|不得|下列|以下|如下|之一|主要|分别|包括|具备|提交|符合|履行|遵守|遵循|坚持|按照|根据|具有|"
    "[0-9一二三四五六七八九十两]+[个项种类条大点]|[的有是为须要可由在对将和与或及]|[^\u4e00-\u9fff]"
)

_LIGHT = frozenset("的了和与或者及、，有为在对将不得应当")
_PUNISHED = re.compile("处分|处罚|罚款|责令|拘留|吊销|警告|追究")


class Row(NamedTuple):
    """A list: its members, the word for the class of its noun ("" if unknown), and the words that say of what it is."""

    members: tuple[Part, ...]
    of: str
    lead: str


def row_of(fact: Fact) -> Row | None:
    """Return the list that a fact is; None for other facts."""
    match fact:
        case Points():
            lead = fact.lead.text if fact.lead else ""
            return Row(fact.points, class_of(fact.noun), lead)
        case Enumeration():
            name = fact.name.text if fact.name else fact.members[0].label.partition(":")[2]
            start, _ = located(fact.sent, fact.run)
            return Row(fact.members, class_of(name), fact.sent.view[:start])
        case Listing():
            lead = fact.before.text if fact.before else ""
            return Row(fact.heads, class_of(fact.of), f"{lead}{fact.then}")
        case HeadingList():
            return Row(fact.heads, class_of(fact.sent.view.strip("。：")), fact.sent.view)
    return None


def class_of(noun: str) -> str:
    """Return the word for the class of a noun by its end: 申请材料 and 证明文件 are 材料; "" if it is of none."""
    match = _ENDS_IN.search(noun.strip("“”"))
    return _CLASS_OF[match.group()] if match else ""


def are_of_others(one: str, other: str) -> bool:
    """Tell whether two leads name different things, each with words of its own: 申请新开线路, 申请停开线路.

    Where one of them only says more (申请许可, 申请生产许可), what holds of the one may hold of the other.
    """
    first, second = (frozenset(_FRAME.sub("", each)) for each in (one, other))
    return bool(first - second) and bool(second - first)


def punishes(sentence: str) -> bool:
    """Tell whether what leads in to a list says how acts are punished: others may be punished just so."""
    return _PUNISHED.search(sentence) is not None


def likeness(one: str, other: str) -> float:
    """Return the share of the characters of the shorter wording that both have, 0-1, those that carry nothing aside."""
    first, second = (frozenset(each) - _LIGHT for each in (one, other))
    return len(first & second) / max(1, min(len(first), len(second)))
