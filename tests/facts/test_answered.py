"""Questions that a text answers itself."""

from facts_of import facts_of, words_of

TITLE = "献血知识问答\n"


def test_a_heading_that_asks_is_answered_by_its_section():
    """The sentences below it are the points."""
    text = (
        TITLE
        + "一、全血要隔多久才能再献？\n间隔不少于六个月。\n二、献血小板要隔多久？\n间隔不少于两周，一年最多二十四次。\n"
    )
    assert words_of(facts_of("answered", text)) == [
        ("全血要隔多久才能再献？", "间隔不少于六个月"),
        ("献血小板要隔多久？", "间隔不少于两周，一年最多二十四次"),
    ]


def test_counted_questions_need_no_label_below_them():
    """问1：… is answered by the paragraph after it, and by no other; one without a number is not."""
    text = (
        TITLE + "问1：遗留的药品由谁来处理？\n谁产生谁负责。接收人签字。\n问2：能不能先做实验？\n不能。\n"
        "问：房间怎样定级别？\n看分数。\n"
    )
    assert words_of(facts_of("answered", text)) == [
        ("遗留的药品由谁来处理？", "谁产生谁负责", "接收人签字"),
    ]


def test_an_answer_of_several_paragraphs_is_no_point_to_learn():
    """Nor one that speaks of itself, tells a story or is long."""
    answers = ("先看分数。\n再看危险。", "我们去年定过一次。", "按表打分，" * 60 + "即可。", "具体如下：")
    for answer in answers:
        assert facts_of("answered", f"{TITLE}问：房间的级别怎样评定？\n答：{answer}\n问：谁来定房间的级别？\n") == []
