"""What is hidden of groups cannot be computed from what is shown."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qbank.analysis.hiding import Path, hidden

NAMES = st.sampled_from(["甲", "乙", "丙", "丁"])
PATHS = st.lists(NAMES, max_size=3).map(tuple)
PEOPLE = st.dictionaries(PATHS, st.integers(0, 12), max_size=14)
LEAST, DEPTH = 5, 3


def _groups(people: dict[Path, int], depth: int) -> Counter[Path]:
    found = Counter[Path]()
    for path, n in people.items():
        found[path[:depth]] += n
    return found


def _sums(paths: list[Path], names: set[Path], depth: int) -> list[list[float]]:
    """Return what a figure of each group says: whose scores it adds up."""
    return [[float(path[:depth] == name) for path in paths] for name in names]


@given(PEOPLE, st.integers(1, DEPTH))
def test_small_groups_are_hidden_and_large_ones_only_beside_them(people: dict[Path, int], depth: int) -> None:
    """Below the limit a group is hidden; where none is below it at any depth none is hidden."""
    sizes = _groups(people, depth)
    found = hidden(people, LEAST, depth=depth)
    assert {name for name, n in sizes.items() if n < LEAST} <= found <= set(sizes)
    if not any(0 < n < LEAST for each in range(1, depth + 1) for n in _groups(people, each).values()):
        assert found == {name for name, n in sizes.items() if not n}


@given(PEOPLE)
def test_what_is_hidden_cannot_be_computed(people: dict[Path, int]) -> None:
    """From all people and from the groups shown at every depth together no hidden group's sum follows."""
    paths = [path for path, n in people.items() if n]
    if sum(people.values()) < LEAST:
        return
    known, secret = [[1.0] * len(paths)], []
    for depth in range(1, DEPTH + 1):
        found = hidden(people, LEAST, depth=depth)
        there = {path[:depth] for path in paths}
        known += _sums(paths, there - found, depth)
        secret += _sums(paths, there & found, depth)
    rank = np.linalg.matrix_rank(np.array(known))
    for each in secret:
        assert np.linalg.matrix_rank(np.array([*known, each])) == rank + 1


@given(PEOPLE)
def test_names_in_another_order_hide_the_same(people: dict[Path, int]) -> None:
    """The order of groups does not matter."""
    assert hidden(people, LEAST, depth=2) == hidden(dict(reversed(people.items())), LEAST, depth=2)


def test_one_small_group_takes_the_smallest_other_with_it() -> None:
    """Three people beside 105, 132 and 60: the sixty are hidden with them."""
    people = {("城东",): 105, ("城关",): 132, ("机关",): 60, ("看守所",): 3}
    assert hidden(people, LEAST) == {("看守所",), ("机关",)}
    assert hidden({**people, ("车队",): 2}, LEAST) == {("看守所",), ("车队",)}
