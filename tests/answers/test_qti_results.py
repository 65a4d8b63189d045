"""Results of QTI engines."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
from answer_samples import paper

from qbank.answers import read
from qbank.errors import QbankError

SPACES = {
    "2.1": "http://www.imsglobal.org/xsd/imsqti_result_v2p1",
    "2.2": "http://www.imsglobal.org/xsd/imsqti_result_v2p2",
    "3.0": "http://www.imsglobal.org/xsd/imsqti_result_v3p0",
}


def _variable(kind: str, name: str, base: str, inner: str, **more: str) -> str:
    attributes = "".join(f' {key}="{value}"' for key, value in more.items())
    return f'<{kind} identifier="{name}" baseType="{base}"{attributes}>{inner}</{kind}>'


def _item(name: str, values: list[str], *, kind="identifier", cardinality="single", score="", status="final") -> str:
    said = "".join(f"<value>{value}</value>" for value in values)
    given = f"<candidateResponse>{said}</candidateResponse>"
    parts = [
        _variable("responseVariable", "duration", "float", "<candidateResponse><value>9</value></candidateResponse>"),
        _variable(
            "responseVariable",
            "RESPONSE",
            kind,
            given,
            cardinality=cardinality,
        ),
    ]
    if score:
        parts.append(_variable("outcomeVariable", "SCORE", "float", f"<value>{score}</value>", normalMaximum="2"))
    return f'<itemResult identifier="{name}" sessionStatus="{status}">{"".join(parts)}</itemResult>'


def _result(person: str, items: list[str], *, version="2.1", when="2024-05-06T09:10:00", total="") -> str:
    score = _variable("outcomeVariable", "SCORE", "float", f"<value>{total}</value>") if total else ""
    return (
        f'<assessmentResult xmlns="{SPACES[version]}"><context sourcedId="{person}">'
        f'<sessionIdentifier sourceID="candidateName" identifier="name {person}"/></context>'
        f'<testResult identifier="T" datestamp="{when}">{score}</testResult>{"".join(items)}</assessmentResult>'
    )


def _many(person: str, version: str = "2.1") -> str:
    return _result(
        person,
        [
            _item("Q-one", ["C2"]),
            _item("Q-many", ["o1", "o2", "o3"], cardinality="multiple"),
            _item("Q-true", ["true"]),
            _item("Q-match", ["L1 R2", "L2 R1"], kind="directedPair", cardinality="multiple"),
            _item("Q-order", ["C2", "C1", "C3"], cardinality="ordered"),
        ],
        version=version,
    )


@pytest.mark.parametrize("version", SPACES)
def test_every_version_is_read(tmp_path: Path, version: str) -> None:
    """Options by the ids that our packages give them, or by the bank's; pairs and orders."""
    path = tmp_path / "r.xml"
    path.write_text('<?xml version="1.0" encoding="UTF-8"?>\n' + _many("p1", version), encoding="utf-8")
    reading = read(path, items=paper())
    assert reading.report.layout == "qti" and reading.sitting().marks.tolist() == [[1, 1, 1, 1, 1]]
    assert reading.sittings[0].people[0].code == "p1" and reading.sittings[0].people[0].name == "name p1"
    assert reading.sittings[0].submitted == ("2024-05-06T09:10:00",)


def test_many_people_in_one_file(tmp_path: Path) -> None:
    """Omitted, not presented, marks of the engine, attempts and sessions that were not handed in."""
    path = tmp_path / "r.xml"
    results = [
        _result("1", [_item("Q-one", ["C2"], score="2"), _item("Q-true", [], score="0")], total="2"),
        _result("1", [_item("Q-one", ["C1"], score="0")], when="2024-05-05T09:00:00"),
        _result("2", [_item("Q-true", ["false"], score="0")]),
        _result("3", [_item("Q-true", ["true"], status="pendingSubmission")]),
        _result("4", [_item("Q-one", ["C9"], score=""), _item("Q-true", ["true"], score="1.5")]),
    ]
    path.write_text(f"<results>{''.join(results)}</results>", encoding="utf-8")
    reading = read(path, items=paper(), attempt="last")
    assert reading.report.dropped == {"unfinished": 1, "other-attempt": 1}
    expected = [[2, 0], [np.nan, 0], [np.nan, 1.5]]
    assert np.array_equal(reading.sitting().marks, expected, equal_nan=True)
    assert reading.sitting().answered[0].tolist() == [True, False]
    assert [each.text for each in reading.report.dirty] == ["C9"]


def test_places_of_our_packages_are_numbers_of_the_paper(tmp_path: Path) -> None:
    """An engine may call items by their places in the test."""
    path = tmp_path / "r.xml"
    path.write_text(_result("1", [_item("I000003", ["true"]), _item("I000001", ["C2"])]), encoding="utf-8")
    reading = read(path, items=paper(), paper=["Q-one", "Q-many", "Q-true"])
    assert reading.sitting().items == ("Q-one", "Q-true") and reading.sitting().marks.tolist() == [[1, 1]]


def test_zip_of_results(tmp_path: Path) -> None:
    """A zip has a file for each person."""
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for person in ("1", "2"):
            archive.writestr(f"assessmentResult-{person}.xml", _many(person, "3.0"))
    assert read(path, items=paper()).sitting().marks.sum() == 10


def test_entities_and_damage_are_refused(tmp_path: Path) -> None:
    """A document type is refused, and so is XML that is none."""
    path = tmp_path / "r.xml"
    for text, code in (
        (f'<!DOCTYPE a [<!ENTITY b "c">]>{_many("1")}', "qti-entities"),
        (_many("1")[:-30], "qti-broken-xml"),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(QbankError) as caught:
            read(path)
        assert caught.value.problem.code == code and caught.value.problem.file == str(path)


@pytest.mark.parametrize(("said", "seconds"), [("9", 9.0), ("12.5", 12.5), ("PT1M9.5S", 69.5), ("", np.nan)])
def test_the_time_of_an_answer_is_its_duration(tmp_path: Path, said: str, seconds: float) -> None:
    """Seconds, or as ISO 8601 has them; an item that a session does not report took no time."""
    both = _result("a", [_item("Q-one", ["C2"]), _item("Q-true", ["true"])])
    one = _result("b", [_item("Q-one", ["C2"])]).replace("<value>9</value>", f"<value>{said}</value>")
    (tmp_path / "r.xml").write_text(f"<results>{both}{one}</results>", encoding="utf-8")
    found = read(tmp_path / "r.xml", items=paper())
    places = [[each.item for each in found.asked].index(name) for name in ("Q-one", "Q-true")]
    times = found.times_of(found.places)[:, places]
    np.testing.assert_array_equal(times, [[9, 9], [seconds, np.nan]])
