"""Graded cases, each with what follows: 通报一次的，由…约谈；通报两次的，取消…. Cases are told apart by figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qbank.facts import _clauses as clauses
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words, is_noun, is_verb
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Relation, Rows, part

_FIGURE = rf"[0-9{numerals.CHINESE}]"
_CUE = re.compile(
    rf"{_FIGURE}[^，。；、第的（）]{{1,4}}的|以[上下内]的|）的|第[一二三四]次|首次|{_FIGURE}[^，。；：]{{1,20}}为"
)
_CASED = re.compile(r"(?P<case>[^，；。的：]{2,40})的，?(?P<then>[^；。：]{2,48})")
_BARE = re.compile(r"(?P<case>[^，；。的：]{2,30})的(?P<then>[^，；。：的]{2,20}(?:的[^，；。：的]{1,8})?)")
_NTH = re.compile(r"(?P<case>首次|第[一二三四]次|[一二]年内第[一二三四]次)(?P<then>[^，；。：]{2,30})")
_GRADED = re.compile(
    rf"(?P<case>{numerals.NUMERAL}[^，；。：为0-9]{{1,4}}以[上下](?:、?(?:不足|不满|至){numerals.NUMERAL}[^，；。：为0-9]{{1,4}}|（[^（）]{{2,8}}）)?)(?:的)?为(?P<then>[^，；。：]{{2,8}})"
)
_SEMICOLON = re.compile("[^；。]+")
_COMMA = re.compile("[^，；。：]+")
_FORMS: tuple[tuple[re.Pattern[str], re.Pattern[str], Relation], ...] = (
    (_SEMICOLON, _CASED, "treatment"),
    (_COMMA, _GRADED, "grade"),
    (_COMMA, _NTH, "treatment"),
    (_COMMA, _BARE, "treatment"),
)
# The figure closes the case: …满五年, 超过十日, 三天以内. Elsewhere it tells no grades apart.
_ENDS_IN_FIGURE = re.compile(rf"(?:{numerals.NUMERAL}[^，。；、第的（）是问]{{1,4}}|以[上下内]|（含）)$")
_LONGEST_LEAD = 40
# 三楼的大厅里, 每公里的标准配备两人: a thing, and not what follows from a case.
_NO_DEED = re.compile("标准|什么|是|[^，]*[里上中内]$")
_UPWARD = re.compile("超过|高于|以上|多于|大于|满(?!分)")
_DOWNWARD = re.compile("低于|少于|小于|不[满足]|未满|以[下内]|之内|不超过")
_NO_TREATMENT = re.compile(
    rf"^(?:每[^，]{{1,3}})?(?:{numerals.NUMERAL})[^，]{{1,3}}(?:，|$)|^(?:除|依照|按照前|其|该|此)|依法追究刑事责任$|^(?:人员|单位|项目|企业|情形)"
)


class _Row(NamedTuple):
    """The ranges of a case and of what follows."""

    case: clauses.Range
    then: clauses.Range


class ConsequencePattern:
    """Ladders of two and more cases in one sentence."""

    name = "consequence"
    yields = frozenset({"rows"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield ladders of body sentences."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a ladder of treatments and one of grades."""
        text = (
            "职工被通报一次的，由班组长约谈；被通报两次的，取消评优资格；被通报三次的，调离岗位。"
            "90分以上为优秀，75分以上不足90分为合格，75分以下为不合格。"
        )
        return text, (
            ("被通报一次", "由班组长约谈", "被通报两次", "取消评优资格", "被通报三次", "调离岗位"),
            ("90分以上", "优秀", "75分以上不足90分", "合格", "75分以下", "不合格"),
        )

    def counter_example(self) -> str:
        """Return cases that no figure tells apart, and a single case."""
        return "造成损失的，应当赔偿；情节严重的，依法处理。请假三天以上的，由主任批准。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Rows]:
        taken: list[clauses.Range] = []
        for split, form, relation in _FORMS:
            for rows in _ladders(sent.view, split, form):
                whole = (rows[0].case[0], rows[-1].then[1])
                fact = None if clauses.is_inside(taken, *whole) else self._fact(sent, words, rows, relation)
                if fact is not None:
                    taken.append(whole)
                    yield fact

    def _fact(self, sent: Sentence, words: Words, rows: Sequence[_Row], relation: Relation) -> Rows | None:
        view, first = sent.view, rows[0].case
        shared = _shared(view[slice(*first)], view[slice(*rows[1].case)])
        texts = [view[slice(*row.then)] for row in rows]
        if shared is None or len(set(texts)) < len(texts) or not all(map(_is_treatment, texts)):
            return None
        if any(view[row.case[1] : row.then[0]] == "的" and _is_thing(view, words, row.then) for row in rows):
            return None
        if _are_nested([view[slice(*row.case)] for row in rows]):
            return None
        lead = _lead(view, first[0], graded=relation == "grade")
        if lead is None or not words.is_cut(first[0] + shared) or (_is_nth(view, first) and not lead):
            return None
        cut = [_Row((first[0] + shared, first[1]), rows[0].then), *rows[1:]]
        return Rows(
            sent=sent,
            pattern=self.name,
            rows=tuple((part(sent, *row.case), part(sent, *row.then)) for row in cut),
            relation=relation,
            link="为" if relation == "grade" else "的，" if view[first[1]] == "的" else "",
            lead=lead + view[first[0] : first[0] + shared],
        )


PATTERNS.add(ConsequencePattern.name)(ConsequencePattern())


def _ladders(view: str, split: re.Pattern[str], form: re.Pattern[str]) -> Iterator[Sequence[_Row]]:
    """Yield the longest runs of neighbouring pieces that are cases with a figure."""
    run: list[_Row] = []
    for piece in split.finditer(view):
        match = form.fullmatch(view, *piece.span())
        told = match and not wording.refers_elsewhere(match["case"])
        if match and told and (form is _NTH or _ENDS_IN_FIGURE.search(match["case"])):
            run.append(_Row(match.span("case"), match.span("then")))
            continue
        if len(run) > 1:
            yield run
        run = []
    if len(run) > 1:
        yield run


def _shared(first: str, second: str) -> int | None:
    """Return how long the words are that the first case says for all: 职工 of 职工被通报一次, 被通报两次.

    None where the second case takes up nothing of the first, so that it is not certain that they are of a kind.
    """
    if re.match(rf"{_FIGURE}|第|首次", second):
        figure = re.search(rf"{_FIGURE}|第|首次", first)
        return figure.start() if figure else None
    at = first.find(second[:2])
    return at if at >= 0 else None


def _is_treatment(text: str) -> bool:
    return wording.is_balanced(text) and not wording.refers_elsewhere(text) and _NO_TREATMENT.search(text) is None


def _is_thing(view: str, words: Words, then: clauses.Range) -> bool:
    """Tell whether what stands right behind …的 is a thing that the case qualifies: 四个工地的库房钥匙."""
    if _NO_DEED.match(view, *then):
        return True
    first = words.after(then[0])
    second = words.after(first.end) if first else None
    acts = second is not None and second.end <= then[1] and is_verb(second)
    return first is not None and (first.tag.startswith("m") or (is_noun(first) and not acts))


def _are_nested(cases: Sequence[str]) -> bool:
    """Tell whether one case holds another, so that both treatments are right: 超过十日, 超过三个月."""
    up = [_UPWARD.search(re.sub("不超过|不满|未满", "", case)) and not _DOWNWARD.search(case) for case in cases]
    down = [_DOWNWARD.search(case) and not _UPWARD.search(re.sub("不超过|不满|未满", "", case)) for case in cases]
    return sum(map(bool, up)) > 1 or sum(map(bool, down)) > 1


def _is_nth(view: str, case: clauses.Range) -> bool:
    """Tell whether a case is only a 首次 or 第二次, which says nothing by itself."""
    return _NTH.match(view, case[0]) is not None and re.match("首次|.{0,3}第.次", view[slice(*case)]) is not None


def _lead(view: str, start: int, *, graded: bool) -> str | None:
    """Return what stands before the ladder, "" if nothing does, None if it cannot be told or left away.

    Of a long one the case that opens it (…的，) will do. Another amount in it may be a row of the ladder itself.
    """
    before = view[:start]
    if re.search("[；。]", before):
        return None
    opening = re.match("[^，；：]{4,30}的，", before)
    if len(before) > _LONGEST_LEAD:
        return opening.group() if opening else None
    if not before or not wording.is_balanced(before) or before[-1] not in "，：":
        return before and None
    return None if re.search("[0-9]", before) and not graded else before[:-1] + "，"
