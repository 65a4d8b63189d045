"""Numberings, which of them are headings, and the tree they make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.model.document import Document
from qbank.model.numerals import ordinal_of
from qbank.text.numbering import number_of
from qbank.text.segment import outline

BODY = "各单位应当结合实际制定实施细则并按时上报落实情况。"


def heads(text: str) -> list[tuple[int, str, str]]:
    """Return level, label and title of the sections."""
    return [(section.level, section.label, section.title) for section in outline(Document("a", "", text)).sections[1:]]


def body(text: str) -> list[tuple[str, str]]:
    """Return label and view of the body sentences."""
    return [(sent.label, sent.view) for sent in outline(Document("a", "", text)).body()]


@given(st.integers(1, 9999))
def test_chinese_numerals_give_their_value(number):
    """A numeral written out is read back."""
    digits = "〇一二三四五六七八九"
    parts, rest = "", str(number)
    for place, digit in zip(["", "十", "百", "千"][: len(rest)][::-1], rest, strict=True):
        if digit != "0":
            parts += digits[int(digit)] + place
        elif parts and not parts.endswith("零"):
            parts += "零"
    assert ordinal_of(parts.rstrip("零")) == number
    assert ordinal_of("".join(digits[int(digit)] for digit in rest)) == number


@pytest.mark.parametrize(
    ("line", "label", "ordinal"),
    [
        ("一、总则", "一、", 1),
        ("十二、其他", "十二、", 12),
        ("（二）分工", "（二）", 2),
        ("(三) 要求", "(三)", 3),
        ("1.提高认识", "1.", 1),
        ("2、落实责任", "2、", 2),
        ("３．加强督导", "３．", 3),
        ("（4）台账", "（4）", 4),
        ("5)台账", "5)", 5),
        ("⑥台账", "⑥", 6),
        ("1.2 范围", "1.2", 2),
        ("1.1 日间手术指当天出院", "1.1", 1),
        ("2.3 名称与编号", "2.3", 3),
        ("第二十一条 为了", "第二十一条", 21),
        ("第十二条之一 为了", "第十二条之一", 12),
        ("第 三 章 罚则", "第 三 章", 3),
        ("第80-1條 權利", "第80-1條", 80),
        ("第三部分 附则", "第三部分", 3),
        ("• 要点", "•", 0),
    ],
)
def test_numberings(line, label, ordinal):
    """Each form is read with its value, and the text begins after it."""
    number = number_of(line)
    assert number is not None
    assert (number.label, number.ordinal) == (label, ordinal)
    assert line[number.end :] == line[len(label) :].lstrip()


@pytest.mark.parametrize(
    "line",
    [
        "第三条规定的情形",
        "第三条、第四条",
        "3.5万元",
        "110、119接警",
        "2021.3.5",
        "一二三四",
        "十分重要",
        "第一款规定",
        "第一条路，提高送风温度",
        "第三条经验是先易后难",
        "-5度",
        "3.5 亿元",
        "1.5 日内",
    ],
)
def test_what_only_begins_like_a_number_is_none(line):
    """References, amounts, dates and words are no numberings."""
    assert number_of(line) is None


def test_a_plan_with_headings_on_lines_and_run_in():
    """一、 over （一）, on lines of their own or run into their text; what follows the last one goes back up."""
    text = f"一、指导思想\n{BODY}\n二、保障措施\n（一）加强组织领导。{BODY}\n（二）强化经费保障。{BODY}\n总之，{BODY}"
    assert heads(text) == [
        (1, "一、", "指导思想"),
        (1, "二、", "保障措施"),
        (2, "（一）", "加强组织领导"),
        (2, "（二）", "强化经费保障"),
    ]
    sentences = outline(Document("a", "", text)).sentences
    assert sentences[-1].section == 2
    assert sentences[-2].section == 4


def test_a_heading_that_lost_its_number_is_found_by_its_siblings():
    """2. and 3. without 1.: the paragraph before them that begins alike is the missing one."""
    text = (
        f"（一）搭建三个平台\n搭建“夜校”平台。{BODY}\n"
        f"2. 搭建“基地”平台。{BODY}\n3. 搭建“在线”平台。{BODY}\n（二）注重总结\n{BODY}"
    )
    assert heads(text) == [
        (1, "（一）", "搭建三个平台"),
        (2, "", "搭建“夜校”平台"),
        (2, "2.", "搭建“基地”平台"),
        (2, "3.", "搭建“在线”平台"),
        (1, "（二）", "注重总结"),
    ]


def test_items_are_no_headings():
    """Numbered lines without text under them are items, with the number as label."""
    text = f"一、工作要求\n1、提高认识。\n2、落实责任。\n3、加强督导。\n二、其他\n{BODY}"
    assert [label for _, label, _ in heads(text)] == ["一、", "二、"]
    assert body(text)[:3] == [("1、", "提高认识。"), ("2、", "落实责任。"), ("3、", "加强督导。")]


def test_a_lead_in_before_headings_makes_them_no_list():
    """通知如下： may introduce sections."""
    text = f"有关事项通知如下：\n一、报名时间\n{BODY}\n二、报名地点\n{BODY}"
    assert [title for _, _, title in heads(text)] == ["报名时间", "报名地点"]


def test_articles_are_sections_and_their_items_are_body():
    """An article is a section under its chapter, titled by its 【…】; （一） in it is an item."""
    text = (
        "第一章 总则\n第一条【目的】为了加强管理，制定本办法。\n第二条 有下列情形之一的，予以表彰：\n"
        "（一）事迹突出的；\n（二）贡献较大的。\n前款规定的表彰由镇政府作出。\n"
        "第二章 附则\n第三条 本办法自印发之日起施行。"
    )
    assert heads(text) == [
        (1, "第一章", "总则"),
        (2, "第一条", "目的"),
        (2, "第二条", ""),
        (1, "第二章", "附则"),
        (2, "第三条", ""),
    ]
    assert body(text) == [
        ("", "为了加强管理，制定本办法。"),
        ("第二条", "有下列情形之一的，予以表彰："),
        ("（一）", "事迹突出的；"),
        ("（二）", "贡献较大的。"),
        ("", "前款规定的表彰由镇政府作出。"),
        ("第三条", "本办法自印发之日起施行。"),
    ]


def test_part_chapter_and_section_nest():
    """编 over 章 over 节 over 条."""
    text = "第一编 总则\n第一章 通则\n第一节 一般规定\n第一条 甲。\n第二节 特别规定\n第二条 乙。"
    assert [(level, label) for level, label, _ in heads(text)] == [
        (1, "第一编"),
        (2, "第一章"),
        (3, "第一节"),
        (4, "第一条"),
        (3, "第二节"),
        (4, "第二条"),
    ]


def test_paragraph_heads_with_a_common_ending():
    """Three short first sentences that end alike are headings; two are not."""
    firsts = ["学与练相结合。", "线上学习与线下辅导相结合。", "督导与帮扶相结合。"]
    assert [title for _, _, title in heads("\n".join(first + BODY for first in firsts))] == [
        first[:-1] for first in firsts
    ]
    assert heads("\n".join(first + BODY for first in firsts[:2])) == []


def test_paragraph_heads_with_a_common_rhythm():
    """Three neighbours whose first sentences have clauses of the same lengths are headings."""
    firsts = ["制定方案，有序推进。", "明确任务，强化职责。", "层层部署，压实责任。"]
    assert [title for _, _, title in heads("\n".join(first + BODY for first in firsts))] == [
        first[:-1] for first in firsts
    ]


def test_counted_points_are_no_headings():
    """一是… 二是… at the head of paragraphs stays in the text."""
    assert heads("\n".join(first + BODY for first in ["一是检验预案。", "二是锻炼队伍。", "三是磨合机制。"])) == []


def test_short_lines_over_paragraphs():
    """A short line without a stop heads the paragraph under it; a label with a number does not."""
    text = f"夜巡队工作纪实\n{BODY}\n动起来：全员上岗\n{BODY}\n咨询电话：96110\n{BODY}"
    assert [title for _, _, title in heads(text)] == ["动起来：全员上岗"]


def test_unnumbered_lines_enclose_numbers_that_start_anew():
    """Where 一、 comes again under each line, the lines stand above it; where it counts on, below."""
    above = f"接警规范\n一、接听\n{BODY}\n二、登记\n{BODY}\n处警规范\n一、出动\n{BODY}\n二、反馈\n{BODY}"
    assert [level for level, _, _ in heads("值班手册\n" + BODY + "\n" + above)] == [1, 2, 2, 1, 2, 2]
    below = f"一、类型\n{BODY}\n刷单返利\n{BODY}\n冒充客服\n{BODY}\n二、防范\n{BODY}"
    assert [level for level, _, _ in heads(below)] == [1, 2, 2, 1]


def test_an_aside_with_a_semicolon_ends_no_heading():
    """What the brackets of a heading say belongs to it, so that the text below is not taken for the part above."""
    text = f"一、馆藏（责任：采编部 赵一；流通部）\n{BODY}\n二、活动（各部配合；馆长督办）\n{BODY}\n三、安全\n{BODY}\n"
    assert [label for _, label, _ in heads(text)] == ["一、", "二、", "三、"]


@pytest.mark.parametrize(
    "lines",
    [
        "春 赏兰（3月）\n夏 夜访王莲\n秋 菌子周\n冬 腊梅与年宵\n",
        "公众场   -4.5 ~ -5.5℃\n",
        "合计 696 65\n",
        "6、资金监管协议\n7、买卖合同\n8完税凭证\n",
        "（征求意见稿）\n",
    ],
)
def test_rows_remarks_and_the_last_line_of_a_list_are_no_headings(lines):
    """A short line over a paragraph opens a part only where it is no cell, no remark and no item."""
    assert heads(f"一、节庆\n{BODY}\n{lines}{BODY}\n二、安全\n{BODY}\n") == [(1, "一、", "节庆"), (1, "二、", "安全")]


@pytest.mark.parametrize(("others", "found"), [(2, True), (0, False)])
def test_a_longer_line_is_a_heading_among_lines_made_like_it(others, found):
    """怎么查：… of 23 characters stands among 谁来查：… and 查出什么：…; alone it may be anything."""
    long = "怎么查：固定站守住路口，检测点盯住干线，流动组补点"
    short = ["查出了什么：砂石料占一多半", "下一步：从百日走向常态"][:others]
    text = "".join(f"{line}\n{BODY}{BODY}\n" for line in [*short[:1], long, *short[1:]])
    assert (long in [title for _, _, title in heads(f"检查收官\n{BODY}\n{text}")]) is found


def test_numbers_inside_brackets_rank_as_numbers():
    """【二、装车】 stands beside 【一、验收】, and closes the （一） below that."""
    inner = f"（一）看外观。{BODY * 2}\n（二）看单据。{BODY * 2}"
    text = f"仓库收货手册\n\n【一、验收】\n\n{inner}\n\n【二、装车】\n\n{BODY}\n"
    assert heads(text) == [(1, "一、", "验收"), (2, "（一）", "看外观"), (2, "（二）", "看单据"), (1, "二、", "装车")]


def test_paragraphs_that_open_with_what_they_are_about():
    """Four bare names over text are headings; three are not, nor are short sentences."""
    names = ["手卫生", "接触隔离", "环境清洁消毒", "主动筛查"]
    told = [f"{name}。{BODY}" for name in names]
    assert [title for _, _, title in heads("\n".join(told))] == names
    assert heads("\n".join(told[:3])) == []
    said = [f"{words}。{BODY}" for words in ("大家都来了", "问题不少", "办法有两个", "效果很好")]
    assert heads("\n".join(said)) == []


def test_framed_numbers_rank_as_plain_ones():
    """【二】 ends what stands under 【一】, to whatever depth that went."""
    text = (
        f"【一】先看底数\n{BODY}\n【二】必须做到的\n（一）人。{BODY}\n（二）容量。{BODY}\n"
        f"【三】什么信号，做什么\n{BODY}"
    )
    assert heads(text) == [
        (1, "【一】", "先看底数"),
        (1, "【二】", "必须做到的"),
        (2, "（一）", "人"),
        (2, "（二）", "容量"),
        (1, "【三】", "什么信号，做什么"),
    ]


@pytest.mark.parametrize("mark", "◆■●▶")
def test_marked_lines_over_paragraphs_are_headings_above_numbers(mark):
    """Three lines marked alike, each over its text; what is numbered stands under them, a question is asked in one."""
    text = (
        f"{mark} 怎么调查的\n{BODY}\n{mark} 为什么退？\n1. 程序走样。{BODY}\n2. 价格不清。{BODY}\n"
        f"{mark} 三个个案\n个案一 甲校\n{BODY}"
    )
    assert heads(text) == [
        (1, "", "怎么调查的"),
        (1, "", "为什么退？"),
        (2, "1.", "程序走样"),
        (2, "2.", "价格不清"),
        (1, "", "三个个案"),
        (2, "", "个案一 甲校"),
    ]


def test_marked_headings_keep_the_number_behind_the_mark():
    """◆ 一、 has its number as label and its words as title."""
    text = f"◆ 写在前面\n{BODY}\n◆ 一、看水印\n{BODY}\n◆ 二、摸凹凸\n{BODY}"
    assert heads(text) == [(1, "", "写在前面"), (1, "一、", "看水印"), (1, "二、", "摸凹凸")]


def test_framed_lines_rank_above_a_count_that_one_of_them_has_to_itself():
    """【常闭与常开】 ends what stands under 3)）, unless the count goes on across it."""
    counted = f"1)门扇\n{BODY}\n2)门框\n{BODY}"
    own = f"防火门\n{BODY}\n【门的部件】\n{BODY}\n{counted}\n【常闭与常开】\n{BODY}\n【怎样查】\n{BODY}"
    assert [level for level, _, title in heads(own) if title.startswith("【")] == [1, 1, 1]
    across = f"一、部件\n{BODY}\n【门扇】\n{BODY}\n【门框】\n{BODY}\n二、检查\n【怎样查】\n{BODY}"
    assert [level for level, _, title in heads(across) if title.startswith("【")] == [2, 2, 2]


def test_the_last_chapter_may_share_its_line_with_its_text():
    """附则 本手册由…: below chapters what follows belongs to none of them; elsewhere it is a word of the sentence."""
    text = f"第1章 总则\n{BODY}\n附则 本手册由质量小组负责解释，自印发之日起使用。"
    assert heads(text)[-1] == (1, "", "附则")
    assert heads("附则 本手册由质量小组负责解释，自印发之日起使用。") == []


@given(st.integers(1, 4))
def test_a_count_that_goes_on_across_marks_encloses_them(before):
    """◆ under 一、 where 二、 comes after them, and under the last number where no count begins anew."""
    digits = "一二三四五"
    numbered = [f"{digit}、第{digit}件事\n{BODY}" for digit in digits[:before]]
    marked = "\n".join(f"◆ 小标题{name}\n{BODY}" for name in "甲乙丙")
    last = f"\n{digits[before]}、收尾\n{BODY}"
    for text in ("\n".join([*numbered, marked]), "\n".join([*numbered, marked]) + last):
        levels = {title: level for level, _, title in heads(text)}
        assert [levels[f"小标题{name}"] for name in "甲乙丙"] == [2, 2, 2]


@pytest.mark.parametrize(
    "lines",
    [
        ["◆ 检查水泵", "◆ 检查电源", "◆ 检查闸门", BODY],
        ["◆ 检查水泵；", BODY, "◆ 检查电源；", BODY, "◆ 检查闸门。", BODY],
        ["◆ 检查水泵", BODY, "◆ 检查电源", BODY],
    ],
)
def test_marked_items_are_no_headings(lines):
    """Marked lines that follow each other, end as sentences do, or are only two, stay items."""
    assert heads("\n".join(lines)) == []


def test_a_decimal_line_over_text_is_a_heading_among_numbered_paragraphs():
    """5.3 and 5.4 stand over text; 5.1, 5.2 and 5.5 are paragraphs, each a section without title."""
    text = (
        f"第5章 洗涤\n5.1 两区之间有实墙，机器为双门。{BODY}\n5.2 先洗干净的，后洗脏的。{BODY}\n5.3 程序\n"
        "（1）预洗：水温40℃以下，3至5分钟。有血迹的必须先用冷水洗去，以免结块。\n"
        "（2）漂洗：每次3分钟。漂洗的水须更换三次，最后一次检查酸碱度。\n"
        f"5.4 看什么\n{BODY}\n5.5 架子离地，离墙，离顶。{BODY}"
    )
    assert heads(text) == [
        (1, "第5章", "洗涤"),
        (2, "5.1", ""),
        (2, "5.2", ""),
        (2, "5.3", "程序"),
        (2, "5.4", "看什么"),
        (2, "5.5", ""),
    ]
    assert ("5.1", "两区之间有实墙，机器为双门。") in body(text)
    assert ("（1）", "预洗：水温40℃以下，3至5分钟。") in body(text)


def test_numbered_paragraphs_alone_are_no_headings():
    """7.1 and 7.2 begin with a whole sentence; their chapter is what they stand under."""
    text = (
        f"第7章 机房\n7.1 机房是重点部位，外人进入须登记。{BODY}\n7.2 灯泡不得手摸，换灯先断电。{BODY}\n"
        f"第8章 其他\n8.1 适用范围。{BODY}\n8.2 解释部门。{BODY}"
    )
    assert [title for _, _, title in heads(text)] == ["机房", "其他", "适用范围", "解释部门"]


def test_a_paragraph_too_long_for_a_heading_opens_its_own_section():
    """What stands in （二） is not under the heading of （一）."""
    long = "各乡镇应当在每年汛期到来之前组织力量对辖区内全部山塘水库逐座开展检查并建立台账逐项销号。"
    text = f"（一）限时救护。{BODY}\n（二）{long}{BODY}\n（三）定期培训。{BODY}"
    assert heads(text) == [(1, "（一）", "限时救护"), (1, "（二）", ""), (1, "（三）", "定期培训")]
    sentences = {sent.view: sent for sent in outline(Document("a", "", text)).body()}
    assert sentences[long].section == 2


def test_a_question_within_a_heading_does_not_end_it():
    """二、为什么退？…的账 is one line."""
    text = f"一、现状\n{BODY}\n二、为什么退？一百户的账\n{BODY}"
    assert heads(text) == [(1, "一、", "现状"), (1, "二、", "为什么退？一百户的账")]


@pytest.mark.parametrize("line", ["公司总经理 费长河", "县水务局党组书记、局长　明 岚", "副市长  方××"])
def test_post_and_name_under_a_title_are_a_byline(line):
    """Who speaks stands under the title of a speech, whatever salutation follows."""
    text = f"把油收干净\n——在三季度安全生产大会上的讲话\n{line}\n\n各位师傅，大家下午好：\n{BODY}"
    roles = {sent.view: sent.role for sent in outline(Document("a", "", text)).sentences}
    assert [role for view, role in roles.items() if view[:2] == line[:2]] == ["byline"]
    assert heads(text) == []


def test_headings_without_number_around_the_one_count_enclose_it():
    """存在的问题 behind （一） and （二） of 主要工作 is no part of （二）."""
    text = (
        "云岭检定站工作报告\n基本情况\n我站现有检定员22人，装置9套，全部在有效期内。\n主要工作\n（一）抓规矩\n"
        "全年查出不符合项7个，均已整改到位，没有反复。\n（二）抓周检\n全年周检大表1231只，受检率百分之九十七。\n"
        "存在的问题\n回顾一年工作，仍有不少差距，主要是远传表检定能力不足。\n"
    )
    levels = {section.title: section.level for section in outline(Document("a", "", text)).sections}
    assert levels["主要工作"] == levels["存在的问题"] < levels["抓规矩"] == levels["抓周检"]


def test_a_figure_in_quotation_marks_is_no_value():
    """谁来讲：一支“1+3+N”的讲师队伍 stands over text; 讲师人数：42名 is a value."""
    text = (
        "云岭环卫集团班组教育侧记\n讲什么：职工出题目\n题目由职工投票产生，每月一次，得票前三的上讲台。\n"
        "谁来讲：一支“1+3+N”的队伍\n讲师由班长和技术能手担任，每季度考评一次，不合格的解聘。\n"
    )
    titles = [section.title for section in outline(Document("a", "", text)).sections]
    assert "谁来讲：一支“1+3+N”的队伍" in titles
