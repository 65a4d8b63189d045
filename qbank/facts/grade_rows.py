"""Grades, each with its own rule, worded in running text: 甲级…；乙级…；丙级…, A类…，B类…, 蓝色预警…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._lexicon import listed
from qbank.facts._search import LONGEST, position
from qbank.facts._words import is_noun, words_of
from qbank.model import wording
from qbank.model.document import Outline, Sentence, Term
from qbank.model.fact import Fact

_SERIES = {
    "letter": "[A-EＡ-Ｅ][级类档型等包组区线]",
    "stem": "[甲乙丙丁戊][级类档等]",
    "number": "第?[特一二三四五][级类档等](?!以|及|和|、|抓|保)",
    "roman": "[ⅠⅡⅢⅣ][级类档等]",
    "colour": "[红橙黄蓝绿]色",
    "weight": "特别重大|重大|较大|一般|较小",
    "mark": "(?:优秀|良好|合格|不合格|基本合格)[级档等]?|[优良中差][等档]",
    "secret": "(?:绝密|机密|秘密)级?",
    "skill": "[初中高]级",
}
_GRADE = "|".join(f"(?P<{name}>{form})" for name, form in _SERIES.items())
_MARK = re.compile(f"(?:^|(?<=[，；：。]))(?:其中[，：]?)?(?:{_GRADE})")
_ANY = "|".join(_SERIES.values())
_GRADE_ONLY = re.compile(_ANY)
_FIRST = "[A-EＡ-Ｅ甲乙丙丁戊第特一二三四五ⅠⅡⅢⅣ红橙黄蓝绿重较优良合不基中差绝机秘初高]"
"""What any grade begins with."""
_CUE = re.compile(f"(?={_FIRST})(?:{_ANY})")
_ASIDE = re.compile("（[^（）]*）")
_NO_NOUN = listed("重点 立即 当场 主要 每 由 按 由于 要求 责任 时 以 下")
_PARTS = frozenset("，：由—")
_GOES_ON = frozenset("fqkgho")
_LINK = re.compile("[，：]?为(?=存|具|有|无|可|较|不|严|风|低|高)|[，：]|——?")
_SAYS = re.compile(
    "由|[是为]|指|每|不|按|必须|应|须|可|立即|当场|当天|即|[0-9一二三四五六七八九十半]+(?:[年月日天时]|小时|分钟|个)"
)
_IS_A = re.compile("为(?!了|主|[此何])")
_NO_RULE = re.compile("[、和与或及以的至到]|[0-9一二三四五六七八九十]+[家个名处人户起座](?:$|，)|(?:占|共)")
_TOLD = re.compile("了(?!解)|已(?!经?[满知])|新增|创建|拆除|清理|完成")
_RULE, _CONTENT = "对应规定", "对应内容"
# 颈动脉彩超、同型半胱氨酸、糖化血红蛋白: what a grade holds, and no rule.
_LISTED = re.compile("^[^，应须必不]*、[^，应须必不]*、[^，应须必不]*$")
_LEAST, _MOST, _SHORTEST, _LONGEST_RIGHT = 3, 6, 4, 44
_STOPS = "，；。：、"


class _Mark(NamedTuple):
    at: int
    sent: Sentence
    series: str
    start: int
    end: int


class GradeRowsPattern:
    """Three or more grades of one thing in a row, each with what holds for it."""

    name = "grade_rows"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the rows of neighbouring clauses and sentences of one section."""
        if outline.document.kind == "news":
            return
        body = outline.body()
        found: list[Fact] = []
        for run in _runs(body):
            group = _rows_of(run, body, terms)
            if (
                len(group) >= _LEAST
                and not _is_of_nothing(group)
                and not any(_TOLD.search(each.right.text) for each in group)
            ):
                found += rows.pairs(group, self.name, group[0].names, outline)
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return grades parted by semicolons, and grades parted by commas."""
        text = (
            "特级护理，24小时专人看护；一级护理，每小时巡视一次；二级护理，每2小时巡视一次。\n\n"
            "A类问题立即整改，B类问题三日内整改，C类问题七日内整改。"
        )
        return text, (
            ("特级护理", "24小时专人看护", "一级护理", "每小时巡视一次", "二级护理", "每2小时巡视一次"),
            ("A类问题", "立即整改", "B类问题", "三日内整改", "C类问题", "七日内整改"),
        )

    def counter_example(self) -> str:
        """Return grades that are only named, two of them, and how many there are of each."""
        return (
            "预警分为蓝色、黄色、橙色三级。甲级设备每周检查；乙级设备每月检查。"
            "一类村12个，二类村20个，三类村5个。一级抓一级，层层抓落实。"
        )


def _is_of_nothing(group: Sequence[rows.Row]) -> bool:
    """Tell whether bare grades only say who decides, and nothing of what: Ⅲ级由频率总监决定，Ⅱ级由总编辑决定."""
    return all(_GRADE_ONLY.fullmatch(each.left.text) and each.right.text.startswith("由") for each in group)


PATTERNS.add(GradeRowsPattern.name)(GradeRowsPattern())


def begins_with_grade(text: str) -> bool:
    """Tell whether a text opens with a grade (一级, A类, 红色), as the rows of this pattern do."""
    return _MARK.match(text) is not None


def _runs(body: Sequence[Sentence]) -> Iterator[list[_Mark]]:
    run: list[_Mark] = []
    for at, sent in enumerate(body):
        if len(sent.view) > LONGEST or not _CUE.search(sent.view):
            continue
        for match in _MARK.finditer(sent.view):
            series = str(match.lastgroup)
            mark = _Mark(at, sent, series, *match.span(series))
            if run and not _follows(run, mark):
                yield run
                run = []
            run.append(mark)
    yield run


def _follows(run: Sequence[_Mark], mark: _Mark) -> bool:
    last = run[-1]
    new = mark.sent.view[mark.start : mark.end] not in {each.sent.view[each.start : each.end] for each in run}
    near = mark.at == last.at or (mark.at == last.at + 1 and mark.sent.section == last.sent.section and mark.start <= 3)
    return mark.series == last.series and new and near


def _rows_of(run: Sequence[_Mark], body: Sequence[Sentence], terms: TermsOf) -> list[rows.Row]:
    """Return the rows of a run; none where the grades are not grades of one thing, or one of them has no rule."""
    if not _LEAST <= len(run) <= _MOST:
        return []
    ends = [
        following.start if following and following.at == mark.at else _end(mark.sent.view, mark.end)
        for mark, following in zip(run, [*run[1:], None], strict=True)
    ]
    rests = [mark.sent.view[mark.end : end] for mark, end in zip(run, ends, strict=True)]
    noun = _noun(run[0], wording.common_start(rests), words_of(run[0].sent, terms).terms)
    if noun is None:
        return []
    afters = [_past_link(rest[len(noun) :], bare=not noun) for rest in rests]
    if any(after is None for after in afters):
        return []
    told = [after or "" for after in afters]
    # 一类为新员工，二类为老员工: what the rows have in common is the link.
    linked = all(map(_IS_A.match, told))
    told = [after[linked:] for after in told]
    found = []
    for mark, rest, after in zip(run, rests, told, strict=True):
        text = after.rstrip(_STOPS)
        start = mark.end + len(rest) - len(after)
        if (
            not _SHORTEST - linked <= len(text) <= _LONGEST_RIGHT
            or _NO_RULE.match(text)
            or "；" in text
            or "。" in text
        ):
            return []
        left = mark.start, mark.end + len(noun)
        found.append(rows.row(mark.sent, left, (start, start + len(text)), (_named(noun, run[0]), _RULE)))
    named = all(_LISTED.search(row.right.text) for row in found)
    return [row._replace(names=(row.names[0], _CONTENT)) for row in found] if named else found


def _past_link(after: str, *, bare: bool) -> str | None:
    """Return what is said of a grade past a remark and a comma or 为; None where a bare grade has no rule."""
    aside = _ASIDE.match(after)
    after = after[aside.end() :] if aside else after
    link = _LINK.match(after)
    if link is None and bare and not _SAYS.match(after):
        return None
    return after[link.end() :] if link else after


def _named(noun: str, mark: _Mark) -> str:
    """Return how a stem names the grades: 护理级别 of 一级护理, else their noun or what such grades are called."""
    unit = mark.sent.view[mark.end - 1]
    return f"{noun}级别" if noun and unit == "级" else noun or _kind(unit)


def _end(view: str, start: int) -> int:
    stop = re.search("[。；]", view[start:])
    return start + stop.start() if stop else len(view)


def _noun(mark: _Mark, shared: str, terms: Sequence[Term]) -> str | None:
    """Return the noun behind the grade, as far as all rows have it: 动火作业 of 一级动火作业，; None if it is cut."""
    end = best = mark.end
    for term in terms:
        if term.start < mark.end:
            continue
        fits = term.start == end and term.end <= mark.end + len(shared) and term.text not in _NO_NOUN
        if not fits or not (is_noun(term) or term.tag.startswith("v")):
            break
        end = term.end
        # 响应 is tagged a verb, whatever stands before it.
        said = mark.sent.view[end : end + 1] in _PARTS
        best = end if is_noun(term) or said else best
    after = next((term for term in terms if term.start == best and best > mark.end), None)
    # 手术|间用于: the noun goes on.
    return None if after is not None and after.tag[0] in _GOES_ON else mark.sent.view[mark.end : best]


def _kind(unit: str) -> str:
    return {
        "级": "级别",
        "类": "类别",
        "档": "档次",
        "等": "等次",
        "色": "颜色",
        "组": "组别",
        "区": "区域",
        "包": "类别",
    }.get(unit, "等级")
