"""Rows of one table, asked."""

from random import Random

from type_facts import drafts, rows_of

from qbank.types import ShortAnswer, SingleChoice, TrueFalse
from qbank.types._of_rows import statements

LEAVE = [("一天以内", "由班长批准"), ("一天以上三天以内", "由站长批准"), ("三天以上", "由局长批准")]
LEAVE_VIEW = "职工请假一天以内的，由班长批准；一天以上三天以内的，由站长批准；三天以上的，由局长批准。"
MARKS = [("理论", "20分"), ("实操", "50分"), ("考勤", "30分")]
MARKS_VIEW = "考核实行百分制，其中理论占20分、实操占50分、考勤占30分。"


def asked(fact, seeds=range(20)):
    """Return the single choices drafted over several seeds, as stem and options."""
    return {
        (draft.stem, draft.body.key_text()): {option.text for option in draft.body.options}
        for seed in seeds
        for draft in drafts(SingleChoice, fact, seed=seed)
    }


def test_who_decides_is_asked_with_who():
    """Where all treatments are 由…批准, only the agents are options."""
    found = asked(rows_of(LEAVE_VIEW, LEAVE, "treatment", link="的，", lead="职工请假"))
    assert found[("职工请假一天以上三天以内的，由谁批准？", "站长")] == {"班长", "站长", "局长"}
    assert len(found) == 3


def test_a_share_is_asked_with_its_whole():
    """The lead stands before the row; the other rows' amounts are the wrong options."""
    found = asked(rows_of(MARKS_VIEW, MARKS, "amount", link="占", lead="考核实行百分制，其中"))
    assert found[("考核实行百分制，其中实操占多少分？", "50分")] == {"20分", "30分", "50分"}


def test_of_how_many_parts_it_is_made_up_is_left_away():
    """年度成绩由三部分构成：理论占20%… asks 年度成绩中，理论占百分之多少？"""
    fact = rows_of(MARKS_VIEW, MARKS, "amount", link="占", lead="年度成绩由三部分构成，")
    assert ("年度成绩中，实操占多少分？", "50分") in asked(fact)
    assert asked(rows_of(MARKS_VIEW, MARKS, "amount", link="占", lead="办法为此设定了硬指标，")) == {}


def test_what_all_treatments_begin_with_stays_in_the_stem():
    """期限最长为十二个月 leaves only the amount to be chosen."""
    view = (
        "缴费满一年不足五年的，期限最长为十二个月；满五年不足十年的，期限最长为十八个月；"
        "满十年的，期限最长为二十四个月。"
    )
    rows = [
        ("满一年不足五年", "期限最长为十二个月"),
        ("满五年不足十年", "期限最长为十八个月"),
        ("满十年", "期限最长为二十四个月"),
    ]
    found = asked(rows_of(view, rows, "treatment", link="的，", lead="缴费"))
    assert found[("缴费满五年不足十年的，期限最长为____。", "十八个月")] == {"十二个月", "十八个月", "二十四个月"}


def test_stages_are_asked_for_their_time():
    """The other stages' periods are wrong, and of three stages the asked one taken together with the one before."""
    rows = [("甲阶段", "3月1日至5日"), ("乙阶段", "3月6日至9日"), ("丙阶段", "4月1日至8日")]
    view = "".join(f"{stage}（{period}）" for stage, period in rows)
    found = asked(rows_of(view, rows, "period"))
    assert found[("“乙阶段”安排在什么时间？", "3月6日至9日")] == {period for _, period in rows} | {"3月1日至9日"}
    # The first of three is plain from the others, and so is the last of more.
    assert not any("甲阶段" in stem for stem, _ in found)
    more = [*rows, ("丁阶段", "5月1日至8日")]
    found = asked(rows_of(f"{view}丁阶段（5月1日至8日）", more, "period"))
    assert {stem[1:4] for stem, _ in found} == {"乙阶段", "丙阶段"}
    # 第二阶段 alone names nothing that anybody learns.
    bare = [(f"第{number}阶段", period) for number, (_, period) in zip("一二三", rows, strict=True)]
    assert asked(rows_of("".join(f"{stage}（{period}）" for stage, period in bare), bare, "period")) == {}


def test_stages_stand_in_their_order():
    """A year that only some periods name does not put them last."""
    rows = [("甲阶段", "2024年11月起"), ("乙阶段", "12月上旬起"), ("丙阶段", "12月中旬起"), ("丁阶段", "12月下旬起")]
    fact = rows_of("".join(f"{stage}（{period}）" for stage, period in rows), rows, "period")
    (draft,) = drafts(SingleChoice, fact)
    assert draft.body.options[0].text == "2024年11月起"


def test_marks_are_asked_for_their_grade():
    """What the marks are is supplied where the sentence takes it for granted."""
    rows = [("90分以上", "优秀"), ("75分以上不足90分", "合格"), ("75分以下", "差")]
    view = "，".join(f"{case}为{grade}" for case, grade in rows)
    found = asked(rows_of(view, rows, "grade"))
    assert found[("得分75分以上不足90分的，应评定为哪一等次？", "合格")] == {"优秀", "合格", "差"}


def test_a_false_row_takes_another_rows_counterpart():
    """A statement is keyed true exactly when the row shows its own counterpart."""
    fact = rows_of(MARKS_VIEW, MARKS, "amount", link="占", lead="考核实行百分制，其中")
    made = {each.stem: each.key for seed in range(60) for each in statements(fact, Random(seed))}
    assert {True, False} == set(made.values())
    for stem, key in made.items():
        assert key == any(stem.endswith(f"其中{name}占{amount}。") for name, amount in MARKS)


def test_a_false_row_is_not_entailed_by_its_own():
    """热带鸟厅不低于22℃: so it is not below 16℃."""
    view = "室内温度：象馆不低于16℃，类人猿馆不低于20℃，热带鸟厅不低于22℃。"
    rows = [("象馆", "不低于16℃"), ("类人猿馆", "不低于20℃"), ("热带鸟厅", "不低于22℃")]
    fact = rows_of(view, rows, "amount", lead="室内温度，")
    false = {each.stem for seed in range(60) for each in statements(fact, Random(seed)) if not each.key}
    assert false == {"室内温度，象馆不低于20℃。", "室内温度，象馆不低于22℃。", "室内温度，类人猿馆不低于22℃。"}


def test_counts_in_a_report_are_hardly_trusted():
    """Tallies get little trust, planned shares much."""
    view = "当晚共检查车辆740台次，酒驾5起，醉驾1起，超员2起。"
    tally = rows_of(view, [("酒驾", "5起"), ("醉驾", "1起"), ("超员", "2起")], "amount", lead="当晚共检查车辆740台次，")
    assert {draft.trust < 0.3 for draft in drafts(SingleChoice, tally)} == {True}
    assert {draft.trust < 0.3 for draft in drafts(TrueFalse, tally)} == {True}


def test_amounts_of_nothing_said_are_not_asked():
    """Without a whole or a topic a share cannot stand alone."""
    assert drafts(SingleChoice, rows_of(MARKS_VIEW, MARKS, "amount", link="占")) == []


def test_all_rows_at_once_are_a_short_answer():
    """How a whole is shared out is asked for, and each share is a point."""
    (draft,) = drafts(ShortAnswer, rows_of(MARKS_VIEW, MARKS, "amount", link="占", lead="考核实行百分制，其中"))
    assert draft.stem == "考核实行百分制，其中各项分别占多少分？"
    assert draft.body.key_strings() == ("理论占20分", "实操占50分", "考勤占30分")


def test_who_checks_is_no_whole():
    """由办公室组织验收，满分100分: of what, is not said."""
    lead = "由办公室会同第三方组织验收，满分100分，其中"
    assert drafts(ShortAnswer, rows_of(MARKS_VIEW, MARKS, "amount", link="占", lead=lead)) == []


def test_shares_that_do_not_add_up_are_not_all():
    """Of 120 marks the rest is told elsewhere; of 100 these are all."""
    for whole, made in (("满分为120分", 0), ("满分为100分", 1)):
        found = drafts(ShortAnswer, rows_of(MARKS_VIEW, MARKS, "amount", link="占", lead=f"考核{whole}，其中"))
        assert len(found) == made
