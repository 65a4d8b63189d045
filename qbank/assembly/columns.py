"""A bank as columns: which items a cell counts, found for all items at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np

from qbank.assembly.contradictions import with_sets
from qbank.model.candidate import Candidate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qbank.model.blueprint import Blueprint, Cell, Section

    Mask = NDArray[np.bool_]
    Floats = NDArray[np.float64]

_Places = Mapping[str, Sequence[int]]


class Columns:
    """The items of a bank in the order of their ids, whatever order they came in.

    Args:
        candidates: the items.

    Raises:
        ValueError: two of them have one id.
    """

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self.items = sorted(candidates, key=lambda each: each.id)
        self.by_id = {each.id: each for each in self.items}
        if len(self.by_id) < len(self.items):
            raise ValueError("two candidates have one id")
        self.place = {each.id: at for at, each in enumerate(self.items)}
        self.type = np.array([each.type for each in self.items], dtype=object)
        self.marks = np.array([each.marks for each in self.items], dtype=float)
        self.facility = np.array([each.expected for each in self.items], dtype=float)
        self.words = np.array([each.words for each in self.items], dtype=float)
        self.seconds = np.array([each.seconds for each in self.items], dtype=float)
        self.uses = np.array([each.uses for each in self.items], dtype=float)
        self.miskeyed = np.array([each.miskeyed for each in self.items], dtype=bool)
        self.key = np.array([each.key for each in self.items], dtype=object)
        self.verdict = np.array([each.verdict for each in self.items], dtype=object)
        self.rights = np.array([each.rights for each in self.items], dtype=int)
        self._where = {name: self._index(name) for name in ("document", "chapter", "level", "difficulty", "scope")}
        self._where |= {name: self._index_of_many(name) for name in ("tags", "audience")}
        self.sets = {name: list(rows) for name, rows in self._index("stimulus").items() if name}

    def __len__(self) -> int:
        return len(self.items)

    def _index(self, field: str) -> _Places:
        found: dict[str, list[int]] = defaultdict(list)
        for at, each in enumerate(self.items):
            found[getattr(each, field)].append(at)
        return found

    def _index_of_many(self, field: str) -> _Places:
        found: dict[str, list[int]] = defaultdict(list)
        for at, each in enumerate(self.items):
            for word in getattr(each, field):
                found[word].append(at)
        return found

    def counted(self, cell: Cell) -> Mask:
        """Return which items a cell counts by what they are; what their sections are is asked elsewhere."""
        found = np.ones(len(self), dtype=bool)
        for field, words, by_part in (
            ("document", cell.documents, False),
            ("chapter", cell.chapters, True),
            ("tags", cell.tags, False),
            ("audience", cell.audiences, True),
            ("scope", (cell.scope,) if cell.scope else (), False),
            ("level", cell.levels, False),
            ("difficulty", cell.difficulties, False),
        ):
            if words:
                found &= self._with(field, words, by_part=by_part)
        return found

    def _with(self, field: str, words: Sequence[str], *, by_part: bool) -> Mask:
        index, found = self._where[field], np.zeros(len(self), dtype=bool)
        for word in words:
            for known in [each for each in index if word in each] if by_part else [word]:
                found[list(index.get(known, ()))] = True
        return found

    def held(self, blueprint: Blueprint) -> Mask:
        """Return which items stand in every form: pinned ones, with their passages where these are taken whole."""
        return self.among(with_sets(blueprint, self.by_id))

    def among(self, ids: Iterable[str]) -> Mask:
        """Return which items have one of these ids."""
        found = np.zeros(len(self), dtype=bool)
        found[[self.place[each] for each in ids if each in self.place]] = True
        return found

    def fits(self, section: Section) -> Mask:
        """Return which items are of a section's type and earn its marks."""
        of_marks = (self.marks == 0) | (self.marks == section.marks)
        return np.asarray((self.type == section.type) & of_marks, dtype=bool)

    def eligible(self, blueprint: Blueprint, day: date, *, miskeyed: bool = False) -> Mask:
        """Return which items may stand in a paper of that day, passages and other forms aside.

        ``miskeyed`` tells what there would be if no item were left out for its wrong key.
        """
        found = ~self.among(blueprint.banned)
        if not miskeyed:
            found &= ~self.miskeyed
        if blueprint.documents:
            found &= self._with("document", blueprint.documents, by_part=False)
        if blueprint.audiences:
            own = self._with("audience", blueprint.audiences, by_part=True)
            found &= own | self._with("scope", ("common",), by_part=False)
        if blueprint.rested:
            first = day - timedelta(days=blueprint.rested)
            found &= np.array([each.last_used is None or each.last_used <= first for each in self.items], dtype=bool)
        if blueprint.uses is not None:
            found &= self.uses < blueprint.uses
        found |= self.held(blueprint)
        return np.logical_and(found, np.any([self.fits(section) for section in blueprint.sections], axis=0))

    def whole(self, eligible: Mask, blueprint: Blueprint) -> Mask:
        """Return the eligible items without those whose passage has too few eligible ones to be taken at all."""
        found = eligible.copy()
        for rows in self.sets.values():
            asked = min(blueprint.stimulus_least or len(rows), len(rows))
            if np.count_nonzero(eligible[rows]) < asked:
                found[rows] = False
        return found
