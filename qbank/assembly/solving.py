"""Solves programs: a paper that meets every demand, or the one that misses least. No clock: only counts limit it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from qbank.assembly.columns import Floats, Mask
    from qbank.assembly.program import Program

State = Literal["solved", "impossible", "undecided"]
NODES = 2000
"""Branches after which a search for a paper gives up; the search for what is missed least has ten times as many."""
_GAP = 0.05
"""The objective only draws lots: a paper within a twentieth of the luckiest one will do."""
_EQUAL = 1e-6


class Solution(NamedTuple):
    """What came of it; which variables are taken where a paper was found, and its cost; whether none costs less."""

    state: State
    taken: Mask | None = None
    cost: float = 0.0
    is_best: bool = False


def meet(program: Program, costs: Floats) -> Solution:
    """Return a paper that meets every demand, of small cost.

    Args:
        program: the program.
        costs: of each variable.
    """
    from scipy.sparse import csr_array, vstack

    rows = csr_array(vstack([program.demands, program.ties]))
    least = np.concatenate([program.least, program.tie_least])
    most = np.concatenate([program.most, program.tie_most])
    return _solved(costs, rows, least, most, len(costs), nodes=NODES, gap=_GAP)


def miss_least(program: Program, some: Program | None = None) -> tuple[Program, Solution]:
    """Return the paper whose missed demands cost least, ties all kept; impossible only if the ties themselves are.

    Args:
        program: the program.
        some: the same with fewer items. Its paper is the answer where no fractions of items of the whole cost less.

    Returns:
        The program that was solved, and its solution.
    """
    if some is not None:
        small = _missing(some, nodes=NODES)
        if small.taken is not None and small.cost <= _missing(program, nodes=0).cost + _EQUAL:
            return some, small._replace(is_best=True)
    return program, _missing(program, nodes=10 * NODES)


def _missing(program: Program, *, nodes: int) -> Solution:
    """Solve for what is missed least; without nodes, items may be taken in fractions."""
    from scipy.sparse import coo_array, csr_array, hstack, vstack

    width = len(program.item)
    may_short = np.flatnonzero(np.isfinite(program.least) & np.isfinite(program.short))
    may_over = np.flatnonzero(np.isfinite(program.most) & np.isfinite(program.over))
    count = len(may_short) + len(may_over)
    signs = np.repeat([1.0, -1.0], [len(may_short), len(may_over)])
    where = (np.concatenate([may_short, may_over]), np.arange(count))
    slack = coo_array((signs, where), shape=(len(program.least), count))
    none = coo_array((len(program.tie_least), count))
    rows = csr_array(vstack([hstack([program.demands, slack]), hstack([program.ties, none])]))
    costs = np.concatenate([np.zeros(width), program.short[may_short], program.over[may_over]])
    least = np.concatenate([program.least, program.tie_least])
    most = np.concatenate([program.most, program.tie_most])
    return _solved(costs, rows, least, most, width, nodes=nodes, gap=0.0)


def _solved(costs: Floats, rows: Any, least: Floats, most: Floats, width: int, *, nodes: int, gap: float) -> Solution:  # noqa: ANN401 - scipy publishes no types
    from scipy.optimize import Bounds, LinearConstraint, milp

    if not width:
        return _empty(costs, rows, least, most)
    whole = np.arange(len(costs)) < width
    found = milp(
        costs,
        integrality=whole.astype(int) * (nodes > 0),
        bounds=Bounds(0, np.where(whole, 1.0, np.inf)),
        constraints=LinearConstraint(rows, least, most),
        options={"node_limit": nodes or None, "mip_rel_gap": gap},
    )
    if found.x is not None:
        return Solution("solved", found.x[:width] > 0.5, float(found.fun), found.status == 0)
    return Solution("impossible" if found.status == 2 else "undecided")


def _empty(costs: Floats, rows: Any, least: Floats, most: Floats) -> Solution:  # noqa: ANN401 - scipy publishes no types
    """Return what comes of a program without variables: nothing can be taken, which a solver is not asked."""
    if len(costs):
        return Solution("solved", np.zeros(0, dtype=bool), is_best=True)
    fits = bool(np.all(least <= 0) and np.all(most >= 0))
    return Solution("solved", np.zeros(0, dtype=bool), is_best=True) if fits else Solution("impossible")
