"""Whether a sentence of the documents says what a claim says: same place, same frame, same subject or a wider one.

By surface alone: the claim's words stand in the sentence as a whole; what stands beside them in the clause, and
the rest of the claim's content words, stand around them in the same order; modality and polarity are equal
(应当 is not 不得), numbers too, in either script; the sentence lays down no condition that the claim does not
name; and its subject is the claim's or includes it (县级以上…, 各级…, 其他有关部门, a member of a list).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qbank.drafting.claims import Claim
from qbank.drafting.said import Saying
from qbank.model.numerals import in_figures

WordsOf = Callable[[Sequence[str]], list[list[str]]]

_STOP = "，。；：！？"
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
_ALIKE = tuple(
    frozenset(group.split())
    for group in (
        "开展 组织 进行 举办 举行 实施",
        "告知 通知",
        "设立 设置 建立 成立",
        "作出 做出",
        "制定 制订",
        "报告 上报",
    )
)
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
_LEVEL = re.compile(r"^(?:国务院|省、自治区、直辖市|(?:设区的)?[省市县区]级?|自治[区州县]|直辖市)(?=.{2,})")
_WIDE = r"(?:县级以上(?:地方)?(?:各级)?|(?:地方)?各级)"
_HEAD = re.compile(r"(?:部门|单位|机关|机构|组织|人员|企业|政府|法院|检察院)$")
_OTHERS = re.compile(r"其他(?:有关|相关|的)?(?P<head>部门|单位|机关|机构|组织|人员|企业)")
_OPPOSING = "不非未副无"
_MEMBER_ENDS = re.compile(r"[、，；。：（）”》]|$|以?及|[和与或等的]|相结合")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim made ready for comparison, its numbers in figures, its content words in order.

    ``beside`` are the words of the claim's own clause left and right of its place, ``before`` and ``after``
    those of its other clauses. ``several`` says that more than one thing may stand in the place, so that a more
    general rule makes the claim true as well; ``least`` is the share of the frame that a lead-in must show.
    """

    claim: Claim
    words: str
    before: tuple[str, ...]
    beside: tuple[tuple[str, ...], tuple[str, ...]]
    after: tuple[str, ...]
    clause: str
    subject: str
    figures: frozenset[str]
    words_of: WordsOf
    several: bool = False
    least: float = _WHOLE

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
    left, right, words = _figures(claim.left + _MARK)[:-1], _figures(claim.right), _figures(claim.words)
    before, near, beside, after = _frame(left, right, words_of)
    clause = f"{left[_last_stop(left) :]}{words}{right[: _first_stop(right)]}"
    subject = _SUBJECT.search(f"{left}{words}{right}")
    return Wanted(
        claim,
        words,
        before,
        (near, beside),
        after,
        clause,
        subject["who"] if subject else "",
        frozenset(_FIGURE.findall(f"{left}{_MARK}{right}")),
        words_of,
        several,
        _OPEN if open_list else _WHOLE,
    )


@lru_cache(maxsize=64)
def _frame(left: str, right: str, words_of: WordsOf) -> tuple[tuple[str, ...], ...]:
    """Return the content words before, beside (left, right) and after a place; the options of an item share them."""
    cut, end = _last_stop(left), _first_stop(right)
    frame = words_of([left[:cut], left[cut:], right[:end], right[end:]])
    return tuple(tuple(word for word in words if word not in _MODALS) for words in frame)


def states(saying: Saying, want: Wanted) -> bool:
    """Tell whether a sentence says what a claim says."""
    lead, text = _figures(saying.lead), _figures(saying.text)
    if saying.extends:
        return _extends(lead, text, want)
    return any(_fits(lead, text, place, want) for place in _places(text, want.words))


@lru_cache(maxsize=8192)
def _figures(text: str) -> str:
    return in_figures(text)


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where the words, or words that include them, stand in a text by themselves."""
    for form in _forms(words):
        for match in re.finditer(form, text):
            start, end = match.span()
            if not _is_part(text, start, end, words):
                yield start, end


@lru_cache(maxsize=1024)
def _forms(words: str) -> tuple[str, ...]:
    """Return patterns of what says the same or includes it: 市级人民政府 → 县级以上地方人民政府, 各级人民政府."""
    forms = [re.escape(words)]
    level = _LEVEL.match(words)
    if level and _HEAD.search(words):
        forms.append(_WIDE + re.escape(words[level.end() :]))
    head = _HEAD.search(words)
    if head and len(words) > len(head.group()):
        forms.append(f"其他(?:有关|相关|的)?{head.group()}")
    return tuple(forms)


def _is_part(text: str, start: int, end: int, words: str) -> bool:
    """Tell whether a place is only a piece of a longer number or of the opposite: 15日 in 115日, 定期 in 不定期."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if words[:1].isdigit() and (before.isdigit() or before in {".", ",", "第"}):
        return True
    if words[-1:].isdigit() and (after.isdigit() or after in {".", "%"}):
        return True
    if words[-1:] in "分个" and after and after in "钟月":
        return True
    return before != "" and before in _OPPOSING and words[:1] not in _OPPOSING


def _stands_alike(text: str, place: tuple[int, int], want: Wanted) -> bool:
    """Tell whether what touches the words touches them in the claim: before a number, after a member."""
    start, end = place
    right = want.claim.right[:2]
    after_alike = bool(right) and _figures(text[end : end + 2]) == right
    if _FIGURE.search(want.words):
        reach = 1 if want.beside[0] else _BARE
        left = want.claim.left[-reach:]
        return text[max(0, start - reach) : start] == _figures(left) or (after_alike and bool(want.beside[0]))
    return not want.several or after_alike or _MEMBER_ENDS.match(text, end) is not None


def _fits(lead: str, text: str, place: tuple[int, int], want: Wanted) -> bool:
    start, end = place
    if lead and start <= 2 and end - start >= _MOSTLY * len(text):
        return _is_listed(lead, want)
    if not _stands_alike(text, place, want):
        return False
    clause, stop = _clause_start(text, start), end + _first_stop(text[end:])
    left, right = text[clause:start], text[end:stop]
    if _polarity(f"{left}{text[start:end]}{right}") != _polarity(want.clause) or not _beside(left, right, want):
        return False
    group = max(text.rfind("；", 0, start), text.rfind("。", 0, start)) + 1
    closed = end + _first(text[end:], "；。")
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
    start = _last_stop(text[:place])
    if start and (text[start - 1] == "：" or _GOES_ON.match(text, start)):
        return _last_stop(text[: start - 1])
    return start


def _is_listed(lead: str, want: Wanted) -> bool:
    """Tell whether an item of a list stands under a lead-in that says what the claim's frame says."""
    found = [word for word in want.all_words if word in lead]
    same = [each[:2] for each in (_polarity(lead), _polarity(want.claim.left + want.claim.right))]
    return bool(found) and same[0] == same[1] and _share(found, want.all_words) >= want.least


def _is_general(rule: str, want: Wanted) -> bool:
    """Tell whether a sentence names little that the claim does not name: what it says holds for the claim's case."""
    words = want.words_of([rule])[0]
    return len(words) > 1 and _share([word for word in words if word in want.claim.text], words) >= _GENERAL


def _extends(lead: str, text: str, want: Wanted) -> bool:
    """Tell whether a paragraph that extends the one before it makes a claim true: B依照前款规定执行."""
    whole = f"{lead}{text}"
    places = [place for place in _places(whole, want.words) if _stands_alike(whole, place, want)]
    if not places or _adds_case(f"{text}，", want):
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
    before, after = _found_before(left, near), _found_after(right, far)
    if (near and near[-1] not in before) or (far and far[0] not in after):
        return False
    return _share([*before, *after], [*near, *far]) >= _LOCAL


def _covers(before: str, right: str, later: str, want: Wanted) -> bool:
    """Tell whether a sentence holds the claim's words: every one before the place, most of those after it."""
    near, far = want.beside
    head = (*want.before, *near)
    found = _found_before(before, head)
    if sum(word not in _LIGHT for word in head) > sum(word not in _LIGHT for word in found):
        return False
    found += [*_found_after(right, far), *_found_after(later, want.after)]
    return bool(want.all_words) and _share(found, want.all_words) >= _WHOLE


def _found_before(text: str, words: Sequence[str]) -> list[str]:
    """Return the words that a text holds in their order, looked for from its end."""
    found, end = [], len(text)
    for word in reversed(words):
        at = max(_last(text, each, end) for each in _likes(word))
        if at >= 0:
            found.append(word)
            end = at
    return found


def _last(text: str, word: str, end: int) -> int:
    """Return where a word stands last before ``end``, -1 if nowhere; 机动车 does not stand in 非机动车."""
    at = text.rfind(word, 0, end)
    while at > 0 and text[at - 1] in "非副" and not text.startswith(word, at - 1):
        at = text.rfind(word, 0, at)
    return at


def _found_after(text: str, words: Sequence[str]) -> list[str]:
    found, start = [], 0
    for word in words:
        places = [at + len(each) for each in _likes(word) if (at := text.find(each, start)) >= 0]
        if places:
            found.append(word)
            start = min(places)
    return found


@lru_cache(maxsize=1024)
def _likes(word: str) -> frozenset[str]:
    return next((group for group in _ALIKE if word in group), frozenset({word}))


def _share(found: Sequence[str], of: Sequence[str]) -> float:
    """Return the share of the characters of some words that were found, 0–1; 1 of nothing."""
    return sum(map(len, found)) / max(1, sum(map(len, of))) if of else 1.0


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
    if subject is None or not want.subject:
        return True
    return any(_includes(member, want.subject) for member in re.split("、|和|以及|及|或者|或", subject["who"]))


def _includes(wide: str, narrow: str) -> bool:
    if wide == narrow or narrow.endswith(wide) or (narrow in wide and not wide.endswith(narrow)):
        return True
    level, others = _LEVEL.match(narrow), _OTHERS.search(wide)
    if level and re.search(f"^{_WIDE}{re.escape(narrow[level.end() :])}", wide):
        return True
    return others is not None and narrow.endswith(others["head"])


def _last_stop(text: str) -> int:
    return max(text.rfind(stop) for stop in _STOP) + 1


def _first_stop(text: str) -> int:
    return _first(text, _STOP)


def _first(text: str, stops: str) -> int:
    return min((at for stop in stops if (at := text.find(stop)) >= 0), default=len(text))
