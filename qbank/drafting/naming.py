"""How a stem names its document: 《short title》 in front of it, 该办法 in place of 本办法."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from qbank.drafting.bodies import with_body
from qbank.model import wording
from qbank.model.document import Document, Kind
from qbank.text.redaction import redactions

_STATE = "中华人民共和国"
_CLASSES = (
    "法|条例|规定|办法|细则|规则|章程|制度|准则|决定|标准|通则|方案|计划|规划|预案|通知|通告"
    "|手册|指南|规范|意见|要点|须知|讲话"
)
_SAYS_WHAT_IT_IS = rf"(?:{_CLASSES}|报告|总结|汇报|通报|提纲)"
_GENERIC = re.compile(rf"{_SAYS_WHAT_IT_IS}$")
# What is quoted as a source though no stem says 本 of it.
_QUOTED = re.compile(rf"(?:{_CLASSES}|报告|总结|汇报|简报|通报|提纲|讲义|应知应会|守则|公约|读本|问答|题库)$")
_THIS = re.compile(
    r"本(?<![基样成资版文课读剧副根脚]本)(?=法(?!院|定|人|律)|条例|规定|办法|细则|规则|章程|准则|制度|方案|通知|手册|标准|预案|计划)"
)
_THIS_NAMED = re.compile(
    _THIS.pattern + r"(?:法|条例|规定|办法|细则|规则|章程|准则|制度|方案|通知|手册|标准|预案|计划)"
)
_REMARK = re.compile(r"[（(][^（）()]*[)）]$|^【[^】]*】|[（(][^（）()]*(?:录音|整理|审阅|摘编|节选)[^（）()]*[)）]")
# What a notice passes on is what the questions are about: 关于印发《X方案》的通知 is quoted as 《X方案》.
_PASSED_ON = re.compile(
    r"(?:关于(?:印发|转发|下发|发布|公布)|^转发|^)《(?P<title>[^《》]{4,40})》(?:的?(?:通知|通告|公告|决定))?$"
)
_PASSED_ON_BARE = re.compile(r"关于(?:印发|转发|下发|发布|公布)(?P<title>[^《》]{4,40}?)的(?:通知|通告|公告|决定)$")
# 某某局关于开展…的通知: the office in front is no part of what examiners quote.
_OFFICE = re.compile(r"^[^《》，。]{2,60}?(?=关于)")
_HIDDEN = re.compile(
    "(?:[xXｘＸ×*＊○□]{2,}|某某?)(?:省|自治区|自治州|市|县|区|旗|镇|乡|街道|村|局|集团|公司|医院|学校|中学|小学|幼儿园|煤?矿|林场|农场|水库|电厂|站|厂|段)?"
)
# 公司安全总监鄢××在例会上的讲话: whose name is hidden is no part of it either.
_HIDDEN_SPEAKER = re.compile(
    "^[^，。《》]{0,24}?(?:[xXｘＸ×*＊○□]{1,3}|某{1,2})(?:同志)?(?=在.*(?:讲话|发言|致辞|讲稿|讲课)$)"
)
# 校长 在全校推进会上的讲话: who spoke is no part of what is quoted.
_SPEAKER = re.compile("^[\u4e00-\u9fff]{2,12}[ 　]+(?=在.*(?:讲话|发言|致辞|讲稿|讲课)$)")
_WHOLLY_QUOTED = re.compile("《[^《》]*》")
_LONG_TITLE, _LONGEST_TITLE = 36, 50
_OF_AN_OFFICE = re.compile("(?:方案|计划|安排|要点|总结|报告|汇报|情况)(?:（[^（）]*）)?$")
_SHORTEST_HEADLINE = 6
# 2032—2033年雪季 has no second part.
_SUBTITLE = re.compile("(?:—|–){2}|[—–](?![0-9])")
# Two headlines of one report: 家里能热到多少度？市供热办回应关切.
_TWO_LINES, _SHORTEST_LINE = re.compile("(?<=[？！])|[ 　]"), 10
# A stamp (特 急), and the first half of 关于印发…的通知, are no titles.
_NO_TITLE = re.compile(r"^\S{1,2}\s+\S{1,2}$|关于印发(?!.*(?:通知|函|意见|公告)(?:（[^）]*）)?$)")
# 教育整顿轮训方案.txt: people call a document by such a file's name.
_CALLED = re.compile(rf"[\u3400-\u9fff0-9“”]{{4,}}{_SAYS_WHAT_IT_IS}")
_TASK = "请将"
"""What sets a task on what stands below the stem (请将下列…): such a stem says nothing by itself."""
_BY_REPORT = "根据报道，"
NAMED = re.compile(
    r"^根据报道，|^(?:根据(?:报道)?|按照|依照)(?:《[^》]*》(?:“[^”]*”部分)?|该[^，]{1,6})，|^《[^》]*》中，"
)
"""What a stem says in front of whose it is."""
_OUTER_QUOTES = str.maketrans("‘’", "“”")
_CLASS_OF: Mapping[Kind, str] = {
    "plan": "方案",
    "notice": "通知",
    "report": "报告",
    "speech": "讲话",
    "news": "报道",
    "handbook": "手册",
}
"""What a document without a title calls itself, whatever noun stands for it in a stem."""
_INNER = str.maketrans("《》", "〈〉")
"""A title within a title: 《〈云岭市养犬管理条例〉学习问答》."""
# 按照规定，…: the document that is named says so.
_BY_RULES = re.compile("^按照?(?:有关|相关|现行)?规定，(?=.{8})")
_REMEMBERED = 4096
_OPENS_WITH_SOURCE = ("根据", "按照", "依照")


@lru_cache(maxsize=_REMEMBERED)
def unnamed(stem: str) -> str:
    """Return a stem without what it says in front of whose it is; many gates and costs look at what is left."""
    named = NAMED.match(stem)
    return stem[named.end() :] if named else stem


def short_title(document: Document) -> str:
    """Return the title as examiners quote it: without the state's name, the office and bracketed remarks."""
    return _short_title(document.title, notice=document.kind == "notice")


def quotable_title(document: Document) -> str:
    """Return the short title by which a stem can name its document; empty where the document has none.

    A title that is the file's name alone counts where it says what the document is (教育整顿轮训方案).
    """
    return _quotable(document.title, document.name, document.text, notice=document.kind == "notice")


@lru_cache(maxsize=256)
def _short_title(whole: str, *, notice: bool) -> str:
    title = _bare(whole)
    inner = _PASSED_ON.search(whole.strip()) or _PASSED_ON_BARE.search(title)
    if inner:
        return _bare(inner["title"])
    # A long title leaves a question no room: 《关于开展…活动的实施方案》; who made a law is part of its name.
    long = len(title) > _LONG_TITLE and _OF_AN_OFFICE.search(title) is not None
    passes_on = notice or long or title.endswith(("通知", "通报", "通告", "公告"))
    return _OFFICE.sub("", title) if passes_on else title


def _bare(title: str) -> str:
    """Return a title without remarks, and without what is hidden in it: 关于xx县蜂业的报告 is 关于蜂业的报告."""
    shown = _HIDDEN_SPEAKER.sub("", _REMARK.sub("", title.strip()))
    bare = _REMARK.sub("", _HIDDEN.sub("", shown)).removeprefix(_STATE).strip("—- ")
    bare = _SPEAKER.sub("", bare)
    hidden = redactions(bare, 0)
    if hidden:
        # ×山某段关于防洪的报告 is quoted from 关于 on; a name with a hole quotes nothing.
        bare = bare[bare.find("关于", hidden[-1].end) :] if "关于" in bare[hidden[-1].end :] else ""
    return bare[1:-1] if _WHOLLY_QUOTED.fullmatch(bare) else bare


def with_document(stem: str, document: Document, *, longest: int, part: str = "") -> str:
    """Return a stem that says which document it asks about.

    The name stands in front, as in two thirds of examiners' items: sentences are alike from one document to the
    next, and lean on who speaks. Only a law without a class noun at the end of its title (办法, 规定) goes
    without. Where the title would make the stem longer than ``longest`` characters, the class noun stands
    for it (该办法). The heading ``part`` is named as well, if there is room for it; alone where there is no title.
    """
    title, stem = quotable_title(document), with_body(stem, document)
    if not title and part:
        # Without a title the part alone says what it is about.
        placed = f"在{part.partition('，')[0].translate(_OUTER_QUOTES)}方面，{_THIS.sub('该', stem)}"
        if len(placed) <= longest and _TASK not in stem and not any(each.startswith("在") for each in (stem, part)):
            return placed
    if not title or title in stem:
        own = "" if title else _CLASS_OF.get(document.kind, "")
        # There is no name to give; a paper on several documents leaves open which one is meant.
        return _THIS_NAMED.sub(f"本{own}", stem) if own else _THIS.sub("该", stem)
    if len(title) <= _LONGEST_TITLE or _TASK in stem:
        # In place of 本手册 stands its title alone.
        whole_only = not part or _THIS_NAMED.search(stem) is not None or bool(redactions(part, 0))
        wheres = (f"《{title}》“{part}”部分", f"《{title}》", *(f"《{each}》" for each in _headlines(title)))
        for where in dict.fromkeys(wheres[whole_only:]):
            named = _named(stem, where, document)
            if len(named) <= longest:
                return named
    if document.kind == "news" and len(stem) + len(_BY_REPORT) <= longest and _TASK not in stem:
        return f"{_BY_REPORT}{_THIS.sub('该', stem)}" if not stem.startswith(_OPENS_WITH_SOURCE) else stem
    generic = _GENERIC.search(title)
    return _named(stem, f"该{generic.group()}", document) if generic else _THIS.sub("该", stem)


@lru_cache(maxsize=256)
def _headlines(title: str) -> tuple[str, ...]:
    """Return the half that can stand for a title in two parts, if any: before the dash, the space, the next line."""
    first = _SUBTITLE.split(title)[0]
    if first != title:
        return (first,) if len(first) >= _SHORTEST_HEADLINE else ()
    if "关于" in title and _TWO_LINES.split(title)[-1].endswith(("通知", "方案", "意见", "报告", "通报", "决定")):
        # 关于整治运营秩序 确保乘车安全的通知: one title, set in two lines.
        return ()
    first = _TWO_LINES.split(title)[0].strip()
    return (first,) if first != title and len(first) >= _SHORTEST_LINE and wording.is_balanced(first) else ()


@lru_cache(maxsize=4)
def _quotable(title: str, name: str, text: str, *, notice: bool) -> str:
    # Remembered, since every draft of a document asks, and only for the last few, since their texts are kept with it.
    return "" if _is_no_title(title, name, text) else _short_title(title, notice=notice).translate(_INNER)


def _is_no_title(title: str, name: str, text: str) -> bool:
    """Tell whether the title is only the file's name, a stamp (特 急), or broken off (关于印发… without 的通知)."""
    if _NO_TITLE.search(title):
        return True
    return title == PurePosixPath(name).stem and title not in text and not _CALLED.fullmatch(title)


def _named(stem: str, name: str, document: Document) -> str:
    if _TASK in stem:
        return f"根据{name}，{_THIS.sub('该', stem)}"
    if _THIS_NAMED.search(stem):
        return _THIS.sub("该", _THIS_NAMED.sub(name, stem, count=1))
    stem = stem if document.kind == "law" else _BY_RULES.sub("", stem)
    quoted = _is_quoted(name)
    if stem.startswith(_OPENS_WITH_SOURCE):
        return stem if document.kind == "law" else f"{name}中，{stem}"
    if document.kind == "news" and not quoted:
        return f"根据报道{name}，{stem}"
    return stem if document.kind == "law" and not quoted else f"根据{name}，{stem}"


@lru_cache(maxsize=256)
def _is_quoted(name: str) -> bool:
    """Tell whether a name says what kind of document it is of, so that it can be quoted as a source."""
    return _QUOTED.search(name.partition("》")[0].strip("《该")) is not None
