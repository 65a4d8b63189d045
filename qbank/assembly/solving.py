"""Solves programs: a paper that meets every demand, or the one that misses least. No clock: only counts limit it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from qbank.assembly.program import with_passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qbank.assembly.columns import Floats, Mask
    from qbank.assembly.program import Program

State = Literal["solved", "impossible", "undecided"]
NODES = 30_000
"""Branches after which a search gives up, divided by the number of variables; each branch costs about as many steps."""
_FEWEST, _MOST = 20, 5_000
"""Branches that any search may make, and none may exceed."""
_FIRST = 20
"""Branches after which it is looked whether what is missed is small enough."""
_SMALL = 1e-2
"""What is missed beyond what must be, of which nobody takes notice: a hundredth of an item, a thousandth of a band."""
_WHOLE = 3_000
"""Variables up to which all items are searched; beyond, the lucky ones and those that fractions would take."""
_GAP = 0.05
"""The objective only draws lots: a paper within a twentieth of the luckiest one will do."""
_EXACT = 1e-3
"""What is missed least is sought up to a thousandth of itself: whole items are exact, sums have three digits."""
_EQUAL = 1e-6


class Solution(NamedTuple):
    """What came of it; which variables are taken where a paper was found, and its cost; whether none costs less.

    Of a search in fractions those are taken of which any part is.
    """

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
    limits = [np.concatenate(each) for each in ((program.least, program.tie_least), (program.most, program.tie_most))]
    return _solved(costs, rows, limits, np.ones(len(costs)), len(costs), nodes=_nodes(len(costs)), gap=_GAP)


def miss_least(
    program: Program, some: Program | None = None, least: Solution | None = None
) -> tuple[Program, Solution]:
    """Return the paper whose missed demands cost least, ties all kept; impossible only if the ties themselves are.

    Where there are many items, those are searched that luck prefers (``some``) and that fractions of items would take;
    what fractions miss is the bound by which it is known whether less can be missed.

    Args:
        program: the program.
        some: the same with fewer items.
        least: what ``in_fractions`` says of the program, where that is known.

    Returns:
        The program that was solved, and its solution.
    """
    bound = least or in_fractions(program)
    if bound.taken is None:
        return program, bound
    wide = program.of(searched(program, some, bound))
    first = [] if some is None else [(some, _FIRST)]
    best, is_searched = (wide, Solution("undecided")), False
    for each, nodes in (*first, (wide, _FIRST), (wide, _nodes(len(wide.item)))):
        if is_searched or _is_least(best[1], bound, _SMALL):
            break
        made = _missing(each, nodes=nodes)
        is_searched = each is wide and (made.is_best or made.state == "impossible")
        if best[1].taken is None or (made.taken is not None and made.cost <= best[1].cost):
            proved = _is_least(made, bound, _EQUAL) or (
                each is wide and len(wide.item) == len(program.item) and made.is_best
            )
            best = each, made._replace(is_best=proved)
    return best


def searched(program: Program, some: Program | None, bound: Solution) -> Mask:
    """Return which variables of a program are searched: all, or those of fewer items and those that fractions take."""
    everything = np.ones(len(program.item), dtype=bool)
    if len(everything) <= _WHOLE or bound.taken is None:
        return everything
    return with_passages(program, bound.taken if some is None else bound.taken | np.isin(program.item, some.item))


def _is_least(made: Solution, bound: Solution, near: float) -> bool:
    """Tell whether a paper was found that misses no more than must be, but for a little."""
    return made.taken is not None and made.cost <= bound.cost * (1 + _EXACT) + near


def least_missed(program: Program, forms: int = 1, free: Mask | None = None) -> float:
    """Return what is missed at least, were items taken in fractions: never more than what whole items miss.

    Args:
        program: the program of one form.
        forms: how many such forms are made at once. They are alike, so that in fractions each is their mean.
        free: of each item of the bank whether it stands in one of them only, and so in the mean with 1/forms at most.
    """
    most = np.ones(len(program.item))
    if free is not None:
        most[free[program.item]] = 1.0 / forms
    return forms * _missing(program, nodes=0, most=most).cost


def in_fractions(program: Program) -> Solution:
    """Return what is missed at least, were items taken in fractions, and of which items any part is taken."""
    return _missing(program, nodes=0)


def _nodes(variables: int) -> int:
    return min(max(NODES // max(variables, 1), _FEWEST), _MOST)


def _missing(program: Program, *, nodes: int, most: Floats | None = None) -> Solution:
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
    limits = [np.concatenate(each) for each in ((program.least, program.tie_least), (program.most, program.tie_most))]
    upper = np.concatenate([np.ones(width) if most is None else most, np.full(count, np.inf)])
    return _solved(costs, rows, limits, upper, width, nodes=nodes, gap=_EXACT)


def _solved(
    costs: Floats,
    rows: Any,  # noqa: ANN401 - scipy publishes no types
    limits: Sequence[Floats],
    upper: Floats,
    width: int,
    *,
    nodes: int,
    gap: float,
) -> Solution:
    """Solve with the first ``width`` variables whole; a solver is not asked about nothing."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    if not len(costs):
        fits = bool(np.all(limits[0] <= 0) and np.all(limits[1] >= 0))
        return Solution("solved", np.zeros(0, dtype=bool), is_best=True) if fits else Solution("impossible")
    whole = np.arange(len(costs)) < width
    found = milp(
        costs,
        integrality=whole.astype(int) * (nodes > 0),
        bounds=Bounds(0, upper),
        constraints=LinearConstraint(rows, *limits),
        options={"node_limit": nodes or None, "mip_rel_gap": gap},
    )
    if found.x is not None:
        taken = found.x[:width] > (0.5 if nodes else _EQUAL)
        return Solution("solved", taken, float(found.fun), found.status == 0)
    return Solution("impossible" if found.status == 2 else "undecided")
