"""Sentences of one document, the most worth asking first, each with the reasons for its place.

The score adds standardised parts: surface cues, the *sum* of TF-IDF over content words, and a little
for an early place. It is never divided by length: facts stand in long enumerating sentences. Near-repeats
are moved back by maximal marginal relevance.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from qbank.model.document import Outline, Sentence
from qbank.text.cues import PLACES, Cue, cues_in, place_cues

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WordsOf = Callable[[Sequence[str]], list[list[str]]]
"""Gives the content words of each of some sentences, see ``terms.content_words``."""

_SMALL_CORPUS = 50
"""Documents below which jieba's background table outweighs the corpus's own counts."""
_W_TFIDF, _W_EARLY = 0.5, 0.4
_LONG = 160
_ROUNDING = 1e-9
"""A deviation below this is what adding equal numbers in another order leaves."""
_MMR_TOP, _MMR_WEIGHT = 40, 0.3


class Reason(NamedTuple):
    """A share of a sentence's score: ``name`` is the catalogue key ``cue-NAME``, ``share`` may be negative."""

    name: str
    share: float


class Scale(NamedTuple):
    """Mean and standard deviation over the sentences of a document (deviation never 0)."""

    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class RankedSentence:
    """A sentence with its score, in standard deviations, higher is better.

    The score is the sum of the weights of ``cues``, standardised by ``scale``, of ``tfidf`` and ``early``
    (shares of the score already), and of what the sentence loses by redactions and length.
    """

    sent: Sentence
    score: float
    cues: tuple[Cue, ...]
    scale: Scale
    tfidf: float
    early: float

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Return what the score is the sum of, the strongest first; made when a person asks."""
        reasons = (
            *(Reason(cue.name, cue.weight / self.scale.deviation) for cue in self.cues),
            Reason("tfidf", self.tfidf),
            Reason("early", self.early),
            Reason("baseline", -self.scale.mean / self.scale.deviation),
            *_penalties(self.sent),
        )
        return tuple(sorted(reasons, key=lambda reason: -abs(reason.share)))


@dataclass(frozen=True, slots=True)
class CorpusCounts:
    """In how many of ``documents`` documents each word stands. Merging is associative and commutative."""

    documents: int
    frequency: Mapping[str, int]

    @classmethod
    def of(cls, outline: Outline, words_of: WordsOf) -> CorpusCounts:
        """Count one document."""
        words = set().union(*words_of([sent.view for sent in outline.body()]))
        return cls(1, dict.fromkeys(words, 1))

    def merge(self, other: CorpusCounts) -> CorpusCounts:
        """Return the counts of both corpora together."""
        return CorpusCounts(self.documents + other.documents, Counter(self.frequency) + Counter(other.frequency))


NO_CORPUS = CorpusCounts(0, {})


class Idf(dict[str, float]):
    """Word → inverse document frequency (natural logarithm, > 0), worked out on first use.

    The corpus's own smoothed value ``ln((1 + n) / (1 + df)) + 1`` is weighted ``n / (n + 50)``, the
    background table the rest; a word missing there gets the table's median.

    Args:
        counts: the corpus; with no documents the background table alone decides.
        background: see ``terms.background_idf``.
    """

    def __init__(self, counts: CorpusCounts, background: Mapping[str, float]) -> None:
        super().__init__()
        self._counts = counts
        self._background = background
        self._unseen = sorted(background.values())[len(background) // 2] if background else 1.0
        self._own_share = counts.documents / (counts.documents + _SMALL_CORPUS)

    def __missing__(self, word: str) -> float:
        own = math.log((1 + self._counts.documents) / (1 + self._counts.frequency.get(word, 0))) + 1
        table = self._background.get(word, self._unseen)
        self[word] = weight = self._own_share * own + (1 - self._own_share) * table
        return weight


def rank(outline: Outline, words_of: WordsOf, idf: Idf) -> tuple[RankedSentence, ...]:
    """Return all body sentences, the best first; ties go by position.

    Args:
        outline: the document.
        words_of: content words of a text, see ``terms.content_words``.
        idf: word → weight.
    """
    sents = [sent for sent in outline.body() if not _is_bare(sent)]
    if not sents:
        return ()
    weights = _weighted(words_of([sent.view for sent in sents]), idf)
    ranked = _scored(outline, sents, weights)
    return tuple(ranked[row] for row in _spread(weights, [each.score for each in ranked]))


def _is_bare(sent: Sentence) -> bool:
    return not sent.view[:1].isalpha() and not any(map(str.isalpha, sent.view))


def _weighted(bags: Sequence[list[str]], idf: Idf) -> Any:  # noqa: ANN401 - sparse matrix
    """Return the TF-IDF matrix, sentences × vocabulary, not normalised.

    The same figures as scikit-learn's TfidfVectorizer with these weights and ``norm=None``, whose
    analyser loop over words that are cut already would cost as much as cutting them.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    columns: defaultdict[str, int] = defaultdict()
    columns.default_factory = columns.__len__
    places = list(map(columns.__getitem__, chain.from_iterable(bags)))
    ends = np.cumsum([0, *map(len, bags)])
    weights = np.array([idf[word] for word in columns])
    matrix = csr_matrix((weights[places] if places else [], places, ends), shape=(len(bags), max(1, len(columns))))
    matrix.sum_duplicates()
    return matrix


def _scored(outline: Outline, sents: Sequence[Sentence], weights: Any) -> list[RankedSentence]:  # noqa: ANN401
    import numpy as np

    cues = _cues(outline, sents)
    cue_sums = np.array([sum([cue.weight for cue in each]) for each in cues], dtype=float)  # noqa: C419 - faster
    scale = _scale_of(cue_sums)
    tfidf = _W_TFIDF * _standard(np.asarray(weights.sum(axis=1)).ravel())
    early = np.linspace(_W_EARLY, -_W_EARLY, len(sents)) if len(sents) > 1 else np.zeros(1)
    losses = np.zeros(len(sents))
    for row, sent in enumerate(sents):
        if sent.vetoes or len(sent.view) > _LONG:
            losses[row] = sum(reason.share for reason in _penalties(sent))
    scores = (cue_sums - scale.mean) / scale.deviation + tfidf + early + losses
    rows = zip(sents, scores.tolist(), map(tuple, cues), repeat(scale), tfidf.tolist(), early.tolist(), strict=False)
    return [RankedSentence(*row) for row in rows]


def _cues(outline: Outline, sents: Sequence[Sentence]) -> list[list[Cue]]:
    places = place_cues(outline)
    found = cues_in([sent.view for sent in sents])
    for sent, cues in zip(sents, found, strict=True):
        cues.extend(PLACES[name] for name, where in places.items() if sent.index in where)
    return found


def _penalties(sent: Sentence) -> tuple[Reason, ...]:
    redacted = Reason("redacted", -1.0 if sent.vetoes else 0.0)
    long = Reason("too-long", -min(1.0, max(0.0, (len(sent.view) - _LONG) / _LONG)))
    return tuple(reason for reason in (redacted, long) if reason.share)


def _scale_of(values: NDArray[np.float64]) -> Scale:
    deviation = float(values.std())
    return Scale(float(values.mean()), deviation if deviation > _ROUNDING else 1.0)


def _standard(values: NDArray[np.float64]) -> NDArray[np.float64]:
    scale = _scale_of(values)
    standard: NDArray[np.float64] = (values - scale.mean) / scale.deviation
    return standard


def _spread(weights: Any, scores: Sequence[float]) -> list[int]:  # noqa: ANN401 - sparse matrix
    """Return the rows by score, the first ``_MMR_TOP`` chosen by maximal marginal relevance.

    Source: Carbonell & Goldstein (1998): score less the largest cosine to what is chosen already.
    """
    import numpy as np

    by_score = sorted(range(len(scores)), key=lambda row: (-scores[row], row))
    head, tail = by_score[: 2 * _MMR_TOP], by_score[2 * _MMR_TOP :]
    rows = _of_length_one(weights[head])
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


def _of_length_one(rows: Any) -> Any:  # noqa: ANN401 - sparse matrices
    """Return the rows of a sparse matrix, each divided by its length; a row of zeros stays.

    As scikit-learn's ``normalize`` does it, whose import takes longer than drafting from ten documents.
    """
    import numpy as np

    counts = np.diff(rows.indptr)
    squares = np.bincount(np.repeat(np.arange(len(counts)), counts), weights=rows.data**2, minlength=len(counts))
    rows.data /= np.repeat(np.sqrt(squares), counts)
    return rows
