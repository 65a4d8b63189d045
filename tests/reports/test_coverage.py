"""Every item lands in exactly one section, and the counts add up."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from typer.testing import CliRunner

import qbank
from qbank.cli.main import build
from qbank.model.document import Document
from qbank.model.item import Source
from qbank.reports.coverage import Coverage, Proof, number, places_of
from qbank.text.segment import outline
from qbank.types import FillBlank, SingleChoice

LINES = (
    "第一章　总则",
    "第二章　停车",
    "第三条　停车场应当每日检查两次。",
    "第四条　收费标准由市政府制定。费用按小时计。",
    "一、总体要求",
    "（一）课程组。负责编写教材。",
    "二、任务分工",
    "各单位应当每月上报一次。",
    "",
)
TEXT = "本办法自公布之日起施行。\n第一章　总则\n第一条　停车场每日检查两次。\n第二章　附则\n第二条　费用按小时计。\n"
TYPES = ("single_choice", "true_false", "fill_blank")

texts = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join)
starts = st.integers(-3, 300)
proofs = st.builds(
    Proof,
    st.sampled_from(TYPES),
    st.sampled_from(("accepted", "draft")),
    st.sampled_from(("now", "before")),
    starts,
    st.sampled_from(("每日检查两次", "不在文中的话", "")),
)


def _counted(places) -> Counter:
    found = Counter()
    for place in places:
        found.update({("accepted", name): count for name, count in place.accepted.items()})
        found.update({("draft", name): count for name, count in place.drafts.items()})
    return found


@given(texts, st.lists(proofs, max_size=12))
def test_counts_add_up_to_the_items(text: str, given_proofs: list[Proof]) -> None:
    """Whatever the text and the proof lines, each item is counted once, under its type and status."""
    places = places_of("甲.txt", Document("甲.txt", "now", text), given_proofs)
    assert _counted(places) == Counter((each.status, each.type) for each in given_proofs)
    found = Coverage(tuple(places), 0, "zh")
    assert found.items == len(given_proofs)
    assert str(found.items) in found.lines()[-1]
    assert sum(1 for place in places if place.section is None) <= 1


@given(texts, starts)
@example("（一）课程组。负责编写教材。\n" + "第一章　总则\n" * 4, 0)
def test_an_item_lands_in_the_one_section_around_its_proof(text: str, start: int) -> None:
    """No stretch is in two sections, none that says something in none; the one around the proof has the item alone."""
    document = Document("甲.txt", "now", text)
    places = places_of("甲.txt", document, [Proof("true_false", "draft", "now", start, "")])
    spans = sorted(span for place in places for span in place.spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(any(span.start <= sent.start < span.end for span in spans) for sent in outline(document).body())
    (home,) = [place for place in places if place.items]
    around = [place for place in places if any(span.start <= start < span.end for span in place.spans)]
    assert around == ([home] if home.section is not None else [])
    assert (home.section is not None) == (0 <= start < len(text))


@given(texts)
def test_every_section_that_says_something_is_there(text: str) -> None:
    """Without items, all sections with body text are told, and all are bare."""
    document = Document("甲.txt", "now", text)
    found = Coverage(tuple(places_of("甲.txt", document, ())), 0, "zh")
    assert {place.section for place in found.bare} == {sent.section for sent in outline(document).body()}
    assert found.bare == found.sections


def test_a_proof_of_an_earlier_version_is_found_by_its_words() -> None:
    """An accepted item outlives the bytes it was drafted from; its words say where it belongs now."""
    old = Proof("true_false", "accepted", "before", 0, "费用按小时计")
    gone = old._replace(text="费用按天计")
    *sections, lost = places_of("甲.txt", Document("甲.txt", "now", TEXT), [old, gone])
    assert [place.heading for place in sections if place.items] == ["第二条"]
    assert (lost.section, lost.items) == (None, 1)


def test_a_document_without_text_keeps_its_items() -> None:
    """Of an imported document the bank may know only the digest."""
    (place,) = places_of("甲.txt", None, [Proof("true_false", "draft", "now", 3, "费用")])
    assert (place.section, place.drafts) == (None, {"true_false": 1})


def test_numbers_of_a_cell() -> None:
    """Accepted items, then drafts after a plus; nothing for none."""
    places = places_of(
        "甲.txt",
        Document("甲.txt", "now", TEXT),
        [Proof("true_false", status, "now", 0, "") for status in ("accepted", "draft", "draft")],
    )
    assert [number(places[0], name) for name in TYPES] == ["", "1+2", ""]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with a document of two articles and an opening, and items about the first article."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "办<b>法.txt").write_text(TEXT, encoding="utf-8")
    with qbank.open(tmp_path / "ws", make=True) as workspace:
        workspace.ingest(tmp_path / "in")
        (entry,) = workspace.bank.documents()
        start = workspace.text(entry.name).index("停车场每日")
        source = Source(entry.name, entry.digest, start, start + 9, "停车场每日检查两次")
        items = [
            replace(SingleChoice.example(), id="a", sources=(source,)),
            replace(SingleChoice.example(), id="b", sources=(source,)),
            replace(FillBlank.example(), id="c", sources=(source,)),
            replace(FillBlank.example(), id="d", sources=(source,)),
            replace(FillBlank.example(), id="e", sources=()),
        ]
        workspace.bank.add_drafts(items, actor="qbank")
        assert not workspace.reject("d", reason="偏题").problems
    return tmp_path / "ws"


def test_a_workspace_tells_its_coverage(folder: Path) -> None:
    """Rejected items cover nothing; items without a proof line are told apart; markup stays text."""
    with qbank.open(folder) as workspace:
        found = workspace.coverage()
        assert (found.items, found.loose) == (3, 1)
        (place,) = [place for place in found.places if place.items]
        assert (place.heading, place.drafts) == ("第一条", {"single_choice": 2, "fill_blank": 1})
        assert [each.heading for each in found.bare] == ["", "第二条"]
        assert "  第一条  待审 3（单选题 2、填空题 1）" in [f"  {line.strip()}" for line in found.lines()]
        assert "办&lt;b&gt;法" in found._repr_html_()
        assert "<b>" not in found._repr_html_()
        assert workspace.coverage("办").to_dict()["sections"] == found.to_dict()["sections"]


def test_the_command_tells_the_same(folder: Path) -> None:
    """In words and as JSON; an unknown document is told, not raised."""
    command = ["-C", str(folder), "--lang", "zh", "coverage"]
    told = CliRunner().invoke(build("zh"), command)
    assert told.exit_code == 0
    assert "3 个章节，3 道题：0 个章节有通过的题，1 个只有待审的题，2 个没有题" in told.stdout
    data = json.loads(CliRunner().invoke(build("zh"), [*command, "--json"]).stdout)
    assert sum(sum(each["drafts"].values()) for each in data["sections"]) == data["items"] == 3
    assert CliRunner().invoke(build("zh"), [*command, "--document", "没有"]).exit_code == 1
