"""What nobody sees in a workbook, and how many options a table says there are."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from table_files import read, workbook
from table_samples import FOUR as HEAD
from table_samples import LETTERED, WORDED, codes

import qbank.formats  # noqa: F401 - registers the formats
import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats.overview import full_example
from qbank.formats.tables import format as xlsx
from qbank.formats.tables.profile import names
from qbank.model.item import Option
from qbank.model.portable import Portable
from qbank.types.matching import Matching
from qbank.types.ordering import Ordering
from qbank.types.single_choice import SingleChoice

# --- hidden sheets ------------------------------------------------------------------------------------


def _hide(path: Path, *sheets: str, state: str = "hidden") -> Path:
    book = load_workbook(path)
    for name in sheets:
        book[name].sheet_state = state
    book.save(path)
    return path


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
@pytest.mark.parametrize("shown", [[HEAD, LETTERED], [["说明"], ["请看下一张"]]], ids=["items", "nothing"])
def test_a_hidden_sheet_with_items_is_told_and_not_read(tmp_path: Path, shown: list[list[str]], state: str) -> None:
    """Whether or not the sheet that is shown has items."""
    path = workbook(tmp_path / "t.xlsx", {"题库": shown, "旧题": [HEAD, WORDED]})
    items, problems = read(_hide(path, "旧题", state=state))
    assert WORDED[1] not in [each.item.stem for each in items]
    told = [problem for problem in problems if problem.code == "table-sheet-hidden"]
    assert [(problem.place, problem.severity) for problem in told] == [("旧题", "warning")]


def test_hidden_lists_of_words_are_nothing_to_tell(tmp_path: Path) -> None:
    """Vendors' files keep the words of their drop-down lists in hidden sheets."""
    path = workbook(tmp_path / "t.xlsx", {"题库": [HEAD, LETTERED], "词": [["单选题", "易"], ["多选题", "难"]]})
    items, problems = read(_hide(path, "词"))
    assert (len(items), problems) == (1, [])


def test_a_file_with_hidden_sheets_only_is_read_and_says_so(tmp_path: Path) -> None:
    """Excel shows a chart then, or nothing; openpyxl makes no such file."""
    with zipfile.ZipFile(workbook(tmp_path / "t.xlsx", {"旧题": [HEAD, WORDED]})) as whole:
        members = {name: whole.read(name) for name in whole.namelist()}
    hidden = members["xl/workbook.xml"].replace(b'state="visible"', b'state="hidden"')
    assert hidden != members["xl/workbook.xml"]
    with zipfile.ZipFile(tmp_path / "u.xlsx", "w") as changed:
        for name, data in {**members, "xl/workbook.xml": hidden}.items():
            changed.writestr(name, data)
    items, problems = read(tmp_path / "u.xlsx")
    assert ([each.item.stem for each in items], codes(problems)) == ([WORDED[1]], ["table-sheet-hidden-read"])


def test_items_of_a_layout_in_a_hidden_sheet(tmp_path: Path) -> None:
    """A named layout passes hidden sheets over as well, and says so."""
    stream = BytesIO()
    kept = xlsx.hold(full_example("single_choice"), Settings(profile="powergrid"))
    assert isinstance(kept, Portable)
    xlsx.write(iter([kept]), stream, Settings(profile="powergrid"))
    book = load_workbook(stream)
    copy = book.copy_worksheet(book.worksheets[0])
    copy.title, copy.sheet_state = "旧题", "hidden"
    book.save(tmp_path / "t.xlsx")
    items, problems = read(tmp_path / "t.xlsx", "powergrid")
    assert (len(items), codes(problems)) == (1, ["table-sheet-hidden"])


# --- hidden rows and columns --------------------------------------------------------------------------


def test_hidden_rows_and_columns_that_are_read_are_told(tmp_path: Path) -> None:
    """Rows that are hidden or filtered, columns in a hidden range: read, and named with what to do."""
    rows = [HEAD, *([*LETTERED[:1], f"{LETTERED[1]}{n}", *LETTERED[2:]] for n in range(6))]
    book = load_workbook(workbook(tmp_path / "t.xlsx", {"题库": rows}))
    sheet = book["题库"]
    for number in (1, 3, 4, 6):
        sheet.row_dimensions[number].hidden = True
    sheet.row_dimensions[20].hidden = True
    sheet.column_dimensions.group("C", "D", hidden=True)
    book.save(tmp_path / "t.xlsx")
    items, problems = read(tmp_path / "t.xlsx")
    assert (len(items), codes(problems)) == (6, ["table-rows-hidden", "table-columns-hidden"])
    assert (problems[0].values["rows"], problems[0].values["count"]) == ("3–4、6", 3)
    assert problems[1].values["columns"] == f"C（{HEAD[2]}）、D（{HEAD[3]}）"
    assert all(each.place == "题库" and each.severity == "warning" for each in problems)
    assert all("t.xlsx" in each.message(lang) for each in problems for lang in ("zh", "en"))


def test_what_is_hidden_and_says_nothing_is_not_told(tmp_path: Path) -> None:
    """An empty column, rows without items, a column that holds nothing of ours: nobody has to look."""
    book = load_workbook(workbook(tmp_path / "t.xlsx", [[*HEAD, "备用"], [*LETTERED, "x"], [], ["", ""]]))
    book.active.row_dimensions[3].hidden = book.active.row_dimensions[4].hidden = True
    book.active.column_dimensions["J"].hidden = True
    book.active.column_dimensions[get_column_letter(len(HEAD) + 1)].hidden = True
    book.save(tmp_path / "t.xlsx")
    items, problems = read(tmp_path / "t.xlsx")
    assert (len(items), codes(problems)) == (1, ["table-columns-not-read"])


# --- how many options ---------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [27, 30])
@pytest.mark.parametrize("profile", names())
def test_the_number_of_options_is_told_as_it_is(profile: str, count: int) -> None:
    """Thirty options are thirty in the message, whatever the layout's limit, under the heading of their column."""
    options = tuple(Option(f"o{n}", f"第{n}项") for n in range(count))
    item = replace(SingleChoice.example(), id="q1", body=SingleChoice(options, ("o3",)))
    problem = xlsx.hold(Portable(item=item), Settings(profile=profile))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.values["found"]) == ("table-options-many", count)
    assert str(problem.values["column"]).startswith("选")


def test_the_number_of_options_in_one_cell_that_is_read(tmp_path: Path) -> None:
    """More options than letters are refused with their number."""
    cell = "|".join(f"第{n}项" for n in range(30))
    rows = [["题型", "题干", "选项", "答案"], ["单选题", "哪一项？", cell, "C"]]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert (items, codes(problems), problems[0].values["found"]) == ([], ["table-options-many"], 30)


@pytest.mark.parametrize("profile", names())
def test_columns_longer_than_the_alphabet_are_held_or_refused(profile: str) -> None:
    """Thirty things to order or to match: an item for a person, or a reason; nothing breaks."""
    things = tuple(Option(f"o{n}", f"第{n}项") for n in range(30))
    rows = tuple(Option(f"r{n}", f"第{n}行") for n in range(30))
    order = replace(Ordering.example(), id="q1", body=Ordering(things, tuple(each.id for each in things)))
    pairs = tuple((f"o{n}", f"r{n}") for n in range(30))
    match = replace(Matching.example(), id="q2", body=Matching(things, rows, pairs))
    for item in (order, match):
        kept = xlsx.hold(Portable(item=item), Settings(profile=profile))
        if isinstance(kept, Problem):
            assert kept.code == "loss-item-not-held" or kept.values["found"] == 30
        else:
            assert "(30) " in kept.item.stem
