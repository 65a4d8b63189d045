"""What learners are asked at the end of study material is nothing that the material says."""

from __future__ import annotations

import pytest

from qbank.drafting.draft import draft
from qbank.drafting.exercises import exercises_of
from qbank.drafting.study import Tools, study
from qbank.model.document import Document
from qbank.text.rank import NO_CORPUS, Idf
from qbank.text.segment import outline
from qbank.text.terms import content_words, open_segmenter, terms_of

SEGMENTER = open_segmenter()
TOOLS = Tools(content_words(SEGMENTER), terms_of(SEGMENTER), Idf(NO_CORPUS, {}))
LESSON = (
    "一、锅炉的水质\n给水硬度不得超过0.03毫摩尔每升，每班化验2次。\n"
    "二、锅炉的排污\n每班排污不少于1次，每次不超过30秒。\n"
)
TASKS = "1.某锅炉给水硬度为0.08毫摩尔每升，应当停炉3天。\n2.某班排污4次，每次40秒。\n"


def _document(text: str) -> Document:
    return Document("讲义.txt", "d" * 64, text, title="锅炉水处理讲义", kind="study")


@pytest.mark.parametrize(
    "heading", ["思考题", "思考题：", "思考与练习：", "三、自测题及答案", "附：练习题", "三、复习题（学完后做）"]
)
def test_no_draft_asks_about_an_exercise(heading: str) -> None:
    """Neither below a heading nor below a line that is none."""
    stems = [item.stem for item in draft(study(_document(f"{LESSON}{heading}\n{TASKS}"), TOOLS)).items]
    assert any("化验" in stem or "硬度不得" in stem for stem in stems)
    assert not any("某" in stem for stem in stems)


def test_exercises_that_open_their_own_line_are_found() -> None:
    """思考题：1.…？ announces them and begins them at once."""
    text = f"{LESSON}思考题：1.为什么每班都要化验？2.某班排污4次，说明什么？\n"
    found = list(exercises_of(outline(_document(text))))
    assert found[0].view.startswith("思考题")
    assert found[-1].end == len(text.rstrip())


@pytest.mark.parametrize("line", ["请大家做完自测题再离场。", "练习时必须有人监护。", "复习三天，考试一天。"])
def test_talk_of_exercises_is_none(line: str) -> None:
    """A sentence with the word in it announces nothing."""
    assert list(exercises_of(outline(_document(f"{LESSON}{line}\n")))) == []


def test_the_next_part_is_no_exercise() -> None:
    """A heading that is no number of theirs ends them."""
    text = f"思考题\n{TASKS}{LESSON}"
    found = list(exercises_of(outline(_document(text))))
    assert found[-1].end <= text.index("一、锅炉")
