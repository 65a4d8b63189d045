"""Cells of options that are set off in a sheet, by colour, ground or bold letters: told where the key is another."""

from __future__ import annotations

from collections.abc import Iterator

from qbank.errors import Problem
from qbank.formats._set_off import set_off_otherwise
from qbank.formats.tables._layout import rows_named
from qbank.formats.tables._sections import Line
from qbank.formats.tables._tally import Source
from qbank.model.item import Choice, is_verdict
from qbank.model.portable import Portable


class SetOffCells:
    """The rows of a sheet in which other options than the key are set off, and whether columns are so by design."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._rows: list[int] = []
        self._looks: set[tuple[int, ...]] = set()
        self._count = 0

    def note(self, line: Line, portable: Portable) -> None:
        """Take in a row that is an item; only a choice has options to set off."""
        interaction = portable.item.body.interaction()
        if not isinstance(interaction, Choice) or is_verdict(interaction):
            return
        cells = line.cells
        placed = zip(line.found.sheet.columns, line.found.at, strict=True)
        columns = [at for column, at in placed if column.field == "option" and at is not None and at < len(cells)]
        marked = [at for at in columns if cells[at].is_set_off and cells[at].text]
        self._looks.add(tuple(marked))
        self._count += 1
        # Options are what stands in filled cells, in the order of their columns' letters; words tell them apart.
        texts = {option.text: at for at, option in enumerate(interaction.options)}
        places = [texts[text] for at in marked if (text := cells[at].text.strip()) in texts]
        if len(places) == len(marked) and set_off_otherwise(interaction, places):
            self._rows.append(line.number)

    def problems(self) -> Iterator[Problem]:
        """Yield a warning that names the rows; the same columns in all of several rows are how the sheet looks."""
        if self._rows and (self._count == 1 or len(self._looks) > 1):
            values = {"rows": rows_named(self._rows), "count": len(self._rows)}
            yield Problem("table-options-set-off", self._source.file, self._source.table.name, values, "warning")
