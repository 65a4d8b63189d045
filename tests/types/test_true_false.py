"""Drafting true/false items."""

from random import Random

import pytest
from type_facts import contrast, drafts, quantity, responsibility

from qbank.facts import find_all
from qbank.model import numerals
from qbank.model.document import Document
from qbank.model.fact import FactPool
from qbank.text.segment import outline
from qbank.text.terms import open_segmenter, terms_of
from qbank.types import TrueFalse
from qbank.types import _amount_swaps as swaps
from qbank.types import _amounts as amounts
from qbank.types import _near_amounts as near

SEEDS = range(60)


def found(fact, *others):
    """Return what all seeds draft, as stem → key."""
    return {draft.stem: draft.body.key for seed in SEEDS for draft in drafts(TrueFalse, fact, *others, seed=seed)}


def test_a_contrast_is_swapped_or_left():
    """The false statement differs by the one word; the true one is the rule."""
    fact = contrast("申请人应当以书面形式提出复核申请。", "书面", "口头")
    assert found(fact) == {
        "申请人应当以书面形式提出复核申请。": True,
        "申请人应当以口头形式提出复核申请。": False,
    }


def test_truth_is_balanced():
    """Where a swap is safe somewhat more than half of the statements are false."""
    fact = contrast("申请人应当以书面形式提出复核申请。", "书面", "口头")
    keys = [draft.body.key for seed in range(400) for draft in drafts(TrueFalse, fact, seed=seed)]
    assert 0.3 < sum(keys) / len(keys) < 0.5


def test_clumsy_opposites_are_left():
    """口头台账 and 不公开 read like traps; a word in a row of titles is none of the rule's."""
    assert found(contrast("班组应当建立书面安全台账。", "书面", "口头")) == {}
    assert found(contrast("镇政府应当公开经费使用情况。", "公开", "不公开")) == {}
    assert found(contrast("会议由书记、组长、联络员参加。", "组长", "副组长")) == {}


def test_a_word_of_the_case_is_never_swapped():
    """Swapping the case gives a statement that the text merely does not make."""
    fact = contrast("当事人书面申请延期的，受理机构应当准许。", "书面", "口头")
    assert set(found(fact).values()) == {True}


def test_numbers_move_to_a_neighbour():
    """A false number stands next on its ladder, with the words fused to it; a threshold stays."""
    rule = quantity("受理机构应当在三十日内作出答复。", "三十", "日", "三十日内", 30)
    assert set(found(rule)) == {f"受理机构应当在{n}日内作出答复。" for n in ("二十", "三十")}
    case = quantity("欠缴超过三十日的，收费单位可以暂停服务。", "三十", "日", "三十日", 30)
    assert found(case) == {"欠缴超过三十日的，收费单位可以暂停服务。": True}


def test_agents_of_one_sentence_are_exchanged():
    """Two agents of a sentence change places; an agent alone is stated as it is."""
    view = "领导小组由镇长任组长，水务站站长任副组长。"
    first = responsibility(view, "镇长", "任", "组长", "post")
    second = responsibility(view, "水务站站长", "任", "副组长", "post")
    assert found(first, second) == {
        "领导小组由镇长任组长。": True,
        "领导小组由水务站站长任组长，镇长任副组长。": False,
    }
    assert found(first) == {"领导小组由镇长任组长。": True}


@pytest.mark.parametrize("other", ["分管副镇长", "水务站站长和财政所所长"])
def test_a_deputy_or_two_at_once_are_not_exchanged(other: str) -> None:
    """Nobody takes for true that a deputy leads, or that two lead together."""
    view = f"领导小组由镇长任组长，{other}任副组长。"
    first = responsibility(view, "镇长", "任", "组长", "post")
    second = responsibility(view, other, "任", "副组长", "post")
    assert found(first, second) == {"领导小组由镇长任组长。": True}


def test_the_second_post_is_not_that_of_the_first():
    """领导小组组长由局长担任，政委担任副组长: of the group, and not of its head."""
    view = "领导小组组长由局长担任，政委担任副组长。"
    assert set(found(responsibility(view, "政委", "担任", "副组长", "post"))) == {"领导小组由政委担任副组长。"}


def test_agents_whose_names_tell_their_duties_are_not_exchanged():
    """实习管理中心 is in charge of 学生实习, as anybody can tell."""
    view = "教务处牵头课堂教学，实习管理中心牵头学生实习。"
    first = responsibility(view, "教务处", "牵头", "课堂教学")
    second = responsibility(view, "实习管理中心", "牵头", "学生实习")
    assert False not in found(first, second).values()


def test_it_reads_booleans_and_their_option_ids():
    """Engines send booleans or the ids of 正确 and 错误."""
    assert TrueFalse(False).score("false") == TrueFalse(False).score(False) == 1
    assert TrueFalse(False).score(0).code == "response-true-false"


def test_trust_follows_what_is_stated():
    """True duties are trusted much, 不定期 and reported amounts little."""
    duty = responsibility("水务站负责泵站的日常维护。", "水务站", "负责", "泵站的日常维护")
    seldom = contrast("仓库应当定期公布台账。", "定期", "不定期")
    reported = quantity("青溪镇新修的河堤高9米。", "9", "米", "9米", 9)
    assert {draft.trust for seed in SEEDS for draft in drafts(TrueFalse, duty, seed=seed)} == {0.66}
    assert {draft.trust for seed in SEEDS for draft in drafts(TrueFalse, seldom, seed=seed)} == {0.36}
    assert {draft.trust for seed in SEEDS for draft in drafts(TrueFalse, reported, seed=seed)} == {0.08, 0.03}


@pytest.mark.parametrize(
    ("text", "amount", "wrong"),
    [
        ("各值班室每季度应当开展拉动演练不少于3次。", "3次", {"1次", "2次"}),
        ("值班室应当自接报之日起10日内提交书面报告。", "10日", {"15日", "20日", "30日"}),
        ("培训补助可以在不超过经费总额12%的范围内列支。", "12%", {"5%", "8%", "10%"}),
        ("值班员在上岗前8小时内严禁饮酒。", "8小时", {"2小时", "4小时", "5小时", "6小时"}),
        ("红细胞可以在冷库内存放35天。", "35天", {"30天", "28天", "25天", "21天", "20天"}),
        ("值班员下落不明的，从当月起3个月内照发补助。", "3个月", {"1个月", "2个月"}),
        ("值班员带班满2年，本人愿意的可以申请转岗。", "2年", {"3年", "4年", "5年"}),
        ("卡号不符应当立即报告，20分钟就可以换好。", "20分钟", {"30分钟", "45分钟", "60分钟"}),
        ("值班员转岗须满4年。", "4年", {"1年", "2年", "3年"}),
        ("考核得分90分以上为优秀。", "90分", {"95分", "100分"}),
    ],
)
def test_a_limit_never_moves_to_the_side_the_rule_entails(text: str, amount: str, wrong: set[str]) -> None:
    """What follows from the rule is not keyed false: less of at least, more of within, less of what is allowed."""
    outlined = outline(Document("a.txt", "0", text))
    facts = [fact for fact in find_all(outlined, terms_of(open_segmenter())) if fact.kind == "quantity"]
    assert [fact.whole.text.startswith(amount) for fact in facts] == [True]
    swapped = {words for seed in range(30) for words in swaps.swap(facts[0], Random(seed))}
    assert swapped
    assert not swapped & wrong


def test_what_may_be_so_is_not_made_false_by_another_amount() -> None:
    """At another depth the engine may stop as well: the text does not say that it does not."""
    depth = quantity("积水深30厘米，小客车就可能熄火。", "30", "厘米", "30厘米", 30)
    level = quantity("同一座池塘，水位上下差40厘米，来的水鸟可以完全不同。", "40", "厘米", "40厘米", 40)
    late = quantity("按年报送的数据可能晚三十天。", "三十", "天", "三十天", 30)
    for fact in (depth, level, late):
        assert not any(swaps.swap(fact, Random(seed)) for seed in SEEDS)


def test_who_must_clear_ten_metres_around_must_clear_five() -> None:
    """A smaller circle is in the larger one; what must stand within so far of something may stand too far."""
    for view in ("管护站须把灶房周围10米内的可燃物清除干净。", "油罐附近动火，10米内清干净。"):
        around = quantity(view, "10", "米", "10米内", 10)
        found = {words for seed in SEEDS for words in swaps.swap(around, Random(seed))}
        assert found
        assert all(int(words.partition("米")[0]) > 10 for words in found)


@pytest.mark.parametrize(
    ("view", "number", "unit"),
    [
        ("教师的工资不得低于全县最低工资标准的1.5倍。", "1.5", "倍"),
        ("听见雷声即停，自最后一次雷声起满30分钟方可恢复。", "30", "分钟"),
    ],
)
def test_a_limit_of_something_and_a_wait_move_up_only(view: str, number: str, unit: str) -> None:
    """Whose wage is not below 1.5 times is not below 1.2; who may when 30 minutes are full has waited for 20."""
    fact = quantity(view, number, unit, f"{number}{unit}", float(number))
    found = {words for seed in SEEDS for words in swaps.swap(fact, Random(seed))}
    assert found
    assert all(float(words.removesuffix(unit)) > float(number) for words in found)


def test_what_a_share_comes_to_keeps_the_share() -> None:
    """不低于30%，即不少于25个: 40% would be another number."""
    said = quantity("县局对助餐点按不低于30%的比例抽查，即不少于25个。", "30", "%", "30%", 30)
    plain = quantity("县局对助餐点按不低于30%的比例抽查，结果每月通报。", "30", "%", "30%", 30)
    assert not any(drafts(TrueFalse, said, seed=seed) for seed in SEEDS)
    assert any(drafts(TrueFalse, plain, seed=seed) for seed in SEEDS)


def test_what_is_to_be_used_is_no_case() -> None:
    """Who must use water of 40℃ at most must use water of 45℃ at most."""
    fact = quantity("先用不超过40℃的水预洗。", "40", "℃", "40℃", 40)
    found = {words for seed in SEEDS for words in swaps.swap(fact, Random(seed))}
    assert found
    assert all(int(words.removesuffix("℃")) < 40 for words in found)


def test_nobody_is_old_at_forty_or_much_over_a_hundred() -> None:
    """What stands beside an age of old people is one: a younger one, since all above it are meant."""
    age = quantity("七十五岁以上独居老人，社区每周上门一次。", "七十五", "岁", "七十五岁以上", 75)
    assert {words for seed in SEEDS for words in swaps.swap(age, Random(seed))} <= {"七十岁", "六十五岁", "六十岁"}


@pytest.mark.parametrize(
    "text",
    ["三年内参加过培训的占31%，其余没有参加。", "三年内有4人退休。", "三年内平均等候由40分钟降至25分钟。"],
)
def test_what_happened_within_some_years_is_no_limit(text: str) -> None:
    """Of two years nobody is told; who must do it within three may be said to have to within two."""
    assert {
        words for seed in SEEDS for words in swaps.swap(quantity(text, "三", "年", "三年内", 3), Random(seed))
    } == set()
    bound = quantity("三年内应当轮训一遍，由培训科安排。", "三", "年", "三年内", 3)
    assert {words for seed in SEEDS for words in swaps.swap(bound, Random(seed))}


def test_no_child_is_of_age_and_nobody_a_hundred() -> None:
    """二十周岁以下儿童 and 年满120周岁的学员 are seen through without having read anything."""
    child = quantity("15周岁以下儿童由成年人陪同。", "15", "周岁", "15周岁以下", 15)
    old = quantity("年满80周岁的学员由家属陪同。", "80", "周岁", "80周岁", 80)
    for fact, most in ((child, 18), (old, 99)):
        found = [option.text for seed in SEEDS for option in amounts.quantities(fact, FactPool.of(()), Random(seed))]
        assert found
        assert all(int(text.removesuffix("周岁")) <= most for text in found)


def test_what_is_about_so_much_is_changed_by_much() -> None:
    """三度左右 is no false statement where the text says 四度左右."""
    about = quantity("样品可以在4度左右存放三十五天。", "4", "度", "4度左右", 4)
    assert {words for seed in SEEDS for words in swaps.swap(about, Random(seed))} <= {
        "1度",
        "2度",
        "6度",
        "8度",
        "10度",
    }


def test_a_swapped_amount_keeps_its_rank_in_the_sentence():
    """每4小时…夜间可延长到3小时 contradicts itself, and no rate is 不低于 100 %."""
    turn = quantity("值班员至少每2小时巡查一次，夜间可延长到3小时。", "2", "小时", "2小时", 2)
    assert {words for seed in SEEDS for words in swaps.swap(turn, Random(seed))} <= {"1小时", "1.5小时"}
    rate = quantity("热线接通率不低于95%。", "95", "%", "95%", 95)
    assert "100%" not in {words for seed in SEEDS for words in swaps.swap(rate, Random(seed))}


def test_whose_rate_is_below_a_threshold_is_below_a_higher_one():
    """低于80%的分公司 are among those 低于90%: no false statement is made of a threshold."""
    rate = quantity("满意率低于90%的分公司，暂停下一批任务，整改合格后方可恢复。", "90", "%", "90%", 90)
    assert {draft.body.key for seed in SEEDS for draft in drafts(TrueFalse, rate, seed=seed)} <= {True}


def test_who_is_bound_below_an_age_is_bound_below_a_lower_one():
    """Nor is one made of an age that bounds whom a rule is for, or of what is supposed."""
    age = quantity("14周岁以下未成年人必须佩戴头盔，由雪场免费提供头盔。", "14", "周岁", "14周岁以下", 14)
    lost = quantity("如果30分钟内不能确认方位，就应当原地等待，不得继续前进。", "30", "分钟", "30分钟", 30)
    back = quantity("收费后30日内，司机找到并交回卡片的，凭收据退还工本费。", "30", "日", "30日", 30)
    ships = quantity("吃水10米以上的船，代理公司必须提前上传照片。", "10", "米", "10米以上", 10)
    wound = quantity("如果证据确实充分，达到4厘米，可以评定。", "4", "厘米", "4厘米", 4)
    first = quantity("新人入组的头三个月，每天下午必须待在标本室里。", "三", "个月", "三个月", 3)
    for fact in (age, lost, back, ships, wound, first):
        assert {draft.body.key for seed in SEEDS for draft in drafts(TrueFalse, fact, seed=seed)} <= {True}


@pytest.mark.parametrize(
    ("text", "amount", "most"),
    [
        ("项目负责人应当每月在岗22天。", ("22", "天", "22天", 22), 28),
        ("安全员应当每周到场5天。", ("5", "天", "5天", 5), 7),
        ("设备应当每天运行18小时。", ("18", "小时", "18小时", 18), 23),
        ("假期7天，负责人应当在岗5天。", ("5", "天", "5天", 5), 7),
        ("对连续执勤超过12小时的民警，不得安排听课。", ("12", "小时", "12小时", 12), 24),
    ],
)
def test_no_amount_is_longer_than_its_period(text, amount, most):
    """三十天 in a month is guessed without having read anything."""
    fact = quantity(text, *amount)
    found = {words for seed in SEEDS for words in swaps.swap(fact, Random(seed))}
    assert found
    assert all(float(words.removesuffix(amount[1])) <= most for words in found)


def test_what_is_extended_stays_above_what_it_is_extended_from():
    """18至55周岁, 可放宽至60周岁: not to 50."""
    text = "献血者年满18周岁、不超过55周岁；多次献血的，应当放宽至60周岁。"
    fact = quantity(text, "60", "周岁", "60周岁", 60)
    assert near.limits(fact)[0] == 55


def test_options_stand_to_the_other_amounts_as_the_key_does():
    """头3个月最快，6个月以内还有余地 leaves no room for two months, where enough is left."""
    text = "头3个月恢复最快，6个月以内的训练都应当坚持。"
    fact = quantity(text, "6", "个月", "6个月以内", 6)
    for seed in SEEDS:
        options = amounts.quantities(fact, FactPool.of([], ""), Random(seed))
        assert options
        assert all(near.size(option.text) > 3 for option in options)


def test_a_small_count_is_not_moved_by_one_in_five():
    """6 for 5 厘米 would be a quibble; steps of days and hours stay as they are."""
    gap = quantity("货位之间的距离不小于5厘米。", "5", "厘米", "5厘米", 5)
    moved = {words for seed in SEEDS for words in swaps.swap(gap, Random(seed))}
    assert moved
    assert "6厘米" not in moved


def test_how_many_there_are_is_trusted_less_beside_what_is_laid_down():
    """22名 for 32名 beside 每周不少于2个半天 is a quibble."""
    view = "区属医院选派32名专家到社区坐诊带教，每周不少于2个半天。"
    count = quantity(view, "32", "名", "32名", 32)
    limit = quantity(view, "2", "个半天", "2个半天", 2)
    trusts = [
        max(draft.trust for seed in SEEDS for draft in drafts(TrueFalse, fact, seed=seed)) for fact in (count, limit)
    ]
    assert trusts[0] < trusts[1] - 0.3


def test_a_duty_of_anything_is_not_stated():
    """牵头组织实施: of what, the heading said."""
    assert drafts(TrueFalse, responsibility("市监局：牵头组织实施，负责登记。", "市监局", "牵头", "组织实施")) == []
    assert drafts(TrueFalse, responsibility("海事机构负责监督检查和指导。", "海事机构", "负责", "监督检查和指导")) == []


def test_how_much_longer_something_may_last_is_not_made_false() -> None:
    """What can live for 30 days and more may live for 45."""
    outlined = outline(Document("a.txt", "0", "该菌在干燥的门把手上可以存活30天以上。"))
    (fact,) = (fact for fact in find_all(outlined, terms_of(open_segmenter())) if fact.kind == "quantity")
    assert all(swaps.swap(fact, Random(seed)) == [] for seed in range(20))


def test_no_option_is_more_than_were_looked_at() -> None:
    """Of 100 stations drawn no more than 100 can answer in time."""
    outlined = outline(Document("a.txt", "0", "抽查100个站，一分钟响应的不低于95家。"))
    facts = [fact for fact in find_all(outlined, terms_of(open_segmenter())) if fact.kind == "quantity"]
    (fact,) = (each for each in facts if each.whole.text == "95家")
    options = {option.text for seed in range(20) for option in amounts.quantities(fact, FactPool.of([]), Random(seed))}
    assert options
    assert all(int(text.removesuffix("家")) <= 100 for text in options)


def test_what_holds_even_of_so_little_is_not_made_false_by_less() -> None:
    """水深只有60厘米的也要设栏杆: so must it be with 80."""
    fact = quantity("水深只有60厘米的池子也要设防护栏杆。", "60", "厘米", "60厘米", 60)
    assert all(swaps.swap(fact, Random(seed)) == [] for seed in SEEDS)


def test_no_option_looks_like_a_misprint_of_the_key() -> None:
    """142 beside 214 tests the eye, not what was read."""
    assert near.is_turned_round(142, 214)
    assert not near.is_turned_round(140, 214) and not near.is_turned_round(12, 21)


def test_who_is_bound_by_age_is_no_longer_bound_when_more_are_named() -> None:
    """What holds of those above 70 holds of those above 75: only those above 65 make a false statement."""
    for view, whole, value, false in (
        ("对70岁以上当事人的申请，由公证处上门办理。", "70岁以上", 70, {"65岁"}),
        ("14周岁以下未成年人必须佩戴头盔。", "14周岁以下", 14, {"16周岁"}),
        ("首次开办不满三个月的小店，以指导为主。", "三个月", 3, {"四个月", "五个月", "六个月"}),
        ("检查发现超过20天的样品，一律停止使用。", "20天", 20, {"10天", "15天"}),
    ):
        outlined = outline(Document("a.txt", "0", view))
        found = find_all(outlined, terms_of(open_segmenter()))
        (fact,) = (each for each in found if each.kind == "quantity" and each.whole.text == whole)
        assert fact.value == value
        swapped = {words for seed in SEEDS for words in swaps.swap(fact, Random(seed))}
        assert swapped
        assert swapped <= false


@pytest.mark.parametrize(
    "view",
    [
        "一个科室一年之内发生两起以上查实的问题，或者发生一起恶劣的舆情，科主任就地免职。",
        "一个科室一年之内发生两起以上查实的问题，科主任就地免职。",
    ],
)
def test_a_case_of_so_many_is_not_made_false(view: str) -> None:
    """Who is dismissed for two is dismissed for three; and a case alone says nothing."""
    fact = quantity(view, "两", "起", "两起以上", 2)
    for seed in range(20):
        for each in drafts(TrueFalse, fact, seed=seed):
            assert "免职" in each.stem
            assert each.body.key


def test_a_ban_before_duty_is_made_false_by_a_longer_one() -> None:
    """Who must not drink for eight hours must not for six."""
    fact = quantity("值班前八小时严禁饮酒，登艇前一律吹气检测。", "八", "小时", "八小时", 8)
    swapped = {words for seed in range(30) for words in swaps.swap(fact, Random(seed))}
    assert swapped
    assert all(numerals.value_of(words.removesuffix("小时")) > 8 for words in swapped)


def test_who_may_within_five_days_may_within_three() -> None:
    """可自收到结果之日起5个工作日内提出 is made false by a longer term only."""
    fact = quantity("企业可自收到结果之日起5个工作日内提出复检。", "5", "个工作日", "5个工作日", 5)
    swapped = {words for seed in range(30) for words in swaps.swap(fact, Random(seed))}
    assert swapped
    assert all(numerals.value_of(words.removesuffix("个工作日")) > 5 for words in swapped)
