"""Sentences of one document, the most worth asking first, each with the reasons for its place.

The score adds standardised parts: surface cues, the *sum* of TF-IDF over content words, and a little
for an early place. It is never divided by length: facts stand in long enumerating sentences. Near-repeats
are moved back by maximal marginal relevance.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qbank.model.document import Outline, Sentence
from qbank.text.cues import PLACE_WEIGHTS, cues_in, place_cues

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WordsOf = Callable[[str], list[str]]

_SMALL_CORPUS = 50
"""Documents below which jieba's background table outweighs the corpus's own counts."""
_W_TFIDF, _W_EARLY = 0.5, 0.4
_LONG = 160
_MMR_TOP, _MMR_WEIGHT = 40, 0.3


@dataclass(frozen=True, slots=True)
class Reason:
    """A share of a sentence's score: ``name`` is the catalogue key ``cue-NAME``, ``share`` may be negative."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """A sentence with its score (standard deviations, higher is better; the reasons add up to it)."""

    sent: Sentence
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class CorpusCounts:
    """In how many of ``documents`` documents each word stands. Merging is associative and commutative."""

    documents: int
    frequency: Mapping[str, int]

    @classmethod
    def of(cls, outline: Outline, words_of: WordsOf) -> CorpusCounts:
        """Count one document."""
        words = {word for sent in outline.body() for word in words_of(sent.view)}
        return cls(1, dict.fromkeys(words, 1))

    def merge(self, other: CorpusCounts) -> CorpusCounts:
        """Return the counts of both corpora together."""
        return CorpusCounts(self.documents + other.documents, Counter(self.frequency) + Counter(other.frequency))


NO_CORPUS = CorpusCounts(0, {})


def blended_idf(counts: CorpusCounts, background: Mapping[str, float]) -> Callable[[str], float]:
    """Return word → inverse document frequency (natural logarithm, > 0).

    The corpus's own smoothed value ``ln((1 + n) / (1 + df)) + 1`` is weighted ``n / (n + 50)``, the
    background table the rest; a word missing there gets the table's median.
    """
    own_share = counts.documents / (counts.documents + _SMALL_CORPUS)
    unseen = sorted(background.values())[len(background) // 2] if background else 1.0

    def idf(word: str) -> float:
        own = math.log((1 + counts.documents) / (1 + counts.frequency.get(word, 0))) + 1
        return own_share * own + (1 - own_share) * background.get(word, unseen)

    return idf


def rank(outline: Outline, words_of: WordsOf, idf: Callable[[str], float]) -> tuple[RankedSentence, ...]:
    """Return all body sentences, the best first; ties go by position.

    Args:
        outline: the document.
        words_of: content words of a text, see ``terms.content_words``.
        idf: word → weight, see ``blended_idf``.
    """
    sents = [sent for sent in outline.body() if not _is_bare(sent)]
    if not sents:
        return ()
    bags = [words_of(sent.view) for sent in sents]
    weights = _weighted(bags, idf)
    scored = _scores(outline, sents, weights)
    order = _spread(weights, [score for score, _ in scored])
    return tuple(RankedSentence(sents[row], *scored[row]) for row in order)


def _is_bare(sent: Sentence) -> bool:
    return not any("㐀" <= char <= "鿿" or char.isalpha() for char in sent.view)


def _weighted(bags: Sequence[list[str]], idf: Callable[[str], float]) -> Any:  # noqa: ANN401 - sparse matrix
    """Return the TF-IDF matrix, sentences × vocabulary, not normalised (scikit-learn counts the words)."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import CountVectorizer

    if not any(bags):
        return csr_matrix((len(bags), 1), dtype=float)
    vectorizer = CountVectorizer(analyzer=list, dtype=np.float64)
    counts = vectorizer.fit_transform(bags)
    weights = np.array([idf(word) for word in vectorizer.get_feature_names_out()])
    return counts.multiply(weights).tocsr()


def _scores(outline: Outline, sents: Sequence[Sentence], weights: Any) -> list[tuple[float, tuple[Reason, ...]]]:  # noqa: ANN401
    import numpy as np

    cues = _cue_reasons(outline, sents)
    cue_sums = np.array([sum(reason.share for reason in each) for each in cues])
    cue_mean, cue_scale = _mean_and_scale(cue_sums)
    tfidf = _standard(np.asarray(weights.sum(axis=1)).ravel()) * _W_TFIDF
    early = np.linspace(_W_EARLY, -_W_EARLY, len(sents)) if len(sents) > 1 else np.zeros(1)
    baseline = Reason("baseline", float(-cue_mean / cue_scale))
    scored = []
    for row, sent in enumerate(sents):
        reasons = [
            Reason("tfidf", float(tfidf[row])),
            Reason("early", float(early[row])),
            *(Reason(cue.name, cue.share / cue_scale) for cue in cues[row]),
            *_penalties(sent),
            baseline,
        ]
        reasons.sort(key=lambda reason: -abs(reason.share))
        scored.append((sum(reason.share for reason in reasons), tuple(reasons)))
    return scored


def _cue_reasons(outline: Outline, sents: Sequence[Sentence]) -> list[list[Reason]]:
    places = place_cues(outline)
    return [
        [
            *(Reason(cue.name, cue.weight) for cue in cues_in(sent)),
            *(Reason(name, PLACE_WEIGHTS[name]) for name, where in places.items() if sent.index in where),
        ]
        for sent in sents
    ]


def _penalties(sent: Sentence) -> list[Reason]:
    penalties = []
    if sent.vetoes:
        penalties.append(Reason("redacted", -1.0))
    if len(sent.view) > _LONG:
        penalties.append(Reason("too-long", -min(1.0, (len(sent.view) - _LONG) / _LONG)))
    return penalties


def _mean_and_scale(values: NDArray[np.float64]) -> tuple[float, float]:
    return float(values.mean()), float(values.std()) or 1.0


def _standard(values: NDArray[np.float64]) -> NDArray[np.float64]:
    mean, scale = _mean_and_scale(values)
    standard: NDArray[np.float64] = (values - mean) / scale
    return standard


def _spread(weights: Any, scores: Sequence[float]) -> list[int]:  # noqa: ANN401 - sparse matrix
    """Return the rows by score, the first ``_MMR_TOP`` chosen by maximal marginal relevance.

    Source: Carbonell & Goldstein (1998): score less the largest cosine to what is chosen already.
    """
    import numpy as np
    from sklearn.preprocessing import normalize

    by_score = sorted(range(len(scores)), key=lambda row: (-scores[row], row))
    head, tail = by_score[: 2 * _MMR_TOP], by_score[2 * _MMR_TOP :]
    rows = normalize(weights[head])
    alike = (rows @ rows.T).toarray()
    worth = np.array([scores[row] for row in head])
    nearest = np.zeros(len(head))
    chosen: list[int] = []
    left = np.ones(len(head), dtype=bool)
    for _ in range(min(_MMR_TOP, len(head))):
        gain = np.where(left, worth - _MMR_WEIGHT * nearest * np.abs(worth).max(), -np.inf)
        best = int(gain.argmax())
        chosen.append(best)
        left[best] = False
        nearest = np.maximum(nearest, alike[best])
    rest = [place for place in range(len(head)) if left[place]]
    return [head[place] for place in (*chosen, *rest)] + tail
