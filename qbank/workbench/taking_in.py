"""Items of other systems' files into the bank: judged row by row, then all in one transaction or none."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from qbank.bank import Bank, Query
from qbank.bank.duplicates import Index
from qbank.drafting.checks import check
from qbank.errors import Problem, QbankError
from qbank.formats._answerable import GRAVE
from qbank.formats._contract import ForeignFormat, Settings
from qbank.formats._said_elsewhere import DOUBTED_KEY, OTHER_KEY, said_elsewhere
from qbank.formats._unshown import DOUBTED, STRUCK_OUT, unshown
from qbank.locale import Lang
from qbank.model.item import ExtendedText, Item, Status, TextEntry
from qbank.model.portable import FIELDS, IMPORTED, Portable
from qbank.model.stimulus import Stimulus
from qbank.workbench.grounding import Grounds
from qbank.workbench.lints import picture_in, tidied, unfit_to_store
from qbank.workbench.waiting import Waiting

RowState = Literal["new", "known", "repeated", "bad"]
_UNFAIR = GRAVE | OTHER_KEY | STRUCK_OUT
_LOOKED_AT = DOUBTED_KEY | DOUBTED
_STEM = 40
_LISTS = frozenset({"text-list-short", "text-list-others"})
"""What is said of answers that are there, so that a file is no paper."""
_PAPER = 3
"""So many questions without any answer in a file are a paper."""


@dataclass(frozen=True, slots=True)
class Row:
    """What becomes of one item of a file: new, known or repeated (then ``like`` is the other's id), or bad."""

    place: str
    stem: str
    type: str
    state: RowState
    item: str = ""
    like: str = ""
    confidence: float | None = None
    problems: tuple[Problem, ...] = ()

    def to_dict(self, lang: Lang) -> dict[str, Any]:
        """Return the row as JSON data."""
        return {
            "place": self.place,
            "stem": self.stem,
            "type": self.type,
            "state": self.state,
            "item": self.item,
            "like": self.like,
            "confidence": self.confidence,
            "problems": [problem.to_dict(lang) for problem in self.problems],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a file is to be taken in.

    Args:
        file: the file.
        status: what its items are to be: drafts that wait for review, or accepted.
        fix: put untidy things right and list each.
        ground: look for proof lines in the corpus.
        keep_good: take the good rows although others are bad.
        dry_run: only say what would be.
    """

    file: Path
    status: Status = "draft"
    fix: bool = False
    ground: bool = False
    keep_good: bool = False
    dry_run: bool = False


@dataclass(slots=True)
class Intake:
    """The rows of a file and what is to be stored of them."""

    rows: list[Row] = field(default_factory=list)
    records: Waiting = field(default_factory=Waiting)
    stimuli: dict[str, Stimulus] = field(default_factory=dict)
    others: list[Problem] = field(default_factory=list)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong with the file and its rows, in the order of the file."""
        return (*self.others, *(problem for row in self.rows for problem in row.problems))

    def count(self) -> Counter[RowState]:
        """Return how many rows are in each state."""
        return Counter(row.state for row in self.rows)


def judged(bank: Bank, fmt: ForeignFormat, settings: Settings, wish: Wish, pause: Callable[[], None]) -> Intake:
    """Read a file and say of each row what would become of it; nothing is stored.

    Args:
        bank: where it would go.
        fmt: a format that can be read.
        settings: profile and file name.
        wish: how it is to be taken in.
        pause: called after every row; may show progress, or raise to stop.

    Raises:
        QbankError: ``import-not-readable`` for a format that only people read.
    """
    if fmt.read is None:
        raise QbankError(Problem("import-not-readable", str(wish.file), values={"format": fmt.name}))
    found, grounds = Intake(), Grounds.of(bank) if wish.ground else None
    judge = _Judge(bank, wish, grounds, is_plain=fmt.plain)
    for entry in fmt.read(wish.file, settings):
        if isinstance(entry, Problem):
            _note(found, entry)
        else:
            judge.take(entry, found)
        pause()
    if not found.rows and not any(problem.severity == "error" for problem in found.others):
        found.others.append(Problem("import-empty", str(wish.file), values={"format": fmt.name}))
    codes = Counter(problem.code for row in found.rows for problem in row.problems)
    unanswered, has_list = codes["text-no-answer"], bool(codes.keys() & _LISTS)
    if unanswered >= _PAPER and not has_list and found.count()["bad"] == len(found.rows):
        # Said once: a line for each question without an answer would hide it.
        found.rows = [replace(row, problems=()) for row in found.rows]
        found.others = [Problem("import-paper", str(wish.file), values={"count": unanswered})]
    return found


def _note(found: Intake, problem: Problem) -> None:
    """Take a Problem in: as a bad row where it tells of one, else as one of the file's."""
    if problem.severity == "error" and problem.place:
        stem = str(problem.values.get("stem", ""))[:_STEM]
        found.rows.append(Row(problem.place, stem, "", "bad", problems=(problem,)))
    else:
        found.others.append(problem)


class _Judge:
    """Knows the bank's items and those of the file so far."""

    def __init__(self, bank: Bank, wish: Wish, grounds: Grounds | None, *, is_plain: bool) -> None:
        self._bank, self._wish, self._grounds, self._is_plain = bank, wish, grounds, is_plain
        self._index = Index(bank.items(Query(status=("draft", "accepted"))))
        self._seen: dict[str, str] = {}
        # By numbers: equal ones stand for equal wordings, and a file may have very many.
        self._asked: dict[int, tuple[str, int]] = {}

    def take(self, portable: Portable, found: Intake) -> None:
        stem = portable.item.stem[:_STEM]
        unfit = unfit_to_store(portable) or (picture_in(portable) if self._is_plain else None)
        if unfit:
            values = {"stem": stem, **unfit.values}
            problem = replace(unfit, file=str(self._wish.file), place=portable.place, values=values)
            found.rows.append(Row(portable.place, _shown(stem), portable.item.type, "bad", problems=(problem,)))
            return
        tidy, fixes = tidied(portable, is_plain=self._is_plain)
        kept = tidy if self._wish.fix else portable
        told = [fix.problem(portable, done=self._wish.fix) for fix in fixes]
        faults = check(kept.item)
        doubts = [*said_elsewhere(kept), *unshown(kept)]
        told += [_of_row(each, portable, self._wish) for each in (*faults, *doubts)]
        # Whatever status was asked for, nobody answers an item before somebody has looked at this.
        sound = not any(each.severity == "error" for each in faults) and not _LOOKED_AT & {one.code for one in doubts}
        if not sound and self._wish.status != "draft":
            told.append(self._problem("import-left-draft", portable.place))
        item, stimulus = self._dressed(kept, sound=sound)
        place, stem = portable.place, kept.item.stem[:_STEM]

        def add(state: RowState, like: str = "", **more: Any) -> None:  # noqa: ANN401 - fields of Row
            found.rows.append(Row(place, stem, item.type, state, item.id, like, problems=tuple(told), **more))

        if any(problem.severity == "error" for problem in told):
            add("bad")
            return
        held = self._bank.get(item.id)
        if held is not None:
            if _says(held) != _says(item):
                told.append(self._problem("import-other-content", place, id=item.id))
            add("known", held.id)
        elif item.id in self._seen:
            told.append(self._problem("import-repeated", place, other=self._seen[item.id]))
            add("repeated", item.id)
        else:
            self._seen[item.id] = place
            self._new(item, stimulus, place, told, found, add)

    def _new(
        self,
        item: Item,
        stimulus: Stimulus | None,
        place: str,
        told: list[Problem],
        found: Intake,
        add: Callable[..., None],
    ) -> None:
        pairs = self._index.near(item, 1)
        if pairs and pairs[0].kind == "exact":
            same = self._bank.get(pairs[0].other)
            agrees = same is not None and _says(same)[-1] == _says(item)[-1]
            told.append(self._problem("import-exact" if agrees else "import-other-key", place, id=pairs[0].other))
            add("known", pairs[0].other)
            return
        said = hash(_says(item))
        answered = self._asked.setdefault(hash(item.stem), (place, said))
        if answered[1] != said:
            told.append(self._problem("import-two-answers", place, other=answered[0]))
        if pairs and pairs[0].kind == "near":
            told.append(self._problem("import-near", place, id=pairs[0].other))
        ground = self._grounds.find(item) if self._grounds else None
        if ground:
            about = {**item.extensions[IMPORTED], "confidence": ground.confidence}
            item = replace(item, sources=(ground.source,), extensions={**item.extensions, IMPORTED: about})
        elif self._grounds:
            told.append(self._problem("import-no-ground", place))
            item = replace(item, status="draft")
        if stimulus:
            found.stimuli[stimulus.id] = stimulus
        found.records.append(item)
        add("new", pairs[0].other if pairs else "", confidence=ground.confidence if ground else None)

    def _problem(self, code: str, place: str, **values: object) -> Problem:
        return Problem(code, str(self._wish.file), place, values, "warning")

    def _dressed(self, portable: Portable, *, sound: bool) -> tuple[Item, Stimulus | None]:
        """Return the item with an id, its origin and its status, and its stimulus; what is not ``sound`` is a draft.

        The id is the file's own or made of what the item says, so that a second import of the file adds nothing.
        """
        stimulus = _stimulus(portable.stimulus, self._wish.file) if portable.stimulus else None
        origin = {"file": self._wish.file.name, "place": portable.place}
        if portable.proof:
            origin["proof"] = "\n".join(portable.proof)
        item = replace(
            portable.item,
            id=portable.item.id or f"i{_digest(*_says(portable.item), portable.stimulus)[:16]}",
            status=self._wish.status if sound else "draft",
            stimulus=stimulus.id if stimulus else "",
            extensions={**portable.item.extensions, IMPORTED: origin},
        )
        return item, stimulus


def _of_row(problem: Problem, portable: Portable, wish: Wish) -> Problem:
    """Return what a rule says of a row: an error only where the item could not be answered and marked fairly.

    Points of a short answer can still be given by an editor; a blank that is not to be filled does no harm.
    """
    interaction = portable.item.body.interaction()
    is_open = isinstance(interaction, ExtendedText) and problem.code == "key-missing"
    is_idle = not isinstance(interaction, TextEntry) and problem.code == "blanks-wrong"
    grave = problem.code in _UNFAIR and problem.severity == "error" and not is_open and not is_idle
    values = {"stem": portable.item.stem[:_STEM], **problem.values}
    return replace(
        problem, file=str(wish.file), place=portable.place, values=values, severity="error" if grave else "warning"
    )


def _shown(stem: str) -> str:
    """Return a stem as a screen or a file can take it."""
    return stem.encode("utf-8", "replace").decode().replace("\0", "?")


def _says(item: Item) -> tuple[str, ...]:
    """Return what makes two items the same to whoever answers them: type, stem, options, key."""
    portable = Portable(item=item)
    return tuple(repr(FIELDS[name](portable)) for name in ("type", "stem", "options", "key"))


def _digest(*texts: str) -> str:
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()


def _stimulus(text: str, file: Path) -> Stimulus:
    return Stimulus(id=f"s{_digest(text)[:16]}", text=text, extensions={IMPORTED: {"file": file.name}})


def stored(bank: Bank, found: Intake, actor: str) -> tuple[Problem, ...]:
    """Store all new items in one transaction, after a backup; the problems of a bank that refused them."""
    return bank.import_items(found.records, stimuli=found.stimuli.values(), actor=actor).problems
