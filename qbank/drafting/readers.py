"""What blind readers' verdicts add to a prior in prose: how a stem begins, where its sentence stands, what it says.

Readers kept as it was every second draft of prose, and what told the halves apart was less the pattern than whether a
stem says by itself whom or what it is about. That cannot be read off one word, so several signs of it are weighed, by
logistic regression on the readers' verdicts: ``python tests/gate/reader_weights.py`` fits the weights anew from
``tests/gate/judged.csv`` and a test compares. Laws need no such correction; their articles stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from qbank.drafting.candidate import Candidate
from qbank.drafting.naming import quotable_title, unnamed
from qbank.drafting.prior import prior_of
from qbank.drafting.study import Study
from qbank.drafting.worth import Worth
from qbank.model.document import Kind

_PREFIXES = (8, 6, 4)
"""Characters of a stem that are looked for in its sentence; a question word or a changed number may follow."""
_LONG_CLAUSE, _LATE, _MANY_FIGURES = 30, 4, 4
"""Where a number counts as 1 and grows no further: characters, sentences, figures."""
_BINDS = re.compile("应|须|必须|不得|要|可以|不[少超低高]")
_FIGURE = re.compile("[0-9]+")


class _Seen(NamedTuple):
    """A candidate without the name of its document, and what stands before it in its sentence (None: it was lent)."""

    own: str
    before: str | None
    late: int
    named: bool


FEATURES: Mapping[str, Callable[[_Seen], float]] = MappingProxyType({
    "first-clause": lambda seen: min(len(seen.own.partition("，")[0]), _LONG_CLAUSE) / _LONG_CLAUSE,
    "quotes-first": lambda seen: seen.own.startswith(("“", "《")),
    "opens-sentence": lambda seen: seen.before == "",
    "mid-sentence": lambda seen: seen.before is not None and seen.before.endswith("，"),
    "late-in-paragraph": lambda seen: min(seen.late, _LATE) / _LATE,
    "names-document": lambda seen: seen.named,
    "binds": lambda seen: _BINDS.search(seen.own) is not None,
    "figures": lambda seen: min(len(_FIGURE.findall(seen.own)), _MANY_FIGURES) / _MANY_FIGURES,
})
"""Name → value, 0–1."""
READERS = Worth(
    slope=0.58,
    weights=MappingProxyType({
        "always": -0.55,
        "first-clause": 0.79,
        "quotes-first": 0.52,
        "opens-sentence": 0.46,
        "mid-sentence": -0.28,
        "late-in-paragraph": -0.57,
        "names-document": 0.56,
        "binds": 0.18,
        "figures": -0.33,
        "kind:plan": 0.21,
        "kind:notice": 0.39,
        "kind:speech": -0.18,
        "kind:news": -0.27,
        "kind:report": 0.11,
        "kind:handbook": -0.2,
        "kind:other": -0.08,
    }),
)
SHOWN = 0.4
"""Readers were shown drafts of at least this prior; of others nothing is known."""
LEAST = 0.55
"""A draft of prose that is less likely to be taken as it is fills no slot of the short list."""


def expected_share(candidate: Candidate, study: Study) -> float:
    """Return the share of drafts like one that is expected to be kept before any verdict of an editor, 0–1."""
    kind = study.document.kind
    prior = prior_of(candidate, kind, titled=bool(quotable_title(study.document)))
    seen = kind != "law" and prior >= SHOWN
    return READERS.of(prior, reading_features(candidate, study)) if seen else prior


def reading_features(candidate: Candidate, study: Study) -> dict[str, float]:
    """Return the features by name, and ``kind:…`` and ``always`` with the value 1."""
    sent, stem = candidate.draft.fact.sent, candidate.item.stem
    own = unnamed(stem)
    at = next((at for size in _PREFIXES if (at := sent.view.find(own[:size])) >= 0), -1)
    late = sent.index - study.opening_of(sent).index
    # Only where the document has a title does a stem without one lack something.
    named = "《" in stem or not quotable_title(study.document)
    seen = _Seen(own, sent.view[:at] if at >= 0 else None, late, named)
    return {"always": 1.0, _kind(study.document.kind): 1.0} | {
        name: float(measure(seen)) for name, measure in FEATURES.items()
    }


def _kind(kind: Kind) -> str:
    return f"kind:{kind}"
