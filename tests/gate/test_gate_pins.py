"""The quality gate itself: it fails when it must and never worsens a pin in silence."""

from __future__ import annotations

import pins
import pytest

BASELINE = pins.Baseline(
    digests={"seeds": "aa", "sample": "cc"},
    floors={"recall": 0.50, "sample/filled": 0.9},
    ceilings={"sample/repeats": 0.10},
    regressions=[],
)
DIGESTS = {"seeds": "aa", "sample": "cc"}
GOOD = {"recall": 0.50, "sample/filled": 0.9, "sample/repeats": 0.10}


@pytest.mark.parametrize("better", [{}, {"recall": 0.60}, {"recall": 0.497}, {"sample/repeats": 0.0}])
def test_figures_at_their_pins_pass(better: dict[str, float]) -> None:
    """Equal, better, and a hair worse through noise all pass."""
    assert pins.verdicts(GOOD | better, BASELINE, DIGESTS) == []


@pytest.mark.parametrize(
    ("figures", "digests", "word"),
    [
        (GOOD | {"recall": 0.49}, DIGESTS, "recall: 0.4900 is below 0.5000"),
        (GOOD | {"sample/repeats": 0.11}, DIGESTS, "sample/repeats: 0.1100 is above 0.1000"),
        ({"recall": 0.50, "sample/filled": 0.9}, DIGESTS, "sample/repeats: pinned but not measured"),
        (GOOD, DIGESTS | {"seeds": "bb"}, "seeds: not the input that was pinned"),
    ],
)
def test_what_is_worse_fails(figures: dict[str, float], digests: dict[str, str], word: str) -> None:
    """A figure beyond its pin, a missing figure and another input are each named, and nothing else."""
    assert pins.verdicts(figures, BASELINE, digests) == [word]


@pytest.mark.parametrize("why", ["", " "])
@pytest.mark.parametrize(("floors", "ceilings"), [({"recall": 0.3}, {}), ({}, {"sample/repeats": 0.2})])
def test_a_pin_is_worsened_only_with_a_reason(floors: dict[str, float], ceilings: dict[str, float], why: str) -> None:
    """A lower floor and a higher ceiling both need a reason, which is kept."""
    new = {**BASELINE["floors"], **floors}, {**BASELINE["ceilings"], **ceilings}
    (name,) = {**floors, **ceilings}
    with pytest.raises(ValueError, match=name):
        pins.pinned(*new, BASELINE, DIGESTS, why)
    renewed = pins.pinned(*new, BASELINE, DIGESTS, "labels were mended")
    assert (renewed["floors"], renewed["ceilings"]) == new
    assert renewed["regressions"] == [f"{name}: labels were mended"]


def test_a_pin_is_dropped_only_with_a_reason() -> None:
    """A figure that is no longer measured does not take its pin with it."""
    with pytest.raises(ValueError, match="recall"):
        pins.pinned({"sample/filled": 0.9}, BASELINE["ceilings"], BASELINE, DIGESTS, "")


def test_part_of_the_pins_is_renewed_alone() -> None:
    """With one group's input only its pins are tested and renewed; the others stay as they are."""
    part = pins.of_inputs(BASELINE, {"sample"})
    assert set(part["floors"]) == {"sample/filled"}
    assert pins.verdicts({"sample/filled": 0.9, "sample/repeats": 0.1}, part, {"sample": "cc"}) == []
    new = pins.pinned({"sample/filled": 0.95, "all/filled": 0.95}, {"sample/repeats": 0.0}, part, {"sample": "dd"}, "")
    merged = pins.merged(BASELINE, part, new)
    assert merged["floors"] == {"recall": 0.50, "sample/filled": 0.95}
    assert merged["ceilings"] == {"sample/repeats": 0.0}
    assert merged["digests"] == {"seeds": "aa", "sample": "dd"}
