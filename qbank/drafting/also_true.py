"""The gate “also true in …”: no wrong option and no false statement may be what a document says after all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qbank.drafting.candidate import Candidate
from qbank.drafting.claims import Claim, claims_of
from qbank.drafting.kin import Names, names_in, says_the_key
from qbank.drafting.places import figures, places
from qbank.drafting.said import Said, Saying, sayings
from qbank.drafting.states import Wanted, WordsOf, states, wanted
from qbank.drafting.study import Study
from qbank.errors import Problem
from qbank.model.changed import changed
from qbank.model.fact import Rows
from qbank.model.item import Choice

_LOOKED_THROUGH = 50_000
"""Characters of a document up to which it takes less to look for words in all of it than to find what is near them."""
_SPECIFIC = 6
"""Characters of content words a claim must have before another document can speak of the same thing."""


@dataclass(frozen=True, slots=True)
class Record:
    """Where the claims of one document's drafts are looked up: the document itself, then all the others."""

    document: str
    own: Said
    told: str
    """All that the document says, numbers in figures; "" of a long one, which is not looked through for each claim."""
    elsewhere: Said | None
    names: Names
    words_of: WordsOf


def record_of(study: Study, elsewhere: Said | None = None) -> Record:
    """Return what the document says, beside what ``elsewhere`` says."""
    said = list(sayings(study.outline))
    own = Said.of([(said, study.words_of([each.text for each in said]))])
    told = "\n".join(map(_told, said)) if len(study.document.text) <= _LOOKED_THROUGH else ""
    names = names_in(each.text for each in said)
    return Record(study.document.name, own, told, elsewhere, names, study.words_of)


def _as_told(candidate: Candidate) -> Candidate:
    """Return a draft with its options as the document words them: 明年6月底前."""
    body = candidate.draft.body
    return candidate if candidate.item.body is body else Candidate(changed(candidate.item, body=body), candidate.draft)


def _told(saying: Saying) -> str:
    """Return the text that a claim's words are looked for in when ``states`` asks whether a saying makes it."""
    return f"{figures(saying.lead)}{figures(saying.text)}" if saying.extends else figures(saying.text)


def also_true(candidate: Candidate, record: Record) -> Problem | None:
    """Return the Problem that names the document and the sentence that make a draft ambiguous; None if none does."""
    interaction = candidate.asked
    if not isinstance(interaction, Choice):
        return None
    again = says_the_key(interaction, record.names, record.words_of) if candidate.draft.asks else None
    if again:
        values = {"id": candidate.item.id, "claim": again[0], "key": again[1]}
        return Problem("same-as-key", record.document, values=values, severity="warning")
    # In its own document a stem needs no title, and 今年 no number; elsewhere 本办法 is another one.
    for said, asked, stem, aside, told in (
        (record.own, _as_told(candidate), candidate.draft.stem, "", record.told),
        (record.elsewhere, candidate, candidate.item.stem, record.document, ""),
    ):
        if said is None:
            continue
        # Most wrong options are amounts that stand nowhere in the document.
        claims = (each for each in claims_of(asked, stem) if not told or any(places(told, figures(each.words))))
        found = _witness(claims, candidate, said, aside, record.words_of)
        if found:
            return _problem(record.document, candidate, *found)
    return None


def _witness(
    claims: Iterable[Claim], candidate: Candidate, said: Said, aside: str, words_of: WordsOf
) -> tuple[Claim, Saying] | None:
    """Return the first claim that a saying makes, with the saying."""
    frame: tuple[str, ...] = ()
    near: list[Saying] = []
    for claim in claims:
        want = _wanted(claim, candidate, words_of)
        if aside and sum(map(len, want.all_words)) < _SPECIFIC:
            continue
        if want.all_words != frame:
            frame, near = want.all_words, list(said.about(want.all_words, aside=aside))
        beside = _said_of_another_case(claim, candidate)
        found = next((saying for saying in near if saying.text != beside and states(saying, want)), None)
        if found:
            return claim, found
    return None


def _said_of_another_case(claim: Claim, candidate: Candidate) -> str:
    """Return the sentence that lays down a claim's amount for another case than the one asked about, "" if none does.

    After 900件以上的抽取40卷，300件以下的抽取10卷 it is not said of the first that 10 are.
    """
    fact = candidate.draft.fact
    if not isinstance(fact, Rows) or fact.relation != "limit":
        return ""
    others = (right.text for _, right in fact.rows if right not in candidate.draft.asks)
    return fact.sent.view if claim.words in others else ""


def _wanted(claim: Claim, candidate: Candidate, words_of: WordsOf) -> Wanted:
    several = isinstance(candidate.asked, Choice) and candidate.asked.multiple
    return wanted(claim, words_of, several=several, open_list=not getattr(candidate.draft.fact, "closed", True))


def _problem(document: str, candidate: Candidate, claim: Claim, saying: Saying) -> Problem:
    values = {"id": candidate.item.id, "claim": claim.text, "document": saying.document, "sentence": saying.whole}
    return Problem("also-true", document, values=values, severity="warning")
