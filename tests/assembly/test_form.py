"""Issued papers as data."""

from __future__ import annotations

import json

import pytest
from form_samples import papers
from hypothesis import given, settings

from qbank.assembly.shuffling import shuffled
from qbank.model.form import Form


def small() -> dict:
    """Return the dictionary of a form of one item."""
    placed = {"item": "q1", "revision": 2, "order": "BAC", "marks": 1.5}
    section = {"heading": "单选题", "marks": 1.5, "items": [placed]}
    head = {"schema": 1, "id": "x-A", "name": "A", "title": "周测", "blueprint": "", "minutes": 60}
    return {**head, "sections": [section]}


@settings(max_examples=30, deadline=None)
@given(papers())
def test_a_form_comes_back_from_its_text(sections):
    """What is written is read again, and is the same text once more."""
    for issued in shuffled(sections, seed="1", exam="周测03", title="周测"):
        again = Form.from_dict(json.loads(issued.form.to_json()))
        assert again == issued.form
        assert again.to_json() == issued.form.to_json()


def test_whole_marks_and_their_decimals_are_one_text():
    """2 and 2.0 marks are the same form, so the same bytes."""
    one, other = small(), small()
    one["sections"][0]["marks"] = one["sections"][0]["items"][0]["marks"] = 2
    other["sections"][0]["marks"] = other["sections"][0]["items"][0]["marks"] = 2.0
    assert Form.from_dict(one).to_json() == Form.from_dict(other).to_json()
    assert Form.from_dict(one).marks == 2


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda data: data.update(schema=2), "schema"),
        (lambda data: data.update(colour="red"), "colour"),
        (lambda data: data.update(title=3), "title"),
        (lambda data: data.update(sections={}), "sections"),
        (lambda data: data["sections"][0]["items"][0].update(order="AAC"), r"sections\[0\]\.items\[0\]\.order"),
        (lambda data: data["sections"][0]["items"][0].update(revision=0), r"items\[0\]\.revision"),
        (lambda data: data["sections"][0]["items"][0].update(marks=0), r"items\[0\]\.marks"),
        (lambda data: data["sections"][0]["items"][0].update(marks=float("nan")), r"items\[0\]\.marks"),
        (lambda data: data["sections"][0].pop("heading"), r"sections\[0\]\.heading"),
        (lambda data: data["sections"][0]["items"].append(data["sections"][0]["items"][0]), "'q1' stands there twice"),
    ],
)
def test_a_wrong_field_is_named(change, named):
    """Nothing unknown, missing or impossible is taken."""
    data = small()
    change(data)
    with pytest.raises(ValueError, match=named):
        Form.from_dict(data)
