"""Measures everything there is, judges a run against the pins, and renews them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import covered
import data
import drafts
import ideals
import pins
import ranking
import record as records
import segmenters
import spans
from figures import CEILINGS, FLOORS, beyond_limits, figures, pinnable
from record import Record

from qbank.drafting.study import Tools
from qbank.model.document import Document
from qbank.text.terms import open_segmenter

OWN_IDEALS = Path(__file__).with_name("ideals.json")
SAMPLE = "sample"
"""The group, and the input, of the project's own corpus: what can be measured anywhere."""


def measured(groups: dict[str, Iterable[Document]], written: ideals.Ideals | None, made: Tools) -> Record:
    """Return the record of groups of documents, and of the ideals written on them."""
    record, tag = records.empty(), open_segmenter().tag
    for group, documents in groups.items():
        for document in documents:
            of = drafts.studied(document, made)
            record["documents"][document.digest[:16]] = drafts.row(of, group, tag)
            for ideal in written.of(document.name, document.digest) if written else ():
                record["ideals"][ideal.name] = covered.outcome(ideal, of)
    return record


def sample() -> Record:
    """Return the record of the project's own corpus."""
    record = measured({"sample": data.folder(data.SAMPLE)}, None, ranking.tools())
    return Record(**{**record, "digests": data.sample_digests()})


def everything() -> Record:
    """Return the record of all there is to measure on."""
    made = ranking.tools()
    groups = {"seeds": data.seeds(), "sample": data.folder(data.SAMPLE), "laws": data.laws()}
    record = measured(groups, ideals.load(OWN_IDEALS), made)
    sets = data.labelled_sets()
    alike, sentences = segmenters.alike(data.seeds())
    return Record(**{
        **record,
        "digests": data.digests(),
        "spans": {name: spans.measure(docs, made) for name, docs in sets.items()},
        "ranking": {name: ranking.measure(docs, made) for name, docs in sets.items()},
        "sentences": {"alike": alike, "all": sentences},
    })


def judged(record: Record, baseline: pins.Baseline) -> list[str]:
    """Return what is wrong with a run; of a run on the own corpus alone only its pins are looked at."""
    found = figures(record)
    return beyond_limits(found) + pins.verdicts(found, pins.of_inputs(baseline, record["digests"]), record["digests"])


def renewed(record: Record, baseline: pins.Baseline, why: str) -> pins.Baseline:
    """Return the baseline with the figures of a run; what rests on inputs the run had not stays as it is.

    Raises:
        ValueError: if a figure is worse than its pin and no reason is given.
    """
    found, own = figures(record), pins.of_inputs(baseline, record["digests"])
    new = pins.pinned(pinnable(found, FLOORS), pinnable(found, CEILINGS), own, record["digests"], why)
    return pins.merged(baseline, own, new)
