"""Options and keys of somebody's JSON: whatever names an option in the file is what its answer refers to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from table_files import options

import qbank.types  # noqa: F401 - registers the types
from qbank.errors import Problem
from qbank.formats._contract import FORMATS, Settings
from qbank.model.portable import FIELDS, Portable

WORDS = ("值班长", "调度员", "船长", "轮机长", "水手长")
QUICK = hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
LETTERED = st.integers(2, 5).flatmap(
    lambda n: st.tuples(st.permutations("ABCDEFG").map(lambda signs: signs[:n]), st.integers(0, n - 1))
)
"""Letters of options in any order and with gaps, and which of them is the key."""


def read(folder: Path, *records: Any) -> list[Portable | Problem]:
    """Return what is read of a list of records."""
    path = folder / "t.json"
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1), encoding="utf-8")
    return list(FORMATS.get("json-plain").read(path, Settings(file=path.name)))


def one(folder: Path, **record: Any) -> Any:
    """Return the words of the key of one record, or the code of what is wrong."""
    found = read(folder, {"question": "由谁负责？", **record})[0]
    return found.code if isinstance(found, Problem) else list(FIELDS["key"](found))


SHAPES = {
    "a dict": lambda pairs: dict(pairs),
    "small letters": lambda pairs: {sign.lower(): text for sign, text in pairs},
    "names": lambda pairs: {f"选项{sign}": text for sign, text in pairs},
    "label and text": lambda pairs: [{"label": sign, "text": text} for sign, text in pairs],
    "value and label": lambda pairs: [{"value": sign, "label": text} for sign, text in pairs],
    "key and content": lambda pairs: [{"key": sign, "content": text, "sort": 0} for sign, text in pairs],
    "option and content": lambda pairs: [{"option": sign, "content": text} for sign, text in pairs],
    "序号 and 内容": lambda pairs: [{"序号": f"{sign}.", "内容": text} for sign, text in pairs],
    "a name of their own": lambda pairs: [{"optTag": sign, "name": text} for sign, text in pairs],
    "objects of one": lambda pairs: [{sign: text} for sign, text in pairs],
    "pairs": lambda pairs: [list(pair) for pair in pairs],
    "letters in the words, too": lambda pairs: [{"label": sign, "text": f"{sign}. {text}"} for sign, text in pairs],
    "as a database keeps it": lambda pairs: json.dumps(dict(pairs), ensure_ascii=False),
}


@pytest.mark.parametrize("shape", SHAPES)
@given(lettered=LETTERED)
@QUICK
def test_the_key_is_the_option_whose_letter_the_file_gives(
    tmp_path: Path, shape: str, lettered: tuple[list[str], int]
) -> None:
    """For letters in any order, with any gaps: never the place, always the letter; no words are lost."""
    signs, right = lettered
    pairs = list(zip(signs, WORDS, strict=False))
    for answer in (signs[right], signs[right].lower(), [signs[right]], f"{signs[right]}. {WORDS[right]}", WORDS[right]):
        (found,) = read(tmp_path, {"question": "由谁负责？", "options": SHAPES[shape](pairs), "answer": answer})
        assert isinstance(found, Portable), found
        assert list(FIELDS["key"](found)) == [WORDS[right]]
        assert options(found) == [text for _, text in sorted(pairs)]


@given(lettered=LETTERED)
@QUICK
def test_fields_of_the_record_are_options_by_their_letters(tmp_path: Path, lettered: tuple[list[str], int]) -> None:
    """OptionB before optionA, and no optionC."""
    signs, right = lettered
    for name in ("option{}", "option_{}", "选项{}", "{}"):
        fields = {name.format(sign): text for sign, text in zip(signs, WORDS, strict=False)}
        assert one(tmp_path, **fields, answer=signs[right]) == [WORDS[right]]


@given(st.permutations([101, 7, 33, 2]), st.integers(0, 3))
@QUICK
def test_an_id_that_an_option_bears_names_it(tmp_path: Path, ids: list[int], right: int) -> None:
    """A number is a key where an option has it as its id; it counts nothing then."""
    listed = [{"id": each, "content": text} for each, text in zip(ids, WORDS, strict=False)]
    for answer in (ids[right], str(ids[right]), [ids[right]]):
        assert one(tmp_path, choices=listed, answerId=answer) == [WORDS[right]]


@given(st.lists(st.booleans(), min_size=2, max_size=5), st.integers(0, 31), st.sampled_from(["isCorrect", "is_right"]))
@QUICK
def test_marks_at_options_are_the_key_and_contradict_none(
    tmp_path: Path, marks: list[bool], other: int, name: str
) -> None:
    """Alone they are read; beside an answer they say the same, or the record is refused."""
    listed = [{"text": text, name: mark} for text, mark in zip(WORDS, marks, strict=False)]
    marked = [text for text, mark in zip(WORDS, marks, strict=False) if mark]
    expected = marked or "json-row-no-answer"
    assert one(tmp_path, type="多选题", options=listed) == expected
    answer = [chr(ord("A") + at) for at in range(len(marks)) if other >> at & 1]
    if answer:
        said = [WORDS[ord(each) - ord("A")] for each in answer]
        assert one(tmp_path, type="多选题", options=listed, answer=answer) == (
            said if said == marked else "json-row-answers-differ"
        )


OPTIONS = ["甲方", "乙方", "丙方"]


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"options": {"A": "甲", "C": "丙"}, "answer": "B"}, "json-row-key-beyond"),
        ({"options": {"A": "甲", "C": "丙"}, "answer": "C", "analysis": "故选C。"}, "json-row-option-gap"),
        ({"question": "由谁（B）？", "options": {"A": "甲", "C": "丙"}, "answer": "C"}, "json-row-option-gap"),
        ({"options": {"A": "甲", "C": "丙", "D": "A和C"}, "answer": "C"}, "json-row-option-gap"),
        ({"options": [{"label": "B", "text": "A. 甲"}, {"label": "A", "text": "B. 乙"}], "answer": "B"},
         "json-row-option-letter"),
        ({"options": [{"sort": 2, "text": "甲"}, {"sort": 1, "text": "乙"}], "answer": "A"}, "json-row-option-order"),
        ({"optionA": "甲", "optionB": "", "optionC": "丙", "answer": "C"}, "json-row-option"),
        ({"option1": "2", "option2": "1", "answer": "1"}, "json-row-key-unclear"),
        ({"options": OPTIONS, "answer": {"label": "B", "text": "丙方"}}, "json-row-key-unclear"),
        ({"options": OPTIONS, "answer": "B.丙方"}, "json-row-key"),
        ({"options": OPTIONS, "answer": "B", "answerText": "丙方"}, "json-row-said-twice"),
        ({"options": OPTIONS, "answer": "B", "answerIndex": 3}, "json-row-said-twice"),
        ({"options": OPTIONS, "answer": "B", "answerIndex": 2}, "json-row-said-twice"),
        ({"options": OPTIONS, "answer": "乙方", "correct_index": "2"}, "json-row-said-twice"),
        ({"options": OPTIONS, "answer": "AC", "correctIndexes": [1, 3]}, "json-row-said-twice"),
        ({"options": OPTIONS, "answer": "A", "correctIndices": [0, 1]}, "json-row-said-twice"),
        ({"options": OPTIONS, "answer": "A", "正确答案序号": 2}, "json-row-said-twice"),
        ({"type": "判断题", "answer": True, "answerIndex": 1}, "json-row-said-twice"),
        ({"type": "判断题", "options": ["错误", "正确"], "answer": "对", "answerIndex": 0}, "json-row-said-twice"),
        ({"options": OPTIONS, "answerIndex": 1}, "json-row-key-number"),
        ({"options": [{"text": "甲", "isCorrect": 0}, {"text": "乙", "isCorrect": 0}], "answer": "A"},
         "json-row-answers-differ"),
        ({"type": "判断题", "options": [{"text": "对", "isCorrect": False}, {"text": "错", "isCorrect": True}],
          "answer": "对"}, "json-row-answers-differ"),
        ({"type": "判断题", "answer": "√", "答案": "错"}, "json-row-said-twice"),
        ({"question": "【多选题】谁？", "type": "单选题", "options": OPTIONS, "answer": "A"}, "json-row-types-differ"),
        ({"type": "单选题", "题型": "多选题", "options": OPTIONS, "answer": "A"}, "json-row-types-differ"),
        ({"type": "填空题", "options": OPTIONS, "answer": "A"}, "json-row-options-idle"),
        ({"options": OPTIONS, "A": "丙方", "B": "乙方", "C": "甲方", "answer": "A"}, "json-row-said-twice"),
        ({"question": "____和（ ）", "type": "填空题", "answer": ["甲"]}, "json-row-blanks"),
        ({"question": "由谁？", "opts": ["甲", "乙"], "answer": "甲"}, "json-row-no-type"),
    ],
)  # fmt: skip
def test_what_can_be_meant_in_two_ways_is_refused(tmp_path: Path, record: dict[str, Any], expected: str) -> None:
    """Each with a code of its own, and a cure in both languages."""
    assert one(tmp_path, **record) == expected
    values = dict.fromkeys(("stem", "text", "names", "found", "most", "known"), "")
    assert all(Problem(expected, values=values).message(lang) for lang in ("zh", "en"))


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        *(({"options": OPTIONS, "answer": answer}, ["乙方"]) for answer in (
            "b", "(B)", "B项", "选项B", "答案：B", "B. 乙方", ["B"], ["乙方"], {"label": "B", "text": "乙方"},
            [False, True, False], '["B"]',
        )),
        *(({"options": OPTIONS, "answer": answer}, ["甲方", "丙方"]) for answer in (
            "AC", "A|C", "A、C", "a,c", ["A", "C"], "甲方,丙方", ["甲方", "丙方"],
        )),
        ({"options": ["A. 甲方", "B. 乙方"], "answer": "B. 乙方"}, ["乙方"]),
        ({"options": {"A. 甲方": False, "B. 乙方": True}}, ["乙方"]),
        ({"options": {"A. 甲方": "", "B. 乙方": ""}, "answer": "B"}, ["乙方"]),
        ({"options": "A.甲方 B.乙方", "answer": "B"}, ["乙方"]),
        ({"options": ["A", "B"], "optionA": "甲方", "optionB": "乙方", "answer": "B"}, ["乙方"]),
        ({"options": {"A": "甲方", "B": "乙方", "C": ""}, "answer": "B"}, ["乙方"]),
        ({"options": [{"A": "甲方", "B": "乙方"}], "answer": "B"}, ["乙方"]),
        ({"options": {"A": "", "B": ""}, "answer": "对"}, ["正确"]),
        ({"options": ["甲方", "乙方", "", ""], "answer": "B"}, ["乙方"]),
        ({"options": [10, 20], "answer": 20}, ["20"]),
        ({"options": ["ATM", "POS"], "answer": "ATM"}, ["ATM"]),
        ({"options": OPTIONS, "answer": "B", "answerIndex": 1}, ["乙方"]),
        ({"options": OPTIONS, "answer": "B", "正确答案序号": 2}, ["乙方"]),
        ({"options": OPTIONS, "answer": "AC", "correctIndexes": [2, 0]}, ["甲方", "丙方"]),
        ({"type": "判断题", "options": ["错误", "正确"], "answer": "对", "answerIndex": 1}, ["正确"]),
        ({"options": [{"id": 2, "text": "甲方"}, {"id": 3, "text": "乙方"}], "answer": "B", "answerIndex": 3},
         ["乙方"]),
        ({"options": OPTIONS, "answer": "B", "answerText": "乙方"}, ["乙方"]),
        ({"options": OPTIONS, "answer": "B", "correct": True}, ["乙方"]),
        ({"answers": [{"text": "甲方", "correct": False}, {"text": "乙方", "correct": True}]}, ["乙方"]),
        ({"option1": "甲方", "option2": "乙方", "answer": "option2"}, ["乙方"]),
        ({"options": [{"value": "x1", "text": "甲方"}, {"value": "x2", "text": "乙方"}], "answer": "x2"}, ["乙方"]),
        ({"type": "判断题", "options": ["错误", "正确"], "answer": "A"}, ["错误"]),
        ({"type": "判断题", "answer": "√", "答案": "对"}, ["正确"]),
        ({"type": "排序题", "options": OPTIONS, "answer": "BAC"}, ["乙方", "甲方", "丙方"]),
        ({"question": "一是___，二是___。", "type": "填空", "answer": "甲；乙"}, ["甲", "乙"]),
        ({"question": "一是（ ）。", "type": "填空", "answer": [{"index": 1, "answer": "甲"}]}, ["甲"]),
        ({"question": "为何？", "answer": "因为。"}, ["因为。"]),
    ],
)  # fmt: skip
def test_what_has_one_meaning_is_read(tmp_path: Path, record: dict[str, Any], expected: list[str]) -> None:
    """Whatever systems, scripts and people call it."""
    assert one(tmp_path, **record) == expected


@pytest.mark.parametrize("name", ["修订答案", "修改后的答案", "新答案", "newAnswer", "revised_answer"])
@given(said=st.sampled_from("ABC"), later=st.sampled_from("ABC"))
@QUICK
def test_an_answer_that_came_later_says_the_same_or_nothing_is_believed(
    tmp_path: Path, name: str, said: str, later: str
) -> None:
    """Which of them is meant, nobody can know."""
    words = list(WORDS[:3])
    expected: Any = [words["ABC".index(said)]] if said == later else "json-row-said-twice"
    assert one(tmp_path, options=words, answer=said, **{name: later}) == expected
    assert one(tmp_path, options=words, **{name: later}) == "json-row-no-answer"


@pytest.mark.parametrize("name", ["key", "right"])
@given(said=st.sampled_from("ABC"), other=st.sampled_from("ABC"), by_words=st.booleans())
@QUICK
def test_a_name_that_may_be_the_answers_says_the_same_where_it_names_an_option(
    tmp_path: Path, name: str, said: str, other: str, by_words: bool
) -> None:
    """Beside an answer ``key`` may be anything: what names an option must name the right one, by letter or words."""
    words = list(WORDS[:3])
    expected: Any = [words["ABC".index(said)]] if said == other else "json-row-said-twice"
    beside = words["ABC".index(other)] if by_words else other
    assert one(tmp_path, options=words, answer=said, **{name: beside}) == expected
    assert one(tmp_path, options=words, answer=said, **{name: [beside]}) == expected


def test_a_name_that_names_no_option_is_told_as_not_read(tmp_path: Path) -> None:
    """The key of a record among records, a mark of how somebody did; a statement is held to the same."""
    item, told = read(tmp_path, {"question": "由谁负责？", "options": list(WORDS), "answer": "A", "key": "q17"})
    assert isinstance(item, Portable) and isinstance(told, Problem) and told.code == "json-names-not-read"
    assert one(tmp_path, answer="北京", key="上海") == ["北京"]
    assert one(tmp_path, options=list(WORDS), answer="A", right=True) == [WORDS[0]]
    assert one(tmp_path, answer="对", key="错") == "json-row-said-twice"


@pytest.mark.parametrize(
    ("several", "key", "kind"), [(False, "AB", ""), (False, "AB", "多选题"), (True, "B", "单选题")]
)
def test_whether_several_are_right_is_said_once(tmp_path: Path, several: bool, key: str, kind: str) -> None:
    """A field that says one is right, and a key or a type that says otherwise."""
    found = one(tmp_path, options=list(WORDS), answer=key, multiple=several, type=kind)
    assert found in {"json-row-two-keys", "json-row-types-differ"}


@given(digits=st.from_regex(r"[1-9][0-9]{0,3}\.[0-9]{1,4}", fullmatch=True))
@QUICK
def test_numbers_stay_as_they_are_written(tmp_path: Path, digits: str) -> None:
    """1.10 is a version or a sum of money, and no 1.1: as an option, and as an answer."""
    path = tmp_path / "t.json"
    path.write_text(f'[{{"question": "哪一版？", "options": [{digits}, "新版", "旧版"], "answer": "A"}}]', "utf-8")
    (found,) = FORMATS.get("json-plain").read(path, Settings(file=path.name))
    assert isinstance(found, Portable) and list(FIELDS["key"](found)) == [digits]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [('"甲", "乙", NaN', ["乙"]), ('"甲", NaN, "乙"', "json-row-option"), ("NaN, NaN", "json-row-no-type")],
)
def test_what_pandas_writes_for_nothing_is_nothing(tmp_path: Path, listed: str, expected: Any) -> None:
    """NaN is no JSON, and no option: at the end there is none, in between one is missing."""
    path = tmp_path / "t.json"
    path.write_text(f'[{{"question": "哪一个？", "options": [{listed}], "answer": "B"}}]', "utf-8")
    (found,) = FORMATS.get("json-plain").read(path, Settings(file=path.name))
    assert (list(FIELDS["key"](found)) if isinstance(found, Portable) else found.code) == expected


@pytest.mark.parametrize(
    ("texts", "is_refused"),
    [
        (["A.值班长", "A.船长", "C.调度员"], True),
        (["A.值班长", "B.船长", "B.调度员"], True),
        (["A.I.芯片", "A.I.算法", "A.I.模型"], False),
        (["A、B", "A、C", "B、C"], False),
    ],
)
def test_a_letter_that_two_options_bear(tmp_path: Path, texts: list[str], is_refused: bool) -> None:
    """It names neither; a name that begins so and a pair of letters are words."""
    assert one(tmp_path, options=texts, answer="A") == ("json-row-option-letter" if is_refused else [texts[0]])


def test_types_are_known_by_the_names_that_programs_have(tmp_path: Path) -> None:
    """In any case and with any sign between words; a tag in the stem is a type, too, and no part of the stem."""
    for word in ("SINGLE_CHOICE", "singleChoice", "single-choice", "选择题", {"id": 1, "name": "单选题"}, 1):
        assert one(tmp_path, type=word, options=OPTIONS, answer="A") == ["甲方"]
    (found,) = read(tmp_path, {"question": "[判断题] 应当试验。", "answer": "对"})
    assert isinstance(found, Portable) and (found.item.stem, found.item.type) == ("应当试验。", "true_false")


def test_what_is_in_no_item_is_told_once(tmp_path: Path) -> None:
    """Levels whose direction nobody knows, ids that are mere numbers, pictures of options."""
    rows = [
        {
            "id": n,
            "q": f"第{n}问？",
            "options": [{"text": "甲", "img": "x.png"}, {"text": "乙"}],
            "answer": "A",
            "难度": n,
        }
        for n in (1, 2)
    ]
    found = read(tmp_path, *rows)
    told = [(each.code, *each.values.values(), each.severity) for each in found if isinstance(each, Problem)]
    assert told == [
        ("json-names-not-read", "options.img", "warning"),
        ("json-levels-not-read", "1、2", "warning"),
        ("json-ids-not-read", "1、2", "warning"),
    ]
    items = [each.item for each in found if isinstance(each, Portable)]
    assert [(each.id, each.difficulty) for each in items] == [("", "medium")] * 2
    (kept,) = read(tmp_path, {"编号": "T001", "q": "问？", "options": ["甲", "乙"], "answer": "A", "难度": "较难"})
    assert isinstance(kept, Portable) and (kept.item.id, kept.item.difficulty) == ("T001", "hard")
