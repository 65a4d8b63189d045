"""Made-up answers to items of the bank, to get to know the analysis before the first exam."""

from __future__ import annotations

import csv
import io
import random
from math import exp
from pathlib import Path

from qbank.bank import Bank, Query
from qbank.errors import Problem, QbankError
from qbank.formats.files import write_bytes
from qbank.model.item import Choice, Item, is_verdict
from qbank.model.letters import letter
from qbank.types._contract import TYPES

_DEPARTMENTS = ("一大队", "二大队", "三大队", "机关")
_STEEPNESS, _EASE = 1.4, 0.6


def rehearse(bank: Bank, out: Path, *, people: int, items: int, seed: str) -> int:
    """Write a table of made-up answers, a row a person and a column an item; return how many items it has.

    Accepted items come first, then drafts. Everybody has an ability, every item a difficulty; who does not know
    guesses. The last item is answered as if another option were right, so that there is something to find.

    Raises:
        QbankError: the bank has no item with options, or the file cannot be written.
    """
    chosen = _chosen(bank, items)
    if not chosen:
        raise QbankError(Problem("rehearsal-no-items"))
    rng = random.Random(seed)  # noqa: S311 - not for secrets
    hardness = [rng.gauss(0, 1) for _ in chosen]
    head = ["工号", "姓名", "部门", *(item.id for item in chosen)]
    rows = []
    for number in range(1, people + 1):
        able = rng.gauss(0, 1)
        pairs = zip(chosen, hardness, strict=True)
        said = [_said(item, able - hard + _EASE, item is chosen[-1], rng) for item, hard in pairs]
        rows.append([f"M{number:04d}", f"模拟考生{number}", rng.choice(_DEPARTMENTS), *said])
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    write_bytes(out, text.getvalue().encode("utf-8-sig"))
    return len(chosen)


def _chosen(bank: Bank, most: int) -> list[Item]:
    found: dict[str, Item] = {}
    for status in ("accepted", "draft"):
        for kind in _types():
            for item in bank.items(Query(status=status, type=kind)):
                found.setdefault(item.stem, item)
                if len(found) >= most:
                    return list(found.values())
    return list(found.values())


def _types() -> list[str]:
    """Return the types of items that are answered by picking, those with one right option first."""
    shown = {each.type_name: each.example().body.interaction() for each in TYPES}
    choices = {name: each for name, each in shown.items() if isinstance(each, Choice)}
    return sorted(choices, key=lambda name: choices[name].multiple)


def _said(item: Item, ahead: float, misled: bool, rng: random.Random) -> str:
    """Return what somebody answers who is so far ahead of an item, as examination systems export it."""
    shown = item.body.interaction()
    assert isinstance(shown, Choice)  # noqa: S101 - chosen by type
    knows = rng.random() < 1 / (1 + exp(-_STEEPNESS * ahead))
    ids = [option.id for option in shown.options]
    keys = list(shown.keys)
    if misled:
        keys = [next((each for each in ids if each not in keys), keys[0])]
    picked = keys if knows else rng.sample(ids, len(keys))
    if is_verdict(shown):
        return "正确" if picked[0] == "true" else "错误"
    return "".join(sorted(letter(ids.index(each)) for each in picked))
