"""Members of a list joined by 、: what counts as one, and whether several are of a kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from qbank.facts import _lexicon as lexicon
from qbank.facts._words import Words, is_verb
from qbank.model import wording
from qbank.model.document import Term

SHORTEST, LONGEST = 2, 16
FEWEST, MOST = 3, 12
PHRASE = 4
_ADVERBS = ("d", "ad", "vd")
_CATCH_ALL = re.compile(r"^(?:其他|其它|有关|相关|各类|各种|各|本|该|其|此|任何|所有|以及|或者?|及|和|与|同时|并)")
_FOREIGN = re.compile(
    r"(?<![平高中初同对优])等(?![级候待额次])|给|(?<!已)采取|^指(?![导挥标定])|^如|^遇有|相(?:结合|统一|适应|衔接|协调)"
)
_NUMBERS = re.compile(
    r"[0-9.,%〇零一二三四五六七八九十百千万亿年月日第]+|第.{1,4}[条款项章]|.+[0-9.]+[^0-9]{1,3}|以[上下内外]|不足|超过"
)


class Member(NamedTuple):
    """The range of one member in the view."""

    start: int
    end: int


def is_simple(view: str, words: Words, start: int, end: int) -> bool:
    """Tell whether ``[start, end)`` can be one member: whole words, no function word, no bare number."""
    if not SHORTEST <= end - start <= LONGEST:
        return False
    terms = words.within(start, end)
    if not terms or (terms[0].tag == "q" and len(terms[0].text) == 1):
        # Nothing begins with a measure: 占|道|经营 was cut in the wrong place.
        return False
    text = view[start:end]
    if text in lexicon.REGIONS or is_number(text) or _CATCH_ALL.match(text) or _FOREIGN.search(text):
        return False
    return not any(term.text in lexicon.NEVER_INSIDE for term in terms) and wording.is_balanced(text)


def is_number(text: str) -> bool:
    """Tell whether a piece is a bare number, date, amount or article."""
    return _NUMBERS.fullmatch(text) is not None


def are_parallel(texts: Sequence[str]) -> bool:
    """Tell whether members are plainly built alike: one length, one ending, or one opening."""
    return are_equal_long(texts) or bool(shared_ending(texts)) or _share_opening(texts)


def are_twins(texts: Sequence[str]) -> bool:
    """Tell whether members are so alike that their make-up shows where they begin: 使命感、责任感, 进警营、进教材."""
    return (are_equal_long(texts) and bool(shared_ending(texts))) or _share_opening(texts)


def are_equal_long(texts: Sequence[str]) -> bool:
    """Tell whether all members have one length."""
    return len({len(text) for text in texts}) == 1


def shared_ending(texts: Sequence[str]) -> str:
    """Return the characters all members end in; "" if there are none, or one member is nothing else."""
    shared = 0
    while shared < min(map(len, texts)) and len({text[-shared - 1] for text in texts}) == 1:
        shared += 1
    ending = texts[0][len(texts[0]) - shared :]
    return "" if ending in texts else ending


def _share_opening(texts: Sequence[str]) -> bool:
    return len({text[0] for text in texts}) == 1


def are_alike(words: Words, members: Sequence[Member]) -> bool:
    """Tell whether members are near enough in length and make-up to be of one kind.

    A member that alone has a verb before its noun, or alone has none, has taken in or left out words that
    belong to the whole list: 建立、健全制度, 维护秩序、保护设施.
    """
    sizes = [member.end - member.start for member in members]
    made = [words.within(*member) for member in members]
    if len(set(sizes)) == 1 and sizes[0] >= (PHRASE if _is_action(made[0]) else PHRASE - 1):
        return True
    one_head = len(shared_ending(["".join(term.text for term in terms) for terms in made])) > 1
    if max(sizes) > 3 * min(sizes) + 1 or not (one_head or _edges_fit(sizes)):
        return False
    if len(made[0]) > 1 and (_begins_otherwise(made) or _is_qualified(made)):
        return False
    actions = [_is_action(terms) for terms in made]
    if any(actions) and not one_head and any(len(terms) == 1 and terms[0].tag.startswith("v") for terms in made):
        return False
    if actions[0]:
        return all(actions)
    return one_head or (not actions[-1] and 2 * sum(actions) < len(actions) - 1)


def _begins_otherwise(made: Sequence[Sequence[Term]]) -> bool:
    """Tell whether the first member alone begins with an adverb or a verb."""
    return any(
        made[0][0].tag.startswith(tags) and not any(terms[0].tag.startswith(tags) for terms in made[1:])
        for tags in (_ADVERBS, ("v",))
    )


def _is_qualified(made: Sequence[Sequence[Term]]) -> bool:
    """Tell whether the first member is longer only by a word that qualifies them all (农田质量、效益、产量)."""
    longest = max(terms[-1].end - terms[0].start for terms in made[1:])
    return all(len(terms) == 1 for terms in made[1:]) and made[0][-1].end - made[0][0].start > longest


def _edges_fit(sizes: Sequence[int]) -> bool:
    """Tell whether first and last member are no longer than their fellows; a longer one holds foreign words.

    Members between two others are certain, so where there are several of them they set the measure.
    """
    first, *middle, last = sizes
    before, after = (middle, middle) if len(middle) > 1 else ([*middle, first], [*middle, last])
    return first <= max(after) + (1 if len(set(after)) == 1 else 2) and last <= max(before) + 2


def _is_action(terms: Sequence[Term]) -> bool:
    """Tell a phrase of action (begins with a verb and goes on) from the name of a thing."""
    acts = terms[0].tag.startswith("v") or terms[0].text in lexicon.LEADS
    return len(terms) > 1 and acts and not is_verb(terms[-1])
