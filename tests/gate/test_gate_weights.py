"""The weights of readers' verdicts are those that the judged drafts give."""

import pytest
from reader_weights import JUDGED, LEAST, fitted, judged, left_out, weights

from qbank.drafting.readers import FEATURES, READERS


def test_the_program_holds_what_the_judged_drafts_give():
    """Fitted anew, slope and weights are the same to two figures (a rounding apart on another machine)."""
    drafts = judged()
    found = weights(fitted(drafts.x, drafts.as_is))
    assert found.slope == pytest.approx(READERS.slope, abs=0.011)
    assert dict(found.weights) == pytest.approx(dict(READERS.weights), abs=0.011)


def test_drafts_of_documents_left_out_are_told_apart_and_not_flattered():
    """Those expected to be taken as they are were, nearly as often as expected, and more often than the others."""
    drafts = judged()
    expected = left_out(drafts)
    shown = expected >= LEAST
    assert drafts.as_is[shown].mean() > drafts.as_is[~shown].mean() + 0.2
    assert drafts.as_is[shown].mean() == pytest.approx(expected[shown].mean(), abs=0.05)


def test_features_and_shares_lie_between_0_and_1():
    """A feature of another scale would make its weight unreadable."""
    drafts = judged()
    features = drafts.x[:, 1 : len(FEATURES) + 1]
    assert ((features >= 0) & (features <= 1)).all()
    assert all(((share >= 0) & (share <= 1)).all() for share in drafts[1:4])
    assert JUDGED.stat().st_size < 300_000
