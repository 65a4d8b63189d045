"""Lists that the text orders: 按照下列顺序清偿：（一）…（二）…; 第一步…第二步…; the steps under a 程序."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.facts._contract import PATTERNS, TermsOf
from qbank.facts._search import is_clear, position
from qbank.facts.points import PointsPattern
from qbank.model import wording
from qbank.model.document import Outline
from qbank.model.fact import Fact, Points, Steps

_LEAD = re.compile(r"(?:按照?|依照|依|以)(?:下列|以下|如下)(?:的)?(?:先后)?(?P<noun>顺序|次序|步骤|程序|流程)")
_STEPS = re.compile(
    r"(?:下列|以下|如下)(?:的)?(?:先后)?(?P<noun>步骤|流程|顺序|次序)|(?P<named>步骤|流程)(?:为|如下|是|包括)?$"
)
_TRIM = re.compile("[，、]?(?:应当?|必须|可以|须|要|并)?(?:由[^，]*)?[，、]?(?:应当?|必须|可以)?$")
_LONGEST_CASE = 30


class OrderedListPattern:
    """Counted points whose lead-in says that they stand in order; 下列措施 says nothing of the kind."""

    name = "ordered_list"
    yields = frozenset({"steps"})

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield the lists in order of position."""
        found = [
            fact
            for each in PointsPattern().find(outline, terms)
            if isinstance(each, Points) and (fact := _steps(each)) is not None and is_clear(fact)
        ]
        yield from sorted(found, key=position)

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return an order of payment."""
        text = "仓库财产按照下列顺序清偿：\n（一）保管费用；\n（二）职工工资；\n（三）所欠税款。\n"
        return text, (("保管费用", "职工工资", "所欠税款"),)

    def counter_example(self) -> str:
        """Return measures, which may come in any order."""
        return "检查人员可以采取下列措施：\n（一）进入现场检查；\n（二）查阅有关资料；\n（三）询问有关人员。\n"


PATTERNS.add(OrderedListPattern.name)(OrderedListPattern())


def _steps(fact: Points) -> Steps | None:
    lead = fact.lead.text if fact.lead else ""
    match = _LEAD.search(lead) or _STEPS.search(lead)
    if match is None or not fact.closed:
        return None
    whose, case = _whose(fact, match)
    if not whose and not case:
        return None
    return Steps(
        sent=fact.sent,
        pattern=OrderedListPattern.name,
        steps=fact.points,
        name="事项" if match.groupdict().get("noun") in {"顺序", "次序"} else "步骤",
        by="先后顺序",
        topic=whose,
        case=case,
        rests_on=fact.rests_on,
    )


def _whose(fact: Points, match: re.Match[str]) -> tuple[str, str]:
    """Return what the steps are steps of, or, where that is a condition, the condition; both "" if neither is plain."""
    said = fact.lead.text[: match.start()] if fact.lead else ""
    said = _TRIM.sub("", said).removesuffix("的")
    plain = wording.is_balanced(said) and not wording.refers_elsewhere(said) and not wording.dangling_word(said)
    if not plain or not 2 <= len(said) <= _LONGEST_CASE:
        return "", ""
    return ("", f"{said}的") if "，" in said else (said, "")
