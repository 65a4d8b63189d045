"""How likely an editor is to keep a draft: the type's own prior, corrected by what verdicts have taught.

The correction is a weighted sum of named features, so every worth can be taken apart into its reasons. Using it is
plain arithmetic; ``drafting.learn`` finds the weights.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp, log
from types import MappingProxyType

_SUREST = 0.02
"""No prior is taken to be surer than this of being 0 or 1; otherwise no verdict could ever move it."""
_FAR = 30.0
"""Logits beyond this are 0 or 1 for any purpose."""


@dataclass(frozen=True, slots=True)
class Worth:
    """``logit(worth) = slope · logit(prior) + Σ weights · features``; by default the worth is the prior itself.

    Args:
        slope: how far the priors are trusted, 0 (not at all) upwards; below 0 it would turn them round.
        weights: feature name → weight, in units of the logit; a feature without one counts nothing.
    """

    slope: float = 1.0
    weights: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if self.slope < 0:
            raise ValueError(f"slope {self.slope} is below 0")

    @property
    def learned(self) -> bool:
        """Tell whether any verdict had a say."""
        return self.slope != 1.0 or bool(self.weights)

    def of(self, prior: float, features: Mapping[str, float]) -> float:
        """Return the share of such drafts that is expected to be kept, 0–1; rises with the prior."""
        if not self.learned:
            return min(1.0, max(0.0, prior))
        found = self.slope * logit(prior) + sum(self.shares(features).values())
        return share_of(found)

    def shares(self, features: Mapping[str, float]) -> dict[str, float]:
        """Return what each feature adds to or takes from the logit, the weightiest first."""
        found = {name: self.weights[name] * value for name, value in features.items() if name in self.weights}
        return dict(sorted(found.items(), key=lambda share: (-abs(share[1]), share[0])))


PRIORS = Worth()
"""The order before any verdict."""


def logit(share: float) -> float:
    """Return log(p / (1 - p)) of a share, 0–1, held away from both ends by ``_SUREST``."""
    held = min(1.0 - _SUREST, max(_SUREST, share))
    return log(held / (1.0 - held))


def share_of(found: float) -> float:
    """Return the share of a logit, the inverse of ``logit``."""
    return 1.0 / (1.0 + exp(-max(-_FAR, min(_FAR, found))))
