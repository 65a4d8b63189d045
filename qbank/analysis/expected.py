"""How hard an item may prove, before anybody has answered it: a band for the editor, never a substitute for answers.

A ridge regression of the logit of the facility on what can be seen of an item: its type, unit, author's tag, lengths,
and the words of its stem. It is used only where, on exams and units it has not seen, it errs less than both the mean of
the unit and the mean of the author's tag do; else it says so and nothing is foretold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Reason = Literal["", "few-items", "few-exams", "few-again", "no-better"]
LEAST_ITEMS, LEAST_GROUPS = 60, 5
"""Below these nothing is learned."""
LEAST_JUDGED = 0.5
"""The share of the rows on which model and means have to be compared."""
_LEAST_KNOWN = 30
"""Items that are left to learn from where others are held back."""
FOLDS = 5
HOLD = 1.0
"""How strongly the ridge holds the weights to 0, times the root of the number of rows; features are scaled."""
STRENGTHS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)
"""Numbers of answers that what was foretold may count for."""
SURE = 1.645
"""Standard errors by which the model must err less: one time in twenty it is used without need."""
_EDGE = 0.5
"""Added to right and wrong answers, so that the logit of all right is finite."""
_WORDS = 300

Features = Mapping[str, float | str]
"""What can be seen of an item before anybody answers: words are categories, numbers are measured."""


@dataclass(frozen=True, slots=True)
class Observed:
    """One item in one exam: how many of ``n`` earned it (parts of marks count as parts), and what can be seen of it."""

    item: str
    exam: str
    unit: str
    tag: str
    earned: float
    n: int
    text: str
    features: Features

    @property
    def facility(self) -> float:
        """Return the share that earned it, 0–1."""
        return self.earned / self.n


@dataclass(frozen=True, slots=True)
class Errors:
    """Root mean square errors of the facility, 0–1, on exams and units not seen: of the model and what it must beat."""

    model: float
    unit: float
    tag: float
    overall: float


@dataclass(frozen=True, slots=True)
class Expectation:
    """What was learned. ``reason`` says why nothing is foretold, "" if it is; ``strength`` is m of ``blended``."""

    items: int
    exams: int
    errors: Errors | None
    reason: Reason
    strength: float
    predict: Callable[[Sequence[tuple[str, Features]]], Floats] | None = None


def learn(observed: Sequence[Observed]) -> Expectation:
    """Return what can be foretold from items that were answered.

    Each exam × unit is left out once in ``FOLDS`` folds, and with it every answer to its items in other exams. Where
    the model surely errs less than both means there, it is fitted to all.
    """
    items, exams = len({each.item for each in observed}), len({each.exam for each in observed})
    if items < LEAST_ITEMS:
        return Expectation(items, exams, None, "few-items", 0.0)
    if len(_groups(observed)) < LEAST_GROUPS:
        return Expectation(items, exams, None, "few-exams", 0.0)
    judged, foretold = _held_out(observed)
    if len(judged) < LEAST_JUDGED * len(observed):
        return Expectation(items, exams, None, "few-again", 0.0)
    errors = Errors(*(_error(judged, foretold[name]) for name in ("model", "unit", "tag", "overall")))
    if not all(_surely_less(judged, foretold["model"], foretold[name]) for name in ("unit", "tag")):
        return Expectation(items, exams, errors, "no-better", 0.0)
    return Expectation(items, exams, errors, "", strength_of(judged, foretold["model"]), _fitted(observed))


def blended(earned: float, n: int, expected: float, strength: float) -> float:
    """Return (earned + m·p₀) / (n + m): what was foretold counts as ``strength`` answers beside ``n`` real ones."""
    return (earned + strength * expected) / (n + strength)


# --- leaving out ----------------------------------------------------------------------------------------


def _groups(observed: Sequence[Observed]) -> list[tuple[str, str]]:
    """Return each unit × exam, unit by unit."""
    return sorted({(each.unit, each.exam) for each in observed})


def _held_out(observed: Sequence[Observed]) -> tuple[list[Observed], dict[str, Floats]]:
    """Return the rows that can be judged, and what each way foretells of them from other groups and other items.

    A row is judged where enough items are left to learn from, some of its unit among them. The exams of a unit are
    dealt to the folds one after the other, so that a fold never holds back all of a unit that two exams asked.
    """
    fold_of = {group: at % FOLDS for at, group in enumerate(_groups(observed))}
    judged = list[Observed]()
    found: dict[str, list[Floats]] = {name: [] for name in ("model", "unit", "tag", "overall")}
    for fold in range(FOLDS):
        tested = [each for each in observed if fold_of[each.unit, each.exam] == fold]
        hidden = {each.item for each in tested}
        known = [each for each in observed if fold_of[each.unit, each.exam] != fold and each.item not in hidden]
        units = {each.unit for each in known}
        asked = [each for each in tested if each.unit in units]
        if not asked or len({each.item for each in known}) < _LEAST_KNOWN:
            continue
        judged += asked
        found["model"].append(_fitted(known)([(each.text, each.features) for each in asked]))
        for name, values in _means(known, asked):
            found[name].append(values)
    return judged, {name: np.concatenate(parts) if parts else np.zeros(0) for name, parts in found.items()}


def _means(known: Sequence[Observed], asked: Sequence[Observed]) -> Iterator[tuple[str, Floats]]:
    """Yield what the mean of all, of the unit and of the tag foretell; of an unknown one, that of all."""
    overall = sum(each.earned for each in known) / sum(each.n for each in known)
    yield "overall", np.full(len(asked), overall)
    for name in ("unit", "tag"):
        earned, people = defaultdict[str, float](float), defaultdict[str, int](int)
        for each in known:
            key: str = getattr(each, name)
            earned[key] += each.earned
            people[key] += each.n
        shares = {key: earned[key] / people[key] for key in people}
        yield name, np.array([shares.get(getattr(each, name), overall) for each in asked])


def _error(observed: Sequence[Observed], foretold: Floats) -> float:
    weights = np.array([each.n for each in observed], float)
    wrong = np.array([each.facility for each in observed]) - foretold
    return float(np.sqrt(np.average(wrong**2, weights=weights)))


def _surely_less(observed: Sequence[Observed], model: Floats, other: Floats) -> bool:
    """Tell whether the model's square errors are less than another's by ``SURE`` standard errors over exams × units."""
    seen = np.array([each.facility for each in observed])
    gain = (seen - other) ** 2 - (seen - model) ** 2
    groups: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for each, won in zip(observed, gain, strict=True):
        groups[each.exam, each.unit].append(float(won) * each.n)
    sums = np.array([sum(rows) for rows in groups.values()])
    return bool(sums.mean() > SURE * sums.std(ddof=1) / np.sqrt(len(sums)))


def strength_of(observed: Sequence[Observed], foretold: Floats) -> float:
    """Return m under which (x + m·p₀)/(n + m) errs least: of how many answers the chance is what foretelling errs by.

    What foretelling errs by is the square error of the facilities seen, less what chance of their own answers adds.
    """
    seen = np.array([each.facility for each in observed])
    people = np.array([each.n for each in observed], float)
    of_one = seen * (1 - seen) * people / np.maximum(people - 1, 1)
    # Chance is taken off the mean: taken off each item and held above 0 it would leave too much.
    spread = float(((seen - foretold) ** 2 - of_one / people).mean())
    wanted = float(of_one.mean()) / max(spread, 1e-6)
    return min(STRENGTHS, key=lambda each: abs(np.log(each / max(wanted, 1e-6))))


# --- the model ------------------------------------------------------------------------------------------


def _fitted(known: Sequence[Observed]) -> Callable[[Sequence[tuple[str, Features]]], Floats]:
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import Ridge
    from sklearn.pipeline import FeatureUnion, Pipeline
    from sklearn.preprocessing import FunctionTransformer, StandardScaler

    def texts(rows: Sequence[tuple[str, Features]]) -> list[str]:
        return [text for text, _ in rows]

    def told(rows: Sequence[tuple[str, Features]]) -> list[dict[str, Any]]:
        return [dict(features) for _, features in rows]

    words = TfidfVectorizer(analyzer="char", ngram_range=(2, 2), max_features=_WORDS, min_df=2)
    scaled = StandardScaler(with_mean=False)
    seen = Pipeline([("of", FunctionTransformer(told)), ("vector", DictVectorizer()), ("scale", scaled)])
    said = Pipeline([("of", FunctionTransformer(texts)), ("words", words)])
    ridge = Ridge(alpha=HOLD * len(known) ** 0.5)
    model = Pipeline([("features", FeatureUnion([("seen", seen), ("said", said)])), ("ridge", ridge)])
    rows = [(each.text, each.features) for each in known]
    right = np.array([each.earned + _EDGE for each in known])
    wrong = np.array([each.n - each.earned + _EDGE for each in known])
    weights = right * wrong / (right + wrong)
    model.fit(rows, np.log(right / wrong), ridge__sample_weight=weights / weights.mean())

    def predict(asked: Sequence[tuple[str, Features]]) -> Floats:
        return np.asarray(1 / (1 + np.exp(-model.predict(list(asked)))), dtype=np.float64)

    return predict
