"""Questions and answers as texts print them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qbank.model.document import Document
from qbank.text.segment import outline
from qbank.text.turns import turn_of

TEXT = "献血知识问答\n问：什么样的人可以献血？\n答：18至55周岁。身体健康。\n问2:隔多久才能再献？\n答2:六个月。\n"


def test_the_label_is_no_part_of_what_is_said() -> None:
    """问： and 答： stand in the label of their sentence, and the view begins behind them."""
    said = [(sent.label, sent.view) for sent in outline(Document("a.txt", "0", TEXT)).body()]
    assert said == [
        ("问：", "什么样的人可以献血？"),
        ("答：", "18至55周岁。"),
        ("", "身体健康。"),
        ("问2：", "隔多久才能再献？"),
        ("答2：", "六个月。"),
    ]


def test_a_question_of_the_sentence_is_no_label() -> None:
    """Words that only begin alike keep their place, and so does a label with nothing behind it."""
    assert [turn_of(line) for line in ("问题：三个", "答案在后。", "问：", "A类：甲")] == [(0, "")] * 4


@given(st.text(alphabet="问答QA：: 甲乙1二\n", max_size=12))
def test_a_label_is_what_its_line_begins_with(line: str) -> None:
    """What is cut off is printed there, and something stays behind it."""
    end, label = turn_of(line)
    assert line.startswith(label) and bool(label) == bool(end)
    assert not label or line[end:].strip()
