"""Verdicts drawn from known rates, for the tests of learning."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from qbank.drafting.learn import Sample

RATES: Mapping[str, float] = {"甲": 0.9, "乙": 0.65, "丙": 0.4, "丁": 0.15}
"""Pattern → share that an editor keeps."""


def sample(
    number: int, pattern: str = "甲", *, prior: float = 0.5, kept: float | None = 1.0, **changes: object
) -> Sample:
    """Return a sample of a pattern's single-choice drafts, one of ten documents by its number."""
    cell = f"cell:{pattern}/single_choice/prose"
    features = {"all": 1.0, "genre:prose": 1.0, f"asked:{pattern}/single_choice": 1.0, cell: 1.0}
    fields = {
        "item": f"q{number:05}",
        "document": f"文件{number % 10}.txt",
        "pattern": pattern,
        "type": "single_choice",
        "cell": cell,
        "prior": prior,
        "standing": 0.5,
        "features": features,
        "kept": kept,
        "at": f"2026-03-02T08:{number // 60 % 60:02}:{number % 60:02}+00:00",
    }
    return Sample(**{**fields, **changes})


def drawn(count: int, *, seed: int = 1, priors: Mapping[str, float] | None = None, first: int = 0) -> list[Sample]:
    """Return ``count`` samples, their patterns in turn, their verdicts drawn from ``RATES``; prior 0.5 by default."""
    rng = Random(seed)
    found = []
    for number in range(first, first + count):
        pattern = list(RATES)[number // 10 % len(RATES)]
        kept = 1.0 if rng.random() < RATES[pattern] else 0.0
        found.append(sample(number, pattern, prior=(priors or {}).get(pattern, 0.5), kept=kept))
    return found
