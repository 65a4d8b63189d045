"""Spans people asked about: looked up, ranked, and drawn again, each against a slower way."""

from __future__ import annotations

import hashlib
from pathlib import Path

import data
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rank_figures import document_auc, pooled_auc, recall
from ranking import _row
from spans import _Parts

from qbank.model.document import Document, Span

_SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda at: Span(at[0], at[0] + at[1])))


@given(_SPANS, st.tuples(st.integers(0, 60), st.integers(1, 20)))
def test_parts_that_touch_a_span_are_all_found(parts: list[Span], at: tuple[int, int]) -> None:
    """The look-up finds what looking at every part finds."""
    span = Span(at[0], at[0] + at[1])
    assert sorted(_Parts(parts).touching(span)) == sorted(part for part in parts if part.touches(span))


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=1, max_size=30))
def test_auc_counts_pairs(sentences: list[tuple[bool, int]]) -> None:
    """Pairs in the right order count one, ties a half."""
    spans = tuple(data.Labelled(n, n + 1, asked) for n, (asked, _) in enumerate(sentences))
    row = _row(data.LabelledDocument(Document("", "", ""), spans, ()), [float(score) for _, score in sentences])
    asked, others = ([score for yes, score in sentences if yes is wanted] for wanted in (True, False))
    pairs = [(one > other) + (one == other) / 2 for one in asked for other in others]
    assert (row["pairs"], row["won"]) == (len(pairs), sum(pairs))
    assert row["asked"] == len(asked)


def _rows(*counts: tuple[int, int, int, float]) -> list[dict]:
    names = ("asked", "hits", "pairs", "won")
    return [{"qbank": dict(zip(names, each, strict=True)), "length": dict.fromkeys(names, 0)} for each in counts]


def test_figures_by_hand() -> None:
    """Two documents, one with many pairs: pooled and per document differ, and the interval holds the figure."""
    rows = _rows((2, 1, 90, 45.0), (2, 2, 10, 10.0))
    assert recall(rows, "qbank").value == 0.75
    assert pooled_auc(rows, "qbank").value == 0.55
    mean = document_auc(rows, "qbank")
    assert mean.value == 0.75
    assert (mean.low, mean.high) == (0.5, 1.0)


def test_a_document_without_pairs_has_no_auc() -> None:
    """Where every sentence was asked about there is no order to judge."""
    assert np.isnan(document_auc(_rows((2, 1, 0, 0.0)), "qbank").value)
    assert recall(_rows((2, 1, 0, 0.0)), "qbank").value == 0.5


def test_laws_set_aside_are_left_out_by_digest(tmp_path: Path, monkeypatch) -> None:
    """A law whose digest is listed is never read, whatever its name; the list names forty."""
    folder = tmp_path / "corpora" / "documents" / "law"
    folder.mkdir(parents=True)
    for name in ("云岭市停车条例.md", "云岭市食堂条例.md"):
        (folder / name).write_text(f"# {name}", encoding="utf-8")
    assert len(set(data.HELD_BACK.read_text(encoding="ascii").split())) == 40
    held_back = tmp_path / "held_back.txt"
    held_back.write_text(hashlib.sha256("# 云岭市停车条例.md".encode()).hexdigest()[:16] + "\n", encoding="ascii")
    monkeypatch.setattr(data, "DATA", tmp_path)
    monkeypatch.setattr(data, "HELD_BACK", held_back)
    assert [each.name for each in data.laws()] == ["云岭市食堂条例.md"]
