"""Measures with a name of their own, and how they work."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "parts", "lead"),
    [
        (
            "外包队伍实行“积分制”，严重违章一次扣6分，扣完一律清退，确保现场安全。",
            ("“积分制”", "严重违章一次扣6分，扣完一律清退"),
            "外包队伍实行的",
        ),
        (
            "三是“换位班”。从9月起，每个调度员一个季度跟一次车；每个驾驶员坐半天台。我自己带头。",
            ("“换位班”", "从9月起，每个调度员一个季度跟一次车；每个驾驶员坐半天台"),
            "",
        ),
        (
            "县里推行“县招、乡管、村用”：由县里统一招人，编制放在卫生院，人派到村里去。",
            ("“县招、乡管、村用”", "由县里统一招人，编制放在卫生院，人派到村里去"),
            "县里推行的",
        ),
        (
            "灯塔将改为“有人看护、无人值守”，即不再常年驻守，每月上岛巡检两次。",
            ("“有人看护、无人值守”", "不再常年驻守，每月上岛巡检两次"),
            "",
        ),
        (
            "今年2月，供销社开了一间“代包装室”，农户交散货，由这边分装送检，每单收1.5元；另有一处停用。",
            ("“代包装室”", "农户交散货，由这边分装送检，每单收1.5元"),
            "供销社开的",
        ),
    ],
)
def test_how_a_measure_works_ends_before_aims_and_stories(text, parts, lead):
    """In its own sentence up to the semicolon; in the next one as a whole; whose it is stands in front."""
    (fact,) = facts_of("named_way", text)
    assert words_of([fact]) == [parts]
    assert fact.lead == lead
    assert "".join(each.view for each in fact.sentences()) in text


@pytest.mark.parametrize(
    "text",
    [
        "以前实行“雪停出车”，每班由班长决定何时上路。",
        "全县没有建立“对应标准”，由各站按经验办理。",
        "镇里推行“积分超市”，去年参加的农户每村有三百户。",
        "各村建立“关爱清单”，做到底数清、情况明、不漏一户。",
        "推行“长处方”。\n\n每个县区至少选择两家药店，夜间由药师值守。",
        "各单位牢固树立“一盘棋”思想，由主要负责人统一推进各项工作。",
        "库点定了“三不拒”：水分高的不拒、晚来的不拒、量少的一律不拒。",
        "班前会改为“组员讲、班长补”，安监部随机调看录像，每周不少于20段。",
        "各企业建立“一人一档”，签到表、试卷由安全员保存不少于2年。",
        "实行“周巡查、月通报”。连续两次末位的社区，由主任约谈书记。",
        "小区成立了“居民自管小组”，街道按每户每年36元给予补贴。",
        "骨折与旧伤叠在一起，由鉴定机构评“参与度”。对伤者应当有起码的体谅，不在病床边谈扣减。",
        "设备解决的是“来得及”，人解决的是“想得到”，两样缺一不可，各管一头。",
        "窗口推行“网上办”。需要说明的是，补正材料的时间不得计算在办理期限之内。",
        "中心设“委屈假”。窗口人员碰到这类事情，当天可以提前两小时下班，不扣钱。",
        "实行“一岗双责”、党政同责，由主要负责人签字背书。",
        "州里成立督查组，实行“四不两直”，从现在起至明年五月，每月至少暗访一次。",
        "建立“叫应”机制，由值班员直接电话叫醒责任人；10分钟没有应答的，由站长上门。",
        "开设“便捷通道”，由专人引导，平均用时由22分钟压缩至9分钟。",
        "落实“站长负责、班长值守、安全员巡查”制度，每处场站每日有一名负责人带班。",
    ],
)
def test_what_is_no_measure_of_today_or_not_told_is_left(text):
    """Past ways, lacks, results, aims, what stands in another paragraph, and one name of several."""
    assert facts_of("named_way", text) == []


def test_laws_have_articles_instead():
    """What a law calls a system has an article of its own."""
    text = "外包队伍实行“积分制”，严重违章一次扣6分，扣完一律清退。"
    assert facts_of("named_way", text, kind="plan")
    assert facts_of("named_way", text, kind="law") == []
