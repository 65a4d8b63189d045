"""What a printed file says, whoever reads it: its words in order, and whatever is in it beside them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as a reader finds it.

    Args:
        body: the words of its pages in order, numbers of pages left out.
        edge: the words along the edge of the first page.
        title: what the properties say the file is called.
        elsewhere: words that stand in no page, with where they stand: properties, descriptions, notes.
        strange: what a paper has no use for, by name: comments, hidden words, attachments, links.
    """

    body: str
    edge: str
    title: str
    elsewhere: tuple[tuple[str, str], ...] = ()
    strange: tuple[str, ...] = ()


def folded(text: str) -> str:
    """Return text for comparing: forms of one character alike, white space and signs without a shape gone.

    Texts that are folded one by one and then joined are the folded whole.
    """
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not char.isspace() and unicodedata.category(char) not in _SHAPELESS)


_SHAPELESS = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Mn"})
