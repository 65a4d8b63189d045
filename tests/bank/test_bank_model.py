"""The bank against a plain dictionary: two editors, accidents, backups and their return, in any order."""

from __future__ import annotations

import copy
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from bank_samples import AT, Clock, document, draft
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from qbank.bank import BackupSummary, Bank, Change, DraftCount, Outcome, Query, inspect_backup, restore
from qbank.bank.search import searchable
from qbank.model.decision import Action, Decision
from qbank.model.document import Document
from qbank.model.item import Item

DOCUMENT = draft().sources[0].document
ACTIONS: tuple[Action, ...] = ("accept", "fix", "edit", "reject", "retire", "reopen", "later", "delete", "restore")
ITEMS = st.integers(1, 4).map("q{}".format)
EDITORS = st.sampled_from(["甲", "乙"])
STEMS = st.sampled_from(["值班人员巡查几次?", "巡查记录由谁保存?", "𠮷日？", "A1 100%"])


@dataclass
class Model:
    """What the bank must hold."""

    items: dict[str, list[Item]] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    answers: dict[str, tuple[str, Action, Item]] = field(default_factory=dict)
    log: dict[str, list[Action]] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    def draft(self, drafts: dict[str, Item], given: int) -> DraftCount:
        """Return what becomes of drafts, and remember it."""
        fresh = drafts.keys() - self.items.keys()
        renewed = [name for name in drafts.keys() - fresh - self.touched if self.renew(name, drafts[name])]
        gone = self.items.keys() - drafts.keys() - self.touched - self.deleted
        self.items |= {name: [drafts[name]] for name in fresh}
        self.log |= {name: ["draft"] for name in fresh}
        for name in gone:
            self.move(name, "delete", self.items[name][-1])
        self.deleted |= gone
        return DraftCount(len(fresh), len(renewed), given - len(fresh) - len(renewed), len(gone))

    def renew(self, name: str, new: Item) -> bool:
        """Take a draft out of the bin and give it new content, each where needed; tell whether it was."""
        before = len(self.log[name])
        if name in self.deleted:
            self.deleted.remove(name)
            self.move(name, "restore", self.items[name][-1])
        if replace(new, revision=self.items[name][-1].revision) != self.items[name][-1]:
            self.move(name, "draft", new)
        return len(self.log[name]) > before

    def move(self, name: str, action: Action, after: Item) -> None:
        """Write down one further revision of an item."""
        self.items[name].append(replace(after, revision=self.items[name][-1].revision + 1))
        self.log[name].append(action)

    def decide(self, op_id: str, name: str, action: Action, base: int, new: Item | None) -> tuple[str, Item | None]:
        """Return kind and item of the outcome, and remember what was done."""
        if op_id in self.answers:
            first = self.answers[op_id]
            return ("done", first[2]) if first[:2] == (name, action) else ("refused", None)
        if name not in self.items:
            return "refused", None
        now = self.items[name][-1]
        if now.revision != base:
            return "conflict", now
        after = self.after(now, action, new)
        if after is None:
            return "refused", now
        self.items[name].append(after)
        self.log[name].append(action)
        self.touched.add(name)
        self.answers[op_id] = (name, action, after)
        return "done", after

    def after(self, now: Item, action: Action, new: Item | None) -> Item | None:
        """Return the item after an action, None where the action does not fit."""
        if (now.id in self.deleted) != (action == "restore"):
            return None
        moved = replace(now, revision=now.revision + 1)
        if action in {"delete", "restore"}:
            self.deleted ^= {now.id}
            return moved
        if action == "later":
            return replace(moved, later=not now.later)
        if new is not None:
            status = "accepted" if action == "fix" else "draft"
            return replace(new, revision=moved.revision, status=status, later=False)  # type: ignore[arg-type]
        ways = {
            "accept": ("draft rejected", "accepted"),
            "reject": ("draft accepted", "rejected"),
            "retire": ("accepted", "retired"),
            "reopen": ("accepted rejected retired", "draft"),
        }
        allowed, status = ways[action]
        if now.status not in allowed.split():
            return None
        return replace(moved, status=status, later=False)  # type: ignore[arg-type]


class BankMachine(RuleBasedStateMachine):
    """Rules are what editors, programs and accidents do."""

    empty: bytes = b""

    @initialize()
    def open_first(self) -> None:
        """Start with an empty bank."""
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "bank.db"
        self.path.write_bytes(self.empty)
        self.clock = Clock()
        self.model = Model()
        self.backups: list[tuple[BackupSummary, Model]] = []
        self.seen: dict[tuple[str, str], Item] = {}
        self.operations: list[tuple[str, str, Action, int, Item | None]] = []
        self.bank = Bank.open(self.path, now=self.clock)

    def teardown(self) -> None:
        """Leave nothing behind."""
        if hasattr(self, "bank"):
            self.bank.close()
            shutil.rmtree(self.folder)

    @rule(ids=st.lists(ITEMS, max_size=3), stem=STEMS)
    def add(self, ids: list[str], stem: str) -> None:
        """Draft the document anew; what an editor has touched stays as it is."""
        drafts = [draft(int(name[1:]), stem=stem) for name in ids]
        count = self.bank.add_drafts(drafts, actor="qbank", document=DOCUMENT)
        assert count == self.model.draft({each.id: each for each in drafts}, len(drafts))

    @rule(editor=EDITORS, name=ITEMS)
    def look(self, editor: str, name: str) -> None:
        """An editor opens an item."""
        item = self.bank.get(name)
        assert item == (self.model.items[name][-1] if name in self.model.items else None)
        if item is not None:
            self.seen[editor, name] = item

    @precondition(lambda self: self.seen)
    @rule(data=st.data(), action=st.sampled_from(ACTIONS), stem=STEMS)
    def decide(self, data: st.DataObject, action: Action, stem: str) -> None:
        """An editor decides on an item as it was when looked at, which may be long ago."""
        editor, name = data.draw(st.sampled_from(sorted(self.seen)))
        shown = self.seen[editor, name]
        new = replace(shown, stem=stem, tags=(editor,)) if action in {"edit", "fix"} else None
        self._send((f"{editor}/{len(self.operations)}", name, action, shown.revision, new))
        if data.draw(st.booleans()):
            self.look(editor, name)

    @precondition(lambda self: self.operations)
    @rule(data=st.data())
    def send_again(self, data: st.DataObject) -> None:
        """A save arrives a second time."""
        self._send(data.draw(st.sampled_from(self.operations)))

    def _send(self, operation: tuple[str, str, Action, int, Item | None]) -> None:
        op_id, name, action, base, new = operation
        self.operations.append(operation)
        made = Decision(op_id, name, base + 1, action, op_id[0], AT)
        self._compare(self.bank.decide(made, base_revision=base, item=new), operation)

    def _compare(self, outcome: Outcome, operation: tuple[str, str, Action, int, Item | None]) -> None:
        assert (outcome.kind, outcome.item) == self.model.decide(*operation)
        assert (outcome.problem is not None) == (outcome.kind == "refused")

    @rule(names=st.lists(ITEMS, max_size=12), action=st.sampled_from(["accept", "reject", "delete"]))
    def bulk(self, names: list[str], action: Action) -> None:
        """One call decides on many items."""
        start = len(self.operations)
        many = [
            (
                f"丙/{start + number}",
                name,
                action,
                self.model.items[name][-1].revision if name in self.model.items else 1,
                None,
            )
            for number, name in enumerate(names)
        ]
        self.operations += many
        changes = [Change(Decision(op, name, 0, action, "丙", AT), base) for op, name, action, base, _ in many]
        for outcome, operation in zip(self.bank.decide_all(changes), many, strict=True):
            self._compare(outcome, operation)

    @rule(name=st.sampled_from(["a.txt", "b.txt"]), text=st.sampled_from(["甲文", "乙文"]), put=st.booleans())
    def documents(self, name: str, text: str, put: bool) -> None:
        """A document comes in or goes."""
        if put:
            self.bank.put_documents([document(name, text)])
            self.model.documents[name] = document(name, text)
        else:
            assert self.bank.remove_document(name) == (self.model.documents.pop(name, None) is not None)

    @rule(minutes=st.integers(0, 100))
    def reopen(self, minutes: int) -> None:
        """The program ends and starts again."""
        self.clock.forward(minutes=minutes)
        self.bank.close()
        self.bank = Bank.open(self.path, now=self.clock)

    @rule()
    def crash(self) -> None:
        """The program dies in the middle of a save."""
        conn = self.bank._session._writer.connect()
        conn.exec_driver_sql("INSERT INTO setting VALUES ('half', '', '')")
        conn.invalidate()
        conn.close()
        self.bank._session._engine.dispose()
        self.bank = Bank.open(self.path, now=self.clock)
        assert self.bank.setting("half") is None

    @rule()
    def back_up(self) -> None:
        """The editor backs the bank up."""
        self.backups.append((inspect_backup(self.bank.backup()), copy.deepcopy(self.model)))

    @precondition(lambda self: self.backups)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        """The editor puts a backup back, if it is still kept."""
        number = data.draw(st.integers(0, len(self.backups) - 1))
        look, model = self.backups[number]
        if look.path.exists():
            self.clock.forward(minutes=1)
            self.bank.close()
            restore(self.path, look, now=self.clock)
            self.model = copy.deepcopy(model)
            self.bank = Bank.open(self.path, now=self.clock)

    @invariant()
    def holds_what_the_model_holds(self) -> None:
        """Items, order, counts, documents and searches are those of the model."""
        if not hasattr(self, "bank"):
            return
        current = {name: past[-1] for name, past in self.model.items.items() if name not in self.model.deleted}
        ordered = sorted(current.values(), key=lambda each: (-each.priority, each.id))
        assert list(self.bank.items()) == ordered
        assert {each.id for each in self.bank.items(Query(deleted=True))} == self.model.deleted
        assert [self.bank.document(entry.name) for entry in self.bank.documents()] == [
            self.model.documents[name] for name in sorted(self.model.documents)
        ]
        for words in ("巡查", "?", "a1 1"):
            found = {each.id for each in self.bank.items(Query(text=words))}
            assert found == {each.id for each in ordered if words in searchable(each)}

    @rule()
    def check(self) -> None:
        """The bank is sound, and its past is that of the model."""
        assert self.bank.check() == []
        for name, past in self.model.items.items():
            assert [self.bank.version(name, item.revision) for item in past] == past
            assert [each.action for each in self.bank.history(name)] == self.model.log[name]


def run(empty: bytes, *, examples: int, steps: int) -> None:
    """Run the machine."""
    machine = type("Machine", (BankMachine,), {"empty": empty})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_bank_is_its_model(empty_bank: bytes) -> None:
    """Whatever editors, programs and accidents do, the bank holds what a dictionary would."""
    run(empty_bank, examples=15, steps=25)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_bank_is_its_model_for_long(empty_bank: bytes) -> None:
    """The same with many more and longer runs."""
    run(empty_bank, examples=500, steps=60)
