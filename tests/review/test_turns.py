"""Work beside the card waits while the card is answered, and not for ever."""

from __future__ import annotations

import time
from dataclasses import replace
from threading import Event, Thread

import pytest
from review_samples import ask, decide, reviewing

from qbank.model.item import Item
from qbank.review import turns as module
from qbank.review.turns import Turns
from qbank.workbench.likenesses import Likenesses
from qbank.workbench.workspace import Workspace


def _twin(item: Item, n: int) -> Item:
    return replace(item, id=f"twin-{n}")


def _waiting(turns: Turns) -> tuple[Thread, Event]:
    done = Event()
    thread = Thread(target=lambda: (turns.wait(), done.set()), daemon=True)
    thread.start()
    return thread, done


def test_nobody_is_waited_for_where_nobody_asks() -> None:
    """Before the first message there is nothing to wait for."""
    thread, done = _waiting(Turns())
    thread.join(5)
    assert done.is_set()


def test_work_stands_still_until_the_answer_and_a_moment_longer() -> None:
    """Two answers at once are both waited for, one that fails too."""
    turns = Turns()
    with pytest.raises(ValueError, match="met"), turns.answering():
        with turns.answering():
            thread, done = _waiting(turns)
            assert not done.wait(0.1)
        assert not done.wait(0.3)
        raise ValueError("met")
    ended = time.monotonic()
    thread.join(5)
    assert done.is_set()
    assert time.monotonic() - ended >= 0.1


def test_it_waits_for_so_long_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that never stop do not keep duplicates from being found."""
    monkeypatch.setattr(module, "_MOST", 0.05)
    turns = Turns()
    with turns.answering():
        for _ in range(2):
            thread, done = _waiting(turns)
            thread.join(5)
            assert done.is_set()


def test_the_index_is_made_between_answers(workspace: Workspace) -> None:
    """It pauses as it is read, asks for every item, and finds in the end what it would have found at once."""
    turns, item = Turns(), workspace.item("q1")
    twins = [_twin(item, n) for n in range(40)]
    workspace.bank.add_drafts(twins, actor="qbank")
    alike = Likenesses(workspace.bank, "zh", turns.wait)
    review = reviewing(workspace, similar=alike.rows, turns=turns)
    with turns.answering():
        assert ask(review, "similar", item="q1")["similar"] == []
        assert ask(review, "similar", item="q1")["similar"] == []
    alike.wait()
    assert len(ask(review, "similar", item="q1")["similar"]) == 5
    assert decide(review, item, "accept", "one")["outcome"] == "done"
