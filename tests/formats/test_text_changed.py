"""Texts and keys of items stay what they are: what may be another line's, or an older answer, is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from text_typist import docx, errors_of, items_of, key_of, options_in, read, told

from qbank.errors import Problem
from qbank.formats._counted import names_counted

OPTIONS = "A. 十\nB. 二十\nC. 三十\n"
NEXT = "2. 可以吸烟。（×）\n"


def codes(found: list[object], severity: str = "error") -> list[str]:
    """Return the codes of problems of a severity."""
    return [each.code for each in found if isinstance(each, Problem) and each.severity == severity]


# --- what stands below the options ---------------------------------------------------------------------


@pytest.mark.parametrize("line", ["以下各题每题两分", "柳湾泵站安全科编", "下列说法正确的是"])
@pytest.mark.parametrize("stem", ["应为（B）。", "应为（ ）。"])
def test_a_line_below_the_last_option_is_not_the_options(tmp_path: Path, line: str, stem: str) -> None:
    """Where no answer follows, nobody can tell whose it is; the next item is read."""
    end = "" if "B" in stem else "参考答案\n1.B 2.错\n"
    found = read(f"1. {stem}\n{OPTIONS}{line}\n2. 可以吸烟。（×）\n{end}", tmp_path)
    assert "text-option-runs-on" in codes(found)
    assert all("应为" not in each.item.stem for each in items_of(found))


def test_a_line_apart_from_the_options_is_told(tmp_path: Path) -> None:
    """A blank line parts it from an item that has its answer."""
    found = read(f"1. 应为（B）。\n{OPTIONS}\n柳湾泵站安全科编\n{NEXT}", tmp_path)
    assert [options_in(each) for each in items_of(found)] == [["十", "二十", "三十"], []]
    assert (codes(found), codes(found, "warning")) == ([], ["text-stray"])


@pytest.mark.parametrize("end", ["，\n并应当报告带班领导", "，直到带班领导到场并且办完\n全部手续"])
def test_an_option_that_the_page_broke_is_whole(tmp_path: Path, end: str) -> None:
    """A line that ends within its sentence goes on below."""
    found = read(f"1. 应为（B）。\nA. 提前离岗\nB. 交班人员在接班人员到来之前都不得离岗{end}\n{NEXT}", tmp_path)
    assert codes(found) == []
    assert key_of(items_of(found)[0]) == [f"交班人员在接班人员到来之前都不得离岗{end}".replace("\n", "")]


# --- answers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ("答案（旧）：B\n答案：C", "text-answer-old"),
        ("答案：C\n原答案：B", "text-answer-old"),
        ("旧答案：B", "text-answer-old"),
        ("答案（2023版）：B\n答案（2024版）：C", "text-two-answers"),
        ("答案：B\n更正答案：C", "text-two-answers"),
    ],
)
def test_an_old_answer_is_none(tmp_path: Path, answers: str, code: str) -> None:
    """Two answers are two, whatever stands beside the word; an old one alone is none."""
    found = read(f"1. 应为？\n{OPTIONS}{answers}\n", tmp_path)
    assert (items_of(found), codes(found)) == ([], [code])


@pytest.mark.parametrize("answer", ["同上", "略", "（略）", "见上题", "同前题。"])
@pytest.mark.parametrize("stem", ["有哪些措施？", "应当____。", "下列正确的是（ ）\nA. 甲\nB. 乙"])
def test_an_answer_that_says_nothing_is_none(tmp_path: Path, answer: str, stem: str) -> None:
    """Items are used apart from those above them."""
    found = read(f"1. {stem}\n答案：{answer}\n", tmp_path)
    assert (items_of(found), codes(found)) == ([], ["text-answer-unclear"])


def test_what_an_editor_should_look_at_is_told(tmp_path: Path) -> None:
    """Explanations that lean on others, and examples, are read and named."""
    found = read(f"1. 例：应为？\n{OPTIONS}答案：B\n解析：同上\n", tmp_path)
    assert len(items_of(found)) == 1
    assert codes(found, "warning") == ["text-example", "text-same-above"]
    quiet = read(f"1. 例行检查应为？\n{OPTIONS}答案：B\n解析：同上游水位。\n", tmp_path)
    assert codes(quiet, "warning") == []


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("应为____日（答案：十）。", "应为____日。"),
        ("应为____日。（答案：十）", "应为____日。"),
        ("应为（答案：十）日。", "应为____日。"),
        ("应为（  ）日【答案：十】。", "应为____日。"),
    ],
)
def test_an_answer_within_the_stem_leaves_no_gap(tmp_path: Path, stem: str, expected: str) -> None:
    """It goes, or a blank stands where it stood."""
    found = read(f"1. {stem}\n", tmp_path)
    assert [told(each) for each in items_of(found)] == [("fill_blank", expected, [], ["十"])]


def test_a_type_in_brackets_is_no_key(tmp_path: Path) -> None:
    """血型（A） names a blood group."""
    found = read(f"1. 属于血型（A）的是\n{OPTIONS}答案：B\n2. 属于维生素（C）的是\n{OPTIONS}", tmp_path)
    assert [told(each)[1:] for each in items_of(found)] == [("属于血型（A）的是", ["十", "二十", "三十"], ["二十"])]
    assert codes(found) == ["text-no-answer"]


@pytest.mark.parametrize(
    ("lines", "answer"),
    [("一、十\n二、二十", "二"), ("（一）十\n（二）二十", "（一）"), ("（一）十\n（二）二十", "一")],
)
def test_options_that_count_in_words_are_no_short_answer(tmp_path: Path, lines: str, answer: str) -> None:
    """As with ①②: the answer is the number of one."""
    found = read(f"1. 应为？\n{lines}\n答案：{answer}\n", tmp_path)
    assert (items_of(found), codes(found)) == ([], ["text-options-counted"])


@pytest.mark.parametrize(("answer", "text"), [("三", "有几步？"), ("一", "一、十"), ("二十", "一、二、二十")])
def test_words_for_numbers_that_do_not_count(answer: str, text: str) -> None:
    """A figure is an answer where nothing is counted."""
    assert not names_counted(answer, text)


# --- signs around options ------------------------------------------------------------------------------


@pytest.mark.parametrize("between", [" / ", "/", " | ", "｜", "；", ", "])
def test_signs_between_options_of_a_line_are_none_of_them(tmp_path: Path, between: str) -> None:
    """Whatever parts them."""
    line = between.join(["A. 十", "B. 二十", "C. 三十"])
    items = items_of(read(f"1. 应为？\n{line}\n答案：B\n", tmp_path))
    assert [options_in(each) for each in items] == [["十", "二十", "三十"]]


@pytest.mark.parametrize("label", ["\n选项：\n", "\n选项：", "\n【备选选项】：\n", "（选项：）\n", "选项：\n"])
def test_the_word_above_options_is_none_of_the_stem(tmp_path: Path, label: str) -> None:
    """It says what follows; options of a stem's own stay."""
    items = items_of(read(f"1. 应为？{label}{OPTIONS}答案：B\n2. 有几个选项？\n{OPTIONS}答案：B\n", tmp_path))
    assert [each.item.stem for each in items] == ["应为？", "有几个选项？"]


@pytest.mark.parametrize("lines", ["对\n错", "错误\n正确", "○ 对\n○ 错", "□是\n□否"])
def test_verdicts_to_choose_from_are_none_of_the_statement(tmp_path: Path, lines: str) -> None:
    """As 问卷星 sets them, a line each."""
    items = items_of(read(f"1. 应为十日。[判断题]\n{lines}\n答案：错\n", tmp_path))
    assert [told(each) for each in items] == [("true_false", "应为十日。", [], ["错误"])]


def test_words_struck_out_in_word_are_told(tmp_path: Path) -> None:
    """As those of a sheet: read, for nobody can know what was meant, and named with their paragraphs."""
    struck = "<w:r><w:rPr><w:{}/></w:rPr><w:t>{}</w:t></w:r>"
    body = "".join(
        f"<w:p>{each}</w:p>"
        for each in (
            "<w:r><w:t>1. 应为</w:t></w:r>" + struck.format("strike", "二") + "<w:r><w:t>三十日。（√）</w:t></w:r>",
            "<w:r><w:t>2. 可以吸烟。（×）</w:t></w:r>",
            "<w:r><w:t>3. </w:t></w:r>" + struck.format("dstrike", "不") + "<w:r><w:t>可以饮酒。（×）</w:t></w:r>",
            struck.format('strike w:val="0"', "4. 可以离岗。（×）"),
        )
    )  # fmt: skip
    found = read(docx(body=body), tmp_path, "题库.docx")
    assert [each.item.stem for each in items_of(found)][:2] == ["应为二三十日。", "可以吸烟。"]
    problems = [(each.code, each.values) for each in found if isinstance(each, Problem)]
    assert ("text-words-struck", {"rows": "1、3", "count": 2}) in problems
    assert errors_of(found) == []


def test_items_above_the_first_number_are_told(tmp_path: Path) -> None:
    """A statement with its verdict is an item that was not read."""
    found = read(f"值班期间可以饮酒。（×）\n\n1. 可以离岗。（×）\n{NEXT}", tmp_path)
    assert codes(found, "warning") == ["text-stray"]


# --- what many items share -----------------------------------------------------------------------------


def test_a_passage_is_of_the_items_it_names(tmp_path: Path) -> None:
    """回答2～3题 says of which; it is no explanation of the item above."""
    text = (
        f"1. 零？\n{OPTIONS}答案：A\n解析：见书。\n（二）根据以下材料，回答2～3题。\n船在港内。\n由值班长负责。\n"
        f"2. 甲？\n{OPTIONS}答案：A\n3. 乙？\n{OPTIONS}答案：B\n4. 丙？\n{OPTIONS}答案：B\n"
    )
    found = read(text, tmp_path)
    passage = "船在港内。\n由值班长负责。"
    assert [each.stimulus for each in items_of(found)] == ["", passage, passage, ""]
    assert items_of(found)[0].item.rationale == "见书。"
    assert len(found) == 4


def test_a_passage_that_names_no_items_is_told(tmp_path: Path) -> None:
    """Whether all items below it are meant nobody can know."""
    text = f"1. 零？\n{OPTIONS}答案：A\n根据以下材料回答下列问题：\n船在港内。\n2. 甲？\n{OPTIONS}答案：A\n"
    found = read(text, tmp_path)
    assert {(each.stimulus, each.item.rationale) for each in items_of(found)} == {("", "")}
    assert codes(found, "warning") == ["text-stray", "text-stray"]


@pytest.mark.parametrize("answers", ["答案：BCA", "参考答案：\nBCA", "答案：\nB\nC\nA", "答案：B、C、A"])
def test_answers_of_several_items_are_not_the_last_ones(tmp_path: Path, answers: str) -> None:
    """As many letters as items without an answer: a list without numbers."""
    text = "".join(f"{n}. 第{n}项？\n{OPTIONS}" for n in (1, 2, 3))
    found = read(f"{text}{answers}\n", tmp_path)
    assert items_of(found) == []
    assert codes(found)[-1] == "text-list-unnumbered"
    alone = read(f"1. 零（B）？\n{OPTIONS}2. 甲？\n{OPTIONS}答案：ABC\n", tmp_path)
    assert codes(alone) == []


def test_a_list_that_no_item_wants_is_told(tmp_path: Path) -> None:
    """Numbered lines below a heading of answers may be items."""
    found = read(f"1. 甲（B）？\n{OPTIONS}试题答案\n5. 可以吸烟。\n6. 可以饮酒。\n", tmp_path)
    assert [key_of(each) for each in items_of(found)] == [["二十"]]
    assert "text-list-unused" in codes(found, "warning")


def test_the_word_above_an_explanation_heads_no_list(tmp_path: Path) -> None:
    """答案解析： with nothing behind it swallows none of the items below."""
    text = f"1. 甲？\n{OPTIONS}我的答案：A\n正确答案：B\n答案解析：\n2. 可以。\n我的答案：对\n正确答案：错\n"
    found = read(text, tmp_path)
    assert [told(each)[1:] for each in items_of(found)] == [
        ("甲？", ["十", "二十", "三十"], ["二十"]), ("可以。", [], ["错误"]),
    ]  # fmt: skip
    assert len(found) == 2


# --- marks of right options ----------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["√", " √", "（正确答案）", "（答案）", "（√）", "✔"])
def test_a_mark_of_the_right_option_is_none_of_its_words(tmp_path: Path, mark: str) -> None:
    """It is the key, which an answer below must agree with."""
    stem = f"1. 应为？\nA. 十\nB. 二十{mark}\nC. 三十\n"
    for answer in ("", "答案：B\n"):
        items = items_of(read(stem + answer, tmp_path))
        assert [told(each)[2:] for each in items] == [(["十", "二十", "三十"], ["二十"])]
    assert codes(read(f"{stem}答案：C\n", tmp_path)) == ["text-two-answers"]


def test_ticks_and_crosses_of_options(tmp_path: Path) -> None:
    """Crosses go with the ticks; verdicts to choose from have none."""
    text = "1. 甲？\nA. 十 ×\nB. 二十 √\n2. 乙。\nA. √\nB. ×\n答案：B\n3. 丙？\nA. 十 ×\nB. 二十\n答案：A\n"
    assert [told(each)[2:] for each in items_of(read(text, tmp_path))] == [
        (["十", "二十"], ["二十"]), ([], ["错误"]), (["十 ×", "二十"], ["十 ×"]),
    ]  # fmt: skip


# --- blanks --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("blank", ["＿＿＿", "□□", "（……）", " _ "])
def test_a_blank_that_is_drawn_otherwise_is_asked_about(tmp_path: Path, blank: str) -> None:
    """No short answer whose stem has a hole; where the type is named it is that."""
    found = read(f"1. 应为{blank}日。\n答案：十\n", tmp_path)
    assert (items_of(found), codes(found)) == ([], ["text-blank-mark"])
    assert [each.item.type for each in items_of(read(f"1. 【简答题】应为{blank}日。\n答案：十\n", tmp_path))] == [
        "short_answer"
    ]


@pytest.mark.parametrize(
    ("stem", "answer", "key"),
    [
        ("应为（ ）日。", "十", ["十"]),
        ("应为（  ）日，不超过（   ）日。", "十；二十", ["十", "二十"]),
    ],
)
def test_a_bracket_that_words_fill_is_a_blank(tmp_path: Path, stem: str, answer: str, key: list[str]) -> None:
    """Unless the stem speaks of options, which were lost."""
    assert [key_of(each) for each in items_of(read(f"1. {stem}\n答案：{answer}\n", tmp_path))] == [key]
    assert items_of(read("1. 下列正确的是（ ）。\n答案：十\n", tmp_path)) == []


# --- judgements ----------------------------------------------------------------------------------------


def test_words_behind_a_verdict_are_asked_about(tmp_path: Path) -> None:
    """A reason, or more of the statement; within a sentence the bracket stands where it likes."""
    found = read("1. 可以吸烟。（×）应为不可以。\n2. 可以（×）吸烟。\n", tmp_path)
    assert codes(found) == ["text-after-verdict"]
    assert [told(each)[1:] for each in items_of(found)] == [("可以吸烟。", [], ["错误"])]


@pytest.mark.parametrize("answer", ["×（应为不可以）", "错，应为不可以", "错误（应为不可以）"])
def test_a_reason_in_brackets_is_without_them(tmp_path: Path, answer: str) -> None:
    """Both brackets go, not just the first."""
    assert [each.item.rationale for each in items_of(read(f"1. 可以。\n答案：{answer}\n", tmp_path))] == ["应为不可以"]


@pytest.mark.parametrize("answer", ["0", "1"])
def test_a_statement_that_is_answered_by_a_figure(tmp_path: Path, answer: str) -> None:
    """It may be true or false; a question that asks how many is answered."""
    found = read(f"1. 可以吸烟。\n答案：{answer}\n2. 可以吸几次？\n答案：{answer}\n", tmp_path)
    assert codes(found) == ["text-answer-unclear"]
    assert [key_of(each) for each in items_of(found)] == [[answer]]


@pytest.mark.parametrize("label", ["答 案：", "答　案：", "【答 案】", "参考答案:"])
def test_the_word_answer_may_be_spaced(tmp_path: Path, label: str) -> None:
    """As typists do who want columns."""
    assert [key_of(each) for each in items_of(read(f"1. 应为？\n{OPTIONS}{label}B\n", tmp_path))] == [["二十"]]


def test_a_numbered_question_on_a_passage_is_an_item(tmp_path: Path) -> None:
    """It asks about a passage and names no items; a line that names the next ones ends a stem."""
    text = "1. 什么是三防？\n答：防汛。\n2. 根据材料，回答下列问题。\n答：甲。\n"
    assert [each.item.stem for each in items_of(read(text, tmp_path))] == ["什么是三防？", "根据材料，回答下列问题。"]
    text = "1. 什么是三防？\n阅读以下材料，回答2-3题。\n船在港内。\n2. 谁？\n3. 何时？\n参考答案\n1. 甲\n2. 乙\n3. 丙\n"
    found = items_of(read(text, tmp_path))
    assert [(each.item.stem, each.stimulus) for each in found] == [
        ("什么是三防？", ""), ("谁？", "船在港内。"), ("何时？", "船在港内。"),
    ]  # fmt: skip
