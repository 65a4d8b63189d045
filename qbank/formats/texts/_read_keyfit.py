"""Answers that stand apart brought to their items: only where numbers and headings leave no doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qbank.errors import Problem
from qbank.formats.texts import _read_ahead as ahead
from qbank.formats.texts import _read_papers as papers
from qbank.formats.texts._read_raw import Entry, KeyList, Keys, Raw, Section

_CHOICES = frozenset({"one", "many", "any", "choice"})
_Paired = list[tuple[list[Raw], list[Entry]]]
"""Items, and the entries for them."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The answer of each item from a list, or why the list cannot be trusted for it.

    ``groups`` gives items that take their answers from the same list: where one does not fit, all are in doubt.
    """

    entries: dict[Raw, Entry]
    refused: dict[Raw, Problem]
    groups: tuple[tuple[Raw, ...], ...]
    problems: tuple[Problem, ...]


def fit(items: Sequence[Raw], keys: Keys) -> Fit:
    """Return which answers of a list belong to which items.

    Args:
        items: all items since the last list, those with answers of their own among them.
        keys: the list.
    """
    sections = _sections(items)
    lists = list(_split(keys.lists))
    entries: dict[Raw, Entry] = {}
    refused: dict[Raw, Problem] = {}
    groups: list[tuple[Raw, ...]] = []
    problems = [problem for each in keys.lists for problem in each.unread]
    paired = _paired(sections, lists, keys.titles, problems)
    if paired is None:
        refused = {item: item.problem("text-list-unclear", list=keys.place) for item in _keyless(items)}
        return Fit({}, refused, (), tuple(problems))
    for group, given in paired:
        if not given:
            continue
        misfit = _misfit(group, given)
        if misfit:
            wanting = _keyless(group)
            refused |= {item: item.problem("text-list-misfit", list=given[0].place, **misfit) for item in wanting}
            if not wanting:
                problems.append(_unused(group, given))
            continue
        by_number = {entry.number: entry for entry in given}
        answered = tuple(item for item in group if item.number in by_number)
        entries |= {item: by_number[item.number] for item in answered if item.number is not None}
        groups.append(answered)
    return Fit(entries, refused, tuple(groups), tuple(problems))


def _unused(group: Sequence[Raw], given: Sequence[Entry]) -> Problem:
    """Return that nobody wants answers: with items that have their own, nobody compared them."""
    values, place = {"count": len(given), "first": given[0].number}, given[0].place
    if group:
        return Problem("text-list-unused", place=place, values=values, severity="warning")
    return Problem("text-list-unchecked", place=place, values=values)


def _sections(items: Sequence[Raw]) -> list[list[Raw]]:
    by_section: dict[Section, list[Raw]] = {}
    for item in items:
        by_section.setdefault(item.section, []).append(item)
    return list(by_section.values())


def _keyless(items: Sequence[Raw]) -> list[Raw]:
    return [item for item in items if not ahead.is_keyed(item)]


def _split(lists: Sequence[KeyList]) -> Iterator[KeyList]:
    """Yield lists with entries, one that begins again from its first number cut in two."""
    for each in lists:
        part = KeyList(each.place, each.kind, each.order, each.chapter, each.name)
        for entry in each.entries:
            if part.entries and entry.number == 1 and part.entries[-1].number != 1:
                yield part
                part = KeyList(entry.place, None, 0, each.chapter, each.name)
            part.entries.append(entry)
        if part.entries:
            yield part


def _paired(
    sections: list[list[Raw]], lists: list[KeyList], titles: papers.Titles, told: list[Problem]
) -> _Paired | None:
    """Return items and the entries for them; None where there are several ways.

    ``told`` takes a warning for each list that nothing but its place among others brings to its items.
    """
    open_sections = [items for items in sections if _keyless(items)] or sections
    everything = [entry for each in lists for entry in each.entries]
    numbers = [item.number for items in sections for item in items if item.number is not None]
    if len(set(numbers)) == len(numbers) and _are_distinct(everything):
        return [([item for items in open_sections for item in items], everything)]
    if len({each.name for each in lists}) > 1:
        return _by_name([item for items in sections for item in items], lists, titles, told)
    if len(open_sections) == len(lists) == 1:
        return [(open_sections[0], everything)]
    if all(each.kind or each.order or each.chapter for each in lists):
        return _by_heading(sections, open_sections, lists, told)
    if len(open_sections) == len(lists) and not any(each.kind for each in lists):
        told += map(_by_order, open_sections, lists)
        return [(items, each.entries) for items, each in zip(open_sections, lists, strict=True)]
    return None


def _by_order(items: list[Raw], keys: KeyList) -> Problem:
    values = {"count": len(keys.entries), "stem": items[0].brief}
    return Problem("text-lists-by-order", place=keys.place, values=values, severity="warning")


def _by_name(items: list[Raw], lists: list[KeyList], titles: papers.Titles, told: list[Problem]) -> _Paired | None:
    names = list(dict.fromkeys(each.name for each in lists))
    parts = papers.parts(items, names, titles)
    found: _Paired = []
    for name, part in (parts or {}).items():
        own = [each for each in lists if each.name == name]
        paired = _paired(_sections(part), own, titles, told) if part else None
        if paired is None:
            return None
        found += paired
    return found if parts else None


def _by_heading(
    sections: list[list[Raw]], open_sections: list[list[Raw]], lists: list[KeyList], told: list[Problem]
) -> _Paired | None:
    left = list(open_sections)
    found: _Paired = []
    for each in lists:
        fitting = [items for items in left if _suits(items[0].section, each)]
        others = [other for other in lists if other is not each and _suits_alike(other, each)]
        if not fitting:
            if any(_suits(items[0].section, each) for items in sections):
                continue
            return None
        if len(fitting) > 1 and len(fitting) != len(others) + 1 and found == []:
            return None
        if len(fitting) > 1:
            told.append(_by_order(fitting[0], each))
        found.append((fitting[0], each.entries))
        left.remove(fitting[0])
    return found


def _suits(section: Section, keys: KeyList) -> bool:
    if section.kind and keys.kind and section.kind != keys.kind and not {section.kind, keys.kind} <= _CHOICES:
        return False
    if section.kind in {"one", "many"} and keys.kind in {"one", "many"} and section.kind != keys.kind:
        return False
    if section.order and keys.order and section.order != keys.order:
        return False
    return not (section.chapter and keys.chapter) or section.chapter == keys.chapter


def _suits_alike(one: KeyList, other: KeyList) -> bool:
    return (one.kind, one.order, one.chapter) == (other.kind, other.order, other.chapter)


def _are_distinct(entries: Sequence[Entry]) -> bool:
    return len({entry.number for entry in entries}) == len(entries)


def _misfit(items: Sequence[Raw], given: Sequence[Entry]) -> dict[str, object]:
    """Return what does not agree between the numbers of items and answers; nothing where all do."""
    wanted = Counter(item.number for item in items if item.number is not None)
    keyless = {item.number for item in _keyless(items) if item.number is not None}
    unsure = keyless | {item.number for item in items if not item.is_answered and item.number is not None}
    found = Counter(entry.number for entry in given)
    if (
        max(wanted.values(), default=0) <= 1
        and max(found.values()) <= 1
        and set(found) in (set(wanted), keyless, unsure)
    ):
        return {}
    odd = sorted(set(found) ^ set(wanted)) or [number for number, times in (wanted + found).items() if times > 2]
    return {"wanted": len(items), "found": len(given), "first": odd[0] if odd else 0}
