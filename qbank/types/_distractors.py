"""Wrong options from the pool: same label, another wording, nothing that overlaps the key or is true beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from random import Random

from qbank.model.fact import Candidate, Fact, FactPool, Part, Points
from qbank.model.item import Option
from qbank.model.numerals import NUMERAL, value_of
from qbank.types import _ladders as ladders
from qbank.types._folding import fold, same_wording
from qbank.types._inventory import class_mates
from qbank.types._lists import punishes
from qbank.types._options import overlap
from qbank.types._periods import length_of

WANTED = 3
FEWEST = 2
_SEASON = 3
_DATED = re.compile(
    "(?:(?P<year>[0-9]{4})年)?(?:(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号])?)?"
    "(?<=[年月日号])"
)
_LAST_MONTH, _LAST_DAY = 12, 31
_NUMBER = re.compile(NUMERAL)
_OF_YEAR_TOLD = re.compile("(?:20|19)[0-9]{2}年")
_OF_YEAR = re.compile("(?:20|19)[0-9]{2}年(?=[0-9]{1,2}月)")
_FRACTION = re.compile(f"{NUMERAL}分之{NUMERAL}")
_POINTS_BACK = re.compile(r"本|该|其|此|上述|前述|有关|相关|各(?!级)")


def alike(
    key: Part, pool: FactPool, *, what: str, shown: str, where: Callable[[Candidate], bool], family: bool = False
) -> Iterator[Option]:
    """Yield options of the key's label, or of its ``family`` of labels, the nearest in the document first.

    None of them stands in the words ``shown``, points back (本, 该), overlaps the key or another option, or
    differs much from the key in length; ``where`` says what else must hold of a candidate, ``what`` is the
    kind of thing, for the reasons.
    """
    taken = [fold(key.text)]
    for candidate in pool.akin(key.label, key) if family else pool.alike(key.label, key):
        words = fold(candidate.part.text)
        if not _suits(candidate, key, shown) or any(_clash(words, other) for other in taken):
            continue
        if where(candidate):
            taken.append(words)
            yield Option("", candidate.part.text, f"同文另一处{what}")


def members(fact: Fact, keys: Sequence[Part], subject: str, pool: FactPool, rng: Random) -> list[Option]:
    """Return up to two members of other lists of the document that pass for members of this one.

    They have the length and the last character of a key; their list has another subject, and they do
    not stand in the fact's own sentences. Where there are none, common members of the class serve.
    """
    shown = "".join(sent.view for sent in fact.sentences())
    others = () if punishes(fact.sent.view) else pool.akin(keys[0].label, keys[0])
    found = distinct(
        Option("", candidate.part.text, "同文另一处列举")
        for candidate in map(_headline, others)
        if _passes(candidate, fact, keys, shown) and not _same_subject(subject, candidate.sent.view)
    )
    if not found:
        noun = keys[0].label.partition(":")[2]
        mates = [word for word in class_mates([key.text for key in keys], noun) if word not in shown]
        found = [Option("", word, "同类常见说法，文中未列") for word in mates]
    picked = rng.sample(found, min(len(found), 2))
    return picked[:1] if len(picked) > 1 and overlap(fold(picked[0].text), fold(picked[1].text)) else picked


def _headline(candidate: Candidate) -> Candidate:
    """Return a long heading's first clause as a candidate: 明确学习内容，突出政治特色 → 明确学习内容."""
    words = candidate.part.text.partition("，")[0]
    if candidate.part.label != "head" or words == candidate.part.text:
        return candidate
    return replace(candidate, part=replace(candidate.part, text=words))


def _passes(candidate: Candidate, fact: Fact, keys: Sequence[Part], shown: str) -> bool:
    text = candidate.part.text
    return not (
        not _of_length(text, keys)
        or not (keys[0].label == "head" or text[-1] in {key.text[-1] for key in keys})
        or not _made_like(text, keys)
        or text in shown
        or _POINTS_BACK.match(text)
        or candidate.sent.is_vetoed(candidate.part.span)
        or not _same_list(fact, candidate)
        or any(_clash(fold(text), fold(key.text)) or _share_run(text, key.text) for key in keys)
    )


def _same_list(fact: Fact, candidate: Candidate) -> bool:
    """Tell whether two lists of points are lists of the same kind of thing, by the noun of their lead-ins."""
    return not isinstance(fact, Points) or (bool(fact.noun) and f"{fact.noun}" in candidate.sent.view)


def _of_length(text: str, keys: Sequence[Part]) -> bool:
    lengths = [len(key.text) for key in keys]
    return min(lengths) - 2 <= len(text) <= max(lengths) + 2


def _made_like(text: str, keys: Sequence[Part]) -> bool:
    """Tell whether a wording shares what all keys share: their length, their first character."""
    sizes, openings = {len(key.text) for key in keys}, {key.text[0] for key in keys}
    return (len(sizes) > 1 or len(text) in sizes) and (len(openings) > 1 or text[0] in openings)


def _same_subject(subject: str, view: str) -> bool:
    """Tell whether a list might be about the same thing: the other sentence opens with the same subject."""
    return not subject or subject in view or view[:4] == subject[:4]


def dates(fact: Fact, date: Part, pool: FactPool, rng: Random) -> list[Option]:
    """Return up to three dates in the same form: those of the document first, then neighbouring ones."""
    found = [option for option in alike_dates(fact, date, pool) if in_time(option.text, date.text, pool.issued)]
    taken = {date.text, *(option.text for option in found[: WANTED - 1])}
    near = [
        Option("", text, "相邻日期")
        for text in ladders.other_dates(date.text, rng)
        if text not in taken and in_time(text, date.text, pool.issued)
    ]
    return [*found[: WANTED - 1], *near][:WANTED]


def in_time(text: str, key: str, issued: str) -> bool:
    """Tell whether a date may stand beside a key: not before the document's own date where the key is not.

    A date without its year is taken to be of the document's year.
    """
    if not issued:
        return True
    told, right = (_from_date(each, issued) for each in (text, key))
    first = tuple(int(number) for number in issued.split("-"))
    if not told or not right:
        return True
    # Nor was anything done after the document that tells of it, where the key says the year.
    return told >= first if right >= first else told <= first or not _OF_YEAR_TOLD.match(key)


def is_past(date: str, issued: str) -> bool:
    """Tell whether a date lies long before the document's own: 6月底前接通 in a report of October is no duty any more.

    A speech is printed some weeks after it was held.
    """
    told = _from_date(date, issued) if issued else ()
    if not told:
        return False
    (year, month, day), (own_year, own_month, own_day) = told, map(int, issued.split("-"))
    return ((own_year - year) * _LAST_MONTH + own_month - month) * _LAST_DAY + own_day - day > _LAST_DAY


def _from_date(text: str, issued: str) -> tuple[int, ...]:
    """Return year, month and day of a date as far as told, its last day where none is; () if it is no date."""
    match = _DATED.match(text)
    if match is None:
        return ()
    year = int(match["year"] or issued[:4])
    month, day = (value_of(match[name]) if match[name] else None for name in ("month", "day"))
    return year, int(month or _LAST_MONTH), int(day or _LAST_DAY)


def alike_dates(fact: Fact, date: Part, pool: FactPool) -> Iterator[Option]:
    """Yield the document's other dates of the same form that the sentence does not name."""
    for candidate in pool.alike(date.label, date):
        text = candidate.part.text
        near = is_near(text, date.text)
        if text != date.text and text not in fact.sent.view and near and text[0].isascii() == date.text[0].isascii():
            yield Option("", text, "同文另一处日期")


def is_near(one: str, other: str) -> bool:
    """Tell whether two dates of one form lie within a season, or in one year where they name it.

    A day of March stands out among days of October, and is long past when a notice of September is read.
    """
    first, second = rank_of(Option("", one)), rank_of(Option("", other))
    if "年" in one:
        return first[:1] == second[:1]
    return "月" not in one or not first or not second or abs(first[0] - second[0]) <= _SEASON


def rank_of(option: Option) -> tuple[float, ...]:
    """Return what amounts, dates and periods are sorted by: their numbers from left to right, or their length."""
    return _rank_of(option.text)


@lru_cache(maxsize=4096)
def _rank_of(text: str) -> tuple[float, ...]:
    if length := length_of(text):
        return (length,)
    numbers = tuple(value_of(match.group()) or 0.0 for match in _NUMBER.finditer(text))
    return (numbers[1] / numbers[0],) if _FRACTION.match(text) and numbers[0] else numbers


def in_order(options: Iterable[Option]) -> list[Option]:
    """Return amounts or dates from the smallest on; a year that only some of the dates name does not move them."""
    told = list(options)
    some = len({_OF_YEAR.match(each.text) is None for each in told if "月" in each.text}) > 1

    def rank(option: Option) -> tuple[float, ...]:
        return rank_of(Option("", _OF_YEAR.sub("", option.text)) if some else option)

    return sorted(told, key=rank)


def distinct(options: Iterable[Option]) -> list[Option]:
    """Return the options without those that fold to an earlier one."""
    found: dict[str, Option] = {}
    for option in options:
        found.setdefault(fold(option.text), option)
    return list(found.values())


def _suits(candidate: Candidate, key: Part, shown: str) -> bool:
    text = candidate.part.text
    return not (
        text in shown
        or _POINTS_BACK.match(text)
        or candidate.sent.is_vetoed(candidate.part.span)
        or abs(len(text) - len(key.text)) > max(3, len(key.text) // 2)
    )


def _share_run(one: str, other: str) -> bool:
    """Tell whether two points share four characters in a row, and so may overlap in meaning."""
    return any(one[at : at + 4] in other for at in range(len(one) - 3))


def _clash(one: str, other: str) -> bool:
    return overlap(one, other) or same_wording(one, other)
