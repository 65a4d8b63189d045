"""What papers are to have beyond their blueprint where the bank allows it: keys without a pattern to guess by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from qbank.assembly.evenness import FEWEST, most_of_rights, most_of_verdict
from qbank.assembly.one_form import Outcome, Paper
from qbank.assembly.shortages import Shortage
from qbank.assembly.verifying import Rule, gaps_of_keys
from qbank.errors import Problem
from qbank.model.blueprint import Band, Blueprint
from qbank.model.candidate import Candidate
from qbank.model.form import OWN

Wishes = Mapping[str, Any]
"""Fields of a blueprint that nobody set, with what they are to be; the first are given up last."""
_RULES: Mapping[str, Rule] = {"trues": "trues", "rights": "rights", "keys": "key"}
_TOLD: Mapping[Rule, str] = {"trues": "papers-uneven-trues", "rights": "papers-uneven-rights"}
_LETTERS = 4
"""Options that single choices usually have."""
_NEAR = 1e-9


def even_keys(blueprint: Blueprint, bank: Iterable[Candidate]) -> dict[str, Any]:
    """Return what is wished of the keys of a blueprint where it does not say.

    What kind of key the items of a section have is told by those of its type in the bank.

    Of statements half are true, one more or less; of multiple choices no more than half (rounded up) have the same
    number of right options. Letters of single choices are always wished for: what a blueprint asks of them is counted
    when forms are made.
    """
    found: dict[str, Any] = {}
    judged, several, lettered = set[str](), set[str](), set[str]()
    for each in bank:
        kinds = judged if each.verdict else several if each.rights else lettered if each.key else None
        if kinds is not None:
            kinds.add(each.type)
    statements, multiple, single = (
        sum(section.number for section in blueprint.sections if section.type in types)
        for types in (judged, several, lettered)
    )
    if blueprint.trues is None and statements >= FEWEST:
        most = most_of_verdict(statements)
        found["trues"] = Band(1 - most / statements - _NEAR, most / statements + _NEAR)
    if blueprint.rights is None and multiple >= FEWEST:
        found["rights"] = most_of_rights(multiple) / multiple + _NEAR
    if single:
        found["keys"] = Band(0, ceil(single / _LETTERS) / single + _NEAR)
    return found


def as_wished(blueprint: Blueprint, wishes: Wishes, solve: Callable[[Blueprint], Outcome]) -> tuple[Blueprint, Outcome]:
    """Return the papers of a blueprint that come nearest to some wishes, and the blueprint with what they keep.

    Where the bank cannot give all of them, they are kept one by one as far as it can: a share of keys becomes as
    wide as it must be, anything else is given up. What a blueprint asks for is never given up for a wish.

    Args:
        blueprint: what is asked.
        wishes: what is wished.
        solve: chooses papers for a blueprint.
    """
    kept = replace(blueprint, **wishes)
    found = solve(kept)
    if found.papers or found.problems or not wishes:
        return kept, found
    kept, found = blueprint, solve(blueprint)
    for name, wish in wishes.items() if found.papers else ():
        asked = replace(kept, **{name: wish})
        tried = solve(asked)
        if not tried.papers and (wider := _widened(name, wish, tried.shortages)) is not None:
            asked = replace(kept, **{name: wider})
            tried = solve(asked)
        if tried.papers:
            kept, found = asked, tried
    return kept, found


def _widened(name: str, wish: Any, shortages: Sequence[Shortage]) -> Any:  # noqa: ANN401 - a field's own kind
    """Return a share as wide as the nearest papers need it; None where they miss something else too."""
    if not shortages or any(each.gap.rule != _RULES.get(name) for each in shortages):
        return None
    found = [each.gap.found for each in shortages]
    if isinstance(wish, Band):
        return Band(max(min(wish.least, *found) - _NEAR, 0), max(wish.most, *found) + _NEAR)
    return max(wish, *found) + _NEAR


def uneven(blueprint: Blueprint, papers: Sequence[Paper], bank: Mapping[str, Candidate]) -> Iterator[Problem]:
    """Yield what papers do not keep of what is wished of statements and multiple choices.

    Args:
        blueprint: what was asked.
        papers: the papers.
        bank: the items by id.
    """
    asked = {name: wish for name, wish in even_keys(blueprint, bank.values()).items() if name != "keys"}
    for at, paper in enumerate(papers):
        items = [bank[each] for section in paper for each in section if each in bank]
        for gap in gaps_of_keys(replace(Blueprint(name="", sections=()), **asked), items):
            verdicts = [each.verdict for each in items if each.verdict]
            rights = [each.rights for each in items if each.rights]
            counts: dict[str, object] = {"true": verdicts.count("true"), "false": verdicts.count("false")}
            counts |= {"number": gap.name, "same": rights.count(int(gap.name or 0)), "count": len(rights)}
            yield Problem(_TOLD[gap.rule], values={"name": OWN[at], **counts}, severity="warning")
