"""What names or counts a list as a whole: “四项教育”, 六个方面, 三个平台：, 等制度, …的原则."""

from __future__ import annotations

import re
from typing import NamedTuple

from qbank.facts._clauses import Range
from qbank.facts._lexicon import HEADS, listed
from qbank.facts._words import Words, is_noun
from qbank.model import numerals

_COUNTED = r"(?:[一二两三四五六七八九十]{1,2}|[0-9]{1,2})"
_MEASURE = r"(?:大类|大|个|项|种|类|级|方面|条|点|位|份|本|家|名|部|门|套|层|档|关|步|道|部分|阶段|环节)"
_QUOTED = re.compile(rf"“(?P<name>(?P<number>{_COUNTED}){_MEASURE}?[^“”，。；0-9]{{1,10}})”")
_AFTER = re.compile(rf"等?(?P<name>(?P<number>{_COUNTED}){_MEASURE})")
_EXPLAINS = r"(?:，?(?:即|分别[是为]|(?:主要|具体)?包括|是?指|[是为])[：:]?|[：:]|[（(](?:即|包括)?[：:]?)$"
_QUOTED_BEFORE = re.compile(_QUOTED.pattern + _EXPLAINS)
_COUNTED_BEFORE = re.compile(
    rf"(?P<name>(?P<number>{_COUNTED}){_MEASURE}[^，。；：“”、的依分]{{0,8}})(?:依次|分别)?{_EXPLAINS}"
)
_FARTHEST_BACK = 36
_BY_THEMSELVES = ("方面", "类", "级", "关", "步", "层", "档", "部分", "阶段", "环节")
_OPEN = re.compile("等(?![级候待额次])")
_LINKS = listed("的 之 等")
_FARTHEST = 3


class Collective(NamedTuple):
    """A collective name (its range, None where only a number stands), the number stated, and where it ends."""

    name: Range | None
    number: int | None
    end: int


def is_left_open(view: str, position: int) -> bool:
    """Tell whether 等 follows (and not 等级)."""
    return _OPEN.match(view, position) is not None


def after(view: str, words: Words, position: int) -> Collective | None:
    """Return the collective that follows a list at once: “四项教育”, (等)六个专项工作组."""
    quoted = _QUOTED.match(view, position)
    if quoted:
        return Collective(quoted.span("name"), _value(quoted["number"]), quoted.end())
    counted = _AFTER.match(view, position)
    if counted is None:
        return None
    end = _noun_end(words, counted.end())
    has_name = end > counted.end() or counted["name"].endswith(_BY_THEMSELVES)
    return Collective((counted.start("name"), end) if has_name else None, _value(counted["number"]), end)


def before(view: str, position: int) -> Collective | None:
    """Return the collective that a list explains: 三个平台：, “四项教育”即, 分为三类：."""
    for form in (_QUOTED_BEFORE, _COUNTED_BEFORE):
        match = form.search(view, max(0, position - _FARTHEST_BACK), position)
        if match:
            return Collective(match.span("name"), _value(match["number"]), match.end())
    return None


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


def _value(printed: str) -> int | None:
    value = numerals.value_of(printed)
    return None if value is None else int(value)
