"""Who sits a make-up paper, from a file of people: read within limits, and what is wrong with it told in words."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from qbank.errors import Problem, QbankError
from qbank.locale import Lang, say
from qbank.model.sitting import Person, Sheet, SittingHead
from qbank.sittings import Sittings
from qbank.workbench.roster import Roster, read_roster

HEAD = SittingHead("s1", "周测", "2026-03-05", "成绩.xlsx", "d1", "2026-03-06T08:00:00Z", "甲")
PEOPLE = [Person("00071", "张三", ("一队",)), Person("F1", "李四", ("二队",))]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder in which two people's answers are kept."""
    with Sittings(tmp_path) as store:
        store.put(HEAD, [Sheet(person) for person in PEOPLE])
    return tmp_path


def listed(folder: Path, file: Path) -> Roster | Problem:
    """Return who a file lists, or what is wrong with it."""
    nothing = Mock(spec_set=[])  # a list of people asks nothing of the bank
    try:
        return read_roster(folder, str(file), nothing, "zh")
    except QbankError as error:
        assert error.problem.message("zh") and error.problem.message("en")
        assert error.problem.file == str(file)
        return error.problem


def codes(found: Roster | Problem) -> list[str]:
    """Return the codes of the people."""
    assert isinstance(found, Roster), found
    return [each.person.code for each in found.sitters]


def workbook(*rows: tuple[object, ...], title: str = "") -> bytes:
    """Return a workbook whose first sheet says something else."""
    book, stream = Workbook(), BytesIO()
    assert book.active is not None
    book.active.append(["说明", "只列补考的人"])
    sheet = book.create_sheet()
    for row in ((title,), *rows) if title else rows:
        sheet.append(row)
    book.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a workbook with another part under one's name."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as archive, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for each in archive.namelist():
            made.writestr(each, content if each == name else archive.read(each))
    return stream.getvalue()


LIST = workbook(("工号", "姓名"), ("F1", "李四"))
SHEET = "xl/worksheets/sheet2.xml"


def test_a_sheet_and_a_text_say_the_same(kept: Path) -> None:
    """Codes that are numbers in the sheet, zeros before them, a line above the headings, the same person twice."""
    rows = [("工号", "姓名", "原因"), ("00071", "张三", "请假"), ("F1", None, None), ("F1", None, None)]
    (kept / "a.xlsx").write_bytes(workbook(*rows, title="补考名单"))
    text = "\n".join(",".join(each or "" for each in row) for row in rows)
    (kept / "b.csv").write_text(f"补考名单\n{text}\n", encoding="gb18030")
    first, second = (listed(kept, kept / name) for name in ("a.xlsx", "b.csv"))
    assert codes(first) == codes(second) == ["00071", "F1"]
    (kept / "c.csv").write_bytes((kept / "a.xlsx").read_bytes())
    (kept / "d.xlsx").write_bytes((kept / "b.csv").read_bytes())
    assert codes(listed(kept, kept / "c.csv")) == codes(listed(kept, kept / "d.xlsx")) == ["00071", "F1"]
    assert isinstance(first, Roster) and [each.why for each in first.sitters] == ["请假", ""]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"", "table-empty"),
        ("a.xlsx", b"PK\x03\x04 cut off", "broken-zip"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "table-old"),
        ("a.xlsx", b"%PDF-1.7", "table-not-a-table"),
        ("a.xlsx", with_part(LIST, SHEET, b"<worksheet><sheetData><row"), "table-broken"),
        ("a.xlsx", with_part(LIST, "xl/workbook.xml", b"<workbook"), "table-broken"),
        ("a.xlsx", with_part(LIST, SHEET, b" " * 60_000_000), "zip-too-large"),
        ("a.csv", '工号\n"F1\nF2\n'.encode(), "table-broken"),
        ("a.csv", "工号\n".encode() + b"x" * 1_200_000, "table-broken"),
        ("a.csv", bytes(range(256)) * 3, "binary-content"),
        ("a.csv", "工号\n".encode(), "papers-roster-empty"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_list_is_told(kept: Path, name: str, data: bytes, code: str) -> None:
    """Damaged, protected, of another kind, too large once unpacked: a problem with the file's name."""
    (kept / name).write_bytes(data)
    problem = listed(kept, kept / name)
    assert isinstance(problem, Problem) and problem.code == code


def test_a_pipe_is_not_waited_for(kept: Path) -> None:
    """What is no file is refused before it is opened."""
    os.mkfifo(kept / "a.xlsx")
    problem = listed(kept, kept / "a.xlsx")
    assert isinstance(problem, Problem) and problem.code == "not-a-regular-file"


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_damage_of_a_list_ends_in_a_traceback(kept: Path, data: st.DataObject) -> None:
    """Whatever byte is another, in the container or in a part of it, there are people or there is a problem."""
    whole = LIST
    if data.draw(st.booleans()):
        with zipfile.ZipFile(BytesIO(whole)) as archive:
            name = data.draw(st.sampled_from(sorted(archive.namelist())))
            part = archive.read(name)
        at = data.draw(st.integers(0, len(part)))
        whole = with_part(whole, name, part[:at] + data.draw(st.binary(max_size=8)) + part[at + 3 :])
    else:
        at = data.draw(st.integers(0, len(whole)))
        whole = whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + 3 :]
    (kept / "a.xlsx").write_bytes(whole)
    found = listed(kept, kept / "a.xlsx")
    assert isinstance(found, Problem) or codes(found) == ["F1"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_who_passed_and_is_listed_all_the_same_is_told(kept: Path, tmp_path: Path, lang: Lang) -> None:
    """The list of results names those who passed narrowly too; they sit only if somebody leaves them on it."""
    file = tmp_path / "list.csv"
    why = (say("results-why-failed", lang), say("results-why-near-passed", lang))
    file.write_text(f'代号,姓名,原因\n00071,张三,{why[0]}\nF1,李四,"{why[1]}"\n', encoding="utf-8")
    found = listed(kept, file)
    assert isinstance(found, Roster)
    assert codes(found) == ["00071", "F1"]
    (note,) = found.notes
    assert (note.code, note.severity, note.values["people"]) == ("papers-roster-passed", "warning", "李四")
