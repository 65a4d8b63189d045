"""A program that works on a bank until it is killed, printing each save once it is acknowledged.

Run as ``python bank_child.py WORK PATH NAME``.
"""

from __future__ import annotations

import resource
import signal
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path

from bank_samples import decision, draft

from qbank.bank import Bank, Change, inspect_backup, restore
from qbank.errors import QbankError
from qbank.model.record import ItemRecord


def say(*words: object) -> None:
    """Print one line at once."""
    print(*words, flush=True)  # noqa: T201 - the parent reads it


def saves(bank: Bank, name: str) -> None:
    """Turn the flag of one item over and over."""
    for number in count():
        item = bank.get("q1")
        assert item is not None
        op_id = f"{name}/{number}"
        if bank.decide(decision("later", op_id=op_id), base_revision=item.revision).kind == "done":
            say(op_id)


def bulk(bank: Bank, name: str) -> None:
    """Add, decide on and import hundreds of items at a time."""
    for number in count():
        start = 100_000 * int(name) + 1000 * (number + 1)
        bank.add_drafts([draft(start + each) for each in range(200)], actor=name)
        say(f"draft/q{start}")
        changes = [Change(decision("accept", f"q{start + each}", f"{name}/{start + each}"), 1) for each in range(200)]
        bank.decide_all(changes)
        say(f"{name}/{start}")
        bank.import_items([ItemRecord(draft(start + each)) for each in range(200, 400)])
        say(f"import/q{start + 200}/1")


def restores(bank: Bank, name: str) -> None:
    """Put one backup back again and again."""
    item = bank.get("q1")
    assert item is not None
    bank.decide(decision("later", op_id=f"{name}/0"), base_revision=item.revision)
    look = inspect_backup(bank.backup())
    bank.close()
    while True:
        restore(bank.path, look, now=bank._session.now)
        say(f"{name}/0")


def backups(bank: Bank, name: str) -> None:
    """Save and back up in turn."""
    for number in count():
        bank.add_drafts([draft(1000 * int(name) + 100 + number)], actor=name)
        say(f"draft/q{1000 * int(name) + 100 + number}")
        bank.backup()


def edits(bank: Bank, name: str) -> None:
    """Add a tag of its own to ten items in turn, loading again whenever somebody else was faster."""
    for number in range(40):
        item_id, done = f"q{number % 5 + 1}", False
        while not done:
            item = bank.get(item_id)
            assert item is not None
            tag = f"{name}-{number}"
            outcome = bank.decide(
                decision("edit", item_id, tag), base_revision=item.revision, item=replace(item, tags=(*item.tags, tag))
            )
            done = outcome.kind == "done"
        say(item_id, tag)


def full(bank: Bank, name: str) -> None:
    """Save until the disk is full, then go on with more room."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    room = bank.path.stat().st_size + 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        for number in count(10):
            bank.add_drafts([draft(number, stem="值班" * 500)], actor=name)
            say(f"draft/q{number}")
    except QbankError as error:
        say("problem", error.problem.code)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, resource.RLIM_INFINITY))
    try:
        bank.backup()
    except QbankError as error:
        say("problem", error.problem.code)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    bank.add_drafts([draft(9)], actor=name)
    say("draft/q9")


WORK = {work.__name__: work for work in (saves, bulk, restores, backups, edits, full)}

if __name__ == "__main__":
    with Bank.open(Path(sys.argv[2])) as opened:
        say("open")
        WORK[sys.argv[1]](opened, sys.argv[3])
