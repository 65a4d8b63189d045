"""Lists as a choice: what is right, what is wrong, and what the stem may tell."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from type_facts import enumeration, points, pool_of, quantity, sentence

from qbank.model.fact import Contrast, Points, part
from qbank.types import MultipleChoice
from qbank.types._inventory import counterpart_of
from qbank.types._lists import are_of_others, class_of, row_of
from qbank.types._of_lists import among, choices

SEEDS = st.integers(0, 200)
OPENING = points(
    "经营者申请新开线路，应当提交下列材料：",
    ["线路开通申请书", "客流调查报告", "车辆配置方案", "站点设置方案"],
    "材料",
)


def moved(fact: Points, by: int) -> Points:
    """Return the points as they stand further on in the document."""
    sents = [replace(sent, start=sent.start + by, end=sent.end + by) for sent in fact.rests_on]
    shifted = tuple(replace(each, start=each.start + by, end=each.end + by) for each in fact.points)
    lead = replace(fact.sent, start=fact.sent.start + by, end=fact.sent.end + by)
    return replace(fact, sent=lead, lead=part(lead, 0, len(lead.view) - 1), points=shifted, rests_on=tuple(sents))


CLOSING = moved(
    points("经营者申请停开线路，应当提交下列材料：", ["线路停开申请书", "乘客分流方案", "沿线村居意见书"], "材料"),
    400,
)


@given(SEEDS)
def test_keys_are_members_and_wrong_options_are_none(seed: int) -> None:
    """Whatever is drawn, two options are wrong, three to five right, and every one stands in its own list."""
    (made,) = choices(OPENING, pool_of(OPENING, CLOSING), Random(seed))
    members = {each.text for each in OPENING.points}
    assert {key.text for key in made.keys} < members
    assert not {option.text for option in made.wrong} & members
    assert {option.text for option in made.wrong} <= {each.text for each in CLOSING.points}
    assert (len(made.keys), len(made.wrong)) == (3, 2)
    assert made.stem == "经营者申请新开线路，应当提交下列哪些材料？"


@given(SEEDS)
def test_shuffling_keeps_the_keys(seed: int) -> None:
    """Every drawn order of the options names the members as right, and the body has no fault."""
    (draft,) = MultipleChoice.draft(OPENING, pool_of(OPENING, CLOSING), Random(seed))
    assert set(draft.body.key_strings()) <= {each.text for each in OPENING.points}
    assert not list(draft.body.check())
    assert len(draft.body.options) - len(draft.body.key) == 2


def test_what_holds_of_the_wider_case_lends_nothing() -> None:
    """申请许可 and 申请生产许可: what one of them must hand in the other may have to as well."""
    wide = moved(points("申请许可，应当提交下列材料：", ["资质申报书", "场所证明件"], "材料"), 400)
    narrow = points("申请生产许可，应当提交下列材料：", ["工艺说明书", "设备清单表", "环评意见书"], "材料")
    for made in choices(narrow, pool_of(narrow, wide), Random(1)):
        assert not {option.text for option in made.wrong} & {each.text for each in wide.points}


@given(st.text("申请新停开线路许可生产", max_size=12), st.text("申请新停开线路许可生产", max_size=12))
def test_other_things_is_mutual(one: str, other: str) -> None:
    """Two leads are of others in both directions, never of themselves, never of a part of themselves."""
    assert are_of_others(one, other) is are_of_others(other, one)
    assert not are_of_others(one, one)
    assert not are_of_others(one, one + other)


CASES = points(
    "有下列情形之一的，应当中止演练：",
    ["通信中断超过3分钟的", "风力低于2级的", "人员发生受伤的", "水位高过警戒线的"],
    "情形",
)


def _figure(at: int, number: str, measure: str, value: float) -> object:
    return quantity(CASES.rests_on[at], number, measure, number + measure, value)


@given(SEEDS)
def test_a_changed_case_is_none_that_its_own_rule_entails(seed: int) -> None:
    """Over three minutes ends it, so over five does: the wrong limit is lower; and what it was is not shown."""
    figure = _figure(0, "3", "分钟", 3)
    below = _figure(1, "2", "级", 2)
    for made in choices(CASES, pool_of(CASES, figure, below), Random(seed)):
        wrong = {option.text for option in made.wrong}
        keys = {key.text for key in made.keys}
        assert not keys & {"通信中断超过3分钟的", "风力低于2级的"}
        minutes = [int(found[1]) for text in wrong if (found := re.search("超过([0-9]+)分钟", text))]
        assert minutes
        assert max(minutes) < 3
        levels = [int(found[1]) for text in wrong if (found := re.search("低于([0-9]+)级", text))]
        assert levels
        assert min(levels) > 2


def test_a_word_turned_round_is_wrong_and_its_original_is_not_shown() -> None:
    """双方 → 单方 in one condition, a figure in another; the two others are right."""
    fact = points(
        "申请人应当具备下列条件：",
        ["合同经双方签字", "在本地住满2年", "没有违法记录", "通过岗前考试"],
        "条件",
    )
    turned = Contrast(
        sent=fact.rests_on[0], pattern="contrast", word=part(fact.rests_on[0], 3, 5, "contrast"), opposite="单方"
    )
    years = quantity(fact.rests_on[1], "2", "年", "2年", 2)
    (made,) = choices(fact, pool_of(fact, turned, years), Random(3))
    assert {key.text for key in made.keys} == {"没有违法记录", "通过岗前考试"}
    assert "合同经单方签字" in {option.text for option in made.wrong}


@given(
    st.sampled_from("两三四五六七八九十"), st.sampled_from("个项种类条点级步"), st.sampled_from(["材料", "方式", ""])
)
def test_the_stem_does_not_tell_how_many_are_right(number: str, unit: str, noun: str) -> None:
    """哪三种方式 is asked as 哪些方式, 哪三点 as 哪几点, with 下列 only where some members are left out."""
    stem = f"报名者应当提交哪{number}{unit}{noun}？"
    for some in (False, True):
        asked = among(stem, some=some)
        assert number not in asked
        assert ("下列" in asked) is some
        assert asked.endswith(f"哪些{noun}？" if noun else f"哪几{unit}？")


@given(st.text("我们每月全部检查专职不无管理员一次、", min_size=0, max_size=20))
def test_only_one_word_is_turned(text: str) -> None:
    """What is turned differs from the text, and nothing with a negation, a choice or a second such word is."""
    turned = counterpart_of(text)
    if turned:
        assert turned != text
        assert not set("不无、") & set(text)
        assert sum(word in text for word in ("每月", "全部", "专职")) == 1


@pytest.mark.parametrize(
    ("noun", "of"), [("申请材料", "材料"), ("证明文件", "材料"), ("三种情况", "情形"), ("工作组", "组"), ("水杯", "")]
)
def test_classes_of_nouns(noun: str, of: str) -> None:
    """A noun is of the class that its end names."""
    assert class_of(noun) == of


def test_common_members_share_no_word_with_the_own_ones() -> None:
    """A common principle stands beside the document's own only where no character of it does."""
    view = "巡护工作坚持安全第一、属地负责、群防群治的原则。"
    members = ["安全第一", "属地负责", "群防群治"]
    fact = enumeration(sentence(view), members, "、".join(members), label="member:原则")
    for seed in range(20):
        for made in choices(fact, pool_of(fact), Random(seed)):
            assert all(not set(option.text) & set("".join(members)) for option in made.wrong)
    assert row_of(fact).of == "原则"


def test_keys_that_alone_end_in_one_word_are_trusted_less() -> None:
    """Who sees 便民原则 and 保密原则 beside 回访质量 need not have read anything."""
    kept = points(
        "做好窗口服务应当坚持下列原则：", ["便民原则", "保密原则", "尊重原则", "首问负责", "容缺受理"], "原则"
    )
    other = moved(points("做好档案管理应当坚持下列原则：", ["集中保管", "分级利用", "定期鉴定"], "原则"), 400)
    made = [each for seed in range(60) for each in choices(kept, pool_of(kept, other), Random(seed))]
    alike = [each.trust for each in made if all(key.text.endswith("原则") for key in each.keys)]
    mixed = [each.trust for each in made if not all(key.text.endswith("原则") for key in each.keys)]
    assert alike
    assert mixed
    assert max(alike) < min(mixed)


def test_keys_that_open_in_one_word_have_no_wrong_option_that_does_not() -> None:
    """坚持以上率下 and 坚持立行立改 beside 开展查摆活动 tell themselves."""
    keys = ["坚持以上率下", "坚持立行立改", "坚持学用结合", "坚持减负增效"]
    kept = points("开展练兵活动应当坚持下列原则：", keys, "原则")
    other = moved(
        points("做好档案管理应当坚持下列原则：", ["开展查摆活动", "集中统一保管", "分级分类利用"], "原则"), 400
    )
    lent = {
        option.text
        for seed in range(20)
        for each in choices(kept, pool_of(kept, other), Random(seed))
        for option in each.wrong
    }
    assert not lent & {"开展查摆活动", "集中统一保管", "分级分类利用"}
