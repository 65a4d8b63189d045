"""Members of a list joined by 、: what counts as one, and whether several are of a kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from os.path import commonprefix
from typing import NamedTuple

from qbank.facts import _clauses as clauses
from qbank.facts._words import Words, is_verb
from qbank.model.document import Term

SHORTEST, LONGEST = 2, 16
FEWEST, MOST = 3, 12
_CATCH_ALL = re.compile(r"^(?:其他|其它|有关|相关|各类|各种|各|本|该|其|此|任何|所有|以及|或者?|及|和|与|同时|并)")
_OPEN_END = re.compile("(?<![平高中初同对优])等(?![级候待额次])")
_NUMBERS = re.compile(r"[0-9.,%〇零一二三四五六七八九十百千万亿年月日第]+|第.{1,4}[条款项章]|.{0,4}[0-9]+(?:元|万元|日)$")
_BREAKS = frozenset(
    "的 等 应当 应 必须 可以 不得 须 要 和 与 及 或 或者 以及 并 对 对于 向 由 以 按照 根据 依照 依据 通过 经 自 从 在 把 将 被 为 是 使 让 给予 予以 "
    "了 着 所 之 其 进行 相 相互 同 跟 因".split()
)


class Member(NamedTuple):
    """The range of one member in the view."""

    start: int
    end: int


def is_simple(view: str, words: Words, start: int, end: int) -> bool:
    """Tell whether ``[start, end)`` can be one member: whole words, no function word, no bare number."""
    text = view[start:end]
    if not SHORTEST <= end - start <= LONGEST or _CATCH_ALL.match(text) or _NUMBERS.fullmatch(text) or _OPEN_END.search(text):
        return False
    terms = words.within(start, end)
    return bool(terms) and not any(term.text in _BREAKS for term in terms) and clauses.is_balanced(text)


def are_parallel(texts: Sequence[str]) -> bool:
    """Tell whether members are plainly built alike: one length, one ending, or one opening."""
    return are_equal_long(texts) or bool(shared_ending(texts)) or bool(commonprefix(list(texts)))


def are_twins(texts: Sequence[str]) -> bool:
    """Tell whether members are so alike that their make-up shows where they begin: 使命感、责任感, 进警营、进教材."""
    return are_equal_long(texts) and bool(shared_ending(texts)) or bool(commonprefix(list(texts)))


def are_equal_long(texts: Sequence[str]) -> bool:
    """Tell whether all members have one length."""
    return len({len(text) for text in texts}) == 1


def shared_ending(texts: Sequence[str]) -> str:
    """Return the characters all members end in; "" if there are none, or one member is nothing else."""
    ending = commonprefix([text[::-1] for text in texts])[::-1]
    return "" if ending in texts else ending


def are_alike(words: Words, members: Sequence[Member]) -> bool:
    """Tell whether members are near enough in length and make-up to be of one kind."""
    sizes = [member.end - member.start for member in members]
    if max(sizes) > 3 * min(sizes) + 1 or max(sizes) - min(sizes) > 8:
        return False
    if not (_fits(sizes[0], sizes[1:]) and _fits(sizes[-1], sizes[:-1])):
        return False
    return len({_shape(words.within(*member)) for member in members}) <= 1 or max(sizes) - min(sizes) <= 4


def _fits(outer: int, others: Sequence[int]) -> bool:
    """Tell whether a first or last member is no longer than its fellows allow; a longer one holds foreign words."""
    return outer <= max(others) + (1 if len(set(others)) == 1 else 3)


def _shape(terms: Sequence[Term]) -> bool:
    """Tell a phrase of action (begins with a verb and goes on) from the name of a thing."""
    return len(terms) > 1 and is_verb(terms[0]) and not is_verb(terms[-1])
