"""Amounts that could stand in an amount's place: of the document where it has any of the unit, else its neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, islice
from random import Random

from qbank.model import numerals
from qbank.model.fact import FactPool, Quantity
from qbank.model.item import Option
from qbank.types import _ladders as ladders
from qbank.types import _near_amounts as near
from qbank.types._clauses import located
from qbank.types._folding import same_wording

_FROM_DOCUMENT = 0.5
_FARTHEST, _FARTHEST_SCORE, _FARTHEST_RANGE, _WIDEST, _ROUND = 3, 1.5, 4, 5, 5
_SHARE = re.compile("[%％]|百分之")


def quantities(fact: Quantity, pool: FactPool, rng: Random) -> list[Option]:
    """Return up to three amounts for one, the key's rank among them drawn as examiners do.

    At most one single number comes from the document, since the ladder keeps options evenly spaced; of ranges
    up to two that share no value with another. All are printed as ``amount_of`` prints the key.
    """
    others = _same_unit(fact, pool)
    if fact.whole.label.startswith("range:"):
        if "不" in fact.whole.text:
            # 不少于多少亩？ has no room for 三十亩、不超过一百亩.
            return []
        lent = _without_overlap(near.amount_of(fact), others)[: near.WANTED - 1]
        ladder = [Option("", text, "相邻数值") for text in near.drawn(near.ranges(fact), near.WANTED, rng)]
        own = [option for option in ladder if option.text not in {each.text for each in lent}]
        return [*lent, *own][: near.WANTED]
    if not near.is_single(fact):
        return [Option("", text, "相邻数值") for text in near.fractions(fact)][: near.WANTED]
    # 3.4万户 stands out among whole numbers.
    others = (each for each in others if ("." in each.text) is ("." in near.amount_of(fact)))
    # 三十多公里 is no bound, and shows at a glance that it is from elsewhere.
    rough = near.SOME_MORE.search(near.amount_of(fact)) is not None
    others = (each for each in others if rough or near.SOME_MORE.search(each.text) is None)
    # 1500元 from elsewhere is no neighbour of 760元 that was 710元.
    nearest = None if any(near.around_change(fact)) else next(others, None)
    lent = [rng.choice([nearest, *others])] if nearest and rng.random() < _FROM_DOCUMENT else []
    taken = [option.text for option in lent]
    below, above = ([Option("", text, "相邻数值") for text in _others(side, taken)] for side in _ranked(fact))
    for option in lent:
        (below if near.size(option.text) < near.size(near.amount_of(fact)) else above).insert(0, option)
    return ladders.picked(below, above, near.WANTED, rng)


def said_later(fact: Quantity, stem: str) -> list[Option]:
    """Return what the sentence says, after what the stem takes over, of another matter: 60学时，其中必修40学时."""
    key = near.amount_of(fact)
    if fact.whole.label.startswith("range:") or not near.is_single(fact):
        return []
    _, end = located(fact.sent, fact.whole)
    later = fact.sent.view[end:]
    texts = (later[each.start : each.end] for each in numerals.amounts_in(later, fact.measure.text))
    low, high = near.limits(fact)
    fits = (text for text in texts if low <= near.size(text) <= high and _comparable(text, key))
    return [Option("", text, "同句另一处数量") for text in fits if _is_another(text, key) and text not in stem][:1]


def _ranked(fact: Quantity) -> Sequence[Sequence[str]]:
    """Return the amounts beside one, those that its sentence rules out left away where enough are left.

    头三个月最快，六个月以内还有余地 leaves no room for two months.
    """
    sides = near.sides(fact)
    ranked = [near.in_rank(side, fact) for side in sides]
    if sum(map(len, ranked)) >= near.WANTED:
        return ranked
    between = near.between(fact)
    return between if sum(map(len, between)) >= near.WANTED else sides


def _others(side: Sequence[str], taken: Sequence[str]) -> Iterator[str]:
    """Yield the nearest amounts of a side that say nothing that is taken, at most as many as are wanted."""
    return islice((text for text in side if not any(same_wording(text, each) for each in taken)), near.WANTED)


def _same_unit(fact: Quantity, pool: FactPool) -> Iterator[Option]:
    ranged, key = fact.whole.label.startswith("range:"), near.amount_of(fact)
    said, (low, high) = {value for value, _, _ in near.said_beside(fact)}, near.limits(fact)
    # 16日 beside 3, 5 and 7 shows that it is from elsewhere.
    usual = ladders.usual(ladders.unit_of(fact.measure.text), fact.value)
    for candidate in pool.alike(fact.whole.label, fact.whole):
        text = candidate.part.text if ranged else near.without_tail(candidate.part.text)
        if text == key:
            continue
        if ranged:
            fits = text not in fact.sent.view and _within_reach(text, key)
        else:
            size = near.size(text)
            fits = low <= size <= high and size not in said and _comparable(text, key)
            fits = fits and (not usual or size in usual)
        if fits and _is_another(text, key):
            yield Option("", text, "同文另一处数量")


def _is_another(text: str, key: str) -> bool:
    """Tell whether an amount is another one in the same script: figures or words, both or neither in 万."""
    alike = ("万" in text) == ("万" in key) and key[0].isascii() == text[0].isascii()
    return alike and not same_wording(text, key)


@lru_cache(maxsize=4096)
def _comparable(one: str, other: str) -> bool:
    """Tell whether two amounts of one unit are near in size, and both or neither approximate."""
    low, high = sorted(map(near.size, (one, other)))
    odd = (near.size(one) % _ROUND and not near.size(other) % _ROUND) or _is_finer(near.size(one), near.size(other))
    share = _SHARE.search(one) is not None
    # 2.4米 among whole metres, 45% among nine tenths: taken from elsewhere, and seen to be.
    broken = not share and (low % 1 > 0) != (high % 1 > 0)
    absurd = share and high > near.HALF_MARKS and high > _FARTHEST_SCORE * low
    return (
        not (odd or broken or absurd)
        and ("余" in one) == ("余" in other)
        and 0 < high <= (_FARTHEST_SCORE if one.endswith("分") else _FARTHEST) * low
    )


def _is_finer(one: float, other: float) -> bool:
    """Tell whether an amount in hundreds has a digit more than another of one digit: 740 beside 700, and no 750."""
    if min(one, other) < near.WHOLE or max(one, other) % 1:
        return False
    digits = [f"{value:.0f}".rstrip("0") for value in (one, other)]
    return len(digits[1]) == 1 < len(digits[0]) and digits[0][1:] != "5"


def _within_reach(one: str, other: str) -> bool:
    """Tell whether two ranges begin within a factor of four and are alike in width, else one looks absurd."""
    low, high = sorted(map(near.size, (one, other)))
    narrow, wide = sorted(most - least for least, most in map(_ends, (one, other)))
    return high <= _FARTHEST_RANGE * low and wide <= _WIDEST * max(narrow, 0.0)


def _without_overlap(key: str, options: Iterable[Option]) -> list[Option]:
    """Return the options that share no value with the key or an option before them; they may touch."""
    kept: list[Option] = []
    for option in options:
        texts = [key, *(each.text for each in kept), option.text]
        if not any(_overlap(one, other) for one, other in combinations(texts, 2)):
            kept.append(option)
    return kept


def _overlap(one: str, other: str) -> bool:
    (low, high), (least, most) = _ends(one), _ends(other)
    return one == other or (low < most and least < high)


def _ends(amount: str) -> tuple[float, float]:
    values = [numerals.value_of(match.group()) or 0.0 for match in near.NUMBER.finditer(amount)] or [0.0]
    return values[0], values[-1]
