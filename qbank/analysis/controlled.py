"""Many tests at once: p adjusted so that of what is called surprising no more than a chosen share is chance."""

from __future__ import annotations

from collections.abc import Sequence


def controlled(values: Sequence[float | None]) -> list[float]:
    """Return p adjusted over all that there are; 1 where there is none.

    Source: Y. Benjamini, Y. Hochberg (1995), Journal of the Royal Statistical Society B 57, 289–300.
    """
    from scipy.stats import false_discovery_control

    there = [each for each in values if each is not None]
    adjusted = iter(false_discovery_control(there) if there else ())
    return [1.0 if each is None else float(next(adjusted)) for each in values]
