"""How often the rows of a long table are looked at."""

from __future__ import annotations

from collections.abc import Iterator

from qbank.errors import Problem
from qbank.formats.tables._cells import Cell
from qbank.formats.tables._read import read_tables
from qbank.formats.tables._source import Row, Table

HEADINGS = ["题型", "题干", "选项A", "选项B", "答案"]
ITEMS = 600


def test_a_long_table_is_looked_at_twice() -> None:
    """Once to guess how it is made, the notes at its end too, and once to read it."""
    ends = 0

    def opened(after: int = 0) -> Iterator[Row]:
        nonlocal ends
        items = (["单选题", f"第{n}条规定的期限是几天？", f"{n}天", f"{n + 1}天", "A"] for n in range(ITEMS))
        for number, texts in enumerate([HEADINGS, *items, ["填写说明：答案写字母。"]], 1):
            if number > after:
                yield number, [Cell(text) for text in texts]
        ends += not after

    found = list(read_tables([Table("", opened)], None, "x"))
    assert sum(not isinstance(each, Problem) for each in found) == ITEMS
    assert ends == 2
