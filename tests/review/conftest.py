"""A small workspace to review in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sheet_samples import sheet_check, sheet_document, sheet_items

import qbank
from qbank.bank import Bank
from qbank.review.desk import Desk
from qbank.review.sheet import write_sheet
from qbank.types._contract import TYPES
from qbank.workbench.workspace import Workspace

sys.path.append(str(Path(__file__).parents[1] / "types"))  # the strategies of the types, for the laws of their fields


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with one draft of each type."""
    with qbank.open(tmp_path / "ws", make=True, actor="甲") as opened:
        examples = (each.example() for each in TYPES)
        items = [replace(item, id=f"q{n}", sources=(), pattern="") for n, item in enumerate(examples)]
        opened.bank.add_drafts(items, actor="qbank")
        yield opened


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    """A bank with one item of each type, one with a proof line among them."""
    with Bank.create(tmp_path / "ws" / "bank.db") as made:
        made.put_documents([sheet_document()])
        made.add_drafts(sheet_items(), actor="draft")
        yield made


@pytest.fixture
def desk(bank: Bank) -> Desk:
    """An editor's desk at that bank."""
    return Desk(bank, "王编辑", sheet_check, "zh")


@pytest.fixture(params=["xlsx", "docx"])
def sheet(request: pytest.FixtureRequest, bank: Bank, tmp_path: Path) -> Path:
    """A sheet of all items, of either kind."""
    path = tmp_path / f"表.{request.param}"
    write_sheet(bank, bank.items(), path, "zh")
    return path
