"""What a response earns by an item's own response processing: no key is believed that does not score."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from qbank.formats.qti._declared import NUMBERS, Declared, Value, typed
from qbank.formats.qti._names import attribute, camel_of, name_of, tags_of
from qbank.formats.qti._rules import MAP_RESPONSE, MATCH_CORRECT
from qbank.formats.qti._xml import parsed

_Element = Any  # lxml publishes no types
_MOST_STEPS = 20_000
_SETTING = ("setOutcomeValue", "lookupOutcomeValue")
_REMEMBERED, _SHORT, _MOST_KNOWN = 256, 4096, 64
"""Most items of a package are scored alike: how many scorers are remembered, how much they may say, and how many scores
of each."""


class NotWorkedOutError(Exception):
    """The processing says something that is not worked out here."""


@dataclass(frozen=True, slots=True)
class Step:
    """A rule or an expression as it was read, with its attributes in 2.1's words: read once, worked out many times."""

    name: str
    given: Mapping[str, str]
    text: str
    parts: tuple[Step, ...]

    @classmethod
    def of(cls, element: _Element) -> Step:
        """Return an element with all that is in it."""
        given = {camel_of(name): value.strip() for name, value in element.attrib.items()}
        return cls(name_of(element), given, element.text or "", tuple(map(cls.of, element.iterchildren("{*}*"))))

    def says(self, name: str, default: str = "") -> str:
        """Return an attribute."""
        return self.given.get(name, default)


@dataclass(frozen=True, slots=True)
class Scorer:
    """The response processing of one item; ``template`` is the name of a standard one, "" for rules of its own."""

    responses: Mapping[str, Declared]
    defaults: Mapping[str, Value]
    rules: tuple[Step, ...]
    template: str = ""
    _known: dict[tuple[tuple[str, tuple[str, ...]], ...], float] = field(default_factory=dict, repr=False)

    def score(self, given: Mapping[str, tuple[str, ...]]) -> float:
        """Return the outcome SCORE for responses by identifier; what is not given is no response.

        Raises:
            NotWorkedOutError: the processing has rules that are not known here, or the score is no number.
        """
        asked = tuple(given.items())
        found = self._known.get(asked)
        if found is None:
            found = self._worked_out(given)
            if len(self._known) < _MOST_KNOWN:
                self._known[asked] = found
        return found

    def _worked_out(self, given: Mapping[str, tuple[str, ...]]) -> float:
        state = _State(self.responses, given, dict(self.defaults))
        if self.template:
            return state.by_template(self.template)
        try:
            for rule in self.rules:
                state.carry_out(rule)
        except (ArithmeticError, AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError) as error:
            raise NotWorkedOutError from error
        found = state.outcomes.get("SCORE")
        if isinstance(found, bool) or not isinstance(found, float) or math.isnan(found):
            raise NotWorkedOutError
        return found


def scorer_of(item: _Element, responses: Mapping[str, Declared]) -> Scorer | None:
    """Return how an item scores; None for one that is marked by a person or some other way that it does not tell."""
    defaults: dict[str, Value] = {}
    for child in item.iterchildren("{*}*"):
        if name_of(child) == "outcomeDeclaration":
            values = [value.text or "" for value in child.iter("{*}value", "{*}qti-value")]
            kind = attribute(child, "baseType")
            # A number that is not told is 0, anything else is nothing.
            unsaid = 0.0 if kind in NUMBERS else None
            defaults[attribute(child, "identifier")] = typed(values[0], kind) if values else unsaid
        elif name_of(child) == "responseProcessing":
            return _scorer(child, responses, defaults)
    return None


def _scorer(element: _Element, responses: Mapping[str, Declared], defaults: Mapping[str, Value]) -> Scorer | None:
    from lxml import etree

    source = etree.tostring(element, with_tail=False)
    if len(source) + sum(each.length() for each in responses.values()) > _SHORT:
        return _new_scorer(element, responses, defaults)
    return _remembered(source, tuple(responses.values()), tuple(defaults.items()))


@lru_cache(_REMEMBERED)
def _remembered(
    source: bytes, responses: tuple[Declared, ...], defaults: tuple[tuple[str, Value], ...]
) -> Scorer | None:
    return _new_scorer(parsed(source), {each.identifier: each for each in responses}, dict(defaults))


def _new_scorer(element: _Element, responses: Mapping[str, Declared], defaults: Mapping[str, Value]) -> Scorer | None:
    if sum(1 for _ in element.iter()) > _MOST_STEPS:
        return Scorer(responses, defaults, (), template="too long to be worked out")
    rules = tuple(map(Step.of, element.iterchildren("{*}*")))
    template = attribute(element, "template") or attribute(element, "templateLocation")
    name = template.rpartition("/")[2].removesuffix(".xml") if not rules else ""
    is_scored = any(attribute(each, "identifier") == "SCORE" for each in element.iter(*tags_of(*_SETTING)))
    return Scorer(responses, defaults, rules, name) if name or is_scored else None


@dataclass(slots=True)
class _State:
    responses: Mapping[str, Declared]
    given: Mapping[str, tuple[str, ...]]
    outcomes: dict[str, Value]

    def by_template(self, name: str) -> float:
        response = self.responses.get("RESPONSE")
        if response is None or name not in {MATCH_CORRECT, MAP_RESPONSE}:
            raise NotWorkedOutError
        if name == MATCH_CORRECT:
            is_ordered = response.cardinality == "ordered"
            return float(bool(_same(self.variable("RESPONSE"), _correct(response), ordered=is_ordered)))
        return self.mapped("RESPONSE") if self.given.get("RESPONSE") else 0.0

    def carry_out(self, rule: Step) -> None:
        name = rule.name
        if name == "setOutcomeValue":
            outcome = rule.says("identifier")
            value = self.value_of(rule.parts[0])
            # A score of nothing is none.
            self.outcomes[outcome] = 0.0 if value is None and outcome == "SCORE" else value
        elif name == "responseCondition":
            self._branch(rule)
        elif name == "responseProcessingFragment":
            for each in rule.parts:
                self.carry_out(each)
        elif name:
            raise NotWorkedOutError

    def _branch(self, rule: Step) -> None:
        for branch in rule.parts:
            tested = branch.name != "responseElse"
            if tested and self.value_of(branch.parts[0]) is not True:
                continue
            for step in branch.parts[tested:]:
                self.carry_out(step)
            return

    def value_of(self, step: Step) -> Value:
        work = _EXPRESSIONS.get(step.name)
        if work is None:
            raise NotWorkedOutError
        return work(self, step)

    def variable(self, name: str) -> Value:
        response = self.responses.get(name)
        if response is None:
            if name not in self.outcomes:
                raise NotWorkedOutError
            return self.outcomes[name]
        given = self.given.get(name, ())
        if not given:
            return None
        return typed(given[0], response.kind) if response.cardinality == "single" else given

    def mapped(self, name: str) -> float:
        response = self.responses[name]
        if response.mapping is None:
            raise NotWorkedOutError
        given = self.given.get(name, ())
        return response.mapping.of(dict.fromkeys(given)) if given else max(0.0, response.mapping.lower)

    def all_of(self, step: Step) -> list[Value]:
        return [self.value_of(each) for each in step.parts]

    def numbers(self, step: Step) -> list[float] | None:
        """Return the operands as numbers; None where one is NULL."""
        found = self.all_of(step)
        return None if None in found else [float(each) for each in found]  # type: ignore[arg-type]


def _correct(response: Declared) -> Value:
    if not response.correct:
        return None
    return typed(response.correct[0], response.kind) if response.cardinality == "single" else response.correct


def _same(one: Value, other: Value, *, ordered: bool = False) -> bool | None:
    if one is None or other is None:
        return None
    if isinstance(one, tuple) and isinstance(other, tuple):
        return one == other if ordered else sorted(one) == sorted(other)
    return one == other


def _match(state: _State, step: Step) -> Value:
    one, other = state.all_of(step)
    return _same(one, other, ordered=any(_is_ordered(state, each) for each in step.parts))


def _is_ordered(state: _State, step: Step) -> bool:
    response = state.responses.get(step.says("identifier"))
    return step.name == "ordered" or (response is not None and response.cardinality == "ordered")


def _string_match(state: _State, step: Step) -> Value:
    one, other = state.all_of(step)
    if step.says("substring", "false") == "true":
        raise NotWorkedOutError
    if isinstance(one, str) and isinstance(other, str) and step.says("caseSensitive", "true") == "false":
        one, other = one.casefold(), other.casefold()
    return _same(one, other)


def _equal(state: _State, step: Step) -> Value:
    if step.says("toleranceMode", "exact") != "exact":
        raise NotWorkedOutError
    found = state.numbers(step)
    return None if found is None else found[0] == found[1]


def _all(state: _State, step: Step) -> Value:
    found = state.all_of(step)
    return False if False in found else None if None in found else True


def _any(state: _State, step: Step) -> Value:
    is_open = False
    for each in step.parts:
        found = state.value_of(each)
        if found is True:
            return True
        is_open |= found is None
    return None if is_open else False


def _not(state: _State, step: Step) -> Value:
    (found,) = state.all_of(step)
    return None if found is None else not found


def _is_null(state: _State, step: Step) -> Value:
    (found,) = state.all_of(step)
    return found is None or found in ((), "")


def _held_in(state: _State, step: Step) -> Value:
    one, other = state.all_of(step)
    if step.name == "contains":
        one, other = other, one
    if one is None or other is None:
        return None
    wanted = set(one) if isinstance(one, tuple) else {one}
    return isinstance(other, tuple) and wanted <= set(other)


def _container(state: _State, step: Step) -> Value:
    found: list[str] = []
    for each in state.all_of(step):
        found += each if isinstance(each, tuple) else [] if each is None else [str(each)]
    return tuple(found) or None


def _size(state: _State, step: Step) -> Value:
    (found,) = state.all_of(step)
    return 0.0 if found is None else float(len(found)) if isinstance(found, tuple) else 1.0


def _arithmetic(work: Callable[[list[float]], Value]) -> Callable[[_State, Step], Value]:
    def worked(state: _State, step: Step) -> Value:
        found = state.numbers(step)
        return None if found is None else work(found)

    return worked


_EXPRESSIONS: Mapping[str, Callable[[_State, Step], Value]] = {
    "variable": lambda state, step: state.variable(step.says("identifier")),
    "correct": lambda state, step: _correct(state.responses[step.says("identifier")]),
    "mapResponse": lambda state, step: state.mapped(step.says("identifier")),
    "baseValue": lambda _, step: typed(step.text, step.says("baseType")),
    "null": lambda *_: None,
    "match": _match,
    "stringMatch": _string_match,
    "equal": _equal,
    "and": _all,
    "or": _any,
    "not": _not,
    "isNull": _is_null,
    "member": _held_in,
    "contains": _held_in,
    "multiple": _container,
    "ordered": _container,
    "containerSize": _size,
    "sum": _arithmetic(lambda found: math.fsum(found)),
    "product": _arithmetic(lambda found: math.prod(found)),
    "subtract": _arithmetic(lambda found: found[0] - found[1]),
    "divide": _arithmetic(lambda found: found[0] / found[1] if found[1] else None),
    "min": _arithmetic(lambda found: min(found)),
    "max": _arithmetic(lambda found: max(found)),
    "gt": _arithmetic(lambda found: found[0] > found[1]),
    "gte": _arithmetic(lambda found: found[0] >= found[1]),
    "lt": _arithmetic(lambda found: found[0] < found[1]),
    "lte": _arithmetic(lambda found: found[0] <= found[1]),
}
