"""What may be read in two ways in a table is refused, left out or told: never a wrong key, never a silent merge."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from portable_strategies import NASTY
from table_files import key, options, read, workbook
from table_samples import FOUR as HEAD
from table_samples import LETTERED, WORDED, codes

import qbank.formats  # noqa: F401 - registers the formats
import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats.losses import losses
from qbank.formats.overview import full_example
from qbank.formats.tables import format as xlsx
from qbank.formats.tables._letters import letters_of
from qbank.formats.tables.learn import propose
from qbank.model.item import BLANK, Choice, TextEntry
from qbank.model.portable import Portable
from qbank.types.fill_blank import FillBlank


def row_of(kept: Portable, profile: str) -> dict[str, str]:
    """Return the one row of a held item by heading, empty cells left out."""
    stream = BytesIO()
    xlsx.write(iter([kept]), stream, Settings(profile=profile))
    heads, cells = load_workbook(stream).worksheets[0].iter_rows(values_only=True)
    return {str(head): str(cell) for head, cell in zip(heads, cells, strict=True) if cell}


_NEW = ["修订后答案", "更正答案", "新答案"]


@given(said=st.sampled_from("ABCD"), later=st.sampled_from("ABCD"), head=st.sampled_from(_NEW))
@hypothesis_settings(max_examples=20, deadline=None)
def test_an_answer_that_came_later_says_the_same_or_nothing_is_believed(
    tmp_path_factory: pytest.TempPathFactory, said: str, later: str, head: str
) -> None:
    """Which column is meant, nobody can know."""
    rows = [[*HEAD, head], [*LETTERED[:-1], said, later]]
    items, problems = read(workbook(tmp_path_factory.mktemp("t") / "t.xlsx", rows))
    if said == later:
        assert [key(each) for each in items] == [[LETTERED["ABCD".index(said) + 2]]]
    else:
        assert not items and codes(problems)[0] == "table-verdicts-differ"


@pytest.mark.parametrize("nothing", ["nan", "None", "NULL", "<NA>", "/"])
@pytest.mark.parametrize("count", [2, 3])
def test_what_programs_write_for_an_empty_cell_is_no_option(tmp_path: Path, nothing: str, count: int) -> None:
    """Behind the last option that says something, and in a row of a statement; a single None may be an answer."""
    cells = [*"甲乙丙"[:count], *[nothing] * (4 - count)]
    rows = [HEAD, ["单选题", "由谁登记？", *cells, "A"], ["判断题", "可以饮酒。", *[nothing] * 4, "错"]]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    is_dropped = count == 2 or nothing in {"nan", "<NA>", "/"}
    assert key(items[0]) == ["甲"] and items[1].item.body.interaction().keys == ("false",)
    assert len(options(items[0])) == (count if is_dropped else 4)
    assert codes(problems) == ["table-option-placeholder"] * is_dropped


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_numbers_before_the_first_heading_count_the_rows(tmp_path: Path, suffix: str) -> None:
    """As pandas writes a table; a cell moved behind the last heading is refused all the same."""
    rows = [["", *HEAD], ["0", *LETTERED], ["1", *WORDED]]
    path = tmp_path / f"t.{suffix}"
    if suffix == "csv":
        path.write_text("\n".join(map(",".join, [*rows, ["2", *LETTERED, "D"]])), "utf-8")
    else:
        workbook(path, rows)
    items, problems = read(path)
    assert [key(each) for each in items] == [["丙科"], ["乙科"]]
    assert codes(problems) == (["table-cells-beyond"] if suffix == "csv" else [])


def test_wrong_options_in_columns_of_their_own_are_not_lost(tmp_path: Path) -> None:
    """An item with them is a choice, and no open question."""
    rows = [["题干", "正确答案", "错误答案1", "错误答案2"], ["由谁登记？", "甲科", "乙科", "丙科"]]
    items, problems = read(workbook(tmp_path / "t.xlsx", rows))
    assert not items and codes(problems)[0] == "table-wrong-options"


# --- 学习通 -------------------------------------------------------------------------------------------


def _seen(text: str) -> str:
    """Return the characters of a text that show."""
    return "".join(char for char in text if not char.isspace() and unicodedata.category(char) != "Cf")


_words = st.lists(st.sampled_from(NASTY) | st.text("甲乙3", min_size=1, max_size=2), min_size=1, max_size=3).map(
    "".join
)


@hypothesis_settings(max_examples=150, deadline=None)
@given(accepted=st.lists(st.lists(_words, min_size=1, max_size=3, unique=True), min_size=1, max_size=3))
def test_cells_of_xuexitong_say_just_what_was_held(accepted: list[list[str]]) -> None:
    """Its rule: the cells of options are the ways to write one blank. Read by that alone, a row is the item held."""
    stem = "、".join(["值班" + BLANK] * len(accepted))
    body = FillBlank(tuple(map(tuple, accepted)))
    portable = Portable(item=replace(full_example("fill_blank").item, stem=stem, body=body))
    kept = xlsx.hold(portable, Settings(profile="xuexitong"))
    if isinstance(kept, Problem):
        assert kept.message("zh") and kept.message("en")
        return
    interaction, row = kept.item.body.interaction(), row_of(kept, "xuexitong")
    if not isinstance(interaction, TextEntry):
        assert row["题目类型"] == "简答题"
        told = _seen(kept.item.body.key_text())
        assert all(_seen(each) in told for answers in body.key for each in answers)
        assert {loss.field for loss in losses(portable, kept)} >= {"type", "key"}
        return
    cells = [row[head] for head in (f"选项{letter}" for letter in "ABCDEFGH") if head in row]
    assert interaction.accepted == (tuple(cells),)
    assert (row["大题题干"].count(BLANK), row["选项数"]) == (1, str(len(cells)))
    assert row["正确答案"] == cells[0]


def test_several_blanks_are_marked_by_a_person_in_xuexitong() -> None:
    """Their answers would be the ways to write one blank there; so nobody's answer counts in a wrong place."""
    kept = xlsx.hold(full_example("fill_blank"), Settings(profile="xuexitong"))
    assert isinstance(kept, Portable)
    row = row_of(kept, "xuexitong")
    assert row["题目类型"] == "简答题"
    assert row["正确答案"] == "1. 不串岗\n2. 不睡岗"
    assert "选项A" not in row


def test_blanks_without_cells_are_told_with_their_number(tmp_path: Path) -> None:
    """A layout of one's own that has no place for written answers leaves such an item out, and says why."""
    rows = [
        HEAD,
        ["填空题", f"保存{BLANK}年。", "两", "二", "2", None, "两"],
        ["填空题", f"巡查{BLANK}次。", "三", None, None, None, "三"],
    ]
    own = tmp_path / "own.toml"
    own.write_text(propose(workbook(tmp_path / "t.xlsx", rows)).toml, encoding="utf-8")
    problem = xlsx.hold(full_example("fill_blank"), Settings(profile=str(own)))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.values["found"], problem.values["most"]) == ("table-blanks-many", 2, 1)
    problem = xlsx.hold(full_example("short_answer"), Settings(profile=str(own)))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.values["type"]) == ("loss-item-not-held", "简答题")


# --- numbers and letters as keys ----------------------------------------------------------------------


@pytest.mark.parametrize("others", [[], [WORDED], [LETTERED]], ids=["alone", "words", "letters"])
@pytest.mark.parametrize(
    ("kind", "options", "answer"),
    [
        ("单选题", [2, 1, 4, 3], 2),
        ("单选题", ["1", "2", "3", "4"], "2"),
        ("单选题", ["２", "１", "４", "３"], "２"),
        ("单选题", ["甲", "乙", "丙", "丁"], 2),
        ("单选题", ["0", "1", "2", "3"], "0"),
        ("多选题", ["2", "1", "4", "3"], "1,2"),
        ("多选题", ["13", "24", "1", "3"], "13"),
        ("单选题", ["2", "1", "4", "3"], "2."),
        ("单选题", ["2", "1", "4", "3"], "（2）"),
        ("单选题", ["2", "1", "4", "3"], "②"),
    ],
)
def test_a_number_is_no_key(
    tmp_path: Path, kind: str, options: list[object], answer: object, others: list[list[str]]
) -> None:
    """It may count options, from 0 or from 1, or be the words of one: the row is refused, the others are read."""
    row = [kind, "共有几个？", *options, answer]
    items, problems = read(workbook(tmp_path / "t.xlsx", [HEAD, row, *others]))
    assert [each.item.stem for each in items] == [other[1] for other in others]
    assert codes(problems) == ["table-answer-number"]
    assert str(answer) in problems[0].message("zh")


def test_a_number_too_large_to_count_options_is_a_word(tmp_path: Path) -> None:
    """30 among 10, 15, 30, 60 can only be the third."""
    row = ["单选题", "应当在几日内答复？", 10, 15, 30, 60, 30]
    items, problems = read(workbook(tmp_path / "t.xlsx", [HEAD, row, WORDED]))
    assert ([key(each) for each in items], problems) == ([["30"], ["乙科"]], [])


@pytest.mark.parametrize(
    ("kind", "options", "answer"),
    [
        ("单选题", ["B", "A", "D", "C"], "A"),
        ("单选题", ["T", "F", "A", "B"], "F"),
        ("单选题", ["B", "A", "D", "C"], "（A）"),
        ("单选题", ["《B》", "《A》", "《D》", "《C》"], "B"),
        ("单选题", ["B", "b级", "A", "a"], "A"),
        ("多选题", ["AB", "A", "B", "C"], "AB"),
        ("多选题", ["B", "A", "D", "C"], "A,C"),
    ],
)
@pytest.mark.parametrize("others", [[], [WORDED]], ids=["alone", "words"])
def test_letters_that_are_words_of_options_are_not_chosen_for_either(
    tmp_path: Path, kind: str, options: list[str], answer: str, others: list[list[str]]
) -> None:
    """Where no other row shows that answers are letters, the row is refused."""
    items, problems = read(workbook(tmp_path / "t.xlsx", [HEAD, [kind, "哪些？", *options, answer], *others]))
    assert len(items) == len(others)
    assert codes(problems) == ["table-answer-two-ways"]


def test_letters_are_letters_where_the_file_shows_it(tmp_path: Path) -> None:
    """Another row's C can be nothing but a letter, so A is one too."""
    row = ["单选题", "哪一级最高？", "B", "A", "D", "C", "A"]
    items, problems = read(workbook(tmp_path / "t.xlsx", [HEAD, row, LETTERED]))
    assert ([key(each) for each in items], problems) == ([["B"], ["丙科"]], [])


_little = st.sampled_from([
    "A",
    "B",
    "C",
    "D",
    "AB",
    "0",
    "1",
    "2",
    "3",
    "4",
    "12",
    "甲",
    "乙",
    "1,2",
    "A,B",
    "对",
    "T",
])


@hypothesis_settings(max_examples=200, deadline=None)
@given(options=st.lists(_little, min_size=2, max_size=4, unique=True), answer=_little, worded=st.booleans())
def test_a_key_that_is_read_can_be_no_other(
    tmp_path_factory: pytest.TempPathFactory, options: list[str], answer: str, worded: bool
) -> None:
    """By letter, by words, counted from 0 or from 1: whatever way an answer can be read leads to the same options."""
    row = ["多选题", "哪些？", *[*options, *[""] * 4][:4], answer]
    path = workbook(tmp_path_factory.mktemp("t") / "t.xlsx", [HEAD, row, *([WORDED] if worded else [])])
    found = [each for each in read(path)[0] if each.item.stem == "哪些？"]
    if not found:
        return
    interaction = found[0].item.body.interaction()
    assert isinstance(interaction, Choice)
    right = {at for at, option in enumerate(interaction.options) if option.id in interaction.keys}
    for way in _ways(options, answer):
        assert way == right


def _ways(options: list[str], answer: str) -> list[set[int]]:
    pieces = answer.split(",")
    ways = []
    letters = letters_of(answer)
    if letters and max(letters) < len(options):
        ways.append(set(letters))
    if answer in options:
        ways.append({options.index(answer)})
    if len(pieces) > 1 and all(piece in options for piece in pieces):
        ways.append({options.index(piece) for piece in pieces})
    figures = answer.replace(",", "")
    if figures.isdecimal():
        counts = {int(figure) for figure in figures}
        ways += [{n - first for n in counts} for first in (0, 1) if all(0 <= n - first < len(options) for n in counts)]
    return ways
