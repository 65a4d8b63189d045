"""From an answer file to figures: read, counted in blocks, modelled, told; kept and recorded where that is wanted."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from datetime import date as date_type
from functools import reduce
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from qbank.analysis.calibration import calibrated
from qbank.analysis.classical import total_figures
from qbank.analysis.counts import Counts, Sitting, counted
from qbank.analysis.dif import Difference, purified
from qbank.analysis.flags import Flag
from qbank.analysis.irt import Prior
from qbank.analysis.item_fit import item_fits
from qbank.analysis.rescoring import Rescored, rescored
from qbank.answers import Reading, read
from qbank.bank import Bank, Query
from qbank.errors import Problem, QbankError, reason_of
from qbank.formats.files import write_bytes, write_whole
from qbank.locale import Lang, say
from qbank.model.figure import FEWEST, FlagRecord, ItemStatistics
from qbank.model.item import Choice, Item
from qbank.model.sitting import Sheet, SittingHead
from qbank.reports import exam_sheet
from qbank.reports.exam import Exam, ItemAnalysis, ModelAnalysis, exam_of, gravest_first, shown
from qbank.reports.flag_words import flag_words, option_namer
from qbank.sittings import Sittings
from qbank.workbench.ingest import Progress, quiet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qbank.reports.pictures import Picture

ModelName = Literal["ctt", "rasch", "2pl"]
MODELS: tuple[ModelName, ...] = get_args(ModelName)
CODING_KEY = "answers.key"
"""The file with the key of a workspace by which names become codes."""
_FEWEST_FOR_A_MODEL = 30
_MOST_FOR_A_MODEL = 50_000
_SAMPLE = 20_000
"""People a model is fitted to where there are more than ``_MOST_FOR_A_MODEL``: their errors are far below any drift."""
_MOST_REASONS = 3
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, repr=False)
class Analysis:
    """What an answer file shows.

    Args:
        exam: the figures.
        counts: what they are made of; counts of parts of the people add up to them.
        reading: the file as it was read.
        items: the items of the bank by id, none where there was no bank.
        groups: the counts of each group of people that was asked for, by what its column says.
        rescored: what follows for items whose key seems wrong if the other option were right, by id.
        differences: how each item differs for each group, among people who know as much.
    """

    exam: Exam
    counts: Counts
    reading: Reading
    items: Mapping[str, Item] = field(default_factory=dict)
    groups: Mapping[str, Counts] = field(default_factory=dict)
    rescored: Mapping[str, Rescored] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def scores(self) -> Picture:
        """Return the picture of how scores spread."""
        from qbank.reports import exam_charts

        return exam_charts.scores(self.exam, self.counts)

    def item_map(self) -> Picture:
        """Return the picture of each item's facility and discrimination."""
        from qbank.reports import exam_charts

        return exam_charts.item_map(self.exam)

    def options(self, number: int) -> Picture:
        """Return the picture of who chose which option of an item; raises QbankError for a number that none has."""
        from qbank.reports import exam_charts

        if not 1 <= number <= len(self.exam.items):
            raise QbankError(Problem("analyse-number", values={"found": number, "most": len(self.exam.items)}))
        return exam_charts.options(self.exam, number)

    def information(self) -> Picture | None:
        """Return the picture of where the test measures well, None without a model."""
        from qbank.reports import exam_charts

        return exam_charts.information(self.exam)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was doubtful on the way."""
        return self.reading.problems

    def finding(self, flag: Flag, each: ItemAnalysis) -> str:
        """Return a flag of an item in an editor's words."""
        item = self.items.get(each.asked.item)
        return flag_words(flag, self.exam.lang, keys=each.asked.keys, name_of=option_namer(item)).line

    def to_dict(self) -> dict[str, Any]:
        """Return everything as JSON data."""
        report = self.reading.report
        data = {**self.exam.to_dict(), "reading": _reading_data(self.reading)}
        if self.rescored:
            data["rescored"] = [_rescored_data(item, found) for item, found in self.rescored.items()]
        if self.groups:
            data["groups"] = [_group_data(name, counts, self.exam.lang) for name, counts in self.groups.items()]
            data["dif"] = [_difference_data(each, self.exam.lang) for each in self.differences]
        data["problems"] = [{"code": each.code, "says": each.message(self.exam.lang)} for each in report.problems]
        return data

    def lines(self) -> Iterator[str]:
        """Yield the exam in words, then the items that something speaks against, the gravest first."""
        lang, report = self.exam.lang, self.reading.report
        yield from self.exam.lines()
        yield say(
            "analyse-read", lang, rows=report.rows, counted=report.counted, absent=report.absent,
            dropped=sum(report.dropped.values()), cells=report.dirty_cells,
        )  # fmt: skip
        for name, counts in self.groups.items():
            yield self._group(name, counts)
        if self.exam.model or self.exam.no_model:
            yield self._model()
        numbers = {each.asked.item: at for at, each in enumerate(self.exam.items, 1)}
        for each in gravest_first(self.exam.items):
            own = each.figures
            stem = (each.stem or each.asked.heading or each.asked.item)[:60]
            rest = say("exam-none", lang) if own.rest is None else shown(own.rest)
            yield ""
            yield say("analyse-item", lang, number=numbers[each.asked.item], stem=stem, p=shown(own.facility), r=rest)
            yield from (f"  {line}" for line in self._findings(each))
            if each.asked.item in self.rescored:
                yield f"  {self._rescored(each.asked.item)}"
        if not any(each.flags for each in self.exam.items):
            yield say("analyse-sound", lang)
        for difference in self.differences:
            mantel = difference.mantel
            twice = len(self.groups) == 2 and mantel is not None and mantel.delta > 0
            if mantel is not None and mantel.letter == "C" and not twice:
                harder = say("analyse-harder" if mantel.delta < 0 else "analyse-easier", lang)
                told = {"number": numbers[difference.item], "group": difference.group, "harder": harder}
                yield say("analyse-dif", lang, **told, delta=f"{mantel.delta:.1f}")

    def _group(self, name: str, counts: Counts) -> str:
        """Return a group in words; of few people only how many they are."""
        lang, mean = self.exam.lang, total_figures(counts).mean
        if counts.n < FEWEST or mean is None:
            return say("analyse-group-few", lang, group=name, n=counts.n)
        return say("analyse-group", lang, group=name, n=counts.n, mean=shown(mean))

    def _model(self) -> str:
        """Return in words whether there is a model; its figures are in the data."""
        lang, model = self.exam.lang, self.exam.model
        found = model.calibration if model else None
        if found is None or found.fit is None:
            reason = say(f"exam-model-{found.reason}" if found else self.exam.no_model, lang)
            return say("analyse-no-model", lang, reason=reason)
        fitted = {"model": found.fit.model, "items": len(found.fitted), "n": found.people}
        return say("analyse-model-first" if found.few else "analyse-model", lang, **fitted)

    def _rescored(self, item: str) -> str:
        """Return what would follow from the other key in words."""
        found, total = self.rescored[item], self.exam.total
        name = option_namer(self.items.get(item))(found.option)
        alphas = {
            key: "–" if alpha is None else f"{alpha:.3f}"
            for key, alpha in (("before", total.alpha), ("after", found.alpha))
        }
        figures = {"p": shown(found.figures.facility), "r": shown(found.figures.rest)}
        told = {"option": name, "gain": found.gain, "lose": found.lose, **alphas, **figures}
        return say("analyse-rescored", self.exam.lang, **told)

    def _findings(self, each: ItemAnalysis) -> Iterator[str]:
        """Yield the flags of an item in words, the options that nobody chooses on one line."""
        dead = [flag for flag in each.flags if flag.code == "dead-option" and flag.option is not None]
        for flag in each.flags:
            if len(dead) < 2 or flag not in dead:
                yield self.finding(flag, each)
        if len(dead) > 1:
            name_of = option_namer(self.items.get(each.asked.item))
            names = "、".join(name_of(flag.option) for flag in dead if flag.option is not None)
            how = say("flag-sure" if all(flag.sure for flag in dead) else "flag-watch", self.exam.lang)
            most = max(flag.value or 0.0 for flag in dead)
            yield say("analyse-dead", self.exam.lang, how=how, options=names, share=f"{most:.0%}")

    def write_sheet(self, out: Path) -> None:
        """Write the workbook of the exam."""
        write_whole(out, lambda stream: exam_sheet.write(self.exam, self.counts, self._findings, stream))


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


def head_of(found: Analysis, path: Path, actor: str) -> SittingHead:
    """Return the head under which a workspace keeps a sitting: one of the same name and day is the same sitting.

    Without a day the file tells sittings apart: every month may have its 成绩.xlsx.
    """
    exam = found.exam
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise QbankError(Problem("analyse-gone", str(path), values={"reason": reason_of(error)})) from error
    minted = hashlib.sha256(f"{exam.name}\x1f{exam.date or digest}".encode()).hexdigest()[:12]
    return SittingHead(f"s{minted}", exam.name, exam.date, path.name, digest, at, actor, found.reading.asked)


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """What became of a sitting: whether it took another's place, and of how many items figures were recorded."""

    was_there: bool
    items: int
    lang: Lang
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return say("analyse-kept-again" if self.was_there else "analyse-kept-new", self.lang, items=self.items)


def keep(found: Analysis, head: SittingHead, folder: Path, bank: Bank) -> Kept:
    """Keep what people answered in the workspace, and record the figures beside the versions of the bank's items.

    Of items that fewer than ``FEWEST`` people answered, and of those the bank does not have, no figures are recorded.
    """
    sheets = list(found.reading.sheets())
    with Sittings(folder) as store:
        problems = tuple(_other_names(store, sheets))
        was_there = store.put(head, sheets)
    records = [_statistics(each, head) for each in found.exam.items if _can_be_recorded(each)]
    if records:
        bank.add_statistics(records)
    return Kept(was_there, len(records), found.exam.lang, problems)


def _other_names(store: Sittings, sheets: Sequence[Sheet]) -> Iterator[Problem]:
    """Yield a warning for each code that belonged to somebody of another name so far."""
    known = {person.code: person.name for person, _ in store.people()}
    for sheet in sheets:
        person, before = sheet.person, known.get(sheet.person.code, "")
        if before and person.name and before != person.name:
            values = {"code": person.code, "before": before, "now": person.name}
            yield Problem("people-other-name", str(store.path), values=values, severity="warning")


def secret_of(folder: Path) -> bytes:
    """Return the key by which a workspace turns names into codes; it is made when it is first asked for."""
    path = folder / CODING_KEY
    try:
        if not path.exists():
            write_bytes(path, secrets.token_bytes(32))
            path.chmod(0o600)
        return path.read_bytes()
    except OSError as error:
        raise QbankError(Problem("analyse-secret", str(path), values={"reason": reason_of(error)})) from error


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


# --- records ------------------------------------------------------------------------------------------


def _can_be_recorded(each: ItemAnalysis) -> bool:
    return each.asked.revision > 0 and each.figures.n >= FEWEST and each.figures.facility_interval is not None


def _statistics(each: ItemAnalysis, head: SittingHead) -> ItemStatistics:
    own = each.figures
    assert own.facility is not None and own.facility_interval is not None  # noqa: S101 - looked at before
    return ItemStatistics(
        item=each.asked.item,
        revision=each.asked.revision,
        sitting=head.id,
        name=head.name,
        date=head.date,
        n=own.n,
        facility=own.facility,
        facility_interval=own.facility_interval,
        discrimination=own.rest,
        discrimination_interval=own.rest_interval,
        guess=own.guess,
        flags=tuple(FlagRecord(flag.code, flag.sure, flag.value, flag.option) for flag in each.flags),
        digest=head.digest,
        actor=head.actor,
    )


def _reading_data(found: Reading) -> dict[str, Any]:
    report = found.report
    return {
        "file": report.file,
        "layout": report.layout,
        "sheet": report.sheet,
        "rows": report.rows,
        "counted": report.counted,
        "absent": report.absent,
        "dropped": dict(report.dropped),
        "cells": report.cells,
        "dirty_cells": report.dirty_cells,
        "matched": [
            {"heading": each.heading, "item": each.item, "how": each.how, "sure": each.sure}
            for each in report.matching.matches
        ],
        "unmatched": list(report.matching.unmatched),
    }


def _rescored_data(item: str, found: Rescored) -> dict[str, Any]:
    return {
        "name": item,
        "option": found.option,
        "facility": found.figures.facility,
        "discrimination": found.figures.rest,
        "alpha": found.alpha,
        "gain": found.gain,
        "lose": found.lose,
    }


def _group_data(name: str, counts: Counts, lang: Lang) -> dict[str, Any]:
    """Return the figures of a group; of fewer than ``FEWEST`` people only how many they are."""
    if counts.n < FEWEST:
        return {"group": name, "n": counts.n, "mean": None, "reason": say("analyse-few-of-group", lang, least=FEWEST)}
    total = total_figures(counts)
    return {"group": name, "n": counts.n, "mean": total.mean, "sd": total.sd, "median": total.median}


def _difference_data(each: Difference, lang: Lang) -> dict[str, Any]:
    data: dict[str, Any] = {"name": each.item, "group": each.group, "n": each.people, "others": each.others}
    mantel, logistic = each.mantel, each.logistic
    data |= {
        "class": mantel.letter if mantel else None,
        "delta": mantel.delta if mantel else None,
        "delta_se": mantel.delta_error if mantel else None,
        "chi2": mantel.chi2 if mantel else None,
        "p": mantel.p if mantel else None,
        "p_adjusted": mantel.adjusted if mantel else None,
        "shift": each.shift,
        "logistic_class": logistic.letter if logistic else None,
        "logistic_gain": logistic.gain if logistic else None,
    }
    return {**data, "reason": say(f"analyse-dif-{each.reason}", lang)} if each.reason else data
