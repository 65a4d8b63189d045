"""What options of a multiple choice earn in Moodle, which takes only grades of its list, and the marking rule that is.

Each of n right options earns a share of 100, a wrong one takes all of it away, and below nothing nobody falls. So k
right options and no wrong one earn k/n: that is the marking rule of every multiple choice in such a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

SHARED_BY = frozenset({*range(1, 11), 20})
"""The numbers of right options whose share is in Moodle's list of grades."""
WRONG = "-100"
_NEARLY = 0.01


def share(keys: int) -> str:
    """Return the grade of one of so many right options, in per cent."""
    return f"{100 / keys:.5f}".rstrip("0").rstrip(".")


def rules_for(keys: int) -> dict[str, Any]:
    """Return the rules of a body in which k of the keys earn k/n; one key alone earns all or nothing."""
    table = [round(right / keys, 5) for right in range(1, keys)]
    return {"marking": {"rule": "part", "table": table}} if table else {}


def are_shared(weights: Sequence[float]) -> bool:
    """Tell whether the right options share the marks equally."""
    right = [weight for weight in weights if weight > 0]
    return all(abs(weight - 100 / len(right)) < _NEARLY for weight in right)


def are_forfeited(weights: Sequence[float]) -> bool:
    """Tell whether each wrong option takes all marks away."""
    return all(weight < _NEARLY - 100 for weight in weights if weight <= 0)


def marking_of(weights: Sequence[float]) -> Mapping[str, Any]:
    """Return the rules nearest to what options earn, in per cent; unequal shares are no rule of ours."""
    right = [weight for weight in weights if weight > 0]
    return rules_for(len(right)) if are_shared(weights) else {}
