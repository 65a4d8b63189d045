"""Wrong options from the pool: same label, another wording, nothing that overlaps the key or is true beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random

from qbank.model.fact import Candidate, Fact, FactPool, Inclusion, Part, Points, Quantity
from qbank.model.item import Option
from qbank.types import _ladders as ladders
from qbank.types._folding import fold, same_wording
from qbank.types._inventory import class_mates
from qbank.types._options import overlap

WANTED = 3
FEWEST = 2
_FROM_DOCUMENT = 0.5
_NUMBER = re.compile(r"[0-9][0-9,.]*[百千万亿]*|[零〇一二两三四五六七八九十百千万亿]+")
_TAIL = re.compile(r"(?:以上|以下|以内|之内|以外|左右|内)$")

_POINTS_BACK = re.compile(r"本|该|其|此|上述|前述|有关|相关|各(?!级)")


def alike(
    fact: Fact, key: Part, pool: FactPool, *, what: str, shown: str, where: Callable[[Candidate], bool] | None = None
) -> Iterator[Option]:
    """Yield options of the key's label, those of the document first.

    None of them stands in the words ``shown``, points back (本, 该), overlaps the key or another option, or
    differs much from the key in length; ``where`` says what else must hold of a candidate, ``what`` is the
    kind of thing, for the reasons.
    """
    taken = [fold(key.text)]
    for candidate in pool.alike(key.label):
        words = fold(candidate.part.text)
        if not _suits(candidate, key, shown) or any(_clash(words, other) for other in taken):
            continue
        if where is None or where(candidate):
            taken.append(words)
            place = "同文另一处" if candidate in pool.near.get(key.label, ()) else "其他材料中的"
            yield Option("", candidate.part.text, f"{place}{what}")


def quantities(fact: Quantity, pool: FactPool, rng: Random) -> list[Option]:
    """Return up to three amounts for one: of the document with its unit where there are any, else neighbours.

    Of single numbers at most one comes from the document, since the ladder keeps options evenly spaced;
    of ranges and fractions as many as there are. All are printed as ``amount_of`` prints the key.
    """
    single = ladders.value_of(fact.number.text) is not None
    near = [option for option in _same_unit(fact, pool) if not single or rng.random() < _FROM_DOCUMENT]
    near = rng.sample(near, min(len(near), 1 if single else WANTED - 1))
    taken = [amount_of(fact), *(option.text for option in near)]
    wanted = WANTED - len(near)
    for reach in (wanted, wanted + 1):
        ladder = [text for text in swaps(fact, reach, rng) if not any(same_wording(text, each) for each in taken)]
        if len(ladder) >= wanted:
            break
    picked = ladder[:wanted] if not near else rng.sample(ladder, min(len(ladder), wanted))
    return [*near, *(Option("", text, "相邻数值") for text in picked)]


def swaps(fact: Quantity, wanted: int, rng: Random) -> list[str]:
    """Return neighbouring amounts in the script of the fact's own; a range of money or a fraction moves as a whole."""
    number, amount = fact.number.text, amount_of(fact)
    if ladders.value_of(number) is None:
        ranges = [ladders.scaled_range(amount, factor) for factor in (1 / 2, 2, 1 / 5, 5, 3)]
        return [text for text in ranges if text] or [
            amount.replace(number, text) for text in ladders.fractions_near(number)
        ]
    unit = ladders.unit_of(fact.measure.text)
    values = ladders.neighbours(fact.value, unit, wanted, rng)
    texts = [ladders.printed_like(value, number, unit) for value in values]
    swapped = (amount.replace(number, text, 1) for text in texts if text)
    return [text for text in swapped if text not in fact.sent.view]


def amount_of(fact: Quantity) -> str:
    """Return number and measure as printed, a single number without 以上 or 以内; a range stays whole."""
    return fact.whole.text if fact.whole.label.startswith("range:") else _TAIL.sub("", fact.whole.text)


def tail_of(fact: Quantity) -> str:
    """Return the 以上, 以内 or 左右 that ``amount_of`` leaves away."""
    return fact.whole.text[len(amount_of(fact)) :]


def _same_unit(fact: Quantity, pool: FactPool) -> Iterator[Option]:
    ranged = fact.whole.label.startswith("range:")
    key = amount_of(fact)
    for candidate in pool.near.get(fact.whole.label, ()):
        text = candidate.part.text if ranged else _TAIL.sub("", candidate.part.text)
        if text in fact.sent.view or same_wording(text, key) or key[0].isascii() != text[0].isascii():
            continue
        if ranged or _comparable(text, key):
            yield Option("", text, "同文另一处数量")


def _comparable(one: str, other: str) -> bool:
    """Tell whether two amounts of one unit are within a factor of five, and both or neither approximate."""
    values = [_NUMBER.search(text) for text in (one, other)]
    if None in values or ("余" in one) != ("余" in other):
        return False
    low, high = sorted(ladders.value_of(match.group()) or 0 for match in values if match)
    return 0 < high <= 5 * low


def members(fact: Fact, keys: Sequence[Part], subject: str, pool: FactPool, rng: Random) -> list[Option]:
    """Return up to two members of other lists of the document that pass for members of this one.

    They have the length and the last character of a key; their list has another subject, and they do
    not stand in the fact's own sentences. Where there are none, common members of the class serve.
    """
    shown = "".join(sent.view for sent in fact.sentences())
    family = keys[0].label.partition(":")[0]
    found = distinct(
        Option("", candidate.part.text, "同文另一处列举")
        for label, candidates in sorted(pool.near.items())
        if family and label.partition(":")[0] == family
        for candidate in map(_headline, candidates)
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
        text in shown
        or any(_clash(fold(text), fold(key.text)) or _share_run(text, key.text) for key in keys)
        or _POINTS_BACK.match(text)
        or candidate.sent.is_vetoed(candidate.part.span)
        or not _of_length(text, keys)
        or not (keys[0].label == "head" or text[-1] in {key.text[-1] for key in keys})
        or not _same_list(fact, candidate)
    )


def _same_list(fact: Fact, candidate: Candidate) -> bool:
    """Tell whether two lists of points are lists of the same kind of thing, by the noun of their lead-ins."""
    return not isinstance(fact, Points) or (bool(fact.noun) and f"{fact.noun}" in candidate.sent.view)


def _of_length(text: str, keys: Sequence[Part]) -> bool:
    lengths = [len(key.text) for key in keys]
    return min(lengths) - 2 <= len(text) <= max(lengths) + 2


def _same_subject(subject: str, view: str) -> bool:
    """Tell whether a list might be about the same thing: the other sentence opens with the same subject."""
    return not subject or subject in view or view[:4] == subject[:4]


def frames(fact: Inclusion, pool: FactPool, shown: str) -> list[Option]:
    """Return what else the document puts things into, whatever the verb (纳入, 列入)."""
    found = []
    for label, candidates in sorted(pool.near.items()):
        if label.startswith("frame:"):
            found += [
                Option("", each.part.text, "同文另一处范围") for each in candidates if _suits(each, fact.frame, shown)
            ]
    return [option for option in distinct(found) if not _alike_frames(option.text, fact.frame.text)]


def _alike_frames(one: str, other: str) -> bool:
    """Tell whether two frames might both hold a thing: 财政预算 and 财政保障范围 open alike."""
    return _clash(fold(one), fold(other)) or one[:2] == other[:2]


def dates(fact: Fact, date: Part, pool: FactPool, rng: Random) -> list[Option]:
    """Return up to three dates in the same form: those of the document first, then neighbouring ones."""
    found = list(alike_dates(fact, date, pool))[: WANTED - 1]
    taken = {date.text, *(option.text for option in found)}
    near = [Option("", text, "相邻日期") for text in ladders.other_dates(date.text, rng) if text not in taken]
    return [*found, *near][:WANTED]


def alike_dates(fact: Fact, date: Part, pool: FactPool) -> Iterator[Option]:
    """Yield the document's other dates of the same form that the sentence does not name."""
    for candidate in pool.near.get(date.label, ()):
        if candidate.part.text != date.text and candidate.part.text not in fact.sent.view:
            yield Option("", candidate.part.text, "同文另一处日期")


def rank_of(option: Option) -> tuple[float, ...]:
    """Return what amounts and dates are sorted by: the numbers in them, from left to right."""
    return tuple(ladders.value_of(match.group()) or 0.0 for match in _NUMBER.finditer(option.text))


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
