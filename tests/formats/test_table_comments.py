"""Comments on the cells of a workbook: an import tells where they stand, a form is filled as they say."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment as Note
from table_files import read, workbook

from qbank.formats.tables._comments import comments, is_comments
from qbank.formats.tables._marks import Comment
from qbank.formats.tables._source import opened

_HEAD = ["题型", "题干", "答案"]
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"


def _noted(folder: Path, notes: dict[str, str]) -> Path:
    path = workbook(folder / "t.xlsx", [_HEAD, ["判断题", "甲归一科。", "1"], ["判断题", "乙归二科。", "0"]])
    book = load_workbook(path)
    for cell, text in notes.items():
        book.active[cell].comment = Note(text, "甲")
    book.save(path)
    return path


def _archive(path: Path, members: dict[str, str]) -> zipfile.ZipFile:
    """Return an archive with the members of comments that a sheet refers to, in that order."""
    relations = "".join(f'<Relationship Id="r{at}" Type="t" Target="/{member}"/>' for at, member in enumerate(members))
    with zipfile.ZipFile(path, "w") as archive:
        target = "xl/worksheets/_rels/sheet1.xml.rels"
        archive.writestr(target, f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>')
        for member, text in members.items():
            archive.writestr(member, text)
    return zipfile.ZipFile(path)


@given(
    rows=st.sets(st.integers(1, 40), min_size=1, max_size=4),
    text=st.text(alphabet="多选题答案用分隔1为正确", min_size=1, max_size=12),
)
def test_comments_come_from_the_top_with_what_they_say(
    tmp_path_factory: pytest.TempPathFactory, rows: set[int], text: str
) -> None:
    """Whatever they say, and in whatever order they were written."""
    path = _noted(tmp_path_factory.mktemp("t"), {f"C{row}": text for row in sorted(rows, reverse=True)})
    with opened(path, "t.xlsx") as tables:
        assert tables[0].marks.comments == tuple(Comment(row, 3, text) for row in sorted(rows))


def test_a_comment_explains_the_form_and_is_told_where_it_stands(tmp_path: Path) -> None:
    """The one on the heading says what 1 and 0 are; the one on an answer may be a correction, and is told."""
    path = _noted(tmp_path, {"C1": "判断题：1为正确，0为错误", "C3": "应为1"})
    items, problems = read(path)
    assert [each.item.stem for each in items] == ["甲归一科。", "乙归二科。"]
    told = [each.values["cells"] for each in problems if each.code == "table-comments-not-read"]
    assert (told, [each.code for each in problems if each.severity == "error"]) == (["C3"], [])


@pytest.mark.parametrize("order", [1, -1])
def test_a_conversation_goes_before_the_note_that_stands_for_it(tmp_path: Path, order: int) -> None:
    """Excel keeps both; its answers belong to it, and a note of its own elsewhere stays."""
    note = "<comment ref='{}'><text><r><t>{}</t></r></text></comment>"
    notes = note.format("B2", "[Threaded comment]") + note.format("A1", "必填")
    talk = "".join(f"<threadedComment ref='B2'><text>{text}</text></threadedComment>" for text in ("应为C", "已改"))
    members = {
        "xl/comments1.xml": f"<comments xmlns='{_MAIN}'><commentList>{notes}</commentList></comments>",
        "xl/threadedComments/threadedComment1.xml": f"<ThreadedComments xmlns='{_THREADED}'>{talk}</ThreadedComments>",
    }
    with _archive(tmp_path / "t.zip", dict([*members.items()][::order])) as archive:
        assert comments(archive, "xl/worksheets/sheet1.xml") == {"A1": "必填", "B2": "应为C\n已改"}


@pytest.mark.parametrize(
    ("member", "is_one"),
    [
        ("xl/comments1.xml", True), ("xl/comments/comment2.xml", True), ("comments.xml", True),
        ("xl/threadedComments/threadedComment1.xml", True),
        ("xl/drawings/commentsDrawing1.vml", False), ("xl/persons/person.xml", False),
    ],
)  # fmt: skip
def test_which_members_hold_comments(member: str, is_one: bool) -> None:
    """By their names, as different programs give them."""
    assert is_comments(member) is is_one
