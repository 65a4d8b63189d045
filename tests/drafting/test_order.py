"""The short list at the head of the review order, and why it may be shorter than ten."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbank.drafting import order
from qbank.drafting.candidate import Candidate
from qbank.drafting.draft import every_candidate
from qbank.drafting.order import KEPT, MANY, SHORTLIST, SHORTLISTED, in_review_order
from qbank.drafting.prior import is_anchored, is_case_of_nobody, prior_of
from qbank.drafting.study import Study, Tools, study
from qbank.model.document import Document, Kind
from qbank.model.item import MarkingPoint
from qbank.text.rank import NO_CORPUS, Idf
from qbank.text.terms import content_words, open_segmenter, terms_of
from qbank.types import ShortAnswer

SEGMENTER = open_segmenter()
RULES = "云岭市值守管理办法\n" + "".join(
    f"第{number}条 {who}应当在{what}后{minutes}分钟内书面报告{whom}。\n"
    for number, (who, what, minutes, whom) in enumerate(
        [
            ("值班人员", "接到险情", 15, "市应急指挥中心"),
            ("护林员", "发现火点", 10, "林场防火办公室"),
            ("水库管理员", "测得超限水位", 20, "县防汛办公室"),
            ("驾驶员", "发生碰撞", 30, "车队调度室"),
            ("药品保管员", "发现药品短少", 40, "医院药剂科"),
            ("电梯维保员", "完成困人救援", 50, "区特种设备科"),
            ("门卫", "查获可疑包裹", 5, "小区物业中心"),
        ],
        start=1,
    )
)


@pytest.fixture(scope="module")
def ruled() -> Study:
    """Seven articles that each lay down one deadline."""
    tools = Tools(content_words(SEGMENTER), terms_of(SEGMENTER), Idf(NO_CORPUS, {}))
    return study(Document("办法.txt", "d" * 64, RULES, title="云岭市值守管理办法", kind="law"), tools)


@pytest.fixture(scope="module")
def candidates(ruled: Study) -> list[Candidate]:
    """Every draft of the seven articles, no two with one id."""
    return list({each.item.id: each for each in every_candidate(ruled)}.values())


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_short_list_is_short_spread_and_good(
    data: st.DataObject, ruled: Study, candidates: list[Candidate]
) -> None:
    """Whatever drafts are worth: at most ten, each likely kept, no sentence twice, few of a pattern or type."""
    trusts = st.lists(st.floats(0, 1), min_size=len(candidates), max_size=len(candidates))
    given_trust = zip(candidates, data.draw(trusts), strict=True)
    some = [replace(each, draft=replace(each.draft, trust=trust)) for each, trust in given_trust]
    by_id = {each.item.id: each for each in some}
    ordered = in_review_order(some, ruled)
    first = [by_id[item.id] for item in ordered.items[: ordered.shortlisted]]
    assert len(first) <= SHORTLIST
    assert all(each.draft.trust >= KEPT for each in first)
    asked = Counter(sent.index for each in first for sent in each.draft.fact.sentences())
    assert max(asked.values(), default=0) <= 1
    # More of a pattern or a type only where the patterns that a text of many rules is full of fill a short list.
    patterns = Counter(each.item.pattern for each in first)
    types = Counter(each.item.type for each in first)
    assert all(count <= (7 if pattern in MANY else 4) for pattern, count in patterns.items())
    assert max(types.values(), default=0) <= 7
    assert ordered.shortlisted + ordered.weak + ordered.repeats == len(some)
    assert [item.priority > SHORTLISTED for item in ordered.items] == [True] * len(first) + [False] * (
        len(ordered.items) - len(first)
    )
    assert {item.id for item in ordered.items} <= set(by_id)


def test_the_order_does_not_hang_on_the_order_given(ruled: Study, candidates: list[Candidate]) -> None:
    """The same drafts in another order give the same list."""
    assert in_review_order(candidates, ruled) == in_review_order(candidates[::-1], ruled)


def test_a_long_sentence_has_room_for_two_drafts_far_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a long sentence a second draft joins the list, not if it asks close by; of a short one where few would be."""
    first, last = (
        "值班人员应当在接到险情后15分钟内报告市指挥中心",
        "县林场防火护林员每天应当至少巡查3次林区各条防火道路",
    )

    def shortlisted(between: str) -> int:
        tools = Tools(content_words(SEGMENTER), terms_of(SEGMENTER), Idf(NO_CORPUS, {}))
        text = f"值守规定\n{first}；{between}；{last}。\n"
        of = study(Document("规定.txt", "d" * 64, text, title="值守规定", kind="plan"), tools)
        return in_review_order(list(every_candidate(of)), of).shortlisted

    assert shortlisted("做好记录") == 2
    monkeypatch.setattr(order, "_FEW", 0)
    assert shortlisted("做好记录") == 1
    assert shortlisted("逐项核对现场照片，妥善保存；" * 6 + "做好记录") == 2


def test_two_drafts_alike_do_not_both_head_the_queue(ruled: Study, candidates: list[Candidate]) -> None:
    """A second draft worded like one on the list waits behind it, though it rests on another sentence."""
    blanks = [each for each in candidates if each.item.type == "fill_blank"]
    one, other = (replace(each, draft=replace(each.draft, trust=KEPT)) for each in blanks[:2])
    alike = replace(other, item=replace(other.item, stem=one.item.stem))
    assert in_review_order([one, other], ruled).shortlisted == 2
    assert in_review_order([one, alike], ruled).shortlisted == 1


def test_of_weak_drafts_none_heads_the_queue(ruled: Study, candidates: list[Candidate]) -> None:
    """Where nothing is likely kept the short list is empty, and every draft is counted as weak."""
    weak = [replace(each, draft=replace(each.draft, trust=KEPT - 0.01)) for each in candidates]
    ordered = in_review_order(weak, ruled)
    assert (ordered.shortlisted, ordered.weak, ordered.repeats) == (0, len(weak), 0)
    assert ordered.items


@pytest.mark.parametrize(
    ("stem", "anchored"),
    [
        ("云岭市应急局每季度开展几次演练？", True),
        ("“三级响应”包括哪些内容？", False),
        ("值守培训实行的“三级响应”指的是什么？", True),
        ("参训人员无故缺席的，应当在几日内补训？", True),
        ("根据《值守培训报告》，每次演练不少于多少分钟？", False),
        ("每次演练不少于多少分钟？", False),
        ("《值守培训报告》中，全年开展多少次演练？", False),
        ("根据《值守培训报告》，沙坪镇全年开展多少次演练？", True),
        ("到2031年底，每个街道至少有几个值守点？", True),
    ],
)
def test_a_stem_says_whom_it_is_about(stem: str, anchored: bool) -> None:
    """A name, a case or an owned quotation does; a title in front or a quotation alone does not."""
    assert is_anchored(stem) is anchored


@pytest.mark.parametrize(
    ("stem", "nobody"),
    [
        ("根据《值守手册》，不能当场解决的，几日内联系投诉人？", True),
        ("参训人员无故缺席的，应当在几日内补训？", False),
        ("值班员应当在几分钟内报告？", False),
        ("冷库中心温度高于8摄氏度的，应如何处理？", False),
        ("停工超过8小时的，应如何处理？", True),
        ("连续三场不足15人的，应如何处理？", True),
        ("需要存放超过2小时的，应当怎么做？", True),
    ],
)
def test_a_case_says_whose_it_is(stem: str, nobody: bool) -> None:
    """A case with a word for who acts is somebody's; one that names what it measures needs nobody."""
    assert is_case_of_nobody(stem) is nobody


def test_of_equal_drafts_in_prose_the_one_that_says_who_must_comes_first(
    ruled: Study, candidates: list[Candidate]
) -> None:
    """In a plan 值班员应当… comes before one that binds nobody; in a law the sentence decides."""
    plan = replace(ruled, outline=replace(ruled.outline, document=replace(ruled.document, kind="plan")))
    one = next(each for each in candidates if (each.item.pattern, each.item.type) == ("time_limit", "single_choice"))
    stems = {"loose": "冷补料常备几吨？", "bound": "值班员应当常备几吨冷补料？"}
    pair = [replace(one, item=replace(one.item, id=name, stem=stem)) for name, stem in stems.items()]
    assert in_review_order(pair, plan).items[0].id == "bound"


def test_what_leans_in_prose_is_trusted_less_there(candidates: list[Candidate]) -> None:
    """A case of nobody and a bare blank cost trust in a plan, not in a law; a report must be named in the stem."""
    one = next(each for each in candidates if each.item.type == "single_choice")

    def prior(stem: str, kind: Kind) -> float:
        return prior_of(replace(one, item=replace(one.item, stem=stem)), kind)

    assert prior("不能当场解决的，几日内答复？", "plan") < prior("不能当场解决的，几日内答复？", "law")
    assert prior("值班员应当在____内答复。", "plan") < prior("值班员应当在几日内答复？", "plan")
    assert prior("值班人员几日内答复？", "report") < prior("根据《总结》，值班人员几日内答复？", "report")
    asked = "周边200米以内的店铺营业额增长百分之多少？"
    assert prior(f"根据《总结》，抽样调查显示，{asked}", "report") < prior(f"根据《总结》，{asked}", "report")
    assert prior("根据该办法，值班员几日内答复？", "plan") < prior("根据该办法，值班员几日内答复？", "law")
    for loose, plain in (("设施完好标准，值班员", "值班员"), ("逐件复盘，值班员", "值班员"), ("本站", "云岭站")):
        assert prior(f"根据《方案》，{loose}几日内答复？", "plan") < prior(f"根据《方案》，{plain}几日内答复？", "plan")


def test_a_limit_is_asked_in_a_story_as_elsewhere(candidates: list[Candidate]) -> None:
    """Not as a blank, not behind a tale of clauses, not where the limit stands in an aside only."""
    one = next(each for each in candidates if (each.item.pattern, each.item.type) == ("time_limit", "single_choice"))

    def prior(stem: str) -> float:
        named = f"根据报道《山路上的书屋》，{stem}"
        return prior_of(replace(one, item=replace(one.item, stem=named, pattern="quantity")), "news")

    limit = prior("书屋每次轮换图书不少于多少册？")
    assert limit == one.draft.trust
    assert prior("书屋的开放时间由每周20小时延长到多少小时？") == limit
    assert prior("书屋管理员每月补贴多少元？") == limit
    assert prior("全县书屋罚没款多少元？") < limit
    many = "书屋在每年春季学期和秋季学期开学以前由管理员牵头组织的图书轮换每次轮换的图书不少于多少册？"
    behind = "书屋每次轮换图书不少于多少册的，由县图书馆派员上门清点以后登记入账？"
    for weaker in (
        many,
        behind,
        "书屋每次轮换图书多少册？",
        "书屋每次轮换图书不少于____。",
        "书屋（不得外租）每次轮换图书多少册？",
        "书屋开在山上，路不好走，车很少，每次轮换图书不少于多少册？",
    ):
        assert prior(weaker) < limit


def test_a_list_is_anchored_by_its_part_and_by_who_must(candidates: list[Candidate]) -> None:
    """A list of a named part is trusted more in a report; one whose few words say of nothing is trusted less."""
    one = next(each for each in candidates if each.item.type == "single_choice")

    def prior(stem: str, pattern: str, kind: Kind) -> float:
        return prior_of(replace(one, item=replace(one.item, stem=stem, pattern=pattern)), kind)

    told = "根据《总结》“队伍建设”部分，推行哪三项制度？"
    assert prior(told, "listing", "report") > prior(told, "quantity", "report")
    assert prior("根据《方案》，坚持什么方针？", "quoted_list", "plan") < prior(
        "根据《方案》，修缮工程坚持什么方针？", "quoted_list", "plan"
    )
    assert is_anchored("根据报道《供热》，各供热企业务必在10日前储煤多少吨？")
    assert not is_anchored("根据报道《供热》，平均储煤多少吨？")


@pytest.mark.parametrize(
    ("weak", "plain"),
    [
        ("收费还是每人每月多少元？", "托管收费每人每月多少元？"),
        ("年满60周岁、满15年工龄的有多少人？", "年满60周岁、满15年工龄的应补多少元？"),
        ("85%至90%的，轮候期不超过多少天？", "个贷率85%至90%，轮候期不超过多少天？"),
        ("出生人口须连续几年下降？", "出生人口须连续几年上报？"),
    ],
)
def test_of_what_and_how_many_they_were_is_trusted_less(candidates: list[Candidate], weak: str, plain: str) -> None:
    """A bare head, a headcount of a story, a bare figure for a case, and how things are."""
    one = next(each for each in candidates if (each.item.pattern, each.item.type) == ("time_limit", "single_choice"))
    priors = [
        prior_of(replace(one, item=replace(one.item, stem=f"根据报道《城事》，{stem}")), "news")
        for stem in (weak, plain)
    ]
    assert priors[0] < priors[1]


def test_a_list_is_anchored_by_its_name(candidates: list[Candidate]) -> None:
    """“四项教育”指的是哪些？ says what is listed; 措施有哪些？ does not."""
    one = candidates[0]

    def prior(stem: str) -> float:
        body = ShortAnswer((MarkingPoint("党史教育"), MarkingPoint("警示教育")))
        item = replace(one.item, stem=f"根据报道《城事》，{stem}", body=body, pattern="counted_run")
        return prior_of(replace(one, item=item), "news")

    assert prior("“四项教育”指的是哪些？") > prior("措施有哪四项？")


def test_a_date_is_anchored_by_its_part(candidates: list[Candidate]) -> None:
    """Which part of a report an aim belongs to says what it is about."""
    one = next(each for each in candidates if each.item.type == "single_choice")
    item = replace(one.item, pattern="date")
    inside, outside = (
        prior_of(replace(one, item=replace(item, stem=f"根据《总结》{part}，何时之前实现自动比对？")), "report")
        for part in ("“打通数据”部分", "")
    )
    assert inside > outside


def test_open_questions_fill_a_short_list_that_would_stay_short(ruled: Study, candidates: list[Candidate]) -> None:
    """Seven of them at most, and of other types never more than five."""
    asked = next(each for each in candidates if each.item.type == "single_choice")
    sentences = {each.draft.fact.sent.index: each.draft.fact.sent for each in candidates}
    for kind, most in (("short_answer", 7), ("single_choice", 5)):
        body = ShortAnswer((MarkingPoint("书面报告"),)) if kind == "short_answer" else asked.item.body
        many = [
            replace(
                asked,
                item=replace(asked.item, id=str(at), stem=sent.view, body=body, pattern=f"p{at}"),
                draft=replace(asked.draft, fact=replace(asked.draft.fact, sent=sent), trust=0.9),
            )
            for at, sent in sentences.items()
        ]
        assert in_review_order(many, ruled).shortlisted == min(most, len(many))


def test_a_short_list_has_three_types_where_it_can(ruled: Study, candidates: list[Candidate]) -> None:
    """The best draft of another type takes the place of one of those there are most of, if it is likely kept."""
    for rare, types in ((0.5, 3), (KEPT - 0.1, 2)):
        trust = {"single_choice": 0.9, "true_false": 0.8, "fill_blank": rare}
        some = [
            replace(each, draft=replace(each.draft, trust=trust[each.item.type]))
            for each in candidates
            if each.item.type in trust
        ]
        ordered = in_review_order(some, ruled)
        first = ordered.items[: ordered.shortlisted]
        assert len({item.type for item in first}) == types
        assert len(first) == len({item.sources[0].start for item in first})
