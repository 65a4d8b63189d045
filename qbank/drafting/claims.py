"""What a wrong option or a false statement claims: words put into a place, and what stands on both sides of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qbank.drafting.candidate import Candidate
from qbank.drafting.naming import unnamed
from qbank.model.item import BLANK, Choice, is_verdict
from qbank.model.numerals import MEASURE
from qbank.types._clauses import located

_ASKED = re.compile(
    rf"{BLANK}|(?:(?:百分之|千分之|万分之)?多少(?:个百分点|{MEASURE})?|几(?:{MEASURE}))|哪[一几](?:[天年日]|个?部门|个?单位)|哪个?部门|"
    r"哪年哪月|何时|谁|(?:(?:主要)?包括|分别[是有]|有|是|为)?(?:下列|以下)?哪些(?:内容(?=？))?|哪[一二两三四五六七八九十]+(?:个|项|种|条|点|类|大|方面|步)"
)
_TOPIC = re.compile(r"^在(?:“[^”]*”|[^，。；]{1,24})方面，")
_ASIDE = re.compile(r"[（(](?:以下|下文)?(?:简称|统称|下称|以下)[^（）()]*[）)]")
_ENDS = "。．；，？？ "
_CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Claim:
    """``left + words + right`` is what would have to be true; ``words`` stand where the key belongs."""

    left: str
    words: str
    right: str

    @property
    def text(self) -> str:
        """Return the claim as one wording."""
        return f"{self.left}{self.words}{self.right}"


def claims_of(candidate: Candidate, stem: str) -> Iterator[Claim]:
    """Yield what each wrong option, or the statement if it is keyed false, claims; nothing for other items.

    Args:
        candidate: the draft.
        stem: its stem, with or without the name of the document.
    """
    interaction = candidate.asked
    if not isinstance(interaction, Choice):
        return
    # A topic supplied from a heading stands in no sentence.
    stem = _TOPIC.sub("", unnamed(stem)).strip(_ENDS)
    if is_verdict(interaction):
        if interaction.keys == ("false",):
            yield _swapped(candidate, stem)
        return
    # An option stands in the place that the stem asks for, or at its end where it only names what is asked.
    asked = _ASKED.search(stem)
    left, right = (stem[: asked.start()], stem[asked.end() :]) if asked else (stem, "")
    for option in interaction.options:
        if option.id not in interaction.keys:
            yield Claim(left, option.text, right)


def _swapped(candidate: Candidate, stem: str) -> Claim:
    """Return a false statement with the words in it that are not the source's, by what stands around them there."""
    asked = candidate.draft.asks[0]
    sents = candidate.draft.fact.sentences()
    sent = next((each for each in sents if each.start <= asked.start < each.end), sents[0])
    start, end = located(sent, asked)
    before = _ASIDE.sub("", sent.view[:start])[-_CONTEXT:]
    after = _ASIDE.sub("", sent.view[end:])[:_CONTEXT]
    # Only where the neighbouring character agrees can more of them agree.
    ends = [at for at in range(len(stem) + 1) if stem.endswith(before[-1:], 0, at)]
    left = max(ends, key=lambda at: (_common(stem[:at][::-1], before[::-1]), -at), default=0)
    starts = [at for at in range(left, len(stem) + 1) if stem.startswith(after[:1], at)]
    right = max(starts, key=lambda at: (_common(stem[at:], after), -at), default=left)
    if not _common(stem[right:], after):
        right = len(stem)
    return Claim(stem[:left], stem[left:right], stem[right:])


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
