"""What the option-based types share."""

import pytest

from qbank.model.item import Option
from qbank.types import MultipleChoice, SingleChoice
from qbank.types._marking import Marking


def single(*texts, key=("o1",)):
    """Return a single-choice body with these options."""
    return SingleChoice(tuple(Option(f"o{n}", text) for n, text in enumerate(texts, 1)), key)


def multiple(*texts, key):
    """Return a multiple-choice body with these options."""
    return MultipleChoice(tuple(Option(f"o{n}", text) for n, text in enumerate(texts, 1)), key)


GOOD = ("值班室", "资料科", "后勤处")


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (single(*GOOD), []),
        (single(*GOOD, key=()), ["key-missing"]),
        (single(*GOOD, key=("o9",)), ["key-unknown"]),
        (single(*GOOD, key=("o1", "o2")), ["keys-not-one"]),
        (single(*GOOD, key=("o1", "o1")), ["key-repeated", "keys-not-one"]),
        (single("值班室", "资料科"), ["options-few"]),
        (single("值班室", "资料科", "《值班室》"), ["option-repeated"]),
        (single("值班室", "资料科", " "), ["option-empty"]),
        (single("A. 值班室", "资料科", "后勤处"), ["option-letter"]),
        (single("（Ｂ）值班室", "资料科", "后勤处"), ["option-letter"]),
        (single("值班室", "资料科", "以上都对"), ["option-catch-all"]),
        (single("值班室", "资料科", "上述各项均不正确"), ["option-catch-all"]),
        (single("值班室", "县值班室", "资料科"), ["option-overlap"]),
        (single("组长", "副组长", "联络员"), []),
        (single("3日", "13日", "30日"), []),
        (single("A证书持有人", "B证书持有人", "无证人员"), []),
        (single(*"甲乙丙丁戊己庚"), ["options-many"]),
        (multiple("值班", "巡查", "登记", "报告", key=("o1", "o3")), []),
        (multiple("值班", "巡查", "登记", "报告", key=("o1",)), ["keys-number"]),
        (multiple("值班", "巡查", "登记", "报告", key=("o1", "o2", "o3", "o4")), ["keys-all"]),
        (multiple("值班", "巡查", "登记", "报告", key=("o3", "o1")), ["key-order"]),
        (multiple("值班", "巡查", "登记", key=("o1", "o3")), ["options-unusual"]),
        (multiple("值班", "巡查", key=("o1", "o2")), ["options-few", "keys-all"]),
    ],
)
def test_each_planted_fault_is_found(body, codes):
    """Every mechanical rule on options and keys catches its fault and nothing else."""
    assert [problem.code for problem in body.check()] == codes


def test_an_option_id_twice_is_found():
    """Two options with one id cannot be told apart in a key."""
    body = SingleChoice((Option("o1", "值班室"), Option("o1", "资料科"), Option("o2", "后勤处")), ("o2",))
    assert [problem.code for problem in body.check()] == ["option-id-repeated"]


def test_every_code_has_words_in_both_languages():
    """A problem of a type can be printed in Chinese and in English."""
    faulty = [
        single("A. 甲", "A. 甲", " ", "以上都对", "乙丙", "甲乙丙", "丁", key=()),
        multiple("甲", key=("o1", "o1", "o2")),
    ]
    for problem in [problem for body in faulty for problem in body.check()]:
        assert problem.message("zh") != problem.message("en")


@pytest.mark.parametrize(
    ("table", "picked", "share"),
    [
        ((), ["o1", "o2", "o3"], 1),
        ((), ["o1", "o2"], 0),
        ((0.5,), ["o1", "o2"], 0.5),
        ((0.5,), ["o1"], 0.5),
        ((0.25, 0.6), ["o3"], 0.25),
        ((0.25, 0.6), ["o3", "o1"], 0.6),
        ((0.5,), ["o1", "o2", "o3", "o4"], 0),
        ((0.5,), ["o4"], 0),
        ((0.5,), [], 0),
    ],
)
def test_marks_follow_the_stated_table(table, picked, share):
    """Part marks come from the item's own table, and a wrong option loses all."""
    options = tuple(Option(f"o{n}", text) for n, text in enumerate(("值班", "巡查", "登记", "报告"), 1))
    assert MultipleChoice(options, ("o1", "o2", "o3"), Marking(table)).score(picked) == share


@pytest.mark.parametrize("table", [(0.5, 0.2), (-0.1,), (1.5,)])
def test_a_senseless_table_is_found(table):
    """Shares lie between 0 and 1 and never fall."""
    body = MultipleChoice(
        multiple("值班", "巡查", "登记", "报告", key=("o1", "o2")).options, ("o1", "o2"), Marking(table)
    )
    assert [problem.code for problem in body.check()] == ["marking-table"]


@pytest.mark.parametrize(
    "data",
    [{"rule": "half"}, {"rule": "part"}, {"rule": "all_or_nothing", "table": [0.5]}, {"rule": "part", "share": 0.5}],
)
def test_a_marking_rule_nobody_knows_is_refused(data):
    """A rule without its table, or with fields of another, is not read as something else."""
    with pytest.raises(ValueError, match=r"^\w+: "):
        Marking.from_dict(data)


def test_unknown_option_fields_are_refused():
    """Nothing an editor wrote into an option is dropped in silence."""
    data = single(*GOOD).to_dict()
    data["options"][0]["letter"] = "A"
    with pytest.raises(ValueError, match=r"options: .*letter"):
        SingleChoice.from_dict(data)


def test_one_id_may_come_bare_or_listed():
    """A delivery engine may send the option id alone or as a list of one."""
    body = single(*GOOD, key=("o2",))
    assert body.score("o2") == body.score(["o2"]) == 1
    assert body.score(["o1", "o2"]).code == "response-one-option"
