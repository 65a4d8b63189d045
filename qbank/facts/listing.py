"""What a text announces by number or by noun and then lists: 亏损的原因主要有三点：定价低，…；客流不稳，…；….

Only the first clause of each item is kept: what is said about it is no part of the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qbank.facts import _listed_items as items
from qbank.facts import _marks as marks
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import LONGEST, context_of, is_clear, position
from qbank.model import numerals
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Listing, Part, part

_COUNTED = re.compile(
    r"(?P<before>[^。；]*?)(?:好(?=几))?(?<![第十百千万0-9.])(?P<number>[两二三四五六七八九十]|[2-9]|几(?=项|个|条))"
    r"(?P<of>(?:个方面|方面|大类|个|点|项|种|条|类|档|级(?!别)|大|步|件|层|笔|处(?![理置罚室])|样(?![品本式])|招(?![聘生商])|道(?![理路]))"
    r"[^，。；：“”《》0-9]{0,12}?)(?:，?(?:具体|分别)?(?:是|(?<!行)为|即|如下))?$"
)
_NAMED = re.compile(r"“(?P<code>(?P<number>[两二三四五六七八九十])[^“”，。；：]{1,8})”(?P<noun>[^，。；：“”]{0,4})$")
_PAIRED = re.compile(
    "“(?P<number>[两二三四五六七八九十])[^“”两二三四五六七八九十]{1,3}(?P=number)(?P<second>[^“”两二三四五六七八九十]{1,3})”"
)
# 一张《出院五件事》：一是…
_TITLED = re.compile(
    r"(?P<title>《[^《》]{0,10}?(?P<number>[两二三四五六七八九十])(?:个|件|条|项|点|不|要|必|步)[^《》]{0,8}》)$"
)
_LIST_BEFORE = re.compile("、[^，。；：、]{1,8}$")
_SHOWN = re.compile(
    r"(?P<before>[^，。；：]{4,24}?)(?:还|也|仍|仍然)?存在(?:的|着)?(?P<of>偏差|问题|不足|差距|短板)，主要(?:表现|体现)(?:为|在)$"
)
_FAULTS = re.compile(
    "(?:^|[，；])(?!针对|围绕|聚焦|对于?|为了?|解决|查找)[^，。；：]{0,30}存在[^，。；：]{0,16}(?:问题|不足|差距|短板|困难|薄弱环节)"
    "(?:和不足|与不足)?(?:，?主要(?:表现|体现)?(?:为|在|是|有))?$|(?:不足|差距)，主要(?:表现|体现)(?:为|在)$|"
    "(?:清醒|也[要应须]|还[要应须]|必须)[^，。；：]{0,6}(?:看到|认识到|意识到)[^，。；：]{0,10}(?:不足|问题|差距|短板)$"
)
_TITLES = (
    (
        re.compile(r"[^，。；：]{0,8}(?:问题|不足|困难|短板)(?:及|和|与|、)?(?:不足|原因|原因分析|困难)?"),
        "个方面的主要问题",
    ),
    (re.compile(r"[^，。；：]{0,8}(?:原因分析|主要原因|成因分析)"), "个方面的原因"),
    (re.compile(r"[^，。；：]{0,8}(?:建议)"), "条建议"),
    (re.compile(r"[^，。；：]{0,8}(?:请求|请示)(?:事项)?"), "项请求"),
    (re.compile(r"[^，。；：]{0,8}(?:经验|启示)"), "条经验"),
    (re.compile(r"(?:下一?步|今后|后续)(?:的?工作)?(?:的?主要)?(?:打算|安排|计划|思路|重点|措施)"), "项下一步打算"),
)
# 二、准确认识践行群众路线中存在的偏差
_TITLE_OF_FAULTS = re.compile(
    r"(?:(?:准确|清醒|正确|充分)?(?:认识|正视|看清|找准|认清|查摆))?(?P<before>[^，。；：]{4,20}存在)的?(?P<of>偏差|问题|不足|短板|误区)"
)
_LABEL = re.compile(r"^(?:[（(]?[一二三四五六七八九十]+[）)、.．]*|[0-9]+[.．、])\s*")
_CUE = re.compile("；|：[^。；]*[、，]")
# 三点意见, 两句话: what a speaker will say next, and none of his matter.
_OF_TALK = re.compile("意见|句话|数字|看法|感受|体会|想法|问题[，。]?请|例子|故事|人$|次$|家$|年|月|天")
_SERIES = frozenset({"is", "nth", "its", "first", "must"})
_FEWEST, _MOST, _MOST_MEMBERS = 2, 7, 10
_NEAR = 2
_OF_CLASSES = re.compile("分(?:为|成)?[一二两三四五六七八九十][个大]?(?:类|级|档|种)$")
_LONGEST_BEFORE = 120
_A_FEW, _AFTER = 3, 8
# 容积大于或等于30升，并且内直径不小于150毫米: the first clause alone is half a condition.
_ADDS = re.compile("，(?:并且|且|或者|以及)")
# 定下三条：…: rules are learned as a whole.
_OF_RULES = re.compile(
    "(?:条|做[完好]?[一二两三四五六七八九十]件事[^，。；]{0,8}|条?(?:规矩|规定|要求|纪律|标准|硬杠杠))$"
)


class _Announced(NamedTuple):
    """What announces a list: the sentence, the range of the words before the number, the number, what it counts."""

    sent: Sentence
    before: tuple[int, int] | None
    number: str
    of: str


class ListingPattern:
    """Lists whose announcement counts them rightly or calls them faults, in marked points or between semicolons."""

    name = "listing"
    yields = frozenset({"listing"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the lists of the body; each item must open with a clause that can be its head."""
        body = outline.body()
        spoken = list(self._spoken(outline, body))
        known = {(each.sent.index, each.number) for each in spoken}
        marked = (each for each in self._marked(outline, body) if (each.sent.index, each.number) not in known)
        found = filter(is_clear, (*marked, *spoken, *self._in_sentences(outline, body)))
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return counted causes between semicolons and counted points over sentences."""
        text = (
            "站点亏损的原因主要有三点：定价偏低，毛利不到一成；客流不稳，周末少一半；经营范围窄，只供应午餐。\n"
            "全县重点建立了两项机制。一是轮值机制。每天有人到岗。二是公示机制。账目每月上墙。\n"
        )
        return text, (("定价偏低", "客流不稳", "经营范围窄"), ("轮值机制", "公示机制"))

    def counter_example(self) -> str:
        """Return a wrong count, what a speaker will say, and items that open with how or when."""
        return (
            "亏损的原因有三点：定价偏低；客流不稳。下面我讲两点意见：提高认识；压实责任。"
            "工作中采取了两项措施：针对老旧小区，逐户上门；根据群众意见，延长时间。"
        )

    def _marked(self, outline: Outline, body: Sequence[Sentence]) -> Iterator[Listing]:
        for run in marks.runs(body):
            if run[0].series not in _SERIES or not _FEWEST <= len(run) <= _MOST:
                continue
            heads = items.heads_of((body[mark.at], mark.end, end) for mark, end in marks.extents(body, run))
            announced = _announced_before(outline, body, run, len(heads))
            if not _goes_on(body, run) and not _numbered_on(outline, body, run):
                yield from self._fact(outline, announced, heads, [body[mark.at] for mark in run])

    def _spoken(self, outline: Outline, body: Sequence[Sentence]) -> Iterator[Listing]:
        """Yield what a speaker counts over many sentences: 强调六件事。第一件，…。…第二件，…."""
        for run in marks.spoken_runs(body):
            if not _FEWEST <= len(run) <= _MOST or any(
                items.POINTS_AT.search(items.opening(body[mark.at], mark)) for mark in run
            ):
                continue
            heads = [items.spoken_head(body[mark.at], mark, end) for mark, end in marks.extents(body, run)]
            announced = _announced_before(outline, body, run, len(heads))
            yield from self._fact(outline, announced, heads, [body[mark.at] for mark in run])

    def _in_sentences(self, outline: Outline, body: Sequence[Sentence]) -> Iterator[Listing]:
        for sent in body:
            if len(sent.view) > LONGEST or not _CUE.search(sent.view):
                continue
            colon = sent.view.find("：")
            if colon < 0:
                yield from self._below_title(outline, sent)
                continue
            for mark in "；、，":
                spans = items.pieces(sent.view, colon + 1, mark)
                if not _FEWEST <= len(spans) <= _MOST_MEMBERS or _counts_itself(sent.view[colon + 1 :]):
                    continue
                if mark != "；":
                    heads = [items.member(sent, *span) for span in spans]
                elif _OF_CLASSES.search(sent.view, 0, colon):
                    # 分为三类：出苗率低于50%、需要毁种的；…: what tells the classes apart is no mere detail.
                    heads = [items.whole_item(sent, *span) for span in spans]
                else:
                    heads = items.heads_of((sent, *span) for span in spans)
                if mark == "，" and not items.is_even(spans):
                    continue
                if mark == "；" and (_OF_RULES.search(sent.view[:colon]) or _ADDS.search(sent.view, colon)):
                    # 凡停电作业，必须核对; 容积大于30升，并且…: the first clause alone is no rule and half a condition.
                    heads = [items.whole_item(sent, *span) for span in spans]
                if mark == "、" and not items.ends_well(sent.view, spans):
                    continue
                announced = _announced_in(sent, colon, len(heads))
                # Between 、 and ， only the right number shows where a list ends.
                if mark == "；" or (announced and announced.number):
                    yield from self._fact(outline, announced, heads, [sent])

    def _below_title(self, outline: Outline, sent: Sentence) -> Iterator[Listing]:
        """Yield the faults that one sentence under a heading tells between semicolons: A不够，…；B不实，…."""
        spans = items.pieces(sent.view, 0, "；")
        heading = _heading_of(outline, sent) if _FEWEST < len(spans) <= _MOST else None
        if heading and sent.index - heading.index > _NEAR:
            # What stands farther below explains one of them.
            return
        of = _of_title(heading) if heading else ""
        if heading and of and not _counts_itself(sent.view) and all("，" in sent.view[slice(*span)] for span in spans):
            announced = _Announced(heading, None, numerals.chinese(len(spans)), of)
            yield from self._fact(outline, announced, [items.head_of(sent, *span) for span in spans], [sent])

    def _fact(
        self, outline: Outline, announced: _Announced | None, heads: Sequence[Part | None], sents: Sequence[Sentence]
    ) -> Iterator[Listing]:
        kept = [head for head in heads if head is not None]
        if announced is None or len(kept) < len(heads) or len({head.text for head in kept}) < len(kept):
            return
        first = announced.sent
        rest = {sent.index: sent for sent in sents if sent.index != first.index}
        paired = _PAIRED.fullmatch(announced.of)
        if paired and not all(paired["second"] in head.text for head in kept):
            # “三查三问” of which only the three 查 are told.
            return
        yield Listing(
            sent=first,
            pattern=self.name,
            heads=tuple(kept),
            of=announced.of,
            number=announced.number,
            before=part(first, *announced.before) if announced.before else None,
            rests_on=tuple(rest.values()),
            context=context_of(outline, first),
        )


PATTERNS.add(ListingPattern.name)(ListingPattern())


def _goes_on(body: Sequence[Sentence], run: Sequence[marks.Mark]) -> bool:
    """Tell whether the points go on too far away to be taken for one list: 二是…, and much later 三是…."""
    next_one = numerals.chinese(len(run) + 1)
    more = (f"{next_one}是", f"{next_one}要")
    later = [sent for sent in body[run[-1].at + 1 :] if sent.section == body[run[-1].at].section]
    return run[-1].series in {"is", "must"} and any(sent.view.startswith(more) for sent in later)


def _numbered_on(outline: Outline, body: Sequence[Sentence], run: Sequence[marks.Mark]) -> bool:
    """Tell whether the next point is numbered otherwise (四是人员青黄不接。 5.信息不畅。), and heads no next part."""
    last = body[run[-1].at]
    own, style = marks.ordinal(outline.sections[last.section].label)
    for sent in outline.sentences[last.index + 1 : last.index + _AFTER]:
        nth, made = marks.ordinal(sent.label)
        if nth == len(run) + 1 and any(char.isdigit() for char in sent.label):
            return (nth, made) != (own + 1, style)
    return False


def _counts_itself(text: str) -> bool:
    """Tell whether a text counts its points itself, so that another way of reading finds them."""
    return re.search("(?:^|[，。；：])(?:一是|一要|首先|第一，|其一)", text) is not None


def _heading_of(outline: Outline, sent: Sentence) -> Sentence | None:
    """Return the heading of the section a sentence stands in."""
    heading = next((each for each in reversed(outline.sentences[: sent.index]) if each.role == "heading"), None)
    return heading if heading and heading.section == sent.section else None


def _of_title(heading: Sentence) -> str:
    """Return what a heading says the points below it are, "" if it does not."""
    title = _LABEL.sub("", heading.view.strip("。：: "))
    return next((of for form, of in _TITLES if form.fullmatch(title)), "")


def _announced_before(
    outline: Outline, body: Sequence[Sentence], run: Sequence[marks.Mark], number: int
) -> _Announced | None:
    """Return what announces marked points: the words before the first mark, the sentence before, or the heading."""
    first = run[0]
    sent = body[first.at]
    if first.start:
        return _announced_in(sent, first.start, number)
    heading = _heading_of(outline, sent)
    if heading and _of_title(heading).endswith("原因"):
        return _Announced(heading, None, numerals.chinese(number), _of_title(heading))
    for before in _shortly_before(body, first, number):
        # 我点五件事，一件一件讲清楚: what follows the number only says how.
        ends = [len(before.view), *(match.start() for match in re.finditer("事(?=，)", before.view))]
        found = next(filter(None, (_announced_in(before, end + (end < ends[0]), number) for end in ends)), None)
        if found:
            return found
    if heading is None or any(mark.start for mark in run):
        return None
    named = _announced_in(heading, len(heading.view), number) if "“" in heading.view else None
    if named is not None and named.of.startswith("“"):
        return named
    label = _LABEL.match(heading.view)
    faults = _TITLE_OF_FAULTS.fullmatch(heading.view.rstrip("。： "), label.end() if label else 0)
    if faults and number > _FEWEST:
        return _Announced(heading, faults.span("before"), numerals.chinese(number), f"个方面的{faults['of']}")
    of = _of_title(heading)
    return _Announced(heading, None, numerals.chinese(number), of) if of else None


def _shortly_before(body: Sequence[Sentence], first: marks.Mark, number: int) -> Iterator[Sentence]:
    """Yield the sentence before the first mark, and of a spoken list the few before that: 我讲五件事。不发文件了。"""
    far = _A_FEW if first.series == "nth" and number >= items.FEWEST_OF_SOME else 1
    for sent in reversed(body[max(0, first.at - far) : first.at]):
        if sent.section == body[first.at].section:
            yield sent


def _announced_in(sent: Sentence, end: int, number: int) -> _Announced | None:
    """Return what the words up to ``end`` announce, if they count as many as there are, or name what is at fault."""
    text = sent.view[:end].rstrip("，。；：,;: ")
    start = max(text.rfind(stop) for stop in "。；") + 1
    if len(text) - start > _LONGEST_BEFORE:
        return None
    counted = _COUNTED.match(text, start)
    if counted:
        some = counted["number"] == "几" and number >= items.FEWEST_OF_SOME
        fits = (some or numerals.value_of(counted["number"]) == number) and not _OF_TALK.search(counted["of"])
        # 红、黄、蓝、绿四种颜色画线：红线…: the list stands before its number.
        fits = fits and _LIST_BEFORE.search(counted["before"]) is None
        of, (start, last) = counted["of"], counted.span("before")
        if of.endswith("）") and counted["before"].endswith("（"):
            # 审核清单（七项）：….
            of, last = of.removesuffix("）"), last - 1
        return _Announced(sent, (start, last), counted["number"], of) if fits else None
    named = _NAMED.search(text, start)
    told = all("，" in piece for piece in sent.view[end:].split("；"))
    if named and (end == len(sent.view) or told):
        # In one sentence with its list, a code is glossed, unless much is said of each member.
        fits = numerals.value_of(named["number"]) == number
        return _Announced(sent, None, "", f"“{named['code']}”") if fits else None
    titled = _TITLED.search(text, start)
    if titled:
        fits = numerals.value_of(titled["number"]) == number
        return _Announced(sent, None, "", titled["title"]) if fits else None
    shown = _SHOWN.search(text, start)
    if shown and "，" not in shown["before"]:
        return _Announced(sent, shown.span("before"), "", shown["of"])
    if _FAULTS.search(text, start):
        return _Announced(sent, None, numerals.chinese(number), "个方面的主要问题")
    return None
