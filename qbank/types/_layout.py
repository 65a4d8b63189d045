"""From a stem to paragraphs: lines become paragraphs, blank marks become blanks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qbank.model.item import BLANK, Blank, Paragraph


def paragraphs(stem: str, sizes: Sequence[int] = ()) -> tuple[Paragraph, ...]:
    """Return the stem's lines as paragraphs; the n-th blank gets the n-th size, 0 (a bracket) when there is none."""
    left = iter(sizes)
    return tuple(Paragraph(tuple(_content(line, left))) for line in stem.split("\n"))


def bracketed(stem: str) -> tuple[Paragraph, ...]:
    """Return the stem's paragraphs with a bracket for the answer: at its end if it has no blank."""
    return paragraphs(stem if BLANK in stem else stem + BLANK)


def _content(line: str, sizes: Iterator[int]) -> Iterator[str | Blank]:
    head, *tails = line.split(BLANK)
    if head:
        yield head
    for tail in tails:
        yield Blank(next(sizes, 0))
        if tail:
            yield tail
