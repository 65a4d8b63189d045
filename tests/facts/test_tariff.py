"""Lines of a table as text."""

from facts_of import facts_of, words_of


def test_lines_with_and_without_a_verb():
    """Marks taken off, and hours of a course."""
    marks = "扣分标准如下：\n迟到早退　　每次扣2分\n脱岗串岗　　每次扣3分\n与群众争吵　　每次扣10分\n"
    (fact,) = facts_of("tariff", marks)
    assert fact.link == "的，每次扣"
    hours = "包括：\n绿色建筑与节能　6学时\n工程质量防治　4学时\n安全新规解读　8学时\n"
    assert words_of(facts_of("tariff", hours)) == [
        ("绿色建筑与节能", "6学时", "工程质量防治", "4学时", "安全新规解读", "8学时")
    ]


def test_few_lines_and_mixed_units_are_no_table():
    """Two lines, and lines of different units, give nothing."""
    assert facts_of("tariff", "迟到早退　每次扣2分\n脱岗串岗　每次扣3分\n") == []
    assert facts_of("tariff", "东区球场　3片\n训练课程　6学时\n急救手册　40册\n") == []
