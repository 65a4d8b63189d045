"""A file of keys beside a bank: it says what was right, and nothing of another key is taken for the bank's item."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qbank.answers import Reading, read
from qbank.model.item import Item, Option
from qbank.types import FillBlank, Matching, MultipleChoice, Ordering, SingleChoice, TrueFalse

LETTERS = "ABCD"
OPTIONS = tuple(Option(f"o{at}", text) for at, text in enumerate(("三日", "五日", "十日", "十五日")))


def single(number: int, key: int) -> Item:
    """Return a single choice of four."""
    return replace(
        SingleChoice.example(), id=f"q{number}", stem=f"第{number}件事的期限是几日？", revision=3,
        body=SingleChoice(OPTIONS, (OPTIONS[key].id,)), sources=(),
    )  # fmt: skip


def found_in(folder: Path, items: list[Item], heads: list[str], rows: list[list[str]], key: str) -> Reading:
    """Read a table of answers with a file of keys."""
    (folder / "a.csv").write_text("\n".join(",".join(row) for row in [heads, *rows]) + "\n", encoding="utf-8")
    (folder / "k.csv").write_text(f"题号,答案\n{key}", encoding="utf-8")
    return read(folder / "a.csv", items=items, key=folder / "k.csv")


@given(
    of_bank=st.lists(st.integers(0, 3), min_size=3, max_size=3),
    of_file=st.lists(st.none() | st.integers(0, 3), min_size=3, max_size=3).filter(any),
    rows=st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=8),
    by=st.sampled_from(["id", "stem"]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_file_wins_where_it_says_something(
    tmp_path: Path, of_bank: list[int], of_file: list[int | None], rows: list[list[int]], by: str
) -> None:
    """Each item is marked by the file's key, else by the bank's; with another key it is none of the bank's versions."""
    items = [single(at, key) for at, key in enumerate(of_bank)]
    heads = ["工号", *(item.id if by == "id" else item.stem for item in items)]
    key = "".join(f"{heads[at + 1]},{LETTERS[said]}\n" for at, said in enumerate(of_file) if said is not None)
    table = [[f"K{at}", *(LETTERS[each] for each in row)] for at, row in enumerate(rows)]
    found = found_in(tmp_path, items, heads, table, key or "没有,A\n")
    valid = [said if said is not None else own for said, own in zip(of_file, of_bank, strict=True)]
    marks = found.sitting().marks
    assert marks.tolist() == [[float(each == right) for each, right in zip(row, valid, strict=True)] for row in rows]
    assert [each.revision for each in found.asked] == [
        3 if right == own else 0 for right, own in zip(valid, of_bank, strict=True)
    ]
    told = [each for each in found.problems if each.code == "answers-key-differs"]
    assert sum(each.values["count"] for each in told) == sum(a != b for a, b in zip(valid, of_bank, strict=True))


@pytest.mark.parametrize("kind", [TrueFalse, MultipleChoice, FillBlank, Matching, Ordering])
def test_every_type_takes_another_key(tmp_path: Path, kind: type) -> None:
    """What the file says is right earns all, whatever the type; what was right in the bank no longer does."""
    item = replace(kind.example(), id="q1", stem="说一说？", revision=2)
    said = {"true_false": ("对", "错"), "multiple_choice": ("AB", "BC"), "fill_blank": ("甲；乙", "丙；丁"),
            "matching": ("1-A;2-B;3-C", "1-B;2-A;3-C"), "ordering": ("ABCD", "BACD")}[item.type]  # fmt: skip
    for right in said:
        found = found_in(tmp_path, [item], ["工号", "q1"], [["K1", said[0]], ["K2", said[1]]], f"q1,{right}\n")
        assert "answers-key-unfit" not in {each.code for each in found.problems}
        marks = found.sitting().marks[:, 0].tolist()
        assert marks[said.index(right)] == 1.0
        assert marks[1 - said.index(right)] < 1.0


def test_what_the_file_does_not_know_is_told(tmp_path: Path) -> None:
    """Two keys, an impossible one, one of no column: each is named, and costs only its own item."""
    items = [single(at, 0) for at in range(4)]
    key = "q0,A\nq0,B\nq1,E\nq7,A\n"
    found = found_in(tmp_path, items, ["工号", "q0", "q1", "q2", "q3"], [["K1", "A", "A", "A", "B"]], key)
    assert [each.item for each in found.asked] == ["q2", "q3"]
    codes = [each.code for each in found.problems]
    assert {"answers-key-twice", "answers-key-unfit", "answers-key-unused"} <= set(codes)


def test_a_file_of_no_item_is_marked_by_its_key_alone(tmp_path: Path) -> None:
    """And it is said that the bank's items are not meant; without a key it is another exam's."""
    rows = [[f"K{at}", LETTERS[at % 4], LETTERS[at % 3]] for at in range(12)]
    found = found_in(tmp_path, [single(0, 0)], ["工号", "甲题", "乙题"], rows, "甲题,A\n乙题,B\n")
    assert [(each.heading, each.revision) for each in found.asked] == [("甲题", 0), ("乙题", 0)]
    assert found.sitting().marks.sum() == 3 + 4
    assert "answers-key-alone" in {each.code for each in found.problems}
    alone = read(tmp_path / "a.csv", items=[single(0, 0)])
    assert "answers-other-exam" in {each.code for each in alone.problems}
