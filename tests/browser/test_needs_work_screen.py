"""Accepted items that an exam speaks against: found by a filter, kept by a key or changed, and gone from the list."""

from __future__ import annotations

import pytest
from desk_screen import CARD, Screen

from qbank.bank import Query
from qbank.model.figure import FlagRecord, ItemStatistics, Rescoring
from qbank.workbench.workspace import Workspace

pytestmark = pytest.mark.browser


def _record(bank: Workspace, sitting: str, *found: tuple[str, FlagRecord]) -> None:
    bank.bank.add_statistics([
        ItemStatistics(
            item=item, revision=bank.item(item).revision, sitting=sitting, name="周测", date="2026-03-15", n=86,
            facility=0.31, facility_interval=(0.22, 0.42), discrimination=-0.08, digest="d" * 64, actor="乙",
            flags=(flag,),
        )
        for item, flag in found
    ])  # fmt: skip


def _show(screen: Screen, which: str) -> None:
    screen.press("f")
    screen.page.select_option(f"{CARD} [data-filter=show]", which)
    screen.click("[data-action=apply]")


def _listed(screen: Screen) -> None:
    screen.page.wait_for_selector(f"{CARD}[data-filling='0']:has([data-action=filter]:has-text('需修订'))")


def test_what_an_exam_speaks_against_is_kept_or_changed(screen: Screen, bank: Workspace) -> None:
    """The gravest first; a key keeps it, a change makes a new version, and the list is empty until more comes."""
    first, second = bank.bank.ids(Query(status="draft", type="single_choice"))[:2]
    bank.accept(first, second)
    easy, wrong = (
        FlagRecord("easy", sure=True, value=0.97),
        next(option.id for option in bank.item(second).body.options if option.id not in bank.item(second).body.key),
    )
    anew = Rescoring(
        facility=(0.31, 0.72), discrimination=(-0.08, 0.4), alpha=(0.71, 0.75), share=(0.61, 0.635), most=20.0,
        people=86, limit=0.6, passed=(50, 56), gain=45, lose=12,
    )  # fmt: skip
    mis_key = FlagRecord("mis-key", sure=True, option=wrong, rescored=anew)
    _record(bank, "s1", (first, easy), (second, mis_key))
    _show(screen, "needs-work")
    _listed(screen)
    assert screen.wait_for_other("") == second
    told = screen.text(".qb-exam")
    assert "2026年3月15日周测：86人作答，难度 0.31（0.22—0.42），区分度 −0.08；疑似答案有误（确定）" in told
    assert "请核对答案" in told
    assert "全卷平均 12.2 → 12.7 分（满分 20 分）；45 人加分，12 人减分；按 60% 及格，及格 50 → 56 人" in told
    assert "仍然采用" in screen.text("[data-action=keep]") and not screen.has("[data-action=accept]")
    screen.picture("needs-work-zh")
    assert screen.decide("a") == (second, first)
    assert list(bank.bank.needs_work()) == [first]
    screen.press("e")
    assert "疑似答案有误" not in screen.text(".qb-beside .qb-exam") and "过易（确定）" in screen.text(
        ".qb-beside .qb-exam"
    )
    screen.page.fill(f"{CARD} textarea[data-field=rationale]", "改过的说明")
    screen.press("Control+Enter")
    screen.page.wait_for_selector(f"{CARD} [data-empty]:has-text('没有需要修订的题了')", timeout=20_000)
    screen.settle()
    assert bank.item(first).rationale == "改过的说明" and bank.bank.needs_work() == {}
    screen.press("k")
    screen.page.wait_for_selector(f"{CARD} [data-item-id='{second}'] .qb-exam:has-text('甲')")
    screen.click("[data-action=unkeep]")
    screen.settle()
    screen.page.wait_for_selector(f"{CARD} [data-action=keep]")
    assert list(bank.bank.needs_work()) == [second]
    screen.press("a")
    screen.settle()
    _record(bank, "s2", (first, easy))
    _show(screen, "later")  # an empty list offers the one where something waits
    screen.click("[data-action=work]:has-text('（1）')")
    _listed(screen)
    assert screen.wait_for_other(second) == first
