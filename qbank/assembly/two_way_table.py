"""A two-way table that was read: what its columns, rows and cells say, and whether its totals add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from qbank.assembly.book import Grid
from qbank.assembly.headings import Heading
from qbank.model.numerals import plain

_NEAR = 1e-6


class Amount(NamedTuple):
    """What a cell asks for, and the row it stands in."""

    least: float
    most: float
    row: int

    def __str__(self) -> str:
        return plain(self.least) if self.least == self.most else f"{plain(self.least)}-{plain(self.most)}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was found: its rows from ``top`` to ``end``, what its columns hold, what its rows are.

    ``rows`` are the words of each row as fields of a cell, ``amounts`` by row and column what stands there,
    ``totals`` by column what the row of totals says of numbers.
    """

    grid: Grid
    top: int
    end: int
    columns: dict[int, Heading]
    rows: dict[int, dict[str, Any]]
    amounts: dict[tuple[int, int], Amount]
    totals: dict[int, Amount]

    def group(self, column: int, role: str) -> int | None:
        """Return the column that holds something else about the same items: their marks, the marks of one."""
        words = self.columns[column].words
        return next(
            (
                at
                for at, each in self.columns.items()
                if each.words == words and each.role == role and not each.is_total
            ),
            None,
        )


def added_up(table: Table, sums: Sequence[int], names: dict[int, str]) -> Table:
    """Return the table with its totals, all of them checked."""
    for row in table.rows:
        for at, heading in table.columns.items():
            if heading.is_total and (said := table.amounts.get((row, at))):
                _check_row(table, row, at, said)
    totals: dict[int, Amount] = {}
    for row in sums:
        in_marks = any("分" in table.grid.text(row, at) for at in names)
        for at, heading in table.columns.items():
            if (said := table.amounts.get((row, at))) is None or heading.role == "each":
                continue
            if not in_marks:
                _check_sum(table, at, said, [table.amounts.get((each, at)) for each in table.rows])
                totals |= {at: said} if heading.role == "number" else {}
            elif not heading.is_total and heading.role == "number" and (each := each_of(table, at)):
                _check_sum(table, at, said, [_times(table.amounts.get((one, at)), each) for one in table.rows])
    kept = {place: amount for place, amount in table.amounts.items() if place[0] in table.rows}
    return replace(table, amounts=kept, totals=totals)


def _check_row(table: Table, row: int, column: int, said: Amount) -> None:
    """Refuse a total that is not what the numbers beside it add up to, each kind of column by itself."""
    kinds: dict[tuple[bool, ...], list[Amount | None]] = {}
    for at, heading in table.columns.items():
        amount = table.amounts.get((row, at))
        if heading.is_total or heading.role != "number" or amount is None:
            continue
        kind = (bool(heading.types), bool(heading.levels), bool(heading.difficulties))
        if table.columns[column].role == "number":
            kinds.setdefault(kind, []).append(amount)
        else:
            each = each_of(table, at)
            kinds.setdefault(kind, []).append(_times(amount, each) if each else None)
    for amounts in kinds.values():
        if None not in amounts:
            _check_sum(table, column, said, amounts)


def _check_sum(table: Table, column: int, said: Amount, amounts: Sequence[Amount | None]) -> None:
    known = [each for each in amounts if each]
    least, most = sum(each.least for each in known), sum(each.most for each in known)
    if abs(least - said.least) > _NEAR or (most != said.most and abs(most - said.most) > _NEAR):
        raise table.grid.refuse(
            "blueprint-book-sum", said.row, column, said=str(said), sum=str(Amount(least, most, said.row))
        )


def _times(amount: Amount | None, each: float) -> Amount | None:
    return amount and Amount(amount.least * each, amount.most * each, amount.row)


def each_of(table: Table, column: int) -> float:
    """Return how many marks each item of a column of numbers has, as the table says; 0 where it does not.

    Raises:
        QbankError: ``blueprint-book-marks`` where the rows do not agree.
    """
    heading = table.columns[column]
    found = heading.marks
    beside, alone = table.group(column, "marks"), table.group(column, "each")
    for row in table.rows:
        number = table.amounts.get((row, column))
        if alone is not None and (amount := table.amounts.get((row, alone))):
            said, at = amount.least, alone
        elif beside is not None and number and number.least == number.most > 0:
            amount = table.amounts.get((row, beside))
            said, at = (amount.least / number.least if amount else 0.0), beside
        else:
            continue
        found = found or said
        if said and abs(said - found) > _NEAR:
            values = {"number": str(number or "–"), "marks": str(amount or "–"), "each": plain(found)}
            raise table.grid.refuse("blueprint-book-marks", row, at, **values)
    return found
