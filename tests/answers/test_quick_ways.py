"""Long texts are read in quicker ways, which say the same as the careful one: every cell, row and word of doubt."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.analysis.counts import Sitting
from qbank.answers import _open, _tails, read
from qbank.answers._quotes import records
from qbank.answers._tails import by_tail
from qbank.answers.layouts import words
from qbank.errors import QbankError

_CODES = st.sampled_from(["7", "K01", "K 2", "'=1", '"甲",乙', "", "张三", " K1 "])
_ANY = st.sampled_from(["0", "1", "", "2.5", "12", "a b", '"q"', "对,错"]) | st.sampled_from(["0", "1"])


@settings(max_examples=30, deadline=None)
@given(
    table=st.integers(1, 6).flatmap(
        lambda width: st.lists(
            st.lists(
                st.sampled_from(["0", "1", "", "2.5", "12", "a b", '"q"', "对,错"]), min_size=width, max_size=width
            ),
            min_size=1,
            max_size=15,
        )
    ),
    codes=st.lists(st.sampled_from(["7", "K01", "K 2", "'=1", '"甲",乙', "", "张三"]), min_size=15, max_size=15)
    | st.none(),
    end=st.sampled_from(["\n", "\r\n"]),
    last=st.booleans(),
)
def test_quick_ways_read_the_same(table, codes, end: str, last: bool) -> None:
    """Long texts are read in quicker ways, and say the same; those of one sign a cell, too, behind codes or not."""
    if codes:
        table = [[code, *row] for code, row in zip(codes, table, strict=False)]
    stream = io.StringIO()
    csv.writer(stream, lineterminator=end).writerows([[f"h{at}" for at in range(len(table[0]))], *table])
    text = stream.getvalue() if last else stream.getvalue().removesuffix(end)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(text.encode())
        width = len(table[0])
        with path.open(encoding="utf-8", newline="") as lines:
            slow = _cells(_open._columns(records(lines, ",", width), 1, width))
        for found in (_open._by_pandas(path, "utf-8-sig", ",", 1, width), _by_tail(path, width)):
            assert found is None or _cells(_open._without_blank_rows(*found)) == slow
        if not codes and '"' not in text and all(cell in {"0", "1", ""} for row in table for cell in row):
            # What this is for is read so.
            assert _by_tail(path, width) is not None


@given(
    rows=st.lists(
        st.tuples(_CODES, st.lists(st.sampled_from(["0", "1", "A", "B", ""]), min_size=6, max_size=6)),
        min_size=1,
        max_size=9,
    ),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_answers_of_one_sign_behind_codes_are_read_quickly(rows, end: str) -> None:
    """Whatever the codes are: the cells are those of the careful way."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator=end).writerows([["code", *"abcdef"], *([code, *cells] for code, cells in rows)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(stream.getvalue().encode())
        with path.open(encoding="utf-8", newline="") as lines:
            slow = _cells(_open._columns(records(lines, ",", 7), 1, 7))
        found = _by_tail(path, 7)
        is_parted = any("," in code for code, _ in rows)
        assert is_parted if found is None else _cells(_open._without_blank_rows(*found)) == slow


def _by_tail(path: Path, width: int):
    return by_tail(path, "utf-8-sig", ",", 1, width, path.read_bytes().count(b"\n") + 1)


def _cells(found):
    rows, columns = found
    return rows.tolist(), [column.texts() for column in columns]


_QUOTED, _BLANK = ['"A"', '"A,B"', '"'], ["", " A", "B\t", "\r", "a\u2003"]
_DIRT = ["10", "AB", "１", "Ａ", "x", "-", "'=1", "缺考", "é", "#N/A", *_QUOTED, *_BLANK]
_KEYS = dict.fromkeys((f"i{at}" for at in range(8)), "A")


@st.composite
def _dirty(draw) -> bytes:
    """A table that is regular but for a few cells, rows and ends of lines, in some encoding."""
    width, dirt = draw(st.integers(1, 8)), draw(st.lists(st.sampled_from(_DIRT), min_size=1, max_size=2))
    between, end = draw(st.sampled_from([",", "\t"])), draw(st.sampled_from(["\n", "\r\n"]))
    codes = st.sampled_from(["7", "8", "K01", "K02", "007", "张三", *dirt])
    usual = st.sampled_from("01" if draw(st.booleans()) else "ABC")
    cell = st.integers(0, 40).flatmap(lambda at: usual if at else st.sampled_from(dirt))
    row = st.tuples(codes, st.lists(cell, min_size=width, max_size=width), st.integers(-20, 20))
    # One row in twenty is a cell too short or too long.
    rows = [
        [code, *(cells[:-1] if odd == 20 else [*cells, "1"] if odd == -20 else cells)]
        for code, cells, odd in draw(st.lists(row, min_size=1, max_size=30))
    ]
    lines = [between.join(each) for each in [["工号", *(f"i{at}" for at in range(width))], *rows]]
    if not draw(st.integers(0, 20)):
        lines.insert(draw(st.integers(1, len(lines))), "")
    text = end.join(lines) + draw(st.sampled_from(["", end]))
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "gb18030"])), "replace")


@settings(max_examples=50, deadline=None)
@given(data=_dirty(), piece=st.integers(1, 400))
def test_dirty_files_are_read_alike(data: bytes, piece: int) -> None:
    """Whatever the size of the pieces that are read at a time, and what is told is the same, too."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder) / "a.csv"
        path.write_bytes(data)
        careful = _read(path)
        patch.setattr(_tails, "_PIECE", piece)
        patch.setattr(_open, "_FAST", 1)
        assert _read(path) == careful


@given(
    # A text with CR alone beside other ends of lines is never read so.
    longer=st.lists(
        st.tuples(st.integers(0, 99), st.integers(0, 5), st.sampled_from([e for e in _DIRT if e != "\r"])), max_size=8
    ),
    piece=st.sampled_from([40, 300, 1 << 19]),
)
def test_a_few_longer_cells_do_not_make_reading_slow(longer, piece: int) -> None:
    """A few cells of several signs among many of one are read the quick way, and the same; marks are not."""
    table = [[f"K{at:03}", *"01A1B0"] for at in range(100)]
    for row, column, text in longer:
        table[row][1 + column] = text
    text = "\n".join(map(",".join, [["code", *"abcdef"], *table])) + "\n"
    is_careful = any(sign in cell for _, _, cell in longer for sign in '",')
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(_tails, "_PIECE", piece)
        path = Path(folder) / "a.csv"
        path.write_bytes(text.encode())
        found = _by_tail(path, 7)
        if found is None:
            assert is_careful or len({row for row, _, _ in longer}) > 100 // _tails._FEW
            return
        with path.open(encoding="utf-8", newline="") as lines:
            assert _cells(found) == _cells(_open._columns(records(lines, ",", 7), 1, 7))


def _read(path: Path) -> object:
    """Return all that a file says."""
    try:
        reading = read(path, key=_KEYS if b"A" in path.read_bytes() else None)
    except QbankError as error:
        return error.problem
    blocks = [(block.rows.tolist(), block.people, _tables(block.sitting)) for block in reading.sittings]
    return blocks, reading.asked, reading.report


def _tables(sitting: Sitting) -> str:
    """Return the tables of a sitting for comparing: what is not known equals itself."""
    tables = (sitting.marks, sitting.answered, sitting.chosen)
    return str([None if each is None else each.tolist() for each in tables])


def test_words_of_nothing_and_of_sums_are_no_numbers() -> None:
    """Among codes that are all numbers they are not looked for."""
    said = (*words()["cells"]["nothing"], *words()["summary"]["rows"])
    assert not any(each.isascii() and each.isdigit() for each in said)
