"""The card's messages below the screen: decisions, conflicts, undo, blind reading, and what must never raise."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from review_samples import ask, decide, reviewing

import qbank
from qbank.bank import Query
from qbank.mistakes import LOG
from qbank.model.item import Source
from qbank.reports.lines import history_lines
from qbank.review.service import Review
from qbank.types._contract import TYPES
from qbank.workbench.workspace import Workspace

WORDS = ("hello", "list", "rows", "next", "card", "decide", "undo", "redo", "batch", "new", "pair", "check", "keep")
MORE = ("drop", "document", "history", "recent", "candidates", "similar", "note", "standing", "kept", "nonsense")
FIELDS = [
    "item",
    "revision",
    "action",
    "op",
    "fields",
    "filter",
    "from",
    "count",
    "after",
    "index",
    "step",
    "data",
    "settings",
    "type",
    "text",
    "how",
    "other",
    "name",
    "digest",
    "view",
    "items",
]


def test_the_first_picture_has_everything(workspace: Workspace) -> None:
    """Hello counts the list; rows and cards that wait come in its order, each with key, fields and checks."""
    review = reviewing(workspace)
    hello = ask(review, "hello")
    ids = workspace.bank.ids(Query(status="draft"))
    assert (hello["total"], hello["cards"][0]["index"], hello["filter"]["show"]) == (len(ids), 0, "draft")
    assert [row["id"] for row in ask(review, "rows", **{"from": 0, "count": 50})["rows"]] == ids
    cards = ask(review, "next", after=-1, count=50)["cards"]
    assert [each["card"]["id"] for each in cards] == ids
    assert all(each["card"]["key"] and each["card"]["fields"] and each["card"]["blocks"] for each in cards)


def test_a_decision_is_done_once_and_told_to_the_slower(workspace: Workspace) -> None:
    """Done, the same again, and a conflict that shows what the other one did and what is on the editor's screen."""
    review, item = reviewing(workspace), workspace.item("q0")
    first = decide(review, item, "accept", "one")
    assert (first["outcome"], first["card"]["status"]) == ("done", "accepted")
    assert decide(review, item, "accept", "one")["card"]["revision"] == first["card"]["revision"]
    second = decide(reviewing(workspace, "乙"), item, "fix", "two", fields={"stem": "别的题干____。"})
    assert second["outcome"] == "conflict"
    assert [step["actor"] for step in second["since"]] == ["甲"]
    assert second["mine"][0]["field"] == "stem"
    assert len(workspace.history("q0")) == 2


def test_what_is_faulty_or_unreadable_is_refused_in_words(workspace: Workspace) -> None:
    """Fields that cannot be read and items that break a rule change nothing."""
    review, item = reviewing(workspace), workspace.item("q0")
    unreadable = decide(review, item, "fix", "one", fields={"options": "?"})
    assert (unreadable["outcome"], unreadable["problem"]["code"]) == ("refused", "review-fields")
    empty = decide(review, item, "fix", "two", fields={"stem": ""})
    assert (empty["outcome"], empty["problem"]["code"]) == ("refused", "item-faulty")
    assert workspace.item("q0").revision == 1


def test_undo_and_redo_come_back_with_the_card(workspace: Workspace) -> None:
    """The step is named, one undo takes a batch back, one redo does it again."""
    review = reviewing(workspace)
    ask(review, "hello")
    preview = ask(review, "batch", action="reject", preview=True)
    assert preview["count"] == len(TYPES.names())
    done = ask(review, "batch", action="reject", reason="不考", op="all")
    assert (done["done"], done["undo"]["items"]) == (len(TYPES.names()), len(TYPES.names()))
    back = ask(review, "undo", op="back", step=done["undo"]["step"])
    assert {card["status"] for card in back["cards"]} == {"draft"}
    again = ask(review, "redo", op="again", step=back["redo"]["step"])
    assert {card["status"] for card in again["cards"]} == {"rejected"}
    assert workspace.bank.check() == []


def test_an_item_by_hand_is_stored_once(workspace: Workspace) -> None:
    """The same message twice makes one item; what cannot be read is refused."""
    review = reviewing(workspace)
    message = {"op": "mine", "type": "true_false", "fields": {"stem": "值班实行两人同时在岗。", "key": True}}
    first, second = ask(review, "new", **message), ask(review, "new", **message)
    assert first["card"]["id"] == second["card"]["id"]
    assert workspace.bank.count() == len(TYPES.names()) + 1
    assert ask(review, "new", op="bad", type="true_false", fields={"stem": 3})["outcome"] == "refused"


def test_typed_words_notes_and_history(workspace: Workspace) -> None:
    """What was typed is given back until it is saved; a note is shown; history tells what a change changed."""
    review, item = reviewing(workspace), workspace.item("q2")
    ask(review, "keep", item="q2", revision=1, data='{"fields":{}}')
    assert ask(review, "hello")["unsaved"] == ["q2"]
    ask(review, "note", item="q2", text="等回话")
    assert ask(review, "card", item="q2")["card"]["note"] == "等回话"
    decide(review, item, "edit", "one", fields={"rationale": "见原文。"})
    found = ask(review, "history", item="q2")
    assert ask(review, "kept", item="q2")["unsaved"] is None
    assert [each["field"] for each in found["steps"][-1]["changes"]] == ["rationale"]
    assert ask(review, "recent")["steps"][0]["item"] == "q2"


def test_the_end_of_later_has_a_word_of_its_own(workspace: Workspace) -> None:
    """The key that puts an item off takes that back too; what happened reads as one or the other."""
    review = reviewing(workspace)
    for op in ("one", "two", "three"):
        decide(review, workspace.item("q1"), "later", op)
    told = ["待定", "取消待定", "待定"]
    assert [step["says"] for step in ask(review, "history", item="q1")["steps"][1:]] == told
    assert [step["says"] for step in ask(review, "recent")["steps"]] == told[::-1]
    ended = workspace.bank.unflagged([each.op_id for each in workspace.history("q1")])
    assert [line.split("  ")[2] for line in history_lines(workspace.history("q1"), "zh", ended)[1:]] == told


def test_a_proof_line_names_its_article(workspace: Workspace, tmp_path: Path) -> None:
    """The headings it stands under, outermost first; none where the document has none or is another by now."""
    text = "值班管理办法\n第一章　总则\n第一条　为了规范值班，制定本办法。\n第二条　值班实行两人在岗。\n"
    file = tmp_path / "值班办法.txt"
    file.write_text(text, encoding="utf-8")
    workspace.ingest(file)
    (entry,) = workspace.documents()
    start = text.index("值班实行")
    source = Source(entry.name, entry.digest, start, start + 9, text[start : start + 9])
    assert workspace.place_of(source) == "第一章　总则 › 第二条"
    assert workspace.place_of(replace(source, start=0, end=9)) == ""
    assert workspace.place_of(replace(source, digest="0" * 64)) == ""
    workspace.bank.add_drafts([replace(workspace.item("q2"), id="proved", sources=(source,))], actor="qbank")
    (shown,) = ask(reviewing(workspace), "card", item="proved")["card"]["sources"]
    assert shown["place"] == "第一章　总则 › 第二条"


def test_a_changed_source_is_told(workspace: Workspace, tmp_path: Path) -> None:
    """A proof line is current, moved, changed or gone, as the document is today."""
    file = tmp_path / "值班制度.txt"
    states = []
    for text in ("值班实行两人在岗。第二句。", "前言在先。值班实行两人在岗。", "值班实行三人在岗。"):
        file.write_text(text, encoding="utf-8")
        workspace.ingest(file)
        if not states:
            (entry,) = workspace.documents()
            source = Source(entry.name, entry.digest, 0, 9, "值班实行两人在岗。")
            workspace.bank.add_drafts([replace(workspace.item("q2"), id="proved", sources=(source,))], actor="qbank")
        states.append(ask(reviewing(workspace), "card", item="proved")["card"]["sources"][0]["state"])
    workspace.bank.remove_document(entry.name)
    states.append(ask(reviewing(workspace), "card", item="proved")["card"]["sources"][0]["state"])
    assert states == ["current", "moved", "changed", "gone"]


def test_a_mistake_of_ours_leaves_its_traceback_in_a_file(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The card says so in a sentence that names the file, and goes on; what a user did wrong is not logged."""
    log = workspace.folder / LOG
    review = reviewing(workspace)
    assert not ask(review, "card", item="nobody")["ok"] and not log.exists()

    def broken(_name: str, *_rest: object) -> None:
        raise KeyError("nobody foresaw this")

    monkeypatch.setattr(workspace.bank, "history", broken)
    answer = ask(review, "history", item="q0")
    assert not answer["ok"] and str(log) in answer["problem"]["cure"]
    trace = log.read_text(encoding="utf-8")
    assert "Traceback" in trace and "in broken" in trace and "nobody foresaw this" in trace
    monkeypatch.undo()
    assert ask(review, "history", item="q0")["ok"]


def test_a_second_reader_reads_blind(workspace: Workspace) -> None:
    """Nothing an answer holds tells the first verdict, its reason or who gave it; the item stays as it is."""
    first = reviewing(workspace, "甲初审")
    decide(first, workspace.item("q0"), "reject", "one", reason="秘密的理由")
    decide(first, workspace.item("q1"), "accept", "two")
    second = reviewing(workspace, "乙复审", "second")
    hello = ask(second, "hello")
    assert hello["total"] == 2
    answers = [ask(second, "next", after=-1), ask(second, "rows", **{"from": 0, "count": 9})]
    answers += [ask(second, do, item="q0") for do in ("card", "history", "similar")]
    told = json.dumps(answers, ensure_ascii=False)
    assert not [word for word in ("甲初审", "秘密的理由", "rejected", "accepted", "退回") if word in told]
    verdict = decide(second, workspace.item("q0"), "accept", "three", reason="可用")
    assert (verdict["outcome"], workspace.item("q0").status) == ("done", "rejected")
    assert [each.verdict for each in workspace.bank.opinions(["q0"])] == ["accept"]
    assert decide(second, workspace.item("q1"), "delete", "four")["outcome"] == "refused"


def test_the_last_word_settles_what_readers_differ_on(workspace: Workspace) -> None:
    """Only disputed items are listed; the last word changes the item and takes it off the list."""
    decide(reviewing(workspace, "甲"), workspace.item("q0"), "reject", "one")
    decide(reviewing(workspace, "甲"), workspace.item("q1"), "accept", "two")
    second = reviewing(workspace, "乙", "second")
    decide(second, workspace.item("q0"), "accept", "three")
    decide(second, workspace.item("q1"), "accept", "four")
    chief = reviewing(workspace, "丙", "conflicts")
    assert ask(chief, "hello")["total"] == 1
    (waiting,) = ask(chief, "next", after=-1)["cards"]
    assert [each["reader"] for each in waiting["card"]["verdicts"]] == ["甲", "乙"]
    assert decide(chief, workspace.item("q0"), "accept", "five")["outcome"] == "done"
    assert (workspace.item("q0").status, ask(chief, "hello")["total"]) == ("accepted", 0)


def test_settings_filter_and_language_are_kept(workspace: Workspace) -> None:
    """What an editor chose is there for the next card."""
    review = reviewing(workspace)
    ask(review, "list", filter={"show": "all", "type": "ordering"})
    ask(review, "hello", settings={"lang": "en", "theme": "dark"})
    hello = ask(reviewing(workspace), "hello")
    assert (hello["total"], hello["filter"]["type"], hello["lang"]) == (1, "ordering", "en")
    assert (hello["settings"]["theme"], hello["texts"]["review-do-accept"]) == ("dark", "Accept")


def test_two_threads_on_one_item(workspace: Workspace) -> None:
    """One decision is done, the other is a conflict; neither raises, whichever thread the handler runs in."""
    review, item = reviewing(workspace), workspace.item("q3")
    answers: list[dict[str, Any]] = []
    threads = [
        threading.Thread(target=lambda op=op: answers.append(decide(review, item, "accept", op))) for op in ("a", "b")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer["outcome"] for answer in answers) == ["conflict", "done"]


@given(
    do=st.sampled_from((*WORDS, *MORE)),
    values=st.dictionaries(
        st.sampled_from(FIELDS),
        st.recursive(
            st.none() | st.booleans() | st.integers(-5, 10**20) | st.text(max_size=5) | st.just("q0"),
            lambda each: st.lists(each, max_size=2) | st.dictionaries(st.text(max_size=3), each, max_size=2),
            max_leaves=4,
        ),
    ),
)
def test_no_message_raises(do: str, values: dict[str, Any]) -> None:
    """Whatever the page sends, the answer says how it went and the bank stays sound."""
    answer = ask(_shared(), do, **values)
    assert isinstance(answer["ok"], bool)
    assert answer["ok"] or {"says", "cure"} <= answer["problem"].keys()


_KEPT: list[Any] = []


def _shared() -> Review:
    """One workspace for all drawn messages."""
    if not _KEPT:
        import tempfile

        folder = tempfile.TemporaryDirectory()
        workspace = qbank.open(Path(folder.name) / "ws", make=True)
        workspace.bank.add_drafts([replace(TYPES.get("true_false").example(), id="q0", sources=())], actor="qbank")
        _KEPT.extend((folder, workspace, reviewing(workspace)))
    return _KEPT[2]
