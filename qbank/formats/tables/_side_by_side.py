"""Tables that stand side by side in a sheet, under the same headings again and again: read one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qbank.formats.tables._cells import Cell
from qbank.formats.tables._marks import Comment, Marks, Merge
from qbank.formats.tables._source import Row, Table
from qbank.formats.tables._words import field_of
from qbank.model.folding import folded


def side_by_side(table: Table) -> list[Table]:
    """Return the tables of a sheet from the left; the sheet itself where there is one, or they are not quite alike."""
    for _, cells in table.top():
        texts = [folded(cell.text) for cell in cells]
        cut = _cut(texts)
        if cut:
            left, width, count = cut
            spans = [(left + width * n, left + width * (n + 1)) for n in range(count)]
            if any(_is_across(merge, spans) for merge in table.marks.merges) or _has_sections(table, spans):
                return [table]
            return [_part(table, *span) for span in spans]
    return [table]


def _cut(texts: Sequence[str]) -> tuple[int, int, int] | None:
    """Return where tables begin, how wide each is and how many there are; None for a row that heads no two alike."""
    stems = [at for at, text in enumerate(texts) if (found := field_of(text)) and found[0] == "stem"]
    if len(stems) < 2 or len({texts[at] for at in stems}) > 1:
        return None
    width, left = stems[1] - stems[0], next(at for at, text in enumerate(texts) if text)
    if [*stems] != [stems[0] + width * n for n in range(len(stems))] or stems[0] - left >= width:
        return None
    padded = [*texts, *[""] * width]
    blocks = [padded[left + width * n : left + width * (n + 1)] for n in range(len(stems))]
    rest = any(padded[left + width * len(stems) :])
    fields = {found[0] for text in blocks[0] if (found := field_of(text))}
    # The last one may lack the column that parts the others.
    alike = all(block == blocks[0] for block in blocks)
    return (left, width, len(stems)) if alike and not rest and fields & {"answer", "right", "blank"} else None


def _is_across(merge: Merge, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether merged cells belong to several tables."""
    return not any(left < merge.left and merge.right <= right for left, right in spans) and merge.right > merge.left


def _has_sections(table: Table, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a row says something in the first column only, which may be meant for all (一、单选题)."""
    left, right = spans[0]
    return any(
        sum(bool(cell.text) for cell in cells) == 1 and any(cell.text for cell in cells[left:right])
        for _, cells in table.top()
    )


def _part(table: Table, left: int, right: int) -> Table:
    def rows(after: int = 0) -> Iterator[Row]:
        return ((number, _between(cells, left, right)) for number, cells in table.open(after))

    return replace(
        table, open=rows, marks=_marks(table.marks, left, right), problems=table.problems if not left else ()
    )


def _between(cells: list[Cell], left: int, right: int) -> list[Cell]:
    return cells[left:right]


def _marks(marks: Marks, left: int, right: int) -> Marks:
    def columns(found: frozenset[int]) -> frozenset[int]:
        return frozenset(each - left for each in found if left < each <= right)

    return Marks(
        merges=tuple(
            Merge(each.top, each.left - left, each.bottom, each.right - left)
            for each in marks.merges
            if left < each.left and each.right <= right
        ),
        rows=marks.rows,
        columns=columns(marks.columns),
        lists=tuple((columns(at), source) for at, source in marks.lists),
        comments=tuple(
            Comment(each.row, each.column - left, each.text) for each in marks.comments if left < each.column <= right
        ),
        lengths=tuple((columns(at), most) for at, most in marks.lengths),
    )
