"""The laws of the outline, then what it makes of the documents people have."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.model.document import Document, Outline
from qbank.text.segment import outline
from qbank.text.titles import title_of

PIECES = st.sampled_from([
    *("\n", "\n\n", "\r\n", " ", "　", "\t", "\u2028", "\u200b", "\ufeff", "#", "## ", "> "),
    *("一、", "（二）", "(三)", "1.", "2、", "（1）", "①", "第三条", "第 一 章", "第80-1条", "• ", "- ", "1.1 "),
    *("。", "！", "?", "……", "；", ",", "、", "：", ":", "“", "”", '"', "（", ")", "《", "》", "【", "】", "…的"),
    *(
        "加强组织领导",
        "市局要求各单位认真学习",
        "同志们：",
        "版权所有",
        "- 3 -",
        "来源：办公室",
        "王xx",
        "**",
        "2×2",
        "２０２３",
    ),
    *("附件：", "目录", "2023年4月12日", "市公安局", "abc", "http://a.cn/?b=c", "𠮷", "😀", "推荐阅读", "他说"),
])
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join))


def made(text: str) -> Outline:
    """Return the outline of a text."""
    return outline(Document("a.txt", "", text))


def views(text: str, role: str = "body") -> list[str]:
    """Return what is read of the sentences of one role."""
    return [sent.view for sent in made(text).sentences if sent.role == role]


def heads(text: str) -> list[tuple[int, str, str]]:
    """Return level, label and title of the sections."""
    return [(section.level, section.label, section.title) for section in made(text).sections[1:]]


def is_same(read: str, stands: str) -> bool:
    """Tell whether a character of a view may stand for one of the source."""
    quotes = read in "“”" and stands == '"'
    return read == stands or (read == " " and stands.isspace()) or quotes or _narrow(read) == _narrow(stands)


def _narrow(char: str) -> str:
    return unicodedata.normalize("NFKC", char)


# --- laws ---------------------------------------------------------------------------------------------


@given(TEXTS)
def test_spans_give_back_the_text_and_lose_nothing(text):
    """Spans quote the text, stand in order, and leave out nothing but white space."""
    last = 0
    for place, sent in enumerate(made(text).sentences):
        assert sent.index == place
        assert sent.start < sent.end
        assert sent.text == text[sent.start : sent.end]
        assert not text[last : sent.start].strip()
        last = sent.end
    assert not text[last:].strip()


@given(TEXTS)
def test_every_character_of_a_view_stands_in_its_sentence(text):
    """A view's characters are those of the source, in order, in another width at most."""
    for sent in made(text).sentences:
        places = [sent.locate(at, at + 1) for at in range(len(sent.view))]
        assert all(sent.start <= place.start < place.end <= sent.end for place in places)
        assert places == sorted(set(places))
        assert all(is_same(char, text[place.start]) for char, place in zip(sent.view, places, strict=True))


@given(TEXTS)
def test_sections_make_a_tree(text):
    """Each section stands one level under its parent, which comes before it; each sentence is in one."""
    made_of = made(text)
    for place, section in enumerate(made_of.sections):
        assert section.index == place
        if section.parent is None:
            assert (place, section.level) == (0, 0)
        else:
            assert section.parent < place
            assert section.level == made_of.sections[section.parent].level + 1
    assert all(0 <= sent.section < len(made_of.sections) for sent in made_of.sentences)


@given(TEXTS)
def test_a_place_names_the_headings_above_it(text):
    """Where a sentence begins, the headings are those of its section; anywhere else those of what was said last."""
    made_of = made(text)
    for sent in made_of.sentences:
        place = made_of.place(sent.start)
        section = made_of.sections[sent.section]
        assert place[-1:] == ((section.readable,) if section.readable else place[-1:])
        assert made_of.place(sent.end - 1) == place
        assert len(place) <= section.level + 1
    assert made_of.place(-1) == ()


@given(TEXTS)
def test_paragraphs_count_up_and_vetoes_stand_in_their_sentence(text):
    """Paragraph numbers never fall, and a redaction lies within its sentence."""
    sentences = made(text).sentences
    numbers = [sent.paragraph for sent in sentences]
    assert numbers == sorted(numbers)
    assert all(sent.start <= veto.start < veto.end <= sent.end for sent in sentences for veto in sent.vetoes)


@given(TEXTS)
def test_body_has_words_and_the_same_text_the_same_outline(text):
    """What counts as body can be read, and nothing but the text decides."""
    first = made(text)
    assert all(sent.view for sent in first.body())
    assert first == made(text)


@pytest.mark.parametrize(
    "text",
    [
        "市局要求各单位认真学习，" * 80_000,
        "\n" * 1_000_000,
        "（“" * 50_000 + "”）" * 50_000,
        "。" * 200_000,
        "一" + " " * 500_000 + "二",
    ],
    ids=["one paragraph", "newlines", "brackets", "stops", "white space"],
)
def test_odd_texts_take_time_in_proportion_to_their_length(text):
    """No text of a megabyte takes more than seconds, and no sentence is longer than 2,000 characters."""
    begun = time.process_time()
    sentences = made(text).sentences
    assert time.process_time() - begun < 10
    assert max((len(sent.text) for sent in sentences), default=0) <= 2000


# --- sentences -----------------------------------------------------------------------------------------


def test_a_sentence_ends_at_its_stop_with_the_quotes_that_close_after_it():
    """。！？ end a sentence, ； does not, and a last line needs no stop."""
    text = "各组按时到岗；不得缺勤。“请立即集合！”他问：“到齐了吗？”全体到齐\n"
    assert views(text) == ["各组按时到岗；不得缺勤。", "“请立即集合！”", "他问：“到齐了吗？”", "全体到齐"]


def test_a_stop_inside_a_quotation_or_title_ends_nothing():
    """Quoted slogans, titles and quoted speech that goes on stay whole."""
    whole = [
        "各单位要做到“守土有责！守土尽责！”，不留死角。",
        "全员学习《谁来守护夜晚？》一书并交流体会。",
        "“今晚集中巡逻。明早汇总。”组长强调，任何人不得请假。",
        "开展“我是谁？为了谁？”主题讨论活动。",
    ]
    assert views("\n".join(whole)) == whole


def test_a_long_quotation_is_split():
    """A quotation of more than 200 characters does not keep its sentences together."""
    quoted = "值班员应当逐项核对台账并签字确认。" * 15
    assert len(views(f"会议指出：“{quoted}”大家鼓掌。")) == 16


def test_a_quotation_that_is_never_closed_hides_no_stops():
    """An unclosed quote costs nothing but itself."""
    assert views("他说：“今天集合。明天出发。后天返回。") == ["他说：“今天集合。", "明天出发。", "后天返回。"]


def test_web_addresses_and_times_are_not_split():
    """? inside an address ends no sentence."""
    assert views("登录http://a.example/?b=c办理，每天11:17开放。") == ["登录http://a.example/?b=c办理，每天11:17开放。"]


# --- lines ---------------------------------------------------------------------------------------------


def test_lines_broken_by_width_are_joined():
    """Lines of one width without stops are one paragraph; an indented line begins the next."""
    text = (
        "　　青石镇夜间巡逻队坚持把群众安全放在首位，聚焦夜间警情\n"
        "高发时段创新联勤机制，组织开展夜间巡逻防控专项行动并逐步\n"
        "扩大范围。截至九月底，全镇夜间警情同比下降18.6%，群众安全\n"
        "感明显提升。\n"
        "　　下一步将继续推进。\n"
    )
    sentences = made(text).sentences
    assert [sent.view for sent in sentences] == [
        "青石镇夜间巡逻队坚持把群众安全放在首位，聚焦夜间警情高发时段创新联勤机制，组织开展夜间巡逻防控专项行动并逐步扩大范围。",
        "截至九月底，全镇夜间警情同比下降18.6%，群众安全感明显提升。",
        "下一步将继续推进。",
    ]
    assert [sent.paragraph for sent in sentences] == [0, 0, 1]


def test_a_long_line_broken_by_accident_is_joined():
    """One line that stops in mid-sentence goes on in the next, though no column was set."""
    start = "堆码按照先进先出的顺序出库，临近保质期的，贴黄色标签；不足十五天的，贴红色标签并且在当天下班前移入"
    assert views(f"{start}\n待处理区。\n（四）健全台账。") == [f"{start}待处理区。", "健全台账。"]


def test_a_forgotten_stop_ends_its_paragraph():
    """A line that opens as paragraphs do goes on from none; where stops are forgotten again and again, none does."""
    first = "市局党委坚持学用结合。全局上下精神面貌焕然一新，纪律作风明显好转，执法质效稳步提升，受到社会各界好评"
    second = "比武现场旌旗猎猎。参赛队员个个精神抖擞、斗志昂扬，呈现出你追我赶、奋勇争先的火热场面，掌声不断响起"
    assert views(f"{first}\n截至7月中旬，全局已整改问题。")[-1] == "截至7月中旬，全局已整改问题。"
    assert views(f"{first}\n{second}\n大队举行颁奖仪式。")[-1] == "大队举行颁奖仪式。"


def test_a_line_that_lost_its_number_begins_with_its_words():
    """The point of a lost 1. is no word."""
    assert (
        views("支部做好两件事。\n.领导带头领学，每月一次。\n2.支部集中研学，每周一次。")[1]
        == "领导带头领学，每月一次。"
    )


def test_a_line_that_hangs_on_the_next_is_joined_whatever_its_width():
    """Lines ending in ； ， or beginning with a stop go together; a blank line parts them."""
    assert views("开展训练；\n加强演练，\n提升能力\n。") == ["开展训练；加强演练，提升能力。"]
    assert views("本周开展专项训练活动，\n\n下周汇总。") == ["本周开展专项训练活动，", "下周汇总。"]


def test_a_page_number_inside_a_broken_sentence_is_read_over():
    """The sentence covers the page number; its view does not show it."""
    line = "市局组织各单位深入开展安全大检查并且逐一建立隐患整改台"
    text = f"{line}\n{line}\n{line}\n- 7 -\n账，确保整改到位。"
    (sent,) = made(text).sentences
    assert sent.text == text
    assert sent.view == f"{line}{line}{line}账，确保整改到位。"


def test_list_items_stay_apart_at_their_line_end():
    """Each item of a list is a sentence with its number as label."""
    text = "申请人应当提交下列材料：\n（一）申请书；\n（二）身份证明；\n（三）其他材料。"
    body = [(sent.label, sent.view) for sent in made(text).body()]
    assert body[1:] == [("（一）", "申请书；"), ("（二）", "身份证明；"), ("（三）", "其他材料。")]


# --- roles ---------------------------------------------------------------------------------------------

NEWS = """您的位置：首页 > 新闻 > 要闻

云岭镇夜巡队守护一方平安

时间：2022-05-06 09:30:00 来源：云岭发布 作者：赵一

本网讯（赵一 通讯员 钱二）

五月的云岭，夜色宁静。镇里的消息来源广泛，网址登记在册的商户共有32家。

推荐阅读
云岭镇举办歌咏比赛
责任编辑：孙三
上一篇：春耕
版权所有：云岭网 某ICP备00000000号
|
"""


def test_news_page_furniture_is_set_aside():
    """Navigation, byline and copyright have their roles; a sentence that mentions 来源 and 网址 is body."""
    roles = [sent.role for sent in made(NEWS).sentences]
    assert roles == ["furniture", "title", "byline", "byline", "body", "body", *["furniture"] * 6]


def test_a_notice_has_salutation_and_signature():
    """Addressee, enclosures, office, date and contact are no body."""
    text = """关于开展夜间巡逻的通知
各派出所、各大队：
请于6月1日前完成部署。
特此通知。
附件：1. 巡逻路线
2. 值班表
云岭镇联防办公室
2022年5月20日
（联系人：周某某，联系电话：139xxxx0000）
"""
    sentences = made(text).sentences
    assert [sent.role for sent in sentences[:2]] == ["title", "salutation"]
    assert [sent.view for sent in sentences if sent.role == "body"] == ["请于6月1日前完成部署。", "特此通知。"]
    assert [sent.role for sent in sentences[4:]] == ["signature"] * 5
    assert [text[veto.start : veto.end] for veto in sentences[-1].vetoes] == ["周某某", "139xxxx0000"]


def test_a_speech_has_speaker_and_comrades():
    """The date and name under the title are byline; 同志们： is a salutation, a line of names at the end a byline."""
    text = "在动员会上的讲话\n（2022年11月3日）\n周 平\n同志们：\n今天的会议很重要。\n吴明 郑强\n"
    roles = [sent.role for sent in made(text).sentences]
    assert roles == ["title", "byline", "byline", "salutation", "body", "byline"]


def test_who_reports_to_whom_stands_under_the_title():
    """The office that wrote a report and the one it is addressed to are no parts of it."""
    text = "关于政治轮训工作情况的汇报\n\n望海出入境边防检查站\n\n总站党委：\n\n按照统一部署，我站开展了轮训。\n"
    assert [sent.role for sent in made(text).sentences] == ["title", "byline", "salutation", "body"]


def test_a_table_of_contents_is_furniture():
    """Chapter lines that come again over their text are read once."""
    chapters = ["第一章 总则", "第二章 职责", "第三章 附则"]
    text = "目 录\n" + "".join(f"{line}……{page}\n" for page, line in enumerate(chapters, 1))
    text += "".join(f"{line}\n第{n}条 各站应当按时开放。\n" for n, line in zip("一二三", chapters, strict=True))
    assert [sent.role for sent in made(text).sentences][:4] == ["furniture"] * 4
    assert [title for _, label, title in heads(text) if "章" in label] == ["总则", "职责", "附则"]


def test_items_that_come_again_are_no_table_of_contents():
    """The same list under two articles is body both times."""
    items = "（一）虚假宣传；\n（二）诋毁同业；\n（三）强迫交易。\n"
    text = f"第一条 禁止下列行为：\n{items}第二条 有下列行为的，予以警告：\n{items}"
    assert len(views(text)) == 8


def test_data_and_speaker_under_the_title_are_byline():
    """Who speaks, when, and how the text came about stand between title and salutation."""
    text = "在推进会上的讲话\n云岭镇镇长 顾以恒\n（2026年3月12日）\n（根据录音整理）\n同志们：\n今天的会议很重要。\n"
    assert [sent.role for sent in made(text).sentences] == ["title", *["byline"] * 3, "salutation", "body"]


def test_buttons_in_wide_brackets_are_furniture():
    """［A+］［A］［A-］ 打印本页 加入收藏 is no title."""
    text = "学习园地 >> 电梯 >> 正文\n［A+］［A］［A-］　打印本页　加入收藏\n\n电梯怎么不掉\n\n今天的会议很重要。\n"
    assert [sent.role for sent in made(text).sentences][:3] == ["furniture", "furniture", "title"]


def test_what_a_transcript_leaves_out_is_furniture():
    """【此处约4分钟录音不清，略】 is no heading."""
    text = f"在推进会上的讲话\n同志们：\n今天的会议很重要。\n【此处约4分钟录音不清，略】\n{'下面讲三点意见。' * 3}\n"
    assert [sent.role for sent in made(text).sentences][3] == "furniture"


def test_words_of_furniture_inside_prose_are_body():
    """Sentences that begin like furniture and end like prose are prose."""
    prose = [
        "扫描车牌后方可入场。",
        "联系我们的志愿者共有32名。",
        "打印台账应当使用统一表格。",
        "来源不明的食品不得入库。",
    ]
    assert views("\n".join(prose)) == prose


def test_heading_marks_of_a_plain_text_copy_are_left_out_of_the_view():
    """## before a heading belongs to its span and not to its view."""
    text = "# 停车办法\n\n## 第一章 总 则\n\n第一条 本办法适用于全镇。"
    sentences = made(text).sentences
    assert [(sent.role, sent.label, sent.view) for sent in sentences] == [
        ("title", "", "停车办法"),
        ("heading", "第一章", "总则"),
        ("body", "第一条", "本办法适用于全镇。"),
    ]
    assert sentences[0].start == 0


def test_headings_are_those_of_all_sections_around():
    """Outermost first, the sentence's own last, and none without words."""
    made = outline(
        Document(
            "a.txt", "", "一、总体要求\n（一）目标\n各站应当在30分钟内到岗。\n二、附则\n本办法自印发之日起施行。\n"
        )
    )
    told = {sent.view: made.headings(sent) for sent in made.body()}
    assert list(told.values()) == [("总体要求", "目标"), ("附则",)]


def test_whom_a_report_is_sent_to_is_a_salutation():
    """Two offices with a colon behind the title; one office with a colon may be a label."""
    text = "云岭冷链有限公司安全工作报告\n云岭县国资公司、云岭县应急局：\n现将有关情况报告如下，请予审阅并提出意见。\n"
    assert [sent.role for sent in made(text).sentences[:3]] == ["title", "salutation", "body"]


def test_controls_with_labels_behind_them_are_furniture():
    """【关闭窗口】【打印此页】 点击数：902 below a signature does not make it body."""
    text = (
        "关于加强食堂管理的通知\n各学校：\n请按要求抓好落实，重要情况随时报告集团后勤部。\n云岭教育集团办公室\n"
        "2024年9月14日\n【关闭窗口】【打印此页】  点击数：902  编辑：后勤部\n"
    )
    roles = [sent.role for sent in made(text).sentences]
    assert roles[-3:] == ["signature", "signature", "furniture"]


def test_the_line_below_two_headlines_is_the_title():
    """赤诚淬火 千家筑平安 calls nothing; …纪实 below it does."""
    text = (
        "赤诚淬火砺精兵 千家万户筑平安\n云岭消防支队“冬训百日”攻坚行动纪实\n2024-01-19 来源：支队宣传科\n"
        "清晨六点，支队训练基地的操场上已是口号震天，二百多名指战员向终点发起冲击。\n"
    )
    assert title_of(made(text)) == "云岭消防支队“冬训百日”攻坚行动纪实"
