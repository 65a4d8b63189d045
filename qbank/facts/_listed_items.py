"""The items of a list that a sentence announces: where each stands, and what of it is the point."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qbank.facts import _marks as marks
from qbank.model import wording
from qbank.model.document import Sentence
from qbank.model.fact import Part, part

_NUMBERED = re.compile(r"(?:[（(][0-9一二三四五六七八九十]+[）)]|[0-9]+[.．、)）]|[①-⑨])\s*")
# 我讲三个意思：一个是…，一个是….
_COUNTED_ALOUD = re.compile("[一另]个是")
_TURN = re.compile("，(?:实际上?|[^，。；：？！]{0,4}(?:却|仍(?!应|须|要|可|由)))[^，。；：？！]{2,20}(?=[，。；]|$)")
# 50岁以上的干部占到全局的43%，接受新知识慢: how many there are is no fault by itself.
_IS_COUNTED = re.compile("(?:占到?|达到?|只有|仅有?|平均)[^，。；]{0,8}[0-9][0-9.]*[%％人名岁个]$")
_NEXT = re.compile("，(?!其中)[^，。；：？！]{2,20}(?=[，。；]|$)")
_HEAD = re.compile(f"(?:{_NUMBERED.pattern})?(?:要|是)?(?P<head>[^，。；：？！①-⑨]{{2,34}})(?=[，。；：]|$)")
# 听得见“大嗓门”，听不见“沉默者”; 建的时候重台数，管的时候少规矩: two halves of one saying.
_TWOFOLD = re.compile("(?P<both>(?P<one>[^，。；：]{5,14})，(?P<other>[^，。；：]{5,14}))[。；]?")
_NO_HEAD = re.compile(
    "^(?:针对|为了?(?!主)|通过|根据|按照|依照|在|由于|随着|面对|从(?!业|重|严)|如果|当(?!地)|对于|将(?!来)|有的|有些|一些|其中|另?一[件个条种]是)|"
    # 第一次不合格，七日内补考: a case, and not what is done.
    "第[一二三四五]次[^，。；：]{2,8}$|"
    # 第一步第1至3个月，学标准: when, and not what.
    "(?:^|步)第?[0-9一二三四五六七八九十]+(?:[至到—-]{1,2}第?[0-9一二三四五六七八九十]+)?个?[月周天日年]$|(?:的|时|后|方面|下|(?<![集高初])中|当[天日晚]|[之以]?前|期间|以来|[第次]二?[天日]|起|之际|[来到]了)$"
)
# 病程记录，跟前一天相似度超过八成的，弹窗提醒: whose case it is, is not what is said of it.
# 文字相同，图形不同的，判为近似: the head is only half of its case; 凡不花钱能改的 begins one of its own.
_OF_A_CASE = re.compile("，(?!凡|对|如|有|把|将|由|能|可|要|需|确|在|属)[^，。；：]{3,24}的，")
_OUTSIDE = re.compile(r"“[^“”]*”|（[^（）]*）|《[^《》]*》|(?P<stop>[；、，])")
_AND = re.compile("(?P<one>[^，。；：和]{2,16})(?:和|以及)(?P<other>[^，。；：和]{2,16})")
_ASIDE = re.compile("(?<=[^（]{2})（(?![\u4e00-\u9fff]{1,2}）)[^（）]*）$")
_OWNED = re.compile("[^，。；：、的被是将把由等]{2,6}的[^，。；：、的被是将把由等]{2,3}")
_MEMBER = re.compile("(?!以及|和|与|还有)[^，。；：、0-9]{2,16}")
# 通过…解决, 根据…提请仲裁: a whole act, though it opens with how.
_WHOLE = re.compile("(?:通过|根据|按照|依照|向|对|由|在|从)[^，。；]{6,}[^的时后下中]$")
_REMARKS = re.compile("占|共|其中|因为|由于|如|例如|比如|即|也就是|主要|特别|尤其|包括|有的|约|达|比|仅|只有")
_TO_KEEP = re.compile(
    "(?<![主重必供反响适对效])[要须应](?![求点急用])|必须|不[得能准许]|严禁|(?<![分级区类])别(?![的人处])"
)
# What a speaker points at as he goes.
POINTS_AT = re.compile("[这那]|[我你他她]")
_LONGER, _TWICE, FEWEST_OF_SOME, _LONGEST_SPOKEN, _LONGEST_ITEM, _LONGEST_PAIR = 4, 2, 3, 26, 48, 26


def pieces(view: str, start: int, mark: str) -> list[tuple[int, int]]:
    """Return where the pieces between marks outside quotations and brackets lie; the last 和 is a mark as well."""
    last = len(view.rstrip("。；"))
    if mark == "、":
        # 三件事：能不能改、能不能共享；一年内…: what follows the semicolon is another matter.
        last = min([match.start() for match in _OUTSIDE.finditer(view, start, last) if match["stop"] == "；"] or [last])
    ends = [match.start() for match in _OUTSIDE.finditer(view, start, last) if match["stop"] == mark]
    aside = _ASIDE.search(view, start, last) if mark == "、" else None
    last = aside.start() if aside else last
    spans = list(zip([start, *(end + 1 for end in ends)], [*ends, last], strict=True))
    joined = _AND.fullmatch(view, *spans[-1]) if mark == "、" and ends else None
    return [*spans[:-1], joined.span("one"), joined.span("other")] if joined else spans


def heads_of(items: Iterable[tuple[Sentence, int, int]]) -> list[Part | None]:
    """Return the first clause of each item; where one of three is only a case or a time, all items as a whole."""
    items = list(items)
    if _are_pairs(items):
        return [whole_item(*item) for item in items]
    heads = [head_of(*item) for item in items]
    whole = None in heads and len(items) >= FEWEST_OF_SOME
    return [whole_item(*item) for item in items] if whole else heads


def _are_pairs(items: list[tuple[Sentence, int, int]]) -> bool:
    """Tell whether each item is two short clauses of which both are to be kept: 毒饵不要碰，孩子和鸡犬要看好."""
    halves = [sent.view[start:end].rstrip("。；").partition("，") for sent, start, end in items]
    short = all(comma and len(one + other) < _LONGEST_PAIR for one, comma, other in halves)
    plain = not any(re.search("[，：。？！]", other) or _REMARKS.match(other) for _, _, other in halves)
    return len(items) >= FEWEST_OF_SOME and short and plain and any(_TO_KEEP.search(other) for _, _, other in halves)


def member(sent: Sentence, start: int, end: int) -> Part | None:
    """Return a member that fills its piece, without a remark in brackets at its end."""
    aside = _ASIDE.search(sent.view, start, end)
    end = aside.start() if aside else end
    counted = _COUNTED_ALOUD.match(sent.view, start, end)
    start = counted.end() if counted else start
    whole = _MEMBER.fullmatch(sent.view, start, end) and wording.is_balanced(sent.view[start:end])
    return part(sent, start, end, "point") if whole else None


def ends_well(view: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the last member is about as long as another: …、丙县被统称为“东北三县” says more than a member.

    集体活动的照片 beside 通知 and 食谱 is a thing too.
    """
    *others, last = [end - start for start, end in spans]
    return last <= max(others) + _LONGER or _OWNED.fullmatch(view, *spans[-1]) is not None


def is_even(spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether pieces between commas are members of one list (老人怎么过江，学生怎么过江), by their lengths."""
    lengths = [end - start for start, end in spans]
    return len(spans) >= FEWEST_OF_SOME and max(lengths) <= _TWICE * min(lengths)


def head_of(sent: Sentence, start: int, end: int) -> Part | None:
    """Return the first clause of an item, None where that says only how, when or of whom and another follows."""
    twofold = _TWOFOLD.fullmatch(sent.view, start, end)
    if twofold and _are_halves(twofold["one"], twofold["other"]) and wording.is_balanced(twofold["both"]):
        return part(sent, *twofold.span("both"), "point")
    match = _HEAD.match(sent.view, start, end)
    if match is None or wording.dangling_word(match["head"]) or _OF_A_CASE.match(sent.view, match.end(), end):
        return None
    alone = sent.view[match.end() : end].strip("。；") == ""
    if _NO_HEAD.search(match["head"]) and not (alone and _WHOLE.match(match["head"])):
        return None
    # 大型车比例按平均数取了12%，实际上达到35%: the fault is in what comes after.
    counted = _IS_COUNTED.search(match["head"]) is not None
    turn = (_NEXT if counted else _TURN).match(sent.view, match.end("head"), end)
    last = turn.end() if turn else match.end("head")
    head = sent.view[match.start("head") : last]
    whole = wording.is_balanced(head) and not wording.refers_elsewhere(head)
    return part(sent, match.start("head"), last, "point") if whole else None


def _are_halves(one: str, other: str) -> bool:
    """Tell whether two clauses are made alike: as long as each other, and the same at their start or in one place."""
    if abs(len(one) - len(other)) > 1:
        return False
    return one[0] == other[0] or any(
        one[at : at + 2] == other[at : at + 2] for at in range(len(min(one, other, key=len)) - 1)
    )


def whole_item(sent: Sentence, start: int, end: int) -> Part | None:
    """Return an item of rules as a whole, without its number; None where it is long or leans."""
    label = _NUMBERED.match(sent.view, start, end)
    start = label.end() if label else start
    text = sent.view[start:end].rstrip("。；")
    alone = text and len(text) <= _LONGEST_ITEM and wording.is_balanced(text) and not wording.refers_elsewhere(text)
    return part(sent, start, start + len(text), "point") if alone and not wording.dangling_word(text) else None


def opening(sent: Sentence, mark: marks.Mark) -> str:
    """Return the first clause after a mark."""
    return re.split("[，。；：？！]", sent.view[mark.end :])[0]


def spoken_head(sent: Sentence, mark: marks.Mark, end: int) -> Part | None:
    """Return what a speaker calls a thing he counts: a short sentence as a whole, else its first clause."""
    whole = sent.view[mark.end : end].rstrip("。；！")
    if not mark.start and end == len(sent.view) and len(whole) <= _LONGEST_SPOKEN and not POINTS_AT.search(whole):
        return part(sent, mark.end, mark.end + len(whole), "point") if wording.is_balanced(whole) else None
    first = opening(sent, mark)
    told = 0 < len(first) <= _LONGEST_SPOKEN and wording.is_balanced(first) and not _NO_HEAD.search(first)
    return part(sent, mark.end, mark.end + len(first), "point") if told else None
