"""What editors and programs call the types of items: the one table; who reads fewer or more of them says why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

TYPE_WORDS: Mapping[str, tuple[str, ...]] = {
    "single_choice": ("单选题", "单选", "单项选择题", "单项选择", "单选题型", "單選題", "單選"),
    "multiple_choice": (
        "多选题", "多选", "多项选择题", "多项选择", "多选题型", "不定项选择题", "不定项选择", "不定项题", "不定项",
        "多選題", "多選", "複選題",
    ),
    "true_false": (
        "判断题", "判断", "判断题型", "是非题", "对错题", "正误题", "判断正误", "判断对错", "判断改错", "正误判断",
        "是非判断", "判斷題",
    ),
    "fill_blank": ("填空题", "填空"),
    "short_answer": ("简答题", "简答", "问答题", "问答", "论述题", "论述", "简述题", "简述", "簡答題", "問答題"),
    "matching": ("匹配题", "匹配", "连线题", "连线", "配对题", "配对", "搭配题"),
    "ordering": ("排序题", "排序", "顺序题"),
}  # fmt: skip
"""By name of a type what people call it, the usual word first, which is also the type's label."""

SORTS: Mapping[str, tuple[str, ...]] = {
    "short_answer": (
        "名词解释题", "名词解释", "计算题", "案例分析题", "案例分析", "材料分析题", "主观题", "应用题", "辨析题",
        "分析题",
    ),
}  # fmt: skip
"""Sorts of a type that have names of their own: who imports items takes them in as that type, but who plans a paper
and asks for 计算题 wants no other short answers."""

CODES: Mapping[str, tuple[str, ...]] = {
    "single_choice": ("singlechoice", "single", "radio", "mcq"),
    "multiple_choice": ("multiplechoice", "multiple", "multi", "checkbox"),
    "true_false": ("truefalse", "tf", "judge", "judgement", "judgment", "boolean"),
    "fill_blank": (
        "fill", "fillblank", "fillintheblank", "fillinblank", "fillintheblanks", "fillblanks", "blank", "cloze",
    ),
    "short_answer": ("shortanswer", "essay", "qa", "textarea"),
    "matching": ("matching", "match"),
    "ordering": ("ordering", "order", "ranking"),
}  # fmt: skip
"""What programs call the types in their files, without spaces, hyphens and underlines."""


def label_of(type_name: str) -> str:
    """Return the usual word for a type, the type's own name where there is none."""
    return TYPE_WORDS.get(type_name, (type_name,))[0]


def imported_words(type_name: str) -> tuple[str, ...]:
    """Return all that an item of a type may be called in a file, the usual word first."""
    return (*TYPE_WORDS[type_name], *SORTS.get(type_name, ()), *CODES[type_name])


def alternatives(words: Iterable[str]) -> str:
    """Return words for types as alternatives of an expression without the 题 at their end, the longest first."""
    bases = {word.removesuffix("题") for word in words}
    return "|".join(map(re.escape, sorted(bases, key=lambda word: (-len(word), word))))


@cache
def _named() -> tuple[re.Pattern[str], Mapping[str, str]]:
    known = {word.removesuffix("题"): name for name, words in TYPE_WORDS.items() for word in words}
    return re.compile(alternatives(known)), known


def types_in(text: str) -> frozenset[str]:
    """Return the names of the types that a text names: 一、单选题（每题2分） names one."""
    pattern, known = _named()
    return frozenset(known[word] for word in pattern.findall(text))
