"""What somebody answered stands beside the key in exports of learning platforms: it is never taken for the key."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_typist import errors_of, items_of, key_of, options_in, read

from qbank.formats.texts import _read_stems as stems

DAYS = ["一天", "两天", "三天", "四天"]
OPTIONS = "".join(f"{letter}. {text}\n" for letter, text in zip("ABCD", DAYS, strict=True))
OWN = ["我的答案", "你的答案", "您的答案", "我的选择", "我的作答", "学生答案", "考生的答案", "用户作答"]
OTHERS = ["错误答案", "提交的答案", "所选答案", "上次答案", "不正确答案", "网友答案", "常见答案"]
KEY = ["正确答案", "参考答案", "标准答案"]


def item(answers: str) -> str:
    """Return an item with what stands below its options."""
    return f"1. 公开的期限是几天？\n{OPTIONS}{answers}\n"


@st.composite
def answers(draw: st.DrawFn) -> tuple[str, list[int]]:
    """Draw what stands below the options, and the places of the right ones."""
    right = sorted(draw(st.sets(st.integers(0, 3), min_size=1)))
    own = sorted(draw(st.sets(st.integers(0, 3), min_size=1)))
    colon, with_words = draw(st.sampled_from("：:")), draw(st.booleans())

    def said(label: str, places: list[int]) -> str:
        letters = "".join("ABCD"[at] for at in places)
        words = f":{';'.join(DAYS[at] for at in places)};" if with_words else ""
        return f"{label}{colon}{letters}{words}"

    parts = [said(draw(st.sampled_from(OWN)), own), said(draw(st.sampled_from(KEY)), right)]
    between = draw(st.sampled_from([" ", "，", "\n", "　　", ""]))
    return between.join(draw(st.permutations(parts))), right


@given(answers())
def test_the_key_is_what_is_called_so(drawn: tuple[str, list[int]]) -> None:
    """However the two answers stand beside each other, the right one is the key."""
    text, right = drawn
    with TemporaryDirectory() as folder:
        found = read(item(text), Path(folder))
    assert errors_of(found) == []
    assert [key_of(each) for each in items_of(found)] == [[DAYS[at] for at in right]]


@pytest.mark.parametrize(
    "own", [*OWN, "错误答案", "提交的答案", "所选答案", "上次答案", "不正确答案", "网友答案", "常见答案"]
)
@pytest.mark.parametrize("before", ["\n", " ", ""])
def test_an_answer_of_somebody_is_no_key(tmp_path: Path, own: str, before: str) -> None:
    """Where it stands alone, even right behind an option, the item is refused."""
    found = read(item(f"E. 五天{before}{own}：A"), tmp_path)
    assert items_of(found) == []
    assert {each.code for each in errors_of(found)} <= {"text-answer-own", "text-answer-others"}


@pytest.mark.parametrize("own", OWN)
def test_without_a_colon(tmp_path: Path, own: str) -> None:
    """A line with a letter behind what somebody's answer is called is no line of the option above it."""
    found = read(item(f"{own} A\n正确答案 C"), tmp_path)
    assert errors_of(found) == []
    assert [(key_of(each), options_in(each)) for each in items_of(found)] == [(["三天"], DAYS)]


@pytest.mark.parametrize("said", ["B:一天;", "AC:一天;四天;", "E:五天;"])
def test_words_that_are_not_those_of_the_letters(tmp_path: Path, said: str) -> None:
    """Letters and words of a key that disagree are refused."""
    found = read(item(f"正确答案: {said}"), tmp_path)
    assert [each.code for each in errors_of(found)] == ["text-answer-unclear"]


@pytest.mark.parametrize(
    ("answers", "told"),
    [("1-2 AB 3-4 A", [(3, 4, 2, 1)]), ("1-4 ABA", [(1, 4, 4, 3)]), ("1-2 ABA 3-4 A", [(1, 2, 2, 3), (3, 4, 2, 1)])],
)
@pytest.mark.parametrize("before", ["答案：", "参考答案\n", ""])
def test_a_list_with_too_few_letters_says_where(
    tmp_path: Path, answers: str, told: list[tuple[int, int, int, int]], before: str
) -> None:
    """Of numbers whose letters are not as many it is said which they are, and no item is read."""
    text = "".join(f"{n}. 题干{n}是哪一个？\nA. 子{n}\nB. 丑{n}\n" for n in range(1, 5))
    found = read(text + before + answers, tmp_path)
    short = [each.values for each in errors_of(found) if each.code == "text-list-short"]
    assert items_of(found) == []
    assert [tuple(each[name] for name in ("first", "last", "wanted", "found")) for each in short] == told


@pytest.mark.parametrize(
    "own",
    [
        "我的答案",
        "学生答案：",
        "他的答案",
        "错误答案",
        "网友答案",
        "考生作答：",
        "张三的答案",
        "李小明同学的答案",
        "学生答题情况",
    ],
)
@pytest.mark.parametrize("answers", ["1-2 AB", "1. A\n2. B", "1.A 2.B"])
def test_a_list_of_what_somebody_answered_is_no_key(tmp_path: Path, own: str, answers: str) -> None:
    """Below such a heading no list is believed; one below the heading of a key is, whatever stands above it."""
    items = "".join(f"{n}. 题干{n}是哪一个？\nA. 子{n}\nB. 丑{n}\n" for n in (1, 2))
    assert items_of(read(f"{items}{own}\n{answers}\n", tmp_path)) == []
    both = read(f"{items}{own}\n{answers}\n正确答案\n1-2 BA\n", tmp_path)
    assert [key_of(each) for each in items_of(both)] in ([], [["丑1"], ["子2"]])


@pytest.mark.parametrize(
    ("stem", "kept"),
    [
        ("(A)期限是几天？", "期限是几天？"),
        ("（ A ）下列说法正确的是：", "下列说法正确的是："),
        ("（A）是首都。", "____是首都。"),
        ("（A）和谁是首都？", "和谁是首都？"),
    ],
)
def test_a_key_before_a_whole_question_leaves_no_blank(stem: str, kept: str) -> None:
    """Before a question that lacks nothing a bracket is only for the key; before others it is a word of the stem."""
    assert stems.choosing(stem, has_key=False) == (kept, ("A",))
    assert stems.settled(kept, judged=False) == kept
