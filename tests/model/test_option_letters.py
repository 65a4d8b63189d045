"""Laws of the letters of options, and that everybody who shows options gives them the same ones."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from qbank.model.item import Option
from qbank.model.letters import LETTERS, by_id, letter, place_of

PLACES = st.integers(0, 18_277)


@given(PLACES)
def test_a_place_is_found_again_by_its_letter(at: int) -> None:
    """Letters are those of columns of a spreadsheet, in either case, and no two places share one."""
    assert letter(at) == get_column_letter(at + 1)
    assert place_of(letter(at)) == place_of(letter(at).lower()) == at


@given(st.text(max_size=3))
def test_what_is_no_letter_has_no_place(text: str) -> None:
    """Only letters of the alphabet name a place."""
    assert (place_of(text) >= 0) == (bool(text) and set(text.upper()) <= {*LETTERS})


@given(st.integers(0, 100))
def test_no_option_is_left_out(count: int) -> None:
    """Every option has a letter of its own, however many there are."""
    letters = by_id([Option(f"o{n}", "甲") for n in range(count)])
    assert len({*letters.values()}) == len(letters) == count
