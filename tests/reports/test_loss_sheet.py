"""The sheet of what an export lost: every loss a row, however many, in time that grows with them only."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

import qbank.types  # noqa: F401 - registers the types
from qbank.formats.losses import Loss, LossReport
from qbank.locale import Lang
from qbank.reports import loss_sheet


def report_of(count: int) -> LossReport:
    """Return a report of so many losses."""
    report = LossReport("xlsx")
    for number in range(count):
        report.add([Loss(f"q{number}", "tags", "lost", "=1+1", "", stem=f"第{number}题？")], "zh")
    return report


def cells(count: int) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of each sheet."""
    stream = BytesIO()
    loss_sheet.write(report_of(count), stream, "zh")
    return {page.title: list(page.iter_rows(values_only=True)) for page in load_workbook(stream)}


@pytest.mark.parametrize("count", [0, 1, 3, 4, 6, 7])
def test_a_further_sheet_begins_where_one_is_full(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """No loss is left out and none stands twice; each sheet has its headings; a text with = stays a text."""
    monkeypatch.setattr(loss_sheet, "_MOST_ROWS", 3)
    sheets = cells(count)
    rows = [row for found in sheets.values() for row in found[1:]]
    assert [row[0] for row in rows] == [f"第{number}题？" for number in range(count)]
    assert {row[3] for row in rows} <= {"=1+1"}
    assert len(sheets) == max(1, -(-count // 3))
    assert len({found[0] for found in sheets.values()}) == 1


def test_the_rows_of_a_sheet_are_not_counted_anew_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking for the last row takes as long as there are rows: a report of ten thousand items took an hour."""
    from openpyxl.worksheet.worksheet import Worksheet

    monkeypatch.setattr(Worksheet, "max_row", property(lambda _page: pytest.fail("counted")))
    loss_sheet.write(report_of(2), BytesIO(), "zh")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ["匹配题", "简答题", "难", "中"]), ("en", ["matching", "short answer", "hard", "medium"])],
)
def test_types_and_levels_have_their_names(lang: Lang, words: list[str]) -> None:
    """Codes are for programs."""
    report, stream = LossReport("xlsx"), BytesIO()
    report.add([Loss("q", "type", "reduced", "matching", "short_answer")], lang)
    report.add([Loss("q", "difficulty", "lost", "hard", "medium")], lang)
    loss_sheet.write(report, stream, lang)
    (page,) = load_workbook(stream)
    assert [cell for row in page.iter_rows(min_row=2, min_col=4, max_col=5, values_only=True) for cell in row] == words
