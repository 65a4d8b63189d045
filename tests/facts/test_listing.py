"""What a text announces and then lists, by the heads of its items."""

import pytest
from facts_of import facts_of, words_of


def found(text):
    """Return, for each list, what it counts, its number as printed, and its heads."""
    return [(fact.number, fact.of, *words_of([fact])) for fact in facts_of("listing", text)]


def test_a_heading_announces_faults_told_one_a_paragraph():
    """Each paragraph opens with its fault; the figures after it are no part of the answer."""
    text = (
        "三、存在的问题\n走访发现，总体情况较好。\n一是布点不均。北片十个村没有站点。\n二是人手不足。全镇只有三名站长。\n"
        "三是账目不清。两个站点没有台账。\n"
    )
    assert found(text) == [("三", "个方面的主要问题", ("布点不均", "人手不足", "账目不清"))]


def test_a_lead_in_that_says_what_went_wrong_counts_nothing():
    """The words before 主要表现为 say whose fault it is."""
    text = "一些单位推行积分制存在偏差，主要表现为：重积分轻服务；重兑换轻记录；把积分同低保挂钩。"
    (fact,) = facts_of("listing", text)
    assert (fact.before.text, fact.of, fact.number) == ("一些单位推行积分制", "偏差", "")


def test_how_many_there_are_is_no_fault_by_itself():
    """43% of what is told with what is wrong with it."""
    text = "工作中还存在三个方面的问题：一是团队发展不平衡；二是五十岁以上的占到43%，接受新知识较慢；三是转化率不高。"
    assert [heads for _, _, heads in found(text)] == [
        ("团队发展不平衡", "五十岁以上的占到43%，接受新知识较慢", "转化率不高")
    ]


def test_a_case_alone_is_no_item():
    """第一次不合格 does not say what is done; the number of an item in brackets is no part of it."""
    text = "严格执行“三步走”：第一次不合格，七日内补考；第二次不合格，停岗培训五天；第三次不合格，调离原岗位。"
    assert [heads for _, _, heads in found(text)] == [
        ("第一次不合格，七日内补考", "第二次不合格，停岗培训五天", "第三次不合格，调离原岗位")
    ]
    steps = ("第一步第1至3个月，学标准", "第二步第4至6个月，跟班作业", "第三步第7至9个月，主操")
    assert [heads for _, _, heads in found(f"协议为期一年，分“三步走”：{'；'.join(steps)}。")] == [steps]
    text = "下一步，拟重点抓好两件事：（一）完成后进团队的整改，由委员牵头；（二）单独设置学习课堂，以操作为主。"
    assert [heads for _, _, heads in found(text)] == [("完成后进团队的整改", "单独设置学习课堂")]


def test_a_speaker_counts_with_a_word() -> None:
    """一个是 opens a point as 一是 does, and is no part of it."""
    text = "今天我讲三个意思：一个是家丑不能捂住，一个是病根要找准确，一个是用药要下足够。"
    assert [heads for _, _, heads in found(text)] == [("家丑不能捂住", "病根要找准确", "用药要下足够")]


def test_a_fault_is_told_with_its_turn():
    """What it really is completes the fault; figures that only go into it do not."""
    text = "查找原因，主要有两条：一是重车比例按平均数取了12%，实际上达到35%；二是三条路刚铺沥青，占总长一成。"
    assert found(text)[0][2] == ("重车比例按平均数取了12%，实际上达到35%", "三条路刚铺沥青")


def test_rules_of_which_one_opens_with_when_are_kept_whole():
    """发往医院的当天 tells nothing of what is done then; of two items nobody knows whether the second goes on alone."""
    rules = ("献血后一天内回访，问身体反应", "检测合格后发短信，告知结果", "血液发往医院的当天，再发一条短信")
    assert found(f"站里定下三条规矩：{'；'.join(rules)}。") == [("三", "条规矩", rules)]
    assert found(f"站里要办三件实事：{'；'.join(rules)}。") == [("三", "件实事", rules)]
    assert found(f"站里要办两件实事：{'；'.join(rules[1:])}。") == []


def test_a_thing_that_a_case_follows_is_no_point() -> None:
    """What is changed is said in the next clauses, so that all items are kept whole."""
    text = "系统做三个改动：一是日志不许照抄；二是同一班的日志，跟前一天相同的，会弹窗提醒；三是提醒全站联动。"
    (found,) = facts_of("listing", text)
    assert found.heads[1].text == "同一班的日志，跟前一天相同的，会弹窗提醒"
    kept = "工作有三条原则：一是先易后难，凡不花钱能改的，先改；二是数据说话；三是不搞平均。"
    assert facts_of("listing", kept)[0].heads[0].text == "先易后难"


def test_what_something_is_in_the_midst_of_is_no_point() -> None:
    """新增的五处高风险点中 is no fault: all points are kept whole."""
    text = "工作中还存在三个方面的问题：一是设备老化；二是新增的五处高风险点中，三处没有测线；三是人员断档。"
    (found,) = facts_of("listing", text)
    assert found.heads[1].text == "新增的五处高风险点中，三处没有测线"


def test_what_sets_something_off_is_no_step() -> None:
    """感烟的信号来了 is when the first step is taken; of two steps nobody knows whether the second goes on alone."""
    assert facts_of("listing", "卷帘分两步降：感烟的信号来了，先降到离地1.8米；感温的信号来了，再落到底。") == []


def test_a_fault_in_two_halves_is_kept_whole() -> None:
    """建的时候重台数，管的时候少规矩: the halves are made alike."""
    halves = ("建的时候重台数，管的时候少规矩", "部门之间有空档")
    text = f"存在问题的原因有两个：一是{halves[0]}；二是{halves[1]}。"
    (fact,) = facts_of("listing", text)
    assert tuple(head.text for head in fact.heads) == halves


def test_how_many_quite_a_few_are_is_not_counted():
    """好几个漏洞 counts nothing before its 几."""
    text = "护士长带着大家分析，发现病区还有好几个漏洞：姓名相近的同在一区；夜班没有二线；两种药摆在一起。"
    (fact,) = facts_of("listing", text)
    assert fact.number == "几"
    assert not fact.before.text.endswith("好")


def test_what_tells_classes_apart_is_kept() -> None:
    """出苗率低于50%、需要毁种的 names a class; of five measures the first clause does."""
    text = "专家组将地块分为三类：低于50%、需要毁种的300亩；50%至80%，可以补种的270亩；80%以上、基本正常的100亩。"
    (listed,) = facts_of("listing", text)
    assert [head.text for head in listed.heads][1] == "50%至80%，可以补种的270亩"


def test_half_a_case_is_no_point() -> None:
    """文字相同，图形不同的，判为近似: its first clause says nothing of what follows."""
    text = (
        "判断有三条规则：其一，文字相同，图形不同的，判为近似；其二，图形相同，文字不同的，另作判断；"
        "其三，整体接近的，判为近似。"
    )
    (listed,) = facts_of("listing", text)
    assert listed.heads[0].text == "文字相同，图形不同的，判为近似"


def test_grades_are_counted_too():
    """分三档：… is a list as 分三类：… is."""
    text = "按照规定，图像判定分三档：无异常、可疑、重大嫌疑。"
    assert found(text) == [("三", "档", ("无异常", "可疑", "重大嫌疑"))]


def test_what_stands_far_below_a_heading_is_not_what_it_names():
    """One sentence under 原因分析 lists causes; the third one there explains one of them."""
    causes = "站点归村里所有，但村里无力维修；乡镇负属地责任，但缺少专人；部门负责监管，但难以到场。"
    near = f"三、原因分析\n{causes}\n四、建议\n尽快整改到位。\n"
    far = f"三、原因分析\n思想认识有偏差。权责关系不清。资金投入不足。{causes}\n四、建议\n尽快整改到位。\n"
    assert len(found(near)) == 1
    assert found(far) == []


def test_what_a_speaker_counts_over_many_sentences():
    """A short sentence is kept whole, of a longer one its first clause; what he points at is no answer."""
    text = (
        "围绕目标，我强调三件事。\n第一件，堤防要守牢。每天巡查两次。夜里加一次。大雨天加倍。发现险情就报。不得拖延。\n"
        "第二件，转移要坚决，宁可听骂声。名单贴到墙上。\n第三件，物资要备足。编织袋两千条。\n"
    )
    assert found(text) == [("三", "件事", ("堤防要守牢", "转移要坚决，宁可听骂声", "物资要备足"))]
    assert found(text.replace("物资要备足", "这个问题要重视")) == []


def test_kinds_told_one_by_one():
    """一种是…；一种是…；还有一种是…: the announcement counts them."""
    text = "我看有三种毛病：一种是麻痹，觉得不会来；一种是依赖，等着上面；还有一种是厌战，听到预警不看。"
    assert found(text) == [("三", "种毛病", ("麻痹", "依赖", "厌战"))]
    assert found(text.replace("三种", "四种")) == []


def test_a_heading_names_whose_faults_follow():
    """Points far apart are one list where each opens a paragraph; one that breaks off is none."""
    text = (
        "二、准确认识当前走访工作中存在的偏差\n一是以报表代替走访。有人整天填表。有人只打电话。有人一年没去过。\n"
        "二是听得见“大嗓门”，听不见“沉默者”。\n三是留痕重于留心。\n"
    )
    heads = ("以报表代替走访", "听得见“大嗓门”，听不见“沉默者”", "留痕重于留心")
    assert found(text) == [("三", "个方面的偏差", heads)]


def test_some_and_what_follows_a_semicolon():
    """几项 counts three and more; a semicolon ends a list between 、."""
    principles = "学习条例，要把握好几项原则：坚持从严，勤俭办事；坚持依规，按标准办；坚持公开，接受监督。"
    assert found(principles) == [("几", "项原则", ("坚持从严", "坚持依规", "坚持公开"))]
    text = "新建系统先问两件事：现有系统能不能改、建成以后谁来用；一年不用的，停止拨款。"
    assert found(text) == [("两", "件事", ("现有系统能不能改", "建成以后谁来用"))]


def test_a_counting_word_inside_a_point_breaks_no_list():
    """最后在一张表上汇合 is part of the second point."""
    text = "方案作了三项改动：一是晚上抽签定库；二是三人分头核对，最后在一张表上汇合；三是每库抽两成仓房。"
    assert found(text) == [("三", "项改动", ("晚上抽签定库", "三人分头核对", "每库抽两成仓房"))]


def test_the_last_word_of_what_is_counted_stays_whole():
    """The 为 of 行为 is no link."""
    assert found("全县打击两类违法行为：制售假种、侵犯品种权。") == [("两", "类违法行为", ("制售假种", "侵犯品种权"))]


def test_a_code_in_the_heading_is_counted_by_its_points():
    """推进“四项整治” with three points would be another list."""
    text = "（三）立行立改，推进“两项整治”。一是整治采购乱象。全县统一招标。二是整治账目混乱。每月公示。\n"
    assert found(text) == [("", "“两项整治”", ("整治采购乱象", "整治账目混乱"))]
    assert found(text.replace("两项", "三项")) == []


@pytest.mark.parametrize(
    ("text", "of", "heads"),
    [
        ("墙上贴着《出院两件事》：一是核对清单，二是领取小结。", "《出院两件事》", ("核对清单", "领取小结")),
        ("初筛项目有四个：血红蛋白、血型、表面抗原和转氨酶。", "个", ("血红蛋白", "血型", "表面抗原", "转氨酶")),
        (
            "争议可以通过两种途径解决：与经营者协商和解；根据仲裁协议提请仲裁机构仲裁。",
            "种途径解决",
            ("与经营者协商和解", "根据仲裁协议提请仲裁机构仲裁"),
        ),
        (
            "二、存在的不足\n分馆发展不平衡，六个分馆来人少；经费保障不够，人均三元五；专业人才紧缺，没有修复员。",
            "个方面的主要问题",
            ("分馆发展不平衡", "经费保障不够", "专业人才紧缺"),
        ),
    ],
)
def test_other_ways_to_announce_and_to_list(text, of, heads):
    """A title that counts, members with a last 和, whole acts that open with how, and faults under their heading."""
    assert [row[1:] for row in found(text)] == [(of, heads)]


@pytest.mark.parametrize(
    "text",
    [
        "刚才大家谈得很好，下面我讲三点意见：提高认识；明确任务；压实责任。",
        "针对检查中存在的问题，一是开展体能训练，二是开展技能训练，三是开展夜间训练。",
        "改造分两步：根据台账，逐户摸底；在雨季前，完成清淤。",
        "地面用红、黄、蓝三种颜色画线：红线去急诊，不用排队；蓝线去抽血，要空腹；黄线去拍片，带单子。",
        "全镇建成三项工程：东渠改造；西渠改造。",
        "东北部有三个县：艾县、奥县、喀里县被统称为东北三县。",
    ],
)
def test_talk_remedies_and_miscounts_are_no_lists(text):
    """What a speaker will say, what is done about faults, items without a head, and a number that does not fit."""
    assert found(text) == []


def test_places_and_ways_are_counted_too_and_remarks_and_rings_are_no_part_of_an_item():
    """两处变化, 五样材料; （附表格） and ① go."""
    assert found("同去年相比有两处变化：名单提前公布，先看后报；本县考生优先，同等条件。") == [
        ("两", "处变化", ("名单提前公布", "本县考生优先"))
    ]
    assert found("登记要带三样东西：申请书、身份证明、住宅平面图（整套的不用）。") == [
        ("三", "样东西", ("申请书", "身份证明", "住宅平面图"))
    ]
    assert found("群里只发三样东西：通知、食谱、集体活动的照片。") == [
        ("三", "样东西", ("通知", "食谱", "集体活动的照片"))
    ]
    text = "市局设了3个预警模型：①同一处方号多次使用；②同一药师一小时审方超过40张；③夜间销售占比异常。"
    assert found(text) == [
        ("3", "个预警模型", ("同一处方号多次使用", "同一药师一小时审方超过40张", "夜间销售占比异常"))
    ]


def test_what_a_report_must_own_up_to_is_a_list_of_faults():
    """也要看到不足：一是…."""
    text = "任务完成得比较好，但也要清醒看到不足：一是人老车老，二是预报不细，三是台账不规范。"
    assert [row[1:] for row in found(text)] == [("个方面的主要问题", ("人老车老", "预报不细", "台账不规范"))]


def test_rules_are_learned_as_a_whole():
    """The first clause of 凡停电作业，必须核对 is no rule; the number before it is no part of it."""
    text = (
        "从六月起执行三条刚性规定：1、负责人不得离开现场，确需离开的先停工；"
        "2.凡停电作业，必须核对电源；3．夜间作业，须两人同行。"
    )
    (fact,) = facts_of("listing", text)
    assert [head.text for head in fact.heads] == [
        "负责人不得离开现场，确需离开的先停工",
        "凡停电作业，必须核对电源",
        "夜间作业，须两人同行",
    ]


def test_a_condition_keeps_what_goes_with_it():
    """容积…，并且内直径…: one without the other is half a condition."""
    text = "容器要同时符合两个条件：压力不低于0.1兆帕；容积不小于30升，并且内直径不小于150毫米。"
    (fact,) = facts_of("listing", text)
    assert [head.text for head in fact.heads] == ["压力不低于0.1兆帕", "容积不小于30升，并且内直径不小于150毫米"]


def test_a_speaker_may_say_more_before_he_counts():
    """我讲五件事 stands a few sentences before 头一件, and their number must be right."""
    said = (
        "我讲三件事，都有日子。文件不发了，记一下。\n头一件，检查表。从五月起换成拍照。\n"
        "第二件，调班次。加三台车。\n第三件，带教。五天就是五天。\n"
    )
    (fact,) = facts_of("listing", said)
    assert [head.text for head in fact.heads] == ["检查表", "调班次", "带教"]
    assert facts_of("listing", said.replace("三件事", "四件事")) == []


def test_a_list_whose_last_point_is_numbered_otherwise_is_none():
    """四是…, and then 5.…: nobody may be asked for four."""
    text = "三、存在的问题\n工作中还存在不少问题。\n一是设备老化。配件难找。\n二是人员不足。青黄不接。\n"
    assert len(facts_of("listing", text)) == len(facts_of("listing", text + "其余情况良好。\n"))
    assert facts_of("listing", text + "3.信息不畅。数据迟到。\n") == []


def test_a_number_in_brackets_counts_what_stands_before_them() -> None:
    """审核清单（三项）：… counts the points of the list."""
    (fact,) = facts_of("listing", "4.1　放行审核清单（三项）：资质在有效期内；编号一致；记录没有缺口。")
    assert (fact.before.text, fact.number, fact.of) == ("放行审核清单", "三", "项")


def test_what_links_a_counted_thing_to_its_name_is_no_part_of_it() -> None:
    """第一笔，是管网欠账 names 管网欠账."""
    text = "归纳起来，主要有两笔欠账。\n第一笔，是管网欠账。三成管子没换。\n第二笔，是人才欠账。缺十个人。\n"
    (fact,) = facts_of("listing", text)
    assert [head.text for head in fact.heads] == ["管网欠账", "人才欠账"]


def test_both_halves_of_a_rule_are_one_item() -> None:
    """毒饵不要碰，孩子和鸡犬要看好: the second half is to be known as well; a remark on the first is not."""
    text = "灭鼠期间请做到三点：毒饵不要碰，孩子要看好；门窗关严，粮食要盖好；死鼠不要摸，及时报站里。"
    (_, _, heads), *_ = found(text)
    assert heads == ("毒饵不要碰，孩子要看好", "门窗关严，粮食要盖好", "死鼠不要摸，及时报站里")


def test_half_of_a_paired_name_is_no_list_of_it():
    """“三结合三防止” told with three 结合 and three 防止 apart is not the three 结合."""
    text = "做到“三结合三防止”：同运行相结合，防止两张皮；同考核相结合，防止走过场；同利益相结合，防止一阵风。"
    for words in words_of(facts_of("listing", text)):
        assert all("防止" in word for word in words)
