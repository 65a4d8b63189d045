"""In which order an editor sees the drafts of a document: a short list of the best, spread out, then the rest.

The short list holds what a ten-question test could be made of: at most ten drafts, each expected to be kept, no two on
one fact or on one sentence (unless that is long and they ask far apart in it), no pattern more than four times and no
type more than five (open questions seven, where the list would stay short of ten). The rest stays reachable behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

from qbank.drafting.features import Place, features
from qbank.drafting.naming import NAMED
from qbank.drafting.worth import PRIORS, Worth
from qbank.model.document import Kind, Sentence
from qbank.model.item import BLANK, Item
from qbank.types._contract import Draft
from qbank.types._phrases import ACTOR, says_who

if TYPE_CHECKING:
    from qbank.drafting.study import Study

SHORTLIST = 10
KEPT = 0.4
"""A draft less likely kept than this fills no slot of the short list."""
SHORTLISTED = 0.5
"""``priority`` above this marks the short list, whatever the drafts on it are worth."""

_W_STANDING, _NO_NAME, _NO_NAME_IN_PROSE, _HALF_ADRIFT = 0.12, 0.12, 0.36, 0.15
_TOLD = frozenset({"news", "report", "other"})
"""Kinds whose sentences tell a story: what one is about was often said in those before it."""
# 不能当场解决的，…: a case of whom or what was said before; in a law the article says it.
_CASE = re.compile("[^，]{2,30}的，")
_OF_NOBODY = 0.25
# 收费还是每月多少元: for what, was said before. 年满60周岁的有多少人: a headcount of a story.
_BARE_HEAD = re.compile("(?:收费|费用|价格|时间|标准|人数|金额|期限)(?:还是|仍[是为]?|还按)|每人(?![均工])")
_HEADCOUNT = re.compile("的(?:有(?:多少|几)|[0-9]+)[人户家个名](?:[，。？]|$)")
_OF_NO_VALUE = 0.4
# 85%至90%的，轮候发放: of what rate, was said before.
_BARE_FIGURE = re.compile("[0-9.%％至以上下]+的，")
# 到校中心温度低于60度的 says what it is about.
_MEASURED_THING = re.compile("[^，逾停迟]{3,}?(?:低于|高于|高出|超过|不足|少于|达到)[0-9一二三四五六七八九十两百]")
_BLANK_IN_PROSE = 0.15
# What a report counts, and how often, is how things are (每天骑行87公里), unless it binds somebody.
_COUNTING = frozenset({"quantity", "time_limit", "share", "contrast"})
_MEASURED = frozenset({"quantity", "time_limit", "share", "target", "deadline", "contrast"})
_BINDS = re.compile(
    "应|须|不得|不准|不少|不超|不低|不高|至少|最[多长高低]|以上|以内|之?内|可以?|按|一律|标准|要|满(?=[0-9一二三四五六七八九十两半])|奖|扣|罚|补"
)
# 按照“谁主管谁负责”的要求，: binds by its name only.
_BY_RULE = re.compile("“[^“”]*”|《[^《》]*》|按照?[^，；]*?(?:要求|原则|部署)，")
# 周边200米以内…平均增长18%: what was found out binds nobody, whatever else the sentence says.
_AS_IT_IS = re.compile(
    "有望|预计|可以看[到出]|(?:查|检|调|抽)[^，]{0,4}发现|显示|问卷|(?:发出|发放|收回|回收)[0-9]|[0-9]日[^，]{0,12}就是|设计荷载|动辄|现在有|目前有|调查显示|问卷显示|统计显示|据统计|平均(?:增长|下降|减少)|同比|连续[^，]{1,3}年(?:下降|上升|增长|减少)|"
    "之?内[^，]{2,8}率(?:达|为|是|高)"
)
_OF_A_STATE = 0.3
# Of 10 stems that told four clauses before they asked readers kept 20 % as they were.
_OF_A_TALE = 0.12
# What readers kept of these in news, as they were: 14 % of 14, 17 % of 8, none of 3 and of 3, 17 % of 4.
_TOLD_IN_NEWS, _OF_NEWS = frozenset({"quantity", "contrast", "enumeration", "listing"}), 0.2
# A list is told from others of its document by the part it stands in.
_LISTED = frozenset({"listing", "quoted_list", "essence"})
_DATED = frozenset({"date", "deadline"})
# 坚持什么方针？: of what, nobody can tell.
_SHORT, _OF_ANYTHING = 9, 0.1
# Rules, notices and handbooks have enough cases that stand by themselves.
_EXPLAINED = frozenset({"led_case", "led_by"})
_NEEDS_LEAD = 0.17
_PART = re.compile("根据《[^《》]*》“[^”]*”部分，")
# What readers kept of amounts and times in prose: 70-87 % where somebody is bound, 41-50 % where nobody is.
_BINDING = re.compile("应|必须|不得|须|要(?![求点素])|不准|严禁|可以")
_ASKED = re.compile(f"{BLANK}|多少|几|哪|何|$")
_NOT_BINDING, _WITHOUT_AGENT, _LONG_WAY, _FARTHEST = 0.08, 0.08, 0.1, 2
# Cells of which readers kept fewer in prose than in laws, where the type's own trust comes from.
_LESS_IN_PROSE = {
    ("quantity", "true_false"): 0.09,
    ("time_limit", "true_false"): 0.09,
    ("date", "single_choice"): 0.1,
    ("enumeration", "fill_blank"): 0.08,
    ("consequence", "true_false"): 0.3,
    ("consequence", "single_choice"): 0.3,
    ("consequence", "short_answer"): 0.3,
    ("label_pairs", "matching"): 0.3,
    ("scale", "ordering"): 0.2,
    ("stages", "ordering"): 0.12,
    ("hinge", "fill_blank"): 0.3,
    ("contrast", "true_false"): 0.08,
    ("listing", "short_answer"): 0.06,
    ("counted_run", "short_answer"): 0.1,
    ("led_case", "short_answer"): 0.08,
    ("met_cases", "short_answer"): 0.1,
    ("place_of", "short_answer"): 0.2,
}
_ANCHOR = re.compile(
    r"(?<!^)[“《]|^《[^《》]+》(?:正式)?(?:[于自][^，。；]{1,6}?起?)?(?:施行|公布|印发|发布|出台)|"
    r"[\u4e00-\u9fff]{2,}(?:局|委员会|办公室|大队|支队|中队|派出所|公司|集团|医院|学校|大学|学院|中心|政府|法院|检察院|街道|社区|镇|乡|"
    r"协会|联合会|小组|指挥部|馆|站)"
)
_DUTY = re.compile(
    rf"[^，；：的]{{2,16}}?(?:{ACTOR.pattern.removesuffix('$')})(?:应当?|必须|须(?!知)|要(?![求点素])|务必|不得|不准|承担)"
)
_SAME_SENTENCE, _SAME_SECTION, _SAME_TYPE, _SAME_PATTERN, _SAME_KEY = 0.50, 0.05, 0.04, 0.03, 0.05
_MOST_OF_A_SENTENCE, _MOST_OF_A_PATTERN, _MOST_OF_A_TYPE, _MOST_IF_FEW = 3, 4, 5, 7
_OPEN = "short_answer"
# Two drafts may rest on one sentence that is so long where so many characters lie between what they ask.
_LONG_SENTENCE, _APART = 110, 40
_ALIKE = 0.6
_FALL, _LEAST = 0.9999, 0.01
# How questions of one kind are worded, whatever they ask.
_FRAME = re.compile(
    "^请将|下列|(?:指的是|包括|分别指|分别是)哪些.*|有哪些.*|指的是什么.*|安排在什么时间.*|"
    "应当?在何时(?:之前)?|应当?如何处理.*"
)
_WORDS = re.compile(r"[\u3400-\u9fff]")
# 《…报告》指出的五个主要问题有哪些？
_TITLE = re.compile("^《[^《》]*》")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A draft made into an item, with the draft it came from."""

    item: Item
    draft: Draft


@dataclass(frozen=True, slots=True)
class Ordered:
    """Items, best first; how many of them make up the short list, and how many of the others are why not on it.

    ``weak`` are less likely kept than ``KEPT``; ``repeats`` ask a sentence, a fact, a type or a pattern that the
    list has already.
    """

    items: tuple[Item, ...]
    shortlisted: int
    weak: int
    repeats: int


@dataclass(slots=True)
class _Seen:
    """How often each sentence, section, type, pattern and key has had its turn, and what was asked.

    Counting keys keeps 判断 from being false throughout: “错误” becomes dearer each time.
    """

    sentences: Counter[int] = field(default_factory=Counter)
    sections: Counter[int] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    patterns: Counter[str] = field(default_factory=Counter)
    keys: Counter[tuple[str, str]] = field(default_factory=Counter)
    asked: list[frozenset[str]] = field(default_factory=list)
    taken: list[Candidate] = field(default_factory=list)

    def cost(self, candidate: Candidate) -> float:
        """Return what a candidate repeats of those before it."""
        sent = candidate.draft.fact.sent
        return (
            _SAME_SENTENCE * self.sentences[sent.index]
            + _SAME_SECTION * self.sections[sent.section]
            + _SAME_TYPE * self.types[candidate.item.type]
            + _SAME_PATTERN * self.patterns[candidate.item.pattern]
            + _SAME_KEY * self.keys[_key(candidate.item)]
        )

    def is_new(self, candidate: Candidate, most: int = 0) -> bool:
        """Tell whether a candidate may join the short list beside those that are on it; ``most`` are of one type."""
        return (
            not any(self.sentences[sent.index] and self._repeats(sent, candidate) for sent in _sentences(candidate))
            and self.patterns[candidate.item.pattern] < _MOST_OF_A_PATTERN
            and self.types[candidate.item.type] < (most or _MOST_OF_A_TYPE)
            and not any(_likeness(_grams(candidate.item), other) > _ALIKE for other in self.asked)
        )

    def _repeats(self, sent: Sentence, candidate: Candidate) -> bool:
        """Tell whether a candidate asks too near to what was asked of a sentence, or one of the two tells the other."""
        others = [each for each in self.taken if sent in each.draft.fact.sentences()]
        if len(sent.view) < _LONG_SENTENCE or len(others) > 1:
            return True
        return any(_distance(candidate, each) < _APART or _tell_each_other(candidate, each) for each in others)

    def add(self, candidate: Candidate) -> None:
        """Take note of a candidate that had its turn."""
        for sent in candidate.draft.fact.sentences():
            self.sentences[sent.index] += 1
        self.sections[candidate.draft.fact.sent.section] += 1
        self.types[candidate.item.type] += 1
        self.patterns[candidate.item.pattern] += 1
        self.keys[_key(candidate.item)] += 1
        self.asked.append(_grams(candidate.item))
        self.taken.append(candidate)


def in_review_order(candidates: Sequence[Candidate], study: Study, worth_of: Worth = PRIORS) -> Ordered:
    """Return the items, best first, their ``priority`` falling strictly with their place.

    Greedy: value (expected share kept, place of the sentence) less what a draft repeats of those before it; those
    on the short list stand above ``SHORTLISTED``, the others below. Of one sentence only the three best are kept: more
    would pad the queue with the same fact. Ties go by position in the document, then by id.
    """
    kept = _expected(candidates, study, worth_of)
    standing = study.standing()
    worth = {
        each.item.id: value(kept[each.item.id], standing.get(each.draft.fact.sent.index, 0.0))
        - _looseness(each, study.document.kind)
        for each in candidates
    }
    seen = _Seen()
    good = [each for each in candidates if kept[each.item.id] >= KEPT]
    first = _greedy(good, worth, seen, seen.is_new)[:SHORTLIST]
    taken = {each.item.id for each, _ in first}
    if len(first) < SHORTLIST:
        # Rather a test with more open questions than one with too few questions.
        left = [each for each in good if each.item.id not in taken and each.item.type == _OPEN]
        first += _greedy(left, worth, seen, lambda each: seen.is_new(each, _MOST_IF_FEW))[: SHORTLIST - len(first)]
        taken = {each.item.id for each, _ in first}
    seen = _Seen()
    for each, _ in first:
        seen.add(each)
    others = [each for each in candidates if each.item.id not in taken]
    rest = _greedy(others, worth, seen, lambda each: seen.sentences[each.draft.fact.sent.index] < _MOST_OF_A_SENTENCE)
    items = (*_placed(first, 1.0, SHORTLISTED), *_placed(rest, SHORTLISTED, 0.0))
    return Ordered(items, len(first), len(candidates) - len(good), len(good) - len(first))


def _greedy(
    candidates: Sequence[Candidate], worth: dict[str, float], seen: _Seen, may: Callable[[Candidate], bool]
) -> list[tuple[Candidate, float]]:
    """Return candidates with their value, the one worth most beside those before it first; ``may`` leaves some out."""
    heap = [(-worth[each.item.id] + seen.cost(each), _tie(each), place) for place, each in enumerate(candidates)]
    heapify(heap)
    ordered = []
    while heap:
        _, tie, place = heappop(heap)
        candidate = candidates[place]
        left = worth[candidate.item.id] - seen.cost(candidate)
        if heap and -left > heap[0][0]:
            # Costs only grow, so an old value is an upper bound: put it back with the new one.
            heappush(heap, (-left, tie, place))
        elif may(candidate):
            seen.add(candidate)
            ordered.append((candidate, left))
    return ordered


def _placed(ordered: Sequence[tuple[Candidate, float]], high: float, low: float) -> list[Item]:
    """Return the items with priorities that fall strictly and lie between ``low`` and ``high``."""
    items, ceiling = [], high
    for candidate, left in ordered:
        scaled = low + (high - low) * min(max(left, _LEAST), 1 - _LEAST)
        ceiling = min(low + (ceiling - low) * _FALL, scaled)
        items.append(replace(candidate.item, priority=round(ceiling, 9)))
    return items


def value(kept: float, standing: float) -> float:
    """Return what a draft is worth by itself: its expected share kept, moved a little by its sentence's standing."""
    return kept + _W_STANDING * (standing - 0.5)


def prior_of(candidate: Candidate, kind: Kind) -> float:
    """Return the share expected kept before any verdict, 0–1: the type's own, less where a stem leaves open whose.

    Learning starts from the same number, so that what it finds out about such stems is not taken off twice.
    """
    stem = candidate.item.stem
    cost = (_NO_NAME if kind == "law" else _NO_NAME_IN_PROSE) * stem.startswith("根据该")
    # 《…总结》指出的四个主要问题: the title is part of the question.
    asks_of_it = stem.startswith("《") and not NAMED.match(stem)
    if kind in _TOLD and not (asks_of_it or NAMED.match(stem)):
        cost += _HALF_ADRIFT
    listed, of_a_part = candidate.item.pattern in _LISTED, _PART.match(stem) is not None
    if listed and not of_a_part and len(NAMED.sub("", stem)) < _SHORT:
        cost += _OF_ANYTHING
    # A part of a report says what an aim, a date or a rule of it is about.
    of_a_part = of_a_part and (listed or candidate.item.pattern in _DATED or _BINDS.search(stem) is not None)
    if kind in _TOLD and not (asks_of_it or of_a_part or is_anchored(stem)):
        cost += _HALF_ADRIFT
    if (kind in _TOLD or kind == "speech") and candidate.item.pattern in _COUNTING:
        cost += _OF_A_STATE * (_BINDS.search(_BY_RULE.sub("", stem)) is None or _AS_IT_IS.search(stem) is not None)
        cost += _OF_NO_VALUE * (_HEADCOUNT.search(stem) is not None)
    elif kind != "law" and candidate.item.pattern in _COUNTING:
        cost += _OF_A_STATE * (_AS_IT_IS.search(stem) is not None)
    if kind == "news" and candidate.item.pattern in _TOLD_IN_NEWS:
        cost += _OF_NEWS
    if kind not in _TOLD | {"speech"}:
        cost += _NEEDS_LEAD * (candidate.item.pattern in _EXPLAINED)
    if kind != "law":
        # “几种不好处理的乘客”部分，醉酒的，…: the heading says whose the case is.
        placed = candidate.item.pattern == "labelled_case" and _PART.match(stem) is not None
        cost += _OF_NOBODY * (is_case_of_nobody(stem) and not placed)
        cost += _LESS_IN_PROSE.get((candidate.item.pattern, candidate.item.type), 0.0)
        cost += _OF_A_TALE * (candidate.item.pattern in _MEASURED and _commas_before(stem) > _FARTHEST)
        cost += _OF_NO_VALUE * (_BARE_HEAD.match(NAMED.sub("", stem)) is not None)
        cost += _OF_NOBODY * (_BARE_FIGURE.match(NAMED.sub("", stem)) is not None)
        cost += _BLANK_IN_PROSE * (candidate.item.type == "single_choice" and BLANK in stem)
    return max(0.0, candidate.draft.trust - cost)


def _commas_before(stem: str) -> int:
    """Return how many commas a stem has before what it asks, without the name of its document."""
    own = NAMED.sub("", stem)
    asked = _ASKED.search(own)
    return (own[: asked.start()] if asked else own).count("，")


def _looseness(candidate: Candidate, kind: Kind) -> float:
    """Return what a draft is worth less than others kept as often, because more of them have to be mended first.

    In prose a stem on an amount or a time should say who must do what, without detours.
    """
    if kind == "law" or candidate.item.pattern not in _MEASURED:
        return 0.0
    own = NAMED.sub("", candidate.item.stem)
    return (
        _NOT_BINDING * (_BINDING.search(own) is None)
        + _WITHOUT_AGENT * (not says_who(own))
        + _LONG_WAY * (_commas_before(candidate.item.stem) > _FARTHEST)
    )


def _expected(candidates: Sequence[Candidate], study: Study, worth_of: Worth) -> dict[str, float]:
    """Return id → expected share kept, 0–1: the prior or what was learned."""
    standings, found = study.standing(), {}
    kind, text = study.document.kind, study.document.text
    for each in candidates:
        place = Place(kind, standings.get(each.draft.fact.sent.index, 0.0), text)
        known = features(each.item, place) if worth_of.learned else {}
        found[each.item.id] = worth_of.of(prior_of(each, kind), known)
    return found


def is_anchored(stem: str) -> bool:
    """Tell whether a stem says by itself whom or what it is about.

    By a name, a quotation, a title, a case (…的，), or who must do something (各供热企业务必…).
    """
    own = NAMED.sub("", stem)
    first = own.partition("，")[0]
    case = _CASE.match(own) is not None and not is_case_of_nobody(stem)
    return case or _ANCHOR.search(first) is not None or _DUTY.match(first) is not None


def is_case_of_nobody(stem: str) -> bool:
    """Tell whether a stem opens with a case that does not say whose it is: 不能当场解决的，…."""
    case = _CASE.match(NAMED.sub("", stem))
    return case is not None and not says_who(case.group()) and not _MEASURED_THING.match(case.group())


def _key(item: Item) -> tuple[str, str]:
    return item.type, item.body.key_text()


def _sentences(candidate: Candidate) -> tuple[Sentence, ...]:
    return candidate.draft.fact.sentences()


def _distance(one: Candidate, other: Candidate) -> int:
    """Return how many characters lie between what two drafts ask, 0 where it overlaps."""
    gaps = [
        max(here.start - there.end, there.start - here.end, 0) for here in one.draft.asks for there in other.draft.asks
    ]
    return min(gaps, default=0)


def _tell_each_other(one: Candidate, other: Candidate) -> bool:
    """Tell whether what one draft asks stands in the stem of the other."""
    return any(ask.text in b.item.stem for a, b in ((one, other), (other, one)) for ask in a.draft.asks)


def _tie(candidate: Candidate) -> tuple[int, str]:
    return candidate.draft.fact.sent.start, candidate.item.id


def _grams(item: Item) -> frozenset[str]:
    """Return the pairs of characters of what a stem asks, for telling two drafts on one fact."""
    text = "".join(_WORDS.findall(_FRAME.sub("", _TITLE.sub("", NAMED.sub("", item.stem)))))
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the smaller set's pairs that both have, 0–1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0
