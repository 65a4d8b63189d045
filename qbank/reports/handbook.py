"""What a study handbook takes from a document: its key sentences, the terms it explains, and a short quiz."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from random import Random

from qbank.drafting.study import Study
from qbank.formats.paper.handbook import Quoted
from qbank.model.fact import Code, Definition
from qbank.model.item import Source
from qbank.model.pace import seconds_of
from qbank.model.portable import Portable

POINTS = 10
MINUTES = 10
PlaceOf = Callable[[Source], str]


def key_points(study: Study, place_of: PlaceOf, most: int = POINTS) -> tuple[Quoted, ...]:
    """Return the sentences most worth asking about, in the order of the text, each with its headings."""
    best = sorted((each.sent for each in study.ranked[:most]), key=lambda sent: sent.start)
    return tuple(Quoted(sent.readable, _place(study, sent.start, sent.end, place_of)) for sent in best)


def terms(study: Study, place_of: PlaceOf) -> tuple[Quoted, ...]:
    """Return the terms and code words that the text itself explains, in its words and order, each once."""
    found: dict[str, tuple[int, Quoted]] = {}
    explained = [(fact.term, fact.meaning) for fact in study.facts if isinstance(fact, Definition)]
    explained += [(fact.code, fact.gloss) for fact in study.facts if isinstance(fact, Code) and fact.gloss]
    for term, meaning in explained:
        place = _place(study, meaning.span.start, meaning.span.end, place_of)
        found.setdefault(term.text, (term.span.start, Quoted(meaning.text, place, term.text)))
    return tuple(quoted for _, quoted in sorted(found.values(), key=lambda pair: pair[0]))


def _place(study: Study, start: int, end: int, place_of: PlaceOf) -> str:
    document = study.document
    return place_of(Source(document.name, document.digest, start, end, document.text[start:end]))


def quiz(
    portables: Sequence[Portable], seed: str, minutes: int = MINUTES, apart: Iterable[tuple[str, str]] = ()
) -> tuple[Portable, ...]:
    """Return some items that take about so many minutes together, drawn by the seed, no two on one sentence.

    Types take turns, the quick ones first, so that a quiz is not all of one kind.

    Args:
        portables: what is drawn from.
        seed: draws the lots.
        minutes: how long the quiz is to take.
        apart: pairs of ids that may not stand in one quiz: they ask the same, or one tells the other's answer.
    """
    foes = defaultdict[str, set[object]](set)
    for one, other in apart:
        foes[one].add(other)
        foes[other].add(one)
    rng = Random(hashlib.sha256(seed.encode("utf-8", "replace")).digest())  # noqa: S311 - a draw, no secret
    drawn = rng.sample(portables, len(portables))
    seconds = {each.item.type: each.item.body.seconds for each in portables}
    left, asked, chosen = float(minutes * 60), set[object](), list[Portable]()
    while left > 0:
        before = len(chosen)
        for kind in sorted(seconds, key=lambda each: (seconds[each], each)):
            fitting = (each for each in drawn if each.item.type == kind and not asked & _asked(each))
            found = next((each for each in fitting if seconds_of(each.item) <= left), None)
            if found is not None:
                chosen.append(found)
                asked |= _asked(found) | foes[found.item.id]
                left -= seconds_of(found.item)
        if len(chosen) == before:
            break
    return tuple(sorted(chosen, key=portables.index))


def _asked(portable: Portable) -> set[object]:
    """Return what an item asks about: its sentence, or itself where it has none; a passage as a whole."""
    item = portable.item
    spans: Iterable[object] = ((each.document, each.start) for each in item.sources[:1])
    return {item.id, *spans, *((item.stimulus,) if item.stimulus else ())}
