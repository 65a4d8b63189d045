"""A two-way table that was read: what its columns, rows and cells say, and whether its totals add up."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from qbank.assembly.book import Grid
from qbank.assembly.headings import Heading, Role
from qbank.model.blueprint import Band
from qbank.model.numerals import plain

_NEAR = 1e-6
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*[-~–—至到]\s*(\d+(?:\.\d+)?)")
_LEAST = re.compile(r"(?:≥|>=|至少|不少于)\s*(\d+(?:\.\d+)?)")
_MOST = re.compile(r"(?:≤|<=|至多|最多|不超过)\s*(\d+(?:\.\d+)?)")
_UNIT = re.compile(r"\s*(?:道题|道|题|个|分)$")


class Amount(NamedTuple):
    """What a cell asks for, and the row it stands in."""

    least: float
    most: float
    row: int

    def __str__(self) -> str:
        return plain(self.least) if self.least == self.most else f"{plain(self.least)}-{plain(self.most)}"


class Summed(NamedTuple):
    """A row that names nothing: it says numbers, marks or the marks of one item, of the rows ``of``."""

    role: Role
    of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was found: its rows from ``top`` to ``end``, what its columns hold, what its rows are.

    ``rows`` are the words of each row as fields of a cell, ``sums`` the rows that name nothing, ``amounts`` by row and
    column what stands there, ``totals`` by column how many items there are in all where a row says it. ``lines`` are
    the rows of the sheet that it takes up.
    """

    grid: Grid
    top: int
    end: int
    columns: dict[int, Heading]
    rows: dict[int, dict[str, Any]]
    amounts: dict[tuple[int, int], Amount]
    sums: dict[int, Summed]
    totals: dict[int, Amount]
    lines: range

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

    def numbers(self, column: int, of: Sequence[int] | None = None) -> list[Amount]:
        """Return the numbers of a column, of all or some rows; what sums them up where no row names anything."""
        if self.rows:
            return [amount for row in (self.rows if of is None else of) if (amount := self.amounts.get((row, column)))]
        counted = (row for row, each in self.sums.items() if each.role == "number")
        return [amount for row in counted if (amount := self.amounts.get((row, column)))][:1]


def band_of(value: str | float) -> Band | None:
    """Return what a cell asks for: a number, 2-4, ≥2, 至多 4 题; None for anything else."""
    if isinstance(value, int | float):
        return Band(value, value) if 0 <= value < 1e9 else None
    text = _UNIT.sub("", unicodedata.normalize("NFKC", value))
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return Band(float(text), float(text))
    if (found := _RANGE.fullmatch(text)) and float(found[1]) <= float(found[2]):
        return Band(float(found[1]), float(found[2]))
    if found := _LEAST.fullmatch(text):
        return Band(float(found[1]), float("inf"))
    if found := _MOST.fullmatch(text):
        return Band(0.0, float(found[1]))
    return None


def added_up(table: Table) -> Table:
    """Return the table with its totals, all of them checked."""
    table = _with_bare_totals(table)
    for row in table.rows:
        _check_row(table, row)
    totals: dict[int, Amount] = {}
    for row, (role, of) in table.sums.items():
        for at, heading in table.columns.items():
            said = table.amounts.get((row, at))
            if said is None or "each" in {heading.role, role}:
                continue
            if role == "number":
                if of:
                    _check_sum(table, at, said, [table.amounts.get((each, at)) for each in of])
                totals |= {at: said} if heading.role == "number" and len(of) == len(table.rows) else {}
            elif not heading.is_total and heading.role == "number" and (each := each_of(table, at)):
                _check_sum(table, at, said, [_times(one, each) for one in table.numbers(at, of)])
    for row in table.sums:
        _check_row(table, row)
    return replace(table, totals=totals)


def _with_bare_totals(table: Table) -> Table:
    """Return the table with 合计 at the end of a row as marks where marks fit more of its rows than numbers do."""
    columns = dict(table.columns)
    for column, heading in table.columns.items():
        if not (heading.is_bare and _says_all_marks(table, column)):
            continue
        in_marks = replace(table, columns=columns | {column: replace(heading, role="marks")})
        if _unfit(in_marks, column) < _unfit(table, column):
            columns = dict(in_marks.columns)
    return replace(table, columns=columns)


def _says_all_marks(table: Table, column: int) -> bool:
    numbers = [at for at in _summed(table, column) if table.columns[at].role == "number"]
    return bool(numbers) and all(each_of(table, at) for at in numbers if table.numbers(at))


def _unfit(table: Table, column: int) -> int:
    """Return how many rows have a total in this column that their numbers do not add up to."""
    said = {row: amount for row in table.rows if (amount := table.amounts.get((row, column)))}
    return sum(not all(_is_sum(amount, parts) for parts in _parts(table, row, column)) for row, amount in said.items())


def _check_row(table: Table, row: int) -> None:
    for column, heading in table.columns.items():
        if heading.is_total and (said := table.amounts.get((row, column))):
            _check_total(table, row, column, said)


def _check_total(table: Table, row: int, column: int, said: Amount) -> None:
    """Refuse a total that is not what the numbers before it add up to."""
    is_each = row in table.sums and table.sums[row].role == "each"
    if is_each and said.least == _all_marks(table, row, column):
        return  # 每题分值 with the marks of all at its end
    for amounts in _parts(table, row, column):
        _check_sum(table, column, said, amounts)


def _parts(table: Table, row: int, column: int) -> list[list[Amount]]:
    """Return what a total of a row sums up, each kind of column by itself; without kinds whose marks nobody says."""
    kinds: dict[tuple[bool, ...], list[Amount | None]] = {}
    counts = row in table.rows or table.sums[row].role == "number"
    in_marks = counts and table.columns[column].role != "number"
    for at in _summed(table, column):
        heading, amount = table.columns[at], table.amounts.get((row, at))
        if heading.role != "number" or amount is None:
            continue
        kind = (bool(heading.types), bool(heading.levels), bool(heading.difficulties))
        each = each_of(table, at) if in_marks else 1.0
        kinds.setdefault(kind, []).append(_times(amount, each) if each else None)
    return [[each for each in amounts if each] for amounts in kinds.values() if None not in amounts]


def _all_marks(table: Table, row: int, column: int) -> float:
    pairs = [(table.numbers(at), table.amounts.get((row, at))) for at in _summed(table, column)]
    return sum(number.least * each.least for numbers, each in pairs if each for number in numbers)


def _summed(table: Table, column: int) -> Iterator[int]:
    """Yield the columns that a total is about: all; for 小计 those since the last totals before it."""
    others = [at for at, heading in table.columns.items() if not heading.is_total]
    if not table.columns[column].is_part:
        yield from others
        return
    before = [at for at in others if at < column]
    totals = [at for at, heading in table.columns.items() if heading.is_total and at < max(before, default=0)]
    yield from (at for at in before if at > max(totals, default=0))


def _check_sum(table: Table, column: int, said: Amount, amounts: Sequence[Amount | None]) -> None:
    known = [each for each in amounts if each]
    if not _is_sum(said, known):
        whole = _sum_of(known, said.row)
        raise table.grid.refuse("blueprint-book-sum", said.row, column, said=str(said), sum=str(whole))


def _is_sum(said: Amount, amounts: Sequence[Amount]) -> bool:
    whole = _sum_of(amounts, said.row)
    return abs(whole.least - said.least) <= _NEAR and (whole.most == said.most or abs(whole.most - said.most) <= _NEAR)


def _sum_of(amounts: Sequence[Amount], row: int) -> Amount:
    return Amount(sum(each.least for each in amounts), sum(each.most for each in amounts), row)


def _times(amount: Amount | None, each: float) -> Amount | None:
    return amount and Amount(amount.least * each, amount.most * each, amount.row)


def each_of(table: Table, column: int) -> float:
    """Return how many marks each item of a column of numbers has, as the table says; 0 where it does not.

    Raises:
        QbankError: ``blueprint-book-marks`` where its rows, or what sums them up, do not agree.
    """
    found = table.columns[column].marks
    for said, row, at, number, amount in _said_of_one(table, column):
        found = found or said
        if said and abs(said - found) > _NEAR:
            values = {"number": str(number or "–"), "marks": str(amount or "–"), "each": plain(found)}
            raise table.grid.refuse("blueprint-book-marks", row, at, **values)
    return found or _by_sums(table, column)


_Said = tuple[float, int, int, Amount | None, Amount | None]


def _said_of_one(table: Table, column: int) -> Iterator[_Said]:
    """Yield what says how many marks one item has, where it stands, and of which number and marks that comes."""
    beside, alone = table.group(column, "marks"), table.group(column, "each")
    for row in table.rows:
        number = table.amounts.get((row, column))
        if alone is not None and (amount := table.amounts.get((row, alone))):
            yield amount.least, row, alone, number, amount
        elif beside is not None and number and number.least == number.most > 0:
            amount = table.amounts.get((row, beside))
            yield (amount.least / number.least if amount else 0.0), row, beside, number, amount
    for row, each in table.sums.items():
        if each.role == "each" and (amount := table.amounts.get((row, column))):
            yield amount.least, row, column, None, amount


def _by_sums(table: Table, column: int) -> float:
    """Return the marks of one item where only marks of all of them stand under the numbers; 0 where none do."""
    number = sum(each.least for each in table.numbers(column))
    for row, each in table.sums.items():
        whole = each.role == "marks" and len(each.of) == len(table.rows)
        if whole and number and (amount := table.amounts.get((row, column))):
            return amount.least / number
    return 0.0
