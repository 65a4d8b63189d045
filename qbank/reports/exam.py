"""What an exam shows: figures of the test and of each item, and what speaks against an item, as data and as lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from qbank.analysis.classical import ItemFigures, TotalFigures, item_figures, total_figures, with_options
from qbank.analysis.counts import Counts
from qbank.analysis.flags import CODES, Code, Flag, Limits, flags, in_order
from qbank.analysis.irt import abilities
from qbank.analysis.item_fit import item_fits
from qbank.analysis.option_figures import OptionFigures, option_figures
from qbank.analysis.precision import empirical_reliability, marginal_reliability
from qbank.locale import Lang, Listed, say
from qbank.model.figure import severity
from qbank.model.sitting import TOTAL, Asked

if TYPE_CHECKING:
    from qbank.analysis.calibration import Calibration
    from qbank.analysis.counts import Floats
    from qbank.analysis.intervals import Interval
    from qbank.analysis.item_fit import ItemFit
    from qbank.analysis.reliability import Reliability

_FEW = 30
"""People below whom every figure is told with a warning."""

_MINOR: frozenset[Code] = frozenset({"dead-option", "easy", "alpha-rises"})
"""What is worth mending and harms nobody."""


@dataclass(frozen=True, slots=True)
class ItemAnalysis:
    """One item of an exam: what was asked, its figures, those of its options, and its flags, the gravest first.

    ``names`` are its options in words, where the file knows them by ids.
    """

    asked: Asked
    stem: str
    figures: ItemFigures
    options: tuple[OptionFigures, ...]
    flags: tuple[Flag, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    def name_of(self, option: str) -> str:
        """Return an option in words."""
        return self.names.get(option, option)

    @property
    def is_grave(self) -> bool:
        """Whether something surely speaks against it that does harm; what is only worth mending does none."""
        return any(flag.sure and flag.code not in _MINOR for flag in self.flags)

    @property
    def reason(self) -> str:
        """Return the key of why the discrimination is undefined, "" where it is not."""
        if self.figures.rest is not None:
            return ""
        if self.figures.n < 2:
            return "exam-no-people"
        return "exam-no-variance" if not self.figures.sd else "exam-no-rest"


@dataclass(frozen=True, slots=True)
class ModelAnalysis:
    """A fitted model, how each of the items it was fitted to fits, in their order, and how reliable abilities are.

    ``marginal`` is the reliability that the model promises over the people, ``empirical`` that of their estimates.
    """

    calibration: Calibration
    fits: tuple[ItemFit, ...] = ()
    marginal: float | None = None
    empirical: float | None = None


def model_analysis(calibration: Calibration, shares: Floats) -> ModelAnalysis:
    """Return what a model says of the answers that it was fitted to.

    Args:
        calibration: the model.
        shares: n × k, the share of the highest mark that each answer earned, NaN for items a person was not asked.
    """
    fit = calibration.fit
    if fit is None:
        return ModelAnalysis(calibration)
    answers = shares[:, calibration.fitted]
    known = answers[~np.isnan(answers).all(axis=1)]
    reliable = (marginal_reliability(fit), empirical_reliability(*abilities(known, fit)))
    return ModelAnalysis(calibration, tuple(item_fits(answers, fit)), *reliable)


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam and all that was found out about it.

    Args:
        name: of the exam.
        date: its day, ISO 8601, "" if unknown.
        total: figures of the test.
        items: the items as they were asked.
        model: a fitted model, None where none was wanted or none could be fitted; ``no_model`` is the key of why.
        lang: language of what is shown.
        numbers: those of the items in the file, () where it has none for each of them.
        reliability: beside alpha, None where alpha is.
        forms: by form its numbers of the items in their order, None for one it has not; none unless people sat forms
            that number items differently. ``numbers`` are then those of the first.
    """

    name: str
    date: str
    total: TotalFigures
    items: tuple[ItemAnalysis, ...]
    lang: Lang
    model: ModelAnalysis | None = None
    no_model: str = ""
    shared: bool = True
    numbers: tuple[int, ...] = ()
    reliability: Reliability | None = None
    forms: Mapping[str, Sequence[int | None]] = field(default_factory=dict)

    def on_forms(self) -> dict[str, str]:
        """Return for each item which question it was on each form, in words (A:3、B:17); none where forms agree."""
        if not self.forms:
            return {}
        parts = [
            [(name, each) for name, each in zip(self.forms, own, strict=True) if each is not None]
            for own in zip(*self.forms.values(), strict=True)
        ]
        told = [Listed(f"{name}:{number}" for name, number in own).said(self.lang) for own in parts]
        return dict(zip((each.asked.item for each in self.items), told, strict=True))

    def numbers_line(self) -> Iterator[str]:
        """Yield whose numbers those of the items are, where forms number them differently."""
        if self.forms:
            first, *others = self.forms
            key = "exam-numbers-beyond" if None in self.forms[first] else "exam-numbers-by"
            yield say(key, self.lang, form=first, others=Listed(others))

    def numbered(self) -> Iterator[tuple[int, ItemAnalysis]]:
        """Yield the items with the numbers that people know them by: those of the file, else their places from 1."""
        yield from zip(self.numbers or range(1, len(self.items) + 1), self.items, strict=True)

    def to_dict(self) -> dict[str, Any]:
        """Return all figures as JSON data; what is undefined is None, with a ``reason`` beside it."""
        from qbank.reports.exam_data import exam_data

        return exam_data(self)

    def with_flags(self, more: Mapping[str, Sequence[Flag]]) -> Exam:
        """Return the exam with more that speaks against its items, by id, in the order of gravity."""
        items = [
            replace(each, flags=tuple(in_order((*each.flags, *more[each.asked.item]))))
            if each.asked.item in more
            else each
            for each in self.items
        ]
        return replace(self, items=tuple(items))

    def lines(self) -> Iterator[str]:
        """Yield the exam in words: the test, then each item that something speaks against."""
        total, lang = self.total, self.lang
        head = "exam-head-totals" if self.is_totals else "exam-head" if self.date else "exam-head-undated"
        yield say(head, lang, name=self.name, date=self.date or "–", n=total.n, k=total.k)
        if total.mean is not None and not self.shared:
            # Totals over different items do not compare; shares of what was asked do.
            yield say("exam-mean-share", lang, share=f"{self.mean_share:.0%}")
        elif total.mean is not None:
            share = f"{total.mean / total.most:.0%}"
            yield say(
                "exam-mean",
                lang,
                mean=shown(total.mean),
                most=shown(total.most),
                share=share,
                sd=shown(total.sd) or "–",
            )
        if total.alpha is not None:
            interval = shown_range(total.alpha_interval)
            told = {"alpha": shown(total.alpha), "interval": interval, "sem": shown(total.sem)}
            yield say("exam-alpha", lang, **told)
            if total.alpha_people < total.n:
                yield say("exam-alpha-whole", lang, n=total.alpha_people, rest=total.n - total.alpha_people)
        else:
            yield say("exam-no-alpha", lang, reason=say(self.alpha_reason(), lang))
        yield from self.numbers_line()
        if total.n < _FEW:
            yield say("exam-few", lang, n=total.n)

    @property
    def is_totals(self) -> bool:
        """Whether nothing is known but totals."""
        return any(each.asked.item == TOTAL for each in self.items)

    @property
    def mean_share(self) -> float:
        """Return the share of the marks that was earned of all that was asked, 0–1."""
        asked = [(each.figures.facility, each.figures.most * each.figures.n) for each in self.items]
        most = sum(size for share, size in asked if share is not None)
        return sum(share * size for share, size in asked if share is not None) / most if most else 0.0

    def alpha_reason(self) -> str:
        """Return the key of why reliability is undefined, "" where it is not."""
        if self.total.alpha is not None:
            return ""
        if self.is_totals:
            return "exam-totals-only"
        if self.total.k < 2:
            return "exam-one-item"
        if self.total.n < 2:
            return "exam-no-people"
        return "exam-same-totals" if self.shared else "exam-not-shared"


def exam_of(
    counts: Counts,
    asked: Sequence[Asked],
    *,
    lang: Lang,
    name: str = "",
    date: str = "",
    stems: Mapping[str, str] | None = None,
    names: Mapping[str, Mapping[str, str]] | None = None,
    model: ModelAnalysis | None = None,
    no_model: str = "",
    limits: Limits | None = None,
    numbers: Sequence[int] = (),
    forms: Mapping[str, Sequence[int | None]] | None = None,
    reliability: Reliability | None = None,
) -> Exam:
    """Return what the counts of an exam show.

    Args:
        counts: of all people; ``asked`` are its items in their order.
        asked: what was asked, with keys where they are known.
        lang: language of what is shown.
        name: of the exam.
        date: its day.
        stems: the stems of items that the bank has.
        names: their options in words, by the option's id.
        model: a fitted model.
        no_model: the key of why there is none although one was wanted.
        limits: from where on a figure counts against an item.
        numbers: the number of each item in the file, () for their places.
        forms: its number on each form that people sat, where these differ.
        reliability: of those who were asked every item; like alpha it is told where they are at least half.
    """
    total, figures = total_figures(counts), _with_guesses(asked, item_figures(counts))
    items = []
    for each in asked:
        own, options = figures[each.item], tuple(option_figures(counts.items[each.item]))
        # Nothing speaks against a whole test of which totals are all that is known.
        found = () if each.item == TOTAL else tuple(flags(own, options, each.keys, total.alpha, limits))
        stem = say("exam-whole-test", lang) if each.item == TOTAL else (stems or {}).get(each.item, "")
        items.append(ItemAnalysis(each, stem, own, options, found, (names or {}).get(each.item, {})))
    beside = None if total.alpha is None else reliability
    return Exam(
        name, date, total, tuple(items), lang, model, no_model, counts.shared, tuple(numbers), beside, forms or {}
    )


def _with_guesses(asked: Sequence[Asked], figures: Mapping[str, ItemFigures]) -> dict[str, ItemFigures]:
    """Return the figures with what guessing earns where no bank knows the options, only a key and what people wrote.

    An option that nobody chose is not seen; items whose options are called alike (A, B …) are taken to have as many as
    the one with the most.
    """
    seen = {each.item: each.options for each in asked if not each.revision and each.options}
    most = {is_letter: max((len(each) for each in seen.values() if _are_letters(each) is is_letter), default=0)
            for is_letter in (True, False)}  # fmt: skip
    found = dict(figures)
    for item, options in seen.items():
        found[item] = with_options(figures[item], most[_are_letters(options)])
    return found


def _are_letters(options: Sequence[str]) -> bool:
    return all(len(each) == 1 and each.isascii() for each in options)


def gravest_first(items: Sequence[ItemAnalysis]) -> list[ItemAnalysis]:
    """Return the items that something speaks against, the gravest first, as the bank's own list of them has it."""

    def weight(each: ItemAnalysis) -> tuple[int, int]:
        return -severity(each.flags), CODES.index(each.flags[0].code)

    return sorted((each for each in items if each.flags), key=weight)


def shown(value: float | None) -> str:
    """Return a figure with at most two decimals, "" for none."""
    if value is None:
        return ""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text if text != "-0" else "0"


def shown_range(interval: Interval | None) -> str:
    """Return an interval with two decimals, "" for none."""
    return "" if interval is None else "—".join(f"{end:.2f}".replace("-", "−") for end in interval)
