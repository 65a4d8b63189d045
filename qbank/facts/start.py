"""The event that starts the clock of a deadline: 自收到申请之日起三十日内."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts import _clauses as clauses
from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import over_body
from qbank.facts._words import Words
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Start, part

_CUE = re.compile("之日起")
_CLOCK = re.compile(
    rf"(?<![各来亲独擅私])自(?P<event>[^，。；：（）自、]{{3,24}})之日起，?(?P<term>{numerals.NUMERAL}(?:{numerals.MEASURE})(?:{numerals.TAIL})?)"
)
_POINTS_BACK = re.compile(r"^(?:其|该|此|本)|前款|本(?:法|条例|办法|规定)|施行|或者|[和及]")


class StartPattern:
    """Starting events, labelled ``start``."""

    name = "start"
    yields = frozenset({"start"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the starting events of body sentences."""
        return over_body(outline, terms, _CUE, self._read)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return one event with its term."""
        return "受理机构应当自收到申请之日起十五日内作出答复。", (("收到申请", "十五日内"),)

    def counter_example(self) -> str:
        """Return the commencement of a rule, a pronoun, and a clock without a term."""
        return "本办法自发布之日起施行。该证书自其颁发之日起三年内有效。逾期的，自欠缴之日起加收滞纳金。"

    def _read(self, sent: Sentence, words: Words) -> Iterator[Start]:
        closed = clauses.quotations(sent.view)
        for match in _CLOCK.finditer(sent.view):
            event = match["event"]
            if clauses.is_inside(closed, *match.span()) or _POINTS_BACK.search(event):
                continue
            if words.is_cut(match.start("event")) and not wording.refers_elsewhere(event):
                yield Start(
                    sent=sent,
                    pattern=self.name,
                    event=part(sent, *match.span("event"), "start"),
                    term=part(sent, *match.span("term")),
                )


PATTERNS.add(StartPattern.name)(StartPattern())
