"""Ideal questions as places, when a draft asks what they ask, and why one is missed."""

from __future__ import annotations

import json
from pathlib import Path

import covered
import ideals
import pytest
from agreement import alike
from covered import outcome
from data import folder
from drafts import Studied, studied
from locate import located
from outside import lines
from ranking import tools

TEXT = """云岭市应急值守办法

第一条 受理部门应当自收到值守申请之日起十五日内作出书面答复。
第二条 值守工作由市应急管理局负责，宣传工作由市广播电视台负责。
第三条 任何人都要爱护值守设施，让它们常用常新。
"""
QUOTED = [
    {"document": "值守.txt", "number": 1, "type": "single_choice", "sources": ["十五日内"], "parts": [["十五日"]]},
    {"document": "值守.txt", "number": 2, "type": "single_choice", "sources": ["爱护"], "parts": [["爱护值守设施"]]},
    {"document": "值守.txt", "number": 3, "type": "fill_blank", "sources": ["十五日内"], "parts": [["受理部门"]]},
]


@pytest.fixture
def written(tmp_path: Path) -> tuple[ideals.Ideals, Studied]:
    """Return the located questions and the document studied."""
    (tmp_path / "值守.txt").write_text(TEXT, encoding="utf-8")
    file = tmp_path / "ideals.json"
    file.write_text(json.dumps(located(QUOTED, tmp_path)), encoding="utf-8")
    (document,) = folder(tmp_path)
    return ideals.load(file), studied(document, tools())


def test_places_quote_what_was_written(written) -> None:
    """A source is its whole sentence, a key part its words, and the file has no words of the text."""
    found, of = written
    first = found.ideals[0]
    text = of.document.text
    assert [text[span.start : span.end] for span in first.parts[0]] == ["十五日"]
    assert text[first.sources[0].start : first.sources[0].end].endswith("作出书面答复。")
    assert "十五日" not in json.dumps(located(QUOTED[:0], Path(__file__).parent))


def test_a_question_asked_is_covered_and_others_say_why_not(written) -> None:
    """The deadline is asked; a sentence without a fact and a key no fact touches are missed for want of one."""
    found, of = written
    rows = [outcome(ideal, of) for ideal in found.of(of.document.name, of.document.digest)]
    assert [row["covered"] for row in rows] == [True, False, False]
    assert rows[0]["same_type"]
    assert (rows[0]["asked"], rows[0]["parts"], rows[0]["why"]) == (1, 1, "covered")
    assert rows[1]["why"] == "no fact"
    assert rows[2]["why"].startswith("no fact (")


def test_outside_readers_see_what_was_missed(written, tmp_path: Path) -> None:
    """The report counts the covered, gives a reason for each other one and quotes its key."""
    said = "\n".join(lines(tmp_path / "ideals.json", tmp_path))
    assert "covered: 1 of 3" in said
    assert "值守.txt#2: 爱护值守设施" in said
    assert "值守.txt#1:" not in said
    (tmp_path / "值守.txt").unlink()
    with pytest.raises(ValueError, match=r"值守\.txt"):
        list(lines(tmp_path / "ideals.json", tmp_path))


def test_without_its_drafts_nothing_is_covered(written) -> None:
    """The same document with no draft offered: the fact and its drafts are found again, so it is not offered."""
    found, of = written
    row = outcome(found.ideals[0], of._replace(items=()))
    assert (row["covered"], row["why"]) == (False, "not offered")


def test_each_reason_for_missing_is_told_apart(written, monkeypatch) -> None:
    """A key wider than any asks, a gate that refuses, and types that make no draft each have their own word."""
    found, of = written
    ideal, bare = found.ideals[0], of._replace(items=())
    wide = ideal._replace(parts=(ideal.sources,))
    assert outcome(wide, of)["why"].startswith("other key (")
    with monkeypatch.context() as patched:
        patched.setattr(covered, "refused_by", lambda *_: ["also-true"])
        assert outcome(ideal, bare)["why"] == "refused: also-true"
    monkeypatch.setattr(covered, "TYPES", ())
    assert outcome(ideal, bare)["why"] == "no draft from start, time_limit"


def test_ideals_of_another_text_are_refused(written) -> None:
    """Places mean nothing in a text that has changed."""
    found, of = written
    with pytest.raises(ValueError, match="not the document"):
        found.of(of.document.name, "0" * 64)
    assert found.of("other.txt", "0" * 64) == ()


def test_a_quotation_that_stands_nowhere_is_named(tmp_path: Path) -> None:
    """A slip of the pen is named with its question, and a missing document with its folder."""
    (tmp_path / "值守.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(ValueError, match=r"值守\.txt 1: '六十日'"):
        located([QUOTED[0] | {"parts": [["六十日"]]}], tmp_path)
    with pytest.raises(ValueError, match=r"缺\.txt"):
        located([QUOTED[0] | {"document": "缺.txt"}], tmp_path)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("2", "2期", True),
        ("2", "20", False),
        ("500", "500余人次", True),
        ("“红色基地”", "红色基地", True),
        ("红色基地", "搭建“红色基地”平台", True),
        ("学", "学习强国平台", False),
        ("3月8日", "3月12日", False),
    ],
)
def test_wordings_agree_by_half_and_by_number(one: str, other: str, *, agree: bool) -> None:
    """Quotation marks do not count, a number must be the same number, and half the words must be there."""
    assert alike(one, other) is agree
    assert alike(other, one) is agree


def test_our_own_ideals_are_well_formed() -> None:
    """Thirty questions on three documents, each source and part a span, none with a text."""
    path = Path(__file__).with_name("ideals.json")
    found = ideals.load(path)
    assert [sum(each.document == name for each in found.ideals) for name in sorted(found.digests)] == [10, 10, 10]
    spans = [span for each in found.ideals for span in (*each.sources, *(one for part in each.parts for one in part))]
    assert all(0 <= span.start < span.end for span in spans)
    assert path.read_text(encoding="utf-8").isascii()
