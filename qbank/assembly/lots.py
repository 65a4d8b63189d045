"""Lots: which items luck prefers, how few of them need be looked at, and which of many alike."""

from __future__ import annotations

import hashlib
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from qbank.assembly.columns import Columns, Floats, Mask
    from qbank.assembly.program import Program
    from qbank.model.blueprint import Blueprint

LEAST_LOOKED_AT, TIMES_LOOKED_AT = 400, 12
"""Items of the bank that are looked at first: so many, or so many times those of the paper."""
_SPARE = 3
"""Items looked at for each that a cell must have."""


def lots(columns: Columns, seed: str, form: int) -> Floats:
    """Return the lot of each item, 1–2, lower is luckier.

    Lots are ranks of exponential times divided by 1/(1+uses), so that a draw of the lowest is a weighted draw without
    replacement in which an item used n times has 1/(1+n) of the chance of a fresh one. Source: Efraimidis & Spirakis
    (2006), Weighted random sampling with a reservoir.
    """
    digest = hashlib.sha256(f"{seed}\0{form}".encode()).digest()
    rng = np.random.default_rng(int.from_bytes(digest[:16], "big"))
    times = rng.exponential(size=len(columns)) * (1 + columns.uses)
    ranks = np.empty(len(columns))
    ranks[np.argsort(times, kind="stable")] = np.arange(len(columns))
    return 1 + ranks / max(len(columns), 1)


def looked_at(blueprint: Blueprint, columns: Columns, taken: Mask, luck: Floats, forms: int = 1) -> Mask:
    """Return the luckiest of the items taken: of each type in proportion, and some for each cell; passages whole."""
    wanted = max(LEAST_LOOKED_AT, TIMES_LOOKED_AT * blueprint.number, _SPARE * forms * blueprint.number)
    if np.count_nonzero(taken) <= wanted:
        return taken
    found = taken & columns.held(blueprint)
    for section in blueprint.sections:
        share = ceil(wanted * section.number / blueprint.number)
        _add(found, taken & (columns.type == section.type), luck, share)
    for cell in blueprint.cells:
        fits = taken & columns.counted(cell)
        if cell.types:
            fits &= np.isin(columns.type, cell.types)
        marks = min(each.marks for each in blueprint.sections) if cell.unit == "marks" else 1
        _add(found, fits, luck, _SPARE * forms * ceil(cell.least / marks))
    for rows in columns.sets.values():
        if found[rows].any():
            found[rows] = taken[rows]
    return found


def _add(found: Mask, among: Mask, luck: Floats, number: int) -> None:
    rows = np.flatnonzero(among)
    found[rows[np.argsort(luck[rows], kind="stable")[:number]]] = True


def thinned(program: Program, costs: Floats, room: Floats) -> tuple[Program, Floats]:
    """Return the program, and its costs, without variables that can never be needed.

    Variables that nothing tells apart but their cost are exchanged freely: of them only the cheapest ``room`` (items
    that the section can take) are kept.

    Args:
        program: the program.
        costs: of each variable.
        room: of each section.
    """
    bound = program.ties.tocsc().indptr
    loose = np.flatnonzero(np.diff(bound) == 0)
    if not len(loose):
        return program, costs
    columns = program.demands.tocsc()[:, loose].toarray().T
    _, kind = np.unique(columns, axis=0, return_inverse=True)
    order = np.lexsort((costs[loose], kind.ravel()))
    sorted_kind = kind.ravel()[order]
    first = np.searchsorted(sorted_kind, sorted_kind)
    kept = np.ones(len(costs), dtype=bool)
    kept[loose[order]] = np.arange(len(order)) - first < room[program.section[loose[order]]]
    return program.of(kept), costs[kept]
