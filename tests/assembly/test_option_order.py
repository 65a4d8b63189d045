"""Which options may change places, and letters of the rationale that change with them."""

from __future__ import annotations

import pytest
from form_samples import several, single

from qbank.assembly.options import free_places, reordered
from qbank.types import FillBlank, Matching, Ordering, ShortAnswer, TrueFalse

PLAIN = ["政工室", "督查大队", "财务科", "信息科"]


@pytest.mark.parametrize(
    ("texts", "free"),
    [
        (PLAIN, (0, 1, 2, 3)),
        (["30日", "45日", "60日", "90日"], ()),
        (["九十日", "六十日", "三十日", "十五日"], ()),
        (["60日", "30日", "90日", "45日"], (0, 1, 2, 3)),
        (["15日", "1个月", "3个月", "半年"], ()),
        (["三分之一", "二分之一", "三分之二", "四分之三"], ()),
        (["5万元以上10万元以下", "10万元以上20万元以下", "20万元以上50万元以下"], ()),
        (["2021年3月", "2022年1月", "2023年5月"], ()),
        (["统一管理", "统筹管理", "分级管理", "属地管理"], (0, 1, 2, 3)),
        (["政工室", "督查大队", "财务科", "以上都对"], (0, 1, 2)),
        (["政工室", "督查大队", "财务科", "以上均不正确"], (0, 1, 2)),
        (["政工室", "督查大队", "财务科", "以上选项都不是"], (0, 1, 2)),
        (["政工室", "督查大队", "信息科", "其他"], (0, 1, 2)),
        (["其他直接责任人员", "督查大队", "财务科", "信息科"], (0, 1, 2, 3)),
        (["10人", "20人", "30人", "以上都不对"], ()),
        (["以上都对", "督查大队", "财务科", "信息科"], ()),
        (["政工室", "督查大队", "A和B", "财务科"], ()),
        (["政工室", "督查大队", "财务科", "AB都对"], ()),
        (["政工室", "督查大队", "前两项都对", "财务科"], ()),
        (["A级", "B级", "C级", "D级"], (0, 1, 2, 3)),
        (["A", "B", "AB", "O"], ()),
    ],
)
def test_what_options_say_tells_which_may_move(texts, free):
    """Amounts in order stay, what closes the list stays last, and what names letters stays altogether."""
    assert free_places(single("q", texts)) == free


@pytest.mark.parametrize(
    ("rationale", "told"),
    [
        ("故选B。", "故选C。"),
        ("A项错误。", "D项错误。"),
        ("选项C是另一条的规定。", "选项A是另一条的规定。"),
        ("AB两项正确，Ｃ错误。", "CD两项正确，Ａ错误。"),
        ("答案为A、D", "答案为B、D"),
        ("A、B分别为牵头单位和配合单位，A项、B项均须写明。", None),
        ("选项A、B分别对应第三条、第四条。", "选项D、C分别对应第三条、第四条。"),
        ("依据“进入A区、C区须登记。”B项错误。", "依据“进入A区、C区须登记。”C项错误。"),
        ("属于A类企业，缺维生素B，设AB角。", None),
        ("属于A类企业，设AB角，见A4纸。", "属于A类企业，设AB角，见A4纸。"),
        ("维生素B正确。", None),
        ("AC是原文。", None),
        ("第二个选项是另一条的规定。", None),
        ("前两项是原文。", None),
        ("选项2错误。", None),
        ("本题选 b。", None),
        ("E项错误。", None),
        ("原解析写“A项错误”。", None),
        ("见《办法》第三条第一项。", "见《办法》第三条第一项。"),
        ("A项目资金专款专用，B项错误。", "A项目资金专款专用，C项错误。"),
        ("", ""),
    ],
)
def test_letters_of_the_rationale_change_with_the_options(rationale, told):
    """A letter that surely names an option is its new letter; else the options stay (None)."""
    item = single("q", PLAIN, rationale=rationale)
    assert bool(free_places(item)) == (told is not None)
    if told is not None:
        moved = reordered(item, (2, 3, 1, 0))
        assert [option.text for option in moved.body.options] == ["财务科", "信息科", "督查大队", "政工室"]
        assert moved.body.key == ("o1",)
        assert moved.rationale == told


def test_a_stem_that_names_an_option_ties_the_options():
    """What the stem says of 选项A stays true."""
    item = single("q", PLAIN)
    assert free_places(item)
    object.__setattr__(item, "stem", "下列说法中，选项A所述的部门是哪个？")
    assert not free_places(item)


def test_keys_and_marking_go_with_their_options():
    """A multiple choice in a new order has its keys in that order and its own marking, and is free of faults."""
    item = several("q", [*PLAIN, "指挥中心"], (0, 2, 4))
    moved = reordered(item, (4, 1, 0, 3, 2))
    assert moved.body.key == ("o5", "o1", "o3")
    assert moved.body.marking == item.body.marking
    assert not list(moved.body.check())
    assert set(moved.body.key_text().split("；")) == set(item.body.key_text().split("；"))
    assert (moved.id, moved.revision) == (item.id, item.revision)


@pytest.mark.parametrize("kind", [TrueFalse, FillBlank, Matching, Ordering, ShortAnswer])
def test_other_types_keep_their_order(kind):
    """Only options under letters, of which some are right, change places."""
    assert free_places(kind.example()) == ()
    with pytest.raises(ValueError):
        reordered(kind.example(), (1, 0))


def test_an_order_that_is_none_is_refused():
    """A place given twice would lose an option."""
    with pytest.raises(ValueError):
        reordered(single("q", PLAIN), (0, 0, 1, 2))
