"""Rates, intervals and agreement of blind readings, and the page that reports them."""

from __future__ import annotations

from pathlib import Path

import pytest
import reading
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

CLASSES = st.lists(st.sampled_from("ABCDE"), min_size=2, max_size=2).map("".join)


def _rows(classes: list[str], *, documents: int = 3) -> list[reading.Row]:
    return [
        reading.Row(
            f"{at % documents}.txt", "office", "plan", "fill_blank", "date", "qbank", each, (False,) * len(each)
        )
        for at, each in enumerate(classes)
    ]


@given(st.lists(CLASSES, min_size=1, max_size=30))
def test_shares_are_counted_and_intervals_draw_documents(classes: list[str]) -> None:
    """Shares are those counted by hand; of one document alone the interval is the share."""
    found = reading.rates(_rows(classes))
    letters = "".join(classes)
    assert found.as_is[0] == pytest.approx(letters.count("A") / len(letters))
    assert found.usable[0] == pytest.approx((letters.count("A") + letters.count("B")) / len(letters))
    alone = reading.rates(_rows(classes, documents=1))
    for (share, low, high), (same, least, most) in zip(found[1:], alone[1:], strict=True):
        assert 0 <= low <= high <= 1
        assert share == pytest.approx(same) == pytest.approx(least) == pytest.approx(most)


@given(st.lists(CLASSES, min_size=4, max_size=30))
def test_kappa_is_that_of_scikit_learn(classes: list[str]) -> None:
    """Quadratic weights on A–E, as ``cohen_kappa_score`` counts them."""
    one, other = zip(*classes, strict=True)
    equal, near, kappa = reading.agreement(_rows(classes))
    assert equal == pytest.approx(sum(a == b for a, b in classes) / len(classes))
    assert near >= equal - 1e-9
    if len(set(one) | set(other)) > 1:
        wanted = cohen_kappa_score(one, other, labels=list("ABCDE"), weights="quadratic")
        assert kappa == pytest.approx(wanted, nan_ok=True)


def test_a_class_that_is_none_is_named(tmp_path: Path) -> None:
    """A slip in a reading is no silent zero."""
    file = tmp_path / "1.csv"
    file.write_text("document,origin,kind,type,pattern,maker,reader X\na.txt,law,law,,,naive,Q\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"1\.csv: a\.txt"):
        reading.load(file)


def test_the_page_reports_what_was_read() -> None:
    """``python tests/gate/reading.py --write`` renews the tables of docs/quality.md."""
    assert reading.page() == reading.PAGE.read_text(encoding="utf-8")
