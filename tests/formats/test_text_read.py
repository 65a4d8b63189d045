"""Question banks as editors have them: every item is read right or named with its place, and no key is wrong."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from text_typist import STYLES, Spec, Typist, another, bank, damaged, docx, errors_of, items_of, key_of, read, told

from qbank.errors import Problem
from qbank.model.item import BLANK
from qbank.model.portable import Portable

_TIMES_AS_MANY = 8


def _check(specs: Sequence[Spec], found: Sequence[Portable | Problem], text: str) -> None:
    items = items_of(found)
    problems = [f"{each.place} {each.message('zh')}" for each in errors_of(found)]
    assert not problems, (problems, text)
    assert [told(each) for each in items] == [spec.expected() for spec in specs], text


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("seed", range(8))
def test_a_bank_in_a_usual_style_is_read_whole(name: str, seed: int, tmp_path: Path) -> None:
    """Type, stem, options and key of each item are what was typed, in every style."""
    specs = bank(seed)
    text = Typist(STYLES[name], seed).type(specs)
    _check(specs, read(text, tmp_path), text)


@pytest.mark.parametrize("name", ["顿号", "点号括号", "两个一行", "汉字题号", "文末表格", "全角凌乱"])
def test_a_word_file_is_read_as_its_text_is(name: str, tmp_path: Path) -> None:
    """The same lines as paragraphs of Word give the same items; the place is the paragraph's number."""
    specs = bank(3)
    text = Typist(STYLES[name], 3).type(specs)
    from_text, from_word = read(text, tmp_path), read(docx(*text.split("\n")), tmp_path, "题库.docx")
    _check(specs, from_word, text)
    assert [each.place for each in items_of(from_word)] == [each.place for each in items_of(from_text)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_usual_encoding_and_line_end_will_do(encoding: str, end: str, tmp_path: Path) -> None:
    """Notepad's encodings and line ends make no difference."""
    specs = bank(5)
    text = Typist(STYLES["顿号"], 5).type(specs)
    _check(specs, read(text.replace("\n", end).encode(encoding), tmp_path), text)


def test_styles_are_mixed_in_one_file(tmp_path: Path) -> None:
    """Every section may be typed by somebody else: numbers begin again, marks differ."""
    specs, parts = [], []
    for seed, name in enumerate(("顿号", "点号括号", "一行选项", "空格选项", "答案在题干", "全角凌乱", "题型标签")):
        part = bank(seed, each=2)
        specs += part
        parts.append(Typist(STYLES[name], seed).type(part))
    text = "\n\n".join(parts)
    _check(specs, read(text, tmp_path), text)


# --- what is damaged is named, and no key is wrong ------------------------------------------------------


@pytest.mark.parametrize("name", STYLES)
def test_no_fault_of_a_typist_makes_a_wrong_key(name: str, tmp_path: Path) -> None:
    """With one line damaged, an item that is read has the options and the key it was typed with, or is named."""
    for seed in range(12):
        specs = bank(seed, each=4)
        lines = damaged(Typist(STYLES[name], seed).type(specs).split("\n"), Random(seed))
        found = read("\n".join(lines), tmp_path)
        keys = {spec.expected()[1]: [each.expected()[3] for each in specs if each.stem == spec.stem] for spec in specs}
        for each in items_of(found):
            # What of a short answer is a point and what not, no number tells when one is lost.
            if each.item.stem in keys and each.item.type != "short_answer":
                typed = [[re.sub(r"\s.*", "", text, flags=re.S) for text in key] for key in keys[each.item.stem]]
                assert [re.sub(r"\s.*", "", text, flags=re.S) for text in key_of(each)] in typed, "\n".join(lines)
        if len(items_of(found)) < len(specs):
            assert [each for each in found if isinstance(each, Problem)], "\n".join(lines)


@pytest.mark.parametrize("name", ["文末答案", "文末分段", "各大题后", "文末表格"])
@pytest.mark.parametrize("seed", range(6))
def test_an_item_put_in_without_its_answer_shifts_nothing(name: str, seed: int, tmp_path: Path) -> None:
    """Where items are numbered anew after an insertion and the list is not, no answer of that part counts."""
    rng = Random(seed)
    specs = bank(seed, ("one", "verdict"), each=5)
    text = Typist(STYLES[name], seed).type(specs)
    more = Typist(STYLES[name], seed).type([*specs[:2], another(rng), *specs[2:]])
    questions = more.split("参考答案")[0] if name != "各大题后" else more.split("参考答案：")[0]
    mixed = questions + "参考答案" + text.split("参考答案", 1)[1]
    for each in items_of(read(mixed, tmp_path)):
        assert told(each) in [spec.expected() for spec in specs], mixed
    assert errors_of(read(mixed, tmp_path))


# --- labels and other particulars -------------------------------------------------------------------------


def test_labels_beside_the_key_are_kept(tmp_path: Path) -> None:
    """Explanation, difficulty, chapter, knowledge points, source, audience and id have their fields."""
    text = """1、【单选题】【材料】4月2日8时，柳湾泵站报告险情。
险情于11时排除。
【题干】排除险情用了多长时间？
A、2小时
B、3小时
C、4小时
答案：B
解析：第一行。
第二行。
难度：难
章节：第一章 总则
知识点：安全、值班
适用对象：值班员
出处：《值班办法》第五条
来源：《运行日志》
编号：q-1a2b
"""
    (found,) = read(text, tmp_path)
    assert isinstance(found, Portable)
    item = found.item
    assert (found.stimulus, item.stem) == ("4月2日8时，柳湾泵站报告险情。\n险情于11时排除。", "排除险情用了多长时间？")
    assert (item.rationale, item.difficulty, item.chapter) == ("第一行。\n第二行。", "hard", "第一章 总则")
    assert (item.tags, item.audience, item.id) == (("安全", "值班"), ("值班员",), "q-1a2b")
    assert found.proof == ("《值班办法》第五条", "《运行日志》")


@pytest.mark.parametrize(
    ("difficulty", "expected"),
    [
        ("[难度:0.9]", "easy"),
        ("[难度:0.5]", "medium"),
        ("[难度:0.2]", "hard"),
        ("难度：较易", "easy"),
        ("难度：难", "hard"),
    ],
)
def test_difficulty_in_brackets_is_the_larger_the_easier(difficulty: str, expected: str, tmp_path: Path) -> None:
    """A share in square brackets is 易考's; words say themselves."""
    (found,) = read(f"1、可以饮酒。\n答案：错误\n{difficulty}\n", tmp_path)
    assert isinstance(found, Portable)
    assert found.item.difficulty == expected


def test_a_bare_number_for_difficulty_is_not_guessed(tmp_path: Path) -> None:
    """Nobody knows whether 难度：0.7 is easy; it is told and left out."""
    item, problem = read("1、可以饮酒。\n答案：错误\n难度：0.7\n", tmp_path)
    assert isinstance(item, Portable) and isinstance(problem, Problem)
    assert (item.item.difficulty, problem.code, problem.severity) == ("medium", "text-difficulty-unclear", "warning")


def test_letters_of_a_judgement_are_read_where_the_heading_explains_them(tmp_path: Path) -> None:
    """“正确的选A，错误的选B” makes letters verdicts; without it a letter is no verdict."""
    explained = read("三、判断题（正确的选A，错误的选B）\n1、可以饮酒。\n答案：B\n2、应当登记。\n答案：A\n", tmp_path)
    assert [key_of(each) for each in items_of(explained)] == [["错误"], ["正确"]]
    (problem,) = read("三、判断题\n1、可以饮酒。\n答案：B\n", tmp_path)
    assert isinstance(problem, Problem) and problem.code == "text-answer-unclear"
    (options,) = read("三、判断题\n1、可以饮酒。\nA.对\nB.错\n答案：B\n", tmp_path)
    assert isinstance(options, Portable) and key_of(options) == ["错误"]


def test_points_of_an_answer_are_not_items(tmp_path: Path) -> None:
    """Points numbered like items, and as many as the next item's number, stay with their answer."""
    text = """一、简答题
1、有哪些措施？
答：1、加强领导；
2、落实经费；
3、严格考核。
2、由谁负责？
答：1、政工室；
2、督查队。
3、何时完成？
答：年底前。
"""
    found = read(text, tmp_path)
    assert [each for each in found if isinstance(each, Problem)] == []
    assert [key_of(each) for each in items_of(found)] == [
        ["加强领导", "落实经费", "严格考核。"],
        ["政工室", "督查队。"],
        ["年底前。"],
    ]


def test_a_bracket_within_a_stem_is_a_blank_and_one_at_its_end_is_nothing(tmp_path: Path) -> None:
    """How a bracket for the answer is shown is ours to decide; letters beside an empty one are words."""
    stems = {
        "自（ ）起施行": f"自{BLANK}起施行",
        "自（B）起施行": f"自{BLANK}起施行",
        "属于险情的是（  ）": "属于险情的是",
        "属于险情的是（B）": "属于险情的是",
        "（B）属于险情": f"{BLANK}属于险情",
        "（A）类火灾是指（ ）": f"（A）类火灾是指{BLANK}".removesuffix(BLANK),
        "“三会（含支委会）”是指____": "“三会（含支委会）”是指",
    }
    for typed, expected in stems.items():
        (found,) = read(f"1、{typed}\nA、甲\nB、乙\n答案：B\n", tmp_path)
        assert isinstance(found, Portable), typed
        assert found.item.stem == expected


def test_letters_that_are_words(tmp_path: Path) -> None:
    """A class of things, options named in an option, letters in a bracket: none of them begins an option."""
    text = """1、（B）类火灾是指
A、甲 B、乙 C、丙 D、A、B都对
答案：C
2、下列正确的是（ A、B ）。
A. 甲
B. 乙
C. A、B都对
3、（A、B、D）属于险情。
A. 甲  B. 乙
C. 丙  D. 丁
"""
    found = read(text, tmp_path)
    assert [each for each in found if isinstance(each, Problem)] == []
    assert [told(each)[1:] for each in items_of(found)] == [
        ("（B）类火灾是指", ["甲", "乙", "丙", "A、B都对"], ["丙"]),
        (f"下列正确的是{BLANK}。", ["甲", "乙", "A、B都对"], ["甲", "乙"]),
        (f"{BLANK}属于险情。", ["甲", "乙", "丙", "丁"], ["甲", "乙", "丁"]),
    ]


def test_titles_and_numbers_of_pages_between_items_go(tmp_path: Path) -> None:
    """A title that stands on every page, and numbers alone that count the pages, are no text of an item."""
    page = "{n}、题干{n}（ ）\nA、甲\nB、乙\n"
    text = "".join(f"泵站题库\n{page.format(n=n)}\n{n + 4}\n" for n in range(1, 4))
    found = read(f"{text}一、单选题答案\n1-3 ABA\n", tmp_path)
    assert [told(each)[2:] for each in items_of(found)] == [
        (["甲", "乙"], ["甲"]),
        (["甲", "乙"], ["乙"]),
        (["甲", "乙"], ["甲"]),
    ]
    assert [each.code for each in found if isinstance(each, Problem)] == ["text-furniture"]


def test_a_remark_behind_a_key_is_kept(tmp_path: Path) -> None:
    """What an answer says besides its key is taken for the rationale, and that is told."""
    for typed, rationale in (("B（见第12条）", "见第12条"), ("B\n因为规定如此。", "因为规定如此。")):
        item, warning = read(f"1、题干（ ）\nA、甲\nB、乙\n答案：{typed}\n", tmp_path)
        assert isinstance(item, Portable) and isinstance(warning, Problem)
        assert (key_of(item), item.item.rationale, warning.code) == (["乙"], rationale, "text-also")


def test_a_large_bank_takes_time_in_proportion(tmp_path: Path) -> None:
    """Eight times the items take nowhere near 64 times as long, whether keys stand below or at the end."""
    specs = [
        spec for kind in ("one", "verdict", "blanks") for seed in range(20) for spec in bank(seed, (kind,), each=20)
    ]
    few = specs[::_TIMES_AS_MANY]
    for name in ("顿号", "文末答案"):
        seconds = []
        for of in (few, specs):
            text = Typist(STYLES[name], 1).type(of)
            begin = time.process_time()
            found = read(text, tmp_path)
            seconds.append(time.process_time() - begin)
            assert len(items_of(found)) == len(of)
        assert seconds[1] < seconds[0] * _TIMES_AS_MANY * _TIMES_AS_MANY / 2
