"""A workspace: a folder with ``qbank.toml``, its bank, and one method for each stage of the work."""

from __future__ import annotations

import getpass
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from qbank.bank import Bank, DocumentEntry, Query
from qbank.drafting.checks import check, check_proof
from qbank.drafting.verbatim import Grounds, check_verbatim, grounds_of
from qbank.errors import Problem, QbankError
from qbank.locale import Lang
from qbank.model.decision import Decision
from qbank.model.document import Document
from qbank.model.item import Item, Option, Source
from qbank.model.stimulus import Stimulus
from qbank.reports.coverage import Coverage, coverage
from qbank.reports.lines import precision_line
from qbank.reports.pictures import Pictures
from qbank.reports.places import places
from qbank.reports.tables import Table, document_table, item_table, sentence_table
from qbank.review.desk import Checker, DecideReport, Desk
from qbank.review.service import Review
from qbank.review.table import Helpers, Mode
from qbank.review.turns import Turns
from qbank.text.charset import decode
from qbank.text.limits import Limits
from qbank.text.rank import RankedSentence
from qbank.text.segment import outline
from qbank.text.terms import Segmenter, UserWord, open_segmenter, read_user_words
from qbank.types._codec import item_to_dict
from qbank.workbench import config, duplicates, exchange, ingest, papering, yearly
from qbank.workbench.agreement import AgreementReport, agreement_report, unsettled
from qbank.workbench.config import Config
from qbank.workbench.duplicates import DuplicatesReport
from qbank.workbench.ingest import IngestReport, Progress, quiet
from qbank.workbench.likenesses import Likenesses
from qbank.workbench.names import STATUSES, TYPE_NAMES, documents_of, one_of, resolve
from qbank.workbench.order_file import in_force

if TYPE_CHECKING:  # what only drafting needs is loaded when it is asked for: the review card opens sooner
    from qbank.drafting.learn import Precision
    from qbank.model.sitting import Sheet
    from qbank.reports.results import Rules
    from qbank.reports.results_report import Results
    from qbank.review.sheet import SheetMade, SheetReport
    from qbank.review.widget import ReviewCard
    from qbank.sittings import Sittings
    from qbank.workbench.analyses import Analyses
    from qbank.workbench.analysis import Analysis
    from qbank.workbench.drafting import DraftReport, Made
    from qbank.workbench.expecting import Expected
    from qbank.workbench.forgetting import Forgotten
    from qbank.workbench.keeping import Kept
    from qbank.workbench.learning import LearnReport
    from qbank.workbench.remains import Remains
    from qbank.workbench.shelf import Shelf
    from qbank.workbench.watching import Watch


class Workspace:
    """An open workspace; use it in a ``with`` block, or call ``close``.

    Args:
        folder: the folder with ``qbank.toml``.
        settings: what stands in it.
        bank: the open bank.
        actor: who decides; "" takes the workspace's editor, then the computer's user.
        lang: language of what is shown; None takes the workspace's.
    """

    def __init__(
        self, folder: Path, settings: Config, bank: Bank, *, actor: str = "", lang: Lang | None = None
    ) -> None:
        self.folder = folder
        self.config = settings
        self.bank = bank
        self.lang: Lang = lang or settings.language
        self._made: tuple[frozenset[tuple[str, str]], Made] | None = None
        self._shelf: Shelf | None = None
        self.actor = actor or settings.editor or _user()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the bank; a backup is made if one is due."""
        self.bank.close()

    def __repr__(self) -> str:
        return f"Workspace({str(self.folder)!r})"

    @property
    def bank_path(self) -> Path:
        """Return the file of the bank."""
        return config.bank_path(self.folder, self.config)

    # --- documents -----------------------------------------------------------------------------

    def ingest(self, *paths: Path | str, progress: Progress = quiet, limits: Limits | None = None) -> IngestReport:
        """Read files and folders; a second run reads only what changed."""
        if not all(str(path) for path in paths):
            raise QbankError(Problem("path-empty"))
        return ingest.ingest(
            self.bank, [Path(path) for path in paths], limits=limits or Limits(), lang=self.lang, progress=progress
        )

    def documents(self) -> Table[DocumentEntry]:
        """Return the documents of the bank."""
        return document_table(self.bank.documents(), self.lang)

    def forget(self, name: str) -> Forgotten:
        """Take a document out of the bank, with the drafts of it that nobody touched; see ``forgetting.forget``.

        Accepted items keep their proof. What its text kept out is drafted the next time.
        """
        from qbank.workbench.forgetting import forget

        name = resolve(name, [entry.name for entry in self.bank.documents()])
        return forget(self.bank, name, actor=self.actor, lang=self.lang)

    def document(self, name: str) -> Document:
        """Return a document by its name or enough of it; raises QbankError if none or several fit."""
        document = self.bank.document(resolve(name, [entry.name for entry in self.bank.documents()]))
        if document is None or not document.text:
            raise QbankError(Problem("document-textless", name))
        return document

    def text(self, name: str, digest: str = "") -> str:
        """Return a document's text, in which proof lines count code points; ``digest`` asks for an earlier version."""
        if not digest:
            return self.document(name).text
        document = self.bank.document(resolve(name, documents_of(self.bank)), digest)
        if document is None or not document.text:
            raise QbankError(Problem("document-textless", name, digest))
        return document.text

    def sentences(self, name: str) -> Table[RankedSentence]:
        """Return a document's sentences, the most worth asking first, each with its reasons."""
        from qbank.drafting.study import study

        return sentence_table(study(self.document(name), self._tools().tools).ranked, self.lang)

    # --- drafts and items ----------------------------------------------------------------------

    def draft(self, document: str = "", *, again: bool = False, progress: Progress = quiet) -> DraftReport:
        """Draft from one document, or from all; what was drafted before and is unchanged is passed over."""
        from qbank.workbench import drafting

        entries = drafting.with_text(self.bank)
        if document:
            name = resolve(document, [entry.name for entry in entries])
            entries = [entry for entry in entries if entry.name == name]
        order = in_force(self.bank, self.folder)
        return drafting.draft_all(
            self.bank,
            entries,
            lambda: self._tools(progress),
            order=order.order,
            seed=self.config.seed,
            settings=f"{self._segmenter.name} {self._segmenter.version} {self._words_mark}",
            actor=self.actor,
            lang=self.lang,
            locked=self.config.locked,
            again=again,
            problems=(*self._words[1], *order.problems),
            progress=progress,
        )

    def learn(
        self, *, force: bool = False, dry_run: bool = False, reset: bool = False, progress: Progress = quiet
    ) -> LearnReport:
        """Learn the review order from the verdicts so far; it is put in force only if it is no worse.

        Args:
            force: put it in force although it is worse.
            dry_run: only show what it would be like.
            reset: forget what was learned.
            progress: told of each document.
        """
        from qbank.workbench import learning

        if reset:
            return learning.reset(self.bank, self.folder, self.lang)
        return learning.learn_order(
            self.bank,
            self.folder,
            lambda: self._tools(progress).tools,
            seed=self.config.seed,
            lang=self.lang,
            force=force,
            dry_run=dry_run,
            progress=progress,
        )

    def precision(self, item: Item) -> Precision | None:
        """Return what verdicts say about drafts of an item's pattern and type, None if nothing was learned."""
        return in_force(self.bank, self.folder).precision_of(item)

    def analyse(self, path: Path | str, *, progress: Progress = quiet, **wish: Any) -> Analysis:  # noqa: ANN401
        """Return what an answer file shows of the bank's items; nothing is kept. See ``analysing.analyse_all``."""
        return self.analyse_all([path], progress=progress, **wish)[0]

    def analyse_all(self, paths: Iterable[Path | str], *, progress: Progress = quiet, **wish: Any) -> Analyses:  # noqa: ANN401
        """Return what several answer files show, sitting by sitting; see ``analysing.analyse_all``."""
        from qbank.workbench import analysing

        limits = config.limits_of(self.config)
        return analysing.analyse_bank(
            self.bank, list(map(Path, paths)), lang=self.lang, limits=limits, progress=progress, **wish
        )

    paper = papering.paper

    def expected(self) -> Expected:
        """Return how hard items that few have answered may prove, learned from those that were; or why it cannot be."""
        from qbank.workbench.expecting import expected

        return expected(self.bank, self.lang)

    def watch(self) -> Watch:
        """Return what exams say of items over time: drift, signs of leaks, who may have known old items, exposure."""
        from qbank.workbench.watching import watch

        with self.sittings() as store:
            return watch(self.bank, store, self.lang)

    def rehearse(self, out: Path | str, *, people: int = 120, items: int = 30) -> Path:
        """Write a table of made-up answers to try the analysis with; see ``rehearsal.rehearse``."""
        from qbank.workbench import rehearsal

        rehearsal.rehearse(self.bank, Path(out), people=people, items=items, seed=self.config.seed)
        return Path(out)

    def keep_sitting(self, found: Analysis, *, again: bool = False) -> Kept:
        """Keep what people answered and record the figures beside the items' versions; see ``keeping.keep``."""
        from qbank.workbench import keeping

        head = keeping.head_of(found, self.actor)
        return keeping.keep(found, head, self.folder, self.bank, again=again)

    def sittings(self) -> Sittings:
        """Return the file of answers; use it in a ``with`` block."""
        from qbank.sittings import Sittings

        return Sittings(self.folder)

    def results(self, sitting: str, *, depth: int = 1, rules: Rules | None = None) -> Results:
        """Return what an exam that is kept shows of its people: departments, who sits again, what was got wrong."""
        from qbank.workbench.people import results_of

        items = {item.id: item for item in self.bank.items(Query())}
        with self.sittings() as store:
            return results_of(store, sitting, items, self.lang, rules=rules, depth=depth)

    def purge_person(self, code: str) -> int:
        """Remove somebody's answers for good, under their code and the code that stands for it; return how many."""
        with self.sittings() as store:
            return sum(store.purge_person(each) for each in self._codes_of(code))

    def sheets_kept(self, code: str = "", sitting: str = "") -> list[tuple[str, Sheet]]:
        """Return what is kept of a person or of an exam, each with the name of its exam: what a purge would remove."""
        with self.sittings() as store:
            if code:
                return [(head.name, sheet) for each in self._codes_of(code) for head, sheet in store.of_person(each)]
            names = {head.id: head.name for head in store.sittings()}
            return [(names.get(sitting, ""), sheet) for sheet in store.sheets(sitting)]

    def words_for(self, code: str) -> frozenset[str]:
        """Return all that names somebody while their answers are kept: their codes and the names they have."""
        codes = self._codes_of(code)
        with self.sittings() as store:
            names = {sheet.person.name for each in codes for _, sheet in store.of_person(each)}
        return frozenset({*codes, *names} - {""})

    def files_that_name(self, words: Iterable[str]) -> Remains:
        """Return the files in the workspace, other than its own, in which one of some words stands.

        What was written for people (reports, lists) or given by them (answer files) is theirs: nothing removes it.
        """
        from qbank.bank.backup import folder_for
        from qbank.sittings.store import FILE
        from qbank.workbench.remains import remains

        bank = self.bank_path
        own = [*bank.parent.glob(f"{bank.name}*"), *self.folder.glob(f"{FILE}*"), folder_for(bank)]
        return remains(self.folder, words, own)

    def _codes_of(self, code: str) -> list[str]:
        """Return the code and, where codes stand for names, what stands for it."""
        from qbank.answers.people import coded
        from qbank.workbench import keeping

        if not (self.folder / keeping.CODING_KEY).is_file():
            return [code]
        return sorted({code, coded(code, keeping.secret_of(self.folder))})

    def purge_sitting(self, sitting: str) -> int:
        """Remove an exam's answers for good, and let its figures in the bank count no more; return how many people."""
        with self.sittings() as store:
            count = store.purge_sitting(sitting)
        self.bank.withdraw_statistics(sitting, self.actor)
        return count

    def record_of(self, code: str) -> Iterator[str]:
        """Yield one person's record, exam by exam, the latest first."""
        from qbank.workbench.people import record_lines

        chapters = {item.id: item.chapter for item in self.bank.items(Query())}
        with self.sittings() as store:
            yield from record_lines(store, code, chapters, self.lang)

    def agreement(self) -> AgreementReport:
        """Return how far the readers of the bank agree, and the items they differ on."""
        return agreement_report(self.bank, seed=self.config.seed, lang=self.lang)

    def items(
        self,
        *,
        status: str = "",
        document: str = "",
        type: str = "",  # noqa: A002 - the field's name everywhere
        text: str = "",
        limit: int | None = None,
    ) -> Table[Item]:
        """Return items in review order, best first; status and type also by their Chinese names."""
        query = self._query(status=status, document=document, type_name=type, text=text)
        items = list(self.bank.items(replace(query, limit=limit)))
        return item_table(items, self.lang, self.stimuli(items))

    def count(
        self,
        *,
        status: str = "",
        document: str = "",
        type: str = "",  # noqa: A002 - the field's name everywhere
        text: str = "",
    ) -> int:
        """Return how many items ``items`` would give without a limit."""
        return self.bank.count(self._query(status=status, document=document, type_name=type, text=text))

    def _query(self, *, status: str, document: str, type_name: str, text: str) -> Query:
        return Query(
            status=one_of(status, STATUSES),
            document=resolve(document, documents_of(self.bank)) if document else None,
            type=one_of(type_name, TYPE_NAMES),
            text=text,
        )

    def item(self, item_id: str) -> Item:
        """Return an item; raises QbankError if the bank does not know it."""
        item = self.bank.get(item_id)
        if item is None:
            raise QbankError(Problem("item-unknown", values={"id": item_id}))
        return item

    def stimuli(self, items: Iterable[Item]) -> Mapping[str, Stimulus]:
        """Return the passages that items share (材料, 共用题干), by the id that ``item.stimulus`` is."""
        return self.bank.stimuli(item.stimulus for item in items if item.stimulus)

    def items_data(self, items: Iterable[Item]) -> list[dict[str, Any]]:
        """Return items as JSON data, in front of those that share a passage its words as ``stimulus_text``."""
        given = list(items)
        stimuli = self.stimuli(given)
        texts = [{"stimulus_text": stimuli[each.stimulus].text} if each.stimulus in stimuli else {} for each in given]
        return [{**text, **item_to_dict(item)} for text, item in zip(texts, given, strict=True)]

    def candidates(self, item: Item, limit: int | None = None) -> list[Option]:
        """Return replacements for a wrong option of a choice, best first, each with its reason; others have none."""
        from qbank.workbench.candidates import LIMIT, candidates
        from qbank.workbench.shelf import Shelf

        made = self._tools()
        if self._shelf is None or self._shelf.made is not made:
            self._shelf = Shelf(self.bank, made)
        return candidates(item, self._shelf, LIMIT if limit is None else limit)

    def history(self, item_id: str) -> tuple[Decision, ...]:
        """Return every decision on an item, oldest first."""
        return tuple(self.bank.history(item_id))

    def check(self, item: Item) -> tuple[Problem, ...]:
        """Return what is wrong with an item: the item-writing rules, and proof lines against their documents."""
        return self._checker()(item)

    def _checker(self) -> Checker:
        """Return a function that checks items one after another, reading each document once."""
        text_of = lru_cache(maxsize=8)(self._text_of)
        verbatim = self._verbatim_checker()
        return lambda item: (*check(item), *check_proof(item, text_of), *verbatim(item))

    def _verbatim_checker(self) -> Checker:
        """Return a function that holds items against the verbatim lock, reading each document once."""
        grounds = lru_cache(maxsize=64)(self._grounds)
        return lambda item: check_verbatim(item, grounds)

    def _grounds(self, name: str, digest: str) -> Grounds | None:
        document = self.bank.document(name, digest)
        return grounds_of(outline(document), self.config.locked) if document and document.text else None

    # --- decisions -----------------------------------------------------------------------------

    def accept(self, *ids: str) -> DecideReport:
        """Accept items as they are (通过); an item that breaks a rule is refused."""
        return self._desk.decide(ids, "accept")

    def reject(self, *ids: str, reason: str = "") -> DecideReport:
        """Reject items (退回), with a reason."""
        return self._desk.decide(ids, "reject", reason=reason)

    def fix(self, item: Item) -> DecideReport:
        """Accept an item after the editor's change (改后通过); refused if the new content breaks a rule."""
        return self._desk.change(item, "fix")

    def edit(self, item: Item) -> DecideReport:
        """Save new content; an accepted item goes back to draft. Its faults are for ``check`` to tell."""
        return self._desk.change(item, "edit")

    def duplicates(self, document: str = "", *, progress: Progress = quiet) -> DuplicatesReport:
        """Return pairs of duplicates side by side; with ``document``, those with an item of that document."""
        name = resolve(document, documents_of(self.bank)) if document else ""
        return duplicates.duplicates(self.bank, self.lang, name, progress)

    def coverage(self, document: str = "", *, progress: Progress = quiet) -> Coverage:
        """Return which sections have questions, by type; of one document or of all."""
        name = resolve(document, documents_of(self.bank)) if document else ""
        return coverage(self.bank, self.lang, name, progress)

    @property
    def pictures(self) -> Pictures:
        """Return what draws pictures of the workspace for a notebook, or to be saved as .png or .svg."""
        return Pictures(self.bank, self.lang, self.coverage, self.sentences)

    def keep_both(self, one: str, other: str) -> None:
        """Remember that two items which look alike both stay."""
        duplicates.keep_both(self.bank, self.actor, one, other)

    def merge(self, keep: str, drop: str, *, op: str = "") -> DecideReport:
        """Make one item of two: one stays, with the other's tags, audience and proof lines; the other is rejected."""
        return duplicates.merge(self._desk, keep, drop, op=op)

    def review(self, *, mode: Mode = "review", document: str = "") -> ReviewCard:
        """Return the review card, to be shown by a notebook.

        Args:
            mode: ``review`` decides about drafts, ``second`` reads decided items again without seeing the verdict,
                ``conflicts`` has the last word on items that readers differ on.
            document: the document the list begins with, "" for all.
        """
        from qbank.review.widget import ReviewCard

        name = resolve(document, documents_of(self.bank)) if document else ""
        turns = Turns()
        helpers = Helpers(
            record=self._record,
            candidates=self.candidates,
            similar=Likenesses(self.bank, self.lang, turns.wait).rows,
            merge=lambda op, keep, drop: self.merge(keep, drop, op=op).problems,
            turns=turns,
        )
        review = Review(
            self.bank,
            self.actor,
            self._checker(),
            self.lang,
            mode=mode,
            helpers=helpers,
            document=name,
            folder=self.folder,
        )
        return ReviewCard(review, self.bank.path, self.lang)

    def _record(self, item: Item) -> str:
        """Return what verdicts say about drafts of an item's pattern and type, "" if nothing was learned."""
        precision = self.precision(item)
        return precision_line(precision, self.lang) if precision else ""

    @property
    def _desk(self) -> Desk:
        return Desk(self.bank, self.actor, self._checker(), self.lang)

    def review_sheet(
        self, out: Path | str, *, document: str = "", status: str = "draft", limit: int | None = None
    ) -> SheetMade:
        """Write items, best first, as an Excel or Word sheet for an editor; a file that is there is not replaced."""
        from qbank.review.sheet import write_sheet

        query = self._query(status=status, document=document, type_name="", text="")
        return write_sheet(self.bank, self.bank.items(replace(query, limit=limit)), Path(out), self.lang)

    def read_review_sheet(self, file: Path | str, *, dry_run: bool = False) -> SheetReport:
        """Carry out the verdicts of a filled-in sheet, by the same rules; a second time adds nothing."""
        from qbank.review.sheet import read_sheet

        return read_sheet(self._desk, Path(file), dry_run=dry_run)

    # --- out, in, safe -------------------------------------------------------------------------

    export = exchange.export
    import_bank = exchange.import_bank
    handouts = exchange.handouts
    handout_items = exchange.handout_items

    plan = yearly.plan
    handbook = yearly.handbook

    def unsettled(self, status: Iterable[str] = ("accepted",)) -> tuple[Problem, ...]:
        """Return a warning where readers differ on items of some statuses and nobody has had the last word."""
        return unsettled(self.bank, {one_of(each, STATUSES) for each in status})

    def backup(self) -> Path:
        """Back the bank up and return the file."""
        return self.bank.backup(reason="asked")

    # --- made once, on first use ---------------------------------------------------------------

    @cached_property
    def _segmenter(self) -> Segmenter:
        words, _ = self._words
        return open_segmenter(self.config.segmenter, words)

    def _tools(self, progress: Progress = quiet) -> Made:
        """Return what drafting needs, made anew only when the documents of the bank have changed."""
        from qbank.workbench import drafting

        corpus = frozenset((entry.name, entry.digest) for entry in drafting.with_text(self.bank))
        if self._made is None or self._made[0] != corpus:
            self._made = (corpus, drafting.make_tools(self.bank, self._segmenter, progress=progress))
        return self._made[1]

    @cached_property
    def _userdict(self) -> str:
        path = self.folder / self.config.userdict
        if not path.is_file():
            return ""
        try:
            return decode(path.read_bytes()).text
        except QbankError as error:
            raise QbankError(replace(error.problem, file=str(path))) from error

    @cached_property
    def _words(self) -> tuple[tuple[UserWord, ...], tuple[Problem, ...]]:
        return read_user_words(self._userdict, self.config.userdict)

    @property
    def _words_mark(self) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_OID, self._userdict)) if self._userdict else "-"

    @cached_property
    def place_of(self) -> Callable[[Source], str]:
        """Return what names the headings that a proof line stands under, outermost first, "" for none."""
        return places(self.bank.document)

    def _text_of(self, name: str, digest: str) -> str | None:
        """Return a document's text, None where the bank knows only its digest."""
        document = self.bank.document(name, digest)
        return (document.text or None) if document else None


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"
