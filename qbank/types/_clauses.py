"""The stretch of a sentence that a stem is made of: cut to the clause, its subject supplied."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qbank.model import numerals, wording
from qbank.model.document import Sentence
from qbank.model.fact import Fact, Part
from qbank.types import _phrases as phrases
from qbank.types._cuts import FOUNDED_BY, Range, goes_on_from_colon, head_of, laid_down_from, segment_around, tail_of
from qbank.types._other_matter import starts_anew
from qbank.types._own_rule import measuring_lead, own_rules

LONGEST = 80
COMFORTABLE = 48
_SHORTEST_LATER = 22
_SHORTEST_CUT, _LONGEST_NUMBER = 6, 4
# 监控录像保存, 工作票有效期: a name of so many characters says which one is meant; 公示时间 does not.
_NAMED = 5
_NO_NAME = re.compile("的|(?:期限|时间)$")
_IS_LIMITED = re.compile("(?:一般|原则上)?(?:不[得应]?[少超低高]|应[设配装留])")
_SEGMENT = re.compile("[；;。]")
# 通过初审的家庭，: who, and not how.
_WHO_PASSED = re.compile(f"通过[^，]{{2,10}}的[^，]{{0,4}}{phrases.ACTOR_WORD}，")
_WITHIN = re.compile(f"[0-9{numerals.CHINESE}半]+(?:个)?(?:小时|分钟|天|日|工作日|月|周)[之以]?[内后]，")
# 一次间伐的强度 is about 间伐.
_ONE_OF_THEM = re.compile("^(?:[一每两]|同一)[次个项名座处期批份](?=[^，]{2})")


@dataclass(frozen=True, slots=True)
class Clause:
    """A window ``[start, end)`` of a sentence's view, and the words to put before it ("" for none).

    ``year`` is the one that it calls 今年, 0 where that is not known.
    """

    sent: Sentence
    start: int
    end: int
    before: str = ""
    year: int = 0

    def __hash__(self) -> int:
        """Hash the place alone: much that is known of a clause is remembered by it."""
        return hash((self.sent.start, self.start, self.end))

    @property
    def text(self) -> str:
        """Return the words of the window without what stands before it."""
        return self.sent.view[self.start : self.end]

    def put(self, *swaps: tuple[Part, str]) -> str:
        """Return the window with parts replaced, words before it supplied, asides such as （以下简称…） taken out."""
        text, at = self.before, self.start
        places = [(*located(self.sent, part), words) for part, words in swaps]
        for start, end, words in sorted(places) if len(places) > 1 else places:
            text += self.sent.view[at:start] + words
            at = end
        return phrases.without_also(phrases.without_aside(text + self.sent.view[at : self.end]))

    def until(self, part: Part) -> str:
        """Return the words of the window before a part."""
        return self.sent.view[self.start : located(self.sent, part)[0]]

    def rest(self, *parts: Part) -> str:
        """Return the words of the window after the last of the parts."""
        ends = [located(self.sent, part)[1] for part in parts]
        return self.sent.view[max(ends) : self.end]


def cut_after(clause: Clause, asked: Part) -> Clause:
    """Return the clause up to the first comma after a part, where what stands before it is a statement already."""
    first, last = located(clause.sent, asked)
    comma = clause.sent.view.find("，", last, clause.end)
    if comma < 0 or comma - clause.start < _SHORTEST_CUT or not _is_said(clause.sent.view[first:comma]):
        return clause
    return replace(clause, end=comma)


def _is_said(rest: str) -> bool:
    """Tell whether words after a date or an amount end a statement: nothing, or 前完成…, and no open condition."""
    return re.search(f"[的时后者内起中]$|^(?:至(?!少)|到)|{FOUNDED_BY}", rest) is None


def located(sent: Sentence, part: Part) -> Range:
    """Return where a part stands in the view of its sentence; raises ValueError if it stands elsewhere."""
    if sent.offsets is None:
        start, end = part.start - sent.start, part.end - sent.start
    else:
        start, end = bisect_left(sent.offsets, part.start), bisect_left(sent.offsets, part.end)
    if start < 0 or sent.view[start:end] != part.text:
        raise ValueError(f"part {part.text!r} does not stand in {sent.view!r}")
    return start, end


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
        rests = start > ruled and _is_of_earlier(sent.view[ruled:], start - ruled, end - ruled)
    else:
        rests = start > 0 and _rests_on_earlier(sent.view, start, end)
        rests = rests or goes_on_from_colon(sent.view, start)
    stop = tail_of(sent.view, start, _said_of(sent.view, first, last), end)
    clause = Clause(sent, head_of(sent.view, start, first), stop, year=fact.year)
    if _is_bare_item(clause, fact):
        return None
    ready = None if rests else _made_ready(clause, first, start, fact.topic, fact.context, open_end)
    return ready if ready or open_end else _by_itself(clause, first, fact.context)


@lru_cache(maxsize=512)
def _by_itself(clause: Clause, first: int, context: str) -> Clause | None:
    """Return the part of a clause that is a rule by itself, without the talk or the lead in front; None for none.

    Remembered, as ``_made_ready`` is.
    """
    view = clause.sent.view
    if _is_of_earlier(view, clause.start, clause.end):
        return None
    led = _with_lead(clause, first)
    if led is not None:
        return led
    for start in own_rules(view, clause.start, first, clause.end):
        own = replace(clause, start=start)
        if _stands_alone(own, open_end=False) and not leans_on(context, own.text):
            return own
    return None


def _with_lead(clause: Clause, first: int) -> Clause | None:
    """Return a clause behind what its lead says that it measures (录像的保存期限：一般的不少于90天), None for none."""
    view, lead = clause.sent.view, measuring_lead(clause.sent.view, first)
    if not lead:
        return None
    start = head_of(view, max(clause.start, view.rfind(lead, 0, first) + len(lead)), first)
    led = replace(clause, start=start, before=lead)
    return led if phrases.is_norm(led.text) and _stands_alone(led, open_end=False) else None


@lru_cache(maxsize=512)
def _made_ready(clause: Clause, first: int, segment: int, topic: str, context: str, open_end: bool) -> Clause | None:
    """Return a clause shortened and with its subject, None if it cannot stand alone.

    Remembered: a number and its amount, or a list and its members, mostly have the same clause.
    """
    clause = _with_subject(_shortened(_past_label(clause, first), first), topic, segment)
    if leans_on(context, clause.before + clause.text):
        return None
    return clause if _stands_alone(clause, open_end=open_end) else None


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
    # 独居老人：项目建台账: whom a rule is for does not do it.
    of_whom = "，" if _CARED_FOR.search(label["name"]) else ""
    return replace(clause, start=begins, before=f"{label['name']}{of_whom}" if acts else "")


def _said_of(view: str, first: int, last: int) -> int:
    """Return where what is said of the parts begins, if they are the subject of their clause: 甲、乙两类，一律…."""
    comma = view.find("，", last)
    is_subject = first > 0 and view[first - 1] == "，" and 0 < comma - last <= _SHORTEST_CUT
    return comma + 1 if is_subject else last


def leans_on(context: str, text: str) -> bool:
    """Tell whether a text's subject only takes up a word of the sentence before it: 公示时间不得少于二十日.

    Which 公示 is meant was said there; who acts (学校, 用人单位) is said by the word itself.
    """
    subject = phrases.SHORT_SUBJECT.match(text)
    if subject is None:
        return False
    what = _ONE_OF_THEM.sub("", subject["what"])
    named = (
        len(what) >= _NAMED
        and _NO_NAME.search(what) is None
        and _IS_LIMITED.match(text, subject.end("what")) is not None
    )
    return bool(what and context and what[:2] in context and not (named or phrases.ACTOR.search(what)))


def _rests_on_earlier(view: str, start: int, end: int) -> bool:
    """Tell whether a later piece of a sentence says too little alone, or needs the one before it."""
    return end - start < _SHORTEST_LATER or _is_of_earlier(view, start, end)


def _is_of_earlier(view: str, start: int, end: int) -> bool:
    """Tell whether a later piece of a sentence needs the case before it: …的，责令改正；拒不改正的，处…."""
    inherits = "的，" in view[:start] and "的，" not in view[start:end]
    # 该库把每车扦样点由5个增加到8个；在卸粮口加装…: still of 该库.
    of_that_one = phrases.THAT_ONE.search(view, 0, start) is not None and not phrases.AGENT.match(view, start, end)
    later = phrases.LATER_CASE.match(view, start) is not None or _is_further_case(view, start)
    # 警戒解除以后6小时内，…；24小时内，汇总各车间情况: from when on, was said before.
    later = later or _WITHIN.match(view, start) is not None
    return inherits or of_that_one or later


def _is_further_case(view: str, start: int) -> bool:
    """Tell whether a later piece is one more case of the first: …的，处…；造成较大事故的，处…."""
    first = _SEGMENT.split(view, maxsplit=1)[0]
    return "的，" in first and re.match(r"[^，；。]{2,30}的，", view[start:]) is not None


def _is_bare_item(clause: Clause, fact: Fact) -> bool:
    """Tell whether a clause is an item of a list that means nothing without its lead-in.

    What is numbered under a heading as whole sentences is none: no colon or semicolon stands before it or at its end.
    """
    if phrases.ITEM_LABEL.match(clause.sent.label) is None or fact.topic:
        return False
    return not (clause.sent.view.endswith("。") and (not fact.context or fact.context.endswith("。")))


def _shortened(clause: Clause, first: int) -> Clause:
    """Drop what stands before the parts while the clause is longer than is comfortable.

    Leading adverbial clauses (为…，根据…，) go first; then, of a penalty, the measures between case and
    penalty; of a report, all but the clause of the parts itself, with the agent before it as its subject.
    """
    clause = _without_talk(_without_adverbials(clause, first), first)
    view, last = clause.sent.view, clause.sent.view.rfind("，", clause.start, first) + 1
    if phrases.OF_WHAT_PRECEDES.match(view, last) or phrases.HOW_OFTEN_ONLY.match(view, last):
        last = view.rfind("，", clause.start, max(last - 1, clause.start)) + 1
    own = _own_start(clause, last, first)
    if own is not None:
        return replace(clause, start=own)
    if starts_anew(view, clause.start, last, first):
        return replace(clause, start=last, before="")
    if clause.end - clause.start <= COMFORTABLE or not last:
        return clause
    if phrases.PENALTY.match(view, last, first):
        return _with_case(clause, last)
    return clause if phrases.NORM.search(view, clause.start, clause.end) else _with_agent(clause, last)


def _own_start(clause: Clause, last: int, first: int) -> int | None:
    """Return where the clause of the parts begins that says by itself who must do what; None where others are needed.

    That is where one of those before it says of whom or on what condition, or where the verb's object may stand in one
    of them (每个分局必须常备30吨). When it is done goes with it: 平台报警后，责任人应当….
    """
    view = clause.sent.view
    if last <= clause.start or not phrases.OWN_AGENT.match(view, last, first):
        return None
    starts = [clause.start, *(at + 1 for at in range(clause.start, last - 1) if view[at] == "，")]
    own = starts.pop() if len(starts) > 1 and phrases.WHENEVER.fullmatch(view, starts[-1], last) else last
    pieces = [view[at:last].partition("，")[0] for at in starts]
    # 新建住宅的供水设施，经验收合格后，单位应当…: a thing, and no statement that can go.
    tells = phrases.TELLS if own == last else phrases.MODAL
    if any(phrases.SETTING.match(view, at, last) for at in starts) or not all(map(tells.search, pieces)):
        return None
    whole = phrases.GOVERNS.match(view, first) is not None and wording.is_balanced(view[own : clause.end])
    return own if whole else None


def _without_adverbials(clause: Clause, first: int) -> Clause:
    while clause.end - clause.start > COMFORTABLE:
        match = phrases.ADVERBIAL.match(clause.sent.view, clause.start, first)
        if match is None or _WHO_PASSED.fullmatch(match.group()):
            break
        clause = replace(clause, start=match.end())
    return clause


def _without_talk(clause: Clause, first: int) -> Clause:
    """Drop leading pieces that bid in general (大兴调查研究之风，), where what is left begins with what it is about."""
    view, start = clause.sent.view, clause.start
    while talk := phrases.SLOGAN_PIECE.match(view, start, first):
        start = talk.end()
    if start == clause.start or phrases.NO_SUBJECT.match(view, start) or phrases.BARE.match(view, start):
        return clause
    whole = wording.is_balanced(view[start : clause.end]) and not wording.dangling_word(view[start : clause.end])
    return replace(clause, start=start) if whole else clause


def _with_case(clause: Clause, penalty: int) -> Clause:
    """Return 未经批准擅自施工的，处…罚款 without the measures between case and penalty."""
    view = clause.sent.view
    case = view.rfind("的，", clause.start, penalty) + 2
    if case < 2:
        return clause
    start = penalty + (view[penalty] == "并")
    return replace(clause, start=start, before=view[clause.start : case])


def _with_agent(clause: Clause, last: int) -> Clause:
    """Return the clause from ``last`` on, with the latest agent that opened a clause before it.

    Nothing is left away that says when, where or on what condition.
    """
    view = clause.sent.view
    starts = [clause.start, *(at + 1 for at in range(clause.start, last - 1) if view[at] == "，")]
    if any(phrases.SETTING.match(view, at, last) for at in starts):
        return clause
    if phrases.AGENT.match(view, last):
        return replace(clause, start=last)
    if view.startswith("请", last):
        # 市水利局拿出了方案，请县区…: who is asked to do it is no longer who opened the sentence.
        return replace(clause, start=last + 1)
    agents = [
        match.group()
        for at in _of_last_subject(view, starts)
        if (match := phrases.AGENT.match(view, at))
        and phrases.ACTS.match(view, match.end())
        and not phrases.HOW_MANY.match(view, match.end())
        and not phrases.IS_DESCRIBED.match(view, match.end())
        and not phrases.NO_SUBJECT.match(match.group())
        and not phrases.BY_WHAT.search(match.group())
    ]
    if not agents or not wording.is_balanced(view[last : clause.end]):
        return clause
    return replace(clause, start=last, before=agents[-1])


def _of_last_subject(view: str, starts: Sequence[int]) -> Sequence[int]:
    """Return where the clauses begin that nobody else stands after: 公司批准招聘，我本人也排进去，每月值两个班."""
    others = [place for place, at in enumerate(starts) if phrases.SOMEBODY_ELSE.match(view, at)]
    return starts[others[-1] + 1 :] if others else starts


# 没有一年以上的实测资料，不要选址: the case alone says nothing.
_THEN_NOT = re.compile("，(?:不[要得能准许]|就|才|别|一律)")
_NO_TOPIC = re.compile(
    "[【】？！]|^[“‘][^”’]*[”’]$|谁|哪|几|多少|如何|为何|了(?!解)|[是没不让把](?!足|良|明|平|当|断|合|同|符|完)|方面$|^(?!一[般线]|一次性)[一二两三四五六七八九十]|〇、|被|见下|时候$|"
    "^关于|[的过着]$|^从[^，]*到|常见(?:的|问)|几个|.[一二两三四五六七八九十]个|^已经|^总体|那一|的事项?$|着(?![力手眼重装火色陆])"
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


def _stands_alone(clause: Clause, *, open_end: bool) -> bool:
    text = clause.before + clause.text
    said = phrases.LIST_CUE.sub("", text) if open_end else text
    # What stands before may be taken from the same sentence.
    first = clause.sent.view.find(clause.before) if clause.before else -1
    first = clause.start if first < 0 else min(first, clause.start)
    vetoed = not clause.text or clause.sent.is_vetoed(clause.sent.locate(first, clause.end))
    return not (
        vetoed
        or len(phrases.without_aside(text)) > LONGEST
        or wording.dangling_word(text)
        or _points_back(text)
        or text.startswith("其中")
        or phrases.WHOSE.match(clause.text)
        or wording.refers_elsewhere(said)
        or _lacks_subject(clause)
        or (clause.start and phrases.HANDS_IN.match(text))
        or (text.startswith("没有") and _THEN_NOT.match(clause.sent.view, clause.end))
        or not wording.is_balanced(text)
        or ("：" in clause.text and not open_end)
        or not (open_end or phrases.says_something(text))
        or phrases.EMPTY_TALK.search(clause.sent.view)
        or "—" in text
        or phrases.TALK.search(text)
        or phrases.tells_of_person(text)
        or phrases.lacks_date(text, clause.year)
        or phrases.ABOLISHED.search(text)
    )


def _points_back(text: str) -> bool:
    """Tell whether a text says 该期限 or 该手续 of what it has not named before, or 因此 of what it has not told."""
    if phrases.is_leaning(text):
        return True
    return "该" in text and any(match[1] not in text[: match.start()] for match in phrases.THAT.finditer(text))


def _lacks_subject(clause: Clause) -> bool:
    if clause.before:
        return False
    if (
        phrases.is_no_act(clause.text)
        or phrases.BARE_MEASURE.match(clause.text)
        or phrases.BARE_THING.match(clause.text)
    ):
        return True
    ruled = phrases.AFTER_RULE.match(clause.text)
    text = clause.text[ruled.end() :] if ruled else clause.text
    verb_first = phrases.NO_SUBJECT.match(text) is not None and not phrases.NORM.search(text)
    verb_first = verb_first and phrases.EVERY_TIME.match(text) is None
    if phrases.NOBODY.match(clause.text) or ("的，" in clause.text and phrases.CASE_AFTER_ACT.match(clause.text)):
        return True
    return verb_first or phrases.BARE.match(clause.text) is not None
