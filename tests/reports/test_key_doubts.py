"""Which keys of an exam are not to be taught."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qbank.model.figure import Evidence, FlagRecord, ItemStatistics, Keep
from qbank.model.item import Item, Option
from qbank.model.sitting import Asked, SittingHead
from qbank.reports.key_doubts import key_doubts
from qbank.types.single_choice import SingleChoice

OPTIONS = (Option("a", "三日"), Option("b", "五日"), Option("c", "十日"))
ITEM = Item(id="q1", stem="限期是？", body=SingleChoice(OPTIONS, ("a",)), revision=2)
HEAD = SittingHead("s1", "周测", "2026-03-15", "f", "d", "2026-03-15T00:00:00Z", "甲", (Asked("q1", 2, 1.0),))
FLAGS = st.lists(st.builds(FlagRecord, st.sampled_from(["mis-key", "hard", "negative"]), st.booleans(),
                           st.just(0.3), st.just("b")), max_size=3)  # fmt: skip


def record(sitting: str, flags: list[FlagRecord]) -> ItemStatistics:
    """Return what an exam showed."""
    return ItemStatistics(
        item="q1", revision=2, sitting=sitting, name="周测", date="2026-03-15", n=80, facility=0.3,
        facility_interval=(0.2, 0.4), flags=tuple(flags), digest="d", actor="甲",
    )  # fmt: skip


@given(FLAGS, FLAGS, st.booleans(), st.booleans())
def test_a_key_is_in_doubt_as_surely_as_the_surest_record_says(
    own: list[FlagRecord], others: list[FlagRecord], about_now: bool, keeps: bool
) -> None:
    """Records of this exam, and of others if about the item as it is; nothing if somebody keeps it knowingly."""
    records = (record("s1", own), record("s2", others))
    keep = Keep("op", "q1", 2, 1, "乙", "2026-03-16T00:00:00Z", keeps=keeps)
    evidence = Evidence(records, records if about_now else records[:1], 1, keep)
    found = key_doubts(HEAD, {"q1": ITEM}, {"q1": evidence}, lambda _, revision: replace(ITEM, revision=revision), "zh")
    against = [each.sure for each in (*own, *(others if about_now else ())) if each.code == "mis-key"]
    if keeps or not against:
        assert found == {}
        return
    assert found["q1"].sure == any(against)
    assert "选 B 的比选答案 A 的多" in found["q1"].words


def test_a_key_that_was_changed_since_is_told_with_both() -> None:
    """Marks are by the key of then, whatever exams say of the item as it is."""
    before = replace(ITEM, body=SingleChoice(OPTIONS, ("c",)), revision=1)
    head = replace(HEAD, asked=(Asked("q1", 1, 1.0), Asked("gone", 1, 1.0)))
    (found,) = key_doubts(head, {"q1": ITEM}, {}, lambda *_: before, "zh").values()
    assert found.sure
    assert "考试时是 C（十日），现在是 A（三日）" in found.words
    assert key_doubts(head, {"q1": ITEM}, {}, lambda *_: None, "zh") == {}
