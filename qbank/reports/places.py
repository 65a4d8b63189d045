"""Where a proof line stands, in its document's own words: 第五章　法律责任 › 第四十七条."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from qbank.locale import brief
from qbank.model.document import Document, Outline
from qbank.model.item import Source

DocumentOf = Callable[[str, str], Document | None]
"""Name and digest → that version of a document, None if the bank does not have it."""
_BETWEEN = " › "
_LONGEST = 30


def places(document_of: DocumentOf) -> Callable[[Source], str]:
    """Return a function that names the headings above a proof line, outermost first, reading each document once.

    It gives "" where there are none, or where the document is not the one the proof line was taken from.
    """

    @lru_cache(maxsize=32)
    def outline_of(name: str, digest: str) -> Outline | None:
        from qbank.text.segment import outline

        document = document_of(name, digest)
        return outline(document) if document and document.text else None

    def place(source: Source) -> str:
        cut = outline_of(source.document, source.digest)
        if cut is None or cut.document.text[source.start : source.end] != source.text:
            return ""
        return _BETWEEN.join(brief(each, _LONGEST) for each in cut.place(source.start))

    return place
