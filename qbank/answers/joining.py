"""How files become one sitting: people who stand in two of them, and items that two of them mark differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import add

import numpy as np

from qbank.analysis.counts import Counts, counted
from qbank.answers._cells import Ints
from qbank.answers.dropping import Attempt
from qbank.answers.joined import Joined
from qbank.answers.sitting import Block, Reading
from qbank.errors import Problem
from qbank.locale import Listed
from qbank.model.sitting import Asked

_SHOWN = 5


def joined(readings: Sequence[Reading], attempt: Attempt = "first") -> Joined:
    """Return files as one sitting; an item that a file does not ask was not presented to its people.

    Who stands in two files by code, or by name and department, counts once: with the ``attempt`` that is wanted, by the
    time of handing in where files say it, else by the order of the files. Who came in one file was not absent in
    another.

    Args:
        readings: the files, at least one.
        attempt: which attempt of a person counts.
    """
    codes, apart = _codes(readings)
    rows, twice = _once(readings, codes, attempt)
    missed = _missed(readings, codes, rows)
    asked, differing = _asked(readings)
    told = [
        *_of_codes(readings, codes, apart), *_of_twice(readings, twice, attempt), *_of_differing(readings, differing),
    ]  # fmt: skip
    return Joined(tuple(readings), asked, rows, missed, tuple(told), codes)


# --- people in two files ------------------------------------------------------------------------------


def _codes(readings: Sequence[Reading]) -> tuple[dict[str, str], list[str]]:
    """Return the codes of people who have one in another file, and who cannot be told so.

    Name and department have to be one person's alone on both sides.
    """
    coded: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    nameless: dict[tuple[str, tuple[str, ...]], set[str]] = {}
    for reading in readings:
        places = np.concatenate([reading.places, reading.absent]).astype(np.int64)
        for place, code in zip(places.tolist(), reading.codes(places), strict=True):
            name, department, has_code = reading.named(place)
            if code and name and department:
                (coded if has_code else nameless).setdefault((name, department), set()).add(code)
    found, apart = dict[str, str](), list[str]()
    for key in coded.keys() & nameless.keys():
        if len(coded[key]) == len(nameless[key]) == 1:
            found[next(iter(nameless[key]))] = next(iter(coded[key]))
        else:
            apart += nameless[key]
    return found, sorted(apart)


def _of_codes(readings: Sequence[Reading], codes: Mapping[str, str], apart: Sequence[str]) -> Iterator[Problem]:
    for key, people in (("answers-codeless-in-files", sorted(codes.values())), ("answers-codeless-unsure", apart)):
        if people:
            shown = Listed(people, _SHOWN)
            values = {"count": len(people), "codes": shown}
            yield Problem(key, _names(readings), values=values, severity="warning")


def _once(
    readings: Sequence[Reading], known: Mapping[str, str], attempt: Attempt
) -> tuple[tuple[Ints, ...], list[str]]:
    """Return for each file the places of the rows that count, and the codes of people who stand in two files."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, reading in enumerate(readings):
        for place, code in zip(reading.places.tolist(), reading.codes(reading.places), strict=True):
            if code:
                found.setdefault(known.get(code, code), []).append((number, place))
    twice = {code: places for code, places in found.items() if len({number for number, _ in places}) > 1}
    dropped: list[set[int]] = [set() for _ in readings]
    for places in twice.values():
        stays = _stays(readings, places, attempt)
        for number, place in places:
            if (number, place) != stays:
                dropped[number].add(place)
    rows = tuple(
        reading.places[~np.isin(reading.places, sorted(gone))] if gone else reading.places
        for reading, gone in zip(readings, dropped, strict=True)
    )
    return rows, sorted(twice)


def _stays(readings: Sequence[Reading], places: Sequence[tuple[int, int]], attempt: Attempt) -> tuple[int, int]:
    if attempt == "best":
        return max(places, key=lambda each: (_total(readings[each[0]], each[1]), -each[0]))
    times = [Block(readings[number], np.array([place])).submitted[0] for number, place in places]
    ordered = [each for _, each in sorted(zip(times, places, strict=True))] if all(times) else list(places)
    return ordered[-1 if attempt == "last" else 0]


def _total(reading: Reading, place: int) -> float:
    return float(np.nansum(reading.sitting_of(np.array([place])).marks))


def _missed(readings: Sequence[Reading], known: Mapping[str, str], rows: Sequence[Ints]) -> tuple[Ints, ...]:
    """Return for each file who was absent in it, once, and came in none."""

    def codes_of(reading: Reading, places: Ints) -> list[str]:
        return [known.get(code, code) for code in reading.codes(places)]

    there = {code for reading, own in zip(readings, rows, strict=True) for code in codes_of(reading, own)} - {""}
    found = []
    for reading in readings:
        absent, codes = reading.absent.tolist(), codes_of(reading, reading.absent)
        found.append(np.array([at for at, code in zip(absent, codes, strict=True) if code not in there], np.int64))
        there |= set(codes) - {""}
    return tuple(found)


def _of_twice(readings: Sequence[Reading], codes: Sequence[str], attempt: Attempt) -> Iterator[Problem]:
    if codes:
        shown = Listed(codes, _SHOWN)
        values = {"count": len(codes), "codes": shown, "attempt": attempt}
        yield Problem("answers-in-two-files", _names(readings), values=values, severity="warning")


# --- items of two files -------------------------------------------------------------------------------


def _asked(readings: Sequence[Reading]) -> tuple[tuple[Asked, ...], list[str]]:
    """Return the items as all files have them, and headings of those that files mark or key differently."""
    by_item = [{asked.item: asked for asked in each.asked} for each in readings]
    earned = [_earned(each) for each in readings]
    found, differing = [], []
    for item in dict.fromkeys(asked.item for each in readings for asked in each.asked):
        own = [each[item] for each in by_item if item in each]
        first = own[0]
        options = tuple(dict.fromkeys(option for each in own for option in each.options))
        is_sound = len({each.keys for each in own}) == 1 and all(each.options for each in own)
        marks = {(option, mark) for each in earned for option, mark in each.get(first.item, {}).items()}
        is_sound = is_sound and len(marks) == len({option for option, _ in marks})
        most = max(each.most for each in own)
        if len({each.most for each in own}) > 1 or (options and not is_sound):
            differing.append(first.heading or first.item)
        one = replace(first, most=most, options=options)
        found.append(one if is_sound else replace(one, options=(), keys=()))
    return tuple(found), differing


def _earned(reading: Reading) -> dict[str, dict[str | None, float]]:
    """Return what each option of each item earned in a file."""
    counts: list[Counts] = [counted(block.sitting) for block in reading.sittings]
    if not counts:
        return {}
    items = reduce(add, counts).items
    return {name: _marks((*each.options, None), each.earns) for name, each in items.items()}


def _marks(options: Iterable[str | None], earns: Iterable[float | None]) -> dict[str | None, float]:
    return {option: mark for option, mark in zip(options, earns, strict=False) if mark is not None}


def _of_differing(readings: Sequence[Reading], headings: Sequence[str]) -> Iterator[Problem]:
    if headings:
        shown = Listed(headings, _SHOWN)
        values = {"count": len(headings), "headings": shown}
        yield Problem("answers-files-differ", _names(readings), values=values, severity="warning")


def _names(readings: Sequence[Reading]) -> str:
    return "、".join(each.report.file for each in readings)
