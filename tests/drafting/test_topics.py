"""What a paragraph says first and then speaks of names the part that a stem asks about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.drafting.draft import draft, every_candidate
from qbank.drafting.setting import setting_of
from qbank.drafting.study import Study, Tools, study
from qbank.drafting.topics import heading_topic, lead_of
from qbank.model.document import Document, Kind
from qbank.text.rank import NO_CORPUS, Idf
from qbank.text.terms import content_words, open_segmenter, terms_of

SEGMENTER = open_segmenter()
TOOLS = Tools(content_words(SEGMENTER), terms_of(SEGMENTER), Idf(NO_CORPUS, {}))


def _studied(text: str, kind: Kind = "handbook") -> Study:
    return study(Document("甲.txt", "d" * 64, text, title="云岭站值守学习资料", kind=kind), TOOLS)


def _lead(paragraph: str, words: str) -> str:
    """Return the lead of the sentence of a paragraph that holds the words."""
    studied = _studied(f"云岭站值守学习资料\n{paragraph}\n")
    return next(lead_of(sent, studied) for sent in studied.outline.body() if words in sent.view)


def _parts(text: str, kind: Kind = "handbook") -> dict[str, str]:
    """Return the words asked → the part named."""
    studied = _studied(text, kind)
    return {each.draft.asks[0].text: setting_of(each.draft, studied) for each in every_candidate(studied)}


@pytest.mark.parametrize(
    ("opening", "topic"),
    [
        ("二是轮岗原则。", "轮岗原则"),
        ("第三步，看水封。", "水封"),
        ("第二件，调整班次。", "调整班次"),
        ("先说上门走访。", "上门走访"),
        ("再讲讲夜班补助。", "夜班补助"),
        ("关于夜班补助：", "夜班补助"),
        ("【防滑】", "防滑"),
        ("3.仪表应当每周校准，由值守员签字后交回站长室归档保存。\n4.更换滤芯。", "更换滤芯"),
        ("第一个叫“静默时段”。", "“静默时段”"),
    ],
)
def test_a_short_lead_names_the_topic(opening: str, topic: str) -> None:
    """Behind 二是, 第三步, 先说, 关于 or a number, and in brackets."""
    assert _lead(f"{opening}每月由值班室登记两次，保存不少于三年。", "每月") == topic


@pytest.mark.parametrize(
    "opening",
    [
        "二是加强组织领导。",
        "二是排水口不畅。",
        "二是监管有缺口。",
        "二是改变人。",
        "三是设备老化。",
        "第一，责任要到人。",
        "最后，我说两句心里话。",
        "先讲一个故事。",
        "第二，说说我们自己。",
        "【打印】",
        "值守工作由来已久。",
        "第一条，连续夜班不得超过两个。",
        "第二，提前通知三遍。",
    ],
)
def test_what_tells_urges_or_chats_is_no_topic(opening: str) -> None:
    """Nor is a button of a page, a whole rule, or a sentence without a mark."""
    assert _lead(f"{opening}每月由值班室登记两次，保存不少于三年。", "每月") == ""


def test_a_lead_holds_until_the_next_point() -> None:
    """And in its own paragraph only."""
    paragraph = "一是轮岗原则。每年轮岗一次。满三年的必须轮换。二是由站长每周抽查值守台账。抽查不少于三份。"
    assert _lead(paragraph, "满三年") == "轮岗原则"
    assert _lead(paragraph, "不少于三份") == ""
    assert _lead(f"{paragraph}\n第二天由站长复核。", "复核") == ""


@given(st.integers(min_value=0, max_value=14))
def test_a_lead_reaches_only_so_far(between: int) -> None:
    """A speaker who goes on and on has left the topic."""
    more = "".join(f"登记簿第{place + 10}页要写明日期。" for place in range(between))
    assert (_lead(f"先说轮岗原则。{more}值班室每月盘点。", "盘点") == "轮岗原则") == (between < 8)


def test_a_lead_stays_away_where_the_stem_says_whom_or_what() -> None:
    """Who must act says it, and so does the topic's own word."""
    text = (
        "云岭站值守学习资料\n"
        "一是水封检查。存水弯每周补水不少于2次，逐个登记在册。水封检查记录保存不少于9个月。各供水企业应当派人到场，不得少于3名。\n"
    )
    parts = _parts(text)
    assert parts["2次"] == "水封检查"
    assert "水封检查" not in {parts["3名"], parts["9个月"]}


def test_one_short_word_does_not_take_the_place_of_a_heading() -> None:
    """消毒 says less than what the part is called."""
    text = (
        "云岭站值守学习资料\n一、水是怎样变干净的\n第一道，消毒。次氯酸钠每班投加不少于3次，逐次登记。\n"
        "第二道，活性炭吸附。停留时间不少于15分钟。\n"
    )
    assert _parts(text)["3次"] == "水是怎样变干净的"
    assert _parts(text)["15分钟"] == "活性炭吸附"


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("（一）抓线路，坚决把住路况关", "抓线路"),
        ("（一）加强资金监管，把家底看牢", "加强资金监管"),
        ("（一）以办成为标准，改进窗口服务", "改进窗口服务"),
        ("（一）压实领导责任", ""),
        ("（一）设备老化", ""),
    ],
)
def test_numbered_headings_of_speeches_name_what_has_to_be_done(heading: str, topic: str) -> None:
    """Those on top of them only urge."""
    text = f"讲话\n二、突出重点，狠抓落实\n{heading}\n平台数据每周通报一次，保存不少于30天，不得删改。\n"
    studied = _studied(text, "speech")
    sent = next(sent for sent in studied.outline.body() if "通报" in sent.view)
    assert heading_topic(sent, studied) == topic
    assert _parts(text, "speech")["30天"] == topic


def test_catchy_headings_of_news_name_nothing_but_their_label() -> None:
    """渡口：三十年没换过的缆绳 is about the ferry; 窗边的光 is not about anything."""
    text = (
        "报道\n渡口：三十年没换过的缆绳\n缆绳直径不得小于24毫米，每季度检查两次以上。\n"
        "窗边的光\n灯具每月擦拭不少于3次，逐盏登记。\n"
    )
    parts = _parts(text, "news")
    assert parts["24毫米"] == "渡口"
    assert parts["3次"] == ""


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("1.1 值守时间为8:30至17:30", "夜间值守"),
        ("1.1 每站设站长2名", "夜间值守"),
        ("1.1 绝缘靴每年试验两次", "夜间值守"),
        ("1.1 例四：钥匙", "夜间值守"),
        ("1.1 断电应急", "断电应急"),
        ("1.1 应急处置", "夜间值守"),
        ("1.1 雨水是怎样排走的", "雨水是怎样排走的"),
        ("2时段划分：从几点算起", "时段划分"),
    ],
)
def test_a_sentence_or_a_count_is_no_part(heading: str, part: str) -> None:
    """The heading above is named instead; a number in front is no part of a name."""
    text = f"云岭站值守学习资料\n一、夜间值守\n{heading}\n沙袋不得少于200条，逐条登记。\n"
    studied = _studied(text)
    told = set(studied.outline.headings(studied.outline.sentences[-1]))
    assert len(told) == 2
    assert _parts(text)["200条"] == part


def test_no_part_tells_the_key() -> None:
    """一是经费保障：… asked for the name is not placed in the part of that name."""
    text = (
        "云岭站值守学习资料\n要做好两项工作：一是经费保障：由站里列支，每年核定一次。"
        "二是人员保障：每班不少于4人，逐班登记。\n"
    )
    assert draft(_studied(text)).items
    for item in draft(_studied(text)).items:
        part = item.stem.partition("”部分")[0].rpartition("“")[2] if "”部分" in item.stem else ""
        assert not part or part not in item.body.key_text()
