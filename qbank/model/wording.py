"""What a piece of Chinese text is by its surface alone: closed, pointing elsewhere, hanging on what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "「": "」", "『": "』", "【": "】", "(": ")"}
_SEVERAL = 2
_CLOSERS = frozenset(_PAIRS.values())
_MARK = re.compile(f"[{re.escape(''.join((*_PAIRS, *_CLOSERS)))}]")
_DANGLING = re.compile(
    r"但(?!书)|可是|可(?=一些|有的|有些|惜)|然而|接下来|不过(?=[，一这那])|另?一方面|在其中|在此|此(?!次|类|外)|该(?!《)|其(?!他|它|余|中)|他们|她们|它们|他(?!人)|她|它|上述|前述|以上|以下|这|那(?!里)|之(?!所)|对此|由此|据此|除此|"
    r"有关规定|而(?!言|立)|新(?:标准|规定|办法|政策|规则|要求)|其余|同样(?!重要)|有的(?!放矢)|有些|有人(?![^。；]{2,24}的，)|从那|打那|那以后|前者|后者|两者|二者|前一?[处起例次者]|后一?[处起例]|于是|又|以及|及(?!时|早|格)|和(?!谐|平|解|睦)|或者?|等(?!级|待|候|额)|同时(?!期)|此外|另外|另据|因此|为此|后来|所以(?!然)|(?:也|便)?就是|每一?[项条](?=都|均)|期间(?!费)|并且?(?!列|行|联|轨|网)|也|还(?!款|原)|"
    r"(?:办法|做法|原因|道理|意思|区别|好处|前提|结果)(?:就|也)?[是有](?!关)|[一另]一?[类种个]是|两[类种]都|(?:两|几)个人(?!次|以|及|或|[的之]力)"
)
_ELSEWHERE = re.compile(
    r"[第前本该上具另遵适按照据违下如以此](?:(?<=第)[一二三四五六七八九十百零〇0-9]+[条款项章节编]|(?<=前)[一二两三四五六七八九十]?[款项条]|"
    r"(?<=本)[条款项章节](?![例件目程])|(?<=[本该])法第|(?<=[上前])述|(?<=具)体办法|(?<=另)行|(?:(?<=遵)守|(?<=适)用)本|(?<=上)一条|"
    r"(?:(?<=[按照据])|(?<=违)反)[0-9]{1,2}\.[0-9]|(?<=下)列|(?<=如)下|(?<=以)下(?=[列述几一二两三四五六七八九十情条材信规措问内行])|"
    r"(?<=以)上(?<![^，。；、对由从除把将按照在有的]以上)(?=[各几一二两三四五六七八九十情条材信规措问内行])|(?<=此)规定)"
)

# 二 三会一课, 3当天流程, 4.7之三 几种不好处理的乘客, 【八】常见问答; and no 3年规划.
_HEADING_NUMBER = re.compile(
    r"^(?:[0-9]+(?:\.[0-9]+)*(?:之[一二三四五六七八九十])?"
    r"(?:[ 　]+|(?=[\u4e00-\u9fff])(?![年月日号个项条类级种天次名家处岁元万亿点分倍度]|小时|时(?!间|限|段|效)))|"
    r"[一二三四五六七八九十]{1,3}[ 　]+|【[0-9一二三四五六七八九十]{1,3}】)"
)
MUST = r"(?:应当|应(?![急对付])|必须|须(?!知)|(?<![主重需必只纲])要(?![求素点]))"
"""What lays a duty on whoever stands before it; no part of a noun (应急, 须知, 主要, 要求)."""
ASKS, ANSWERS = ("问", "Q"), ("答", "A")
"""What the label of a question begins with where a text prints turns (问：… 答：…), and that of an answer."""


def common_start(texts: Sequence[str]) -> str:
    """Return what all texts begin with."""
    low, high = min(texts), max(texts)
    same = next((at for at, (one, other) in enumerate(zip(low, high, strict=False)) if one != other), len(low))
    return low[:same]


def in_common(texts: Sequence[str]) -> tuple[str, ...]:
    """Return what all of several texts begin and end with, of two characters or more; () for fewer than two texts."""
    if len(texts) < _SEVERAL:
        return ()
    both = (common_start(texts), common_start([each[::-1] for each in texts])[::-1])
    return tuple(each for each in both if len(each) >= _SEVERAL and each not in texts)


def may_be_open(text: str) -> bool:
    """Tell whether a text holds any quotation mark or bracket; one without is balanced."""
    return _MARK.search(text) is not None


def is_balanced(text: str) -> bool:
    """Tell whether every quotation and bracket of a text is opened and closed in it, in nesting order."""
    waiting: list[str] = []
    for char in _MARK.findall(text):
        if char in _PAIRS:
            waiting.append(_PAIRS[char])
        elif not waiting or waiting.pop() != char:
            return False
    return not waiting


def numberless(title: str) -> str:
    """Return a heading without the number that is printed before it with no stop: 通用要求 of 1 通用要求."""
    return _HEADING_NUMBER.sub("", title)


def refers_elsewhere(text: str) -> bool:
    """Tell whether a text points at another article, paragraph or list and so says little by itself."""
    return _ELSEWHERE.search(text) is not None


def dangling_word(text: str) -> str:
    """Return the word at the start of a text that hangs on what was said before (该, 其, 同时), "" if none does."""
    match = _DANGLING.match(text)
    return match.group() if match else ""
