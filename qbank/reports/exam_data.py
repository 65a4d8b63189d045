"""An exam as JSON data: what is undefined is None, with a ``reason`` beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qbank.analysis.guessing import GUESS
from qbank.locale import say
from qbank.reports.undefined import (
    GUESSING,
    OF_ITEM,
    OF_MODEL,
    OF_OPTION,
    OF_PARAMETERS,
    OF_RELIABILITY,
    OF_TEST,
    explained,
)

if TYPE_CHECKING:
    from qbank.analysis.calibration import ItemParameters
    from qbank.analysis.flags import Flag
    from qbank.analysis.item_fit import ItemFit
    from qbank.analysis.option_figures import OptionFigures
    from qbank.reports.exam import Exam, ItemAnalysis


def exam_data(exam: Exam) -> dict[str, Any]:
    """Return all figures of an exam."""
    data: dict[str, Any] = {"name": exam.name, "date": exam.date, "test": _test(exam)}
    data["items"] = [_item(exam, each) for each in exam.items]
    for at, own in enumerate(data["items"] if exam.forms else ()):
        own["numbers"] = {name: numbers[at] for name, numbers in exam.forms.items()}
    if exam.model or exam.no_model:
        data["irt"] = _irt(exam)
    return data


def _test(exam: Exam) -> dict[str, Any]:
    total = exam.total
    beside = exam.reliability
    quartiles = total.quartiles or (None, None)
    alpha = total.alpha_interval or (None, None)
    data: dict[str, Any] = {
        "n": total.n,
        "k": total.k,
        "most": total.most,
        "mean": total.mean,
        "median": total.median,
        "quartile_low": quartiles[0],
        "quartile_high": quartiles[1],
        "sd": total.sd,
        "min": total.least_seen,
        "max": total.most_seen,
        "skewness": total.skewness,
        "kurtosis": total.kurtosis,
        "alpha": total.alpha,
        "alpha_low": alpha[0],
        "alpha_high": alpha[1],
        "alpha_people": total.alpha_people,
        "sem": total.sem,
        "error_ratio": total.error_ratio,
        "kr21": total.kr21,
        "lambda2": beside.lambda2 if beside else None,
        "split_half": beside.halves if beside else None,
        "spearman_brown": beside.full if beside else None,
        "split": beside.split if beside else None,
        "at_floor": total.at_floor,
        "at_ceiling": total.at_ceiling,
    }
    # Where there is no alpha, its reason is that of the others too.
    causes = {**OF_TEST, **OF_RELIABILITY} if total.alpha is not None else OF_TEST
    return explained(data, causes, exam.lang, exam.alpha_reason())


def _item(exam: Exam, each: ItemAnalysis) -> dict[str, Any]:
    figures = each.figures
    facility, rest = figures.facility_interval or (None, None), figures.rest_interval or (None, None)
    data: dict[str, Any] = {
        "name": each.asked.item,
        "revision": each.asked.revision,
        "heading": each.asked.heading,
        "stem": each.stem,
        "most": figures.most,
        "n": figures.n,
        "facility": figures.facility,
        "facility_low": facility[0],
        "facility_high": facility[1],
        "sd": figures.sd,
        "discrimination": figures.rest,
        "discrimination_low": rest[0],
        "discrimination_high": rest[1],
        "d27": figures.upper_lower,
        "efficiency": figures.efficiency,
        "effective_weight": figures.weight,
        "alpha_if_deleted": figures.alpha_without,
        "guess": figures.guess,
        "item_total": figures.total,
        "biserial": figures.biserial,
        "biserial_rest": figures.rest_biserial,
        "intended_weight": figures.intended,
        "facility_less_guessing": figures.known,
        "omitted": figures.omitted,
        "not_reached": figures.not_reached,
        "options": [explained(_option(option, each), OF_OPTION, exam.lang) for option in each.options],
        "flags": [_flag(flag) for flag in each.flags],
    }
    return explained(data, GUESSING if each.reason else OF_ITEM, exam.lang, each.reason)


def _irt(exam: Exam) -> dict[str, Any]:
    if exam.model is None:
        return {"loglik": None, "items": [], "reason": say(exam.no_model, exam.lang)}
    found = exam.model.calibration
    fits = dict(zip(found.fitted, exam.model.fits, strict=False))
    items = [_parameters(exam, each, fits.get(at)) for at, each in enumerate(found.items)]
    if found.fit is None:
        return {"loglik": None, "items": items, "reason": say(f"exam-model-{found.reason}", exam.lang)}
    fit = found.fit
    told: dict[str, Any] = {
        "model": fit.model,
        "prior": fit.prior,
        "people": found.people,
        "loglik": fit.log_likelihood,
        "marginal_reliability": exam.model.marginal,
        "empirical_reliability": exam.model.empirical,
        "first_guess": found.few,
    }
    if fit.guesses is not None:
        told["guess_prior"] = dict(zip(("logit_mean", "logit_sd"), GUESS, strict=True))
    return {**explained(told, OF_MODEL, exam.lang), "items": items}


def _parameters(exam: Exam, each: ItemParameters, fit: ItemFit | None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": each.name,
        "a": each.slope,
        "b": each.difficulty,
        "d": each.intercept,
        "a_se": each.slope_error,
        "b_se": each.difficulty_error,
        "d_se": each.intercept_error,
        **({} if each.guess is None else {"c": each.guess}),
        "outside": each.far,
        "infit": fit.infit if fit else None,
        "outfit": fit.outfit if fit else None,
        "s_x2": fit.chi2 if fit else None,
        "s_x2_df": fit.df if fit else None,
        "s_x2_p": fit.p if fit else None,
    }
    if each.reason:
        return explained(data, {}, exam.lang, f"exam-item-{each.reason}")
    return explained(data, OF_PARAMETERS, exam.lang, f"exam-fit-{fit.reason}" if fit and fit.reason else "")


def _option(option: OptionFigures, each: ItemAnalysis) -> dict[str, Any]:
    return {
        "option": option.option,
        "text": None if option.option is None else each.name_of(option.option),
        "key": option.option in each.asked.keys,
        "n": option.n,
        "share": option.share,
        "mean_total": option.mean,
        "discrimination": option.rest,
        "fifths": list(option.fifths),
    }


def _flag(flag: Flag) -> dict[str, Any]:
    return {"code": flag.code, "sure": flag.sure, "value": flag.value, "option": flag.option}
