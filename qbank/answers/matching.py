"""Which column is which item: by id, by number, by the stem as a whole, by its beginning, or by likeness.

Each match says how it was found and how sure it is. What goes with two items is named and left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import numpy as np

from qbank.answers._plain import headed, plain
from qbank.answers.choices import option_named
from qbank.answers.records import Column
from qbank.model.item import BLANK, Choice, Item

How = Literal["given", "id", "number", "stem", "options", "beginning", "alike"]
SURE: dict[How, float] = {
    "given": 1.0,
    "id": 1.0,
    "stem": 0.99,
    "number": 0.9,
    "options": 0.9,
    "beginning": 0.9,
    "alike": 0.7,
}
_PIECES = re.compile(r"\s*[┋|;；\n]\s*")
_LABELS = re.compile(r"[\sA-Za-zＡ-Ｚａ-ｚ\d;；,，、|┋]*")
_LEAST_STEM = 4
_LEAST_BEGINNING = 6
_LEAST_ALIKE = 8
_ALIKE = 0.8
_LEAD = 0.08
"""How much more alike the best must be than the next."""
_LOOKED_AT = 6
_MORE_SURE = 0.05
_MOSTLY = 0.8
_MOST_TEXTS = 50


@dataclass(frozen=True, slots=True)
class Match:
    """A column and its item: how it was found, and how sure that is, 0–1."""

    heading: str
    item: str
    how: How
    sure: float


@dataclass(frozen=True, slots=True)
class Matching:
    """Which columns are which items.

    Args:
        matches: one for each column that is an item's.
        ambiguous: headings that go with several items, with the ids of some.
        unmatched: headings of columns that go with none.
    """

    matches: tuple[Match, ...] = ()
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unmatched: tuple[str, ...] = ()


def match(
    columns: Sequence[Column],
    items: Sequence[Item],
    *,
    paper: Sequence[str] = (),
    given: Mapping[str, str] | None = None,
) -> tuple[list[Item | None], Matching]:
    """Return the item of each column, None for none, and how they were found.

    Args:
        columns: of a file.
        items: that may have been asked; those of a paper, or all of a bank.
        paper: ids of the items in the order of the paper, for columns that say numbers only.
        given: items of headings that are said beforehand.
    """
    index = _Index(items, paper, len(columns))
    said = {plain(heading): item for heading, item in (given or {}).items()}
    found = [index.told_apart(column, index.find(column, said)) for column in columns]
    _settle(found)
    matches, ambiguous, unmatched = [], [], []
    by_column: list[Item | None] = []
    for column, (how, sure, candidates) in zip(columns, found, strict=True):
        one = candidates[0] if len(candidates) == 1 else None
        by_column.append(one)
        if one is not None:
            matches.append(Match(column.heading, one.id, how, round(sure, 3)))
        elif candidates:
            ambiguous.append((column.heading, tuple(sorted(each.id for each in candidates[:_LOOKED_AT]))))
        else:
            unmatched.append(column.heading)
    return by_column, Matching(tuple(matches), tuple(ambiguous), tuple(unmatched))


def named(words: Sequence[str], items: Sequence[Item]) -> dict[str, Item | None]:
    """Return the items that words name, each by itself: an id, a stem or what is one item's alone; None for none."""
    index = _Index(items, (), 0)
    found = {word: index.find(Column(word, item=word), {})[2] for word in words}
    return {word: candidates[0] if len(candidates) == 1 else None for word, candidates in found.items()}


_Found = tuple[How, float, list[Item]]


def _settle(found: list[_Found]) -> None:
    """Leave an item to the surest of the columns that claim it; where two are as sure, to none."""
    claims: dict[str, list[int]] = {}
    for at, (_, _, candidates) in enumerate(found):
        if len(candidates) == 1:
            claims.setdefault(candidates[0].id, []).append(at)
    for places in claims.values():
        if len(places) < 2:
            continue
        best = max(found[at][1] for at in places)
        winners = [at for at in places if found[at][1] == best]
        for at in places:
            how, sure, candidates = found[at]
            if len(winners) > 1 or at not in winners:
                # Twice the same item: what is told as ambiguous names it.
                found[at] = (how, sure, [candidates[0], candidates[0]])


def says_number(column: Column) -> bool:
    """Tell whether a column says its number in the paper and no stem."""
    stem = plain(headed(column.stem or ("" if column.is_slot else column.heading)).stem)
    return bool(column.number) and len(stem) < _LEAST_STEM


class _Index:
    """Items, to be found by what headings say."""

    def __init__(self, items: Sequence[Item], paper: Sequence[str], count: int) -> None:
        self._by_id: dict[str, list[Item]] = {}
        for item in items:
            self._by_id.setdefault(plain(item.id), []).append(item)
        own = {item.id: item for item in items}
        order = [own.get(each) for each in paper] if paper else list(items) if len(items) == count else []
        self._by_number = dict(enumerate(order, 1))
        self._is_paper = bool(paper)
        stems = sorted(((plain(item.stem.replace(BLANK, " ")), item.id), item) for item in items)
        self._stems = [stem for (stem, _), _ in stems]
        self._items = [item for _, item in stems]
        self._grams: dict[str, np.ndarray[tuple[int], np.dtype[np.int64]]] | None = None
        self._sizes = np.array([max(len(_grams(stem)), 1) for stem in self._stems], np.int64)

    def find(self, column: Column, given: Mapping[str, str]) -> _Found:
        """Return how a column was found, how sure that is, and the items that it may be: one is a match."""
        own = given.get(plain(column.heading))
        if own is not None:
            return "given", SURE["given"], self._by_id.get(plain(own), [])
        for said in filter(None, (column.item, column.heading, headed(column.heading).stem)):
            found = self._by_id.get(plain(said))
            if found:
                return "id", SURE["id"], found
        for text in filter(None, (column.stem, "" if column.is_slot else column.heading)):
            result = self._by_stem(text)
            if result[2]:
                return result
        return self._of_number(column)

    def told_apart(self, column: Column, found: _Found) -> _Found:
        """Return the one of several items with a stem that has the column's number, or whose options are answered."""
        how, sure, candidates = found
        if len({item.id for item in candidates}) < 2:
            return found
        numbered = self._by_number.get(column.number or 0) if self._is_paper else None
        if numbered is not None and numbered in candidates:
            return "number", SURE["number"] + _MORE_SURE, [numbered]
        answered = [item for item in candidates if _answers(column, item) >= _MOSTLY]
        others = [item for item in candidates if item not in answered and _answers(column, item) > 1 - _MOSTLY]
        if len(answered) == 1 and not others:
            return "options", SURE["options"], answered
        return how, sure, candidates

    def _of_number(self, column: Column) -> _Found:
        """Return the item with a column's number in the paper, unless the heading says a stem that is not its own."""
        item = self._by_number.get(column.number or 0)
        if item is None or not says_number(column):
            return "number", 0.0, []
        return "number", SURE["number"] + (_MORE_SURE if self._is_paper else 0.0), [item]

    def _by_stem(self, text: str) -> _Found:
        own_head = headed(text)
        whole, own = plain(headed(text.replace(BLANK, " ")).stem), plain(own_head.stem)
        for stem in dict.fromkeys((own, whole, plain(text))):
            found = self._exact(stem)
            if found:
                return "stem", SURE["stem"], found
        if len(own) < _LEAST_BEGINNING:
            return "stem", 0.0, []
        found = self._begun(own)
        if found:
            # The more of the stem is there, the surer.
            share = len(own) / max(len(plain(found[0].stem)), 1)
            return "beginning", min(0.98, SURE["beginning"] + 0.08 * share), found
        return self._alike(own)

    def _exact(self, stem: str) -> list[Item]:
        found: list[Item] = []
        at = bisect_left(self._stems, stem)
        while stem and at < len(self._stems) and self._stems[at] == stem:
            found.append(self._items[at])
            at += 1
        return found

    def _begun(self, own: str) -> list[Item]:
        """Return the items whose stem begins so; else the one whose stem the text begins with."""
        found: list[Item] = []
        at = bisect_left(self._stems, own)
        while at < len(self._stems) and self._stems[at].startswith(own) and len(found) <= _LOOKED_AT:
            found.append(self._items[at])
            at += 1
        if found:
            return found
        # The text goes on after the stem, with options or a remark.
        before = at - 1
        while before >= 0 and own[:_LEAST_ALIKE] == self._stems[before][:_LEAST_ALIKE]:
            if own.startswith(self._stems[before]) and len(self._stems[before]) >= _LEAST_ALIKE:
                return self._exact(self._stems[before])
            before -= 1
        return []

    def _alike(self, own: str) -> _Found:
        """Return the item whose stem, or whose beginning of that length, is most alike, if it leads."""
        nothing: _Found = ("alike", 0.0, [])
        if len(own) < _LEAST_ALIKE or not self._stems:
            return nothing
        index = self._gram_index()
        hits = [index[gram] for gram in _grams(own) if gram in index]
        if not hits:
            return nothing
        shared = np.bincount(np.concatenate(hits), minlength=len(self._stems))
        # What a stem shares with the text, against the shorter of both: the text may be cut off.
        likeness = shared / np.minimum(self._sizes, len(_grams(own)))
        best = np.argsort(-likeness, kind="stable")[:_LOOKED_AT].tolist()
        scored = sorted(((_ratio(own, self._stems[at]), -at) for at in best), reverse=True)
        score, place = scored[0]
        if score < _ALIKE:
            return nothing
        near = [self._items[-at] for ratio, at in scored if score - ratio < _LEAD]
        return "alike", SURE["alike"] * score, near if len(near) > 1 else [self._items[-place]]

    def _gram_index(self) -> dict[str, np.ndarray[tuple[int], np.dtype[np.int64]]]:
        if self._grams is None:
            places: dict[str, list[int]] = {}
            for at, stem in enumerate(self._stems):
                for gram in _grams(stem):
                    places.setdefault(gram, []).append(at)
            self._grams = {gram: np.array(all_, np.int64) for gram, all_ in places.items()}
        return self._grams


def _answers(column: Column, item: Item) -> float:
    """Return which share of a column's cells are, word for word, options of an item."""
    interaction = item.body.interaction()
    if column.answers is None or not isinstance(interaction, Choice):
        return 0.0
    said = [(text, count) for text, count in column.answers.said.items() if not _LABELS.fullmatch(text)][:_MOST_TEXTS]
    known = sum(count for text, count in said if _are_options(text, interaction))
    return known / total if (total := sum(count for _, count in said)) else 0.0


def _are_options(text: str, choice: Choice) -> bool:
    return all(option_named(piece, choice.options) for piece in _PIECES.split(text) if piece)


def _grams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _ratio(own: str, stem: str) -> float:
    return SequenceMatcher(None, own, stem[: len(own)] if len(stem) > len(own) else stem, autojunk=False).ratio()
