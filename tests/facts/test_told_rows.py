"""Rows that running text tells by one word: what belongs to whom, which case is of which grade, dashes."""

from facts_of import facts_of, words_of


def test_what_only_the_first_case_says_is_said_of_all():
    """任一血型库存 goes into the name of the column."""
    text = "预警分三级，任一血型库存不足7天的为蓝色，不足5天的为黄色，不足3天的为橙色。"
    (fact,) = facts_of("case_grades", text)
    assert words_of([fact]) == [("不足7天", "蓝色", "不足5天", "黄色", "不足3天", "橙色")]
    assert fact.names == ("任一血型库存情形", "等级")


def test_amounts_and_equal_grades_are_no_grades():
    """How many there were of each case says nothing of its grade."""
    slopes = "平均坡度不超过8度的为初级道，超过8度、不超过20度的为中级道，超过20度的为高级道。"
    (fact,) = facts_of("case_grades", slopes)
    assert words_of([fact])[0][:2] == ("不超过8度", "初级道")
    assert facts_of("case_grades", "满90分的为12人，满80分的为20人，满70分的为9人。") == []
    assert facts_of("case_grades", "满90分的为合格，满80分的为合格，满70分的为不合格。") == []


def test_things_tied_by_different_words_are_no_rows():
    """归 and 由…负责 in one sentence tell different things."""
    assert facts_of("belongs", "排污口归环保局，垃圾由乡镇负责，堤防归水利局，道路由交通局负责。") == []
    assert words_of(facts_of("belongs", "道路由交通局负责，堤防由水利局负责，树木由林业局负责。")) == [
        ("道路", "交通局", "堤防", "水利局", "树木", "林业局")
    ]


def test_dashes_are_counted_and_announced():
    """A wrong count, or nothing that announces them, gives no list."""
    three = "——增加点位。晚上延长。\n——动员单位。排出日程。\n——申请调剂。首批明天到。\n"
    assert len(facts_of("dashes", "血站采取三项措施：\n" + three)) == 1
    assert facts_of("dashes", "血站采取四项措施：\n" + three) == []
    assert facts_of("dashes", "血站今天很忙。\n" + three) == []
