"""By when something has to be done: 8月底前完成改造, 于4月18日前报办公室."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _clauses as clauses
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import wording
from qbank.model.dates import DAY_UNIT, SMALL
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Deadline, Fact, part

_CUE = re.compile("[日号月底旬末初]之?(?:下班|[0-9]{1,2}[时点])?[之以]?前")
_MONTH, _DAY = (rf"(?:[0-9]{{1,2}}|{SMALL}){unit}" for unit in ("月", DAY_UNIT))
_BEFORE = re.compile(
    rf"(?P<date>(?:每年|每月|[0-9]{{4}}年|今年|明年|次年)?(?:{_MONTH}(?:{_DAY}|[月]?[底末初]|[上中下]旬)?|(?<=每月){_DAY}|"
    r"[0-9]{4}年年?底))(?:下班|上午[0-9]+[时点]|下午[0-9]+[时点]|[0-9]{1,2}[时点])?(?:之前|以前|前)(?!后|两|三|一|期|提|往|来|夕)"
    r"(?P<gap>，?(?:必须|要|应当?|须|全部|均|一律|将|把|由[^，。；]{2,10}|对[^，。；]{2,16})*)"
)
# 为赶在6月底前交付样板区，将工期压缩…: what was aimed at, and no order.
_AIMS_AT = re.compile("(?:^|[，；：。])(?:为了?|以便|力图)(?:赶|确保|保证|争取|实现|力争)?[在于]?$")
_LEAST, _MOST = 3, 40


class DeadlinePattern:
    """Dates that an act must be done before, labelled ``deadline``."""

    name = "deadline"
    yields = frozenset({"deadline"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield deadlines of body sentences."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return two deadlines."""
        text = "各站点6月底前完成设备更新，并于7月15日前将总结报送中心办公室。"
        return text, (("6月底", "完成设备更新"), ("7月15日", "将总结报送中心办公室"))

    def counter_example(self) -> str:
        """Return a date before which something was so, and one inside a title."""
        return "5月1日前后游客较多。依照《3月底前重点工作清单》办理。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Deadline]:
        view = sent.view
        closed = clauses.quotations(view) + clauses.brackets(view)
        for match in _BEFORE.finditer(view):
            start, end = match.start("gap"), clauses.clause_end(view, match.end())
            act = view[start:end].lstrip("，")
            start = end - len(act)
            if _AIMS_AT.search(view[: match.start()]):
                continue
            if clauses.is_inside(closed, match.start(), end) or not _LEAST <= len(act) <= _MOST:
                continue
            if wording.is_balanced(act) and _acts(words, start, end):
                yield Deadline(
                    sent=sent,
                    pattern=self.name,
                    date=part(sent, *match.span("date"), "deadline"),
                    act=part(sent, start, end),
                )


PATTERNS.add(DeadlinePattern.name)(DeadlinePattern())


def _acts(words: Words, start: int, end: int) -> bool:
    """Tell whether a verb stands in what has to be done."""
    return any(start <= term.start < end and term.tag.startswith("v") for term in words.terms)
