"""Passages that several drafts share: laws over what is grouped, and what is left alone."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise

import pytest

from qbank.drafting.draft import Drafted, draft, every_candidate
from qbank.drafting.gates import refused_by
from qbank.drafting.stimulus import LEAST_DRAFTS, LONGEST, MOST_DRAFTS, MOST_PASSAGES, SHORTEST, _whole, together
from qbank.drafting.study import Study, Tools, study
from qbank.model.document import Document
from qbank.model.item import BLANK, Item, answer_texts
from qbank.text.rank import NO_CORPUS, Idf
from qbank.text.terms import content_words, open_segmenter, terms_of

SEGMENTER = open_segmenter()
TOOLS = Tools(content_words(SEGMENTER), terms_of(SEGMENTER), Idf(NO_CORPUS, {}))

RULE = (
    "预警短信由镇值班室在15分钟内转发到村。村级网格员应当在30分钟内回执，逾期未回执的，由镇值班室电话催办。"
    "连续3次逾期的村，扣减年度考核分2分。值班室每季度开展1次叫应抽查，每次抽查不少于20户。"
    "抽查做到“三个必查”，即必查时间、必查人员、必查记录。所谓叫应，是指发出预警的单位得到责任人本人答复的过程。"
)
FIRST = "泵站应当配备值班员4人。值班员应当每2小时记录一次水位，遇有红色预警时每30分钟记录一次。"
SECOND = "泵站的备用电源应当每月试机1次，每次不少于20分钟。试机结果由泵站站长报区防汛办公室备案。"


def drafted(*paragraphs: str, heading: str = "一、预警转发", kind: str = "plan") -> Drafted:
    """Return the drafts of a plan with these paragraphs under one heading."""
    return draft(studied(*paragraphs, heading=heading, kind=kind))


def studied(*paragraphs: str, heading: str = "一、预警转发", kind: str = "plan") -> Study:
    """Return the plan, studied."""
    text = "\n".join(("柳湾区预警转发工作方案", heading, *paragraphs, ""))
    return study(Document("方案.txt", "d" * 64, text, title="柳湾区预警转发工作方案", kind=kind), TOOLS)


def is_of(shown: str, passage: str) -> bool:
    """Tell whether a text is the passage with blanks in it."""
    pattern = ".+?".join(re.escape(piece) for piece in shown.split(BLANK))
    return BLANK in shown and re.fullmatch(pattern, passage, re.DOTALL) is not None


def on(found: Drafted, stimulus: str) -> list[Item]:
    """Return the items that name a stimulus."""
    return [item for item in found.items if item.stimulus == stimulus]


def test_a_rule_with_several_figures_is_shared() -> None:
    """Three or more drafts of the paragraph name it; it quotes the document exactly, but for what they ask."""
    found = drafted(RULE)
    (stimulus,) = found.stimuli
    (source,) = stimulus.sources
    assert is_of(stimulus.text, RULE)
    assert studied(RULE).document.text[source.start : source.end] == source.text == RULE
    assert LEAST_DRAFTS <= len(on(found, stimulus.id)) <= MOST_DRAFTS
    assert SHORTEST <= len(stimulus.text) <= LONGEST


def test_two_paragraphs_under_one_heading_may_be_one_passage() -> None:
    """The first two, where each alone is too short; each has its own proof line."""
    found = drafted(FIRST, SECOND, heading="二、泵站值守")
    (stimulus,) = found.stimuli
    assert is_of(stimulus.text, f"{FIRST}\n{SECOND}")
    assert [each.text for each in stimulus.sources] == [FIRST, SECOND]
    starts = {source.start for item in on(found, stimulus.id) for source in item.sources}
    assert any(start >= stimulus.sources[1].start for start in starts)


def test_paragraphs_further_down_are_not_joined() -> None:
    """What stands later under a heading may have a topic of its own."""
    assert drafted("预警转发坚持快捷、准确。", FIRST, SECOND).stimuli == ()


def test_grouping_changes_nothing_else() -> None:
    """The reference aside, the items with and without a passage are the same and in the same order of worth."""
    found = drafted(RULE)
    assert any(item.stimulus for item in found.items)
    assert not all(item.stimulus for item in found.items)
    assert [replace(item, stimulus="") for item in found.items] == sorted(
        (replace(item, stimulus="") for item in found.items), key=lambda item: -item.priority
    )
    assert all("柳湾区预警转发工作方案" in item.stem for item in found.items if item.stimulus)


def test_the_same_document_gives_the_same_passages() -> None:
    """Grouping is a function of the document; another version of it has passages with ids of their own."""
    assert drafted(RULE) == drafted(RULE)
    longer = drafted(RULE, "本方案自印发之日起施行。")
    assert all(is_of(each.text, RULE) for each in longer.stimuli)
    assert {each.id for each in longer.stimuli} == {each.id for each in drafted(RULE).stimuli}
    moved = drafted(RULE, heading="一、预警信息的转发")
    assert not {each.id for each in moved.stimuli} & {each.id for each in longer.stimuli}


def test_no_item_of_a_passage_gives_away_another() -> None:
    """What answers one stands neither in the stem nor in the options of another."""
    found = drafted(RULE)
    for one, other in combinations(on(found, found.stimuli[0].id), 2):
        for asked, shown in ((one, other), (other, one)):
            texts = (shown.stem, *answer_texts(shown.body.interaction()))
            assert not any(key in text for key in asked.body.key_strings() for text in texts)


@pytest.mark.parametrize("paragraphs", [(RULE,), (FIRST, SECOND)])
def test_a_passage_does_not_tell_what_its_items_ask(paragraphs: tuple[str, ...]) -> None:
    """Neither a key of two characters or more, nor the words that a statement of 判断 changes, can be read in it."""
    found = drafted(*paragraphs)
    (stimulus,) = found.stimuli
    made = {each.item.id: each for each in every_candidate(studied(*paragraphs))}
    items = on(found, stimulus.id)
    assert items
    for item in items:
        told = (*item.body.key_strings(), *(part.text for part in made[item.id].draft.asks))
        assert not [words for words in told if len(words) > 1 and words in stimulus.text]


def test_a_draft_that_tells_the_key_of_another_stays_out() -> None:
    """Of two drafts, one of which shows the other's key among its options, only the first is taken."""
    made = studied(RULE)
    candidates = [each for each in every_candidate(made) if not refused_by(each, made)]
    first = next(each for each in candidates if each.item.type == "single_choice")
    (key,) = first.item.body.key_strings()
    other = next(each for each in candidates if len(together([first, each])) == 2)
    telling = replace(other, item=replace(other.item, stem=f"除{key}外，还应当怎样？"))
    assert together([first, telling]) == (first,)
    assert together([telling, first]) == (telling,)


@pytest.mark.parametrize(
    "paragraph",
    [
        RULE.replace("镇值班室在", "xx镇值班室在"),
        RULE.replace("预警短信由", "该短信由"),
        RULE.replace("预警短信", "第三条规定的短信"),
        f"三是{RULE}",
        RULE.removesuffix("。") + "：",
        RULE[: RULE.index("连续")],
        RULE + "值班员应当熟悉流程，做好记录，按时交接，保持通讯畅通。" * 12,
        "坚持统一领导、分级负责，坚持快捷高效、准确无误，切实把预警转发到村、到户、到人。" * 3,
    ],
    ids=["redaction", "dangling", "elsewhere", "ordinal", "open", "short", "long", "without facts"],
)
def test_what_cannot_stand_above_items_is_no_passage(paragraph: str) -> None:
    """Redacted, unfinished, too short, too long, a piece of a list, or nothing to ask: the drafts stay as they are."""
    found = drafted(paragraph)
    assert found.stimuli == ()
    assert not any(item.stimulus for item in found.items)


def test_page_furniture_is_never_part_of_a_passage() -> None:
    """Lines of the page around the text cut a passage and stand in none."""
    found = drafted(FIRST, "版权所有：柳湾区应急局", SECOND, heading="二、泵站值守")
    assert not any("版权" in each.text for each in found.stimuli)


def test_a_document_gives_at_most_two_passages() -> None:
    """However many paragraphs would do, and no sentence stands in two."""
    archive = (
        "档案库房的温度应当每日记录2次。借阅档案的单位应当在10日内归还，逾期未归还的，由档案管理员书面催还。"
        "丢失档案的，扣减年度考核分5分。档案馆每半年清点1次库房，每次清点不少于300卷。"
        "清点做到“三个相符”，即账物相符、账账相符、账卡相符。所谓档案管理员，是指保管本馆档案的在编人员。"
    )
    parking = (
        "停车场经营单位应当配备保洁员3人。车主应当在40分钟内驶离，拒不驶离的，由执法中队现场劝离。"
        "全年超时6次的，取消优惠停车资格12个月。执法中队每月巡查8次，每次巡查不少于5条道路。"
        "巡查做到“三个看清”，即看清车号、看清车位、看清时间。所谓超时，是指停放时间超过泊位标明的时限。"
    )
    found = drafted(RULE, archive, parking)
    assert len(found.stimuli) == MOST_PASSAGES
    spans = [(source.start, source.end) for each in found.stimuli for source in each.sources]
    assert spans == sorted(spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_an_event_is_shared_although_it_has_few_figures() -> None:
    """When it was and what happened make a passage, if enough can be asked about it."""
    event = (
        "4月2日上午，柳湾泵站接到险情报告，区防汛办公室启动了橙色响应。抢险做到“三个到位”，即人员到位、物资到位、"
        "责任到位。险情已经排除。所谓橙色响应，是指水位超过警戒线时采取的应急行动。排险队分为巡堤组、加固组、转移组三个小组。"
    )
    found = drafted(event, kind="news")
    (stimulus,) = found.stimuli
    assert is_of(stimulus.text, event)
    assert len(on(found, stimulus.id)) >= LEAST_DRAFTS
    planned = event.replace("4月2日上午", "此前").replace("已经排除", "尚未排除")
    assert drafted(planned, kind="news").stimuli == ()


def test_a_key_is_not_blanked_inside_a_longer_figure() -> None:
    """千元 stands in 二千元 as well, and 5日 in 15日: there nothing of a figure may be left over."""
    whole = re.compile("|".join(map(_whole, ["千元", "5日", "值班室"])))
    assert whole.sub(BLANK, "补助千元，另补二千元；5日内报，15日内结；值班室、副值班室") == (
        f"补助{BLANK}，另补二千元；{BLANK}内报，15日内结；{BLANK}、副{BLANK}"
    )
