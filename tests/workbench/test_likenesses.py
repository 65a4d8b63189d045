"""What looks like the item on the screen: found beside the work, of what still stands, and never what both stay."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import qbank
from qbank.bank import Bank
from qbank.bank import duplicates as duplicates_module
from qbank.bank.duplicates import Index
from qbank.model.decision import Action, Decision
from qbank.model.item import Item, Option
from qbank.review.service import Review
from qbank.review.table import Helpers
from qbank.types import SingleChoice
from qbank.workbench.likenesses import Likenesses

STEM = "受理申请的部门应当自收到申请之日起多少日内作出答复？"
NEARLY = "受理申请的部门应当自收到申请之日起多少日内作出书面答复？"
AT = "2026-03-02T08:00:00+00:00"
OTHER = "值班人员每日应当巡查几次？"


def choice(*texts: str) -> SingleChoice:
    """A single choice whose first option is right."""
    return SingleChoice(tuple(Option(f"o{n}", text) for n, text in enumerate(texts, 1)), ("o1",))


def item(name: str, stem: str = STEM, *texts: str) -> Item:
    """An item without proof lines."""
    return Item(id=name, stem=stem, body=choice(*(texts or ("30日", "10日", "60日"))))


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    """A bank with two items that are the same, one that is nearly so, and another."""
    with Bank.create(tmp_path / "bank.db") as made:
        items = [item("a"), item("b"), item("c", NEARLY), item("d", OTHER, "两次", "三次")]
        made.add_drafts(items, actor="qbank")
        yield made


def ready(bank: Bank) -> Likenesses:
    """Likenesses that have read the bank."""
    found = Likenesses(bank, "zh")
    found.rows(stored(bank, "a"))
    found.wait()
    return found


def stored(bank: Bank, name: str) -> Item:
    """An item of the bank."""
    known = bank.get(name)
    assert known is not None
    return known


def decide(bank: Bank, name: str, action: Action) -> None:
    """One decision on an item as it stands."""
    now = stored(bank, name)
    made = Decision(
        f"{action}-{name}-{now.revision}", name, now.revision + 1, action, "甲", "2026-03-02T08:00:00+00:00"
    )
    assert bank.decide(made, base_revision=now.revision).kind == "done"


def ids(rows: list[dict[str, Any]]) -> list[str]:
    """The items of some rows."""
    return [row["id"] for row in rows]


def test_the_first_question_waits_for_nothing(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the bank is read nothing is found; it is read once, whoever asks meanwhile."""
    may_go, made = threading.Event(), []

    class Slow(Index):
        def __init__(self, items: Any, **options: Any) -> None:
            may_go.wait(20)
            made.append(threading.current_thread())
            super().__init__(items, **options)

    monkeypatch.setattr(duplicates_module, "Index", Slow)
    found = Likenesses(bank, "zh")
    began = time.monotonic()
    assert [found.rows(stored(bank, name)) for name in ("a", "b", "a")] == [[], [], []]
    assert time.monotonic() - began < 5
    may_go.set()
    found.wait()
    assert ids(found.rows(stored(bank, "a"))) == ["b", "c"]
    assert [thread.daemon for thread in made] == [True]


def test_nobody_waits_for_what_was_never_asked(bank: Bank) -> None:
    """To wait without a question is no mistake, and begins nothing: it ends at once."""
    before = threading.active_count()
    waiting = threading.Thread(target=Likenesses(bank, "zh").wait, daemon=True)
    waiting.start()
    waiting.join(10)
    assert not waiting.is_alive() and threading.active_count() == before


def test_the_most_alike_come_first(bank: Bank) -> None:
    """A row says how alike the other is, its key, its status, and what differs; it is JSON data."""
    decide(bank, "c", "accept")
    exact, near = ready(bank).rows(stored(bank, "a"))
    assert (exact["id"], exact["kind"], exact["score"], exact["changes"]) == ("b", "exact", 1.0, [])
    assert (near["id"], near["kind"], near["status"], near["stem"]) == ("c", "near", "accepted", NEARLY)
    assert 0 < near["score"] < 1
    assert "30日" in near["key"]
    assert near["changes"] == [{"field": "stem", "parts": [["=", NEARLY[:-5]], ["+", "书面"], ["=", "答复？"]]}]
    assert json.loads(json.dumps([exact, near])) == [exact, near]


def test_nothing_is_like_itself_or_like_something_else(bank: Bank) -> None:
    """An item is not its own likeness, and what is about something else is not told."""
    found = ready(bank)
    for name in ("a", "b", "c"):
        assert set(ids(found.rows(stored(bank, name)))) == {"a", "b", "c"} - {name}
    assert found.rows(stored(bank, "d")) == []


def test_a_pair_that_stays_is_not_told_again(bank: Bank) -> None:
    """“Both stay” holds both ways round and for this pair only."""
    found = ready(bank)
    bank.keep_pair("b", "a", "甲")
    assert ids(found.rows(stored(bank, "a"))) == ["c"]
    assert ids(found.rows(stored(bank, "b"))) == ["c"]
    assert ids(found.rows(stored(bank, "c"))) == ["a", "b"]


@pytest.mark.parametrize("actions", [["reject"], ["delete"], ["accept", "retire"]])
def test_only_what_still_stands_is_told(bank: Bank, actions: list[Action]) -> None:
    """Rejected, retired and deleted items are no likenesses, whether that was so before or comes later."""
    found = ready(bank)
    for action in actions:
        decide(bank, "b", action)
    assert ids(found.rows(stored(bank, "a"))) == ["c"]
    assert ids(ready(bank).rows(stored(bank, "a"))) == ["c"]
    back: Action = "restore" if actions == ["delete"] else "reopen"
    decide(bank, "b", back)
    assert ids(found.rows(stored(bank, "a"))) == ["b", "c"]


def test_what_has_been_on_the_screen_is_known(bank: Bank) -> None:
    """Items that came later, and new wordings, are compared once they were asked about."""
    found = ready(bank)
    bank.add_drafts([item("e", OTHER, "两次", "三次")], actor="qbank")
    assert ids(found.rows(stored(bank, "d"))) == []
    assert ids(found.rows(stored(bank, "e"))) == ["d"]
    assert ids(found.rows(stored(bank, "d"))) == ["e"]
    assert ids(found.rows(replace(stored(bank, "d"), stem="另外一件事由谁负责？"))) == []
    assert ids(found.rows(stored(bank, "e"))) == []


def test_so_many_are_told_at_most(bank: Bank) -> None:
    """Of many likenesses the card shows five, also where some of the nearest no longer stand."""
    bank.add_drafts([item(f"m{n:02}") for n in range(12)], actor="qbank")
    for n in range(6):
        decide(bank, f"m{n:02}", "reject")
    rows = ready(bank).rows(stored(bank, "a"))
    assert (len(rows), {row["kind"] for row in rows}) == (5, {"exact"})
    assert {row["status"] for row in rows} == {"draft"}


def test_many_threads_may_ask_at_once(bank: Bank) -> None:
    """One index is made, and every answer is whole."""
    found = Likenesses(bank, "zh")
    answers: list[list[str]] = []
    asking = [threading.Thread(target=lambda: answers.append(ids(found.rows(stored(bank, "a"))))) for _ in range(8)]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    found.wait()
    answers.append(ids(found.rows(stored(bank, "a"))))
    assert all(each in ([], ["b", "c"]) for each in answers)
    assert answers[-1] == ["b", "c"]


def test_the_card_asks_and_keeps_both(bank: Bank) -> None:
    """By the card's messages: similar items come, and after “both stay” they do not."""
    found = ready(bank)
    review = Review(bank, "甲", lambda _: (), "zh", helpers=Helpers(similar=found.rows))
    asked = {"do": "similar", "item": "a", "id": 1, "view": "v"}
    assert ids(review.handle(asked)["similar"]) == ["b", "c"]
    assert review.handle({"do": "pair", "how": "keep", "item": "a", "other": "b", "id": 2, "view": "v"})["ok"]
    assert ids(review.handle(asked)["similar"]) == ["c"]


def test_merged_twins_are_no_longer_told(tmp_path: Path) -> None:
    """What was made one item of two leaves no likeness, and one undo brings it back."""
    with qbank.open(tmp_path / "ws", make=True, actor="甲") as workspace:
        workspace.bank.add_drafts([item("a"), item("b")], actor="qbank")
        found = ready(workspace.bank)
        assert workspace.merge("a", "b", op="one").problems == ()
        assert found.rows(workspace.item("a")) == []
        workspace.bank.undo("甲", "back", step="one")
        assert ids(found.rows(workspace.item("a"))) == ["b"]


def test_an_index_that_cannot_be_made_is_told_once_and_tried_again(bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    """The editor hears of it instead of believing that nothing looks alike."""

    def broken(_items: object, **_options: object) -> Index:
        raise OSError("disk gone")

    likenesses = Likenesses(bank, "zh")
    with monkeypatch.context() as patched:
        patched.setattr(duplicates_module, "Index", broken)
        assert likenesses.rows(item("a")) == []
        likenesses.wait()
    with pytest.raises(OSError, match="disk gone"):
        likenesses.rows(item("a"))
    assert likenesses.rows(item("a")) == []
    likenesses.wait()
    assert [row["id"] for row in likenesses.rows(item("a"))] == ["b", "c"]
