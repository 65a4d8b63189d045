"""Items with more options than the alphabet has letters: all are shown, with the same letters wherever they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import qbank.types  # noqa: F401 - registers the types
from qbank.formats._incoming import choice, portable_of
from qbank.model.item import Choices
from qbank.model.letters import letter
from qbank.reports.flag_words import option_namer
from qbank.reports.lines import full_lines, paper_lines
from qbank.review.view import _block


@given(st.integers(2, 60), st.data())
def test_every_option_is_shown_by_its_letter(count: int, data: st.DataObject) -> None:
    """In ``qbank show``, on the card, in flags and in the key."""
    right = data.draw(st.integers(0, count - 1))
    item = portable_of("谁带班？", choice([f"甲{n}班" for n in range(count)], [right], multiple=False), place="1").item
    marks = [letter(at) for at in range(count)]
    assert paper_lines(item)[-count:] == [f"  {mark}. 甲{n}班" for n, mark in enumerate(marks)]
    block = next(each for each in item.body.blocks(item.stem) if isinstance(each, Choices))
    assert [each["mark"] for each in _block(block)["options"]] == marks
    named = option_namer(item)
    assert [named(option.id) for option in block.options] == marks
    assert any(f"{marks[right]}（甲{right}班）" in line for line in full_lines(item, "zh"))
