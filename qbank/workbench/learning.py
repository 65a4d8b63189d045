"""Learn the review order from the decisions in the bank, and put it in force only where it foretells them better."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from math import isnan
from pathlib import Path
from typing import Any, Literal

from qbank.bank import Bank
from qbank.drafting import learn
from qbank.drafting.features import FEATURES, NORM, PROSE
from qbank.drafting.learn import Figures, Precision, Sample
from qbank.drafting.study import Tools
from qbank.drafting.worth import PRIORS, Worth
from qbank.errors import Problem, QbankError
from qbank.locale import Lang, Listed, say
from qbank.reports.lines import pattern_name, precision_line
from qbank.reports.tables import html_lines
from qbank.types._contract import TYPES
from qbank.workbench import order_file
from qbank.workbench.ingest import Progress, quiet
from qbank.workbench.order_file import IN_FORCE, InForce, Order, in_force
from qbank.workbench.samples import Gathered, gather

Outcome = Literal["too-few", "in-force", "forced", "worse", "dry-run", "reset"]
_REASONS = 6


@dataclass(frozen=True, slots=True)
class LearnReport:
    """What the verdicts taught and what became of it.

    ``verdicts`` counts those that say something about quality; ``unmade`` those of them on drafts that this program
    would no longer make, whose prior is that of their like. ``before`` and ``after`` are None, and ``worth`` the
    order in force, where nothing was learned. ``worse`` names the figures that speak against the new order.
    """

    lang: Lang
    outcome: Outcome
    verdicts: int = 0
    kept: int = 0
    mended: int = 0
    documents: int = 0
    unmade: int = 0
    before: Figures | None = None
    after: Figures | None = None
    worse: tuple[str, ...] = ()
    worth: Worth = PRIORS
    precisions: tuple[Precision, ...] = ()
    problems: tuple[Problem, ...] = ()

    def lines(self) -> list[str]:
        """Return the report in words."""
        if self.outcome == "reset":
            return [self._say("learn-reset")]
        counts = self._say(
            "learn-counts",
            verdicts=self.verdicts,
            kept=self.kept,
            mended=self.mended,
            rejected=self.verdicts - self.kept,
            documents=self.documents,
        )
        unmade = [self._say("learn-unmade", count=self.unmade)] if self.unmade else []
        table = [precision_line(each, self.lang) for each in self.precisions if each.verdicts]
        return [counts, *unmade, *table, *self._judged(), self._outcome()]

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON data; undefined figures are null."""
        own = {name: getattr(self, name) for name in ("outcome", "verdicts", "kept", "mended", "documents", "unmade")}
        judged = {
            name: asdict(each) if each else None for name, each in (("before", self.before), ("after", self.after))
        }
        worth = {"slope": self.worth.slope, "weights": dict(self.worth.weights)}
        precisions = [asdict(each) for each in self.precisions]
        problems = [each.to_dict(self.lang) for each in self.problems]
        rest = {"worse": self.worse, **worth, "precisions": precisions, "problems": problems}
        data: dict[str, Any] = order_file.plain({**own, **judged, **rest})
        return data

    def _repr_html_(self) -> str:
        return html_lines((*(problem.message(self.lang) for problem in self.problems), *self.lines()))

    def _judged(self) -> list[str]:
        named = (("learn-before", self.before), ("learn-after", self.after))
        figures = [self._say(key, **_shown(each)) for key, each in named if each]
        reasons = Listed(f"{feature_label(name, self.lang)} {weight:+.2f}" for name, weight in self._strongest())
        return [*figures, self._say("learn-reasons", reasons=reasons)] if figures and reasons else figures

    def _strongest(self) -> list[tuple[str, float]]:
        return sorted(self.worth.weights.items(), key=lambda each: (-abs(each[1]), each[0]))[:_REASONS]

    def _outcome(self) -> str:
        names = Listed(self._say(f"figure-{name}") for name in self.worse)
        values = {"verdicts": learn.LEAST_VERDICTS, "each": learn.LEAST_EACH, "documents": learn.LEAST_DOCUMENTS}
        return self._say(f"learn-{self.outcome}", worse=names or self._say("figure-none"), **values)

    def _say(self, key: str, **values: object) -> str:
        return say(key, self.lang, **values)


def reset(bank: Bank, folder: Path, lang: Lang) -> LearnReport:
    """Return to the priors; the learned order is deleted."""
    _refuse_foreign(bank, folder)
    bank.set_setting(IN_FORCE, "")
    order_file.delete(folder)
    return LearnReport(lang, "reset")


def learn_order(
    bank: Bank,
    folder: Path,
    tools: Callable[[], Tools],
    *,
    seed: str,
    lang: Lang,
    force: bool = False,
    dry_run: bool = False,
    progress: Progress = quiet,
) -> LearnReport:
    """Learn from all verdicts and put the new order in force if no figure on held-back verdicts is worse.

    "Before" is judged by the same rule as "after": what the verdicts up to the order in force teach about documents
    they do not come from. The order in force itself has seen the verdicts it would be judged by.

    Args:
        bank: whose decisions count.
        folder: the workspace, for ``order.json``.
        tools: makes what studying a document needs; called only if there are verdicts.
        seed: as for drafting, so that the same drafts are made again.
        lang: language of the report.
        force: put the new order in force although it is worse.
        dry_run: change nothing.
        progress: told of each document.
    """
    old = in_force(bank, folder)
    gathered = gather(bank, tools, seed=seed, progress=progress)
    verdicts = learn.decided(gathered.samples)
    report = _counted(gathered, old, lang)
    if not learn.is_enough(verdicts):
        return report
    report = _learned(report, gathered.samples, old)
    report = replace(report, outcome=_outcome(report, force=force, dry_run=dry_run))
    if report.outcome in {"in-force", "forced"}:
        _put_in_force(bank, folder, _order(report, max(each.at for each in verdicts)))
    return report


def _counted(gathered: Gathered, old: InForce, lang: Lang) -> LearnReport:
    """Return what can be said before anything is learned."""
    kept = [each.kept for each in learn.decided(gathered.samples) if each.kept is not None]
    return LearnReport(
        lang,
        "too-few",
        verdicts=len(kept),
        kept=sum(each > 0 for each in kept),
        mended=sum(0 < each < 1 for each in kept),
        documents=len({each.document for each in learn.decided(gathered.samples)}),
        unmade=gathered.unmade,
        worth=old.worth,
        precisions=learn.precisions(gathered.samples, old.worth),
        problems=old.problems,
    )


def _learned(report: LearnReport, samples: Sequence[Sample], old: InForce) -> LearnReport:
    verdicts = learn.decided(samples)
    seen = [each for each in verdicts if old.order and each.at <= old.order.until]
    before, after = learn.held_back(verdicts, seen), learn.held_back(verdicts, verdicts)
    worth = learn.fit(verdicts)
    return replace(
        report,
        before=before,
        after=after,
        worse=learn.worse(before, after),
        worth=worth,
        precisions=learn.precisions(samples, worth),
    )


def _outcome(report: LearnReport, *, force: bool, dry_run: bool) -> Outcome:
    if dry_run:
        return "dry-run"
    if not report.worse:
        return "in-force"
    return "forced" if force else "worse"


def _order(report: LearnReport, until: str) -> Order:
    if report.before is None or report.after is None:
        raise ValueError("nothing was learned")
    return Order(
        worth=report.worth,
        until=until,
        verdicts=report.verdicts,
        kept=report.kept,
        documents=report.documents,
        before=report.before,
        after=report.after,
        forced=report.outcome == "forced",
        precisions=report.precisions,
    )


def _put_in_force(bank: Bank, folder: Path, order: Order) -> None:
    """Write the file and let the bank remember it; the bank first, which may refuse to be written."""
    _refuse_foreign(bank, folder)
    former = bank.setting(IN_FORCE) or ""
    data = order_file.encode(order)
    bank.set_setting(IN_FORCE, order_file.digest(data))
    try:
        order_file.write(folder, data)
    except QbankError:
        bank.set_setting(IN_FORCE, former)
        raise


def _refuse_foreign(bank: Bank, folder: Path) -> None:
    """Raise QbankError where a file of that name is not ours: it is neither overwritten nor deleted."""
    for problem in in_force(bank, folder).problems:
        if problem.code == "order-foreign":
            raise QbankError(replace(problem, severity="error"))


def feature_label(name: str, lang: Lang) -> str:
    """Return the words for a feature or a group; one whose pattern or type is unknown here keeps its name."""
    family, _, rest = name.partition(":")
    if family in {"all", *FEATURES}:
        return say(f"feature-{family}", lang)
    if family == "genre" and rest in {NORM, PROSE}:
        return say(f"feature-{rest}", lang)
    pattern, type_name, *genre = f"{rest}/".split("/")
    if type_name not in TYPES:
        return name
    where = say(f"feature-{genre[0]}", lang) if genre and genre[0] in {NORM, PROSE} else ""
    return f"{pattern_name(pattern, lang)} × {TYPES.get(type_name).label}{f'（{where}）' if where else ''}"


def _shown(each: Figures) -> dict[str, object]:
    auc = "-" if isnan(each.auc) else f"{each.auc:.3f}"
    shown = {"log_loss": f"{each.log_loss:.3f}", "auc": auc}
    return {**shown, "kept": each.first_kept, "first": each.first, "long": each.long}
