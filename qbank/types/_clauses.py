"""A stretch of a sentence that a stem is made of, and where parts stand in it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from qbank.model.document import Sentence
from qbank.model.fact import Part
from qbank.types import _phrases as phrases
from qbank.types._cuts import Range


@dataclass(frozen=True, slots=True)
class Clause:
    """A window ``[start, end)`` of a sentence's view, and the words to put before it ("" for none).

    ``year`` is the one that it calls 今年, 0 where that is not known.
    """

    sent: Sentence
    start: int
    end: int
    before: str = ""
    year: int = 0

    def __hash__(self) -> int:
        """Hash the place alone: much that is known of a clause is remembered by it."""
        return hash((self.sent.start, self.start, self.end))

    @property
    def text(self) -> str:
        """Return the words of the window without what stands before it."""
        return self.sent.view[self.start : self.end]

    def put(self, *swaps: tuple[Part, str]) -> str:
        """Return the window with parts replaced, words before it supplied, asides such as （以下简称…） taken out."""
        text, at = self.before, self.start
        places = [(*located(self.sent, part), words) for part, words in swaps]
        for start, end, words in sorted(places) if len(places) > 1 else places:
            text += self.sent.view[at:start] + words
            at = end
        return phrases.without_also(phrases.without_aside(text + self.sent.view[at : self.end]))

    def until(self, part: Part) -> str:
        """Return the words of the window before a part."""
        return self.sent.view[self.start : located(self.sent, part)[0]]

    def rest(self, *parts: Part) -> str:
        """Return the words of the window after the last of the parts."""
        ends = [located(self.sent, part)[1] for part in parts]
        return self.sent.view[max(ends) : self.end]


def located(sent: Sentence, part: Part) -> Range:
    """Return where a part stands in the view of its sentence; raises ValueError if it stands elsewhere."""
    if sent.offsets is None:
        start, end = part.start - sent.start, part.end - sent.start
    else:
        start, end = bisect_left(sent.offsets, part.start), bisect_left(sent.offsets, part.end)
    if start < 0 or sent.view[start:end] != part.text:
        raise ValueError(f"part {part.text!r} does not stand in {sent.view!r}")
    return start, end
