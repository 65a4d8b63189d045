"""Review sheets: written, filled in as editors do, read back; the bank decides by the same rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from sheet_samples import codes, fill

from qbank.bank import Query
from qbank.model.item import Option
from qbank.review.sheet import read_sheet, write_sheet
from qbank.review.sheet_words import verdict_of
from qbank.types import SingleChoice, TrueFalse


def test_a_sheet_nobody_filled_in_changes_nothing(desk, sheet):
    """Every item of every type comes back as it was, and no row is decided."""
    report = read_sheet(desk, sheet, dry_run=False)
    assert (report.decided.undecided, report.problems) == (8, ())
    assert all(item.revision == 1 for item in desk.bank.items())


def test_unchanged_rows_with_a_verdict_are_accepted_or_rejected(desk, sheet):
    """通过 and 退回 with its reason; the bank logs who, and the comment is the reason."""
    fill(sheet, "q1", 结论="通过")
    fill(sheet, "example-true-false", 结论="退回", 意见=" 太偏 ")
    report = read_sheet(desk, sheet, dry_run=False)
    assert report.lines() == [
        "通过 1 道，改后通过 0 道，退回 1 道，待定 0 道；以前读过 0 道，没有结论 6 道，没有采用 0 道"
    ]
    assert desk.bank.get("q1").status == "accepted"
    assert desk.bank.history("example-true-false")[-1].reason == "太偏"
    assert desk.bank.history("q1")[-1].actor == "王编辑"


def test_a_row_can_be_put_off(desk, sheet, tmp_path):
    """待定 raises the item's flag, once, and stands on the next sheet; a change with it is told of and not stored."""
    fill(sheet, "q1", 结论="待定", 意见="等修订稿")
    fill(sheet, "example-true-false", 结论="暂缓", 题干="改过的题干")
    report = read_sheet(desk, sheet, dry_run=False)
    assert (dict(report.decided.done), codes(report)) == ({"later": 2}, ["sheet-later-changed"])
    assert (desk.bank.get("q1").later, desk.bank.get("q1").status) == (True, "draft")
    assert desk.bank.history("q1")[-1].reason == "等修订稿"
    assert read_sheet(desk, sheet, dry_run=False).decided.known == 2
    again = tmp_path / f"again{sheet.suffix}"
    write_sheet(desk.bank, desk.bank.items(Query(status="draft", order="id")), again, "zh")
    assert read_sheet(desk, again, dry_run=False).problems == ()
    fill(again, "q1", 意见="问过了，再等")
    assert codes(read_sheet(desk, again, dry_run=False)) == ["sheet-later-already"]
    assert desk.bank.get("q1").later


def test_rejections_without_a_reason_are_counted(desk, sheet):
    """They are taken; the report says how many have no reason."""
    fill(sheet, "q1", 结论="退回")
    fill(sheet, "example-true-false", 结论="退回", 意见="太偏")
    first, *more = read_sheet(desk, sheet, dry_run=False).lines()
    assert "退回 2 道" in first
    assert more == ["退回的题里有 1 道没有写意见；写上理由，出题的人才知道怎么改。"]


def test_a_changed_row_becomes_a_fix(desk, sheet):
    """Stem, option, answer and rationale are changed where they stand; the other ids stay."""
    fill(sheet, "q1", 结论="改后通过", 题干="几日内提出复核？", 选项C="20日", 解析="见第二条。", 意见="数值太散")
    before = desk.bank.get("q1")
    assert codes(read_sheet(desk, sheet, dry_run=False)) == []
    after = desk.bank.get("q1")
    options = (*before.body.options[:2], Option("o3", "20日"))
    assert (after.status, after.stem, after.rationale) == ("accepted", "几日内提出复核？", "见第二条。")
    assert after.body == SingleChoice(options, ("o2",))
    assert after.sources == before.sources


def test_reading_a_sheet_again_says_nothing_new(desk, sheet):
    """The same rows again are known, whoever reads them, and new verdicts on the same sheet are taken."""
    fill(sheet, "q1", 结论="改后通过", 题干="几日内提出复核？")
    read_sheet(desk, sheet, dry_run=False)
    fill(sheet, "example-true-false", 结论="通过")
    again = read_sheet(replace(desk, actor="李编辑"), sheet, dry_run=False)
    assert (again.decided.known, dict(again.decided.done), again.problems) == (1, {"accept": 1}, ())
    assert len(desk.bank.history("q1")) == 2
    assert not desk.bank.check()


def test_one_undo_takes_a_whole_sheet_back(desk, bank, sheet):
    """What a sheet decided is one step; read in again after that, it decides anew, as often as it is taken back."""
    for item_id in ("q1", "example-ordering"):
        fill(sheet, item_id, 结论="通过")
    fill(sheet, "example-matching", 结论="退回")
    read_sheet(desk, sheet, dry_run=False)
    assert bank.count(Query(status="draft")) == 5
    step = bank.undoable("王编辑")
    assert len(step.items) == 3
    assert all(outcome.kind == "done" for outcome in bank.undo("王编辑", "back", step=step.op))
    assert bank.count(Query(status="draft")) == 8
    assert bank.undoable("王编辑") is None
    again = read_sheet(desk, sheet, dry_run=False)
    assert (again.decided.known, again.decided.done, again.problems) == (0, Counter(accept=2, reject=1), ())
    once_more = read_sheet(desk, sheet, dry_run=False)
    assert (once_more.decided.known, once_more.decided.done, once_more.problems) == (3, Counter(), ())
    bank.undo("王编辑", "back-again", step=bank.undoable("王编辑").op)
    assert bank.count(Query(status="draft")) == 8
    assert read_sheet(desk, sheet, dry_run=True).decided.done == Counter(accept=2, reject=1)
    assert read_sheet(desk, sheet, dry_run=False).decided.done == Counter(accept=2, reject=1)
    assert bank.check() == []


def test_a_sheet_taken_back_does_not_go_over_what_was_decided_since(desk, bank, sheet):
    """After an undo somebody else decided: the row is a conflict, told with who it was."""
    fill(sheet, "q1", 结论="通过")
    read_sheet(desk, sheet, dry_run=False)
    bank.undo("王编辑", "back", step=bank.undoable("王编辑").op)
    replace(desk, actor="李编辑").decide(["q1"], "reject")
    (problem,) = read_sheet(desk, sheet, dry_run=False).problems
    assert problem.code == "sheet-conflict"
    assert bank.get("q1").status == "rejected"


def test_who_was_faster_is_told_and_the_other_rows_go_on(desk, sheet):
    """A row about an older revision is not taken: the message says who changed it since."""
    fill(sheet, "q1", 结论="通过")
    fill(sheet, "example-true-false", 结论="通过")
    replace(desk, actor="李编辑").change(replace(desk.bank.get("q1"), stem="另一种问法？"), "edit")
    report = read_sheet(desk, sheet, dry_run=False)
    (problem,) = report.problems
    assert problem.code == "sheet-conflict"
    assert "李编辑" in problem.message() and str(sheet) in problem.message() and problem.place.startswith("第 ")
    assert desk.bank.get("example-true-false").status == "accepted"
    assert desk.bank.get("q1").status == "draft"


def test_accepting_a_changed_row_is_asked_about(desk, sheet):
    """Nothing is lost: the change stands in the message, and the row waits for 改后通过."""
    fill(sheet, "q1", 结论="通过", 选项B="25日")
    (problem,) = read_sheet(desk, sheet, dry_run=False).problems
    assert problem.code == "sheet-accept-changed"
    assert "选项B“15日”→“25日”" in problem.message()
    assert desk.bank.get("q1").revision == 1


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"结论": "改后通过"}, "sheet-fix-unchanged"),
        ({"结论": "改后通过", "答案": "F"}, "sheet-letter"),
        ({"结论": "改后通过", "答案": "十五日"}, "sheet-answer"),
        ({"结论": "改后通过", "选项A": "", "选项B": "", "答案": "C"}, "item-faulty"),
        ({"结论": "好像可以"}, "sheet-verdict"),
        ({"题干": "几日？"}, "sheet-no-verdict"),
        ({"意见": "再看看"}, "sheet-no-verdict"),
        ({"结论": "退回", "题干": "几日？"}, "sheet-change-unused"),
        (
            {"结论": "改后通过", "题干": TrueFalse.example().stem},
            "sheet-mixed-up",
        ),
    ],
)
def test_each_row_says_what_is_wrong_with_it(desk, sheet, cells, code):
    """One message a row with file and place; the rule that is broken is the desk's own, in a dry run too."""
    fill(sheet, "q1", **cells)
    foreseen = read_sheet(desk, sheet, dry_run=True)
    report = read_sheet(desk, sheet, dry_run=False)
    assert codes(foreseen) == codes(report) == [code]
    assert report.problems[0].message("zh").startswith(f"{sheet} 第 ")
    assert desk.bank.get("q1").status == ("rejected" if cells.get("结论") == "退回" else "draft")


def test_a_dry_run_decides_nothing(desk, sheet):
    """The counts are those of the real run, and the bank stays."""
    fill(sheet, "q1", 结论="通过")
    report = read_sheet(desk, sheet, dry_run=True)
    assert report.decided.done["accept"] == 1 and report.lines()[-1].startswith("这只是查看")
    assert desk.bank.get("q1").revision == 1
    desk.bank.decide_all([])


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("通过", "accept"), (" 通 过 。", "accept"), ("同意", "accept"), ("√", "accept"), ("ＯＫ", "accept"),
        ("改后通过", "fix"), ("修改后通过", "fix"), ("退回", "reject"), ("不通过", "reject"), ("不同意！", "reject"),
        ("×", "reject"), ("待定", "later"), ("", ""), ("　", ""), ("修改", None), ("√×", None), ("通过？", None),
        ("。", None),
    ],
)  # fmt: skip
def test_verdict_words(word, said):
    """What is clear is read, what is not is asked about."""
    assert verdict_of(word) == said
