"""How announced lists are asked."""

import pytest
from type_facts import drafts, find, sentence

from qbank.model.fact import Enumeration, Essence, Listing, Pairs
from qbank.types import Matching, ShortAnswer


def listing(view, before, heads, of, *, number="", then="", context="", pattern="listing", **rest):
    """Return a list announced by the words before it."""
    sent = sentence(view, **rest)
    return Listing(
        sent=sent,
        pattern=pattern,
        heads=tuple(find(sent, head) for head in heads),
        of=of,
        number=number,
        before=find(sent, before) if before else None,
        then=then,
        context=context,
    )


def test_a_list_that_counts_itself_is_asked_by_its_number():
    """“…”的三级机制: 建立哪三级机制, and not 什么三级机制."""
    heads = ("领导包班组", "班组长包岗位", "师傅包徒弟")
    view = f"各车站要建立“{'、'.join(heads)}”的三级包保机制。"
    fact = listing(view, "各车站要建立", heads, "三级包保机制", pattern="quoted_list")
    assert [draft.stem for draft in drafts(ShortAnswer, fact)] == ["各车站要建立哪三级包保机制？"]


def test_a_named_list_says_whose_it_is():
    """What has been parted into four owns the name; of members that stand before their name nobody can tell."""
    heads = ("理论一块", "历史一块", "纪律一块")
    parted = listing("把轮训内容归纳为“三个一块”：理论一块；历史一块；纪律一块。", "", heads, "“三个一块”")
    assert [draft.stem for draft in drafts(ShortAnswer, parted)] == ["轮训内容的“三个一块”指的是哪些？"]
    run = listing(
        "对水库落实行政、技术、巡查“三个责任人”。", "", ("行政", "技术", "巡查"), "“三个责任人”", pattern="counted_run"
    )
    assert [draft.stem for draft in drafts(ShortAnswer, run)] == ["“三个责任人”指的是哪些？"]


CAUSES = ("定价偏低", "客流不稳", "范围太窄")


@pytest.mark.parametrize(
    ("before", "number", "of", "stem"),
    [
        ("站点亏损的原因主要有", "三", "点", "站点亏损的原因主要有哪三点？"),
        ("站长回答，站点（以下简称“点”）亏损的原因主要有", "三", "点", "站点亏损的原因主要有哪三点？"),
        ("据介绍，目前站点亏损的原因还有", "三", "点", "站点亏损的原因有哪三点？"),
        ("从运营主体看，主要有", "三", "种模式", "从运营主体看，主要有哪三种模式？"),
        ("第二句，病程记录写", "三", "样东西", "病程记录写哪三样东西？"),
        ("但是站长心里有", "三", "件放不下的事", "站长心里有哪三件放不下的事？"),
        ("合作社坚持", "", "原则", "合作社坚持哪些原则？"),
        (
            "县政府将组织三个督查组，采取不打招呼的方式暗访，重点查",
            "三",
            "项内容",
            "县政府采取不打招呼的方式暗访，重点查哪三项内容？",
        ),
        ("围绕这个目标，我强调", "三", "件事", "讲话强调了哪三件事？"),
        ("目标都写清楚了，只强调", "三", "个环节", "讲话强调了哪三个环节？"),
        ("三要实行信用分级，将维保单位分为", "三", "个等次", "将维保单位分为哪三个等次？"),
        ("局长在会上讲话，强调", "三", "点", "局长在会上讲话，强调哪三点？"),
        ("我看有", "三", "种毛病", "讲话指出了哪三种毛病？"),
        ("纪律我只讲", "三", "条", "讲话强调了哪三条纪律？"),
        ("下面我讲", "三", "个问题", "讲话强调了哪三个问题？"),
        ("下面我讲", "几", "个具体问题", "讲话强调了哪三个具体问题？"),
        ("血站定下", "三", "条", "血站定下哪三条规定？"),
        ("对关爱基金的使用，我们定了", "三", "条", "对关爱基金的使用，定了哪三条规定？"),
        ("理解这一问题，要把握", "三", "层关系", "要把握哪三层关系？"),
        ("档案工作应当遵循", "三", "项原则", "档案工作应当遵循哪三项原则？"),
        ("两人共同核对以下", "三", "项", "两人共同核对哪三项？"),
        ("今年的检修不再由船东说了算，而是实行", "三", "道程序", "检修实行哪三道程序？"),
        ("合作社推行", "", "收费办法", "合作社推行哪些收费办法？"),
        ("今年起，站里做了", "三", "件事", "站里做了哪三件事？"),
        ("合作社建立", "", "运行机制", "合作社建立什么运行机制？"),
        ("辅警不得做的", "三", "件事", "辅警不得做的三件事是哪些？"),
        ("主题教育", "", "总要求", "主题教育的总要求是什么？"),
        ("9月中旬第二批主题教育", "", "总要求", "第二批主题教育的总要求是什么？"),
        (
            "成立整治领导小组，由局长任组长，办公室设在政治部，设",
            "三",
            "个工作组",
            "整治领导小组办公室下设哪三个工作组？",
        ),
        ("成立工作专班，抽调十人集中办公，下设", "三", "个小组", "工作专班下设哪三个小组？"),
    ],
)
def test_the_announcement_asks(before, number, of, stem):
    """哪 stands before the number; what only says who said it or when goes; the clause before lends what is missing."""
    fact = listing(f"{before}{number}{of}：{'；'.join(CAUSES)}。", before, CAUSES, of, number=number)
    (draft,) = drafts(ShortAnswer, fact)
    assert draft.stem == stem
    assert draft.body.key_strings() == CAUSES


def test_a_list_by_which_something_is_done_asks_what_is_done():
    """按照“…”的办法筹集资金 ends in what is done."""
    fact = listing(
        "按照“个人出一点、企业让一点、政府补一点”的办法筹集资金。",
        "按照",
        ("个人出一点", "企业让一点", "政府补一点"),
        "办法",
        then="筹集资金",
    )
    (draft,) = drafts(ShortAnswer, fact)
    assert draft.stem == "筹集资金按照的是什么办法？"


@pytest.mark.parametrize(
    ("before", "stem"),
    [
        ("在中小学开设廊桥课，课程包括", "在中小学开设廊桥课，课程包括哪四个部分？"),
        ("紧盯", None),
        ("在其中三座桥上装传感器，监测", None),
        ("按照规模分为", None),
    ],
)
def test_a_plain_list_that_a_number_closes_is_asked_in_its_clauses(before, stem):
    """Where the clause before it says what for, the list is asked; alone it says too little."""
    sent = sentence(f"{before}听桥史、认构件、做模型、访桥乡四个部分，每两周一节，由老师傅到校授课并带学生动手操作。")
    fact = Enumeration(
        sent=sent,
        pattern="enumeration",
        members=tuple(find(sent, text) for text in ("听桥史", "认构件", "做模型", "访桥乡")),
        run=find(sent, "听桥史、认构件、做模型、访桥乡"),
        name=find(sent, "四个部分"),
        count=4,
    )
    found = [draft.stem for draft in drafts(ShortAnswer, fact)]
    assert found == ([stem] if stem else [])


@pytest.mark.parametrize("link", ["，分别是", "：", "，即为"])
def test_a_plain_list_that_its_number_opens_is_asked_like_one_that_it_closes(link):
    """安排了三项任务，分别是…: what is said after the list is no part of the question."""
    sent = sentence(f"镇渔业服务中心一共安排了三项任务{link}船舶检修、船员培训和网具更换，每一项都有时间表。")
    fact = Enumeration(
        sent=sent,
        pattern="enumeration",
        members=tuple(find(sent, text) for text in ("船舶检修", "船员培训", "网具更换")),
        run=find(sent, "船舶检修、船员培训和网具更换"),
        name=find(sent, "三项任务"),
        count=3,
    )
    (draft,) = drafts(ShortAnswer, fact)
    assert draft.stem == "镇渔业服务中心一共安排了哪三项任务？"
    assert draft.body.key_strings() == ("船舶检修", "船员培训", "网具更换")


def test_a_question_before_the_list_is_asked_with_it():
    """造桥技艺为什么会断？主要原因有三个：… needs the question."""
    view = f"主要原因有三个：{'；'.join(CAUSES)}。"
    (draft,) = drafts(ShortAnswer, listing(view, "主要原因有", CAUSES, "个", number="三", context="站点为什么会亏损？"))
    assert draft.stem == "站点为什么会亏损？主要原因有哪三个？"


@pytest.mark.parametrize("before", ["我们主要做了", "这里面有", "而是分"])
def test_what_leans_on_talk_is_not_asked(before):
    """我们, 这 and 而是 point at what was said before."""
    assert drafts(ShortAnswer, listing(f"{before}三点：{'；'.join(CAUSES)}。", before, CAUSES, "点", number="三")) == []


@pytest.mark.parametrize(("heads", "asked"), [(CAUSES, 1), (("不要往下甩责任", *CAUSES[1:]), 0)])
def test_what_one_is_told_to_do_is_no_fault(heads, asked):
    """还有几个问题：不要把责任往下甩 names matters to attend to, and none that exist."""
    view = f"还有三个问题：{'；'.join(heads)}。"
    assert len(drafts(ShortAnswer, listing(view, "", heads, "个方面的主要问题", number="三"))) == asked


def test_a_redaction_in_the_announcement_is_not_asked():
    """Whose the list is must be known."""
    view = f"xx站点亏损的原因主要有三点：{'；'.join(CAUSES)}。"
    fact = listing(view, "xx站点亏损的原因主要有", CAUSES, "点", number="三", vetoes=((0, 2),))
    assert drafts(ShortAnswer, fact) == []


def test_what_something_is_at_bottom_is_asked_in_its_parts():
    """Parts between semicolons are points."""
    sent = sentence("“河长制”的核心要义是：党政领导负责；部门联动治水。")
    fact = Essence(
        sent=sent,
        pattern="essence",
        name=find(sent, "“河长制”的核心要义"),
        said=find(sent, "党政领导负责；部门联动治水"),
    )
    (draft,) = drafts(ShortAnswer, fact)
    assert draft.stem == "“河长制”的核心要义是什么？"
    assert draft.body.key_strings() == ("党政领导负责", "部门联动治水")


def test_what_anybody_guesses_is_not_asked():
    """由窗口排队改为自助: two characters are no way of doing it."""
    sent = sentence("证明办理由窗口排队改为自助。")
    name, said = find(sent, "证明办理由窗口排队改为"), find(sent, "自助")
    assert drafts(ShortAnswer, Essence(sent=sent, pattern="changed_to", name=name, said=said)) == []


def test_what_else_was_changed_is_left_away():
    """中心还把…: beside what, was said before."""
    sent = sentence("中心还把质量检查由“抽差错”改为“抽全程”。")
    name, said = (find(sent, text) for text in ("中心还把质量检查由“抽差错”改为", "“抽全程”"))
    (draft,) = drafts(ShortAnswer, Essence(sent=sent, pattern="changed_to", name=name, said=said))
    assert draft.stem == "中心把质量检查由“抽差错”改为什么？"


def test_the_title_of_a_section_is_quoted_in_single_marks():
    """A quotation inside a quotation has marks of its own."""
    sent = sentence("自治是基础，法治是保障，德治是先导。")
    fact = Pairs(
        sent=sent,
        pattern="standing",
        left=tuple(find(sent, text) for text in ("自治", "法治", "德治")),
        right=tuple(find(sent, text) for text in ("基础", "保障", "先导")),
        names=("内容", "地位作用"),
        topic="“枫桥经验”的内涵",
    )
    (draft,) = drafts(Matching, fact)
    assert draft.stem == "请将“‘枫桥经验’的内涵”部分的下列内容与其地位作用进行匹配。"


def test_cases_with_one_measure_are_asked_with_it():
    """遇到…，一律停航 asks for the cases."""
    cases = ("能见度不足两百米", "风力六级以上")
    fact = listing(
        "遇到能见度不足两百米、风力六级以上，一律停航。", "遇到", cases, "情形", pattern="met_cases", then="，一律停航"
    )
    (draft,) = drafts(ShortAnswer, fact)
    assert draft.stem == "遇到哪些情形，一律停航？"
    assert draft.body.key_strings() == cases
