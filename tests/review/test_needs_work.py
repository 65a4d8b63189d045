"""Accepted items that an exam speaks against: their list, what the card says of it, and what takes them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from review_samples import ask, decide, reviewing

from qbank.bank import Query
from qbank.model.figure import FlagRecord, ItemStatistics, Rescoring
from qbank.review.service import Review
from qbank.workbench.workspace import Workspace

WEAK, EASY = FlagRecord("weak", sure=False, value=0.12), FlagRecord("easy", sure=True, value=0.97)


def record(workspace: Workspace, sitting: str, **flags: Sequence[FlagRecord]) -> None:
    """Record what a sitting of 86 people showed about some items."""
    workspace.bank.add_statistics([
        ItemStatistics(
            item=item, revision=workspace.item(item).revision, sitting=sitting, name="周测", date="2026-03-15", n=86,
            facility=0.31, facility_interval=(0.22, 0.42), discrimination=-0.08, digest="d" * 64, actor="甲",
            flags=tuple(found),
        )
        for item, found in flags.items()
    ])  # fmt: skip


@pytest.fixture
def used(workspace: Workspace) -> Workspace:
    """Return a workspace whose first four items are accepted and were asked once; three of them have flags."""
    workspace.accept("q0", "q1", "q2", "q3")
    record(workspace, "s1", q0=[EASY], q1=[WEAK], q2=[], q3=[FlagRecord("mis-key", sure=True, option="b")])
    return workspace


def listed(review: Review, **narrowed: str) -> list[str]:
    """Return the list of what needs work, as the page asks for it."""
    total = ask(review, "list", filter={"show": "needs-work", **narrowed})["total"]
    return [row["id"] for row in ask(review, "rows", **{"from": 0, "count": total})["rows"]]


def keep(review: Review, card: dict[str, Any], op: str, action: str = "keep", **values: Any) -> dict[str, Any]:
    """Keep the item of a card as it is."""
    seen = {"item": card["id"], "revision": card["revision"], "seen": card["exam"]["seen"], **values}
    return ask(review, "decide", op=op, action=action, **seen)


def test_the_gravest_come_first(used: Workspace) -> None:
    """The list is by use × severity, can be narrowed as any other, and goes on from card to card in that order."""
    review = reviewing(used)
    assert listed(review) == ["q3", "q1", "q0"]
    assert listed(review, type=used.item("q1").type) == ["q1"]
    assert listed(review, text="没有这样的字") == []
    ask(review, "list", filter={"show": "needs-work"})
    assert [each["card"]["id"] for each in ask(review, "next", after=-1)["cards"]] == ["q3", "q1", "q0"]
    assert ask(review, "work")["count"] == 3


def test_the_card_says_what_an_exam_showed(used: Workspace) -> None:
    """The figures on one line, then what speaks against the item and what to do; nothing where nothing is known."""
    review = reviewing(used)
    exam = ask(review, "card", item="q1")["card"]["exam"]
    assert exam["lines"] == ["2026年3月15日周测：86人作答，难度 0.31（0.22—0.42），区分度 −0.08；区分度偏低（待观察）"]
    assert len(exam["flags"]) == 1 and exam["flags"][0].startswith("区分度偏低（待观察）：")
    assert (exam["work"], exam["kept"], exam["seen"]) == (True, "", 1)
    sound = ask(review, "card", item="q2")["card"]["exam"]
    assert (sound["flags"], sound["work"]) == ([], False) and sound["lines"]
    assert ask(review, "card", item="q4")["card"]["exam"] is None


ANEW = Rescoring(
    facility=(0.31, 0.72), discrimination=(-0.08, 0.4), alpha=(0.71, 0.754), share=(0.61, 0.635), most=20.0, people=86,
    limit=0.6, passed=(50, 56), gain=45, lose=12,
)  # fmt: skip


def test_the_card_says_what_another_key_would_change(workspace: Workspace) -> None:
    """Below a wrong key: mean, who gains and loses, who passes, before and after, in an editor's words."""
    workspace.accept("q0")
    other = [
        option.id for option in workspace.item("q0").body.options if option.id not in workspace.item("q0").body.key
    ]
    flag = FlagRecord("mis-key", sure=True, option=other[0], rescored=ANEW)
    record(workspace, "s1", q0=[flag])
    first, second = ask(reviewing(workspace), "card", item="q0")["card"]["exam"]["flags"]
    assert "请核对答案" in first
    letter = "ABCD"[[option.id for option in workspace.item("q0").body.options].index(other[0])]
    assert second == (
        f"若答案改成 {letter}：这题难度 0.31 → 0.72；全卷平均 12.2 → 12.7 分（满分 20 分）；45 人加分，12 人减分；"
        "按 60% 及格，及格 50 → 56 人；信度 0.71 → 0.75"
    )
    drawn = replace(flag, rescored=replace(ANEW, most=None, alpha=(None, 0.5)))
    record(workspace, "s1", q0=[drawn])
    told = ask(reviewing(workspace), "card", item="q0")["card"]["exam"]["flags"][1]
    assert "平均得分率 61% → 64%；" in told and "信度" not in told


def test_a_clean_sitting_does_not_hide_what_was_found_before(used: Workspace) -> None:
    """The latest record comes first; below it the one that speaks against the item."""
    record(used, "s2", q1=[])
    exam = ask(reviewing(used), "card", item="q1")["card"]["exam"]
    assert len(exam["lines"]) == 2 and "区分度偏低" not in exam["lines"][0] and "区分度偏低" in exam["lines"][1]
    assert exam["work"] and len(exam["flags"]) == 1


def test_a_kept_item_is_out_until_new_answers_come(used: Workspace) -> None:
    """Keeping is no decision: the item and its log stay; whoever kept it is told, and it can be taken back."""
    review, log = reviewing(used), used.history("q3")
    ask(review, "list", filter={"show": "needs-work"})
    card, before = ask(review, "card", item="q3")["card"], ask(review, "standing")["undo"]
    answer = keep(review, card, "one")
    assert (answer["outcome"], answer["card"]["exam"]["work"], answer["card"]["revision"]) == (
        "done",
        False,
        card["revision"],
    )
    assert "甲" in answer["card"]["exam"]["kept"] and answer["undo"] == before
    assert keep(review, card, "one")["outcome"] == "done"
    assert [each["card"]["id"] for each in ask(review, "next", after=-1)["cards"]] == ["q1", "q0"]
    assert used.history("q3") == log
    taken = keep(review, answer["card"], "two", "unkeep")
    assert (taken["card"]["exam"]["work"], listed(review)) == (True, ["q3", "q1", "q0"])
    assert keep(review, card, "three")["outcome"] == "done" and listed(review) == ["q1", "q0"]
    record(used, "s2", q3=[EASY])
    assert listed(review) == ["q3", "q1", "q0"]
    assert used.bank.check() == []


def test_a_new_version_is_out_and_its_undoing_is_back(used: Workspace) -> None:
    """An accepted change takes the item out of the list, undo brings it back."""
    review = reviewing(used)
    item = used.item("q1")
    changed = decide(review, item, "fix", "one", fields={"rationale": "另一种说明。"})
    assert (changed["outcome"], changed["card"]["exam"]["work"], changed["card"]["exam"]["flags"]) == (
        "done",
        False,
        [],
    )
    assert "内容已改过" in changed["card"]["exam"]["lines"][0]
    assert listed(review) == ["q3", "q0"]
    back = ask(review, "undo", op="two", step=changed["undo"]["step"])
    assert back["cards"][0]["exam"]["work"] and listed(review) == ["q3", "q1", "q0"]


def test_somebody_else_was_faster(used: Workspace) -> None:
    """What was changed since is a conflict that says who did what; what is no longer accepted is refused."""
    review, item = reviewing(used), used.item("q1")
    card = ask(review, "card", item="q1")["card"]
    decide(reviewing(used, "乙"), item, "reject", "theirs", reason="不考")
    late = keep(review, card, "mine")
    assert late["outcome"] == "conflict" and [each["actor"] for each in late["since"]] == ["乙"]
    again = keep(review, {**card, "revision": late["card"]["revision"]}, "again")
    assert (again["outcome"], again["problem"]["code"]) == ("refused", "bank-not-allowed")


def test_who_reads_blind_learns_nothing_of_exams(used: Workspace) -> None:
    """A second reader sees no figures and cannot keep; nor can whoever has the last word on a dispute."""
    second = reviewing(used, "乙", "second")
    cards = ask(second, "hello")["cards"] + ask(second, "next", after=-1)["cards"]
    assert cards and all(each["card"]["exam"] is None for each in cards)
    for mode in ("second", "conflicts"):
        review = reviewing(used, "丙", mode)  # type: ignore[arg-type]
        answer = ask(review, "decide", op="k", item="q1", revision=2, action="keep", seen=1)
        assert (answer["ok"], answer["outcome"]) == (True, "refused")
    assert list(used.bank.needs_work()) == ["q3", "q1", "q0"]


def test_the_filter_is_kept_and_other_lists_are_as_before(used: Workspace) -> None:
    """The page comes back to the list of what needs work; accepted items are still all there."""
    review = reviewing(used)
    listed(review)
    assert ask(reviewing(used), "hello")["filter"]["show"] == "needs-work"
    assert ask(review, "list", filter={"show": "accepted"})["total"] == used.bank.count(Query(status="accepted")) == 4
