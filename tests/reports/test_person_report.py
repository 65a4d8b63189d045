"""One person's record (一人一档)."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from qbank.model.sitting import Asked, Person, SittingHead
from qbank.reports.person_report import LostMarks, PersonRecord, lost_marks
from qbank.reports.results import Record

ASKED = tuple(Asked(f"q{at}", 1, 2.0) for at in range(8))
HEAD = SittingHead("s1", "季考", "2026-03-05", "f.xlsx", "d", "2026-03-06T00:00:00Z", "甲", ASKED)
MARKS = st.lists(st.sampled_from([None, 0.0, 1.0, 2.0]), min_size=8, max_size=8)


@given(MARKS, st.frozensets(st.sampled_from([each.item for each in ASKED])))
def test_marks_lost_add_up(marks: list[float | None], untaught: frozenset[str]) -> None:
    """What is listed is what lacks to full marks, but for questions not presented and keys that do not hold."""
    found = list(lost_marks(HEAD, marks, {}, {}, untaught))
    missing = sum(
        each.most - mark
        for mark, each in zip(marks, ASKED, strict=True)
        if mark is not None and each.item not in untaught
    )
    assert sum(each.asked.most - each.earned for each in found) == missing
    assert not {each.asked.item for each in found} & untaught


def test_the_record_as_a_workbook(tmp_path: Path) -> None:
    """All exams with their result, absences too; the lost marks with their keys."""
    records = [
        Record(HEAD, 0.6, 0.5, (("第二章", 0.5),)),
        Record(HEAD, 0.59, 0.5, ()),
        Record(HEAD, None, 0.5, ()),
    ]
    lost = [LostMarks(HEAD, ASKED[0], 1.0, "几分钟内到达？", "B（十分钟）")]
    found = PersonRecord(Person("K1", "张三", ("一队", "甲班")), records, lost, "zh", passed=0.6)
    book = openpyxl.load_workbook(found.write(tmp_path / "档案.xlsx"))
    exams, chapters, wrong = ([*sheet.iter_rows(values_only=True)] for sheet in book.worksheets[:3])
    assert [row[-1] for row in exams[1:]] == ["及格", "不及格", "缺考"]
    assert chapters[1][-2:] == ("第二章", 0.5)
    assert wrong[1] == ("2026-03-05", "季考", "几分钟内到达？", 1, 2, "B（十分钟）")
    assert "K1 张三 一队/甲班" in repr(found)
