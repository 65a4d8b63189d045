"""From an answer file to figures: read, counted in blocks, modelled; nothing is written anywhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date as date_type
from functools import reduce
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from qbank.analysis.calibration import calibrated
from qbank.analysis.counts import Counts, Sitting, counted
from qbank.analysis.dif import Difference, purified
from qbank.analysis.irt import Prior
from qbank.analysis.item_fit import item_fits
from qbank.analysis.rescoring import Rescored, rescored
from qbank.answers import Reading, read
from qbank.bank import Bank, Query
from qbank.errors import Problem, QbankError
from qbank.locale import Lang
from qbank.model.item import Choice, Item
from qbank.reports.exam import Exam, ModelAnalysis, exam_of
from qbank.reports.flag_words import option_namer
from qbank.workbench.analysis import Analysis
from qbank.workbench.ingest import Progress, quiet

if TYPE_CHECKING:
    from numpy.typing import NDArray


ModelName = Literal["ctt", "rasch", "2pl"]
_FEWEST_FOR_A_MODEL = 30
_MOST_FOR_A_MODEL = 50_000
_SAMPLE = 20_000
"""People a model is fitted to where there are more than ``_MOST_FOR_A_MODEL``: their errors are far below any drift."""
_MOST_REASONS = 3
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def analyse(
    path: Path,
    *,
    lang: Lang,
    items: Sequence[Item] = (),
    model: ModelName = "ctt",
    prior: Prior = "weak",
    group: str = "",
    name: str = "",
    date: str = "",
    progress: Progress = quiet,
    **reading: Any,  # noqa: ANN401 - what ``answers.read`` takes
) -> Analysis:
    """Return what an answer file shows; nothing is written anywhere.

    Args:
        path: the file.
        lang: language of what is shown.
        items: that may have been asked; none to take the columns as they are.
        model: ``ctt`` for classical figures alone, or a model beside them.
        prior: whether weak priors hold its parameters.
        group: the heading of a column that parts people, "" for none.
        name: of the exam; by default the file's.
        date: its day, ISO 8601; by default that on which most handed in.
        progress: told of each block of people.
        reading: more for ``answers.read``.

    Raises:
        QbankError: nothing can be read, or a date that is none.
    """
    if date and not _is_day(date):
        raise QbankError(Problem("analyse-date", str(path), values={"found": date}))
    found = read(path, items=items, groups=[group] if group else (), **reading)
    if group and group not in found.groups:
        raise QbankError(Problem("analyse-no-group", str(path), values={"found": group}))
    counts, groups = _counted(found, group, progress)
    if counts is None or not found.asked:
        reasons = " ".join(each.message(lang) for each in found.problems[:_MOST_REASONS])
        raise QbankError(Problem("analyse-nothing", str(path), values={"reasons": reasons}))
    by_id = {item.id: item for item in items}
    stems = {each.item: by_id[each.item].stem for each in found.asked if each.item in by_id}
    names = {each: _options_of(by_id[each]) for each in stems}
    fitted, no_model = (None, "") if model == "ctt" else _modelled(found, model, prior, progress)
    exam = exam_of(
        counts, found.asked, lang=lang, name=name or path.stem, date=date or _day(found), stems=stems, names=names,
        model=fitted, no_model=no_model,
    )  # fmt: skip
    return Analysis(
        exam,
        counts,
        found,
        {each: by_id[each] for each in stems},
        groups,
        _rescored(exam, found),
        _differences(found, group) if group else (),
    )


def analyse_bank(bank: Bank, path: Path, *, lang: Lang, **wish: Any) -> Analysis:  # noqa: ANN401 - as of ``analyse``
    """Return what an answer file shows of a bank's items: of the accepted ones, of all if these explain more columns.

    An item that was never accepted seldom stood in a paper: of two that are worded alike the accepted one is meant.
    """
    accepted = list(bank.items(Query(status="accepted")))
    found, fault = None, None
    if accepted:
        try:
            found = analyse(path, lang=lang, items=accepted, **wish)
        except QbankError as error:
            fault = error
        if found and not found.reading.report.matching.unmatched:
            return found
    try:
        other = analyse(path, lang=lang, items=list(bank.items(Query())), **wish)
    except QbankError:
        if found:
            return found
        if fault:
            raise fault from None
        raise
    return found if found and len(found.reading.asked) >= len(other.reading.asked) else other


# --- counting -----------------------------------------------------------------------------------------


def _counted(found: Reading, group: str, progress: Progress) -> tuple[Counts | None, dict[str, Counts]]:
    """Return the counts of all, block by block, and those of each group."""
    whole: list[Counts] = []
    groups: dict[str, Counts] = {}
    for at, block in enumerate(found.sittings, 1):
        progress(found.file.file, at, len(found.sittings))
        whole = [reduce(add, [*whole, counted(block.sitting)])]
        if group:
            said = np.array(block.groups[group])
            for name in sorted(set(said.tolist()) - {""}):
                own = counted(_of(block.sitting, said == name))
                groups[name] = groups[name] + own if name in groups else own
    return (whole[0] if whole else None), dict(sorted(groups.items()))


def _of(sitting: Sitting, rows: NDArray[np.bool_]) -> Sitting:
    """Return the part of a sitting with some of its people."""
    answered, chosen = sitting.answered, sitting.chosen
    return Sitting(
        sitting.items,
        sitting.marks[rows],
        sitting.most,
        None if answered is None else answered[rows],
        sitting.options,
        None if chosen is None else chosen[rows],
    )


def _modelled(found: Reading, model: ModelName, prior: Prior, progress: Progress) -> tuple[ModelAnalysis | None, str]:
    """Return a model of the items that are right or wrong and that some got right, some wrong; or why there is none."""
    places = found.places
    if len(places) < _FEWEST_FOR_A_MODEL:
        return None, "exam-no-model-few"
    if len(places) > _MOST_FOR_A_MODEL:
        places = np.sort(np.random.default_rng(0).choice(places, _SAMPLE, replace=False))
    sitting = found.sitting_of(places)
    shares = sitting.marks / sitting.most

    def pause() -> None:
        progress(model, 0, 0)

    calibration = calibrated(sitting.items, shares, "rasch" if model == "rasch" else "2pl", prior, pause)
    fits = item_fits(shares[:, calibration.fitted], calibration.fit) if calibration.fit else []
    return ModelAnalysis(calibration, tuple(fits)), ""


def _differences(found: Reading, group: str) -> tuple[Difference, ...]:
    """Return how each item differs for each group, people matched by the items that do not differ."""
    whole, said = found.sitting(), np.array([text for block in found.sittings for text in block.groups[group]])
    parts = {name: _of(whole, said == name) for name in sorted(set(said.tolist()) - {""})}
    return purified(parts).differences if len(parts) > 1 else ()


def _rescored(exam: Exam, found: Reading) -> dict[str, Rescored]:
    """Return what would follow for each item whose key seems wrong, if the option that speaks against it were right."""
    doubtful = {
        each.asked.item: flag.option
        for each in exam.items
        for flag in each.flags
        if flag.code == "mis-key" and flag.option is not None
    }
    made = {
        item: rescored((block.sitting for block in found.sittings), item, option) for item, option in doubtful.items()
    }
    return {item: each for item, each in made.items() if each is not None}


def _options_of(item: Item) -> dict[str, str]:
    """Return the options of an item as they stand on paper: A. 十日."""
    shown, name_of = item.body.interaction(), option_namer(item)
    if not isinstance(shown, Choice):
        return {}
    named = {option.id: (name_of(option.id), option.text) for option in shown.options}
    return {each: text if name == text else f"{name}. {text}" for each, (name, text) in named.items()}


def _is_day(text: str) -> bool:
    try:
        return bool(_DAY.fullmatch(text) and date_type.fromisoformat(text))
    except ValueError:
        return False


def _day(found: Reading) -> str:
    """Return the day on which most handed in, "" where the file does not say."""
    days = [text[:10] for block in found.sittings for text in block.submitted if _DAY.match(text)]
    return max(sorted(set(days)), key=days.count) if days else ""
