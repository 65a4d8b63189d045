"""Drafting, checking and marking ordering items."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from type_facts import drafts, steps
from type_strategies import orderings

from qbank.model.item import Option
from qbank.types import Ordering

STAGES = ["动员部署", "自查自纠", "集中整治", "总结验收"]


@given(st.integers(0, 50))
def test_the_options_never_stand_in_order(seed):
    """However they are drawn, the options stand neither in the right order nor in its reverse, and the key is right."""
    (draft,) = drafts(Ordering, steps(STAGES), seed=seed)
    shown = [option.text for option in draft.body.options]
    assert shown not in (STAGES, STAGES[::-1])
    assert draft.body.key_text() == "→".join(STAGES)
    assert list(draft.body.check()) == []


@given(st.integers(0, 50))
def test_of_a_long_procedure_six_steps_are_drawn_in_order(seed):
    """The steps left out leave the order of the others untouched."""
    texts = ["受理", "初审", "勘验", "公示", "复核", "审批", "发证", "归档"]
    (draft,) = drafts(Ordering, steps(texts), seed=seed)
    places = [texts.index(text) for text in draft.body.key_text().split("→")]
    assert len(places) == 6 and places == sorted(places)


@pytest.mark.parametrize("texts", [["受理", "发证"], ["受理", "初审", "受理意见"[:2]], ["受理", "初审", "发证" * 20]])
def test_two_equal_or_long_steps_are_no_item(texts):
    """Two steps, steps of equal wording and long steps are not asked."""
    fact = steps(["甲", "乙", "丙"])
    parts = tuple(replace(fact.steps[0], text=text) for text in texts)
    assert drafts(Ordering, replace(fact, steps=parts)) == []


@pytest.mark.parametrize(
    ("more", "stem"),
    [
        ({}, "请将下列阶段按先后顺序排列。"),
        ({"topic": "公开招聘", "name": "步骤"}, "请将公开招聘的下列步骤按先后顺序排列。"),
        ({"case": "需要竞聘上岗的", "name": "步骤"}, "需要竞聘上岗的，请将下列步骤按先后顺序排列。"),
    ],
)
def test_the_stem_says_what_is_ordered_and_how(more, stem):
    """What the steps are steps of, and when, stands in the stem."""
    (draft,) = drafts(Ordering, steps(STAGES, **more))
    assert draft.stem == stem


def test_stages_of_any_campaign_are_trusted_less():
    """动员部署 comes first and 总结验收 last wherever they stand."""
    (plain,) = drafts(Ordering, steps(["摸底排查", "集中清理", "联合检查", "挂牌公示"]))
    (told,) = drafts(Ordering, steps(STAGES))
    assert told.trust < plain.trust


def body(**changes):
    """Return a good body with changes."""
    options = tuple(Option(f"o{n}", text) for n, text in enumerate(("公示", "受理", "审批"), 1))
    return replace(Ordering(options, ("o2", "o1", "o3")), **changes)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({}, []),
        ({"key": ()}, ["key-missing"]),
        ({"key": ("o2", "o1", "x")}, ["key-unknown", "order-incomplete"]),
        ({"key": ("o2", "o1")}, ["order-incomplete"]),
        ({"key": ("o2", "o1", "o3", "o3")}, ["key-repeated"]),
        ({"key": ("o1", "o2", "o3")}, ["order-shown"]),
        ({"options": body().options[:2], "key": ("o2", "o1")}, ["options-few"]),
        ({"options": (*body().options[:2], Option("o3", "公示。"))}, ["option-repeated"]),
    ],
)
def test_each_planted_fault_of_ordering_is_found(changes, codes):
    """Every rule on options and their order catches its fault and nothing else."""
    assert [problem.code for problem in body(**changes).check()] == codes


@pytest.mark.parametrize(
    ("response", "scored"),
    [
        (["o2", "o1", "o3"], 1),
        (["o1", "o2", "o3"], 0),
        (["o2", "o1"], 0),
        ("", 0),
        (["o2", "o2", "o3"], "response-order"),
        (["o2", "o1", "x"], "response-order"),
        ("o2", "response-order"),
    ],
)
def test_only_the_whole_order_earns_marks(response, scored):
    """All or nothing; what is no order of the options cannot be marked."""
    result = body().score(response)
    assert getattr(result, "code", result) == scored


@given(orderings())
def test_every_other_order_earns_nothing(some):
    """The key turned by one place scores 0."""
    assert some.score([*some.key[1:], some.key[0]]) == 0
