"""Moodle XML's laws: all that is held is found again, and no file breaks a rule of Moodle's."""

from __future__ import annotations

from pathlib import Path

import moodle_rules as rules
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from moodle_items import MOODLE, SETTINGS, anything, read, told_apart, written
from portable_strategies import portables

from qbank.errors import Problem
from qbank.formats.losses import held
from qbank.model.portable import Portable, differences


@hypothesis_settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(portable=anything())
def test_whatever_is_held_is_found_again(portable: Portable, tmp_path: Path) -> None:
    """Blanks in a row, brackets, control characters, gaps of Moodle in a text: what is held is written and read."""
    found = held(MOODLE, portable, SETTINGS)
    if isinstance(found, Problem):
        return
    again = MOODLE.hold(found, SETTINGS)
    assert isinstance(again, Portable) and list(differences(found, again)) == []
    (back,) = read(written([found]), tmp_path)
    assert isinstance(back, Portable), back.message()
    assert [(name, found, back) for name in differences(found, back)] == []


@hypothesis_settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(portable=anything() | portables())
def test_every_file_keeps_moodles_rules(portable: Portable) -> None:
    """Grades, limits, the one right answer, gaps, markup: a reader of its own finds nothing wrong, nor another item."""
    found = held(MOODLE, portable, SETTINGS)
    if isinstance(found, Portable):
        data = written([found])
        assert rules.violations(data) == []
        (question,) = rules.questions(data)
        assert list(told_apart(question, found)) == []
