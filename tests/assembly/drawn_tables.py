"""Tables as a teacher draws them in Excel, for the tests that read them."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook

Rows = Sequence[Sequence[object]]


def book(rows: Rows, merged: Sequence[str] = ()) -> bytes:
    """Return a workbook of one sheet with some rows, areas such as A1:B2 merged."""
    drawn = Workbook()
    for row in rows:
        drawn.active.append(row)
    for area in merged:
        drawn.active.merge_cells(area)
    stream = io.BytesIO()
    drawn.save(stream)
    return stream.getvalue()
