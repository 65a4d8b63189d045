"""Laws of undo and redo: over any sequence, of one editor and of two, and between any two states."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from bank_samples import Clock, document, draft
from hypothesis import given, settings
from hypothesis import strategies as st
from undo_samples import EDITOR, OTHER, Picture, operate, picture, redo, undo

from qbank.bank import Bank, Query
from qbank.bank.chain import State
from qbank.bank.decisions import WITH_CONTENT, state_after
from qbank.bank.steps import Doing, doing, group
from qbank.bank.undo import way
from qbank.model.decision import Action
from qbank.model.item import Status

ACTIONS: tuple[Action, ...] = ("accept", "fix", "edit", "reject", "retire", "reopen", "later", "delete", "restore")
STATUSES: tuple[Status, ...] = ("draft", "accepted", "rejected", "retired")
ITEMS = st.lists(st.sampled_from(["q1", "q2", "q3"]), min_size=1, max_size=3, unique=True)
OPERATIONS = st.tuples(st.sampled_from(ACTIONS), ITEMS)


def opened(empty: bytes, factory: pytest.TempPathFactory, *, name: str = "bank") -> Bank:
    """Return an empty bank of its own."""
    path = factory.mktemp(name) / "bank.db"
    path.write_bytes(empty)
    return Bank.open(path, now=Clock())


def filled(empty: bytes, factory: pytest.TempPathFactory) -> Bank:
    """Return a bank of three drafts."""
    bank = opened(empty, factory)
    bank.add_drafts([draft(number) for number in (1, 2, 3)], actor="qbank")
    return bank


@settings(max_examples=15, deadline=None)
@given(st.lists(OPERATIONS | st.sampled_from(["undo", "redo"]), max_size=12))
def test_undo_and_redo_are_those_of_an_editor(
    empty_bank: bytes, tmp_path_factory: pytest.TempPathFactory, commands: list[tuple[Action, list[str]] | str]
) -> None:
    """Any sequence agrees with two stacks of pictures; all undone gives the beginning, all redone the end."""
    with filled(empty_bank, tmp_path_factory) as bank:
        now = picture(bank)
        undos: list[Picture] = []
        redos: list[Picture] = []
        for number, command in enumerate([*commands, *["undo"] * 13, *["redo"] * 13]):
            op = f"op{number}"
            if command == "undo":
                outcomes = undo(bank, op)
                assert bool(outcomes) == bool(undos)
                if undos:
                    redos.append(now)
                    now = undos.pop()
            elif command == "redo":
                outcomes = redo(bank, op)
                assert bool(outcomes) == bool(redos)
                if redos:
                    undos.append(now)
                    now = redos.pop()
            else:
                action, names = command  # type: ignore[misc]
                outcomes = operate(bank, op, action, names)  # type: ignore[arg-type]
                if any(each.kind == "done" for each in outcomes):
                    undos.append(now)
                    redos.clear()
                    now = picture(bank)
            assert "conflict" not in {each.kind for each in outcomes}
            assert picture(bank) == now
            assert number % 6 or bank.check() == [], "sound all along"
        assert bank.check() == []
        exported = list(bank.records(Query(order="id"))) + list(bank.records(Query(order="id", deleted=True)))
        with opened(empty_bank, tmp_path_factory, name="other") as other:
            assert other.import_items(exported, [document()]).problems == ()
            assert picture(other) == now
            assert other.check() == []


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([EDITOR, OTHER]), OPERATIONS | st.sampled_from(["undo", "redo"])), max_size=14)
)
def test_two_editors_undo_only_their_own(
    empty_bank: bytes,
    tmp_path_factory: pytest.TempPathFactory,
    commands: list[tuple[str, tuple[Action, list[str]] | str]],
) -> None:
    """Whoever undoes leads an item back to before their own step, and leaves what the other has changed alone."""
    with filled(empty_bank, tmp_path_factory) as bank:
        for number, (actor, command) in enumerate(commands):
            if isinstance(command, tuple):
                operate(bank, f"op{number}", *command, actor=actor)
                continue
            step = bank.undoable(actor) if command == "undo" else bank.redoable(actor)
            if step is None:
                continue
            before = picture(bank)
            act = bank.undo if command == "undo" else bank.redo
            outcomes = act(actor, f"op{number}", step=step.op)
            after = picture(bank)
            assert any(each.kind == "done" for each in outcomes)
            for each in outcomes:
                assert each.item is not None
                name = each.item.id
                own = [row for row in bank.history(name) if group(row.op_id) == step.op and row.actor == actor]
                revision = own[0].revision - 1 if command == "undo" else own[-1].revision
                then = bank.version(name, revision)
                assert then is not None
                wanted = (
                    replace(then, revision=1, priority=before[name][0].priority)
                    if each.kind == "done"
                    else before[name][0]
                )
                assert after[name][0] == wanted
            untouched = {"q1", "q2", "q3"} - {each.item.id for each in outcomes if each.item and each.kind == "done"}
            assert {name: after[name] for name in untouched} == {name: before[name] for name in untouched}
        assert bank.check() == []


@pytest.mark.parametrize("with_content", [True, False])
def test_there_is_a_way_between_any_two_states(with_content: bool) -> None:
    """The way found consists of allowed decisions, ends where it should, and gives new content only if asked."""
    states = [State(*parts) for parts in product(STATUSES, (False, True), (False, True))]
    for now, then in product(states, states):
        route = way(now, then, with_content=with_content)
        state: State | None = now
        for action in route:
            assert state is not None
            state = state_after(state, action)
        assert state == then
        assert sum(action in WITH_CONTENT for action in route) == with_content


@pytest.mark.parametrize(
    ("op_id", "expected"),
    [
        ("a", Doing("do", "a", "a")),
        ("a/12", Doing("do", "a", "a")),
        ("undo/b/a/1", Doing("undo", "a", "undo/b/a")),
        ("redo/b/a/3", Doing("redo", "a", "redo/b/a")),
        ("undo", Doing("do", "undo", "undo")),
        ("undo/1", Doing("do", "undo", "undo")),
        ("", Doing("do", "", "")),
    ],
)
def test_op_ids_say_what_an_event_was_part_of(op_id: str, expected: Doing) -> None:
    """The number at the end is stripped; what only looks like an undo is an operation like others."""
    assert doing(op_id) == expected
