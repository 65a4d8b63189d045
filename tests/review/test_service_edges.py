"""The card's service at its edges: repeated, late, faulty and hostile messages, other threads, read-only banks."""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_samples import ask, decide, reviewing

import qbank
from qbank.bank import Bank, Query
from qbank.errors import Problem
from qbank.model.item import Option
from qbank.review.service import Review
from qbank.review.table import MODES, MOST, Mode
from qbank.types._contract import TYPES
from qbank.workbench.workspace import Workspace

ALL = len(TYPES.names())


def test_every_answer_is_json_that_says_whom_it_answers(workspace: Workspace) -> None:
    """An answer names the question, the view and what was asked, whether it went well or not."""
    review = reviewing(workspace)
    for do in ("hello", "next", "card", "rows", "nonsense"):
        answer = review.handle({"do": do, "id": 7, "view": "w", "after": -1, "item": "q0"})
        assert (answer["re"], answer["view"], answer["do"]) == (7, "w", do)
        assert json.loads(json.dumps(answer)) == answer
    assert review.handle({})["ok"] is False


def test_a_batch_says_beforehand_what_is_faulty(workspace: Workspace) -> None:
    """The preview changes nothing; run, the faulty are refused, the rest is done and one undo takes it back."""
    workspace.bank.add_drafts([replace(workspace.item("q2"), id="bad", stem="")], actor="qbank")
    review = reviewing(workspace)
    ask(review, "hello")
    preview = ask(review, "batch", action="accept", preview=True)
    assert (preview["count"], [row["id"] for row in preview["faulty"]]) == (ALL + 1, ["bad"])
    assert workspace.bank.count(Query(status="draft")) == ALL + 1
    done = ask(review, "batch", action="accept", op="all")
    assert (done["done"], done["conflicts"], done["left"], len(done["refused"])) == (ALL, 0, 1, 1)
    assert "bad" in done["refused"][0]
    assert ask(review, "batch", action="accept", op="all", items=["q0"])["done"] in {0, 1}
    assert workspace.bank.count(Query(status="accepted")) == ALL
    ask(review, "undo", op="back", step="all")
    assert workspace.bank.count(Query(status="draft")) == ALL + 1
    assert workspace.bank.check() == []


def test_a_batch_takes_the_items_it_is_told(workspace: Workspace) -> None:
    """Named items are decided, each once, unknown ones are not; an action that needs content is no batch."""
    review = reviewing(workspace)
    assert ask(review, "batch", action="reject", op="two", items=["q1", "q3", "none"])["done"] == 2
    assert set(workspace.bank.ids(Query(status="rejected"))) == {"q1", "q3"}
    for action in ("fix", "edit", "draft", None):
        assert ask(review, "batch", action=action, op="x")["problem"]["code"] == "review-unknown"


def test_a_batch_is_about_what_was_previewed(workspace: Workspace) -> None:
    """If an item came, went or changed since the preview nothing is done, and the answer is a new preview."""
    review = reviewing(workspace)
    ask(review, "hello")
    preview = ask(review, "batch", action="reject", preview=True)
    decide(reviewing(workspace, "乙"), workspace.item("q1"), "edit", "theirs", fields={"rationale": "改过"})
    again = ask(review, "batch", action="reject", op="all", shown=preview["shown"])
    assert ("done" in again, again["count"], workspace.bank.count(Query(status="rejected"))) == (False, ALL, 0)
    assert again["shown"] != preview["shown"]
    assert ask(review, "batch", action="reject", op="all", shown=again["shown"])["done"] == ALL


def test_a_decision_sent_again_is_done_whatever_is_faulty_by_now(workspace: Workspace) -> None:
    """A fault that came later refuses no decision that was taken before, and hides no conflict."""
    review, item = reviewing(workspace), workspace.item("q2")
    assert decide(review, item, "accept", "mine")["outcome"] == "done"
    decide(reviewing(workspace, "乙"), workspace.item("q2"), "edit", "theirs", fields={"stem": ""})
    assert decide(review, item, "accept", "mine")["outcome"] == "done"
    assert decide(review, item, "accept", "late")["outcome"] == "conflict"
    assert decide(review, workspace.item("q2"), "accept", "now")["problem"]["code"] == "item-faulty"


def test_a_note_does_not_go_over_a_colleagues(workspace: Workspace) -> None:
    """Who began on another note is given the one that stands; with that one seen it is written, and sent twice too."""
    mine, theirs = reviewing(workspace), reviewing(workspace, "乙")
    assert "stands" not in ask(theirs, "note", item="q2", text="乙的", seen="")
    assert ask(mine, "note", item="q2", text="甲的", seen="")["stands"] == "乙的"
    assert workspace.bank.note("q2") == "乙的"
    for _ in range(2):
        assert "stands" not in ask(mine, "note", item="q2", text="乙的\n甲的", seen="乙的")
    assert workspace.bank.note("q2") == "乙的\n甲的"


def test_what_was_typed_outlives_decisions_that_do_not_save_it(workspace: Workspace) -> None:
    """Only the decision that brings the text drops it."""
    review = reviewing(workspace)
    ask(review, "keep", item="q2", revision=1, data="{}")
    for action in ("later", "reject", "reopen", "accept"):
        assert decide(review, workspace.item("q2"), action, action)["outcome"] == "done"
        assert workspace.bank.unsaved_ids("甲") == ["q2"]
    assert decide(review, workspace.item("q2"), "fix", "fix", fields={"rationale": "见原文。"})["outcome"] == "done"
    assert workspace.bank.unsaved_ids("甲") == []


def test_an_item_by_hand_whose_answer_was_lost_is_written_on(workspace: Workspace) -> None:
    """With other fields the same message changes the item; an older one that comes late changes nothing back."""
    review = reviewing(workspace)
    message = {"op": "mine", "type": "true_false"}
    old, new = ({"stem": stem, "key": True} for stem in ("值班两人在岗。", "值班实行两人同时在岗。"))
    ask(review, "keep", item="new/true_false", revision=0, data="{}")
    for fields in (old, new, new, old):
        card = ask(review, "new", **message, fields=fields)["card"]
    assert (workspace.item(card["id"]).stem, workspace.item(card["id"]).revision) == (new["stem"], 2)
    assert workspace.bank.count() == ALL + 1
    born = ask(review, "born", **message, fields=old)
    assert (born["card"]["id"], born["saved"], born["revision"]) == (card["id"], True, 1)
    assert born["seen"]["stem"] == old["stem"]
    assert ask(review, "born", **message, fields={**new, "rationale": "后来写的"})["saved"] is False
    assert ask(review, "born", op="another")["card"] is None
    assert workspace.bank.unsaved_ids("甲") == []


def test_options_are_offered_for_an_item_that_is_not_stored(workspace: Workspace) -> None:
    """The helper gets the item as it is typed."""
    review = reviewing(workspace, candidates=lambda item: [Option("x", item.stem)])
    fields = {"stem": "谁值班？", "options": [{"id": "o1", "text": "甲"}, {"id": "o2", "text": "乙"}], "key": ["o1"]}
    answer = ask(review, "candidates", item="new/single_choice", type="single_choice", fields=fields)
    assert [each["text"] for each in answer["options"]] == ["谁值班？"]


def test_undo_sent_twice_is_done_once_and_a_late_one_not_at_all(workspace: Workspace) -> None:
    """A repeated message gives the same cards; a step that is no longer the last one gives none."""
    review = reviewing(workspace)
    decide(review, workspace.item("q0"), "accept", "one")
    step = decide(review, workspace.item("q1"), "reject", "two")["undo"]["step"]
    first, again = (ask(review, "undo", op="back", step=step) for _ in range(2))
    assert first["cards"] == again["cards"]
    assert len(workspace.history("q1")) == 3
    late = ask(review, "undo", op="late", step=step)
    assert (late["ok"], late["done"], late["cards"]) == (True, 0, [])


def test_undo_of_what_another_changed_says_so(workspace: Workspace) -> None:
    """Of a batch what somebody else changed stays, and the answer tells why; the rest is undone."""
    review = reviewing(workspace)
    ask(review, "batch", action="accept", op="both", items=["q0", "q1"])
    decide(reviewing(workspace, "乙"), workspace.item("q1"), "retire", "other")
    back = ask(review, "undo", op="back", step="both")
    assert (back["done"], back["problem"]["code"]) == (1, "bank-changed-since")
    assert (workspace.item("q0").status, workspace.item("q1").status) == ("draft", "retired")


def test_an_item_that_is_not_there_is_refused(workspace: Workspace) -> None:
    """Unknown ids are told in words, in whatever message they stand."""
    review = reviewing(workspace)
    values = {"item": "q99", "revision": 1, "op": "one", "action": "accept", "text": "x", "fields": {}, "other": "q0"}
    assert ask(review, "decide", **values)["outcome"] == "refused"
    for do in ("card", "check", "candidates", "similar", "note", "pair"):
        answer = ask(review, do, **values, how="keep")
        assert answer["ok"] is False
        assert answer["problem"]["says"]
    assert ask(review, "history", **values)["steps"] == []


def test_a_card_comes_by_place_or_by_id(workspace: Workspace) -> None:
    """The place in the list goes with it, -1 where the item is not on the list."""
    review = reviewing(workspace)
    ask(review, "list", filter={"show": "draft", "type": "ordering"})
    (only,) = workspace.bank.ids(Query(type="ordering"))
    assert [ask(review, "card", **how)["index"] for how in ({"index": 0}, {"item": only}, {"item": "q0"})] == [0, 0, -1]
    assert ask(review, "card", index=1)["ok"] is False


@pytest.mark.parametrize("count", [-1, -(10**20), 10**20])
def test_no_answer_is_longer_than_it_may_be(tmp_path: Path, count: int) -> None:
    """However many rows, cards or steps are asked for, an answer has so many at most."""
    with Bank.create(tmp_path / "bank.db") as bank:
        example = TYPES.get("true_false").example()
        bank.add_drafts([replace(example, id=f"q{n:03}", sources=()) for n in range(MOST + 20)], actor="qbank")
        review = Review(bank, "甲", lambda _: (), "zh")
        ask(review, "batch", action="later", op="all")
        ask(review, "list", filter={"show": "later"})
        expected = 0 if count < 0 else MOST
        assert len(ask(review, "rows", **{"from": 0, "count": count})["rows"]) == expected
        assert len(ask(review, "next", after=-1, count=count)["cards"]) == expected
        assert len(ask(review, "recent", count=count)["steps"]) == expected


@pytest.mark.parametrize("chosen", [{"filter": 3}, {"filter": [1]}, {"lang": ["zh"]}, {"lang": "xx"}, {"keys": 1}])
def test_no_setting_keeps_the_card_from_coming(workspace: Workspace, chosen: dict[str, Any]) -> None:
    """Settings that nothing can be made of are as good as none."""
    ask(reviewing(workspace), "hello", settings=chosen)
    hello = ask(reviewing(workspace), "hello")
    assert (hello["ok"], hello["total"], hello["lang"]) == (True, ALL, "zh")


def test_the_language_can_change_in_the_middle(workspace: Workspace) -> None:
    """After the next hello texts, checks, log and refusals are in the language chosen."""
    review = reviewing(workspace)
    decide(review, workspace.item("q0"), "accept", "one")
    says = []
    for lang in ("zh", "en"):
        ask(review, "hello", settings={"lang": lang})
        hello = ask(review, "hello")
        log = ask(review, "history", item="q0")["steps"][-1]["says"]
        faults = ask(review, "check", item="q0", fields={"stem": ""})["problems"][0]["says"]
        refused = decide(review, workspace.item("q1"), "fix", f"no-{lang}", fields={"stem": ""})["problem"]["says"]
        says.append([hello["lang"], hello["undo"]["action"], log, faults, refused])
    assert not set(says[0]) & set(says[1])
    assert all(text.isascii() for text in says[1][:3])


def test_what_is_typed_is_each_editors_own(workspace: Workspace) -> None:
    """Kept, it survives the card; dropped, it is gone; another editor does not see it."""
    review, other = reviewing(workspace), reviewing(workspace, "乙")
    ask(review, "keep", item="q0", revision=1, data='{"fields":{"stem":"一"}}')
    ask(review, "keep", item="q0", revision=1, data='{"fields":{"stem":"一二"}}')
    again = reviewing(workspace)
    assert ask(again, "kept", item="q0")["unsaved"] == {"revision": 1, "data": '{"fields":{"stem":"一二"}}'}
    assert (ask(again, "hello")["unsaved"], ask(other, "hello")["unsaved"]) == (["q0"], [])
    ask(again, "drop", item="q0")
    assert ask(review, "hello")["unsaved"] == []
    assert len(workspace.history("q0")) == 1


def test_a_refused_or_late_decision_keeps_what_was_typed(workspace: Workspace) -> None:
    """Only what is stored takes the typed words away."""
    review, item = reviewing(workspace), workspace.item("q0")
    ask(review, "keep", item="q0", revision=1, data="{}")
    decide(review, item, "fix", "one", fields={"stem": ""})
    decide(reviewing(workspace, "乙"), item, "accept", "two")
    assert decide(review, item, "fix", "three", fields={"rationale": "见原文。"})["outcome"] == "conflict"
    assert ask(review, "hello")["unsaved"] == ["q0"]
    assert decide(review, workspace.item("q0"), "fix", "four", fields={"rationale": "见原文。"})["outcome"] == "done"
    assert ask(review, "hello")["unsaved"] == []


def test_history_tells_every_step(workspace: Workspace) -> None:
    """Each step has its person, reason and what it changed; what an undo wrote is called an undo."""
    review = reviewing(workspace)
    decide(review, workspace.item("q0"), "fix", "one", fields={"rationale": "见原文。"})
    step = decide(review, workspace.item("q0"), "reject", "two", reason="不考")["undo"]["step"]
    ask(review, "undo", op="back", step=step)
    steps = ask(review, "history", item="q0")["steps"]
    assert [each["action"] for each in steps] == ["draft", "fix", "reject", "accept"]
    assert [[each["field"] for each in step["changes"]] for step in steps] == [[], ["rationale"], [], []]
    assert steps[1]["changes"][0]["parts"][-1] == ["+", "见原文。"]
    assert (steps[2]["reason"], steps[2]["actor"]) == ("不考", "甲")
    assert "撤销" in steps[3]["says"]


def test_helpers_are_asked_about_the_item_on_the_screen(workspace: Workspace) -> None:
    """Candidates see the words as typed, merging is told by both ids, and a refusal comes back in words."""
    seen: list[Any] = []

    def merge(op: str, keep: str, drop: str) -> tuple[Problem, ...]:
        seen.append((op, keep, drop))
        return (Problem("item-unknown", values={"id": drop}),) if drop == "q2" else ()

    review = reviewing(
        workspace,
        candidates=lambda item: [Option("", item.stem, "同类")],
        similar=lambda item: [{"id": "q1", "of": item.id}],
        record=lambda item: f"记录{item.id}",
        merge=merge,
    )
    options = ask(review, "candidates", item="q0", fields={"stem": "新题干？"})["options"]
    assert options == [{"text": "新题干？", "reason": "同类"}]
    assert ask(review, "candidates", item="q0", fields={"stem": 1})["problem"]["code"] == "review-fields"
    assert ask(review, "similar", item="q0")["similar"] == [{"id": "q1", "of": "q0"}]
    assert ask(review, "card", item="q0")["card"]["record"] == "记录q0"
    assert ask(review, "pair", item="q0", other="q1", how="merge", op="m")["ok"]
    assert ask(review, "pair", item="q0", other="q2", how="merge", op="n")["problem"]["code"] == "item-unknown"
    assert ask(review, "pair", item="q0", other="q1", how="?", op="o")["problem"]["code"] == "review-unknown"
    assert seen == [("m", "q0", "q1"), ("n", "q0", "q2")]


def test_a_readonly_bank_can_be_read_and_says_why_nothing_is_stored(workspace: Workspace) -> None:
    """Everything can be looked at; what would write is refused in words, settings are forgotten."""
    decide(reviewing(workspace), workspace.item("q0"), "accept", "one")
    with Bank.open(workspace.bank.path, readonly=True) as bank:
        review = Review(bank, "甲", lambda _: (), "zh")
        hello = ask(review, "hello")
        assert (hello["readonly"], hello["total"]) == (True, ALL - 1)
        assert ask(review, "list", filter={"show": "all"})["total"] == ALL
        assert ask(review, "hello", settings={"theme": "dark"})["ok"]
        about = {"item": "q1", "revision": 1, "op": "two", "action": "accept", "data": "x", "text": "x", "step": "one"}
        new = {"type": "true_false", "fields": {"stem": "值班实行两人同时在岗。", "key": True}}
        for do in ("decide", "undo", "batch", "new", "pair", "keep", "note"):
            answer = ask(review, do, **about, **new, other="q0", how="keep")
            assert (answer["ok"], answer["problem"]["code"]) == (False, "bank-read-only"), do


def test_another_thread_may_ask(workspace: Workspace) -> None:
    """A handler runs wherever the kernel runs it, also many at once, and every answer is whole."""
    review = reviewing(workspace)
    ids = workspace.bank.ids()
    answers: list[dict[str, Any]] = []

    def work(n: int) -> None:
        item = workspace.item(ids[n % ALL])
        view = {"view": f"v{n}"}
        answers.append(review.handle({"do": "hello", "id": n, **view}))
        answers.append(review.handle({"do": "next", "id": n, "after": -1, **view}))
        answers.append(decide(review, item, "later", f"op{n}"))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(2 * ALL)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 6 * ALL
    assert all(answer["ok"] for answer in answers)
    done = sum(answer.get("outcome") == "done" for answer in answers)
    assert done == sum(len(workspace.history(item)) - 1 for item in ids)
    assert workspace.bank.check() == []


WORDS = st.sampled_from(["q0", "one", "accept", "fix", "draft", "all", "ordering", "keep", "merge", "zh", "\0"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | st.text(max_size=4) | WORDS,
    lambda each: st.lists(each, max_size=2) | st.dictionaries(st.text(max_size=3) | WORDS, each, max_size=2),
    max_leaves=4,
)
ABOUT = (
    "item,revision,action,op,fields,filter,from,count,after,index,step,data,settings,type,text,how,other,name,digest,"
    "view,items,reason,preview,id"
)


@pytest.fixture(scope="module")
def hostile() -> Iterator[Workspace]:
    """One workspace for all hostile messages."""
    with tempfile.TemporaryDirectory() as folder, qbank.open(Path(folder) / "ws", make=True) as workspace:
        workspace.bank.add_drafts([replace(TYPES.get("true_false").example(), id="q0", sources=())], actor="qbank")
        yield workspace


@settings(max_examples=20)
@pytest.mark.parametrize("mode", MODES)
@given(data=st.data())
def test_no_message_of_any_mode_raises_or_spoils_the_card(hostile: Workspace, mode: Mode, data: st.DataObject) -> None:
    """Every answer says how it went; a card that is drawn afterwards still comes."""
    review = reviewing(hostile, mode=mode)
    for do in ("hello", "list", *sorted(set(review._handlers) - {"hello", "list"})):
        message = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(ABOUT.split(","), VALUES)), label=do)
        answer = review.handle({**message, "do": do})
        assert isinstance(answer["ok"], bool)
        assert answer["ok"] or {"says", "cure"} <= answer["problem"].keys()
        json.dumps(answer)
    assert ask(reviewing(hostile, mode=mode), "hello")["ok"]


@pytest.mark.parametrize("do", [None, 3, [], {"do": "hello"}, "__class__", "handlers"])
def test_what_nobody_knows_is_told(workspace: Workspace, do: Any) -> None:
    """A message of no known kind is answered in words."""
    assert reviewing(workspace).handle({"do": do})["problem"]["code"] == "review-unknown"


@pytest.mark.parametrize("op", ["undo/one/1", "one/1", "", "甲", "a" * 65])
@pytest.mark.parametrize("do", ["decide", "batch", "new", "undo", "redo", "pair"])
def test_an_id_that_would_mean_something_else_is_refused(workspace: Workspace, do: str, op: str) -> None:
    """A step's id comes from a page: one that the bank would read as an undo or as part of a batch changes nothing."""
    review = reviewing(workspace)
    decide(review, workspace.item("q0"), "accept", "one")
    before = workspace.bank.recent("甲", 100)
    about = {"item": "q1", "revision": 1, "action": "reject", "other": "q2", "how": "merge", "step": "one"}
    answer = ask(review, do, **about, op=op, type="true_false", fields={"stem": "值班实行两人同时在岗。", "key": True})
    assert (answer["ok"], answer["problem"]["code"]) == (False, "review-op")
    assert workspace.bank.recent("甲", 100) == before
    assert workspace.item("q1").status == "draft"


def test_a_merge_is_about_what_was_shown(workspace: Workspace) -> None:
    """If either of the two was changed since, nothing is merged, and the person is told."""
    merged: list[tuple[str, str]] = []
    review = reviewing(workspace, merge=lambda _op, keep, drop: (merged.append((keep, drop)), ())[1])
    seen = {"item": "q0", "revision": 1, "other": "q1", "other_revision": 1, "op": "m"}
    for changed in ("q1", "q0"):
        decide(reviewing(workspace, "乙"), workspace.item(changed), "edit", changed, fields={"rationale": "改过"})
        for how in ("merge", "keep"):
            assert ask(review, "pair", **seen, how=how)["problem"]["code"] == "review-pair-changed"
    assert ask(review, "pair", **{**seen, "revision": 2, "other_revision": 2}, how="merge")["ok"]
    assert merged == [("q0", "q1")]


def test_an_item_by_hand_that_a_colleague_touched_is_not_written_over(workspace: Workspace) -> None:
    """The author's further text is refused in words, and with a fresh id becomes an item of its own."""
    review, message = reviewing(workspace), {"type": "true_false"}
    old, new = ({"stem": stem, "key": True} for stem in ("值班两人在岗。", "值班实行两人同时在岗。"))
    card = ask(review, "new", op="mine", fields=old, **message)["card"]
    decide(reviewing(workspace, "乙"), workspace.item(card["id"]), "edit", "theirs", fields={"rationale": "乙写的"})
    answer = ask(review, "new", op="mine", fields=new, **message)
    assert (answer["outcome"], answer["problem"]["code"]) == ("conflict", "review-new-changed")
    assert workspace.item(card["id"]).rationale == "乙写的"
    assert ask(review, "new", op="other", fields=new, **message)["outcome"] == "done"


def test_a_text_kept_by_another_page_is_not_written_over(workspace: Workspace) -> None:
    """``after`` names the text that the page knows of; where another stands, it stays, and the page is told."""
    review = reviewing(workspace)
    keep = {"item": "q0", "revision": 1}
    assert "elsewhere" not in ask(review, "keep", **keep, data='{"at": 1}', after=[])
    assert "elsewhere" not in ask(review, "keep", **keep, data='{"at": 2}', after=[0, 1])
    assert ask(review, "keep", **keep, data='{"at": 3}', after=[1])["elsewhere"]
    assert ask(review, "kept", item="q0")["unsaved"]["data"] == '{"at": 2}'
    assert "elsewhere" not in ask(review, "keep", **keep, data="no JSON", after=[2])
    assert ask(review, "keep", **keep, data='{"at": 4}', after=[2])["elsewhere"]


def test_a_conflict_tells_what_the_other_changed(workspace: Workspace) -> None:
    """Field by field, from what the person saw to what stands now."""
    seen = workspace.item("q2")
    decide(reviewing(workspace, "乙"), seen, "edit", "theirs", fields={"rationale": "乙写的"})
    answer = decide(reviewing(workspace), seen, "fix", "mine", fields={"chapter": "第一章"})
    assert answer["outcome"] == "conflict"
    assert [each["field"] for each in answer["theirs"]] == ["rationale"]
    assert {each["field"] for each in answer["mine"]} >= {"chapter"}
