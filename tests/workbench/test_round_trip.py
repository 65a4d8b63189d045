"""A whole bank through three other systems and back: it lost what the loss reports said, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import qbank
from qbank.formats.losses import losses
from qbank.model.item import BLANK, Item, Option, Status
from qbank.model.portable import Portable
from qbank.types._contract import TYPES
from qbank.types.fill_blank import FillBlank
from qbank.types.multiple_choice import MultipleChoice
from qbank.types.single_choice import SingleChoice
from qbank.workbench.choosing import Packer, Selection, chosen
from qbank.workbench.workspace import Workspace

STEPS = (("xlsx", "kaoshibao", ".xlsx"), ("moodle-xml", "", ".xml"), ("qti3", "", ".zip"))
STATUSES: tuple[Status, ...] = ("accepted", "draft")
"""What came in another shape and does not pass for an accepted item waits for an editor."""
_NUMBER = re.compile(r"【(\d+)】")


def _bodies() -> list[tuple[str, object]]:
    """Return stems and bodies with what one of the three layouts or another parts answers by."""
    texts = ("3/4", "=1+1", "甲；乙", "A. 丙", "对", "<b>丁</b>")
    options = tuple(Option(f"o{n}", text) for n, text in enumerate(texts))
    return [
        *((each.example().stem, each.example().body) for each in TYPES),
        ("下列哪一项是对的？", SingleChoice(options[:4], "o1")),
        ("下列哪些是对的？", MultipleChoice(options, ("o0", "o2", "o5"))),
        (f"应当在{BLANK}内以{BLANK}形式报告。", FillBlank((("三十日", "30日"), ("书面", "书面|纸质")))),
        (f"应当在{BLANK}内报告。", FillBlank((("甲;乙",),))),
    ]


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    """Return a workspace with accepted items of every type, all fields filled, some with what other layouts part by."""
    workspace = qbank.open(tmp_path / "ws", make=True, actor="甲")
    items = []
    for number, (stem, body) in enumerate(_bodies()):
        item = Item(
            id=f"q{number:03d}",
            stem=f"【{number}】{stem}",
            body=body,
            rationale="A项正确，依据第一条。",
            difficulty="hard" if number % 2 else "medium",
            chapter="第一章",
            tags=("值班", "上报"),
            audience=("值班员",),
        )
        items.append(item)
    workspace.bank.add_drafts(items, actor="甲")
    workspace.accept(*(item.id for item in items))
    return workspace


def _held(workspace: Workspace) -> dict[int, Portable]:
    """Return the items by the number in their stem, as they leave the bank."""
    items = list(chosen(workspace.bank, Selection(statuses=STATUSES)))
    packed = list(Packer(workspace.bank).pack(items))
    found = {_number(portable.item.stem): portable for portable in packed}
    assert len(found) == len(packed)
    return found


def _number(stem: str) -> int:
    found = _NUMBER.search(stem)
    assert found, stem
    return int(found[1])


def test_three_systems_and_back(ws: Workspace, tmp_path: Path) -> None:
    """考试宝, Moodle, QTI: every item that comes back differs in fields that were told, and only those."""
    first = _held(ws)
    told: dict[int, set[str]] = {number: set() for number in first}
    left_out: set[int] = set()
    here = ws
    for at, (name, profile, ending) in enumerate(STEPS):
        before = _held(here)
        by_id = {portable.item.id: number for number, portable in before.items()}
        out, report = tmp_path / f"step{at}{ending}", tmp_path / f"step{at}.json"
        here.export(out, format=name, profile=profile, status=STATUSES, loss_report=report)
        for loss in json.loads(report.read_text(encoding="utf-8"))["losses"]:
            number = by_id[loss["item"]]
            if loss["kind"] == "left_out":
                left_out.add(number)
            else:
                told[number].add(loss["field"])
        here = qbank.open(tmp_path / f"ws{at}", make=True, actor="乙")
        taken = here.import_bank(out, status="accepted")
        assert _held(here).keys() == before.keys() - left_out, taken.lines()
    assert len(left_out) < len(first) / 3
    for number, portable in _held(here).items():
        differing = {loss.field for loss in losses(first[number], portable)}
        assert differing <= told[number], (number, first[number], portable)
        assert "key" not in differing or "type" in differing, number
