"""Gates that need the document: what a draft must not do although the item by itself is sound."""

from __future__ import annotations

from collections.abc import Callable

from qbank.drafting.order import Candidate
from qbank.drafting.study import Study
from qbank.model.item import BLANK, Choice

_CONTEXT = 6


def refused_by(candidate: Candidate, study: Study) -> list[str]:
    """Return the codes of the gates that a draft does not pass; empty if it may be offered."""
    return [code for code, gate in _GATES.items() if gate(candidate, study)]


def _touches_redaction(candidate: Candidate, _study: Study) -> bool:
    sents = candidate.draft.fact.sentences()
    return any(sent.is_vetoed(ask.span) for sent in sents for ask in candidate.draft.asks) or any(
        _quotes(candidate.item.stem, sent.text[veto.start - sent.start : veto.end - sent.start])
        for sent in sents
        for veto in sent.vetoes
    )


def _quotes(stem: str, redacted: str) -> bool:
    return bool(redacted.strip()) and redacted.strip() in stem


def _outside_body(candidate: Candidate, study: Study) -> bool:
    """Tell whether an asked part lies in page furniture, a byline or the like."""
    return any(span.touches(ask.span) for span in study.aside for ask in candidate.draft.asks)


def _also_true(candidate: Candidate, study: Study) -> bool:
    """Tell whether the document itself says what a wrong option would say in place of the key.

    The few characters on both sides of the blank, with the option between them, are looked for in the text.
    """
    stem, interaction = candidate.draft.stem, candidate.item.body.interaction()
    if not isinstance(interaction, Choice) or stem.count(BLANK) != 1:
        return False
    left, _, right = stem.partition(BLANK)
    keys = set(interaction.keys)
    wrong = (option.text for option in interaction.options if option.id not in keys)
    around = (f"{left[-_CONTEXT:]}{text}{right[:_CONTEXT]}" for text in wrong)
    return any(len(words) > _CONTEXT and words in study.said for words in around)


def _false_is_true(candidate: Candidate, study: Study) -> bool:
    """Tell whether a statement keyed false stands in the document after all."""
    interaction = candidate.item.body.interaction()
    if not isinstance(interaction, Choice) or candidate.item.body.to_dict()["key"] is not False:
        return False
    return candidate.draft.stem.rstrip("。") in study.said


def _is_nobodys(candidate: Candidate, _study: Study) -> bool:
    """Tell whether a task on what stands below the stem (请将下列…) names neither document nor section nor case."""
    return candidate.item.stem.startswith("请将下列")


_GATES: dict[str, Callable[[Candidate, Study], bool]] = {
    "touches-redaction": _touches_redaction,
    "outside-body": _outside_body,
    "also-true": _also_true,
    "false-is-true": _false_is_true,
    "nobodys-task": _is_nobodys,
}
