"""Moodle XML of Moodle itself and of other programs, read: what is asked, what is told, and no key that is a guess."""

from __future__ import annotations

from pathlib import Path

import pytest
from moodle_items import MOODLE

from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.model.item import BLANK, Choice, ExtendedText, Match, Order, TextEntry
from qbank.model.portable import Portable

WHOLE = """
<!-- question: 0  -->
  <question type="category">
    <category><text>$course$/top/值班制度/夜班//周末</text></category>
    <info format="moodle_auto_format"><text>说明</text></info>
    <idnumber></idnumber>
  </question>
<!-- question: 2295  -->
  <question type="multichoice">
    <name><text>值班 1</text></name>
    <questiontext format="html">
      <text><![CDATA[<p dir="ltr">夜班由<strong>谁</strong>带班？<br></p><p>（柳湾泵站）&nbsp;</p>]]></text>
    </questiontext>
    <generalfeedback format="html"><text><![CDATA[<p>见第三条。</p>]]></text></generalfeedback>
    <defaultgrade>1.0000000</defaultgrade>
    <penalty>0.3333333</penalty>
    <hidden>0</hidden>
    <idnumber> zb-1 </idnumber>
    <single>true</single>
    <shuffleanswers>true</shuffleanswers>
    <answernumbering>abc</answernumbering>
    <showstandardinstruction>0</showstandardinstruction>
    <correctfeedback format="html"><text>回答正确</text></correctfeedback>
    <shownumcorrect/>
    <answer fraction="0" format="html"><text><![CDATA[<p>门卫</p>]]></text><feedback format="html"><text></text></feedback></answer>
    <answer fraction="100" format="html"><text><![CDATA[<p>站长</p>]]></text>
      <feedback format="html"><text><![CDATA[<p>对了</p>]]></text></feedback></answer>
    <tags><tag><text>值班</text></tag><tag><text>难度::难</text></tag><tag><text>audience::新员工</text></tag></tags>
  </question>
"""  # noqa: E501 - as Moodle writes it

MANY = "<single>false</single>"
"""Of a multiple choice."""


def read(
    body: str, folder: Path, *, head: str = '<?xml version="1.0" encoding="UTF-8"?>\n'
) -> list[Portable | Problem]:
    """Return what is read of a file with a body."""
    path = folder / "题库.xml"
    path.write_text(f"{head}<quiz>{body}</quiz>", encoding="utf-8", newline="")
    return list(MOODLE.read(path, Settings(file="题库.xml")))


def question(kind: str, stem: str, rest: str = "", form: str = "html") -> str:
    """Return a question element."""
    text = f'<questiontext format="{form}"><text><![CDATA[{stem}]]></text></questiontext>'
    return f'\n<question type="{kind}"><name><text>题</text></name>{text}{rest}</question>'


def answers(*rows: tuple[object, str]) -> str:
    """Return answer elements of fractions and texts."""
    return "".join(f'<answer fraction="{earned}"><text><![CDATA[{text}]]></text></answer>' for earned, text in rows)


def one(body: str, folder: Path) -> Portable:
    """Return the only portable of a file, of which nothing is told."""
    (found,) = read(body, folder)
    assert isinstance(found, Portable), found.message()
    return found


def codes(found: list[Portable | Problem]) -> list[str]:
    """Return what is told, by code, an item as its type; every message can be said in both languages."""
    assert all(each.message("zh") and each.message("en") for each in found if isinstance(each, Problem))
    return [each.code if isinstance(each, Problem) else each.item.type for each in found]


def test_an_export_of_moodle_is_read_whole(tmp_path: Path) -> None:
    """Category, stem in lines, key, feedback of question and answer, tags in both languages, id."""
    found = one(WHOLE, tmp_path)
    item = found.item
    assert (item.id, item.chapter, item.difficulty) == ("zb-1", "值班制度 › 夜班/周末", "hard")
    assert (item.tags, item.audience) == (("值班",), ("新员工",))
    assert item.stem == "夜班由谁带班？\n（柳湾泵站）"
    assert item.rationale == "见第三条。\n“站长”：对了"
    assert item.body.key_text() == "站长"
    assert found.place == "10"


@pytest.mark.parametrize(("form", "raw", "words"), [
    ("html", "甲 \n 乙<br>丙", "甲 乙\n丙"), ("plain_text", "甲 <b>\n乙", "甲 <b>\n乙"),
    ("moodle_auto_format", "甲\n乙 &lt;", "甲\n乙 <"),
    ("markdown", "**甲**\n\n- 乙", "甲\n\n乙"), ("", "<ul><li>甲<li>乙</ul>", "甲\n乙"),
    ("html", "<ol><li>甲</li><li>乙</li></ol>丙", "1. 甲\n2. 乙\n丙"),
    ("html", "H<sub>2</sub>O 10<sup>3</sup> x<sup>ab</sup>", "H₂O 10³ x^(ab)"),
    ("html", "<script>alert(1)</script><!-- 注 --><style>p{}</style>甲<td>乙</td><p></p><p>&nbsp;</p>丙", "甲乙\n\n丙"),
    ("html", "<pre>甲\n  乙</pre>", "甲\n  乙"), ("html", "甲&copy;&#x4E59;&amp;lt;", "甲©乙&lt;"),
])  # fmt: skip
def test_texts_of_every_format_are_plain_words(form: str, raw: str, words: str, tmp_path: Path) -> None:
    """Tags go, entities are decoded, lines stay lines, nothing is run."""
    found = one(question("essay", raw, "<graderinfo><text>要点</text></graderinfo>", form), tmp_path)
    assert found.item.stem == words


@pytest.mark.parametrize(("kind", "rest", "told"), [
    ("multichoice", answers((0, "甲"), (0, "乙")), ["moodle-no-right-answer"]),
    ("multichoice", answers((50, "甲"), (0, "乙")), ["moodle-no-right-answer"]),
    ("multichoice", answers((100, "甲"), (100, "乙")), ["moodle-several-right"]),
    ("multichoice", answers((100, "甲")), ["moodle-one-option"]),
    ("multichoice", answers((100, "甲"), (0, " ")), ["moodle-empty-answer"]),
    ("multichoice", answers((100, "甲"), (0, '<img src="a.png">')), ["moodle-empty-answer"]),
    ("multichoice", answers((100, "甲"), ("零", "乙")), ["moodle-fraction"]),
    ("multichoice", answers((100, "甲"), ("nan", "乙")), ["moodle-fraction"]),
    ("multichoice", answers((1000, "甲"), (0, "乙")), ["moodle-fraction"]),
    ("multichoice", answers((100, "甲"), (50, "乙")), ["moodle-part-marks", "single_choice"]),
    ("multichoice", answers((100, "甲"), (-25, "乙")), ["moodle-marking", "single_choice"]),
    ("multichoice", MANY + answers((50, "甲"), (0, "乙")), ["moodle-fractions"]),
    ("multichoice", MANY + answers((100, "甲"), (100, "乙")), ["moodle-fractions"]),
    ("multichoice", "<single>0</single>" + answers((0, "甲"), (0, "乙")), ["moodle-no-right-answer"]),
    ("multichoice", MANY + answers((60, "甲"), (40, "乙"), (-100, "丙")), ["moodle-marking", "multiple_choice"]),
    ("multichoice", MANY + answers((50, "甲"), (50, "乙"), (0, "丙")), ["moodle-marking", "multiple_choice"]),
    ("multichoice", MANY + answers((50, "甲"), (50, "乙"), (-100, "丙")), ["multiple_choice"]),
    ("multichoice", MANY + answers(*[(33, each) for each in "甲乙丙"]), ["moodle-marking", "multiple_choice"]),
    ("truefalse", answers((100, "true"), (0, "false")), ["true_false"]),
    ("truefalse", answers((0, "对"), (100, "错")), ["true_false"]),
    ("truefalse", answers((100, "Vrai"), (0, "Faux")), ["moodle-verdict"]),
    ("truefalse", answers((100, "true"), (0, "true")), ["moodle-verdict"]),
    ("truefalse", answers((0, "true"), (0, "false")), ["moodle-no-right-answer"]),
    ("truefalse", answers((100, "true"), (100, "false")), ["moodle-several-right"]),
    ("shortanswer", answers((100, "三十日"), (0, "*")), ["fill_blank"]),
    ("shortanswer", answers((100, "三*日")), ["moodle-wildcard"]),
    ("shortanswer", answers((100, "三十日"), (100, "*日")), ["moodle-wildcard-left", "fill_blank"]),
    ("shortanswer", answers((100, "三十日"), (50, "一个月")), ["moodle-part-marks", "fill_blank"]),
    ("shortanswer", answers((50, "三十日")), ["moodle-no-right-answer"]),
    ("shortanswer", answers((100, "")), ["moodle-empty-answer"]),
    ("shortanswer", "", ["moodle-no-right-answer"]),
    ("shortanswer", "<usecase>1</usecase>" + answers((100, "pH")), ["moodle-case", "fill_blank"]),
    ("shortanswer", "<usecase>1</usecase>" + answers((100, "三十日")), ["fill_blank"]),
    ("numerical", answers((100, "30")), ["fill_blank"]),
    ("numerical", '<answer fraction="100"><text>30</text><tolerance>0</tolerance></answer>', ["fill_blank"]),
    ("numerical", '<answer fraction="100"><text>30</text><tolerance>0.5</tolerance></answer>', ["moodle-tolerance"]),
    ("numerical", '<answer fraction="100"><text>30</text><tolerance>nan</tolerance></answer>', ["moodle-tolerance"]),
    ("numerical", answers((100, "三十")), ["moodle-not-a-number"]),
    ("numerical", answers((100, "*")), ["moodle-wildcard"]),
    ("numerical", answers((100, "30")) + "<units><unit><multiplier>1</multiplier></unit></units>", ["moodle-units"]),
    ("ordering", answers((1, "甲"), (2, "乙"), (3, "丙")), ["ordering"]),
    ("ordering", answers((0, "甲"), (0, "乙")), ["ordering"]),
    ("ordering", answers((2, "甲"), (1, "乙")), ["moodle-order"]),
    ("ordering", answers((1, "甲")), ["moodle-few-steps"]),
    ("matching", "", ["moodle-few-pairs"]),
    ("essay", "", ["short_answer"]),
    ("ddmatch", "", ["moodle-type"]),
    ("calculated", "", ["moodle-type"]),
    ("description", "", ["moodle-description"]),
])  # fmt: skip
def test_no_key_is_guessed(kind: str, rest: str, told: list[str], tmp_path: Path) -> None:
    """What is right without doubt is an item; what is marked otherwise is told; everything else is a problem."""
    found = read(question(kind, "时限为多少？", rest), tmp_path)
    assert codes(found) == told
    assert all(each.severity == "warning" for each in found[:-1] if isinstance(each, Problem))


@pytest.mark.parametrize(("stem", "told"), [
    ("", ["moodle-no-stem"]), ("<p>&nbsp;</p>", ["moodle-no-stem"]),
    ('<img src="@@PLUGINFILE@@/a.png">', ["moodle-no-stem"]),
    ('<img src="a.png" alt="红灯">表示什么？', ["moodle-picture", "short_answer"]),
    ('<a href="@@PLUGINFILE@@/a.mp3">录音</a>说了什么？', ["moodle-picture", "short_answer"]),
    ("<math><mi>x</mi></math>是多少？", ["moodle-picture", "short_answer"]),
    ("<div>" * 400 + "什么？" + "</div>" * 400, ["moodle-deep"]),
])  # fmt: skip
def test_pictures_are_told(stem: str, told: list[str], tmp_path: Path) -> None:
    """An item without its picture is read with a word on it, unless nothing is left of its stem."""
    assert codes(read(question("essay", stem, "<graderinfo><text>要点</text></graderinfo>"), tmp_path)) == told


def test_a_picture_leaves_its_words(tmp_path: Path) -> None:
    """Where it stood its description stands."""
    body = question("essay", '左图<img src="a.png" alt="红  灯">与右图<img src="b.png">各表示什么？')
    _, found = read(body, tmp_path)
    assert isinstance(found, Portable) and found.item.stem == "左图［图：红 灯］与右图［图］各表示什么？"


@pytest.mark.parametrize(("stem", "wanted"), [
    ("时限为_____日。", f"时限为{BLANK}日。"), ("时限为（　）日。", f"时限为{BLANK}日。"),
    ("时限是多少？", f"时限是多少？{BLANK}"),
    ("（ ）规定时限为____日。", f"（ ）规定时限为{BLANK}日。"), ("____规定时限为____日。", None),
    ("（ ）规定时限为（ ）日。", None),
])  # fmt: skip
def test_a_short_answer_has_one_blank(stem: str, wanted: str | None, tmp_path: Path) -> None:
    """It is where the line is, else where the bracket is, else at the end; two are a problem."""
    (found,) = read(question("shortanswer", stem, answers((100, "30"))), tmp_path)
    if wanted is None:
        assert codes([found]) == ["moodle-blanks"]
    else:
        assert isinstance(found, Portable) and found.item.stem == wanted


@pytest.mark.parametrize(("stem", "wanted"), [
    ("{1:SHORTANSWER:=甲~=乙#说明~%50%丙}和{:SA:%100%丁}", ["moodle-part-marks", "fill_blank"]),
    ("长{1:NUMERICAL:=30}米，宽{1:NM:=2:0}米", ["fill_blank"]), ("长{1:NUMERICAL:=30:0.1}米", ["moodle-tolerance"]),
    ("长{1:NUMERICAL:=很长}米", ["moodle-not-a-number"]), ("由{1:MULTICHOICE:=站长#对~门卫}带班", ["single_choice"]),
    ("由{1:MCV:站长~门卫}带班", ["moodle-no-right-answer"]), ("由{1:MC:=站长}带班", ["moodle-one-option"]),
    ("由{1:MC:=站长~门卫}和{1:MC:=甲~乙}带班", ["moodle-gap-choices"]),
    ("由{1:MC:=站长~门卫}和{1:SA:=甲}带班", ["moodle-gap-choices"]),
    ("由{1:MULTIRESPONSE:=站长~=门卫}带班", ["moodle-gap-choices"]),
    ("没有空", ["moodle-no-gap"]), ("由{1：SHORTANSWER：＝站长}带班", ["moodle-gap-broken"]),
    ("由{1:SA:=站长带班", ["moodle-gap-broken"]),
    ("由{1:SA:=}带班", ["moodle-gap-broken"]), ("{1:SA:=甲}和｛1:SHORTANSWER:=乙｝", ["moodle-gap-broken"]),
    ("{2:SA:=甲}和{1:SA:=乙}", ["moodle-marking", "fill_blank"]), ("____和{1:SA:=乙}", ["moodle-blanks"]),
    ("{1:SAC:=pH}和{1:SA:=乙}", ["moodle-case", "fill_blank"]),
])  # fmt: skip
def test_texts_with_gaps(stem: str, wanted: list[str], tmp_path: Path) -> None:
    """Gaps to be typed in are blanks, one list to pick from is a choice; what would be another question is refused."""
    assert codes(read(question("cloze", f"<p>{stem}。</p>"), tmp_path)) == wanted


def test_answers_of_gaps_are_what_moodle_compares(tmp_path: Path) -> None:
    r"""Entities are decoded, then ``\}`` and ``\#``; the handbook's ``\~`` is a tilde; markup of the editor goes."""
    stem = r"{1:SA:=a\}b~=c\#d~=e\~f~=&#126;&#38;~=<b>粗</b>体~=5\*3}"
    first = one(question("cloze", f"{stem}甲"), tmp_path).item.body.interaction()
    assert isinstance(first, TextEntry)
    assert first.accepted == (("a}b", "c#d", "e~f", "~&", "粗体", "5*3"),)


def test_a_match_of_moodles(tmp_path: Path) -> None:
    """Rows, a spare right, equal rights that are one, entities and tags that Moodle takes away."""
    rows = [("<p>信息科</p>", "系统维护"), ("财务科", "R&amp;D"), ("督查科", "系统维护"), ("", "<b>明察</b>暗访")]
    body = "".join(
        f'<subquestion format="html"><text><![CDATA[{left}]]></text><answer><text><![CDATA[{right}]]></text></answer>'
        "</subquestion>"
        for left, right in rows
    )
    found = one(question("matching", "请匹配。", body), tmp_path).item.body.interaction()
    assert isinstance(found, Match)
    assert [option.text for option in found.left] == ["信息科", "财务科", "督查科"]
    assert [option.text for option in found.right] == ["系统维护", "R&D", "明察暗访"]
    assert found.pairs == (("l1", "r1"), ("l2", "r2"), ("l3", "r1"))
    bare = "<subquestion><text>信息科</text><answer><text></text></answer></subquestion>"
    assert codes(read(question("match", "请匹配。", bare), tmp_path)) == ["moodle-no-pair"]


def test_an_ordering_shows_another_order_than_its_key(tmp_path: Path) -> None:
    """The file has the steps as they are right; the item must not show them so."""
    found = one(
        question("ordering", "请排序。", answers((1, "甲"), (2, "甲"), (3, "丙"))), tmp_path
    ).item.body.interaction()
    assert isinstance(found, Order)
    texts = {option.id: option.text for option in found.options}
    assert [texts[each] for each in found.key] == ["甲", "甲", "丙"]
    assert tuple(option.id for option in found.options) != found.key


def test_what_graders_see_is_a_point_of_all_marks(tmp_path: Path) -> None:
    """A text of another program is not cut into points by guess."""
    info = "<graderinfo format='html'><text><![CDATA[<p>领导<p>经费]]></text></graderinfo>"
    rest = f"<defaultgrade>10.0000000</defaultgrade>{info}"
    found = one(question("essay", "有哪些措施？", rest), tmp_path).item.body.interaction()
    assert isinstance(found, ExtendedText)
    assert [(point.text, point.marks) for point in found.points] == [("领导\n经费", 10.0)]


def test_a_bracket_in_a_choice_is_where_its_answer_stands(tmp_path: Path) -> None:
    """（ ） and ____ are the blank of the stem, a call of a function is not."""
    found = one(question("multichoice", "执行print()的是（  ）。", answers((100, "甲"), (0, "乙"))), tmp_path)
    assert found.item.stem == f"执行print()的是{BLANK}。"
    assert isinstance(found.item.body.interaction(), Choice)


def test_one_bad_question_does_not_keep_out_the_rest(tmp_path: Path) -> None:
    """Each problem names file and line, and what follows is read."""
    good, bad = (
        question("truefalse", "对吗？", answers((100, "true"))),
        question("multichoice", "谁？", answers((0, "甲"), (0, "乙"))),
    )
    found = read(good + bad + good, tmp_path)
    assert codes(found) == ["true_false", "moodle-no-right-answer", "true_false"]
    assert isinstance(found[1], Problem) and (found[1].file, found[1].place) == ("题库.xml", "4")


def test_old_files_have_answers_without_text_elements(tmp_path: Path) -> None:
    """The words right in an answer are read; tags right in a text are not, for Moodle refuses them."""
    assert (
        one(question("shortanswer", "谁？", '<answer fraction="100">站长</answer>'), tmp_path).item.body.key_text()
        == "站长"
    )
    bad = '<question type="essay"><questiontext><text>由<b>谁</b>带班？</text></questiontext></question>'
    assert codes(read(bad, tmp_path)) == ["moodle-raw-markup"]
