"""Layouts are data: shipped ones say what their makers' files have to the character, wrong ones are refused by name."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from portable_strategies import NASTY
from table_files import key, read
from table_samples import written

import qbank.formats  # noqa: F401 - registers the formats
import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats.overview import full_example
from qbank.formats.tables import format as xlsx
from qbank.formats.tables._profile_text import text_of
from qbank.formats.tables.profile import load, names, parsed
from qbank.model.item import MarkingPoint, Option
from qbank.model.portable import Portable, differences
from qbank.types._contract import TYPES
from qbank.types.fill_blank import FillBlank
from qbank.types.multiple_choice import MultipleChoice
from qbank.types.short_answer import ShortAnswer

every_profile = pytest.mark.parametrize("profile", names())


def examples(settings: Settings) -> list[Portable]:
    """Return what a layout keeps of an example of each item type."""
    kept = [xlsx.hold(full_example(name), settings) for name in TYPES.names()]
    return [each for each in kept if isinstance(each, Portable)]


def book(profile: str, *portables: Portable, **more: str) -> Workbook:
    """Return the workbook of some items, held before, or of all examples."""
    settings = Settings(profile=profile, title="值班制度测试", **more)
    kept = [xlsx.hold(each, settings) for each in portables] if portables else examples(settings)
    assert all(isinstance(each, Portable) for each in kept), kept
    return load_workbook(BytesIO(written(kept, settings)))


def rows(profile: str, *portables: Portable) -> list[dict[str, str]]:
    """Return the rows of the first sheet by heading, white space of headings as one space."""
    layout = load(profile).sheets[0]
    sheet = book(profile, *portables).worksheets[0]
    heads = [" ".join(str(cell.value).split()) for cell in sheet[layout.header_row]]
    below = sheet.iter_rows(min_row=layout.header_row + 1, values_only=True)
    return [{head: value or "" for head, value in zip(heads, row, strict=True)} for row in below]


def choice(count: int, right: str, *, multiple: bool = True) -> Portable:
    """Return a choice of some options, the right ones by letter."""
    options = tuple(Option(f"o{n}", f"{n}年") for n in range(1, count + 1))
    body = MultipleChoice(options, tuple(f"o{ord(letter) - ord('A') + 1}" for letter in right))
    return Portable(item=replace(full_example("multiple_choice").item, body=body))


# --- to the character ---------------------------------------------------------------------------------

KAOSHIBAO = [
    "题干（必填）", "题型 （必填）", "选项 A", "选项 B", "选项 C", "选项 D", "选项E\n(勿删)", "选项F\n(勿删)",
    "选项G\n(勿删)", "选项H\n(勿删)", "正确答案\n（必填）", "解析\n（勿删）", "章节\n（勿删）", "难度",
]  # fmt: skip
XUEXITONG = [
    "目录", "题目类型", "大题题干", "小题题型", "小题题干", "正确答案", "答案解析", "难易度", "知识点", "标签",
    "选项数", "选项A", "选项B", "选项C", "选项D", "选项E", "选项F", "选项G", "选项H",
]  # fmt: skip
MOTIBANG = ["题干", "题型", *(f"选择项{n}" for n in range(1, 6)), "解析", "答案1", "答案2", "得分1", "得分2"]
POWERGRID = [
    "序号", "一级纲要", "二级纲要", "题目分类", "题型", "题干", "选项", "答案", "题目依据", "试题分数", "试题编码",
    "备注", "说明",
]  # fmt: skip
CHOICES = [
    "序号", "题干", "选项 A", "选项 B", "选项 C", "选项  D", "选项 E", "选项 F", "选项 G", "选项 H", "解析",
    "分数", "答案", "标签",
]  # fmt: skip
SURVEYKING = {
    "单选题": CHOICES,
    "多选题": CHOICES,
    "判断题": ["序号", "题干", "选项 A", "选项 B", "解析", "分数", "答案", "标签"],
    "填空题": [
        "序号",
        "题干",
        "空 1",
        "空 2",
        "空 3",
        "空  4",
        "空 5",
        "空 6",
        "空 7",
        "空 8",
        "解析",
        "单空分数",
        "标签",
    ],
    "简答题": ["序号", "题干", "答案", "解析", "分数", "标签"],
}
ALANOSY = [
    "试题类型", "题干", *(f"选项{n}内容" for n in "一二三四五六"), "解析",
    *(f"选项{n}是否正确" for n in "一二三四五六"),
    "题干图片", *(f"选项{n}图片" for n in "一二三四五六"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("profile", "sheets"),
    [
        ("kaoshibao", {"试题案例，直接导入试试": (2, KAOSHIBAO)}),
        ("xuexitong", {"课程题库": (1, XUEXITONG)}),
        ("motibang", {"Sheet1": (4, MOTIBANG)}),
        ("powergrid", {"Sheet1": (1, POWERGRID)}),
        ("surveyking", {name: (1, heads) for name, heads in SURVEYKING.items()}),
        ("alanosy", {"Sheet1": (2, ALANOSY)}),
    ],
)
def test_sheets_and_headings_to_the_character(profile: str, sheets: dict[str, tuple[int, list[str]]]) -> None:
    """Names of sheets, the row of the headings and each heading are those of the receiver's file."""
    found = book(profile)
    asides = {aside.name for aside in load(profile).asides}
    assert [name for name in found.sheetnames if name not in asides] == list(sheets)
    for name, (row, heads) in sheets.items():
        assert [cell.value for cell in found[name][row]] == heads


def test_the_sheet_of_kaoshibao_beside_the_items() -> None:
    """Row 1 holds notes over all columns, a second sheet 版本号 is there, the types are offered by a list."""
    found = book("kaoshibao")
    sheet = found.worksheets[0]
    assert str(sheet["A1"].value).startswith("导入须知")
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:N1"]
    assert found.sheetnames[1:] == ["版本号"]
    (offered,) = sheet.data_validations.dataValidation
    assert offered.formula1 == '"单选题,多选题,判断题,填空题,简答题,排序题"'
    assert str(offered.sqref) == "B3:B9"


def test_motibang_says_its_title_above_the_headings() -> None:
    """Rows 1 to 3 are 标题, 描述, 用时."""
    sheet = book("motibang").worksheets[0]
    assert [(row[0].value, row[1].value) for row in sheet["A1:B3"]] == [
        ("标题", "值班制度测试"),
        ("描述", "值班制度测试"),
        ("用时", "1000"),
    ]


def test_items_as_kaoshibao_wants_them() -> None:
    """Letters without separator, A or B over 对 and 错, a cell for each blank, the text of a written answer."""
    single, multiple, verdict, blanks, essay, match, order = rows("kaoshibao")
    assert [single[f"选项 {letter}"] for letter in "ABCD"] == ["10日", "15日", "30日", "60日"]
    assert (single["题型 （必填）"], single["正确答案 （必填）"], single["难度"]) == ("单选题", "C", "难")
    assert (multiple["题型 （必填）"], multiple["正确答案 （必填）"]) == ("多选题", "ACD")
    assert (verdict["选项 A"], verdict["选项 B"], verdict["正确答案 （必填）"]) == ("对", "错", "B")
    assert (blanks["题干（必填）"], blanks["选项 A"], blanks["选项 B"]) == (
        "值班人员应当做到不脱岗、()、()。",
        "不串岗",
        "不睡岗",
    )
    assert blanks["正确答案 （必填）"] == ""
    assert (essay["选项 A"], essay["正确答案 （必填）"].split("\n")[0]) == ("", "1. 加强组织领导")
    assert (match["题型 （必填）"], match["题干（必填）"].split("\n")[1:3]) == ("简答题", ["1. 信息科", "2. 财务科"])
    assert (order["题型 （必填）"], order["正确答案 （必填）"]) == ("排序题", "CADB")
    assert single["解析 （勿删）"] == "依据第五条。\n出处：《值班办法》第五条：“应当做好记录。”"


def test_items_as_xuexitong_wants_them() -> None:
    """A path, A or B over 正确 and 错误, tags by ；, the number of options, accepted answers in cells."""
    portable = full_example("fill_blank")
    body = FillBlank((("两", "二", "2"),))
    (row,) = rows("xuexitong", replace(portable, item=replace(portable.item, stem="每____小时巡查。", body=body)))
    assert [row[f"选项{letter}"] for letter in "ABCD"] == ["两", "二", "2", ""]
    assert (row["选项数"], row["正确答案"], row["目录"]) == ("3", "两", "/第二章\u3000值班")
    verdict = rows("xuexitong", full_example("true_false"))[0]
    assert (verdict["选项A"], verdict["选项B"], verdict["正确答案"], verdict["难易度"]) == ("正确", "错误", "B", "难")
    assert verdict["标签"] == "值班；适用对象：值班员"


def test_items_as_power_grids_have_them() -> None:
    """Options in one cell, answers by comma, running numbers, 题目依据 with the proof lines, the id as 试题编码."""
    found = rows("powergrid")
    assert [row["序号"] for row in found] == ["1", "2", "3", "4", "5", "6", "7"]
    assert found[1]["选项"] == "A-隐患排查|B-应急演练|C-风险评估|D-整改复查"
    assert (found[1]["答案"], found[1]["题目依据"]) == ("A,C,D", "《值班办法》第五条：“应当做好记录。”")
    assert (found[1]["试题编码"], found[1]["备注"]) == ("q-1a2b3c4d", "标签：值班\n适用对象：值班员\n难度：难")


def test_a_chapter_in_two_levels_of_the_outline() -> None:
    """综合/其他 is 一级纲要 综合 and 二级纲要 其他."""
    portable = full_example("true_false")
    (row,) = rows("powergrid", replace(portable, item=replace(portable.item, chapter="综合/其他")))
    assert (row["一级纲要"], row["二级纲要"]) == ("综合", "其他")


def test_items_as_surveyking_wants_them() -> None:
    """Tags by spaces, none within one; what has no column is a tag with its name."""
    portable = full_example("multiple_choice")
    tagged = replace(portable, item=replace(portable.item, tags=("值班 制度", "安全,生产")))
    sheet = book("surveyking", tagged)["多选题"]
    assert [cell.value for cell in sheet[2]][-2:] == [
        "A,C,D",
        "值班_制度 安全_生产 适用对象：值班员 难度：难 章节：第二章\u3000值班",
    ]


def test_items_as_alanosy_wants_them() -> None:
    """Types by number, 1 and 0 for each option that there is, a written answer as the first option."""
    single, _, verdict, _, essay, *_ = rows("alanosy")
    assert [single[f"选项{n}是否正确"] for n in "一二三四五六"] == ["0", "0", "1", "0", "", ""]
    assert [row["试题类型"] for row in (single, verdict, essay)] == ["1", "3", "4"]
    assert essay["选项一内容"].startswith("1. 加强组织领导")


def test_the_generic_table_keeps_everything() -> None:
    """Beside places in documents and reasons of distractors nothing of any item type is lost."""
    from qbank.formats.losses import ALWAYS_LOST, losses

    for name in TYPES.names():
        portable = replace(full_example(name), stimulus="4月2日8时，柳湾泵站报告险情。\n险情于11时排除。")
        lost = {loss.field for loss in losses(portable, xlsx.hold(portable, Settings()))}
        assert lost <= ALWAYS_LOST, name


def test_the_generic_table_keeps_marks_and_alternatives() -> None:
    """Marks of points, shares of a part of the keys, accepted answers, any order of blanks."""
    points = ShortAnswer((MarkingPoint("当面清点", 2.0), MarkingPoint("双方签字", 0.5)))
    blanks = FillBlank((("三十日", "30日"), ("书面",)), any_order=True)
    item = full_example("short_answer").item
    cells = rows(
        "generic",
        Portable(item=replace(item, body=points)),
        Portable(item=replace(item, stem="应当在____内____答复。", body=blanks)),
    )
    assert cells[0]["答案"] == "1. 当面清点（2分）\n2. 双方签字（0.5分）"
    assert (cells[1]["答案"], cells[1]["判分规则"]) == ("三十日 | 30日\n书面", "各空不分先后")


def test_columns_that_nothing_uses_are_left_out_of_the_generic_table() -> None:
    """Four options and no passage: no column E, no column 材料; eleven options: columns to K."""
    heads = [cell.value for cell in book("generic", full_example("single_choice")).worksheets[0][1]]
    assert "选项D" in heads
    assert not {"选项E", "材料", "左列"} & set(heads)
    heads = [cell.value for cell in book("generic", choice(11, "AK")).worksheets[0][1]]
    assert ("选项K" in heads, "选项L" in heads) == (True, False)


def test_the_generic_table_in_english(tmp_path: Path) -> None:
    """Headings and words follow the language; the file reads the same."""
    settings = Settings(lang="en", title="Duty: rules/test")
    kept = examples(settings)
    path = tmp_path / "t.xlsx"
    path.write_bytes(written(kept, settings))
    sheet = load_workbook(path).worksheets[0]
    assert ([cell.value for cell in sheet[1]][:3], sheet["B2"].value) == (["Item id", "Type", "Stem"], "Single choice")
    assert sheet.title == "Duty： rules／test"
    for profile in ("generic", ""):
        items, problems = read(path, profile)
        assert (len(items), problems) == (7, [])


# --- every layout -------------------------------------------------------------------------------------


@every_profile
def test_a_layout_says_how_far_it_is_known(profile: str) -> None:
    """Standing and source are stated, and for what nobody has checked the standing is unverified."""
    (said,) = [each for each in xlsx.described("zh") if each["name"] == profile]
    assert said["source"] and said["title"]
    expected = {"generic": "verified by a file", "xuexitong": "unverified", "motibang": "unverified"}
    expected |= {"xiaobao": "unverified", "wangda": "unverified"}
    assert said["standing"] == expected.get(profile, "from public programs")
    assert [each["name"] for each in xlsx.described("en")] == list(names())


@every_profile
def test_a_layout_written_as_text_is_the_same_layout(profile: str) -> None:
    """What is written as TOML reads as the same record."""
    layout = load(profile)
    bare = replace(layout, english={}, sheets=tuple(_without_english(sheet) for sheet in layout.sheets))
    assert parsed(text_of(bare, "一行说明"), profile) == bare


def _without_english(sheet: object) -> object:
    return replace(sheet, columns=tuple(replace(column, english="") for column in sheet.columns))  # type: ignore[attr-defined]


@every_profile
def test_every_cell_is_text_and_no_formula(profile: str) -> None:
    """Numbers, dates and formulas of an item are texts; what begins with = + - @ is marked as quoted."""
    portable = full_example("multiple_choice")
    options = tuple(Option(f"o{n}", text) for n, text in enumerate(["=1+1", "+86", "-5", "@SUM", "3/4"], 1))
    item = replace(portable.item, stem="=1+1 等于几？", body=MultipleChoice(options, ("o1", "o5")), rationale="001")
    cells = [cell for page in book(profile, replace(portable, item=item)).worksheets for row in page for cell in row]
    filled = [cell for cell in cells if cell.value]
    assert {cell.data_type for cell in filled} == {"s"}
    assert {cell.number_format for cell in filled} == {"@"}
    begun = [cell for cell in filled if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert begun
    assert all(cell.quotePrefix for cell in begun)


@every_profile
def test_no_hour_and_no_computer_is_in_a_file(profile: str) -> None:
    """Members of the container and properties of the document bear the times of no day."""
    data = written(examples(Settings(profile=profile)), Settings(profile=profile))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = load_workbook(BytesIO(data)).properties
    assert {str(properties.created), str(properties.modified)} == {"2000-01-01 00:00:00"}


@every_profile
def test_control_characters_are_gone_and_codes_stay(profile: str, tmp_path: Path) -> None:
    """What a cell cannot hold is taken away beforehand; _x0041_ in a text does not become A."""
    portable = full_example("true_false")
    settings = Settings(profile=profile)
    kept = xlsx.hold(replace(portable, item=replace(portable.item, stem="甲\x07_x0041_\r\n乙\ud800。")), settings)
    assert isinstance(kept, Portable)
    assert kept.item.stem == "甲_x0041_\n乙。"
    path = tmp_path / "t.xlsx"
    path.write_bytes(written([kept], settings))
    (item,), problems = read(path, profile)
    assert (item.item.stem, problems) == (kept.item.stem, [])


@every_profile
def test_a_text_longer_than_a_cell_is_told(profile: str) -> None:
    """32,767 characters go into a cell, one more does not; an emoji counts twice."""
    portable = full_example("true_false")
    settings = Settings(profile=profile)
    fits = replace(portable, item=replace(portable.item, stem="甲" * 32_765 + "👨"))
    assert isinstance(xlsx.hold(fits, settings), Portable)
    told = xlsx.hold(replace(portable, item=replace(portable.item, stem="甲" * 32_766 + "👨")), settings)
    assert isinstance(told, Problem)
    assert (told.code, told.place, told.values["found"]) == ("table-text-long", "q-1a2b3c4d", 32_768)


@pytest.mark.parametrize(
    ("profile", "most"),
    [
        ("kaoshibao", 8),
        ("xuexitong", 8),
        ("motibang", 5),
        ("surveyking", 8),
        ("alanosy", 6),
        ("generic", 26),
        ("powergrid", 26),
    ],
)
def test_more_options_than_a_layout_takes(profile: str, most: int) -> None:
    """As many options as there are columns go in, one more is told with the number."""
    settings = Settings(profile=profile)
    assert isinstance(xlsx.hold(choice(most, "AB"), settings), Portable)
    told = xlsx.hold(choice(most + 1, "AB"), settings)
    assert isinstance(told, Problem)
    assert (told.code, told.values["most"]) == ("table-options-many", most)


def test_more_blanks_than_a_layout_takes() -> None:
    """Three blanks do not go into 磨题帮's two cells: the item becomes one that a person marks."""
    item = replace(
        full_example("fill_blank").item, stem="____、____和____", body=FillBlank((("甲",), ("乙",), ("丙",)))
    )
    kept = xlsx.hold(Portable(item=item), Settings(profile="motibang"))
    assert isinstance(kept, Portable)
    assert (kept.item.type, kept.item.stem, key(kept)) == (
        "short_answer",
        "【1】、【2】和【3】",
        ["【1】甲", "【2】乙", "【3】丙"],
    )


def test_brackets_behind_a_name_are_blanks_where_brackets_mark_them() -> None:
    """print____ becomes print() for 考试宝, and is read as a blank there."""
    item = replace(
        full_example("fill_blank").item, stem="输出用print____，输入用____。", body=FillBlank((("()",), ("input",)))
    )
    kept = xlsx.hold(Portable(item=item), Settings(profile="kaoshibao"))
    assert isinstance(kept, Portable)
    assert kept.item.stem == item.stem


# --- the law, with what breaks a table everywhere -----------------------------------------------------

_signs = st.sampled_from([
    *NASTY,
    "\n2. ",
    "1. ",
    "（2分）",
    "出处：",
    "标签：",
    "B-",
    "|B-",
    "A. ",
    "##",
    "┋",
    "____",
    "()",
    "  ",
    "_x000D_",
])
_text = st.lists(_signs | st.text("甲乙丙丁Ab1", max_size=3), min_size=1, max_size=4).map("".join)


@st.composite
def nasty(draw: st.DrawFn) -> Portable:
    """Return an item with signs that part texts in tables, in every text that it has."""
    example = full_example(draw(st.sampled_from(list(TYPES.names()))))
    body = example.item.body
    if isinstance(body, FillBlank):
        body = FillBlank(tuple(tuple(draw(st.lists(_text, min_size=1, max_size=3))) for _ in body.key), body.any_order)
    if isinstance(body, ShortAnswer):
        marks = st.sampled_from([1.0, 2.0, 0.5, 0.1 + 0.2])
        body = ShortAnswer(tuple(MarkingPoint(draw(_text), draw(marks)) for _ in range(draw(st.integers(1, 3)))))
    item = replace(
        example.item,
        stem=f"{draw(_text)}{example.item.stem}{draw(_text)}",
        body=body,
        id=draw(_text),
        rationale=draw(_text),
        chapter=draw(_text),
        tags=tuple(draw(st.lists(_text, max_size=2))),
        audience=tuple(draw(st.lists(_text, max_size=2))),
    )
    return Portable(item=item, stimulus=draw(_text), proof=tuple(draw(st.lists(_text, max_size=2))))


@every_profile
@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(portable=nasty())
def test_what_is_held_of_any_text_is_found_again(profile: str, portable: Portable, tmp_path: Path) -> None:
    """Whatever stands in answers, tags, chapters, proof lines: held once it stays, and is read just so."""
    settings = Settings(profile=profile)
    kept = xlsx.hold(portable, settings)
    if isinstance(kept, Problem):
        assert kept.message("zh") and kept.message("en")
        return
    again = xlsx.hold(kept, settings)
    assert isinstance(again, Portable)
    assert list(differences(kept, again)) == []
    path = tmp_path / "t.xlsx"
    path.write_bytes(written([kept], settings))
    (found,), problems = read(path, profile)
    assert [problem.message("zh") for problem in problems if problem.severity == "error"] == []
    assert [(name, kept, found) for name in differences(kept, found)] == []
