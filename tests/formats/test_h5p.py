"""H5P packages: their structure by the published semantics of the libraries, what is lost, and others' packages.

No library of H5P is installed here: that a package plays is not tried, only what its libraries say they take.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from h5p_rules import cloze_by_h5p, drag_by_h5p, opened, structure_faults
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from portable_strategies import several

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Settings
from qbank.formats._incoming import blanks, choice, options_of, portable_of, verdict
from qbank.formats.losses import held
from qbank.model.item import Choice, ExtendedText, MarkingPoint, Match, Option, Order
from qbank.model.portable import Portable, differences
from qbank.types._contract import TYPES
from qbank.types._marking import Marking
from qbank.types.multiple_choice import MultipleChoice

H5P = FORMATS.get("h5p")
SETTINGS = Settings(title="值班题集")


def held_of(*portables: Portable) -> list[Portable]:
    """Return what H5P keeps of portables; each of them must be kept."""
    found = [held(H5P, each, SETTINGS) for each in portables]
    assert all(isinstance(each, Portable) for each in found), found
    return [each for each in found if isinstance(each, Portable)]


def packed(portables: list[Portable], settings: Settings = SETTINGS) -> bytes:
    """Return the package of held portables."""
    stream = io.BytesIO()
    H5P.write(iter(portables), stream, settings)
    return stream.getvalue()


def questions(*portables: Portable) -> list[dict[str, Any]]:
    """Return the questions of the package of some portables."""
    return opened(packed(held_of(*portables)))[1]["questions"]


def foreign(content: object, tmp_path: Path, main: str = "H5P.QuestionSet") -> list[Portable | Problem]:
    """Return what is read of a package by another program."""
    path = tmp_path / "别处.h5p"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("h5p.json", json.dumps({"title": "x", "mainLibrary": main}))
        package.writestr("content/content.json", content if isinstance(content, str) else json.dumps(content))
    return list(H5P.read(path, Settings(file="别处.h5p")))


def example(item_type: Any) -> Portable:
    """Return a type's example with what an item has beside its question."""
    item = replace(
        item_type.example(), id=f"q-{item_type.type_name}", rationale="依据第五条。", chapter="第一章　总则",
        tags=("值班", "安全 生产"), audience=("值班员",), difficulty="hard",
    )  # fmt: skip
    return Portable(
        item=item,
        stimulus="4月2日8时，柳湾泵站报告险情。\n险情于11时排除。",
        proof=("《值班办法》第五条：“应当记录。”",),
    )


# --- the structure ----------------------------------------------------------------------------------


def test_every_type_is_a_sound_question() -> None:
    """Of every item type the question has the fields its library knows, no others, with the right kinds of values."""
    data = packed(held_of(*(example(each) for each in TYPES)))
    assert structure_faults(data) == []


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(portables=several())
def test_no_text_breaks_the_structure(portables: list[Portable]) -> None:
    """Whatever the texts hold, no markup comes of them and every field stays what it is."""
    kept = [each for portable in portables if isinstance(each := held(H5P, portable, SETTINGS), Portable)]
    assert structure_faults(packed(kept)) == []


# --- blanks and words to drag as the libraries find them --------------------------------------------


def test_marks_of_blanks_within_texts_and_answers_are_words() -> None:
    """Stars, slashes and colons of an item are neither blanks, nor further answers, nor tips."""
    accepted = [["3*5", "3 * 5"], ["入/出", "进:出"], ["a&b<c>"]]
    portable = portable_of("*注*：按____计算，____登记/核对：____。", blanks(accepted), place="", item_id="q")
    (question,) = questions(portable)
    assert cloze_by_h5p(question["params"]["questions"][0]) == accepted


def test_blanks_in_any_order_take_the_answers_of_all() -> None:
    """H5P knows no free order: no right answer is marked wrong there, and the loss is told."""
    portable = portable_of("做到____、____。", blanks([["不串岗"], ["不睡岗"]]), place="", rules={"any_order": True})
    (kept,) = held_of(portable)
    assert kept.item.body.to_dict() == {"key": [["不串岗", "不睡岗"], ["不睡岗", "不串岗"]], "any_order": False}
    assert sorted(differences(portable, kept)) == ["accepted", "rules"]


def test_a_match_is_gaps_behind_its_rows() -> None:
    """Every row of a match is followed by the gap of its right; rights of no row are spare words."""
    left, right = options_of(["财务科*", "督查科"], "l"), options_of(["经费：拨付", "明察/暗访", "系统\\+维护"], "r")
    match = Match((*left, Option("l3", "信息科")), right, (("l1", "r1"), ("l2", "r2"), ("l3", "r3")))
    (question,) = questions(portable_of("请匹配。", match, place="", item_id="q"))
    assert drag_by_h5p(question["params"]["textField"]) == ["经费：拨付", "明察/暗访", "系统\\+维护"]
    fewer = Match(left, right, (("l1", "r1"), ("l2", "r2")))
    params = opened(packed([portable_of("请匹配。", fewer, place="")]))[1]["questions"][0]["params"]
    assert drag_by_h5p(params["distractors"]) == ["系统\\+维护"]


def test_an_order_is_numbered_gaps() -> None:
    """The steps of an order stand in numbered gaps; read again they are shown in another order."""
    steps = options_of(["动员", "整治", "总结"])
    (question,) = questions(portable_of("请排序。", Order(steps, ("o1", "o2", "o3")), place="", item_id="q"))
    assert question["params"]["textField"] == "1. *动员*\n2. *整治*\n3. *总结*"


# --- what is kept and what is lost ---------------------------------------------------------------------


def read_back(portables: list[Portable], tmp_path: Path, settings: Settings = SETTINGS) -> list[Portable | Problem]:
    """Return what is read of the package of held portables."""
    path = tmp_path / "题集.h5p"
    path.write_bytes(packed(portables, settings))
    return list(H5P.read(path, settings))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_that_h5p_has_no_place_for_is_found_again(lang: str, tmp_path: Path) -> None:
    """Ids, chapters, tags, audience, difficulty, proof lines and passages come back, whatever the language."""
    settings = Settings(title="x", lang=lang)
    kept = held_of(*(example(each) for each in TYPES))
    for one, found in zip(kept, read_back(kept, tmp_path, settings), strict=True):
        assert isinstance(found, Portable)
        assert list(differences(one, found)) == []
        assert found.item.id and found.item.chapter and found.item.tags and found.stimulus and found.proof


def test_learners_see_reason_and_proof() -> None:
    """Rationale and proof lines stand where the library shows them after an answer, whatever the score."""
    for question in questions(*(example(each) for each in TYPES)):
        params = question["params"]
        shown = [
            *(each.get("feedback", "") for each in params.get("overallFeedback", [])),
            params["behaviour"].get("feedbackOnWrong", ""),
            params.get("solution", {}).get("introduction", ""),
        ]
        assert any("依据第五条。" in each and "《值班办法》第五条" in each for each in shown), question["library"]


def test_marks_for_a_part_of_the_keys_are_told_as_lost() -> None:
    """H5P's partial marking is another one, so that all or nothing is asked for and the loss told."""
    item = MultipleChoice.example()
    body = replace(item.body, marking=Marking((0.5,)))
    (kept,) = held_of(Portable(item=replace(item, body=body)))
    assert kept.item.body.to_dict()["marking"] == {"rule": "all_or_nothing"}
    (question,) = questions(Portable(item=replace(item, body=body)))
    assert question["params"]["behaviour"]["singlePoint"] is True


def test_marks_that_are_not_whole_are_told_as_lost() -> None:
    """Points of short answers have whole marks in H5P; halves go, and a person marks all the same."""
    points = ExtendedText((MarkingPoint("其一", 1.5), MarkingPoint("其二", 2.0)))
    (kept,) = held_of(portable_of("简述要求。", points, place=""))
    assert [point.marks for point in kept.item.body.interaction().points] == [1.0, 1.0]
    (question,) = questions(portable_of("简述要求。", points, place=""))
    assert question["params"]["behaviour"]["ignoreScoring"] is True


def test_a_rationale_too_long_for_true_and_false_is_cut(tmp_path: Path) -> None:
    """What H5P would cut off without a word is cut before, and told; the proof line gives way first."""
    long = "&" * 3000
    (kept,) = held_of(portable_of("应当记录。", verdict(True), place="", rationale=long, proof=("第五条",)))
    assert kept.item.rationale.endswith("…") and len(kept.item.rationale) < 500
    (found,) = read_back([kept], tmp_path)
    assert isinstance(found, Portable) and list(differences(kept, found)) == []
    (question,) = opened(packed([kept]))[1]["questions"]
    assert len(question["params"]["behaviour"]["feedbackOnWrong"]) <= 2048


def test_an_item_keeps_its_number_from_export_to_export() -> None:
    """A question's id is made of the item's: the same in every package, and another for another item."""
    one, other = (replace(example(TYPES.get("true_false"))) for _ in range(2))
    other = replace(other, item=replace(other.item, id="q-other"))
    first = [each["subContentId"] for each in questions(one, other)]
    assert [each["subContentId"] for each in questions(other, one)] == first[::-1]
    assert UUID(first[0]).version == 5


# --- packages by other programs ---------------------------------------------------------------------------

CHOICE = {
    "library": "H5P.MultiChoice 1.14",
    "params": {
        "question": "<p>下列属于&nbsp;<strong>值班要求</strong>的是（ &nbsp; ）</p>\n",
        "answers": [
            {
                "text": "<div>不脱岗</div>\n",
                "correct": True,
                "tipsAndFeedback": {"chosenFeedback": "<div>对，见第五条</div>"},
            },
            {"text": "<div>着正装 &lt;黑色&gt;</div>\n", "correct": False},
        ],
        "behaviour": {"type": "auto"},
    },
}


def with_params(whole: dict[str, Any], **params: Any) -> dict[str, Any]:
    """Return a question with other parameters."""
    return {**whole, "params": {**whole["params"], **params}}


def test_a_choice_of_another_program_is_read(tmp_path: Path) -> None:
    """One right option makes a single choice, several a multiple one; feedback of options becomes the rationale."""
    (one,) = foreign({"questions": [CHOICE]}, tmp_path)
    assert isinstance(one, Portable) and one.item.type == "single_choice"
    assert one.item.stem == "下列属于 值班要求的是____"
    interaction = one.item.body.interaction()
    assert isinstance(interaction, Choice)
    assert [option.text for option in interaction.options] == ["不脱岗", "着正装 <黑色>"]
    assert one.item.body.key_text() == "不脱岗"
    assert one.item.rationale == "“不脱岗”：对，见第五条"
    answers = [{**each, "correct": True} for each in CHOICE["params"]["answers"]]
    (several_right,) = foreign({"questions": [with_params(CHOICE, answers=answers)]}, tmp_path)
    assert isinstance(several_right, Portable) and several_right.item.type == "multiple_choice"


def test_a_statement_and_blanks_of_another_program_are_read(tmp_path: Path) -> None:
    """True/false has its key; blanks have all their answers, and a tip that is left is told."""
    stated = {"library": "H5P.TrueFalse 1.6", "params": {"question": "<p>值班可以离岗。</p>", "correct": "false"}}
    gaps = {
        "library": "H5P.Blanks 1.12",
        "params": {
            "text": "<p>请填空</p>",
            "questions": ["<p>值班*记录/登记:两个字*保存*三*年。</p>", "<p>5 ** 3</p>"],
        },
    }
    one, warning, other = foreign({"questions": [stated, gaps]}, tmp_path)
    assert isinstance(one, Portable) and one.item.body.to_dict() == {"key": False}
    assert isinstance(warning, Problem) and warning.code == "h5p-tip-dropped" and warning.severity == "warning"
    assert isinstance(other, Portable)
    assert other.item.stem == "请填空\n值班____保存____年。\n5 ** 3"
    assert other.item.body.to_dict()["key"] == [["记录", "登记"], ["三"]]


def test_a_package_of_one_question_is_read(tmp_path: Path) -> None:
    """A single content is read as a set of one."""
    (found,) = foreign(CHOICE["params"], tmp_path, main="H5P.MultiChoice")
    assert isinstance(found, Portable) and found.item.body.key_text() == "不脱岗"


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (with_params(CHOICE, answers=[{"text": "甲", "correct": False}, {"text": "乙"}]), "h5p-key"),
        (with_params(CHOICE, answers=[{"text": "甲", "correct": True}] * 2, behaviour={"type": "single"}), "h5p-key"),
        (with_params(CHOICE, answers=[{"text": "甲", "correct": "yes"}]), "h5p-question-unreadable"),
        (with_params(CHOICE, question=None), "h5p-question-unreadable"),
        ({"library": "H5P.TrueFalse 1.8", "params": {"question": "x", "correct": "maybe"}}, "h5p-key"),
        ({"library": "H5P.Blanks 1.14", "params": {"text": "x", "questions": ["没有空"]}}, "h5p-key"),
        ({"library": "H5P.Blanks 1.14", "params": {"questions": ["____和*甲*"]}}, "h5p-question-unreadable"),
        ({"library": "H5P.DragText 1.10", "params": {"textField": "1. *甲*"}}, "h5p-library"),
        ({"library": "H5P.InteractiveVideo 1.24", "params": {}}, "h5p-library"),
        ({"library": 5}, "h5p-question-unreadable"),
        ([], "h5p-question-unreadable"),
        ({"library": "H5P.TrueFalse 1.8", "params": []}, "h5p-question-unreadable"),
    ],
)
def test_what_cannot_be_taken_is_told_and_the_rest_read(question: Any, code: str, tmp_path: Path) -> None:
    """No key is guessed: the question is a problem with its number, and the next one is read."""
    problem, found = foreign({"questions": [question, CHOICE]}, tmp_path)
    assert isinstance(problem, Problem) and (problem.code, problem.place, problem.file) == (code, "1", "别处.h5p")
    assert problem.message("zh") and problem.message("en")
    assert isinstance(found, Portable)


def test_pictures_and_praise_are_told_as_left(tmp_path: Path) -> None:
    """An item that comes without its picture, or without feedback by score, says so."""
    feedback = [{"from": 0, "to": 50, "feedback": "再想想"}, {"from": 51, "to": 100, "feedback": "很好"}]
    picture = with_params(CHOICE, question="<p>图中是？<img src='a.png'></p>", overallFeedback=feedback)
    *warnings, found = foreign({"questions": [picture]}, tmp_path)
    assert {each.code for each in warnings if isinstance(each, Problem)} == {
        "h5p-picture-dropped",
        "h5p-feedback-dropped",
    }
    assert isinstance(found, Portable)


def test_what_is_no_question_set_is_told(tmp_path: Path) -> None:
    """Another kind of content, a zip without content and damaged JSON are one problem each."""
    (other,) = foreign({}, tmp_path, main="H5P.CoursePresentation")
    assert isinstance(other, Problem) and other.code == "h5p-library"
    (broken,) = foreign('{"questions": [', tmp_path)
    assert isinstance(broken, Problem) and broken.code.startswith("json-")
    (listed,) = foreign("[]", tmp_path)
    assert isinstance(listed, Problem)
    path = tmp_path / "leer.h5p"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("readme.txt", "x")
    (empty,) = H5P.read(path, Settings())
    assert isinstance(empty, Problem) and empty.code == "h5p-not-a-package"


def test_a_broken_question_does_not_hide_the_others(tmp_path: Path) -> None:
    """A name that stands twice in one question is that question's fault alone."""
    twice = '{"library":"H5P.TrueFalse 1.8","library":"H5P.TrueFalse 1.8","params":{}}'
    problem, found = foreign(f'{{"questions":[{twice},{json.dumps(CHOICE)}]}}', tmp_path)
    assert isinstance(problem, Problem) and problem.code == "json-duplicate-key"
    assert isinstance(found, Portable)


@pytest.mark.parametrize("kind", ["no zip", "missing", "climbing", "bomb"])
def test_hostile_containers_are_refused(kind: str, tmp_path: Path) -> None:
    """What is no zip, climbs out of its folder or inflates without end is a problem, and nothing is unpacked."""
    path = tmp_path / "x.h5p"
    if kind == "no zip":
        path.write_bytes(b"PK\x03\x04 no zip at all")
    elif kind != "missing":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr("../h5p.json" if kind == "climbing" else "content/content.json", b" " * 30_000_000)
    (problem,) = H5P.read(path, Settings())
    codes = {"no zip": "broken-zip", "missing": "not-found", "climbing": "unsafe-path", "bomb": "zip-too-large"}
    assert isinstance(problem, Problem) and problem.code == codes[kind]


def test_markup_in_an_item_is_shown_and_not_run() -> None:
    """Tags, references and scripts of an item are text in every field of a question."""
    nasty = "<script>alert(1)</script>&amp;<b onclick=x>"
    item = choice([nasty, "乙"], [0], multiple=False)
    (question,) = questions(
        portable_of(nasty, item, place="", item_id=nasty, rationale=nasty, chapter=nasty, proof=(nasty,))
    )
    assert "<script" not in json.dumps(question)
    assert unescape(re.sub(r"</?p>", "", question["params"]["question"])) == nasty
