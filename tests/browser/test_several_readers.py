"""Several readers: the second does not see what the first said, and who settles it sees both."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desk_screen import CARD, Screen

import qbank

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace in which one editor has decided about two drafts."""
    with qbank.open(tmp_path / "ws", make=True, actor="甲") as workspace:
        workspace.ingest(ROOT / "corpus" / "制度" / "云岭市公共停车场管理办法.txt")
        workspace.draft()
        one, other = [item.id for item in workspace.items(limit=2)]
        workspace.accept(one)
        workspace.reject(other, reason="不值得考")
    return tmp_path / "ws"


@contextmanager
def reading(folder: Path, chromium: Any, actor: str, mode: str) -> Iterator[Screen]:
    """The card of a reader, in a mode."""
    command = [sys.executable, "-m", "qbank.cli", "-C", str(folder), "--as", actor, "review", mode, "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    page = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN").new_page()
    try:
        screen = Screen(page, process.stdout.readline().strip(), folder)
        screen.open()
        yield screen
        assert not screen.outside
        assert not screen.faults
    finally:
        page.context.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0


def _reject(screen: Screen, reason: str) -> None:
    screen.press("x")
    screen.page.wait_for_selector(f"{CARD} .qb-reasons")
    screen.press(reason)


def test_a_sentence_written_blind_is_not_lost(folder: Path, chromium: Any) -> None:
    """If the item was rewritten meanwhile, the reader reads again and finds what they wrote in the field."""
    with reading(folder, chromium, "乙", "--second") as screen:
        item_id = screen.item
        screen.press("e")
        screen.page.keyboard.type("第二个选项与原文不符")
        with qbank.open(folder, actor="甲") as workspace:
            workspace.edit(replace(workspace.item(item_id), rationale="甲重写的解析"))
            workspace.accept(item_id)
        screen.press("Control+Enter")
        screen.page.wait_for_selector(f"{CARD} .qb-banner:has-text('重新看过')")
        assert "甲" not in screen.text(".qb-banner")
        screen.page.click(f"{CARD} [data-row-id='{item_id}']")
        screen.page.wait_for_selector(f"{CARD} .qb-card:has-text('甲重写的解析')")
        screen.press("e")
        assert screen.page.input_value(f"{CARD} .qb-panel textarea") == "第二个选项与原文不符"
        screen.press("Control+Enter")
        screen.wait_for_other(item_id)
        screen.settle()
    with qbank.open(folder) as workspace:
        (opinion,) = workspace.bank.opinions([item_id])
        assert (opinion.verdict, opinion.reason) == ("fix", "第二个选项与原文不符")


def test_blind_reading_and_the_last_word(folder: Path, chromium: Any) -> None:
    """The verdicts of three people, each by keys alone, end as one decision and a note of who said what."""
    with reading(folder, chromium, "乙", "--second") as screen:
        shown = screen.page.inner_text(CARD)
        assert "通过的" not in shown
        assert "甲" not in screen.text(".qb-card")
        assert "不值得考" not in shown
        screen.picture("second-light-zh")
        first = screen.item
        _reject(screen, "1")
        second = screen.wait_for_other(first)
        screen.settle()
        _reject(screen, "4")
        screen.page.wait_for_selector(f"{CARD} [data-empty]")
        screen.settle()
    with qbank.open(folder) as workspace:
        statuses = {item_id: workspace.item(item_id).status for item_id in (first, second)}
        assert sorted(statuses.values()) == ["accepted", "rejected"]
        assert {each.reader for each in workspace.bank.opinions()} == {"乙"}
    with reading(folder, chromium, "丙", "--conflicts") as screen:
        assert statuses[screen.item] == "accepted"
        verdicts = screen.text(".qb-verdicts")
        assert all(word in verdicts for word in ("甲", "通过", "乙", "退回"))
        assert not any(screen.has(f"[data-action={name}]") for name in ("batch", "create", "later", "reopen"))
        screen.picture("disputes-light-zh")
        disputed = screen.item
        _reject(screen, "1")
        screen.page.wait_for_selector(f"{CARD} [data-empty]")
        screen.settle()
    with qbank.open(folder) as workspace:
        assert workspace.item(disputed).status == "rejected"
        assert {each.reader for each in workspace.bank.opinions([disputed]) if each.final} == {"丙"}
