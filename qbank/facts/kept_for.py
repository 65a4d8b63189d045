"""How long a record or a sample is to be kept: 会诊记录保存不少于三年, 阅卷过程全程录像，保存期两年."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _clauses as clauses
from qbank.facts import _leads as leads
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Retention, part

_KEEPS = "(?:保存|留存|存档|保管|保留)"
_NORMS = frozenset({"law"})
"""Kinds whose articles tell their terms in words of their own."""
_CUE = re.compile(f"[保留存][存管留档][^，。；：]{{0,10}}[0-9{numerals.CHINESE}]")
_LEAST = "不[得应]?[少低短]于|至少|最少"
_KEPT_FOR = re.compile(
    rf"(?P<before>(?:应当?|须|必须|要)?(?:至少|最少)?){_KEEPS}(?:期限?|时间|时长)?(?:一般|原则上|应当?|须|必须|要)?(?P<bound>{_LEAST})?为?"
    rf"(?P<term>[0-9{numerals.CHINESE}]+(?:年|天|日|个月|小时))(?P<more>以上)?(?=[，。；]|$)"
)
_RECORD = (
    "(?:记录|录像|录音|视频|影像|图像|资料|档案|台账|票据|数据|日志|日记|材料|样品|留样|处方|单据|凭证|底稿|报告|副本|原件|原稿|"
    "登记[表簿册]|工作票|操作票|清单|照片|答题卡|试卷|表格|表单|合同|信息|文书|名册|卡片|打印件|复印件|签到[表簿册]|[薄簿])"
)
# What is kept, right before 保存, or with who keeps it between: 值班日志由班组保存两年.
_THING = re.compile(
    rf"(?P<kept>[^，。；：的“”（）]{{2,24}}{_RECORD}|《[^《》，]{{2,12}}》)(?:由[^，。；：、的]{{2,8}})?$"
)
# 体检报告实行一人一档，内容包括…，保存三年: what a clause before begins with, or ends in (全程录像, 建立检修记录).
_OPENS_WITH = re.compile(rf"(?P<kept>[^，。；：的“”（）、]{{1,8}}{_RECORD})(?=实行|按|由|统一|装订|归档|每|一式|存放)")
_MADE = re.compile(
    rf"(?:(?:建立|形成|填写|制作|留存|留下|做好|出具)(?P<made>[^，。；：“”（）、]{{2,12}}{_RECORD}(?:和[^，、]{{0,4}}{_RECORD})?)|"
    rf"(?P<taped>[^，。；：“”（）、]{{2,10}}(?:过程|全程|环节)[^，。；：“”（）、]{{0,2}}(?:录像|录音|录音录像)))$"
)
_GENERIC = re.compile(
    "(?:影像|视频|图像|音像|文字|书面|纸质|电子|原始|相关|有关|全部|所有)(?:资料|材料|记录|档案|数据)"
)
_TOO_BARE = re.compile(f"{_RECORD}(?:[、和及或]{_RECORD})+")
_BY_ACT = re.compile("[^，。；：的“”（）]{2,16}(?:留存|留下|形成|填写|出具)")
_NO_THING = re.compile(
    f"{wording.MUST}|不得|已|曾|可以|为了|等(?!级|候)|[0-9]+(?:天|日|年|个月)|超过|[把将对从在凡每该其]|[以之]?后|^(?:全过程|整个过程)"
)
# 一般的保存一年，重大的保存五年.
_ANOTHER_GRADE = re.compile(f"，[^，。；]*的，?{_KEEPS}")
_LONGEST_LEAD = 32


class KeptForPattern:
    """Terms, labelled ``retention``, that records and samples are to be kept for."""

    name = "kept_for"
    yields = frozenset({"retention"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the terms of body sentences, with what is kept as the sentence names it."""
        if outline.document.kind not in _NORMS:
            yield from over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a term right behind what is kept, and one behind another clause."""
        text = "会诊记录保存不少于三年。阅卷过程全程录像，保存期两年。"
        return text, (("会诊记录", "三年"), ("阅卷过程全程录像", "两年"))

    def counter_example(self) -> str:
        """Return what keeps fresh so long, a bare record, and two grades of one."""
        return "血浆可以保存一年。记录保存不少于三年。一般投诉记录保存一年，重大投诉的保存五年。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Retention]:
        view = sent.view
        closed = clauses.quotations(view) + clauses.brackets(view)
        for match in _KEPT_FOR.finditer(view):
            if clauses.is_inside(closed, *match.span()) or _is_graded(view, match):
                continue
            kept = _kept(view, match, words)
            if kept is not None:
                leans = _leans(view, *kept)
                lead = _lead(view, words, kept[0]) if leans else ""
                yield Retention(
                    sent=sent,
                    pattern=self.name,
                    kept=part(sent, *kept),
                    term=part(sent, *match.span("term"), "retention"),
                    at_least=any((match["bound"], match["more"], match["before"].endswith(("至少", "最少")))),
                    lead=lead,
                    leans=leans and not lead,
                )


PATTERNS.add(KeptForPattern.name)(KeptForPattern())


def _kept(view: str, match: re.Match[str], words: Words) -> clauses.Range | None:
    """Return where what is kept is named: before the verb, or in the clauses before it; None for nothing by itself."""
    start = max(view.rfind(stop, 0, match.start()) for stop in "，。；：") + 1
    thing = _THING.search(view, start, match.start())
    if thing is not None and thing.start() == start:
        return _span(view, words, *thing.span("kept"))
    if match.start() > start or not start or view[start - 1] != "，":
        return None
    first = max(view.rfind(stop, 0, start - 1) for stop in "。；：") + 1
    before = max(view.rfind("，", 0, start - 1) + 1, first)
    made = _MADE.search(view, before, start - 1)
    if made is not None and made.lastgroup is not None:
        return _span(view, words, *made.span(made.lastgroup))
    opens = _OPENS_WITH.match(view, first)
    return _span(view, words, *opens.span("kept")) if opens else None


def _span(view: str, words: Words, start: int, end: int) -> clauses.Range | None:
    """Return the range if its words name by themselves what is kept."""
    text = view[start:end]
    named = re.fullmatch(_RECORD, text) is None and _NO_THING.search(text) is None and not wording.dangling_word(text)
    fits = named and wording.is_balanced(text) and not wording.refers_elsewhere(text) and words.is_cut(start)
    return (start, end) if fits else None


def _leans(view: str, start: int, end: int) -> bool:
    """Tell whether a name says only with words before it what it is of: …检查一次，检查记录; 影像资料."""
    text = view[start:end]
    first = max(view.rfind(stop, 0, start) for stop in "。；：") + 1
    taken_up = start > first and text[:2] in view[first : start - 1]
    return taken_up or _GENERIC.fullmatch(text) is not None or _TOO_BARE.fullmatch(text) is not None


def _lead(view: str, words: Words, start: int) -> str:
    """Return the clauses of the piece before a name that say what it is about, with their comma; "" for none."""
    first = max(view.rfind(stop, 0, start) for stop in "。；：") + 1
    made = _BY_ACT.fullmatch(view, first, start)
    if made is not None:
        # 每次播发留存日志和录音: the ones of the act.
        return f"{made.group()}的"
    spans = [each.span() for each in re.finditer("[^，]+", view[:start]) if each.start() >= first]
    lead = leads.before(view, words, spans) if spans and spans[-1][1] == start - 1 else ""
    return f"{lead}，" if view[start : start + 2] in lead and len(lead) <= _LONGEST_LEAD else ""


def _is_graded(view: str, match: re.Match[str]) -> bool:
    """Tell whether the term is that of one case among others: …的保存五年, 一般的保存一年，重大的保存五年."""
    return view[: match.start()].endswith(("的", "的，")) or _ANOTHER_GRADE.match(view, match.end()) is not None
