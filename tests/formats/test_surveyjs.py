"""SurveyJS quizzes: what survey-core makes of ours, and what is made of other people's."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mixed_items import mixed
from portable_strategies import NASTY

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import Settings
from qbank.formats.surveyjs._text import (
    Remarks,
    apart,
    description_of,
    remarks_in,
    stem_in,
    title_of,
    together,
)
from qbank.formats.surveyjs.format import hold, read, write
from qbank.model.item import (
    BLANK,
    Choice,
    ExtendedText,
    MarkingPoint,
    Match,
    Order,
    TextEntry,
)
from qbank.model.portable import Portable
from qbank.types.fill_blank import FillBlank
from qbank.types.multiple_choice import MultipleChoice
from qbank.types.short_answer import ShortAnswer
from qbank.types.single_choice import SingleChoice

ROOT = Path(__file__).parents[2]
SETTINGS = Settings(title="值班制度测试")
touchy = st.lists(
    st.sampled_from([*NASTY, "{", "}", "＿", "_", "（", "）", "　", " ", "\u2060", "\n", "\n　　", "解析："])
).map("".join)


def survey(portables: list[Portable], settings: Settings = SETTINGS) -> dict[str, Any]:
    """Return the survey of portables as JSON data."""
    stream = BytesIO()
    kept = [each for portable in portables if isinstance(each := hold(portable, settings), Portable)]
    write(iter(kept), stream, settings)
    return json.loads(stream.getvalue())


def entries(data: object, folder: Path, settings: Settings = SETTINGS) -> list[Portable | Problem]:
    """Return what is read from a file with this JSON (a text as it stands, anything else dumped)."""
    path = folder / "survey.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return list(read(path, settings))


def only(element: dict[str, Any], folder: Path) -> Portable:
    """Return the one item of a survey with one element."""
    (found,) = entries({"elements": [element]}, folder)
    assert isinstance(found, Portable), found.message()
    return found


def code(element: dict[str, Any], folder: Path) -> str:
    """Return the code of the one problem of a survey with one element."""
    (found,) = entries({"pages": [{"elements": [element]}]}, folder)
    assert isinstance(found, Problem)
    assert found.place == "pages[0].elements[0]"
    assert found.file.endswith("survey.json")
    assert found.message("zh")
    return found.code


# --- laws -------------------------------------------------------------------------------------------


@given(text=touchy)
def test_what_is_held_apart_comes_together(text: str) -> None:
    """Word joiners go in and out again, whatever is there already."""
    assert together(apart(text)) == text


@given(pieces=st.lists(touchy.filter(lambda text: BLANK not in text), min_size=1, max_size=4))
@pytest.mark.parametrize("kind", ["bracket", "line"])
def test_a_title_shows_its_stem(kind: Any, pieces: list[str]) -> None:
    """A stem is found again in its title, and no blank is one that was only drawn."""
    stem = BLANK.join(pieces)
    assert stem_in(title_of(stem, kind), kind) == stem


@given(
    texts=st.lists(touchy, min_size=3, max_size=3),
    many=st.lists(touchy, max_size=2).map(tuple),
    marks=st.sampled_from([1.0, 2.0, 2.5, 1e-7]),
    lang=st.sampled_from(["zh", "en"]),
)
def test_remarks_are_found_again(texts: list[str], many: tuple[str, ...], marks: float, lang: Any) -> None:
    """Whatever the texts hold, the lines of a description say the same again, in either language."""
    points = tuple(MarkingPoint(text, marks) for text in many)
    remarks = Remarks(
        id=texts[0], answer=points, rationale=texts[1], proof=many, chapter=texts[2], tags=many, difficulty="hard"
    )
    assert remarks_in(description_of(remarks, lang)) == remarks


@pytest.mark.parametrize("description", ["请选择最合适的一项。", "解析：甲\n另起一行", "", "难度：不知道"])
def test_other_descriptions_are_no_remarks(description: str) -> None:
    """A text that is not wholly made of known lines is left as what it is."""
    assert remarks_in(description) is None


# --- what is written --------------------------------------------------------------------------------


def test_further_answers_and_marking_rules_are_told_as_lost() -> None:
    """SurveyJS knows one answer and no part marks."""
    blank = Portable(item=replace(FillBlank.example(), body=FillBlank((("三十日", "30日"), ("书面",)), any_order=True)))
    kept = hold(blank, SETTINGS)
    assert isinstance(kept, Portable)
    assert kept.item.body == FillBlank((("三十日",), ("书面",)))
    several = hold(Portable(item=MultipleChoice.example()), SETTINGS)
    assert isinstance(several, Portable)
    assert several.item.body.to_dict()["marking"] == {"rule": "all_or_nothing"}


def test_a_passage_is_a_panel_of_the_items_under_it() -> None:
    """Items with one passage, one after the other, stand in one panel; others stand alone."""
    portables = [replace(each, stimulus="甲" if n in {1, 2} else "") for n, each in enumerate(mixed(4))]
    elements = survey(portables)["elements"]
    assert [len(each["elements"]) if each["type"] == "panel" else 1 for each in elements] == [1, 2, 1]
    assert elements[1]["description"] == "甲"


def test_names_are_ids_where_they_can_be(tmp_path: Path) -> None:
    """An id that is no name is kept in the description, and no name is there twice."""
    ids = ["q-1", "Q-1", "{题 1}", "", "item3"]
    portables = [Portable(item=replace(SingleChoice.example(), id=each)) for each in ids]
    data = survey(portables)
    assert [each["name"] for each in data["elements"]] == ["q-1", "Q-1x", "item3", "item4", "item3x"]
    assert [each.item.id for each in entries(data, tmp_path) if isinstance(each, Portable)] == ids


# --- what survey-core makes of it -------------------------------------------------------------------

_SCRIPT = """
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
const { Model } = await import(pathToFileURL(process.argv[1]).href);
const json = JSON.parse(readFileSync(0, "utf8"));
const survey = new Model(json);
const questions = survey.getAllQuestions();
const right = {}, wrong = {}, shown = {};
const spoilt = (answer) =>
    Array.isArray(answer) ? (answer.length > 1 ? answer.slice(1) : [])
    : typeof answer === "boolean" ? !answer
    : answer instanceof Object ? Object.fromEntries(Object.entries(answer).map(([name]) => [name, "没有"]))
    : "没有";
for (const question of questions) {
    const choices = (question.choices ?? []).map((each) => each.locText.textOrHtml);
    shown[question.name] = [question.locTitle.textOrHtml, ...choices];
    if (question.correctAnswer !== undefined) {
        right[question.name] = question.correctAnswer;
        wrong[question.name] = spoilt(question.correctAnswer);
    }
}
const count = (data) => { survey.data = structuredClone(data); return survey.getCorrectAnswerCount(); };
console.log(JSON.stringify({
    errors: (survey.jsonErrors ?? []).map((each) => each.message),
    questions: questions.length,
    marked: Object.keys(right).length,
    quiz: survey.getQuizQuestionCount(),
    right: count(right),
    wrong: count(wrong),
    shown,
    visible: questions.filter((each) => each.hasDescriptionUnderTitle || each.hasDescriptionUnderInput).length,
}));
"""


def in_survey_core(data: dict[str, Any]) -> dict[str, Any]:
    """Return what survey-core says of a survey."""
    module = ROOT / ".venv/clients/node_modules/survey-core/fesm/survey-core.mjs"
    done = subprocess.run(
        ["node", "--input-type=module", "-e", _SCRIPT, str(module)],
        input=json.dumps(data).encode(),
        capture_output=True,
        check=True,
        timeout=120,
    )
    return json.loads(done.stdout)


@pytest.mark.clients
@pytest.mark.parametrize("count", [140, pytest.param(1000, marks=pytest.mark.soak)])
def test_survey_core_takes_mixed_items_and_marks_them_by_their_keys(count: int) -> None:
    """No JSON error; the key as data earns every point, a wrong answer to every question none."""
    portables = list(mixed(count))
    told = in_survey_core(survey(portables))
    written = [each for each in portables if isinstance(each.item.body.interaction(), ExtendedText | Order)]
    assert told["errors"] == []
    assert told["questions"] == len(portables)
    assert told["marked"] == len(portables) - len(written)
    assert told["quiz"] >= told["marked"]
    assert (told["right"], told["wrong"]) == (told["quiz"], 0)
    assert told["visible"] == 0


@pytest.mark.clients
def test_survey_core_still_counts_a_ranking_in_any_order() -> None:
    """The reason why rankings go out without their right answer; once this fails, they can have it."""
    ranking = {"type": "ranking", "name": "a", "choices": ["甲", "乙", "丙"], "correctAnswer": ["丙", "甲", "乙"]}
    told = in_survey_core({"elements": [ranking]})
    assert (told["right"], told["wrong"]) == (1, 1)


@pytest.mark.clients
def test_survey_core_replaces_nothing_in_a_text() -> None:
    """What looks like the name of a question or a value of SurveyJS is shown as it stands."""
    options = tuple(replace(each, text=f"{each.text}{{q-2}}") for each in SingleChoice.example().body.options)
    one = replace(SingleChoice.example(), id="q-1", stem="{q-2}和{locale}", body=SingleChoice(options, ("o1",)))
    other = replace(ShortAnswer.example(), id="q-2")
    told = in_survey_core(survey([Portable(item=one), Portable(item=other)]))
    assert [together(each) for each in told["shown"]["q-1"]] == [one.stem, *(each.text for each in options)]


# --- what others write ------------------------------------------------------------------------------


def test_choices_of_others_are_read(tmp_path: Path) -> None:
    """Values may be words, numbers or objects, texts in several languages; a key is one of the values."""
    single = {
        "type": "radiogroup",
        "name": "question1",
        "title": {"default": "What?", "zh-cn": "下列说法正确的是（  ）。"},
        "choices": [{"value": 1, "text": {"default": "one", "zh-cn": "甲"}}, {"value": 2, "text": "乙"}, "丙"],
        "correctAnswer": 2,
    }
    found = only(single, tmp_path)
    interaction = found.item.body.interaction()
    assert isinstance(interaction, Choice)
    assert (found.item.stem, found.item.id) == (f"下列说法正确的是{BLANK}。", "")
    assert [option.text for option in interaction.options] == ["甲", "乙", "丙"]
    assert found.item.body.key_text() == "乙"
    several = only({**single, "type": "tagbox", "correctAnswer": ["丙", 1]}, tmp_path)
    assert several.item.body.key_text() == "甲；丙"


@pytest.mark.parametrize(
    ("labels", "key", "text"),
    [
        ({}, True, "正确"),
        ({"labelTrue": "对", "labelFalse": "错"}, False, "错误"),
        ({"labelTrue": "赞成", "labelFalse": "反对"}, False, "反对"),
        ({"valueTrue": "Y", "valueFalse": "N"}, "N", "错误"),
    ],
)
def test_yes_and_no_are_a_verdict_only_by_their_words(
    labels: dict[str, Any], key: Any, text: str, tmp_path: Path
) -> None:
    """Other words than those for true and false stay options."""
    found = only({"type": "boolean", "name": "a", "title": "甲", **labels, "correctAnswer": key}, tmp_path)
    assert found.item.body.key_text() == text


def test_blanks_stand_where_they_are_drawn_or_at_the_end(tmp_path: Path) -> None:
    """A text field without a drawn blank comes after its title, several with their own titles."""
    text = {"type": "text", "name": "a", "title": "该省的省会是哪里？", "correctAnswer": 3.0}
    assert only(text, tmp_path).item.stem == f"该省的省会是哪里？{BLANK}"
    assert only(text, tmp_path).item.body.interaction() == TextEntry((("3",),))
    drawn = {**text, "title": "省会是______。", "correctAnswer": "柳湾"}
    assert only(drawn, tmp_path).item.stem == f"省会是{BLANK}。"
    items = [{"name": "x", "title": "省会"}, {"name": "y"}]
    several = {"type": "multipletext", "name": "a", "title": "填写。", "items": items}
    found = only({**several, "correctAnswer": {"y": "乙", "x": "甲"}}, tmp_path)
    assert found.item.stem == f"填写。\n省会：{BLANK}\ny：{BLANK}"
    assert found.item.body.interaction() == TextEntry((("甲",), ("乙",)))


def test_matrix_ranking_and_comment_of_others_are_read(tmp_path: Path) -> None:
    """Rows get their columns, a ranking its order, and a comment its model answer."""
    matrix = {"type": "matrix", "name": "a", "title": "匹配", "rows": ["甲", "乙"], "columns": ["一", "二", "三"]}
    found = only({**matrix, "correctAnswer": {"乙": "一", "甲": "三"}}, tmp_path)
    assert isinstance(found.item.body.interaction(), Match)
    assert found.item.body.key_text() == "甲——三；乙——一"
    ranking = {"type": "ranking", "name": "a", "title": "排序", "choices": ["甲", "乙", "丙"]}
    found = only({**ranking, "correctAnswer": ["丙", "甲", "乙"]}, tmp_path)
    assert isinstance(found.item.body.interaction(), Order)
    assert found.item.body.key_text() == "丙→甲→乙"
    found = only({"type": "comment", "name": "a", "title": "简述。", "correctAnswer": "要点"}, tmp_path)
    assert found.item.body.interaction() == ExtendedText((MarkingPoint("要点"),))


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"correctAnswer": "Z"}, "surveyjs-key-unknown"),
        ({"correctAnswer": ["A", "B"]}, "surveyjs-key-unknown"),
        ({"correctAnswer": {"A": True}}, "surveyjs-key-unknown"),
        ({"correctAnswer": None}, "surveyjs-no-key"),
        ({"choices": ["A"]}, "surveyjs-choices-unclear"),
        ({"choices": ["A", "A"]}, "surveyjs-choices-unclear"),
        ({"choices": ["A", {"value": "B", "text": ""}, None]}, "surveyjs-choices-unclear"),
        ({"showNoneItem": True}, "surveyjs-choices-unclear"),
        ({"choices": [{"value": "A", "imageLink": "a.png"}, "B"]}, "surveyjs-picture"),
        ({"choicesByUrl": {"url": "https://example.org"}}, "surveyjs-picture"),
        ({"type": "imagepicker"}, "surveyjs-picture"),
        ({"type": "checkbox", "correctAnswer": ["A", "A"]}, "surveyjs-key-unknown"),
        ({"type": "ranking", "correctAnswer": ["A"]}, "surveyjs-key-unknown"),
        ({"type": "matrix", "rows": ["甲", "乙"], "columns": ["A", "B"], "correctAnswer": {"甲": "A"}},
         "surveyjs-key-unknown"),
        ({"type": "boolean", "correctAnswer": "A"}, "surveyjs-key-unknown"),
        ({"type": "text", "title": "____和____", "correctAnswer": "A"}, "surveyjs-blanks-unclear"),
        ({"type": "multipletext", "items": [{"name": "x"}], "correctAnswer": {"y": "A"}}, "surveyjs-key-unknown"),
        ({"type": "matrixdynamic"}, "surveyjs-type-unknown"),
        ({"type": ""}, "surveyjs-type-unknown"),
        ({"title": " "}, "surveyjs-no-title"),
    ],
)  # fmt: skip
def test_no_key_is_guessed(changes: dict[str, Any], wanted: str, tmp_path: Path) -> None:
    """What leaves room for doubt is a problem that names the question, and no item."""
    element = {"type": "radiogroup", "name": "甲", "title": "题", "choices": ["A", "B"], "correctAnswer": "A"}
    assert code({**element, **changes}, tmp_path) == wanted


def test_panels_and_pages_are_gone_through(tmp_path: Path) -> None:
    """Questions are found however deep; a panel's description stands over them, a mere heading does not."""
    question = {"type": "text", "name": "a", "title": "甲____", "correctAnswer": "乙"}
    inner = {"type": "panel", "title": "小标题", "elements": [question]}
    outer = {"type": "panel", "title": "材料", "description": "某站报告险情。", "elements": [inner]}
    page = {"name": "p", "title": "第一部分", "questions": [outer, {"type": "html", "html": "<b>说明</b>"}]}
    found, told = entries({"pages": [page]}, tmp_path)
    assert isinstance(found, Portable)
    assert found.stimulus == "材料\n某站报告险情。"
    assert found.place == "pages[0].questions[0].elements[0].elements[0]"
    assert isinstance(told, Problem)
    assert (told.code, told.severity) == ("surveyjs-not-a-question", "warning")


def test_a_description_that_is_shown_belongs_to_the_stem(tmp_path: Path) -> None:
    """Hints under a title are read with it, hidden ones of others are not."""
    element = {"type": "text", "name": "a", "title": "甲____", "description": "填两个字。", "correctAnswer": "乙"}
    assert only(element, tmp_path).item.stem == f"甲{BLANK}\n填两个字。"
    assert only({**element, "descriptionLocation": "hidden"}, tmp_path).item.stem == f"甲{BLANK}"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "file-empty"),
        ("[]", "surveyjs-no-survey"),
        ("{}", "surveyjs-no-survey"),
        ('{"format": "qbank-bank"}', "surveyjs-no-survey"),
        ('{"elements": [', "json-cut-off"),
        ('{"elements": [{"type": "text", "type": "comment"}]}', "json-duplicate-key"),
        ('{"elements": [' + "[" * 100_000, "json-too-deep"),
        ('{"elements": [{"a": NaN}]}', "json-bad-number"),
        ('{"elements": ["甲"]}', "surveyjs-not-an-element"),
        ('{"elements": [{"type": "text", "title": "\\ud800"}]}', "bad-unicode"),
    ],
)
def test_a_bad_file_is_a_problem(text: str, wanted: str, tmp_path: Path) -> None:
    """Nothing in a file makes reading fail; what is wrong is told once."""
    (found,) = entries(text, tmp_path)
    assert isinstance(found, Problem)
    assert (found.code, bool(found.message("zh"))) == (wanted, True)


def test_a_fault_in_one_element_spares_the_others(tmp_path: Path) -> None:
    """A field given twice costs its own element only."""
    good = '{"type": "text", "name": "a", "title": "甲____", "correctAnswer": "乙"}'
    found = entries(f'{{"elements": [{{"a": 1, "a": 2}}, {good}]}}', tmp_path)
    assert [isinstance(each, Portable) for each in found] == [False, True]


@given(data=st.recursive(
    st.none() | st.booleans() | st.floats() | st.sampled_from(["", "A", "text", "radiogroup", "matrix", "panel"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["type", "name", "title", "choices", "rows", "columns", "items", "correctAnswer", "elements",
                         "description", "value", "text", "labelTrue"]), inner, max_size=6),
    max_leaves=25,
))  # fmt: skip
def test_no_shape_of_json_makes_reading_fail(data: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever stands where, items or problems come out of it."""
    found = entries(json.dumps({"elements": [data]}), tmp_path_factory.mktemp("survey"))
    assert all(each.message("en") for each in found if isinstance(each, Problem))


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """A name that leads nowhere is told, under the name the user gave."""
    (found,) = read(tmp_path / "none.json", Settings(file="我的问卷.json"))
    assert isinstance(found, Problem)
    assert (found.code, found.file) == ("not-found", "我的问卷.json")
