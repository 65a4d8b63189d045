"""What a run of decisions says about the draft it began with."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qbank.drafting.verdicts import KEPT, MENDED, REFUSED, Verdict, as_drafted, is_repetition, verdict
from qbank.model.decision import Decision
from qbank.model.record import ItemRecord
from qbank.types import TrueFalse


def _past(*actions: str) -> tuple[Decision, ...]:
    """Return decisions, an action and perhaps its reason each: ``reject 太偏``."""
    rows = enumerate((each.partition(" ") for each in actions), 1)
    return tuple(
        Decision(f"op{number}", "q1", number, action, "编辑甲", f"2026-03-02T08:00:{number:02}+00:00", reason)
        for number, (action, _, reason) in rows
    )


@pytest.mark.parametrize(
    ("actions", "kept"),
    [
        (["draft"], None),
        (["draft", "accept"], KEPT),
        (["draft", "later", "accept"], KEPT),
        (["draft", "fix"], MENDED),
        (["draft", "edit"], None),
        (["draft", "edit", "accept"], MENDED),
        (["draft", "reject 太偏"], REFUSED),
        (["draft", "reject"], REFUSED),
        (["draft", "reject 太偏", "accept"], KEPT),
        (["draft", "accept", "reject 有两个答案"], REFUSED),
        (["draft", "accept", "reopen"], None),
        (["draft", "accept", "retire"], KEPT),
        (["draft", "reject 与上一题重复"], None),
        (["draft", "reject 选项重复"], REFUSED),
        (["draft", "accept", "delete"], None),
        ([], None),
    ],
)
def test_the_last_verdict_counts(actions: list[str], kept: float | None) -> None:
    """Kept, kept after a change, refused, or nothing said about quality."""
    past = _past(*actions)
    found = verdict(past)
    assert (found.kept if found else None) == kept


def test_a_verdict_has_its_time() -> None:
    """That of the decision that counts, not of what came after."""
    assert verdict(_past("draft", "accept", "retire")) == Verdict(KEPT, "2026-03-02T08:00:02+00:00")


@pytest.mark.parametrize(
    ("reason", "repeats"),
    [
        ("重复", True),
        ("与第3题雷同", True),
        ("Duplicate of q12", True),
        ("干扰项重复", False),
        ("题干用词重复", False),
        ("太偏", False),
        ("", False),
    ],
)
def test_repetition_is_told_from_wording(reason: str, repeats: bool) -> None:
    """Asking what another asks is no fault of the draft; saying a word twice is."""
    assert is_repetition(reason) is repeats


def test_the_draft_before_the_editors_change_is_judged() -> None:
    """Of an edited item the content the program made counts, the newest of several."""
    first = replace(TrueFalse.example(), id="q1", revision=1, status="draft")
    second = replace(first, stem="再出的题干。", revision=2)
    fixed = replace(first, stem="改过的题干。", revision=3, status="accepted")
    record = ItemRecord(fixed, (first, second), _past("draft", "draft", "fix"))
    assert as_drafted(record) == second
    assert as_drafted(ItemRecord(second, (first,), _past("draft", "draft"))) == second
