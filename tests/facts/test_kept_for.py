"""How long records are to be kept."""

import pytest
from facts_of import facts_of


def found(text, kind="report"):
    """Return lead, what is kept, term and whether it may be longer, for each fact."""
    return [(fact.lead, fact.kept.text, fact.term.text, fact.at_least) for fact in facts_of("kept_for", text, kind)]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("会诊记录保存不少于三年。", ("", "会诊记录", "三年", True)),
        ("监控录像至少保存90天，由门卫调取。", ("", "监控录像", "90天", True)),
        ("值班日志由班组保存两年。", ("", "值班日志", "两年", False)),
        ("车载视频保存时间不得少于30天。", ("", "车载视频", "30天", True)),
        ("阅卷过程全程录像，保存期两年。", ("", "阅卷过程全程录像", "两年", False)),
        ("体检报告实行一人一档，内容包括结论和复查，保存期限不少于5年。", ("", "体检报告", "5年", True)),
        ("每次预警留存日志和录音，保存不少于六个月。", ("每次预警留存的", "日志和录音", "六个月", True)),
    ],
)
def test_the_term_and_what_is_kept(text, fact):
    """It stands right before the verb, with who keeps it between, or in a clause before; laws have their own words."""
    assert found(text) == [fact]
    assert found(text, kind="law") == []


def test_a_name_that_takes_words_up_is_led_or_leans():
    """检查记录 is of the check told before it; where no clause says whose, the name leans."""
    (led,) = facts_of("kept_for", "水泵每月由管理员检查一次，检查记录保存不少于两年。", "report")
    assert (led.lead, led.leans) == ("水泵每月由管理员检查一次，", False)
    (bare,) = facts_of("kept_for", "影像资料保存不少于十年。", "report")
    assert (bare.lead, bare.leans) == ("", True)


@pytest.mark.parametrize(
    "text",
    [
        "血浆可以保存一年。",
        "记录保存不少于三年。",
        "一般投诉记录保存一年，重大投诉的保存五年。",
        "涉及事故的，保存五年。",
        "验收记录保存至产品期满后6个月。",
        "他把处方底稿保存了三年。",
    ],
)
def test_what_keeps_fresh_bare_records_and_grades_are_left(text):
    """A thing of no record, a record of nothing, two grades, and a story."""
    assert found(text) == []
