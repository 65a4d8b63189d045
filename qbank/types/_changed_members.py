"""Members of a list with one figure or word changed: wrong by the text, and not entailed by what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random

from qbank.model.fact import Contrast, FactPool, Part, Quantity
from qbank.model.item import Option
from qbank.types import _amount_swaps as swaps
from qbank.types import _near_amounts as near
from qbank.types import _of_contrast as of_contrast
from qbank.types._inventory import counterpart_of

# 不能提供记录，或者记录中断超过30分钟的: with another figure it is right all the same.
_EITHER = re.compile("或者|，但|除外")
# 超过30分钟的, 1小时内审方超过40张: what is told by a limit passed.
_LIKE_A_CASE = re.compile("的$|^(?!.*(?:应|须|必|不得|不少|不低|至少)).*(?:超过|不足|未满|不满|以上)")
_ROUND_THE_CLOCK = re.compile("(?:24|二十四)小时(?!以?内)")


def altered(members: Sequence[Part], pool: FactPool, rng: Random, *, cases: bool) -> Iterator[tuple[Option, Part]]:
    """Yield members with one figure or word changed so that they are plainly wrong, and what they were.

    Args:
        members: the members of a list.
        pool: the document's facts, which say where figures and words with an opposite stand.
        rng: draws the order.
        cases: whether the members are cases, of which a narrower one is one as well.
    """
    for member in rng.sample(members, len(members)):
        if _EITHER.search(member.text):
            continue
        text = _changed(member, pool, rng, case=cases or _LIKE_A_CASE.search(member.text) is not None)
        if text:
            yield Option("", text, "改动了文中一处"), member


def _changed(member: Part, pool: FactPool, rng: Random, *, case: bool) -> str:
    """Return a member with its word of a fixed opposite or its figure changed, "" if it has none."""
    for fact in pool.inside("contrast", member):
        if isinstance(fact, Contrast) and not case and (text := of_contrast.turned(fact, member)):
            return text
    if not case and (turned := counterpart_of(member.text)):
        return turned
    figures = [fact for fact in pool.inside("quantity", member) if isinstance(fact, Quantity)]
    for fact in figures:
        at = fact.whole.start - member.start
        if _ROUND_THE_CLOCK.match(member.text, at):
            continue
        found = (swaps.swap_in_case if case else swaps.swap)(fact, rng)
        if found and member.text.startswith(fact.whole.text, at):
            new = found[0] + near.tail_of(fact)
            return f"{member.text[:at]}{new}{member.text[at + len(fact.whole.text) :]}"
    return ""
