"""Amounts side by side, one a thing: 学习教育占20分、查摆整改占40分、群众评议占40分."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qbank.facts import _clauses as clauses
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Rows, part

_CUE = re.compile(rf"[0-9{numerals.CHINESE}]")
_PIECE = re.compile(
    rf"(?:其中|分为|包括)?[：:，]?(?P<name>[^0-9{numerals.CHINESE}，。；、：:“”《》（）]{{2,14}}?)(?P<link>各?占|计|折算|不少于|不低于|不超过|至少)?"
    rf"(?P<amount>{numerals.NUMERAL}(?P<measure>{numerals.MEASURE}|[%％])|百分之{numerals.NUMERAL})(?:（[^（）]{{1,16}}）)?"
)
_SPLIT = re.compile(r"[^、，；。]+")
# Words that count or compare, which name nothing that an amount belongs to.
_NO_NAME = re.compile(
    r"[每可不]|^(?:其|共|约|近|达|每|各|第|同比|比|较|至|到|为|是|有|和|与|及|或|并|另|再|最|由|自|于|在|从|满|逾|超|截至|至今|增|减|不|未|约|处(?!理)|并处|年(?!度)|月(?!度)|日(?!常)|累计|"
    r"先后|以|对|按|将|把|可|应|须|要|已|时长|期限)|(?:的|了|过|约|近|达|共|超|逾|第|每|各|和|与|及|至|到|在|于|为|是|有|前|后|内|起|满)$"
)
_FEWEST, _LONGEST_LEAD = 2, 40


class _Row(NamedTuple):
    """The ranges of name and amount, the word between them, and the unit."""

    name: clauses.Range
    amount: clauses.Range
    link: str
    measure: str


class SharePattern:
    """Runs of two and more names with an amount of one unit each, not all the same."""

    name = "share"
    yields = frozenset({"rows"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield runs of body sentences."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return the parts of a mark."""
        text = "考核实行百分制，其中理论学习占20分、现场操作占50分、日常表现占30分。"
        return text, (("理论学习", "20分", "现场操作", "50分", "日常表现", "30分"),)

    def counter_example(self) -> str:
        """Return equal amounts, different units, and amounts of no named thing."""
        return "东片区占30分、西片区占30分。发放手册200册、安全帽50个。工期为3个月、6个月。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Rows]:
        for rows in _runs(sent.view, words):
            texts = [sent.view[slice(*row.amount)] for row in rows]
            if len(set(texts)) < _FEWEST or _goes_on(sent.view, rows):
                continue
            yield Rows(
                sent=sent,
                pattern=self.name,
                rows=tuple((part(sent, *row.name), part(sent, *row.amount)) for row in rows),
                relation="amount",
                link=rows[0].link,
                lead=_lead(sent.view, rows[0]),
            )


PATTERNS.add(SharePattern.name)(SharePattern())


def _runs(view: str, words: Words) -> Iterator[Sequence[_Row]]:
    """Yield neighbouring rows of one unit and one link; 其中 parts a whole from its shares."""
    run: list[_Row] = []
    for match in _SPLIT.finditer(view):
        row = _row(view, words, *match.span())
        if row and run and row[2:] == run[-1][2:] and not view.startswith("其中", match.start()):
            run.append(row)
            continue
        if len(run) >= _FEWEST:
            yield run
        run = [row] if row else []
    if len(run) >= _FEWEST:
        yield run


def _row(view: str, words: Words, start: int, end: int) -> _Row | None:
    """Return the row that fills a piece, or that ends it after a colon; None where it names nothing."""
    colon = view.rfind("：", start, end) + 1
    match = _PIECE.fullmatch(view, max(start, colon), end)
    if match is None or _NO_NAME.search(match["name"]) or not wording.is_balanced(match["name"]):
        return None
    # 含自选讲解5分钟、抽签讲解3分钟
    first = match.start("name") + match["name"].startswith("含")
    if not words.is_cut(first) or not words.is_cut(match.end("name")):
        return None
    return _Row((first, match.end("name")), match.span("amount"), match["link"] or "", match["measure"] or "%")


def _lead(view: str, first: _Row) -> str:
    """Return what stands before the run in its segment, if it can stand before any of its rows."""
    start = max(view.rfind(stop, 0, first.name[0]) for stop in "；。") + 1
    if view.startswith("其中", start) and start > 1:
        start = max(view.rfind(stop, 0, start - 1) for stop in "；。") + 1
    before = view[start : first.name[0]]
    # 经费：演练经费28万元 and 人员：186人 are a label with what it labels.
    before = re.sub(r"^[^，：]{2,6}：(?=[^0-9])", "", before)
    before = re.sub("[；：]", "，", re.sub(r"：(?=[0-9])", "", before))
    before = re.sub("(?<=，)含$", "", before)
    return before if len(before) <= _LONGEST_LEAD and wording.is_balanced(before) and before != "其中" else ""


def _goes_on(view: str, rows: Sequence[_Row]) -> bool:
    """Tell whether the run is only a part of a list, whose other members are built otherwise."""
    first, last = rows[0].name[0], rows[-1].amount[1]
    return view[first - 1 : first] == "、" or re.match("(?:（[^（）]*）)?、", view[last:]) is not None
