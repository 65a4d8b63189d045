"""Parts of the report on an exam beside its items: by chapter, type and point of knowledge, and the fitted model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from qbank.locale import Lang, say
from qbank.model.sorting import natural
from qbank.reports import exam_charts
from qbank.reports.exam import Exam, ItemAnalysis, ModelAnalysis, shown
from qbank.reports.parts import Column, Grid, Part

_KINDS = {"kind": 12, "kind-name": 40, "kind-items": 8, "kind-share": 12, "kind-rest": 12, "kind-sure": 14}
_MODEL = {
    "number": 6, "stem": 40, "slope": 9, "slope-error": 9, "difficulty": 9, "difficulty-error": 9, "guess": 9,
    "infit": 9, "outfit": 9, "fit-p": 10,
}  # fmt: skip
_SHARES = frozenset({"kind-share"})
Kinds = Mapping[str, Mapping[str, Sequence[str]]]
"""By kind (chapter, type, point) and item what the item belongs to."""


def of_kinds(exam: Exam, kinds: Kinds) -> Iterator[Part]:
    """Yield how the items of each chapter, type and point of knowledge did; nothing where no bank tells them."""
    rows = [
        (say(f"exam-kind-{kind}", exam.lang), name, *_together(own))
        for kind, names in kinds.items()
        for name, own in _gathered(exam, names).items()
    ]
    if rows:
        yield Part(say("exam-sheet-kinds", exam.lang), grid=Grid(_columns(exam, _KINDS), rows))


def _gathered(exam: Exam, names: Mapping[str, Sequence[str]]) -> dict[str, list[ItemAnalysis]]:
    found: dict[str, list[ItemAnalysis]] = {}
    for each in exam.items:
        for name in names.get(each.asked.item, ()):
            found.setdefault(name, []).append(each)
    return {name: found[name] for name in sorted(found, key=natural)}


def _together(items: Sequence[ItemAnalysis]) -> tuple[Any, ...]:
    """Return number, share of the marks earned, mean discrimination, and how many something grave speaks against."""
    sizes = [(each.figures.facility, each.figures.most * each.figures.n) for each in items]
    most = sum(size for share, size in sizes if share is not None)
    share = sum(share * size for share, size in sizes if share is not None) / most if most else None
    rests = [each.figures.rest for each in items if each.figures.rest is not None]
    sure = sum(each.is_grave for each in items)
    return len(items), share, sum(rests) / len(rests) if rests else None, sure


def of_model(exam: Exam) -> Iterator[Part]:
    """Yield the parameters of a fitted model and where it measures well; why there is none where one was wanted."""
    lang, model = exam.lang, exam.model
    if model is None and not exam.no_model:
        return
    title, picture = say("exam-sheet-model", lang), exam_charts.information(exam)
    if model is None or model.calibration.fit is None or picture is None:
        reason = f"exam-model-{model.calibration.reason}" if model else exam.no_model
        yield Part(title, [say("analyse-no-model", lang, reason=say(reason, lang))])
        return
    found = model.calibration
    told = {"items": len(found.fitted), "n": found.people}
    key = "exam-model-few" if found.few else "exam-model-fitted"
    lines = [say(key, lang, **told, **model_words(model, lang)), _reliable(model, lang)]
    lines.append(say("exam-model-note", lang))
    widths = dict(_MODEL)
    if model.calibration.fit.guesses is None:
        del widths["guess"]
    else:
        lines.append(say("exam-model-guess", lang))
    yield Part(title, lines, Grid(_columns(exam, widths), [*_parameters(exam, widths)]), [picture])


def model_words(model: ModelAnalysis, lang: Lang) -> dict[str, str]:
    """Return what a fitted model is called, and which prior holds its parameters, for the sentences that say both."""
    fit = model.calibration.fit
    if fit is None:
        return {"model": "", "prior": ""}
    prior = "exam-prior-weak" if fit.prior == "weak" else "exam-prior-none"
    return {"model": say(f"exam-model-of-{fit.model}", lang), "prior": say(prior, lang)}


def _reliable(model: ModelAnalysis, lang: Lang) -> str:
    told = {"marginal": model.marginal, "empirical": model.empirical}
    return say("exam-model-reliable", lang, **{key: shown(value) or "–" for key, value in told.items()})


def _parameters(exam: Exam, columns: Iterable[str]) -> Iterator[Sequence[Any]]:
    assert exam.model is not None  # noqa: S101 - whoever asks has looked
    found = exam.model.calibration
    fits = dict(zip(found.fitted, exam.model.fits, strict=False))
    for at, ((number, item), own) in enumerate(zip(exam.numbered(), found.items, strict=True)):
        fit = fits.get(at)
        stem = item.stem or item.asked.heading or item.asked.item
        values = {
            "number": number, "stem": stem, "slope": own.slope, "slope-error": own.slope_error,
            "difficulty": own.difficulty, "difficulty-error": own.difficulty_error, "guess": own.guess,
            "infit": fit.infit if fit else None, "outfit": fit.outfit if fit else None, "fit-p": fit.p if fit else None,
        }  # fmt: skip
        yield tuple(values[name] for name in columns)


def _columns(exam: Exam, widths: Mapping[str, int]) -> list[Column]:
    return [Column(say(f"exam-col-{key}", exam.lang), width, key in _SHARES) for key, width in widths.items()]
