"""Options in one cell, and letters left before options: parted by what stands in the cell alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from table_files import key, options, read, read_rows, workbook

from qbank.formats._marked_options import marked
from qbank.formats._option_letters import unclear_letters, without_letters
from qbank.formats.tables._layout import Unreadable
from qbank.formats.tables._one_cell import OPTION_SIGNS, parted
from qbank.formats.tables._profile_records import Options

HEAD = ["题型", "题干", "选项", "答案"]
COLUMNS = ["题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案"]
_WORD = st.sampled_from(["十天", "二十个工作日", "由县级 以上机关", "Windows 10", "3.5 米", "不低于30%", "中国 银行"])
_OPTIONS = st.lists(_WORD, min_size=2, max_size=6, unique=True)
_SEEN = st.builds(
    Options,
    separator=st.sampled_from(["", " ", "；", "|", "\n", ",", "，"]),
    label=st.sampled_from(["", ".", "、", "-"]),
    is_seen=st.just(True),
)
"""What other rows of the file may have shown."""


def codes(path: Path) -> list[str]:
    """Return what was refused."""
    return [problem.code for problem in read(path)[1] if problem.severity == "error"]


@settings(max_examples=200, deadline=None)
@given(
    texts=_OPTIONS,
    label=st.sampled_from(["{}.", "{}、", "{}：", "({})", "（{}）", "{} . "]),
    between=st.sampled_from([" ", "\n", "；", ";\n", "|", "，", " / ", "<br/>", "\u3000"]),
    lower=st.booleans(),
    seen=_SEEN,
)
def test_letters_in_a_cell_decide(texts: list[str], label: str, between: str, lower: bool, seen: Options) -> None:
    """Whatever other rows show, options with their letters are what stands behind these."""
    letters = "abcdef" if lower else "ABCDEF"
    cell = between.join(label.format(sign) + text for sign, text in zip(letters, texts, strict=False))
    assert parted(cell, seen) == texts


@settings(max_examples=100, deadline=None)
@given(
    texts=_OPTIONS,
    mark=st.sampled_from(["*", "√", "✔ ", "★"]),
    between=st.sampled_from([" ", "\n", "；", "|"]),
    data=st.data(),
)
def test_a_mark_before_a_letter_stays_with_its_option(
    texts: list[str], mark: str, between: str, data: st.DataObject
) -> None:
    """It is no part of the option above, and shows at its own, where it is compared with the key."""
    right = data.draw(st.integers(0, len(texts) - 1))
    labelled = [f"{'ABCDEF'[at]}.{text}" for at, text in enumerate(texts)]
    labelled[right] = mark + labelled[right]
    found = parted(between.join(labelled), Options())
    assert [each.removeprefix("（√）") for each in found] == texts and marked(found) == (right,)


@settings(max_examples=100, deadline=None)
@given(
    texts=_OPTIONS, bullet=st.sampled_from(["- ", "* ", "•", "● ", "·"]), label=st.sampled_from(["", "{}. ", "({})"])
)
def test_bullets_are_no_part_of_options(texts: list[str], bullet: str, label: str) -> None:
    """A list of lines, with letters and without."""
    lines = [bullet + label.format(sign) + text for sign, text in zip("ABCDEF", texts, strict=False)]
    assume(not any(text[0].isdigit() for text in texts) or bullet not in "- * " or label)
    assert parted("\n".join(lines), Options()) == texts


def test_signs_of_options_themselves_are_no_bullets() -> None:
    """Numbers below zero, lists that no other line goes on with; a sign written more often parts as it does."""
    assert parted("-5\n-10\n-15", Options()) == ["-5", "-10", "-15"]
    assert parted("甲###乙####丙", Options()) == ["甲", "乙", "丙"]


@settings(max_examples=200, deadline=None)
@given(texts=_OPTIONS, sign=st.sampled_from(OPTION_SIGNS), seen=_SEEN, closed=st.booleans())
def test_a_sign_in_a_cell_parts_it(texts: list[str], sign: str, seen: Options, closed: bool) -> None:
    """A space that another row was parted at parts nothing here; the sign at the end closes the last option."""
    assert parted(sign.join(texts) + (sign if closed else ""), seen) == texts


@settings(max_examples=200, deadline=None)
@given(
    texts=st.lists(st.lists(_WORD, min_size=2, max_size=2), min_size=2, max_size=4),
    signs=st.lists(st.sampled_from(["|", "；", "┋"]), min_size=2, max_size=2, unique=True),
)
def test_two_signs_in_a_cell_are_not_chosen_from(texts: list[list[str]], signs: list[str]) -> None:
    """甲；乙|丙；丁 may be two options or three: nobody guesses."""
    with pytest.raises(Unreadable, match="table-options-two-ways"):
        parted(signs[1].join(map(signs[0].join, texts)), Options(separator=" ", label=".", is_seen=True))


def test_a_space_learned_from_one_row_parts_no_other(tmp_path: Path) -> None:
    """The gravest of silent faults: 三十天 整 as two options makes the key another one."""
    rows = [
        ["单选题", "甲由谁办理？", "A.三天 B.五天 C.七天", "B"],
        ["单选题", "乙由谁办理？", "十天；二十天；三十天 整", "C"],
        ["单选题", "丙由谁办理？", "十 天|二十 天|三十 天", "B"],
        ["单选题", "丁由谁办理？", "一天 内\n二天 内\n三天 内", "C"],
        ["单选题", "戊由谁办理？", "A、十 天；B、二十 天；C、三十 天", "C"],
    ]
    assert [key(each) for each in read_rows(tmp_path, [HEAD, *rows])] == [
        ["五天"], ["三十天 整"], ["二十 天"], ["三天 内"], ["三十 天"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    [
        "A 十天；B 二十天；C 三十天",
        "A十天 B二十天 C三十天",
        "A=十天；B=二十天；C=三十天",
        "①十天；②二十天；③三十天",
        "①十天②二十天③三十天",
        "1.十天；2.二十天；3.三十天",
        "(A)十天(B)二十天(C)三十天",
        "A.十天B.二十天C.三十天",
        "A、十天、B、二十天、C、三十天",
        "A.十天；B.二十天；C.三十天；",
        "A.十天；B.二十天；C.三十天。",
        "A.十天；\nB.二十天；\nC.三十天。",
        "A.十天 / B.二十天 / C.三十天",
        "十天 / 二十天 / 三十天",
        "选项：A.十天；B.二十天；C.三十天",
        "选项：十天|二十天|三十天",
        "a) 十天\nb) 二十天\nc) 三十天",
    ],
)
def test_ways_to_write_options_into_one_cell(tmp_path: Path, cell: str) -> None:
    """Letters, numbers and signs around options are no part of them."""
    (item,) = read_rows(tmp_path, [HEAD, ["单选题", "由谁办理？", cell, "C"]])
    assert options(item) == ["十天", "二十天", "三十天"]
    assert key(item) == ["三十天"]


@pytest.mark.parametrize(
    "cell", ["A.十天 B.二十天C.三十天", "甲；乙|丙；丁", "三天 五天 七天", "A.十天；B.二十天；B.三十天"]
)
def test_cells_that_can_be_parted_in_two_ways_are_refused(tmp_path: Path, cell: str) -> None:
    """No option is swallowed by another, no space parts what may be one option."""
    path = workbook(tmp_path / "t.xlsx", [HEAD, ["单选题", "由谁办理？", cell, "A"]])
    assert set(codes(path)) <= {"table-options-two-ways", "table-options-not-parted"}
    assert codes(path)


@pytest.mark.parametrize("mark", ["{} ", "{}=", "{}-", "{}；", "{}", "{})", "【{}】"])
def test_letters_before_options_in_cells_are_no_part_of_them(tmp_path: Path, mark: str) -> None:
    """Each option bears the letter of its place."""
    cells = [mark.format(sign) + text for sign, text in zip("ABCD", ["十天", "二十天", "三十天", "一年"], strict=True)]
    (item,) = read_rows(tmp_path, [COLUMNS, ["单选题", "由谁办理？", *cells, "B"]])
    assert options(item) == ["十天", "二十天", "三十天", "一年"]


@pytest.mark.parametrize(
    "texts",
    [
        ["A类", "B类", "C类", "D类"],
        ["A公司担责", "B公司担责", "C公司免责", "D公司追偿"],
        ["A和B都对", "B和C都对", "C和D都对", "D和A都对"],
        ["1:2", "2:1", "3:4", "4:3"],
        ["①②", "②③", "③④", "④⑤"],
        ["①和②", "②和③", "③和④", "④和①"],
        ["1年", "2年", "3年", "4年"],
        ["1.5", "2.5", "3.5", "4.5"],
        ["一、二", "二、三", "三、四", "四、五"],
        ["(1)(2)", "(2)(3)", "(3)(4)", "(4)(1)"],
        ["A、B", "B、C", "C、D", "D、A"],
        ["A", "B", "C", "D"],
    ],
)
def test_letters_and_numbers_that_are_what_is_said_stay(texts: list[str]) -> None:
    """A类 is a name, 1:2 a ratio, ①② a pair."""
    assert without_letters(texts) == texts
    assert not unclear_letters(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["A应当先行", "B应当后行", "C应当同行"],
        ["A-1", "B-2", "C-3"],
        ["A=1", "B=2", "C=3"],
        ["A.甲", "B.乙", "丙"],
        ["A类", "B二十天", "C三十天"],
    ],
)
def test_letters_that_may_be_either_are_refused(tmp_path: Path, texts: list[str]) -> None:
    """Letters of places that may be names as well are left to a person."""
    path = workbook(tmp_path / "t.xlsx", [COLUMNS, ["单选题", "由谁办理？", *texts, *[""] * (4 - len(texts)), "B"]])
    assert codes(path) == ["table-option-letters-unclear"]
    assert without_letters(texts) == texts
