"""Which share of the sentences examiners asked about stands in the top 30 % of a ranking."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from data import Labelled, LabelledDocument

from qbank.drafting.study import Tools
from qbank.text.rank import NO_CORPUS, Idf, rank
from qbank.text.segment import outline
from qbank.text.terms import background_idf, content_words, open_segmenter, terms_of

TOP = 0.3
Ranker = Callable[[LabelledDocument], list[float]]
"""Gives each labelled span of a document a score, higher is better."""


def tools() -> Tools:
    """Return what ranking a single document needs."""
    segmenter = open_segmenter()
    idf = Idf(NO_CORPUS, background_idf())
    return Tools(content_words(segmenter), terms_of(segmenter), idf)


def rankers(made: Tools) -> dict[str, Ranker]:
    """Return our ranker and the baselines to beat."""
    rng = random.Random(20)
    return {
        "random": lambda doc: [rng.random() for _ in doc.spans],
        "lead": lambda doc: [-span.start for span in doc.spans],
        "length": lambda doc: [span.end - span.start for span in doc.spans],
        "tfidf": lambda doc: [_tfidf(doc.document.text[span.start : span.end], made) for span in doc.spans],
        "qbank": lambda doc: _ours(doc, made),
    }


def _tfidf(text: str, made: Tools) -> float:
    return sum(made.idf[word] for (words) in made.words_of(text.split("\n")) for word in words)


def _ours(doc: LabelledDocument, made: Tools) -> list[float]:
    """Return for each span the best place of a sentence of ours that it shares a character with."""
    ranked = rank(outline(doc.document), made.words_of, made.idf)
    placed = sorted((each.sent.start, each.sent.end, -place) for place, each in enumerate(ranked))
    starts, ends = [each[0] for each in placed], [each[1] for each in placed]
    return [_best(span, placed, starts, ends) for span in doc.spans]


def _best(span: Labelled, placed: Sequence[tuple[int, int, int]], starts: list[int], ends: list[int]) -> float:
    touching = placed[bisect_right(ends, span.start) : bisect_left(starts, span.end)]
    return max((each[2] for each in touching), default=float("-inf"))


def recall(docs: Sequence[LabelledDocument], ranker: Ranker) -> tuple[int, int]:
    """Return how many asked spans stand in the top 30 % of their documents, and how many there are."""
    hits = asked = 0
    for doc in docs:
        known = doc._replace(spans=tuple(span for span in doc.spans if span.asked is not None))
        wanted = {place for place, span in enumerate(known.spans) if span.asked}
        if not wanted:
            continue
        scores = ranker(known)
        order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
        hits += len(wanted & set(order[: max(1, round(TOP * len(order)))]))
        asked += len(wanted)
    return hits, asked


def measure(sets: dict[str, list[LabelledDocument]], made: Tools) -> dict[str, dict[str, float]]:
    """Return ranker → set (and ``pooled``) → recall."""
    table: dict[str, dict[str, float]] = {}
    for name, ranker in rankers(made).items():
        counts = {which: recall(docs, ranker) for which, docs in sets.items()}
        table[name] = {which: hits / asked for which, (hits, asked) in counts.items()}
        table[name]["pooled"] = sum(hits for hits, _ in counts.values()) / sum(asked for _, asked in counts.values())
    return table
