"""A small workspace to review in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import qbank
from qbank.types._contract import TYPES
from qbank.workbench import Workspace

sys.path.append(str(Path(__file__).parents[1] / "types"))  # the strategies of the types, for the laws of their fields


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with one draft of each type."""
    with qbank.open(tmp_path / "ws", make=True, actor="甲") as opened:
        examples = (each.example() for each in TYPES)
        items = [replace(item, id=f"q{n}", sources=(), pattern="") for n, item in enumerate(examples)]
        opened.bank.add_drafts(items, actor="qbank")
        yield opened
