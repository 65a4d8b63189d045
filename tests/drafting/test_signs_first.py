"""What an expression cannot be found without is asked first: whatever the expression finds holds the sign."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.drafting import blame, bodies, gates
from qbank.facts import _dates, belongs, cause, changed_to, grade_rows, minding_pairs
from qbank.model import numerals
from qbank.text import roles

SIGNS = {
    "clock": (_dates._CLOCK, _dates._CLOCK_SIGN),
    "tie": (belongs._BELONGS, belongs._TIED),
    "cause": (cause._CAUSE, cause._ROOT),
    "grade": (grade_rows._GRADE_ONLY, grade_rows._CUE),
    "mind": (minding_pairs._MINDS, minding_pairs._WATCHES),
    "share": (numerals._SHARE, numerals._PER),
    "blame": (blame._SAYS_SO, blame._DOINGS),
    "turned": (changed_to._TURNED, changed_to._TURNS),
    "cell": (gates._CELLS, gates._CELL_SIGN),
    "ours": (bodies._OURS, bodies._OURS_SIGN),
    "crumbs": (roles._CRUMBS, roles._PARTED),
    "menu": (roles._MENU, roles._PARTED),
}


@pytest.mark.parametrize("name", SIGNS)
@settings(max_examples=40)
@given(data=st.data())
def test_what_is_found_holds_its_sign(name: str, data: st.DataObject) -> None:
    """A sign that a match could do without would lose facts in silence."""
    form, sign = SIGNS[name]
    found = re.search(form, data.draw(st.from_regex(form)))
    assert found is None or sign.search(found.group())
