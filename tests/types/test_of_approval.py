"""Questions on who proposes, checks and decides."""

from type_facts import drafts, find, sentence

from qbank.model.fact import Approval, Office, part
from qbank.types import ShortAnswer, SingleChoice, TrueFalse


def _approval(view, matter, *offices):
    sent = sentence(view)
    found = tuple(Office(find(sent, who, "decides:organ"), find(sent, does)) for who, does in offices)
    end = found[-1].does.end
    return Approval(sent=sent, pattern="approval", matter=find(sent, matter), offices=found, whole=part(sent, 0, end))


CARS = _approval(
    "跨市用车，由用车科室提出申请，办公室审核，分管领导批准，并报机关事务局备案。",
    "跨市用车",
    ("用车科室", "提出申请"),
    ("办公室", "审核"),
    ("分管领导", "批准"),
    ("机关事务局", "备案"),
)
GRADES = _approval("护理等级由责任护士评估、护士长复核。", "护理等级", ("责任护士", "评估"), ("护士长", "复核"))
VISIT = _approval("外单位人员参观，须经中心主任同意。", "外单位人员参观", ("中心主任", "同意"))


def test_all_offices_are_asked_in_order():
    """Who is told at the end is asked by 报谁备案; two offices are too few."""
    (draft,) = drafts(ShortAnswer, CARS)
    assert draft.stem == "跨市用车，依次由谁提出申请、审核和批准，最后报谁备案？"
    assert draft.body.key_strings() == ("用车科室", "办公室", "分管领导", "机关事务局")
    assert drafts(ShortAnswer, GRADES) == []


def test_a_single_consent_is_asked():
    """A matter behind which a comma stands keeps it."""
    (draft,) = drafts(ShortAnswer, VISIT)
    assert (draft.stem, draft.body.key_text()) == ("外单位人员参观，应当经谁同意？", "中心主任")


def test_the_others_of_the_chain_are_wrong():
    """One step is asked, never the first; three others of the chain stand beside its office."""
    steps = {"由谁审核": "办公室", "由谁批准": "分管领导", "报谁备案": "机关事务局"}
    asked = set()
    for seed in range(20):
        (draft,) = drafts(SingleChoice, CARS, seed=seed)
        step = draft.stem.removeprefix("跨市用车，").removesuffix("？")
        assert draft.body.key_text() == steps[step]
        assert {option.text for option in draft.body.options} == {"用车科室", "办公室", "分管领导", "机关事务局"}
        asked.add(step)
    assert asked == set(steps)


def test_too_few_others_make_no_choice():
    """A lone office, and two, have too few wrong answers in their sentence."""
    assert drafts(SingleChoice, VISIT) == drafts(SingleChoice, GRADES) == []


def test_a_false_statement_exchanges_two_offices():
    """Otherwise the chain stands as it is."""
    true, false = "护理等级由责任护士评估、护士长复核。", "护理等级由护士长评估、责任护士复核。"
    found = {draft.stem: draft.body.key for seed in range(20) for draft in drafts(TrueFalse, GRADES, seed=seed)}
    assert found == {true: True, false: False}


def test_one_step_is_asked_with_the_words_before_it():
    """应当 belongs to the question; no 经 is put in its place."""
    view = "借出的卷宗目录应当由业务科统一保管。"
    sent = sentence(view)
    office = Office(find(sent, "业务科", "decides:organ"), find(sent, "统一保管"))
    fact = Approval(
        sent=sent, pattern="by_whom", matter=find(sent, "借出的卷宗目录"), offices=(office,), whole=part(sent, 0, 17)
    )
    (draft,) = drafts(ShortAnswer, fact)
    assert (draft.stem, draft.body.key_text()) == ("借出的卷宗目录应当由谁统一保管？", "业务科")


def test_several_together_are_asked_for_as_several():
    """由谁共同负责 would be one."""
    for who, asked in (("办公室和后勤科", "宣传组由哪些部门共同负责？"), ("办公室", "宣传组由谁共同负责？")):
        sent = sentence(f"宣传组由{who}共同负责。")
        office = Office(find(sent, who, "decides:organ"), find(sent, "共同负责"))
        whole = part(sent, 0, len(sent.view) - 1)
        fact = Approval(sent=sent, pattern="by_whom", matter=find(sent, "宣传组"), offices=(office,), whole=whole)
        (draft,) = drafts(ShortAnswer, fact)
        assert draft.stem == asked
