"""How often something is to be done, asked."""

from hypothesis import given
from hypothesis import strategies as st
from type_facts import drafts, frequency

from qbank.types import SingleChoice
from qbank.types import _periods as periods


def test_the_period_is_asked_and_its_neighbours_are_wrong():
    """The act follows 多长时间; the options run from the shortest period to the longest."""
    (draft,) = drafts(SingleChoice, frequency("值班员应当每季度测一次内阻，并做好记录。", "每季度", "测一次"))
    assert draft.stem == "值班员应当多长时间测一次内阻？"
    shown = [option.text for option in draft.body.options]
    assert draft.body.key_text() == "每季度"
    assert len(shown) == 4
    assert shown == sorted(shown, key=periods.length_of)


def test_at_least_stays_with_what_is_done():
    """每半年至少组织一次 asks 多长时间至少, 应当每半年 asks 应当多长时间."""
    (draft,) = drafts(SingleChoice, frequency("各站每半年至少组织一次演练。", "每半年", "至少组织一次"))
    assert draft.stem == "各站多长时间至少组织一次演练？"
    (draft,) = drafts(SingleChoice, frequency("各站每半年必须至少组织一次演练。", "每半年", "必须至少组织一次"))
    assert draft.stem == "各站必须多长时间至少组织一次演练？"


def test_a_period_that_the_stem_tells_is_not_asked():
    """Who presides for a season calls the meeting each season."""
    fact = frequency("联盟由各站担任季度轮值主席，每季度召开一次联席会议。", "每季度", "召开一次")
    assert drafts(SingleChoice, fact) == []


def test_periods_that_the_sentence_names_are_no_options():
    """每月 of the next piece is right there."""
    fact = frequency("仓库每周检查一次；遇汛期另有安排的，每天报告，每月汇总。", "每周", "检查一次")
    (draft,) = drafts(SingleChoice, fact)
    assert {"每天", "每月"}.isdisjoint(option.text for option in draft.body.options)


def test_the_same_act_in_another_case_is_an_option():
    """How often guards are relieved in winter is what one mistakes for how often in the heat."""
    fact = frequency("室外岗气温35℃以上每1小时轮换一次；冬天室外岗每2小时轮换。", "每1小时", "轮换一次")
    (draft,) = drafts(SingleChoice, fact)
    assert "每2小时" in [option.text for option in draft.body.options]


def test_whom_one_looks_at_anew_is_not_said():
    """每季度重新评定一次 leaves open who; 骨干每季度重新评定一次 does not."""
    (of_nobody,) = drafts(
        SingleChoice, frequency("每季度重新评定一次，连续两次不升类的，不再安排上岗。", "每季度", "重新评定一次")
    )
    (told,) = drafts(SingleChoice, frequency("业务骨干每季度重新评定一次。", "每季度", "重新评定一次"))
    assert of_nobody.trust < told.trust


def test_whether_it_is_so_is_not_asked_by_how_often():
    """是否持有证明，每年检查一次 would be two questions in one."""
    fact = frequency("服务人员是否持有健康证明，每年检查一次。", "每年", "检查一次")
    assert drafts(SingleChoice, fact) == []


def test_once_of_nothing_named_is_trusted_less():
    """每台柜机每天一次 does not say what; 每台泵的试运行每天一次 does."""
    (bare,) = drafts(SingleChoice, frequency("西楼二层的每台冷藏柜机每天一次。", "每天", "一次"))
    (named,) = drafts(SingleChoice, frequency("每台水泵由夜班的值班人员巡查，每天巡查一次。", "每天", "巡查一次"))
    assert bare.trust < named.trust


def test_what_somebody_used_to_do_is_not_asked():
    """过去 tells a story."""
    assert drafts(SingleChoice, frequency("过去仓库每周检查一次。", "每周", "检查一次")) == []


def test_what_is_done_and_to_what_is_said():
    """驻场员每周一次 has no act; what a committee samples was said before, and that is trusted less."""
    assert drafts(SingleChoice, frequency("巡检员每周一次，重点是阀门。", "每周", "一次")) == []
    (told,) = drafts(SingleChoice, frequency("应急演练每半年一次，由站长主持。", "每半年", "一次"))
    (of_nothing,) = drafts(SingleChoice, frequency("协会应当每季度抽检一次，结果上网。", "每季度", "抽检一次"))
    (of_it,) = drafts(SingleChoice, frequency("协会应当每季度抽检一次茶样，结果上网。", "每季度", "抽检一次"))
    assert told.stem == "应急演练多长时间一次？"
    assert of_nothing.trust < 0.5 < of_it.trust


@given(st.integers(2, 90), st.sampled_from(["小时", "天", "日", "分钟", "年"]))
def test_counted_periods_stand_between_shorter_and_longer_ones(number, measure):
    """What is offered below is shorter, above longer, each in the same unit."""
    period = f"每{number}{measure}"
    below, above = periods.beside(period)
    assert all(0 < periods.length_of(each) < periods.length_of(period) for each in below)
    assert all(periods.length_of(each) > periods.length_of(period) for each in above)
    assert all(each.endswith(measure) for each in [*below, *above])


def test_what_is_done_besides_is_not_asked() -> None:
    """每两个月明查一次、不定期暗访: the question ends with the act that has the period."""
    fact = frequency("中心对窗口每两个月明查一次、不定期暗访。", "每两个月", "明查一次")
    stems = [draft.stem for draft in drafts(SingleChoice, fact)]
    assert stems and not any("暗访" in stem for stem in stems)


def test_what_is_done_once_stands_right_before():
    """城区养护桥梁每年一次 leaves open what is done; 城区桥梁检测每年一次 does not."""
    bare, told = (
        drafts(SingleChoice, frequency(view, "每年", "一次"))[0]
        for view in ("城区一类养护桥梁每年一次。", "城区一类桥梁检测每年一次。")
    )
    assert bare.trust < told.trust


def test_a_name_that_tells_the_period():
    """“日管控、周排查” tells 每周."""
    view = "按照“日管控、周排查”要求，安全总监每周排查一次隐患。"
    assert drafts(SingleChoice, frequency(view, "每周", "排查一次")) == []


def test_an_act_that_tells_when():
    """每年春秋各消毒1次 tells 每年."""
    assert drafts(SingleChoice, frequency("蜂具每年春秋各消毒1次。", "每年", "春秋各消毒1次")) == []
