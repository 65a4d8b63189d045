"""The quality gate itself: it fails when it must and never lowers a floor in silence."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("gate_run", Path(__file__).parent / "gate" / "run.py")
gate = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(gate)

BASELINE = {"digests": {"seeds": "aa"}, "floors": {"recall": 0.50, "faultless": 1.0}}


def test_figures_at_their_floors_pass() -> None:
    """Equal, better, and a hair below through noise all pass."""
    for recall in (0.50, 0.60, 0.497):
        assert gate.verdicts({"recall": recall, "faultless": 1.0}, BASELINE, {"seeds": "aa"}) == []


@pytest.mark.parametrize(
    ("figures", "digest", "word"),
    [
        ({"recall": 0.49, "faultless": 1.0}, "aa", "below"),
        ({"recall": 0.50, "faultless": 0.0}, "aa", "below"),
        ({"recall": 0.50}, "aa", "not measured"),
        ({"recall": 0.50, "faultless": 1.0}, "bb", "not the input"),
    ],
)
def test_what_is_worse_fails(figures: dict[str, float], digest: str, word: str) -> None:
    """A lower figure, a missing figure and another input are each named."""
    wrong = gate.verdicts(figures, BASELINE, {"seeds": digest})
    assert len(wrong) == 1
    assert word in wrong[0]


def test_a_floor_falls_only_with_a_reason() -> None:
    """Pinning a lower figure needs a reason, which is kept."""
    lower = {"recall": 0.30, "faultless": 1.0}
    with pytest.raises(ValueError, match="recall"):
        gate.pinned(lower, BASELINE, {"seeds": "aa"}, "")
    new = gate.pinned(lower, BASELINE, {"seeds": "aa"}, "labels were mended")
    assert new["floors"]["recall"] == 0.30
    assert new["regressions"] == ["recall: labels were mended"]
