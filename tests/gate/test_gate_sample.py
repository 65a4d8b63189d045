"""The part of the gate that needs no outside data: drafts of the project's own corpus."""

from __future__ import annotations

from copy import deepcopy

import pins
import pytest
from compare import lines as differences
from figures import figures
from measure import judged, renewed, sample
from record import Record, dump, load
from tables import lines


@pytest.fixture(scope="module")
def sampled() -> Record:
    """Measure the corpus once."""
    return sample()


def test_the_sample_corpus_breaks_no_rule_and_keeps_its_pins(sampled: Record) -> None:
    """No draft of the corpus breaks a rule, and no pinned figure of it is worse than pinned."""
    pinned = pins.of_inputs(pins.load(), sampled["digests"])
    assert pinned["floors"]
    assert pinned["ceilings"]
    assert figures(sampled)["sample/violations"] == 0
    assert not judged(sampled, pins.load()), "mend it, or: python tests/gate/run.py --update --allow-regression WHY"


def test_a_planted_fault_fails(sampled: Record) -> None:
    """One draft of one document that breaks a rule fails the gate and is listed with its document."""
    planted = deepcopy(sampled)
    row = next(iter(planted["documents"].values()))
    row["drafts"][0]["faults"] = ["key-visible"]
    assert "sample/violations: 1 is not within 0…0" in judged(planted, pins.load())
    (listed,) = (line for line in lines(planted) if "key-visible" in line)
    assert row["name"] in listed


def test_a_planted_worse_figure_fails_and_is_not_pinned_in_silence(sampled: Record) -> None:
    """Short lists of two drafts fail the floor of filled slots, and are pinned only with a reason."""
    worse = deepcopy(sampled)
    for row in worse["documents"].values():
        row["shortlisted"] = min(2, row["shortlisted"])
    assert any(line.startswith("sample/filled") for line in judged(worse, pins.load()))
    with pytest.raises(ValueError, match="sample/filled"):
        renewed(worse, pins.load(), "")
    new = renewed(worse, pins.load(), "the corpus was cut")
    assert new["floors"]["sample/filled"] < pins.load()["floors"]["sample/filled"]
    assert "the corpus was cut" in new["regressions"][-1]


def test_planted_unlike_options_fail(sampled: Record) -> None:
    """Keys that are longest throughout are beyond the limit, distractors of another kind below it."""
    worse = deepcopy(sampled)
    for row in worse["documents"].values():
        for each in row["drafts"]:
            if "alike" in each:
                each["alike"][1], each["alike"][4] = 0, 1
    wrong = judged(worse, pins.load())
    assert "sample/key-longest: 1 is not within 0…0.25" in wrong
    assert "sample/same-kind: 0 is not within 0.6…1" in wrong


def test_planted_repeats_fail(sampled: Record) -> None:
    """A ceiling holds as a floor does: more near-duplicates than pinned."""
    worse = deepcopy(sampled)
    for row in worse["documents"].values():
        for each in row["drafts"]:
            each["repeats"] = True
    assert any(line.startswith("sample/repeats: 1.0000 is above") for line in judged(worse, pins.load()))


def test_a_record_equals_itself_and_outlives_its_file(sampled: Record, tmp_path) -> None:
    """Written and read again a record gives the same figures, and comparing it with itself names no difference."""
    dump(sampled, tmp_path / "record.json")
    again = load(tmp_path / "record.json")
    assert figures(again) == figures(sampled)
    assert len(list(differences(again, sampled))) == 1


def test_a_record_of_another_format_is_refused(tmp_path) -> None:
    """A file that is no record is named."""
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ValueError, match=r"other\.json"):
        load(tmp_path / "other.json")


def test_only_documents_of_both_are_compared(sampled: Record) -> None:
    """A document that one run had not plays no part; a draft less in another is named with its pattern."""
    earlier, later = deepcopy(sampled), deepcopy(sampled)
    first, second = list(sampled["documents"])[:2]
    del earlier["documents"][first]
    gone = later["documents"][second]["drafts"].pop(0)
    header, *said = differences(earlier, later)
    assert f"on {len(sampled['documents']) - 1} documents" in header
    named = [line for line in said if sampled["documents"][second]["name"] in line]
    assert len(named) == 1
    assert f"-1 {gone['type']}/{gone['pattern']}" in named[0]
    assert not any(sampled["documents"][first]["name"] in line for line in said)


def test_a_record_keeps_no_text(sampled: Record) -> None:
    """A record may be passed on: of a draft it has its id, type, pattern and counts."""
    known = {"id", "type", "pattern", "faults", "repeats", "alike", "place", "true"}
    assert all(set(each) <= known for row in sampled["documents"].values() for each in row["drafts"])
