"""Lines of a table as text, each a thing and its amount: 使用服务忌语　每次扣5分, 绿色建筑与节能　6学时."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import is_clear, position
from qbank.model import numerals, wording
from qbank.model.document import Outline, Sentence
from qbank.model.fact import Fact, Rows, part

_LINE = re.compile(
    rf"(?P<name>[^0-9，。；：“”《》]{{3,24}}?)[ 　]?"
    rf"(?P<link>(?:每[次件人项例天])?(?:扣|加|奖励|补助|计)|每[次件人项例天])?"
    rf"(?P<amount>{numerals.NUMERAL}(?P<measure>{numerals.MEASURE}))(?:，[^。；]*)?[；。]?"
)
_NO_NAME = re.compile(r"^(?:第|共|合计|总计|其中|约|近|每)|(?:第|共|约|近|达|的|为|是|至|满|超过|不足|每)$")
_FEWEST, _GAP = 3, 2


class TariffPattern:
    """Runs of three and more such lines with one unit and at least three different amounts."""

    name = "tariff"
    yields = frozenset({"rows"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield one table a run of lines."""
        facts = [self._fact(run) for run in _runs(outline.body())]
        yield from sorted((fact for fact in facts if is_clear(fact)), key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return three lines of a scale of marks."""
        text = "扣分标准如下：\n迟到早退　　每次扣2分\n脱岗串岗　　每次扣3分\n与群众争吵　　每次扣10分\n"
        return text, (("迟到早退", "2分", "脱岗串岗", "3分", "与群众争吵", "10分"),)

    def counter_example(self) -> str:
        """Return two lines only, and lines of one amount."""
        two = "迟到早退　每次扣2分\n脱岗串岗　每次扣3分\n\n以上由值班室负责。\n"
        return two + "东区球场　3片\n西区球场　3片\n北区球场　3片\n"

    def _fact(self, run: Sequence[tuple[Sentence, re.Match[str]]]) -> Rows:
        link = run[0][1]["link"] or ""
        return Rows(
            sent=run[0][0],
            pattern=self.name,
            rows=tuple(
                (part(sent, *match.span("name")), part(sent, *match.span("amount"), "tariff")) for sent, match in run
            ),
            relation="amount",
            link=f"的，{link}" if link else "",
            lead="",
            rests_on=tuple(sent for sent, _ in run[1:]),
        )


PATTERNS.add(TariffPattern.name)(TariffPattern())


def _runs(body: Sequence[Sentence]) -> Iterator[list[tuple[Sentence, re.Match[str]]]]:
    run: list[tuple[Sentence, re.Match[str]]] = []
    for sent in body:
        match = _LINE.fullmatch(sent.view)
        if match and (_NO_NAME.search(match["name"].strip()) or not wording.is_balanced(match["name"])):
            match = None
        if match and run and sent.index - run[-1][0].index <= _GAP and _kind(match) == _kind(run[-1][1]):
            run.append((sent, match))
            continue
        if _is_table(run):
            yield run
        run = [(sent, match)] if match else []
    if _is_table(run):
        yield run


def _kind(match: re.Match[str]) -> tuple[str, str]:
    return match["measure"], (match["link"] or "")[-1:]


def _is_table(run: Sequence[tuple[Sentence, re.Match[str]]]) -> bool:
    amounts = {match["amount"] for _, match in run}
    return len(run) >= _FEWEST and len(amounts) >= _FEWEST
