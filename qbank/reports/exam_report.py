"""The report on an exam for its editors: the test, what speaks against items, their options, groups and pictures.

A workbook has every figure of every item; a Word document begins with what has to be done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from qbank.analysis.classical import total_figures
from qbank.analysis.counts import Counts
from qbank.analysis.dif import Purified
from qbank.analysis.intervals import of_mean
from qbank.analysis.rounding import rank
from qbank.locale import Lang, Listed, say
from qbank.reports import exam_charts, exam_parts
from qbank.reports.changes import Change
from qbank.reports.exam import Exam, ItemAnalysis, gravest_first, shown_range
from qbank.reports.flag_words import why_hidden
from qbank.reports.group_charts import Standing, moves, standings
from qbank.reports.parts import Column, Grid, Kind, Part, Report
from qbank.reports.pictures import Picture

Findings = Callable[[ItemAnalysis], Iterable[str]]
"""What speaks against an item, in words."""

_TEST = (
    "n", "k", "most", "mean", "median", "sd", "min", "max", "alpha", "alpha-range", "lambda2", "spearman-brown", "sem",
    "at-floor", "at-ceiling",
)  # fmt: skip
_ITEMS = {
    "number": 6, "stem": 48, "n": 10, "facility": 14, "facility-range": 14, "rest": 10, "rest-range": 14,
    "upper-lower": 18, "omitted": 8, "not-reached": 10, "alpha-without": 14, "findings": 60, "item": 18,
}  # fmt: skip
_BRIEF = {"number": 6, "stem": 40, "facility": 10, "facility-range": 13, "rest": 10, "rest-range": 13, "omitted": 8}
_DOUBTFUL = {"number": 6, "stem": 30, "facility": 9, "rest": 9, "findings": 46}
_OPTIONS = {"number": 6, "option": 40, "key": 8, "n": 10, "share": 10, "mean": 14, "rest": 10}
_SCORES = {"score": 10, "people": 10}
_GROUPS = {"group": 30, "n": 10, "group-mean": 12, "mean-range": 16, "sd": 10, "median": 10}
_DIFFERENCES = {
    "number": 6, "stem": 40, "group": 20, "class": 8, "delta": 10, "delta-error": 10, "adjusted": 12, "shift": 14,
    "logistic": 12,
}  # fmt: skip
_CHANGES = {
    "number": 6, "stem": 40, "before": 10, "now": 10, "change": 12, "z": 10, "adjusted": 12, "drifted": 12,
}  # fmt: skip
_SHARES = frozenset({"shift"})
_LEAST_CHANCE = 0.001
"""Below it, p is told as less."""
_FORMS = 11
"""Letters of a column of numbers on forms."""
_MOST_DRAWN = 6
"""Items whose options are drawn, the gravest first."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a report on an exam is made of.

    Args:
        exam: the figures.
        counts: what they are made of.
        findings: what speaks against an item, in words.
        reading: how the file was read, in words.
        groups: the counts of groups of people by name, none where people were not parted.
        unfair: how items differ for groups.
        changes: how items that were asked before compare with then.
        between: what stands between two findings of an item.
        hidden: the groups whose figures are not shown.
        kinds: the chapters, types and points of knowledge of items.
    """

    exam: Exam
    counts: Counts
    findings: Findings
    reading: Sequence[str] = ()
    groups: Mapping[str, Counts] = field(default_factory=dict)
    unfair: Purified = field(default_factory=Purified)
    changes: Sequence[Change] = ()
    between: str = "；"
    hidden: frozenset[str] = frozenset()
    kinds: exam_parts.Kinds = field(default_factory=dict)


def report(told: Told, kind: Kind) -> Report:
    """Return the report as a workbook or a paper has it."""
    exam = told.exam
    title = say("exam-report-title", exam.lang, name=exam.name)
    parts = _book(told) if kind == "book" else _paper(replace(told, between="\n"))
    return Report(title, exam.date, tuple(parts), exam.lang)


def _book(told: Told) -> Iterator[Part]:
    exam, counts = told.exam, told.counts
    yield Part(_sheet("test", exam), grid=_test(exam))
    columns = _on_forms(exam, _ITEMS)
    items = _grid(columns, _item_rows(told, exam.items, columns), exam.lang)
    yield Part(_sheet("items", exam), list(exam.numbers_line()), items)
    yield Part(_sheet("options", exam), grid=_grid(_OPTIONS, _option_rows(exam, exam.items), exam.lang))
    scores = zip(counts.totals.tolist(), counts.people.tolist(), strict=True)
    yield Part(_sheet("scores", exam), grid=_grid(_SCORES, scores, exam.lang))
    others = (*_of_others(told), *_of_groups(told), *_of_changes(told))
    yield from (replace(part, pictures=()) for part in others)
    pictures = [exam_charts.scores(exam, counts), exam_charts.item_map(exam), *_standings(told), *_moves(told)]
    pictures += [picture for part in exam_parts.of_model(exam) for picture in part.pictures]
    pictures += _curves(exam)
    yield Part(_sheet("pictures", exam), pictures=pictures)


def _paper(told: Told) -> Iterator[Part]:
    exam, lang = told.exam, told.exam.lang
    yield Part(_sheet("summary", exam), list(exam.lines()), _test(exam))
    if exam.is_totals:
        yield Part(_sheet("scores", exam), pictures=[exam_charts.scores(exam, told.counts)])
        yield from _of_groups(told)
        yield Part(_sheet("reading", exam), told.reading)
        return
    doubtful = gravest_first(exam.items)
    if doubtful:
        columns = _on_forms(exam, _DOUBTFUL)
        rows = _item_rows(told, doubtful, columns)
        yield Part(_sheet("doubtful", exam), grid=_grid(columns, rows, lang))
    else:
        yield Part(_sheet("doubtful", exam), [say("analyse-sound", lang)])
    pictures = [exam_charts.scores(exam, told.counts), exam_charts.item_map(exam)]
    yield Part(_sheet("spread", exam), pictures=pictures)
    drawn = _drawn(exam)
    if drawn:
        count = sum(bool(each.options) for each in doubtful)
        part = [say("exam-curves-part", lang, shown=len(drawn), all=count)] if len(drawn) < count else []
        yield Part(_sheet("curves", exam), part, _grid(_OPTIONS, _option_rows(exam, drawn), lang), _curves(exam))
    yield from (*_of_others(told), *_of_groups(told), *_of_changes(told))
    columns = _on_forms(exam, _BRIEF)
    yield Part(_sheet("items", exam), grid=_grid(columns, _item_rows(told, exam.items, columns), lang))
    if told.reading:
        yield Part(_sheet("reading", exam), told.reading)


def _of_others(told: Told) -> Iterator[Part]:
    yield from exam_parts.of_kinds(told.exam, told.kinds)
    yield from exam_parts.of_model(told.exam)


def _of_groups(told: Told) -> Iterator[Part]:
    """Yield the groups, then the items that differ for one of them; all differences in a workbook are too many."""
    if not told.groups:
        return
    exam = told.exam
    yield Part(_sheet("groups", exam), grid=_grid(_GROUPS, _group_rows(told), exam.lang), pictures=_standings(told))
    rows = list(_difference_rows(told))
    lines = [say("exam-dif-note" if rows else "exam-dif-none", exam.lang), *_matched_by(told)]
    yield Part(_sheet("dif", exam), lines, _grid(_DIFFERENCES, rows, exam.lang) if rows else None)


def _matched_by(told: Told) -> Iterator[str]:
    """Yield which items people were not matched by, or that they were matched by unfair ones too."""
    exam, found = told.exam, told.unfair
    if found.dropped:
        numbers = Listed(str(number) for number, each in exam.numbered() if each.asked.item in found.dropped)
        yield say("exam-dif-dropped", exam.lang, numbers=numbers)
    elif found.is_mixed:
        yield say("analyse-dif-few-left", exam.lang)


def _of_changes(told: Told) -> Iterator[Part]:
    """Yield how items compare with the exams before, the largest change first; nothing where none was asked before."""
    if not told.changes:
        return
    exam, moved = told.exam, any(each.step.drifted for each in told.changes)
    note = say("exam-drift-note", exam.lang) if moved else say("exam-drift-none", exam.lang, n=len(told.changes))
    yield Part(_sheet("drift", exam), [note], _grid(_CHANGES, _change_rows(told), exam.lang), _moves(told))


def _sheet(name: str, exam: Exam) -> str:
    return say(f"exam-sheet-{name}", exam.lang)


def _grid(widths: Mapping[str, int], rows: Iterable[Sequence[Any]], lang: Lang) -> Grid:
    columns = [Column(say(f"exam-col-{key}", lang), width, key in _SHARES) for key, width in widths.items()]
    return Grid(columns, [*rows])


# --- rows ---------------------------------------------------------------------------------------------


def _test(exam: Exam) -> Grid:
    total, beside = exam.total, exam.reliability
    values = {
        "n": total.n, "k": total.k, "most": total.most, "mean": total.mean, "median": total.median, "sd": total.sd,
        "min": total.least_seen, "max": total.most_seen, "alpha": total.alpha,
        "alpha-range": shown_range(total.alpha_interval), "lambda2": beside.lambda2 if beside else None,
        "spearman-brown": beside.full if beside else None, "sem": total.sem, "at-floor": _percent(total.at_floor),
        "at-ceiling": _percent(total.at_ceiling),
    }  # fmt: skip
    columns = [Column(say("exam-figure", exam.lang), 30), Column(say("exam-value", exam.lang), 18)]
    return Grid(columns, [(say(f"exam-figure-{name}", exam.lang), values[name]) for name in _TEST])


def _on_forms(exam: Exam, columns: Mapping[str, int]) -> dict[str, int]:
    """Return the columns of a table of items, behind the number those on each form where forms number differently."""
    number, *others = columns.items()
    return dict([number, *([("on-forms", _FORMS)] if exam.forms else []), *others])


def _item_rows(told: Told, items: Iterable[ItemAnalysis], columns: Iterable[str]) -> Iterator[Sequence[Any]]:
    numbers = {each.asked.item: number for number, each in told.exam.numbered()}
    on_forms = told.exam.on_forms()
    for each in items:
        own = each.figures
        values = {
            "number": numbers[each.asked.item],
            "on-forms": on_forms.get(each.asked.item, ""),
            "stem": each.stem or each.asked.heading or each.asked.item,
            "n": own.n,
            "facility": own.facility,
            "facility-range": shown_range(own.facility_interval),
            "rest": own.rest,
            "rest-range": shown_range(own.rest_interval),
            "upper-lower": own.upper_lower,
            "omitted": own.omitted,
            "not-reached": own.not_reached,
            "alpha-without": own.alpha_without,
            "findings": told.between.join(told.findings(each)),
            "item": each.asked.item,
        }
        yield [values[name] for name in columns]


def _option_rows(exam: Exam, items: Iterable[ItemAnalysis]) -> Iterator[Sequence[Any]]:
    numbers = {each.asked.item: number for number, each in exam.numbered()}
    for each in items:
        for option in each.options:
            name = say("exam-no-option", exam.lang) if option.option is None else each.name_of(option.option)
            mark = "✓" if option.option in each.asked.keys else ""
            yield numbers[each.asked.item], name, mark, option.n, option.share, option.mean, option.rest


def _group_rows(told: Told) -> Iterator[Sequence[Any]]:
    """Yield the groups; of those that are hidden only how many people they have."""
    for name, counts in told.groups.items():
        total = total_figures(counts)
        if name in told.hidden:
            yield name, counts.n, None, why_hidden(counts.n, told.exam.lang), None, None
        else:
            interval = of_mean(total.mean, total.sd, total.n)
            yield name, total.n, total.mean, shown_range(interval), total.sd, total.median


def _standings(told: Told) -> list[Picture]:
    """Return the picture of where the groups stand that are large enough, as shares of the highest total."""
    most, exam, found = told.exam.total.most, told.exam, []
    for name, counts in told.groups.items():
        total = total_figures(counts)
        interval = of_mean(total.mean, total.sd, total.n)
        if name not in told.hidden and total.mean is not None and interval and most > 0:
            low, high = (min(1.0, max(0.0, each / most)) for each in interval)
            found.append(Standing(name, counts.n, total.mean / most, (low, high)))
    picture = standings(found, say("exam-picture-groups", exam.lang, name=exam.name), exam.lang)
    return [picture] if picture else []


def _difference_rows(told: Told) -> Iterator[Sequence[Any]]:
    """Yield the items of class B or C, the largest difference first."""
    places = {each.asked.item: (number, each) for number, each in told.exam.numbered()}
    found = [(each, each.mantel) for each in told.unfair.differences if each.mantel and each.mantel.letter != "A"]
    for each, mantel in sorted(found, key=lambda pair: -rank(abs(pair[1].delta))):
        number, item = places[each.item]
        stem = item.stem or item.asked.heading or each.item
        logistic = each.logistic.letter if each.logistic else ""
        yield (
            number, stem, each.group, mantel.letter, mantel.delta, mantel.delta_error, _chance(mantel.adjusted),
            each.shift, logistic,
        )  # fmt: skip


def _chance(p: float) -> float | str:
    return p if p >= _LEAST_CHANCE else f"<{_LEAST_CHANCE}"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def _change_rows(told: Told) -> Iterator[Sequence[Any]]:
    numbers = {each.asked.item: (number, each) for number, each in told.exam.numbered()}
    for each in sorted(told.changes, key=lambda each: -rank(abs(each.step.z or 0.0))):
        number, item = numbers[each.item]
        said = ("exam-drift-easier" if each.value > 0 else "exam-drift-harder") if each.step.drifted else ""
        stem = item.stem or item.asked.heading or each.item
        yield (
            number, stem, each.before, each.step.use.facility, each.value, each.step.z, _chance(each.step.adjusted),
            say(said, told.exam.lang) if said else "",
        )  # fmt: skip


def _moves(told: Told) -> list[Picture]:
    return [moves(told.exam, told.changes)] if told.changes else []


def _drawn(exam: Exam) -> list[ItemAnalysis]:
    return [each for each in gravest_first(exam.items) if each.options][:_MOST_DRAWN]


def _curves(exam: Exam) -> list[Picture]:
    numbers = {each.asked.item: number for number, each in exam.numbered()}
    return [exam_charts.options(exam, numbers[each.asked.item]) for each in _drawn(exam)]
