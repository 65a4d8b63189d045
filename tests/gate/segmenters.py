"""How far both segmenters agree after the merge by rule."""

from __future__ import annotations

from collections.abc import Iterable

from qbank.model.document import Document
from qbank.text.segment import outline
from qbank.text.terms import open_segmenter


def alike(documents: Iterable[Document]) -> tuple[int, int]:
    """Return how many sentences both cut into the same words, and how many there are."""
    first, second = open_segmenter("rjieba"), open_segmenter("jieba")
    views = [sent.view for document in documents for sent in outline(document).sentences]
    return sum(first.cut(view) == second.cut(view) for view in views), len(views)
