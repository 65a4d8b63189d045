"""The item-writing rules: a sound item passes all, and each rule catches its planted fault."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qbank.drafting.checks import check, check_proof
from qbank.model.item import BLANK, Item, MarkingPoint, Option, Source
from qbank.types.fill_blank import FillBlank
from qbank.types.short_answer import ShortAnswer
from qbank.types.single_choice import SingleChoice
from qbank.types.true_false import TrueFalse

SENTENCE = "值班室应当在接报后15分钟内书面报告市应急指挥中心。"
SOURCE = Source("值守办法.txt", "0" * 64, 10, 10 + len(SENTENCE), SENTENCE)


def _options(*texts: str) -> tuple[Option, ...]:
    return tuple(Option(f"o{number}", text) for number, text in enumerate(texts, 1))


CHOICE = Item(
    id="q1",
    stem="值班室应当在接报后多长时间内书面报告市应急指挥中心？",
    body=SingleChoice(_options("10分钟", "15分钟", "30分钟"), ("o2",)),
    sources=(SOURCE,),
    pattern="quantity",
)
FILL = replace(CHOICE, stem=f"值班室应当在接报后{BLANK}内书面报告市应急指挥中心。", body=FillBlank((("15分钟",),)))
SHORT = replace(
    CHOICE,
    stem="值班室的工作原则包括哪些？",
    body=ShortAnswer((MarkingPoint("统一指挥"), MarkingPoint("快速响应"))),
)


def _codes(item: Item) -> set[str]:
    return {problem.code for problem in check(item)}


@pytest.mark.parametrize("item", [CHOICE, FILL, SHORT])
def test_a_sound_item_breaks_no_rule(item: Item) -> None:
    """Nothing is said about items that are well made."""
    assert check(item) == ()


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (replace(CHOICE, stem=" "), "stem-empty"),
        (replace(CHOICE, stem="值班室" * 30 + "应当在多长时间内报告？"), "stem-too-long"),
        (replace(CHOICE, stem="该值班室应当在接报后多长时间内报告？"), "stem-dangling"),
        (replace(CHOICE, stem="同时值班室应当在多长时间内报告？"), "stem-dangling"),
        (replace(CHOICE, stem="“值班室应当在接报后多长时间内报告？"), "quotes-open"),
        (replace(SHORT, body=ShortAnswer((MarkingPoint("《值守手册"), MarkingPoint("台账")))), "quotes-open"),
        (replace(CHOICE, stem="xx值班室应当在接报后多长时间内报告？"), "item-redacted"),
        (replace(CHOICE, body=SingleChoice(_options("10分钟", "15分钟", "**分钟"), ("o2",))), "item-redacted"),
        (replace(CHOICE, stem="您的位置：首页，值班室多长时间内报告？"), "item-furniture"),
        (replace(CHOICE, stem="接报后15分钟内报告的时限是多少？"), "key-visible"),
        (
            replace(
                SHORT,
                stem="《“强党性、正赛风”主题活动的通知》规定的活动内容有哪些？",
                body=ShortAnswer((MarkingPoint("强党性，突出学习"), MarkingPoint("正赛风，突出纪律"))),
            ),
            "key-visible",
        ),
        (replace(FILL, body=FillBlank((("书面报告市应急办",),))), "key-visible"),
        (replace(FILL, stem="值班室应当在接报后立即报告。"), "blanks-wrong"),
        (replace(CHOICE, stem=f"值班室{BLANK}在接报后{BLANK}内报告。"), "blanks-wrong"),
        (replace(FILL, stem=f"报告{BLANK}。", body=FillBlank((("市应急指挥中心",),))), "blanks-large"),
        (
            replace(FILL, stem=f"{BLANK}应当在接报后书面报告市应急指挥中心。", body=FillBlank((("值班室",),))),
            "blank-first",
        ),
        (replace(CHOICE, stem="下列时限中，不正确的是哪一项？"), "stem-negative"),
        (replace(CHOICE, sources=()), "proof-missing"),
        (replace(CHOICE, sources=(replace(SOURCE, end=SOURCE.end + 1),)), "proof-broken"),
        (replace(CHOICE, body=SingleChoice(_options("10分钟", "15分钟"), ("o2",))), "options-few"),
        (replace(CHOICE, body=SingleChoice(_options("10分钟", "15分钟", "30分钟"), ("o9",))), "key-unknown"),
        (replace(CHOICE, body=SingleChoice(_options("10分钟", "15分钟", "30分钟"), ())), "key-missing"),
    ],
)
def test_each_rule_catches_its_fault(item: Item, code: str) -> None:
    """A planted fault is named by its rule."""
    assert code in _codes(item)


def test_style_refuses_a_draft_but_only_warns_an_editor() -> None:
    """A long stem keeps a draft from being offered; an editor's own item is only remarked on."""
    long = replace(CHOICE, stem="值班室" * 30 + "应当在多长时间内报告？")
    assert {problem.severity for problem in check(long)} == {"error"}
    assert {problem.severity for problem in check(replace(long, pattern=""))} == {"warning"}


def test_a_proof_line_is_held_against_its_document() -> None:
    """A document that says so passes, one that does not is named, an absent one says nothing."""
    text = "　" * 10 + SENTENCE
    assert check_proof(CHOICE, lambda *_: text) == ()
    assert [each.code for each in check_proof(CHOICE, lambda *_: "改过的" + text)] == ["proof-wrong"]
    assert check_proof(CHOICE, lambda *_: None) == ()


def test_a_problem_names_the_item() -> None:
    """What is wrong can be found again in a list of many."""
    assert {problem.place for problem in check(replace(CHOICE, stem=""))} == {"q1"}


def test_a_rationale_that_names_another_key_is_told() -> None:
    """After the key was changed, the drafted rationale still names the old one: a warning, not a refusal."""
    item = replace(CHOICE, body=TrueFalse(True), rationale="答案：错误。依据：《值班制度》“…”")
    (told,) = [problem for problem in check(item) if problem.code == "rationale-other-key"]
    assert told.severity == "warning"
    assert not [each for each in check(replace(item, body=TrueFalse(False))) if each.code == "rationale-other-key"]


@pytest.mark.parametrize(
    ("stem", "key", "told"),
    [
        ("根据《值班制度》，值班人员应当书面交接。", False, True),
        ("值班人员应当书面交接", False, True),
        ("值班人员应当口头交接。", False, False),
        ("值班人员应当书面交接。", True, False),
    ],
)
def test_what_the_source_says_is_not_false(stem: str, key: bool, told: bool) -> None:
    """A statement that stands in its proof line cannot be keyed false, however the stem names the document."""
    text = "第三条 值班人员应当书面交接，并签字。"
    item = Item(id="q1", stem=stem, body=TrueFalse(key), sources=(Source("a.txt", "0" * 64, 0, len(text), text),))
    assert ("key-false-but-said" in {problem.code for problem in check(item)}) is told
