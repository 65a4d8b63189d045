"""What an indicator is to reach, worded: 到12月底，居民知晓率应达到多少？"""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from qbank.model.fact import FactPool, Target
from qbank.model.wording import dangling_word
from qbank.types import _amounts as amounts
from qbank.types._clauses import located
from qbank.types._questions import Question

_TRUST, _OF_A_SHORT_NAME = 0.62, 0.42
_TELLING = 6
# Of a coverage to be reached 100% is the first guess.
_OF_ALL = 0.2
_LINK_OF_FUTURE = re.compile("^(?:要|应|力争|必须|须)")


def questions(fact: Target, pool: FactPool, rng: Random) -> Iterator[Question]:
    """Yield the question for the figure; its neighbours and the document's other figures are wrong answers."""
    number = fact.amount
    if number.whole.label.startswith(("range:", "fraction:")) or dangling_word(fact.indicator.text):
        return
    start, _ = located(fact.sent, fact.indicator)
    _, end = located(fact.sent, fact.link)
    words = _LINK_OF_FUTURE.sub("", fact.sent.view[start + len(fact.indicator.text) : end])
    asked = "百分之多少" if number.measure.text in {"%", "％", "百分之"} else f"多少{number.measure.text}"
    should = "" if re.match("不得", words) else "应"
    indicator = fact.indicator.text.removeprefix("要求")
    stem = f"{indicator}{should}{words}{asked}{amounts.tail_of(number)}？"
    wrong = amounts.quantities(number, pool, rng)
    # 上岗率 and 检查比例 are of whom and of what the text said before.
    trust = _TRUST if len(indicator) >= _TELLING else _OF_A_SHORT_NAME
    trust -= _OF_ALL if amounts.amount_of(number) in {"100%", "百分之百", "百分之一百"} else 0.0
    yield Question(stem, number.whole, amounts.amount_of(number), tuple(wrong), trust, in_order=True)
