"""Items of every type written by hand in the card: rows added, filled, moved and taken out, keys set, and saved."""

from __future__ import annotations

import json

import pytest
from desk_screen import CARD, Screen

from qbank.bank import Query
from qbank.review.fields import fields_of
from qbank.review.forms import form_of
from qbank.types._contract import TYPES
from qbank.workbench.workspace import Workspace

pytestmark = pytest.mark.browser

EDITOR = f"{CARD} .qb-editor"
ROWS = f"{EDITOR} textarea:is([data-field=options], [data-field=right], [data-field=key])"
PARTNERS = f"{EDITOR} select:not(.qb-envelope select)[aria-label*='对应']"


def _fill(screen: Screen) -> list[str]:
    """Write another text into each row, and return them from top to bottom."""
    rows = screen.page.locator(ROWS)
    texts = [f"第{n}行的字" for n in range(rows.count())]
    for n, text in enumerate(texts):
        rows.nth(n).fill(text)
    return texts


def _set_key(screen: Screen, form: str) -> None:
    if form in {"one", "many", "truth"}:
        picks = screen.page.locator(f"{EDITOR} .qb-key-pick input, {EDITOR} .qb-choice-inline input")
        for n in range(2 if form == "many" else 1):
            picks.nth(n).check()
    for n in range(screen.page.locator(PARTNERS).count()):
        screen.page.locator(PARTNERS).nth(n).select_option(index=n + 1)


@pytest.mark.parametrize("kind", TYPES.names())
def test_an_item_of_every_type_by_hand(screen: Screen, bank: Workspace, kind: str) -> None:
    """What is typed into each row is what the bank holds, in that order; a row taken out is gone, a moved one moved."""
    form = form_of(TYPES.get(kind).example())
    screen.begin(kind)
    stem = f"手写的{TYPES.get(kind).label}：____？"
    screen.page.fill(f"{CARD} textarea[data-field=stem]", stem)
    adders = screen.page.locator(f"{EDITOR} button:text-matches('^加一(个选项|个空|个得分点|行)')")
    for n in range(adders.count()):
        for _ in range(2):
            adders.nth(n).click()
    texts = _fill(screen)
    _set_key(screen, form)
    if form not in {"truth"}:
        gone = texts.pop()
        screen.page.locator(f"{EDITOR} .qb-edit-row:has(textarea) .qb-tool:text('×')").last.click()
        assert screen.page.locator(ROWS).count() == len(texts) > 1
        up = screen.page.locator(f"{EDITOR} .qb-edit-row:has(textarea) .qb-tool:text('↑'):enabled").first
        up.click()
        texts[:2] = reversed(texts[:2])
        assert [screen.page.locator(ROWS).nth(n).input_value() for n in range(len(texts))] == texts
    screen.click("[data-action=save-new]")
    screen.page.wait_for_selector(f"{CARD} .qb-stem:has-text('手写的{TYPES.get(kind).label}')")
    fields = fields_of(bank.item(screen.item))
    stored = json.dumps(fields, ensure_ascii=False)
    assert (bank.item(screen.item).type, fields["stem"]) == (kind, stem)
    assert all(text in stored for text in texts)
    if form not in {"truth"}:
        assert gone not in stored
        assert _in_order(fields, form) == texts
    screen.press("e")
    screen.page.wait_for_selector(EDITOR)
    assert [screen.page.locator(ROWS).nth(n).input_value() for n in range(len(texts))] == texts
    screen.press("Escape")


def _in_order(fields: dict[str, object], form: str) -> list[str]:
    """The texts of an item's rows as an editor sees them from top to bottom."""
    data = json.loads(json.dumps(fields))
    if form == "blanks":
        return [accepted[0] for accepted in data["key"]]
    if form == "points":
        return [point["text"] for point in data["key"]]
    if form == "pairs":
        assert [one for one, _ in data["key"]] == [row["id"] for row in data["left"]][: len(data["key"])]
        return [row["text"] for row in (*data["left"], *data["right"])]
    wordings = {option["id"]: option["text"] for option in data["options"]}
    return [wordings[each] for each in (data["key"] if form == "order" else wordings)]


def test_an_item_whose_answer_was_lost_is_not_written_over(screen: Screen, bank: Workspace) -> None:
    """It is in the bank although the page never heard so: what is written next is another item."""
    stem = f"{CARD} textarea[data-field=stem]"
    before = {item.id for item in bank.bank.items(Query())}
    screen.begin("true_false")
    screen.page.fill(stem, "存好了却没有回音的题。")
    screen.page.evaluate("window.slow = 100_000")
    screen.press("Control+Enter")
    screen.wait_until(lambda: bank.bank.count() == len(before) + 1)
    screen.open()
    screen.begin("true_false")
    assert "已经存入题库" in screen.text(".qb-banner")
    assert screen.page.input_value(stem) == ""
    screen.page.fill(stem, "后来写的另一道题。")
    screen.press("Control+Enter")
    screen.page.wait_for_selector(f"{CARD} .qb-stem:has-text('后来写的另一道题')")
    made = {item.stem for item in bank.bank.items(Query()) if item.id not in before}
    assert made == {"存好了却没有回音的题。", "后来写的另一道题。"}
    assert bank.bank.unsaved_ids("甲") == []
