"""What a heading is, and what finding headings needs to know of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qbank.model.document import Role
from qbank.text.numbering import BULLET, Number

LONGEST_LINE = 45
"""Characters of a heading on a line of its own that has a number or a mark."""
SHORT = 20
"""Characters of a heading that has no number."""
LINE_END = re.compile("[。；;，,、：:！!？?.…]$")


class Head(NamedTuple):
    """A heading: its rank, its number as printed, and its extent ``[0:end]`` within its paragraph.

    ``words`` is the range of the heading's words within the paragraph, empty where it has only a number.
    ``closed`` tells that its section ends with its own paragraph.
    """

    rank: int
    label: str
    end: int
    words: tuple[int, int]
    closed: bool = False

    def as_number(self) -> Number:
        """Return what stands for the number of a heading that has none or whose number does not tell its rank."""
        return Number(self.label, self.rank, 0, self.words[0])


@dataclass(frozen=True, slots=True)
class Text:
    """What headings need to know of the document: texts, roles and numbers, one each a paragraph."""

    texts: Sequence[str]
    roles: Sequence[Role]
    numbers: Sequence[Number | None]

    def start(self, index: int) -> int:
        """Return where the words of a paragraph begin, past its number."""
        number = self.numbers[index]
        return number.end if number else 0

    def rank(self, index: int) -> int:
        """Return the rank of a paragraph's number, a larger one than any where it has none."""
        number = self.numbers[index]
        return number.rank if number else BULLET + 1

    def is_body(self, index: int) -> bool:
        """Tell whether there is such a paragraph and it is no furniture, title or signature."""
        return 0 <= index < len(self.texts) and self.roles[index] == "body"

    def opens_text(self, index: int) -> bool:
        """Tell whether a paragraph without a number of its own reads as prose: it ends as sentences do, or is long."""
        words = self.texts[index]
        return LINE_END.search(words) is not None or len(words) > 2 * SHORT
