"""The verbatim lock: which wordings are the document's, and which items it binds."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.drafting.verbatim import LOCKED_KINDS, Grounds, _is_mark, check_verbatim, foreign_words, grounds_of
from qbank.model.document import Document
from qbank.model.item import Body, Item, MarkingPoint, Option, Source
from qbank.text.segment import outline
from qbank.types.fill_blank import FillBlank
from qbank.types.multiple_choice import MultipleChoice
from qbank.types.short_answer import ShortAnswer
from qbank.types.true_false import TrueFalse

SENTENCE = "承办科室应当自受理之日起三十日内书面告知申请人，并由窗口登记归档。"
TEXT = f"云岭市窗口服务规定\n第一章 受理与告知\n第一条 {SENTENCE}\n"


def _item(body: Body, stem: str = "承办科室应当如何告知申请人？", text: str = SENTENCE) -> Item:
    start = TEXT.index(SENTENCE)
    return Item(id="q1", stem=stem, body=body, sources=(Source("a.txt", "0" * 64, start, start + len(text), text),))


def _grounds(kind: str = "law", extensions: dict[str, object] | None = None) -> Grounds:
    document = Document("a.txt", "0" * 64, TEXT, "云岭市窗口服务规定", kind, extensions=extensions or {})
    return grounds_of(outline(document), LOCKED_KINDS)


def _words(item: Item, grounds: Grounds | None = None) -> list[object]:
    found = check_verbatim(item, lambda _name, _digest: grounds or _grounds())
    assert all(problem.code == "not-verbatim" and problem.place == "q1" for problem in found)
    return [problem.values["word"] for problem in found]


OPTIONS = (Option("o1", "书面告知"), Option("o2", "口头通报"), Option("o3", "登记归档"))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (MultipleChoice(OPTIONS, ("o1", "o3")), []),
        (MultipleChoice(OPTIONS, ("o1", "o2")), ["口头通报"]),
        (FillBlank((("30日",),)), []),
        (FillBlank((("20日",),)), ["20日"]),
        (FillBlank((("书面",), ("窗台",))), ["窗台"]),
        (FillBlank((("十日",),)), ["10日"]),
        (ShortAnswer((MarkingPoint("窗口登记归档"), MarkingPoint("及时回访"))), ["及时回访"]),
    ],
)
def test_keys_are_worded_as_the_document_words_them(body: Body, words: list[str]) -> None:
    """A key with a word of one's own is named; wrong options are free, and numbers agree in either script."""
    assert _words(_item(body)) == words


@pytest.mark.parametrize(
    ("stem", "key", "words"),
    [
        (f"根据《云岭市窗口服务规定》，{SENTENCE}", True, []),
        ("承办科室应当自受理之日起30日内书面告知申请人。", True, []),
        ("在“受理与告知”方面，由窗口登记归档。", True, []),
        ("承办科室应当自受理之日起六十日内书面告知申请人。", True, ["60"]),
        ("承办科室应当自受理之日起三十日内口头告知申请人。", True, ["口头"]),
        ("承办科室应当自受理之日起三十日内口头告知申请人。", False, []),
    ],
)
def test_statements_keyed_true_are_bound_and_false_ones_are_not(stem: str, key: bool, words: list[str]) -> None:
    """Title, frame and a supplied heading are free; of a statement keyed true nothing else is."""
    assert _words(_item(TrueFalse(key), stem)) == words


def test_kind_and_document_decide_who_is_locked() -> None:
    """Laws, speeches and notices are locked by default; a document's own word goes before its kind."""
    wrong = _item(FillBlank((("口头",),)))
    assert _words(wrong, _grounds("speech")) == _words(wrong, _grounds("notice")) == ["口头"]
    assert _words(wrong, _grounds("plan")) == _words(wrong, _grounds("law", {"verbatim": False})) == []
    assert _words(wrong, _grounds("plan", {"verbatim": True})) == ["口头"]


def test_an_item_without_proof_lines_is_exempt_with_a_warning() -> None:
    """What was written by hand cannot be compared; that is said."""
    item = replace(_item(FillBlank((("口头",),))), sources=())
    (problem,) = check_verbatim(item, lambda _name, _digest: _grounds())
    assert (problem.code, problem.severity, problem.place) == ("verbatim-unproven", "warning", "q1")


def test_a_document_that_the_bank_does_not_hold_locks_nothing() -> None:
    """Of an imported item the text may be missing."""
    assert check_verbatim(_item(FillBlank((("口头",),))), lambda _name, _digest: None) == ()


def test_every_part_of_a_source_is_its_own() -> None:
    """Any stretch of a sentence is from it, and stretches joined over what was left out."""
    number = SENTENCE.index("三十日")
    edges = [at for at in range(len(SENTENCE) + 1) if not number < at < number + 3]
    for start, end in combinations(edges, 2):
        assert foreign_words(SENTENCE[start:end], SENTENCE) == []
    assert foreign_words("承办科室应当书面告知申请人", SENTENCE) == []


@pytest.mark.parametrize(
    ("stem", "answer", "told"),
    [
        ("承办科室应当____告知申请人。", "书面", False),
        ("承办科室应当自受理之日起____内书面告知申请人。", "30日", False),
        ("承办科室应当自受理之日起____内书面告知申请人。", "三十日", False),
        ("承办科室应当____告知申请人。", "自", False),  # 应当自 stands there, if only on one side
        ("由窗口登记____。", "由", True),
        ("承办科室应当自受理之日起三十日内____告知申请人。", "人", True),
    ],
)
def test_an_answer_stands_in_its_blank_as_in_the_source(stem: str, answer: str, told: bool) -> None:
    """A word of the source is not enough: on neither side of the blank does the source have it so."""
    item = _item(FillBlank(((answer,),)), stem)
    found = check_verbatim(item, lambda _name, _digest: _grounds())
    assert ([problem.code for problem in found] == ["blank-not-verbatim"]) is told


@given(st.characters())
def test_a_mark_is_what_is_no_letter_and_no_digit(sign: str) -> None:
    """As expressions have it, the low line a mark as well."""
    assert _is_mark(sign) == (re.fullmatch(r"\W|_", sign) is not None)
