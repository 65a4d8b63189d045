"""The clause around parts of a sentence that a stem is made of: cut out, shortened, its subject supplied."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from qbank.model.fact import Fact, Part
from qbank.types import _phrases as phrases
from qbank.types._clause_shorter import shortened
from qbank.types._clause_stands import is_bare_item, is_of_earlier, leans_on, rests_on_earlier, stands_alone
from qbank.types._clauses import Clause, located
from qbank.types._cuts import FOUNDED_BY, goes_on_from_colon, head_of, laid_down_from, segment_around, tail_of
from qbank.types._named_lead import named_clause
from qbank.types._own_rule import measuring_lead, own_rules

# 时, 前完成…: what follows is still open.
_GOES_ON_FROM = re.compile(f"[的时后者内起中]$|^(?:至(?!少)|到(?![^，]{2, 12}[一1两2]次))|{FOUNDED_BY}")
_SHORTEST_CUT, _LONGEST_NUMBER = 6, 4


def cut_after(clause: Clause, asked: Part) -> Clause:
    """Return the clause up to the first comma after a part, where what stands before it is a statement already."""
    first, last = located(clause.sent, asked)
    comma = clause.sent.view.find("，", last, clause.end)
    if comma < 0 or comma - clause.start < _SHORTEST_CUT or not _is_said(clause.sent.view[first:comma]):
        return clause
    return replace(clause, end=comma)


def _is_said(rest: str) -> bool:
    """Tell whether words after a date or an amount end a statement: nothing, or 前完成…, and no open condition."""
    return _GOES_ON_FROM.search(rest) is None


@lru_cache(maxsize=512)
def clause_of(fact: Fact, *parts: Part, open_end: bool = False) -> Clause | None:
    """Return the clause around the parts that can stand alone in at most 80 characters, None if none can.

    It runs from one full stop or semicolon to the next, loses numbering, 目前/同时/其中 and the like, and
    clauses after the parts that only tell the result; it never ends inside a condition or a quotation.
    With ``open_end`` it may say 下列 and end in a colon, for a list follows it.
    """
    sent = fact.sent
    spans = [located(sent, part) for part in parts]
    first, last = min(spans)[0], max(end for _, end in spans)
    start, end = segment_around(sent.view, first, last)
    ruled = laid_down_from(sent.view, first)
    if ruled and phrases.is_norm(sent.view[max(start, ruled) : end]):
        start = max(start, ruled)
        rests = start > ruled and is_of_earlier(sent.view[ruled:], start - ruled, end - ruled)
    else:
        rests = start > 0 and rests_on_earlier(sent.view, start, end)
        rests = rests or goes_on_from_colon(sent.view, start)
    stop = tail_of(sent.view, start, _said_of(sent.view, first, last), end)
    clause = Clause(sent, head_of(sent.view, start, first), stop, year=fact.year)
    if is_bare_item(clause, fact):
        return None
    named = None if open_end else named_clause(clause, first, "：")
    if named is not None:
        return named
    ready = None if rests else _made_ready(clause, first, start, fact.topic, fact.context, open_end)
    if ready or open_end:
        return ready
    return _by_itself(clause, first, _said_of(sent.view, first, last), fact.context) or named_clause(
        clause, first, "，"
    )


@lru_cache(maxsize=512)
def _by_itself(clause: Clause, first: int, last: int, context: str) -> Clause | None:
    """Return the part of a clause that is a rule by itself, without the talk or the lead in front; None for none.

    Remembered, as ``_made_ready`` is.
    """
    view = clause.sent.view
    if is_of_earlier(view, clause.start, clause.end):
        return None
    led = _with_lead(clause, first)
    if led is not None:
        return led
    for start in own_rules(view, clause.start, first, clause.end):
        own = replace(clause, start=start, end=tail_of(view, start, last, clause.end))
        if stands_alone(own, open_end=False) and not leans_on(context, own.text):
            return own
    return None


def _with_lead(clause: Clause, first: int) -> Clause | None:
    """Return a clause behind what its lead says that it measures (录像的保存期限：一般的不少于90天), None for none."""
    view, lead = clause.sent.view, measuring_lead(clause.sent.view, first)
    if not lead:
        return None
    start = head_of(view, max(clause.start, view.rfind(lead, 0, first) + len(lead)), first)
    led = replace(clause, start=start, before=lead)
    return led if phrases.is_norm(led.text) and stands_alone(led, open_end=False) else None


@lru_cache(maxsize=512)
def _made_ready(clause: Clause, first: int, segment: int, topic: str, context: str, open_end: bool) -> Clause | None:
    """Return a clause shortened and with its subject, None if it cannot stand alone.

    Remembered: a number and its amount, or a list and its members, mostly have the same clause.
    """
    clause = _with_subject(shortened(_past_label(clause, first), first), topic, segment)
    if leans_on(context, clause.before + clause.text):
        return None
    return clause if stands_alone(clause, open_end=open_end) else None


_MEASURED = re.compile(
    "(?:时速|速度|温度|湿度|时间|时长|期限|频次|次数|距离|间隔|间距|浓度|余氯|含量|压力|高度|厚度|深度|坡度|限额|限速|价格|费用|标准|比例|数量|"
    "周期|载重|人数|学时)$"
)
_ALL = re.compile("各[^，。；]{1,8}(?:配|设|应|须|要|每|不得|由)")
_LIMITED = re.compile(
    "(?:应当?|须|一般|原则上)?(?:不[得应]?[大小高低少多超长短][于过]|至少|最[多少高低大小长短]|控制在|保持在)"
)
_EACH = re.compile("每[座个家所处台辆间套]")
_CARED_FOR = re.compile(
    "(?:[老病客]人|患者|伤者|逝者|死者|儿童|孩子|老年人|残疾人|未成年人|乘客|旅客|游客|读者|考生|学员|[租住]户|失能人员)$"
)


def _past_label(clause: Clause, first: int) -> Clause:
    """Return the clause of a labelled line without its label, or with it as the subject if it names who acts.

    What it labels is named by ``drafting.setting``.
    """
    # c．单个门关不上：…: the number before a label has been passed by.
    opens = clause.start <= _LONGEST_NUMBER and "：" in clause.sent.view
    label = phrases.LINE_LABEL.match(clause.sent.view, clause.start) if opens else None
    if label is None or label.end() > first:
        return clause
    begins = head_of(clause.sent.view, label.end(), first)
    acts = (phrases.ACTOR.search(label["name"]) or phrases.POST.search(label["name"])) and not phrases.AGENT.match(
        clause.sent.view, label.end()
    )
    # 人员：每座大站不少于4人: how many of them each is to have.
    acts = acts and not _EACH.match(clause.sent.view, label.end())
    # 总务主任：各食堂配食品安全员: who else has to.
    acts = acts and not _ALL.match(clause.sent.view, label.end())
    # 尿素：不大于2.0毫克/升: of what.
    acts = acts or _LIMITED.match(clause.sent.view, label.end()) is not None
    # 独居老人：项目建台账: whom a rule is for does not do it.
    # 校车最高时速：高速公路不得超过80公里: what is so much.
    measured = _MEASURED.search(label["name"]) is not None and not acts
    of_whom = "，" if measured or _CARED_FOR.search(label["name"]) else ""
    return replace(clause, start=begins, before=f"{label['name']}{of_whom}" if acts or measured else "")


def _said_of(view: str, first: int, last: int) -> int:
    """Return where what is said of the parts begins, if they are the subject of their clause: 甲、乙两类，一律…."""
    comma = view.find("，", last)
    is_subject = first > 0 and view[first - 1] == "，" and 0 < comma - last <= _SHORTEST_CUT
    return comma + 1 if is_subject else last


_NO_TOPIC = re.compile(
    "[【】？！]|^[“‘][^”’]*[”’]$|谁|哪|几|多少|如何|为何|了(?!解)|[是没不让把](?!足|良|明|平|当|断|合|同|符|完)|方面$|^(?!一[般线]|一次性)[一二两三四五六七八九十]|〇、|被|见下|时候$|"
    "^关于|^在|[的过着]$|^从[^，]*到|常见(?:的|问)|几个|.[一二两三四五六七八九十]个|^已经|^总体|那一|的事项?$|着(?![力手眼重装火色陆])"
)


def _with_subject(clause: Clause, topic: str, segment: int) -> Clause:
    bare = phrases.BARE.match(clause.text) is not None
    duty = phrases.DUTY_OF.match(clause.text)
    of_whom = topic and not clause.before and phrases.ACTOR.search(topic) and topic not in clause.text
    if duty and of_whom and not segment:
        return replace(clause, start=clause.start + duty.end(), before=topic)
    subject = topic if phrases.ACTOR.search(topic) else ""
    if segment and bare:
        return replace(clause, before=_subject(clause.sent.view) or subject)
    if clause.before or not topic or topic in clause.text:
        return clause
    if bare:
        return replace(clause, before=subject)
    repeats = any(topic[at : at + 2] in clause.text for at in range(len(topic) - 1))
    # 在怎么推进方面，: a heading that asks, tells or quotes is no subject.
    if not (repeats or phrases.TALK.search(topic) or _NO_TOPIC.search(topic)) and (
        clause.start == 0 or phrases.NO_SUBJECT.match(clause.text)
    ):
        return replace(clause, before=f"在{topic}方面，")
    return clause


def _subject(view: str) -> str:
    """Return what stands before the first 应当, 可以 … of the sentence, if that is short enough to be a subject."""
    match = phrases.MODAL.search(view)
    words = view[: match.start()] if match else ""
    return words if 2 <= len(words) <= 20 and not re.search(r"[，。；：的]", words) else ""
