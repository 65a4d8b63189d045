"""A blueprint and a bank as a linear program in zeros and ones, for ``scipy.optimize.milp`` (HiGHS).

A variable is an item in a section. *Demands* are what a blueprint asks for and what may be missed where it cannot be
met; *ties* are what no paper may break: an item once, enemies, passages, items of other forms.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from qbank.assembly.columns import Columns, Floats, Mask
    from qbank.model.blueprint import Blueprint, Cell

    Ints = NDArray[np.int64]

SHORT, OVER, TENTH = 1.0, 0.5, 10.0
"""What an item too few costs, and one too many; a band missed by a tenth costs as much as an item."""
KEYS = 0.25
"""What a key too many of one kind costs: less than any item for which it could be given up."""


class Demand(NamedTuple):
    """From ``least`` to ``most`` of the sum of coefficients; what each unit too few and too many costs.

    An infinite cost means that it may not be missed on that side.
    """

    coefficients: Floats
    least: float
    most: float
    short: float = SHORT
    over: float = OVER


class Tie(NamedTuple):
    """From ``least`` to ``most`` of the sum over some variables, each with its factor."""

    variables: Sequence[int]
    factors: Sequence[float]
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Program:
    """Variables, each an item (row of the bank) in a section of a form; demands and ties as matrices over them.

    ``demands`` is (demands, variables), ``ties`` is (ties, variables); the rest are limits and costs of their rows.
    """

    item: Ints
    section: Ints
    form: Ints
    demands: csr_array
    least: Floats
    most: Floats
    short: Floats
    over: Floats
    ties: csr_array
    tie_least: Floats
    tie_most: Floats

    def of(self, kept: Mask) -> Program:
        """Return the program with some of its variables."""
        return replace(
            self,
            item=self.item[kept],
            section=self.section[kept],
            form=self.form[kept],
            demands=self.demands[:, kept],
            ties=self.ties[:, kept],
        )


def variables(blueprint: Blueprint, columns: Columns, taken: Mask) -> tuple[Ints, Ints]:
    """Return item and section of each variable: a taken item in a section of its type and marks."""
    items, sections = [], []
    for at, section in enumerate(blueprint.sections):
        rows = np.flatnonzero(taken & columns.fits(section))
        items.append(rows)
        sections.append(np.full(len(rows), at))
    return np.concatenate(items), np.concatenate(sections)


def demands(blueprint: Blueprint, columns: Columns, item: Ints, section: Ints) -> Iterator[Demand]:
    """Yield what a blueprint asks for: sections, cells, letters of keys, and sums."""
    for at, each in enumerate(blueprint.sections):
        yield Demand((section == at).astype(float), each.number, each.number, over=inf)
    marks = np.array([each.marks for each in blueprint.sections])[section]
    for cell in blueprint.cells:
        yield _of_cell(blueprint, columns, cell, item, section, marks)
    yield from _of_keys(blueprint, columns, item)
    yield from _of_kinds(blueprint, columns, item)
    if blueprint.facility:
        for limit, least, most in ((blueprint.facility.least, 0.0, inf), (blueprint.facility.most, -inf, 0.0)):
            cost = TENTH / blueprint.marks
            yield Demand(marks * (columns.facility[item] - limit), least, most, cost, cost)
    for band, each_has in ((blueprint.words, columns.words), (blueprint.seconds, columns.seconds)):
        if band:
            cost = TENTH / max(band.most, 1.0)
            yield Demand(each_has[item], band.least, band.most, cost, cost)


def _of_cell(blueprint: Blueprint, columns: Columns, cell: Cell, item: Ints, section: Ints, marks: Floats) -> Demand:
    serves = np.array([
        (not cell.types or each.type in cell.types) and cell.marks in {0, each.marks} for each in blueprint.sections
    ])  # fmt: skip
    counted = (columns.counted(cell)[item] & serves[section]).astype(float)
    if cell.unit == "items":
        return Demand(counted, cell.least, cell.most)
    item_is = max(each.marks for each in blueprint.sections)
    return Demand(counted * marks, cell.least, cell.most, SHORT / item_is, OVER / item_is)


def _of_keys(blueprint: Blueprint, columns: Columns, item: Ints) -> Iterator[Demand]:
    if blueprint.keys is None:
        return
    keyed = (columns.key[item] != "").astype(float)
    for letter in letters_of(columns.key):
        here = (columns.key[item] == letter).astype(float)
        yield Demand(here - blueprint.keys.most * keyed, -inf, 0.0)
        if letter in "ABCD":
            yield Demand(here - blueprint.keys.least * keyed, 0.0, inf)


def _of_kinds(blueprint: Blueprint, columns: Columns, item: Ints) -> Iterator[Demand]:
    """Yield how many statements may be true, and how many multiple choices have one number of right options."""
    verdict, rights = columns.verdict[item], columns.rights[item]
    if blueprint.trues is not None:
        true, judged = (verdict == "true").astype(float), (verdict != "").astype(float)
        yield Demand(true - blueprint.trues.least * judged, 0.0, inf, short=KEYS)
        yield Demand(true - blueprint.trues.most * judged, -inf, 0.0, over=KEYS)
    if blueprint.rights is not None:
        for number in sorted(set(rights.tolist()) - {0}):
            yield Demand((rights == number) - blueprint.rights * (rights > 0), -inf, 0.0, over=KEYS)


def letters_of(keys: NDArray[np.object_]) -> list[str]:
    """Return the letters at which keys are looked for: A to D, and whatever else the bank has."""
    return sorted({*"ABCD", *keys} - {""})


def ties(
    blueprint: Blueprint,
    columns: Columns,
    item: Ints,
    enemies: Sequence[Collection[str]],
    others: Sequence[Collection[str]],
) -> Iterator[Tie]:
    """Yield what no paper may break: an item once, what is held, enemies, passages, items of other forms."""
    of_item: dict[int, list[int]] = {}
    for variable, row in enumerate(item.tolist()):
        of_item.setdefault(row, []).append(variable)
    held = columns.held(blueprint)
    if not of_item.keys() >= set(np.flatnonzero(held).tolist()):
        yield Tie((), (), 1.0, 1.0)  # what is held has no place: nothing can be
    for row, own in of_item.items():
        if len(own) > 1 or held[row]:
            yield Tie(own, [1.0] * len(own), float(held[row]), 1.0)
    for group in enemies:
        yield from _at_most(1, group, columns, of_item)
    for rows in columns.sets.values():
        yield from _of_passage(blueprint.stimulus_least, len(rows), [of_item[row] for row in rows if row in of_item])
    allowed = shared(blueprint)
    for other in others if allowed else ():
        free = [each for each in other if each in columns.place and not held[columns.place[each]]]
        yield from _at_most(allowed, free, columns, of_item)


def shared(blueprint: Blueprint) -> int:
    """Return how many items that are not pinned a form may share with another one."""
    return int(blueprint.overlap * blueprint.number + 1e-9)


def _at_most(most: int, ids: Collection[str], columns: Columns, of_item: dict[int, list[int]]) -> Iterator[Tie]:
    rows = sorted({columns.place[each] for each in ids if each in columns.place} & of_item.keys())
    if len(rows) > most:
        own = [variable for row in rows for variable in of_item[row]]
        yield Tie(own, [1.0] * len(own), 0.0, float(most))


def _of_passage(least: int, size: int, members: Sequence[Sequence[int]]) -> Iterator[Tie]:
    """Yield what keeps items of a passage together; ``members`` are the variables of each of them."""
    if not least:
        for one, other in pairwise(members):
            yield Tie([*one, *other], [1.0] * len(one) + [-1.0] * len(other), 0.0, 0.0)
    elif least > 1:
        every, asked = [variable for own in members for variable in own], min(least, size)
        for own in members:
            yield Tie(every, [1.0 - asked * (variable in own) for variable in every], 0.0, inf)


def program(
    blueprint: Blueprint,
    columns: Columns,
    taken: Mask,
    enemies: Sequence[Collection[str]],
    others: Sequence[Collection[str]] = (),
) -> Program:
    """Return the program of one form out of the items taken; ``others`` are forms made before."""
    from scipy.sparse import csr_array

    item, section = variables(blueprint, columns, taken)
    asked = list(demands(blueprint, columns, item, section))
    tied = list(ties(blueprint, columns, item, enemies, others))
    matrix = np.array([each.coefficients for each in asked]).reshape(len(asked), len(item))
    return Program(
        item=item,
        section=section,
        form=np.zeros(len(item), dtype=np.int64),
        demands=csr_array(matrix),
        least=np.array([each.least for each in asked]),
        most=np.array([each.most for each in asked]),
        short=np.array([each.short for each in asked]),
        over=np.array([each.over for each in asked]),
        ties=_sparse(tied, len(item)),
        tie_least=np.array([each.least for each in tied]),
        tie_most=np.array([each.most for each in tied]),
    )


def with_passages(program: Program, among: Mask) -> Mask:
    """Return some variables, and those without which they could not be taken: what is held, whole passages."""
    from scipy.sparse import csr_array

    def touched(rows: Mask) -> Mask:
        return np.asarray(abs(program.ties).T @ rows.astype(float) > 0)

    signs = csr_array((program.ties.data < 0, program.ties.indices, program.ties.indptr), shape=program.ties.shape)
    passages = np.asarray(signs @ np.ones(len(program.item)) > 0)
    kept = among | touched(program.tie_least > 0)
    while True:
        rows = np.asarray(abs(program.ties) @ kept.astype(float) > 0) & passages
        more = kept | touched(rows)
        if np.array_equal(more, kept):
            return kept
        kept = more


def _sparse(tied: Sequence[Tie], width: int) -> csr_array:
    from scipy.sparse import csr_array

    at = np.repeat(np.arange(len(tied)), [len(each.variables) for each in tied])
    where = np.array([variable for each in tied for variable in each.variables], dtype=np.int64)
    factors = np.array([factor for each in tied for factor in each.factors], dtype=float)
    return csr_array((factors, (at, where)), shape=(len(tied), width))


def joined(forms: Sequence[Program], free: Mask) -> Program:
    """Return the program of several forms at once, no free item in two of them."""
    from scipy.sparse import block_diag, csr_array, vstack

    item = np.concatenate([each.item for each in forms])
    form = np.repeat(np.arange(len(forms)), [len(each.item) for each in forms])
    rows, inverse = np.unique(item, return_inverse=True)
    once = csr_array((np.ones(len(item)), (inverse, np.arange(len(item)))), shape=(len(rows), len(item)))
    most = np.where(free[rows], 1.0, float(len(forms)))
    return Program(
        item=item,
        section=np.concatenate([each.section for each in forms]),
        form=form,
        demands=csr_array(block_diag([each.demands for each in forms])),
        least=np.concatenate([each.least for each in forms]),
        most=np.concatenate([each.most for each in forms]),
        short=np.concatenate([each.short for each in forms]),
        over=np.concatenate([each.over for each in forms]),
        ties=csr_array(vstack([block_diag([each.ties for each in forms]), once])),
        tie_least=np.concatenate([*(each.tie_least for each in forms), np.zeros(len(rows))]),
        tie_most=np.concatenate([*(each.tie_most for each in forms), most]),
    )
