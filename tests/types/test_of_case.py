"""Questions on what is to be done in a case."""

import pytest
from type_facts import drafts, find, sentence

from qbank.model.fact import Treatment
from qbank.types import ShortAnswer, TrueFalse


def _fact(case: str, then: str, pattern: str = "case_rule") -> Treatment:
    sent = sentence(f"{case}，{then}。")
    return Treatment(
        sent=sent, pattern=pattern, case=find(sent, case), then=find(sent, then), whole=find(sent, f"{case}，{then}")
    )


@pytest.mark.parametrize(
    ("case", "then", "stem", "key"),
    [
        (
            "连续两次考核不及格的",
            "取消当年评优资格，并由站长谈话",
            "连续两次考核不及格的，应如何处理？",
            "取消当年评优资格，并由站长谈话",
        ),
        (
            "对新提拔的干部",
            "一律要求近两年学习积分在85分以上",
            "对新提拔的干部，有哪些要求？",
            "一律要求近两年学习积分在85分以上",
        ),
        (
            "从今天起门禁卡一人一卡，借卡的",
            "扣当月奖金500元",
            "门禁卡一人一卡，借卡的，应如何处理？",
            "扣当月奖金500元",
        ),
        (
            "国家级站设备出现故障的",
            "2小时内响应、12小时内修复",
            "国家级站设备出现故障的，有哪些时限要求？",
            "2小时内响应、12小时内修复",
        ),
        ("学生确需解约的", "应当提前七天提出书面申请", "学生确需解约的，应当怎么做？", "提前七天提出书面申请"),
        (
            "开展50人以上活动的",
            "主办单位应当制定应急预案，并提前三天报街镇备案",
            "开展50人以上活动的，主办单位应当怎么做？",
            "制定应急预案，并提前三天报街镇备案",
        ),
        ("他人代办的", "要有委托书、双方身份证件", "他人代办的，应当有哪些材料？", "委托书、双方身份证件"),
        ("入馆拍摄的", "须出示单位证明", "入馆拍摄的，应当出示什么？", "单位证明"),
        ("入馆拍摄的", "应当有专人陪同", "入馆拍摄的，应当怎么做？", "有专人陪同"),
        ("新市民凭备案合同的", "可以按实际租金提取", "新市民凭备案合同的，可以怎么做？", "按实际租金提取"),
        (
            "发现学生坐黑车的",
            "学校要劝阻、要登记、要报告",
            "发现学生坐黑车的，学校应当怎么做？",
            "要劝阻、要登记、要报告",
        ),
        ("主动报告、没有后果的", "可以从轻处理", "主动报告、没有后果的，应如何处理？", "可以从轻处理"),
        (
            "租用场地演出的",
            "场地方应当在合同中写明责任",
            "租用场地演出的，场地方应当怎么做？",
            "在合同中写明责任",
        ),
        ("每月比率高于2.0的", "由医务部门约谈科主任", "每月比率高于2.0的，应如何处理？", "由医务部门约谈科主任"),
        ("项目一年内未开工的", "提取资金须退回账户", "项目一年内未开工的，应如何处理？", "提取资金须退回账户"),
        ("没有取得上岗证的", "一律不准进场作业", "没有取得上岗证的，不得做什么？", "进场作业"),
        (
            "及时发现重大隐患的",
            "给予200元至5000元奖励",
            "及时发现重大隐患的，应如何奖励？",
            "给予200元至5000元奖励",
        ),
        (
            "发生泄漏、丢失的",
            "30分钟内报告县教育局，2小时内书面报告市教育局",
            "发生泄漏、丢失的，应如何报告？",
            "30分钟内报告县教育局，2小时内书面报告市教育局",
        ),
        ("内部员工举报的", "奖励金额上浮20%", "内部员工举报的，应如何奖励？", "奖励金额上浮20%"),
        (
            "同一单位有三人以上被通报的",
            "追究单位主要领导责任",
            "同一单位有三人以上被通报的，应如何处理？",
            "追究单位主要领导责任",
        ),
    ],
)
def test_who_must_do_what_is_asked_in_its_own_words(case, then, stem, key):
    """A duty is asked of whoever has it, anything else by how; the answer stands in the document word for word."""
    (draft,) = drafts(ShortAnswer, _fact(case, then))
    assert (draft.stem, draft.body.key_text()) == (stem, key)
    assert [each.text for each in draft.asks] == [key]


def test_what_somebody_else_does_is_no_part_of_the_answer():
    """The key ends before the next agent; another act of the same one stays in it."""
    then = "现场人员应当先救人、再停机、后报告，乡镇农机站接报后30分钟内报告总站"
    (draft,) = drafts(ShortAnswer, _fact("发生人员受伤的", then))
    assert draft.body.key_text() == "先救人、再停机、后报告"
    (whole,) = drafts(ShortAnswer, _fact("发生人员受伤的", "现场人员应当先救人，在30分钟内报告总站"))
    assert whole.body.key_text() == "先救人，在30分钟内报告总站"


def test_to_explain_oneself_is_hardly_an_answer():
    """要说明情况 leaves open what and to whom; 主动回避 says what is to be done."""
    assert list(drafts(ShortAnswer, _fact("因调度失误造成停机的", "要说明情况"))) == []
    assert len(drafts(ShortAnswer, _fact("检查人员有亲属关系的", "应当主动回避"))) == 1


def test_who_decides_alone_answers_no_how():
    """由总经理批准 says who, not how."""
    assert list(drafts(ShortAnswer, _fact("五万元以上的", "由总经理批准"))) == []


def test_what_must_not_be_done_to_nothing_answers_no_how():
    """不得收取: what, was said before; 不得收取工本费 says it."""
    assert list(drafts(ShortAnswer, _fact("没有人为痕迹的", "不得收取"))) == []
    assert len(drafts(ShortAnswer, _fact("没有人为痕迹的", "不得收取工本费"))) == 1


def test_why_something_is_so_is_no_case():
    """原因在于…，老房子拆迁的，跑一趟不容易 asks for no remedy."""
    assert not drafts(ShortAnswer, _fact("原因在于申请要带户口本、老房子拆迁的", "人户分离，跑一趟不容易"))


def test_threats_of_the_older_pattern_stay_statements():
    """对…的，予以… is asked as 判断 alone."""
    assert list(drafts(ShortAnswer, _fact("对擅离职守的", "予以通报批评", "treatment"))) == []


def test_what_a_case_is_one_of_stands_before_it():
    """The words of the sentence that say so come first; such a case is no statement of its own."""
    sent = sentence("护工每年培训不少于三天，考核不合格的，停止上岗。")
    fact = Treatment(
        sent=sent,
        pattern="led_case",
        case=find(sent, "考核不合格的"),
        then=find(sent, "停止上岗"),
        whole=find(sent, "考核不合格的，停止上岗"),
        lead="护工每年培训不少于三天，",
    )
    assert [draft.stem for draft in drafts(ShortAnswer, fact)] == ["护工每年培训不少于三天，考核不合格的，应如何处理？"]
    assert drafts(TrueFalse, fact) == []


def test_what_something_is_and_since_when_is_no_case() -> None:
    """是个老馆，一九九八年建的 is told of the house."""
    assert drafts(ShortAnswer, _fact("县图书馆是个老馆，一九九八年建的", "应当逐年检修屋面")) == []


def test_a_reward_with_more_is_asked_as_a_treatment() -> None:
    """Who asks for the reward does not ask for secrecy."""
    for rest, how in (("，对举报人信息严格保密", "处理"), ("", "奖励")):
        (draft,) = drafts(ShortAnswer, _fact("员工举报经查实的", f"给予500元奖励{rest}"))
        assert draft.stem == f"员工举报经查实的，应如何{how}？"
