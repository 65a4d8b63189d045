"""A workbook on paper: no picture of a sheet of pictures is cut by the end of a page."""

from __future__ import annotations

import io
import re
import zipfile
from math import ceil

import altair as alt
import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.reports.parts import Part, Report
from qbank.reports.pictures import Picture
from qbank.reports.workbook import write


def picture(width: int, height: int) -> Picture:
    """Return a picture of about that size."""
    chart = alt.Chart(alt.InlineData(values=[{"a": 1}])).mark_point().encode(x="a:Q")
    return Picture(chart.properties(width=width, height=height), "图")


SIZES = [picture(300, 100), picture(620, 260), picture(1100, 320), picture(430, 480)]


def _placed(stream: io.BytesIO) -> list[tuple[int, float, float]]:
    """Return of each picture the row above it, from 1, its width and height in pixels of a screen."""
    drawing = zipfile.ZipFile(stream).read("xl/drawings/drawing1.xml").decode()
    found = re.findall(r"<(?:\w+:)?row>(\d+)</.*?<(?:\w+:)?ext cx=\"(\d+)\" cy=\"(\d+)\"", drawing, re.DOTALL)
    return [(int(row), int(width) / 9525, int(height) / 9525) for row, width, height in found]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(SIZES), min_size=1, max_size=6), st.integers(0, 3))
def test_every_picture_stands_on_one_page(pictures: list[Picture], lines: int) -> None:
    """A page of paper ends before a picture that it has no room for, and is as wide as the widest."""
    stream = io.BytesIO()
    part = Part("图", lines=tuple(["说明"] * lines), pictures=tuple(pictures))
    write(Report("报告", "", (part,), "zh"), stream)
    sheet = openpyxl.load_workbook(stream)["图"]
    ends = [0, *(each.id for each in sheet.row_breaks.brk)]
    assert ends == sorted(set(ends))
    scale = sheet.page_setup.scale / 100
    placed = _placed(stream)
    assert len(placed) == len(pictures)
    for row, width, height in placed:
        words, last = row, row + ceil(height * 0.75 / 15)
        (start,) = {max(end for end in ends if end < each) for each in (words, last)}
        assert (last - start) * 15 <= 460 or start == words - 1
        assert width * 0.75 * scale <= 745
    assert not sheet.sheet_properties.pageSetUpPr or not sheet.sheet_properties.pageSetUpPr.fitToPage
