"""What an answer file shows, told: in words, as JSON data, as a workbook and in pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qbank.analysis.classical import total_figures
from qbank.analysis.counts import Counts
from qbank.analysis.dif import Purified
from qbank.analysis.flags import Flag
from qbank.analysis.rescoring import Rescored
from qbank.answers import Joined, Reading, impersonal
from qbank.errors import Problem, QbankError
from qbank.locale import brief, say
from qbank.model.figure import FEWEST
from qbank.model.item import Item
from qbank.reports import parts
from qbank.reports.changes import Change
from qbank.reports.exam import Exam, ItemAnalysis, gravest_first, shown
from qbank.reports.exam_parts import model_words
from qbank.reports.flag_words import flag_words, lines_of_flags, option_namer, why_hidden
from qbank.reports.undefined import OF_CHANGE, explained
from qbank.workbench.analysis_data import difference_data, effect_of, kinds_of, rescored_data
from qbank.workbench.knowing import Knowing

if TYPE_CHECKING:
    from qbank.reports.pictures import Picture


@dataclass(frozen=True, slots=True, repr=False)
class Analysis:
    """What an answer file shows.

    Args:
        exam: the figures.
        counts: what they are made of; counts of parts of the people add up to them.
        reading: the file as it was read, or the files of the sitting together.
        items: the items of the bank by id, none where there was no bank.
        groups: the counts of each group of people that was asked for, by what its column says.
        rescored: what follows for items whose key seems wrong if the other option were right, by id.
        unfair: how each item differs for each group, among people who know as much.
        files: the answer files.
        changes: how each item that was asked before compares with then.
        hidden: the groups whose figures are not shown.
        knowing: what times of answers say of who knew old items, None where that cannot be asked.
    """

    exam: Exam
    counts: Counts
    reading: Reading | Joined
    items: Mapping[str, Item] = field(default_factory=dict)
    groups: Mapping[str, Counts] = field(default_factory=dict)
    rescored: Mapping[str, Rescored] = field(default_factory=dict)
    unfair: Purified = field(default_factory=Purified)
    files: tuple[Path, ...] = ()
    changes: tuple[Change, ...] = ()
    hidden: frozenset[str] = frozenset()
    knowing: Knowing | None = None

    def __repr__(self) -> str:
        return "\n".join(self.lines())

    def scores(self) -> Picture:
        """Return the picture of how scores spread."""
        from qbank.reports import exam_charts

        return exam_charts.scores(self.exam, self.counts)

    def item_map(self) -> Picture:
        """Return the picture of facility against discrimination; a click in a notebook shows an item in full."""
        from qbank.reports import exam_charts

        return exam_charts.item_map(self.exam, self.item_in_full)

    def item_in_full(self, number: int) -> str:
        """Return an item by its number as HTML: stem, key, options with their figures, what speaks against it."""
        from qbank.reports.item_panel import item_panel

        own = dict(self.exam.numbered())[number]
        return item_panel(self.exam, number, self.items.get(own.asked.item), self._findings(own))

    def options(self, number: int) -> Picture:
        """Return the picture of who chose which option of an item; raises QbankError for a number that none has."""
        from qbank.reports import exam_charts

        known = [each for each, _ in self.exam.numbered()]
        if number not in known:
            values = {"found": number, "least": min(known, default=0), "most": max(known, default=0)}
            raise QbankError(Problem("analyse-number", values=values))
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
        data = {**self.exam.to_dict(), "reading": report.to_dict(self.exam.lang)}
        if self.rescored:
            data["rescored"] = [rescored_data(item, found, self.exam.lang) for item, found in self.rescored.items()]
        if self.groups:
            data["groups"] = [self._group_data(name, counts) for name, counts in self.groups.items()]
            data["dif"] = [difference_data(each, self.exam.lang) for each in self.unfair.differences]
            data["dif_matching"] = self._matching_data()
        if self.changes:
            data["drift"] = [explained(each.to_dict(), OF_CHANGE, self.exam.lang) for each in self.changes]
        if self.knowing:
            data["foreknown"] = self.knowing.to_dict(self.exam.lang)
        data["problems"] = [
            {"code": each.code, "says": each.message(self.exam.lang)} for each in map(impersonal, report.problems)
        ]
        return data

    def lines(self) -> Iterator[str]:
        """Yield the exam in words, then the items that something speaks against, the gravest first."""
        lang, report = self.exam.lang, self.reading.report
        yield from self.exam.lines()
        yield say(
            "analyse-read", lang, rows=report.rows, counted=report.counted, absent=report.absent,
            dropped=report.rows - report.counted - report.absent, cells=report.dirty_cells,
        )  # fmt: skip
        yield from report.lines_of_dropped(lang)
        for name, counts in self.groups.items():
            yield self._group(name, counts)
        if self.exam.model or self.exam.no_model:
            yield self._model()
        if self.knowing:
            yield self.knowing.line(lang)
        numbers = {each.asked.item: number for number, each in self.exam.numbered()}
        for each in gravest_first(self.exam.items):
            own = each.figures
            stem = brief(each.stem or each.asked.heading or each.asked.item, 60)
            rest = say("exam-none", lang) if own.rest is None else shown(own.rest)
            yield ""
            yield say("analyse-item", lang, number=numbers[each.asked.item], stem=stem, p=shown(own.facility), r=rest)
            yield from (f"  {line}" for line in self._findings(each))
        if not self.exam.is_totals and not any(each.flags for each in self.exam.items):
            yield say("analyse-sound", lang)

    def _group(self, name: str, counts: Counts) -> str:
        """Return a group in words; of few people only how many they are."""
        lang, mean = self.exam.lang, total_figures(counts).mean
        if name in self.hidden or mean is None:
            key = "analyse-group-few" if counts.n < FEWEST else "analyse-group-beside"
            return say(key, lang, group=name, n=counts.n)
        return say("analyse-group", lang, group=name, n=counts.n, mean=shown(mean))

    def _group_data(self, name: str, counts: Counts) -> dict[str, Any]:
        """Return the figures of a group; of one that is hidden only how many people it has."""
        if name in self.hidden:
            return {"group": name, "n": counts.n, "mean": None, "reason": why_hidden(counts.n, self.exam.lang)}
        total = total_figures(counts)
        return {"group": name, "n": counts.n, "mean": total.mean, "sd": total.sd, "median": total.median}

    def _matching_data(self) -> dict[str, Any]:
        """Return by which items people were not matched because they differ, and which differ in the end."""
        found = self.unfair
        data = {"dropped": list(found.dropped), "class_c": list(found.differing)}
        reason = "few-left" if found.is_mixed else "" if found.differences else "one-group"
        return {**data, "reason": say(f"analyse-dif-{reason}", self.exam.lang)} if reason else data

    def _model(self) -> str:
        """Return in words whether there is a model; its figures are in the data."""
        lang, model = self.exam.lang, self.exam.model
        if model is None or model.calibration.fit is None:
            reason = say(f"exam-model-{model.calibration.reason}" if model else self.exam.no_model, lang)
            return say("analyse-no-model", lang, reason=reason)
        found = model.calibration
        told = {"items": len(found.fitted), "n": found.people}
        return say("analyse-model-first" if found.few else "analyse-model", lang, **told, **model_words(model, lang))

    def _findings(self, each: ItemAnalysis) -> Iterator[str]:
        """Return the flags of an item in words."""
        anew = self.rescored.get(each.asked.item)
        effects = {flag.option: effect for flag in each.flags if flag.option and (effect := effect_of(flag, anew))}
        name_of = option_namer(self.items.get(each.asked.item))
        return lines_of_flags(each.flags, effects, self.exam.lang, keys=each.asked.keys, name_of=name_of)

    def write(self, out: Path | str) -> Path:
        """Write the report on the exam; as a workbook or a Word document as its name ends, and return it.

        Raises:
            QbankError: another ending, or a place that cannot take the file.
        """
        return parts.write(self.report, Path(out))

    def report(self, kind: parts.Kind) -> parts.Report:
        """Return the report as a workbook or a paper has it."""
        from qbank.reports import exam_report

        reading = [
            *self.reading.report.lines(self.exam.lang),
            *([self.knowing.line(self.exam.lang)] if self.knowing else []),
            *(each.message(self.exam.lang) for each in map(impersonal, self.problems)),
        ]
        told = exam_report.Told(
            self.exam, self.counts, self._findings, reading, self.groups, self.unfair, self.changes,
            hidden=self.hidden, kinds=kinds_of(self.items, self.exam.lang),
        )  # fmt: skip
        return exam_report.report(told, kind)
