"""Bad tables: a row that cannot be read is told with place, stem and column, the rest is read, no key is wrong."""

from __future__ import annotations

import datetime
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import Workbook
from table_files import key, options, read, workbook

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import QbankError
from qbank.formats._contract import Settings
from qbank.formats.overview import full_example
from qbank.formats.tables import _lines as _table_read
from qbank.formats.tables import format as xlsx
from qbank.formats.tables.learn import propose
from qbank.model.item import Choice
from qbank.model.portable import Portable

STEM = "柳湾泵站的值班记录应当保存多少年？"
HEAD = ["题型", "题干", "选项A", "选项B", "选项C", "答案"]
GOOD = ["判断题", "值班人员不得擅自离岗。", None, None, None, "对"]


def refused(folder: Path, *row: object, head: list[str] = HEAD) -> tuple[str, str]:
    """Return code and message of what is wrong with a row, after which a good one is read."""
    items, problems = read(workbook(folder / "bad.xlsx", [head, list(row), GOOD]))
    assert len(items) == 1
    (problem,) = problems
    assert (problem.severity, problem.file, problem.place) == ("error", "bad.xlsx", "Sheet1!2")
    assert problem.message("en")
    return problem.code, problem.message("zh")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["单选题", STEM, "一年", "三年", "五年", "D"], "table-answer-beyond"),
        (["单选题", STEM, "一年", "三年", "五年", "AB"], "table-answers-many"),
        (["多选题", STEM, "一年", "三年", "五年", "ABA"], "table-answer-twice"),
        (["单选题", STEM, "一年", "三年", "五年", 2], "table-answer-number"),
        (["单选题", STEM, "一年", "三年", "五年", "2"], "table-answer-number"),
        (["单选题", STEM, "一年", "三年", "五年", "A/B"], "table-answer-either"),
        (["单选题", STEM, "一年", "三年", "五年", "A-C"], "table-answer-not-letters"),
        (["单选题", STEM, "一年", "三年", "五年", None], "table-answer-missing"),
        (["单选题", STEM, "一年", None, "五年", "C"], "table-option-empty"),
        (["单选题", STEM, "一年", "三年", "一年", "A"], "table-option-twice"),
        (["单选题", STEM, "一年", None, None, "A"], "table-options-missing"),
        (["单选题", None, "一年", "三年", "五年", "A"], "table-stem-missing"),
        (["看图题", STEM, "一年", "三年", "五年", "A"], "table-type-unknown"),
        (["判断题", STEM, "有", "没有", None, "A"], "table-verdict-options"),
        (["判断题", STEM, None, None, None, "A"], "table-verdict-unknown"),
        (["判断题", STEM, None, None, None, "1"], "table-verdict-unknown"),
        (["判断题", STEM, "对", "错", None, "AB"], "table-answers-many"),
        (["填空题", "保存____年，每____天总结。", None, None, None, "三"], "table-blanks-differ"),
        (["填空题", "记录应当保存多少年？", None, None, None, "三"], "table-blanks-differ"),
        (["填空题", "保存____年，每____天总结。", None, None, None, "三，五、七"], "table-answer-doubtful"),
        (["填空题", "保存____年。", None, None, None, "三；五"], "table-answer-doubtful"),
        (["简答题", STEM, None, None, None, None], "table-answer-missing"),
        (["排序题", STEM, "一年", "三年", "五年", "AC"], "table-order-incomplete"),
        (["排序题", STEM, "一年", "三年", "五年", "先A后B再C"], "table-answer-not-letters"),
        (["单选题", "=1+1", "一年", "三年", "五年", "A"], "table-cell-formula"),
        (["单选题", STEM, "一年", "三年", "五年", '=CHAR(65)'], "table-cell-formula"),
        (["单选题", STEM, datetime.date(2024, 3, 4), "三年", "五年", "A"], "table-cell-date"),
        (["单选题", STEM, "一年", "三年", "五年", datetime.time(8, 30)], "table-cell-date"),
        (["单选题", STEM, "#DIV/0!", "三年", "五年", "B"], "table-cell-error"),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_and_the_rest_is_read(tmp_path: Path, row: list[object], code: str) -> None:
    """Nothing is guessed and nothing mended: the problem names the row, its stem and the column."""
    found, message = refused(tmp_path, *row)
    assert found == code
    assert row[1] is None or str(row[1]).startswith("=") or str(row[1])[:10] in message
    assert "“" in message


def test_two_kinds_of_blanks_are_not_chosen_from(tmp_path: Path) -> None:
    """With a line and an empty bracket in the stem, the mark is taken that the other rows have."""
    rows = [HEAD, ["填空题", "甲____乙（ ）。", None, None, None, "三"], GOOD]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert problems == []
    assert items[0].item.stem == "甲____乙（ ）。"


def test_a_number_that_shows_something_else_than_it_is(tmp_path: Path) -> None:
    """0.125 shown as 13 % is no option that anybody has seen."""
    book = Workbook()
    sheet = book.active
    sheet.append(HEAD)
    sheet.append(["单选题", STEM, 0.125, "三年", "五年", "A"])
    sheet["C2"].number_format = "0%"
    path = tmp_path / "t.xlsx"
    book.save(path)
    items, problems = read(path)
    assert (items, [problem.code for problem in problems]) == ([], ["table-cell-odd"])


def test_an_item_spread_over_merged_rows(tmp_path: Path) -> None:
    """A stem merged over several rows is one item in a form nobody can be sure of."""
    book = Workbook()
    sheet = book.active
    for row in (["题干", "题型", "选项", "答案"], [STEM, "单选题", "A.一年", "B"], [None, None, "B.三年", None]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    path = tmp_path / "t.xlsx"
    book.save(path)
    items, problems = read(path)
    assert items == []
    assert [problem.code for problem in problems] == ["table-options-missing", "table-cell-merged"]


def test_several_answers_that_are_one_are_told(tmp_path: Path) -> None:
    """An item that may have several answers and has one is read, with a warning."""
    rows = [
        HEAD,
        ["单选题", "记录应当保存几年？（B）", "一年", "三年", "五年", "B"],
        ["多选题", STEM, "一年", "三年", "五年", "B"],
    ]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert len(items) == 2
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("table-answer-single", "warning"),
    ]


def test_words_of_an_option_that_look_like_letters(tmp_path: Path) -> None:
    """Where answers are the words of options, a word that is also a letter is not chosen for either."""
    rows = [
        HEAD,
        ["单选题", STEM, "一年", "三年", "五年", "三年"],
        ["单选题", "哪一级最高？", "B", "A", "C", "A"],
    ]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert [key(each) for each in items] == [["三年"]]
    assert [problem.code for problem in problems] == ["table-answer-two-ways"]


@pytest.mark.parametrize("cell", ["A.一年|C.三年|B.五年", "A、一年 B、三年 B、五年", "一年"])
def test_options_of_one_cell_that_may_be_parted_otherwise(tmp_path: Path, cell: str) -> None:
    """Letters in another order, a letter twice, nothing that parts: no option is made of it."""
    items, problems = read(
        workbook(tmp_path / "t.xlsx", [["题型", "题干", "选项", "答案"], ["单选题", STEM, cell, "A"]])
    )
    assert items == []
    assert problems[0].code in {"table-options-two-ways", "table-options-not-parted"}


def test_marks_and_letters_that_disagree(tmp_path: Path) -> None:
    """Where a row marks options by 1 and 0 and names letters as well, both must say the same."""
    head = ["题型", "题干", "选项1", "选项1是否正确", "选项2", "选项2是否正确", "答案"]
    rows = [head, ["单选题", STEM, "一年", 0, "三年", 1, "B"], ["单选题", STEM, "一年", 1, "三年", 0, "B"]]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert [key(each) for each in items] == [["三年"]]
    assert [problem.code for problem in problems] == ["table-answers-differ"]


def test_answers_in_several_columns_are_all_read(tmp_path: Path) -> None:
    """答案1 and 答案2 together are the key of a choice."""
    head = ["题型", "题干", "选项A", "选项B", "选项C", "答案1", "答案2"]
    rows = [
        head,
        ["多选题", STEM, "一年", "三年", "五年", "A", "C"],
        ["单选题", STEM, "一年", "三年", "五年", "A", "C"],
    ]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert [key(each) for each in items] == [["一年", "五年"]]
    assert [problem.code for problem in problems] == ["table-answers-many"]


def test_a_missing_column_of_options_moves_no_letter(tmp_path: Path) -> None:
    """Without 选项 B, the answer C is still 选项 C's, and an unnamed layout with such a gap is refused."""
    head = ["题干（必填）", "题型 （必填）", "选项 A", "选项 C", "选项 D", "正确答案\n（必填）"]
    path = workbook(tmp_path / "t.xlsx", [head, [STEM, "单选题", "一年", "三年", "五年", "C"]])
    items, problems = read(path, "kaoshibao")
    assert (items, [problem.code for problem in problems]) == ([], ["table-option-empty"])
    items, problems = read(path)
    assert (items, [problem.code for problem in problems]) == ([], ["table-options-gap"])


# --- headings -----------------------------------------------------------------------------------------


def test_a_heading_that_is_there_twice(tmp_path: Path) -> None:
    """Of two columns 答案 none is chosen."""
    rows = [["题型", "题干", "答案", "答案"], ["判断题", STEM, "对", "错"]]
    for profile in ("", "generic"):
        items, problems = read(workbook(tmp_path / "t.xlsx", rows), profile)
        assert (items, [problem.code for problem in problems]) == ([], ["table-header-twice"])
        assert "答案" in problems[0].message("zh")


def test_a_named_layout_says_which_headings_are_missing(tmp_path: Path) -> None:
    """The problem names the columns and the row that came nearest."""
    path = workbook(tmp_path / "t.xlsx", [["说明"], ["题干（必填）", "选项 A", "选项 B"], [STEM, "一年", "三年"]])
    items, (problem,) = read(path, "kaoshibao")
    assert (items, problem.code, problem.place) == ([], "table-headers-missing", "Sheet1!2")
    assert "题型 （必填）、正确答案 （必填）" in problem.message("zh")


@pytest.mark.parametrize("profile", ["", "generic", "surveyking"])
def test_a_table_without_headings(tmp_path: Path, profile: str) -> None:
    """Where nothing is a heading, nothing is read."""
    items, problems = read(workbook(tmp_path / "t.xlsx", [["张三", "一班"], ["李四", "二班"]]), profile)
    assert (items, [problem.code for problem in problems]) == ([], ["table-no-headers"])


def test_an_unknown_layout(tmp_path: Path) -> None:
    """The names there are are listed."""
    with pytest.raises(QbankError) as caught:
        read(workbook(tmp_path / "t.xlsx", [HEAD, GOOD]), "nobody")
    assert "kaoshibao" in caught.value.problem.message("zh")


# --- files --------------------------------------------------------------------------------------------


def _zip(**members: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("--", "."), text)
    return stream.getvalue()


WORKBOOK = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table-empty"),
        (b"\0" * 100, "table-empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "table-old"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
        (b"<html><body><table><tr><td>x</td></tr></table></body></html>", "table-no-headers"),
        (b"{\\rtf1 x}", "table-not-a-table"),
        (b"%PDF-1.7\n", "table-not-a-table"),
        (b"PK\x03\x04 cut off", "broken-zip"),
        (_zip(word__document="<x/>"), "table-not-a-table"),
        (_zip(**{"xl__workbook--xml": "<workbook"}), "table-broken"),
        (_zip(**{"xl__workbook--xml": f'<!DOCTYPE x [<!ENTITY a "b">]>{WORKBOOK}'}), "xml-entities"),
        (_zip(**{"xl__workbook--xml": WORKBOOK}), "table-no-headers"),
        (_zip(**{"xl__workbook--xml": WORKBOOK, "xl__bomb--bin": "0" * 60_000_000}), "zip-too-large"),
        ("题型,题干,答案\n判断题,\"没有关上的引号,对\n".encode(), "table-quote"),
        (bytes(range(256)) * 3, "binary-content"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table(tmp_path: Path, data: bytes, code: str) -> None:
    """Whatever a file is, it is one problem with a cure, never a traceback."""
    path = tmp_path / "t.xlsx"
    path.write_bytes(data)
    items, problems = read(path)
    assert items == []
    assert code in {problem.code for problem in problems}
    assert all(problem.file == "t.xlsx" and problem.message("zh") for problem in problems)


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    """Both are told."""
    for path, code in ((tmp_path / "none.xlsx", "not-found"), (tmp_path, "is-a-folder")):
        items, (problem,) = read(path)
        assert (items, problem.code) == ([], code)


def _part(path: Path, member: str, old: str, new: str) -> Path:
    """Change the text of one member of a workbook."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in members[member]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data.replace(old.encode(), new.encode()) if name == member else data)
    return path


NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def by_hand(path: Path, cells: str, texts: str = "") -> Path:
    """Write a workbook of one sheet by hand: ``cells`` is the XML of its rows, ``texts`` that of its shared texts."""
    sheets = '<sheets><sheet name="甲" sheetId="1" r:id="r1"/></sheets>'
    links = '<Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Target="sharedStrings.xml"/>'
    members = {
        "xl/workbook.xml": f'<workbook {NS} xmlns:r="{LINK}">{sheets}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{LINKS}">{links}</Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {NS}><sheetData>{cells}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f"<sst {NS}>{texts}</sst>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


TEXTS = "<si><t>题型</t></si><si><t>题干</t></si><si><t>答案</t></si>"
TOP = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'


def test_rich_text_without_its_readings(tmp_path: Path) -> None:
    """Text of several runs is one text; readings above characters are no part of it; codes of characters are."""
    runs = "<r><t>值班人员</t></r><r><t>应当_x0028_在岗_x0029_。</t></r>"
    rich = f"<si>{runs}<rPh sb='0' eb='1'><t>zhí</t></rPh></si>"
    kind = '<c r="A2" t="inlineStr"><is><t>判断题</t></is></c>'
    row = f'<row r="2">{kind}<c r="B2" t="s"><v>3</v></c><c t="str"><v>对</v></c></row>'
    items, problems = read(by_hand(tmp_path / "t.xlsx", TOP + row, TEXTS + rich))
    assert problems == []
    assert items[0].item.stem == "值班人员应当(在岗)。"


@pytest.mark.parametrize(
    "row",
    [
        '<row r="2"><c r="A2" t="s"><v>999</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>x</v></c></row>',
        '<row r="2"><c r="?" t="s"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><v>one</v></c></row>',
        '<row r="2"><c r="A2" s="x"><v>1</v></c></row>',
        '<row r="2"><c>',
        '<row r="2"><c r="A2" t="inlineStr"><is><t>&unknown;</t></is></c></row>',
    ],
)
def test_a_damaged_sheet(tmp_path: Path, row: str) -> None:
    """A text that is not there, a cell without a place, XML that does not end: the file is told to be damaged."""
    _, problems = read(by_hand(tmp_path / "t.xlsx", TOP + row, TEXTS))
    assert [problem.code for problem in problems] == ["table-broken"]


def test_more_rows_than_are_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of a sheet that is too long is not read, and that is said."""
    monkeypatch.setattr(_table_read, "MOST_ROWS", 3)
    items, problems = read(workbook(tmp_path / "t.xlsx", [HEAD, GOOD, GOOD, GOOD, GOOD]))
    assert len(items) == 2
    assert [(problem.code, problem.place) for problem in problems] == [("table-rows-limit", "Sheet1!4")]


def test_a_row_far_down_costs_nothing(tmp_path: Path) -> None:
    """A sheet whose second row claims to be its last is read at once."""
    path = workbook(tmp_path / "t.xlsx", [HEAD, GOOD])
    items, problems = read(_part(path, "xl/worksheets/sheet1.xml", '<row r="2"', '<row r="900000"'))
    assert (len(items), problems) == (1, [])
    assert items[0].place == "Sheet1!900000"


def test_cells_that_are_claimed_to_be_merged_without_end(tmp_path: Path) -> None:
    """A merge over the whole sheet makes no cells."""
    path = workbook(tmp_path / "t.xlsx", [HEAD, GOOD, GOOD])
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="G1:XFD1048576"/></mergeCells>'
    items, problems = read(_part(path, "xl/worksheets/sheet1.xml", "</sheetData>", merged))
    assert (len(items), problems) == (2, [])


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    answer=st.text("ABCDEFGabcＡＢ,，、;； 12对错√选()（）", max_size=6),
    texts=st.lists(st.text("甲乙丙A.、 B", max_size=4), max_size=5),
    kind=st.sampled_from(["单选题", "多选题", "判断题", "排序题", ""]),
)
def test_no_row_is_read_to_a_key_that_it_does_not_say(tmp_path: Path, answer: str, texts: list[str], kind: str) -> None:
    """Whatever signs a row has: a key that is read names the options of its letters, or is one to the sign."""
    head = ["题型", "题干", *(f"选项{letter}" for letter in "ABCDE"), "答案"]
    items, _ = read(workbook(tmp_path / "t.xlsx", [head, [kind, STEM, *[*texts, *[""] * 5][:5], answer]]))
    for item in items:
        interaction = item.item.body.interaction()
        if not isinstance(interaction, Choice) or item.item.type == "true_false":
            continue
        letters = {
            ord(char) - ord("A") for char in answer.upper().translate(str.maketrans("ＡＢ", "AB")) if "A" <= char <= "G"
        }
        right = {at for at, option in enumerate(interaction.options) if option.id in interaction.keys}
        if letters:
            assert right == letters
        else:
            # Where punctuation is asked about, a sign may be the words of an option.
            assert [interaction.options[at].text for at in right] == [answer.strip()]
        given_texts = [text.strip() for text in texts]
        assert all(option in text for option, text in zip(options(item), given_texts, strict=False))


_BITS = st.sampled_from([
    b"", b"<c>", b"</row>", b'r="ZZZZ9"', b't="s"', b't="b"', b"<v>1e999</v>", b"<v>nan</v>", b's="99999"', b"<f>1</f>",
    b"&#0;", b"\xff", b"<mergeCell ref='A1:A9'/>", b"9" * 30, b'min="x"',
])  # fmt: skip


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_damage_ends_in_a_traceback(tmp_path: Path, data: st.DataObject) -> None:
    """Whatever is broken in the XML of a workbook: reading tells problems, learning and filling refuse in words."""
    path = workbook(tmp_path / "t.xlsx", [HEAD, GOOD, ["单选题", STEM, "一年", 3, None, "B"]])
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(members)))
    at = data.draw(st.integers(0, len(members[name])))
    cut = data.draw(st.integers(0, 12))
    members[name] = members[name][:at] + data.draw(_BITS) + members[name][at + cut :]
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in members.items():
            archive.writestr(each, content)
    for profile in ("", "generic"):
        assert all(problem.message("zh") for problem in read(path, profile)[1])
    with suppress(QbankError):
        propose(path)
    settings = Settings(profile="generic", template=path)
    with suppress(QbankError):
        kept = xlsx.hold(full_example("true_false"), settings)
        assert isinstance(kept, Portable)
        xlsx.write([kept], BytesIO(), settings)
