"""GIFT files of others: each question is read as Moodle reads it, or named with its fault; no key is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from gift_samples import SETTINGS, found_of, item_of
from growing import grows_as_its_input
from hypothesis import given
from hypothesis import strategies as st
from portable_strategies import NASTY

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats._html_words import words_of
from qbank.formats.gift.format import read
from qbank.model.item import ExtendedText
from qbank.model.portable import Portable


@given(
    pieces=st.lists(
        st.sampled_from([*NASTY, "{", "}", "=", "~", "#", "####", "->", "::", "\\", "%50%", "T", "\n", "\n\n", "甲"])
    )
)
def test_no_file_is_more_than_problems(pieces: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever a file holds, reading it ends with items and problems that can be told, and every choice has its key."""
    for each in found_of("".join(pieces), tmp_path_factory.mktemp("any")):
        if isinstance(each, Problem):
            assert each.message("zh") and each.message("en") and each.place
        else:
            assert each.item.stem
            assert each.item.body.key_text() or isinstance(each.item.body.interaction(), ExtendedText)


@pytest.mark.parametrize("piece", ['<a "', "<!--", "<script", "<pre>", "&", "<", "<sup>", "<a b=", "</style"])
def test_html_left_open_costs_no_time(piece: str) -> None:
    """Twice as much of anything left open takes about twice the time; a quadratic reader would take hours for it."""
    assert grows_as_its_input(lambda share: words_of(piece * int(1_000_000 * share / len(piece))))


@pytest.mark.parametrize(
    ("text", "item_type", "stem", "key"),
    [
        ("谁值守？{~甲 =乙 ~丙}", "single_choice", "谁值守？", "乙"),
        ("由{~甲 =乙 ~丙}值守。", "single_choice", "由____值守。", "乙"),
        ("值守的是（　　）。{~甲 =乙}", "single_choice", "值守的是____。", "乙"),
        ("谁值守？{~%100%甲 ~%-100%乙}", "multiple_choice", "谁值守？", "甲"),
        ("谁值守？{~%33.333%甲 ~%33.333%乙 ~%33.333%丙 ~丁}", "multiple_choice", "谁值守？", "甲；乙；丙"),
        ("::名::[html]<p>谁&nbsp;值守？</p>{=<p>甲</p> ~<b>乙</b>}", "single_choice", "谁 值守？", "甲"),
        ("[markdown]谁**值守**？{=甲 ~乙}", "single_choice", "谁值守？", "甲"),
        ("[plain]谁 <b> 值守？{=a<b ~&lt;}", "single_choice", "谁 <b> 值守？", "a<b"),
        ("a<b 时谁值守？{=&lt;甲&gt; ~<i>乙</i>}", "single_choice", "a<b 时谁值守？", "<甲>"),
        ("由甲值守。{T}", "true_false", "由甲值守。", "正确"),
        ("由甲值守。 { FALSE # 错了 # 对了 }", "true_false", "由甲值守。", "错误"),
        ("谁值守？{=甲 =乙}", "fill_blank", "谁值守？____", "甲"),
        ("谁值守？{甲}", "fill_blank", "谁值守？____", "甲"),
        ("由 _____ 值守。{=%100%甲#}", "fill_blank", "由 ____ 值守。", "甲"),
        ("由（ ）值守。{=甲}", "fill_blank", "由____值守。", "甲"),
        ("标签是{=<br> =&lt;}。", "fill_blank", "标签是____。", "<br>"),
        (r"算式是{=5\\*3}。", "fill_blank", "算式是____。", "5*3"),
        ("几年？{#1822}", "fill_blank", "几年？____", "1822"),
        ("几年？{#=1822:0 =%50%1822:2}", "fill_blank", "几年？____", "1822"),
        ("几年？{#-3..-3}", "fill_blank", "几年？____", "-3"),
        ("几年？{#1822:5}", "short_answer", "几年？", "1822（误差不超过 5）"),
        ("几？{#1..5}", "short_answer", "几？", "1 至 5"),
        ("谈谈。{}", "short_answer", "谈谈。", ""),
        ("谈谈。{####【要点】甲\\n【要点】乙（2分）}", "short_answer", "谈谈。", "甲；乙"),
        ("配对。{=甲 -> 一 =乙->二 = -> 三}", "matching", "配对。", "甲——一；乙——二"),
        ("第一行\n  第二行{=甲 ~乙}\n// 注", "single_choice", "第一行\n第二行", "甲"),
        (r"\{1,2\}是\: \= \\ \q？{=\~ ~\#}", "single_choice", "{1,2}是: = \\ \\q？", "~"),
        ("谁？{=甲 ~乙}  // 注", "single_choice", "谁？", "甲"),
    ],
)  # fmt: skip
def test_a_question_is_read(text: str, item_type: str, stem: str, key: str, tmp_path: Path) -> None:
    """Each kind of question, in the formats and shapes people write."""
    items = [each.item for each in found_of(text, tmp_path) if isinstance(each, Portable)]
    assert [(item.type, item.stem, item.body.key_text()) for item in items] == [(item_type, stem, key)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("说明。", "gift-no-question@1"),
        ("甲{=乙", "gift-braces@1"),
        ("甲}=乙{", "gift-braces@1"),
        ("集合{1,2}的和是{=3}", "gift-braces@1"),
        ("一{T}\n二{F}", "gift-braces@1"),
        ("集合{1,2}的元素", "gift-unmarked@1"),
        ("{=甲}", "gift-no-stem@1"),
        ("谁？{~甲 ~乙}", "gift-no-right-answer@1"),
        ("谁？{=甲 =乙 ~丙}", "gift-several-right@1"),
        ("谁？{=甲 ~%100%乙 ~丙}", "gift-several-right@1"),
        ("谁？{~%50%甲 ~丙}", "gift-weights@1"),
        ("谁？{~%100%甲 ~%50%乙 ~丙}", "gift-weights@1"),
        ("谁？{=%50%甲 ~丙}", "gift-weights@1"),
        ("谁？{甲 ~乙 =丙}", "gift-stray-text@1"),
        ("谁？{甲 =乙}", "gift-stray-text@1"),
        ("谁？{~甲}", "gift-one-option@1"),
        ("谁？{" + "~甲" * 501 + "}", "gift-many-answers@1"),
        ("谁？{=甲 ~}", "gift-empty-answer@1"),
        ("谁？{=%50%甲}", "gift-no-right-answer@1"),
        ("谁？{=张*}", "gift-wildcard@1"),
        ("谁？{=}", "gift-empty-answer@1"),
        ("____和____是谁？{=甲}", "gift-blanks@1"),
        ("几？{#}", "gift-no-right-answer@1"),
        ("几？{#十}", "gift-not-a-number@1"),
        ("几？{#=%50%3}", "gift-no-right-answer@1"),
        ("配。{=甲->一 =乙}", "gift-no-pair@1"),
        ("配。{=甲->一 =乙->}", "gift-no-pair@1"),
        ("配。{=甲->一}", "gift-few-pairs@1"),
        ("配。{x =甲->一 =乙->二}", "gift-stray-text@1"),
        ("谁？{\n\n=甲 ~乙}", "gift-braces@1"),
    ],
)
def test_what_is_not_surely_a_question_is_named(text: str, code: str, tmp_path: Path) -> None:
    """A fault names its line and makes no item, and the next question is read."""
    found = found_of(f"{text}\n\n由甲值守。{{T}}\n", tmp_path)
    problems = [each for each in found if isinstance(each, Problem)]
    assert f"{problems[0].code}@{problems[0].place}" == code
    assert [each.item.body.key_text() for each in found if isinstance(each, Portable)] == ["正确"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("谁？{=甲 ~%50%乙 ~丙}", "gift-part-marks@1"),
        ("谁？{=甲 =%50%乙}", "gift-part-marks@1"),
        ("谁？{=甲 =张*}", "gift-wildcard-left@1"),
        ("谁？{~%50%甲 ~%50%乙 ~丙}", "gift-marking@1"),
        ("谁？{~%70%甲 ~%30%乙 ~%-100%丙}", "gift-marking@1"),
        ("几？{#3:1}", "gift-tolerance@1"),
        ('[html]图<img src="@@PLUGINFILE@@/a.png">中是谁？{=甲 ~乙}', "gift-picture@1"),
        ("[markdown]![图](a.png)中是谁？{=甲 ~乙}", "gift-picture@1"),
    ],
)
def test_what_is_not_kept_of_a_question_is_told(text: str, code: str, tmp_path: Path) -> None:
    """Beside the item stands a warning for whatever the bank cannot say of it."""
    found = found_of(text, tmp_path)
    assert [f"{each.code}@{each.place}:{each.severity}" for each in found if isinstance(each, Problem)] == [
        f"{code}:warning"
    ]
    assert sum(isinstance(each, Portable) for each in found) == 1


def test_marks_of_a_multiple_choice_are_read_as_a_rule(tmp_path: Path) -> None:
    """Equal shares and a wrong option that forfeits all are our part marks; other weights leave the usual rule."""
    fair = item_of("谁？{~%50%甲 ~%50%乙 ~%-100%丙}", tmp_path).body.to_dict()
    assert fair["marking"] == {"rule": "part", "table": [0.5]}
    uneven = [each for each in found_of("谁？{~%70%甲 ~%30%乙 ~%-100%丙}", tmp_path) if isinstance(each, Portable)]
    assert uneven[0].item.body.to_dict()["marking"] == {"rule": "all_or_nothing"}


def test_feedback_of_answers_goes_into_the_rationale(tmp_path: Path) -> None:
    """General feedback first, then each answer's own with the answer's words; proof lines are taken out."""
    text = "谁？{=甲#对。 ~乙#[html]<b>错</b>&amp;漏 ~丙 ####总的。\\n【出处】《办法》：“甲。”}"
    (found,) = found_of(text, tmp_path)
    assert isinstance(found, Portable)
    assert found.item.rationale == "总的。\n“甲”：对。\n“乙”：错&漏"
    assert found.proof == ("《办法》：“甲。”",)


def test_comments_and_categories_label_what_follows(tmp_path: Path) -> None:
    """Id and tags stand right before their question; a category holds until the next."""
    text = (
        "// [id:甲-1] [tag:难度::易] [tag:适用对象::新员工] [tag:a\\]b] 其余\n一{T}\n\n"
        "$CATEGORY: $course$/top/法律/总则//附则\n\n// 无关\n二{F}\n\n"
        "$CATEGORY: 第二章\n三{T}\n\n// [id:不相干]\n\n四{T}"
    )
    one, two, three, four = (each.item for each in found_of(text, tmp_path) if isinstance(each, Portable))
    assert (one.id, one.difficulty, one.audience, one.tags, one.chapter) == ("甲-1", "easy", ("新员工",), ("a]b",), "")
    assert (two.id, two.chapter) == ("", "法律 › 总则/附则")
    assert (three.stem, three.chapter, four.id, four.chapter) == ("三", "第二章", "", "第二章")


def test_html_leaves_its_words(tmp_path: Path) -> None:
    """Lines stay lines, figures above the line stay apart, scripts and comments go, code keeps its shape."""
    raw = (
        "<p>甲&nbsp;&lt;乙&gt;</p><ul><li>10<sup>3</sup></li><li>H<sub>2</sub>O</li></ul><!-- 注 --><script>x</script>"
    )
    assert words_of(raw) == "甲 <乙>\n10³\nH₂O"
    assert words_of("如下：<pre>if (a)\n    b;</pre>问") == "如下：\nif (a)\n    b;\n问"
    assert words_of("<table><tr><td>一</td><td>二</td></tr></table>") == "一\t二"
    assert words_of("a<b 且 c>d <b>粗</b>", keeps_lines=True) == "a<b 且 c>d 粗"
    assert item_of('[html]<p>甲</p>\n<p>乙</p>{=<span style\\="color\\:red">丙</span> ~丁}', tmp_path).stem == "甲\n乙"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_files_of_any_encoding_are_read(encoding: str, end: str, tmp_path: Path) -> None:
    """Chinese files come in several encodings and with any line ends."""
    text = "值班人員應當在多少日內報告有關情況並做好記錄？{\n=三日\n~五日\n}\n\n對檢查結果有異議的可以申請復核。{F}\n"
    data = text.replace("\n", end).encode(encoding)
    items = [each.item for each in found_of(data, tmp_path) if isinstance(each, Portable)]
    assert [item.body.key_text() for item in items] == ["三日", "错误"]


@pytest.mark.parametrize(
    "piece",
    [
        "{T",
        "#",
        "=a ",
        "=%100%a ",
        "~%1%a ",
        "=a->b ",
        "// [id:",
        "[tag:",
        "::",
        "\\",
        "（",
        "( ",
        "_",
        "![",
        "*a",
        "[html]<p ",
        "&#",
    ],
)
@pytest.mark.parametrize("before", ["谁？{", "谁？{T", "// [title:", "[markdown]", "[html]", ""])
@pytest.mark.timeout(60)
def test_no_block_takes_long(before: str, piece: str, tmp_path: Path) -> None:
    """A block just short of the limit, made of anything, takes a second, not hours; what follows is read."""
    block = before + piece * (900_000 // len(piece)) + "}"
    last = found_of(f"{block}\n\n由甲值守。{{T}}\n", tmp_path)[-1]
    assert isinstance(last, Portable) and last.item.body.key_text() == "正确"


def test_an_encoding_that_was_guessed_is_told(tmp_path: Path) -> None:
    """Characters that may be others by mistake are read, and a person is asked to look at them."""
    text = "Où est la pompe, près du pont ou après l'écluse ? Répondez à la question, s'il vous plaît.{=pont ~écluse}"
    found = found_of(text.encode("cp1252"), tmp_path)
    assert [type(each) for each in found] == [Portable, Problem]
    assert isinstance(found[1], Problem) and (found[1].code, found[1].severity) == ("encoding-guessed", "warning")


def test_files_that_cannot_be_read_are_problems(tmp_path: Path) -> None:
    """A missing file, a folder, bytes that are no text, and a block without end are told, never raised."""
    assert [each.code for each in read(tmp_path / "无.gift", SETTINGS) if isinstance(each, Problem)] == ["not-found"]
    assert [each.code for each in read(tmp_path, SETTINGS) if isinstance(each, Problem)] == ["is-a-folder"]
    assert [each.code for each in found_of(bytes(range(256)) * 20, tmp_path) if isinstance(each, Problem)] == [
        "binary-content"
    ]
    long = "很长的一行\n" * 200_001 + "\n由甲值守。{T}\n"
    first, second = found_of(long, tmp_path)
    assert isinstance(first, Problem) and (first.code, first.place) == ("gift-too-long", "1")
    assert isinstance(second, Portable) and second.place == "200003"


def test_problems_name_the_file_as_it_is_called(tmp_path: Path) -> None:
    """The name comes from the settings where they give one."""
    (problem,) = found_of("甲{", tmp_path, Settings(file="上交的题库.txt"))
    assert isinstance(problem, Problem)
    assert problem.message("zh").startswith("上交的题库.txt 1：这道题的花括号不成一对")
