"""From an answer file to figures: read, counted in blocks, modelled; nothing is written anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as date_type
from itertools import takewhile
from pathlib import Path
from typing import Any

from qbank.analysis.dif import Difference, Purified
from qbank.analysis.drift import Use
from qbank.analysis.flags import Flag, Limits, of_difference
from qbank.analysis.irt import Prior
from qbank.answers import Joined, Reading, joined, numbering, numbers_of, read
from qbank.answers.dropping import Attempt
from qbank.answers.own_forms import read_forms
from qbank.bank import Bank, Query
from qbank.errors import Problem, QbankError
from qbank.locale import Lang
from qbank.model.issue import Issue
from qbank.model.item import Choice, Item
from qbank.reports.exam import exam_of
from qbank.reports.flag_words import option_namer
from qbank.text.readers import digest_of
from qbank.workbench.analyses import Analyses
from qbank.workbench.analysis import Analysis
from qbank.workbench.comparing import compared
from qbank.workbench.counting import (
    DAY,
    ModelName,
    counts_of,
    day_of,
    differences_of,
    hidden_of,
    model_of,
    rescored_of,
)
from qbank.workbench.fitting import unfit
from qbank.workbench.ingest import Progress, quiet
from qbank.workbench.issued import perhaps_sat, sat
from qbank.workbench.watching import uses_now

_MOST_REASONS = 3


def analyse_all(
    paths: Sequence[Path],
    *,
    lang: Lang,
    items: Sequence[Item] = (),
    model: ModelName = "ctt",
    prior: Prior = "weak",
    group: str = "",
    name: str = "",
    date: str = "",
    attempt: Attempt = "first",
    limits: Limits | None = None,
    issued: Sequence[Issue] = (),
    mapping: Path | None = None,
    before: Mapping[str, Sequence[Use]] | None = None,
    progress: Progress = quiet,
    **reading: Any,  # noqa: ANN401 - what ``answers.read`` takes
) -> Analyses:
    """Return what answer files show, sitting by sitting; nothing is written anywhere.

    Files that ask the same items on the same day are of one sitting and add up; so are those without a day unless
    they have mostly the same people. Others stay apart, by day. A file that cannot be read is told, and the rest goes
    on.

    Args:
        paths: the files.
        lang: language of what is shown.
        items: that may have been asked; none to take the columns as they are.
        model: ``ctt`` for classical figures alone, or a model beside them.
        prior: whether weak priors hold its parameters.
        group: the heading of a column that parts people, "" for none.
        name: of the exam; by default the file's, or what the names of its files begin with.
        date: the day of all files, ISO 8601; by default that on which most handed in.
        attempt: which attempt of a person counts, also where they stand in two files of a sitting.
        limits: from where on a figure counts against an item; None for the usual ones.
        issued: papers that may have been sat; it is told where letters would mean other options on one of them.
        mapping: a table of the forms of another program's paper, ``form`` among ``reading`` then as of
            ``answers.own_forms.read_forms``.
        before: earlier uses of items, by id: where a form was named, answers that look like another's are told.
        progress: told of each block of people.
        reading: more for ``answers.read``.

    Raises:
        QbankError: nothing can be read of any file, or a date that is none.
    """
    if date and not _is_day(date):
        raise QbankError(Problem("analyse-date", str(paths[0]), values={"found": date}))
    wish = _Wish(lang, {item.id: item for item in items}, model, prior, group, name, date, limits, progress)
    if mapping is not None:
        reading["sat"] = read_forms(mapping, reading.pop("form", ""))
    alone, told = _alone(paths)
    read_files: list[tuple[Path, Reading]] = []
    for path in alone:
        try:
            found = read(path, items=items, groups=[group] if group else (), attempt=attempt, **reading)
        except QbankError as error:
            told.append(error.problem)
        else:
            doubt = perhaps_sat(issued, found)
            read_files.append((path, found.with_problem(doubt) if doubt else found))
    analyses: list[Analysis] = []
    for own in _by_sitting(read_files, date):
        files, readings = [path for path, _ in own], [found for _, found in own]
        try:
            analyses.append(_of_sitting(files, readings[0] if len(own) == 1 else joined(readings, attempt), wish))
        except QbankError as error:
            told.append(error.problem)
    if not analyses:
        raise QbankError(told[0])
    if reading.get("sat") is not None:
        analyses = [_fitting(each, before or {}) for each in analyses]
    return Analyses(tuple(_named_apart(sorted(analyses, key=lambda each: each.exam.date))), tuple(told), lang)


def analyse_bank(
    bank: Bank,
    paths: Sequence[Path],
    *,
    lang: Lang,
    limits: Limits | None = None,
    **wish: Any,  # noqa: ANN401
) -> Analyses:
    """Return what answer files show of a bank's items, compared with the exams that it remembers.

    They are of the accepted items, of all if these explain more columns: an item that was never accepted seldom stood
    in a paper, and of two that are worded alike the accepted one is meant. With ``form`` in the wish, a paper that was
    issued, its items are meant as they were then; see ``issued.sat``.
    """
    found = _best_explained(bank, paths, lang=lang, limits=limits, **wish)
    return replace(found, sittings=tuple(compared(bank, found, limits)))


def _best_explained(
    bank: Bank,
    paths: Sequence[Path],
    *,
    lang: Lang,
    form: str = "",
    **wish: Any,  # noqa: ANN401
) -> Analyses:
    if form and not wish.get("mapping"):
        forms, items = sat(bank, form)
        return analyse_all(paths, lang=lang, items=items, sat=forms, before=uses_now(bank), **wish)
    accepted = list(bank.items(Query(status="accepted")))
    wish |= {"form": form, "before": uses_now(bank)} if wish.get("mapping") else {"issued": bank.issues()}
    found, fault = None, None
    if accepted:
        try:
            found = analyse_all(paths, lang=lang, items=accepted, **wish)
        except QbankError as error:
            fault = error
        if found and not found.told and all(map(_is_of_bank, found)):
            return found
    try:
        other = analyse_all(paths, lang=lang, items=list(bank.items(Query())), **wish)
    except QbankError:
        if found:
            return found
        if fault:
            raise fault from None
        raise
    return found if found and _explained(found) >= _explained(other) else other


def _fitting(each: Analysis, before: Mapping[str, Sequence[Use]]) -> Analysis:
    doubt = unfit(each.exam, before, each.reading.report.file)
    return replace(each, reading=each.reading.with_problem(doubt)) if doubt else each


def _is_of_bank(each: Analysis) -> bool:
    """Tell whether every column of items is one of the bank's."""
    return bool(each.items) and not each.reading.report.matching.unmatched


def _explained(found: Analyses) -> int:
    return sum(len(each.items) for each in found)


# --- files and sittings -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wish:
    """What an analysis is wanted to have, as of ``analyse_all``; ``items`` by id."""

    lang: Lang
    items: Mapping[str, Item]
    model: ModelName
    prior: Prior
    group: str
    name: str
    date: str
    limits: Limits | None
    progress: Progress


def _alone(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """Return the files without those that another has the same bytes as, which are told."""
    known: dict[str, Path] = {}
    found, told = [], []
    for path in paths:
        # One file alone has none to be compared with.
        digest = digest_of(path) if len(paths) > 1 else None
        if isinstance(digest, str) and digest in known:
            values = {"other": str(known[digest])}
            told.append(Problem("analyse-same-file", str(path), values=values, severity="warning"))
            continue
        known[digest if isinstance(digest, str) else str(path)] = path
        found.append(path)
    return found, told


def _by_sitting(files: Sequence[tuple[Path, Reading]], date: str) -> list[list[tuple[Path, Reading]]]:
    """Return the files of each sitting: of one day, and asking the same items.

    A file of one person, as practice pages and QTI engines write them, has only the items that this person came to: it
    is of a sitting of such files with which it shares an item. Without days, files with mostly the same people are not
    of one sitting: nobody sits it twice.
    """
    found: list[tuple[str, list[tuple[Path, Reading]]]] = []
    for path, reading in files:
        day = date or day_of(reading)
        same = [own for known, own in found if known == day and _ask_the_same(own, reading)]
        fitting = same if day else [own for own in same if not any(_same_people(each, reading) for _, each in own)]
        if fitting:
            fitting[0].append((path, reading))
        else:
            found.append((day, [(path, reading)]))
    return [own for _, own in found]


def _ask_the_same(files: Sequence[tuple[Path, Reading]], other: Reading) -> bool:
    """Tell whether a file asks what those of a sitting ask; of single persons one item in common is enough."""
    asked, there = _asked_of(other), [_asked_of(each) for _, each in files]
    if all(len(each.places) == 1 for each in (other, *(each for _, each in files))):
        return not asked.isdisjoint(frozenset.union(*there))
    return all(own == asked for own in there)


def _asked_of(reading: Reading) -> frozenset[tuple[str, int]]:
    return frozenset((asked.item, asked.revision) for asked in reading.asked)


def _same_people(one: Reading, other: Reading) -> bool:
    """Tell whether more than half of the people of the smaller file stand in the other."""
    codes = [set(each.codes(each.places)) - {""} for each in (one, other)]
    return 2 * len(codes[0] & codes[1]) > min(map(len, codes))


def _of_sitting(files: Sequence[Path], found: Reading | Joined, wish: _Wish) -> Analysis:
    """Return what the files of one sitting show.

    Raises:
        QbankError: there is nothing to count, or no such group.
    """
    file, lang, by_id = found.report.file, wish.lang, wish.items
    if wish.group and wish.group not in found.groups:
        missing = [each for each in found.problems if each.code in ("answers-group-missing", "answers-group-person")]
        raise QbankError(missing[0] if missing else Problem("analyse-no-group", file, values={"found": wish.group}))
    counts, groups, reliable = counts_of(found, wish.group, wish.progress)
    if counts is None or not any(each.marks.cells.any() for each in counts.items.values()):
        reasons = " ".join(each.message(lang) for each in found.problems[:_MOST_REASONS])
        raise QbankError(Problem("analyse-nothing", file, values={"reasons": reasons}))
    stems = {each.item: by_id[each.item].stem for each in found.asked if each.item in by_id}
    names = {each: _options_of(by_id[each]) for each in stems}
    fitted, no_model = (None, "") if wish.model == "ctt" else model_of(found, wish.model, wish.prior, wish.progress)
    headings = [each.heading for each in found.asked]
    numbers, on_forms = numbering(headings, found.forms)
    exam = exam_of(
        counts, found.asked, lang=lang, name=wish.name or _name(files), date=wish.date or day_of(found), stems=stems,
        names=names, reliability=reliable, model=fitted, no_model=no_model, limits=wish.limits,
        numbers=numbers or numbers_of(headings), forms=on_forms,
    )  # fmt: skip
    differences = differences_of(found, wish.group, groups) if wish.group else Purified()
    return Analysis(
        exam.with_flags(_unfair(differences.differences, wish.limits)),
        counts,
        found,
        {each: by_id[each] for each in stems},
        groups,
        rescored_of(exam, found),
        differences,
        tuple(files),
        hidden=hidden_of(groups, counts.n),
    )


def _unfair(differences: Sequence[Difference], limits: Limits | None) -> dict[str, list[Flag]]:
    """Return the flags of items that differ for groups; of two that were compared only the one it is harder for."""
    groups = len({each.group for each in differences if each.mantel})
    found: dict[str, list[Flag]] = {}
    for each in differences:
        flag = of_difference(each, limits)
        if flag and (groups > 2 or (flag.value or 0.0) < 0):
            found.setdefault(each.item, []).append(flag)
    return found


def _name(files: Sequence[Path]) -> str:
    """Return what an exam is called after its files: what their names begin with, if that says anything."""
    stems = [each.stem for each in files]
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*stems, strict=False))
    common = "".join(letters[0] for letters in same).rstrip(" _-—（(0123456789")
    return common if len(stems) > 1 and len(common) > 1 else stems[0]


def _named_apart(analyses: Sequence[Analysis]) -> list[Analysis]:
    """Return analyses none of which has the name and the day of another."""
    counts = Counter((each.exam.name, each.exam.date) for each in analyses)
    return [
        replace(each, exam=replace(each.exam, name=f"{each.exam.name}（{_name(each.files)}）"))
        if counts[each.exam.name, each.exam.date] > 1
        else each
        for each in analyses
    ]


def _options_of(item: Item) -> dict[str, str]:
    """Return the options of an item as they stand on paper: A. 十日."""
    shown, name_of = item.body.interaction(), option_namer(item)
    if not isinstance(shown, Choice):
        return {}
    named = {option.id: (name_of(option.id), option.text) for option in shown.options}
    return {each: text if name == text else f"{name}. {text}" for each, (name, text) in named.items()}


def _is_day(text: str) -> bool:
    try:
        return bool(DAY.fullmatch(text) and date_type.fromisoformat(text))
    except ValueError:
        return False
