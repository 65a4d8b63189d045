"""What a two-way table asks for: the sections of a paper, and how many items of each kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qbank.assembly.two_way_table import Table, each_of
from qbank.model.blueprint import Cell, Section
from qbank.model.type_words import label_of


def sections_of(table: Table) -> list[Section]:
    """Return the sections that the columns of types add up to, in their order.

    Raises:
        QbankError: ``blueprint-book-each`` where it does not say how many marks an item has.
    """
    found: dict[tuple[str, float], int] = {}
    for at, heading in table.columns.items():
        if len(heading.types) != 1 or heading.role != "number" or heading.is_total:
            continue
        amounts = table.numbers(at)
        vague = next((amount for amount in amounts if amount.least != amount.most), None)
        each, number = each_of(table, at), sum(int(amount.least) for amount in amounts)
        if vague or (number and not each):
            name = label_of(heading.types[0])
            raise table.grid.refuse("blueprint-book-each", vague.row if vague else table.top, at, found=name)
        if number:
            found[heading.types[0], each] = found.get((heading.types[0], each), 0) + number
    return [Section(type=name, number=number, marks=each) for (name, each), number in found.items()]


def cells_of(table: Table, sections: Sequence[Section], *, are_said: bool) -> Iterator[Cell]:
    """Yield what the cells of a table ask for, row by row.

    Args:
        table: the table.
        sections: those of the paper.
        are_said: whether a line said them; else they are made of the table itself.
    """
    types = [each.type for each in sections]
    for row, words in table.rows.items():
        for at, heading in table.columns.items():
            amount = table.amounts.get((row, at))
            if amount is None or heading.role == "each" or _is_derived(table, row, at):
                continue
            marks = heading.marks
            if not are_said:
                marks = each_of(table, at) if any(types.count(each) > 1 for each in heading.types) else 0.0
            fields = {"levels": heading.levels, "difficulties": heading.difficulties} | words
            yield Cell(
                least=amount.least,
                most=amount.most,
                unit="items" if heading.role == "number" else "marks",
                types=heading.types,
                marks=marks,
                **fields,
            )


def _is_derived(table: Table, row: int, column: int) -> bool:
    """Tell whether what a cell says follows from others: marks beside a number, the total of a row."""
    heading = table.columns[column]
    if heading.role == "marks" and not heading.is_total:
        return table.group(column, "number") is not None
    numbers = [
        at
        for at, each in table.columns.items()
        if each.role == "number" and not each.is_total and (row, at) in table.amounts
    ]
    if not heading.is_total or not numbers:
        return False
    return heading.role == "number" or all(each_of(table, at) for at in numbers)
