"""Things side by side, each with its own, joined by one link: 班长每天巡查，队长每周巡查，经理每月巡查."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qbank.facts import _agents as agents
from qbank.facts import _rows as rows
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import LONGEST, position
from qbank.facts._words import Words, is_noun, words_of
from qbank.facts.grade_rows import begins_with_grade
from qbank.model import wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact


class _Link(NamedTuple):
    form: re.Pattern[str]
    name: str
    """What the right column is called."""


_IN_ANY_CASE = "处理要求"
_BY_WHOM, _RHYTHM = "责任主体", ("频次要求", "时间安排")
_DOES = "坐镇|值守|指挥|审批|批准|签发|签批|审核|主持|带队|带班|答复|处置|处理|审定"
_LINKS = (
    _Link(re.compile("(?P<right>一律(?!不?平)[^，；。：、]{2,20})"), _IN_ANY_CASE),
    _Link(re.compile("(?P<right>(?:至少)?每(?:半|个|两|三)?[年月周天日季旬班][^，；。：]{0,20})"), _RHYTHM[0]),
    _Link(
        re.compile("(?:为|在|是|安排在|定在)?(?P<right>(?:每)?(?:周|星期)[一二三四五六日末][^，；。：]{0,8})"),
        _RHYTHM[1],
    ),
    _Link(re.compile(f"，?由(?P<right>[^，；。：、由]{{2,14}}?)(?P<does>{_DOES})"), _BY_WHOM),
    _Link(re.compile("(?:直接)?(?P<right>(?:去|找|到)[^，；。：、]{2,12})"), "办理去向"),
)
_PIECES = (re.compile("[^，；。：]+"), re.compile("[^；。：]+"))
"""Rows are parted by commas, or by semicolons with commas in them."""
_CUE = re.compile("一律.*一律.*一律|每.*每.*每|周.*周.*周|星期|由.*由.*由|去.*去.*去|找.*找.*找|到.*到.*到")
_NO_LEFT = re.compile(
    "^(?:其|该|此|也|并|再|又|还|要|应|须|先|后|从|在|把|将|对|可|我|你|他|她|一?个)|[的了不要应须可都均也还先再直接]$"
)
# 半天以内, 超过一天的: what somebody decides may be a case.
_LIMIT = re.compile("(?:以[内上下]|的)$")
_CASE = re.compile("(?:^|[。；])(?P<case>[^，。；：“”]{4,30}(?:的|时))，$")
_TOLD = frozenset({"news", "report"})
_LEAST_LEFT, _MOST_LEFT, _MOST, _LEAST_PARTED = 2, 20, 8, 4


class RunningRowsPattern:
    """Three or more neighbouring clauses of a thing and what one kind of link gives it."""

    name = "running_rows"
    yields = frozenset({"pairs"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the rows of each sentence."""
        if outline.document.kind in _TOLD:
            return
        found: list[Fact] = []
        for sent in outline.body():
            if len(sent.view) > LONGEST or not _CUE.search(sent.view):
                continue
            words = words_of(sent, terms)
            for link in _LINKS:
                groups = (group for form in _PIECES for group in _groups(sent, words, link, form))
                group = next(groups, None)
                if group is None:
                    continue
                case = _case(sent, group)
                # What is done so often is said in the title, if at all: the later rows leave it out.
                found += [
                    fact
                    for fact in rows.pairs(group, self.name, group[0].names, outline, case=case)
                    if fact.topic or link.name not in _RHYTHM
                    if case or link.name != _BY_WHOM or not _LIMIT.search(fact.left[0].text)
                ]
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return who looks how often, and what is done with what."""
        text = (
            "一、总体要求\n各级负责人应当认真履行职责，确保生产安全。\n"
            "二、日常检查\n技术负责人每周检查一次，操作负责人每天检查一次，主要负责人每月检查一次。"
            "重大隐患一律挂牌，无证经营一律取缔，违章作业一律停止。"
        )
        return text, (
            ("技术负责人", "每周检查一次", "操作负责人", "每天检查一次", "主要负责人", "每月检查一次"),
            ("重大隐患", "一律挂牌", "无证经营", "一律取缔", "违章作业", "一律停止"),
        )

    def counter_example(self) -> str:
        """Return two rows, one thing with three rhythms, and rows of different links."""
        return (
            "班长每天巡查，队长每周巡查。设备每天擦拭，每周保养，每月检修。班长每天巡查，队长由经理指派，资料一律归档。"
        )


PATTERNS.add(RunningRowsPattern.name)(RunningRowsPattern())


def _groups(sent: Sentence, words: Words, link: _Link, form: re.Pattern[str]) -> Iterator[list[rows.Row]]:
    """Yield the runs of three or more pieces that one link makes rows of."""
    run: list[rows.Row] = []
    for piece in form.finditer(sent.view):
        row = _row(sent, words, link, piece)
        if row is None:
            if _is_group(run):
                yield _named(run, link)
            run = []
        else:
            run.append(row)
    if _is_group(run):
        yield _named(run, link)


def _row(sent: Sentence, words: Words, link: _Link, piece: re.Match[str]) -> rows.Row | None:
    match = next((each for each in link.form.finditer(sent.view, *piece.span()) if words.is_cut(each.start())), None)
    if match is None or match.end() < piece.end():
        return None
    start, end = piece.start(), match.start()
    left = sent.view[start:end]
    terms = words.within(start, end)
    limit = _LIMIT.search(left) if link.name in (_BY_WHOM, _IN_ANY_CASE) else None
    parted = match.group().startswith("，") and len(left) >= _LEAST_PARTED and not wording.dangling_word(left)
    if not _LEAST_LEFT <= len(left) <= _MOST_LEFT or not terms:
        return None
    if _NO_LEFT.search(left) and not (limit or parted):
        return None
    named = limit or parted or is_noun(terms[-1]) or agents.kind_of(left) is not None
    name = f"{match['does']}主体" if link.name == _BY_WHOM else link.name
    return rows.row(sent, (start, end), match.span("right"), ("", name)) if named else None


def _case(sent: Sentence, run: Sequence[rows.Row]) -> str:
    """Return the case right before the rows: 需要请假的，半天以内由班长批准，…; "" where there is none."""
    match = _CASE.search(sent.view[: sent.view.index(run[0].left.text)])
    return match["case"] if match and not wording.dangling_word(match["case"]) else ""


def _is_group(run: Sequence[rows.Row]) -> bool:
    lefts, rights = ([getattr(each, side).text for each in run] for side in ("left", "right"))
    apart = len(set(lefts)) == len(run) == len(set(rights))
    return rows.LEAST <= len(run) <= _MOST and apart and not all(map(begins_with_grade, lefts))


def _named(run: Sequence[rows.Row], link: _Link) -> list[rows.Row]:
    """Return the rows with the names of their columns."""
    who = all(agents.kind_of(each.left.text) in {"post", "organ"} for each in run)
    thing = "情形" if any(_LIMIT.search(each.left.text) for each in run) else "事项"
    name = run[0].names[1] if len({each.names for each in run}) == 1 else link.name
    return [each._replace(names=(_BY_WHOM if who else thing, name)) for each in run]
