"""Overgenerate, gate, order: from a studied document to the drafts an editor sees."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qbank.drafting.also_true import also_true, record_of
from qbank.drafting.candidate import Candidate
from qbank.drafting.checks import LONGEST_STEM, check
from qbank.drafting.collecting import collect_seldom
from qbank.drafting.dating import dated_body, dated_stem
from qbank.drafting.gates import refused_by
from qbank.drafting.later_piece import Whole
from qbank.drafting.lots import Lots
from qbank.drafting.naming import NAMED, short_title, unnamed, with_document
from qbank.drafting.order import in_review_order
from qbank.drafting.said import Said
from qbank.drafting.setting import headings_of, setting_of
from qbank.drafting.stimulus import group
from qbank.drafting.study import Study
from qbank.drafting.unsaid import whole_of
from qbank.drafting.verbatim import LOCKED_KINDS, Grounds, check_verbatim, grounds_of
from qbank.drafting.worth import PRIORS, Worth
from qbank.errors import Problem
from qbank.locale import say
from qbank.model.document import Sentence
from qbank.model.fact import Fact, FactPool
from qbank.model.item import ExtendedText, Item, Match, Order, Source
from qbank.model.stimulus import Stimulus
from qbank.types._contract import TYPES, Draft

_LONGEST_HEADING = 24
_NAME_FIRST = re.compile("“[^“”]+”")
_LACKING = 0.5
MOST_FACTS = 4000
"""Facts drafted from at most: a document of a million characters has no more questions than an editor can read."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """The drafts of one document, best first, and how many were refused for which reason (code → number).

    The first ``shortlisted`` items make up the short list of at most ten; of the others ``weak`` are too seldom
    kept for it, ``repeats`` ask again what it asks.
    ``also_true`` says of each draft that was refused because something it calls wrong is right after all,
    which document says so and in which sentence. ``stimuli`` are the passages that some of the items share and name.
    """

    document: str
    items: tuple[Item, ...]
    refused: Counter[str]
    shortlisted: int
    weak: int
    repeats: int
    also_true: tuple[Problem, ...] = ()
    stimuli: tuple[Stimulus, ...] = ()


def draft(
    study: Study,
    *,
    seed: str = "",
    elsewhere: Said | None = None,
    locked: frozenset[str] = LOCKED_KINDS,
    worth_of: Worth = PRIORS,
) -> Drafted:
    """Return the drafts of a document in review order.

    Args:
        study: the document.
        seed: changes which way options are shuffled and which half of 判断 is false; the same seed
            and document give the same drafts.
        elsewhere: what the other documents say. A draft that they make ambiguous is refused; nothing else
            depends on them.
        locked: the kinds of documents under the verbatim lock, see ``drafting.verbatim``.
        worth_of: what a draft is expected to be worth; it decides the order, and so which three of a sentence stay.
    """
    collect_seldom()
    candidates = list(every_candidate(study, seed=seed))
    ambiguous = _asked_with_two_keys(candidates)
    refused: Counter[str] = Counter()
    record, true_after_all = record_of(study, elsewhere), []
    grounds = grounds_of(study.outline, locked)
    offered: dict[str, Candidate] = {}
    asked: dict[str, str] = {}
    for candidate in candidates:
        code = next(_faults(candidate, study, grounds), "")
        if not code and candidate.item.stem in ambiguous:
            code = "two-keys"
        question = _question_of(candidate)
        twin = offered.get(asked.get(question, ""))
        if not code and twin is not None and candidate.draft.trust <= twin.draft.trust:
            code = "same-draft"
        problem = None if code else also_true(candidate, record)
        if problem:
            true_after_all.append(problem)
            code = problem.code
        if code:
            refused[code] += 1
        else:
            # Two patterns may word one question alike: the surer of them stands for both.
            if twin is not None:
                refused["same-draft"] += 1
                del offered[twin.item.id]
            offered[candidate.item.id] = candidate
            asked[question] = candidate.item.id
    ordered = in_review_order(list(offered.values()), study, worth_of)
    shared = group([offered[item.id] for item in ordered.items[ordered.shortlisted :]], study)
    return Drafted(
        study.document.name,
        shared.marked(ordered.items),
        refused,
        ordered.shortlisted,
        ordered.weak,
        ordered.repeats,
        tuple(true_after_all),
        shared.stimuli,
    )


def _question_of(candidate: Candidate) -> str:
    """Return what is alike for drafts of one question and key: “四单”指的是哪些？ and “四单”包括哪些内容？"""
    if not isinstance(candidate.asked, ExtendedText):
        return candidate.item.id
    named = _NAME_FIRST.match(unnamed(candidate.item.stem))
    return f"{named.group()}{candidate.key}" if named else candidate.item.id


def _faults(candidate: Candidate, study: Study, grounds: Grounds) -> Iterator[str]:
    """Yield the codes of what is wrong with a draft by itself; the first is why it is not offered."""
    # What only warns an editor about an item of their own is reason enough not to offer a draft.
    yield from (problem.code for problem in check(candidate.item))
    yield from refused_by(candidate, study)
    if candidate.item.sources:
        yield from (problem.code for problem in check_verbatim(candidate.item, lambda *_: grounds))


def _asked_with_two_keys(candidates: Sequence[Candidate]) -> frozenset[str]:
    """Return the stems that two places of a document answer differently.

    What is matched or put into order stands below its stem, and tells one such item from another.
    """
    keys: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for candidate in candidates:
        if isinstance(candidate.asked, Match | Order):
            continue
        keys[candidate.item.stem, candidate.item.type].add(candidate.key)
    return frozenset(stem for (stem, _), texts in keys.items() if len(texts) > 1)


def every_candidate(study: Study, *, seed: str = "") -> Iterator[Candidate]:
    """Yield what can be asked of a document before any gate; ``seed`` as for ``draft``."""
    pool = FactPool.of([(study.document.name, fact) for fact in study.facts], study.document.date)
    rng = Lots()
    for fact in _chosen(study):
        whereabouts = _whereabouts(fact)
        for item_type in TYPES:
            if fact.kind not in item_type.uses:
                continue
            rng.begin(f"{seed}/{item_type.type_name}/{whereabouts}")
            for each in item_type.draft(fact, pool, rng):
                yield _candidate(each, study)


def _chosen(study: Study) -> Sequence[Fact]:
    """Return the facts to draft from: all, or those of the best sentences where a document has too many."""
    if len(study.facts) <= MOST_FACTS:
        return study.facts
    standing = study.standing()
    best = sorted(study.facts, key=lambda fact: -standing.get(fact.sent.index, 0.0))[:MOST_FACTS]
    return sorted(best, key=lambda fact: fact.sent.index)


def _whereabouts(fact: Fact) -> str:
    """Return what tells a fact from others by its own sentence alone, so that changes elsewhere draw no other lot."""
    places = " ".join(str(each.start - fact.sent.start) for each in fact.parts())
    return f"{fact.pattern}/{fact.sent.view}/{places}"


def _candidate(draft: Draft, study: Study) -> Candidate:
    """Return a draft as an item, its stem made whole; one that cannot be is trusted less."""
    whole = whole_of(draft, study)
    if whole.lacking:
        draft = replace(draft, trust=round(max(draft.trust - _LACKING, 0.01), 2))
    return Candidate(_item(draft, whole, study), draft)


def _item(draft: Draft, whole: Whole, study: Study) -> Item:
    document = study.document
    stem, told = _stem(draft, whole, study)
    stem, body = dated_stem(stem, draft.fact.year), dated_body(draft.body, draft.fact.year)
    key = body.key_text()
    sents = (*((whole.lent_by,) if told and whole.lent_by else ()), *draft.fact.sentences())
    return Item(
        id=_item_id(document.name, body.type_name, stem, key),
        stem=stem,
        body=body,
        rationale=_rationale(draft, key, sents, study),
        sources=tuple(_source(sent, study) for sent in sents),
        pattern=draft.fact.pattern,
        difficulty=TYPES.get(body.type_name).difficulty,
        chapter=document.chapter,
        audience=document.audience,
        tags=document.tags,
    )


def _stem(draft: Draft, whole: Whole, study: Study) -> tuple[str, bool]:
    """Return the stem of an item, and whether it is the whole one: not where that leaves no room for the title."""
    told = _placed(draft, whole.stem, study)
    if whole.stem == draft.stem:
        return told, True
    own = _placed(draft, draft.stem, study)
    crowded = "《" in _source_named(own) and "《" not in _source_named(told)
    return (own, False) if crowded else (told, True)


def _placed(draft: Draft, stem: str, study: Study) -> str:
    """Return a stem of a draft that names document and part."""
    placed = draft if stem == draft.stem else replace(draft, stem=stem)
    part = setting_of(placed, study)
    return with_document(placed.stem, study.document, longest=LONGEST_STEM, part=part)


def _source_named(stem: str) -> str:
    named = NAMED.match(stem)
    return named.group() if named else ""


def _item_id(*parts: str) -> str:
    """Mint an id: the same draft of the same document gets the same one, so drafting twice adds nothing.

    The document's digest is left out on purpose: a draft whose sentence survives a revision stays itself.
    """
    return "q" + hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:14]


def _source(sent: Sentence, study: Study) -> Source:
    return Source(study.document.name, study.document.digest, sent.start, sent.end, sent.text)


def _rationale(draft: Draft, key: str, sents: Sequence[Sentence], study: Study) -> str:
    # Part of the item, so in the language of the items, whoever drafts.
    headings = [each for each in headings_of(draft, study) if len(each) <= _LONGEST_HEADING]
    place = say("rationale-place", "zh", heading=headings[-1]) if headings else ""
    return say(
        "rationale",
        "zh",
        key=key,
        title=short_title(study.document) or study.document.name,
        place=place,
        sentence=" ".join(each.readable for each in sents),
    )
