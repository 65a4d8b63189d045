"""Tests of counts and lists over the whole bank, against the items one by one."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from bank_samples import act, draft
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.bank import Bank, Facets, Query
from qbank.errors import QbankError
from qbank.model.item import Source

ACTIONS = ["accept", "reject", "retire", "reopen", "later", "delete", "restore", "edit"]


def fill(bank: Bank, seed: int) -> None:
    """Store drafts of two documents and decide about them at random."""
    rng = random.Random(seed)
    bank.add_drafts(
        [
            draft(
                number,
                tags=(f"标签{number % 3}",),
                pattern=f"p{number % 2}",
                difficulty=["easy", "hard"][number % 2],
                sources=(Source(f"文件{number % 2}", "d" * 64, 0, 4, "每日两次"),),
            )
            for number in range(8)
        ],
        actor="qbank",
    )
    for _ in range(25):
        name, action = f"q{rng.randrange(8)}", rng.choice(ACTIONS)
        act(bank, action, name, **({"stem": f"{rng.random()}"} if action == "edit" else {}))  # type: ignore[arg-type]


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_overviews_agree_with_the_items(empty_bank: bytes, tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    """Progress, facets, ids and last decisions are what going through all items and their logs gives."""
    path = tmp_path_factory.mktemp("overview") / "bank.db"
    path.write_bytes(empty_bank)
    with Bank.open(path) as bank:
        fill(bank, seed)
        items = list(bank.items())
        counted = Counter((item.sources[0].document, item.status) for item in items)
        later = Counter((item.sources[0].document, "later") for item in items if item.later and item.status == "draft")
        found = {(name, key): count for name, own in bank.progress().items() for key, count in own.items()}
        assert found == counted | later
        assert bank.facets() == Facets(
            documents=tuple(sorted({item.sources[0].document for item in items})),
            types=tuple(sorted({item.type for item in items})),
            patterns=tuple(sorted({item.pattern for item in items})),
            tags=tuple(sorted({tag for item in items for tag in item.tags})),
            actors=tuple(sorted({each.actor for item in items for each in bank.history(item.id)} - {"qbank"})),
            difficulties=tuple(sorted({item.difficulty for item in items})),
        )
        everything = [*bank.ids(), *bank.ids(Query(deleted=True))]
        assert bank.ids() == [item.id for item in items]
        assert bank.binned(everything) == set(bank.ids(Query(deleted=True)))
        assert bank.latest(everything) == {name: bank.history(name)[-1] for name in everything}
        hard = Query(difficulty="hard", order="id")
        assert list(bank.items(hard)) == sorted(
            (item for item in items if item.difficulty == "hard"), key=lambda item: item.id
        )
        decided = [item for item in items if {each.actor for each in bank.history(item.id)} & {"编辑甲"}]
        assert list(bank.items(Query(actor="编辑甲"))) == decided
        assert bank.count(Query(actor="编辑甲")) == len(decided)


def test_many_keeps_the_order(bank: Bank) -> None:
    """Items come in the order asked for, also twice and from the recycle bin; unknown ones are left out."""
    bank.add_drafts([draft(1), draft(2)], actor="qbank")
    act(bank, "delete", "q1")
    assert [item.id for item in bank.many(["q2", "q9", "q1", "q2"])] == ["q2", "q1", "q2"]
    assert bank.many([]) == []


def test_many_ids_at_once(bank: Bank) -> None:
    """More ids than a database takes in one question are no matter."""
    bank.add_drafts([draft(1), draft(2)], actor="qbank")
    bank.set_note("q2", "二", "甲")
    ids = [f"q{number}" for number in range(300_000, 0, -1)]
    assert [item.id for item in bank.many(ids)] == ["q2", "q1"]
    assert set(bank.latest(ids)) == {"q1", "q2"}
    assert bank.notes(ids) == {"q2": "二"}
    assert bank.binned(ids) == set()
    assert bank.opinions(ids) == []


def test_recent_decisions_come_newest_first(bank: Bank) -> None:
    """A person's own decisions, as many as asked for; what the program did is nobody's."""
    bank.add_drafts([draft(number) for number in (1, 2, 3)], actor="编辑甲")
    for name in ("q2", "q1", "q3"):
        act(bank, "accept", name)
    assert [each.item for each in bank.recent("编辑甲", 2)] == ["q3", "q1"]
    assert [each.action for each in bank.recent("编辑甲", 9)] == ["accept"] * 3
    assert bank.recent("编辑乙", 9) == []


def test_program_is_no_reader(bank: Bank) -> None:
    """Who drafted, or whose drafts were put away with their source, is not among those who decided."""
    bank.add_drafts([draft(1), draft(2)], actor="qbank", document="值班制度.txt")
    bank.add_drafts([draft(1)], actor="qbank", document="值班制度.txt")
    bank.add_drafts([draft(1), draft(2)], actor="qbank", document="值班制度.txt")
    assert bank.facets().actors == ()
    assert bank.ids(Query(actor="qbank")) == []


def test_empty_bank_has_empty_overviews(bank: Bank) -> None:
    """Nothing is counted where there is nothing."""
    assert bank.progress() == {}
    assert bank.facets() == Facets(documents=(), types=(), patterns=(), tags=(), actors=(), difficulties=())


@pytest.mark.parametrize("bad", ["\0", "\ud800"])
def test_bad_ids_and_names_are_refused(bank: Bank, bad: str) -> None:
    """The rule at the door holds for questions too."""
    for ask in (
        lambda: bank.many([bad]),
        lambda: bank.latest([bad]),
        lambda: bank.notes([bad]),
        lambda: bank.note(bad),
        lambda: bank.binned([bad]),
        lambda: bank.opinions([bad]),
        lambda: bank.recent(bad, 1),
        lambda: bank.undoable(bad),
        lambda: bank.redoable(bad),
        lambda: bank.unsaved(bad, "q1"),
        lambda: bank.unsaved_ids(bad),
        lambda: bank.ids(Query(difficulty=bad)),
        lambda: bank.ids(Query(actor=bad)),
    ):
        with pytest.raises(QbankError) as refused:
            ask()
        assert refused.value.problem.code == "bank-bad-value"
