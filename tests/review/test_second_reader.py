"""The second reader reads blind and changes nothing; whoever has the last word sees every verdict that counts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from review_samples import ask, decide, reviewing

import qbank
from qbank.bank import Bank
from qbank.review.service import Review
from qbank.types._contract import TYPES
from qbank.workbench.likenesses import Likenesses
from qbank.workbench.workspace import Workspace

FIRST, SECOND = "甲初审", "乙复审"
ASKED = ("hello", "list", "rows", "next", "card", "history", "similar", "check", "standing", "recent", "candidates")


def everything(review: Review, ids: Sequence[str]) -> list[dict[str, Any]]:
    """The answers to all that a card asks about a list and its items."""
    about = [{"item": item, "from": 0, "count": 9, "after": -1, "fields": {}} for item in ids]
    return [ask(review, do, **values) for values in about for do in ASKED]


def test_nothing_tells_who_was_first_and_what_they_said(workspace: Workspace) -> None:
    """No answer has the first reader's name, reason or note, not even among what there is to filter by."""
    items = [replace(workspace.item("q0"), id=f"q0{n}") for n in range(2)]
    workspace.bank.add_drafts(items, actor="qbank")
    first = reviewing(workspace, FIRST)
    ask(first, "note", item="q0", text="秘密的便条")
    for item in ("q0", "q00"):
        decide(first, workspace.item(item), "reject", f"{item}-no", reason="秘密的理由")
    decide(first, workspace.item("q01"), "accept", "q01-yes")
    found = Likenesses(workspace.bank, "zh")
    second = reviewing(workspace, SECOND, "second", similar=found.rows)
    ask(second, "similar", item="q0")
    found.wait()
    answers = everything(second, ["q0", "q00", "q01"])
    assert all(answer["ok"] for answer in answers)
    assert any(answer.get("similar") for answer in answers)
    told = json.dumps(answers, ensure_ascii=False)
    assert not [word for word in (FIRST, "秘密") if word in told]
    cards = [each["card"] for answer in answers for each in answer.get("cards", [answer])[:9] if "card" in each]
    rows = [row for answer in answers for name in ("rows", "similar") for row in answer.get(name, [])]
    assert {row["status"] for row in [*cards, *rows]} == {"draft"}
    assert FIRST in json.dumps(ask(reviewing(workspace, SECOND), "hello"), ensure_ascii=False)


VERDICT = st.tuples(st.sampled_from(["accept", "reject"]), st.sampled_from(["", "理由"]), st.sampled_from(["", "便条"]))


@settings(max_examples=10)
@given(st.lists(st.tuples(VERDICT, VERDICT), min_size=3, max_size=3))
def test_other_verdicts_give_the_same_answers(
    tmp_path_factory: pytest.TempPathFactory, verdicts: list[tuple[Any, Any]]
) -> None:
    """Whatever the first reader said, the second one is shown the same to the byte."""
    shown = []
    for side in (0, 1):
        with Bank.create(tmp_path_factory.mktemp("blind") / "bank.db") as bank:
            example = TYPES.get("true_false").example()
            bank.add_drafts([replace(example, id=f"q{n}", sources=()) for n in range(3)], actor="qbank")
            first, second = (
                Review(bank, FIRST, lambda _: (), "zh"),
                Review(bank, SECOND, lambda _: (), "zh", mode="second"),
            )
            for n, both in enumerate(verdicts):
                action, reason, note = both[side]
                item = bank.get(f"q{n}")
                assert item is not None
                decide(first, item, action, f"one{n}", reason=reason)
                ask(first, "note", item=item.id, text=note)
            shown.append(json.dumps(everything(second, ["q0", "q1", "q2"]), sort_keys=True))
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    ("do", "values"),
    [
        ("batch", {"action": "delete", "op": "b"}),
        ("batch", {"action": "reject", "preview": True}),
        ("undo", {"op": "u", "step": "own"}),
        ("redo", {"op": "r", "step": "own"}),
        ("note", {"item": "q0", "text": ""}),
        ("pair", {"item": "q0", "other": "q1", "how": "keep"}),
        ("pair", {"item": "q0", "other": "q1", "how": "merge", "op": "m"}),
        ("new", {"op": "n", "type": "true_false", "fields": {"stem": "值班实行两人同时在岗。", "key": True}}),
    ],
)
def test_a_second_reader_changes_nothing(workspace: Workspace, do: str, values: dict[str, Any]) -> None:
    """Whatever else the page sends is refused in words, and items, logs and notes stay."""
    first = reviewing(workspace, FIRST)
    ask(first, "note", item="q0", text="等回话")
    decide(first, workspace.item("q0"), "reject", "one")
    decide(reviewing(workspace, SECOND), workspace.item("q1"), "accept", "own")
    before = list(workspace.bank.records())
    answer = ask(reviewing(workspace, SECOND, "second"), do, **values)
    assert (answer["ok"], answer["problem"]["code"]) == (False, "review-only-verdicts")
    assert list(workspace.bank.records()) == before
    assert workspace.bank.note("q0") == "等回话"
    assert workspace.bank.kept_pairs() == set()


@pytest.mark.parametrize("action", ["accept", "fix", "reject"])
def test_a_verdict_read_blind_is_an_opinion(workspace: Workspace, action: str) -> None:
    """It is stored once with its reason; item and log stay, and the item is off this reader's list."""
    decide(reviewing(workspace, FIRST), workspace.item("q0"), "reject", "one")
    second, item = reviewing(workspace, SECOND, "second"), workspace.item("q0")
    log = workspace.history("q0")
    for _ in range(2):
        answer = decide(second, item, action, "two", reason="我看")
        assert (answer["outcome"], answer["answered"], answer["progress"]) == ("done", True, {"": {"answered": 1}})
    (opinion,) = workspace.bank.opinions()
    assert (opinion.reader, opinion.verdict, opinion.reason, opinion.final) == (SECOND, action, "我看", False)
    assert (workspace.item("q0"), workspace.history("q0")) == (item, log)
    assert ask(second, "hello")["total"] == 0
    assert ask(reviewing(workspace, "丙", "second"), "hello")["total"] == 1


@pytest.mark.parametrize("action", ["later", "delete", "retire", "edit", "", None, 3])
def test_only_verdicts_can_be_given_blind(workspace: Workspace, action: Any) -> None:
    """Anything else is refused, both read blind and as the last word."""
    decide(reviewing(workspace, FIRST), workspace.item("q0"), "reject", "one")
    log = workspace.history("q0")
    for mode in ("second", "conflicts"):
        assert decide(reviewing(workspace, "丙", mode), workspace.item("q0"), action, "two")["outcome"] == "refused"
    assert (workspace.bank.opinions(), workspace.history("q0")) == ([], log)


def test_nobody_reads_again_what_they_decided(workspace: Workspace) -> None:
    """The list leaves out drafts, the recycle bin and one's own items."""
    decide(reviewing(workspace, SECOND), workspace.item("q0"), "accept", "own")
    for item in ("q1", "q2", "q3"):
        decide(reviewing(workspace, FIRST), workspace.item(item), "accept", item)
    decide(reviewing(workspace, FIRST), workspace.item("q3"), "delete", "gone")
    second = reviewing(workspace, SECOND, "second")
    assert ask(second, "hello")["total"] == 2
    rows = ask(second, "rows", **{"from": 0, "count": 9})["rows"]
    assert {row["id"] for row in rows} == {"q1", "q2"}


def disputing(workspace: Workspace) -> Review:
    """A person who has the last word on q0, which one reader rejects and the other accepts."""
    decide(reviewing(workspace, FIRST), workspace.item("q0"), "reject", "one", reason="有误")
    decide(reviewing(workspace, SECOND, "second"), workspace.item("q0"), "accept", "two", reason="无误")
    return reviewing(workspace, "丙", "conflicts")


def told(review: Review) -> list[tuple[str, str]]:
    """Who said what about q0."""
    return [(each["reader"], each["verdict"]) for each in ask(review, "card", item="q0")["card"]["verdicts"]]


def test_a_last_word_taken_back_settles_nothing(workspace: Workspace) -> None:
    """After an undo the item is disputed again, the undo is nobody's verdict; a redo settles it once more."""
    chief = disputing(workspace)
    both = [(FIRST, "退回"), (SECOND, "通过")]
    assert told(chief) == both
    step = decide(chief, workspace.item("q0"), "accept", "three")["undo"]["step"]
    assert (ask(chief, "hello")["total"], workspace.item("q0").status) == (0, "accepted")
    back = ask(chief, "undo", op="back", step=step)
    assert (ask(chief, "hello")["total"], workspace.item("q0").status) == (1, "rejected")
    assert told(chief) == both
    assert [each.values["count"] for each in workspace.unsettled(["rejected"])] == [1]
    assert workspace.unsettled() == ()  # only what is exported is spoken of
    ask(chief, "redo", op="again", step=back["redo"]["step"])
    assert (ask(chief, "hello")["total"], workspace.item("q0").status) == (0, "accepted")
    assert set(told(chief)) == {*both, ("丙", "通过")}
    assert workspace.unsettled() == ()


def test_a_last_word_that_changes_nothing_is_noted(workspace: Workspace) -> None:
    """Who leaves the item as it is settles the dispute too, without a line in the log; sent twice it counts once."""
    chief, item = disputing(workspace), workspace.item("q0")
    for _ in range(2):
        assert decide(chief, item, "reject", "three", reason="有误")["answered"]
    assert (workspace.item("q0"), ask(chief, "hello")["total"]) == (item, 0)
    assert [each.final for each in workspace.bank.opinions()].count(True) == 1


@pytest.mark.parametrize("action", ["accept", "reject"])
def test_the_last_word_is_about_what_was_seen(workspace: Workspace, action: str) -> None:
    """Changed since, the item is a conflict, whether the verdict would change its status or not; nothing is noted."""
    chief, seen = disputing(workspace), workspace.item("q0")
    decide(reviewing(workspace, FIRST), seen, "edit", "changed", fields={"rationale": "另一种解析"})
    decide(reviewing(workspace, FIRST), workspace.item("q0"), "reject", "again")
    answer = decide(chief, seen, action, "three")
    assert (answer["outcome"], answer["answered"]) == ("conflict", False)
    assert not any(each.final for each in workspace.bank.opinions())


def test_the_last_word_is_about_the_verdicts_that_were_seen(workspace: Workspace) -> None:
    """If a third reader has spoken since, it is to be read again; what was seen can be settled."""
    chief = disputing(workspace)
    seen = ask(chief, "card", item="q0")["card"]["verdicts"]
    decide(reviewing(workspace, "丁", "second"), workspace.item("q0"), "reject", "third", reason="原文已废止")
    answer = decide(chief, workspace.item("q0"), "accept", "three", verdicts=seen)
    assert (answer["outcome"], answer["reread"]) == ("conflict", True)
    assert len(answer["card"]["verdicts"]) == 3
    for _ in range(2):
        again = decide(chief, workspace.item("q0"), "accept", "four", verdicts=answer["card"]["verdicts"])
        assert again["outcome"] == "done"


def test_a_last_word_is_taken_once_also_when_its_answer_was_lost(workspace: Workspace) -> None:
    """Sent again after it changed the item, it is done, and no conflict with itself."""
    chief, seen = disputing(workspace), workspace.item("q0")
    for _ in range(2):
        assert decide(chief, seen, "accept", "three")["outcome"] == "done"
    assert [each.final for each in workspace.bank.opinions()].count(True) == 1


def test_a_second_reading_is_about_what_was_read(workspace: Workspace) -> None:
    """Of an item rewritten since, no verdict is noted and nobody's name is told; a mere decision is no change."""
    decide(reviewing(workspace, FIRST), workspace.item("q0"), "accept", "one")
    second, read = reviewing(workspace, SECOND, "second"), workspace.item("q0")
    decide(reviewing(workspace, FIRST), workspace.item("q0"), "edit", "two", fields={"rationale": "另一种解析"})
    answer = decide(second, read, "accept", "three")
    assert (answer["outcome"], answer["answered"], workspace.bank.opinions()) == ("conflict", False, [])
    assert FIRST not in json.dumps(answer, ensure_ascii=False)
    read = workspace.item("q0")
    decide(reviewing(workspace, FIRST), read, "accept", "four")
    for _ in range(2):
        assert decide(second, read, "accept", "three")["outcome"] == "done"
    assert len(workspace.bank.opinions()) == 1


def test_of_two_verdicts_in_one_second_the_later_counts(workspace: Workspace) -> None:
    """Opinions come in the order in which they were given, whatever their ids are."""
    decide(reviewing(workspace, FIRST), workspace.item("q0"), "accept", "one")
    second = reviewing(workspace, SECOND, "second")
    given_order = [("z", "accept"), ("m", "reject"), ("a", "accept"), ("k", "reject")]
    for op, action in given_order:
        decide(second, workspace.item("q0"), action, op)
    for found in (workspace.bank.opinions(), workspace.bank.opinions(["q0"])):
        assert [(each.op_id, each.verdict) for each in found] == given_order


def test_a_last_word_on_a_faulty_item_is_refused(workspace: Workspace) -> None:
    """What breaks a rule is not accepted by the last word either; the item stays disputed."""
    chief = disputing(workspace)
    answer = decide(chief, workspace.item("q0"), "fix", "three", fields={"stem": ""})
    assert (answer["outcome"], answer["answered"], answer["problem"]["code"]) == ("refused", False, "item-faulty")
    assert ask(chief, "hello")["total"] == 1


def test_readers_who_agree_are_not_disputed(workspace: Workspace) -> None:
    """To accept and to accept after a fix is the same; a verdict that was undone does not count."""
    first = reviewing(workspace, FIRST)
    decide(first, workspace.item("q0"), "accept", "one")
    decide(reviewing(workspace, SECOND, "second"), workspace.item("q0"), "fix", "two")
    wrong = decide(first, workspace.item("q1"), "reject", "three")
    ask(first, "undo", op="back", step=wrong["undo"]["step"])
    decide(reviewing(workspace, "丁"), workspace.item("q1"), "accept", "four")
    decide(reviewing(workspace, SECOND, "second"), workspace.item("q1"), "accept", "five")
    assert ask(reviewing(workspace, "丙", "conflicts"), "hello")["total"] == 0


def test_what_one_reads_blind_stays_after_a_restart(tmp_path: Path) -> None:
    """Opinions are in the bank: another kernel goes on where this one stopped."""
    with qbank.open(tmp_path / "ws", make=True) as workspace:
        workspace.bank.add_drafts([replace(TYPES.get("ordering").example(), id="q0", sources=())], actor="qbank")
        disputing(workspace)
    with qbank.open(tmp_path / "ws") as workspace:
        assert ask(reviewing(workspace, SECOND, "second"), "hello")["progress"] == {"": {"answered": 1}}
        assert ask(reviewing(workspace, "丙", "conflicts"), "hello")["total"] == 1
