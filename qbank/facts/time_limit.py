"""How long, how soon and how old: 三十日内, 聘期三年, 年满60周岁. Examiners ask of these apart from other amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts.quantity import TIME_LIMIT, figures
from qbank.model import numerals
from qbank.model.document import Outline
from qbank.model.fact import Fact

_CUE = re.compile(rf"[0-9{numerals.CHINESE}半][^，。；、]{{0,8}}?[日天年月周期时钟岁度秒]")


class TimeLimitPattern:
    """Figures whose measure is one of time, one fact each."""

    name = TIME_LIMIT
    yields = frozenset({"quantity"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the time limits, durations and ages of body sentences."""
        return figures(outline, terms, _CUE, self.name)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a deadline, a term and an age."""
        text = "受理机构应当自收到申请之日起三十日内作出答复。馆长聘期三年。年满60周岁的村医退出岗位。"
        return text, (("三十日内",), ("三年",), ("60周岁",))

    def counter_example(self) -> str:
        """Return an amount, a share and a date."""
        return "本季度共培训学员500余人次，合格率不低于95%。会议定于2031年5月6日召开。"


PATTERNS.add(TimeLimitPattern.name)(TimeLimitPattern())
