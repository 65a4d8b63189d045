"""What an item points at and does not show, and words that somebody struck out: told of every file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qbank
from qbank.formats._incoming import blanks, choice, portable_of
from qbank.formats._unshown import unshown

OPTIONS = ["一年", "两年", "三年"]
STRUCK, STARRED, FIGURE = "import-words-struck", "import-words-starred", "import-figure-missing"
WORDS = st.text(alphabet="安全检查记录保存期限", min_size=1, max_size=8)


def codes(stem: str, *, rationale: str = "", stimulus: str = "", options: list[str] | None = None) -> list[str]:
    """Return what is told of a single choice."""
    interaction = choice(options or OPTIONS, [1], multiple=False)
    portable = portable_of(stem, interaction, place="1", rationale=rationale, stimulus=stimulus)
    return [each.code for each in unshown(portable)]


@given(before=WORDS, within=WORDS, after=WORDS, sign=st.sampled_from(["*", "**", "***", "~~"]))
def test_marks_around_words_are_told_wherever_they_stand(before: str, within: str, after: str, sign: str) -> None:
    """In stem, option and rationale alike; without them nothing is."""
    text, expected = f"{before}{sign}{within}{sign}{after}", STRUCK if sign == "~~" else STARRED
    assert codes(text) == codes("保存", rationale=text) == codes("保存", options=[text, "乙"]) == [expected]
    assert codes(before + within + after) == []


@pytest.mark.parametrize("text", ["2*3*4", "5*3", "char *p, *q;", "f(*args, **more)", "约3~~4天", "* 甲\n* 乙"])
def test_signs_that_count_are_no_marks(text: str) -> None:
    """Multiplication, pointers and a range stay, and nothing is said."""
    assert codes(text) == []


@pytest.mark.parametrize(
    "stem",
    [
        "如下图所示，这个标志表示（ ）。", "如图，泵位于哪里？", "下图中的设备叫什么？", "图2所示阀门",
        "见附图，A点是",
        "根据下列图中所示", "图中所示的标志表示", "请听下面的录音，回答", "观看视频后回答",
        "如下表所示，合格的是", "由图可知", "What is shown? As shown below, it is",
    ],
)  # fmt: skip
def test_a_figure_that_is_not_there_is_told(stem: str) -> None:
    """Of the stem and of its passage."""
    assert codes(stem) == codes("应当保存", stimulus=stem) == [FIGURE]


@pytest.mark.parametrize(
    "stem",
    [
        "例如图书馆应当", "图书馆的开放时间", "设计图纸由谁审核？", "企图逃跑的人",
        "地图的比例尺", "下图书室应当", "三层平面图由谁绘制？", "见图书目录", "如图腾一般", "登记表由谁填写？",
        "代表由谁选出？",
    ],
)  # fmt: skip
def test_words_with_that_sign_point_at_nothing(stem: str) -> None:
    """A library is no figure."""
    assert codes(stem) == []


def test_a_table_in_the_words_is_there() -> None:
    """Rows with tabs between their cells."""
    assert codes("如下表所示，合格的是", stimulus="名称\t结果\n甲\t合格") == []


def test_such_items_are_drafts_and_those_struck_stay_out(tmp_path: Path) -> None:
    """Also where accepted ones were asked for; a rationale with another key counts so, too."""
    options = "A.一年\nB.两年\nC.三年\nD.四年\n答案：B\n"
    stems = ["如下图所示，应为（ ）", "~~至少~~保存（ ）", "*至少*保存（ ）", "值班记录应当保存（ ）"]
    text = "".join(f"{n}. {stem}\n{options}" for n, stem in enumerate(stems, 1)) + "5. 保存多久？\n" + options
    path = tmp_path / "t.txt"
    path.write_text(f"{text}解析：故选A。\n", encoding="utf-8")
    workspace = qbank.open(tmp_path / "ws", make=True, actor="乙")
    report = workspace.import_bank(path, status="accepted", keep_good=True)
    told = [{each.code for each in row.problems} for row in report.rows]
    assert [row.state for row in report.rows] == ["new", "bad", "new", "new", "new"]
    assert all("import-left-draft" in each for at, each in enumerate(told) if at in {0, 2, 4})
    assert STRUCK in told[1] and "import-left-draft" not in told[3], report.rows[3]
    assert {item.stem for item in workspace.items(status="accepted")} == {"值班记录应当保存"}
    assert all(problem.message(lang) for problem in report.problems for lang in ("zh", "en"))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("甲班/乙班", 1),
        ("安全／质量", 1),
        ("三十/30", 1),
        ("三十日/30日", 1),
        ("5／五", 1),
        ("元/吨", 0),
        ("24小时/天", 0),
        ("km/h", 0),
        ("1/2", 0),
        ("100元/平方米", 0),
    ],
)
def test_a_blank_that_may_have_two_answers_is_told(answer: str, told: int) -> None:
    """Now only the whole of it is right; units stay as they are."""
    portable = portable_of("由____交接。", blanks([[answer]]), place="1")
    assert [each.code for each in unshown(portable)] == ["import-answer-stroke"] * told
