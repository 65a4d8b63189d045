"""Words of pictures: numbers stand clear of points and of each other, texts fit their lines."""

from __future__ import annotations

import unicodedata
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.reports.placing import beside, wrapped

SIZE = (620.0, 320.0)
POINTS = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 6)), min_size=1, max_size=40, unique=True)


@given(POINTS)
def test_numbers_cover_neither_points_nor_each_other(cells: list[tuple[int, int]]) -> None:
    """Where points lie forty pixels apart each number has room within the picture, near its point."""
    points = [(30 + x * 56.0, 30 + y * 43.0) for x, y in cells]
    texts = [str(at) for at in range(1, len(points) + 1)]
    found = beside(points, texts, SIZE)
    for (x, y), (at_x, at_y) in zip(points, found, strict=True):
        assert abs(x - at_x) < 20 and abs(y - at_y) < 20
        assert 0 < at_x < SIZE[0] and 0 < at_y < SIZE[1]
    for one, other in combinations(found, 2):
        assert abs(one[0] - other[0]) >= 13 or abs(one[1] - other[1]) >= 11
    for point in points:
        assert all(abs(point[0] - x) >= 8 or abs(point[1] - y) >= 10.9 for x, y in found)


def test_points_on_one_place_have_numbers_on_several() -> None:
    """Five items alike: five numbers that can be read; where a crowd leaves no room the number stands above."""
    five = beside([(300.0, 150.0)] * 5, ["1", "22", "3", "44", "5"], SIZE)
    assert len({(round(x), round(y)) for x, y in five}) == 5
    assert five[0] == (300.0, 139.0)
    assert len(beside([(300.0, 150.0)] * 80, ["100"] * 80, SIZE)) == 80
    assert beside([], [], SIZE) == []


@pytest.mark.parametrize(("text", "lines"), [("一二三四五", ["一二三", "四五"]), ("", [""]), ("abcdef", ["abcdef"])])
def test_short_texts_are_wrapped_whole(text: str, lines: list[str]) -> None:
    """Three letters of full width, or six of half."""
    assert wrapped(text, 3, 2) == lines


@given(st.text(st.sampled_from("一二三ab ，"), max_size=60), st.integers(2, 9), st.integers(1, 3))
def test_no_line_is_too_long_and_nothing_is_lost_unsaid(text: str, wide: int, most: int) -> None:
    """Joined the lines are the text, or its beginning with an ellipsis."""
    lines = wrapped(text, wide, most)
    assert len(lines) <= most
    for line in lines:
        assert sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line) <= wide * 2 + 1
    said, whole = "".join(lines), " ".join(text.split())
    assert said == whole or (said.endswith("…") and whole.startswith(said[:-1]))
