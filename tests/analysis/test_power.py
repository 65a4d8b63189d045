"""What was planted is found, and little else is: at the rates that the document states."""

from __future__ import annotations

import pytest
from power import ALONE, BEGIN, DOCUMENT, END, PAIR, measured, of_exams, of_groups, of_pairs, of_sittings, written

FOUND = {
    "wrong key": 0.95,
    "wrong key, sure": 0.9,
    "dead distractor": 0.95,
    "DIF, class C": 0.35,
    "DIF, class B or C": 0.75,
    "DIF, logistic, adjusted p < .05": 0.5,
    "drift in a sitting": 0.5,
    "drift by the CUSUM, in eight sittings": 0.9,
    "rise after release, in eight sittings": 0.85,
    PAIR: 0.15,
    ALONE: 0.15,
}
"""The least share, of 300 people."""
FALSE = 0.06
"""The largest share of what is sound and called otherwise, of 300 people."""


@pytest.mark.parametrize("kind", [of_exams, of_groups, of_sittings, of_pairs])
def test_planted_faults_are_found_with_300_people(kind: object) -> None:
    """Fifteen exams, or histories, of each kind."""
    for row in kind(300, 15):  # type: ignore[operator]
        assert row.found >= FOUND[row.what], row
        assert row.false <= FALSE or row.what == ALONE, row


def test_more_people_find_more() -> None:
    """And class C, which asks for size, is hardly ever wrong."""
    few, many = ({row.what: row for row in of_groups(n, 15)} for n in (100, 1000))
    assert few["DIF, class C"].found < many["DIF, class C"].found
    assert many["DIF, class C"].false < 0.01


def test_the_document_has_a_line_for_every_fault() -> None:
    """Its table is between its markers."""
    text = DOCUMENT.read_text(encoding="utf-8")
    lines = text.split(BEGIN)[1].split(END)[0].splitlines()[2:]
    assert [line.split("|")[1].strip() for line in lines] == list(FOUND)
    assert written(text, "\n".join(lines)).count(BEGIN) == 1


@pytest.mark.soak
def test_the_document_states_the_rates() -> None:
    """The whole simulation again: every figure within three points."""
    told = DOCUMENT.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0].splitlines()[2:]
    stated = [[float(cell.strip(" %")) for cell in line.split("|")[2:-1]] for line in told]
    rows = measured()
    again = [
        [each for row in rows if row.what == what for each in (100 * row.found, 100 * row.false)] for what in FOUND
    ]
    for one, other in zip(stated, again, strict=True):
        assert one == pytest.approx(other, abs=3)
