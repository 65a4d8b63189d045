"""A part's own clause, for stems where the whole sentence is too long or cannot stand: from comma to comma.

Reports and plans pack five clauses into a sentence. Whoever asks about a formula in one of them quotes that
clause and no more. It mostly has no subject, so drafts made of it are trusted little.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qbank.model import wording
from qbank.model.fact import Fact, Part
from qbank.types import _phrases as phrases
from qbank.types._clauses import Clause, located
from qbank.types._cuts import head_of

MOST_TRUST = 0.35
"""What a draft is trusted at most whose stem begins in mid-sentence, without who acts."""
_SHORTEST, _LONGEST = 9, 64
_STOPS = "，；：。！？"
# 该局按照…制度: who acts is pointed at, and what is done says enough without.
_POINTER = re.compile(r"(?:该|我|本)[局厅处科室院校县市区镇乡村司所队站部馆中心单位]{1,2}(?=[按落实开推践把将以])")
_OPENS_BADLY = re.compile(
    r"[的地得和与及或并而则且]|以及|其中|对此|例如|比如|特别是|尤其|(?:通过|随着|由于|因为|虽然|如果|当)"
)
_ONLY_HOW = re.compile(r"(?:按照|根据|依据|遵循|围绕|针对|结合|为了?|以[^，]*为)[^，]*$")
_ENDS_BADLY = re.compile(r"(?:[的时后前者中下内里]|以来|等|基础上|过程)$")


def own_clause(fact: Fact, *parts: Part) -> Clause | None:
    """Return the clause around the parts alone, with a neighbour where it is short; None if it cannot be quoted.

    Rules are left out: what a rule says is not known without its case.
    """
    sent = fact.sent
    spans = [located(sent, each) for each in parts]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    if phrases.NORM.search(sent.view):
        return None
    clause = Clause(sent, _start(sent.view, first), _end(sent.view, last), year=fact.year)
    if clause.end - clause.start - sum(end - start for start, end in spans) < _SHORTEST:
        clause = _widened(clause)
    clause = replace(clause, start=_past_pointer(clause))
    return clause if _is_quotable(clause, sum(end - start for start, end in spans)) else None


def _start(view: str, first: int) -> int:
    start = max(view.rfind(stop, 0, first) for stop in _STOPS) + 1
    return head_of(view, start, first)


def _end(view: str, last: int) -> int:
    return min((at for stop in _STOPS if (at := view.find(stop, last)) >= 0), default=len(view))


def _widened(clause: Clause) -> Clause:
    """Return a clause with the one before it, where that says who acts, else with the one after it."""
    view = clause.sent.view
    before = _start(view, max(clause.start - 1, 0))
    if clause.start and phrases.AGENT.match(view, before) and clause.end - before <= _LONGEST:
        return replace(clause, start=before)
    return replace(clause, end=_end(view, min(clause.end + 1, len(view))))


def _past_pointer(clause: Clause) -> int:
    pointer = _POINTER.match(clause.text)
    return clause.start + (pointer.end() if pointer else 0)


def _is_quotable(clause: Clause, hidden: int) -> bool:
    text = clause.text.strip(_STOPS)
    return bool(text) and not (
        clause.sent.is_vetoed(clause.sent.locate(clause.start, clause.end))
        or len(text) - hidden > _LONGEST
        or not wording.is_balanced(text)
        or _OPENS_BADLY.match(text)
        or _ENDS_BADLY.search(text)
        or _ONLY_HOW.match(text)
        or "：" in text
        or wording.dangling_word(text)
        or wording.refers_elsewhere(text)
        or phrases.tells_of_person(text)
        or phrases.EMPTY_TALK.search(text)
        or phrases.TALK.search(text)
        or phrases.lacks_date(text, clause.year)
    )
