"""Title, kind and date of a document, from its own words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbank.model.dates import days_in
from qbank.model.document import Document
from qbank.text.describe import describe
from qbank.text.segment import outline

ARTICLES = "".join(f"第{n}条 各站应当按时开放。\n" for n in "一二三四五")


def described(text: str, **known: str) -> Document:
    """Return the document of a text, described."""
    doc = Document("文件夹/夜巡.txt", "", text, **known)
    return describe(doc, outline(doc))


@given(st.dates())
def test_any_complete_date_is_read(day):
    """Digits with 年月日 or dashes give the ISO date."""
    assert list(days_in(f"于{day.year:04}年{day.month}月{day.day}日印发")) == [day.isoformat()]
    assert list(days_in(day.isoformat())) == [day.isoformat()]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("二〇二一年三月二十五日", ["2021-03-25"]),
        ("二○一二年十二月三十一日", ["2012-12-31"]),
        ("民國 105 年 11 月 30 日", ["2016-11-30"]),
        ("民国一百一十年三月八日", ["2021-03-08"]),
        ("2026年3月8号", ["2026-03-08"]),
        ("来源：云岭日报 26-03-08", []),
        ("12026-03-08", []),
        ("2021年3月", []),
        ("3月25日", []),
        ("2021年6月31日", []),
        ("2021年3月1日至2021.3.5", ["2021-03-01", "2021-03-05"]),
    ],
)
def test_dates(text, dates):
    """Only complete, possible dates count."""
    assert list(days_in(text)) == dates


@given(st.dates(date(1912, 1, 1), date(2910, 1, 1)), st.sampled_from(".-/年"))
def test_years_of_the_republic_are_those_alone_that_may_be_short(day, mark):
    """A year of fewer than four figures counts from 1912 behind 民国, and is none without it."""
    said = f"{day.year - 1911}{mark}{day.month}{'月' if mark == '年' else mark}{day.day}"
    assert list(days_in(f"中华民国{said}")) == [day.isoformat()]
    assert list(days_in(f"云岭日报 {said}")) == []


@given(st.text(min_size=1), st.sampled_from(["law", "plan", "news"]))
def test_what_the_editor_said_stands(title, kind):
    """Title, kind and date given by hand are never replaced."""
    doc = described("关于巡逻的通知\n各站：\n特此通知。\n2022年5月1日", title=title, kind=kind, date="2020-01-01")
    assert (doc.title, doc.kind, doc.date) == (title, kind, "2020-01-01")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("停车管理办法\n" + ARTICLES, "law"),
        ("在动员会上的讲话\n同志们：\n今天的会议很重要。", "speech"),
        (
            "讲给队员的第一课\n时间：2023-09-08  来源：云岭镇\n编者按：根据录音整理。\n各位同事，晚上好！\n讲三件事。",
            "speech",
        ),
        ("关于印发《夜巡工作方案》的通知\n各站：\n现将方案印发给你们，请认真贯彻执行。", "notice"),
        ("为做好夜巡，特制定本方案。\n一、指导思想\n坚持群防群治。\n二、保障措施\n落实经费。", "plan"),
        ("夜巡队守护平安\n来源：云岭发布 作者：赵一\n五月的云岭夜色宁静。", "news"),
        (
            "首页 >> 培训园地 >> 学习资料\n夜巡为什么要两人同行\n来源：云岭站\n夜巡时两人可以互相照应。",
            "handbook",
        ),
        ("夜巡这些年\n时间：2023-09-08  来源：录音整理\n大家坐，今天讲三件事。", "speech"),
        ("活动开展以来，全镇积极行动。截至目前，共巡逻32次，取得了良好效果。", "report"),
        ("云岭市登记中心职工学习园地\n各位同事：\n本期讲三个问题。", "handbook"),
        ("首页 > 安全学堂 > 科普\n把耳朵护住\n来源：云岭市防治院　作者：物理科\n\n噪声伤人。", "handbook"),
        ("巡逻为什么要登记，登记报告怎样看\n（夜巡队学习材料之二）\n登记是巡逻的一半。", "handbook"),
        ("灯是亮着的，人是缺着的\n——全镇夜巡点运行情况调查\n来源：云岭镇\n入秋以来，我们走了三十个点。", "report"),
        ("夜巡人员工作手册\n" + ARTICLES, "handbook"),
        ("关于加强夜巡安全管理的通知\n各站：\n" + ARTICLES, "notice"),
        ("关于印发夜巡管理办法的通知\n各站：\n" + ARTICLES, "law"),
        ("夜巡人员手册\n本手册供夜巡人员使用。", "handbook"),
        ("夜巡队守护平安纪实\n五月的云岭夜色宁静。", "news"),
        ("消防演练脚本\n一、集合\n各组到位。", "plan"),
        ("夜巡队2023年工作总结和2024年工作计划\n一年来，夜巡队出勤三百次。", "report"),
        ("湖边的柳树绿了。", "other"),
    ],
)
def test_kinds(text, kind):
    """Each genre shows itself by its form."""
    assert described(text).kind == kind


def test_the_title_is_the_first_title_line_but_no_letterhead():
    """The line of a letterhead ends in 文件 and is no title; without a title the file's stem serves."""
    assert described("云岭镇文件\n云发〔2022〕3号\n关于巡逻的通知\n各站：\n请按时到岗。").title == "关于巡逻的通知"
    assert described("今天开始夜间巡逻。").title == "夜巡"


def test_history_cut_by_a_blank_line_is_history():
    """A title in 《》 that a break cuts in two does not make prose of either half."""
    law = (
        "停车管理办法\n\n2019年1月2日 云岭镇联席会议《关于修改〈停车办法〉\n\n〈夜巡办法〉的决定》第一次修正\n\n"
        + ARTICLES
    )
    found = described(law)
    assert [sent.role for sent in outline(found).sentences[:4]] == ["title", "byline", "byline", "body"]
    assert found.date == "2019-01-02"


def test_dates_are_taken_from_byline_history_and_signature():
    """The latest date of the history counts, not the day of coming into force; without history the signature."""
    law = "停车管理办法\n（2019年1月2日公布 2021年3月25日修订 2021年7月1日起施行）\n" + ARTICLES
    assert described(law).date == "2021-03-25"
    assert (
        described("夜巡通知\n各站：\n请于2022年6月1日前完成。\n云岭镇联防办公室\n二〇二二年五月二十日").date
        == "2022-05-20"
    )
    assert described("2022年6月1日，夜巡开始。").date == ""
    signed = described("夜巡通知\n各站：\n请按时到岗。\n云岭镇联防办公室\n2022年5月20号")
    assert (signed.date, outline(signed).sentences[-1].role) == ("2022-05-20", "signature")
    assert described("夜巡队守护平安\n来源：云岭日报 26-03-08\n五月的云岭夜色宁静。").date == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "看水：一座水族馆怎样管住六千吨海水\n云岭水族馆  维生部编\n一、先看水\n水要每天看。",
            "看水：一座水族馆怎样管住六千吨海水",
        ),
        (
            "云岭网 > 科普\n【收藏】【投稿】【RSS】\n看水：一座水族馆怎样管住六千吨海水\n日期：2022-09-13\n要看水。",
            "看水：一座水族馆怎样管住六千吨海水",
        ),
        (
            "特急\n云岭市人民政府办公室\n关于印发《云岭市值守\n工作方案》的通知\n各站：\n请按时到岗。",
            "关于印发《云岭市值守工作方案》的通知",
        ),
        (
            "在2023年全市值守系统作风建设\n和安全生产会议上的讲话\n（2023年3月2日）\n同志们：\n今天的会议很重要。",
            "在2023年全市值守系统作风建设和安全生产会议上的讲话",
        ),
        (
            "在全县秋季值守工作暨乡镇应急站\n规范化建设推进会上的讲话\n（2021年9月14日）\n同志们：\n今天的会议很重要。",
            "在全县秋季值守工作暨乡镇应急站规范化建设推进会上的讲话",
        ),
        (
            "云岭县值守管理站\n2023年度工作总结暨2024年工作打算\n\n县应急局：\n2023年，值守站完成了各项任务。",
            "2023年度工作总结暨2024年工作打算",
        ),
        (
            "首页 > 新闻\n\n云岭观察网  YUNLING\n[设为首页] [收藏]\n\n一盏灯的“规矩”：夜巡队守山口记\n"
            "2022-08-09 08:42 来源：云岭观察网 作者：记者 赵一\n\n夜巡队守在路口。",
            "一盏灯的“规矩”：夜巡队守山口记",
        ),
        ("内部资料  注意保管\n\n值守工作应知应会\n2023年3月\n\n值班员提前到岗。", "值守工作应知应会"),
        (
            "云岭新闻网 | 时政 | 民生 | 视频\n您当前的位置：首页 >> 民生\n\n让“等人”变成“等车”\n——云岭夜巡见闻\n\n"
            "2023年07月18日 08:25 来源：《云岭晚报》 记者 陆一\n\n夜巡队守在路口。",
            "让“等人”变成“等车”",
        ),
        (
            "云岭晚报 数字报\n首页 > A06版\n上一版 | 下一版　【放大】【缩小】\n\n夜巡车里的那七分钟见闻\n"
            "本报记者 陆一\n\n夜巡队守在路口。",
            "夜巡车里的那七分钟见闻",
        ),
        (
            "云岭县应急局\n网站首页 | 机构概况 | 资讯\n您当前的位置：首页 >> 学习\n\n"
            "沙坪站：“四个一”抓实值守学习教育\n\n"
            "来源：应急局　作者：陆一\n\n夜巡队守在路口。",
            "沙坪站：“四个一”抓实值守学习教育",
        ),
        ("◎ 关于“8·23”事故的通报\n值守简报\n第9期\n云岭市夜巡办编\n\n夜巡队守在路口。", "值守简报"),
    ],
)
def test_titles_are_read_as_a_reader_reads_them(text, title):
    """A title may run over two lines; stamps, letterheads, menus and lines of a table of contents are none."""
    assert described(text).title == title


def test_a_headline_over_its_subtitle_is_a_title_wherever_it_stands():
    """Below an imprint and an editor's note; neither an imprint nor a media office is a title."""
    text = (
        "内部资料\n\n云岭县委政策研究室编    2031年9月25日\n\n【按】近日，调研组走访了六个乡镇，现将报告刊发。\n\n"
        "果子下树以后\n——关于果品损耗的调研\n\n全县种植面积二十万亩。产量逐年增加，损耗也在增加。\n"
    )
    assert described(text).title == "果子下树以后"
    news = "云岭县融媒体中心\n首页│时政\n医生坐下来，病人就不走了\n2031-03-19 来源：云岭县融媒体中心\n早春多雾。\n"
    assert described(news).title == "医生坐下来，病人就不走了"


def test_fields_set_apart_behind_a_title_are_no_part_of_it():
    """Nor is the centre above it the title."""
    text = "寒枝冰上运动中心\n员工操作手册·冰面分册         版本号:HT-05     2031.11修订\n\n"
    text += "致新来的同事:\n\n冰场一刻也不停。\n"
    assert described(text).title == "员工操作手册·冰面分册"


BODY = "为做好夜巡，制定本方案。\n\n一、时间\n每日20时由联防队员值守。\n\n二、要求\n各站应当按时到岗。\n"
FURNITURE = [
    (
        "校内简报  第17期    (根据录音整理,未经本人审阅)\n首页 | 校情\n\n云岭镇2024年夜巡工作方案\n\n",
        "云岭镇2024年夜巡工作方案",
    ),
    ("附件1\n\n        云岭镇2024年夜巡\n          工作方案（试行）\n\n", "云岭镇2024年夜巡工作方案（试行）"),
    ("附：云岭镇2024年夜巡工作方案\n\n", "云岭镇2024年夜巡工作方案"),
    ("云岭镇联防办内部文件   严禁外传\n\n平安过冬三年行动\n2024年度实施方案\n\n", "平安过冬三年行动2024年度实施方案"),
    ("★内部资料 注意保存★\n云岭镇2024年夜巡工作方案\n\n", "云岭镇2024年夜巡工作方案"),
    ("OA系统 > 公文流转\n标题：关于开展夜巡的通知\n拟稿：联防科  核稿：彭越\n\n", "关于开展夜巡的通知"),
    ("云岭镇协同办公平台　＞　学习资料　＞　领导讲话\n标题：在夜巡工作会议上的讲话\n\n", "在夜巡工作会议上的讲话"),
    (
        "内网 > 园地\n标题：宁师傅跟新同事的一次谈话（录音整理稿）\n拟稿：联防科\n\n",
        "宁师傅跟新同事的一次谈话（录音整理稿）",
    ),
    ("主题：2024年夜巡工作方案\n发件人：联防办\n\n", "2024年夜巡工作方案"),
    ("云岭镇联防办便函\n\n云防函〔2024〕12号\n\n关于做好假期夜巡的函\n\n", "关于做好假期夜巡的函"),
    ("紧急通知\n\n关于台风期间停止夜巡的通知\n\n", "关于台风期间停止夜巡的通知"),
    ("云岭物业  ·  员工培训系列之三\n夜班应知应会\n\n", "夜班应知应会"),
    ("云岭物业有限公司企业标准\nQ/YL 014—2024\n\n夜班作业指导书\n\n", "夜班作业指导书"),
    ("夜班工作手册 | 云岭物业 | 内部使用\n\n", "夜班工作手册"),
    ("云岭物业制度汇编（夜班篇）\n\n之七  夜班管理规定\n\n", "夜班管理规定"),
    ("云岭物业有限公司\nYunling Property Co., Ltd.\n夜 班 员 手 册\n", "夜班员手册"),
    ("信息公开\n政策文件\n云岭镇2024年夜巡工作方案\n打印\n收藏\n\n", "云岭镇2024年夜巡工作方案"),
    ("云岭镇夜巡方案.docx\n\n云岭镇2024年夜巡工作方案\n\n", "云岭镇2024年夜巡工作方案"),
    ("第三部分  夜巡工作方案\n\n", "夜巡工作方案"),
    ("您好，欢迎访问云岭镇网站！ 今天是2023年12月5日 星期二\n政策 >> 文件\n\n夜巡工作方案\n\n", "夜巡工作方案"),
    ("夜里的路：看不见的风险\n——业务学习材料之四\n\n", "夜里的路：看不见的风险"),
    (
        "云岭平台 / 课堂 / 第7讲  学时:2\n──────\n夜巡:登记与交接\n编写:值班组  版本:V3\n──────\n◆ 为什么要登记\n",
        "夜巡：登记与交接",
    ),
    (
        "云岭晚报网 | 新闻 | 登录\n村里的厨房:三块钱一个灶,炒出家乡味\n2024-11-07 07:42   来源:云岭晚报   记者/宋一\n"
        "阅读 1.8万   评论 236   点赞 1042     A+  A-\n\n下午5点，卷帘门拉到顶，油烟机响起来。\n",
        "村里的厨房：三块钱一个灶，炒出家乡味",
    ),
    ("云岭中心  职工园地  2023年第7期\n学习时间：2学时\n======\n   夜巡登记  一次讲清\n======\n", "夜巡登记 一次讲清"),
    ("云岭物业有限公司内部培训资料                    第1页\n\n夜班作业手册(门岗分册)\n\n", "夜班作业手册（门岗分册）"),
    ("云岭物业培训资料            版本：V3.2\n\n夜班作业手册(节选)\n\n", "夜班作业手册（节选）"),
    ("云岭内网·领导讲话    来源：办公室    时间：2024-01-18\n\n在夜巡工作会议上的讲话\n\n", "在夜巡工作会议上的讲话"),
    ("2024年夜间\n联防联控与服务提升\n工作方案\n\n", "2024年夜间联防联控与服务提升工作方案"),
]


@pytest.mark.parametrize(("head", "title"), FURNITURE)
def test_furniture_round_a_title_is_no_part_of_it(head, title):
    """Stamps, enclosures, labels, file names, series and institutions stand round a title; its lines are one."""
    assert described(head + BODY).title == title


@pytest.mark.parametrize(
    "head",
    [
        "附件1\n\n云岭镇2024年夜巡\n工作方案（试行）\n\n",
        "云岭镇2024年夜巡工作方案\n（征求意见稿）\n\n",
        "云岭镇2024年夜巡工作方案\n云岭镇联防办  2024年9月20日\n\n",
        "云岭镇2024年夜巡工作方案\n云岭镇联防联控调查组\n",
        "2024年夜间\n联防联控与服务提升\n工作方案\n\n",
    ],
)
def test_what_stands_round_a_title_is_no_heading(head):
    """The halves of a title, remarks and signatures under it open no section."""
    doc = described(
        head + "为做好夜巡，护好夜市、学校和车站，让队员按时换班，制定本方案。"
        "\n\n一、时间\n每日20时由联防队员值守。\n\n二、要求\n各站应当按时到岗。\n"
    )
    assert [section.title for section in outline(doc).sections[1:]] == ["时间", "要求"]
