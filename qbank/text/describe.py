"""What a document is: its title, its kind and its date, as far as its own text says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from pathlib import PurePosixPath
from typing import NamedTuple

from qbank.model.document import Document, Kind, Outline, Role, Sentence
from qbank.text.dates import iso_dates

_ARTICLE = re.compile("第.{1,10}[条條]$")
_FORCE = re.compile(r"\d{4}年[^，；]{1,8}日\s*起?\s*施行")
_LETTERHEAD = re.compile(
    "文件$|(?:新闻网|晚报|日报|早报|时报|数字报|电子报|客户端|融媒体?中心|广播电视台|频道|政府网|门户网站|官网|(?<!关于)(?:局|厅|委员会|人民政府|办公室|支队|大队|集团|公司|医院|中心|学院|学校|博物馆|图书馆|分局))$"
)
_GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_TITLE_END = re.compile(
    "(?:通知|通告|公告|通报|意见|决定|方案|计划|规划|办法|规定|细则|报告|总结|讲话|致辞|发言|要点|函|批复|请示|纪要|手册|指南|须知|规范|预案|制度|守则|纪实|应知应会|简报|题库|读本|问答|公约|打算|汇报)(?:·[^，。：]{2,12}(?:册|篇|卷))?(?:[（(][^（）()]{1,20}[）)])?$"
)
_TITLE_WORDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("speech", re.compile("讲话|致辞|发言|演讲|讲稿|寄语")),
    ("notice", re.compile("通知|通告|公告|通报")),
    ("plan", re.compile("方案|计划|规划|预案|脚本")),
    ("news", re.compile("纪实|侧记")),
    (
        "handbook",
        re.compile(
            "手册|应知应会|口袋书|操作规程|作业指导书|一本通|明白纸|指南|要点|"
            "须知|指引|问答|教程|读本|常识|提纲|讲义|学习[材资]料|学习(?:园地|专[刊栏页]|卡片)|培训[教材资料]{2}|辅导材料|辅导读物|学习参考|专题辅导"
        ),
    ),
    ("report", re.compile("报告|总结|汇报|纪要|简报|情况")),
)


_DONE_FIRST = re.compile("总结(?:及|和|与|暨|、)[^，。]*(?:计划|打算|安排|思路)$")


class _Cue(NamedTuple):
    """Words that speak for a kind where they stand in a sentence of a role; each cue counts once."""

    kind: Kind
    role: Role
    words: re.Pattern[str]
    weight: int


def _cue(kind: Kind, role: Role, words: str, weight: int) -> _Cue:
    return _Cue(kind, role, re.compile(words), weight)


_CUES = (
    _cue("speech", "salutation", "同志们|朋友们|同学们|战友们|各位", 3),
    _cue("notice", "salutation", "各", 2),
    _cue("notice", "body", "特此通知|通知如下|特此通告|请(?:认真)?(?:遵照|贯彻)执行", 2),
    _cue("plan", "body", "制[定订]本(?:方案|计划|预案)", 2),
    _cue("plan", "heading", "指导思想|工作目标|总体要求", 1),
    _cue("plan", "heading", "组织实施|实施步骤|保障措施|方法步骤|时间安排", 1),
    _cue("handbook", "body", "本(?:手册|指南)", 2),
    _cue("handbook", "furniture", "理论学习|学习园地|学习材料|辅导读本|应知应会", 4),
    _cue("handbook", "body", "【?(?:学习提要|思考题|学习思考|延伸思考|复习思考|本章小结|要点提示)】?", 4),
    _cue("news", "byline", "来源|记者|通讯员|本[网报台]讯", 3),
    _cue("news", "body", "^本[网报台][讯电]|记者", 2),
    _cue("report", "body", "调研组|专题调研|现将(?:有关)?(?:情况|报告|调研)[^，。]{0,8}(?:如下|刊发|印发)", 2),
    _cue("report", "body", "开展以来", 1),
    _cue("report", "body", "截至目前|截至\\d|截至[今去]年", 1),
    _cue("report", "body", "取得了?[^，。]{0,6}(?:效果|成效|成绩)", 1),
)
_ENOUGH = 2
_NO_TITLE = re.compile(
    r"^[◎●■◆★▲○□]|文件$|[〔\[［]\s*(?:19|20)?[\dxX×*]{2}|^(?:内部|特急|急件|加急|平急|机密|秘密|绝密|征求意见|讨论稿|注意保存|[（(])|"
    r"网[A-Za-z\s]*$|^\[|^本[报网台]|记者|通讯员|[:：]|^[^\u3400-\u9fff]*$|编印$|"
    r"编(?:[印辑])?[ 　]*[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$|^(?:中共)?[^，。]{4,24}(?:主办|主编)|"
    r"[|｜>]|【[大中小放缩默]|^《[^》]*》.*[0-9]|"
    r"^(?:网站)?首页|(?:(?:政务|信息|警务)公开|政务服务|办事服务|互动交流|数据开放|新闻中心).*(?:公开|服务|互动|交流|开放)"
)
_GOES_ON = re.compile("[和及与暨]")
_SET_APART, _FIELD = re.compile(r"[ \u3000]{3,}"), re.compile("[^|｜│]*(?:[:：]|版|编号|修订|第.{1,4}期)[^|｜│]*$")
# 柳渡派出所：“四个一”抓实学习教育; no label (文件编号：, 来源：).
_IN_TWO = re.compile(
    r"(?!.{0,6}(?:编[号者辑制]|来源|作者|审核|时间|日期|单位|部门|电话|主送|抄送|标\s*题|名\s*称|版本|位置|分享|字[号体]|浏览|阅读))"
    r"[^:：|>。0-9]{3,20}[：:][^:：|>。]{6,40}"
)
_HEADLINE = re.compile(r"[^。；|>]{6,40}(?<![。；：，])")
_BEGINS = re.compile("—|在|《|致")
_IS_WHOLE = re.compile("(?:[编印局委院校站所会期网]|办公室|中心|政府|公司|集团|讲话|简报|专刊)$")
_SHORTEST_HEADLINE = 8
_HEAD_LINES, _MOST_LINES, _SHORTEST_TITLE, _LONGEST_TITLE, _LONGEST_END = 16, 3, 6, 60, 4


def describe(document: Document, outline: Outline) -> Document:
    """Return the document with title, kind and date filled in where the editor gave none.

    The title is the text's own, or else the file's stem; the kind is the one most cues speak for, "other" where
    fewer than two do; the date an ISO date stated in full in the byline, the law's history or the signature.
    """
    title = document.title or _title(outline) or PurePosixPath(document.name).stem
    kind = document.kind if document.kind != "other" else _kind(outline, title)
    return replace(document, title=title, kind=kind, date=document.date or _date(outline))


def _title(outline: Outline) -> str:
    titles = list(_views(outline, "title"))
    plain = next((title for title in titles if not (_LETTERHEAD.search(title) or _NO_TITLE.search(title))), "")
    lines = list(_head_lines(outline))
    whole = _broken_title(lines)
    if _TITLE_END.search(plain) and not _GOES_ON.match(plain):
        below = lines[lines.index(plain) + 1 :] if plain in lines else []
        return "".join((whole if whole.endswith(plain) else plain, *takewhile(_GOES_ON.match, below)))
    headline = next((line for line in lines if len(line) >= _SHORTEST_HEADLINE and not _LETTERHEAD.search(line)), "")
    found = whole or plain or (headline if titles else "")
    found = found or _in_two(outline) or next((title for title in titles if not _NO_TITLE.search(title)), "")
    return found or _above_byline(outline) or _over_subtitle(outline)


def _in_two(outline: Outline) -> str:
    """Return the first headline with a colon in it, which is otherwise taken for a label (来源：…)."""
    head = [sent.view for sent in outline.sentences[:_HEAD_LINES] if sent.role in {"title", "body"}]
    return next((view for view in takewhile(lambda view: not view.endswith("。"), head) if _IN_TWO.fullmatch(view)), "")


def _above_byline(outline: Outline) -> str:
    """Return the headline of a page whose menu stands above it: the line over source and author, or over —— there."""
    head = outline.sentences[:_HEAD_LINES]
    byline = next((at for at, sent in enumerate(head) if sent.role == "byline"), 0)
    lines = [sent.view for sent in head[max(0, byline - 2) : byline] if _HEADLINE.fullmatch(sent.view)]
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
        line = _GAP.sub("", _past_fields(sent))
        if sent.role == "salutation" or line.endswith(("。", "：")):
            return
        ends = len(line) <= _LONGEST_END or _TITLE_END.search(line) is not None
        own = sent.role != "heading" or (not sent.label and ends)
        if own and sent.role != "furniture" and not _NO_TITLE.search(line):
            yield line


def _past_fields(sent: Sentence) -> str:
    """Return a line without the fields set apart behind its words: 员工手册        版本号：B-05."""
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
        if _SHORTEST_TITLE <= len(whole) <= _LONGEST_TITLE and _TITLE_END.search(whole):
            return whole
    return ""


def _is_whole(line: str) -> bool:
    """Tell whether a line above a title is one of its own: an office, not 在…站 of 在…站 / …会议上的讲话."""
    return _IS_WHOLE.search(line) is not None and not line.startswith("在")


def _kind(outline: Outline, title: str) -> Kind:
    if sum(_ARTICLE.match(section.label) is not None for section in outline.sections) >= 5:
        return "law"
    scores: Counter[Kind] = Counter(_title_kind(title))
    views = {role: tuple(_views(outline, role)) for role in {cue.role for cue in _CUES}}
    for cue in _CUES:
        if any(map(cue.words.search, views[cue.role])):
            scores[cue.kind] += cue.weight
    kind, score = scores.most_common(1)[0] if scores else ("other", 0)
    return kind if score >= _ENOUGH else "other"


def _title_kind(title: str) -> dict[Kind, int]:
    """Return the kind the last telling word of a title names: 关于印发…方案的通知 is a notice.

    总结和…计划 says for the most part what was done.
    """
    if _DONE_FIRST.search(title):
        return {"report": 3}
    ends = {kind: max((found.end() for found in words.finditer(title)), default=0) for kind, words in _TITLE_WORDS}
    last = max(ends, key=ends.__getitem__)
    return {last: 3} if ends[last] else {}


def _date(outline: Outline) -> str:
    """Return the latest date of byline and history, or the signature's; never the day a law comes into force."""
    stated = [date for words in _views(outline, "byline") for date in iso_dates(_FORCE.sub("", words))]
    signed = [date for words in _views(outline, "signature") for date in iso_dates(words)]
    return max(stated) if stated else (signed[-1] if signed else "")


def _views(outline: Outline, role: Role) -> Iterator[str]:
    return (sent.view for sent in outline.sentences if sent.role == role)
