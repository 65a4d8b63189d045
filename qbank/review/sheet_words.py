"""The words of a sheet: its headings and verdicts, in both languages, however an editor writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, get_args

from qbank.locale import Lang, say
from qbank.model.folding import folded
from qbank.model.letters import LETTERS
from qbank.review.sheet_rows import ANSWER, LEFT, OPTION, RATIONALE, STEM

Said = Literal["accept", "fix", "reject", "later"]
VERDICTS: tuple[Said, ...] = ("accept", "fix", "reject", "later")
"""What an editor chooses from, in the order shown."""
_WORDS: Mapping[Said, str] = {
    "accept": "sheet-accept", "fix": "sheet-fix", "reject": "sheet-reject", "later": "sheet-later",
}  # fmt: skip
NUMBER, TYPE, STIMULUS, DOCUMENT, SOURCE = "number", "type", "stimulus", "document", "source"
VERDICT, COMMENT, ITEM, REVISION = "verdict", "comment", "item", "revision"
COLUMNS = (
    NUMBER, TYPE, STIMULUS, STEM, LEFT, OPTION, ANSWER, RATIONALE, DOCUMENT, SOURCE, VERDICT, COMMENT, ITEM, REVISION,
)  # fmt: skip
NEEDED = (ITEM, REVISION, VERDICT)
"""Columns without which a table is no review sheet."""
_OTHER_HEADINGS: Mapping[str, str] = {
    "审核结论": VERDICT,
    "审题结论": VERDICT,
    "审核意见": COMMENT,
    "审题意见": COMMENT,
    "退回理由": COMMENT,
    "参考答案": ANSWER,
    "试题编号": ITEM,
    "题目编号": ITEM,
    "版次": REVISION,
}
_SAID: Mapping[Said, tuple[str, ...]] = {
    "accept": (
        "通过",
        "同意",
        "同意通过",
        "可以通过",
        "审核通过",
        "直接通过",
        "合格",
        "√",
        "✓",
        "✔",
        "ok",
        "accept",
        "accepted",
    ),
    "fix": (
        "改后通过",
        "修改后通过",
        "改后同意",
        "修改后同意",
        "改后可用",
        "已改通过",
        "fix",
        "fix&accept",
        "fixandaccept",
    ),
    "reject": ("退回", "不通过", "不同意", "不予通过", "不合格", "不采用", "×", "✗", "✘", "x", "reject", "rejected"),
    "later": ("待定", "暂缓", "稍后再定", "later"),
}
_TRIMMED = "。．.，,、！!;；:：\"'“”‘’()（）[]【】"
_OPTION = re.compile(r"(?:选项|option)([a-z])|([a-h])")


def heading(name: str, lang: Lang) -> str:
    """Return the heading of a column; of an option with its letter."""
    if name.startswith(OPTION) and name != OPTION:
        return say("sheet-col-option", lang, letter=name.removeprefix(OPTION))
    return say(f"sheet-col-{name}", lang)


def column_of(text: str) -> str:
    """Return the name of the column that a heading stands for, "" for none of ours."""
    word = folded(text.strip().split("\n")[0]) if text.strip() else ""
    option = _OPTION.fullmatch(word)
    if option:
        return OPTION + (option.group(1) or option.group(2)).upper()
    return _headings().get(word, "")


def verdict_word(said: Said, lang: Lang) -> str:
    """Return the word an editor chooses."""
    return say(_WORDS[said], lang)


def verdict_of(text: str) -> Said | Literal[""] | None:
    """Return what a verdict says, "" where nothing is written, None for what is no verdict of ours."""
    word = folded(text).strip(_TRIMMED)
    if not word:
        # A mark of its own would be a verdict; a full stop alone is none.
        return "" if not folded(text) else None
    return _verdicts().get(word)


def help_lines(lang: Lang) -> list[str]:
    """Return how to fill in a sheet, a line each, the first a heading."""
    return say("sheet-help", lang, **{said: verdict_word(said, lang) for said in VERDICTS}).strip().split("\n")


def letters_for(most: int) -> Sequence[str]:
    """Return the names of as many option columns."""
    return [OPTION + letter for letter in LETTERS[:most]]


@cache
def _headings() -> Mapping[str, str]:
    names = [name for name in COLUMNS if name != OPTION]
    ours = {folded(say(f"sheet-col-{name}", lang)): name for lang in get_args(Lang) for name in names}
    return {**_OTHER_HEADINGS, **ours}


@cache
def _verdicts() -> Mapping[str, Said]:
    words: dict[str, Said] = {folded(each): said for said, every in _SAID.items() for each in every}
    ours: dict[str, Said] = {folded(verdict_word(said, lang)): said for lang in get_args(Lang) for said in VERDICTS}
    return {**words, **ours}
