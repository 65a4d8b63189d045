"""What a document is: its title, its kind and its date, as far as its own text says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from qbank.model.dates import days_in
from qbank.model.document import Document, Kind, Outline, Role
from qbank.text.titles import title_of

_ARTICLE = re.compile("第.{1,10}[条條]$")
_FORCE = re.compile(r"\d{4}年[^，；]{1,8}[日号]\s*起?\s*施行")
_TITLE_WORDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("speech", re.compile("讲话|致辞|发言|演讲|讲稿|寄语")),
    ("notice", re.compile("通知|通告|公告|通报")),
    ("plan", re.compile("方案|计划|规划|预案|脚本")),
    ("news", re.compile("纪实|侧记")),
    (
        "handbook",
        re.compile(
            "手册|应知应会|口袋书|操作规程|作业指导书|一本通|明白纸|指南|要点|"
            "指导书|口袋书|[0-9百]问|明白卡|处置卡|提示卡|规程|须知|指引|问答|教程|读本|常识|提纲|讲义|学习[材资]料|学习(?:园地|专[刊栏页]|卡片)|培训[教材资料]{2}|辅导材料|辅导读物|学习参考|专题辅导"
        ),
    ),
    ("report", re.compile("报告|总结|汇报|纪要|简报|情况|(?:经验|典型|交流|事迹)材料")),
)


# A handbook numbers its paragraphs like articles and is no norm.
_BOOK = re.compile("(?:手册|指南|口袋书|读本|讲义|教程|一本通|问答)$")
# So does a notice, unless it is the cover of a norm: 关于印发《管理办法》的通知.
_MERE_NOTICE = re.compile("(?!.*(?:印发|发布|公布|颁布|转发|制定|修[订改正]))[^《》]*(?:通知|通告|公告)$")


_DONE_FIRST = re.compile("总结(?:及|和|与|暨|、)[^，。]*(?:计划|打算|安排|思路)$")


_ASKS_HOW = re.compile("(?:怎[样么]|如何)(?:看|读懂?|查|填写?|写|用)[？?]?$")


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
    _cue("speech", "body", "(?:根据|按照?|据)[^，。]{0,6}录音[^，。]{0,4}整理", 3),
    _cue("speech", "byline", "录音整理|主讲人|讲话人", 4),
    _cue("notice", "salutation", "各(?!位)", 2),
    _cue("notice", "body", "特此通知|通知如下|特此通告|请(?:认真)?(?:遵照|贯彻)执行", 2),
    _cue("plan", "body", "制[定订]本(?:方案|计划|预案)", 2),
    _cue("plan", "heading", "指导思想|工作目标|总体要求", 1),
    _cue("plan", "heading", "组织实施|实施步骤|保障措施|方法步骤|时间安排", 1),
    _cue("handbook", "body", "本(?:手册|指南)", 2),
    _cue(
        "handbook", "furniture", "理论学习|学习园地|学习[材资]料|培训园地|学习参考|辅导读本|应知应会|科普|[学讲]堂", 4
    ),
    _cue("handbook", "body", "【?(?:学习提要|思考题|学习思考|延伸思考|复习思考|本章小结|要点提示)】?", 4),
    _cue("handbook", "body", "这份材料|学完本|本(?:课|讲)(?![题座])", 2),
    _cue("handbook", "heading", "学习[材资]料|培训[材资]料|学习提示", 3),
    _cue("handbook", "byline", "^[（(][^（）()]*(?:学习|培训)[材资]料", 3),
    _cue("news", "byline", "来源|记者|通讯员|本[网报台]讯", 3),
    _cue("news", "body", "^本[网报台][讯电]|记者", 2),
    _cue("report", "title", "^—.*(?:情况(?:调查|考察)|调研|(?:经验|典型|交流|事迹)材料)$", 4),
    _cue("report", "body", "调研组|专题调研|现将(?:有关)?(?:情况|报告|调研)[^，。]{0,8}(?:如下|刊发|印发)", 2),
    _cue("report", "body", "开展以来", 1),
    _cue("report", "body", "截至目前|截至\\d|截至[今去]年", 1),
    _cue("report", "body", "取得了?[^，。]{0,6}(?:效果|成效|成绩)", 1),
)
_ENOUGH, _ENOUGH_ARTICLES = 2, 5


def describe(document: Document, outline: Outline) -> Document:
    """Return the document with title, kind and date filled in where the editor gave none.

    The title is the text's own, or else the file's stem; the kind is the one most cues speak for, "other" where
    fewer than two do; the date an ISO date stated in full in the byline, the law's history or the signature.
    """
    title = document.title or title_of(outline) or PurePosixPath(document.name).stem
    kind = document.kind if document.kind != "other" else _kind(outline, title)
    return replace(document, title=title, kind=kind, date=document.date or _date(outline))


def _kind(outline: Outline, title: str) -> Kind:
    articles = sum(_ARTICLE.match(section.label) is not None for section in outline.sections)
    if articles >= _ENOUGH_ARTICLES and not _MERE_NOTICE.fullmatch(title):
        return "handbook" if _BOOK.search(title) else "law"
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
    if _ASKS_HOW.search(title):
        # 化验报告怎样看 is no report.
        return {}
    ends = {kind: max((found.end() for found in words.finditer(title)), default=0) for kind, words in _TITLE_WORDS}
    last = max(ends, key=ends.__getitem__)
    return {last: 3} if ends[last] else {}


def _date(outline: Outline) -> str:
    """Return the latest date of byline and history, or the signature's; never the day a law comes into force."""
    stated = [date for words in _views(outline, "byline") for date in days_in(_FORCE.sub("", words))]
    signed = [date for words in _views(outline, "signature") for date in days_in(words)]
    return max(stated) if stated else (signed[-1] if signed else "")


def _views(outline: Outline, role: Role) -> Iterator[str]:
    return (sent.view for sent in outline.sentences if sent.role == role)
