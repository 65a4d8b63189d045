"""Drafting and marking fill-in-blank items."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from type_facts import code, definition, drafts, enumeration, find, inclusion, quantity
from type_strategies import WORDS

from qbank.model.item import BLANK
from qbank.types.fill_blank import FillBlank, _taken_up

DUTIES = ["接收信息", "核实情况", "调度力量", "跟踪反馈"]
RUN = "、".join(DUTIES)
FACT = enumeration(f"镇级应急指挥中心值班员的日常职责分为{RUN}四项。", DUTIES, RUN, count=4)


@given(st.integers(0, 99))
def test_blanks_are_whole_members_but_never_the_first(seed):
    """Two of four members go, the first stays to show what is wanted, and any order is right."""
    (draft,) = drafts(FillBlank, FACT, seed=seed)
    assert draft.stem.count(BLANK) == len(draft.body.key) == 2
    assert "接收信息" in draft.stem
    assert set(draft.body.key_strings()) < set(DUTIES)
    assert draft.body.any_order
    assert draft.body.score(list(draft.body.key_strings())[::-1]) == 1
    assert not list(draft.body.check())


@pytest.mark.parametrize(
    ("fact", "stem", "key"),
    [
        (quantity("仓库应当每月检查三次。", "三", "次", "三次", 3), f"仓库应当每月检查{BLANK}次。", (("三", "3"),)),
        (
            code("便民服务窗口全面推行“首问负责”制度。", "首问负责"),
            f"便民服务窗口全面推行“{BLANK}”制度。",
            (("首问负责",),),
        ),
        (
            inclusion("财政所应当将每年的演练经费列入年度预算。", "演练经费", "列入", "年度预算"),
            f"财政所应当将每年的演练经费列入{BLANK}。",
            (("年度预算",),),
        ),
        (
            definition(
                "本办法所称明火，是指外露的燃烧火焰或者炽热物体表面。", "明火", "外露的燃烧火焰或者炽热物体表面"
            ),
            f"本办法所称{BLANK}，是指外露的燃烧火焰或者炽热物体表面。",
            (("明火",),),
        ),
    ],
)
def test_what_is_blanked(fact, stem, key):
    """Numbers (in both scripts), codes, frames and terms are blanked whole."""
    (draft,) = drafts(FillBlank, fact)
    assert (draft.stem, draft.body.key) == (stem, key)


def test_nothing_at_the_start_too_much_or_shown():
    """A blank that opens the stem, takes over a quarter of it or shows elsewhere gives nothing."""
    assert drafts(FillBlank, quantity("三次检查不合格的，应当停用。", "三", "次", "三次", 3)) == []
    assert drafts(FillBlank, code("推行“首问负责限时办结”制。", "首问负责限时办结")) == []
    halved = code("分局实行“四必谈两必访”，即变动必谈、奖惩必谈、波动必谈、矛盾必谈。", "四必谈两必访")
    assert drafts(FillBlank, replace(halved, gloss=find(halved.sent, "变动必谈、奖惩必谈、波动必谈、矛盾必谈"))) == []
    assert drafts(FillBlank, code("首问负责是窗口的规矩，窗口要推行“首问负责”制度。", "首问负责")) == []


def test_a_short_term_is_not_blanked_beside_its_own_character():
    """通读 tells 一读; of 初审 nothing is told."""
    for term, meaning, made in (
        ("一读", "播出之前由播音员通读一遍的要求", 0),
        ("初审", "由责任编辑对稿件先行把关的环节", 1),
    ):
        assert len(drafts(FillBlank, definition(f"“{term}”，是指{meaning}。", term, meaning))) == made


@given(st.lists(WORDS, min_size=2, max_size=3, unique=True), st.permutations(range(3)))
def test_order_matters_only_where_it_is_said_to(answers, order):
    """The right answers in another order earn all marks only with any_order."""
    key = tuple((answer,) for answer in answers)
    shuffled = [answers[at] for at in order if at < len(answers)]
    assert FillBlank(key, any_order=True).score(shuffled) == 1
    assert FillBlank(key).score(shuffled) == sum(a == b for a, b in zip(answers, shuffled, strict=True)) / len(answers)


def test_one_answer_does_not_fill_two_blanks():
    """The same member twice fills one of the two blanks."""
    assert FillBlank((("核实",), ("调度",)), any_order=True).score(["核实", "核实"]) == 0.5


@pytest.mark.parametrize(
    ("response", "score"),
    [(["30"], 1), ("３０ ", 1), ("三十", 1), (["31"], 0), ([], 0), ([""], 0)],
)
def test_width_and_script_do_not_matter(response, score):
    """30, ３０ and 三十 are one answer."""
    assert FillBlank((("三十",),)).score(response) == score


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (FillBlank(()), "key-missing"),
        (FillBlank(((),)), "blank-without-answer"),
        (FillBlank((("甲", " "),)), "blank-without-answer"),
        (FillBlank(((f"甲{BLANK}",),)), "answer-holds-blank"),
        (FillBlank((("甲",), ("乙",), ("丙",), ("丁",))), "blanks-many"),
        (FillBlank((("甲",), ("“甲”",)), any_order=True), "answers-repeated"),
    ],
)
def test_each_planted_fault_is_found(body, code):
    """Every rule on blanks catches its fault."""
    assert [problem.code for problem in body.check()] == [code]


def test_more_answers_than_blanks_cannot_be_read():
    """An answer too many is a Problem, not a guess."""
    assert FillBlank((("甲",),)).score(["甲", "乙"]).code == "response-texts"


@pytest.mark.parametrize(
    "members",
    [
        ["真学", "真懂", "真用"],
        ["怎么看", "怎么想", "如何干"],
        ["审批", "监督", "管理"],
        ["东片", "西片", "北片"],
        ["值班", "统一调度全镇救援力量", "巡查"],
    ],
)
def test_slogans_questions_and_bare_words_are_not_blanked(members):
    """Rows on one word, questions, generic words and members unlike the others give nothing."""
    run = "、".join(members)
    fact = enumeration(f"镇级应急指挥中心值班员的日常工作应当做到{run}三项。", members, run, count=3)
    assert drafts(FillBlank, fact) == []


@pytest.mark.parametrize("members", [["日检", "月检", "年检"], ["初级工", "中级工", "高级工"]])
def test_a_step_of_a_scale_is_not_blanked(members: list[str]) -> None:
    """What stands before and behind the blank tells it."""
    run = "、".join(members)
    assert drafts(FillBlank, enumeration(f"发射架和控制器的检查工作分为{run}三级。", members, run, count=3)) == []


def test_a_list_of_which_nothing_is_said_is_not_blanked() -> None:
    """东站、南站、中心医院三个点。 says nothing, whatever its sentence goes on to say."""
    members = ["东城客运站", "南城客运站", "中心医院"]
    run = "、".join(members)
    for lead, end, made in (
        ("", "等三个点，整夜开放。", 0),
        ("", "三个点，整夜开放。", 0),
        ("从下月起，", "三个点。", 0),
        ("", "三个点整夜开放。", 1),
    ):
        assert len(drafts(FillBlank, enumeration(lead + run + end, members, run, count=3))) == made


def test_trust_is_low_where_nothing_tells_the_answer():
    """A list of a report without name or count, a code without gloss and a bare number are trusted little."""
    members = ["快速启动", "稳步推进", "持续深入"]
    run = "、".join(members)
    prose = enumeration(f"青溪镇的夏季巡查工作营造出{run}的浓厚氛围。", members, run)
    found = [
        *drafts(FillBlank, prose),
        *drafts(FillBlank, code("便民服务窗口全面推行“首问负责”制度。", "首问负责")),
        *drafts(FillBlank, quantity("仓库应当每月检查三次。", "三", "次", "三次", 3)),
    ]
    assert [draft.trust for draft in found] == [0.2, 0.25, 0.3]


def test_no_code_stands_beside_half_of_its_gloss():
    """“5+3+2” is not blanked before the five alone."""
    gloss = "体能、技能、合成、夜间、极寒5个基础模块，高层、地下、化工3个专业模块，以及想定作业、心理训练2个提升模块"
    view = f"支队把训练内容编成“5+3+2”模块，即{gloss}，每周二、周四安排合成演练，每周六晚上不打招呼进行夜间拉动。"
    bare = code(view, "5+3+2")
    assert drafts(FillBlank, bare)
    assert not drafts(FillBlank, replace(bare, gloss=find(bare.sent, gloss)))


def test_a_decimal_is_one_number():
    """一点八 is blanked whole and may be answered in figures."""
    (draft,) = drafts(FillBlank, quantity("场地四周的护栏高度不得低于一点八米。", "一点八", "米", "一点八米", 1.8))
    assert draft.body.key == (("一点八", "1.8"),)


def test_an_answer_whose_noun_is_taken_up_is_not_blanked() -> None:
    """列入____，列入名录的不得更改 tells most of 保护名录; members of one list end alike and tell nothing."""
    assert _taken_up("百年以上的地名列入____，列入名录的不得随意更改。", ["保护名录"])
    assert not _taken_up("报修时间、____、恢复时间三个点必须写清楚。", ["到场时间"])
    assert not _taken_up("压力不得低于____，每次间隔不少于五分钟。", ["三十分钟"])
