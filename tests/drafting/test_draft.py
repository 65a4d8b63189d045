"""From a studied document to ordered drafts: laws that hold for every draft."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from qbank.drafting.checks import check, check_proof
from qbank.drafting.draft import draft, every_candidate
from qbank.drafting.naming import quotable_title, short_title, with_document
from qbank.drafting.prior import prior_of
from qbank.drafting.study import Study, Tools, study
from qbank.model.document import Document, Kind
from qbank.text.rank import NO_CORPUS, Idf
from qbank.text.terms import content_words, open_segmenter, terms_of

SEGMENTER = open_segmenter()
TOOLS = Tools(content_words(SEGMENTER), terms_of(SEGMENTER), Idf(NO_CORPUS, {}))

PLAN = """您的位置：首页 > 通知公告
云岭市应急值守培训方案
一、工作目标
全市值守培训实行“三级响应”制度，即红色响应、橙色响应、黄色响应。
二、组织领导
成立培训领导小组，由分管副市长任组长，应急局局长任副组长。市应急局信息科负责培训系统的开发维护。
三、主要措施
（一）加强岗位练兵。每季度开展2次拉动演练，每次演练不少于90分钟。
（二）加强制度建设。值班人员应当在接到险情后15分钟内书面报告市应急指挥中心。
（三）加强考核评价。将值守培训情况纳入年度绩效考核范围。
联系人：王xx，电话：138xxxx0021，xx县参训人数为320人。
版权所有：云岭市应急局
"""


def _study(text: str = PLAN, kind: str = "plan") -> Study:
    return study(Document("方案.txt", "d" * 64, text, title="云岭市应急值守培训方案", kind=kind), TOOLS)


@pytest.fixture(scope="module")
def studied() -> Study:
    """The plan above, studied once."""
    return _study()


def test_drafts_break_no_rule_and_prove_what_they_ask(studied: Study) -> None:
    """Every draft passes every check, and each proof line is exactly in the document."""
    items = draft(studied).items
    assert len({item.type for item in items}) >= 4
    for item in items:
        assert check(item) == ()
        assert item.sources
        assert check_proof(item, lambda *_: PLAN) == ()
        assert item.rationale
        assert item.status == "draft"


def test_no_draft_touches_redactions_or_furniture(studied: Study) -> None:
    """Nothing redacted and nothing of the page around the text is asked or quoted."""
    for item in draft(studied).items:
        words = item.stem + item.body.key_text() + "".join(source.text for source in item.sources)
        assert not any(bad in words for bad in ("xx", "版权", "您的位置", "138"))


def test_the_same_seed_gives_the_same_drafts(studied: Study) -> None:
    """Drafting is a function of document and seed; another seed may shuffle otherwise but asks the same."""
    assert draft(studied) == draft(_study())
    stems = lambda seed: {item.stem for item in draft(studied, seed=seed).items if item.type == "short_answer"}  # noqa: E731
    assert stems("1") == stems("2")


def test_priority_falls_with_the_order(studied: Study) -> None:
    """The order of the drafts is the order of their priorities, strictly."""
    priorities = [item.priority for item in draft(studied).items]
    assert all(first > second for first, second in pairwise(priorities))
    assert all(0 < priority <= 1 for priority in priorities)


def test_a_sentence_is_asked_at_most_three_times(studied: Study) -> None:
    """Nothing pads the queue with ever the same fact."""
    asked = Counter(item.sources[0].start for item in draft(studied).items)
    assert max(asked.values()) <= 3


def test_a_revision_elsewhere_draws_no_other_lot() -> None:
    """A sentence put in at the top changes no draft of the others: same ids, stems and options."""
    before = {item.id: item for item in draft(_study()).items}
    after = {item.id: item for item in draft(_study("本文件仅供内部学习。\n" + PLAN)).items}
    kept = before.keys() & after.keys()
    assert len(kept) >= len(before) - 2
    assert all(before[each].body == after[each].body for each in kept)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "同志们，让我们携手并进，再创辉煌！\n", "**\nxx xx\n", "a b c d", "，。！？"]
)
def test_a_document_without_facts_gives_no_drafts(text: str) -> None:
    """Slogans, redactions, foreign words and nothing at all draft nothing and raise nothing."""
    assert draft(_study(text)).items == ()


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("中华人民共和国值守法", "值守法"),
        ("云岭市公共停车场管理办法（2026年修订）", "云岭市公共停车场管理办法"),
        ("《值守规定》", "值守规定"),
        ("关于印发《值守培训实施方案》的通知", "值守培训实施方案"),
        ("《云岭市值守培训实施方案（2023—2025年）》的通知", "云岭市值守培训实施方案"),
        ("关于开展值守检查的通知", "关于开展值守检查的通知"),
        (
            "云岭市应急管理局 云岭市教育局 云岭市交通运输局 云岭市卫生健康委员会关于开展值守检查的通知",
            "关于开展值守检查的通知",
        ),
        ("云岭市应急局关于值守培训的实施方案", "云岭市应急局关于值守培训的实施方案"),
        (
            "云岭市应急管理综合服务中心关于开展“强作风、守纪律、优服务”值守培训活动的实施方案",
            "关于开展“强作风、守纪律、优服务”值守培训活动的实施方案",
        ),
        (
            "云岭省人民代表大会常务委员会关于加强应急值守信息报告和公开工作若干问题的决定",
            "云岭省人民代表大会常务委员会关于加强应急值守信息报告和公开工作若干问题的决定",
        ),
        ("关于xx县值守工作情况的报告", "关于值守工作情况的报告"),
        ("关于**矿“3·19”瓦斯超限事件的调查报告", "关于“3·19”瓦斯超限事件的调查报告"),
        ("**市应急局值守方案", "应急局值守方案"),
        ("×山工务段关于值守工作情况的报告", "关于值守工作情况的报告"),
        ("云岭×段值守方案", ""),
        ("局长（根据录音整理，未经本人审阅）在值守会上的讲话", "局长在值守会上的讲话"),
    ],
)
def test_titles_are_shortened_as_examiners_do(title: str, short: str) -> None:
    """State name, brackets and title marks go."""
    assert short_title(Document("a", "", "", title=title)) == short


@pytest.mark.parametrize(
    ("stem", "title", "kind", "named"),
    [
        ("本办法所称值守是指什么？", "值守管理办法", "law", "《值守管理办法》所称值守是指什么？"),
        ("值班员应当做什么？", "值守管理办法", "law", "根据《值守管理办法》，值班员应当做什么？"),
        ("根据《值守管理办法》，应当做什么？", "值守管理办法", "law", "根据《值守管理办法》，应当做什么？"),
        ("按照规定，值班员应当做什么？", "值守管理办法", "law", "按照规定，值班员应当做什么？"),
        ("值班员" * 23 + "应当做什么？", "值守管理办法", "law", "根据该办法，" + "值班员" * 23 + "应当做什么？"),
        ("保障措施有哪些？", "值守方案", "plan", "根据《值守方案》，保障措施有哪些？"),
        ("按照规定，值班员应当做什么？", "值守方案", "plan", "根据《值守方案》，值班员应当做什么？"),
        ("犬牌几年换一次？", "《养犬细则》学习问答", "handbook", "根据《〈养犬细则〉学习问答》，犬牌几年换一次？"),
        (
            "值守培训每季度开展多少次拉动演练？",
            "值守方案",
            "plan",
            "根据《值守方案》，值守培训每季度开展多少次拉动演练？",
        ),
        ("保障措施有哪些？", "方案", "plan", "保障措施有哪些？"),
        ("请将下列部门与其职责进行匹配。", "值守方案", "plan", "根据《值守方案》，请将下列部门与其职责进行匹配。"),
        ("请将“职责”部分的下列部门排列。", "特 急", "notice", "请将“职责”部分的下列部门排列。"),
        ("请将下列阶段排列。", "县政府办关于印发值守培训", "notice", "请将下列阶段排列。"),
        ("未值守的，请将下列情形排列。", "值守办法", "law", "根据《值守办法》，未值守的，请将下列情形排列。"),
        ("请将下列阶段排列。", "值守" * 20, "plan", f"根据《{'值守' * 20}》，请将下列阶段排列。"),
        ("按照规模分为哪三类企业？", "值守方案", "plan", "《值守方案》中，按照规模分为哪三类企业？"),
        ("本方案的适用范围是什么？", "", "plan", "本方案的适用范围是什么？"),
        ("本方案提出的三项任务有哪些？", "", "report", "本报告提出的三项任务有哪些？"),
        ("本条例的适用范围是什么？", "", "law", "该条例的适用范围是什么？"),
        ("本人申请书应当写明什么？", "", "other", "本人申请书应当写明什么？"),
        ("值守站应有几名值班员？", "值守站下一年打算", "report", "根据《值守站下一年打算》，值守站应有几名值班员？"),
        ("值守站应有几名值班员？", "夜巡队守山口", "news", "根据报道《夜巡队守山口》，值守站应有几名值班员？"),
        ("值班员有几项职责？", "值守", "law", "值班员有几项职责？"),
    ],
)
def test_a_stem_names_its_document_where_it_must(stem: str, title: str, kind: str, named: str) -> None:
    """Rules stand in front by their title, or by their class where the stem would get too long."""
    assert with_document(stem, Document("方案.txt", "", "正文", title=title, kind=kind), longest=80) == named


def test_the_title_alone_takes_the_place_of_this_document() -> None:
    """本手册由… becomes 《…》由…, whatever part it stands in; other stems name the part where there is room."""
    document = Document("手册.txt", "", "正文", title="值守手册", kind="handbook")
    assert with_document("本手册由谁解释？", document, longest=80, part="考核") == "《值守手册》由谁解释？"
    assert with_document("谁解释？", document, longest=80, part="考核") == "根据《值守手册》“考核”部分，谁解释？"
    assert with_document("谁解释？", document, longest=14, part="考核") == "根据《值守手册》，谁解释？"
    assert with_document("谁解释？", document, longest=80, part="xx镇的考核") == "根据《值守手册》，谁解释？"


def test_a_stem_with_two_answers_is_refused_twice() -> None:
    """Where two places answer one question differently, neither is asked."""
    rules = "值班员应当自接报之日起10日内提交报告。\n巡查员另行规定。\n值班员应当自接报之日起20日内提交报告。\n"
    drafted = draft(_study(rules, "law"))
    assert not [item for item in drafted.items if item.type in {"single_choice", "fill_blank"}]
    assert drafted.refused["two-keys"] >= 2


def test_matching_and_ordering_name_their_document_and_may_share_a_stem() -> None:
    """Two tasks with one stem are told apart by what stands below it; both name the plan."""
    text = PLAN.replace(
        "三、主要措施",
        "政工室：负责考试命题；督察大队：负责明察暗访；法制大队：负责案件抽查。\n"
        "本方案所称首报，是指接到险情后的第一次书面报告。本方案所称终报，是指处置结束后的总结材料。"
        "本方案所称续报，是指险情持续期间的补充说明。\n三、主要措施",
    )
    items = draft(_study(text)).items
    stems = {item.stem for item in items if item.type == "matching"}
    assert stems == {
        "根据《云岭市应急值守培训方案》，请将“组织领导”部分的下列部门与其职责进行匹配。",
        "根据《云岭市应急值守培训方案》，请将下列用语与其含义进行匹配。",
    }


def test_a_task_that_names_nothing_is_refused() -> None:
    """Without a title, a section or a condition nobody can say whose the rows are."""
    text = "长哨一声表示集合，短哨三声表示撤离，连续锣声表示转移。"
    nameless = study(Document("a.txt", "d" * 64, text, title="", kind="plan"), TOOLS)
    assert not [item for item in draft(nameless).items if item.type == "matching"]
    assert draft(nameless).refused["nobodys-task"] == 1


def test_learning_starts_from_the_number_the_order_starts_from() -> None:
    """What a stem costs for leaving open whose it is, is part of the prior, never below 0, and dearer in a report."""
    for each in every_candidate(_study()):
        adrift = replace(each, item=replace(each.item, stem="每次演练不少于多少分钟？"))
        assert prior_of(adrift, "law") == each.draft.trust
        assert 0 <= prior_of(adrift, "report") < prior_of(adrift, "plan") <= 1
        assert prior_of(adrift, "report") < prior_of(adrift, "report", titled=False)
        assert 0 <= prior_of(each, "report") <= prior_of(each, "plan") <= 1


def test_a_file_called_what_it_is_names_its_document() -> None:
    """教育整顿轮训方案.txt is what people call it, though the text has no title; 新建文档.txt is not."""
    for name, named in (
        ("教育整顿轮训方案", "根据《教育整顿轮训方案》，谁解释？"),
        ("新建文档", "谁解释？"),
        ("plan", "谁解释？"),
        ("方案", "谁解释？"),
    ):
        document = Document(f"{name}.txt", "", "正文", title=name, kind="plan")
        assert with_document("谁解释？", document, longest=80) == named
        assert bool(quotable_title(document)) == (named != "谁解释？")


def test_who_spoke_is_no_part_of_a_title():
    """校长 在全校推进会上的讲话 is quoted from 在 on."""
    for title in ("校长  在全校推进会上的讲话", "分管副市长 在全校推进会上的讲话"):
        document = Document("j.txt", "", "正文", title=title, kind="speech")
        assert quotable_title(document) == "在全校推进会上的讲话"


def test_years_joined_by_a_dash_part_no_title():
    """关于做好2032 is no title; a subtitle in one dash is left away."""
    for title, shorter in (
        ("关于2032—2033年雪季安全开放的报告", "该报告"),
        ("雪季里的守护—雪场救护队的故事", "报道《雪季里的守护》"),
    ):
        document = Document("n.txt", "", "正文", title=title, kind="news" if "故事" in title else "report")
        assert with_document("谁解释？", document, longest=20) == f"根据{shorter}，谁解释？"


def test_a_title_of_two_headlines_is_named_by_the_first():
    """Half a quotation never stands for a title; where nothing fits a report is at least called one."""
    title = "家里冬天到底能热到多少度？市供热办主任回应市民的各种关切"
    document = Document("n.txt", "", "正文", title=title, kind="news")
    stem = "用户认为室温不达标的，应当先向谁申请测温？"
    assert with_document(stem, document, longest=80) == f"根据报道《{title}》，{stem}"
    assert with_document(stem, document, longest=45) == f"根据报道《家里冬天到底能热到多少度？》，{stem}"
    assert with_document(stem, document, longest=30) == f"根据报道，{stem}"
    assert with_document(stem, document, longest=22) == stem
    broken = Document("n.txt", "", "正文", title="守好“大国的每一个粮 仓”的角落专项行动", kind="news")
    assert with_document(stem, broken, longest=36) == f"根据报道，{stem}"


def test_of_two_drafts_that_are_one_question_the_surer_stands() -> None:
    """A list that a number announces and marks count is found by two patterns, which word it alike."""
    text = (
        "一、严管之后\n市局采取了三项措施：\n一是推行长处方落店。凭处方分次取药。\n二是设夜方点。夜间有药师在岗。\n"
        "三是药箱下村。每月按时到村。\n"
    )
    found = _study(text, "news")
    alike = {each.item.id: [] for each in every_candidate(found)}
    for each in every_candidate(found):
        alike[each.item.id].append(each.draft)
    twins = {id_: max(drafts, key=lambda one: one.trust) for id_, drafts in alike.items() if len(drafts) > 1}
    assert twins
    kept = {item.id: item.pattern for item in draft(found).items}
    assert {id_: drafted.fact.pattern for id_, drafted in twins.items() if id_ in kept} == {
        id_: kept[id_] for id_ in twins if id_ in kept
    }
    assert twins.keys() & kept.keys()


def _expected(text: str, kind: Kind) -> float:
    """Return what the best question asked of a text that has a title is expected to be worth."""
    document = Document("n.txt", "d" * 64, f"云岭站的一天\n{text}\n", title="云岭站的一天", kind=kind)
    return max(prior_of(each, kind) for each in every_candidate(study(document, TOOLS)))


def test_a_later_case_of_a_speech_is_of_what_was_said_first() -> None:
    """新要求每月下发；部门有紧急要求的，可以随时下发: what, nobody can tell; a sentence of its own says it."""
    case = "监管部门有紧急要求的，可以随时下发到各站"
    assert _expected(f"新要求每月只在一号下发；{case}。", "speech") < _expected(f"{case}。", "speech")
    assert _expected(f"新要求每月只在一号下发；{case}。", "notice") == _expected(f"{case}。", "notice")


def test_a_name_is_worth_more_where_it_is_said_whose_it_is() -> None:
    """An owner before “三不准”, or the part it stands in, tells which of several names is meant."""
    gloss = "“三不准”：不准迟到早退、不准中途离岗、不准私自换班"
    owned, bare = f"值班人员做到{gloss}。", f"{gloss}。"
    assert _expected(owned, "report") > _expected(bare, "report")
    assert _expected(f"二、值班纪律\n{bare}", "plan") > _expected(bare, "plan")


def test_what_somebody_did_once_binds_nobody() -> None:
    """按了十一分钟 is told of, 按十一分钟 is laid down; 疲于应付 has no 应 of its own."""
    tired = "云岭站的值守员疲于{}，接班时间平均不足两分钟。"
    assert _expected(tired.format("应付"), "news") == _expected(tired.format("奔命"), "news")
    assert _expected("值守员第一次出任务，按了十一分钟。", "news") < _expected(
        "值守员第一次出任务，按十一分钟。", "news"
    )


def test_a_named_list_is_asked_once() -> None:
    """“四项任务”指的是哪些？ and “四项任务”包括哪些内容？ are one question, whichever pattern found the list."""
    listed = "筑牢安全底线、清除隐患源头、整治顽固陋习、弘扬值守精神“四项任务”"
    text = f"云岭市应急值守培训方案\n一、任务\n全市聚焦{listed}，不走过场。\n"
    found = _study(text)
    wordings = {
        each.item.stem
        for each in every_candidate(found)
        if each.item.type == "short_answer" and "四项" in each.item.stem
    }
    drafted = draft(found)
    asked = [item for item in drafted.items if item.type == "short_answer" and "四项" in item.stem]
    assert len(wordings) > 1
    assert len(asked) == 1
    assert drafted.refused["same-draft"] >= 1


@pytest.mark.parametrize("speaker", ["公司安全总监鄢**", "局长贺某某同志", "公司安全总监鄢××"])
def test_a_hidden_speaker_is_no_part_of_the_title(speaker: str) -> None:
    """What is left of a name that was hidden is quoted no more than the name."""
    assert short_title(Document("a", "", "", title=f"{speaker}在6月份例会上的讲话")) == "在6月份例会上的讲话"
