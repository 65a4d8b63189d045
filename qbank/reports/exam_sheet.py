"""An exam as a workbook for people: the test, its items with what was found, their options, and the scores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, BinaryIO
from unicodedata import east_asian_width

from qbank.analysis.counts import Counts
from qbank.errors import printable
from qbank.locale import say
from qbank.reports.exam import Exam, ItemAnalysis, shown_range

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FULL = 0.92
"""How full a line is before it breaks."""
_LINE = 15
"""Points of a line."""
Findings = Callable[[ItemAnalysis], Iterable[str]]
"""What speaks against an item, in words."""

_TEST = (
    "n", "k", "most", "mean", "median", "sd", "min", "max", "alpha", "alpha-range", "sem", "at-floor", "at-ceiling",
)  # fmt: skip
_ITEMS = {
    "number": 6, "stem": 48, "n": 10, "facility": 14, "facility-range": 14, "rest": 10, "rest-range": 14,
    "upper-lower": 18, "omitted": 8, "not-reached": 10, "alpha-without": 14, "findings": 60, "item": 18,
}  # fmt: skip
_OPTIONS = {"number": 6, "option": 40, "key": 8, "n": 10, "share": 10, "mean": 14, "rest": 10}
_SCORES = {"score": 10, "people": 10}


def write(exam: Exam, counts: Counts, findings: Findings, stream: BinaryIO) -> None:
    """Write the workbook; what is undefined is an empty cell, and nothing in a cell is ever calculated."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, widths, rows in (
        ("test", None, _test_rows(exam)),
        ("items", _ITEMS, _item_rows(exam, findings)),
        ("options", _OPTIONS, _option_rows(exam)),
        ("scores", _SCORES, zip(counts.totals.tolist(), counts.people.tolist(), strict=True)),
    ):
        page = book.create_sheet(say(f"exam-sheet-{name}", exam.lang))
        heads = [f"exam-col-{key}" for key in widths] if widths else ["exam-figure", "exam-value"]
        fill(page, [say(key, exam.lang) for key in heads], rows, list((widths or {"": 30, " ": 24}).values()))
    book.save(stream)


def _test_rows(exam: Exam) -> Iterable[Sequence[Any]]:
    total = exam.total
    values = {
        "n": total.n, "k": total.k, "most": total.most, "mean": total.mean, "median": total.median, "sd": total.sd,
        "min": total.least_seen, "max": total.most_seen, "alpha": total.alpha,
        "alpha-range": shown_range(total.alpha_interval), "sem": total.sem, "at-floor": total.at_floor,
        "at-ceiling": total.at_ceiling,
    }  # fmt: skip
    return [(say(f"exam-figure-{name}", exam.lang), values[name]) for name in _TEST]


def _item_rows(exam: Exam, findings: Findings) -> Iterable[Sequence[Any]]:
    for number, each in enumerate(exam.items, 1):
        own = each.figures
        yield (
            number,
            each.stem or each.asked.heading or each.asked.item,
            own.n,
            own.facility,
            shown_range(own.facility_interval),
            own.rest,
            shown_range(own.rest_interval),
            own.upper_lower,
            own.omitted,
            own.not_reached,
            own.alpha_without,
            "；".join(findings(each)),
            each.asked.item,
        )


def _option_rows(exam: Exam) -> Iterable[Sequence[Any]]:
    for number, each in enumerate(exam.items, 1):
        for option in each.options:
            name = say("exam-no-option", exam.lang) if option.option is None else each.name_of(option.option)
            mark = "✓" if option.option in each.asked.keys else ""
            yield number, name, mark, option.n, option.share, option.mean, option.rest


def _wide(text: str) -> int:
    """Return how many columns of plain letters a text takes: Chinese characters two each."""
    return sum(1 + (east_asian_width(char) in "FWA") for char in text)


def fill(page: Worksheet, head: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int]) -> None:
    """Fill a sheet: figures as numbers with three decimals, everything else as text that no program calculates."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    page.append(list(head))
    page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    for number, row in enumerate(rows, 2):
        texts = [(_wide(value), width) for value, width in zip(row, widths, strict=False) if isinstance(value, str)]
        lines = [ceil(wide / (_FULL * width)) for wide, width in texts]
        page.row_dimensions[number].height = _LINE * max([1, *lines])
        for at, value in enumerate(row, 1):
            if value is None or value == "":
                continue
            cell = page.cell(number, at)
            if isinstance(value, str):
                cell.value, cell.data_type = printable(value), "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            else:
                cell.value = value
                cell.number_format = "0.000" if isinstance(value, float) and value != int(value) else "0"
                cell.alignment = Alignment(vertical="top")
    for at, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(at)].width = width
        page.cell(1, at).font = Font(bold=True)
    page.freeze_panes = "A2"
