"""Which lines of a text are its title: past letterheads, menus, stamps and labels; broken ones put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from qbank.model.document import Outline, Sentence

_LETTERHEAD = re.compile(
    "文件$|(?:新闻网|晚报|日报|早报|时报|数字报|电子报|客户端|融媒体?中心|广播电视台|频道|政府网|门户网站|官网|(?<!关于)(?:局|厅|委员会|人民政府|办公室|支队|大队|集团|公司|医院|中心|学院|学校|博物馆|图书馆|分局)(?:便函|函|通知|通告|公告|简报)?)$"
)
_GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_TITLE_END = re.compile(
    "(?:通知|通告|公告|通报|意见|决定|方案|计划|规划|办法|规定|细则|报告|总结|讲话|致辞|发言|要点|函|批复|请示|纪要|手册|指南|须知|规范|预案|制度|守则|纪实|应知应会|简报|题库|读本|问答|公约|打算|汇报|"
    "规程|指导书|口袋书|任务书|一本通|明白[纸卡]|(?:处置|提示|应急|指引)卡|章程|准则|纲要|讲义|[0-9百]问|"
    # Words that end headings too (时间安排) end a title that says more.
    "(?<=[^，、：]{6})(?:安排|流程|清单|措施|提示|提醒|路线图))"
    "(?:·[^，。：]{2,12}(?:册|篇|卷))?(?:[（(][^（）()]{1,20}[）)])?$"
)
_NO_TITLE = re.compile(
    r"^[◎●■◆★▲○□]|文件$|[〔\[［]\s*(?:19|20)?[\dxX×*]{2}|^(?:内部|特急|急件|加急|平急|机密|秘密|绝密|征求意见|讨论稿|注意保存|[（(])|"
    r"网[A-Za-z\s]*$|^\[|^本[报网台]|记者|通讯员|[:：]|^[^\u3400-\u9fff]*$|编印$|"
    r"[所室部处科组局院校会馆站心][ 　]*(?:编|编写|编制|整理|供稿)$|^(?:[【\[][^【】\[\]]{1,8}[】\]]\s*){2,}$|"
    r"编(?:[印辑])?[ 　]*[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$|^(?:中共)?[^，。]{4,24}(?:主办|主编)|"
    r"(?:简报|快报|通讯|动态|内刊|内参|专刊|[院校厂社站]报|周报|月报|信息)\s*[（(]?总?第\s*[0-9]{1,4}\s*期|"
    r"[|｜>＞›»→]|【[大中小放缩默]|第\s*[0-9]{1,3}\s*页|^您好|欢迎(?:您?访问|您?光临|来到|进入)|今天是|[网站台报][·•][^·•\s]{2,8}$|^《[^》]*》.*[0-9]|"
    r"^附\s*[件录表]\s*[0-9一二三四五六七八九十]{0,2}$|^[=＝]|内部(?:文件|资料|使用)|(?:严禁|请勿)外传|"
    r"\.(?:docx?|pdf|txt|wps|xlsx?)$|^(?:封面|扉页|目录|打印|收藏|首页|信息公开|政务公开|政策文件|通知公告|公示公告)$|"
    r"(?:阅读|评论|点赞|浏览|转发)\s*[0-9]|^(?:网站)?首页|(?:(?:政务|信息|警务)公开|政务服务|办事服务|互动交流|数据开放|新闻中心).*(?:公开|服务|互动|交流|开放)"
)
_MADE_BY = re.compile(
    r"(?:编[写制者辑印]|作\s*者|主讲人?|讲师|审[核定校]|来源|单位|部门|版本|日期|时间|适用(?:对象|范围|岗位))\s*[:：]"
)
_GOES_ON = re.compile("[和及与暨]")
_RULE, _ORDERED = re.compile(r"[=＝*＊─━_—-]{5,}"), re.compile("(?:之|第)[0-9一二三四五六七八九十]{1,3}[讲期课篇]?$")
_ORDER = re.compile(r"之[一二三四五六七八九十]{1,3}\s+")
# 标    题：关于…的通知, of a page that prints its data as a table.
_TITLE_LABEL = re.compile(
    r"(?:(?P<surely>标\s*题|题\s*名)|主\s*题|(?:文件|制度)?名\s*称)\s*[:：\s]\s*(?P<title>\S.{4,58}?\S)(?:\s{3,}.*)?"
)
_APPENDED = re.compile(r"附\s*(?:件\s*[0-9一二三四五六七八九十]{0,2})?\s*[:：]\s*(?P<title>[^。；]{6,60})")
_ISSUE = re.compile(r"[（(]?\s*(?:[0-9]{4}年)?第\s*[0-9]{1,4}\s*期")
_PIPE = re.compile(r"\s*[|｜]\s*")
_SET_APART, _FIELD = re.compile(r"[ \u3000]{3,}"), re.compile("[^|｜│]*(?:[:：]|版|编号|修订|第.{1,4}期)[^|｜│]*$")
# 柳渡派出所：“四个一”抓实学习教育; no label (文件编号：, 来源：).
_IN_TWO = re.compile(
    r"(?!.{0,6}(?:对象|范围|适用|主讲|讲师|版次|编[号者辑制]|来源|作者|审核|时间|日期|单位|部门|电话|主送|抄送|标\s*题|名\s*称|版本|位置|分享|字[号体]|浏览|阅读))"
    r"[^:：|>。0-9]{3,20}[：:][^:：|>。]{4,40}"
)
_TWO_HEADLINES = re.compile("[\u4e00-\u9fff“”]{5,14}[ 　]+[\u4e00-\u9fff“”]{5,14}")
_HEADLINE = re.compile(r"[^。；|>]{6,40}(?<![。；：，])")
_BEGINS = re.compile("—|在|《|致")
_IS_WHOLE = re.compile(
    "(?:[编印局委院校站所会期网]|办公室|中心|政府|公司|集团|讲话|简报|专刊|标准|系列|(?:培训|学习|宣传|参考|内部|教学)(?:资料|材料|教材)|"
    "汇编(?:[（(].*[）)])?|之[一二三四五六七八九十]{1,3})$"
)
_SHORTEST_HEADLINE = 8
_HEAD_LINES, _MOST_LINES, _SHORTEST_TITLE, _LONGEST_TITLE, _LONGEST_END = 16, 3, 6, 60, 4


def title_of(outline: Outline) -> str:
    """Return the title that a text prints, "" where none of its lines is one."""
    mastheads = {line.view for line, below in pairwise(outline.sentences[:_HEAD_LINES]) if _ISSUE.match(below.view)}
    titles = [sent.view for sent in outline.sentences if sent.role == "title"]
    titles = [title for title in titles if title not in mastheads or _TITLE_END.search(title)]
    set_off = _framed(outline) or _over_series(titles) or _below_headlines(outline)
    if set_off:
        return set_off
    plain = next((title for title in titles if not (_LETTERHEAD.search(title) or _NO_TITLE.search(title))), "")
    lines = list(_head_lines(outline))
    whole = _broken_title(lines)
    asked = "关于" in whole and "关于" not in plain
    if _TITLE_END.search(plain) and not _GOES_ON.match(plain) and not asked:
        below = lines[lines.index(plain) + 1 :] if plain in lines else []
        return "".join((whole if whole.endswith(plain) else plain, *takewhile(_GOES_ON.match, below)))
    headline = next((line for line in lines if len(line) >= _SHORTEST_HEADLINE and not _LETTERHEAD.search(line)), "")
    found = whole or plain or _labelled_title(outline) or (headline if titles else "")
    found = found or _in_two(outline) or next((title for title in titles if not _NO_TITLE.search(title)), "")
    return found or _above_byline(outline) or _over_subtitle(outline) or _headed(outline)


def _framed(outline: Outline) -> str:
    """Return the line that stands between two rules (=====) at the top, alone or over who made it; "" for none."""
    head = [sent.view for sent in outline.sentences[:_HEAD_LINES]]
    rules = [at for at, view in enumerate(head) if _RULE.fullmatch(view)]
    framed = (head[over + 1 : under] for over, under in pairwise(rules))
    tops = (lines[0] for lines in framed if lines and all(map(_MADE_BY.match, lines[1:])))
    return next((view for view in tops if _SHORTEST_TITLE <= len(view) <= _LONGEST_TITLE and "。" not in view), "")


def _below_headlines(outline: Outline) -> str:
    """Return the line below two headlines in one that says what the text is: 赤诚淬火 千家筑平安, then …纪实."""
    head = [sent for sent in outline.sentences[:_HEAD_LINES] if sent.role != "furniture"]
    named = (
        below.view
        for line, below in pairwise(head)
        if line.role == "title" and below.role in {"title", "body"} and _TWO_HEADLINES.fullmatch(line.view.strip())
    )
    return next((view for view in named if _TITLE_END.search(view) and len(view) >= _SHORTEST_HEADLINE), "")


def _over_series(titles: Sequence[str]) -> str:
    """Return the title over the name of its series: 无线电频谱：看不见的公共资源 over ——业务学习材料之四."""
    pairs = ((line, below) for line, below in pairwise(titles) if below.startswith("—") and _ORDERED.search(below))
    return next((line for line, _ in pairs if _IN_TWO.fullmatch(line) or not _NO_TITLE.search(line)), "")


def _headed(outline: Outline) -> str:
    """Return the first heading where it is the first line and ends as titles do (第三部分　…工作方案)."""
    first = next((sent for sent in outline.sentences if sent.role != "furniture"), None)
    return first.view if first and first.role == "heading" and _TITLE_END.search(first.view) else ""


def _labelled_title(outline: Outline) -> str:
    """Return what a line at the top calls the title (标题：…), "" where none does."""
    lines = [sent.text.strip() for sent in outline.sentences[:_HEAD_LINES]]
    labels = [label for line in lines if (label := _TITLE_LABEL.fullmatch(line))]
    surely = next((label["title"] for label in labels if label["surely"]), "")
    if surely:
        return surely
    found = [label["title"] for label in labels]
    found += [appended["title"] for line in lines[:1] if (appended := _APPENDED.fullmatch(line))]
    return next((title for title in found if _TITLE_END.search(title)), "")


def _in_two(outline: Outline) -> str:
    """Return the first headline with a colon in it, which is otherwise taken for a label (来源：…)."""
    head = [sent.view for sent in outline.sentences[:_HEAD_LINES] if sent.role in {"title", "body"}]
    return next((view for view in takewhile(lambda view: not view.endswith("。"), head) if _IN_TWO.fullmatch(view)), "")


def _above_byline(outline: Outline) -> str:
    """Return the headline of a page whose menu stands above it: the line over source and author, or over —— there."""
    head = outline.sentences[:_HEAD_LINES]
    byline = next((at for at, sent in enumerate(head) if sent.role == "byline"), 0)
    above = [sent.view for sent in head[max(0, byline - 2) : byline] if sent.role != "furniture"]
    lines = [view for view in above if _HEADLINE.fullmatch(view) and not _ISSUE.match(view)]
    under = len(lines) > 1 and lines[-1].startswith(("—", "-"))
    return lines[-1 - under] if lines else ""


def _over_subtitle(outline: Outline) -> str:
    """Return the headline over a subtitle in dashes, wherever the first pages have one (below an editor's note)."""
    for line, below in pairwise(outline.sentences[: 2 * _HEAD_LINES]):
        alone = line.role in {"body", "heading", "title"} and _SHORTEST_TITLE <= len(line.view) <= _LONGEST_TITLE
        under = below.role != "furniture" and below.text.lstrip().startswith("——")
        if alone and under and not re.search("[。；：，]$", line.view) and not _NO_TITLE.search(line.view):
            return line.view
    return ""


def _head_lines(outline: Outline) -> Iterator[str]:
    """Yield the lines above the first prose, letters set apart (通　知) closed up; no marks, numbers, letterheads."""
    for sent in outline.sentences[:_HEAD_LINES]:
        line = _GAP.sub("", _ORDER.sub("", _past_fields(sent)))
        if sent.role == "salutation" or line.endswith(("。", "：")):
            return
        ends = len(line) <= _LONGEST_END or _TITLE_END.search(line) is not None
        own = sent.role != "heading" or (not sent.label and ends)
        if own and sent.role != "furniture" and not _NO_TITLE.search(line):
            yield line


def _past_fields(sent: Sentence) -> str:
    """Return a line without the fields set apart behind its words: 员工手册        版本号：B-05; 手册 | 公司 | 内部."""
    first = _PIPE.split(sent.view, maxsplit=1)[0]
    if first != sent.view and len(first) >= _SHORTEST_TITLE and _TITLE_END.search(first):
        return first
    words = _SET_APART.split(sent.text.strip(), maxsplit=1)
    apart = len(words) > 1 and len(words[0]) >= _SHORTEST_TITLE and _FIELD.match(words[1]) is not None
    return words[0] if apart else sent.view


def _broken_title(lines: Sequence[str]) -> str:
    """Return the title that up to three lines make together: one that says 关于, else one line, else several."""
    about = [at for at, line in enumerate(lines) if "关于" in line]
    begins = [at for at, line in enumerate(lines) if not at or _BEGINS.match(line) or _is_whole(lines[at - 1])]
    tries = [(at, count) for at in about for count in range(1, _MOST_LINES + 1)]
    tries += [(at, count) for count in range(1, _MOST_LINES + 1) for at in begins]
    for at, count in tries:
        whole = "".join(lines[at : at + count]).lstrip("—-")
        shortest = _SHORTEST_TITLE - (count == 1 and at > 0 and _is_whole(lines[at - 1]))
        if shortest <= len(whole) <= _LONGEST_TITLE and _TITLE_END.search(whole):
            return whole
    return ""


def _is_whole(line: str) -> bool:
    """Tell whether a line above a title is one of its own: an office, not 在…站 of 在…站 / …会议上的讲话."""
    return _IS_WHOLE.search(line) is not None and not line.startswith("在")
