"""Figures that are not defined, as data: None, and in ``reason`` a sentence for each cause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qbank.locale import Lang, say

OF_TEST: Mapping[str, str] = {
    "mean": "exam-no-people",
    "sd": "exam-no-people",
    "skewness": "exam-no-shape",
    "kurtosis": "exam-no-shape",
}
"""Why a figure of a test is undefined where reliability is not the reason, by its name."""
OF_RELIABILITY: Mapping[str, str] = {
    "kr21": "exam-no-kr21",
    "split_half": "exam-no-split-half",
    "spearman_brown": "exam-no-split-half",
}
"""Why a figure beside alpha is undefined where alpha is not, by its name."""
GUESSING: Mapping[str, str] = {"guess": "exam-no-guess"}
OF_ITEM: Mapping[str, str] = {
    "facility": "exam-item-not-asked",
    "sd": "exam-no-people",
    "discrimination_low": "exam-no-interval",
    "d27": "exam-same-totals",
    "efficiency": "exam-no-efficiency",
    "effective_weight": "exam-no-weight",
    "alpha_if_deleted": "exam-no-alpha-without",
    "item_total": "exam-same-totals",
    "biserial": "exam-no-biserial",
    "intended_weight": "exam-not-shared",
    **GUESSING,
}
"""Why a figure of an item is undefined, by its name, where its discrimination is defined."""
OF_OPTION: Mapping[str, str] = {"mean_total": "exam-option-nobody", "discrimination": "exam-option-alike"}
OF_PARAMETERS: Mapping[str, str] = {
    "b": "exam-item-flat",
    "a_se": "exam-item-no-error",
    "b_se": "exam-item-no-error",
    "d_se": "exam-item-no-error",
}
"""Why a parameter of an item that was fitted is undefined, by its name."""
OF_MODEL: Mapping[str, str] = {"empirical_reliability": "exam-no-people"}
"""Why a figure of a model is undefined, by its name."""
OF_RESCORING: Mapping[str, str] = {"discrimination": "exam-no-rest", "alpha": "exam-no-alpha-anew"}
"""Why a figure of an item that is marked anew is undefined, by its name."""
OF_CHANGE: Mapping[str, str] = {"z": "exam-no-robust-z"}
"""Why a figure of the change of an item since earlier exams is undefined, by its name."""


def explained(data: Mapping[str, Any], causes: Mapping[str, str], lang: Lang, first: str = "") -> dict[str, Any]:
    """Return data with its ``reason``, without one where every figure is defined.

    Args:
        data: figures by name.
        causes: the key of why a figure is None, by its name.
        lang: language of the reason.
        first: the key of a cause that is there whatever the figures say, "" for none.
    """
    keys = dict.fromkeys([*([first] if first else []), *(causes[name] for name in causes if data[name] is None)])
    if not keys:
        return dict(data)
    return {**data, "reason": say("reasons-between", lang).join(say(key, lang) for key in keys)}
