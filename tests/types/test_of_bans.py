"""Questions on forbidden acts."""

import pytest
from type_facts import drafts, find, sentence

from qbank.model.fact import Bans
from qbank.types import MultipleChoice, ShortAnswer


def _bans(view, acts, allowed=(), **more):
    sent = sentence(view)
    return Bans(
        sent=sent,
        pattern="bans",
        acts=tuple(find(sent, act) for act in acts),
        allowed=tuple(find(sent, act) for act in allowed),
        **more,
    )


READERS = "读者可以使用耳机，可以携带水杯。读者不得占座，不得吸烟，不得批注书刊。"
FUNDS = "项目资金可以用于道路、水利和绿化，不得用于还债，不得用于发放奖金，不得用于修建楼堂馆所。"


@pytest.mark.parametrize(
    ("fact", "stem"),
    [
        (_bans(READERS, ("占座", "吸烟", "批注书刊"), who="读者"), "读者不得有哪些行为？"),
        (
            _bans(READERS, ("占座", "吸烟", "批注书刊"), who="读者", name="“三不得”"),
            "按照“三不得”，读者不得有哪些行为？",
        ),
        (_bans("严禁拍照，严禁录音，严禁录像。", ("拍照", "录音", "录像"), word="严禁"), "严禁哪些行为？"),
        (_bans("不准拍照，不准录音，不准录像。", ("拍照", "录音", "录像"), word="不准"), "不准有哪些行为？"),
        (
            _bans(FUNDS, ("用于还债", "用于发放奖金", "用于修建楼堂馆所"), who="项目资金"),
            "项目资金不得用于哪些方面？",
        ),
        (
            _bans("卷宗不得带离，不得拍照，不得外借。", ("带离", "拍照", "外借"), who="卷宗"),
            "对卷宗不得有哪些行为？",
        ),
    ],
)
def test_the_whole_row_is_asked(fact, stem):
    """Whom it is forbidden to stands in the stem; what all acts begin with does as well."""
    (draft,) = drafts(ShortAnswer, fact)
    assert draft.stem == stem
    assert len(draft.body.key) == len(fact.acts)
    assert all(asked.text in act.text for asked, act in zip(draft.asks, fact.acts, strict=True))


def test_a_thing_that_does_nothing_is_forbidden_nothing():
    """灯光不许直射，不许去揭书: the second is somebody else's."""
    acts = ("直射藏品", "为了好看摆样子去揭书")
    assert not list(drafts(ShortAnswer, _bans("灯光不许直射藏品，不许为了好看摆样子去揭书。", acts, who="灯光")))


def test_a_row_that_is_not_all_is_not_asked_for():
    """Two acts are no list, and an open row has no complete answer."""
    acts = ("占座", "吸烟", "批注书刊")
    assert drafts(ShortAnswer, _bans(READERS, acts, who="读者", closed=False)) == []
    assert drafts(ShortAnswer, _bans(READERS, acts[:2], who="读者")) == []


def test_two_acts_of_somebody_are_a_row_where_they_say_enough():
    """Nobody asks for two words; of nobody two acts must say more."""
    view = "巡护期间不得饮酒、打牌，不得擅自离开责任区。"
    acts = ("饮酒、打牌", "擅自离开责任区")
    (draft,) = drafts(ShortAnswer, _bans(view, acts, who="巡护期间"))
    assert draft.stem == "巡护期间不得有哪些行为？"
    assert drafts(ShortAnswer, _bans(view, acts)) == []


def test_a_rule_that_is_asked_for_reads_as_a_ban():
    """What stands beside 有哪些禁止性规定 says 不许 itself."""
    view = "公务用车不许透支，不许转借他人，不许套取现金。"
    fact = _bans(view, ("透支", "转借他人", "套取现金"), who="公务用车", word="不许")
    (draft,) = drafts(ShortAnswer, fact)
    assert draft.body.key_strings() == ("不许透支", "不许转借他人", "不许套取现金")


def test_what_is_allowed_is_the_wrong_answer():
    """Two allowed acts stand beside the forbidden ones."""
    fact = _bans(READERS, ("占座", "吸烟", "批注书刊"), ("使用耳机", "携带水杯"), who="读者", closed=False)
    (draft,) = drafts(MultipleChoice, fact)
    assert draft.stem == "读者不得有下列哪些行为？"
    wrong = {option.text for option in draft.body.options if option.id not in draft.body.key}
    assert wrong == {"使用耳机", "携带水杯"}
    assert set(draft.body.key_strings()) <= {"占座", "吸烟", "批注书刊"}


def test_a_list_of_allowed_uses_is_taken_apart():
    """What may be paid for is one act in the text, but several options."""
    fact = _bans(FUNDS, ("用于还债", "用于发放奖金", "用于修建楼堂馆所"), ("用于道路、水利和绿化",), who="项目资金")
    (draft,) = drafts(MultipleChoice, fact)
    assert draft.stem == "项目资金不得用于下列哪些方面？"
    wrong = [option.text for option in draft.body.options if option.id not in draft.body.key]
    assert sorted(wrong) == ["水利", "道路"]


@pytest.mark.parametrize(("allowed", "who"), [((), "读者"), (("使用耳机", "携带水杯"), "")])
def test_without_honest_wrong_answers_there_is_no_choice(allowed, who):
    """Nothing allowed, or nobody named whom it is allowed to."""
    assert drafts(MultipleChoice, _bans(READERS, ("占座", "吸烟", "批注书刊"), allowed, who=who)) == []
