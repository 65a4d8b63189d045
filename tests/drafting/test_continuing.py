"""What takes up the words before it is lent them; what lacks its subject and cannot be lent one is trusted less."""

from __future__ import annotations

import pytest

from qbank.drafting.continuing import of_doer
from qbank.drafting.draft import every_candidate
from qbank.drafting.lacking import is_lacking
from qbank.drafting.later_piece import StemPlace
from qbank.drafting.naming import unnamed
from qbank.drafting.study import Study, Tools, study
from qbank.drafting.unsaid import whole_of
from qbank.facts._words import words_of
from qbank.model.document import Document
from qbank.text.rank import NO_CORPUS, Idf
from qbank.text.terms import content_words, open_segmenter, terms_of

SEGMENTER = open_segmenter()
TOOLS = Tools(content_words(SEGMENTER), terms_of(SEGMENTER), Idf(NO_CORPUS, {}))
LENT = {
    "of whom each is one": (
        "景区同山下三个村签订了协议，聘请护林员42人，每人每月补贴600元。",
        "景区同山下三个村签订了协议，聘请护林员42人，每人每月补贴",
    ),
    "a word said again": (
        "读者可以通过电话、网页两种方式续借，续借期限由原来的15天延长为30天。",
        "读者可以通过电话、网页两种方式续借，续借期限由原来的15天延长为",
    ),
    "a part of it": (
        "县级督查由分管领导带队，组员包括财政、审计干部各一人以上，每次督查时间不少于两天。",
        "县级督查由分管领导带队，组员包括",
    ),
    "the verb again": (
        "两次读数相差在0.2以内，以第一次为准；相差超过0.2，重新取样，并在2小时内报告班长。",
        "两次读数相差超过0.2，",
    ),
    "the doer of the sentence before": (
        "员工感到身体不适时，可以向班长提出换岗。每月可以预约一次免费体检，时间不少于2小时。",
        "员工每月可以预约一次免费体检，",
    ),
}
KEPT = {
    "each of what is named": "景区同山下三个村签订了协议，聘请护林员42人，每名护林员每月巡山不少于20天。",
    "another verb": "两次读数相差在0.2以内，以第一次为准；仪器漂移超过0.5，停机校准，并在2小时内报告班长。",
    "a thing acts not": "油库存油不超过5吨，周围不得堆物。每半年组织一次消防演练，时间不少于2小时。",
}
LACKING = [
    "科主任为第一责任人。",
    "无故缺席3次以上的扣当季绩效百分之多少？",
    "新开办尚未满几个月的食堂同样参加，不得不参加？",
    "街道每月抽查不少于百分之多少？",
    "几个党支部应当组织集中学习72次？",
    "名单3月10日前由维权股会同各乡镇确定。",
    "各县公司要在几月几日前成立相应机构？",
    "新任支部书记应在到任后几个月内通读？",
    "方法是自己找、群众提，每名干部列问题不少于几条？",
    "集中反映的有哪三件事？",
    "学习时间每人不少于16学时。",
    "结果填写在《水质记录》上，并每1小时更新。",
    "此次修订主要动了哪三处？",
    "三种方式是电话、短信、广播。",
    "党群工作部牵头，何时之前拿出新办法？",
    "9月11日至13日在市文化艺术中心举行，设哪些项目？",
    "先插红旗，十五米以内不准站人。",
    "其他项目抽查比例应不低于百分之多少？",
    "安装完毕经自检合格，并在20日内办理登记。",
    "新上岗要培训24学时，其中实操不少于多少学时？",
    "行政后勤不少于几学时？",
    "检查组对这家企业的锅炉当场作了哪3项测试？",
    "年度积分低于80分的，应如何处理？",
    "新到岗人员须于报到3个工作日内学完。",
    "分绳索救援、水域救援两个科目，每个科目集中训练不少于10天。",
    "夜班补贴从这个月起由每班45元提高到多少元？",
    "供电中心应当在何时全部查一遍？",
    "各车间应当在何时把方案传达到每一个人？",
    "一律通过手机端上报，附照片不少于几张？",
    "建议增设不少于多少个？",
    "一网能查：能运用资金流向开展分析，每人每年至少提供几条线索？",
    "同步开门征求意见，发放征求意见函不少于多少份？",
    "后一种情况漱口以后隔几分钟再测？",
    "有效期几年？",
    "预计可将人数从312名压缩至多少名？",
    "各科室应当在何时拿出整改措施？",
    "政治部应当在何时把名单定下来？",
    "等待期间考生不得离开考场；确需上厕所的，应如何处理？",
    "回避由考点主任决定。",
    "每2小时松解一次，每次不少于多少分钟？",
    "高风险的每天评，中风险的每周评几次？",
    "用专用工具清扫，冷却不少于多少分钟？",
    "紧急情况护士可以先执行，医生必须在多少分钟内到床边？",
    "单笔多少元以上的须经分管领导审批？",
    "6月、9月各一期，每期几天？",
    "书记多长时间至少讲一次党课？",
    "办公室下设哪三个工作组？",
    "下设哪三个工区？",
    "要抓住哪四个环节？",
    "归纳起来有哪五类？",
    "原因有哪三条？",
    "合并以后，步行到站点不得超过多少米？",
    "第二部分是“诊断”，把问题分为几类？",
    "出库前还要复核，并在几小时内登记？",
    "连续缺课的，班主任要在几天之内联系他？",
    "收费标准每个学生每月不得超过多少元？",
    "满四年必须更换，不得推迟。",
    "规定单人单日作业不超过几次？",
    "各县应当在何时完成一次全面排查？",
    "库房接到通知后，应当锁定该批次多少日内的入库？",
    "每人每月补贴多少元？",
    "人数达不到标准的，应当怎么做？",
    "冷却不少于多少分钟？",
    "搅拌时间不少于几分钟？",
    "作业中多长时间复测一次？",
    "四百多人每人培训不少于几个学时？",
    "834人中，知道可以上门的有多少人？",
    "违者第一次扣当月绩效百分之多少？",
    "工作要求有哪四项？",
    "下列哪些属于工作要求？",
    "发现的问题主要有哪五类？",
    "第七遍是出厂前，静置不少于多少天？",
    "本分册讲的是哪五个岗位天天要做的事？",
    "14家同一天执行同一标准，几小时内推送其余13家？",
    "本次修订补了哪三部分？",
    "市疾控中心负责市抽查的80家。",
    "整个过程控制在多少秒以内？",
    "服务半径不超过多少米？",
    "特点是读数跳变，几秒之内从0到80又回到0？",
    "分局多长时间研判一次？",
    "每个中队多长时间演练一次？",
    "普通党员每三年至少轮到一次。",
    "分局要求几个月之内背下来？",
    "施工单位应当在3日内整改。",
    "社会工作者违反的，应如何处理？",
    "会同区人社部门举办哪四个班？",
    "三支队伍，一支是宣讲队，每季度讲几场？",
    "被点名的四家单位应当在几日内公示？",
    "在办的13条均已明确包案领导，要求何时之前全部办结？",
    "非汛期每周不少于几次？",
    "“3”即三个必修模块，合计占比不低于百分之多少？",
    "各市分行选取其中不少于几起进行剖析？",
    "重点看整改情况，满意率低于百分之多少的一律返工？",
]
WHOLE = [
    "培训对象分为哪四类？",
    "修复坚持哪四项原则？",
    "严禁哪些行为？",
    "出现哪些情形的，应当在十五日内组织特殊检查？",
    "旧标准是哪年哪月制定的？",
    "火场扑灭以后，看守不少于多少小时？",
    "除通用考试外，还要参加不少于多少学时的培训？",
    "学员连续缺课的，班主任要在几天之内联系其他家长？",
    "超过使用年限的塔机，几日内须重新评估？",
    "各分馆应当配备管理员，该分馆每周开放不少于多少小时？",
    "各县应当在何时完成校舍排查？",
    "每名护林员每月补贴多少元？",
    "押金最高不超过多少元？",
    "冷却水的温度不高于多少度？",
    "违反治安管理规定的，如何处理？",
    "锅炉外部检验多长时间一次？",
    "进仓作业不少于几人？",
    "领导小组办公室多长时间组织一次督导检查？",
    "不合格卷由承办人在5个工作日内整改。",
    "压力表多长时间校验一次？",
    "行政后勤全年培训不少于几学时？",
    "检察官年度业绩低于60分的，应如何处理？",
    "各站应当在何时把压力表全部校验一遍？",
    "新上岗人员须培训多少学时？",
]


def _studied(text: str) -> Study:
    title = "云岭站值班员工作手册"
    return study(Document("手册.txt", "d" * 64, f"{title}\n{text}\n", title=title, kind="handbook"), TOOLS)


@pytest.mark.parametrize("name", LENT)
def test_what_takes_up_the_words_before_is_lent_them(name: str) -> None:
    """The stem says of what it is, in the words of its sentence or the one before."""
    text, wanted = LENT[name]
    stems = [unnamed(each.item.stem) for each in every_candidate(_studied(text))]
    assert any(stem.startswith(wanted) for stem in stems), stems


@pytest.mark.parametrize("name", KEPT)
def test_nothing_is_lent_by_another_subject(name: str) -> None:
    """A wrong subject is worse than none."""
    studied = _studied(KEPT[name])
    drafts = [each.draft for each in every_candidate(studied)]
    assert drafts
    assert [whole_of(each, studied).stem for each in drafts] == [each.stem for each in drafts]


@pytest.mark.parametrize("stem", LACKING)
def test_a_stem_without_its_subject_lacks_it(stem: str) -> None:
    """What nobody could answer who sees the stem alone; in a law the article says it."""
    assert is_lacking(None, stem, "report")
    assert not is_lacking(None, stem, "law")


@pytest.mark.parametrize("stem", WHOLE)
def test_a_stem_with_its_subject_lacks_nothing(stem: str) -> None:
    """A list, a case or a time that says of what it is."""
    assert not is_lacking(None, stem, "report")


def _place(text: str) -> StemPlace:
    """Return the place of the last piece of a text of one sentence."""
    studied = _studied(text)
    sent = next(each for each in studied.outline.sentences if each.view == text)
    at = text.rindex("；") + 1
    return StemPlace(text[at:], "treatment", sent, at, words_of(sent, studied.terms_of))


@pytest.mark.parametrize(
    ("first", "case", "whose"),
    [
        ("承租人逾期不腾退的，限期15日；", "存在转租行为又拒不改正的，由管理站收回房屋。", "承租人"),
        ("承租人逾期不腾退的，限期15日；", "发现转租的，由管理站上门核实。", ""),
        ("食堂、公寓逾期不整改的，限期15日；", "存在重大隐患的，由管理站责令停业。", ""),
        ("逾期不腾退的，限期15日；", "存在转租行为又拒不改正的，由管理站收回房屋。", ""),
    ],
)
def test_a_later_case_is_of_the_doer_of_the_first(first: str, case: str, whose: str) -> None:
    """Who finds out is not who is told of, and of two names none is sure."""
    place = _place(first + case)
    whole = of_doer(place, _studied(first + case))
    assert (whole.stem if whole else "") == (f"{whose}{case}" if whose else "")


def test_a_later_case_of_nobody_lacks_whose_it_is() -> None:
    """需要延长的 after a semicolon is of what the first piece says; 同一库房连续漏检的 is of its own."""
    later, own = (
        _place(f"展品每日巡查两次，每月清点一次；{case}，一般不超过30日。")
        for case in ("需要延长的", "同一库房连续漏检的")
    )
    assert is_lacking(later, later.stem, "handbook")
    assert not is_lacking(own, own.stem, "handbook")


@pytest.mark.parametrize("level", ["公司级", "公司"])
def test_a_level_is_no_company(level: str) -> None:
    """公司级每月开会 says of what level; 公司每月开会 who does."""
    text = f"云岭冷链有限公司成立于2009年。{level}每月至少召开3次安全会议，逐条销号。"
    stems = [unnamed(each.item.stem) for each in every_candidate(_studied(text))]
    assert any(stem.startswith("云岭冷链有限公司") for stem in stems if "每月" in stem) is (level == "公司")
