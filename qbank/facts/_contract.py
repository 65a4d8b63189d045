"""What every pattern keeps: one construction, the facts it yields, an example and a counter-example."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from qbank.model.document import Outline, Sentence, Term
from qbank.model.fact import Fact
from qbank.registry import Registry

TermsOf = Callable[[Sentence], tuple[Term, ...]]
"""Gives the tagged words of a sentence's view, with offsets into the view; computed on first use."""


class Pattern(Protocol):
    """A rule that recognises a construction and yields typed facts. It never ranks or words anything."""

    name: str
    yields: frozenset[str]
    """The fact kinds it finds."""

    def find(self, outline: Outline, terms: TermsOf) -> Iterator[Fact]:
        """Yield facts in order of position. No part touches a veto span or anything but body and headings."""

    def example(self) -> tuple[str, tuple[tuple[str, ...], ...]]:
        """Return a small document text and, for each fact expected in it, the words of its parts."""

    def counter_example(self) -> str:
        """Return a text that looks alike and must yield nothing."""


PATTERNS: Registry[Pattern] = Registry("pattern")
