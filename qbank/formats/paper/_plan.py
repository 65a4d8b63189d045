"""Which items stand where on a paper: sections by kind, passages with their items, numbers running through.

Paper and key are both made of one plan, so that number and order agree. What is shown in an order of its own (the
right column of a match, things to be put in order) is ordered here, for both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count, groupby, islice
from random import Random
from typing import Literal, assert_never, get_args

from qbank.errors import Problem, QbankError
from qbank.locale import Lang
from qbank.model.form import Form, FormSection
from qbank.model.item import Choice, ExtendedText, Interaction, Match, Option, Order, TextEntry, is_verdict
from qbank.model.portable import Portable

Kind = Literal["single", "several", "verdict", "blanks", "match", "order", "written"]
"""What is done with an item, in the order papers have it."""
KINDS: tuple[Kind, ...] = get_args(Kind)
MOST_ITEMS = 3_000
"""Of one file, some five hundred pages of key: beyond it Word and Typst want gigabytes, and nobody leafs through it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with its number on the paper; ``marks`` are what it earns there, None where that is not known."""

    number: int
    portable: Portable
    kind: Kind
    marks: float | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under the passage they share, "" for an entry without one."""

    entries: tuple[Entry, ...]
    stimulus: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A 大题: items of one kind, or passages with their items (kind None).

    ``marks`` are those of each item, ``total`` those of all; ``heading`` is "" where the name of the kind serves.
    """

    kind: Kind | None
    groups: tuple[Group, ...]
    marks: float | None = None
    total: float | None = None
    heading: str = ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return all its entries in order."""
        return tuple(entry for group in self.groups for entry in group.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A paper to be: what is not known of it (minutes, marks) is left to be filled in by hand.

    Args:
        title: what the paper is called.
        sections: in order.
        minutes: how long it takes.
        marks: what all of it earns.
        has_sheet: whether answers go on a sheet of their own, the last part of the paper.
        lang: the language of headings.
    """

    title: str
    sections: tuple[Section, ...]
    minutes: int | None = None
    marks: float | None = None
    has_sheet: bool = True
    lang: Lang = "zh"

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return all entries in order."""
        return tuple(entry for section in self.sections for entry in section.entries)


def sections_of(portables: Iterable[Portable], marks: Mapping[Kind, float] | None = None) -> tuple[Section, ...]:
    """Return the usual sections: one a kind, then passages with their items; within one the order is the given one.

    Args:
        portables: what is to stand on the paper.
        marks: what an item of a kind earns, as far as it is known.

    Raises:
        QbankError: ``paper-too-long``.
    """
    given = list(islice(portables, MOST_ITEMS + 1))
    if len(given) > MOST_ITEMS:
        raise QbankError(Problem("paper-too-long", values={"limit": MOST_ITEMS}))
    by_kind: dict[Kind, list[Portable]] = {kind: [] for kind in KINDS}
    by_passage: dict[str, list[Portable]] = {}
    for each in given:
        kind = kind_of(each.item.body.interaction())
        (by_passage.setdefault(each.stimulus, []) if each.stimulus else by_kind[kind]).append(each)
    numbers = count(1)
    sections = [
        _of_kind(kind, [_entry(next(numbers), each) for each in found], (marks or {}).get(kind))
        for kind, found in by_kind.items()
        if found
    ]
    groups = [
        Group(tuple(_entry(next(numbers), each) for each in found), passage) for passage, found in by_passage.items()
    ]
    return (*sections, Section(None, tuple(groups))) if groups else tuple(sections)


def sections_of_form(portables: Iterable[Portable], form: Form) -> tuple[Section, ...]:
    """Return the sections of an issued paper: its order, headings and marks; items that are not given are left out.

    Items of one passage that follow each other stand under it.
    """
    by_id, numbers = {each.item.id: each for each in portables}, count(1)
    found = []
    for section in form.sections:
        entries = [
            replace(_entry(next(numbers), by_id[each.item]), marks=each.marks if section.says_marks else None)
            for each in section.placed
            if each.item in by_id
        ]
        if entries:
            found.append(_of_form(section, entries))
    return tuple(found)


def _of_kind(kind: Kind, entries: list[Entry], marks: float | None) -> Section:
    groups = tuple(Group((entry,)) for entry in entries)
    return Section(kind, groups, marks, None if marks is None else marks * len(entries))


def _of_form(section: FormSection, entries: list[Entry]) -> Section:
    groups: list[Group] = []
    for passage, run in groupby(entries, key=lambda entry: entry.portable.stimulus):
        alike = tuple(run)
        groups += [Group(alike, passage)] if passage else [Group((entry,)) for entry in alike]
    kinds = {entry.kind for entry in entries}
    if not section.heading and all(group.stimulus for group in groups):
        kinds = set()  # nothing but passages: its name is theirs, whatever is asked of them
    each = {placed.marks for placed in section.placed}
    return Section(
        kind=kinds.pop() if len(kinds) == 1 else None,
        groups=tuple(groups),
        marks=each.pop() if section.says_marks and len(each) == 1 else None,
        total=sum(placed.marks for placed in section.placed) if section.says_marks else None,
        heading=section.heading,
    )


def _entry(number: int, portable: Portable) -> Entry:
    return Entry(number, portable, kind_of(portable.item.body.interaction()))


def kind_of(interaction: Interaction) -> Kind:
    """Return what is done with an item."""
    match interaction:
        case Choice(multiple=multiple):
            return "several" if multiple else "verdict" if is_verdict(interaction) else "single"
        case TextEntry():
            return "blanks"
        case Match():
            return "match"
        case Order():
            return "order"
        case ExtendedText():
            return "written"
        case _:
            assert_never(interaction)


def shown_options(interaction: Choice | Order) -> tuple[Option, ...]:
    """Return options in the order of print: the bank's own, unless that order is itself the answer."""
    options = interaction.options
    if isinstance(interaction, Choice):
        return options
    told = [list(interaction.key), list(reversed(interaction.key))]
    return _elsewise(options, told) if [option.id for option in options] in told else options


def shown_right(interaction: Match) -> tuple[Option, ...]:
    """Return the right column in the order of print: the bank's own, unless each row stands beside its match."""
    rights = dict(interaction.pairs)
    key = [rights[option.id] for option in interaction.left if option.id in rights]
    ids = [option.id for option in interaction.right]
    return _elsewise(interaction.right, [key]) if ids[: len(key)] == key else interaction.right


def _elsewise(options: tuple[Option, ...], told: list[list[str]]) -> tuple[Option, ...]:
    """Return options in an order drawn by their words, so always the same one, and none of those that tell.

    Of two things each order is told by the other, so then only the first of ``told`` is avoided.
    """
    avoided = told if len(options) > 2 else told[:1]
    drawn = list(options)
    for each in islice(_draws(options), 100):
        drawn = each
        ids = [option.id for option in each]
        if not any(ids[: len(key)] == key for key in avoided if key):
            break
    return tuple(drawn)


def _draws(options: tuple[Option, ...]) -> Iterator[list[Option]]:
    words = "\x1f".join(sorted(option.text for option in options))
    rng = Random(hashlib.sha256(words.encode("utf-8", "replace")).digest())  # noqa: S311 - a draw, no secret
    while True:
        yield rng.sample(options, len(options))
