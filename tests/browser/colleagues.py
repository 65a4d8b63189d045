"""What people do at the card beside and against one another."""

from __future__ import annotations

from dataclasses import replace

from desk_screen import CARD, Screen

from qbank.workbench.workspace import Workspace

MINE, THEIRS = "甲写的解析", "乙写的解析"


def type_kept(screen: Screen, bank: Workspace, text: str) -> None:
    """Open the editor, write a rationale, and wait until the bank keeps it."""
    item_id = screen.item
    screen.press("e")
    screen.page.fill(f"{CARD} textarea[data-field=rationale]", text)
    screen.wait_until(lambda: is_kept(bank, item_id, text))


def is_kept(bank: Workspace, slot: str, text: str) -> bool:
    """Tell whether the bank keeps this text for an item or a new one, and it is not saved."""
    found = bank.bank.unsaved("甲", slot)
    return found is not None and f'"{text}"' in found.data


def at_once(screen: Screen, *keys: str, click: str = "") -> None:
    """Click and press keys within one turn of the page: no answer can come in between."""
    screen.page.evaluate(
        """([card, keys, click]) => {
        if (click) document.querySelector(click).click();
        for (const key of keys) document.querySelector(card).dispatchEvent(
            new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
        }""",
        [CARD, keys, click],
    )


def changed_by_another(bank: Workspace, item_id: str) -> None:
    """Let a colleague save another rationale."""
    bank.edit(replace(bank.item(item_id), rationale=THEIRS))


def save_only_too_late(screen: Screen, bank: Workspace) -> str:
    """Save an edit without accepting it, after somebody else has changed the item; return the item."""
    item_id = screen.item
    type_kept(screen, bank, MINE)
    changed_by_another(bank, item_id)
    screen.click("[data-action=edit]")
    return item_id
