"""Fits the weights of ``qbank/drafting/readers.py`` anew: ``python tests/gate/reader_weights.py``.

``judged.csv`` holds, of each draft of prose that readers judged and that the program still made when the file was
written, the prior, the features (both as the program saw them), how many readers judged it, and how many of them took
it as it was, found it usable, found it fatal. Drafts made no more, because what readers named was mended, are not in
it; so what it promises is a little too good, and only a new reading tells the truth. The texts of the readings are not
in the project: a further feature needs the file written anew from texts and verdicts, or a new reading.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).parents[2]))
from qbank.drafting.readers import FEATURES, LEAST, SHOWN
from qbank.drafting.worth import Worth, logit

if TYPE_CHECKING:
    from numpy.typing import NDArray

JUDGED = Path(__file__).with_name("judged.csv")
KINDS = ("plan", "notice", "speech", "news", "report", "handbook", "other")
NAMES = (*FEATURES, *(f"kind:{kind}" for kind in KINDS))
DECIMALS = 2
_DRAWN_TO_0, _FOLDS = 0.2, 10


class Judged(NamedTuple):
    """Rows of the file: ``x`` is the logit of the prior and the features, the rest are shares of readers, 0–1."""

    x: NDArray[np.float64]
    as_is: NDArray[np.float64]
    usable: NDArray[np.float64]
    fatal: NDArray[np.float64]
    kinds: NDArray[np.str_]
    documents: NDArray[np.str_]


def judged(path: Path = JUDGED) -> Judged:
    """Return the judged drafts of the file with a prior that short lists have."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if float(row["prior"]) >= SHOWN]
    readers = np.array([int(row["readers"]) for row in rows])
    shares = ([int(row[name]) for row in rows] / readers for name in ("as is", "usable", "fatal"))
    x = [
        [logit(float(row["prior"])), *(float(row[name]) for name in FEATURES), *(row["kind"] == kind for kind in KINDS)]
        for row in rows
    ]
    kinds, documents = ([row[name] for row in rows] for name in ("kind", "document"))
    places = [f"{row['reading']}/{document}" for row, document in zip(rows, documents, strict=True)]
    return Judged(np.array(x, dtype=float), *shares, np.array(kinds), np.array(places))


def fitted(x: NDArray[np.float64], as_is: NDArray[np.float64]) -> LogisticRegression:
    """Return the logistic regression of the share taken as is, each draft once, however many read it."""
    both = np.vstack([x, x])
    kept = np.repeat([1, 0], len(x))
    shares = np.concatenate([as_is, 1 - as_is])
    return LogisticRegression(C=_DRAWN_TO_0, max_iter=5000).fit(both, kept, sample_weight=shares)


def weights(found: LogisticRegression) -> Worth:
    """Return what was found as the program holds it."""
    slope, *others = found.coef_[0]
    named = {"always": found.intercept_[0]} | dict(zip(NAMES, others, strict=True))
    return Worth(round(float(slope), DECIMALS), {name: round(float(value), DECIMALS) for name, value in named.items()})


def left_out(drafts: Judged) -> NDArray[np.float64]:
    """Return the expected share of each draft, found without those of its own document."""
    found = np.zeros(len(drafts.x))
    for train, test in GroupKFold(_FOLDS).split(drafts.x, groups=drafts.documents):
        found[test] = fitted(drafts.x[train], drafts.as_is[train]).predict_proba(drafts.x[test])[:, 1]
    return found


def main() -> None:
    """Print weights and what they are worth."""
    drafts = judged()
    print(weights(fitted(drafts.x, drafts.as_is)))
    expected, kept = left_out(drafts), drafts.as_is > 1 / 2
    print(f"{len(kept)} drafts; AUC of the prior {roc_auc_score(kept, drafts.x[:, 0]):.3f}, "
          f"with the readers' weights {roc_auc_score(kept, expected):.3f} (documents left out)")  # fmt: skip
    for kind in (*KINDS, ""):
        of_kind = (drafts.kinds == kind) if kind else np.ones(len(kept), dtype=bool)
        shown = of_kind & (expected >= LEAST)
        rates = " / ".join(f"{100 * share[shown].mean():.0f}" for share in drafts[1:4])
        print(f"{kind or 'all':9} {shown.sum():4} of {of_kind.sum():4} expected at {LEAST} or more: {rates} % "
              "as they are / usable / fatal")  # fmt: skip


if __name__ == "__main__":
    main()
