"""How a response is scored, in QTI's words for it: what the item's own marking gives, and nothing else.

Most items of a package are scored alike, so what is said of them is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from qbank.formats.qti._names import Dialect, escaped

RESPONSE, SCORE, FEEDBACK, EXPLANATION = "RESPONSE", "SCORE", "FEEDBACK", "EXPLANATION"
MATCH_CORRECT, MAP_RESPONSE = "match_correct", "map_response"
"""Templates that every engine has built in."""


@lru_cache
def processing(dialect: Dialect, rules: str, template: str, *, feedback: bool) -> str:
    """Return the processing of a response: a template where one says it all, else rules and what shows the feedback."""
    if template and not feedback:
        return dialect.element("responseProcessing", template=dialect.templates.format(template))
    shown = set_outcome(dialect, FEEDBACK, base(dialect, "identifier", EXPLANATION)) if feedback else ""
    return dialect.element("responseProcessing", rules + shown) if rules or shown else ""


@lru_cache
def right_or_wrong(dialect: Dialect) -> str:
    """Return the rule of all or nothing: the response is the correct one."""
    given = dialect.element("variable", identifier=RESPONSE)
    is_right = dialect.element("match", given + dialect.element("correct", identifier=RESPONSE))
    return _condition(dialect, [(is_right, _set_score(dialect, "1"))], _set_score(dialect, "0"))


@lru_cache
def mapped_share(dialect: Dialect, responses: tuple[str, ...], whole: int) -> str:
    """Return the rule of a share: what the responses earn by their mappings, of ``whole``."""
    mapped = [dialect.element("mapResponse", identifier=each) for each in responses]
    earned = dialect.element("sum", "".join(mapped)) if len(mapped) > 1 else mapped[0]
    return set_outcome(dialect, SCORE, _of(dialect, earned, whole) if whole > 1 else earned)


def by_table(dialect: Dialect, shares: Sequence[float]) -> str:
    """Return the rule of a table: ``shares`` are for 1, 2 … right options, all of them earn 1.

    The mapping counts the right options, and comes to 0 with a wrong one.
    """
    counted = dialect.element("mapResponse", identifier=RESPONSE)
    steps = [*((n, number(share)) for n, share in enumerate(shares, 1)), (len(shares) + 1, "1")]
    branches = [
        (dialect.element("gte", counted + base(dialect, "float", str(n))), _set_score(dialect, share))
        for n, share in reversed(steps)
    ]
    return _condition(dialect, branches, _set_score(dialect, "0"))


def in_any_order(dialect: Dialect, responses: Sequence[str], accepted: Sequence[Sequence[str]]) -> str:
    """Return the rule of a list told in any order: the share of its members that stand in one blank or another."""
    counted = [
        _condition(
            dialect,
            [(dialect.element("or", "".join(_stands(dialect, responses, answers))), _one_more(dialect))],
        )
        for answers in accepted
    ]
    score = dialect.element("variable", identifier=SCORE)
    return "".join(counted) + set_outcome(dialect, SCORE, _of(dialect, score, len(accepted)))


def set_outcome(dialect: Dialect, name: str, value: str) -> str:
    """Return the rule that gives an outcome a value."""
    return dialect.element("setOutcomeValue", value, identifier=name)


def base(dialect: Dialect, kind: str, value: str) -> str:
    """Return a value as an expression."""
    return dialect.element("baseValue", escaped(value), baseType=kind)


def number(value: float) -> str:
    """Return a number in figures that are read as the very same number."""
    return str(int(value)) if value == int(value) else repr(value)


def _stands(dialect: Dialect, responses: Sequence[str], answers: Iterable[str]) -> list[str]:
    given = [dialect.element("variable", identifier=each) for each in responses]
    wanted = [base(dialect, "string", each) for each in answers]
    return [dialect.element("match", response + answer) for answer in wanted for response in given]


def _one_more(dialect: Dialect) -> str:
    score = dialect.element("variable", identifier=SCORE)
    return set_outcome(dialect, SCORE, dialect.element("sum", score + base(dialect, "float", "1")))


def _of(dialect: Dialect, earned: str, whole: int) -> str:
    # Dividing at the end, where shares of a third or a sixth would not add up to one.
    return dialect.element("divide", earned + base(dialect, "float", str(whole)))


def _set_score(dialect: Dialect, value: str) -> str:
    return set_outcome(dialect, SCORE, base(dialect, "float", value))


def _condition(dialect: Dialect, branches: Sequence[tuple[str, str]], otherwise: str = "") -> str:
    names = ["responseIf", *["responseElseIf"] * (len(branches) - 1)]
    told = [dialect.element(name, test + rule) for name, (test, rule) in zip(names, branches, strict=True)]
    if otherwise:
        told.append(dialect.element("responseElse", otherwise))
    return dialect.element("responseCondition", "".join(told))
