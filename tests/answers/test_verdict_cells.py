"""What says true and false in cells of answers and of review sheets: the words of every other reader."""

from __future__ import annotations

import pytest

from qbank.answers._labels import labels_in
from qbank.answers._numbers import mark_of
from qbank.answers.choices import Style, read_cell
from qbank.formats._incoming import portable_of, verdict
from qbank.model.item import VERDICT, Choice
from qbank.model.verdict import CROSSES, FALSE, TICKS, TRUE, verdict_of
from qbank.review.sheet_answers import read_plain_answer

WORDS = sorted({*TRUE, *FALSE, *TICKS, *CROSSES})


@pytest.mark.parametrize("word", WORDS)
def test_a_cell_says_what_the_word_says(word: str) -> None:
    """As an answer to a statement, as a label without a bank, and as a mark."""
    said = verdict_of(word)
    name = "true" if said else "false"
    assert read_cell(word, Choice(VERDICT, ("true",), multiple=False), Style()) == name
    assert labels_in(word, verdict=True) == [name]
    assert mark_of(word, 2.0, "") == (2.0 if said else 0.0)
    item = portable_of("夜班由乙交接。", verdict(not said), place="1").item
    assert read_plain_answer(item, word, 0) is said
