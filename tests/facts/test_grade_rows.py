"""Grades, each with its own rule, in running text."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "甲类图书（近五年出版）按定价的一倍赔偿；乙类图书按定价的两倍赔偿；丙类图书按定价的五倍赔偿。",
            ("甲类图书", "按定价的一倍赔偿", "乙类图书", "按定价的两倍赔偿", "丙类图书", "按定价的五倍赔偿"),
        ),
        (
            "蓝色预警，安排专人值班；黄色预警，取消户外教学；红色预警，所有学校停课。",
            ("蓝色预警", "安排专人值班", "黄色预警", "取消户外教学", "红色预警", "所有学校停课"),
        ),
        (
            "重大风险由集团挂牌管。较大风险由公司挂牌管。一般风险由车间挂牌管。",
            ("重大风险", "由集团挂牌管", "较大风险", "由公司挂牌管", "一般风险", "由车间挂牌管"),
        ),
        (
            "一级响应由县长指挥，二级响应由副县长指挥，三级响应由局长指挥。",
            ("一级响应", "由县长指挥", "二级响应", "由副县长指挥", "三级响应", "由局长指挥"),
        ),
        (
            "问题实行分级整改：A类，立即停用整改；B类，三日内整改；C类，七日内整改。",
            ("A类", "立即停用整改", "B类", "三日内整改", "C类", "七日内整改"),
        ),
        (
            "培训对象：一类为救助员；二类为管理员；三类为保洁员。",
            ("一类", "救助员", "二类", "管理员", "三类", "保洁员"),
        ),
    ],
)
def test_grades_of_one_thing(text, parts):
    """Semicolons, commas and full stops part the rows; the noun all have belongs to the grade."""
    assert words_of(facts_of("grade_rows", text)) == [parts]


@pytest.mark.parametrize(
    "text",
    [
        "预警分为蓝色、黄色、橙色三级。",
        "甲级设备每周检查；乙级设备每月检查。",
        "一类村12个，二类村20个，三类村5个。",
        "一级抓一级，层层抓落实，二级抓二级，三级抓三级。",
        "一类村拆除了旱厕，二类村清理了死角，三类村创建了庭院。",
        "Ⅰ类手术间用于移植手术，Ⅱ类手术间用于胸科手术，Ⅲ类手术间用于普通手术。",
        "甲类图书按一倍赔偿；乙类设备按两倍赔偿；丙类场地按五倍赔偿。",
    ],
)
def test_what_is_no_row_of_rules_is_left(text):
    """Mere names, two grades, numbers, a saying, what was done, a noun cut in two, and grades of different things."""
    assert facts_of("grade_rows", text) == []


def test_what_a_grade_means_stands_without_its_link():
    """红色为存在…: the 为 belongs to neither side."""
    text = (
        "三、分级处置\n红色为存在严重隐患，应当更新；黄色为存在较高风险，应当重大修理；绿色为风险可控，可以继续使用。\n"
    )
    (words,) = words_of(facts_of("grade_rows", text))
    assert [each[:2] for each in words if "险" in each or "患" in each] == ["存在", "存在", "风险"]
