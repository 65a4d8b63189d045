"""Plain lists that a number closes in their clause."""

import pytest
from facts_of import facts_of, words_of


def found(text, kind="report"):
    """Return, for each list, the words before it, its number, what it counts with what follows, and its members."""
    return [
        (fact.before.text if fact.before else "", fact.number, fact.of + fact.then, words_of([fact])[0])
        for fact in facts_of("counted_run", text, kind)
    ]


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        (
            "入夏以来全市实施水源、管网、泵站三项改造，投资一亿元。",
            [("入夏以来全市实施", "三", "项改造", ("水源", "管网", "泵站"))],
        ),
        (
            "区里对米、面、油、猪肉、鸡蛋五类食材统一招标。",
            [("区里对", "五", "类食材统一招标", ("米", "面", "油", "猪肉", "鸡蛋"))],
        ),
        (
            "解决站里有牌子没人手、政策有条文没人懂、住户有难处没人问三个方面的问题。",
            [("解决", "三", "个方面的问题", ("站里有牌子没人手", "政策有条文没人懂", "住户有难处没人问"))],
        ),
        (
            "案件要抽查，其中甲类罪犯、乙类罪犯、丙类罪犯这“三类罪犯”的要全查。",
            [("", "", "“三类罪犯”", ("甲类罪犯", "乙类罪犯", "丙类罪犯"))],
        ),
        (
            "夜间、大风、陡坡三种情形，没有指挥部批准，不准接火。",
            [("", "三", "种情形，没有指挥部批准，不准接火", ("夜间", "大风", "陡坡"))],
        ),
        (
            "手册在旧版的基础上修订，主要是增加了异常情况报告、电器管理、家长接待三个部分。",
            [
                (
                    "手册在旧版的基础上修订，主要是增加了",
                    "三",
                    "个部分",
                    ("异常情况报告", "电器管理", "家长接待"),
                )
            ],
        ),
        (
            "窗口设置了受理、初审、复审三道手续，重复较多。",
            [("窗口设置了", "三", "道手续", ("受理", "初审", "复审"))],
        ),
        (
            "用三个月时间，达到思想进一步统一、作风进一步好转、能力进一步增强的“三个进一步”目标。",
            [("", "", "“三个进一步”", ("思想进一步统一", "作风进一步好转", "能力进一步增强"))],
        ),
        ("路边、河边、山边这“三边”，月底前清一遍。", [("", "", "“三边”", ("路边", "河边", "山边"))]),
    ],
)
def test_the_number_says_how_many_there_are(text, lists):
    """The list begins after the last leading word that is none of its members' own."""
    assert found(text) == lists


@pytest.mark.parametrize(
    "text",
    [
        "各校要把食堂、校车、门卫五个地方过一遍。",
        "抽查了食堂、校车、门卫等三个地方。",
        "采购、验收、留样三个月一查。",
        "先看食堂、校车、门卫第三个环节。",
        "查了食堂、校车，两个地方合格。",
        "将维保单位分为A、B、C三级。",
        "查出的裂缝按轻、中、重三级挂图。",
        "镇文化站会同供水、气象、供电等部门责令全镇三家运营企业停业。",
    ],
)
def test_other_numbers_close_no_list(text):
    """A wrong count, a list left open, a time, an ordinal, two of anything, mere letters and ranks."""
    assert found(text) == []


def test_laws_are_left():
    """Their lists have patterns of their own."""
    text = "各校要把食堂、校车、门卫三个地方过一遍。"
    assert found(text) and found(text, kind="law") == []


def test_what_is_made_up_of_the_members_is_none():
    """实操考开箱 is no part of an exam."""
    assert facts_of("counted_run", "结业时笔试考花期；实操考开箱、找王、合并弱群三项，要求十五分钟内完成。") == []


def test_what_the_first_member_says_of_all_is_no_member():
    """车罐上、中、下: 中 alone says nothing."""
    assert facts_of("counted_run", "混匀后从车罐上、中、下三处取样。") == []


def test_what_is_done_with_the_list_is_no_part_of_its_first_member():
    """列出问题、任务、责任“三项清单”; but 列出问题、制定措施、落实责任 has a verb each."""
    bare, each = "各县列出问题、任务、责任“三项清单”。", "整改分列出问题、制定措施、落实责任三个步骤。"
    assert words_of(facts_of("counted_run", bare)) == [("问题", "任务", "责任")]
    assert all("列出问题" in words for words in words_of(facts_of("counted_run", each)))


def test_what_stands_beside_or_behind_the_list_is_no_member():
    """办公室和学习教育、…三个工作组 has three groups; 老、幼、孕、病动物建立“四类档案” is no list of files."""
    (office,) = words_of(facts_of("counted_run", "领导小组下设办公室和学习教育、查纠整改、宣传信息三个工作组。"))
    assert office[-3:] == ("学习教育", "查纠整改", "宣传信息")
    assert facts_of("counted_run", "老、幼、孕、病动物建立“四类档案”，分四个档次。") == []


def test_what_lies_outside_of_a_list_is_no_thing():
    """四种材料之外，不许…: what is asked is what is not among them."""
    assert facts_of("counted_run", "宣纸、棉布、海绵、珍珠棉四种材料之外，不许自带报纸。") == []
