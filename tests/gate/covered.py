"""Ideal coverage: the share of ideal questions that a draft asks, and for each other one what stood in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

from agreement import agrees, parts_asked, touches
from drafts import Studied
from ideals import Ideal
from record import IdealRow

from qbank.drafting.candidate import Candidate
from qbank.drafting.checks import LONGEST_STEM, check
from qbank.drafting.gates import refused_by
from qbank.drafting.naming import with_document
from qbank.model.document import Span
from qbank.model.fact import Fact, FactPool
from qbank.model.item import Item, Source
from qbank.types._contract import TYPES, Draft

COVERED = "covered"
_LOTS = 4
"""How many lots are drawn for each fact, so that the true and the false statement are both seen."""


def outcome(ideal: Ideal, of: Studied) -> IdealRow:
    """Return what became of an ideal. ``why``, from the first of these that holds:

    covered; ``no fact``: no part of a fact of the source touches the key; ``no draft``: no type drafts from such a
    fact; ``other key``: types draft from it, but ask something else; ``refused: CODE``: a draft that asks it broke
    a rule or a gate; ``not offered``: it would have passed alone, but another lot was drawn, another draft has its
    stem, or its sentence gave enough. In brackets how many drafts of the same source ask something else.
    """
    text, facts = of.document.text, of.study.facts
    asking = [item for item in of.items if agrees(item, ideal, facts, text)]
    asked = max((parts_asked(item, ideal, facts, text) for item in of.items), default=0)
    why = COVERED if asking else _why(ideal, of)
    same_type = any(item.type == ideal.type for item in asking)
    return IdealRow(
        document=ideal.document,
        type=ideal.type,
        covered=bool(asking),
        same_type=same_type,
        parts=len(ideal.parts),
        asked=asked,
        why=why,
    )


def _why(ideal: Ideal, of: Studied) -> str:
    beside = sum(touches(ideal.sources, (Span(each.start, each.end) for each in item.sources)) for item in of.items)
    return _reason(ideal, of) + (f" ({beside} drafts of the source)" if beside else "")


def _reason(ideal: Ideal, of: Studied) -> str:
    facts = [fact for fact in of.study.facts if _bears_on(fact, ideal)]
    if not facts:
        return "no fact"
    candidates = list(_candidates(facts, of))
    if not candidates:
        return f"no draft from {', '.join(sorted({fact.pattern for fact in facts}))}"
    text = of.document.text
    asking = [each for each in candidates if agrees(each.item, ideal, of.study.facts, text)]
    if not asking:
        return "other key"
    codes = Counter(code for each in asking for code in _codes(each, of))
    return f"refused: {codes.most_common(1)[0][0]}" if all(_codes(each, of) for each in asking) else "not offered"


def _bears_on(fact: Fact, ideal: Ideal) -> bool:
    spans = [span for part in ideal.parts for span in part]
    rests_on = (Span(sent.start, sent.end) for sent in fact.sentences())
    return touches(rests_on, ideal.sources) and touches((part.span for part in fact.parts()), spans)


def _codes(candidate: Candidate, of: Studied) -> list[str]:
    return [problem.code for problem in check(candidate.item)] + refused_by(candidate, of.study)


def _candidates(facts: list[Fact], of: Studied) -> Iterator[Candidate]:
    pool = FactPool.of([(of.document.name, fact) for fact in of.study.facts], of.document.date)
    for fact in facts:
        for item_type in TYPES:
            if fact.kind in item_type.uses:
                for lot in range(_LOTS):
                    yield from (Candidate(_item(each, of), each) for each in item_type.draft(fact, pool, Random(lot)))


def _item(draft: Draft, of: Studied) -> Item:
    document = of.document
    places = [(sent.start, sent.end, sent.text) for sent in draft.fact.sentences()]
    return Item(
        id="candidate",
        stem=with_document(draft.stem, document, longest=LONGEST_STEM),
        body=draft.body,
        sources=tuple(Source(document.name, document.digest, *place) for place in places),
        pattern=draft.fact.pattern,
    )
