"""Words of rules with a fixed opposite."""

import pytest
from facts_of import facts_of


@pytest.mark.parametrize(
    ("text", "word", "opposite"),
    [
        ("处理结果应当以书面形式告知申请人。", "书面", "口头或者书面"),
        ("对决定不服的，可以向上一级机关申请复核。", "上一级", "同级"),
        ("各站每季度开展一次演练。", "每季度", "每半年"),
        ("场馆应当定期检修消防设备。", "定期", "不定期"),
        ("由分管副主任任副组长。", "副组长", "组长"),
        ("公益课程应当无偿使用活动室。", "无偿", "有偿"),
        ("决议应当经全体委员过半数通过。", "过半数", "三分之二以上"),
        ("值班记录的保存期限不得少于三年。", "不得少于", "不得超过"),
        ("预案应当由单位主要负责人审定。", "主要负责人", "分管负责人"),
        ("征求意见的时间不计算在审核期限内。", "不计算在", "计算在"),
        ("理事任期届满，连选可以连任。", "可以", "不得"),
        ("青溪博物馆应当免费向社会开放。", "免费", "收费"),
        ("6月中旬开展中期评估。", "中旬", "上旬"),
    ],
)
def test_words_with_an_opposite(text, word, opposite):
    """The most telling word of a rule is found with its opposite."""
    (fact,) = facts_of("contrast", text)
    assert (fact.word.text, fact.opposite) == (word, opposite)


@pytest.mark.parametrize(
    "text",
    [
        "工地不得在每日二十二时至次日六时施工。",
        "代表可以书面提出意见。",
        "规划报上级机关同意后，应当报本级人民政府备案。",
        "任何人不得以任何方式侵占公物。",
        "面积不得超过规定。",
        "检查应当定期或者不定期开展。",
        "由主任任组长，副主任任副组长。",
        "应当执行《书面审查规程》，落实“每月一查”。",
        "他写了一份书面材料。",
        "应当按照年度计划报送每年度报表。",
        "有偿服务与无偿服务应当分开，有偿服务另行公示。",
        "公益课程应当无偿向居民开放。",
        "值班人员应当每日8时到岗。",
        "各班组应当每周一上午报送台账。",
        "应当提前告知停水时间，开放时间不得推后。",
        "送交时双方应当当场称重。",
        "页码应当记在工作单上，由交接双方签字。",
        "未经站长批准，各班不得自行收费。",
        "发现假票当场扣留，应当追查。",
        "托管班应当每天开到晚上8点。",
        "缴费由每年一次调整为按月缴纳，应当公示。",
        "演练应当安排在夜间，不要只在白天练。",
        "停车让行标志应当单独设置，不得与其他标志并设。",
        "每个客房应当单独设回路。",
        "是否委托检测应当由双方自愿。",
        "机构应当事先分配频率，事后监督使用。",
        "酸洗要控制浓度，加缓蚀剂，事后钝化，由有资质的单位做。",
        "管理处要按月通报、按季讲评、年终总评。",
        "电子文件没有原件可言，应当固定元数据。",
        "值班长应当把四张表汇总，报分管主任。",
        "不少人在楼里工作多年，每天推开防火门许多回。",
    ],
)
def test_words_whose_swap_is_unsafe_give_nothing(text):
    """Both opposites in one rule, titles and quotations, no rule, part of another word: no fact."""
    assert facts_of("contrast", text) == []


def test_one_word_a_sentence():
    """A sentence with two such words yields the more telling one."""
    facts = facts_of("contrast", "受理机构应当定期以书面形式通报进展。")
    assert [fact.word.text for fact in facts] == ["书面"]
