"""What a QTI package keeps of an item: nearly all; texts as an HTML reader shows them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, assert_never

from qbank.errors import Problem
from qbank.formats._held import with_interaction, without
from qbank.model.item import (
    BLANK,
    Choice,
    ExtendedText,
    Interaction,
    Item,
    Match,
    Option,
    Order,
    TextEntry,
    answer_texts,
    is_verdict,
)
from qbank.model.portable import Portable, rules_of
from qbank.types._marking import Marking

_LINE_ENDS = re.compile("\r\n|[\r\v\f]")
_NO_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile("[ \t]+")
_TIDY = re.compile("[!-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
"""Texts in which nothing changes: one line without a space."""
_ASIDE = " \t\n\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""What players take off an answer's ends."""
MOST_OPTIONS = 100
_MOST_COMPARED = 4000
"""With more of them it is not worked out how an item scores: a hostile one would take for ever."""


def hold(portable: Portable) -> Portable | Problem:
    """Return what is found in a package, or why the item cannot go into one: a text is empty, a key does not fit.

    Blank lines, runs of spaces and spaces at the ends of lines are not shown by HTML and therefore not kept; nor are
    characters that XML forbids.
    """
    item = without(portable, "reasons", "spans").item
    interaction = _shown(item.body.interaction())
    item = _enveloped(item, paragraphs(item.stem))
    unfit = _unfit(item, interaction)
    if unfit:
        return Problem(unfit, place=item.id, values={"id": item.id})
    if isinstance(interaction, TextEntry):
        item = _with_blanks(item, len(interaction.accepted))
    item = with_interaction(item, interaction, _rules(item, interaction))
    proof = tuple(filter(None, map(paragraphs, portable.proof)))
    return replace(portable, item=item, stimulus=paragraphs(portable.stimulus), proof=proof)


def paragraphs(text: str) -> str:
    """Return text as HTML shows it: its lines, none of them empty, a single space where there were several."""
    if _TIDY.fullmatch(text):
        return text
    plain = _NO_XML.sub("", _LINE_ENDS.sub("\n", text))
    return "\n".join(filter(None, (_SPACES.sub(" ", line).strip(" ") for line in plain.split("\n"))))


def one_line(text: str) -> str:
    """Return text for where there are no lines; what players take off the ends of an answer is off."""
    return paragraphs(text).replace("\n", " ").strip(_ASIDE)


def shares(marking: Mapping[str, Any], keys: int) -> tuple[float, ...]:
    """Return what 1, 2 … all but one of the keys earn by a marking rule; all of them always earn 1."""
    rule = Marking.from_dict(marking)
    return tuple(rule.share(right=n, wrong=0, keys=keys) for n in range(1, keys))


def marking_of(earned: Sequence[float]) -> dict[str, Any]:
    """Return the shortest marking rule with these shares."""
    table = list(earned)
    while table and (not table[-1] if len(table) == 1 else table[-1] == table[-2]):
        table.pop()
    return Marking(tuple(table)).to_dict()


def _enveloped(item: Item, stem: str) -> Item:
    return replace(
        item,
        id=one_line(item.id),
        stem=stem,
        rationale=paragraphs(item.rationale),
        chapter=one_line(item.chapter),
        tags=tuple(filter(None, map(one_line, item.tags))),
        audience=tuple(filter(None, map(one_line, item.audience))),
    )


def _shown(interaction: Interaction) -> Interaction:
    """Return an interaction with its wordings as a reader finds them."""
    match interaction:
        case Choice() | Order():
            # The two words of a verdict are known by their ids and never read.
            if isinstance(interaction, Choice) and is_verdict(interaction):
                return interaction
            return replace(interaction, options=_each(interaction.options))
        case Match(left=left, right=right):
            return replace(interaction, left=_each(left), right=_each(right))
        case TextEntry(accepted=accepted):
            answers = (dict.fromkeys(filter(None, map(one_line, each))) for each in accepted)
            return TextEntry(tuple(map(tuple, answers)))
        case ExtendedText(points=points):
            return ExtendedText(tuple(replace(point, text=paragraphs(point.text)) for point in points))
        case _:
            assert_never(interaction)


def _each(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(replace(option, text=paragraphs(option.text), reason="") for option in options)


def _unfit(item: Item, interaction: Interaction) -> str:
    """Return the code of what keeps an item out, "" if nothing does."""
    if not item.stem:
        return "loss-qti-stem-empty"
    if not all(answer_texts(interaction)):
        return "loss-qti-text-empty"
    return "" if _key_fits(item, interaction) else "loss-qti-key-unfit"


def _key_fits(item: Item, interaction: Interaction) -> bool:
    """Tell whether a key names what is there, as often as it has to: no reader of a package checks that."""
    match interaction:
        case Choice(options=options, keys=keys, multiple=multiple):
            return _are_of(keys, options) and bool(keys) and (multiple or len(keys) == 1)
        case Order(options=options, key=key):
            return _are_of(key, options) and len(key) == len(options)
        case Match(left=left, right=right, pairs=pairs):
            rows, others = [row for row, _ in pairs], {other for _, other in pairs}
            return _are_of(rows, left) and len(rows) == len(left) and _are_of(tuple(others), right)
        case TextEntry(accepted=accepted):
            # Where a stem has no blank at all, they are put after it.
            return bool(accepted) and all(accepted) and item.stem.count(BLANK) in {0, len(accepted)}
        case ExtendedText(points=points):
            return bool(points) and all(0 < point.marks < math.inf for point in points)
        case _:
            assert_never(interaction)


def _are_of(ids: Sequence[str], options: Sequence[Option]) -> bool:
    known = [option.id for option in options]
    return len(set(known)) == len(known) and len(set(ids)) == len(ids) and set(ids) <= set(known)


def _with_blanks(item: Item, blanks: int) -> Item:
    if BLANK in item.stem:
        return item
    return replace(item, stem=item.stem + f" {BLANK}" * blanks)


def _rules(item: Item, interaction: Interaction) -> dict[str, Any]:
    """Return the rules as they are read again: markings in their shortest wording, any order only where it is sure."""
    rules = rules_of(item)
    if isinstance(interaction, Choice) and "marking" in rules:
        earned = shares(rules["marking"], len(interaction.keys)) if len(interaction.options) <= MOST_OPTIONS else ()
        return {**rules, "marking": marking_of(earned)}
    if isinstance(interaction, TextEntry) and rules.get("any_order"):
        return {**rules, "any_order": can_be_in_any_order(interaction.accepted)}
    return rules


def can_be_in_any_order(accepted: Sequence[Sequence[str]]) -> bool:
    """Tell whether each answer fills just one of several blanks, so that counting the blanks filled is marking them."""
    compared = len(accepted) * sum(map(len, accepted))
    return (
        len(accepted) > 1
        and compared <= _MOST_COMPARED
        and not any(set(one) & set(other) for one, other in combinations(accepted, 2))
    )
