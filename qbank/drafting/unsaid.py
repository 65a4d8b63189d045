"""What a stem leaves unsaid because the words before it say it: whose case, which of its kind, on what occasion.

Chinese names what it speaks of once and goes on: 巡查员到场后，火势较小时…；火势较大的，立即撤离. What is supplied
stands word for word in the sentence asked or, a full name, in one that the proof shows, and only where nothing else
can be meant: a wrong subject is worse than none.
"""

from __future__ import annotations

import re

from qbank.drafting.lacking import is_lacking
from qbank.drafting.later_piece import STOPS, StemPlace, Whole
from qbank.drafting.lending import is_bare_limit, rules_for
from qbank.drafting.study import Study
from qbank.facts._words import words_of
from qbank.model import wording
from qbank.types import _phrases as phrases
from qbank.types._contract import Draft
from qbank.types._stems import leaks

_PREFIXES = (8, 6, 4)
"""Characters of a stem that are looked for in its sentence; a question word or a changed number may follow."""
_LONGEST = 64
_THIS_ONE = re.compile("后年(?!均)|下个?月|[这那]一|其中的")


def whole_of(draft: Draft, study: Study) -> Whole:
    """Return the stem of a draft with what its sentence leaves to the words before it; as it is where none are sure."""
    if draft.fact.kind == "code":
        return Whole(draft.stem)
    place = _place(draft, study)
    lent = (rule(place, study) for rule in rules_for(place)) if place is not None else ()
    found = next((whole for whole in lent if whole and _is_fit(whole.stem, draft)), None)
    return found or Whole(draft.stem, lacking=is_lacking(place, draft.stem, study.document.kind))


def _place(draft: Draft, study: Study) -> StemPlace | None:
    sent = draft.fact.sent
    at = next((at for size in _PREFIXES if (at := sent.view.find(draft.stem[:size])) >= 0), -1)
    if at < 0 and is_bare_limit(draft.stem) and is_bare_limit(sent.view):
        at = 0
    if at < 0 or (at and sent.view[at - 1] not in f"，{STOPS}" and not draft.stem.startswith("“")):
        return None
    return StemPlace(draft.stem, draft.fact.kind, sent, at, words_of(sent, study.terms_of))


def _is_fit(stem: str, draft: Draft) -> bool:
    """Tell whether what was supplied keeps a stem short, tells no key and leans on nothing itself."""
    told = stem[: len(stem) - len(wording.common_start([stem[::-1], draft.stem[::-1]]))]
    keys = draft.body.key_strings()
    return not (
        len(stem) > _LONGEST
        or (leaks(stem, keys) and not leaks(draft.stem, keys))
        or wording.dangling_word(stem)
        or wording.refers_elsewhere(told)
        or phrases.TALK.search(told)
        or phrases.tells_of_person(told)
        or phrases.RELATIVE_TIME.search(told)
        or phrases.SPEAKER.search(told)
        or _THIS_ONE.search(told)
        or not wording.is_balanced(stem)
    )
