"""Duplicates in a workspace: shown side by side, kept both, made one, taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qbank
from qbank.errors import QbankError
from qbank.model.item import Item, Option, Source
from qbank.types import SingleChoice
from qbank.workbench.duplicates import merged_with, pieces
from qbank.workbench.reviewing import desk
from qbank.workbench.workspace import Workspace

TEXT = "受理申请的部门应当自收到申请之日起30日内作出答复。\n受理部门应当自收到材料之日起30日内作出答复。\n"
STEM = "受理申请的部门应当自收到申请之日起多少日内作出答复？"


def _item(name: str, source: Source | None, stem: str = STEM, **changes: object) -> Item:
    options = tuple(Option(f"o{number}", f"{number}日", "相邻数值") for number in (10, 15, 60))
    body = SingleChoice((Option("key", "30日"), *options), ("key",))
    sources = (source,) if source else ()
    return replace(Item(id=name, stem=stem, body=body, sources=sources, rationale="见原文。"), **changes)  # type: ignore[arg-type]


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """Return a workspace with two documents and three items: a and b are exact, c is near both."""
    for name in ("甲.txt", "乙.txt"):
        (tmp_path / name).write_text(TEXT + name, encoding="utf-8")
    with qbank.open(tmp_path / "ws", make=True, actor="编辑甲") as workspace:
        workspace.ingest(tmp_path / "甲.txt", tmp_path / "乙.txt")
        items = [
            _item("a", _proof(workspace, "甲.txt"), tags=("值班", "共"), audience=("新员工",)),
            _item("b", _proof(workspace, "乙.txt"), tags=("共", "窗口"), audience=("窗口人员",)),
            _item("c", None, STEM.replace("应当", "须")),
        ]
        workspace.bank.add_drafts(items, actor="qbank")
        yield workspace


def _proof(ws: Workspace, name: str) -> Source:
    document = ws.document(name)
    end = document.text.index("\n")
    return Source(name, document.digest, 0, end, document.text[:end])


def _pairs(ws: Workspace, document: str = "") -> list[tuple[str, str, str]]:
    return [(each.pair.one, each.pair.other, each.pair.kind) for each in ws.duplicates(document).likenesses]


ALL = [("a", "b", "exact"), ("a", "c", "near"), ("b", "c", "near")]


# --- laws -----------------------------------------------------------------------------------------


@given(st.text(), st.text())
def test_pieces_are_the_texts(one: str, other: str) -> None:
    """Put together again they are what was compared, and what does not differ is the same on both sides."""
    mine, its = pieces(one, other)
    assert "".join(text for text, _ in mine) == one
    assert "".join(text for text, _ in its) == other
    assert "".join(text for text, differs in mine if not differs) == "".join(t for t, differs in its if not differs)
    assert pieces(one, one)[0] == ([(one, False)] if one else [])


_SOURCES = st.lists(
    st.builds(Source, st.sampled_from("甲乙"), st.just("d"), st.integers(0, 3), st.integers(4, 6), st.just(""))
)
_WORDS = st.lists(st.sampled_from("甲乙丙丁")).map(lambda words: tuple(dict.fromkeys(words)))


@given(_SOURCES, _SOURCES, _WORDS, _WORDS)
def test_merging_loses_nothing_and_repeats_nothing(
    mine: list[Source], its: list[Source], tags: tuple[str, ...], more: tuple[str, ...]
) -> None:
    """All tags are there once, the own proof lines first; merged once more nothing is new."""
    kept = _item("a", None, sources=tuple(mine), tags=tags, audience=tags)
    dropped = _item("b", None, sources=tuple(its), tags=more, audience=more)
    merged = merged_with(kept, dropped)
    assert set(merged.tags) == {*tags, *more} == set(merged.audience)
    assert len(set(merged.tags)) == len(merged.tags)
    assert merged.sources[: len(mine)] == tuple(mine)
    for each in its:
        assert any(
            one.document == each.document and one.start <= each.start and each.end <= one.end for one in merged.sources
        )
    assert merged_with(merged, dropped) == merged


# --- finding --------------------------------------------------------------------------------------


def test_an_empty_workspace_has_no_duplicates(tmp_path: Path) -> None:
    """The report says so in words and as HTML."""
    with qbank.open(tmp_path / "ws", make=True) as workspace:
        report = workspace.duplicates()
        assert report.to_dict() == {"items": 0, "pairs": []}
        assert "找到 0 对" in report.lines()[0]
        assert "<table" not in report._repr_html_()


def test_pairs_are_found_and_told(ws: Workspace) -> None:
    """Both sides with their documents; progress comes to its end."""
    told = []
    report = ws.duplicates(progress=lambda _what, done, total: told.append((done, total)))
    assert _pairs(ws) == ALL
    assert len(report) == len(ALL)
    assert told[-1] == (3, 3)
    first = report.to_dict()["pairs"][0]
    assert first["one_stem"] == first["other_stem"] == STEM
    assert (first["one_document"], first["other_document"]) == ("甲.txt", "乙.txt")
    assert first["score"] == 1.0
    lines = report.lines()
    assert any("【须】" in line for line in lines)
    assert any("【应当】" in line for line in lines)
    assert "还有 2 对" in report.lines(1)[-1]
    assert "<mark style='text-decoration:underline'>须</mark>" in report._repr_html_()


def test_only_pairs_of_one_document(ws: Workspace) -> None:
    """Compared is all the same the whole bank; a document that is not there is told."""
    assert _pairs(ws, "甲") == [("a", "b", "exact"), ("a", "c", "near")]
    with pytest.raises(QbankError):
        ws.duplicates("丙.txt")


def test_what_is_out_of_the_way_is_no_duplicate(ws: Workspace) -> None:
    """Rejected, and in the recycle bin."""
    ws.reject("a")
    assert _pairs(ws) == [("b", "c", "near")]
    assert desk(ws).decide(["c"], "delete").done == 1
    assert _pairs(ws) == []


def test_kept_pairs_are_left_out(ws: Workspace) -> None:
    """In whatever order they were named; unknown ids and an item with itself are refused."""
    ws.keep_both("b", "a")
    assert _pairs(ws) == ALL[1:]
    for one, other in (("a", "a"), ("a", "zz"), ("zz", "a")):
        with pytest.raises(QbankError):
            ws.keep_both(one, other)


def test_hostile_text_stays_text(ws: Workspace) -> None:
    """No markup of a document comes through, in the parts that differ neither; long texts are shown whole."""
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&"
    items = [_item("x", None, evil + "甲" * 3000 + "？"), _item("y", None, evil + "甲" * 3000 + "<style>？")]
    ws.bank.add_drafts(items, actor="qbank")
    report = ws.duplicates()
    assert ("x", "y") in {each.pair[:2] for each in report.likenesses}
    tags = set(re.findall(r"<(/?\w+)", report._repr_html_()))
    assert tags <= {x for tag in ("table", "tbody", "tr", "th", "td", "mark", "p", "br") for x in (tag, f"/{tag}")}
    assert any("甲" * 3000 in line for line in report.lines())


# --- merging --------------------------------------------------------------------------------------


@pytest.mark.parametrize("accepted", [False, True])
def test_merging_keeps_the_status_and_one_undo_takes_it_back(ws: Workspace, *, accepted: bool) -> None:
    """Tags, audience and proof lines are put together, the other is rejected with the reason; the log stays whole."""
    if accepted:
        assert ws.accept("a").done == 1
    before = {name: ws.item(name) for name in ("a", "b")}
    report = ws.merge("a", "b")
    assert (report.done, report.problems) == (2, ())
    kept = ws.item("a")
    assert kept.status == ("accepted" if accepted else "draft")
    assert kept.tags == ("值班", "共", "窗口")
    assert kept.audience == ("新员工", "窗口人员")
    assert [each.document for each in kept.sources] == ["甲.txt", "乙.txt"]
    assert ws.item("b").status == "rejected"
    assert ws.history("b")[-1].reason == "与 a 重复"
    assert ws.bank.check() == []
    step = ws.bank.undoable(ws.actor)
    assert step is not None
    assert set(step.items) == {"a", "b"}
    ws.bank.undo(ws.actor, "back", step=step.op)
    for name, item in before.items():
        assert replace(ws.item(name), revision=0, priority=0) == replace(item, revision=0, priority=0)


def test_merging_with_nothing_to_add_only_rejects(ws: Workspace) -> None:
    """The kept item gets no version that says the same."""
    revision = ws.item("a").revision
    assert ws.merge("a", "c").done == 1
    assert ws.item("a").revision == revision


def test_merging_twice_by_one_click_is_once(ws: Workspace) -> None:
    """The same operation again changes nothing and is no problem."""
    assert ws.merge("a", "b", op="click").problems == ()
    count = len(ws.history("a"))
    assert ws.merge("a", "b", op="click").problems == ()
    assert len(ws.history("a")) == count
    assert [ws.history(name)[-1].op_id for name in ("a", "b")] == ["click/1", "click/2"]


def test_what_does_not_stand_is_not_merged(ws: Workspace) -> None:
    """Nothing is changed then, on either side."""
    ws.reject("b")
    desk(ws).decide(["c"], "delete")
    before = [len(ws.history(name)) for name in "abc"]
    for keep, drop in (("a", "b"), ("b", "a"), ("a", "c"), ("c", "a")):
        report = ws.merge(keep, drop)
        assert (report.done, [each.code for each in report.problems]) == (0, ["duplicates-not-standing"])
    with pytest.raises(QbankError):
        ws.merge("a", "a")
    assert [len(ws.history(name)) for name in "abc"] == before


def test_a_merge_that_would_break_a_rule_is_not_half_done(ws: Workspace) -> None:
    """A proof line that is not in its document cannot enter an accepted item; the other is not rejected either."""
    wrong = Source("乙.txt", ws.document("乙.txt").digest, 0, 4, "没有的话")
    ws.bank.add_drafts([_item("d", wrong)], actor="qbank")
    assert ws.accept("a").done == 1
    report = ws.merge("a", "d")
    assert (report.done, [each.code for each in report.problems]) == (0, ["item-faulty"])
    assert ws.item("d").status == "draft"
    assert ws.item("a").sources == (_proof(ws, "甲.txt"),)
    assert ws.bank.check() == []
