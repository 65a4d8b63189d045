"""What something is, wants or comes from, worded: …的主要原因是什么？, 哪些仓房不得存放储备粮？"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qbank.model import wording
from qbank.model.fact import Essence, Part, part
from qbank.types import _phrases as phrases
from qbank.types._clauses import located
from qbank.types._questions import OpenQuestion

_SEMICOLONS = re.compile("；")
# 并 goes on with the clause before it, and a case with what is done in it.
_COMMAS = re.compile("(?<![的时后])，(?!并|且|再|然后|后|同时)")
_LEAST_POINT, _SHORTEST_WAY = 5, 3
_PERSON = re.compile("(?:责任人|哨兵|领导者|主体)$")
_OPENS_WITH_HOW = re.compile("[把将对按从在每以]")
# 联社还设的“守约金”: beside what else, was said before.
_ALSO_HAS = re.compile("(?<=[\u4e00-\u9fff]{2})[还也又](?=[设建开推实办])")
_OF_MODE, _OF_ESSENCE = 0.62, 0.7
_TRUSTS = {
    "only_if": 0.62,
    "met_first": 0.7,
    "barred": 0.66,
    "cause": 0.6,
    "place_of": 0.55,
    "led_by": 0.6,
    "cost_share": 0.62,
    "named_way": 0.34,
    "changed_to": 0.58,
}


def essence_questions(fact: Essence) -> Iterator[OpenQuestion]:
    """Yield the question that what is said answers; of a mode its parts are the points, else what semicolons part."""
    if phrases.TALK.search(fact.said.text.replace("什么", "")) or phrases.TALK.search(fact.name.text):
        return
    stem = _stem(fact)
    if fact.pattern == "changed_to" and len(fact.said.text) < _SHORTEST_WAY:
        # 由窗口排队改为自助: anybody guesses.
        return
    if fact.pattern in _TRUSTS:
        yield OpenQuestion(stem, (fact.said.text,), (fact.said,), _TRUSTS[fact.pattern])
        return
    asked = _points(fact)
    trust = _OF_MODE if fact.pattern == "mode" else _OF_ESSENCE
    yield OpenQuestion(stem, tuple(piece.text for piece in asked), asked, trust)


def _stem(fact: Essence) -> str:
    name = fact.name.text
    match fact.pattern:
        case "mode":
            return f"{name}的主要内容是什么？"
        case "only_if" | "met_first":
            return f"{fact.lead}满足什么条件方可{name}？"
        case "barred":
            return f"哪些{fact.lead}{name}？"
        case "cause":
            return f"{name}的原因是什么？"
        case "cost_share":
            name = phrases.without_also(name)
            return f"{name}{'，' * ('，' in name or '元' in name)}由谁承担、怎样分担？"
        case "changed_to":
            # 中心还把检查改为…: beside what else, was said before.
            name = phrases.without_also(name)
            return f"{name}{'多久一次' if fact.said.label == 'often' else '什么'}？"
        case "named_way":
            whose = _ALSO_HAS.sub("", fact.lead)
            return f"{whose}{name}{'，' if whose else '的'}具体做法是什么？"
        case "led_by":
            return f"由哪个部门牵头{'，' * bool(_OPENS_WITH_HOW.match(name))}{name}？"
        case _:
            return f"{name}是{'谁' if _PERSON.search(name) else '什么'}？"


def _points(fact: Essence) -> tuple[Part, ...]:
    """Return the pieces of what is said, or all of it where one of them says nothing by itself."""
    start, _ = located(fact.sent, fact.said)
    pieces, at = [], 0
    for match in [*(_COMMAS if fact.pattern == "mode" else _SEMICOLONS).finditer(fact.said.text), None]:
        end = match.start() if match else len(fact.said.text)
        pieces.append(part(fact.sent, start + at, start + end))
        at = end + 1
    whole = all(wording.is_balanced(piece.text) and len(piece.text) >= _LEAST_POINT for piece in pieces)
    return tuple(pieces) if whole else (fact.said,)
