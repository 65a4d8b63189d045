"""Cases that stand by themselves, with all that is to be done in them."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "连续两次季考核不及格的，取消当年评优资格，并由站长谈话。",
            ("连续两次季考核不及格的", "取消当年评优资格，并由站长谈话"),
        ),
        ("学生确需解约的，应当提前七天提出书面申请。", ("学生确需解约的", "应当提前七天提出书面申请")),
        ("凡整改不力、弄虚作假的，取消学校当年的评优资格；", ("整改不力、弄虚作假的", "取消学校当年的评优资格")),
        (
            "外出要登记；外包单位一年之内发生两次严重违章的，解除合同，三年之内不得参加招标。",
            ("外包单位一年之内发生两次严重违章的", "解除合同，三年之内不得参加招标"),
        ),
        (
            "今后，凡同一网点一年内出现三次的，支行行长应当作出说明，不得推诿。",
            ("同一网点一年内出现三次的", "支行行长应当作出说明，不得推诿"),
        ),
        (
            "按照“一次告知”的要求，凡是老人无偿转让住房的，受理人员要主动问，并记在笔录里。",
            ("老人无偿转让住房的", "受理人员要主动问，并记在笔录里"),
        ),
        (
            "支行行长任期满五年、委派会计满三年、客户经理在同一片区满三年的，必须轮岗。",
            ("支行行长任期满五年、委派会计满三年、客户经理在同一片区满三年的", "必须轮岗"),
        ),
    ],
)
def test_a_case_with_what_is_to_be_done(text, parts):
    """The case keeps its 的; what is to be done runs to the end of its piece."""
    assert words_of(facts_of("case_rule", text)) == [parts]


@pytest.mark.parametrize(
    "text",
    [
        "情节严重的，取消当年评优资格。",
        "哪个站长知道了又告诉了站里的，通报批评，演练作废。",
        "我跟各单位讲过，每座水库至少配两名专职的，三年之内不得调离岗位。",
        "经查属实的，每例从年度考核中扣减0.5分。",
        "停工超过两小时的，原票作废，另行办理。",
        "对履职不力的单位，其负责人应当作出说明。",
        "报名参加培训的，大多是刚刚入职的青年职工。",
        "借期已满的，按有关规定处理。",
        "挡鼠板的高度不低于50厘米，因搬运设备需要取下的，应当有人看守。",
        "本处工作人员有直系亲属报考的，一律书面报告，年内共有3人申请回避。",
        "患者认为转诊被拒绝的，可以投诉，查明后被投诉的，应当整改。",
        "质检部应当在二十四小时内完成检验，需要送外检验的，不得超过七个工作日。",
        "会场布置好以后要检查；确因工作调动的，取消原有资格。",
        "训练时受XX伤的，应当立即报告站长。",
        "居住权人死亡的，所有权人可以凭死亡证明单方申请。",
        "净菜是中午备多的那部分原料洗切配好的，当天没有卖完一律处理。",
        "督促企业合理确定承包费，连续驾驶4小时的驾驶员休息不足的，必须停运。",
        "破损的木构件能够局部加固的，就不要整体更换。",
        "登记差错二十七起，二十五起是当事人自己说的，全部得到补救。",
        "检查中发现漏岗的，按下表扣除站点当月的分数。",
        "司机没有从业证的，不得上路；现有没有证的，给两年时间考。",
        "保安员发现违规停放的，应当当场劝阻；劝阻无效的，两小时内报告街道。",
        "近三年内受过党纪处分的，取消参赛资格。",
        "自愿住院的病人要求出院的，应当同意；医生认为不宜出院的，告知理由，并详细记录。",
    ],
)
def test_cases_that_lean_on_others_are_left(text):
    """Whose case it is was said before, the rule stands elsewhere, or nothing is laid down."""
    assert facts_of("case_rule", text) == []


def test_articles_of_a_law_are_left_to_other_patterns():
    """Norms state their cases in frames of their own."""
    text = "学生确需解约的，应当提前七天提出书面申请。"
    assert facts_of("case_rule", text, kind="plan")
    assert facts_of("case_rule", text, kind="law") == []


def test_in_a_report_a_case_may_open_with_its_thing():
    """药剂库 says what it is a case of as well as a person would; after a colon as well."""
    text = "领导小组明确了规矩：药剂库不落实双人双锁的，当日封存药剂、当日换锁。"
    assert words_of(facts_of("case_rule", text, kind="news")) == [("药剂库不落实双人双锁的", "当日封存药剂、当日换锁")]
    assert facts_of("case_rule", "规矩是这样：连续两次不按时上锁的，当日封存药剂。", kind="news") == []


@pytest.mark.parametrize(
    ("later", "found"),
    [("属于本人管辖区域的，还应当调整岗位。", 0), ("机动车停放超过三天的，通知车主。", 1), ("各站照此执行。", 1)],
)
def test_a_case_that_goes_on_in_the_next_sentence(later, found):
    """Half of what is to be done is no answer."""
    first = "工作人员的亲属从事零售业务的，应当在15日内如实申报。"
    cases = [case for case, _ in words_of(facts_of("case_rule", first + later))]
    assert cases.count("工作人员的亲属从事零售业务的") == found


def test_a_doer_whose_case_goes_on_behind_the_semicolon():
    """Whoever mixes honey is warned, and if they use the label they lose it."""
    text = "收购企业未索验日志的，由监管部门给予警告；使用产地标志的，暂停使用6个月。"
    assert facts_of("case_rule", text) == []


def test_what_is_defined_is_no_case():
    """一票否决即政治审查不合格的，…: what the name means."""
    assert facts_of("case_rule", "一票否决即申请人政治审查不合格、拖欠社有资金的，一律不予发展。") == []
