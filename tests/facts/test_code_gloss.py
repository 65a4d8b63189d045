"""Quoted code words with and without a gloss."""

import pytest
from facts_of import facts_of, words_of


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("库房落实“三防”要求，即防火、防盗、防潮。", ("三防", "防火、防盗、防潮")),
        ("转移做到“三不落”：不落一户、不落一人、不落一处。", ("三不落", "不落一户、不落一人、不落一处")),
        ("窗口设立“绿通”（即老年人优先办理通道）。", ("绿通", "老年人优先办理通道")),
        ("“红停”，即立即停止演练的口令，全员必须服从。", ("红停", "立即停止演练的口令，全员必须服从")),
        ("采取“三步走”，即看回放、答试题、谈心得，走完才算完成。", ("三步走", "看回放、答试题、谈心得")),
        ("“四前”工作法。即组织建设走在前，预测工作走在前。", ("四前", "组织建设走在前，预测工作走在前")),
        (
            "合同明确“五有”：有人、有物、有账、有考核、有退出；每20座水库配备2人。",
            ("五有", "有人、有物、有账、有考核、有退出"),
        ),
        (
            "做好“三个固化”：一是把晨课固化为每周一、三、五的制度，每次20分钟；二是把三问固化到会上；三是把评议固化下来。",
            (
                "三个固化",
                "一是把晨课固化为每周一、三、五的制度，每次20分钟；二是把三问固化到会上；三是把评议固化下来",
            ),
        ),
        (
            "执行“两严禁”：严禁动员老人、孕妇上山；严禁迎着火头扑打。",
            ("两严禁", "严禁动员老人、孕妇上山；严禁迎着火头扑打"),
        ),
        ("配发“三件套”：灶具、软管和自闭阀，每户成本368元，老人不用掏钱。", ("三件套", "灶具、软管和自闭阀")),
        ("实现“一降两升”：投诉率下降，满意度提升，找回率提升。", ("一降两升", "投诉率下降，满意度提升，找回率提升")),
        ("“净损”指扣除残值以后的金额，十万的百分之五是五千，实付九万五。", ("净损", "扣除残值以后的金额")),
        ("站务会议每月召开一次。各站严格落实“首问负责”制度。", ("首问负责",)),
    ],
)
def test_codes_with_their_gloss(text, parts):
    """The gloss ends where its clause or its sentence ends; a code in force needs none."""
    assert words_of(facts_of("code_gloss", text)) == [parts]


@pytest.mark.parametrize(
    "text",
    [
        "他笑着说“辛苦了”。",
        "印发《落实“三防”要求的通知》。",
        "他在“老地方”等你，“可惜”没有来。",
        "他在“温馨提示”一栏里写了一句：码头东侧水浅，后来的船请留意。",
        "只看系统里的“派送意愿”一栏：显示“柜机”的，可以入柜。",
        "计量不等于“测量”：测量是为了得到一个量的大小。",
    ],
)
def test_other_quotations_give_nothing(text):
    """A saying, a quotation inside a title and words in irony are no codes."""
    assert facts_of("code_gloss", text) == []


def test_a_code_without_gloss_counts_once_a_document():
    """The second mention adds nothing; a gloss always does."""
    text = "服务大厅今年扩建。全县推行“一码通”服务。“一码通”，即一个编码办理全部事项。"
    assert words_of(facts_of("code_gloss", text)) == [("一码通",), ("一码通", "一个编码办理全部事项")]


def test_a_gloss_after_two_codes_belongs_to_neither():
    """After “A”和“B”，即… nobody can tell whose gloss it is."""
    text = "落实“三进”和“两查”的要求，即进户、进田、进校，查人、查物。"
    assert all(len(parts) == 1 for parts in words_of(facts_of("code_gloss", text)))


@pytest.mark.parametrize(
    "text",
    [
        "各镇推行“一码通”服务。大厅每天八点开门。",
        "大厅每天八点开门。各镇推行“一码通”服务，村里推行“一码通”服务，社区也用“一码通”办事。",
        "关于推行“一码通”服务的通知\n\n大厅每天八点开门。各镇推行“一码通”服务。",
    ],
)
def test_what_the_document_is_about_is_not_asked(text):
    """A code without gloss gives nothing in the first sentence, if it is in a heading, or if it is said often."""
    assert facts_of("code_gloss", text) == []


SUMMED = "全站推行“2+3”做法，即落实班前、班后“两次点名”。针对夜班，另行提出{}的要求。"


def test_a_code_that_adds_up_stands_for_the_counted_codes_after_it():
    """The codes may stand in the next sentences; their numbers must be those of the sum, in its order."""
    fact, *_ = facts_of("code_gloss", SUMMED.format("“三类必查”"))
    assert [each.text for each in fact.members] == ["两次点名", "三类必查"]
    assert len(fact.sentences()) == 2
    fact, *_ = facts_of("code_gloss", SUMMED.format("“四类必查”"))
    assert fact.members == ()
    assert fact.gloss.text.startswith("落实班前")


def test_counted_codes_know_those_made_like_them():
    """Rivals begin with a numeral and are as long; a code that counts nothing has none."""
    text = (
        "站务会议每月召开一次。各站按照“三查一改”制度开展自查，落实“首问负责”制度，"
        "推行“四清两改”，坚持“五必访”，讲求“实干担当”。"
    )
    found = {fact.code.text: fact.rivals for fact in facts_of("code_gloss", text)}
    assert found["三查一改"] == ("四清两改",)
    assert found["五必访"] == ()
    assert found["首问负责"] == ()


@pytest.mark.parametrize(
    ("text", "gloss"),
    [
        (
            "“两个提升”，即政治判断力、政治执行力明显提升，服务水平明显提升；“一个突破”，即进入前三名。",
            "政治判断力、政治执行力明显提升，服务水平明显提升",
        ),
        (
            "比武采取“3+2”参赛方式，即干部必比、骨干必比、新人必比，专职队员抽签比、通信员抽签比，杜绝替比。",
            "干部必比、骨干必比、新人必比，专职队员抽签比、通信员抽签比",
        ),
        ("中心建立“一案三访”，就是指派后访、开庭后访、结案后访。", "指派后访、开庭后访、结案后访"),
        ("做到“两个确保”，即确保每人学满48学时，确保考试合格，有关情况按月报送。", "确保每人学满48学时，确保考试合格"),
    ],
)
def test_a_gloss_ends_where_its_code_is_counted_off(text, gloss):
    """Clauses with the code's word, or with as many members as the sum says; another clause is no part of it."""
    found = [fact.parts()[1].text for fact in facts_of("code_gloss", text) if len(fact.parts()) > 1]
    assert gloss in found


def test_what_a_so_called_code_is():
    """所谓“三点”，就是…: up to the semicolon; without 所谓 it may be what somebody is."""
    text = "所谓“三点”，就是边界点、物流点、校园点；所谓“两段”，就是早市时段和夜间时段。"
    found = words_of(facts_of("code_gloss", text))
    assert found == [("三点", "边界点、物流点、校园点"), ("两段", "早市时段和夜间时段")]
    assert words_of(facts_of("code_gloss", "大家说的“老黄牛”，就是仓库的保管员。")) == []


def test_a_sum_that_is_left_open_is_told_clause_by_clause():
    """“1+2+N”，即…: each clause has its figure; one that lacks it ends the gloss before."""
    whole = "乡镇落实“1+2+N”机制，即每条线路由1名干部包保，配2名劝导员，发动N名家长监督，每月通报。"
    assert words_of(facts_of("code_gloss", whole)) == [("1+2+N", "每条线路由1名干部包保，配2名劝导员，发动N名家长监督")]
    half = "乡镇落实“1+2+N”机制，即每条线路由1名干部包保，配劝导员，每月通报。"
    assert words_of(facts_of("code_gloss", half)) == [("1+2+N", "每条线路由1名干部包保")]


def test_what_somebody_said_is_no_meaning_of_a_name():
    """“港拖3”船长嫌麻烦：“…” explains no tug."""
    assert words_of(facts_of("code_gloss", "“港拖3”船长刚开始嫌麻烦：“以前跟引航员配合几十年，一个眼神就行。”")) == []


def test_figures_that_are_told_one_by_one():
    """“246”承诺: what each figure means, in the order of the code; of another order nothing is taken."""
    text = "抢修实行“246”承诺，“2”是指接报后2小时内响应，“4”是指4小时内到场，“6”是指6小时内恢复供水。"
    assert words_of(facts_of("code_gloss", text)) == [("246", "接报后2小时内响应", "4小时内到场", "6小时内恢复供水")]
    assert not any(len(words) > 1 for words in words_of(facts_of("code_gloss", text.replace("“246”", "“264”"))))
