"""Kinds of wordings, likeness of options, near-duplicates, balance of places."""

from __future__ import annotations

import pytest
from drafts import repeats
from likeness import likeness, verdict
from shapes import shape
from summary import ENOUGH, options, summary

from qbank.model.item import Item, Option, Source
from qbank.text.terms import open_segmenter
from qbank.types import FillBlank, MultipleChoice, SingleChoice, TrueFalse

TAG = open_segmenter().tag


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("十五日", "amount"),
        ("百分之三十", "amount"),
        ("三日以上十日以下", "amount"),
        ("三个月", "amount"),
        ("2021年3月8日", "date"),
        ("3月8日", "date"),
        ("二〇二一年", "date"),
        ("《青禾县食堂管理规定》", "work"),
        ("“百日攻坚”", "quoted"),
        ("青禾县水务局", "organ"),
        ("值班领导", "post"),
        ("加强组织领导", "verb"),
        ("听取群众意见", "verb"),
        ("年度绩效考核", "noun"),
    ],
)
def test_wordings_have_their_kind(text: str, kind: str) -> None:
    """Amounts, dates, titles, quotations, organisations, posts and phrases are told apart."""
    assert shape(text, TAG) == kind


def _choice(*texts: str, keys: tuple[int, ...] = (0,)) -> Item:
    shown = tuple(Option(f"o{number}", text) for number, text in enumerate(texts))
    ids = tuple(shown[key].id for key in keys)
    body = SingleChoice(shown, ids) if len(ids) == 1 else MultipleChoice(shown, ids)
    return Item(id="q", stem="由谁负责？", body=body)


def test_likeness_is_counted_over_pairs() -> None:
    """Of the two distractors one is of the key's kind, length and last character; the key is not longest."""
    found = likeness(_choice("县水务局", "县教育局", "四百五十六平方米"), TAG)
    assert found[:5] == (2, 1, 1, 1, False)
    assert found.place == (0, 3)


def test_every_key_is_paired_with_every_distractor() -> None:
    """Two keys and two distractors make four pairs, and no place is counted."""
    found = likeness(_choice("县水务局", "县农业农村局", "县教育局", "县司法局", keys=(0, 1)), TAG)
    assert (found.pairs, found.longest, found.place) == (4, True, None)


def test_sorted_amounts_have_no_place() -> None:
    """Numbers stand in order, so where the key stands says nothing."""
    assert likeness(_choice("五日", "十日", "十五日"), TAG).place is None


def test_only_choices_with_distractors_are_measured() -> None:
    """Statements and blanks have no options to be alike; a statement has a verdict instead."""
    statement = Item(id="q", stem="每年检查两次。", body=TrueFalse(key=False))
    assert likeness(statement, TAG) is None
    assert verdict(statement) is False
    assert verdict(_choice("甲", "乙", "丙")) is None


def _items(*stems_and_keys: tuple[str, str, int]) -> list[Item]:
    return [
        Item(id=f"q{n}", stem=stem, body=FillBlank(((key,),)), sources=(Source("d", "", at, at + 1, "x"),))
        for n, (stem, key, at) in enumerate(stems_and_keys)
    ]


def test_near_duplicates_are_found_by_stem_or_by_key_and_line() -> None:
    """The second words the first anew, the fourth asks the same key of the same line; the third is another."""
    items = _items(
        ("值班人员应当在____内报告县应急局。", "三十分钟", 0),
        ("根据《值守办法》，值班人员应当在____内报告县应急局。", "半小时", 5),
        ("粮库每季度组织____演练。", "两次", 9),
        ("多久之内要向县里报告？____", "三十分钟", 0),
    )
    assert list(repeats(items)) == ["q1", "q3"]


def _row(place: int) -> dict:
    return {"alike": [3, 3, 3, 3, 0], "place": [place, 4]}


def test_places_of_the_key_are_judged_when_there_are_enough() -> None:
    """Even places have a high p, one place throughout a low one, and too few items none."""
    even = options([_row(place % 4) for place in range(ENOUGH)])
    skewed = options([_row(0) for _ in range(ENOUGH)])
    few = options([_row(0)])
    assert even["place-p"] == pytest.approx(1)
    assert skewed["place-p"] < 0.001
    assert few["place-p"] != few["place-p"]


def test_the_short_list_is_counted() -> None:
    """Slots filled, three types, more than four of a pattern: by hand on two documents."""

    def drafts(*types: str) -> list[dict]:
        return [{"id": "", "type": each, "pattern": "p", "faults": [], "repeats": False} for each in types]

    of = {"name": "", "group": "", "genre": "", "characters": 1000}
    whole = of | {"shortlisted": 10, "drafts": drafts(*"abcabcabcabc")}
    short = of | {"shortlisted": 2, "drafts": drafts(*"abc")}
    found = summary([whole, short])
    assert found["filled"] == pytest.approx(12 / 20)
    assert found["varied"] == 0.5
    assert found["one-pattern"] == 0.5
    assert found["per-1000"] == pytest.approx(7.5)
