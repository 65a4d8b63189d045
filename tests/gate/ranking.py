"""How well a ranking finds the sentences examiners asked about, beside length and other simple orders."""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from data import Labelled, LabelledDocument
from record import RankRow

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


def rows(doc: LabelledDocument, each_ranker: dict[str, Ranker]) -> dict[str, RankRow]:
    """Return what each ranker makes of a document; sentences of which nothing is known are left out."""
    known = doc._replace(spans=tuple(span for span in doc.spans if span.asked is not None))
    return {name: _row(known, ranker(known)) for name, ranker in each_ranker.items()}


def _row(doc: LabelledDocument, scores: list[float]) -> RankRow:
    wanted = {place for place, span in enumerate(doc.spans) if span.asked}
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    others = sorted(scores[place] for place in order if place not in wanted)
    won = sum(bisect_left(others, scores[place]) + bisect_right(others, scores[place]) for place in wanted) / 2
    hits = len(wanted & set(order[: max(1, round(TOP * len(order)))]))
    return RankRow(asked=len(wanted), hits=hits, pairs=len(wanted) * len(others), won=won)


def measure(docs: Sequence[LabelledDocument], made: Tools) -> dict[str, dict[str, RankRow]]:
    """Return document → ranker → row for the documents with an asked sentence."""
    each_ranker = rankers(made)
    return {doc.key: rows(doc, each_ranker) for doc in docs if any(span.asked for span in doc.spans)}
