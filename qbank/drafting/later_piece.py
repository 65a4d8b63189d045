"""What the first piece of a sentence lends a later one past a semicolon: whose case it is, when, for what cause."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from qbank.drafting.study import Study
from qbank.facts._words import Words
from qbank.model.document import Sentence

CASE = re.compile("(?P<case>[^，。；：]{2,30})的，")
STOPS = "；。：？！"
# 巡查员到场后，火势较小…；火势较大…的，立即撤离: the occasion holds for all pieces.
_OCCASION = re.compile(
    "(?![其此之同])[^，。；：的“”0-9不未没无]{3,12}?(?:时|后)(?<!小时)(?<!今后)(?<!之后)(?<!同时)(?<!届时)，"
)
_PART_OF_TWO = re.compile("(?P<of>[^，。；：“”]{2,24})的(?P<kind>[^，。；：的“”]{2,8})，")
# 每个作业组不少于2人；夜间作业时，不少于3人: the same is said of it on another occasion.
_ON_OCCASION = re.compile("[^，。；]{4,30}时，(?P<says>不[少超低高][于过]|至少|最[多少])")
_SAID_OF = re.compile("(?P<who>[^，。；：]{2,12}?)(?P<says>不[少超低高][于过]|至少|最[多少])")
# 因开门造成的波动，冷冻库不得高于…；冷藏库不得高于…: the cause holds for all pieces.
_CAUSED = re.compile("(?:因|由于)[^，。；：“”]{3,20}的[^，。；：“”的]{2,4}，")
# 至于抽调的同志，有资格的，复训；没有资格的，按照新人执行: of whom, was said of the whole sentence.
_AS_FOR = re.compile("(?:至于|关于|对于)(?P<who>[^，。；：“”]{3,24}?)(?:来说)?，[^，。；：]{2,30}的，")


class Whole(NamedTuple):
    """A stem that says what its sentence leaves to the words before it, and the sentence that lent them, if another.

    ``lacking`` says that it starts in the middle of a sentence without a subject, and that none could be supplied.
    """

    stem: str
    lent_by: Sentence | None = None
    lacking: bool = False


class StemPlace(NamedTuple):
    """Where a stem begins in its sentence, what kind of fact it asks of, and the words of the sentence."""

    stem: str
    kind: str
    sent: Sentence
    at: int
    words: Words

    @property
    def mark(self) -> str:
        """Return the mark that a stem stands right behind, "" at the start of its sentence."""
        return self.sent.view[self.at - 1 : self.at]

    def pieces_between(self) -> Sequence[str]:
        """Return the pieces between the first of a sentence and the one that a stem opens, parted by semicolons."""
        return self.sent.view[: self.at - 1].split("；")[1:]


def _of_kind(place: StemPlace, _study: Study) -> Whole | None:
    """公称口径15毫米的户用水表，…；公称口径大于25毫米的，…: the second is one of the same things."""
    case = CASE.match(place.stem)
    first = _PART_OF_TWO.match(place.sent.view)
    if case is None or first is None:
        return None
    alike = first["of"][:3] == case["case"][:3]
    return Whole(f"{case['case']}的{first['kind']}，{place.stem[case.end() :]}") if alike else None


def _of_occasion(place: StemPlace, _study: Study) -> Whole | None:
    """档案归还时，…；发现损毁的，应当立即报告: when, was said of the whole sentence."""
    if CASE.match(place.stem) is None:
        return None
    when = _OCCASION.match(place.sent.view)
    if when is None or any(map(_OCCASION.match, place.pieces_between())) or when.group()[:2] in place.stem:
        return None
    return Whole(f"{when.group()}{place.stem}")


def _of_cause(place: StemPlace, _study: Study) -> Whole | None:
    """因融霜造成的波动，冷冻库不得高于…；冷藏库不得高于…: why, was said of the whole sentence."""
    caused = _CAUSED.match(place.sent.view)
    if caused is None or CASE.match(place.stem):
        return None
    others = (*place.pieces_between(), place.stem)
    return None if any(map(_CAUSED.match, others)) else Whole(f"{caused.group()}{place.stem}")


def _of_whom(place: StemPlace, _study: Study) -> Whole | None:
    """至于抽调的同志，有资格的，复训；没有资格的，按照新人执行: of whom the first case is, the next is."""
    whom = _AS_FOR.match(place.sent.view)
    return Whole(f"{whom['who']}，{place.stem}") if whom and CASE.match(place.stem) else None


def _of_same(place: StemPlace, _study: Study) -> Whole | None:
    """每个作业组不少于2人；夜间作业时，不少于3人: of whom, was said with the first figure."""
    again = _ON_OCCASION.match(place.stem)
    first = _SAID_OF.match(place.sent.view)
    if again is None or first is None:
        return None
    return Whole(f"{first['who']}{place.stem}") if first["says"] == again["says"] else None


Rule = Callable[[StemPlace, Study], Whole | None]
"""Returns the stem made whole, None where it does not hold or something else could be meant."""
PIECE_RULES: Sequence[Rule] = (
    _of_kind,
    _of_same,
    _of_cause,
    _of_whom,
    _of_occasion,
)
