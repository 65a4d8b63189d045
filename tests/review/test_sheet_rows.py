"""Items as cells and back: what is not changed stays, what is changed is read."""

from __future__ import annotations

import json
from dataclasses import replace
from string import ascii_uppercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.errors import QbankError
from qbank.model.item import BLANK, Item, MarkingPoint, Option
from qbank.review.sheet_rows import ANSWER, LEFT, OPTION, RATIONALE, STEM, cells_of, changed_cells, fits, with_cells
from qbank.types import FillBlank, MultipleChoice, ShortAnswer, SingleChoice
from qbank.types._codec import item_from_dict, item_to_dict
from qbank.types._contract import TYPES
from qbank.types._marking import Marking
from qbank.types._options import numbered

EXAMPLES = [each.example() for each in TYPES]
RARE = st.sampled_from([
    "=1+1",
    "+86",
    "-3",
    "@x",
    "\t甲",
    "a\rb",
    "第一行\n第二行",
    "A|B；C",
    "1. 甲",
    "甲（2分）",
    "x_x0041_y",
    "\x0b",
    " ",
])
TEXTS = RARE | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
CLEAN = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=5)


def _reworded(data, draw):
    """JSON data with every wording replaced: what ids and flags there are stays."""
    if isinstance(data, dict):
        return {key: draw() if key == "text" else _reworded(value, draw) for key, value in data.items()}
    return [_reworded(each, draw) for each in data] if isinstance(data, list) else data


@st.composite
def items(draw, texts=TEXTS):
    """An example of any registered type in any words."""
    item = draw(st.sampled_from(EXAMPLES))
    data = _reworded(json.loads(json.dumps(item_to_dict(item))), lambda: draw(texts))
    if isinstance(item.body, FillBlank):
        data["key"] = draw(st.lists(st.lists(texts, min_size=1, max_size=3), min_size=2, max_size=2))
    rest = {"stem": draw(texts) + item.stem, "rationale": draw(texts)}
    return item_from_dict({**data, **rest, "extensions": {}})


@given(items())
def test_what_is_written_reads_back_as_no_change(item):
    """Whatever an item of any type holds, its own cells change nothing, also after what office programs do to them."""
    cells = cells_of(item)
    assert not changed_cells(item, cells)
    worn = {name: text.replace("\r", "\n") + " " for name, text in cells.items()}
    assert with_cells(item, worn) == item


@given(items(), CLEAN)
def test_a_new_stem_or_rationale_changes_nothing_else(item, text):
    """Stem and rationale are read as they stand, and the body stays as it is to the last character."""
    for name in (STEM, RATIONALE):
        new = with_cells(item, {**cells_of(item), name: f"新{text}"})
        assert new == replace(item, **{name: f"新{text}"})


@given(items(CLEAN), st.data())
def test_one_changed_option_keeps_every_id_and_the_key(item, data):
    """A reworded option keeps its id and loses its reason; the others and the answer stay."""
    names = [name for name in cells_of(item) if name.startswith(OPTION)]
    if not names or len(set(cells_of(item).values())) < len(cells_of(item)):
        return
    name = data.draw(st.sampled_from(names))
    new = with_cells(item, {**cells_of(item), name: "改过的字"})
    old, now = item.body.to_dict(), new.body.to_dict()
    column = "right" if "right" in old else "options"
    at = ascii_uppercase.index(name[-1])
    assert now.pop(column) == [
        *old[column][:at],
        {"id": old[column][at]["id"], "text": "改过的字"},
        *old.pop(column)[at + 1 :],
    ]
    assert now == old


def _dressed(text):
    """The same answer as another hand would write it."""
    if text in {"正确", "错误"}:
        return {"正确": "√", "错误": "×"}[text]
    if text.isascii() and text.isalpha():
        return f"{'、'.join(text)}。"
    return text.replace("；", ";").replace("—", "-").replace("\n", "\n\n")


@given(items(CLEAN))
def test_the_grammar_of_answers_gives_back_what_it_was_given(item):
    """A cell written by another hand says what it said: the whole body comes back."""
    for name in (ANSWER, LEFT):
        if name in cells_of(item):
            cells = {**cells_of(item), name: _dressed(cells_of(item)[name])}
            assert with_cells(item, cells) == item


def _single(*texts, key="o1"):
    return Item(id="i", stem="问？", body=SingleChoice(numbered([Option("", each) for each in texts]), (key,)))


@pytest.mark.parametrize("answer", ["B", "b", "Ｂ", " B. ", "B（15日）"])
def test_a_letter_in_any_dress(answer):
    """One letter, whatever its width and case and what stands behind it in brackets."""
    new = with_cells(_single("10日", "15日", "30日"), {ANSWER: answer})
    assert new.body.key == ("o2",)


@pytest.mark.parametrize("answer", ["A,C,D", "ACD", "A、C、D", "dca", "Ａ，Ｃ，Ｄ"])
def test_letters_in_any_order_and_with_any_marks(answer):
    """Several letters; the key is in the order of the options, the marking rule stays."""
    body = MultipleChoice(numbered([Option("", each) for each in "甲乙丙丁"]), ("o1", "o2"), Marking((0.5,)))
    new = with_cells(Item(id="i", stem="问？", body=body), {ANSWER: answer})
    assert new.body == replace(body, key=("o1", "o3", "o4"))


@pytest.mark.parametrize(
    ("answer", "code"),
    [("E", "sheet-letter"), ("AA", "sheet-letter-twice"), ("十五日", "sheet-answer"), ("", "sheet-answer")],
)
def test_letters_that_name_nothing_are_refused(answer, code):
    """What is no letter of an option is said, not guessed."""
    with pytest.raises(QbankError) as caught:
        with_cells(_single("10日", "15日", "30日"), {ANSWER: answer})
    assert caught.value.problem.code == code


def test_an_emptied_cell_takes_the_option_out():
    """The others keep their ids and the answer the words it pointed at."""
    item = _single("10日", "15日", "30日", "60日", key="o3")
    new = with_cells(item, {**cells_of(item), OPTION + "B": ""})
    assert [each.id for each in new.body.options] == ["o1", "o3", "o4"]
    assert new.body.key_text() == "30日"


def test_options_moved_up_keep_the_ids_of_their_words():
    """An option taken out and the rest moved up: ids go with the words, the answer with the letter on the sheet."""
    item = _single("10日", "15日", "30日", "60日", key="o3")
    cells = {OPTION + "A": "15日", OPTION + "B": "30日", OPTION + "C": "60日", OPTION + "D": "", ANSWER: "B"}
    new = with_cells(item, cells)
    assert [(each.id, each.text) for each in new.body.options] == [("o2", "15日"), ("o3", "30日"), ("o4", "60日")]
    assert new.body.key == ("o3",)


def test_a_further_cell_adds_an_option_with_a_fresh_id():
    """A new option never gets the id of another."""
    new = with_cells(_single("10日", "15日", "30日"), {OPTION + "D": "45日", ANSWER: "D"})
    assert [each.id for each in new.body.options] == ["o1", "o2", "o3", "o4"]
    assert new.body.key == ("o4",)


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        ("不串岗；不睡岗|不打盹", (("不串岗",), ("不睡岗", "不打盹"))),
        ("不串岗;不睡岗", (("不串岗",), ("不睡岗",))),
        ("不串岗\n不睡岗｜ 不打盹", (("不串岗",), ("不睡岗", "不打盹"))),
    ],
)
def test_blanks_and_their_variants(answer, key):
    """A blank after a semicolon or on a line of its own, variants behind an upright stroke."""
    new = with_cells(replace(FillBlank.example(), rationale="r"), {ANSWER: answer})
    assert new.body == FillBlank(key, any_order=True)


def test_a_line_to_write_on_is_a_blank_however_long():
    """An editor draws blanks by hand."""
    item = FillBlank.example()
    new = with_cells(item, {STEM: "值班人员做到＿＿＿＿＿＿＿、__。"})
    assert new.stem == f"值班人员做到{BLANK}、{BLANK}。"


def test_points_with_their_marks():
    """A point a line, marks at its end where they are not all 1."""
    item = replace(ShortAnswer.example(), body=ShortAnswer((MarkingPoint("甲", 2), MarkingPoint("乙", 1.5))))
    assert cells_of(item)[ANSWER] == "甲（2分）\n乙（1.5分）"
    new = with_cells(item, {ANSWER: "甲(3分)\n乙（1.5分）\n\n丙"})
    assert new.body.key == (MarkingPoint("甲", 3), MarkingPoint("乙", 1.5), MarkingPoint("丙"))


@pytest.mark.parametrize("answer", ["1—C\n2—A\n3—B", "1C 2A 3B", "3-B；2-A；1-c", "1→C，2→A，3→B"])
def test_pairs_in_any_dress(answer):
    """Numbers with letters, in any order and with any mark between them."""
    (item,) = [each for each in EXAMPLES if each.type == "matching"]
    other = with_cells(item, {ANSWER: "1—A\n2—B\n3—C"})
    assert other != item
    assert with_cells(other, {**cells_of(other), ANSWER: answer}).body == item.body


def test_a_cell_that_the_type_does_not_have_is_told():
    """Options written beside a true-or-false item have no place to go."""
    (item,) = [each for each in EXAMPLES if each.type == "true_false"]
    with pytest.raises(QbankError) as caught:
        with_cells(item, {OPTION + "A": "甲"})
    assert caught.value.problem.code == "sheet-no-such-cell"
    assert with_cells(item, {ANSWER: "√"}).body.key is True


def test_items_that_no_sheet_can_hold():
    """Endless texts and more options than letters stay off the sheet."""
    assert all(map(fits, EXAMPLES))
    assert not fits(_single(*(f"第{n}项" for n in range(27))))
    assert not fits(replace(_single("甲", "乙", "丙"), stem="长" * 40_000))
