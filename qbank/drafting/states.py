"""Whether a sentence of the documents says what a claim says: same place, same frame, same subject or a wider one.

By surface alone: the claim's words stand in the sentence as a whole; what stands beside them in the clause, and
the rest of the claim's content words, stand around them in the same order; modality and polarity are equal
(应当 is not 不得), numbers too, in either script; the sentence lays down no condition that the claim does not
name; and its subject is the claim's or includes it (县级以上…, 各级…, 其他有关部门, a member of a list).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from qbank.drafting.claims import Claim
from qbank.drafting.places import (
    LEVEL,
    WIDER,
    figures,
    first_of,
    first_stop,
    found_after,
    found_before,
    last_stop,
    places,
    share,
)
from qbank.drafting.said import Saying

WordsOf = Callable[[Sequence[str]], list[list[str]]]

_LOCAL, _WHOLE, _OPEN, _GENERAL = 0.8, 0.85, 0.5, 0.7
_MOSTLY = 0.6
_BARE = 3
"""Characters before a number that must agree where no content word stands there: 首次扣, 其中."""
_MARK = "\0"
_LIGHT_WORDS = """
    依法 及时 认真 严格 按照 根据 依照 规定 有关 相关 切实 全面 积极 进一步 主动 统一 具体 工作 情况 相应 以及 并且
"""
_LIGHT = frozenset(_LIGHT_WORDS.split())
"""What may be missing in a sentence that says the same."""
_MODALS = frozenset({"应当", "必须", "可以", "不得", "有权", "禁止", "严禁"})
_GOES_ON = re.compile(r"(?:即|包括|分别|也就是|主要|具体)")
_SHARED_PAIRS = 0.5
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?%?")
_MUST_NOT = re.compile(r"不得|禁止|严禁|不准|不许|不应|不能|不可(?!抗)|不予|不再")
_MAY = re.compile(r"可以|有权|可(?=[向由在以按])|允许|准予")
_NEGATED = re.compile(
    r"(?<!得)不(?!得|少于|低于|超过|多于|高于|满|足|良|同|动产|定期|服|当|正当|可抗|法)|未(?!成年|来)|无需|无须|没有"
)
_CASE = re.compile(r"[^，。；：]{2,}(?:的|时|后|前|之日起)，|情节[^，。；]{1,6}的")
_OWN = re.compile(rf"{_CASE.pattern}|.{{4,}}(?:应当|不得|可以|必须|负责)")
_SUBJECT = re.compile(r"(?:^|[，；。：])(?P<who>[^，；。：]{2,30}?)(?=应当|不得|可以|必须|有权|负责|须|禁止|实行)")
_OTHERS = re.compile(r"其他(?:有关|相关|的)?(?P<head>部门|单位|机关|机构|组织|人员|企业)")
_MEMBER_ENDS = re.compile(r"[、，；。：（）”》]|$|以?及|[和与或等的]|相结合")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim made ready for comparison, its numbers in figures, its content words in order.

    ``beside`` are the words of the claim's own clause left and right of its place, ``before`` and ``after``
    those of its other clauses; ``text`` is all of it. ``several`` says that more than one thing may stand in the
    place, so that a more general rule makes the claim true as well; ``least`` is the share of the frame that a
    lead-in must show.
    """

    claim: Claim
    words: str
    before: tuple[str, ...]
    beside: tuple[tuple[str, ...], tuple[str, ...]]
    after: tuple[str, ...]
    clause: str
    text: str
    figures: frozenset[str]
    words_of: WordsOf
    several: bool = False
    least: float = _WHOLE

    @property
    def subject(self) -> str:
        """Return who the claim is about, "" where it names nobody; few comparisons get so far as to ask."""
        found = _SUBJECT.search(self.text)
        return found["who"] if found else ""

    @property
    def all_words(self) -> tuple[str, ...]:
        """Return every content word of the frame."""
        return (*self.before, *self.beside[0], *self.beside[1], *self.after)


def wanted(claim: Claim, words_of: WordsOf, *, several: bool = False, open_list: bool = False) -> Wanted:
    """Return a claim ready for comparison.

    Args:
        claim: the claim.
        words_of: gives content words.
        several: more than one option is right.
        open_list: the list asked for ends in an item that names nothing (其他情形), so that it may hold more.
    """
    left, right, words = figures(claim.left + _MARK)[:-1], figures(claim.right), figures(claim.words)
    frame = _frame(left, right, words_of)
    return Wanted(
        claim,
        words,
        frame.before,
        (frame.near, frame.beside),
        frame.after,
        f"{frame.clause[0]}{words}{frame.clause[1]}",
        f"{left}{words}{right}",
        frame.figures,
        words_of,
        several,
        _OPEN if open_list else _WHOLE,
    )


class _Frame(NamedTuple):
    """The content words before, beside (left, right) and after a place, its clause on both sides, its numbers."""

    before: tuple[str, ...]
    near: tuple[str, ...]
    beside: tuple[str, ...]
    after: tuple[str, ...]
    clause: tuple[str, str]
    figures: frozenset[str]


@lru_cache(maxsize=64)
def _frame(left: str, right: str, words_of: WordsOf) -> _Frame:
    """Return what stands around a place; the options of an item share it."""
    cut, end = last_stop(left), first_stop(right)
    found = words_of([left[:cut], left[cut:], right[:end], right[end:]])
    before, near, beside, after = (tuple(word for word in words if word not in _MODALS) for words in found)
    numbers = frozenset(_FIGURE.findall(f"{left}{_MARK}{right}"))
    return _Frame(before, near, beside, after, (left[cut:], right[:end]), numbers)


def states(saying: Saying, want: Wanted) -> bool:
    """Tell whether a sentence says what a claim says."""
    lead, text = figures(saying.lead), figures(saying.text)
    if saying.extends:
        return _extends(lead, text, want)
    return any(_fits(lead, text, place, want) for place in places(text, want.words))


def _stands_alike(text: str, place: tuple[int, int], want: Wanted) -> bool:
    """Tell whether what touches the words touches them in the claim: before a number, after a member."""
    start, end = place
    right = want.claim.right[:2]
    after_alike = bool(right) and figures(text[end : end + 2]) == right
    if _FIGURE.search(want.words):
        reach = 1 if want.beside[0] else _BARE
        left = want.claim.left[-reach:]
        return text[max(0, start - reach) : start] == figures(left) or (after_alike and bool(want.beside[0]))
    return not want.several or after_alike or _MEMBER_ENDS.match(text, end) is not None


def _fits(lead: str, text: str, place: tuple[int, int], want: Wanted) -> bool:
    start, end = place
    if lead and start <= 2 and end - start >= _MOSTLY * len(text):
        return _is_listed(lead, want)
    if not _stands_alike(text, place, want):
        return False
    clause, stop = _clause_start(text, start), end + first_stop(text[end:])
    left, right = text[clause:start], text[end:stop]
    if _polarity(f"{left}{text[start:end]}{right}") != _polarity(want.clause) or not _beside(left, right, want):
        return False
    group = max(text.rfind("；", 0, start), text.rfind("。", 0, start)) + 1
    closed = end + first_of(text[end:], "；。")
    own = _OWN.search(text[group:start]) is not None
    # A case of its own replaces the one before the semicolon; else subject and case go on.
    before = text[group:start] if own and group else f"{lead}{text[:start]}"
    return (
        want.figures <= set(_FIGURE.findall(f"{before}{text[end:closed]}"))
        and not _adds_case(before, want)
        and _same_subject(text[group:closed], before, want)
        and (
            _covers(before, right, text[stop:closed], want) or (want.several and _is_general(f"{before}{right}", want))
        )
    )


def _clause_start(text: str, place: int) -> int:
    """Return where the clause of a place begins; 即…, 包括… and what follows a colon go with the clause before."""
    start = last_stop(text[:place])
    if start and (text[start - 1] == "：" or _GOES_ON.match(text, start)):
        return last_stop(text[: start - 1])
    return start


def _is_listed(lead: str, want: Wanted) -> bool:
    """Tell whether an item of a list stands under a lead-in that says what the claim's frame says."""
    found = [word for word in want.all_words if word in lead]
    same = [each[:2] for each in (_polarity(lead), _polarity(want.claim.left + want.claim.right))]
    return bool(found) and same[0] == same[1] and share(found, want.all_words) >= want.least


def _is_general(rule: str, want: Wanted) -> bool:
    """Tell whether a sentence names little that the claim does not name: what it says holds for the claim's case."""
    words = want.words_of([rule])[0]
    return len(words) > 1 and share([word for word in words if word in want.claim.text], words) >= _GENERAL


def _extends(lead: str, text: str, want: Wanted) -> bool:
    """Tell whether a paragraph that extends the one before it makes a claim true: B依照前款规定执行."""
    whole = f"{lead}{text}"
    found = [place for place in places(whole, want.words) if _stands_alike(whole, place, want)]
    if not found or _adds_case(f"{text}，", want):
        return False
    # Something of the claim must be what the paragraph adds, else the one before says it by itself.
    added = [word for word in (*want.all_words, want.words) if word in text and word not in lead]
    lacking = [word for word in want.all_words if word not in whole and word not in _LIGHT]
    return bool(added) and not lacking and _polarity(lead) == _polarity(want.clause)


def _beside(left: str, right: str, want: Wanted) -> bool:
    """Tell whether the words of the claim's own clause stand on their sides of the place, the nearest among them."""
    near, far = want.beside
    if want.several:
        near = near[-1:]
    before, after = found_before(left, near), found_after(right, far)
    if (near and near[-1] not in before) or (far and far[0] not in after):
        return False
    return share([*before, *after], [*near, *far]) >= _LOCAL


def _covers(before: str, right: str, later: str, want: Wanted) -> bool:
    """Tell whether a sentence holds the claim's words: every one before the place, most of those after it."""
    near, far = want.beside
    head = (*want.before, *near)
    found = found_before(before, head)
    if sum(word not in _LIGHT for word in head) > sum(word not in _LIGHT for word in found):
        return False
    found += [*found_after(right, far), *found_after(later, want.after)]
    return bool(want.all_words) and share(found, want.all_words) >= _WHOLE


def _polarity(clause: str) -> tuple[bool, bool, bool]:
    """Return whether a clause forbids, allows, denies; 应当 and a plain statement are alike."""
    return (
        _MUST_NOT.search(clause) is not None,
        _MAY.search(clause) is not None,
        _NEGATED.search(clause) is not None,
    )


def _adds_case(text: str, want: Wanted) -> bool:
    """Tell whether a sentence speaks of a case that the claim does not name: 情节严重的，…."""
    whole = want.claim.text
    return any(_alike(match.group(), whole) < _SHARED_PAIRS for match in _CASE.finditer(text))


def _alike(case: str, whole: str) -> float:
    case = case.rstrip("，的时后前")
    pairs = [case[at : at + 2] for at in range(len(case) - 1)]
    return sum(pair in whole for pair in pairs) / max(1, len(pairs))


def _same_subject(group: str, before: str, want: Wanted) -> bool:
    """Tell whether the sentence's subject is the claim's or includes it; true where one of them names none."""
    subject = _SUBJECT.search(group) or _SUBJECT.search(before)
    wanted_of = want.subject if subject else ""
    if subject is None or not wanted_of:
        return True
    return any(_includes(member, wanted_of) for member in re.split("、|和|以及|及|或者|或", subject["who"]))


def _includes(wide: str, narrow: str) -> bool:
    if wide == narrow or narrow.endswith(wide) or (narrow in wide and not wide.endswith(narrow)):
        return True
    level, others = LEVEL.match(narrow), _OTHERS.search(wide)
    wider = WIDER.match(wide)
    if level and wider and wide.startswith(narrow[level.end() :], wider.end()):
        return True
    return others is not None and narrow.endswith(others["head"])
