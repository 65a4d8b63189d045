"""Wrong options for what was raised or lowered a little lie near it, on the side of the old amount that it is on."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from qbank.types._rises import around_change

amounts = st.integers(min_value=10, max_value=50_000).map(float)


small = st.floats(min_value=0.05, max_value=0.35) | st.floats(min_value=-0.35, max_value=-0.05)


@given(old=st.integers(min_value=40, max_value=5_000), share=small)
def test_values_keep_to_the_side_of_the_old_amount_and_near_it(old: int, share: float) -> None:
    """None is the old amount or beyond it, the nearest stands first, none comes twice."""
    new = round(old * (1 + share))
    below, above = around_change(old, new, 1)
    change, values = new - old, [*below, *above]
    assume(values)
    assert all((value - old) * change > 0 for value in values)
    assert all(value < new for value in below) and all(value > new for value in above)
    assert sorted(values, key=lambda value: abs(value - new))[0] in {*below[:1], *above[:1]}
    assert len(values) == len(set(values)) and len(values) >= 3


@given(old=amounts, times=st.floats(min_value=1.5, max_value=9))
def test_a_large_change_is_left_to_the_usual_neighbours(old: float, times: float) -> None:
    """What grew by half and more has neighbours of its own."""
    assert around_change(old, float(int(old * times)), 1.0) == ([], [])


def test_small_rises_and_cuts() -> None:
    """The steps are parts of the change, as round as the new amount is."""
    assert around_change(710, 760, 20) == ([740, 720], [780, 800, 820])
    below, above = around_change(6.92, 5.18, 0.01)
    assert max(above) < 6.92 and min(below) > 2
    assert around_change(8, 8, 1) == ([], [])
