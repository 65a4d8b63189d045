"""Where words stand in a text: by themselves or inside what includes them, and in which order.

Knows nothing of claims; ``drafting.states`` puts the findings together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from qbank.model.numerals import in_figures

LEVEL = re.compile(r"^(?:国务院|省、自治区、直辖市|(?:设区的)?[省市县区]级?|自治[区州县]|直辖市)(?=.{2,})")
"""What includes every level: 县级以上地方人民政府, 各级机关."""
WIDER = re.compile("县级以上(?:地方)?(?:各级)?|(?:地方)?各级")
_OTHERS = re.compile("其他(?:有关|相关|的)?")
_STOP = "，。；：！？"
_HEAD = re.compile(r"(?:部门|单位|机关|机构|组织|人员|企业|政府|法院|检察院)$")
_OPPOSING = "不非未副无"
_ALIKE = tuple(
    frozenset(group.split())
    for group in (
        "开展 组织 进行 举办 举行 实施",
        "告知 通知",
        "设立 设置 建立 成立",
        "作出 做出",
        "制定 制订",
        "报告 上报",
    )
)


@lru_cache(maxsize=8192)
def figures(text: str) -> str:
    """Return a text with its numbers in figures, as ``numerals.in_figures`` does, remembered."""
    return in_figures(text)


def places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where the words, or words that include them, stand in a text by themselves."""
    for start, end in chain(_standing(text, words), _included(text, words)):
        if not _is_part(text, start, end, words):
            yield start, end


def _standing(text: str, words: str) -> Iterator[tuple[int, int]]:
    # Not a pattern: every option would be one of its own to compile.
    at = text.find(words) if words else -1
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


def _included(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand that include these: 县级以上地方人民政府 for 市级人民政府, 其他有关部门 for 教育部门."""
    head = _HEAD.search(words)
    if head is None:
        return
    level = LEVEL.match(words)
    if level:
        rest = words[level.end() :]
        for wide in WIDER.finditer(text):
            if text.startswith(rest, wide.end()):
                yield wide.start(), wide.end() + len(rest)
    if len(words) > len(head.group()):
        for others in _OTHERS.finditer(text):
            if text.startswith(head.group(), others.end()):
                yield others.start(), others.end() + len(head.group())


def _is_part(text: str, start: int, end: int, words: str) -> bool:
    """Tell whether a place is only a piece of a longer number or of the opposite: 15日 in 115日, 定期 in 不定期."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if words[:1].isdigit() and (before.isdigit() or before in {".", ",", "第"}):
        return True
    if words[-1:].isdigit() and (after.isdigit() or after in {".", "%"}):
        return True
    if words[-1:] in "分个" and after and after in "钟月":
        return True
    return before != "" and before in _OPPOSING and words[:1] not in _OPPOSING


def found_before(text: str, words: Sequence[str]) -> list[str]:
    """Return the words that a text holds in their order, looked for from its end."""
    found, end = [], len(text)
    for word in reversed(words):
        at = max(_last(text, each, end) for each in _likes(word))
        if at >= 0:
            found.append(word)
            end = at
    return found


def _last(text: str, word: str, end: int) -> int:
    """Return where a word stands last before ``end``, -1 if nowhere; 机动车 does not stand in 非机动车."""
    at = text.rfind(word, 0, end)
    while at > 0 and text[at - 1] in "非副" and not text.startswith(word, at - 1):
        at = text.rfind(word, 0, at)
    return at


def found_after(text: str, words: Sequence[str]) -> list[str]:
    """Return the words that a text holds in their order, looked for from its beginning."""
    found, start = [], 0
    for word in words:
        places = [at + len(each) for each in _likes(word) if (at := text.find(each, start)) >= 0]
        if places:
            found.append(word)
            start = min(places)
    return found


@lru_cache(maxsize=1024)
def _likes(word: str) -> frozenset[str]:
    return next((group for group in _ALIKE if word in group), frozenset({word}))


def share(found: Sequence[str], of: Sequence[str]) -> float:
    """Return the share of the characters of some words that were found, 0–1; 1 of nothing."""
    return sum(map(len, found)) / max(1, sum(map(len, of))) if of else 1.0


def last_stop(text: str) -> int:
    """Return where the last clause of a text begins."""
    return max(text.rfind(stop) for stop in _STOP) + 1


def first_stop(text: str) -> int:
    """Return where the first clause of a text ends."""
    return first_of(text, _STOP)


def first_of(text: str, stops: str) -> int:
    """Return where the first of some marks stands, the length of the text if none does."""
    return min((at for stop in stops if (at := text.find(stop)) >= 0), default=len(text))
