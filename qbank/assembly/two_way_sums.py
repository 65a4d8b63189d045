"""The rows of a two-way table that name nothing: 合计, 小计, 题数, 每题分值, 分值 and what each of them says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qbank.assembly.headings import Role, Sum
from qbank.assembly.two_way_table import Amount, Summed, Table, each_of

_NEAR = 1e-6


def with_sums(table: Table, said: Mapping[int, tuple[Sum, tuple[int, ...]]], names: int) -> Table:
    """Return the table with what its sums say.

    分值 may be the marks of one item or of all of them: beside other marks of all it is those of one, beside those of
    one it is those of all; else it is what adds up to its own total.

    Args:
        table: the table without them.
        said: by row what it calls itself, and the rows that it sums up.
        names: the column in which it does.

    Raises:
        QbankError: ``blueprint-book-vague`` where 分值 may be either.
    """
    counts = any(each.role == "number" and each.is_named for each, _ in said.values())
    roles: dict[int, Role] = {
        # A bare 合计 beside 题数 says marks.
        row: "marks" if counts and each.role == "number" and not each.is_named else each.role
        for row, (each, _) in said.items()
    }
    vague = [row for row, (each, _) in said.items() if each.is_vague]
    others = {role for row, role in roles.items() if row not in vague}
    for row in vague:
        known = table if "each" in others else replace(table, sums=_sums(said, {**roles, row: "number"}))
        if "marks" in others and "each" not in others:
            roles[row] = "each"
        elif "each" not in others and not any(_says_each(known, at) for at in table.columns):
            roles[row] = _by_total(replace(table, sums=_sums(said, roles)), row, names)
    return replace(table, sums=_sums(said, roles))


def _sums(said: Mapping[int, tuple[Sum, tuple[int, ...]]], roles: Mapping[int, Role]) -> dict[int, Summed]:
    return {row: Summed(roles[row], of) for row, (_, of) in said.items()}


def _says_each(table: Table, column: int) -> bool:
    heading = table.columns[column]
    return heading.role == "number" and not heading.is_total and bool(each_of(table, column))


def _by_total(table: Table, row: int, names: int) -> Role:
    """Return whether 分值 is of one item or of all, by the total at the end of its row."""
    for column, heading in table.columns.items():
        total = table.amounts.get((row, column))
        if not heading.is_total or total is None:
            continue
        pairs = [
            (table.numbers(at), amount)
            for at, each in table.columns.items()
            if not each.is_total and each.role == "number" and (amount := table.amounts.get((row, at)))
        ]
        if _is(total, sum(amount.least for _, amount in pairs)):
            return "marks"
        if _is(total, sum(amount.least * sum(each.least for each in numbers) for numbers, amount in pairs)):
            return "each"
        return "marks"  # it is told with its cell that this does not add up
    raise table.grid.refuse("blueprint-book-vague", row, names, found=table.grid.text(row, names))


def _is(total: Amount, found: float) -> bool:
    return total.least == total.most and abs(total.least - found) < _NEAR
