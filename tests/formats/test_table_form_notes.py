"""What a receiver's form says in words and lists is obeyed: signs, codes, verdicts, blanks, longest texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from table_files import read, workbook
from test_table_surroundings import EXAMPLE, HEADINGS, fill

from qbank.errors import Problem, QbankError
from qbank.formats._contract import Settings
from qbank.formats.overview import full_example
from qbank.formats.tables import format as xlsx
from qbank.formats.tables._instructions import instructions
from qbank.formats.tables._stems import find_blanks, show_blanks
from qbank.formats.tables._words import codes_of_verdicts, kinds_said, levels_said
from qbank.model.item import BLANK

ALL = ("single_choice", "multiple_choice", "true_false", "fill_blank", "short_answer")
ONE_CELL = ["题型", "题干", "选项", "答案", "解析"]


def by_type(book: Any, heads: list[str] = HEADINGS, first: int = 2) -> dict[str, dict[str, str]]:
    """Return by the word for its type a row of the first sheet, by heading."""
    sheet = book[book.sheetnames[0]]
    rows = [dict(zip(heads, row, strict=False)) for row in sheet.iter_rows(min_row=first, values_only=True)]
    return {row["题型"]: row for row in rows if row["题型"]}


def with_list(path: Path, column: str, formula: str) -> Path:
    """Put a drop-down list into a column of a form."""
    book = load_workbook(path)
    offer = DataValidation(type="list", formula1=formula)
    offer.add(f"{column}2:{column}500")
    book[book.sheetnames[0]].add_data_validation(offer)
    book.save(path)
    return path


# --- signs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("多选题答案用|分隔；选项以#号隔开", {"letters": "|", "options": "#"}),
        ("1.多选题的多个答案之间用英文逗号分隔 2.填空题多个空的答案用；隔开", {"letters": ",", "between": "；"}),
        ("选项之间用“$”隔开，标签用中文分号分隔", {"options": "$", "tags": "；"}),
        ("各选项用换行分隔", {"options": "\n"}),
        ("多个正确选项用顿号（、）连接", {"letters": "、"}),
        ("填空处用#代替", {"blank": "#"}),
        ("空格用三个下划线表示", {"blank": "___"}),
        ("答案用逗号隔开", {"letters": ",", "between": ",", "unsure": (",",)}),
        ("题干不超过500字，选项不能超过 100 个字符，解析限200字", {"stem": 500, "option": 100, "rationale": 200}),
        ("题干（500字以内）", {"stem": 500}),
        ("共500字；题干必填", {}), ("题目不超过500字节", {}), ("请用逗号", {}), ("选项用于选择题", {}),
    ],
)  # fmt: skip
def test_what_notes_say(note: str, said: dict[str, Any]) -> None:
    """Signs by their names or as such, of what they are said; longest texts; nothing of notes that say neither."""
    assert instructions([note]) == replace(instructions([]), **said)


def test_notes_that_differ_are_not_followed() -> None:
    """Which of two signs is meant nobody can know."""
    found = instructions(["多选题答案用|分隔", "多选题的答案用英文逗号分隔"])
    assert (found.letters, found.differing) == ("", ("letters",))


@pytest.mark.parametrize("where", ["above", "foot", "comment", "sheet", "guide", "beside"])
def test_signs_of_notes_are_written(tmp_path: Path, where: str) -> None:
    """Wherever the form says it: above the headings, below the items, in a comment, in another sheet, in a rule."""
    note = "多选题答案用英文逗号分隔；选项以#号隔开；填空题多个空的答案用|隔开"
    example = ["单选题", "示例？", "", "", ""]
    rows: list[list[str]] = [ONE_CELL]
    rows = [[note], *rows] if where == "above" else rows
    rows += [["必填", "必填", f"选填（{note}）"]] if where == "guide" else []
    rows += [[*example, "", note] if where == "beside" else example]
    rows += [["填写说明："], [f"1. {note}"]] if where == "foot" else []
    path = workbook(tmp_path / "t.xlsx", {"题": rows, **({"说明": [["填表说明"], [note]]} if where == "sheet" else {})})
    if where == "comment":
        book = load_workbook(path)
        book["题"]["C1"].comment = Comment(note, "考务")
        book.save(path)
    book, _, held = fill(path, ALL)
    rows_of = by_type(book, ONE_CELL)
    assert rows_of["单选题"]["选项"] == "10日#15日#30日#60日"
    assert rows_of["多选题"]["答案"] == "A,C,D"
    assert rows_of["填空题"]["答案"] == "不串岗|不睡岗"
    assert len(held) == len(ALL)


def test_a_note_that_examples_contradict_is_told(tmp_path: Path) -> None:
    """It is written as the examples show, and a person is asked to look."""
    several = ["多选题", "示例？", "1", "2", "3", "4", "", "", "AB", "易"]
    _, told, _ = fill(workbook(tmp_path / "t.xlsx", [["多选题答案用|分隔"], HEADINGS, several]))
    assert [each.code for each in told if each.code.startswith("table-notes")] == ["table-notes-differ-letters"]
    _, told, _ = fill(workbook(tmp_path / "t.xlsx", [["多选题答案用逗号分隔"], HEADINGS, EXAMPLE]))
    assert [each.values for each in told if each.code == "table-notes-width"] == [{"sign": ","}]


# --- longest texts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "code", "kind"),
    [
        ("题干不超过10字", "table-stem-long", "true_false"),
        ("选项最多2个字", "table-option-long", "single_choice"),
    ],
)
def test_an_item_that_is_too_long_for_a_form_is_left_out_and_told(
    tmp_path: Path, note: str, code: str, kind: str
) -> None:
    """The form's own note is the limit."""
    settings = Settings(template=workbook(tmp_path / "t.xlsx", [[note], HEADINGS]))
    found = xlsx.hold(full_example(kind), settings)
    assert isinstance(found, Problem) and found.code == code


@pytest.mark.parametrize(
    ("operator", "first", "second", "is_held"),
    [
        ("lessThanOrEqual", 33, None, True), ("lessThanOrEqual", 32, None, False), ("lessThan", 33, None, False),
        ("between", 1, 40, True), ("between", 1, 32, False), ("greaterThan", 3, None, True),
    ],
)  # fmt: skip
def test_rules_of_a_column_are_limits(
    tmp_path: Path, operator: str, first: int, second: int | None, is_held: bool
) -> None:
    """A stem of 33 characters goes in where the rule of the column allows it."""
    path = workbook(tmp_path / "t.xlsx", [HEADINGS, EXAMPLE])
    book = load_workbook(path)
    rule = DataValidation(type="textLength", operator=operator, formula1=str(first), formula2=second and str(second))
    rule.add("B2:B100")
    book.active.add_data_validation(rule)
    book.save(path)
    found = xlsx.hold(full_example("true_false"), Settings(template=path))
    assert isinstance(found, Problem) is not is_held
    assert is_held or found.code == "table-stem-long"


def test_matching_goes_into_a_form_without_its_columns(tmp_path: Path) -> None:
    """As an item that a person marks, whatever layout the form is known by."""
    for profile in ("", "generic"):
        settings = Settings(profile=profile, template=workbook(tmp_path / "t.xlsx", [HEADINGS]))
        found = xlsx.hold(full_example("matching"), settings)
        assert not isinstance(found, Problem) and found.item.type == "short_answer"


def test_a_rationale_that_is_too_long_for_a_form_is_lost_and_told(tmp_path: Path) -> None:
    """The item goes in without it, which the losses say."""
    settings = Settings(template=workbook(tmp_path / "t.xlsx", [["解析不超过2字"], [*HEADINGS, "解析"]]))
    held = xlsx.hold(full_example("true_false"), settings)
    assert not isinstance(held, Problem)
    assert (held.item.rationale, full_example("true_false").item.rationale != "") == ("", True)


# --- lists --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "offered", "words"),
    [
        ("题型：1单选 2多选 3判断 4填空 5简答", "1,2,3,4,5", ["1", "2", "3", "4", "5"]),
        ("单选:1 多选:2 判断:3 填空:4 简答:5", "1,2,3,4,5", ["1", "2", "3", "4", "5"]),
        ("", "01-单选题,02-多选题,03-判断题,04-填空题,05-简答题",
         ["01-单选题", "02-多选题", "03-判断题", "04-填空题", "05-简答题"]),
        ("", "单选题(1),多选题(2),判断题(3),填空题(4),简答题(5)",
         ["单选题(1)", "多选题(2)", "判断题(3)", "填空题(4)", "简答题(5)"]),
    ],
)  # fmt: skip
def test_codes_of_a_list_of_types_are_written(tmp_path: Path, note: str, offered: str, words: list[str]) -> None:
    """Codes that notes explain, words with codes; our own import reads them."""
    path = with_list(workbook(tmp_path / "t.xlsx", [[note or "说明"], HEADINGS]), "A", f'"{offered}"')
    book, told, _ = fill(path, ALL)
    assert list(by_type(book, first=3)) == words
    assert [each.code for each in told] == ["table-template-kept"]
    items, problems = read(tmp_path / "filled.xlsx")
    assert len(items) == len(ALL), problems


def test_a_list_by_its_name_is_followed(tmp_path: Path) -> None:
    """As forms with many lists have them."""
    path = with_list(workbook(tmp_path / "t.xlsx", {"题": [HEADINGS], "词": [["单选"], ["判断"]]}), "A", "题型表")
    book = load_workbook(path)
    book.defined_names["题型表"] = DefinedName("题型表", attr_text="词!$A$1:$A$2")
    book.save(path)
    assert isinstance(xlsx.hold(full_example("multiple_choice"), Settings(template=path)), Problem)
    filled, _, _ = fill(path, ("single_choice", "true_false"))
    assert list(by_type(filled)) == ["单选", "判断"]


@pytest.mark.parametrize(
    ("note", "offered", "hard"), [("", "1-易,2-中,3-难", "3-难"), ("难度：1易 2中 3难", "1,2,3", "3")]
)
def test_codes_of_a_list_of_levels_are_written(tmp_path: Path, note: str, offered: str, hard: str) -> None:
    """As for types."""
    path = with_list(workbook(tmp_path / "t.xlsx", [[note or "说明"], HEADINGS]), "J", f'"{offered}"')
    book, _, _ = fill(path, ("true_false",))
    assert by_type(book, first=3)["判断题"]["难度"] == hard


@pytest.mark.parametrize(("column", "offered"), [("A", "1,2,3"), ("A", "甲,乙"), ("J", "一星,二星")])
def test_a_list_of_codes_that_nothing_explains_is_refused(tmp_path: Path, column: str, offered: str) -> None:
    """What would be written the list does not take: the column is named, and how to say what is meant."""
    path = with_list(workbook(tmp_path / "t.xlsx", [HEADINGS]), column, f'"{offered}"')
    with pytest.raises(QbankError) as caught:
        fill(path)
    problem = caught.value.problem
    assert (problem.code, problem.place, problem.values["found"]) == (
        "table-template-list", "Sheet1!1", offered.replace(",", "、"),
    )  # fmt: skip


def test_words_of_a_layout_that_a_list_does_not_offer_are_told(tmp_path: Path) -> None:
    """A layout that is named goes before the form's list, and that is said."""
    path = with_list(workbook(tmp_path / "t.xlsx", [["题干", "题型", "选项A", "选项B", "答案"]]), "B", '"单选,判断"')
    settings = Settings(profile="generic", template=path)
    held = [each for each in [xlsx.hold(full_example("true_false"), settings)] if not isinstance(each, Problem)]
    from io import BytesIO

    told = xlsx.write(iter(held), BytesIO(), settings)
    assert [each.code for each in told] == ["table-template-not-offered"]
    assert "单选题" in str(told[0].values["found"])


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("OFFSET(词!$A$1,0,0,COUNTA(词!$A:$A),1)", "单选题"),
        ("=OFFSET('词'!$A$1,,,COUNTA(词!$A$1:$A$100))", "单选题"),
        ('INDIRECT("词!$A$1:$A$9")', "单选题"),
        ("INDIRECT($A$1)", "INDIRECT"),
        ("OFFSET(词!$A$1,MATCH(C2,词!$B:$B,0),0,3,1)", "OFFSET"),
    ],
)
def test_lists_that_formulas_make_are_followed_or_told(formula: str, found: str, tmp_path: Path) -> None:
    """A column as long as it is filled is read; what depends on other cells is not, and that is said."""
    from io import BytesIO

    sheets = {"题库": [["题干", "题型", "选项A", "选项B", "答案"]], "词": [["单选"], ["判断"]]}
    path = with_list(workbook(tmp_path / "t.xlsx", sheets), "B", formula)
    settings = Settings(profile="generic", template=path)
    held = [each for each in [xlsx.hold(full_example("true_false"), settings)] if not isinstance(each, Problem)]
    told = xlsx.write(iter(held), BytesIO(), settings)
    code = "table-template-not-offered" if found == "单选题" else "table-template-list-unread"
    assert [each.code for each in told] == [code]
    assert found in str(told[0].values["found"])


_CODED = st.permutations(["单选题", "多选题", "判断题", "填空题", "简答题"])


@given(
    _CODED,
    st.sampled_from(["{0}{1}", "{0}-{1}", "{0}：{1}", "{1}：{0}", "{1}填{0}", "{0}（{1}）"]),
    st.sampled_from(" ，；、"),
)
def test_codes_are_read_in_any_order(words: list[str], form: str, between: str) -> None:
    """Before or behind their words, whatever parts them."""
    text = between.join(form.format(at, word) for at, word in enumerate(words, 1))
    assert [*kinds_said(text)] == ["1", "2", "3", "4", "5"]
    assert kinds_said(text)[str(words.index("判断题") + 1)] == "verdict"


def test_codes_that_can_be_read_both_ways_are_not_read() -> None:
    """单选1多选 says as little as 1易2."""
    assert kinds_said("2多选：3") == {}
    assert levels_said("难度") == {}


# --- verdicts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "pair"),
    [
        ("判断题答案：1表示正确，0表示错误", ("1", "0")), ("判断题：A为正确，B为错误", ("A", "B")),
        ("判断题答案填A（对）或B（错）", ("A", "B")), ("判断题正确填√，错误填×", ("√", "×")),
        ("判断题 对：A 错：B", ("A", "B")),
        ("判断题：T代表对，F代表错", ("T", "F")), ("判断题填对/错", None), ("判断题写A或B", None),
        ("判断题A为正确", None),
    ],
)  # fmt: skip
def test_codes_of_verdicts(note: str, pair: tuple[str, str] | None) -> None:
    """Before or behind their words; half a pair says nothing."""
    assert codes_of_verdicts(note) == pair


@pytest.mark.parametrize(
    ("note", "example", "offered", "written"),
    [
        ("判断题：1表示正确，0表示错误", "", "", "0"), ("判断题：A为正确，B为错误", "A", "", "B"),
        ("判断题：正确填√，错误填×", "", "", "×"), ("", "√", "", "×"), ("", "T", "", "F"), ("", "对", "", "错"),
        ("", "正确", "", "错误"), ("", "", "A,B,C,D,对,错", "错"), ("", "", "A,B,C,D,T,F", "F"),
    ],
)  # fmt: skip
def test_verdicts_as_the_form_has_them(tmp_path: Path, note: str, example: str, offered: str, written: str) -> None:
    """By its note, its example or its list; what is written reads back, and reads in by itself."""
    rows = [[note or "说明"], HEADINGS]
    rows += [["判断题", "示例。", "", "", "", "", "", "", example, "易"]] if example else []
    path = workbook(tmp_path / "t.xlsx", rows)
    book, told, _ = fill(with_list(path, "I", f'"{offered}"') if offered else path, ("single_choice", "true_false"))
    assert by_type(book, first=3)["判断题"]["答案"] == written
    assert "table-verdict-bare" not in [each.code for each in told]
    items, problems = read(tmp_path / "filled.xlsx")
    assert (len(items), [each for each in problems if each.severity == "error"]) == (2, [])


def test_a_list_of_letters_alone_takes_verdicts_as_letters(tmp_path: Path) -> None:
    """对 and 错 become the options, and the answer is one of the list."""
    book, _, _ = fill(with_list(workbook(tmp_path / "t.xlsx", [HEADINGS]), "I", '"A,B,C,D"'), ("true_false",))
    row = by_type(book)["判断题"]
    assert (row["选项A"], row["选项B"], row["答案"]) == ("正确", "错误", "B")


@pytest.mark.parametrize("answer", ["1", "0", "2"])
def test_verdicts_in_figures_that_nothing_explains_are_refused(tmp_path: Path, answer: str) -> None:
    """1 may be true, or the first of two options."""
    example = ["判断题", "示例。", "", "", "", "", "", "", answer, "易"]
    with pytest.raises(QbankError) as caught:
        fill(workbook(tmp_path / "t.xlsx", [HEADINGS, EXAMPLE, example]))
    assert (caught.value.problem.code, caught.value.problem.place) == ("table-template-verdicts", "Sheet1!3")


# --- blanks -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["#", "（）", "( )", "___", "______", "【】", "{}", "[]"])
def test_blanks_as_examples_have_them(tmp_path: Path, mark: str) -> None:
    """To the character."""
    example = ["填空题", f"有{mark}个省，{mark}个区。", "", "", "", "", "", "", "23;5", "易"]
    book, _, _ = fill(workbook(tmp_path / "t.xlsx", [HEADINGS, example]), ALL)
    row = by_type(book)["填空题"]
    assert (row["题干"].count(mark), row["答案"]) == (2, "不串岗;不睡岗")


@given(
    st.lists(st.text(alphabet="甲C#乙{}[]（）_ ", max_size=8), min_size=2, max_size=4),
    st.sampled_from(["#", "{}", "【】"]),
)
def test_a_sign_of_its_own_is_found_again(pieces: list[str], mark: str) -> None:
    """Whatever else stands in the stem, it has as many blanks as before."""
    shown = show_blanks(BLANK.join(piece.replace("_", "") for piece in pieces), mark)
    assert shown.count(mark) == len(pieces) - 1
    assert find_blanks(shown, len(pieces) - 1, mark).count(BLANK) == len(pieces) - 1
