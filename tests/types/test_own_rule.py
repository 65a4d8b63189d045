"""A rule that stands by itself is asked without the talk, the reason or the lead in front; one that leans is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.model.wording import dangling_word
from qbank.types._clause_around import clause_of
from qbank.types._own_rule import measuring_lead, own_rules
from tests.types.type_facts import quantity

_PIECES = "光喊不练，|因此，|会议明确三条：|每个班组|凡迟到的，|应当|不得超过|至少|3次|演练|条件是：|该项|其|，|的，|；"
VIEWS = st.lists(st.sampled_from(_PIECES.split("|")), max_size=9).map("".join)


def asked(view: str, amount: str, **more: str) -> str | None:
    """Return the clause that an amount (3次) is asked in, None for none."""
    number, measure = amount[:1], amount[1:]
    fact = quantity(view, number, measure, amount, 3, **more)
    clause = clause_of(fact, fact.whole)
    return clause.put() if clause else None


@pytest.mark.parametrize(
    ("view", "wanted"),
    [
        ("光喊口号没有用，我们要动手，每个班组每月至少演练3次。", "每个班组每月至少演练3次"),
        ("因此，水平管道每3米应设一个阀门。", "水平管道每3米应设一个阀门"),
        ("所以每个班组每月至少演练3次。", "每个班组每月至少演练3次"),
        ("此后全厂规定，吊具每班至少点检3次。", "吊具每班至少点检3次"),
        ("其二，值班实行限时，每名队员每班不得超过3小时。", "值班实行限时，每名队员每班不得超过3小时"),
        ("人少也要有个底线：一台普通吊车，每次作业的监护人不得少于3人。", "一台普通吊车，每次作业的监护人不得少于3人"),
        ("据此，会议明确三条：安全网使用满3年必须更换，吊具每班点检。", "安全网使用满3年必须更换"),
        ("街道每年查一遍；每个社区每月抽查不少于3人的名单。", "每个社区每月抽查不少于3人的名单"),
        ("镇里每月查一遍；防汛物资管理员每周至少盘点3次。", "防汛物资管理员每周至少盘点3次"),
    ],
)
def test_a_rule_is_asked_without_what_stands_before_it(view: str, wanted: str) -> None:
    """Talk, reasons, ordinals and announcements go; who must do it stays."""
    at = view.index("3")
    measure = next(each for each in ("小时", "次", "米", "人", "年") if view.startswith(each, at + 1))
    assert asked(view, f"3{measure}") == wanted


@pytest.mark.parametrize(
    "view",
    [
        "这个办法好用，行走速度不得超过3米。",
        "选址应当同时满足下列条件：厂房离河堤的水平位置不少于3米。",
        "我们量过，队员迟到的，值班队长至少要扣3次。",
        "大家有疑问的时候，这么办，值班队长必须在3分钟内答复。",
        "镇里每月查一遍；连续巡查不少于3次。",
        "这个季度各队演练检查的结果：每个班组每月至少演练3次。",
    ],
)
def test_what_leans_on_the_words_before_is_not_asked(view: str) -> None:
    """A bare measure, one of several conditions, what follows from a case, a verb without its object, a finding."""
    at = view.index("3")
    measure = next(each for each in ("分钟", "次", "米") if view.startswith(each, at + 1))
    assert asked(view, f"3{measure}") is None


@pytest.mark.parametrize(
    ("view", "wanted"),
    [
        ("路面监控录像的保存期限：一般路段不少于3天，事故的另存。", "路面监控录像的保存期限：一般路段不少于3天"),
        ("清洗频次按工艺区分：煎炸，每9天一次；蒸煮，每3天一次。", "清洗频次按工艺区分：蒸煮，每3天一次"),
        ("总磷：每升不超过9毫克；氨氮（以氮计）：每升不超过3毫克。", "氨氮（以氮计）：每升不超过3毫克"),
        ("小班：一至二岁，每班不超过9人；大班：二岁以上，每班不超过3人。", "大班：二岁以上，每班不超过3人"),
        ("他们说的那个清洗频次：蒸煮，每3天一次。", None),
    ],
)
def test_figures_keep_the_lead_that_says_what_they_measure(view: str, wanted: str | None) -> None:
    """Behind a colon too, and past a semicolon."""
    at = view.index("3")
    measure = next(each for each in ("天", "毫克", "人") if view.startswith(each, at + 1))
    assert asked(view, f"3{measure}") == wanted


def test_a_full_name_leans_on_nothing() -> None:
    """录像保存的天数 of the sentence before is named again; 公示 alone is not."""
    said = "录像和公示都要留底。"
    assert asked("录像保存设备每年检修不少于3次。", "3次", context=said) == "录像保存设备每年检修不少于3次"
    assert asked("公示时间不少于3天。", "3天", context=said) is None


@given(VIEWS, st.data())
def test_a_rule_begins_behind_a_mark_and_leans_on_nothing(view: str, data: st.DataObject) -> None:
    """Each begins in front of what is asked, none of them with a word that takes up what was said, none past a case."""
    first = data.draw(st.integers(0, len(view)))
    for start in own_rules(view, 0, first, len(view)):
        assert start <= first
        assert not dangling_word(view[start:])
        assert "的，" not in view[:start]
    lead = measuring_lead(view, first)
    assert not lead or (lead.endswith("：") and lead in view[:first])


def test_what_is_required_stands_without_who_requires_it() -> None:
    """A decree that is told of in one breath with what it requires, and on which occasion so many must be there."""
    view = (
        "县局制定了《检查“八步法”》，从亮证、告知、检查、取证、清点、填单、签字到回访，每一步说什么话、填什么单、用什么设备都有规定，"
        "要求检查时执法人员不得少于3人，记录仪全程开机。"
    )
    assert asked(view, "3人") == "检查时执法人员不得少于3人"
