"""Statistics against outside programs: figures of R (psych, CTT, mirt) and of Moodle, to the digits they give.

``python tests/gate/responses.py`` compares on ``../shared/data/responses`` (never part of the project) and fails on the
first figure that differs by more than its tolerance.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from data import DATA
from numpy.typing import NDArray

from qbank.analysis.classical import item_figures, total_figures
from qbank.analysis.counts import Sitting, counted
from qbank.analysis.guessing import GUESS, fit_guessing
from qbank.analysis.irt import Data, Model, abilities, fit
from qbank.analysis.item_fit import item_fits
from qbank.analysis.option_figures import option_figures
from qbank.analysis.precision import empirical_reliability, marginal_reliability
from qbank.analysis.reliability import halves, lambda2, products, split_half

FOLDER = DATA / "responses"
EXACT = 1e-9
"""The outside figures are written with eleven digits."""
MOODLE = 1.5e-5
PARAMETER, LIKELIHOOD = 1e-3, 1e-5
"""Of models: relative; a hundredth of a unit where a log-likelihood is a thousand."""
GUESSING = 3e-3
MISFIT = 1e-4
"""Of figures of fit: relative, so that the largest S-X2 agrees within a hundredth."""
MIRT_FLOOR = 10**-2.5
"""R's mirt lets no answer count with less variance than this in infit and outfit."""
Answers = NDArray[np.float64]
_Pair = tuple[str, float | None, float | None]


def rows(name: str) -> list[list[str]]:
    """Return the rows of a table below its head."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))[1:]


def scored(name: str) -> Sitting:
    """Return a table of marks 0 and 1."""
    marks = np.array(rows(name), dtype=float)
    return Sitting(tuple(map(str, range(marks.shape[1]))), marks, np.ones(marks.shape[1]))


def chosen(name: str, options: tuple[str, ...], **other: str) -> Sitting:
    """Return a table of options; ``other`` keys an item anew: ``i31="3"``."""
    answers, keys = rows(f"{name}_raw.csv"), [row[1] for row in rows(f"{name}_key.csv")]
    keys = [other.get(f"i{at}", key) for at, key in enumerate(keys)]
    places = np.array([[options.index(each) if each in options else -1 for each in row] for row in answers])
    marks = (places == np.array([options.index(key) for key in keys])).astype(float)
    names, k = tuple(map(str, range(len(keys)))), len(keys)
    return Sitting(names, marks, np.ones(k), places >= 0, [options] * k, places)


def classical(name: str, sitting: Sitting, expected: dict[str, Any]) -> Iterator[_Pair]:
    """Yield pairs of our figures and R's."""
    counts = counted(sitting)
    whole, items = total_figures(counts), list(item_figures(counts).values())
    total = expected["total"]
    yield from ((f"{name} {key}", getattr(whole, key), total[key]) for key in ("mean", "sd", "median"))
    yield f"{name} alpha", whole.alpha, expected["alpha"]
    yield f"{name} SEM", whole.sem, expected["SEM"]
    yield from zip(
        (f"{name} alpha low", f"{name} alpha high"), whole.alpha_interval or (), expected["alpha_feldt95"], strict=True
    )
    yield f"{name} KR-21", whole.kr21, expected["kr21"]
    yield f"{name} lambda-2", lambda2(products(sitting)), expected["lambda2"]
    half = split_half(halves(sitting)) or (None, None)
    yield f"{name} odd-even", half[0], expected["split_half_oddeven_r"]
    yield f"{name} Spearman-Brown", half[1], expected["split_half_spearman_brown"]
    names = (("p", "facility"), ("sd", "sd"), ("item_rest_r", "rest"), ("alpha_if_deleted", "alpha_without"))
    older = (("item_total_r", "total"), ("item_total_biserial", "biserial"), ("CTT_bis", "rest_biserial"))
    for key, ours in (*names, *older):
        for at, (item, value) in enumerate(zip(items, expected[key], strict=True)):
            yield f"{name} {key} {at + 1}", getattr(item, ours), value
    for at, options in enumerate(expected.get("options", [])):
        figures = {each.option: each for each in option_figures(counts.items[str(at)])}
        for each in options:
            found = figures.get(each["option"])
            if found is None:
                continue
            yield f"{name} option {at + 1}{each['option']} n", found.n, each["n"]
            yield f"{name} option {at + 1}{each['option']} r", found.rest, each["r_rest"]
            yield f"{name} option {at + 1}{each['option']} mean", found.mean, each["mean_total"]


def moodle(expected: dict[str, Any]) -> Iterator[_Pair]:
    """Yield pairs of our figures and those of Moodle's quiz statistics."""
    marks = np.array([row[1:-1] for row in rows("moodle_results00.csv")], dtype=float)
    counts = counted(Sitting(tuple(map(str, range(marks.shape[1]))), marks, np.ones(marks.shape[1])))
    whole, items = total_figures(counts), list(item_figures(counts).values())
    names = {"median": "median", "firstattemptsavg": "mean", "standarddeviation": "sd", "skewness": "skewness"}
    names |= {"kurtosis": "kurtosis", "errorratio": "error_ratio", "standarderror": "sem"}
    yield from ((f"moodle {key}", getattr(whole, ours), expected["stats"][key]) for key, ours in names.items())
    yield "moodle cic", 100 * (whole.alpha or 0), expected["stats"]["cic"]
    with (FOLDER / "moodle_qstats00.csv").open(encoding="utf-8", newline="") as lines:
        slots = [row for row in csv.DictReader(lines) if not row["subqname"] and not row["variant"]]
    for row, item in zip(slots, items, strict=True):
        figures = {"facility": item.facility, "sd": item.sd, "discriminationindex": _hundred(item.rest)}
        figures |= {"discriminativeefficiency": _hundred(item.efficiency), "effectiveweight": _hundred(item.weight)}
        for key, ours in figures.items():
            yield f"moodle {key} {row['slot']}", ours, float(row[key])


def models(name: str, answers: Answers, expected: dict[str, Any]) -> Iterator[_Pair]:
    """Yield pairs of our parameters and those of R's mirt; a difficulty counts by its own size."""
    pairs: tuple[tuple[str, Model], ...] = (("Rasch", "rasch"), ("2PL", "2pl"))
    for label, model in pairs:
        theirs, found = expected[label], fit(answers, model, "none")
        scale = found.slopes[0] if model == "rasch" else 1.0
        yield from _parameters(f"{name} {label} a", found.slopes / scale, theirs["a"])
        yield from _parameters(f"{name} {label} d", found.intercepts, theirs["d"])
        if model == "rasch":
            yield f"{name} Rasch variance", float(scale**2), theirs["latent_var"]
            continue
        yield from _parameters(f"{name} 2PL error of a", found.slope_errors, theirs["se_a"])
        yield from _parameters(f"{name} 2PL error of b", found.difficulty_errors, theirs["se_b"])
        theta, error = abilities(answers[:10], found)
        yield from _parameters(f"{name} 2PL ability", theta, theirs["eap_first10"])
        yield from _parameters(f"{name} 2PL error of ability", error, theirs["eap_se_first10"])
        information = found.information(np.array(theirs["testinfo_theta"], dtype=float)).sum(axis=1)
        yield from _parameters(f"{name} 2PL information", information, theirs["testinfo"])
        yield f"{name} 2PL marginal reliability", marginal_reliability(found), theirs["marginal_rxx"]
        yield f"{name} 2PL empirical reliability", empirical_reliability(*abilities(answers, found)), theirs["eap_rel"]


def misfits(name: str, answers: Answers, expected: dict[str, Any]) -> Iterator[_Pair]:
    """Yield pairs of our figures of fit and those of R's mirt.

    Of a Rasch model mirt takes a degree of freedom for the slope, too, though all items share it; we do not.
    """
    pairs: tuple[tuple[str, Model], ...] = (("Rasch", "rasch"), ("2PL", "2pl"))
    for label, model in pairs:
        theirs, found = expected[label], item_fits(answers, fit(answers, model, "none"), floor=MIRT_FLOOR)
        for at, each in enumerate(found):
            where = f"{name} {label} {at + 1}"
            yield f"{where} infit", each.infit, theirs["infit"][at]
            yield f"{where} outfit", each.outfit, theirs["outfit"][at]
            yield f"{where} S-X2", each.chi2, theirs["S_X2"][at]
            yield f"{where} S-X2 df", each.df, theirs["S_X2_df"][at] + (model == "rasch")
            if model == "2pl":
                yield f"{where} S-X2 p", each.p, theirs["S_X2_p"][at]


def guessing(answers: Answers, theirs: dict[str, Any], mis_keyed: int) -> tuple[list[_Pair], list[_Pair]]:
    """Return pairs of our parameters with guessing and those of R's mirt under the same prior, and of heights.

    mirt stopped before it came to rest, farthest off at the mis-keyed item, which is left out: ours are likelier.
    """
    found = fit_guessing(answers, "none")
    a, b, g = (np.array(theirs[key]) for key in "abg")
    height = _height(answers, g, b, a)
    gain = found.log_likelihood - _off(found.guesses) - height + _off(g)
    heights: list[_Pair] = [("sat12 3PL", height, theirs["logLik"]), ("sat12 3PL gain", min(gain, 0.0), 0.0)]
    kept = np.arange(len(a)) != mis_keyed
    ours = {"a": found.slopes, "b": found.difficulties, "g": found.guesses}
    pairs = [_parameters(f"sat12 3PL {key}", ours[key][kept], list(np.array(theirs[key])[kept])) for key in "abg"]
    return [pair for each in pairs for pair in each], heights


def _height(answers: Answers, guesses: Answers, difficulties: Answers, slopes: Answers) -> float:
    return Data.of(answers).expected(slopes, -slopes * difficulties, guesses)[2]


def _off(guesses: Answers | None) -> float:
    """Return what the prior of guessing takes off a log-likelihood."""
    assert guesses is not None
    mean, spread = GUESS
    return float((((np.log(guesses / (1 - guesses)) - mean) / spread) ** 2).sum() / 2)


def likelihoods(name: str, answers: Answers, expected: dict[str, Any]) -> Iterator[_Pair]:
    """Yield pairs of our log-likelihoods and those of R's mirt."""
    yield f"{name} Rasch", fit(answers, "rasch", "none").log_likelihood, expected["Rasch"]["logLik"]
    yield f"{name} 2PL", fit(answers, "2pl", "none").log_likelihood, expected["2PL"]["logLik"]


def _parameters(name: str, ours: Answers, theirs: Sequence[float]) -> Iterator[_Pair]:
    return ((f"{name} {at + 1}", float(one), other) for at, (one, other) in enumerate(zip(ours, theirs, strict=True)))


def _hundred(share: float | None) -> float | None:
    return None if share is None else 100 * share


def differing(pairs: Sequence[_Pair], tolerance: float) -> list[str]:
    """Return the figures that are not equal; an undefined one equals only an undefined one."""
    found = []
    for name, ours, theirs in pairs:
        is_equal = (
            ours == theirs if ours is None or theirs is None else abs(ours - theirs) <= tolerance * max(1, abs(theirs))
        )
        if not is_equal:
            found.append(f"{name}: {ours} ≠ {theirs}")
    return found


def main() -> int:
    """Compare, print a line a table, and return 1 where a figure differs."""
    if not FOLDER.is_dir():
        print(f"{FOLDER}: not here, nothing compared")
        return 0
    expected = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
    five, letters = tuple("12345"), tuple("ABCD")
    made = {
        "lsat6": scored("lsat6.csv"),
        "lsat7": scored("lsat7.csv"),
        "sat12": chosen("sat12", five),
        "sat12_item32_key3": chosen("sat12", five, i31="3"),
        "ctt": chosen("ctt", letters),
    }
    failed = 0
    tables = [(name, list(classical(name, each, expected[name]["classical"])), EXACT) for name, each in made.items()]
    tables.append(("moodle", list(moodle(expected["moodle_quiz00"])), MOODLE))
    sat12 = (np.array(rows("sat12_raw.csv")) == np.array([row[1] for row in rows("sat12_key.csv")])).astype(float)
    lsat = {name: np.array(rows(f"{name}.csv"), dtype=float) for name in ("lsat6", "lsat7")}
    for name, answers in {**lsat, "sat12": sat12}.items():
        told = expected[name]["irt"]
        tables.append((f"{name} models", list(models(name, answers, told)), PARAMETER))
        tables.append((f"{name} fit of items", list(misfits(name, answers, told)), MISFIT))
        tables.append((f"{name} likelihoods", list(likelihoods(name, answers, told)), LIKELIHOOD))
    told = expected["sat12"]["irt"]["3PL_gprior_logit_norm(-1.5,.5)"]
    pairs, heights = guessing(sat12, told, 31)
    # Of LSAT6 ltm's is a step (a = 23), which no quadrature resolves.
    ltm = expected["lsat7"]["irt"]["ltm_tpm"]
    heights.append(("lsat7 3PL, ltm's", _height(lsat["lsat7"], *np.array(ltm["coef"]).T), ltm["logLik"]))
    tables += [("sat12 with guessing", pairs, GUESSING), ("likelihoods with guessing", heights, LIKELIHOOD)]
    for name, pairs, tolerance in tables:
        wrong = differing(pairs, tolerance)
        failed += len(wrong)
        print(f"{name}: {len(pairs)} figures, {len(wrong)} differ by more than {tolerance:g}")
        print(*wrong[:10], sep="\n", end="\n" if wrong else "")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
