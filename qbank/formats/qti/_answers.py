"""Interactions of a QTI item that was read: the options, and the key that the item declares; nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

from qbank.errors import Problem, QbankError
from qbank.formats import _incoming as incoming
from qbank.formats.qti._declared import Declared
from qbank.formats.qti._held import one_line
from qbank.formats.qti._names import POINTS, attribute, name_of, tags_of
from qbank.formats.qti._processing import Scorer
from qbank.formats.qti._shares import any_order, best_single, marking
from qbank.formats.qti._texts import of_class, text_of, texts_of
from qbank.model.item import ExtendedText, Interaction, MarkingPoint, Match, Option, Order
from qbank.model.verdict import are_verdicts, verdict_of

_Element = Any  # lxml publishes no types


@dataclass(frozen=True, slots=True)
class Asked:
    """What an item asks, and how: ``names`` are its own identifiers of options and responses, by ours.

    ``told`` are warnings of what it also says and we cannot keep; ``is_turned`` says that pairs begin at the right.
    """

    interaction: Interaction
    names: Mapping[str, str] = field(default_factory=dict)
    responses: tuple[str, ...] = ()
    rules: Mapping[str, Any] = field(default_factory=dict)
    told: tuple[Problem, ...] = ()
    is_turned: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """An item to be asked of: its body, its declarations, how it scores, and whether we wrote it ourselves."""

    body: _Element
    declared: Mapping[str, Declared]
    scorer: Scorer | None
    is_ours: bool

    def response_to(self, interaction: _Element) -> Declared:
        """Return the declaration an interaction is bound to; raises QbankError where there is none."""
        name = attribute(interaction, "responseIdentifier")
        if name not in self.declared:
            refuse("qti-not-declared", response=name)
        return self.declared[name]


def refuse(code: str, **values: object) -> NoReturn:
    """Raise the Problem of an item that cannot be taken."""
    raise QbankError(Problem(code, values=values))


def asked(sheet: Sheet, interactions: Sequence[_Element]) -> Asked:
    """Return what the interactions of an item ask.

    Raises:
        QbankError: they are several, of a kind that no item type has, or their key is missing or does not fit.
    """
    kinds = {name_of(each) for each in interactions}
    if not kinds:
        refuse("qti-nothing-asked")
    if kinds == {"textEntryInteraction"}:
        return _text_entry(sheet, interactions)
    if len(interactions) > 1:
        refuse("qti-composite", kinds="、".join(sorted(kinds)))
    kind = kinds.pop()
    if kind not in _READ:
        refuse("qti-kind-unknown", kind=kind)
    return _READ[kind](sheet, interactions[0])


def _choice(sheet: Sheet, element: _Element) -> Asked:
    name = "inlineChoice" if name_of(element) == "inlineChoiceInteraction" else "simpleChoice"
    known = _options(_named(element, name))
    response = sheet.response_to(element)
    right = _keys(sheet, response, list(known))
    several = response.cardinality == "multiple" and attribute(element, "maxChoices", "1") != "1"
    if not several and len(right) != 1:
        refuse("qti-keys-not-one", count=len(right))
    is_true = None if several else _verdict(known, right[0], is_ours=sheet.is_ours)
    if is_true is not None:
        right_id, wrong_id = ("true", "false") if is_true else ("false", "true")
        names = {right_id: right[0], wrong_id: next(each for each in known if each != right[0])}
        return Asked(incoming.verdict(is_true), names, (response.identifier,))
    choice = incoming.choice(list(known.values()), [list(known).index(each) for each in right], multiple=several)
    wrong = [each for each in known if each not in right]
    rule = marking(sheet.scorer, response.identifier, right, wrong) if sheet.scorer and several else None
    rules = {"marking": rule} if rule else {}
    return Asked(choice, _by_id(choice.options, known), (response.identifier,), rules)


def _verdict(known: Mapping[str, str], right: str, *, is_ours: bool) -> bool | None:
    """Return the verdict that is right, None for options that are none; what a person sees goes before identifiers."""
    if not is_ours and are_verdicts([*known.values()]):
        return verdict_of(known[right])
    names = {name.casefold() for name in known}
    return right.casefold() == "true" if names == {"true", "false"} and len(known) == 2 else None


def _order(sheet: Sheet, element: _Element) -> Asked:
    known = _options(_named(element, "simpleChoice"))
    response = sheet.response_to(element)
    right = _keys(sheet, response, list(known))
    if len(right) != len(known):
        refuse("qti-order-incomplete", count=len(right), options=len(known))
    options = incoming.options_of(list(known.values()))
    ids = dict(zip(known, (option.id for option in options), strict=True))
    order = Order(options, tuple(ids[each] for each in right))
    return Asked(order, _by_id(options, known), (response.identifier,))


def _match(sheet: Sheet, element: _Element) -> Asked:
    sets = [each for each in element.iterchildren("{*}*") if name_of(each) == "simpleMatchSet"]
    if len(sets) != 2:
        refuse("qti-key-missing")
    rows, others = (_options(_named(each, "simpleAssociableChoice")) for each in sets)
    if set(rows) & set(others):
        refuse("qti-identifier-twice", identifier=sorted(set(rows) & set(others))[0])
    response = sheet.response_to(element)
    pairs = [tuple(each.split(" ")) for each in _told(response)]
    for pair in pairs:
        if len(pair) != 2 or not (set(pair) & set(rows) and set(pair) & set(others)):
            refuse("qti-key-unknown", key=" ".join(pair))
    by_row = [(one, other) if one in rows else (other, one) for one, other in pairs]
    if sorted(row for row, _ in by_row) != sorted(rows):
        refuse("qti-rows-not-one")
    left = incoming.options_of(list(rows.values()), "l")
    right = incoming.options_of(list(others.values()), "r")
    ids = dict(zip((*rows, *others), (option.id for option in (*left, *right)), strict=True))
    found = dict(by_row)
    key = tuple((ids[row], ids[found[row]]) for row in rows)
    names = {**_by_id(left, rows), **_by_id(right, others)}
    return Asked(Match(left, right, key), names, (response.identifier,), is_turned=pairs[0][0] in others)


def _text_entry(sheet: Sheet, elements: Sequence[_Element]) -> Asked:
    responses = [sheet.response_to(each) for each in elements]
    names = [each.identifier for each in responses]
    if len(set(names)) < len(names):
        refuse("qti-identifier-twice", identifier=names[0])
    accepted, told = [], []
    for n, response in enumerate(responses, 1):
        answers, is_partly = _answers(response)
        if not answers:
            refuse("qti-blank-without-key", n=n)
        accepted.append(answers)
        told += [Problem("qti-part-marks", values={"n": n}, severity="warning")] if is_partly else []
    rules = {"any_order": True} if sheet.scorer and any_order(sheet.scorer, names, accepted) else {}
    return Asked(incoming.blanks(accepted), {}, tuple(names), rules, tuple(told))


def _answers(response: Declared) -> tuple[list[str], bool]:
    """Return the answers that earn a blank's full marks, and whether there are others that earn a part."""
    worth = [(key, each) for key, each, _ in response.mapping.worth if each > 0] if response.mapping else []
    most = max((each for _, each in worth), default=0.0)
    found = [*response.correct, *(key for key, each in worth if each == most)]
    answers = list(dict.fromkeys(filter(None, map(one_line, found))))
    return answers, any(each < most and one_line(key) not in answers for key, each in worth)


def _extended_text(sheet: Sheet, element: _Element) -> Asked:
    rubrics = [each for each in sheet.body.iter(*tags_of("rubricBlock")) if "scorer" in attribute(each, "view").split()]
    response = sheet.response_to(element)
    points = [point for rubric in rubrics for table in rubric.iter("{*}table") for point in _points(table)]
    if not points:
        # Somebody else's rubric may give marks in any way: it is one point, and what it says is not cut up.
        text = texts_of(child for each in rubrics for child in each.iterchildren("{*}*"))
        text = text or "\n".join(filter(None, map(one_line, response.correct)))
        points = [MarkingPoint(text)] if text else []
    if not points:
        refuse("qti-key-missing")
    return Asked(ExtendedText(tuple(points)))


def _points(table: _Element) -> Iterable[MarkingPoint]:
    if not of_class(table, POINTS):
        return
    for row in table.iterfind("{*}tbody/{*}tr"):
        cells = list(row.iterchildren("{*}td"))
        if len(cells) == 2:
            yield MarkingPoint(text_of(cells[0]), float(text_of(cells[1])))


def _named(element: _Element, name: str) -> list[_Element]:
    return list(element.iter(*tags_of(name)))


def _options(elements: Iterable[_Element]) -> dict[str, str]:
    """Return the texts of options by their identifiers."""
    known: dict[str, str] = {}
    for each in elements:
        identifier, text = attribute(each, "identifier"), text_of(each)
        if not text:
            refuse("qti-option-empty", identifier=identifier)
        if identifier in known or not identifier:
            refuse("qti-identifier-twice", identifier=identifier)
        known[identifier] = text
    return known


def _keys(sheet: Sheet, response: Declared, known: Sequence[str]) -> list[str]:
    right = _told(response)
    if not right and sheet.scorer and response.cardinality == "single":
        right = best_single(sheet.scorer, response.identifier, known)
    if not right:
        refuse("qti-key-missing")
    unknown = [each for each in right if each not in known]
    if unknown or len(set(right)) < len(right):
        refuse("qti-key-unknown", key=(unknown or right)[0])
    return right if response.cardinality == "ordered" else [each for each in known if each in right]


def _told(response: Declared) -> list[str]:
    """Return the key as a declaration tells it: the correct values, or else those that earn something."""
    if response.correct or not response.mapping:
        return list(response.correct)
    worth = {key: each for key, each, _ in response.mapping.worth if each > 0}
    most = max(worth.values(), default=0.0)
    return [key for key, each in worth.items() if each == most or response.cardinality != "single"]


def _by_id(options: Iterable[Option], known: Iterable[str]) -> dict[str, str]:
    return {option.id: name for option, name in zip(options, known, strict=True)}


_READ = {
    "choiceInteraction": _choice,
    "inlineChoiceInteraction": _choice,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "extendedTextInteraction": _extended_text,
}
